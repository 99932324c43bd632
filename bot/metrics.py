"""Counters and timings for Prometheus. No label ever holds text, an id or a number of a visitor."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

from bot.dialogue.messages import Answer

TURNS = Counter("second_opinion_turns_total", "Messages answered", ["outcome"])
TOPICS = Counter("second_opinion_topics_total", "Answers given, by topic", ["topic"])
HANDOFFS = Counter("second_opinion_handoffs_total", "Visitors pointed to a person", ["reason"])
TURN_SECONDS = Histogram(
    "second_opinion_turn_seconds",
    "Time from a message's turn to its answer",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


def count_turn(answer: Answer) -> None:
    """Count one answered message."""
    TURNS.labels(answer.understanding.outcome if answer.understanding else "unknown").inc()
    TURN_SECONDS.observe(answer.elapsed_ms / 1000)
    for reply in answer.replies:
        if reply.topic:
            TOPICS.labels(reply.topic).inc()
    if answer.handoff:
        HANDOFFS.labels(answer.handoff.reason).inc()


async def handler(_request: web.Request) -> web.Response:
    """Serve the metrics in Prometheus' text form."""
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
