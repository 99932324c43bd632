"""What only text conversations ask of the store: opting out, who writes how often, the last answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.dialogue.messages import Answer
from bot.transcripts.cipher import Cipher
from bot.transcripts.records import answer_from_json
from bot.transcripts.tables import ConversationRow, OutboxRow, TurnRow

OPT_OUT_ERROR = "21610"  # Twilio's code: the recipient has replied STOP


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a conversation as one more message comes in."""

    known: bool  # a message with this id came before
    opted_out: bool
    recent: int  # messages within the span that was asked for
    same_text: int  # of these, how many said exactly this
    is_echo: bool  # the message is one of our own, sent back


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last answer of a conversation, and whether it was its first."""

    answer: Answer
    is_first: bool


class TextConversations:
    """Every method opens one transaction and blocks; call it from a thread."""

    def __init__(self, sessions: sessionmaker[Session], readers: sessionmaker[Session], cipher: Cipher) -> None:
        self._sessions = sessions
        self._readers = readers
        self._cipher = cipher

    def look(self, conversation: str, message_id: str, text: str, since: datetime, now: datetime) -> Look:
        """Return what the handling of a message depends on."""
        with self._readers() as session:
            opted_out_at = session.scalar(
                select(ConversationRow.opted_out_at).where(ConversationRow.id == conversation)
            )
            in_conversation = TurnRow.conversation_id == conversation
            lately = (in_conversation, TurnRow.received_at.between(since, now))
            same = TurnRow.text_hash == self._cipher.keyed_hash(text)
            count = select(func.count()).select_from(TurnRow)
            echo = exists().where(
                OutboxRow.conversation_id == conversation, OutboxRow.created_at > since, OutboxRow.body == text
            )
            return Look(
                known=bool(session.scalar(select(exists().where(in_conversation, TurnRow.message_id == message_id)))),
                opted_out=opted_out_at is not None,
                recent=session.scalar(count.where(*lately)) or 0,
                same_text=session.scalar(count.where(*lately, same)) or 0,
                is_echo=bool(session.scalar(select(echo))),
            )

    def stop(self, conversation: str, now: datetime) -> bool:
        """Send nothing more to this conversation's number; return whether this is news.

        What waits to be sent is dropped, and a turn that is running cannot commit what it composed: the conversation's
        version moves on, so the turn runs again and sees that nothing is wanted.
        """
        with self._sessions.begin() as session:
            return opt_out(session, conversation, now)

    def start(self, conversation: str) -> bool:
        """Send to this conversation's number again; return whether it had been stopped."""
        with self._sessions.begin() as session:
            changed = session.scalar(
                update(ConversationRow)
                .where(ConversationRow.id == conversation, ConversationRow.opted_out_at.is_not(None))
                .values(opted_out_at=None, version=ConversationRow.version + 1)
                .returning(ConversationRow.id)
            )
            return changed is not None

    def last_answer(self, conversation: str) -> LastAnswer | None:
        """Return the newest answer, for the visitor who asks for the rest of it."""
        with self._readers() as session:
            answers = session.scalars(
                select(TurnRow.answer)
                .where(TurnRow.conversation_id == conversation, TurnRow.status == "done")
                .order_by(TurnRow.id.desc())
                .limit(2)
            ).all()
        if not answers or not answers[0]:
            return None
        return LastAnswer(answer_from_json(answers[0]), is_first=len(answers) == 1)


def opt_out(session: Session, conversation: str, now: datetime) -> bool:
    """Mark a conversation as stopped and drop what waits to be sent; return whether it was not stopped before."""
    changed = session.scalar(
        update(ConversationRow)
        .where(ConversationRow.id == conversation, ConversationRow.opted_out_at.is_(None))
        .values(opted_out_at=now, version=ConversationRow.version + 1)
        .returning(ConversationRow.id)
    )
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.conversation_id == conversation, OutboxRow.status == "pending", OutboxRow.created_at < now)
        .values(status="dropped", error_code="opted_out")
    )
    return changed is not None
