"""F1: a server killed anywhere in a turn, again and again; then three ledgers are compared.

The ledgers: what the visitors sent and saw, what the database holds, and what Twilio was asked to text.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.transcripts.tables import MessageRow, OutboxRow, TurnRow
from tests.fakes.fork_server import ForkServer, ServerProcess
from tests.fakes.sms import Database
from tests.fakes.twilio import FakeTwilio
from tests.faults.visitors import SmsVisitor, WebVisitor, talk_all

Start = Callable[..., Awaitable[ServerProcess]]
ROUNDS_PER_CONVERSATION = 25  # then the visitors are others
WEB, SMS = 2, 2
END_WITHIN_S = 180.0


@dataclass
class Tally:
    """What a run did, and what was wrong at its end."""

    kills: int = 0
    in_mid_work: int = 0  # kills that cut somebody off
    messages: int = 0
    replies: int = 0
    texts: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        for name in ("kills", "in_mid_work", "messages", "replies", "texts", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults

    def __str__(self) -> str:
        faults = ", ".join(f"{name}: {times}" for name, times in sorted(self.faults.items())) or "0 lost, 0 doubled"
        return (
            f"{self.kills} kills ({self.in_mid_work} in mid-work), {self.messages} messages, {self.replies} replies, "
            f"{self.texts} texts: {faults} ({self.seconds:.0f} s)"
        )


async def run_kills(forks: ForkServer, url: str, kills: int, point: str | None = None, seed: int = 1) -> Tally:
    """Kill a server so many times, at a named point or at random ones, and return what became of every message.

    Args:
        forks: Makes the servers.
        url: A migrated database that nobody has used.
        kills: How often to kill.
        point: One of `tests.faults.points`; None for random moments.
        seed: Of the random moments.
    """
    tally, chance, started = Tally(), random.Random(seed), time.monotonic()
    twilio = FakeTwilio()
    async with twilio.serving() as api_base:
        for first in range(0, kills, ROUNDS_PER_CONVERSATION):
            run = _Run(url, api_base, twilio, forks, chance)
            tally.add(await run.all(min(ROUNDS_PER_CONVERSATION, kills - first), point, first))
    tally.seconds = time.monotonic() - started
    return tally


class _Run:
    """One set of visitors, and the kills that they live through."""

    def __init__(self, url: str, api_base: str, twilio: FakeTwilio, forks: ForkServer, chance: random.Random) -> None:
        self._arguments = {"url": url, "api_base": api_base}
        self._forks = forks
        self._twilio = twilio
        self._chance = chance
        self._database = Database.open(url)
        self._round_s = 0.1  # how long the last undisturbed part of a round took

    async def all(self, rounds: int, point: str | None, first: int) -> Tally:
        web = [WebVisitor(self._database.store, first + number) for number in range(WEB)]
        sms = [SmsVisitor(self._twilio, first * SMS + number) for number in range(SMS)]
        tally = Tally()
        for number in range(rounds):
            for visitor in (*web, *sms):
                visitor.write(first + number)
            cut_off = await (self._die_at(point, [*web, *sms]) if point else self._kill([*web, *sms]))
            tally.kills += 1
            tally.in_mid_work += cut_off
        await self._end([*web, *sms])
        self._compare(web, sms, tally)
        self._database.engine.dispose()
        return tally

    async def _kill(self, visitors: list[Any]) -> bool:
        server = await self._forks.start(**self._arguments)
        talking = asyncio.create_task(talk_all(visitors, f"http://127.0.0.1:{server.port}"))
        started = time.monotonic()
        done, _ = await asyncio.wait({talking}, timeout=self._chance.uniform(0, 1.3 * self._round_s))
        await server.kill()
        self._round_s = max(0.02, time.monotonic() - started) if done else 1.05 * self._round_s
        return not await talking

    async def _die_at(self, point: str, visitors: list[Any]) -> bool:
        passes = self._chance.randint(1, 3)
        server = await self._forks.start(**self._arguments, die_at=point, passes=passes)
        heard_out = await talk_all(visitors, f"http://127.0.0.1:{server.port}")
        for _ in range(200):
            if not server.alive():
                return not heard_out
            await asyncio.sleep(0.01)  # a text leaves a little after its acknowledgement
        await server.kill()
        return False

    async def _end(self, visitors: list[Any]) -> None:
        """Let one server live until everybody is heard out and nothing waits."""
        server = await self._forks.start(**self._arguments)
        async with asyncio.timeout(END_WITHIN_S):
            while not await talk_all(visitors, f"http://127.0.0.1:{server.port}"):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            while not self._at_rest():  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            await talk_all(visitors, f"http://127.0.0.1:{server.port}")  # and read what was answered meanwhile
        await server.kill()

    def _at_rest(self) -> bool:
        return not self._database.store.conversations_with_open_turns() and self._database.outbox.is_empty()

    def _compare(self, web: list[WebVisitor], sms: list[SmsVisitor], tally: Tally) -> None:
        for visitor in web:
            faults = self._faults_of_transcript(visitor.conversation, visitor.sent, tally)
            lines = self._rows(select(MessageRow).where(MessageRow.conversation_id == visitor.conversation))
            said = {row.seq: row.text for row in lines if row.sender == "assistant"}
            faults["seen, not stored"] += len(set(visitor.seen.items()) - set(said.items()))
            faults["stored, not seen"] += len(set(said.items()) - set(visitor.seen.items()))
            faults["another text under the same number"] += len(visitor.said_twice)
            faults["not acknowledged"] += len(set(visitor.sent) - visitor.acknowledged)
            tally.faults += faults
        for texter in sms:
            conversation = self._database.store.ensure_conversation("unused", "sms", texter.phone)
            faults = self._faults_of_transcript(conversation, texter.sent, tally)
            rows = self._rows(select(OutboxRow).where(OutboxRow.conversation_id == conversation).order_by(OutboxRow.id))
            bodies = self._twilio.bodies_to(texter.phone)
            faults["text lost"] += max(0, len(texter.sent) - len(bodies))
            faults["text doubled"] += max(0, len(bodies) - len(texter.sent))
            faults["texts out of order"] += int([row.body for row in rows] != bodies)
            faults["text not settled"] += sum(row.status != "sent" for row in rows)
            tally.texts += len(bodies)
            tally.faults += faults

    def _faults_of_transcript(self, conversation: str, sent: list[str], tally: Tally) -> Counter[str]:
        turns = self._rows(select(TurnRow).where(TurnRow.conversation_id == conversation).order_by(TurnRow.id))
        lines = self._rows(
            select(MessageRow).where(MessageRow.conversation_id == conversation).order_by(MessageRow.seq)
        )
        asked = [line.client_id for line in lines if line.sender == "visitor"]
        said = [line.client_id for line in lines if line.sender == "assistant"]
        promised = Counter({turn.message_id: len((turn.answer or {}).get("replies", ())) for turn in turns})
        faults: Counter[str] = Counter()
        faults["message lost"] = len(set(sent) - set(asked))
        faults["message doubled"] = sum((Counter(asked) - Counter(set(asked))).values())
        faults["messages out of order"] = int(asked != sent)
        faults["reply lost"] = sum((promised - Counter(said)).values())
        faults["reply doubled"] = sum((Counter(said) - promised).values())
        faults["turn open"] = sum(turn.status != "done" for turn in turns)
        faults["numbers with gaps"] = int([line.seq for line in lines] != list(range(1, len(lines) + 1)))
        tally.messages += len(sent)
        tally.replies += len(said)
        return +faults

    def _rows(self, query: Any) -> list[Any]:
        with self._database.sessions() as session:
            return list(session.scalars(query))
