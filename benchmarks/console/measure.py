"""Measure the console's pages: `python -m benchmarks.console.measure --database sqlite:///big.db`.

Each figure is the time from the request to the last byte of the page, as a browser on the same machine would see it:
session, queries, rendering, and the line in the audit log.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from sqlalchemy import Engine, func, select

from bot.console.parts import Console, ConsoleOptions, build_console
from bot.console.routes import setup
from bot.knowledge.loading import load_knowledge
from bot.nlu.examples import read_examples
from bot.transcripts.accounts import AccountError
from bot.transcripts.database import open_database, reader_factory
from bot.transcripts.queues import QUEUES
from bot.transcripts.redaction import redact
from bot.transcripts.schema import upgrade
from bot.transcripts.tables import ConversationRow, HandoffRow, MessageRow

ROOT = Path(__file__).resolve().parents[2]
BAR_MS = 300
DAYS = {"web": 90, "sms": 90}
NAME, PASSWORD = "benchmark", "measured in milliseconds"
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')

Address = Callable[[], str]


def pages(engine: Engine) -> dict[str, Address]:
    """Return, for each kind of page, what gives its next address."""
    chosen = random.Random(7)
    with reader_factory(engine)() as session:
        names = list(session.scalars(select(ConversationRow.id).limit(2_000)))
        codes = list(session.scalars(select(HandoffRow.reference).limit(500)))
        topics = sorted(filter(None, session.scalars(select(MessageRow.topic).distinct())))
    words = sorted({word for text, _ in read_examples(ROOT / "data" / "nlu") for word in text.split()})
    queues = cycle(queue.id for queue in QUEUES)
    week = {"since": _day(50), "until": _day(43)}

    def find(**wanted: str | Address) -> Address:
        return lambda: "/find?" + urlencode({k: v() if callable(v) else v for k, v in wanted.items()})

    return {
        "inbox": lambda: "",
        "inbox: each queue": lambda: f"?queue={next(queues)}",
        "conversation": lambda: f"/c/{chosen.choice(names)}",
        "find: a reference code": find(words=lambda: chosen.choice(codes)),
        "find: one word": find(words=lambda: chosen.choice(words)),
        "find: two words": find(words=lambda: f"{chosen.choice(words)} {chosen.choice(words)}"),
        "find: the commonest word": find(words="opinion"),
        "find: a word on one channel, unreviewed": find(words="records", channel="sms", reviewed="no"),
        "find: a topic": find(topic=lambda: chosen.choice(topics)),
        "find: a verdict and state": find(verdict="excluded", state="MI"),
        "find: a handoff reason": find(reason=lambda: chosen.choice(("crisis", "asked", "excluded_state"))),
        "find: confidence below 50%": find(below="50"),
        "find: a week": find(**week),
        "find: an answer version": find(answer="utter_program_cancel", version="b77e4d10"),
        "find: nothing there": find(words="zzyzx", topic=topics[0], channel="sms"),
    }


def _day(before: int) -> str:
    return (datetime.now(UTC) - timedelta(days=before)).date().isoformat()


async def measure(console: Console, addresses: dict[str, Address], times: int) -> list[str]:
    """Measure each kind of page; return those over the bar."""
    app = web.Application()
    setup(app, console)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/console"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        await _sign_in(browser, base)
        found = {name: await _measure(browser, base, name, address, times) for name, address in addresses.items()}
    await runner.cleanup()
    return [name for name, taken in found.items() if taken > BAR_MS]


async def _sign_in(browser: aiohttp.ClientSession, base: str) -> None:
    async with browser.get(f"{base}/sign-in") as page:
        token = TOKEN.search(await page.text())
    form = {"csrf": token[1] if token else "", "name": NAME, "password": PASSWORD}
    async with browser.post(f"{base}/sign-in", data=form) as page:
        assert page.url.path == "/console", await page.text()


async def _measure(browser: aiohttp.ClientSession, base: str, name: str, address: Address, times: int) -> float:
    """Print how long a page takes; `work` is this process's own, the rest is PostgreSQL, the disk, or waiting."""
    taken, worked = [], []
    for _ in range(times):
        url = base + address()
        started, work = time.perf_counter(), time.process_time()
        async with browser.get(url) as page:
            await page.read()
            assert page.ok, url
        taken.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - work) * 1000)
    p50, p95 = _at(taken, 0.5), _at(taken, 0.95)
    print(f"{name:42} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   work, p95 {_at(worked, 0.95):6.1f} ms", flush=True)
    return p95


def _at(figures: Sequence[float], share: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


def open_console(engine: Engine) -> Console:
    """Build the console on the database, with an account to sign in with."""
    topics = load_knowledge(ROOT, {f"retention_days_{name}": days for name, days in DAYS.items()}).questions
    secret = "only for measuring: nothing is kept under it"
    console = build_console(engine, ConsoleOptions(secret, "http://localhost", topics, DAYS, redact))
    with suppress(AccountError):  # it is there from the last time
        console.accounts.add("benchmark", NAME, "administrator", PASSWORD)
    return console


def main() -> int:
    """Measure each page; fail if one is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="sqlite:///big.db")
    parser.add_argument("--times", type=int, default=60)
    options = parser.parse_args()
    upgrade(options.database)
    engine = open_database(options.database)
    with reader_factory(engine)() as session:
        messages = session.scalar(select(func.count()).select_from(MessageRow))
    before = os.getloadavg()[0]
    print(f"{messages:,} messages, {engine.dialect.name}; {platform.machine()}, {os.cpu_count()} cores")
    slow = asyncio.run(measure(open_console(engine), pages(engine), options.times))
    print(f"load {before:.1f} before, {os.getloadavg()[0]:.1f} after")
    print(f"over {BAR_MS} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
