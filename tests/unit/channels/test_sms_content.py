"""One message a turn, two segments at most, and nothing lost on the way to "MORE"."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.content import BUDGET, ComposedSms, Composer, compose, plain
from bot.channels.sms.lint import faults_in
from bot.dialogue.messages import Answer, Choice, Handoff, HandoffReason, Reply
from bot.rules.gsm7 import is_gsm7, length, segments
from bot.transcripts.records import ConversationState

NOTICE = "Automated Second Opinion Assistant. Not medical advice. Reply STOP to opt out, HELP for help."
SENTENCE = "A second opinion is common and doctors expect it. "


def answer(*texts: str, choices: tuple[str, ...] = (), reason: HandoffReason | None = None) -> Answer:
    replies = [Reply(text) for text in texts]
    if choices:
        offered = tuple(Choice(title, None if title == "Something else" else "basics/common") for title in choices)
        replies[-1] = Reply(texts[-1], choices=offered)
    handoff = Handoff(reason, "911", "K7M-42Q") if reason else None
    return Answer("SM1", tuple(replies), handoff)


def state(*, is_first: bool = False, opted_out: bool = False) -> ConversationState:
    return ConversationState(0 if is_first else 1, {}, datetime.now(UTC), opted_out)


@pytest.mark.parametrize("size", [1, 159, 160, 161, 305, 306])
def test_what_fits_is_sent_as_it_is(size: int) -> None:
    text = "x" * size
    assert compose(answer(text)) == ComposedSms(text, None)


def test_one_letter_too_many_waits_for_more() -> None:
    text = (SENTENCE * 7).strip()[:307]
    composed = compose(answer(text))
    assert composed.body == (SENTENCE * 5).strip() + "\nReply MORE for the rest."
    assert composed.more == text[len(SENTENCE * 5) :].strip()


def test_the_rest_of_the_rest_comes_with_the_next_more() -> None:
    composed = compose(answer((SENTENCE * 14).strip()))
    said = []
    while composed.more:
        said.append(composed.body.removesuffix("\nReply MORE for the rest."))
        composed = compose(answer(composed.more))
    assert " ".join([*said, composed.body]) == (SENTENCE * 14).strip()


def test_two_answers_share_one_message() -> None:
    assert compose(answer("One.", "Two.")).body == "One.\nTwo."


def test_two_long_answers_share_the_message_and_the_rest_waits() -> None:
    first = "Fee is not published. " + SENTENCE * 4 + "For the fee, call 410-464-6555."
    second = "Films come back to you. " + SENTENCE * 4
    composed = compose(answer(first, second))
    lines = composed.body.splitlines()
    assert lines[0].startswith("Fee is not published.")
    assert lines[0].endswith("For the fee, call 410-464-6555.")
    assert lines[1].startswith("Films come back to you.")
    assert lines[2] == "Reply MORE for the rest."
    assert (composed.body + (composed.more or "")).count(SENTENCE.strip()) == 8


def test_the_question_before_the_choices_is_never_cut() -> None:
    composed = compose(answer(SENTENCE * 6, "How far has it come?", choices=("Not paid", "Paid", "Something came up")))
    assert "\nHow far has it come?\n1. Not paid\n" in composed.body


def test_numbered_steps_and_quotations_stay_whole() -> None:
    said = 'In general: 1. Talk to them. 2. Call. You could say: "I want to be sure. May I ask?" ' + SENTENCE * 6
    body = compose(answer(said.strip(), "And films come back. " + SENTENCE)).body
    assert "In general: 1. Talk to them." in body
    assert body.count('"') % 2 == 0


def test_choices_are_numbered_and_never_ask_for_a_word() -> None:
    body = compose(answer("Did you mean:", choices=("May I cancel?", "What does it cost?", "Something else"))).body
    assert body == "Did you mean:\n1. May I cancel?\n2. What does it cost?\n3. Something else\nReply 1, 2 or 3."


def test_one_choice_is_asked_for_by_its_number() -> None:
    assert compose(answer("Or:", choices=("Who pays?",))).body == "Or:\n1. Who pays?\nReply 1."


def test_a_long_answer_with_choices_keeps_the_choices_and_offers_more() -> None:
    composed = compose(answer((SENTENCE * 6).strip(), choices=("Medicare", "Medicaid", "Private insurance")))
    assert composed.body.endswith("1. Medicare\n2. Medicaid\n3. Private insurance\nReply 1, 2, 3 or MORE.")
    assert composed.body.startswith(SENTENCE)
    assert composed.more


def test_without_room_the_least_likely_choice_goes_and_the_numbers_stay() -> None:
    titles = tuple(f"{'question ' * 11}number {n}?" for n in range(3))
    body = compose(answer("Did you mean:", choices=(*titles, "Something else"))).body
    assert [line[:2] for line in body.splitlines()[1:-1]] == ["1.", "2.", "4."]
    assert body.endswith("Reply 1, 2 or 4.")


def test_the_first_message_starts_with_the_notice() -> None:
    body = Composer(NOTICE)(answer("You may."), state(is_first=True))[0].body
    assert body == f"{NOTICE}\nYou may."
    assert Composer(NOTICE)(answer("You may."), state())[0].body == "You may."


@pytest.mark.parametrize("reason", ["emergency", "crisis"])
def test_an_emergency_stands_alone_with_the_number_first(reason: HandoffReason) -> None:
    text = "Call 911 or go to the nearest emergency room now. Do not wait for a second opinion."
    sent = Composer(NOTICE)(answer(text, reason=reason), state(is_first=True))
    assert [(out.body, out.segments) for out in sent] == [(text, 1)]


def test_nothing_is_written_for_somebody_who_opted_out() -> None:
    assert Composer(NOTICE)(answer("Call 911 now.", reason="emergency"), state(opted_out=True)) == ()
    assert Composer(NOTICE)(answer(), state()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u201cIt\u2019s\u201d \u2013 fine\u2026", '"It\'s" - fine...'),
        ("one\n\n\ntwo\u00a0three", "one\ntwo three"),
        ("\u2022 first\n\u2022 second", "- first\n- second"),
        ("caf\u00e9 \u0142\u014dng \U0001f600!", "caf\u00e9 ong !"),
        ("\u00bd of 10\u00b2", " of 10"),
        ("see https://example.org/a\u2013b", "see https://example.org/a\u2013b"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "whole",
    [
        *("https://www.triagecancer.org/state-laws/health-insurance", "TriageCancer.org/HealthInsurance"),
        *("410 464 6555", "1-855-695-4872", "(410) 464-6555", "+1 410 464 6555"),
    ],
)
@pytest.mark.parametrize("before", range(230, 306, 5))
def test_no_link_and_no_number_is_parted(whole: str, before: int) -> None:
    composed = compose(answer(("word " * 80)[:before].strip() + f" {whole} " + "word " * 30))
    assert (whole in composed.body) != (whole in (composed.more or ""))


words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
texts = st.lists(words, min_size=1, max_size=120).map(" ".join)


@given(st.lists(texts, min_size=1, max_size=3), st.lists(words, max_size=4), st.booleans())
def test_every_message_fits_and_nothing_is_lost(said: list[str], titles: list[str], is_first: bool) -> None:
    composed = compose(answer(*said, choices=tuple(titles)), NOTICE if is_first else "")
    assert segments(composed.body) <= 2
    kept = _letters("".join(plain(text) for text in said))
    assert kept <= _letters(composed.body.removeprefix(NOTICE)) + _letters(composed.more or "")


def _letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s.]+", "", text))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("", "it is empty"),
        ("It\u2019s fine.", "not in GSM-7: U+2019"),
        ("x" * 307, "3 segments, 307 long"),
        ("Reply YES to go on.", "it asks for a word that carriers act on; number the choices instead"),
        ("Text 'cancel' to end it.", "it asks for a word that carriers act on; number the choices instead"),
        ("Go on? (y/n)", "it asks for a word that carriers act on; number the choices instead"),
        ("One\n\ntwo", "blank lines or space around it"),
        ("One ", "blank lines or space around it"),
        ("/intent", "a line starts with a slash"),
    ],
)
def test_linter_names_the_fault(body: str, fault: str) -> None:
    assert fault in faults_in(body)


@pytest.mark.parametrize("body", ["Sorry. Call 911 now.", "Call 911 now. " + "x" * 150, "Call your doctor. Then 911."])
def test_linter_wants_an_emergency_short_and_the_number_first(body: str) -> None:
    assert faults_in(body, number_first=True)


@pytest.mark.parametrize(
    "body",
    [
        *(NOTICE, "Reply 1, 2 or 3.", "Reply MORE for the rest.", "You can cancel before your card is charged."),
        *("Ask if they end the treatment.", "Please call or text 988 now.", "Reply START to get messages again."),
    ],
)
def test_linter_lets_good_wording_pass(body: str) -> None:
    assert faults_in(body) == []


def test_budget_is_two_segments() -> None:
    assert segments("x" * BUDGET) == 2
    assert segments("x" * (BUDGET + 1)) == 3
    assert length("x" * BUDGET) == BUDGET
    assert is_gsm7("x" * BUDGET)
