"""The conversation store: journal in, one commit a turn, transcript out.

Every method opens one transaction and blocks; call it from a thread (`asyncio.to_thread`). Those that return a `Write`
only prepare one, to be run in a transaction that others may share.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from bot.dialogue.messages import Answer, Channel, IncomingMessage, Reply
from bot.errors import MessageConflictError, TooManyMessagesError, UnknownConversationError, WrongTokenError
from bot.transcripts import statements
from bot.transcripts.cipher import Cipher
from bot.transcripts.rates import NEW_CONVERSATIONS
from bot.transcripts.records import (
    ConversationState,
    FinishedTurn,
    Journaled,
    OpenTurn,
    TranscriptLine,
    answer_from_json,
    answer_to_json,
)
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow, OutboxRow, TurnRow
from bot.transcripts.types import utc_now

T = TypeVar("T")
Write = Callable[[Connection], T]  # prepared outside the transaction that it is run in

MAX_PAGE = 100
MINUTE = timedelta(minutes=1)


class TurnConflictError(Exception):
    """Another writer answered this turn, or wrote to the conversation, since its state was loaded."""


class ConversationStore:
    """Conversations, turns and transcript lines of all channels."""

    def __init__(
        self,
        sessions: sessionmaker[Session],
        readers: sessionmaker[Session],
        cipher: Cipher,
        redact: Callable[[str], str],
    ) -> None:
        self._sessions = sessions
        self._readers = readers  # they neither wait for a writer nor make one wait
        self._cipher = cipher
        self._redact = redact

    # -- conversations

    def create_web_conversation(self, address: str | None = None) -> tuple[str, str]:
        """Open a conversation at once, see `opening`."""
        return self.write(self.opening, address)

    def opening(self, address: str | None = None) -> Write[tuple[str, str]]:
        """Prepare to open a conversation for a web visitor; when it is run, return its id and its bearer token.

        Raises, when it is run:
            TooManyMessagesError: too many were opened from this address; of it no more than a hash is kept, for hours.
        """
        conversation, token = secrets.token_urlsafe(16), secrets.token_urlsafe(32)
        row = {"id": conversation, "channel": "web", "token_hash": _sha256(token)}
        visitor = self._cipher.keyed_hash(f"address {address}") if address else None

        def write(connection: Connection) -> tuple[str, str]:
            if visitor:
                NEW_CONVERSATIONS.take(connection, visitor, utc_now())
            connection.execute(statements.ADD_CONVERSATION, row)
            return conversation, token

        return write

    def ensure_conversation(self, conversation: str, channel: Channel, contact: str | None = None) -> str:
        """Return the id of the conversation with this contact (a phone number), or with this id; open it if new."""
        contact_hash = self._cipher.keyed_hash(contact) if contact else None
        known = ConversationRow.contact_hash == contact_hash if contact else ConversationRow.id == conversation
        with self._readers() as session:
            found = session.scalar(select(ConversationRow.id).where(known))
        if found:
            return found
        with self._sessions.begin() as session:
            encrypted = self._cipher.encrypt(contact) if contact else None
            session.add(
                ConversationRow(
                    id=conversation, channel=channel, contact_hash=contact_hash, contact_encrypted=encrypted
                )
            )
            try:
                session.flush()
            except IntegrityError:  # another worker opened it between our look and our insert
                session.rollback()
                return self.ensure_conversation(conversation, channel, contact)
        return conversation

    def authenticate(self, conversation: str, token: str) -> None:
        """Check that `token` opens `conversation`.

        Raises:
            UnknownConversationError: there is none of this id.
            WrongTokenError: the token is not its own.
        """
        with self._readers() as session:
            stored = session.execute(statements.TOKEN, {"conversation": conversation}).one_or_none()
        if stored is None or stored[0] is None:
            raise UnknownConversationError("no such conversation")
        if not hmac.compare_digest(stored[0], _sha256(token)):
            raise WrongTokenError("the token does not belong to this conversation")

    def erase(self, conversation: str) -> None:
        """Delete a conversation and everything that hangs on it."""
        with self._sessions.begin() as session:
            for table in (FeedbackRow, HandoffRow, OutboxRow, MessageRow, TurnRow):
                session.execute(delete(table).where(table.conversation_id == conversation))
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation))

    # -- journal

    def write(self, prepare: Callable[..., Write[T]], *args: Any) -> T:
        """Prepare a write, and run it in a transaction of its own."""
        write = prepare(*args)
        with self._sessions.begin() as session:
            return write(session.connection())

    def journal(self, message: IncomingMessage, most_a_minute: int | None = None) -> Journaled:
        """Store a message at once, see `journaling`."""
        try:
            return self.write(self.journaling, message, most_a_minute)
        except IntegrityError:  # the same message on another connection at the same time: now it is known
            return self.write(self.journaling, message, most_a_minute)

    def journaling(self, message: IncomingMessage, most_a_minute: int | None = None) -> Write[Journaled]:
        """Prepare to store a message under its id before anything else happens to it.

        Raises, when it is run:
            UnknownConversationError: its conversation does not exist.
            MessageConflictError: the id was used before, for another text.
            TooManyMessagesError: it is new, and `most_a_minute` came within the last one.
            IntegrityError: the same message came on another connection at the same time; run it again.
        """
        row = {
            "conversation_id": message.conversation,
            "message_id": message.message_id,
            "channel": message.channel,
            "text_hash": self._cipher.keyed_hash(message.text),
            "pending_text": self._cipher.encrypt(message.text),
            "media_types": list(message.media_types),
            "received_at": message.received_at,
        }

        def write(connection: Connection) -> Journaled:
            found = self._before_journal(connection, message)
            if found.known is None:
                if most_a_minute is not None and found.recent >= most_a_minute:
                    raise TooManyMessagesError("too many messages; please wait a minute")
                turn_id = connection.execute(statements.ADD_TURN, row).scalar_one()
                return Journaled(turn_id, True, None, _state(found), found.waiting is None)
            known = connection.execute(statements.KNOWN_TURN, {"turn": found.known}).one()
            if not hmac.compare_digest(known.text_hash, row["text_hash"]):
                raise MessageConflictError("this message id was used for another text")
            return Journaled(known.id, False, answer_from_json(known.answer) if known.answer else None)

        return write

    @staticmethod
    def _before_journal(connection: Connection, message: IncomingMessage) -> Any:
        now = utc_now()
        names = {"conversation": message.conversation, "message": message.message_id}
        span = {"since": now - MINUTE, "until": now}  # messages of a clock that was set back do not count
        found = connection.execute(statements.BEFORE_JOURNAL, {**names, **span}).one_or_none()
        if found is None:
            raise UnknownConversationError("no such conversation")
        return found

    def next_open_turn(self, conversation: str) -> OpenTurn | None:
        """Return the oldest message of the conversation that has no answer yet."""
        with self._readers() as session:
            row = session.scalar(statements.OLDEST_OPEN, {"conversation": conversation})
        if row is None:
            return None
        text = self._cipher.decrypt(row.pending_text) if row.pending_text else None
        message = IncomingMessage(
            conversation=conversation,
            message_id=row.message_id,
            channel="sms" if row.channel == "sms" else "web",
            text=text or "",
            received_at=row.received_at,
            media_types=tuple(row.media_types),
        )
        return OpenTurn(row.id, message)

    def conversations_with_open_turns(self, left_for: timedelta = timedelta(0)) -> list[str]:
        """Return the conversations in which a message has had no answer for so long, oldest message first."""
        now = utc_now()
        from_before = TurnRow.received_at > now + left_for  # the clock was set back
        left = (TurnRow.received_at <= now - left_for) | from_before
        with self._readers() as session:
            rows = session.execute(
                select(TurnRow.conversation_id, func.min(TurnRow.id))
                .where(TurnRow.status == "received", left)
                .group_by(TurnRow.conversation_id)
                .order_by(func.min(TurnRow.id))
            )
            return [conversation for conversation, _ in rows]

    def answer_of(self, conversation: str, message_id: str) -> Answer | None:
        """Return the stored answer of a message, if it has one."""
        with self._readers() as session:
            data = session.scalar(statements.ANSWER, {"conversation": conversation, "message": message_id})
        return answer_from_json(data) if data else None

    # -- turns

    def load_state(self, conversation: str) -> ConversationState:
        """Return the state a turn starts from.

        Raises:
            UnknownConversationError: it was erased in the meantime.
        """
        with self._readers() as session:
            row = session.execute(statements.STATE, {"conversation": conversation}).one_or_none()
        if row is None:
            raise UnknownConversationError("no such conversation")
        return _state(row)

    def commit_turn(self, finished: FinishedTurn) -> Answer:
        """Write a whole turn at once, see `committing`."""
        return self.write(self.committing, finished)

    def committing(self, finished: FinishedTurn) -> Write[Answer]:
        """Prepare to write the whole turn: events, slots, transcript, handoff, texts to send.

        Returns, when it is run:
            The answer with the numbers and ids of its lines.

        Raises, when it is run:
            TurnConflictError: nothing was written; load the state again and run the turn again.
        """
        lines = [self._visitor_line(finished), *(_assistant_line(finished, reply) for reply in finished.answer.replies)]
        turn, conversation = _turn_values(finished), _conversation_values(finished, len(lines))
        texts, handoffs = _text_rows(finished), _handoff_rows(finished)

        def write(connection: Connection) -> Answer:
            try:
                answered = connection.execute(statements.FINISH_TURN, turn).scalar()
                last = connection.execute(statements.MOVE_CONVERSATION, conversation).scalar()
                if answered is None or last is None:
                    raise TurnConflictError("answered elsewhere")
                numbered = [{**line, "seq": seq} for seq, line in enumerate(lines, last - len(lines) + 1)]
                connection.execute(statements.ADD_LINES, numbered)
                if texts:
                    connection.execute(statements.ADD_TEXTS, texts)
                if handoffs:
                    connection.execute(statements.ADD_HANDOFF, handoffs)
            except IntegrityError as error:
                raise TurnConflictError(str(error.orig)) from error
            return replace(finished.answer, lines=tuple((line["seq"], line["id"]) for line in numbered))

        return write

    def _visitor_line(self, finished: FinishedTurn) -> dict[str, Any]:
        message, understanding = finished.turn.message, finished.answer.understanding
        return {
            **_line_values(finished, "visitor", message.received_at),
            "text": self._redact(message.text),
            "topic": understanding.topic if understanding else None,
            "outcome": understanding.outcome if understanding else None,
            "confidence": understanding.confidence if understanding else None,
            "details": {
                "alternatives": [list(pair) for pair in understanding.alternatives] if understanding else [],
                "media_types": list(message.media_types),
                "elapsed_ms": finished.answer.elapsed_ms,
            },
        }

    # -- reading

    def messages_after(self, conversation: str, seq: int, limit: int = MAX_PAGE) -> tuple[list[TranscriptLine], bool]:
        """Return up to `limit` lines after sequence number `seq`, and whether there are more."""
        limit = max(1, min(limit, MAX_PAGE))
        with self._readers() as session:
            names = {"conversation": conversation, "seq": seq, "most": limit + 1}
            rows = session.scalars(statements.LINES_AFTER, names).all()
        return [_line(row) for row in rows[:limit]], len(rows) > limit

    def messages_of_turn(self, conversation: str, message_id: str) -> list[TranscriptLine]:
        """Return the transcript lines of one turn, the visitor's first."""
        with self._readers() as session:
            names = {"conversation": conversation, "message": message_id}
            rows = session.scalars(statements.LINES_OF_TURN, names).all()
        return [_line(row) for row in rows]

    def add_feedback(self, conversation: str, message: str, vote: str, comment: str | None) -> None:
        """Keep a visitor's thumb on one of the assistant's lines; a second vote replaces the first.

        Raises:
            UnknownConversationError: the conversation has no such line.
        """
        with self._sessions.begin() as session:
            line = session.get(MessageRow, message)
            if line is None or line.conversation_id != conversation or line.sender != "assistant":
                raise UnknownConversationError("no such message")
            session.execute(delete(FeedbackRow).where(FeedbackRow.message_id == message))
            text = self._redact(comment) if comment else None
            session.add(FeedbackRow(conversation_id=conversation, message_id=message, vote=vote, comment=text))


