"""The rules a wording is held to, whoever edits it."""

from __future__ import annotations

import pytest

from bot.knowledge.program import Program
from bot.knowledge.wording import sms_fault, typed_fact, wording_fault


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The fee is $565.", "money"),
        ("It costs 565 dollars.", "money"),
        ("It costs 1,000 USD.", "money"),
        ("You hear back within two weeks.", "time"),
        ("It takes 10 business days.", "time"),
        ("Expect a reply in a few days.", "time"),
        ("It takes two to three weeks.", "time"),
        ("Call 9 am to 5 pm.", "hours"),
        ("Call at 9:30 a.m. please.", "hours"),
        ("We are open Monday.", "hours"),
        ("We are open on weekdays.", "hours"),
        ("We are there 24/7.", "hours"),
        ("I am a doctor.", "claims"),
        ("I'm a person.", "claims"),
        ("We promise to call.", "promises"),
        ("Success is guaranteed.", "promises"),
        ("This is **bold**.", "Markdown"),
        ("[here](x)", "Markdown"),
        ("Reply YES to go on.", "carriers"),
        ("Text us CANCEL.", "carriers"),
        ("Please reply 'stop' if so.", "carriers"),
        ("STOP", "carriers"),
    ],
)
def test_a_forbidden_wording_is_named(text: str, why: str) -> None:
    assert why in (wording_fault("utter_x", text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "They come within two weeks of the completion of your second opinion.",
        "Can I cancel my request? Yes, it can help you.",
        "I am not a doctor.",
        "Allow days to weeks.",
        "In one study, it changed 37% of plans. You pay 20%.",
        "The text is kept for {retention_days_web} days.",
        "Please start with your doctor's office.",
        "It is often faster.",
    ],
)
def test_a_plain_wording_passes(text: str) -> None:
    assert wording_fault("utter_x", text) is None


def test_only_the_first_contact_may_name_the_carriers_words() -> None:
    text = "Reply STOP to opt out, HELP for help."
    assert wording_fault("utter_first_contact", text) is None
    assert wording_fault("utter_chat_greet", text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Call 1-855-695-4872.",
        "Call 410-464-6555.",
        "Not in North Dakota.",
        "Dial 911.",
        "Text 988.",
        "Mail to Baltimore, MD 21231",
    ],
)
def test_a_typed_fact_is_found(program: Program, text: str) -> None:
    assert typed_fact(text, program)


@pytest.mark.parametrize(
    "text", ["Call {phone}.", "Call {emergency_number}.", "9110 people", "The Johns Hopkins program"]
)
def test_a_named_fact_is_fine(program: Program, text: str) -> None:
    assert typed_fact(text, program) is None


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("utter_x", "x" * 306, None),
        ("utter_x", "x" * 307, "307 characters, the limit is 306"),
        ("utter_x", "x" * 305 + "[", "307 characters"),
        ("utter_safety_emergency", "x" * 160, None),
        ("utter_safety_emergency", "x" * 161, "the limit is 160"),
        ("utter_x", "it\u2019s", "\u2019"),
        ("utter_x", "a \u2014 b", "GSM-7"),
    ],
)
def test_a_text_message_that_cannot_be_sent(name: str, text: str, fault: str | None) -> None:
    found = sms_fault(name, text)
    assert (fault is None) == (found is None)
    assert (fault or "") in (found or "")
