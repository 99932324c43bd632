"""The widgets that are compared, each on a host page as its makers show it: `hosts/*.js`."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_BUTTON = """(() => {
  const find = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.matches("button") && node.getBoundingClientRect().width) return node;
      const inner = node.shadowRoot && find(node.shadowRoot);
      if (inner) return inner;
    }
  };
  const own = document.querySelector("cds-aichat-container");
  return own?.shadowRoot && find(own.shadowRoot);
})()"""


@dataclass(frozen=True)
class Candidate:
    """A widget to measure.

    Attributes:
        name: Its name, and that of its host page's script in `hosts`.
        package: The npm package with its version; empty for ours.
        usable: JavaScript that finds what a visitor can press or write into first.
        open_chat: JavaScript that brings the conversation on the screen.
        bundled: Its makers publish sources alone, so the host page's script is bundled with them.
    """

    name: str
    package: str
    usable: str
    open_chat: str = ""
    bundled: bool = False

    @property
    def version(self) -> str:
        """The package's version."""
        return self.package.rpartition("@")[2]


CANDIDATES = (
    Candidate(
        "second-opinion-chat",
        "",
        'document.querySelector("second-opinion-chat")?.shadowRoot?.querySelector("button")',
        'document.querySelector("second-opinion-chat").open()',
    ),
    Candidate(
        "deep-chat",
        "deep-chat@2.4.2",
        'document.querySelector("deep-chat")?.shadowRoot?.querySelector("#text-input")',
    ),
    Candidate(
        "botframework-webchat",
        "botframework-webchat@4.18.1",
        'document.querySelector("main input[type=text], main textarea")',
    ),
    Candidate("carbon-ai-chat", "@carbon/ai-chat@1.9.1", FIRST_BUTTON, "window.openChat()", bundled=True),
)
