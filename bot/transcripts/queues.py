"""The inbox: what waits for a member of staff, the most pressing first.

An item leaves its queue when its conversation is marked as reviewed (later than the item), a handoff when it is taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, literal_column, null, select
from sqlalchemy.orm import Session, aliased

from bot.transcripts.staff_tables import UNSURE, CaseRow
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow

LOOKS_BACK = timedelta(days=30)
MOST_COUNTED = 100  # a count above this is shown as "100+": it is as good as its exact number, and always quick
PAGE = 50
SAMPLE = 20  # conversations that went well, looked at anyway
SAMPLE_FROM = 400
SURE = 0.9
PRESSING = ("emergency", "crisis", "urgent")
OTHERS = ("excluded_state", "asked", "failure")  # listed: an index serves a list, not what is left out of one
_UNSURE = f"(messages.{UNSURE})".replace("AND ", "AND messages.")


@dataclass(frozen=True, slots=True)
class Queue:
    """What one queue holds, in the words of the console."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the inbox."""

    conversation: str
    turn_id: int | None
    at: datetime
    channel: str
    why: str
    text: str
    reference: str | None = None


QUEUES = (
    Queue("pressing", "Urgent and emergency", "Somebody was told to call 911, 988 or our line at once."),
    Queue("handoffs", "Handoffs not taken", "Pointed to a person; nobody has taken it here yet. The oldest first."),
    Queue("not_understood", "Not understood", "The assistant said that it did not understand."),
    Queue("not_chosen", "Offered, not chosen", "Questions were offered, and none was picked."),
    Queue("thumbs_down", "Thumbs down", "A visitor marked the answer as not helpful."),
    Queue("unsure", "Low confidence", "Answered, but the assistant was not sure."),
    Queue("opted_out", "Texts stopped", "The person has asked for no more texts."),
    Queue("second", "Second reviewer", "A reviewer asks for another opinion."),
    Queue("sample", "Sample of good ones", f"{SAMPLE} conversations of this week that look fine, picked by chance."),
)


def counts(session: Session, now: datetime) -> dict[str, int]:
    """Return how many items wait in each queue, counted up to MOST_COUNTED."""
    found = {}
    for name, build in _QUERIES.items():
        some = build(now).order_by(None).with_only_columns(literal(1)).limit(MOST_COUNTED).subquery()
        found[name] = session.scalar(select(func.count()).select_from(some)) or 0
    found["sample"] = len(sample(session, now))
    return found


def items(session: Session, queue: str, now: datetime, page: int = 0) -> list[Item]:
    """Return a page of a queue.

    Raises:
        KeyError: there is no such queue.
    """
    if queue == "sample":
        return [] if page else sample(session, now)
    rows = session.execute(_QUERIES[queue](now).limit(PAGE).offset(page * PAGE))
    return [Item(**row._mapping) for row in rows]


def sample(session: Session, now: datetime) -> list[Item]:
    """Pick conversations that went well: by chance, but the same ones all day."""
    confident = and_(MessageRow.outcome == "answered", MessageRow.confidence >= SURE)
    recent = _lines(confident, now, literal("went well"), now - timedelta(days=7)).limit(SAMPLE_FROM)
    found = {row.conversation: Item(**row._mapping) for row in session.execute(recent)}
    day = now.date().isoformat()
    picked = sorted(found.values(), key=lambda item: hashlib.sha256(f"{day} {item.conversation}".encode()).digest())
    return picked[:SAMPLE]


def _open_since(at: ColumnElement[datetime] | Any, conversation: Any) -> ColumnElement[bool]:
    """Not reviewed since `at`."""
    return ~exists().where(CaseRow.conversation_id == conversation, CaseRow.reviewed_at >= at)


def _lines(condition: ColumnElement[bool], now: datetime, why: Any, since: datetime | None = None) -> Select[Any]:
    """Select lines of visitors, the newest first."""
    return (
        select(
            MessageRow.conversation_id.label("conversation"),
            MessageRow.turn_id,
            MessageRow.at,
            ConversationRow.channel,
            why.label("why"),
            MessageRow.text,
        )
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(condition, MessageRow.at > (since or now - LOOKS_BACK))
        .where(_open_since(MessageRow.at, MessageRow.conversation_id))
        .order_by(MessageRow.at.desc())
    )


