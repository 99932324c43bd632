"""Stock Rasa and this assistant under the same load, in turns, in one run."""

from __future__ import annotations

import statistics
import sys
import time
import urllib.parse
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import aiohttp

from benchmarks.load import machine
from benchmarks.load.arrivals import Samples, open_loop, saturate
from benchmarks.load.clients import TIMEOUT, AssistantVisitors, StockVisitors, Visitors, new_messages
from benchmarks.load.history import give_history, kb_a_message
from benchmarks.load.servers import ROOT, SECRET, Server, assistant
from benchmarks.stock import training
from benchmarks.stock.project import trained_model
from benchmarks.stock.server import give_history as give_stock_history
from benchmarks.stock.server import stock

CONVERSATIONS = (1, 20, 100)
MANY = 20  # conversations at once, the ones that the goals are set for
SHARE = 0.75  # of stock's capacity: the load that both are given
EARLY, LATE = 10, 500  # turns
QUESTIONS_OF_A_LONG_CONVERSATION = (
    "what is a second opinion",
    "how do I send my records",
    "does Medicare pay for it",
    "how long does it take",
    "what is the fax number",
    "can my doctor refuse to send my slides",
    "how much does it cost",
    "what should I bring",
    "do I have to travel",
    "is it common to ask for one",
)
FOLDER = ROOT / "build" / "bench"
Figures = dict[str, Any]
Texts = Sequence[str] | None  # what is asked, if not the questions


class Comparison:
    """Runs every phase on one server and then on the other."""

    def __init__(self, stock: Server, ours: Server, database_url: str, seconds: float) -> None:
        self._stock = stock
        self._ours = ours
        self._database_url = database_url
        self._seconds = seconds

    async def run(self) -> Figures:
        """Return the figures of all phases."""
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector, timeout=TIMEOUT) as session:
            await self._warm_up(session)
            load = {str(count): await self._under_load(session, count) for count in CONVERSATIONS}
            new = await self._never_heard(session)
            turns = {"stock": await self._stock_turns(session), "ours": await self._our_turns(session)}
        return {"load": load, "new": new, "turns_ms": turns}

    async def _warm_up(self, session: aiohttp.ClientSession) -> None:
        for visitors in (self._stock_visitors(session, 2), self._our_visitors(session, 2)):
            tell("warming up")
            await saturate(visitors.send, conversations=2, seconds=3)

    async def _under_load(self, session: aiohttp.ClientSession, count: int) -> Figures:
        capacity: dict[str, Samples] = {}
        for name in ("stock", "ours"):
            tell(f"{name}: {count} conversations, each writes as soon as it is answered")
            visitors = self._visitors(name, session, count)
            capacity[name] = await saturate(visitors.send, conversations=count, seconds=self._seconds)
        rate = max(0.5, SHARE * capacity["stock"].per_second)
        offered: dict[str, Samples] = {}
        for name in ("stock", "ours"):
            tell(f"{name}: {count} conversations, {rate:.1f} messages a second whatever is answered")
            visitors = self._visitors(name, session, count)
            offered[name] = await open_loop(visitors.send, rate=rate, seconds=self._seconds)
        return {
            "capacity": {name: samples.figures() for name, samples in capacity.items()},
            "offered": {name: samples.figures() for name, samples in offered.items()},
            "offered_per_second": round(rate, 1),
        }

    async def _never_heard(self, session: aiohttp.ClientSession) -> Figures:
        """Let every message be one that neither server has had before: ours remembers how it read the last ones."""
        texts, found = new_messages(), {}
        for name in ("stock", "ours"):
            tell(f"{name}: {MANY} conversations, every message is new")
            visitors = self._visitors(name, session, MANY, texts)
            found[name] = (await saturate(visitors.send, conversations=MANY, seconds=self._seconds)).figures()
        return found

    def _visitors(self, name: str, session: aiohttp.ClientSession, count: int, texts: Texts = None) -> Visitors:
        visitors = self._stock_visitors if name == "stock" else self._our_visitors
        return visitors(session, count, texts)

    def _stock_visitors(self, session: aiohttp.ClientSession, count: int, texts: Texts = None) -> StockVisitors:
        return StockVisitors(session, self._stock.url, count=count, texts=texts)

    def _our_visitors(self, session: aiohttp.ClientSession, count: int, texts: Texts = None) -> AssistantVisitors:
        return AssistantVisitors(session, self._ours.url, count=count, texts=texts)

    async def _stock_turns(self, session: aiohttp.ClientSession) -> Figures:
        visitors, found = self._stock_visitors(session, 1), {}
        for turn in (EARLY, LATE):
            tell(f"stock: turn {turn}")
            sender = f"long-{turn}-{time.time()}"
            give_stock_history(self._stock.url, sender, turn - 1)
            found[str(turn)] = await _median_ms(lambda text, who=sender: visitors.say(who, text))
        return found

    async def _our_turns(self, session: aiohttp.ClientSession) -> Figures:
        visitors, found = self._our_visitors(session, 1), {}
        for turn in (EARLY, LATE):
            tell(f"ours: turn {turn}")
            conversation = await visitors.open_conversation()
            name = urllib.parse.unquote(conversation.path.split("/")[3])
            give_history(self._database_url, SECRET, name, turn - 1)
            found[str(turn)] = await _median_ms(lambda text, to=conversation: visitors.say(to, text))
        return found


async def _median_ms(say: Any) -> float:
    times = []
    for text in QUESTIONS_OF_A_LONG_CONVERSATION:
        began = time.perf_counter()
        await say(text)
        times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 1)


async def compare(seconds: float, workers: int, *, train: bool, reuse: bool) -> Figures:
    """Measure everything; the servers run side by side, and only one of them is given work at a time."""
    figures: Figures = {"machine": machine.describe(), "seconds": seconds, "workers": workers}
    model, stock_training = trained_model(reuse=reuse)
    figures["training"] = {"stock": vars(stock_training), "ours": vars(training.ours()) if train else None}
    folder = FOLDER / f"run-{int(time.time())}"
    with ExitStack() as running:
        tell("starting stock Rasa")
        stock_server = running.enter_context(stock(model))
        tell(f"starting this assistant, {workers} workers")
        database_url = f"sqlite:///{folder}/load.db"
        ours = running.enter_context(assistant(folder, database_url=database_url, workers=workers))
        figures["start"] = {"stock": _start(stock_server), "ours": _start(ours)}
        figures |= await Comparison(stock_server, ours, database_url, seconds).run()
        figures["kb_a_message"] = kb_a_message(database_url)
        figures["memory_mb"] = {"stock": round(stock_server.memory_mb()), "ours": round(ours.memory_mb())}
    with stock(model, kept=True) as stock_server:
        tell(f"stock, keeping its conversations in SQLite: {MANY} conversations, each writes as soon as it is answered")
        figures["stock_kept"] = await _capacity_of_stock(stock_server, seconds)
    return figures


async def _capacity_of_stock(server: Server, seconds: float) -> Figures:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=TIMEOUT) as session:
        visitors = StockVisitors(session, server.url, count=MANY)
        await saturate(visitors.send, conversations=2, seconds=3)
        samples = await saturate(visitors.send, conversations=MANY, seconds=seconds)
    return samples.figures()


def _start(server: Server) -> Figures:
    return {"ready_s": server.ready_s, "cpu_s": server.start_cpu_s}


def tell(words: str) -> None:
    """Say on standard error what is being done."""
    print(f"  {words}", file=sys.stderr, flush=True)
