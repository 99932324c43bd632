"""F4, F6 and F9: the database locked, the disk full, the clock wrong. Nothing acknowledged is lost, no success is feigned."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import event

from bot import turns
from bot.app import Parts, create_app
from bot.dialogue.messages import IncomingMessage
from bot.errors import UnavailableError
from bot.transcripts import store
from bot.transcripts.records import TranscriptLine
from bot.turns import MESSAGES_PER_MINUTE
from tests.counts import count
from tests.fakes.sms import eventually

pytestmark = pytest.mark.slow

EMERGENCY = "crushing chest pain and I cannot breathe"
UNLIMITED = 1_073_741_823
BUSY_MACHINE = count(10, 1)  # how much slower than alone the small runs may be


def message(conversation: str, words: str = "what is the fax number") -> IncomingMessage:
    return IncomingMessage(conversation, uuid.uuid4().hex, "web", words, datetime.now(UTC))


def asked(parts: Parts, conversation: str) -> list[str]:
    """Return the ids of the visitor's messages, in the order of the transcript."""
    lines: list[TranscriptLine] = []
    more = True
    while more:
        page, more = parts.store.messages_after(conversation, lines[-1].seq if lines else 0)
        lines += page
    return [line.client_id for line in lines if line.sender == "visitor"]


# -- F4: another program holds the database


@contextmanager
def locked(parts: Parts) -> Iterator[None]:
    connection = sqlite3.connect(parts.database.url.database or "", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[float]]:
    """Note how late the event loop came back to a task that sleeps 20 ms."""
    gaps: list[float] = []

    async def beat() -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(0.02)
            gaps.append(time.perf_counter() - started - 0.02)

    task = asyncio.create_task(beat())
    yield gaps
    task.cancel()


@pytest.mark.parametrize("seconds", count([0.5, 3], [0.5, 3, 12, 60]))
async def test_a_locked_database_delays_and_loses_nothing(parts: Parts, seconds: float) -> None:
    conversations = [parts.store.create_web_conversation() for _ in range(8)]
    sent = {conversation: [uuid.uuid4().hex for _ in range(2)] for conversation, _ in conversations}
    waits: list[float] = []

    async with TestClient(TestServer(create_app(parts))) as client, heartbeat() as gaps:

        async def write(conversation: str, token: str) -> None:
            for message_id in sent[conversation]:
                body = {"id": message_id, "text": "what is the fax number"}
                status = 0
                while status != 200:
                    started = time.perf_counter()
                    async with client.post(
                        f"/api/conversations/{conversation}/messages",
                        json=body,
                        headers={"Authorization": f"Bearer {token}"},
                    ) as response:
                        status = response.status
                    waits.append(time.perf_counter() - started)
                    assert status in (200, 503)

        with locked(parts):
            writing = [asyncio.create_task(write(*conversation)) for conversation in conversations]
            await asyncio.sleep(seconds)
            assert (await client.get("/readyz")).status == 200, "reading goes on"
        await asyncio.gather(*writing)
        assert max(gaps) < 0.1 * BUSY_MACHINE
        assert max(waits) < 2 * BUSY_MACHINE
    for conversation, ids in sent.items():
        assert asked(parts, conversation) == ids


async def test_a_turn_that_could_not_be_stored_is_answered_when_the_database_is_back(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "RECOVER_EVERY_S", 0.1)
    conversation, _ = parts.store.create_web_conversation()
    one = message(conversation)
    await parts.turns.accept(one)
    with locked(parts):
        answer = await parts.turns.answer_accepted(one)
        assert answer.handoff is not None
        assert "1-855-695-4872" in answer.replies[0].text
    recovery = asyncio.create_task(parts.turns.recover())
    await eventually(lambda: asked(parts, conversation) == [one.message_id])
    recovery.cancel()


# -- F6: no space left


class Disk:
    """What SQLite may still write: `PRAGMA max_page_count` makes the disk full."""

    def __init__(self, parts: Parts) -> None:
        self._pages = UNLIMITED
        self._parts = parts
        event.listen(parts.database, "checkout", lambda connection, *_: self._limit(connection))

    def _limit(self, connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA max_page_count={self._pages}")

    def fill(self, pages_left: int) -> None:
        with self._parts.database.connect() as connection:
            self._pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + pages_left

    def empty(self) -> None:
        self._pages = UNLIMITED


async def test_a_full_disk_refuses_answers_emergencies_and_recovers(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "RECOVER_EVERY_S", 0.1)
    monkeypatch.setattr(turns, "MESSAGES_PER_MINUTE", UNLIMITED)
    disk, chance = Disk(parts), random.Random(6)
    conversation, _ = parts.store.create_web_conversation()
    acknowledged: list[str] = []
    recovery = asyncio.create_task(parts.turns.recover())
    for _ in range(count(5, 20)):
        disk.fill(pages_left=chance.randint(0, 8))
        refused = await write_until_refused(parts, conversation, acknowledged)
        alarm = await parts.turns.submit(message(conversation, EMERGENCY))
        assert alarm.replies[0].text.startswith("Call 911")
        disk.empty()
        assert (await parts.turns.submit(refused)).replies
        acknowledged.append(refused.message_id)
    await eventually(lambda: not parts.store.conversations_with_open_turns())
    recovery.cancel()
    said = asked(parts, conversation)
    assert [message_id for message_id in said if message_id in acknowledged] == acknowledged
    assert len(said) == len(set(said))


async def write_until_refused(parts: Parts, conversation: str, acknowledged: list[str]) -> IncomingMessage:
    """Write until the disk is full; return the message that was not taken."""
    while True:
        one = message(conversation)
        try:
            await parts.turns.accept(one)
            acknowledged.append(one.message_id)
            await parts.turns.answer_accepted(one)
        except UnavailableError:
            return one


# -- F9: a clock that jumps


@pytest.mark.parametrize("step", [timedelta(minutes=-10), timedelta(minutes=10), timedelta(days=-1), timedelta(days=1)])
async def test_a_clock_that_jumps_loses_neither_order_nor_memory(
    parts: Parts, step: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = parts.store.create_web_conversation()
    before = [message(conversation) for _ in range(3)]
    for one in before:
        await parts.turns.submit(one)
    left = message(conversation, "how do I cancel")
    await parts.turns.accept(left)
    for module in (store, turns):
        monkeypatch.setattr(module, "utc_now", lambda: datetime.now(UTC) + step)
    assert parts.store.conversations_with_open_turns() == [conversation], "a message from the future is not forgotten"
    after = IncomingMessage(conversation, uuid.uuid4().hex, "web", "what is the fax number", datetime.now(UTC) + step)
    await parts.turns.submit(after)
    assert asked(parts, conversation) == [one.message_id for one in (*before, left, after)]
    assert parts.store.load_state(conversation).version == 5


def test_messages_of_a_clock_that_was_ahead_do_not_count_as_a_flood(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = parts.store.create_web_conversation()
    for _ in range(MESSAGES_PER_MINUTE):
        parts.store.journal(message(conversation))
    monkeypatch.setattr(store, "utc_now", lambda: datetime.now(UTC) - timedelta(minutes=10))
    assert parts.store.journal(message(conversation), MESSAGES_PER_MINUTE).is_new