def _handoffs(now: datetime, *, pressing: bool) -> Select[Any]:
    """Select handoffs that nobody has taken: pressing ones the newest first, the others the oldest first."""
    reasons = HandoffRow.reason.in_(PRESSING if pressing else OTHERS)
    line = and_(MessageRow.turn_id == HandoffRow.turn_id, MessageRow.sender == "visitor")
    return (
        select(
            HandoffRow.conversation_id.label("conversation"),
            HandoffRow.turn_id,
            HandoffRow.created_at.label("at"),
            ConversationRow.channel,
            HandoffRow.reason.label("why"),
            func.coalesce(MessageRow.text, "").label("text"),
            HandoffRow.reference,
        )
        .join(ConversationRow, ConversationRow.id == HandoffRow.conversation_id)
        .outerjoin(MessageRow, line)
        .where(HandoffRow.taken_at.is_(None), HandoffRow.created_at > now - LOOKS_BACK)
        .where(reasons)
        .order_by(HandoffRow.created_at.desc() if pressing else HandoffRow.created_at)
    )


def _not_chosen(now: datetime) -> Select[Any]:
    following = aliased(MessageRow)
    chosen = exists().where(
        following.conversation_id == MessageRow.conversation_id,
        following.seq > MessageRow.seq,
        following.seq <= MessageRow.seq + 5,  # the lines of this turn, and the next message
        following.sender == "visitor",
        following.outcome.in_(("answered", "rule")),
    )
    return _lines(and_(MessageRow.outcome == "offered", ~chosen), now, literal("offered"))


def _thumbs_down(now: datetime) -> Select[Any]:
    return (
        select(
            FeedbackRow.conversation_id.label("conversation"),
            MessageRow.turn_id,
            FeedbackRow.at,
            ConversationRow.channel,
            MessageRow.topic.label("why"),
            func.coalesce(FeedbackRow.comment, MessageRow.text).label("text"),
        )
        .join(MessageRow, MessageRow.id == FeedbackRow.message_id)
        .join(ConversationRow, ConversationRow.id == FeedbackRow.conversation_id)
        .where(FeedbackRow.vote == "down", FeedbackRow.at > now - LOOKS_BACK)
        .where(_open_since(FeedbackRow.at, FeedbackRow.conversation_id))
        .order_by(FeedbackRow.at.desc())
    )


def _opted_out(now: datetime) -> Select[Any]:
    stopped = ConversationRow.opted_out_at
    first = and_(MessageRow.conversation_id == ConversationRow.id, MessageRow.seq == 1)
    return (
        select(
            ConversationRow.id.label("conversation"),
            null().label("turn_id"),
            stopped.label("at"),
            ConversationRow.channel,
            literal("stopped").label("why"),
            func.coalesce(MessageRow.text, "").label("text"),
        )
        .outerjoin(MessageRow, first)
        .where(stopped.is_not(None), stopped > now - LOOKS_BACK, _open_since(stopped, ConversationRow.id))
        .order_by(stopped.desc())
    )


def _second(now: datetime) -> Select[Any]:
    wanted = CaseRow.second_wanted_at
    first = and_(MessageRow.conversation_id == CaseRow.conversation_id, MessageRow.seq == 1)
    return (
        select(
            CaseRow.conversation_id.label("conversation"),
            null().label("turn_id"),
            wanted.label("at"),
            ConversationRow.channel,
            CaseRow.second_wanted_by.label("why"),
            func.coalesce(MessageRow.text, "").label("text"),
        )
        .outerjoin(
            ConversationRow, ConversationRow.id == CaseRow.conversation_id
        )  # outer: the few cases are read first
        .outerjoin(MessageRow, first)
        .where(wanted > now - LOOKS_BACK)
        .order_by(wanted.desc())
    )


_QUERIES: dict[str, Callable[[datetime], Select[Any]]] = {
    "pressing": lambda now: _handoffs(now, pressing=True),
    "handoffs": lambda now: _handoffs(now, pressing=False),
    "not_understood": lambda now: _lines(MessageRow.outcome == "not_understood", now, literal("not understood")),
    "not_chosen": _not_chosen,
    "thumbs_down": _thumbs_down,
    "unsure": lambda now: _lines(literal_column(_UNSURE), now, MessageRow.topic),
    "opted_out": _opted_out,
    "second": _second,
}
