"""Writers of one process wait for each other in turn, where SQLite alone would have them sleep and look again."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError, PendingRollbackError

from bot.errors import TooManyMessagesError
from bot.transcripts import database
from bot.transcripts.database import open_database, reader_factory, session_factory
from bot.transcripts.statements import ADD_CONVERSATION
from bot.transcripts.writer_queue import FairLock, WriteThread

WRITE = text("UPDATE conversations SET version = version")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def begun(engine: Engine) -> list[str]:
    """Every BEGIN that SQLite was asked for."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    return seen


def test_a_second_writer_asks_sqlite_only_when_the_first_is_through(engine: Engine, begun: list[str]) -> None:
    sessions, asked = session_factory(engine), threading.Event()

    def second() -> None:
        asked.set()
        with sessions.begin() as session:
            session.execute(WRITE)

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as session:
            session.execute(WRITE)
            waiting = pool.submit(second)
            asked.wait(5)
            assert not waiting.done()
            with reader_factory(engine)() as reader:
                reader.execute(text("SELECT count(*) FROM conversations"))
            assert begun == ["BEGIN IMMEDIATE", "BEGIN"], "a reader does not wait, a writer does"
        waiting.result(5)
    assert begun.count("BEGIN IMMEDIATE") == 2


def test_a_connection_does_not_wait_for_itself(engine: Engine) -> None:
    began = time.monotonic()
    with engine.connect() as connection:
        for _ in range(3):
            connection.execute(WRITE)
            connection.commit()
    assert time.monotonic() - began < database.BUSY_TIMEOUT_MS / 1000


def test_a_writer_that_failed_lets_the_next_one_in(engine: Engine) -> None:
    sessions = session_factory(engine)
    for _ in range(3):
        with pytest.raises(OperationalError), sessions.begin() as session:
            session.execute(text("UPDATE nothing SET x = 1"))
        with pytest.raises(PendingRollbackError), sessions.begin() as session:
            session.connection().invalidate()
    with sessions.begin() as session:
        session.execute(WRITE)


def test_the_lock_goes_to_whoever_waited_longest() -> None:
    lock, order = FairLock(), []
    assert lock.acquire(1)

    def take(number: int) -> None:
        assert lock.acquire(5)
        order.append(number)
        lock.release()

    threads = []
    for number in range(20):
        threads.append(threading.Thread(target=take, args=(number,)))
        threads[-1].start()
        while len(lock._waiting) <= number:
            time.sleep(0.001)
    assert not lock.acquire(0.01), "who gives up leaves the queue"
    lock.release()
    for thread in threads:
        thread.join(5)
    assert order == list(range(20))
    assert lock.acquire(0)


def test_who_waits_too_long_is_told_and_blocks_nobody(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    engine = open_database(url)
    sessions = session_factory(engine)

    def write() -> None:
        with sessions.begin() as session:
            session.execute(WRITE)

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as session:
            session.execute(WRITE)
            with pytest.raises(OperationalError, match="locked"):
                pool.submit(write).result(5)
        pool.submit(write).result(5)
    write()
    engine.dispose()


def add(name: str, *, fails: bool = False) -> Callable[[Connection], str]:
    """Prepare to add a conversation."""

    def write(connection: Connection) -> str:
        connection.execute(ADD_CONVERSATION, {"id": name, "channel": "web"})
        if fails:
            raise RuntimeError("no")
        return name

    return write


def refuse() -> Callable[[Connection], str]:
    def write(_connection: Connection) -> str:
        raise TooManyMessagesError("wait")

    return write


async def together(thread: WriteThread, *writes: Callable[[], Callable[[Connection], str]]) -> list[object]:
    """Have all wait at once, as they do behind an answer that is computed."""
    thread.before_work()
    return await asyncio.gather(*(thread.run(write) for write in writes), return_exceptions=True)


def ids(engine: Engine) -> list[str]:
    with engine.connect().execution_options(only_reads=True) as connection:
        return sorted(connection.scalars(text("SELECT id FROM conversations")))


async def test_writes_that_wait_are_written_in_one_transaction(engine: Engine, begun: list[str]) -> None:
    names = [f"c{number}" for number in range(5)]
    assert await together(WriteThread(engine), *(partial(add, name) for name in names)) == names
    assert ids(engine) == names
    assert begun.count("BEGIN IMMEDIATE") == 1


async def test_a_write_that_fails_takes_no_other_with_it(engine: Engine) -> None:
    done = await together(WriteThread(engine), partial(add, "a"), partial(add, "b", fails=True), partial(add, "c"))
    assert [done[0], done[2]] == ["a", "c"]
    assert isinstance(done[1], RuntimeError)
    assert ids(engine) == ["a", "c"], "nothing of the failed one, and the others once"


async def test_a_write_that_is_refused_leaves_the_others_in_peace(engine: Engine, begun: list[str]) -> None:
    done = await together(WriteThread(engine), partial(add, "a"), refuse, partial(add, "c"))
    assert isinstance(done[1], TooManyMessagesError)
    assert ids(engine) == ["a", "c"]
    assert begun.count("BEGIN IMMEDIATE") == 1


async def test_writes_that_are_held_back_go_on_after_a_moment_though_an_answer_hangs(engine: Engine) -> None:
    thread = WriteThread(engine)
    thread.before_work()  # and never comes to rest
    async with asyncio.timeout(1):
        assert await thread.run(add, "a") == "a"
