"""The load tests L1, L3, L5 and L6: each takes a running server and returns the rows of its table."""

from __future__ import annotations

import asyncio
import statistics
import time
import urllib.parse
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

from benchmarks.load.arrivals import OK, Samples, open_loop, saturate
from benchmarks.load.clients import TIMEOUT, AssistantVisitors, questions
from benchmarks.load.history import give_history
from benchmarks.load.servers import SECRET, Server

Rows = list[list[str]]
SHARES = (0.25, 0.5, 0.75, 0.9, 1.1)
P95_S = {0.5: 0.3, 0.75: 1.0}
VISITORS = 100
EARLY, LATE, ASKED = 10, 500, 15
GROWTH = 1.3
FLOOD, OTHERS = 200, 5  # messages a second
SLOWED = 1.2
BURST = 5


@dataclass(frozen=True)
class Target:
    """The server under load, and how long each phase lasts."""

    server: Server
    database_url: str
    seconds: float


def client() -> aiohttp.ClientSession:
    """Open as many connections as there are visitors."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=TIMEOUT)


async def capacity(target: Target) -> Rows:
    """L1: what is answered at shares of the maximum; beyond it, some are told to try again and nobody waits long."""
    rows: Rows = [
        ["arrivals", "messages/s", "p50 ms", "p95 ms", "p99 ms", "refused (503)", "failed", "memory MB", "bar"]
    ]
    async with client() as session:
        visitors = AssistantVisitors(session, target.server.url, count=20)
        await saturate(visitors.send, conversations=4, seconds=3)
        most = await saturate(visitors.send, conversations=20, seconds=target.seconds)
        for share in SHARES:
            visitors = AssistantVisitors(session, target.server.url, count=VISITORS)
            found = await open_loop(visitors.send, rate=most.per_second * share, seconds=target.seconds)
            rows.append(
                _capacity_row(f"{share:.0%} of {most.per_second:.1f}/s", found, target.server, P95_S.get(share))
            )
        visitors = AssistantVisitors(session, target.server.url, count=VISITORS)
        found = await open_loop(visitors.send, rate=most.per_second * 0.25, seconds=min(10.0, target.seconds))
        rows.append(_capacity_row("25%, right after", found, target.server, 1.0))
    return rows


def _capacity_row(name: str, found: Samples, server: Server, bar_s: float | None) -> list[str]:
    p95_s = found.percentile(95)
    verdict = "-" if bar_s is None else f"p95 <= {bar_s * 1000:.0f} ms: {'held' if p95_s <= bar_s else 'MISSED'}"
    times = [f"{found.percentile(percent) * 1000:.0f}" for percent in (50, 95, 99)]
    refused = found.outcomes["503"]
    failed = str(found.failed - refused)
    return [name, f"{found.per_second:.1f}", *times, str(refused), failed, f"{server.memory_mb():.0f}", verdict]


async def long_conversation(target: Target) -> Rows:
    """L3: a turn costs the same however long the conversation is."""
    medians: dict[int, float] = {}
    async with client() as session:
        visitors = AssistantVisitors(session, target.server.url, count=1)
        conversations = {turn: await visitors.open_conversation() for turn in (EARLY, LATE)}
        for turn, conversation in conversations.items():
            name = urllib.parse.unquote(conversation.path.split("/")[3])
            await asyncio.to_thread(give_history, target.database_url, SECRET, name, turn - 1)
        times: dict[int, list[float]] = {turn: [] for turn in conversations}
        for text in questions()[:ASKED]:  # in turns, so that both meet the same machine
            for turn, conversation in conversations.items():
                times[turn].append(await timed(lambda to=conversation, say=text: visitors.say(to, say)))
        medians = {turn: statistics.median(found) * 1000 for turn, found in times.items()}
    growth = medians[LATE] / medians[EARLY]
    verdict = f"<= {GROWTH}: {'held' if growth <= GROWTH else 'MISSED'}"
    return [["what", "found", "bar"], *([f"turn {turn}, p50 ms", f"{ms:.1f}", "-"] for turn, ms in medians.items()),
            ["ratio", f"{growth:.2f}", verdict]]  # fmt: skip


async def fairness(target: Target) -> Rows:
    """L5: one sender's flood is refused, and the others hardly notice it."""
    async with client() as session:
        others = AssistantVisitors(session, target.server.url, count=20)
        await saturate(others.send, conversations=2, seconds=2)
        alone = await open_loop(others.send, rate=OTHERS, seconds=target.seconds)
        flooder = AssistantVisitors(session, target.server.url, count=1, turns=1_000_000)
        flooding = await flooder.open_conversation()

        async def flood(_number: int) -> str:
            return await flooder.say(flooding, "hello")

        both = await asyncio.gather(
            open_loop(others.send, rate=OTHERS, seconds=target.seconds, seed=2),
            open_loop(flood, rate=FLOOD, seconds=target.seconds),
        )
    beside, flooded = both
    ratio = beside.percentile(95) / alone.percentile(95)
    return [
        ["what", "found", "bar"],
        ["others' p95 without the flood, ms", f"{alone.percentile(95) * 1000:.0f}", "-"],
        ["others' p95 beside it, ms", f"{beside.percentile(95) * 1000:.0f}", "-"],
        ["ratio", f"{ratio:.2f}", f"<= {SLOWED}: {'held' if ratio <= SLOWED else 'MISSED'}"],
        ["flooder: answered", str(flooded.outcomes[OK]), "<= 100 a minute"],
        ["flooder: refused (429)", str(flooded.outcomes["429"]), "> 0"],
        ["flooder: other", str(flooded.failed - flooded.outcomes["429"]), "-"],
    ]


async def burst(target: Target) -> Rows:
    """L6: quick messages of one sender are answered one after the other, without waiting for a clock."""
    totals, singles = [], []
    async with client() as session:
        visitors = AssistantVisitors(session, target.server.url, count=1)
        await saturate(visitors.send, conversations=1, seconds=1)
        for _ in range(10):
            conversation = await visitors.open_conversation()
            singles.append(await timed(lambda to=conversation: visitors.say(to, "how long does it take")))
            texts = questions()[:BURST]
            began = time.perf_counter()
            await asyncio.gather(*(visitors.say(conversation, text) for text in texts))
            totals.append(time.perf_counter() - began)
    five, one = statistics.median(totals), statistics.median(singles)
    held = five <= 1.0
    return [
        ["what", "found", "bar"],
        ["one message, median ms", f"{one * 1000:.0f}", "-"],
        [f"{BURST} at once, until the last answer, median ms", f"{five * 1000:.0f}",
         f"<= 1000: {'held' if held else 'MISSED'}"],
    ]  # fmt: skip


async def timed(send: Callable[[], Awaitable[str]]) -> float:
    """Return the seconds that one message took."""
    began = time.perf_counter()
    outcome = await send()
    if outcome != OK:
        raise RuntimeError(f"a message was not answered: {outcome}")
    return time.perf_counter() - began
