"""How much a message leans on the one before, what its pronouns stand for, and where it says that it turns away."""

from __future__ import annotations

import pytest

from bot.rules.follow_up import (
    FULLY,
    PARTLY,
    SLIGHTLY,
    asks_about_call,
    asks_hours,
    asks_question,
    changes_subject,
    is_about_general,
    is_about_program,
    is_fragment,
    leans_on_before,
    names_channel,
    names_only_people,
    names_posting,
    says_nothing,
    turns_to_person,
    without_opening,
)
from bot.rules.referents import names_another_party, subject_of, with_names


@pytest.mark.parametrize(
    ("text", "much"),
    [
        *(("why", FULLY), ("and for how long?", FULLY), ("and for my mom?", FULLY), ("so who decides that", FULLY)),
        *(
            ("and the fax?", PARTLY),
            ("same for x-rays?", PARTLY),
            ("what if they refuse", PARTLY),
            ("landline?", PARTLY),
        ),
        *(
            ("does Hopkins give discounts", SLIGHTLY),
            ("and if I can't swing it, do you have any kind of help", SLIGHTLY),
        ),
        *(
            ("How do I get my medical records from the clinic in town", 0.0),
            ("different question: the fax?", 0.0),
            ("", 0.0),
        ),
        ("and mine? I get it from the school district where I teach", PARTLY),
    ],
)
def test_how_much_a_message_leans(text: str, much: float) -> None:
    assert leans_on_before(text) == much


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("New question: who gets the report?", "who gets the report?"),
        ("Never mind. On to something else: where is the chart", "where is the chart"),
        ("By the way, do you take children?", "do you take children?"),
        ("next", "next"),
    ],
)
def test_a_change_of_subject(text: str, rest: str) -> None:
    assert changes_subject(text)
    assert without_opening(text) == rest or without_opening(text).endswith(rest)


@pytest.mark.parametrize(
    "text", ["what is the next step", "can I ask another doctor", "a second opinion", "new doctor?"]
)
def test_no_change_of_subject(text: str) -> None:
    assert not changes_subject(text)
    assert without_opening(text) == text


def test_people() -> None:
    assert names_only_people("and my husband?")
    assert not names_only_people("and my husband's slides?")
    assert turns_to_person("what about my neighbor, same street")
    assert turns_to_person("and her sister?")
    assert not turns_to_person("my sister lives in Ohio")


def test_ways_to_reach_somebody() -> None:
    assert names_channel("the landline?")
    assert not names_channel("when do they answer the phone")
    assert asks_hours("on weekends?")
    assert names_posting("I'd rather mail it")
    assert asks_about_call("what do I tell them when they pick up")
    assert not asks_about_call("and the fax?")


def test_questions_and_fragments() -> None:
    assert asks_question("ok fine, how do I mail you my scans")
    assert not asks_question("Fine, New York")
    assert is_fragment("a second opinion at my local hospital")
    assert not is_fragment("how do I pay")
    assert says_nothing("not to me?")
    assert not says_nothing("I want to die")


@pytest.mark.parametrize("text", ["no, in general", "a regular doctor in town", "my local hospital", "someone local"])
def test_turning_to_the_general(text: str) -> None:
    assert is_about_general(text)


@pytest.mark.parametrize("text", ["and for yours?", "ok and with you people", "at Hopkins?", "with you guys"])
def test_turning_to_the_program(text: str) -> None:
    assert is_about_program(text)


@pytest.mark.parametrize(
    ("text", "topic", "resolved"),
    [
        ("what if they say no", "coverage/private", "what if my insurance company say no"),
        ("how long does that take", "records/how_to_get", "how long does my medical records take"),
        ("would she mind", "rights/referral", "would my doctor mind"),
        ("is it free", "limits/bot", "is it free"),
    ],
)
def test_what_pronouns_stand_for(text: str, topic: str, resolved: str) -> None:
    assert with_names(text, topic) == resolved


def test_parties_and_subjects() -> None:
    assert subject_of("coverage/appeal") == "the appeal"
    assert subject_of("coverage/general") == "my insurance"
    assert names_another_party("can my doctor refuse", "coverage/private")
    assert not names_another_party("can my insurer refuse", "coverage/private")
