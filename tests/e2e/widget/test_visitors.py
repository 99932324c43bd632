"""What visitors expect beyond the numbered requirements, and a whole conversation by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.widget.bundle import SOURCES

from .states import STATES


def test_the_greeting_says_what_it_is_and_offers_five_questions(chat):
    chat.open()
    expect(chat.log).to_contain_text("I am an automated assistant, not a person")
    expect(chat.log).to_contain_text("not medical advice")
    assert chat.element.get_by_role("group", name="Questions you can start with").get_by_role("button").count() == 5


def go_to(chat, name, key="Tab"):
    """Press a key until the focus is on what has the name."""
    for _ in range(20):
        if name in chat.focus_name():
            return
        chat.page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached by {key}")


def type_and_send(chat, text, answer):
    chat.page.keyboard.type(text)
    chat.page.keyboard.press("Enter")
    chat.wait_for_text(answer)


def test_a_stranger_gets_three_answers_and_a_reference_code_with_the_keyboard_alone(chat):
    go_to(chat, "Ask a question")
    chat.page.keyboard.press("Enter")
    type_and_send(chat, "Can I cancel my request?", "You asked: Can I cancel")
    type_and_send(chat, "some choices", "Which one do you mean?")
    go_to(chat, "Cancel a request", "Shift+Tab")
    chat.page.keyboard.press("Enter")
    chat.wait_for_text("You asked: Cancel a request")
    type_and_send(chat, "I live in Michigan", "K7M-42Q")
    go_to(chat, "Call 410-464-6555", "Shift+Tab")
    card = chat.element.get_by_role("group", name="Talk to a person")
    expect(card).to_be_in_viewport()
    assert re.search(r"reference code.*K 7 M , 4 2 Q", card.evaluate("(e) => e.textContent"))
    chat.page.keyboard.press("Escape")
    assert "Ask a question" in chat.focus_name()


def test_an_answer_shows_its_source_behind_one_tap(chat):
    bubble = chat.open().ask("Can I cancel?")
    line = bubble.get_by_text("From: Frequently Asked Questions, Can I cancel my request?")
    expect(line).to_be_hidden()
    bubble.get_by_text("Source").click()
    expect(line).to_be_visible()
    expect(bubble.get_by_text("Reviewed November 21, 2026")).to_be_visible()


def test_answers_are_laid_out_as_paragraphs_and_lists(chat, stub):
    text = "First of all.\n\nYou need:\n- a permission\n- your records\nCall us."
    stub.answer = lambda _: {"replies": [{"text": text, "topic": None, "sources": [], "choices": []}], "handoff": None}
    bubble = chat.open().ask("how", "First of all")
    assert bubble.get_by_role("listitem").all_inner_texts() == ["a permission", "your records"]
    assert bubble.locator("p").all_inner_texts() == ["First of all.", "You need:", "Call us."]


def test_votes_are_stored_with_an_optional_sentence(chat, stub):
    bubble = chat.open().ask("Can I cancel?")
    bubble.get_by_role("button", name="Not helpful").click()
    chat.wait_for_text("Thank you. Your feedback was saved.")
    expect(bubble.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    bubble.get_by_role("textbox", name="Tell us why").fill("too short")
    bubble.get_by_role("button", name="Send comment").click()
    expect(bubble.get_by_role("textbox")).to_have_count(0)
    answer = next(iter(stub.conversations.values())).messages[1]
    assert stub.feedback == [
        {"message": answer["id"], "vote": "down"},
        {"message": answer["id"], "vote": "down", "comment": "too short"},
    ]
    chat.page.reload()
    expect(chat.button("Not helpful")).to_have_attribute("aria-pressed", "true")


def test_a_pressed_vote_is_seen_while_the_pointer_is_on_it(chat):
    chat.open().ask("Can I cancel?")
    vote = chat.button("Helpful")
    vote.click()
    expect(vote).to_have_attribute("aria-pressed", "true")
    vote.hover()
    colours = vote.evaluate("(e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]")
    assert colours == ["rgb(11, 85, 99)", "rgb(255, 255, 255)"]


def test_what_a_visitor_opens_under_a_long_answer_comes_into_view(new_chat):
    chat = new_chat(viewport={"width": 390, "height": 600})
    bubble = chat.open().ask("a long answer, please", "Line 39")
    bubble.get_by_role("button", name="Helpful", exact=True).click()
    chat.wait_for_text("Thank you. Your feedback was saved.")
    expect(bubble.get_by_role("button", name="Send comment")).to_be_in_viewport(ratio=1)


def test_a_comment_is_kept_when_it_cannot_be_stored(chat, stub):
    bubble = chat.open().ask("Can I cancel?")
    bubble.get_by_role("button", name="Helpful", exact=True).click()
    box = bubble.get_by_role("textbox", name="Tell us why")
    box.fill("clear")
    stub.fail_api = True
    bubble.get_by_role("button", name="Send comment").click()
    chat.wait_for_text("Your feedback was not saved")
    expect(box).to_have_value("clear")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I can't breathe", "Call 911"),
        ("my husband is having a heart attack", "Call 911"),
        ("She is unconscious", "Call 911"),
        ("the bleeding won’t stop", "Call 911"),
        ("i want to kill myself", "Text 988"),
        ("I don't want to live anymore", "Text 988"),
        ("I feel suicidal", "Text 988"),
    ],
)
def test_an_emergency_card_needs_no_network(new_chat, stub, text, shown):
    chat = new_chat()
    chat.open()
    chat.page.context.set_offline(True)
    chat.input.fill(text)
    chat.input.press("Enter")
    expect(chat.element.get_by_role("link", name=shown, exact=True)).to_be_visible(timeout=1000)


@pytest.mark.parametrize(
    "text",
    [
        "I had a heart attack in 2019. Do I need a second opinion on bypass surgery?",
        "my surgeon says chest pain is common after this",
        "I could not breathe well last spring",
        "Is my state served?",
        "The doctor will end my treatment",
        "this paperwork is killing me",
    ],
)
def test_an_ordinary_question_raises_no_alarm(chat, text):
    chat.open().ask(text)
    expect(chat.element.get_by_role("group", name="If this is an emergency")).to_have_count(0)
    expect(chat.element.get_by_role("group", name="You are not alone")).to_have_count(0)


@pytest.mark.parametrize(("reason", "text"), [("emergency", "I can't breathe"), ("crisis", "I want to die")])
def test_our_card_and_the_servers_are_one(chat, stub, reason, text):
    reply = {"text": "Please call now.", "topic": f"safety/{reason}", "sources": [], "choices": []}
    stub.answer = lambda _: {"replies": [reply], "handoff": {"reason": reason, "phone": "911", "reference": "AAA-111"}}
    chat.open().ask(text, "Please call now")
    assert chat.element.locator(".card").count() == 1
    chat.page.reload()
    chat.wait_for_text("Please call now")
    assert chat.element.locator(".card").count() == 1


def test_an_emergency_only_the_server_knows_gets_the_card_too(chat, stub):
    reply = {"text": "Please call now.", "topic": "safety/emergency", "sources": [], "choices": []}
    stub.answer = lambda _: {"replies": [reply], "handoff": {"reason": "emergency", "phone": "911", "reference": "A-1"}}
    bubble = chat.open().ask("my baby swallowed a battery", "Please call now")
    expect(bubble.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")


def test_the_menu_changes_size_and_theme_and_both_last(chat):
    chat.open()
    chat.button("Menu").click()
    before = chat.log.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    chat.button("Largest").click()
    chat.button("Dark").click()
    chat.button("Back to the chat").click()
    chat.page.reload()
    chat.input.wait_for()
    assert chat.log.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)") == before * 1.5
    assert chat.panel.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(16, 25, 30)"


def test_a_visitors_theme_goes_before_the_owners_colours(new_chat):
    chat = new_chat(
        "<style>second-opinion-chat{--second-opinion-bg:#fffbe6;--second-opinion-fg:#222}</style><script src='/widget.js' defer></script>"
    )
    chat.open()
    chat.button("Menu").click()
    chat.button("Dark").click()
    assert chat.panel.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(16, 25, 30)"


def test_the_conversation_can_be_copied(new_chat):
    chat = new_chat(permissions=["clipboard-read", "clipboard-write"])
    chat.open().ask("Can I cancel?")
    chat.menu("Copy the conversation")
    chat.wait_for_text("Copied.")
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert "You asked: Can I cancel?" in copied
    assert "From: Frequently Asked Questions" in copied


def test_starting_over_asks_first_and_begins_anew(chat, stub):
    chat.open().ask("first")
    chat.menu("Start over")
    assert chat.focus_name().startswith("Start over?")
    chat.button("Back to the chat").click()
    assert chat.texts("visitor") == ["first"]
    chat.menu("Start over")
    chat.button("Yes, start over").click()
    assert chat.texts("visitor") == []
    assert chat.focus_name() == "question"
    chat.ask("second")
    assert len(stub.conversations) == 2


@pytest.mark.parametrize("state", [name for name in STATES if name not in ("closed", "unread")])
def test_no_state_logs_an_error(new_chat, stub, state):
    errors: list[str] = []
    chat = new_chat()
    chat.page.on("pageerror", lambda error: errors.append(str(error)))
    STATES[state](chat, stub)
    assert errors == []


def test_the_words_are_plain():
    import textstat

    table = (SOURCES / "strings.js").read_text("utf-8").split("const ALARMS")[0]
    sentences = [text for text in re.findall(r'"([^"]{30,})"', table) if not text.startswith("{")]
    words = re.sub(r"\{\w+\}", "the program", " ".join(sentences).replace("\\n", " "))
    assert len(sentences) > 15
    assert textstat.flesch_kincaid_grade(words) <= 8
