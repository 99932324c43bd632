"""Visitors who do not give up: they send a message again, under the same id, until it is acknowledged."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Protocol

import aiohttp

from bot.transcripts.store import ConversationStore
from tests.fakes.twilio import FakeTwilio

PUBLIC_URL = "https://chat.example.org"
WORDS = ("what is the fax number", "what does it cost", "how do I cancel", "hello")


class Visitor(Protocol):
    """Somebody who writes, over one channel."""

    sent: list[str]  # ids, in the order written
    acknowledged: set[str]

    def write(self, number: int) -> None:
        """Think of one more message."""

    async def talk(self, base: str) -> None:
        """Send what waits to the server at `base`, until all is acknowledged; raises when the server goes away."""


class WebVisitor:
    """Keeps one conversation by WebSocket, as the widget does."""

    def __init__(self, store: ConversationStore, number: int) -> None:
        self.conversation, self._token = store.create_web_conversation()
        self.name = f"w{number}"
        self.sent: list[str] = []
        self.acknowledged: set[str] = set()
        self.seen: dict[int, str] = {}  # sequence number -> text, of what the assistant said
        self.said_twice: list[int] = []
        self._texts: dict[str, str] = {}

    def write(self, number: int) -> None:
        message_id = f"{self.name}-message-{number:06d}"
        self.sent.append(message_id)
        self._texts[message_id] = f"{WORDS[number % len(WORDS)]} {self.name} {number}"

    async def talk(self, base: str) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{base}/api/ws", headers={"Origin": PUBLIC_URL}) as socket,
        ):
            last = max(self.seen, default=0)
            hello = {"type": "hello", "conversation": self.conversation, "token": self._token, "after": last}
            await socket.send_json(hello)
            waiting = deque(message_id for message_id in self.sent if message_id not in self.acknowledged)
            for message_id in waiting:
                await socket.send_json({"type": "message", "id": message_id, "text": self._texts[message_id]})
            answered: set[str] = set()
            caught_up = False
            async for frame in socket:
                if not isinstance(frame.data, str):
                    break
                data = json.loads(frame.data)
                caught_up = caught_up or data["type"] == "ready"
                self._take(data, answered)
                if caught_up and all(message_id in answered for message_id in waiting):
                    return
        raise ConnectionError("the server went away")

    def _take(self, data: dict[str, Any], answered: set[str]) -> None:
        if data["type"] == "ack":
            self.acknowledged.add(data["id"])
        elif data["type"] == "reply":
            answered.add(data["id"])
            for reply in data["replies"]:
                self._see(reply["seq"], reply["text"])
        elif data["type"] == "history":
            for line in data["messages"]:
                if line["from"] == "assistant":
                    answered.add(line["in_reply_to"])
                    self._see(line["seq"], line["text"])
        elif data["type"] == "error":
            raise ConnectionError(data["code"])

    def _see(self, seq: int, text: str) -> None:
        """The widget shows a sequence number once; the same number must then say the same."""
        if self.seen.setdefault(seq, text) != text:
            self.said_twice.append(seq)


class SmsVisitor:
    """Texts the assistant through a Twilio that repeats what was not acknowledged."""

    def __init__(self, twilio: FakeTwilio, number: int) -> None:
        self.phone = f"+1500556{number:04d}"
        self.sent: list[str] = []
        self.acknowledged: set[str] = set()
        self._twilio = twilio
        self._forms: dict[str, dict[str, str]] = {}

    def write(self, number: int) -> None:
        form = self._twilio.inbound(f"{WORDS[number % len(WORDS)]} {number}", sender=self.phone)
        self.sent.append(form["MessageSid"])
        self._forms[form["MessageSid"]] = form

    async def talk(self, base: str) -> None:
        async with aiohttp.ClientSession() as session:
            for message_id in [known for known in self.sent if known not in self.acknowledged]:
                form = self._forms[message_id]
                headers = FakeTwilio.headers(f"{PUBLIC_URL}/sms/twilio", form)
                async with session.post(f"{base}/sms/twilio", data=form, headers=headers) as response:
                    await response.read()
                    if response.status != 200:
                        raise ConnectionError(str(response.status))
                self.acknowledged.add(message_id)


async def talk_all(visitors: list[Visitor], base: str) -> bool:
    """Let all talk at once; return whether everybody was heard out."""
    heard = await asyncio.gather(*(visitor.talk(base) for visitor in visitors), return_exceptions=True)
    for result in heard:
        with suppress(ConnectionError, aiohttp.ClientError, TimeoutError):
            if isinstance(result, BaseException):
                raise result
    return not any(heard)


async def converse(visitors: Sequence[Visitor], base: Callable[[], str], messages: int, first: int = 0) -> None:
    """Let everybody write so many messages, one after the other, and talk until each has its answer."""

    async def one(visitor: Visitor) -> None:
        for number in range(first, first + messages):
            visitor.write(number)
            await until_heard(visitor, base)

    await asyncio.gather(*(one(visitor) for visitor in visitors))


async def until_heard(visitor: Visitor, base: Callable[[], str]) -> None:
    """Come back again and again, wherever the service is now."""
    while True:
        with suppress(ConnectionError, aiohttp.ClientError, TimeoutError):
            async with asyncio.timeout(30):
                return await visitor.talk(base())
        await asyncio.sleep(0.05)
