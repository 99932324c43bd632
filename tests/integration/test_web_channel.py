"""The HTTP and WebSocket contracts over a real server."""

from __future__ import annotations

import asyncio
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient
from sqlalchemy import text

from bot.app import Parts, create_app
from bot.channels.web import sockets
from bot.channels.web.sockets import PER_ADDRESS
from bot.transcripts import store
from bot.transcripts.rates import NEW_CONVERSATIONS
from tests.fakes.agent import KeywordAgent

ORIGIN = "http://localhost:8080"


@pytest.fixture
async def client(aiohttp_client: Any, parts: Parts) -> TestClient:
    return await aiohttp_client(create_app(parts))


async def open_conversation(client: TestClient) -> tuple[str, dict[str, str]]:
    response = await client.post("/api/conversations")
    assert response.status == 201
    data = await response.json()
    return data["conversation"], {"Authorization": f"Bearer {data['token']}"}


async def send(client: TestClient, conversation: str, headers: dict[str, str], **body: Any) -> Any:
    return await client.post(f"/api/conversations/{conversation}/messages", headers=headers, json=body)


def new_id() -> str:
    return str(uuid.uuid4())


async def test_a_message_is_answered_with_topic_sources_and_review_date(client: TestClient) -> None:
    conversation, headers = await open_conversation(client)
    message_id = new_id()
    response = await send(client, conversation, headers, id=message_id, text="what is the fax number")
    assert response.status == 200
    answer = await response.json()
    assert answer["id"] == message_id
    assert answer["handoff"] is None
    reply = answer["replies"][0]
    assert reply["topic"] == "program/contact"
    assert "410-464-6600" in reply["text"]
    assert reply["sources"][0]["title"].startswith("Johns Hopkins Surgical Second Opinion Program")
    assert reply["reviewed"] == "2026-11-21"


async def test_the_same_id_gives_the_same_answer_and_no_second_turn(client: TestClient, agent: KeywordAgent) -> None:
    conversation, headers = await open_conversation(client)
    message_id = new_id()
    first = await (await send(client, conversation, headers, id=message_id, text="fax?")).json()
    second = await (await send(client, conversation, headers, id=message_id, text="fax?")).json()
    assert first == second
    assert agent.turns == 1
    conflict = await send(client, conversation, headers, id=message_id, text="cancel?")
    assert conflict.status == 409


async def test_messages_are_read_in_pages_in_order(client: TestClient) -> None:
    conversation, headers = await open_conversation(client)
    message_id = new_id()
    await send(client, conversation, headers, id=message_id, text="fax?")
    response = await client.get(f"/api/conversations/{conversation}/messages?after=0", headers=headers)
    lines = (await response.json())["messages"]
    assert [(line["seq"], line["from"]) for line in lines] == [(1, "visitor"), (2, "assistant")]
    assert lines[0]["id"] == message_id
    later = await client.get(f"/api/conversations/{conversation}/messages?after=1", headers=headers)
    assert [line["seq"] for line in (await later.json())["messages"]] == [2]


async def test_deleting_erases_and_closes(client: TestClient) -> None:
    conversation, headers = await open_conversation(client)
    await send(client, conversation, headers, id=new_id(), text="fax?")
    assert (await client.delete(f"/api/conversations/{conversation}", headers=headers)).status == 204
    assert (await client.get(f"/api/conversations/{conversation}/messages", headers=headers)).status == 404


async def test_a_thumb_is_kept_for_an_answer_and_refused_for_anything_else(client: TestClient) -> None:
    conversation, headers = await open_conversation(client)
    answer = await (await send(client, conversation, headers, id=new_id(), text="fax?")).json()
    url = f"/api/conversations/{conversation}/feedback"
    good = {"message": answer["replies"][0]["id"], "vote": "up", "comment": "thank you"}
    assert (await client.post(url, headers=headers, json=good)).status == 204
    assert (await client.post(url, headers=headers, json={**good, "vote": "sideways"})).status == 400
    assert (await client.post(url, headers=headers, json={**good, "message": "nobody"})).status == 404


BAD_BODIES = [
    pytest.param(b"{not json", 400, id="not JSON"),
    pytest.param(b"[]", 400, id="a list"),
    pytest.param(b'{"id": "short", "text": "hi"}', 400, id="a short id"),
    pytest.param(b'{"id": 5, "text": "hi"}', 400, id="a number as id"),
    pytest.param(b'{"id": "12345678", "text": null}', 400, id="no text"),
    pytest.param(b'{"id": "12345678", "text": "' + b"x" * 1001 + b'"}', 413, id="1,001 characters"),
    pytest.param(b'{"id": "12345678", "text": "' + b"x" * 70_000 + b'"}', 413, id="70 kB"),
    pytest.param(b"[" * 60_000, 400, id="deep nesting"),
    pytest.param(b"\xff\xfe", 400, id="no UTF-8"),
]


