"""A server that speaks the widget's contract, and can be told to misbehave. The real widget routes are mounted in it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import WSMsgType, web

from bot.widget.routes import setup

FACTS = {
    "program_name": "Johns Hopkins Surgical Second Opinion Program",
    "toll_free": "1-855-695-4872",
    "phone": "410-464-6555",
    "emergency_number": "911",
    "crisis_line": "988",
    "in_person_area": "Baltimore metropolitan area",
    "excluded_states": "Iowa, Louisiana, Maine, Michigan, New York and North Dakota",
}
SOURCE = {"title": "Frequently Asked Questions", "section": "Can I cancel my request?"}
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
}
Answer = dict[str, Any]


def plain_answer(text: str) -> Answer:
    """Answer like the assistant: an answer, a question back, a handoff or an emergency, by a word in the text."""
    reply: dict[str, Any] = {
        "text": f"You asked: {text}",
        "topic": "program/cancel",
        "sources": [SOURCE],
        "choices": [],
    }
    reply["reviewed"] = "2026-11-21"
    handoff = None
    if "choices" in text:
        reply |= {"text": "Which one do you mean?", "topic": None, "sources": [], "reviewed": None}
        reply["choices"] = [
            {"title": "Cancel a request", "topic": "program/cancel"},
            {"title": "Something else", "topic": None},
        ]
    if "Michigan" in text:
        reply["text"] = (
            "The program cannot offer remote opinions in Michigan. Please call 410-464-6555 for a visit in person."
        )
        handoff = {"reason": "excluded_state", "phone": "410-464-6555", "reference": "K7M-42Q"}
    if "long" in text:
        reply["text"] = "\n".join(f"Line {number} of a long answer, with enough words to wrap." for number in range(40))
    return {"replies": [reply], "handoff": handoff}


@dataclass
class Conversation:
    """What the server stores of one conversation."""

    token: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    turns: int = 0

    def add(self, **fields: Any) -> dict[str, Any]:
        at = datetime.now(UTC).isoformat()
        message = {"seq": len(self.messages) + 1, "id": str(uuid.uuid4()), "at": at} | fields
        self.messages.append(message)
        return message


class Stub:
    """The server, on a thread of its own, with switches for what can go wrong."""

    def __init__(self) -> None:
        self.answer: Callable[[str], Answer] = plain_answer
        self.conversations: dict[str, Conversation] = {}
        self.feedback: list[dict[str, Any]] = []
        self.frames: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str]] = []
        self.socket_attempts: list[float] = []
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.reset()
        self.loop = asyncio.new_event_loop()
        self.port = 0
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.start()

    def reset(self) -> None:
        """Behave well again."""
        self.answer = plain_answer
        self.refuse_sockets = self.drop_acks = self.double_frames = self.mute = self.fail_api = self.hang_answers = (
            False
        )
        self.refuse_messages = False
        self.tamper = False
        self.delay_s = 0.0
        for kept in (self.conversations, self.feedback, self.frames, self.requests, self.socket_attempts, self.pages):
            kept.clear()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    # -------------------------------------------------------------- control, from the test's thread

    def call(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def start(self) -> None:
        self.call(self._start())

    def stop(self) -> None:
        self.call(self.runner.cleanup())

    def close(self) -> None:
        self.stop()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    def kill_sockets(self) -> None:
        """Cut every socket without a goodbye."""
        self.call(self._kill_sockets())

    def forget(self) -> None:
        """Lose every conversation, as after an erasure from another device."""
        gone = dict(self.conversations)
        self.call(self._kill_sockets())
        for name in gone:
            del self.conversations[name]

    def push(self, text: str, **fields: Any) -> dict[str, Any]:
        """Say something unasked in the newest conversation."""
        conversation = list(self.conversations.values())[-1]
        message = conversation.add(
            **{"from": "assistant", "text": text, "topic": None, "sources": [], "choices": [], **fields}
        )
        self.call(self._broadcast(conversation, {"type": "history", "messages": [message]}))
        return message

    def push_raw(self, text: str) -> None:
        async def send() -> None:
            for socket in list(self.conversations.values())[-1].sockets:
                await socket.send_str(text)

        self.call(send())

    def page(self, path: str, html: str, **headers: str) -> str:
        """Publish a host page; returns its address."""
        self.pages[path] = (html, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.url + path

    # -------------------------------------------------------------- server, on its own thread

    async def _start(self) -> None:
        app = web.Application(middlewares=[self._watch])
        app.router.add_get("/host/{name}", self._page)
        app.router.add_route("OPTIONS", "/api/{rest:.*}", self._preflight)
        app.router.add_post("/api/conversations", self._create)
        app.router.add_delete("/api/conversations/{id}", self._delete)
        app.router.add_post("/api/conversations/{id}/messages", self._post)
        app.router.add_get("/api/conversations/{id}/messages", self._get)
        app.router.add_post("/api/conversations/{id}/feedback", self._vote)
        app.router.add_get("/api/ws", self._socket)
        setup(app, FACTS)
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "localhost", self.port, reuse_address=True)
        await site.start()
        self.port = self.port or site._server.sockets[0].getsockname()[1]

    @web.middleware
    async def _watch(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.requests.append((request.method, request.path_qs))
        api = request.path.startswith("/api/")
        if api and self.fail_api:
            return self._error(503, "unavailable")
        response = await handler(request)
        if api and not response.prepared:
            response.headers.update(CORS)
        if self.tamper and request.path.endswith("/chat.js"):
            response = web.Response(body=b"/**/", content_type="text/javascript", headers=CORS)
        return response

    async def _page(self, request: web.Request) -> web.Response:
        html, headers = self.pages[request.path]
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def _preflight(self, _request: web.Request) -> web.Response:
        return web.Response(status=204)

    @staticmethod
    def _error(status: int, code: str) -> web.Response:
        return web.json_response({"error": {"code": code, "message": code}}, status=status, headers=CORS)

    def _known(self, request: web.Request) -> Conversation | None:
        conversation = self.conversations.get(request.match_info["id"])
        right = conversation and request.headers.get("Authorization") == f"Bearer {conversation.token}"
        return conversation if right else None

    async def _create(self, _request: web.Request) -> web.Response:
        name = str(uuid.uuid4())
        self.conversations[name] = Conversation(token=uuid.uuid4().hex)
        return web.json_response({"conversation": name, "token": self.conversations[name].token}, status=201)

    async def _delete(self, request: web.Request) -> web.Response:
        if not self._known(request):
            return self._error(404, "unknown_conversation")
        del self.conversations[request.match_info["id"]]
        return web.Response(status=204)

    async def _post(self, request: web.Request) -> web.Response:
        conversation = self._known(request)
        if not conversation:
            return self._error(404, "unknown_conversation")
        body = await request.json()
        await self._turn(conversation, body)
        replies = [message for message in conversation.messages if message.get("in_reply_to") == body["id"]]
        return web.json_response({"id": body["id"], "replies": replies, "handoff": replies[-1].get("handoff")})

    async def _get(self, request: web.Request) -> web.Response:
        conversation = self._known(request)
        if not conversation:
            return self._error(404, "unknown_conversation")
        after = int(request.query.get("after", 0))
        page = [message for message in conversation.messages if message["seq"] > after]
        return web.json_response({"messages": page[:50], "more": len(page) > 50})

    async def _vote(self, request: web.Request) -> web.Response:
        self.feedback.append(await request.json())
        return web.Response(status=204)

    async def _turn(self, conversation: Conversation, body: dict[str, Any]) -> list[dict[str, Any]]:
        """Store a message and its answer once; the same id again finds the same answer."""
        known = [message for message in conversation.messages if message.get("in_reply_to") == body["id"]]
        if known:
            return known
        if all(message["id"] != body["id"] for message in conversation.messages):
            conversation.add(**{"id": body["id"], "from": "visitor", "text": body["text"]})
        conversation.turns += 1
        await asyncio.sleep(self.delay_s)
        answer = self.answer(body["text"])
        last = len(answer["replies"]) - 1
        return [
            conversation.add(
                **{
                    "from": "assistant",
                    "in_reply_to": body["id"],
                    "handoff": answer["handoff"] if index == last else None,
                },
                **reply,
            )
            for index, reply in enumerate(answer["replies"])
        ]

    # -------------------------------------------------------------- socket

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        self.socket_attempts.append(self.loop.time())
        if self.refuse_sockets:
            return web.Response(status=403)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        conversation: Conversation | None = None
        async for message in socket:
            if message.type == WSMsgType.TEXT and not self.mute:
                conversation = await self._hear(socket, conversation, message.json())
        if conversation and socket in conversation.sockets:
            conversation.sockets.remove(socket)
        return socket

    async def _hear(
        self, socket: web.WebSocketResponse, conversation: Conversation | None, frame: dict[str, Any]
    ) -> Conversation | None:
        self.frames.append(frame)
        if frame["type"] == "hello":
            return await self._hello(socket, frame)
        if frame["type"] == "ping":
            await self._send(socket, {"type": "pong"})
        elif frame["type"] == "message" and self.refuse_messages:
            await self._send(socket, {"type": "error", "code": "bad_message", "message": "no", "id": frame["id"]})
        elif frame["type"] == "message" and conversation:
            task = asyncio.create_task(self._answer(conversation, socket, frame))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        return conversation

    async def _hello(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> Conversation | None:
        conversation = self.conversations.get(frame["conversation"])
        if not conversation or conversation.token != frame["token"]:
            await self._send(socket, {"type": "error", "code": "unknown_conversation", "message": "unknown"})
            await socket.close()
            return None
        conversation.sockets.append(socket)
        last = len(conversation.messages)
        await self._send(socket, {"type": "ready", "conversation": frame["conversation"], "last": last})
        missed = [message for message in conversation.messages if message["seq"] > frame["after"]]
        if missed:
            await self._send(socket, {"type": "history", "messages": missed})
        return conversation

    async def _answer(self, conversation: Conversation, socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
        if all(message["id"] != frame["id"] for message in conversation.messages):
            conversation.add(**{"id": frame["id"], "from": "visitor", "text": frame["text"]})
        asked = next(message for message in conversation.messages if message["id"] == frame["id"])
        await self._tell_others(conversation, socket, [asked])
        if not self.drop_acks:
            await self._send(socket, {"type": "ack", "id": frame["id"], "seq": asked["seq"]})
        await self._send(socket, {"type": "typing"})
        replies = await self._turn(conversation, frame)
        if self.hang_answers:
            return
        if not self.drop_acks:
            handoff = replies[-1]["handoff"]
            await self._send(
                socket,
                {"type": "reply", "id": frame["id"], "seq": replies[-1]["seq"], "replies": replies, "handoff": handoff},
            )
        await self._tell_others(conversation, socket, replies)

    async def _tell_others(
        self, conversation: Conversation, socket: web.WebSocketResponse, messages: list[dict[str, Any]]
    ) -> None:
        for other in conversation.sockets:
            if other is not socket:
                await self._send(other, {"type": "history", "messages": messages})

    async def _send(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
        for _ in range(2 if self.double_frames else 1):
            with contextlib.suppress(ConnectionError):
                await socket.send_json(frame)

    async def _broadcast(self, conversation: Conversation, frame: dict[str, Any]) -> None:
        for socket in conversation.sockets:
            await self._send(socket, frame)

    async def _kill_sockets(self) -> None:
        for conversation in self.conversations.values():
            for socket in list(conversation.sockets):
                if socket._req and socket._req.transport:
                    socket._req.transport.abort()
