"""The queue of text messages: written with the turn, claimed one at a time, settled by what became of each.

A row is `pending`, then `sending` while an attempt runs or its result is not known, then `sent`, `failed` or `dropped`.
A `sending` row whose lease has run out may or may not have reached the recipient, whether the worker died or the
network did: it is never sent again before it has been looked up.

Claims are taken one after the other, in every process together, so that one number sends one segment a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, sessionmaker

from bot.transcripts.cipher import Cipher
from bot.transcripts.tables import ConversationRow, HandoffRow, OutboxRow, TurnRow
from bot.transcripts.texting import OPT_OUT_ERROR, opt_out

LEASE = timedelta(seconds=60)  # longer than any attempt takes
STALE_AFTER = timedelta(hours=1)  # an answer this late confuses more than it helps
SEGMENT_INTERVAL = timedelta(seconds=1)  # what carriers let a long code send
LONGEST_MESSAGE = 11 * SEGMENT_INTERVAL  # 1,600 characters
LONGEST_WAIT = timedelta(minutes=6)  # no pause is longer: a time further ahead is from a clock that was set back
CLAIM_LOCK = 0x5E6D  # PostgreSQL's advisory lock around a claim

# A message never moves back; failure is final, for the segments of one message report separately
DELIVERY_RANK = {
    **{"accepted": 0, "scheduled": 0, "queued": 0, "sending": 1, "sent": 2},
    **{"delivered": 3, "read": 3, "undelivered": 4, "failed": 4, "canceled": 4},
}


@dataclass(frozen=True, slots=True)
class OutgoingSms:
    """One claimed message. `unknown` tells that an earlier attempt may have gone through."""

    id: int
    conversation: str
    to: str
    body: str
    attempts: int
    attempted_at: datetime
    expires_at: datetime
    unknown: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What to do now, and when to ask again at the latest where something waits."""

    sms: OutgoingSms | None
    again_at: datetime | None = None


class Outbox:
    """Every method opens one transaction and blocks; call it from a thread."""

    def __init__(self, sessions: sessionmaker[Session], readers: sessionmaker[Session], cipher: Cipher) -> None:
        self._sessions = sessions
        self._readers = readers
        self._cipher = cipher

    def is_empty(self) -> bool:
        """Tell whether nothing waits, without taking a lock."""
        with self._readers() as session:
            return not session.scalar(select(exists().where(_open())))

    def claim(self, now: datetime) -> Claim:
        """Take the next message to look up or to send; emergencies first, each recipient's in order."""
        with self._sessions.begin() as session:
            if session.get_bind().dialect.name == "postgresql":
                session.execute(select(func.pg_advisory_xact_lock(CLAIM_LOCK)))
            self._drop_unwanted(session, now)
            row = session.scalar(_unknown(now))
            if row:
                row.lease_until = now + LEASE
                return Claim(self._outgoing(session, row, unknown=True), now)
            free_at = _free_at(session, now)
            if free_at > now:
                return Claim(None, free_at)
            row = session.scalar(_due(now))
            if row is None:
                return Claim(None, _next_event(session, now))
            row.status, row.attempts, row.attempted_at, row.lease_until = "sending", row.attempts + 1, now, now + LEASE
            return Claim(self._outgoing(session, row, unknown=False), now + row.segments * SEGMENT_INTERVAL)

    def record_sent(self, sms_id: int, sid: str, delivery: str) -> None:
        """Settle a message that Twilio has taken."""
        with self._sessions.begin() as session:
            row = session.get(OutboxRow, sms_id)
            if row:
                row.status, row.provider_id, row.delivery, row.lease_until = "sent", sid, delivery, None

    def record_unknown(self, sms_id: int, look_up_at: datetime) -> None:
        """Keep a message that may have gone through for a look-up."""
        with self._sessions.begin() as session:
            session.execute(update(OutboxRow).where(_sending(sms_id)).values(lease_until=look_up_at))

    def retry(self, sms_id: int, at: datetime) -> None:
        """Put a message that has certainly not been sent back into the queue."""
        with self._sessions.begin() as session:
            values = {"status": "pending", "next_attempt_at": at, "lease_until": None}
            session.execute(update(OutboxRow).where(_sending(sms_id)).values(**values))

    def record_failed(self, sms_id: int, code: str, now: datetime) -> None:
        """Settle a message that cannot be sent; Twilio's opt-out error stops the whole conversation."""
        with self._sessions.begin() as session:
            row = session.get(OutboxRow, sms_id)
            if row is None:
                return
            row.status, row.error_code, row.lease_until = "failed", code, None
            if code == OPT_OUT_ERROR:
                opt_out(session, row.conversation_id, now)

    def record_delivery(self, sid: str, delivery: str, error_code: str | None, now: datetime) -> bool:
        """Apply a status by rank; return whether the message is known."""
        with self._sessions.begin() as session:
            row = session.scalar(select(OutboxRow).where(OutboxRow.provider_id == sid).with_for_update())
            if row is None:
                return False
            if DELIVERY_RANK[delivery] > DELIVERY_RANK.get(row.delivery or "", -1):
                row.delivery, row.error_code = delivery, error_code
            if error_code == OPT_OUT_ERROR:
                opt_out(session, row.conversation_id, now)
            return True

    def recorded(self, sids: Iterable[str]) -> set[str]:
        """Return which of Twilio's ids already belong to a message of ours."""
        with self._readers() as session:
            return set(session.scalars(select(OutboxRow.provider_id).where(OutboxRow.provider_id.in_(list(sids)))))

    def take_for_webhook(self, conversation: str, message_id: str) -> str | None:
        """Take the answer to one message, to give it as the webhook's own; None when nothing is left to give."""
        answer_to = and_(TurnRow.conversation_id == conversation, TurnRow.message_id == message_id)
        with self._sessions.begin() as session:
            row = session.scalar(
                select(OutboxRow).join(TurnRow).where(answer_to, _pending()).limit(1).with_for_update()
            )
            if row is None:
                return None
            row.status, row.attempts = "sent", 1
            return row.body

    def _outgoing(self, session: Session, row: OutboxRow, *, unknown: bool) -> OutgoingSms | None:
        contact = session.scalar(
            select(ConversationRow.contact_encrypted).where(ConversationRow.id == row.conversation_id)
        )
        number = self._cipher.decrypt(contact) if contact else None
        if number is None:  # encrypted under another SECRET_KEY
            row.status, row.error_code, row.lease_until = "failed", "no_number", None
            return None
        attempted_at, expires_at = row.attempted_at or row.created_at, row.created_at + STALE_AFTER
        return OutgoingSms(
            row.id, row.conversation_id, number, row.body, row.attempts, attempted_at, expires_at, unknown
        )

    @staticmethod
    def _drop_unwanted(session: Session, now: datetime) -> None:
        """Flag what came too late, and what was written before its recipient opted out."""
        stopped = exists().where(
            ConversationRow.id == OutboxRow.conversation_id, ConversationRow.opted_out_at > OutboxRow.created_at
        )
        late = OutboxRow.created_at < now - STALE_AFTER
        reason = case((stopped, "opted_out"), else_="stale")
        session.execute(update(OutboxRow).where(_pending(), late | stopped).values(status="dropped", error_code=reason))


