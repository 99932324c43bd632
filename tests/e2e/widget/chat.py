"""The widget as a visitor meets it: by role and name, never by class."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host page</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"></head>
<body><header><p>Our clinic</p></header><main><h1>Host</h1><p><button id="contact">Contact us</button>
<input id="field" aria-label="Search"></p></main>{script}</body></html>"""
SCRIPT = '<script src="/widget.js" defer></script>'

DEEP_FOCUS = """() => {
  let node = document.activeElement;
  while (node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  return node.id || node.getAttribute("aria-label") || node.textContent.trim() || node.tagName;
}"""

# Records what a screen reader is given: insertions into live regions that were there and rendered before.
SPEECH = """
window.said = [];
const liveness = (node) => {
  for (let at = node; at; at = at.parentNode || at.host) {
    if (!at.getAttribute) continue;
    const value = at.getAttribute("aria-live") || { log: "polite", status: "polite", alert: "assertive" }[at.getAttribute("role")];
    if (value) return { value, region: at };
  }
};
const record = (records) => {
  for (const { target, addedNodes, type } of records) {
    const live = liveness(target);
    if (!live || live.value === "off" || !live.region.checkVisibility()) continue;
    const texts = type === "characterData" ? [target.data] : [...addedNodes].map((node) => node.textContent);
    for (const text of texts)
      if (text.trim()) window.said.push({ text: text.trim(), live: live.value, role: live.region.getAttribute("role") });
  }
};
const observe = (root) => new MutationObserver(record).observe(root, { childList: true, subtree: true, characterData: true });
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  const root = attach.call(this, options);
  observe(root);
  return root;
};
"""


class Chat:
    """One page with the widget."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("second-opinion-chat")
        self.launcher = self.element.get_by_role("button", name="Ask a question")
        self.log = self.element.get_by_role("log")
        self.input = self.element.get_by_role("textbox", name="Your question")
        self.panel = self.element.get_by_role("dialog")
        self.badge = self.element.locator(".badge")

    def open(self) -> Chat:
        self.launcher.click()
        self.input.wait_for()
        return self

    def ask(self, text: str, answer: str | None = None) -> Locator:
        """Send a question, wait for its answer, and return the answer's bubble."""
        self.input.fill(text)
        self.input.press("Enter")
        bubble = self.log.locator(".turn.assistant", has_text=answer or f"You asked: {text}").last
        bubble.wait_for()
        return bubble

    def button(self, name: str) -> Locator:
        return self.element.get_by_role("button", name=name, exact=True)

    def menu(self, item: str) -> None:
        self.button("Menu").click()
        self.button(item).click()

    def wait_for_text(self, text: str) -> Locator:
        found = self.element.get_by_text(text).first
        found.wait_for()
        return found

    def texts(self, sender: str) -> list[str]:
        return [text.strip() for text in self.log.locator(f".turn.{sender} .text").all_inner_texts()]

    def focus_name(self) -> str:
        return str(self.page.evaluate(DEEP_FOCUS))

    def said(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate("window.said"))

    def run(self, script: str, argument: Any = None) -> Any:
        """Run a function of (element, argument) in the page."""
        return self.element.evaluate(script, argument)
