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
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from bot.errors import BotError

SHORTEST_WAIT_S, LONGEST_WAIT_S = 0.0005, 0.003  # between two looks at a database that another process writes to
PRIMARY_CODE = 0xFF  # of SQLite's extended error codes
MOST_TOGETHER = 16  # writes in one transaction: some 10 ms
HELD_BACK_S = 0.005  # so long a write waits for others, and for answers that are being computed
LONGEST_COURTESY_S = 0.05  # so long an answer waits for writes
ASKED_AT: ContextVar[float | None] = ContextVar("ASKED_AT", default=None)  # when a write was asked for, if before now


class WriteThread:
    """One thread for the writes of all turns: on SQLite they cannot run side by side anyway.

    Writes that wait are written together, in one transaction: a busy database is taken, and a disk asked, once for
    several. Where one of them fails, each is written by itself. One connection keeps its pages and statements at hand,
    where each of many would read again what another one wrote. A write that waited for others has so much less time
    to wait for the database.

    It takes turns with the thread that computes answers. Both at once would wait for Python's lock at every statement,
    and keep the database from others meanwhile: that took ten times as long.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._executor = ThreadPoolExecutor(1, "writes")
        self._waiting: deque[_Write] = deque()
        self._done = _event()  # nothing waits
        self._go = _event()  # nobody computes

    async def run(self, prepare: Callable[..., Callable[[Connection], Any]], *args: Any) -> Any:
        """Prepare a write, and run what that returns in a transaction, after the writes before it."""
        loop = asyncio.get_running_loop()
        job = _Write(partial(prepare, *args), loop.create_future(), time.monotonic())
        self._waiting.append(job)
        self._done.clear()
        self._executor.submit(self._work, loop)
        return await job.result

    def before_work(self) -> None:
        """Let through what has waited for long, and then hold the rest back: somebody computes now."""
        if self._waited_s() > HELD_BACK_S:
            self._go.set()
            self._done.wait(LONGEST_COURTESY_S)
        self._go.clear()

    def at_rest(self) -> None:
        """Let through what waits: nobody computes."""
        self._go.set()

    def _waited_s(self) -> float:
        try:
            return time.monotonic() - self._waiting[0].asked_at
        except IndexError:  # nothing waits
            return 0.0

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._waiting:
            return  # it was written with the one before
        self._go.wait(HELD_BACK_S)
        jobs = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
        jobs = [job for job in jobs if not job.result.cancelled()]
        done = self._together(jobs) or [self._alone(job) for job in jobs]
        if not self._waiting:
            self._done.set()
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(_settle, jobs, done)

    def _together(self, jobs: Sequence[_Write]) -> list[_Outcome] | None:
        """Write all in one transaction; None, and nothing is written, if that fails or there is but one."""
        if len(jobs) <= 1:
            return None
        try:
            return self._in_transaction([job.prepare() for job in jobs], jobs[0].asked_at)
        except Exception:  # noqa: BLE001 - each is tried again by itself, and then tells
            return None

    def _alone(self, job: _Write) -> _Outcome:
        try:
            (outcome,) = self._in_transaction([job.prepare()], job.asked_at)
        except Exception as error:  # noqa: BLE001 - whoever awaits the write decides
            return None, error
        return outcome

    def _in_transaction(self, writes: Sequence[Callable[[Connection], Any]], asked_at: float) -> list[_Outcome]:
        asked = ASKED_AT.set(asked_at)
        try:
            with self._engine.begin() as connection:
                return [_outcome(write, connection) for write in writes]
        finally:
            ASKED_AT.reset(asked)


_Outcome = tuple[Any, Exception | None]


@dataclass(frozen=True)
class _Write:
    prepare: Callable[[], Callable[[Connection], Any]]
    result: asyncio.Future[Any]
    asked_at: float


def _event() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


def _outcome(write: Callable[[Connection], Any], connection: Connection) -> _Outcome:
    try:
        return write(connection), None
    except BotError as refused:  # before it wrote anything that matters: those beside it are not concerned
        return None, refused


def _settle(jobs: Sequence[_Write], done: Sequence[_Outcome]) -> None:
    for job, (value, error) in zip(jobs, done, strict=True):
        if job.result.cancelled():
            continue
        if error:
            job.result.set_exception(error)
        else:
            job.result.set_result(value)


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
        own = connection.connection.dbapi_connection
        # a migration has one transaction after another on one connection: it must not wait for itself
        if self._holder is not own and self._turn.acquire(self._left_ms(asked) / 1000):
            self._holder = own
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