def _pending() -> ColumnElement[bool]:
    return OutboxRow.status == "pending"


def _open() -> ColumnElement[bool]:
    return OutboxRow.status.in_(("pending", "sending"))


def _sending(sms_id: int) -> ColumnElement[bool]:
    return and_(OutboxRow.id == sms_id, OutboxRow.status == "sending")


def _come(time: InstrumentedAttribute[Any], now: datetime) -> ColumnElement[bool]:
    """Tell whether a time has come, or was set by a clock that has been set back since."""
    return or_(time <= now, time > now + LONGEST_WAIT)


def _unknown(now: datetime) -> Select[tuple[OutboxRow]]:
    """The oldest message whose attempt ended without a result."""
    ended = and_(OutboxRow.status == "sending", _come(OutboxRow.lease_until, now))
    return select(OutboxRow).where(ended).order_by(OutboxRow.id).limit(1)


def _due(now: datetime) -> Select[tuple[OutboxRow]]:
    """The next message to send: the oldest of its recipient, and emergencies before the others."""
    earlier = aliased(OutboxRow)
    waits = exists().where(
        earlier.conversation_id == OutboxRow.conversation_id,
        earlier.id < OutboxRow.id,
        earlier.status.in_(("pending", "sending")),
    )
    urgent = exists().where(
        HandoffRow.turn_id == OutboxRow.turn_id, HandoffRow.reason.in_(("emergency", "crisis", "urgent"))
    )
    due = select(OutboxRow).where(_pending(), _come(OutboxRow.next_attempt_at, now), ~waits)
    return due.order_by(case((urgent, 0), else_=1), OutboxRow.id).limit(1)


def _free_at(session: Session, now: datetime) -> datetime:
    """When the number may send its next segment: each attempt takes as many seconds as it has segments."""
    lately = OutboxRow.attempted_at.between(now - LONGEST_MESSAGE, now + LONGEST_MESSAGE)  # replicas' clocks differ
    recent = session.execute(select(OutboxRow.attempted_at, OutboxRow.segments).where(lately))
    return max((at + count * SEGMENT_INTERVAL for at, count in recent if at), default=now)


def _next_event(session: Session, now: datetime) -> datetime | None:
    """When the first waiting message comes due, or the first attempt is given up; None when nothing is foreseen."""
    due = select(func.min(OutboxRow.next_attempt_at)).where(_pending(), OutboxRow.next_attempt_at > now)
    given_up = select(func.min(OutboxRow.lease_until)).where(OutboxRow.status == "sending")
    times = [session.scalar(query) for query in (due, given_up)]
    return min((time for time in times if time), default=None)