@pytest.mark.parametrize(("body", "status"), BAD_BODIES)
async def test_a_bad_body_gets_the_documented_error(client: TestClient, body: bytes, status: int) -> None:
    conversation, headers = await open_conversation(client)
    response = await client.post(f"/api/conversations/{conversation}/messages", headers=headers, data=body)
    assert response.status == status
    error = (await response.json())["error"]
    assert set(error) == {"code", "message"}
    assert "Traceback" not in error["message"]
    listed = await client.get(f"/api/conversations/{conversation}/messages", headers=headers)
    assert (await listed.json())["messages"] == []


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "\u0000\u0007", "/restart", '/greet{"a": 1}', "Ⓗⓔⓛⓛⓞ", "x" * 1000])
async def test_odd_text_gets_a_calm_answer(client: TestClient, text: str) -> None:
    conversation, headers = await open_conversation(client)
    response = await send(client, conversation, headers, id=new_id(), text=text)
    assert response.status == 200
    assert (await response.json())["replies"][0]["text"]


async def test_tokens_and_unknown_conversations(client: TestClient) -> None:
    conversation, headers = await open_conversation(client)
    url = f"/api/conversations/{conversation}/messages"
    assert (await client.get(url)).status == 401
    assert (await client.get(url, headers={"Authorization": "Bearer wrong"})).status == 401
    assert (await client.get("/api/conversations/nobody/messages", headers=headers)).status == 404
    assert (await client.get("/api/nothing")).status == 404
    assert (await (await client.get("/api/nothing")).json())["error"]["code"] == "not_found"


async def test_a_compressed_body_is_refused(client: TestClient) -> None:
    response = await client.post("/api/conversations", data=b"x", headers={"Content-Encoding": "gzip"})
    assert response.status == 415


async def test_a_foreign_site_may_not_use_the_api(client: TestClient) -> None:
    assert (await client.post("/api/conversations", headers={"Origin": "https://evil.example"})).status == 403
    allowed = await client.post("/api/conversations", headers={"Origin": ORIGIN})
    assert allowed.headers["Access-Control-Allow-Origin"] == ORIGIN


async def hello(client: TestClient, after: int = 0, credentials: tuple[str, str] | None = None) -> Any:
    if credentials is None:
        data = await (await client.post("/api/conversations")).json()
        credentials = (data["conversation"], data["token"])
    socket = await client.ws_connect("/api/ws", headers={"Origin": ORIGIN})
    await socket.send_json({"type": "hello", "conversation": credentials[0], "token": credentials[1], "after": after})
    return socket, credentials


async def frames_until(socket: Any, kind: str) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    while not frames or frames[-1]["type"] != kind:
        message = await asyncio.wait_for(socket.receive(), 10)
        assert message.type is WSMsgType.TEXT, message
        frames.append(json.loads(message.data))
    return frames


async def test_a_socket_answers_and_numbers_its_replies(client: TestClient) -> None:
    socket, _ = await hello(client)
    assert (await frames_until(socket, "ready"))[-1]["last"] == 0
    message_id = new_id()
    await socket.send_json({"type": "message", "id": message_id, "text": "fax?"})
    frames = await frames_until(socket, "reply")
    assert [frame["type"] for frame in frames] == ["ack", "typing", "history", "reply"]
    assert frames[-1]["id"] == message_id
    assert frames[-1]["replies"][0]["seq"] == 2


async def test_a_second_tab_sees_the_question_and_the_answer_once(client: TestClient) -> None:
    first, credentials = await hello(client)
    second, _ = await hello(client, credentials=credentials)
    await frames_until(first, "ready")
    await frames_until(second, "ready")
    await first.send_json({"type": "message", "id": new_id(), "text": "fax?"})
    frames = await frames_until(second, "reply")
    assert [frame["type"] for frame in frames] == ["history", "reply"]
    assert frames[0]["messages"][0]["from"] == "visitor"


async def test_a_socket_that_comes_back_gets_what_it_missed(client: TestClient) -> None:
    socket, credentials = await hello(client)
    await frames_until(socket, "ready")
    await socket.send_json({"type": "message", "id": new_id(), "text": "fax?"})
    await socket.close()
    await asyncio.sleep(0.5)
    again, _ = await hello(client, credentials=credentials)
    frames = await frames_until(again, "ready")
    assert [line["from"] for line in frames[0]["messages"]] == ["visitor", "assistant"]


async def test_a_repeated_message_is_answered_again_without_a_second_turn(
    client: TestClient, agent: KeywordAgent
) -> None:
    socket, _ = await hello(client)
    await frames_until(socket, "ready")
    frame = {"type": "message", "id": new_id(), "text": "fax?"}
    await socket.send_json(frame)
    first = (await frames_until(socket, "reply"))[-1]
    await socket.send_json(frame)
    second = (await frames_until(socket, "reply"))[-1]
    assert first == second
    assert agent.turns == 1


