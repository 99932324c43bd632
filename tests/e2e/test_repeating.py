"""What hands somebody off and is said again is stored again, and hands nobody off twice."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.app import Parts
from bot.dialogue.messages import Answer, IncomingMessage

pytestmark = pytest.mark.model

HANDED_OFF = ("I live in Louisiana, can I use it?", "I want to talk to a person", "I took all my pills and want to die")


async def say(parts: Parts, conversation: str, words: str) -> Answer:
    return await parts.turns.submit(IncomingMessage(conversation, uuid.uuid4().hex, "web", words, datetime.now(UTC)))


@pytest.mark.parametrize("opening", HANDED_OFF)
async def test_an_answer_with_a_reference_can_be_said_again(real_parts: Parts, opening: str) -> None:
    conversation, _ = real_parts.store.create_web_conversation()
    first = await say(real_parts, conversation, opening)
    again = await say(real_parts, conversation, "can you say that again please")
    after = await say(real_parts, conversation, "what is the fax number")
    assert first.handoff
    assert again.handoff
    assert again.handoff.reference == first.handoff.reference
    assert [line for answer in (first, again, after) for line in answer.lines], "all are stored"
    assert after.replies[0].topic == "program/contact"
    with real_parts.database.connect().execution_options(only_reads=True) as connection:
        handoffs = connection.scalars(text("SELECT reference FROM handoffs")).all()
        left = connection.scalar(text("SELECT count(*) FROM turns WHERE status = 'received'"))
    assert handoffs == [first.handoff.reference]
    assert left == 0
