"""One conversation as staff read it: what the person saw, and behind each turn the facts it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import UnknownConversationError
from bot.transcripts.staff_tables import CaseRow, CorrectionRow, JudgementRow, NoteRow, StaffRow, TagRow
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow, OutboxRow, TurnRow

TURNS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble."""

    id: str
    sender: str
    text: str
    at: datetime
    topic: str | None
    answer: str | None
    version: str | None
    details: dict[str, Any]
    vote: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reviewer found."""

    by: str
    verdict: str
    topic: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one text message."""

    status: str
    delivery: str | None
    error_code: str | None
    segments: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A visitor's message, what was said to it, and why."""

    id: int
    received_at: datetime
    finished_at: datetime | None
    elapsed_ms: float | None
    lines: tuple[Line, ...]
    topic: str | None
    confidence: float | None
    outcome: str | None
    alternatives: tuple[tuple[str, float], ...]
    deliveries: tuple[Delivery, ...]
    judgements: tuple[Judgement, ...]
    correction: CorrectionRow | None

    @property
    def agreed(self) -> bool | None:
        """Whether the reviewers agree; None while fewer than two have judged."""
        found = {(judgement.verdict, judgement.topic) for judgement in self.judgements}
        return None if len(self.judgements) < 2 else len(found) == 1  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Handed:
    """A handoff as staff see it."""

    id: int
    reference: str
    reason: str
    phone: str
    created_at: datetime
    taken_by: str | None
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of staff."""

    id: int
    by: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """A page of a conversation."""

    id: str
    channel: str
    created_at: datetime
    last_activity_at: datetime
    state: str | None  # of residence, as the visitor said
    opted_out_at: datetime | None
    legal_hold: bool
    has_number: bool
    turns: tuple[Turn, ...]
    earlier: int | None  # the turn before which older ones are
    handoffs: tuple[Handed, ...]
    tags: tuple[str, ...]
    notes: tuple[Note, ...]
    case: CaseRow | None = field(repr=False)


def conversation(session: Session, name: str, before: int | None = None) -> Conversation:
    """Return the last turns of a conversation, or those before turn `before`.

    Raises:
        UnknownConversationError: there is none of this id.
    """
    row = session.get(ConversationRow, name)
    if row is None:
        raise UnknownConversationError("there is no such conversation, or it was erased")
    query = select(TurnRow).where(TurnRow.conversation_id == name, TurnRow.status == "done")
    if before is not None:
        query = query.where(TurnRow.id < before)
    turns = session.scalars(query.order_by(TurnRow.id.desc()).limit(TURNS_A_PAGE + 1)).all()
    more, turns = len(turns) > TURNS_A_PAGE, turns[:TURNS_A_PAGE][::-1]
    return Conversation(
        id=row.id,
        channel=row.channel,
        created_at=row.created_at,
        last_activity_at=row.last_activity_at,
        state=row.slots.get("state"),
        opted_out_at=row.opted_out_at,
        legal_hold=row.legal_hold,
        has_number=row.contact_encrypted is not None,
        turns=_turns(session, turns),
        earlier=turns[0].id if more else None,
        handoffs=_handoffs(session, name),
        tags=tuple(session.scalars(select(TagRow.tag).where(TagRow.conversation_id == name).order_by(TagRow.tag))),
        notes=_notes(session, name),
        case=session.get(CaseRow, name),
    )


def _handoffs(session: Session, name: str) -> tuple[Handed, ...]:
    rows = session.scalars(select(HandoffRow).where(HandoffRow.conversation_id == name).order_by(HandoffRow.id))
    return tuple(
        Handed(row.id, row.reference, row.reason, row.phone, row.created_at, row.taken_by, row.taken_at) for row in rows
    )


def _notes(session: Session, name: str) -> tuple[Note, ...]:
    rows = session.scalars(select(NoteRow).where(NoteRow.conversation_id == name).order_by(NoteRow.id))
    return tuple(Note(row.id, row.by, row.text, row.at) for row in rows)


def _turns(session: Session, turns: Sequence[TurnRow]) -> tuple[Turn, ...]:
    ids = [turn.id for turn in turns]
    messages = session.execute(
        select(MessageRow, FeedbackRow.vote, FeedbackRow.comment)
        .outerjoin(FeedbackRow, FeedbackRow.message_id == MessageRow.id)
        .where(MessageRow.turn_id.in_(ids))
        .order_by(MessageRow.seq)
    ).all()
    lines = _grouped((row.turn_id, _line(row, vote, comment)) for row, vote, comment in messages)
    visitor = {row.turn_id: row for row, _, _ in messages if row.sender == "visitor"}
    sent = session.scalars(select(OutboxRow).where(OutboxRow.turn_id.in_(ids)).order_by(OutboxRow.id))
    deliveries = _grouped(
        (row.turn_id, Delivery(row.status, row.delivery, row.error_code, row.segments, row.attempts)) for row in sent
    )
    judged = session.execute(
        select(JudgementRow, StaffRow.name)
        .join(StaffRow, StaffRow.id == JudgementRow.staff_id)
        .where(JudgementRow.turn_id.in_(ids))
        .order_by(JudgementRow.id)
    )
    judgements = _grouped((row.turn_id, Judgement(by, row.verdict, row.topic, row.at)) for row, by in judged)
    corrected = session.scalars(select(CorrectionRow).where(CorrectionRow.turn_id.in_(ids)))
    corrections = {row.turn_id: row for row in corrected}
    return tuple(
        Turn(
            id=turn.id,
            received_at=turn.received_at,
            finished_at=turn.finished_at,
            elapsed_ms=turn.elapsed_ms,
            lines=tuple(lines[turn.id]),
            **_understanding(visitor.get(turn.id)),
            deliveries=tuple(deliveries[turn.id]),
            judgements=tuple(judgements[turn.id]),
            correction=corrections.get(turn.id),
        )
        for turn in turns
    )


def _understanding(row: MessageRow | None) -> dict[str, Any]:
    if row is None:
        return {"topic": None, "confidence": None, "outcome": None, "alternatives": ()}
    alternatives = tuple((str(name), float(p)) for name, p in row.details.get("alternatives", []))
    return {"topic": row.topic, "confidence": row.confidence, "outcome": row.outcome, "alternatives": alternatives}


def _line(row: MessageRow, vote: str | None, comment: str | None) -> Line:
    return Line(row.id, row.sender, row.text, row.at, row.topic, row.answer, row.version, row.details, vote, comment)


def _grouped(pairs: Iterable[tuple[int | None, Any]]) -> defaultdict[int | None, list[Any]]:
    groups: defaultdict[int | None, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
