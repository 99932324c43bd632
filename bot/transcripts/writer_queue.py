"""SQLite has one writer: those of one process wait for each other in their order.

SQLite itself has a writer that finds it busy sleep and look again, for longer each time, so that of many some wait far
too long and give up. A writer that finds one of another process at work looks again after at most three milliseconds.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

SHORTEST_WAIT_S, LONGEST_WAIT_S = 0.0005, 0.003  # between two looks at a database that another process writes to
PRIMARY_CODE = 0xFF  # of SQLite's extended error codes
ASKED_AT: ContextVar[float | None] = ContextVar("ASKED_AT", default=None)  # when a write was asked for, if before now


class WriteThread:
    """One thread for the writes of all turns: on SQLite they cannot run side by side anyway.

    One connection keeps its pages and statements at hand, where each of many would read again what another one wrote.
    A write that waited for others has so much less time to wait for the database.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(1, "writes")

    async def run(self, write: Callable[..., Any], *args: Any) -> Any:
        """Run a function there, after those before it."""
        context = copy_context()
        context.run(ASKED_AT.set, time.monotonic())
        return await asyncio.get_running_loop().run_in_executor(self._executor, context.run, write, *args)


class WriterQueue:
    """Begins the transactions of an engine: at once for readers, one after the other for writers."""

    def __init__(self, engine: Engine, timeout_ms: int) -> None:
        """Take over `engine`; a writer that waited so long in all hears that the database is locked."""
        self._timeout_ms = timeout_ms
        self._turn = FairLock()
        self._holder: Any = None  # the connection that writes
        event.listen(engine, "begin", self._begin)
        for end in ("checkin", "invalidate", "close"):  # a session gives its connection back as soon as it is through
            event.listen(engine, end, self._end)

    def _begin(self, connection: Any) -> None:
        if connection.get_execution_options().get("only_reads", False):
            connection.exec_driver_sql("BEGIN")
            return
        asked = ASKED_AT.get() or time.monotonic()
        if self._turn.acquire(self._left_ms(asked) / 1000):
            self._holder = connection.connection.dbapi_connection
        self._begin_to_write(connection, asked)

    def _begin_to_write(self, connection: Any, asked: float) -> None:
        """Take the write lock at the start: who first reads and then writes fails when another one wrote in between."""
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        wait_s = SHORTEST_WAIT_S
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                if not _is_busy(error) or self._left_ms(asked) <= 0:
                    raise
            else:
                return
            time.sleep(wait_s)
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)

    def _left_ms(self, asked: float) -> int:
        return max(0, self._timeout_ms - round(1000 * (time.monotonic() - asked)))

    def _end(self, dbapi_connection: Any, *_: Any) -> None:
        if dbapi_connection is not None and dbapi_connection is self._holder:
            self._holder = None
            self._turn.release()


def _is_busy(error: OperationalError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY_CODE == sqlite3.SQLITE_BUSY


class FairLock:
    """A lock that goes to whoever has waited longest; Python's own goes to anybody."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Event] = deque()

    def acquire(self, timeout_s: float) -> bool:
        """Wait for the lock; return whether it was had in time."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout_s):
            return True
        with self._guard:
            if turn.is_set():  # it came in the last moment
                return True
            self._waiting.remove(turn)
            return False

    def release(self) -> None:
        """Hand the lock on."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False
