"""Databases to test on, made quickly."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


@cache
def _migrated() -> bytes:
    """A database of the newest schema: migrated once, copied for each test."""
    with TemporaryDirectory() as folder:
        from bot.transcripts.schema import upgrade  # Alembic takes a second to import

        path = Path(folder) / "template.db"
        upgrade(f"sqlite:///{path}")
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def new_database(folder: Path) -> str:
    """Return the address of an empty, migrated database in `folder`."""
    (folder / "sms.db").write_bytes(_migrated())
    return f"sqlite:///{folder}/sms.db"
