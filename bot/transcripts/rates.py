"""How often something was done in a span of time, counted in the database, for all processes and replicas together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from bot.errors import TooManyMessagesError
from bot.transcripts.tables import RateRow

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Rate:
    """At most `most` in each `span`; spans follow each other on the clock, so that one row counts each."""

    name: str
    most: int
    span: timedelta

    def take(self, connection: Connection, key: str, now: datetime) -> None:
        """Count one more for `key` (a keyed hash), in the caller's transaction.

        Raises:
            TooManyMessagesError: it is one too many.
        """
        span_s = self.span.total_seconds()
        begun = datetime.fromtimestamp(now.timestamp() // span_s * span_s, now.tzinfo)
        insert = _INSERT[connection.dialect.name]
        counted = (
            insert(RateRow)
            .values(name=self.name, key=key, begun_at=begun, count=1)
            .on_conflict_do_update(
                index_elements=[RateRow.name, RateRow.key, RateRow.begun_at], set_={"count": RateRow.count + 1}
            )
            .returning(RateRow.count)
        )
        found = connection.scalar(counted) or 0
        if found == 1:
            connection.execute(delete(RateRow).where(RateRow.name == self.name, RateRow.begun_at < begun))
        if found > self.most:
            raise TooManyMessagesError("too many requests; please wait a while")


NEW_CONVERSATIONS = Rate("conversations", 30, timedelta(minutes=1))  # of an address: a ward or a library shares one
SEARCHES = Rate("searches", 100, timedelta(minutes=1))  # of one member of staff
EXPORTS = Rate("exports", 30, timedelta(hours=1))
