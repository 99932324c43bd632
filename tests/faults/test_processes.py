"""F2, F3, F5 and F8, and replicas behind nginx: real processes, real databases, visitors who do not give up."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy.engine import make_url

from bot.transcripts.schema import upgrade
from tests.counts import count
from tests.fakes.fork_server import ForkServer, ServerProcess
from tests.fakes.proxy import Proxy
from tests.fakes.sms import Database
from tests.fakes.twilio import FakeTwilio
from tests.faults.ledgers import Tally, at_rest, compare
from tests.faults.visitors import SmsVisitor, Visitor, WebVisitor, converse, until_heard

pytestmark = pytest.mark.slow
NGINX_CONF = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"


@dataclass
class Town:
    """Visitors of both channels, their database and their Twilio."""

    url: str
    database: Database
    twilio: FakeTwilio
    api_base: str
    forks: ForkServer
    web: list[WebVisitor]
    sms: list[SmsVisitor]

    def people(self, web: int, sms: int) -> list[Visitor]:
        self.web = [WebVisitor(self.database.store, number) for number in range(web)]
        self.sms = [SmsVisitor(self.twilio, number) for number in range(sms)]
        return [*self.web, *self.sms]

    async def server(self, **options: object) -> ServerProcess:
        return await self.forks.start(**{"url": self.url, "api_base": self.api_base} | options)

    async def end(self, base: str) -> Tally:
        """Wait until nothing is left to do, let everybody read on, and compare the ledgers."""
        async with asyncio.timeout(120):
            for visitor in (*self.web, *self.sms):
                await until_heard(visitor, lambda: base)
            while not at_rest(self.database):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            for visitor in self.web:
                await until_heard(visitor, lambda: base)
        return compare(self.database, self.twilio, self.web, self.sms)


@asynccontextmanager
async def town_on(url: str, forks: ForkServer) -> AsyncIterator[Town]:
    upgrade(url)
    twilio, database = FakeTwilio(), Database.open(url)
    async with twilio.serving() as api_base:
        yield Town(url, database, twilio, api_base, forks, [], [])
    database.engine.dispose()


def at(server: ServerProcess) -> str:
    return f"http://127.0.0.1:{server.port}"


# -- F2: asked to stop in mid-work


async def test_a_server_that_is_asked_to_stop_ends_in_time_and_loses_nothing(url: str, forks: ForkServer) -> None:
    async with town_on(url, forks) as town:
        tally = await stop_again_and_again(town)
    assert tally.faults == {}, str(tally)


async def stop_again_and_again(town: Town) -> Tally:
    people, chance = town.people(web=8, sms=12), random.Random(2)
    servers = [await town.server(delay_s=0.2)]
    for number in range(count(2, 50)):
        talking = asyncio.create_task(converse(people, lambda: at(servers[-1]), messages=1, first=number))
        await asyncio.sleep(chance.uniform(0.02, 0.5))
        started = time.monotonic()
        await servers[-1].kill(signal.SIGTERM)
        assert time.monotonic() - started <= count(25, 10)
        servers.append(await town.server(delay_s=0.2))
        await talking
    return await town.end(at(servers[-1]))


# -- F3: the power goes


async def test_what_is_on_the_disk_at_any_moment_is_whole_and_holds_what_was_acknowledged(
    url: str, forks: ForkServer, memory_folder: Path
) -> None:
    async with town_on(url, forks) as town:
        taken = await copy_again_and_again(town, memory_folder)
        with town.database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2, "FULL: confirmed is on the disk"
    assert taken >= count(10, 200)


async def copy_again_and_again(town: Town, memory_folder: Path) -> int:
    """The server is frozen and its files are copied: what a disk would hold that loses nothing it has confirmed."""
    people, chance = town.people(web=4, sms=0), random.Random(3)
    server = await town.server()
    talking = asyncio.create_task(converse(people, lambda: at(server), messages=count(60, 600)))
    taken = 0
    while not talking.done() and taken < count(10, 200):
        await asyncio.sleep(chance.uniform(0.01, 0.1))
        acknowledged = {known for visitor in town.web for known in visitor.acknowledged}
        os.kill(server.pid, signal.SIGSTOP)
        try:
            for end in ("", "-wal"):
                shutil.copy(memory_folder / f"sms.db{end}", memory_folder / f"copy.db{end}")
        finally:
            os.kill(server.pid, signal.SIGCONT)
        with sqlite3.connect(memory_folder / "copy.db") as copy:
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            stored = {row[0] for row in copy.execute("SELECT message_id FROM turns")}
        copy.close()
        assert acknowledged <= stored
        taken += 1
    talking.cancel()
    return taken


# -- F5: PostgreSQL slow, cut off, gone


@pytest.mark.postgres
async def test_a_database_that_is_cut_off_slow_or_gone_loses_nothing(postgres_url: str, forks: ForkServer) -> None:
    async with town_on(postgres_url, forks) as town:
        tally = await cut_again_and_again(town)
    assert tally.faults == {}, str(tally)


async def cut_again_and_again(town: Town) -> Tally:
    people, chance, own = town.people(web=3, sms=3), random.Random(5), make_url(town.url)
    async with Proxy(own.port or 0).serving() as proxy:
        server = await town.server(url=own.set(port=proxy.port).render_as_string())
        talking = asyncio.create_task(converse(people, lambda: at(server), messages=count(12, 60)))
        for _ in range(count(5, 60)):
            await asyncio.sleep(chance.uniform(0.02, 0.4))
            proxy.cut()  # now and then in the middle of a commit
        proxy.delay_s = 0.2
        await asyncio.sleep(1)
        proxy.delay_s, proxy.gone = 0, True
        proxy.cut()
        async with aiohttp.ClientSession() as session:
            await asyncio.sleep(count(2, 30))
            async with session.get(f"{at(server)}/healthz") as response:
                assert response.status == 200
            async with session.get(f"{at(server)}/readyz") as response:
                assert response.status == 503
            proxy.gone, back = False, time.monotonic()
            while (await session.get(f"{at(server)}/readyz")).status != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            assert time.monotonic() - back <= count(30, 5)
        await talking
        return await town.end(at(server))


# -- F8: two servers, one order


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_two_servers_keep_each_conversations_order(
    kind: str, forks: ForkServer, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "postgres_url")
    async with town_on(url, forks) as town:
        people, chance = town.people(web=count(4, 25), sms=count(4, 25)), random.Random(8)
        servers = [await town.server(delay_s=chance.uniform(0, 0.02)) for _ in range(2)]
        await converse(people, lambda: at(chance.choice(servers)), messages=count(8, 200))
        tally = await town.end(at(servers[0]))
        assert tally.faults == {}, str(tally)


# -- two replicas on PostgreSQL behind nginx


@contextmanager
def nginx(folder: Path, ports: list[int]) -> Iterator[str]:
    """Run nginx as deploy/nginx.conf has it, before these ports; yields its address."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server assistant:8080;": " ".join(f"server 127.0.0.1:{each};" for each in ports),
        "http {": f"pid {folder}/pid; error_log {folder}/error.log; daemon off;\nhttp {{ access_log off; {temporary}",
    }
    text = NGINX_CONF.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"deploy/nginx.conf has no {old!r}"
        text = text.replace(old, new)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    process = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.mark.postgres
async def test_replicas_behind_nginx_are_killed_and_restarted_and_nothing_is_lost(
    postgres_url: str, forks: ForkServer, memory_folder: Path
) -> None:
    async with town_on(postgres_url, forks) as town:
        tally = await kill_and_restart(town, memory_folder)
    assert tally.faults == {}, str(tally)
    assert tally.messages == 8 * count(15, 200)


async def kill_and_restart(town: Town, memory_folder: Path) -> Tally:
    people = town.people(web=4, sms=4)
    replicas = [await town.server(proxies=1) for _ in range(2)]
    with nginx(memory_folder, [replica.port for replica in replicas]) as base:
        with suppress(TimeoutError):
            await asyncio.wait_for(until_heard(people[0], lambda: base), 10)  # nginx listens
        talking = asyncio.create_task(converse(people, lambda: base, messages=count(15, 200)))
        for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGTERM):  # one dies, then both are restarted in turn
            await asyncio.sleep(count(0.7, 5.0))
            old = replicas.pop(0)
            await old.kill(how)
            await asyncio.sleep(0.2)
            replicas.append(await town.server(proxies=1, port=old.port))
        await talking
        return await town.end(base)
