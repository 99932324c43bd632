"""A5: requests that are too large in every way; they are refused at once and cost no memory."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from itertools import repeat
from pathlib import Path

import pytest
from aiohttp import WSMsgType
from aiohttp.test_utils import TestClient

from bot.app import Parts, create_app
from tests.fakes.attacker import answer_to, serving, statuses

MEGABYTE = 1_000_000
PIECE = b"x" * 65_536
POST = b"POST /api/conversations/c/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n"
BOMB = 100 * MEGABYTE  # what the bombs unpack to, a thousand times their size


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


@pytest.fixture
async def port(loop: asyncio.AbstractEventLoop, parts: Parts) -> AsyncIterator[int]:
    async with serving(parts) as served:
        port = served.port
        await answer_to(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        yield port


def pieces(size: int) -> Iterator[bytes]:
    return repeat(PIECE, size // len(PIECE) + 1)


def chunked(size: int) -> Iterator[bytes]:
    return (b"10000\r\n" + piece + b"\r\n" for piece in pieces(size))


LARGE = {
    "70 kB": (b"Content-Length: 70000\r\n\r\n", pieces(70_000), {413}),
    "1 MB": (b"Content-Length: 1000000\r\n\r\n", pieces(MEGABYTE), {413}),
    "100 MB": (b"Content-Length: 100000000\r\n\r\n", pieces(100 * MEGABYTE), {413}),
    "chunked without end": (b"Transfer-Encoding: chunked\r\n\r\n", chunked(100 * MEGABYTE), {413}),
    "a gzip bomb": (b"Content-Encoding: gzip\r\n", None, {415}),
    "a deflate bomb": (b"Content-Encoding: deflate\r\n", None, {415}),
    "10,000 headers": (b"".join(b"X-%d: y\r\n" % n for n in range(10_000)) + b"\r\n", (), {400, 431}),
    "a header of 1 MB": (b"X-Long: " + b"y" * MEGABYTE + b"\r\n\r\n", (), {400, 431}),
}


@pytest.mark.parametrize("kind", LARGE)
async def test_a05_what_is_too_large_is_refused_without_cost(port: int, kind: str) -> None:
    head, rest, allowed = LARGE[kind]
    if rest is None:
        packed = gzip.compress(bytes(BOMB)) if "gzip" in kind else zlib.compress(bytes(BOMB))
        head, rest = head + b"Content-Length: %d\r\n\r\n" % len(packed), [packed]
    before = resident_mb()
    answer = await answer_to(port, POST + head, rest)
    assert resident_mb() - before <= 50
    assert answer == b"" or set(statuses(answer)) <= allowed, answer[:200]  # cut off in mid-sending is a refusal too
    alive = await answer_to(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert statuses(alive) == [200]


async def test_a05_a_small_refusal_reaches_the_sender(port: int) -> None:
    answer = await answer_to(port, POST + b"Content-Length: 70000\r\n\r\n", pieces(70_000))
    assert statuses(answer) == [413]
    bomb = gzip.compress(bytes(MEGABYTE))
    answer = await answer_to(port, POST + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb), [bomb])
    assert statuses(answer) == [415]


async def test_a05_a_long_address_is_refused(port: int) -> None:
    answer = await answer_to(port, b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert set(statuses(answer)) <= {400, 414}


AS_TEXT = {
    "10,000 words": json.dumps({"id": "message-0001", "text": "word " * 10_000}).encode(),
    "a word of 60,000 letters": json.dumps({"id": "message-0001", "text": "x" * 60_000}).encode(),
    "1,001 letters": json.dumps({"id": "message-0001", "text": "y" * 1001}).encode(),
    "as many keys as fit": b"{" + b",".join(b'"%d":0' % n for n in range(7_000)) + b"}",
    "60,000 brackets": b"[" * 60_000,
    "6,000 nested objects": b'{"a":' * 6_000 + b"1" + b"}" * 6_000,
    "a number of 60,000 digits": b'{"id": "message-0001", "text": ' + b"9" * 60_000 + b"}",
}


@pytest.mark.parametrize("kind", AS_TEXT)
async def test_a05_a_body_that_is_hard_to_read_is_refused_quickly(
    aiohttp_client: object,
    parts: Parts,
    agent: object,
    kind: str,
) -> None:
    client: TestClient = await aiohttp_client(create_app(parts))  # type: ignore[operator]
    opened = await (await client.post("/api/conversations")).json()
    url, headers = (
        f"/api/conversations/{opened['conversation']}/messages",
        {"Authorization": f"Bearer {opened['token']}"},
    )
    taken = []
    for _ in range(3):
        began = time.process_time()
        response = await client.post(url, headers=headers, data=AS_TEXT[kind])
        taken.append(time.process_time() - began)
        assert response.status in (400, 413)
    assert min(taken) < 0.15  # of processor time, client and server together
    assert agent.turns == 0  # type: ignore[attr-defined]


async def test_a05_a_frame_over_64_kilobytes_ends_the_socket(aiohttp_client: object, parts: Parts) -> None:
    client: TestClient = await aiohttp_client(create_app(parts))  # type: ignore[operator]
    opened = await (await client.post("/api/conversations")).json()
    socket = await client.ws_connect("/api/ws", headers={"Origin": "http://localhost:8080"})
    await socket.send_json({"type": "hello", "after": 0, **opened})
    await socket.receive()
    await socket.send_str("x" * 70_000)
    message = await asyncio.wait_for(socket.receive(), 10)
    assert message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
    assert socket.close_code == 1009
