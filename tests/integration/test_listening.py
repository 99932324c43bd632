"""Several servers take connections from one socket: evenly, and none is lost when they end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.listening import Door, ListenError, Share, bind, serve

VISITORS = 30


async def hello(_request: web.Request) -> web.Response:
    await asyncio.sleep(0.05)
    return web.Response(text="hello")


def an_app() -> web.Application:
    app = web.Application()
    app.router.add_get("/", hello)
    return app


def address(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}/"


async def test_connections_are_shared_evenly() -> None:
    (first,) = bind("127.0.0.1", 0)
    second = first.dup()  # a loop watches a socket once, so the other server has it under another number
    counts = [0, 0]
    runners = [web.AppRunner(an_app()) for _ in counts]
    for runner in runners:
        await runner.setup()
    doors = [
        Door(listening, runner.server, Share(counts, number))
        for number, (listening, runner) in enumerate(zip((first, second), runners, strict=True))
    ]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        said = await asyncio.gather(*(_ask(session, address(first)) for _ in range(VISITORS)))
        assert said == ["hello"] * VISITORS
        open_now = [len(runner.server.connections) for runner in runners if runner.server]
        assert sum(open_now) == VISITORS
        assert max(open_now) - min(open_now) <= 2
    for door in doors:
        door.close()
    for runner in runners:
        await runner.cleanup()
    first.close()
    second.close()


async def _ask(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as response:
        return await response.text()


async def test_a_server_whose_neighbour_is_gone_takes_all() -> None:
    (listening,) = bind("127.0.0.1", 0)
    counts = [0, 0]  # the second never tells how many it has
    runner = web.AppRunner(an_app())
    await runner.setup()
    door = Door(listening, runner.server, Share(counts, 0))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        said = await asyncio.gather(*(_ask(session, address(listening)) for _ in range(5)))
    assert said == ["hello"] * 5
    door.close()
    await runner.cleanup()
    listening.close()


def test_an_address_in_use_is_told() -> None:
    (taken,) = bind("127.0.0.1", 0)
    with pytest.raises(ListenError, match="cannot listen on 127"):
        bind("127.0.0.1", taken.getsockname()[1])
    taken.close()


def test_a_signal_ends_the_server_after_what_it_has_begun() -> None:
    (listening,) = bind("127.0.0.1", 0)
    app, said = an_app(), []

    async def asking(_app: web.Application) -> AsyncIterator[None]:
        async def visit() -> None:
            async with aiohttp.ClientSession() as session, session.get(address(listening)) as response:
                said.append(await response.text())

        task = asyncio.create_task(visit())
        asyncio.get_running_loop().call_later(0.03, os.kill, os.getpid(), signal.SIGTERM)
        yield
        await task

    app.cleanup_ctx.append(asking)
    serve(app, [listening], {})
    assert said == ["hello"]
    listening.close()
