"""The sockets that visitors connect to, and how a process takes connections from them.

Workers share their listening sockets, and whoever has fewest connections takes the next one. With a socket each
(SO_REUSEPORT) the kernel deals connections out blindly, and often one of two workers had most of them.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, MutableSequence, Sequence
from dataclasses import dataclass
from typing import Any

import uvloop
from aiohttp import web

from bot.errors import BotError

log = logging.getLogger(__name__)

BACKLOG = 128  # connections that may wait to be taken
COURTESY_S = 0.005  # a worker with more connections than another leaves it so long to take the next one
PAUSE_S = 1.0  # before connections are taken again, after the system had no room for one


class ListenError(BotError):
    """The address cannot be listened on."""


@dataclass(frozen=True)
class Share:
    """One worker's place among the workers: how many connections each has, in memory that all of them see."""

    connections: MutableSequence[int]
    own: int

    def tell(self, count: int) -> bool:
        """Tell the others how many this one has; return whether another has fewer."""
        self.connections[self.own] = count
        return min(self.connections) < count


ALONE = Share([0], 0)


def bind(host: str, port: int) -> list[socket.socket]:
    """Return the listening sockets of an address, one for each protocol it has.

    Raises:
        ListenError: it is in use, or none of this machine's.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        addresses = dict.fromkeys((family, address) for family, *_, address in found)
        return [socket.create_server(address[:2], family=family, backlog=BACKLOG) for family, address in addresses]
    except OSError as error:
        raise ListenError(f"cannot listen on {host}, port {port}: {error.strerror}. Fix: set HOST and PORT") from error


def serve(app: web.Application, sockets: Sequence[socket.socket], limits: dict[str, Any], share: Share = ALONE) -> None:
    """Serve until SIGTERM or SIGINT; requests that were begun are ended first.

    Args:
        app: What answers.
        sockets: What `bind` returned; other processes may take connections from them, too.
        limits: How a connection is treated (arguments of `aiohttp.web.AppRunner`).
        share: This process' place among those that take connections from these sockets.
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(app, sockets, limits, share))


async def _serve(app: web.Application, sockets: Sequence[socket.socket], limits: dict[str, Any], share: Share) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(app, access_log=None, **limits)
    try:
        await runner.setup()
        doors = [Door(one, runner.server, share) for one in sockets]
        await stop.wait()
        for door in doors:
            door.close()
    finally:
        await runner.cleanup()


class Door:
    """Takes connections from one listening socket."""

    def __init__(self, listening: socket.socket, server: Any, share: Share) -> None:
        """Begin to; `server` is aiohttp's, which makes what serves a connection and knows those that are open."""
        self._loop = asyncio.get_running_loop()
        self._socket = listening
        self._server = server
        self._share = share
        self._begun: set[asyncio.Task[Any]] = set()
        self._later: asyncio.TimerHandle | None = None
        listening.setblocking(False)
        self._open()

    def close(self) -> None:
        """Take no more; those taken go on."""
        self._loop.remove_reader(self._socket)
        if self._later:
            self._later.cancel()

    def _open(self) -> None:
        self._loop.add_reader(self._socket, self._offered)

    def _offered(self) -> None:
        if self._share.tell(len(self._server.connections) + len(self._begun)):
            self._wait(COURTESY_S, self._take_and_open)
        else:
            self._take()

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._loop.remove_reader(self._socket)  # it would be offered again at once
        self._later = self._loop.call_later(seconds, then)

    def _take_and_open(self) -> None:
        self._open()
        self._take()

    def _take(self) -> None:
        try:
            connection, _ = self._socket.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # another worker took it, or it is gone
        except OSError as error:
            log.error("connection.refused", extra={"error": error.strerror})
            self._wait(PAUSE_S, self._open)
            return
        connection.setblocking(False)
        task = self._loop.create_task(self._connected(connection))
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    async def _connected(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._server, connection)
        except OSError:
            connection.close()
