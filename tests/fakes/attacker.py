"""A client that keeps no rule: raw bytes, slow bytes, no bytes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.app import Parts, create_app
from bot.channels.web.guards import CONNECTION_LIMITS

PATIENCE_S = 20.0
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Served:
    """An application that listens."""

    app: web.Application
    runner: web.AppRunner
    port: int

    @property
    def requests(self) -> int:
        """How many requests it has read so far."""
        return self.runner.server.requests_count if self.runner.server else 0


@asynccontextmanager
async def serving(parts: Parts, **limits: Any) -> AsyncIterator[Served]:
    """Serve the application as `bot.server` does, with some limits made shorter."""
    app = create_app(parts)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, **{**CONNECTION_LIMITS, **limits})
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield Served(app, runner, runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def connect(port: int, sent: bytes = b"") -> Connection:
    """Open a connection and send the first bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    return reader, writer


async def ended_after_s(connection: Connection, trickle: Iterable[bytes] = ()) -> float:
    """Send the bytes one by one, ten a second, and return how long the server bore it."""
    reader, writer = connection
    began = time.monotonic()

    async def feed() -> None:
        with suppress(ConnectionError):
            for piece in trickle:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.1)

    feeding = asyncio.create_task(feed())
    with suppress(ConnectionError):
        async with asyncio.timeout(PATIENCE_S):
            while await reader.read(65536):
                pass
    feeding.cancel()
    writer.close()
    return time.monotonic() - began


async def answer_to(port: int, request: bytes, rest: Iterable[bytes] = ()) -> bytes:
    """Send raw bytes as far as the server takes them; return all it answers until it closes or falls silent."""
    reader, writer = await connect(port, request)
    with suppress(ConnectionError):
        for piece in rest:
            writer.write(piece)
            await asyncio.wait_for(writer.drain(), 5)
    got = b""
    with suppress(ConnectionError, TimeoutError):
        while piece := await asyncio.wait_for(reader.read(65536), 3):
            got += piece
    writer.close()
    return got


def statuses(answer: bytes) -> list[int]:
    """Return the status of each answer in a stream of them."""
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]
