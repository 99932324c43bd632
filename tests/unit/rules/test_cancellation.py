"""The stage of a request in a visitor's words, and what is said at each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.cancellation import classify_stage, decide_cancel

STAGES = [
    ("my card hasn't been charged yet", "not_charged"),
    ("My card has not been charged", "not_charged"),
    ("haven\u2019t been charged", "not_charged"),
    ("not yet", "not_charged"),
    ("no charge so far", "not_charged"),
    ("nothing charged", "not_charged"),
    ("I have not paid anything", "not_charged"),
    ("it is still unpaid", "not_charged"),
    ("before my card is charged", "not_charged"),
    ("they took no money, never charged me", "not_charged"),
    ("work hasn't begun", "not_charged"),
    ("charged, but the review has not started", "not_charged"),
    ("the payment hasn't gone through", "not_charged"),
    ("they charged my card", "charged"),
    ("My card has been charged", "charged"),
    ("I paid yesterday", "charged"),
    ("no i already paid", "charged"),
    ("yes, charged", "charged"),
    ("it went through", "charged"),
    ("they took my money", "charged"),
    ("the review has started", "charged"),
    ("the doctors have already begun", "charged"),
    ("can I cancel if you already charged me", "charged"),
    ("I did not know that, but they charged me", "charged"),
    ("extenuating circumstances", "extenuating"),
    ("Something serious came up", "extenuating"),
    ("my husband died", "extenuating"),
    ("card charged and then he passed away", "extenuating"),
    ("I lost my job", "extenuating"),
    ("she is in the hospital", "extenuating"),
    ("my mother died but the card is not charged yet", "not_charged"),
    ("how do I cancel", "unknown"),
    ("I changed my mind", "unknown"),
    ("can I get a refund", "unknown"),
    ("I don't want it anymore", "unknown"),
    ("when will my card be charged", "unknown"),
    ("will I be charged if I cancel", "unknown"),
    ("has my card been charged?", "unknown"),
    ("not sure if I was charged", "unknown"),
    ("have you started yet?", "unknown"),
    ("yes", "unknown"),
    ("no", "unknown"),
    ("", "unknown"),
]


@pytest.mark.parametrize(("text", "stage"), STAGES)
def test_the_stage_that_is_named(text: str, stage: str) -> None:
    assert classify_stage(text) == stage


@pytest.mark.parametrize(("text", "stage"), STAGES)
def test_case_and_spacing_do_not_matter(text: str, stage: str) -> None:
    assert classify_stage(f"  {text.upper().replace(' ', '  ')} ") == stage


@given(st.text(max_size=200))
def test_any_text_gets_a_stage_with_an_answer(text: str) -> None:
    decision = decide_cancel(classify_stage(text))
    assert (decision.topic, decision.response[:6]) == ("program/cancel", "utter_")


@pytest.mark.parametrize(
    ("stage", "response"),
    [
        ("not_charged", "utter_cancel_not_charged"),
        ("charged", "utter_cancel_charged"),
        ("extenuating", "utter_cancel_extenuating"),
        ("unknown", "utter_ask_cancel_stage"),
    ],
)
def test_what_is_said_at_each_stage(stage: str, response: str) -> None:
    assert decide_cancel(stage).response == response  # type: ignore[arg-type]
