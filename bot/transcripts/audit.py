"""The audit log: who looked at, searched, exported or deleted what. Lines are added, chained, and never changed.

Each line's `chain` is a keyed hash over the line and the chain before it; the head seals the number of the last line.
Whoever edits, inserts, reorders or removes a line without the SECRET_KEY breaks one of the two.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.transcripts.cipher import Cipher
from bot.transcripts.staff_tables import AuditHeadRow, AuditRow
from bot.transcripts.types import utc_now

HEAD = 1  # the id of the only head
LOCK = 0x5E6E  # PostgreSQL's advisory lock: lines are added one at a time
PAGE = 100
VERIFY_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line, as the console shows it."""

    id: int
    at: datetime
    actor: str
    action: str
    target: str | None
    details: dict[str, Any]


class AuditLog:
    """Every method blocks; call it from a thread."""

    def __init__(self, sessions: sessionmaker[Session], cipher: Cipher) -> None:
        self._sessions = sessions
        self._cipher = cipher

    def record(self, actor: str, action: str, target: str | None = None, **details: Any) -> None:
        """Add a line in a transaction of its own. `details` never holds text of a visitor."""
        with self._sessions.begin() as session:
            self.add(session, actor, action, target, **details)

    def add(self, session: Session, actor: str, action: str, target: str | None = None, **details: Any) -> None:
        """Add a line in the caller's transaction."""
        if session.get_bind().dialect.name == "postgresql":
            session.execute(select(func.pg_advisory_xact_lock(LOCK)))
        last = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).one_or_none()
        row = AuditRow(
            id=last.id + 1 if last else 1,
            at=utc_now().replace(microsecond=0),
            actor=actor,
            action=action,
            target=target,
            details=details,
        )
        row.chain = self._chain(row, last.chain if last else "")
        session.add(row)
        head = session.get(AuditHeadRow, HEAD)
        if head is None:
            head = AuditHeadRow(id=HEAD)
            session.add(head)
        head.last, head.seal = row.id, self._seal(row.id, row.chain)
        session.flush()

    def verify(self) -> str | None:
        """Return what is wrong with the log, or None."""
        chain, expected = "", 1
        with self._sessions() as session:
            rows = session.scalars(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=VERIFY_BATCH))
            for row in rows:
                if row.id != expected:
                    return f"line {expected} is missing"
                chain = self._chain(row, chain)
                if row.chain != chain:
                    return f"line {row.id} was changed, or was written under another SECRET_KEY"
                expected += 1
            head = session.get(AuditHeadRow, HEAD)
        length = expected - 1
        if head is None:
            return "the log has lines but no seal" if length else None
        if head.last != length or head.seal != self._seal(length, chain):
            return f"the log ends at line {length}, but was sealed at line {head.last}"
        return None

    def lines(self, before: int | None = None, actor: str = "", target: str = "") -> list[AuditLine]:
        """Return a page of lines, the newest first."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(PAGE)
        if before is not None:
            query = query.where(AuditRow.id < before)
        if actor:
            query = query.where(AuditRow.actor == actor)
        if target:
            query = query.where(AuditRow.target == target)
        with self._sessions() as session:
            return [
                AuditLine(row.id, row.at, row.actor, row.action, row.target, row.details)
                for row in session.scalars(query)
            ]

    def _chain(self, row: AuditRow, before: str) -> str:
        at = row.at.astimezone(UTC).isoformat()
        line = json.dumps([row.id, at, row.actor, row.action, row.target, row.details], sort_keys=True)
        return self._cipher.keyed_hash(f"audit {before} {line}")

    def _seal(self, last: int, chain: str) -> str:
        return self._cipher.keyed_hash(f"audit head {last} {chain}")
