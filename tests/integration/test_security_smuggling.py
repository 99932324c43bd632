"""A18: requests that two servers may read differently, straight and through the proxy of deploy/."""

from __future__ import annotations

import asyncio
import socket as sockets
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.app import Parts
from tests.fakes.attacker import Served, answer_to, serving, statuses

HOST = b"Host: localhost\r\n"
SECOND = b"GET /smuggled HTTP/1.1\r\n" + HOST + b"\r\n"
POST = b"POST /api/conversations/c/messages HTTP/1.1\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
DOUBTFUL = {
    "CL.TE": POST + HOST + b"Content-Length: 6\r\n" + CHUNKED + b"\r\n0\r\n\r\nG" + SECOND,
    "TE.CL": POST + HOST + CHUNKED + b"Content-Length: 4\r\n\r\n5c\r\n" + SECOND + b"0\r\n\r\n",
    "two lengths": POST + HOST + b"Content-Length: 0\r\nContent-Length: 60\r\n\r\n" + SECOND,
    "a length list": POST + HOST + b"Content-Length: 0, 60\r\n\r\n" + SECOND,
    "a signed length": POST + HOST + b"Content-Length: +5\r\n\r\nhello",
    "two hosts": b"GET /healthz HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n",
    "an obscured encoding": POST + HOST + b"Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\nhello" + SECOND,
    "two encodings": POST + HOST + CHUNKED + b"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "a space before the colon": POST + HOST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded line": POST + HOST + b"X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n",
    "a bare line feed in a chunk": POST + HOST + CHUNKED + b"\r\n0;x\n\r\n\r\n" + SECOND,
    "a chunk size with a sign": POST + HOST + CHUNKED + b"\r\n-1\r\n\r\n0\r\n\r\n",
    "a chunk size with 0x": POST + HOST + CHUNKED + b"\r\n0x5\r\nhello\r\n0\r\n\r\n",
    "a NUL in a header": b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-A: b\x00c\r\n\r\n",
    "a bare carriage return": b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-A: b\rTransfer-Encoding: chunked\r\n\r\n",
}


@pytest.fixture
async def served(loop: asyncio.AbstractEventLoop, parts: Parts) -> AsyncIterator[Served]:
    async with serving(parts, keepalive_timeout=1.0) as served:
        yield served


@pytest.fixture
def proxy_port(served: Served, tmp_path: Path) -> Iterator[int]:
    """The nginx of deploy/, with the address of this application."""
    nginx = Path("/usr/sbin/nginx")
    if not nginx.exists():
        pytest.skip("nginx is not installed")
    with closing(sockets.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = Path("deploy/nginx.conf").read_text("utf-8")
    conf = conf.replace("server assistant:8080;", f"server 127.0.0.1:{served.port};")
    conf = conf.replace("listen 80;", f"listen 127.0.0.1:{port};")
    conf = conf.replace(
        "http {", f"http {{ access_log off; client_body_temp_path {tmp_path}; proxy_temp_path {tmp_path};", 1
    )
    own = tmp_path / "nginx.conf"
    own.write_text(f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/log;\n{conf}", "utf-8")
    process = subprocess.Popen([nginx, "-p", tmp_path, "-c", own], stderr=subprocess.DEVNULL)
    yield port
    process.terminate()
    process.wait(10)


@pytest.mark.parametrize("kind", DOUBTFUL)
async def test_a18_a_doubtful_request_is_refused(served: Served, kind: str) -> None:
    """One request, one answer: the second one was not read, or everything was refused."""
    answer = await answer_to(served.port, DOUBTFUL[kind])
    assert statuses(answer) in ([], [400], [401], [404]), answer


async def test_a18_the_proxy_and_the_application_read_the_same(served: Served, proxy_port: int) -> None:
    """The application reads no request that the proxy did not see: each one's answer went through it."""
    for _ in range(100):
        with suppress(ConnectionError):
            if statuses(await answer_to(proxy_port, b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")):
                break
        await asyncio.sleep(0.1)
    before = served.requests
    answers = await asyncio.gather(*(answer_to(proxy_port, request) for request in DOUBTFUL.values()))
    answered = sum(len(statuses(answer)) for answer in answers)
    by_the_proxy_alone = sum(answer.count(b"<center>nginx") for answer in answers)
    assert answered >= len(DOUBTFUL) - 2
    assert served.requests - before <= answered - by_the_proxy_alone
