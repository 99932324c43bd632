"""Typed keys of the aiohttp application."""

from __future__ import annotations

from typing import Protocol

from aiohttp import web

from bot.dialogue.messages import Answer, IncomingMessage
from bot.transcripts.records import Journaled
from bot.transcripts.store import ConversationStore


class Turns(Protocol):
    """What channels need of `bot.turns.TurnService`."""

    async def open_conversation(self, address: str | None) -> tuple[str, str]: ...

    async def submit(self, message: IncomingMessage) -> Answer: ...

    async def accept(self, message: IncomingMessage) -> Journaled: ...

    async def answer_accepted(self, message: IncomingMessage, journaled: Journaled | None = None) -> Answer: ...

    def alarm(self, message: IncomingMessage) -> Answer | None: ...


TURNS = web.AppKey[Turns]("TURNS")
STORE = web.AppKey[ConversationStore]("STORE")
ALLOWED_ORIGINS = web.AppKey[frozenset[str]]("ALLOWED_ORIGINS")
TRUSTED_PROXIES = web.AppKey[int]("TRUSTED_PROXIES")
