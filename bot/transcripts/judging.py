"""What staff write: judgements, corrections, tags, notes, handoffs taken. Each leaves a line in the audit log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import BotError, UnknownConversationError
from bot.transcripts.accounts import Staff
from bot.transcripts.audit import AuditLog
from bot.transcripts.cipher import Cipher
from bot.transcripts.staff_tables import CaseRow, CorrectionRow, JudgementRow, NoteRow, SavedFilterRow, TagRow
from bot.transcripts.tables import ConversationRow, HandoffRow, MessageRow, TurnRow
from bot.transcripts.types import utc_now

VERDICTS = ("right", "wrong", "not_covered")
MAX_TAG = 32
MAX_NOTE = 2_000
MAX_REASON = 200
MAX_FILTERS = 30


class JudgingError(BotError):
    """What was written cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A question and its right topic."""

    id: int
    conversation: str | None
    text: str
    topic: str
    channel: str
    status: str
    regression: bool
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None


class Judging:
    """Every method opens one transaction and blocks; call it from a thread."""

    def __init__(
        self, sessions: sessionmaker[Session], cipher: Cipher, audit: AuditLog, redact: Callable[[str], str]
    ) -> None:
        self._sessions = sessions
        self._cipher = cipher
        self._audit = audit
        self._redact = redact

    def judge(self, staff: Staff, turn_id: int, verdict: str, topic: str | None) -> str:
        """Keep one reviewer's verdict on a turn; a wrong one with its right topic becomes a proposed correction.

        Returns:
            The conversation of the turn.
        """
        if verdict not in VERDICTS or (verdict == "wrong") != bool(topic):
            raise JudgingError("Choose right, wrong (with the right topic), or not covered yet.")
        with self._sessions.begin() as session:
            turn = _turn(session, turn_id)
            mine = (JudgementRow.turn_id == turn_id, JudgementRow.staff_id == staff.id)
            session.execute(delete(JudgementRow).where(*mine))
            session.add(
                JudgementRow(
                    conversation_id=turn.conversation_id,
                    turn_id=turn_id,
                    staff_id=staff.id,
                    verdict=verdict,
                    topic=topic,
                    at=utc_now(),
                )
            )
            _withdraw(session, staff, turn_id)
            if topic:
                self._propose(session, staff, turn, topic)
            self._audit.add(session, staff.name, "judged", turn.conversation_id, turn=turn_id, verdict=verdict)
            return turn.conversation_id

    @staticmethod
    def _propose(session: Session, staff: Staff, turn: TurnRow, topic: str) -> None:
        asked = (MessageRow.turn_id == turn.id, MessageRow.sender == "visitor")
        text = session.scalar(select(MessageRow.text).where(*asked))
        if not text:
            return
        row = session.scalar(select(CorrectionRow).where(CorrectionRow.turn_id == turn.id))
        if row is None:
            row = CorrectionRow(conversation_id=turn.conversation_id, turn_id=turn.id, channel=turn.channel)
            session.add(row)
        row.text, row.topic, row.status, row.proposed_by, row.proposed_at = (
            text,
            topic,
            "proposed",
            staff.name,
            utc_now(),
        )
        row.decided_by = row.decided_at = None

    def corrections(self, status: str) -> list[Correction]:
        with self._sessions() as session:
            rows = session.scalars(
                select(CorrectionRow).where(CorrectionRow.status == status).order_by(CorrectionRow.id.desc()).limit(500)
            )
            return [_correction(row) for row in rows]

    def decide(self, staff: Staff, correction: int, accept: bool, text: str, regression: bool) -> None:
        """Accept or reject a proposed correction; the wording may be shortened, and is redacted again."""
        words = " ".join(self._redact(text).split())
        if accept and not words:
            raise JudgingError("The question has no words.")
        with self._sessions.begin() as session:
            row = session.get(CorrectionRow, correction)
            if row is None or row.status == "live":
                raise JudgingError("This correction was dealt with already.")
            row.status, row.decided_by, row.decided_at = "accepted" if accept else "rejected", staff.name, utc_now()
            if accept:
                row.text, row.regression = words, regression
            action = "correction.accepted" if accept else "correction.rejected"
            self._audit.add(session, staff.name, action, row.conversation_id, correction=correction, topic=row.topic)

    def mark_live(self, actor: str, corrections: list[int]) -> None:
        """Note that a model with these corrections answers now."""
        with self._sessions.begin() as session:
            session.execute(update(CorrectionRow).where(CorrectionRow.id.in_(corrections)).values(status="live"))
            self._audit.add(session, actor, "model.activated", None, corrections=len(corrections))

    def add_tag(self, staff: Staff, conversation: str, tag: str) -> None:
        word = " ".join(tag.lower().split())[:MAX_TAG]
        if not word:
            raise JudgingError("A tag has at least one letter.")
        with self._sessions.begin() as session:
            _conversation(session, conversation)
            session.merge(TagRow(conversation_id=conversation, tag=self._redact(word)[:MAX_TAG], by=staff.name))
            self._audit.add(session, staff.name, "tag.added", conversation)

    def remove_tag(self, staff: Staff, conversation: str, tag: str) -> None:
        with self._sessions.begin() as session:
            session.execute(delete(TagRow).where(TagRow.conversation_id == conversation, TagRow.tag == tag))
            self._audit.add(session, staff.name, "tag.removed", conversation)

    def add_note(self, staff: Staff, conversation: str, text: str) -> None:
        words = self._redact(text.strip())[:MAX_NOTE]
        if not words:
            raise JudgingError("The note is empty.")
        with self._sessions.begin() as session:
            _conversation(session, conversation)
            session.add(NoteRow(conversation_id=conversation, by=staff.name, text=words, at=utc_now()))
            self._audit.add(session, staff.name, "note.added", conversation)

    def take_handoff(self, staff: Staff, handoff: int, *, give_back: bool = False) -> str:
        """Take a handoff, or give it back; return its conversation."""
        with self._sessions.begin() as session:
            row = session.get(HandoffRow, handoff, with_for_update=True)
            if row is None:
                raise UnknownConversationError("there is no such handoff")
            if not give_back and row.taken_by and row.taken_by != staff.name:
                raise JudgingError(f"{row.taken_by} has taken this handoff already.")
            row.taken_by, row.taken_at = (None, None) if give_back else (staff.name, utc_now())
            action = "handoff.given_back" if give_back else "handoff.taken"
            self._audit.add(session, staff.name, action, row.conversation_id)
            return row.conversation_id

    def mark(self, staff: Staff, conversation: str, what: str, *, on: bool) -> None:
        """Set or unset `reviewed`, `by_phone` or `second_wanted` of a conversation."""
        if what not in ("reviewed", "by_phone", "second_wanted"):
            raise JudgingError("There is no such mark.")
        with self._sessions.begin() as session:
            _conversation(session, conversation)
            row = session.get(CaseRow, conversation)
            if row is None:
                row = CaseRow(conversation_id=conversation)
                session.add(row)
            setattr(row, f"{what}_at", utc_now() if on else None)
            setattr(row, f"{what}_by", staff.name if on else None)
            if what == "reviewed" and on and row.second_wanted_by not in (None, staff.name):
                row.second_wanted_at = row.second_wanted_by = None  # somebody else has looked: that was the wish
            self._audit.add(session, staff.name, f"mark.{what}", conversation, on=on)

    def hold(self, staff: Staff, conversation: str, *, on: bool) -> None:
        """Keep a conversation whatever its age, or no longer."""
        with self._sessions.begin() as session:
            _conversation(session, conversation).legal_hold = on
            self._audit.add(session, staff.name, "legal_hold", conversation, on=on)

    def reveal_number(self, staff: Staff, conversation: str, reason: str) -> str:
        """Return the phone number that texts are sent to. The reason is kept in the audit log."""
        why = self._redact(" ".join(reason.split()))[:MAX_REASON]
        if not why:
            raise JudgingError("Write why you need the number.")
        with self._sessions.begin() as session:
            encrypted = _conversation(session, conversation).contact_encrypted
            number = self._cipher.decrypt(encrypted) if encrypted else None
            if number is None:
                raise JudgingError("No number is kept for this conversation.")
            self._audit.add(session, staff.name, "number.revealed", conversation, reason=why)
        return number

    # -- saved filters

    def filters(self, staff: Staff) -> list[tuple[int, str, str]]:
        with self._sessions() as session:
            rows = session.scalars(
                select(SavedFilterRow).where(SavedFilterRow.staff_id == staff.id).order_by(SavedFilterRow.name)
            )
            return [(row.id, row.name, row.query) for row in rows]

    def save_filter(self, staff: Staff, name: str, query: str) -> None:
        title = " ".join(name.split())[:MAX_TAG]
        if not title:
            raise JudgingError("Give the filter a name.")
        with self._sessions.begin() as session:
            mine = SavedFilterRow.staff_id == staff.id
            session.execute(delete(SavedFilterRow).where(mine, SavedFilterRow.name == title))
            if (session.scalar(select(func.count()).where(mine)) or 0) >= MAX_FILTERS:
                raise JudgingError(f"You have {MAX_FILTERS} filters. Remove one first.")
            session.add(SavedFilterRow(staff_id=staff.id, name=title, query=query))

    def remove_filter(self, staff: Staff, filter_id: int) -> None:
        with self._sessions.begin() as session:
            mine = (SavedFilterRow.staff_id == staff.id, SavedFilterRow.id == filter_id)
            session.execute(delete(SavedFilterRow).where(*mine))


def _withdraw(session: Session, staff: Staff, turn_id: int) -> None:
    """Take back the correction that this person proposed for a turn, as long as nobody has decided on it."""
    mine = (CorrectionRow.turn_id == turn_id, CorrectionRow.proposed_by == staff.name)
    session.execute(delete(CorrectionRow).where(*mine, CorrectionRow.status == "proposed"))


def _turn(session: Session, turn_id: int) -> TurnRow:
    row = session.get(TurnRow, turn_id)
    if row is None:
        raise UnknownConversationError("there is no such turn")
    return row


def _conversation(session: Session, name: str) -> ConversationRow:
    row = session.get(ConversationRow, name)
    if row is None:
        raise UnknownConversationError("there is no such conversation")
    return row


def _correction(row: CorrectionRow) -> Correction:
    return Correction(
        id=row.id,
        conversation=row.conversation_id,
        text=row.text,
        topic=row.topic,
        channel=row.channel,
        status=row.status,
        regression=row.regression,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by,
    )
