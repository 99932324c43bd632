"""Requirements 1 to 11: keyboard, focus and what a screen reader is told."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from .chat import Chat


def ax_nodes(chat: Chat) -> list[dict[str, Any]]:
    """Return the accessibility tree as flat records of role, name and properties."""
    session = chat.page.context.new_cdp_session(chat.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    flat = []
    for node in nodes:
        properties = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", [])}
        flat.append(
            {"role": node.get("role", {}).get("value"), "name": node.get("name", {}).get("value"), **properties}
        )
    return [node for node in flat if node["role"] and node["role"] != "none"]


def find(chat: Chat, role: str) -> dict[str, Any]:
    return next(node for node in ax_nodes(chat) if node["role"] == role)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_r01_launcher_is_a_named_button_that_keys_open(chat, key):
    launcher = next(node for node in ax_nodes(chat) if node["name"] == "Ask a question")
    assert (launcher["role"], launcher["hasPopup"], launcher["expanded"]) == ("button", "dialog", False)
    assert chat.launcher.inner_text().strip() == "Ask a question"
    chat.page.locator("#field").focus()
    chat.page.keyboard.press("Tab")
    assert "Ask a question" in chat.focus_name()
    chat.page.keyboard.press(key)
    expect(chat.panel).to_be_visible()
    assert chat.run("(e) => e.shadowRoot.querySelector('.launcher').getAttribute('aria-expanded')") == "true"


@pytest.mark.parametrize(("touch", "focused"), [(False, "question"), (True, "title")])
def test_r02_opening_moves_focus_to_the_input_or_on_touch_to_the_heading(new_chat, touch, focused):
    options = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 700}} if touch else {}
    chat = new_chat(**options)
    chat.launcher.tap() if touch else chat.launcher.click()
    assert chat.focus_name() == focused


@pytest.mark.parametrize("start", ["input", "menu button", "send button", "log"])
def test_r03_escape_closes_from_anywhere_and_stays_in_the_widget(chat, start):
    chat.page.evaluate("window.heard = 0; document.addEventListener('keydown', () => window.heard++)")
    chat.open()
    places = {
        "input": chat.input,
        "menu button": chat.button("Menu"),
        "send button": chat.button("Send"),
        "log": chat.log,
    }
    places[start].focus()
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    assert "Ask a question" in chat.focus_name()
    assert chat.page.evaluate("window.heard") == 0


def test_r03_focus_returns_to_the_host_element_that_opened(chat):
    chat.page.evaluate("contact.addEventListener('click', () => document.querySelector('second-opinion-chat').open())")
    chat.page.locator("#contact").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.panel).to_be_visible()
    chat.page.keyboard.press("Escape")
    assert chat.focus_name() == "contact"


def test_r03_escape_is_left_to_an_input_method(chat):
    chat.open()
    chat.run(
        """(e) => e.shadowRoot.querySelector('textarea').dispatchEvent(
             new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, composed: true }))"""
    )
    expect(chat.panel).to_be_visible()


def test_r03_escape_in_the_menu_goes_back_one_step(chat):
    chat.open()
    chat.button("Menu").click()
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_visible()
    assert chat.focus_name() == "Menu"
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()


def tab_until_outside(chat: Chat, key: str = "Tab") -> bool:
    for _ in range(25):
        chat.page.keyboard.press(key)
        if chat.page.evaluate("document.activeElement.tagName") != "SECOND-OPINION-CHAT":
            return chat.page.evaluate("document.activeElement !== document.body")
    return False


def test_r04_wide_dialog_is_named_and_lets_tab_leave(new_chat):
    chat = new_chat('<script src="/widget.js" defer></script><p><a href="#" id="after">After</a></p>')
    chat.open()
    dialog = find(chat, "dialog")
    assert dialog["name"] == "Second opinion assistant"
    assert not dialog.get("modal")
    chat.button("Menu").focus()
    assert tab_until_outside(chat, "Shift+Tab")


def test_r04_full_screen_dialog_is_modal_and_keeps_tab(new_chat):
    chat = new_chat(viewport={"width": 320, "height": 568})
    chat.open()
    assert find(chat, "dialog")["modal"]
    assert not tab_until_outside(chat)


def test_r04_full_screen_dialog_restored_open_is_modal_once_used(new_chat):
    chat = new_chat(viewport={"width": 320, "height": 568})
    chat.open()
    chat.page.reload()
    chat.input.wait_for()
    assert chat.page.evaluate("document.activeElement === document.body")
    chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Tab")
    assert chat.page.evaluate("document.activeElement.tagName") == "SECOND-OPINION-CHAT"
    assert not tab_until_outside(chat)


def test_r05_an_answer_is_announced_once_with_sender_and_choices(chat):
    chat.open()
    chat.page.wait_for_timeout(300)
    chat.ask("some choices", "Which one do you mean?")
    chat.page.wait_for_timeout(100)
    said = [entry for entry in chat.said() if entry["role"] == "log"]
    assert [entry["text"] for entry in said] == [
        "You: some choices",
        "Assistant: Which one do you mean?Cancel a requestSomething else",
    ]
    assert {entry["live"] for entry in said} == {"polite"}


def test_r06_restored_history_and_a_new_language_are_not_announced(chat):
    chat.open()
    chat.ask("first")
    chat.page.reload()
    chat.wait_for_text("You asked: first")
    chat.page.wait_for_timeout(400)
    assert chat.said() == []
    chat.run("(e) => e.setLanguage('de', { label: 'Ihre Frage' })")
    chat.page.wait_for_timeout(300)
    assert chat.said() == []


def test_r07_a_message_to_a_closed_panel_is_told_politely(chat, stub):
    chat.open()
    chat.ask("first")
    chat.page.keyboard.press("Escape")
    chat.page.evaluate("window.said = []")
    stub.push("A late word")
    expect(chat.badge).to_have_text("1")
    assert chat.said() == [{"text": "1 new message", "live": "polite", "role": "status"}]


def typing_announcements(chat: Chat) -> int:
    return len([entry for entry in chat.said() if "typing" in entry["text"]])


def test_r08_a_fast_answer_says_nothing_of_typing(chat, stub):
    stub.delay_s = 0.4
    chat.open()
    chat.input.fill("quick")
    chat.input.press("Enter")
    expect(chat.element.locator(".dots")).to_be_visible()
    chat.wait_for_text("You asked: quick")
    expect(chat.element.locator(".dots")).to_be_hidden()
    assert typing_announcements(chat) == 0


def test_r08_a_slow_answer_says_typing_once(chat, stub):
    stub.delay_s = 2.6
    chat.open()
    chat.ask("slow")
    assert typing_announcements(chat) == 1
    expect(chat.element.get_by_text("Assistant is typing")).to_have_count(0)


def test_r08_typing_ends_after_twenty_seconds(new_chat, stub):
    stub.hang_answers = True
    chat = new_chat(clock=True)
    chat.open()
    chat.input.fill("lost")
    chat.input.press("Enter")
    expect(chat.element.locator(".dots")).to_be_visible()
    chat.page.clock.run_for(20_500)
    expect(chat.element.locator(".dots")).to_be_hidden()
    chat.wait_for_text("This takes longer than it should")


@pytest.mark.parametrize("size", [(1280, 800), (320, 568), (320, 256)])
def test_r09_input_has_a_visible_label_at_every_size(new_chat, size):
    chat = new_chat(viewport={"width": size[0], "height": size[1]})
    chat.open()
    assert "Your question" in [node["name"] for node in ax_nodes(chat) if node["role"] == "textbox"]
    expect(chat.element.get_by_text("Your question", exact=True)).to_be_in_viewport(ratio=1)
    attributes = chat.input.evaluate("(e) => [e.tagName, e.autocomplete, e.enterKeyHint]")
    assert attributes == ["TEXTAREA", "off", "send"]


def test_r09_counter_shows_near_the_limit(chat):
    chat.open()
    chat.input.fill("x" * 899)
    expect(chat.element.get_by_text("characters left")).to_have_count(0)
    chat.input.fill("x" * 990)
    chat.wait_for_text("10 characters left")
    chat.input.fill("x" * 1001)
    chat.input.press("Enter")
    assert len(chat.input.input_value()) == 1001


def test_r10_enter_sends_and_shift_enter_breaks_the_line(chat):
    chat.open()
    chat.input.press_sequentially("one")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("two")
    chat.input.press("Enter")
    expect(chat.input).to_have_value("")
    chat.wait_for_text("You asked: one")
    assert chat.texts("visitor") == ["one\ntwo"]


def test_r10_enter_of_an_input_method_does_not_send(chat, stub):
    chat.open()
    chat.input.focus()
    session = chat.page.context.new_cdp_session(chat.page)
    session.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    chat.run(
        """(e) => { for (const fields of [{ isComposing: true }, { keyCode: 229 }])
             e.shadowRoot.querySelector('textarea').dispatchEvent(
               new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, ...fields })) }"""
    )
    expect(chat.input).to_have_value("にほん")
    assert [frame for frame in stub.frames if frame["type"] == "message"] == []


@pytest.mark.parametrize("touch", [False, True])
def test_r11_choosing_never_drops_focus_to_the_body(new_chat, touch):
    options = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 700}} if touch else {}
    chat = new_chat(**options)
    chat.launcher.tap() if touch else chat.launcher.click()
    group = chat.element.get_by_role("group", name="Questions you can start with")
    assert group.get_by_role("button").count() == 5
    chat.page.evaluate(
        """window.lost = [];
        document.addEventListener('focusout', () => queueMicrotask(() => window.lost.push(document.activeElement === document.body)))"""
    )
    choice = group.get_by_role("button", name="Is my state served?")
    choice.focus()
    chat.page.keyboard.press("Enter")
    chat.wait_for_text("You asked: Is my state served?")
    expect(group).to_have_count(0)
    assert chat.focus_name() == ("title" if touch else "question")
    assert not any(chat.page.evaluate("window.lost"))


def test_r11_choices_of_an_answer_go_once_one_is_taken(chat):
    chat.open()
    chat.ask("some choices", "Which one do you mean?")
    chat.element.get_by_role("group", name="Suggested replies").get_by_role("button", name="Cancel a request").click()
    chat.wait_for_text("You asked: Cancel a request")
    expect(chat.element.get_by_role("group", name="Suggested replies")).to_have_count(0)
