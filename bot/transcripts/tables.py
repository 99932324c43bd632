"""What is stored. One turn is one incoming message, from its arrival to its committed answer.

No column holds a visitor's raw text: `messages.text` is redacted, and `turns.pending_text` is encrypted and emptied by
the commit that answers the turn.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.transcripts.types import JsonColumn, UtcDateTime, utc_now

ID = String(64)
WORD = String(64)


class Base(DeclarativeBase):
    """Base of every table."""


class ConversationRow(Base):
    """One visitor's conversation on one channel."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    channel: Mapped[str] = mapped_column(WORD)
    token_hash: Mapped[str | None] = mapped_column(String(64))  # web: SHA-256 of the bearer token
    contact_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # sms: keyed hash of the phone number
    contact_encrypted: Mapped[bytes | None] = mapped_column(LargeBinary)  # sms: the number, for sending only
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    last_activity_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now, index=True)
    version: Mapped[int] = mapped_column(default=0)  # goes up by one with each turn; guards against two writers
    last_seq: Mapped[int] = mapped_column(default=0)  # of messages
    slots: Mapped[dict[str, Any]] = mapped_column(JsonColumn, default=dict)
    opted_out_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    legal_hold: Mapped[bool] = mapped_column(default=False)


class TurnRow(Base):
    """One incoming message: journaled before it is acknowledged, answered by one commit."""

    __tablename__ = "turns"
    __table_args__ = (
        UniqueConstraint("conversation_id", "message_id"),
        Index("ix_turns_open", "status", "id"),
        Index("ix_turns_order", "conversation_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    message_id: Mapped[str] = mapped_column(ID)  # the sender's own id
    channel: Mapped[str] = mapped_column(WORD)
    text_hash: Mapped[str] = mapped_column(String(64))  # keyed: tells a repeated id with another text
    pending_text: Mapped[bytes | None] = mapped_column(LargeBinary)  # encrypted; None once answered
    media_types: Mapped[list[str]] = mapped_column(JsonColumn, default=list)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str] = mapped_column(String(16), default="received")  # received | done
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    elapsed_ms: Mapped[float | None]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)  # what a repeated id gets again
    events: Mapped[list[dict[str, Any]] | None] = mapped_column(JsonColumn)  # Rasa tracker events, redacted


class MessageRow(Base):
    """One line of the transcript, as the visitor saw it, redacted."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        Index("ix_messages_version", "version"),
        Index("ix_messages_topic", "topic", "at"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    seq: Mapped[int]
    sender: Mapped[str] = mapped_column(String(16))  # visitor | assistant
    client_id: Mapped[str] = mapped_column(ID)  # visitor: its own id; assistant: the id it replies to
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    topic: Mapped[str | None] = mapped_column(WORD)
    outcome: Mapped[str | None] = mapped_column(String(24))
    confidence: Mapped[float | None]
    answer: Mapped[str | None] = mapped_column(String(96))  # response name
    version: Mapped[str | None] = mapped_column(String(16))  # of the response's wording
    details: Mapped[dict[str, Any]] = mapped_column(JsonColumn, default=dict)  # sources, choices, rule, alternatives


class OutboxRow(Base):
    """A text message to send, written in the turn's transaction and delivered after it."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "status", "next_attempt_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"))
    body: Mapped[str] = mapped_column(Text)
    segments: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(16), default="pending")  # pending sending sent failed dropped
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    attempted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    provider_id: Mapped[str | None] = mapped_column(String(64), index=True)  # Twilio's MessageSid
    delivery: Mapped[str | None] = mapped_column(String(16))  # queued sent delivered undelivered failed
    error_code: Mapped[str | None] = mapped_column(String(16))


class HandoffRow(Base):
    """A visitor pointed to a person, found again by the reference spoken on the phone."""

    __tablename__ = "handoffs"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(String(24), index=True)
    phone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    taken_by: Mapped[str | None] = mapped_column(WORD)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FeedbackRow(Base):
    """A visitor's thumb on one answer."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    vote: Mapped[str] = mapped_column(String(8))  # up | down
    comment: Mapped[str | None] = mapped_column(Text)  # redacted
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class RateRow(Base):
    """How often somebody did something in one span of time, by a keyed hash; see bot/transcripts/rates.py."""

    __tablename__ = "rates"

    name: Mapped[str] = mapped_column(WORD, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True, index=True)
    count: Mapped[int]
