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
    ("you billed me yesterday and somebody is going over my chart now", "charged"),
    ("the surgeon is already reading my file", "charged"),
    ("they ran the amex on friday", "charged"),
    ("my visa got hit on monday", "charged"),
    ("they ran my card", "charged"),
    ("you swiped my debit card already", "charged"),
    ("money left my account this morning", "charged"),
    ("the fee was taken out of my bank", "charged"),
    ("it shows on my statement", "charged"),
    ("the charge showed up on my bill", "charged"),
    ("payment cleared", "charged"),
    ("payment went through and they are on it", "charged"),
    ("you have my money already", "charged"),
    ("already paid for it", "charged"),
    ("i paid in full last week", "charged"),
    ("the doctor has my chart open", "charged"),
    ("someone is looking at my scans", "charged"),
    ("a specialist is working on it", "charged"),
    ("they're going through my records right now", "charged"),
    ("my records are being reviewed", "charged"),
    ("work is under way", "charged"),
    ("the review is in progress", "charged"),
    ("the team's begun", "charged"),
    ("doc already got started", "charged"),
    ("it's been reviewed", "charged"),
    ("the report is done", "charged"),
    ("my doctor got the report", "charged"),
    ("your opinion has been sent", "charged"),
    ("they already looked at my x-rays", "charged"),
    ("nobody told me my card was charged", "charged"),
    ("i can't believe they charged me", "charged"),
    ("i didn't know you charged me", "charged"),
    ("i don't want it anymore, you took my money", "charged"),
    ("i would like to stop, they billed me", "charged"),
    ("not long ago they charged my card", "charged"),
    ("i do not like that you charged me", "charged"),
    ("what if they already started", "charged"),
    ("charged and started", "charged"),
    ("yes they did charge it", "charged"),
    ("card charged, review begun", "charged"),
    ("both happened", "charged"),
    ("they charged my visa", "charged"),
    ("nobody has looked at it yet", "not_charged"),
    ("nobody looked at my file", "not_charged"),
    ("card not hit yet i think", "not_charged"),
    ("they haven't touched my card", "not_charged"),
    ("no money has been taken", "not_charged"),
    ("the card was never run", "not_charged"),
    ("they have not run my card", "not_charged"),
    ("nothing came out of my account... not charged", "not_charged"),
    ("the doctor hasn't opened my file", "not_charged"),
    ("no one started", "not_charged"),
    ("no one has begun", "not_charged"),
    ("they are about to start", "not_charged"),
    ("they will start on monday", "not_charged"),
    ("review starts next week", "not_charged"),
    ("you'll charge me tomorrow, they said", "not_charged"),
    ("i still have to pay", "not_charged"),
    ("haven't paid a cent", "not_charged"),
    ("i only filled out the form", "not_charged"),
    ("we only sent records", "not_charged"),
    ("all I did was sign up", "not_charged"),
    ("paid but nobody has started", "not_charged"),
    ("i paid yesterday and they have not looked at anything", "not_charged"),
    ("charged yes, but no doctor has looked at the records", "not_charged"),
    ("they charged me but work hasn't started", "not_charged"),
    ("the payment has not cleared", "not_charged"),
    ("waiting for the surgeon to begin", "not_charged"),
    ("it was charged but the review is still pending", "not_charged"),
    ("my case hasn't been opened", "not_charged"),
    ("before anyone reads my file", "not_charged"),
    ("my mother passed last night", "extenuating"),
    ("my wife passed sunday, it was for her", "extenuating"),
    ("husband just passed", "extenuating"),
    ("dad is in hospice now", "extenuating"),
    ("he had a stroke", "extenuating"),
    ("we got evicted", "extenuating"),
    ("they charged it without my permission", "extenuating"),
    ("i was in an accident", "extenuating"),
    ("her funeral is friday", "extenuating"),
    ("he is dying", "extenuating"),
    ("can you check if I was charged", "unknown"),
    ("do you charge if i cancel", "unknown"),
    ("would i be charged", "unknown"),
    ("did the doctor start yet", "unknown"),
    ("when do they start the review", "unknown"),
    ("how will i know it started", "unknown"),
    ("i don't know if they charged me", "unknown"),
    ("i gave you my card number", "unknown"),
    ("i sent the records", "unknown"),
    ("signed up yesterday", "unknown"),
    ("I want out", "unknown"),
    ("is it too late", "unknown"),
    ("who is reviewing my case", "unknown"),
    ("what happens if i do not pay", "unknown"),
    ("he passed out", "unknown"),
    ("what do I do", "unknown"),
    ("how much will I be charged", "unknown"),
    ("Thanks", "unknown"),
    ("ok", "unknown"),
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


CARDS = st.sampled_from(["my card", "the visa", "my credit card", "her debit card", "the card"])
HITS = st.sampled_from(["ran", "charged", "hit", "billed", "swiped"])
WORKERS = st.sampled_from(["the doctor", "a surgeon", "somebody", "the team", "your reviewer"])
LOOKS = st.sampled_from(["looking at", "going over", "reading", "working on", "reviewing", "studying"])
FILES = st.sampled_from(["it", "my file", "the records", "my chart", "the scans"])
LINKS = st.sampled_from([" and ", ", ", ". ", " n ", "; "])


@given(HITS, CARDS, WORKERS, LOOKS, FILES, LINKS)
def test_both_steps_in_any_words_are_told_the_rule(
    hit: str, card: str, worker: str, look: str, file: str, link: str
) -> None:
    """However the charge and the review are put together, the rule is said, and never "you are not there yet"."""
    assert classify_stage(f"they {hit} {card}{link}{worker} is {look} {file}") == "charged"
    assert classify_stage(f"{worker} is already {look} {file}{link}they {hit} {card}") == "charged"


@given(HITS, CARDS, WORKERS, LOOKS, FILES, st.sampled_from([" but ", ", but ", ". ", " and "]))
def test_a_denied_step_is_not_there_yet(hit: str, card: str, worker: str, look: str, file: str, link: str) -> None:
    assert classify_stage(f"they {hit} {card}{link}nobody is {look} {file}") == "not_charged"
    assert classify_stage(f"{worker} is {look} {file}{link}they have not {hit} {card}") == "not_charged"
