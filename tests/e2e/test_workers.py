"""`python -m bot serve` with two workers: one port, one database, and a worker that dies is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text

from benchmarks.load.clients import TIMEOUT, AssistantVisitors
from benchmarks.load.servers import assistant
from bot.transcripts.database import open_database
from bot.workers import PAUSE_S

pytestmark = [pytest.mark.model, pytest.mark.slow]

VISITORS, MESSAGES = 12, 5


async def ask(session: aiohttp.ClientSession, url: str) -> list[str]:
    visitors = AssistantVisitors(session, url, count=VISITORS)

    async def one(number: int) -> list[str]:
        return [await visitors.send(number) for _ in range(MESSAGES)]

    return [outcome for outcomes in await asyncio.gather(*map(one, range(VISITORS))) for outcome in outcomes]


async def test_two_workers_answer_together_and_one_that_is_killed_is_replaced(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/load.db"
    with assistant(tmp_path, database_url=url, workers=2) as server:
        parent, *workers = server.pids
        assert len(workers) == 2
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=TIMEOUT) as session:
            assert await ask(session, server.url) == ["ok"] * VISITORS * MESSAGES
            metrics = await (await session.get(f"{server.url}/metrics")).text()
        os.kill(workers[0], signal.SIGKILL)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=TIMEOUT) as session:
            assert await ask(session, server.url) == ["ok"] * VISITORS * MESSAGES
        await asyncio.sleep(2 * PAUSE_S)
        assert len(server.pids) == 3
        assert server.pids[0] == parent
        assert workers[0] not in server.pids
        began = time.monotonic()
    assert time.monotonic() - began < 15, "all end when the parent is told to"
    answered = sum(
        float(line.split()[-1]) for line in metrics.splitlines() if line.startswith("second_opinion_turns_total{")
    )
    assert answered == VISITORS * MESSAGES, "one worker tells for all"
    with open_database(url).connect().execution_options(only_reads=True) as connection:
        done = connection.execute(text("SELECT status, count(*) FROM turns GROUP BY status")).all()
    assert [tuple(row) for row in done] == [("done", 2 * VISITORS * MESSAGES)]