def _state(row: Any) -> ConversationState:
    return ConversationState(
        version=row.version,
        slots=dict(row.slots),
        last_activity_at=row.last_activity_at,
        opted_out=row.opted_out_at is not None,
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _line_values(finished: FinishedTurn, sender: str, at: datetime) -> dict[str, Any]:
    """Return every column of a transcript line but its number, with what both senders' lines have in common."""
    return {
        **_of_turn(finished),
        "id": str(uuid.uuid4()),
        "sender": sender,
        "client_id": finished.turn.message.message_id,
        "at": at,
        "outcome": None,
        "confidence": None,
        "answer": None,
        "version": None,
    }


def _assistant_line(finished: FinishedTurn, reply: Reply) -> dict[str, Any]:
    details: dict[str, Any] = {
        "sources": [{"title": source.title, "section": source.section} for source in reply.sources],
        "choices": [{"title": choice.title, "topic": choice.topic} for choice in reply.choices],
        "reviewed": reply.reviewed,
    }
    if reply.rule:
        rule = reply.rule
        details["rule"] = {
            "name": rule.name, "version": rule.version, "verdict": rule.verdict, "inputs": rule.inputs
        }  # fmt: skip
    handoff = finished.answer.handoff
    if handoff:
        details["handoff"] = asdict(handoff)
    return {
        **_line_values(finished, "assistant", utc_now()),
        "text": reply.text,
        "topic": reply.topic,
        "answer": reply.answer,
        "version": reply.version,
        "details": details,
    }


def _turn_values(finished: FinishedTurn) -> dict[str, Any]:
    return {
        "turn": finished.turn.turn_id,
        "now": utc_now(),
        "took_ms": finished.answer.elapsed_ms,
        "given": answer_to_json(finished.answer),
        "happened": finished.events,
    }


def _conversation_values(finished: FinishedTurn, lines: int) -> dict[str, Any]:
    return {
        "conversation": finished.turn.message.conversation,
        "seen_version": finished.state_version,
        "lines": lines,
        "new_slots": finished.slots,
        "now": utc_now(),
    }


def _text_rows(finished: FinishedTurn) -> list[dict[str, Any]]:
    return [{**_of_turn(finished), "body": text.body, "segments": text.segments} for text in finished.outgoing]


def _handoff_rows(finished: FinishedTurn) -> list[dict[str, Any]]:
    handoff = finished.answer.handoff
    return [{**_of_turn(finished), **asdict(handoff)}] if handoff else []


def _of_turn(finished: FinishedTurn) -> dict[str, Any]:
    return {"conversation_id": finished.turn.message.conversation, "turn_id": finished.turn.turn_id}


def _line(row: MessageRow) -> TranscriptLine:
    return TranscriptLine(
        id=row.id,
        seq=row.seq,
        sender=row.sender,
        client_id=row.client_id,
        text=row.text,
        at=row.at,
        topic=row.topic if row.sender == "assistant" else None,
        reviewed=row.details.get("reviewed"),
        details=row.details,
    )
