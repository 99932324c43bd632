"""Short forms of the load tests L2, L3 and L6 on a server with a keyword agent; all in full: python -m benchmarks.load."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import aiohttp
import pytest
from sqlalchemy import event

from benchmarks.load.history import give_history
from bot.app import Parts
from bot.dialogue.messages import IncomingMessage
from tests.fakes.agent import KeywordAgent
from tests.integration.conftest import SECRET

pytestmark = pytest.mark.slow


def message(conversation: str, words: str) -> IncomingMessage:
    return IncomingMessage(conversation, uuid.uuid4().hex, "web", words, datetime.now(UTC))


async def test_l2_idle_sockets_answer_and_leave_nothing_behind(
    address: str,
    session: aiohttp.ClientSession,
    parts: Parts,
) -> None:
    opened = []
    for number in range(200):
        conversation, token = parts.store.create_web_conversation()
        headers = {"Origin": "http://localhost:8080", "X-Forwarded-For": f"10.0.0.{number}"}
        socket = await session.ws_connect(address + "/api/ws", headers=headers)
        await socket.send_str(json.dumps({"type": "hello", "conversation": conversation, "token": token}))
        assert (await socket.receive_json(timeout=10))["type"] == "ready"
        opened.append(socket)
    await asyncio.gather(*(socket.send_json({"type": "ping"}) for socket in opened))
    pongs = await asyncio.gather(*(socket.receive_json(timeout=10) for socket in opened))
    assert {pong["type"] for pong in pongs} == {"pong"}
    exported = await (await session.get(address + "/metrics")).text()
    assert "second_opinion_sockets 200.0" in exported
    await asyncio.gather(*(socket.close() for socket in opened))
    await asyncio.sleep(0.2)
    exported = await (await session.get(address + "/metrics")).text()
    assert "second_opinion_sockets 0.0" in exported


@pytest.fixture
def statements(parts: Parts) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(parts.database, "before_cursor_execute", note)
    yield seen
    event.remove(parts.database, "before_cursor_execute", note)


async def test_l3_a_late_turn_reads_and_writes_no_more_than_an_early_one(
    parts: Parts,
    agent: KeywordAgent,
    statements: list[str],
) -> None:
    cost = []
    for turns in (10, 150):
        conversation, _ = parts.store.create_web_conversation()
        give_history(parts.settings.database_url, SECRET, conversation, turns)
        statements.clear()
        state = parts.store.load_state(conversation)
        await parts.turns.submit(message(conversation, "what is the fax number"))
        cost.append((len(statements), len(json.dumps(state.slots))))
    assert cost[0] == cost[1]


async def test_l6_five_quick_messages_wait_for_work_and_for_no_clock(
    parts: Parts,
    agent: KeywordAgent,
) -> None:
    agent.delay_s = 0.05
    conversation, _ = parts.store.create_web_conversation()
    asked = [message(conversation, f"fax question {number}") for number in range(5)]
    loop = asyncio.get_running_loop()
    began = loop.time()
    for one in asked:
        await parts.turns.accept(one)
    await asyncio.gather(*(parts.turns.answer_accepted(one) for one in asked))
    assert loop.time() - began < 2.5  # a poll once a second would need four
    lines, _ = parts.store.messages_after(conversation, 0)
    assert [line.text for line in lines if line.sender == "visitor"] == [one.text for one in asked]