async def test_bad_frames_get_an_error_and_the_socket_lives_on(client: TestClient) -> None:
    socket, _ = await hello(client)
    await frames_until(socket, "ready")
    for bad in ("{", "[]", '{"type": "dance"}', '{"type": "message", "id": "x", "text": "hi"}'):
        await socket.send_str(bad)
        assert (await frames_until(socket, "error"))[-1]["code"] == "bad_message"
    await socket.send_json({"type": "message", "id": new_id(), "text": "x" * 1001})
    assert (await frames_until(socket, "error"))[-1]["code"] == "too_long"
    await socket.send_json({"type": "ping"})
    await frames_until(socket, "pong")


async def test_a_socket_needs_the_right_token_and_origin(client: TestClient) -> None:
    socket, _ = await hello(client, credentials=("nobody", "wrong"))
    assert (await frames_until(socket, "error"))[-1]["code"] == "unknown_conversation"
    for origin in ("https://evil.example", "http://localhost:8080.evil.example", "null", ""):
        with pytest.raises(WSServerHandshakeError):
            await client.ws_connect("/api/ws", headers={"Origin": origin})


async def test_a_fourth_socket_of_one_conversation_is_refused(client: TestClient) -> None:
    _, credentials = await hello(client)
    opened = [(await hello(client, credentials=credentials))[0] for _ in range(2)]
    for socket in opened:
        await frames_until(socket, "ready")
    fourth, _ = await hello(client, credentials=credentials)
    assert (await frames_until(fourth, "error"))[-1]["code"] == "too_many_messages"


async def test_one_address_opens_so_many_sockets_and_no_more(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = [(await hello(client))[0] for _ in range(PER_ADDRESS)]
    for socket in opened:
        await frames_until(socket, "ready")
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect("/api/ws", headers={"Origin": ORIGIN})
    assert refused.value.status == 429
    await opened[0].close()
    await frames_until((await hello(client))[0], "ready")
    monkeypatch.setattr(sockets, "IN_ALL", PER_ADDRESS)
    monkeypatch.setattr(sockets, "PER_ADDRESS", 10 * PER_ADDRESS)
    with pytest.raises(WSServerHandshakeError):
        await client.ws_connect("/api/ws", headers={"Origin": ORIGIN})


async def test_one_address_opens_so_many_conversations_a_minute_on_all_replicas(
    aiohttp_client: Any, client: TestClient, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "utc_now", lambda: datetime(2026, 11, 29, 12, 0, 1, tzinfo=UTC))
    replica = await aiohttp_client(create_app(parts))
    half = NEW_CONVERSATIONS.most // 2
    for one in (client, replica):
        assert [(await one.post("/api/conversations")).status for _ in range(half)] == [201] * half
    refused = await replica.post("/api/conversations")
    assert (refused.status, (await refused.json())["error"]["code"]) == (429, "too_many_messages")
    monkeypatch.setattr(store, "utc_now", lambda: datetime(2026, 11, 29, 12, 1, 1, tzinfo=UTC))
    assert (await client.post("/api/conversations")).status == 201


async def test_health_readiness_and_metrics(client: TestClient) -> None:
    assert (await client.get("/healthz")).status == 200
    assert (await (await client.get("/readyz")).json())["status"] == "ready"
    conversation, headers = await open_conversation(client)
    await send(client, conversation, headers, id=new_id(), text="my canary-7f3 fax 212-555-0187")
    metrics = await (await client.get("/metrics")).text()
    assert 'second_opinion_topics_total{topic="program/contact"}' in metrics
    assert "canary" not in metrics
    assert "555-0187" not in metrics  # the last four digits alone may stand in any time


async def test_an_emergency_is_answered_while_the_database_is_away(client: TestClient, parts: Parts) -> None:
    conversation, headers = await open_conversation(client)
    with parts.database.begin() as connection:
        connection.execute(text("ALTER TABLE conversations RENAME TO conversations_away"))
    danger = await send(client, conversation, headers, id=new_id(), text="crushing chest pain and I cannot breathe")
    assert danger.status == 200
    answer = await danger.json()
    assert answer["handoff"]["reason"] == "emergency"
    assert "911" in answer["replies"][0]["text"]
    plain = await send(client, conversation, headers, id=new_id(), text="what is the fax number")
    assert plain.status == 503
    assert (await plain.json())["error"]["code"] == "unavailable"


async def test_a_token_that_was_right_once_does_not_open_what_was_erased(client: TestClient) -> None:
    conversation, headers = await open_conversation(client)
    assert (await send(client, conversation, headers, id=new_id(), text="fax?")).status == 200
    wrong = {"Authorization": "Bearer not-this-one"}
    assert (await send(client, conversation, wrong, id=new_id(), text="fax?")).status == 401
    assert (await client.delete(f"/api/conversations/{conversation}", headers=headers)).status == 204
    assert (await send(client, conversation, headers, id=new_id(), text="fax?")).status == 404
