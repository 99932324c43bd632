"""What the staff console stores: accounts, sessions, judgements, corrections, and the audit log.

What hangs on a conversation goes with it. The audit log stays, and names conversations by their random ids only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.transcripts.tables import (
    ID,
    WORD,
    Base,
    ConversationRow,
    FeedbackRow,
    HandoffRow,
    MessageRow,
    OutboxRow,
    TurnRow,
)
from bot.transcripts.types import JsonColumn, UtcDateTime, utc_now

DIGEST = String(64)  # hex digits of SHA-256


class StaffRow(Base):
    """A named member of staff; nobody shares an account."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(WORD, unique=True)  # lower case
    role: Mapped[str] = mapped_column(String(16))  # reviewer | manager | administrator
    password_hash: Mapped[str] = mapped_column(String(255))
    must_change: Mapped[bool] = mapped_column(default=False)  # the password was given by somebody else
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)  # encrypted
    totp_step: Mapped[int] = mapped_column(default=0)  # of the last code accepted: a code works once
    time_zone: Mapped[str] = mapped_column(WORD, default="America/New_York")
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class StaffSessionRow(Base):
    """A signed-in browser."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignInAttemptRow(Base):
    """A failed sign-in, by the keyed hashes of the address and of the name that was typed."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_attempts_address", "address", "at"), Index("ix_attempts_account", "account", "at"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    address: Mapped[str] = mapped_column(DIGEST)
    account: Mapped[str] = mapped_column(DIGEST)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseRow(Base):
    """Where the review of a conversation stands."""

    __tablename__ = "cases"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed_by: Mapped[str | None] = mapped_column(WORD)
    by_phone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by_phone_by: Mapped[str | None] = mapped_column(WORD)
    second_wanted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    second_wanted_by: Mapped[str | None] = mapped_column(WORD)


class JudgementRow(Base):
    """What one reviewer found of one turn."""

    __tablename__ = "judgements"
    __table_args__ = (UniqueConstraint("turn_id", "staff_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[str] = mapped_column(String(16))  # right | wrong | not_covered
    topic: Mapped[str | None] = mapped_column(WORD)  # the right one, where the verdict is wrong
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CorrectionRow(Base):
    """A question with its right topic, on its way to the training data.

    Once accepted it outlives its conversation, as a redacted sentence that leads back to nobody: retention detaches
    it first. Erasing a person takes it along.
    """

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), unique=True)
    text: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(WORD)
    channel: Mapped[str] = mapped_column(WORD)
    status: Mapped[str] = mapped_column(String(16), default="proposed", index=True)  # proposed accepted rejected live
    regression: Mapped[bool] = mapped_column(default=False)  # also kept as a test
    proposed_by: Mapped[str] = mapped_column(WORD)
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(WORD)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TagRow(Base):
    """A word that staff put on a conversation."""

    __tablename__ = "tags"
    __table_args__ = (Index("ix_tags_tag", "tag"),)

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(32), primary_key=True)
    by: Mapped[str] = mapped_column(WORD)


class NoteRow(Base):
    """A remark of staff on a conversation, redacted."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    by: Mapped[str] = mapped_column(WORD)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedFilterRow(Base):
    """A search that a member of staff kept under a name. Its words are not kept: they may name a person."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("staff_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(WORD)
    query: Mapped[str] = mapped_column(Text)  # as in the address bar


class AuditRow(Base):
    """One line of the audit log: chained to the line before by a keyed hash, and never changed."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_target", "target"), Index("ix_audit_actor", "actor", "id"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1, 2, 3 … without a gap
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(WORD)
    action: Mapped[str] = mapped_column(String(32), index=True)
    target: Mapped[str | None] = mapped_column(ID)
    details: Mapped[dict[str, Any]] = mapped_column(JsonColumn, default=dict)
    chain: Mapped[str] = mapped_column(DIGEST)


class AuditHeadRow(Base):
    """How long the audit log is, sealed, so that lines missing at its end are noticed."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
    seal: Mapped[str] = mapped_column(DIGEST)


# Indexes that only the console needs. Each queue is read from one of them, newest first, without a sort.
UNSURE_BELOW = 0.7  # the threshold of bot/nlu/gate.py
UNSURE = "outcome = 'answered' AND confidence < 0.7"
_WAITING, _STOPPED, _UNSURE = text("taken_at IS NULL"), text("opted_out_at IS NOT NULL"), text(UNSURE)
Index("ix_messages_at", MessageRow.at)
Index("ix_handoffs_turn", HandoffRow.turn_id)
Index("ix_outbox_turn", OutboxRow.turn_id)
Index("ix_messages_outcome", MessageRow.outcome, MessageRow.at)
Index(
    "ix_messages_unsure",
    MessageRow.at,
    MessageRow.confidence,
    sqlite_where=_UNSURE,
    postgresql_where=_UNSURE,
)
Index("ix_messages_answer", MessageRow.answer, MessageRow.version, MessageRow.at)
Index("ix_turns_received", TurnRow.received_at)
Index("ix_feedback_vote", FeedbackRow.vote, FeedbackRow.at)
Index("ix_handoffs_reason_at", HandoffRow.reason, HandoffRow.created_at)
Index(
    "ix_handoffs_waiting",
    HandoffRow.reason,
    HandoffRow.created_at,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)
Index("ix_conversations_stopped", ConversationRow.opted_out_at, sqlite_where=_STOPPED, postgresql_where=_STOPPED)
