"""Measure the console's queries: `python -m benchmarks.console.measure --database sqlite:///big.db`.

Each figure is the time of the database work behind one page, over --times runs with changing arguments.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.nlu.examples import read_examples
from bot.transcripts.database import open_database, reader_factory
from bot.transcripts.queues import QUEUES, counts, items
from bot.transcripts.reading import conversation
from bot.transcripts.search import Filter, search
from bot.transcripts.tables import ConversationRow, MessageRow

ROOT = Path(__file__).resolve().parents[2]
BAR_MS = 300


def pages(session: Session) -> dict[str, Callable[[], object]]:
    """Return what each page asks of the database."""
    chosen = random.Random(7)
    names = list(session.scalars(select(ConversationRow.id).limit(2_000)))
    words = sorted({word for text, _ in read_examples(ROOT / "data" / "nlu") for word in text.split()})
    topics = list(session.scalars(select(MessageRow.topic).distinct().where(MessageRow.topic.is_not(None))))
    now = datetime.now(UTC)
    queue_ids = [queue.id for queue in QUEUES]

    def find(**wanted: object) -> object:
        return search(session, Filter(**wanted))  # type: ignore[arg-type]

    return {
        "inbox: counts": lambda: counts(session, now),
        "inbox: a queue": lambda: items(session, chosen.choice(queue_ids), now),
        "conversation": lambda: conversation(session, chosen.choice(names)),
        "find: one word": lambda: find(words=chosen.choice(words)),
        "find: two words": lambda: find(words=f"{chosen.choice(words)} {chosen.choice(words)}"),
        "find: the commonest word": lambda: find(words="opinion"),
        "find: a word on one channel, unreviewed": lambda: find(words="records", channel="sms", reviewed="no"),
        "find: a topic": lambda: find(topic=chosen.choice(topics)),
        "find: a verdict and state": lambda: find(verdict="excluded", state="MI"),
        "find: a handoff reason": lambda: find(reason=chosen.choice(("crisis", "asked", "excluded_state"))),
        "find: confidence below 50%": lambda: find(below=0.5),
        "find: a week": lambda: find(since=now - timedelta(days=50), until=now - timedelta(days=43)),
        "find: an answer version": lambda: find(answer="utter_program_cancel", version="b77e4d10"),
        "find: nothing there": lambda: find(words="zzyzx", topic=topics[0], channel="sms"),
    }


def main() -> int:
    """Measure each page; fail if one is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="sqlite:///big.db")
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    engine = open_database(options.database)
    with reader_factory(engine)() as session:
        messages = session.scalar(select(func.count()).select_from(MessageRow))
        print(
            f"{messages:,} messages, {engine.dialect.name}; {platform.machine()}, {os.cpu_count()} cores, load", end=" "
        )
        print(f"{os.getloadavg()[0]:.1f}, {options.times} runs each")
        slow = [name for name, page in pages(session).items() if _measure(session, name, page, options.times) > BAR_MS]
    print(f"over {BAR_MS} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


def _measure(session: Session, name: str, page: Callable[[], object], times: int) -> float:
    """Print how long a page takes, and how much of that is work: on a busy machine the rest is waiting for a turn."""
    taken, worked = [], []
    for _ in range(times):
        session.expunge_all()
        started, work = time.perf_counter(), time.process_time()
        page()
        taken.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - work) * 1000)
    at_95 = min(times - 1, int(times * 0.95))
    taken.sort()
    worked.sort()
    print(f"{name:42} p50 {taken[times // 2]:7.1f} ms   p95 {taken[at_95]:7.1f} ms   work, p95 {worked[at_95]:6.1f} ms")
    return taken[at_95]


if __name__ == "__main__":
    raise SystemExit(main())
