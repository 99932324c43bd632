"""The states in which the widget is looked at: by axe, by box, by eye."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .chat import Chat
from .stub import Stub

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PSEUDO = {
    "label": "سؤالك",
    "title": "مساعد الرأي الطبي الثاني",
    "send": "إرسال",
    "launcher": "اطرح سؤالا",
    "menu": "القائمة",
}


def closed(_chat: Chat, _stub: Stub) -> None:
    """Leave it as the page loads it."""


def opened(chat: Chat, _stub: Stub) -> None:
    chat.open()


def answered(chat: Chat, _stub: Stub) -> None:
    chat.open().ask("Can I cancel?")
    chat.element.get_by_text("Source").click()
    chat.button("Helpful").click()
    chat.wait_for_text("Tell us why")


def choices(chat: Chat, _stub: Stub) -> None:
    chat.open().ask("some choices", "Which one")


def handoff(chat: Chat, _stub: Stub) -> None:
    chat.open().ask("I live in Michigan", "cannot offer remote opinions")
    chat.wait_for_text("K7M-42Q")


def emergency(chat: Chat, stub: Stub) -> None:
    stub.fail_api = True
    chat.open()
    chat.input.fill("I can't breathe")
    chat.input.press("Enter")
    chat.wait_for_text("If this is an emergency")


def menu(chat: Chat, _stub: Stub) -> None:
    chat.open()
    chat.button("Menu").click()


def deleting(chat: Chat, _stub: Stub) -> None:
    chat.open()
    chat.menu("Delete my conversation")


def offline(chat: Chat, _stub: Stub) -> None:
    chat.open().ask("first")
    chat.page.context.set_offline(True)
    chat.page.evaluate("dispatchEvent(new Event('offline'))")
    chat.wait_for_text("You are offline")
    chat.input.fill("second")
    chat.input.press("Enter")
    chat.wait_for_text("Waiting to send")


def error(chat: Chat, stub: Stub) -> None:
    stub.fail_api = True
    chat.open()
    chat.input.fill("hello")
    chat.input.press("Enter")
    chat.wait_for_text("We cannot reach the service")
    chat.button("Try again").wait_for()


def typing(chat: Chat, stub: Stub) -> None:
    stub.hang_answers = True
    chat.open()
    chat.input.fill("hello")
    chat.input.press("Enter")
    chat.wait_for_text("Assistant is typing")


def right_to_left(chat: Chat, stub: Stub) -> None:
    chat.run("(e, words) => e.setLanguage('ar', words)", PSEUDO)
    chat.element.get_by_role("button", name=PSEUDO["launcher"]).click()
    chat.input = chat.element.get_by_role("textbox", name=PSEUDO["label"])
    chat.ask("I live in Michigan", "cannot offer remote opinions")


def dark(chat: Chat, stub: Stub) -> None:
    chat.run("(e) => { e.dataset.theme = 'dark' }")
    handoff(chat, stub)


def unread(chat: Chat, stub: Stub) -> None:
    chat.open().ask("first")
    chat.page.keyboard.press("Escape")
    stub.push("A late word")
    expect(chat.badge).to_have_text("1")


Finding = tuple[str, list[Any]]

STATES: dict[str, Callable[[Chat, Stub], None]] = {
    made.__name__: made
    for made in (
        closed,
        opened,
        answered,
        choices,
        handoff,
        emergency,
        menu,
        deleting,
        typing,
        offline,
        error,
        unread,
        dark,
        right_to_left,
    )
}


SCROLL_INTO_VIEW = """(path) => {
  let node = document;
  for (const selector of path) node = (node.shadowRoot || node).querySelector(selector);
  node.scrollIntoView({ block: "center" });
}"""


def axe_findings(chat: Chat) -> list[str]:
    """Run axe on the page; return what is wrong and what it could not decide.

    Of what is scrolled out of the log axe cannot tell the background, so each such node is looked at again in view.
    """
    wrong, undecided = run_axe(chat)
    found = [text for text, _ in wrong]
    for _, target in undecided:
        path = target[0] if isinstance(target[0], list) else target
        chat.page.evaluate(SCROLL_INTO_VIEW, path)
        again = run_axe(chat, {"fromShadowDom": path} if len(path) > 1 else {"include": [path]})
        found += [text for part in again for text, _ in part]
    return found


def run_axe(chat: Chat, context: Any = None) -> tuple[list[Finding], list[Finding]]:
    """Return the violations and the undecided cases, each as a description and the node's path."""
    options: Any = {"runOnly": AXE_TAGS, "resultTypes": ["violations", "incomplete"]}
    if not chat.page.evaluate("'axe' in window"):
        chat.page.evaluate(Axe().axe_script)
    response = chat.page.evaluate("([context, options]) => axe.run(context || document, options)", [context, options])
    wrong, undecided = (
        [
            (f"{kind} {rule['id']} {node['target']} {reason(node)}", node["target"])
            for rule in response[kind]
            for node in rule["nodes"]
        ]
        for kind in ("violations", "incomplete")
    )
    return wrong, undecided


def reason(node: dict[str, Any]) -> str:
    """Say what axe says of one node."""
    return str((node["any"] + node["all"] + node["none"] or [{"message": ""}])[0]["message"])
