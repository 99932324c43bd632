"""Moves that no rule knows by their words: near a known wording in meaning, and not nearer to an ordinary question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from bot.app import ROOT
from bot.dialogue.context import Context
from bot.dialogue.likeness import ALIKE, Likeness, MoveReader, not_alike
from bot.dialogue.moves import move_like
from bot.dialogue.understanding import interpret
from bot.knowledge.loading import load_knowledge
from bot.knowledge.moves import with_questions
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.understanding import NluResult

SAID = ({"response": "utter_program_price", "values": {}},)
PRICE = Context(last_topics=("program/price",), last_question="?", last_answers=SAID)


@pytest.fixture(scope="module")
def reader() -> MoveReader:
    knowledge = load_knowledge(ROOT, {"retention_days_web": 90, "retention_days_sms": 90})
    return MoveReader(SentenceEncoder().encode, with_questions(knowledge.moves, knowledge.questions))


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("say it like I'm in third grade", "simpler"),
        ("and once more for my wife", "again"),
        ("you're not getting my address out of me", "no_answer"),
        ("search me, the wife handles the cards", "no_answer"),
        ("can we go back to the beginning of this", "start_over"),
        ("just nod", "pressing"),
    ],
)
def test_words_never_seen(reader: MoveReader, text: str, move: str) -> None:
    found = reader(text)
    assert found is not None
    assert found.move == move


@pytest.mark.parametrize(
    "text",
    [
        *("how do I get my medical records", "what does it cost", "my mom is not breathing", "I want to end it", ""),
        *("wipe my chat", "thanks a lot", "I live in Ohio", "will Medicare pay", "he passed out again"),
        "I have read all that you wrote and I would like to know what the program returns to me and when it does",
    ],
)
def test_what_is_no_move(reader: MoveReader, text: str) -> None:
    assert reader(text) is None


def test_the_nearer_of_two_wins() -> None:
    vectors = {"x": (1.0, 0.0), "y": (0.0, 1.0), "near x": (0.9, 0.3), "near y": (0.3, 0.9), "far": (-1.0, 0.0)}

    def encode(texts: Sequence[str]) -> Any:
        return np.array([vectors[text] for text in texts], dtype=np.float32)

    reader = MoveReader(encode, {"again": ["x"], "none": ["y"]})
    assert reader("near x") == Likeness("again", pytest.approx(0.9))
    assert reader("near y") is None
    assert reader("far") is None
    assert not_alike("x") is None


@pytest.mark.parametrize(
    ("move", "closeness", "context", "intent"),
    [
        ("simpler", 0.7, PRICE, "simpler"),
        ("again", 0.7, PRICE, "repeat"),
        ("pressing", 0.7, PRICE, "program_price"),
        ("start_over", 0.7, PRICE, "start_over"),
        ("start_over", 0.62, PRICE, None),
        ("no_answer", 0.7, PRICE, None),
        ("pressing", 0.7, Context(last_topics=("basics/common",), last_answers=SAID), None),
        ("again", 0.7, Context(), None),
    ],
)
def test_what_a_likeness_means(move: str, closeness: float, context: Context, intent: str | None) -> None:
    found = move_like(Likeness(move, closeness), (("how_where", 0.5),), context)
    assert (found.intent if found else None) == intent


def test_a_clear_question_is_a_move_only_when_it_is_alike() -> None:
    clear = (("doctor_how_to_tell", 0.99),)
    assert move_like(Likeness("simpler", 0.7), clear, PRICE) is None
    assert move_like(Likeness("simpler", ALIKE), clear, PRICE) is not None
    assert move_like(Likeness("simpler", 0.7), (("limits_out_of_scope", 0.99),), PRICE) is not None


async def test_who_will_not_tell_is_not_asked_again() -> None:
    async def parse(text: str) -> NluResult:
        return NluResult(text, (("handoff_human", 0.2), ("chat_help", 0.1)))

    meaning = await interpret("ask my wife", Context(pending="insurer"), parse, lambda _: Likeness("no_answer", 0.7))
    assert (meaning.intent, meaning.silent) == ("give_insurer", True)
