"""Three ledgers that must agree: what visitors sent and saw, what the database holds, what Twilio was asked to text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.transcripts.tables import MessageRow, OutboxRow, TurnRow
from tests.fakes.sms import Database
from tests.fakes.twilio import FakeTwilio
from tests.faults.visitors import SmsVisitor, WebVisitor


@dataclass
class Tally:
    """What a run did, and what was wrong at its end."""

    kills: int = 0
    in_mid_work: int = 0  # kills that cut somebody off
    messages: int = 0
    replies: int = 0
    texts: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        for name in ("kills", "in_mid_work", "messages", "replies", "texts", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults

    def __str__(self) -> str:
        faults = ", ".join(f"{name}: {times}" for name, times in sorted(self.faults.items())) or "0 lost, 0 doubled"
        return (
            f"{self.kills} kills ({self.in_mid_work} in mid-work), {self.messages} messages, {self.replies} replies, "
            f"{self.texts} texts: {faults} ({self.seconds:.0f} s)"
        )


def at_rest(database: Database) -> bool:
    """Tell whether nothing waits for an answer or for its delivery."""
    return not database.store.conversations_with_open_turns() and database.outbox.is_empty()


def compare(database: Database, twilio: FakeTwilio, web: Sequence[WebVisitor], sms: Sequence[SmsVisitor]) -> Tally:
    """Return what of the visitors' messages was lost, doubled or out of order."""
    tally = Tally()
    for visitor in web:
        faults = _faults_of_transcript(database, visitor.conversation, visitor.sent, tally)
        lines = _rows(database, select(MessageRow).where(MessageRow.conversation_id == visitor.conversation))
        said = {row.seq: row.text for row in lines if row.sender == "assistant"}
        faults["seen, not stored"] += len(set(visitor.seen.items()) - set(said.items()))
        faults["stored, not seen"] += len(set(said.items()) - set(visitor.seen.items()))
        faults["another text under the same number"] += len(visitor.said_twice)
        faults["not acknowledged"] += len(set(visitor.sent) - visitor.acknowledged)
        tally.faults += faults
    for texter in sms:
        conversation = database.store.ensure_conversation("unused", "sms", texter.phone)
        faults = _faults_of_transcript(database, conversation, texter.sent, tally)
        rows = _rows(
            database, select(OutboxRow).where(OutboxRow.conversation_id == conversation).order_by(OutboxRow.id)
        )
        bodies = twilio.bodies_to(texter.phone)
        faults["text lost"] += max(0, len(texter.sent) - len(bodies))
        faults["text doubled"] += max(0, len(bodies) - len(texter.sent))
        faults["texts out of order"] += int([row.body for row in rows] != bodies)
        faults["text not settled"] += sum(row.status != "sent" for row in rows)
        tally.texts += len(bodies)
        tally.faults += faults
    return tally


def _faults_of_transcript(database: Database, conversation: str, sent: list[str], tally: Tally) -> Counter[str]:
    turns = _rows(database, select(TurnRow).where(TurnRow.conversation_id == conversation).order_by(TurnRow.id))
    lines = _rows(
        database, select(MessageRow).where(MessageRow.conversation_id == conversation).order_by(MessageRow.seq)
    )
    asked = [line.client_id for line in lines if line.sender == "visitor"]
    said = [line.client_id for line in lines if line.sender == "assistant"]
    promised = Counter({turn.message_id: len((turn.answer or {}).get("replies", ())) for turn in turns})
    faults: Counter[str] = Counter()
    faults["message lost"] = len(set(sent) - set(asked))
    faults["message doubled"] = sum((Counter(asked) - Counter(set(asked))).values())
    faults["messages out of order"] = int(asked != sent)
    faults["reply lost"] = sum((promised - Counter(said)).values())
    faults["reply doubled"] = sum((Counter(said) - promised).values())
    faults["turn open"] = sum(turn.status != "done" for turn in turns)
    faults["numbers with gaps"] = int([line.seq for line in lines] != list(range(1, len(lines) + 1)))
    tally.messages += len(sent)
    tally.replies += len(said)
    return +faults


def _rows(database: Database, query: Any) -> list[Any]:
    with database.sessions() as session:
        return list(session.scalars(query))
