"""The WebSocket contract, and the open sockets of each conversation."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from weakref import WeakValueDictionary

from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.web.frames import (
    MAX_FRAME_BYTES,
    answer_json,
    check_length,
    line_json,
    numbered_answer,
    numbers_of,
    parse_json,
    read_message,
)
from bot.channels.web.limits import client_address
from bot.dialogue.messages import Answer, IncomingMessage
from bot.errors import BadMessageError, BotError, TooManyMessagesError, UnavailableError
from bot.keys import ALLOWED_ORIGINS, STORE, TURNS
from bot.transcripts.records import TranscriptLine

log = logging.getLogger(__name__)

PER_CONVERSATION, PER_ADDRESS, IN_ALL = 3, 10, 5_000
PING_EVERY_S = 25.0
HELLO_WITHIN_S = 10.0
GOODBYE_WITHIN_S = 3.0

routes = web.RouteTableDef()


@dataclass
class Sockets:
    """The open sockets, counted by conversation and by address."""

    by_conversation: dict[str, set[web.WebSocketResponse]] = field(default_factory=lambda: defaultdict(set))
    by_address: Counter[str] = field(default_factory=Counter)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    orders: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def in_order(self, conversation: str) -> asyncio.Lock:
        """Return what to hold while a conversation's lines are read and sent: none may overtake an earlier one.

        A client asks again from the highest number it has seen, so what was overtaken would never reach it.
        """
        lock = self.orders.get(conversation) or asyncio.Lock()
        self.orders[conversation] = lock
        return lock

    def check_room(self, address: str) -> None:
        """Refuse a socket over the limits.

        Raises:
            TooManyMessagesError: the address, or the server, has too many.
        """
        if self.by_address[address] >= PER_ADDRESS or self.by_address.total() >= IN_ALL:
            raise TooManyMessagesError("too many open connections; please close another one first")

    def spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def close_conversation(self, conversation: str) -> None:
        for socket in list(self.by_conversation.get(conversation, ())):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=b"deleted")

    async def close_all(self) -> None:
        """Tell every client to come back later; used while the server drains."""
        for sockets in list(self.by_conversation.values()):
            for socket in list(sockets):
                await socket.close(code=WSCloseCode.SERVICE_RESTART, message=b"restart")


SOCKETS = web.AppKey[Sockets]("SOCKETS")
LAST = web.ResponseKey[int]("LAST")  # the highest line that a socket was sent


@routes.get("/api/ws")
async def open_socket(request: web.Request) -> web.StreamResponse:
    """Serve one socket: hello, then messages and replies until either side leaves."""
    if request.headers.get("Origin") not in request.app[ALLOWED_ORIGINS]:
        raise web.HTTPForbidden(reason="origin not allowed")
    sockets, address = request.app[SOCKETS], client_address(request)
    sockets.check_room(address)
    socket = web.WebSocketResponse(
        timeout=GOODBYE_WITHIN_S, heartbeat=PING_EVERY_S, compress=False, max_msg_size=MAX_FRAME_BYTES
    )
    sockets.by_address[address] += 1
    try:
        await socket.prepare(request)
        await _Session(request.app, socket).run()
    except ConnectionError:
        log.info("web.socket.gone")
    except Exception:
        log.exception("web.socket.failed")  # an error page would be noise on what is a socket by now
        await socket.close(code=WSCloseCode.INTERNAL_ERROR)
    finally:
        sockets.by_address[address] -= 1
        if not sockets.by_address[address]:
            del sockets.by_address[address]
    return socket


class _Session:
    def __init__(self, app: web.Application, socket: web.WebSocketResponse) -> None:
        self._app = app
        self._socket = socket
        self._conversation = ""

    async def run(self) -> None:
        sockets = self._app[SOCKETS]
        try:
            after = await self._hello()
        except (BotError, TimeoutError, TypeError) as error:
            await self._refuse(error)
            return
        group = sockets.by_conversation[self._conversation]
        if len(group) >= PER_CONVERSATION:
            await self._refuse(TooManyMessagesError("this conversation is open in too many places"))
            return
        try:
            async with sockets.in_order(self._conversation):
                group.add(self._socket)
                await self._catch_up(after)
            await self._listen()
        finally:
            group.discard(self._socket)
            if not group:
                sockets.by_conversation.pop(self._conversation, None)

    async def _hello(self) -> int:
        data = parse_json(await asyncio.wait_for(self._socket.receive_str(), HELLO_WITHIN_S))
        conversation, token, after = data.get("conversation"), data.get("token"), data.get("after", 0)
        if data.get("type") != "hello" or not isinstance(conversation, str) or not isinstance(token, str):
            raise BadMessageError("the first frame must be a hello with conversation and token")
        if not isinstance(after, int) or after < 0:
            raise BadMessageError("after must be a whole number")
        await asyncio.to_thread(self._app[STORE].authenticate, conversation, token)
        self._conversation = conversation
        return after

    async def _catch_up(self, after: int) -> None:
        """Send what was said after `after`, then say that the client is up to date."""
        more = True
        while more:
            lines, more = await asyncio.to_thread(self._app[STORE].messages_after, self._conversation, after)
            if lines:
                after = lines[-1].seq
                await self._socket.send_json({"type": "history", "messages": [line_json(line) for line in lines]})
        self._socket[LAST] = after
        await self._socket.send_json({"type": "ready", "conversation": self._conversation, "last": after})

    async def _listen(self) -> None:
        async for frame in self._socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            try:
                await self._handle(parse_json(frame.data))
            except BotError as error:
                await self._error(error)

    async def _handle(self, data: dict[str, Any]) -> None:
        if data.get("type") == "ping":
            await self._socket.send_json({"type": "pong"})
        elif data.get("type") == "message":
            await self._message(data)
        else:
            raise BadMessageError("type must be message or ping")

    async def _message(self, data: dict[str, Any]) -> None:
        message_id, text = read_message(data)
        try:
            check_length(text)
            message = IncomingMessage(self._conversation, message_id, "web", text, datetime.now(UTC))
            journaled = await self._app[TURNS].accept(message)
        except UnavailableError as error:
            alarm = self._app[TURNS].alarm(message)  # somebody in danger is answered even when nothing can be stored
            await self._error(error, message_id, answer_json(alarm) if alarm else {})
            # What was sent after this message must not be taken before it: the client comes back with both, in order
            await self._socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return
        except BotError as error:
            await self._error(error, message_id)
            return
        await self._socket.send_json({"type": "ack", "id": message_id})
        if journaled.answer is not None:
            await send_answer(self._app, self._conversation, journaled.answer, only=self._socket)
            return
        await self._socket.send_json({"type": "typing"})
        # The turn ends even when this socket goes; its listener sends the answer to every open socket.
        self._app[SOCKETS].spawn(self._app[TURNS].answer_accepted(message, journaled))

    async def _error(
        self, error: BotError, message_id: str | None = None, answer: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        frame: dict[str, Any] = {"type": "error", "code": error_code(error), "message": str(error), **answer}
        await self._socket.send_json({**frame, "id": message_id} if message_id else frame)

    async def _refuse(self, error: Exception) -> None:
        known = error if isinstance(error, BotError) else BadMessageError("say hello first")
        if not self._socket.closed:
            await self._error(known)
            await self._socket.close(code=WSCloseCode.POLICY_VIOLATION)


async def send_answer(
    app: web.Application, conversation: str, answer: Answer, only: web.WebSocketResponse | None = None
) -> None:
    """Send a turn's answer to the open sockets of its conversation (or to one), with the visitor's own line."""
    async with app[SOCKETS].in_order(conversation):
        group = [only] if only else list(app[SOCKETS].by_conversation.get(conversation, ()))
        if not group:
            return
        lines = await asyncio.to_thread(app[STORE].messages_of_turn, conversation, answer.message_id)
        reply = {"type": "reply", **numbered_answer(answer, numbers_of(lines))}
        for socket in group:
            try:
                await _send_before(app, conversation, socket, lines)
                await socket.send_json(reply)
            except ConnectionError:
                log.info("web.socket.gone")  # it reads the answer when it comes back


async def _send_before(
    app: web.Application, conversation: str, socket: web.WebSocketResponse, turn: list[TranscriptLine]
) -> None:
    """Send what belongs before an answer: the visitor's own line, and what another server answered meanwhile."""
    if not turn:
        return
    last, missed = socket.get(LAST, 0), turn[0].seq - 1
    before: list[TranscriptLine] = []
    if missed > last:
        before, _ = await asyncio.to_thread(app[STORE].messages_after, conversation, last, missed - last)
    own = [line for line in turn if line.sender == "visitor"]
    await socket.send_json({"type": "history", "messages": [line_json(line) for line in (*before, *own)]})
    socket[LAST] = max(last, turn[-1].seq)


def error_code(error: BotError) -> str:
    """Return the public code of an error: its class name in words, without "Error"."""
    name = type(error).__name__.removesuffix("Error")
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
