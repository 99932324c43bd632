"""Everything the assistant can say keeps to the rules of a text message, alone, in pairs, and with every choice list."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from actions.cancellation import STAGES
from actions.coverage import KINDS
from bot.channels.sms.content import compose, plain
from bot.channels.sms.lint import faults_in
from bot.dialogue.messages import Answer, Choice, Handoff, Reply
from bot.knowledge.checks import sample_values
from bot.knowledge.loading import load_knowledge

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = load_knowledge(ROOT, {"retention_days_web": 90, "retention_days_sms": 90})
VALUES = sample_values(KNOWLEDGE.program)
NAMES = sorted(KNOWLEDGE.responses.by_name)
NOTICE = KNOWLEDGE.responses.by_name["utter_first_contact"].fill("sms", VALUES)
NUMBER_FIRST = {"utter_safety_emergency": "emergency", "utter_safety_crisis": "crisis"}
QUESTIONS = sorted(filter(None, KNOWLEDGE.questions.values()), key=len, reverse=True)
ELSE = Choice("Something else", None)


def said(name: str) -> str:
    return KNOWLEDGE.responses.by_name[name].fill("sms", VALUES)


def topics(titles: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(title, "some/topic") for title in titles)


def check(answer: Answer, *, number_first: bool = False) -> str:
    """Lint every message of an answer, with and without the notice; return the first one."""
    for notice in ("", NOTICE):
        composed = compose(answer, notice)
        messages = [composed.body]
        while composed.more:
            composed = compose(Answer("1", (Reply(composed.more),)))
            messages.append(composed.body)
        for body in messages:
            assert faults_in(body, number_first=number_first) == [], body
    return compose(answer).body


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_one_clean_message(name: str) -> None:
    reason = NUMBER_FIRST.get(name)
    handoff = Handoff(reason, "911", "K7M-42Q") if reason else None  # type: ignore[arg-type]
    body = check(Answer("1", (Reply(said(name)),), handoff), number_first=bool(reason))
    assert body == said(name).strip(), "it needs no MORE of its own"


SPOKEN = ("utter_chat_", "utter_safety_")  # nothing is asked there, or it stands alone
TOPICS = [name for name in NAMES if KNOWLEDGE.responses.by_name[name].topic and not name.startswith(SPOKEN)]
NUMBERS = re.compile(r"1-\d{3}-\d{3}-\d{4}|(?<!-)\d{3}-\d{3}-\d{4}")


@pytest.mark.parametrize("first", TOPICS)
def test_of_two_answers_both_are_begun_whole_sentences_and_every_number_kept(first: str) -> None:
    """Whatever two topics are asked together, nobody has to send MORE to see that both were answered."""
    for second in set(TOPICS) - {first}:
        texts = [plain(said(first)), plain(said(second))]
        composed = compose(Answer("1", tuple(map(Reply, texts))))
        for text in texts:
            assert re.split(r"[.?:] ", text)[0][:40] in composed.body, (first, second)
        shown = composed.body.removesuffix("\nReply MORE for the rest.")
        assert re.search(r"([.?\"]|\.org/\S+)$", shown), "it ends with a sentence or a link"
        both = f"{composed.body} {composed.more or ''}"
        assert all(number in both for text in texts for number in NUMBERS.findall(text))
        assert Counter(" ".join(texts).split()) == Counter(f"{shown} {composed.more or ''}".split())


@pytest.mark.parametrize("first", range(len(NAMES)))
def test_two_answers_in_one_message_stay_clean(first: int) -> None:
    for offset in (1, 7, 31, 61):
        second = NAMES[(first + offset) % len(NAMES)]
        check(Answer("1", (Reply(said(NAMES[first])), Reply(said(second)))))


@pytest.mark.parametrize("response", ["utter_offer_choices", "utter_suggest", "utter_not_understood"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_longest_questions_fit_as_choices(response: str, count: int) -> None:
    choices = (*topics(QUESTIONS[:count]), ELSE)
    body = check(Answer("1", (Reply(said(response), choices=choices),)))
    assert [line for line in body.splitlines() if line[:1].isdigit()] == [
        f"{number}. {choice.title}" for number, choice in enumerate(choices, 1)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_with_suggestions_stays_clean(name: str) -> None:
    suggestion = Reply(said("utter_suggest"), choices=topics(QUESTIONS[:2]))
    body = check(Answer("1", (Reply(said(name)), suggestion)))
    assert "Reply 1" in body


@pytest.mark.parametrize(
    ("response", "titles"),
    [("utter_coverage_general", list(KINDS.values())), ("utter_program_cancel", list(STAGES.values()))],
)
def test_our_own_questions_offer_all_their_choices(response: str, titles: list[str]) -> None:
    body = check(Answer("1", (Reply(said(response), choices=topics(titles)),)))
    assert all(title in body for title in titles)


def test_choices_are_never_words_that_carriers_act_on() -> None:
    from bot.channels.sms.optout import classify_keyword

    for title in [*QUESTIONS, *KINDS.values(), *STAGES.values()]:
        assert classify_keyword(title) is None
