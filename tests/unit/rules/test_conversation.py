"""The moves of a conversation: complaints, calls for a person, refusals, corrections, taking note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.conversation import (
    acknowledges,
    asks_for_person,
    asks_to_repeat,
    asks_to_start_over,
    is_fed_up,
    refuses,
    speaks_of_own_area,
    without_correction,
)

FED_UP = [
    *("this is useless", "you are not helping", "u already told me that", "you just said that", "ur no help"),
    *("you keep repeating yourself", "same answer again", "stop repeating yourself", "are you even listening"),
    *("r u deaf", "that's not what i asked", "this bot is so stupid", "waste of time", "I give up"),
    *(
        "i am so frustrated",
        "you never answer my question",
        "it doesn't help",
        "this is not helping",
        "rip-off, this is a rip-off",
    ),
    *("you keep telling me the same thing", "that is not what I meant", "this is a ripoff", "your bot is garbage"),
]
ABOUT_OTHERS = [
    *("my doctor is useless", "is a second opinion useless", "the treatment is not helping", "can it help"),
    *("my surgeon never listens to me", "they already told me it is cancer", "they just said surgery"),
    *("can you tell me again", "what did you say the number was", "you said I need permission, from who?"),
    *("does it help to get a second opinion", "I already sent the form", "is it a waste of money"),
    *("the pills do not help", "my plan doesn't help", "I was told it's not working", "the drug is not working"),
]


@pytest.mark.parametrize("text", FED_UP)
def test_a_complaint_of_the_assistant(text: str) -> None:
    assert is_fed_up(text)
    assert is_fed_up(f"{text.upper()}!!")


@pytest.mark.parametrize("text", ABOUT_OTHERS)
def test_a_complaint_of_others_or_none(text: str) -> None:
    assert not is_fed_up(text)


@pytest.mark.parametrize(
    "text",
    [
        *("person please", "human", "real person pls", "can i talk to someone", "get me a human", "agent", "operator!"),
        *("I want to speak to a representative", "let me talk to a real person please"),
    ],
)
def test_a_call_for_a_person(text: str) -> None:
    assert asks_for_person(text)


@pytest.mark.parametrize(
    "text",
    [
        *("is a person reviewing my case", "someone told me to ask you", "does the nurse call me", "who is the person"),
        *("can another person go with me", "i need someone to go with me", "can my person get one", "please", ""),
    ],
)
def test_persons_in_a_question_are_no_call(text: str) -> None:
    assert not asks_for_person(text)


@pytest.mark.parametrize(
    "text",
    [
        *("can people from my area use this", "is it ok where i live", "location wise can you take me"),
        *("does our state qualify", "do you serve this region", "will you take folks from my part of the country"),
        *("available in my town?", "am I eligible based on my address", "is where she lives a problem"),
    ],
)
def test_ones_own_area(text: str) -> None:
    assert speaks_of_own_area(text)


@pytest.mark.parametrize("text", ["where do i send it", "where are you located", "what is your address", "where to go"])
def test_other_places_are_not_ones_own_area(text: str) -> None:
    assert not speaks_of_own_area(text)


@pytest.mark.parametrize(
    "text",
    [
        *("no thanks", "nah thx", "i'm not telling you", "rather not say", "i prefer not to answer", "skip it", "why"),
        *("why do you need it", "I'm not comfortable sharing that", "none of your business", "pass"),
    ],
)
def test_refusing_to_answer(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("no I meant send them to you", "send them to you"),
        ("no no I mean which papers", "which papers"),
        ("sorry, Idaho not Iowa", "Idaho not Iowa"),
        ("Wait, actually: the X-ray films", "the X-ray films"),
        ("what I meant is how long it takes", "how long it takes"),
        ("no", "no"),
        ("sorry", "sorry"),
        ("nothing came back", "nothing came back"),
        ("waiting for the slides", "waiting for the slides"),
    ],
)
def test_what_a_correction_puts_in_place(text: str, rest: str) -> None:
    assert without_correction(text) == rest


@given(st.text(max_size=80))
def test_a_correction_never_leaves_nothing(text: str) -> None:
    assert without_correction(text) or not text
    assert text.endswith(without_correction(text))


@pytest.mark.parametrize("text", ["ok", "lol k", "never mind", "Got it.", "oh i see", "all right then"])
def test_taking_note(text: str) -> None:
    assert acknowledges(text)


@pytest.mark.parametrize("text", ["yes", "no", "ok and the fax?", "is it good", "", "right side", "fine needle"])
def test_more_than_taking_note(text: str) -> None:
    assert not acknowledges(text)


@pytest.mark.parametrize("text", [*FED_UP, *ABOUT_OTHERS])
def test_complaints_are_no_other_move(text: str) -> None:
    assert not asks_to_start_over(text)
    assert not asks_to_repeat(text) or "again" in text
