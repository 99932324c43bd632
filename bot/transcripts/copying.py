"""Moves everything that is stored from one database to another, such as from SQLite to PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, Integer, Table, func, insert, select, text

from bot.errors import BotError
from bot.transcripts import staff_tables as _staff_tables  # noqa: F401  registers its tables on Base
from bot.transcripts.tables import Base

ROWS_AT_ONCE = 1_000


class CopyError(BotError):
    """The databases do not allow a copy; nothing was changed."""


def copy_database(source: Engine, target: Engine) -> dict[str, int]:
    """Copy every row, in one transaction, and return how many each table has; both have the newest schema.

    Raises:
        CopyError: the target holds something already, or does not hold all of it in the end.
    """
    tables = Base.metadata.sorted_tables  # what is referred to comes first
    with source.execution_options(only_reads=True).connect() as reader, target.begin() as writer:
        for table in tables:
            if _count(writer, table):
                raise CopyError(f"the new database has rows in {table.name}. Fix: give it an empty one")
        for table in tables:
            rows = reader.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table).order_by(*table.primary_key))
            for part in rows.mappings().partitions():
                writer.execute(insert(table), [dict(row) for row in part])
            _continue_numbers(writer, table)
        counts = {table.name: _count(writer, table) for table in tables}
        if counts != {table.name: _count(reader, table) for table in tables}:
            raise CopyError("rows are missing. Fix: stop the assistant while its database is copied")
    return counts


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _continue_numbers(writer: Connection, table: Table) -> None:
    """Let the numbers that PostgreSQL gives to new rows go on after those that were copied."""
    numbered: list[Any] = [column for column in table.primary_key if isinstance(column.type, Integer)]
    if writer.dialect.name != "postgresql" or not numbered:
        return
    name = numbered[0].name
    sequence = writer.scalar(text("SELECT pg_get_serial_sequence(:table, :name)"), {"table": table.name, "name": name})
    if sequence:
        last = writer.scalar(select(func.max(numbered[0])))
        values = {"sequence": sequence, "last": last or 1, "used": last is not None}
        writer.execute(text("SELECT setval(:sequence, :last, :used)"), values)
