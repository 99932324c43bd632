"""F1: a server killed anywhere in a turn, again and again; then the ledgers are compared."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from typing import Any

from tests.fakes.fork_server import ForkServer
from tests.fakes.sms import Database
from tests.fakes.twilio import FakeTwilio
from tests.faults.ledgers import Tally, at_rest, compare
from tests.faults.visitors import SmsVisitor, WebVisitor, talk_all

ROUNDS_PER_CONVERSATION = 25  # then the visitors are others
WEB, SMS = 2, 2
END_WITHIN_S = 180.0


async def run_kills(
    forks: ForkServer,
    url: str,
    kills: int,
    point: str | None = None,
    seed: int = 1,
    tell: Callable[[Tally], None] = lambda _tally: None,
) -> Tally:
    """Kill a server so many times, at a named point or at random ones, and return what became of every message.

    Args:
        forks: Makes the servers.
        url: A migrated database that nobody has used.
        kills: How often to kill.
        point: One of `tests.faults.points`; None for random moments.
        seed: Of the random moments.
        tell: Called with the tally so far.
    """
    tally, chance, started = Tally(), random.Random(seed), time.monotonic()
    twilio = FakeTwilio()
    async with twilio.serving() as api_base:
        for first in range(0, kills, ROUNDS_PER_CONVERSATION):
            run = _Run(url, api_base, twilio, forks, chance)
            tally.add(await run.all(min(ROUNDS_PER_CONVERSATION, kills - first), point, first))
            tally.seconds = time.monotonic() - started
            tell(tally)
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
        tally.add(compare(self._database, self._twilio, web, sms))
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
        server = await self._forks.start(**self._arguments, die_at=(point, passes))
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
            while not at_rest(self._database):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            await talk_all(visitors, f"http://127.0.0.1:{server.port}")  # and read what was answered meanwhile
        await server.kill()
