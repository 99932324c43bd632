"""A person who never saw it, with the keyboard alone, before the real assistant with its trained model."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from .chat import Chat

pytestmark = pytest.mark.model

ANSWER_WITHIN_MS = 30_000
NewContext = Callable[..., BrowserContext]


def tab_to(chat: Chat, name: str, key: str = "Tab") -> None:
    """Press a key until the focus is on what has the name."""
    for _ in range(40):
        if chat.focus_name().startswith(name):
            return
        chat.page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached by {key}")


def ask_by_keyboard(chat: Chat, text: str) -> str:
    """Type a question where the focus is, and return the whole answer."""
    before = len(chat.texts("assistant"))
    chat.page.keyboard.type(text)
    chat.page.keyboard.press("Enter")
    expect(chat.log.locator(".turn.assistant")).not_to_have_count(before, timeout=ANSWER_WITHIN_MS)
    chat.page.wait_for_timeout(300)  # an answer may have several parts
    return "\n".join(chat.texts("assistant")[before:])


def test_a_newcomer_gets_three_answers_and_a_reference_code_by_keyboard(new_context: NewContext, real_url: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    chat = Chat(page)
    page.goto(real_url + "/")
    tab_to(chat, "Ask a question")
    page.keyboard.press("Enter")
    assert "410-464-6600" in ask_by_keyboard(chat, "What is the fax number?")
    assert "record" in ask_by_keyboard(chat, "Which records do I need to send?").lower()
    assert "cancel" in ask_by_keyboard(chat, "How do I cancel my request?").lower()
    ask_by_keyboard(chat, "I live in Detroit, Michigan. Can I use the program?")
    card = chat.element.get_by_role("group", name="Talk to a person")
    code = card.locator(".reference b").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}", code)
    expect(card).to_be_in_viewport()
    tab_to(chat, "Copy these details", "Shift+Tab")
    page.keyboard.press("Enter")
    chat.wait_for_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert code in copied
    assert re.search(r"\d{3}-\d{3}-\d{4}", copied)


def test_a_reload_and_a_deletion_reach_the_real_store(new_context: NewContext, real_url: str) -> None:
    page = new_context().new_page()
    chat = Chat(page)
    page.goto(real_url + "/chat")
    chat.input.focus()
    answer = ask_by_keyboard(chat, "How much does it cost?")
    page.reload()
    chat.wait_for_text(answer.split("\n")[0])
    with page.expect_response(lambda response: response.request.method == "DELETE") as deleted:
        chat.menu("Delete my conversation")
        chat.button("Yes, delete it").click()
    assert deleted.value.status == 204
    assert chat.texts("visitor") == []
    assert page.evaluate("JSON.stringify(sessionStorage)").count("cost") == 0


def test_danger_is_answered_with_numbers_to_press(new_context: NewContext, real_url: str) -> None:
    page = new_context(viewport={"width": 390, "height": 760}, has_touch=True, is_mobile=True).new_page()
    chat = Chat(page)
    page.goto(real_url + "/")
    chat.open()
    chat.input.tap()
    ask_by_keyboard(chat, "I have crushing chest pain and my arm is numb")
    card = chat.element.get_by_role("group", name="If this is an emergency")
    expect(card).to_have_count(1)
    expect(card.get_by_role("link", name="Call 911")).to_be_in_viewport()
