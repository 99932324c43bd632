"""Deleting: what is too old by its last activity, and a person who asks for it.

After a deletion the word index is rewritten and the write-ahead log emptied, so that no deleted text is left in a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, and_, delete, func, select, text, update
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import BotError, UnknownConversationError
from bot.transcripts.accounts import ABSOLUTE
from bot.transcripts.audit import AuditLog
from bot.transcripts.staff_tables import CorrectionRow, SignInAttemptRow, StaffSessionRow
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow, OutboxRow, TurnRow

BATCH = 200
KEPT_CORRECTIONS = ("accepted", "live")


class LegalHoldError(BotError):
    """The conversation is under a legal hold and must be kept."""


@dataclass(frozen=True, slots=True)
class Due:
    """What retention would delete on one channel."""

    channel: str
    days: int
    conversations: int
    held: int  # old enough, but under a legal hold


class Retention:
    """Every method blocks; call it from a thread."""

    def __init__(
        self, engine: Engine, sessions: sessionmaker[Session], audit: AuditLog, days: Mapping[str, int]
    ) -> None:
        """Bind the parts; `days` tells for each channel how long a conversation is kept after its last message."""
        self._engine = engine
        self._sessions = sessions
        self._audit = audit
        self._days = days

    def due(self, now: datetime) -> list[Due]:
        """Return what would be deleted now."""
        with self._sessions() as session:
            return [
                Due(channel, days, *(self._count(session, channel, now, held=held) for held in (False, True)))
                for channel, days in self._days.items()
            ]

    def _count(self, session: Session, channel: str, now: datetime, *, held: bool) -> int:
        return session.scalar(select(func.count()).where(self._old(channel, now, held=held))) or 0

    def _old(self, channel: str, now: datetime, *, held: bool) -> ColumnElement[bool]:
        return and_(
            ConversationRow.channel == channel,
            ConversationRow.last_activity_at < now - timedelta(days=self._days[channel]),
            ConversationRow.legal_hold.is_(held),
        )

    def run(self, actor: str, now: datetime) -> int:
        """Delete what is due; return how many conversations that was."""
        deleted = 0
        for channel in self._days:
            while names := self._delete_batch(channel, now):
                deleted += names
        with self._sessions.begin() as session:
            session.execute(delete(StaffSessionRow).where(StaffSessionRow.created_at < now - ABSOLUTE))
            session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < now - timedelta(hours=1)))
            self._audit.add(session, actor, "retention.run", None, conversations=deleted)
        if deleted:
            self._wipe()
        return deleted

    def _delete_batch(self, channel: str, now: datetime) -> int:
        with self._sessions.begin() as session:
            old = select(ConversationRow.id).where(self._old(channel, now, held=False)).limit(BATCH)
            names = list(session.scalars(old))
            kept = (CorrectionRow.conversation_id.in_(names), CorrectionRow.status.in_(KEPT_CORRECTIONS))
            session.execute(update(CorrectionRow).where(*kept).values(conversation_id=None, turn_id=None))
            _delete(session, names)
            return len(names)

    def erase(self, actor: str, conversation: str) -> list[str]:
        """Delete one conversation with all that hangs on it.

        Returns:
            Its sentences that became training data, to be taken out of the files.

        Raises:
            LegalHoldError: it must be kept.
            UnknownConversationError: there is none of this id.
        """
        with self._sessions.begin() as session:
            row = session.get(ConversationRow, conversation)
            if row is None:
                raise UnknownConversationError("there is no such conversation")
            if row.legal_hold:
                raise LegalHoldError("This conversation is under a legal hold. End the hold first.")
            learnt = list(
                session.scalars(select(CorrectionRow.text).where(CorrectionRow.conversation_id == conversation))
            )
            _delete(session, [conversation])
            self._audit.add(session, actor, "erased", conversation)
        self._wipe()
        return learnt

    def find(self, reference: str) -> str:
        """Return the conversation that a reference code belongs to."""
        with self._sessions() as session:
            found = session.scalar(select(HandoffRow.conversation_id).where(HandoffRow.reference == reference))
        if found is None:
            raise UnknownConversationError("there is no such reference")
        return found

    def _wipe(self) -> None:
        """Leave no deleted text behind in SQLite's files; PostgreSQL's vacuum does it there."""
        if self._engine.dialect.name != "sqlite":
            return
        with self._sessions.begin() as session:
            session.execute(text("INSERT INTO message_search (message_search) VALUES ('optimize')"))
        with self._engine.connect().execution_options(only_reads=True) as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _delete(session: Session, names: list[str]) -> None:
    for table in (CorrectionRow, FeedbackRow, HandoffRow, OutboxRow, MessageRow, TurnRow):
        session.execute(delete(table).where(table.conversation_id.in_(names)))
    session.execute(delete(ConversationRow).where(ConversationRow.id.in_(names)))  # cases, tags, notes … go with it
