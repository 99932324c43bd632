"""A1: clients that are slow on purpose, one of each kind, and many of them beside real visitors."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from itertools import repeat
from statistics import quantiles

import aiohttp
import pytest

from bot.app import Parts
from bot.channels.web import guards, sockets
from bot.channels.web.guards import CONNECTION_LIMITS
from tests.fakes.attacker import PATIENCE_S, Served, connect, ended_after_s, serving

SLOW_CLIENTS = int(os.environ.get("ABUSE_CONNECTIONS", "150"))  # 2,000 in the full run
LIMIT_S = 1.0  # in place of 15
ORIGIN = "http://localhost:8080"
HEAD = b"POST /api/conversations HTTP/1.1\r\nHost: localhost\r\n"
BODY_TO_COME = HEAD + b"Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
UPGRADE = (
    b"GET /api/ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: "
    + ORIGIN.encode()
    + b"\r\n\r\n"
)
SLOW = {
    "silence": (b"", ()),
    "half a request line": (b"GET /hea", ()),
    "headers letter by letter": (HEAD, repeat(b"X-a: b\r\n")),
    "half a body": (BODY_TO_COME + b"{", ()),
    "a body letter by letter": (BODY_TO_COME, repeat(b" ")),
    "a chunked body letter by letter": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", repeat(b"1\r\nx\r\n")),
    "a socket that never says hello": (UPGRADE, ()),
    "idle after an answer": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", ()),
}


@pytest.fixture
async def served(
    loop: asyncio.AbstractEventLoop, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Served]:
    monkeypatch.setattr(guards, "BODY_WITHIN_S", LIMIT_S)
    monkeypatch.setattr(sockets, "HELLO_WITHIN_S", LIMIT_S)
    monkeypatch.setattr(sockets, "PING_EVERY_S", LIMIT_S)
    monkeypatch.setattr(sockets, "GOODBYE_WITHIN_S", LIMIT_S)
    monkeypatch.setattr(sockets, "PER_ADDRESS", 10_000)
    async with serving(parts, keepalive_timeout=LIMIT_S, lingering_time=LIMIT_S / 2) as served:
        yield served


@pytest.fixture
def port(served: Served) -> int:
    return served.port


def test_a01_the_limits_are_those_of_the_table() -> None:
    assert CONNECTION_LIMITS["keepalive_timeout"] <= 15
    assert guards.BODY_WITHIN_S <= 15
    assert sockets.HELLO_WITHIN_S <= 10
    assert sockets.PING_EVERY_S <= 25
    assert sockets.HELLO_WITHIN_S + sockets.GOODBYE_WITHIN_S <= 15


@pytest.mark.parametrize("kind", SLOW)
async def test_a01_a_slow_client_is_cut_off(port: int, kind: str) -> None:
    sent, rest = SLOW[kind]
    assert await ended_after_s(await connect(port, sent), rest) < min(PATIENCE_S, LIMIT_S * 8)


async def said_hello(session: aiohttp.ClientSession, port: int, **options: bool) -> aiohttp.ClientWebSocketResponse:
    opened = await (await session.post(f"http://127.0.0.1:{port}/api/conversations")).json()
    socket = await session.ws_connect(f"http://127.0.0.1:{port}/api/ws", headers={"Origin": ORIGIN}, **options)
    await socket.send_json({"type": "hello", "after": 0, **opened})
    await socket.receive()
    return socket


async def test_a01_a_socket_that_answers_no_ping_is_cut_off(port: int) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await said_hello(session, port, autoping=False)
        kinds = [await asyncio.wait_for(socket.receive(), PATIENCE_S) for _ in range(2)]
        assert [message.type for message in kinds] == [aiohttp.WSMsgType.PING, aiohttp.WSMsgType.CLOSED]


async def test_a01_a_socket_that_reads_nothing_is_cut_off(served: Served) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await said_hello(session, served.port)
        for number in range(20):
            await socket.send_json(
                {"type": "message", "id": f"message-{number:04d}", "text": "what does it cost? " * 40}
            )
        socket._response.connection.transport.pause_reading()
        open_sockets = served.app[sockets.SOCKETS].by_address
        assert open_sockets.total() == 1
        async with asyncio.timeout(LIMIT_S * 8):
            while open_sockets.total():  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def visit_times_ms(port: int, visits: int) -> list[float]:
    """Ask health again and again, as visitors do between their messages."""
    taken = []
    async with aiohttp.ClientSession() as session:
        for _ in range(visits):
            began = time.perf_counter()
            async with session.post(f"http://127.0.0.1:{port}/api/conversations/nobody/messages", json={}) as response:
                assert response.status == 401
            taken.append((time.perf_counter() - began) * 1000)
    return taken


async def test_a01_real_visitors_notice_little_of_many_slow_ones(port: int) -> None:
    before = quantiles(await visit_times_ms(port, 100), n=20)[-1]
    kinds = [SLOW[kind] for kind in ("silence", "half a request line", "half a body", "headers letter by letter")]
    attack = [
        asyncio.create_task(ended_after_s(await connect(port, kinds[number % 4][0]), kinds[number % 4][1]))
        for number in range(SLOW_CLIENTS)
    ]
    during = quantiles(await visit_times_ms(port, 100), n=20)[-1]
    lasted = await asyncio.gather(*attack)
    assert max(lasted) < PATIENCE_S
    assert during <= max(1.5 * before, before + 50)
