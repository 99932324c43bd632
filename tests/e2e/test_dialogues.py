"""Conversations of several turns with the trained model: what each turn must say, and what it must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import ROOT, build_engine
from bot.channels.sms.content import BUDGET, compose
from bot.dialogue.engine import DialogueEngine, RunningAgent
from bot.dialogue.messages import Answer, IncomingMessage
from bot.knowledge.loading import load_knowledge
from bot.rules.gsm7 import length

pytestmark = pytest.mark.model

FILES = sorted((Path(__file__).parents[1] / "data" / "dialogues").glob("*.yml"))
DIALOGUES = [dialogue for file in FILES for dialogue in yaml.safe_load(file.read_text(encoding="utf-8"))]
FIELDS = {"say", "topic", "says", "never", "handoff", "pause"}


@pytest.fixture(scope="module")
def engine(trained_agent: RunningAgent) -> Iterator[DialogueEngine]:
    knowledge = load_knowledge(ROOT, {"retention_days_web": 90, "retention_days_sms": 90})
    engine = build_engine(knowledge, trained_agent, deadline_s=60)
    yield engine
    engine.close()


def param(dialogue: dict[str, Any]) -> Any:
    """Return a conversation as a test; one with a `limit` is misread for the reason that stands there."""
    limit = dialogue.get("limit")
    return pytest.param(dialogue, id=dialogue["id"], marks=pytest.mark.xfail(reason=limit) if limit else ())


@pytest.mark.parametrize("dialogue", map(param, DIALOGUES))
async def test_dialogue(engine: DialogueEngine, dialogue: dict[str, Any]) -> None:
    slots: dict[str, Any] = {}
    channel = dialogue.get("channel", "web")
    for number, turn in enumerate(dialogue["turns"]):
        message = IncomingMessage("c", str(number), channel, turn["say"], datetime.now(UTC))
        result = await engine.answer(message, slots, stale=turn.get("pause", False))
        slots = result.slots
        check(turn, result.answer, shown(result.answer, channel))


def shown(answer: Answer, channel: str) -> str:
    """Return what the visitor reads, on one line."""
    if channel == "sms":
        body = compose(answer).body
        assert length(body) <= BUDGET
        return " ".join(body.split())
    choices = [choice.title for reply in answer.replies for choice in reply.choices]
    return " ".join(" ".join([*(reply.text for reply in answer.replies), *choices]).split())


def check(turn: dict[str, Any], answer: Answer, text: str) -> None:
    said = f"{turn['say']!r} -> {text!r}"
    topics = {reply.topic for reply in answer.replies}
    assert not turn.get("topic") or topics & set(turn["topic"].split("|")), f"{topics}: {said}"
    assert re.search(turn.get("says", ""), text), said
    assert not turn.get("never") or not re.search(turn["never"], text), said
    assert "handoff" not in turn or (answer.handoff and answer.handoff.reason == turn["handoff"]), said


def test_the_dialogues_are_as_many_as_claimed_and_well_formed() -> None:
    assert len(DIALOGUES) >= 60
    assert len({dialogue["id"] for dialogue in DIALOGUES}) == len(DIALOGUES)
    assert sum(dialogue.get("channel") == "sms" for dialogue in DIALOGUES) >= 15
    for turn in (turn for dialogue in DIALOGUES for turn in dialogue["turns"]):
        assert set(turn) <= FIELDS
        assert len(turn) > 1, "a turn that checks nothing"
