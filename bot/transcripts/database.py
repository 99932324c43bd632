"""Opens the database: SQLite in WAL mode with full synchronisation, or PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from bot.transcripts.writer_queue import WriterQueue, WriteThread

BUSY_TIMEOUT_MS = 1_500  # SQLite waits so long for another writer; a visitor hears within 2 s that it is not stored
WORKERS = 32  # threads that may wait for the database at once
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": WORKERS - 10, "pool_timeout": 2}
POSTGRES = {"connect_timeout": 3, "tcp_user_timeout": 5_000, "keepalives_idle": 30}  # a server that is gone is noticed


def open_database(url: str) -> Engine:
    """Open the database at `url` (an SQLAlchemy URL).

    Raises:
        sqlalchemy.exc.ArgumentError: `url` is no database URL.
    """
    if make_url(url).get_backend_name() == "sqlite":
        in_memory = make_url(url).database in (None, "", ":memory:")
        connect_args = {"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000}
        engine = create_engine(url, connect_args=connect_args, **({} if in_memory else POOL))
        event.listen(engine, "connect", _prepare_sqlite)
        WriterQueue(engine, BUSY_TIMEOUT_MS)
        return engine
    return create_engine(url, pool_pre_ping=True, connect_args=POSTGRES, **POOL)


def write_thread(engine: Engine) -> WriteThread | None:
    """Return the thread that a turn's writes share on SQLite; PostgreSQL takes them side by side."""
    return WriteThread(engine) if engine.dialect.name == "sqlite" else None


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions; the caller owns `with sessions.begin() as session`."""
    return sessionmaker(engine, expire_on_commit=False)


def reader_factory(engine: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions that only read: on SQLite they do not wait for a writer, nor make one wait."""
    return sessionmaker(engine.execution_options(only_reads=True), expire_on_commit=False)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # pysqlite must not begin transactions on its own: the queue does
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a commit survives a power cut, not only a crash of the process
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
        "secure_delete=ON",  # erased text is overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")
