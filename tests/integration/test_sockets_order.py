"""What a socket is sent comes in the order of the transcript, whatever happens beside it."""

from __future__ import annotations

import asyncio
import threading
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import WSCloseCode
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.exc import OperationalError

from bot.app import Parts, create_app
from bot.dialogue.messages import IncomingMessage

ORIGIN = {"Origin": "http://localhost:8080"}


def message(conversation: str, words: str = "what is the fax number") -> IncomingMessage:
    return IncomingMessage(conversation, uuid.uuid4().hex, "web", words, datetime.now(UTC))


async def numbers(socket: Any, until: int) -> list[int]:
    """Return the sequence numbers in the order they came, up to one."""
    seen: list[int] = []
    while until not in seen:
        frame = await socket.receive_json(timeout=20)
        seen += [line["seq"] for line in frame.get("messages", ())] + [line["seq"] for line in frame.get("replies", ())]
    return seen


async def test_an_answer_does_not_overtake_what_was_missed(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client asks from the highest number it saw: an answer that came before the history would hide it for good."""
    conversation, token = parts.store.create_web_conversation()
    await parts.turns.submit(message(conversation))
    entered, released, messages_after = threading.Event(), threading.Event(), parts.store.messages_after

    def slow(*args: Any) -> Any:
        lines = messages_after(*args)
        entered.set()
        released.wait(20)
        return lines

    monkeypatch.setattr(parts.store, "messages_after", slow)
    async with (
        TestClient(TestServer(create_app(parts))) as client,
        client.ws_connect("/api/ws", headers=ORIGIN) as socket,
    ):
        await socket.send_json({"type": "hello", "conversation": conversation, "token": token})
        await asyncio.to_thread(entered.wait, 20)
        await parts.turns.submit(message(conversation))
        released.set()
        assert await numbers(socket, until=4) == [1, 2, 3, 4]


async def test_what_another_server_answered_is_told_before_the_next_answer(parts: Parts) -> None:
    conversation, token = parts.store.create_web_conversation()
    async with (
        TestClient(TestServer(create_app(parts))) as client,
        client.ws_connect("/api/ws", headers=ORIGIN) as socket,
    ):
        await socket.send_json({"type": "hello", "conversation": conversation, "token": token})
        assert (await socket.receive_json(timeout=20))["type"] == "ready"
        listeners, parts.turns._listeners = parts.turns._listeners, []
        await parts.turns.submit(message(conversation))  # as if by another server: nobody here hears of it
        parts.turns._listeners = listeners
        await parts.turns.submit(message(conversation))
        assert await numbers(socket, until=4) == [1, 2, 3, 4]


async def test_no_message_is_taken_before_an_earlier_one_that_could_not_be_stored(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, token = parts.store.create_web_conversation()
    journaling, outcomes = parts.store.journaling, iter([OperationalError("insert", {}, Exception("locked"))])

    def refuse_the_first(*args: Any) -> Any:
        for error in outcomes:
            raise error
        return journaling(*args)

    monkeypatch.setattr(parts.store, "journaling", refuse_the_first)
    async with (
        TestClient(TestServer(create_app(parts))) as client,
        client.ws_connect("/api/ws", headers=ORIGIN) as socket,
    ):
        await socket.send_json({"type": "hello", "conversation": conversation, "token": token})
        for number in range(2):
            await socket.send_json({"type": "message", "id": f"message-{number}", "text": "hello"})
        async with asyncio.timeout(20):
            frames = [frame.json() async for frame in socket]
        assert [frame["type"] for frame in frames] == ["ready", "error"]
        assert socket.close_code == WSCloseCode.TRY_AGAIN_LATER
    assert parts.store.conversations_with_open_turns() == []
