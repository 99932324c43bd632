"""The figures of a span of time. Success is a right answer or a right handoff, never "no person was reached"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from bot.transcripts.clusters import Cluster, cluster
from bot.transcripts.staff_tables import JudgementRow
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow, TurnRow

BUCKET_MS = 5
TOPICS = 15
UNANSWERED = 400  # the newest unanswered questions, grouped
RIGHT_HANDOFFS = ("excluded_state", "emergency", "crisis", "urgent", "asked")


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened between two moments."""

    conversations: int
    messages: int
    by_day: dict[str, dict[str, int]]  # local date -> channel -> messages of visitors
    by_hour: dict[int, int]  # local hour of the day -> messages of visitors
    topics: list[tuple[str, int]]
    outcomes: dict[str, int]
    handoffs: dict[str, int]  # reason -> number
    taken: int
    minutes_to_take: float | None  # median
    p50_ms: float | None
    p95_ms: float | None
    thumbs: dict[str, int]
    judged: dict[str, int]  # verdict -> turns
    agreement: float | None  # share of turns with two judgements or more on which all agree
    clusters: list[Cluster]

    @property
    def success(self) -> float | None:
        """The share of judged turns that were right: a right answer, or a handoff that was."""
        every = sum(self.judged.values())
        return self.judged.get("right", 0) / every if every else None

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "success": self.success}


def figures(session: Session, since: datetime, until: datetime, zone: ZoneInfo) -> Figures:
    """Count what happened from `since` until before `until`; days and hours are those of `zone`."""
    asked = and_(MessageRow.sender == "visitor", MessageRow.at >= since, MessageRow.at < until)
    hours = _hours(session, asked)
    timing = _timing(session, since, until)
    handoffs = and_(HandoffRow.created_at >= since, HandoffRow.created_at < until)
    thumbs = select(FeedbackRow.vote, func.count()).where(FeedbackRow.at >= since, FeedbackRow.at < until)
    judged = and_(JudgementRow.at >= since, JudgementRow.at < until)
    minutes = _minutes_to_take(session, handoffs)
    return Figures(
        conversations=session.scalar(select(func.count(func.distinct(MessageRow.conversation_id))).where(asked)) or 0,
        messages=sum(count for _, _, count in hours),
        by_day=_by_day(hours, zone),
        by_hour=_by_hour(hours, zone),
        topics=_pairs(session, MessageRow.topic, and_(asked, MessageRow.topic.is_not(None)))[:TOPICS],
        outcomes=dict(_pairs(session, MessageRow.outcome, and_(asked, MessageRow.outcome.is_not(None)))),
        handoffs=dict(_pairs(session, HandoffRow.reason, handoffs)),
        taken=len(minutes),
        minutes_to_take=minutes[len(minutes) // 2] if minutes else None,
        p50_ms=_percentile(timing, 0.5),
        p95_ms=_percentile(timing, 0.95),
        thumbs={row[0]: row[1] for row in session.execute(thumbs.group_by(FeedbackRow.vote))},
        judged=dict(_pairs(session, JudgementRow.verdict, judged)),
        agreement=_agreement(session, judged),
        clusters=cluster(_unanswered(session, asked)),
    )


def _pairs(session: Session, column: Any, condition: ColumnElement[bool]) -> list[tuple[str, int]]:
    query = select(column, func.count()).where(condition).group_by(column).order_by(func.count().desc(), column)
    return [(name, count) for name, count in session.execute(query)]


def _hours(session: Session, asked: ColumnElement[bool]) -> list[tuple[datetime, str, int]]:
    """Count by hour (UTC) and channel; the local day and hour are worked out from these."""
    if session.get_bind().dialect.name == "sqlite":
        hour: ColumnElement[str] = func.strftime("%Y-%m-%dT%H", MessageRow.at)
    else:
        hour = func.to_char(func.timezone("UTC", MessageRow.at), 'YYYY-MM-DD"T"HH24')
    query = (
        select(hour.label("hour"), ConversationRow.channel, func.count())
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(asked)
        .group_by("hour", ConversationRow.channel)
        .order_by("hour")
    )
    return [
        (datetime.fromisoformat(f"{at}:00:00").replace(tzinfo=UTC), channel, count)
        for at, channel, count in session.execute(query)
    ]


def _by_day(hours: Sequence[tuple[datetime, str, int]], zone: ZoneInfo) -> dict[str, dict[str, int]]:
    days: dict[str, dict[str, int]] = {}
    for at, channel, count in hours:
        day = days.setdefault(at.astimezone(zone).date().isoformat(), {})
        day[channel] = day.get(channel, 0) + count
    return days


def _by_hour(hours: Sequence[tuple[datetime, str, int]], zone: ZoneInfo) -> dict[int, int]:
    counted = Counter(dict.fromkeys(range(24), 0))
    for at, _, count in hours:
        counted[at.astimezone(zone).hour] += count
    return dict(counted)


def _timing(session: Session, since: datetime, until: datetime) -> list[tuple[int, int]]:
    """Count turns by how long their answer took, in steps of BUCKET_MS."""
    bucket = func.floor(TurnRow.elapsed_ms / BUCKET_MS)
    if session.get_bind().dialect.name == "sqlite":
        bucket = func.round(TurnRow.elapsed_ms / BUCKET_MS)  # older ones are built without floor
    query = (
        select(bucket.label("bucket"), func.count())
        .where(TurnRow.received_at >= since, TurnRow.received_at < until, TurnRow.elapsed_ms.is_not(None))
        .group_by("bucket")
        .order_by("bucket")
    )
    return [(int(number), count) for number, count in session.execute(query)]


def _percentile(buckets: Sequence[tuple[int, int]], share: float) -> float | None:
    left = share * sum(count for _, count in buckets)
    for number, count in buckets:
        left -= count
        if left <= 0:
            return float((number + 1) * BUCKET_MS)
    return None


def _minutes_to_take(session: Session, handoffs: ColumnElement[bool]) -> list[float]:
    query = select(HandoffRow.created_at, HandoffRow.taken_at).where(handoffs, HandoffRow.taken_at.is_not(None))
    return sorted((taken - created).total_seconds() / 60 for created, taken in session.execute(query) if taken)


def _agreement(session: Session, judged: ColumnElement[bool]) -> float | None:
    topic = func.coalesce(JudgementRow.topic, "")
    query = (
        select(func.count(func.distinct(JudgementRow.verdict)), func.count(func.distinct(topic)))
        .where(judged)
        .group_by(JudgementRow.turn_id)
        .having(func.count() > 1)
    )
    found = [verdicts == 1 and topics == 1 for verdicts, topics in session.execute(query)]
    return sum(found) / len(found) if found else None


def _unanswered(session: Session, asked: ColumnElement[bool]) -> list[str]:
    missed = MessageRow.outcome.in_(("not_understood", "declined"))
    query = select(MessageRow.text).where(asked, missed).order_by(MessageRow.at.desc()).limit(UNANSWERED)
    return list(session.scalars(query))
