"""One conversation by batch, HTTP, WebSocket and signed SMS: the same topics, with the trained model."""

from __future__ import annotations

import json
import uuid
from typing import Any
from unittest.mock import patch

import pytest
from aiohttp.test_utils import TestClient

from bot.app import Parts, create_app
from bot.batch import Batch
from bot.channels.sms.signature import sign
from bot.dialogue.engine import RunningAgent
from bot.settings import Settings
from tests.e2e.conftest import NUMBER, TOKEN

pytestmark = pytest.mark.model

CONVERSATION = (
    "what is your fax number",
    "is my state excluded from the program?",
    "I live in Detroit",
    "can I talk to a real person",
    "how do I cancel my request",
    "2",
    "I have crushing chest pain and my arm is numb",
    "thanks",
)


@pytest.fixture
async def client(aiohttp_client: Any, real_parts: Parts) -> TestClient:
    return await aiohttp_client(create_app(real_parts))


def topics(answer: dict[str, Any]) -> list[str]:
    return [reply["topic"] for reply in answer["replies"] if reply["topic"]]


async def by_batch(settings: Settings, agent: RunningAgent, channel: str) -> list[list[str]]:
    with patch("bot.batch.load_agent", return_value=agent):
        batch = Batch(settings)
    lines = [
        {"id": str(n), "conversation": "c", "channel": channel, "text": text} for n, text in enumerate(CONVERSATION)
    ]
    return [topics(await batch.answer_line(json.dumps(line))) for line in lines]


async def by_http(client: TestClient) -> list[list[str]]:
    opened = await (await client.post("/api/conversations")).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    url = f"/api/conversations/{opened['conversation']}/messages"
    heard = []
    for text in CONVERSATION:
        response = await client.post(url, headers=headers, json={"id": str(uuid.uuid4()), "text": text})
        heard.append(topics(await response.json()))
    return heard


async def by_socket(client: TestClient) -> list[list[str]]:
    opened = await (await client.post("/api/conversations")).json()
    heard = []
    async with client.ws_connect("/api/ws", headers={"Origin": "http://localhost:8080"}) as socket:
        await socket.send_json({"type": "hello", "after": 0, **opened})
        for text in CONVERSATION:
            await socket.send_json({"type": "message", "id": str(uuid.uuid4()), "text": text})
            frame: dict[str, Any] = {}
            while frame.get("type") != "reply":
                frame = await socket.receive_json()
            heard.append(topics(frame))
    return heard


async def by_sms(client: TestClient, parts: Parts) -> list[list[str]]:
    url = parts.settings.public_url + "/sms/twilio"
    heard = []
    for number, text in enumerate(CONVERSATION):
        sid = f"SM{number:032d}"
        form = {"MessageSid": sid, "From": "+12025550123", "To": NUMBER, "Body": text, "NumMedia": "0"}
        signature = sign(url, {name: [value] for name, value in form.items()}, TOKEN)
        response = await client.post("/sms/twilio", data=form, headers={"X-Twilio-Signature": signature})
        assert response.status == 200
        assert "<Message>" in await response.text()
        conversation = parts.store.ensure_conversation("unused", "sms", "+12025550123")
        answer = parts.store.answer_of(conversation, sid)
        assert answer is not None
        heard.append([reply.topic for reply in answer.replies if reply.topic])
    return heard


async def test_every_channel_gives_the_same_topics(
    client: TestClient, real_parts: Parts, real_settings: Settings, trained_agent: RunningAgent
) -> None:
    expected = await by_batch(real_settings, trained_agent, "web")
    assert expected[0] == ["program/contact"]
    assert expected[2] == ["program/excluded_states"]
    assert expected[3] == ["handoff/human"]
    assert expected[6] == ["safety/emergency"]
    assert await by_http(client) == expected
    assert await by_socket(client) == expected
    assert await by_sms(client, real_parts) == expected
    assert await by_batch(real_settings, trained_agent, "sms") == expected


ODD = (
    "",
    "   ",
    "😀 😀",
    "\u0007\u0000",
    "x" * 3000,
    "/restart",
    "/greet{}",
    "a " * 400,
    "<script>alert(1)</script>",
    "𝓱𝓮𝓵𝓵𝓸",
)


@pytest.mark.parametrize("text", ODD)
async def test_odd_messages_get_a_calm_answer_in_batch(
    real_settings: Settings, trained_agent: RunningAgent, text: str
) -> None:
    with patch("bot.batch.load_agent", return_value=trained_agent):
        batch = Batch(real_settings)
    answer = await batch.answer_line(json.dumps({"id": "1", "conversation": "c", "channel": "web", "text": text}))
    assert answer["replies"][0]["text"]
    assert answer["handoff"] is None or answer["handoff"]["reason"] != "failure"


async def test_a_line_that_cannot_be_read_gets_an_error_and_the_next_is_answered(
    real_settings: Settings, trained_agent: RunningAgent
) -> None:
    with patch("bot.batch.load_agent", return_value=trained_agent):
        batch = Batch(real_settings)
    for bad in ("{", "[]", '{"id": "1"}', '{"id": "1", "text": 5}', '{"id": "1", "text": "hi", "channel": "fax"}'):
        assert (await batch.answer_line(bad))["error"]["code"] == "bad_message"
    assert topics(await batch.answer_line('{"id": "2", "text": "what is the fax number"}')) == ["program/contact"]
