"""Counters and timings for Prometheus. No label ever holds text, an id or a number of a visitor.

With several workers behind one port, `prometheus_client` keeps the values in files that all of them read (its
"multiprocess mode"; `bot.workers` makes the folder), so that it does not matter which worker is asked.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)
from sqlalchemy.exc import SQLAlchemyError

from bot.dialogue.messages import Answer
from bot.transcripts.waiting import Waiting

if TYPE_CHECKING:  # it imports spaCy, which takes seconds
    from bot.dialogue.engine import RunningAgent

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

STAGES = ("journal", "nlu", "policy", "commit", "send")
QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
READ_WITHIN_S = 2.0

TURNS = Counter("second_opinion_turns_total", "Messages answered, by what came of them", ["channel", "outcome"])
TOPICS = Counter("second_opinion_topics_total", "Answers given, by topic", ["topic"])
FALLBACKS = Counter("second_opinion_fallbacks_total", "Messages not understood, and turns that failed", ["outcome"])
HANDOFFS = Counter("second_opinion_handoffs_total", "Visitors pointed to a person", ["reason"])
RESPONSES = Counter("second_opinion_responses_total", "HTTP responses of the API and the webhooks", ["status"])
TURN_SECONDS = Histogram("second_opinion_turn_seconds", "Time from a message's turn to its answer", buckets=QUICK)
STAGE_SECONDS = Histogram("second_opinion_stage_seconds", "Time in one stage of a turn", ["stage"], buckets=QUICK)
SOCKETS = Gauge("second_opinion_sockets", "Open WebSockets", multiprocess_mode="livesum")
DATABASE_UP = Gauge("second_opinion_database_up", "1 while the database answers", multiprocess_mode="mostrecent")
WAITING = Gauge(
    "second_opinion_waiting",
    "Turns to answer, texts to send, urgent handoffs to take",
    ["queue"],
    multiprocess_mode="mostrecent",
)
WAITING_SECONDS = Gauge(
    "second_opinion_waiting_oldest_seconds",
    "How long the oldest of a queue waits",
    ["queue"],
    multiprocess_mode="mostrecent",
)

FALLBACK_OUTCOMES = ("not_understood", "failure")
for _stage in STAGES:  # what has not happened yet is there with 0, so that a rule over it has a value
    STAGE_SECONDS.labels(_stage)
for _outcome in FALLBACK_OUTCOMES:
    FALLBACKS.labels(_outcome)


@dataclass(frozen=True)
class Source:
    """What the gauges are read from when somebody asks."""

    waiting: Waiting
    open_sockets: Callable[[], int]


SOURCE = web.AppKey["Source"]("METRICS_SOURCE")


class TimedAgent:
    """An agent whose two stages are timed."""

    def __init__(self, agent: RunningAgent) -> None:
        self._agent = agent
        self.fingerprint = agent.fingerprint

    async def parse(self, text: str) -> dict[str, Any]:
        with stage("nlu"):
            return await self._agent.parse(text)

    async def run_turn(self, *turn: Any) -> tuple[list[Any], dict[str, Any], list[dict[str, Any]]]:
        with stage("policy"):
            return await self._agent.run_turn(*turn)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Time one stage of a turn."""
    started = time.perf_counter()
    try:
        yield
    finally:
        STAGE_SECONDS.labels(name).observe(time.perf_counter() - started)


def count_turn(channel: str, answer: Answer) -> None:
    """Count one answered message."""
    outcome = answer.understanding.outcome if answer.understanding else "failure"
    TURNS.labels(channel, outcome).inc()
    TURN_SECONDS.observe(answer.elapsed_ms / 1000)
    if outcome in FALLBACK_OUTCOMES:
        FALLBACKS.labels(outcome).inc()
    for reply in answer.replies:
        if reply.topic:
            TOPICS.labels(reply.topic).inc()
    if answer.handoff:
        HANDOFFS.labels(answer.handoff.reason).inc()


@web.middleware
async def count_responses(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count what the API and the webhooks answered; pages and the metrics themselves are not of interest."""
    response = await handler(request)
    if request.path.startswith(("/api/", "/sms/")):
        RESPONSES.labels(str(response.status)).inc()
    return response


async def handler(request: web.Request) -> web.Response:
    """Serve the metrics in Prometheus' text form."""
    await _refresh(request.app[SOURCE])
    return web.Response(body=_rendered(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _refresh(source: Source) -> None:
    SOCKETS.set(source.open_sockets())
    try:
        work = await asyncio.wait_for(asyncio.to_thread(source.waiting.read), READ_WITHIN_S)
    except (SQLAlchemyError, TimeoutError):
        DATABASE_UP.set(0)
        return
    DATABASE_UP.set(1)
    for name, queue in (("turns", work.turns), ("outbox", work.outbox), ("urgent_handoffs", work.urgent)):
        WAITING.labels(name).set(queue.count)
        WAITING_SECONDS.labels(name).set(queue.oldest_s)


def _rendered() -> bytes:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return bytes(generate_latest(REGISTRY))
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return bytes(generate_latest(together))
