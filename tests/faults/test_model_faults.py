"""F10: the model raises, hangs or talks rubbish. Every visitor gets an answer in time; emergencies never wait for it."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import Parts
from bot.dialogue.messages import Answer, IncomingMessage
from tests.counts import count
from tests.fakes.agent import KeywordAgent

DEADLINE_S = count(0.5, 5.0)
RUBBISH: dict[str, Any] = {
    "nothing": {},
    "no intent": {"text": "x", "intent": None, "intent_ranking": []},
    "an unknown intent": {"text": "x", "intent": {"name": "nonsense", "confidence": 1.0}, "intent_ranking": []},
    "not a number": {"text": "x", "intent": {"name": "program_cancel", "confidence": "high"}, "intent_ranking": None},
    "a list": [],
}


async def ask(parts: Parts, words: str = "what is the fax number") -> Answer:
    conversation, _ = parts.store.create_web_conversation()
    return await parts.turns.submit(IncomingMessage(conversation, uuid.uuid4().hex, "web", words, datetime.now(UTC)))


def is_calm(answer: Answer) -> bool:
    """Tell whether it is the sentence for when the assistant itself cannot answer."""
    return answer.handoff is not None and answer.handoff.reason == "failure" and "855" in answer.replies[0].text


async def _parse_that_returns(agent: KeywordAgent, data: Any) -> None:
    async def parse(_text: str) -> Any:
        return data

    agent.parse = parse  # type: ignore[method-assign]


@pytest.mark.parametrize("data", RUBBISH.values(), ids=RUBBISH)
async def test_rubbish_from_the_model_never_breaks_a_turn(parts: Parts, agent: KeywordAgent, data: Any) -> None:
    await _parse_that_returns(agent, data)
    answer = await ask(parts)
    assert answer.replies
    assert (await ask(parts, "crushing chest pain and I cannot breathe")).replies[0].text.startswith("Call 911")


def _sleeps(seconds: float) -> Callable[[str], Any]:
    async def parse(_text: str) -> Any:
        time.sleep(seconds)  # noqa: ASYNC251  a model that computes holds its thread, and cannot be cancelled

    return parse


async def test_a_model_that_hangs_is_replaced_and_nobody_waits_for_it(parts: Parts, agent: KeywordAgent) -> None:
    parts.engine._deadline_s = DEADLINE_S
    parse, agent.parse = agent.parse, _sleeps(6 * DEADLINE_S)  # type: ignore[method-assign]
    started = time.perf_counter()
    hanging = [asyncio.create_task(ask(parts)) for _ in range(5)]
    await asyncio.sleep(0)
    alarm_started = time.perf_counter()
    assert (await ask(parts, "crushing chest pain and I cannot breathe")).replies[0].text.startswith("Call 911")
    alarm_took_s = time.perf_counter() - alarm_started
    answers = await asyncio.gather(*hanging)
    took_s = time.perf_counter() - started
    agent.parse = parse  # type: ignore[method-assign]
    assert all(is_calm(answer) for answer in answers)
    assert alarm_took_s < took_s
    assert took_s < 5 * DEADLINE_S, "they did not wait for the thread that hangs"
    assert (await ask(parts)).replies[0].topic == "program/contact"


async def test_a_model_that_raises_leaves_the_next_turn_alone(parts: Parts, agent: KeywordAgent) -> None:
    agent.fails = True
    assert is_calm(await ask(parts))
    agent.fails = False
    assert (await ask(parts)).replies[0].topic == "program/contact"
