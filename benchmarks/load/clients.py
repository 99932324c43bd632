"""Visitors: how each server is spoken to."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp

from benchmarks.load.arrivals import OK
from benchmarks.load.servers import ROOT
from bot.nlu.examples import read_examples

QUESTIONS = ROOT / "tests" / "data" / "questions" / "paraphrases.jsonl"
TURNS = 10  # messages of one conversation, then the visitor is another one: 100 a minute is the limit
CALM = "something went wrong on my side"  # of what is said when no answer could be made or stored
TIMEOUT = aiohttp.ClientTimeout(total=60)


def questions(seed: int = 1) -> list[str]:
    """Return questions as people write them, in an order of their own."""
    texts = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    random.Random(seed).shuffle(texts)
    return texts


def new_messages(seed: int = 1) -> list[str]:
    """Return messages that a server has never had: those it was trained on, of which each comes once."""
    texts = [text for text, _ in read_examples(ROOT / "data" / "nlu")]
    random.Random(seed).shuffle(texts)
    return texts


class Visitors(Protocol):
    """Sends the next message of conversation `number`; returns the outcome."""

    async def send(self, number: int) -> str: ...


@dataclass
class Conversation:
    """One visitor's open conversation with this assistant."""

    path: str
    token: str
    address: str
    turns: int = 0
    free: asyncio.Lock = field(default_factory=asyncio.Lock)


class AssistantVisitors:
    """Visitors of this assistant, by its HTTP API; each comes from an address of its own."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        *,
        count: int,
        turns: int = TURNS,
        texts: Sequence[str] | None = None,
    ) -> None:
        self._session = session
        self._url = url
        self._count = count
        self._turns = turns
        self._texts = itertools.cycle(texts or questions())
        self._open: dict[int, Conversation] = {}
        self._opening = asyncio.Lock()

    async def send(self, number: int) -> str:
        try:
            conversation = await self._conversation(number % self._count)
            async with conversation.free:  # a visitor's second message comes after the first one's answer
                return await self.say(conversation, next(self._texts))
        except (aiohttp.ClientError, TimeoutError) as error:
            return type(error).__name__

    async def say(self, conversation: Conversation, text: str) -> str:
        """Send one message in a conversation."""
        body = {"id": uuid.uuid4().hex, "text": text}
        headers = {"Authorization": f"Bearer {conversation.token}", "X-Forwarded-For": conversation.address}
        async with self._session.post(self._url + conversation.path, json=body, headers=headers) as response:
            answer = await response.json()
            if response.status != 200 or not answer["replies"]:  # noqa: PLR2004
                return str(response.status)
            return "calm answer" if CALM in answer["replies"][0]["text"] else OK

    async def _conversation(self, slot: int) -> Conversation:
        conversation = self._open.get(slot)
        if conversation is None or conversation.turns >= self._turns:
            conversation = self._open[slot] = await self.open_conversation()
        conversation.turns += 1
        return conversation

    async def open_conversation(self) -> Conversation:
        """Open a conversation from a new address."""
        address = f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"
        headers = {"X-Forwarded-For": address}
        async with self._session.post(self._url + "/api/conversations", headers=headers) as response:
            response.raise_for_status()
            data = await response.json()
        return Conversation(f"/api/conversations/{data['conversation']}/messages", data["token"], address)


class StockVisitors:
    """Visitors of stock Rasa, by its REST channel."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, *, count: int, texts: Sequence[str] | None = None
    ) -> None:
        self._session = session
        self._url = url
        self._count = count
        self._texts = itertools.cycle(texts or questions())
        self._sent: dict[int, int] = {}
        self._busy = [asyncio.Lock() for _ in range(count)]

    async def send(self, number: int) -> str:
        slot = number % self._count
        async with self._busy[slot]:
            sent = self._sent[slot] = self._sent.get(slot, 0) + 1
            return await self.say(f"{id(self)}-{slot}-{sent // TURNS}", next(self._texts))

    async def say(self, sender: str, text: str) -> str:
        """Send one message as `sender`."""
        body = {"sender": sender, "message": text}
        try:
            async with self._session.post(self._url + "/webhooks/rest/webhook", json=body) as response:
                answer = await response.json()
                return OK if response.status == 200 and answer else f"{response.status} empty"  # noqa: PLR2004
        except (aiohttp.ClientError, TimeoutError) as error:
            return type(error).__name__
