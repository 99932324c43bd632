"""Take the pictures of docs/widget with the real assistant: `python -m pytest tests/e2e/widget/screenshots.py`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import WebSocketRoute, expect

from .chat import Chat
from .states import PSEUDO

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parents[3] / "docs" / "widget"
SIZES = {
    "": {"viewport": {"width": 1280, "height": 800}},
    "phone-": {"viewport": {"width": 390, "height": 760}, "device_scale_factor": 2},
    "zoom-": {"viewport": {"width": 320, "height": 256}},
}
QUESTION = "Which records do I need?"
EXCLUDED = "I live in Detroit, Michigan. Can I use the program?"


def write(chat: Chat, text: str) -> None:
    chat.input.fill(text)
    chat.input.press("Enter")


def ask(chat: Chat, text: str) -> None:
    before = chat.log.locator(".turn.assistant").count()
    write(chat, text)
    expect(chat.log.locator(".turn.assistant")).not_to_have_count(before)
    chat.page.wait_for_timeout(500)


def closed(_chat: Chat) -> None:
    """Leave it as the page loads it."""


def opened(chat: Chat) -> None:
    chat.open()


def answered(chat: Chat) -> None:
    chat.open()
    ask(chat, "What is the fax number?")
    chat.element.get_by_text("Source").click()
    chat.button("Helpful").click()
    chat.wait_for_text("Tell us why")


def choices(chat: Chat) -> None:
    chat.open()
    ask(chat, "I want to cancel")


def handoff(chat: Chat) -> None:
    chat.open()
    ask(chat, EXCLUDED)


def emergency(chat: Chat) -> None:
    chat.page.route("**/api/**", lambda route: route.abort())
    chat.open()
    write(chat, "I can't breathe")
    chat.wait_for_text("If this is an emergency")


def menu(chat: Chat) -> None:
    chat.open()
    chat.button("Menu").click()


def deleting(chat: Chat) -> None:
    chat.open()
    chat.menu("Delete my conversation")


def offline(chat: Chat) -> None:
    chat.open()
    ask(chat, QUESTION)
    chat.page.context.set_offline(True)
    chat.page.evaluate("dispatchEvent(new Event('offline'))")
    write(chat, "Is my state served?")
    chat.wait_for_text("Waiting to send")


def error(chat: Chat) -> None:
    chat.page.route("**/api/**", lambda route: route.abort())
    chat.open()
    write(chat, QUESTION)
    chat.button("Try again").wait_for()


def typing(chat: Chat) -> None:
    def without_replies(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda frame: None if '"reply"' in str(frame) else socket.send(frame))

    chat.page.route_web_socket("**/api/ws", without_replies)
    chat.open()
    write(chat, QUESTION)
    chat.wait_for_text("Assistant is typing")


def unread(chat: Chat) -> None:
    chat.open()
    write(chat, QUESTION)
    chat.page.keyboard.press("Escape")
    expect(chat.badge).to_have_text("1")


def dark(chat: Chat) -> None:
    chat.run("(e) => { e.dataset.theme = 'dark' }")
    handoff(chat)


def right_to_left(chat: Chat) -> None:
    chat.run("(e, words) => e.setLanguage('ar', words)", PSEUDO)
    chat.element.get_by_role("button", name=PSEUDO["launcher"]).click()
    chat.input = chat.element.get_by_role("textbox", name=PSEUDO["label"])
    ask(chat, EXCLUDED)


WIDE = [closed, opened, answered, choices, handoff, emergency, menu, deleting, typing, offline, error, unread, dark]
PHONE = [closed, opened, answered, handoff, emergency, menu, error, dark]
PICTURES = [("", state) for state in [*WIDE, right_to_left]]
PICTURES += [("phone-", state) for state in PHONE] + [("zoom-", state) for state in (opened, handoff, offline)]


def settled_picture(chat: Chat, name: str, *, full_page: bool = False) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    chat.page.wait_for_timeout(500)
    chat.page.screenshot(path=FOLDER / f"{name}.png", full_page=full_page)


@pytest.mark.parametrize(("size", "state"), PICTURES, ids=lambda value: getattr(value, "__name__", value))
def test_take_picture(new_context, real_url: str, size: str, state: Callable[[Chat], None]) -> None:
    chat = Chat(new_context(color_scheme="light", **SIZES[size]).new_page())
    chat.page.goto(real_url + "/")
    state(chat)
    settled_picture(chat, size + state.__name__)


def test_take_picture_with_forced_colours(new_context, real_url: str) -> None:
    chat = Chat(new_context(forced_colors="active", **SIZES[""]).new_page())
    chat.page.goto(real_url + "/")
    handoff(chat)
    settled_picture(chat, "forced-colours")


@pytest.mark.parametrize("page", ["chat", "embed"])
def test_take_picture_of_a_page(new_context, real_url: str, page: str) -> None:
    chat = Chat(new_context(**SIZES[""]).new_page())
    chat.page.goto(f"{real_url}/{page}")
    settled_picture(chat, f"page-{page}", full_page=page == "embed")
