"""What a turn leaves behind: the question to go on with, what we wait for, the choices that can be taken another way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.dialogue.context import Context, Meaning
from bot.dialogue.memory import LONGEST_WAIT, asked_now, choices_kept, memory_of
from bot.dialogue.messages import IncomingMessage, Reply

QUESTIONS = {"program/contact": "How do I reach the program?", "coverage/tricare": "Does TRICARE cover it?"}
CHOICES = [{"title": "Medicare", "value": "medicare"}, {"title": "TRICARE", "value": "tricare"}]


def question_after(text: str, topic: str, meaning: Meaning, **context: Any) -> Any:
    message = IncomingMessage("c", "1", "web", text, datetime.now(UTC))
    replies = [Reply("...", topic=topic)]
    return memory_of(message, meaning, Context(**context), replies, QUESTIONS)["last_question"]


def test_a_follow_up_leaves_the_question_it_meant() -> None:
    contact = Meaning("program_contact", 0.9)
    assert question_after("and the fax?", "program/contact", contact) == "How do I reach the program?"
    assert question_after("I need the number of your office in town", "program/contact", contact)[:2] == "I "
    known = {"last_topics": ("program/contact",), "last_question": "what is your number"}
    assert question_after("and the fax?", "program/contact", contact, **known) == "what is your number"


def test_a_choice_leaves_the_question_that_it_stands_for() -> None:
    taken = Meaning("give_insurer", 1.0, outcome="rule", picked=CHOICES[1])
    assert question_after("4", "coverage/tricare", taken) == "Does TRICARE cover it?"


@pytest.mark.parametrize("intent", ["repeat", "simpler"])
def test_saying_it_again_leaves_the_talk_where_it_was(intent: str) -> None:
    known = {"last_topics": ("program/contact",), "last_question": "what is your number"}
    assert question_after("say that again", "program/contact", Meaning(intent, 1.0), **known) == "what is your number"


def test_an_interruption_withdraws_nothing_for_some_turns() -> None:
    other = Meaning("program_price", 0.9)
    assert asked_now(other, Context(pending="insurer"), []) == {"pending": "insurer", "waited": 1}
    assert asked_now(other, Context(pending="stage", waited=LONGEST_WAIT), []) == {"pending": None, "waited": 0}
    assert asked_now(other, Context(pending="state"), ["insurer"]) == {"pending": "insurer", "waited": 0}
    assert asked_now(Meaning("repeat", 1.0), Context(pending="state"), []) == {"pending": "state", "waited": 0}


@pytest.mark.parametrize(
    ("pending", "intent"),
    [("insurer", "coverage_medicaid"), ("state", "program_excluded_states"), ("stage", "program_cancel")],
)
def test_an_answer_ends_the_waiting(pending: Any, intent: str) -> None:
    assert asked_now(Meaning(intent, 0.9), Context(pending=pending), [])["pending"] is None
    assert asked_now(Meaning("start_over", 1.0), Context(pending=pending), [])["pending"] is None
    assert asked_now(Meaning("safety_crisis", 1.0, "safety"), Context(pending=pending), [])["pending"] is None


def test_choices_are_kept_until_others_are_offered_or_they_are_old() -> None:
    taken = Meaning("give_insurer", 1.0, picked=CHOICES[1])
    kept = choices_kept(taken, Context(offered=tuple(CHOICES)), {})
    assert kept["offered_before"] == {"choices": CHOICES, "taken": 1, "age": 0}
    other = Meaning("program_price", 0.9)
    for age in (1, 2, 3):
        kept = choices_kept(other, Context(), kept)
        assert kept["offered_before"]["age"] == age
    assert choices_kept(other, Context(), kept) == {"offered_before": None}
    assert choices_kept(taken, Context(offered=tuple(CHOICES)), {"offered": CHOICES}) == {"offered_before": None}
