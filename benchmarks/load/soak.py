"""L2 and L4: what idle sockets and long hours cost."""

from __future__ import annotations

import asyncio
import json
import random
import resource
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from benchmarks.load.arrivals import Samples, open_loop, saturate
from benchmarks.load.clients import AssistantVisitors
from benchmarks.load.scenarios import SLOWED, Rows, Target, client

TURNS_A_SECOND = 5
KB_A_SOCKET = 40
MB_AN_HOUR = 1.0  # after the first hour
MB_AN_HOUR_AT_FIRST = 120.0  # in a shorter soak, while workers copy pages that they shared, and caches fill
FILES = 8  # open files more or less: sockets that come and go
DRIFT = 0.1
HOUR_S = 3600
SAMPLES = 60


async def idle_sockets(target: Target, count: int) -> Rows:
    """L2: many open sockets take little memory and slow nobody down."""
    allow_open_files(count + 500)
    async with client() as session:
        visitors = AssistantVisitors(session, target.server.url, count=20)
        await saturate(visitors.send, conversations=2, seconds=2)
        before = await open_loop(visitors.send, rate=TURNS_A_SECOND, seconds=target.seconds)
        memory_mb = target.server.memory_mb()
        sockets = [await _open_socket(session, visitors, target.server.url) for _ in range(count)]
        heard = [asyncio.create_task(socket.receive()) for socket in sockets]  # who reads nothing answers no ping
        kb_each = (target.server.memory_mb() - memory_mb) * 1024 / count
        beside = await open_loop(visitors.send, rate=TURNS_A_SECOND, seconds=target.seconds, seed=2)
        alive = [(socket, frame) for socket, frame in zip(sockets, heard, strict=True) if not frame.done()]
        await asyncio.gather(*(socket.send_json({"type": "ping"}) for socket, _ in alive))
        pongs = await asyncio.wait_for(asyncio.gather(*(frame for _, frame in alive)), 60)
        await asyncio.gather(*(socket.close() for socket, _ in alive))
    answered = sum("pong" in str(frame.data) for frame in pongs)
    ratio = beside.percentile(95) / before.percentile(95)
    return [
        ["what", "found", "bar"],
        ["open sockets", str(count), "-"],
        ["memory of each, kB", f"{kb_each:.1f}", _verdict(kb_each <= KB_A_SOCKET, f"<= {KB_A_SOCKET}")],
        ["sockets that answer a ping at the end", str(answered), _verdict(answered == count, "all")],
        [
            "p95 of 5 messages/s without and beside them, ms",
            _two(before, beside),
            _verdict(ratio <= SLOWED, f"<= {SLOWED} times"),
        ],
    ]


async def _open_socket(
    session: aiohttp.ClientSession, visitors: AssistantVisitors, url: str
) -> aiohttp.ClientWebSocketResponse:
    conversation = await visitors.open_conversation()
    headers = {"Origin": "http://localhost:8080", "X-Forwarded-For": conversation.address}
    socket = await session.ws_connect(url + "/api/ws", headers=headers, heartbeat=None)
    name = conversation.path.split("/")[3]
    await socket.send_str(json.dumps({"type": "hello", "conversation": name, "token": conversation.token, "after": 0}))
    ready = await socket.receive_json(timeout=20)
    if ready["type"] != "ready":
        raise RuntimeError(f"no socket: {ready}")
    return socket


@dataclass(frozen=True)
class Sample:
    """What the server used at one moment."""

    hours: float
    memory_mb: float
    files: int
    database_kb: float


async def soak(target: Target) -> Rows:
    """L4: hours of even load leave memory, open files and the time to answer as they were."""
    samples: list[Sample] = []
    async with client() as session:
        visitors = AssistantVisitors(session, target.server.url, count=VISITORS)
        await saturate(visitors.send, conversations=2, seconds=min(10.0, target.seconds / 10))
        watching = asyncio.create_task(_watch(target, samples))
        fifths = [
            await open_loop(
                visitors.send, rate=TURNS_A_SECOND, seconds=target.seconds / 5, seed=random.randrange(10**6)
            )
            for _ in range(5)
        ]
        watching.cancel()
    settled = samples[len(samples) // 4 :]
    slope = _slope([sample.hours for sample in settled], [sample.memory_mb for sample in settled])
    drift = fifths[-1].percentile(95) / fifths[1].percentile(95) - 1
    turns = sum(len(fifth.seconds) for fifth in fifths)
    grown_kb = (samples[-1].database_kb - samples[0].database_kb) / max(1, turns)
    files = [sample.files for sample in settled]
    part = max(1, len(files) // 4)  # the fewest of each: what is open while nothing is under way
    first, last = min(files[:part]), min(files[-part:])
    failed = sum(fifth.failed for fifth in fifths)
    most = MB_AN_HOUR if target.seconds > 2 * HOUR_S else MB_AN_HOUR_AT_FIRST
    return [
        ["what", "found", "bar"],
        ["minutes, messages", f"{target.seconds / 60:.0f}, {turns}", "-"],
        ["failed", str(failed), _verdict(failed == 0, "0")],
        ["memory slope, MB an hour", f"{slope:.1f}", _verdict(slope < most, f"< {most:g}")],
        ["open files, at first and at last", f"{first}, {last}", _verdict(last - first <= FILES, "flat")],
        ["database growth, kB a message", f"{grown_kb:.2f}", "linear"],
        ["p95, last fifth against the second", f"{drift:+.0%}", _verdict(drift < DRIFT, f"< {DRIFT:.0%}")],
    ]


VISITORS = 50


async def _watch(target: Target, samples: list[Sample]) -> None:
    every_s = max(1.0, target.seconds / SAMPLES)
    while True:
        hours = len(samples) * every_s / 3600
        server = target.server
        samples.append(Sample(hours, server.memory_mb(), server.open_files(), _database_kb(target.database_url)))
        await asyncio.sleep(every_s)


def _database_kb(url: str) -> float:
    path = Path(url.removeprefix("sqlite:///"))
    files = [path, path.with_name(path.name + "-wal")]
    return sum(file.stat().st_size for file in files if file.exists()) / 1024


def _slope(hours: list[float], values: list[float]) -> float:
    """Return the least-squares slope."""
    middle, level = sum(hours) / len(hours), sum(values) / len(values)
    spread = sum((hour - middle) ** 2 for hour in hours)
    pairs = zip(hours, values, strict=True)
    return sum((hour - middle) * (value - level) for hour, value in pairs) / spread if spread else 0.0


def allow_open_files(count: int) -> None:
    """Raise this process's limit of open files (servers that it starts inherit it)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))


def _two(before: Samples, beside: Samples) -> str:
    return f"{before.percentile(95) * 1000:.0f}, {beside.percentile(95) * 1000:.0f}"


def _verdict(held: bool, bar: str) -> str:
    return f"{bar}: {'held' if held else 'MISSED'}"
