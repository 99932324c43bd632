"""How much waits: turns to answer, texts to send, urgent handoffs to take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, sessionmaker

from bot.transcripts.tables import HandoffRow, OutboxRow, TurnRow
from bot.transcripts.types import utc_now

URGENT = ("emergency", "crisis", "urgent")


@dataclass(frozen=True, slots=True)
class Queue:
    """How many wait, and for how many seconds the oldest has waited."""

    count: int
    oldest_s: float


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that waits."""

    turns: Queue
    outbox: Queue
    urgent: Queue


class Waiting:
    """Reads without taking a lock; call it from a thread."""

    def __init__(self, readers: sessionmaker[Session]) -> None:
        self._readers = readers

    def read(self) -> Work:
        """Return what waits now."""
        with self._readers() as session:
            return Work(
                turns=_queue(session, TurnRow.received_at, TurnRow.status == "received"),
                outbox=_queue(session, OutboxRow.created_at, OutboxRow.status.in_(("pending", "sending"))),
                urgent=_queue(
                    session, HandoffRow.created_at, HandoffRow.reason.in_(URGENT) & HandoffRow.taken_at.is_(None)
                ),
            )


def _queue(session: Session, since: InstrumentedAttribute[Any], waits: ColumnElement[bool]) -> Queue:
    count, oldest = session.execute(select(func.count(), func.min(since)).where(waits)).one()
    return Queue(int(count), _age_s(oldest))


def _age_s(since: datetime | None) -> float:
    return max(0.0, (utc_now() - since).total_seconds()) if since else 0.0
