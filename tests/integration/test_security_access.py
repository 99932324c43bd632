"""A6, A11, A12: odd text, pages of other sites, other people's conversations."""

from __future__ import annotations

import json
import uuid
from itertools import product
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.app import Parts, build_parts, create_app
from bot.channels.web.frames import clean
from bot.channels.web.guards import HEADERS
from bot.settings import Settings
from tests.fakes.agent import KeywordAgent

ORIGIN = "http://localhost:8080"


@pytest.fixture
async def client(aiohttp_client: Any, parts: Parts) -> TestClient:
    return await aiohttp_client(create_app(parts))


async def opened(client: TestClient) -> tuple[str, dict[str, str]]:
    data = await (await client.post("/api/conversations")).json()
    return f"/api/conversations/{data['conversation']}", {"Authorization": f"Bearer {data['token']}"}


# ---------------------------------------------------------------- A6: text of every kind, on both databases

ODD_TEXT = {
    "zalgo": "h" + "\u0301\u0316\u0489" * 300,
    "right to left, and an override": "שלום \u202eevil\u202c ok",
    "joined emoji": "👨‍👩‍👧‍👦" * 80,
    "a thousand emoji": "😀" * 1000,
    "lone surrogates": "a\ud800b\udfffc",
    "NUL and other controls": "a\x00b\x07c\x1bd\x9fe",
    "a byte order mark": "\ufeffhello",
    "look-alikes": "ѕtop ＳＴＯＰ Ⓢⓣⓞⓟ",
    "four bytes": "𝓱𝓮𝓵𝓵𝓸 𐍈",
    "noncharacters": "\uffff\ufffe",
    "line separators": "a\u2028b\u2029c\x85d",
}


@pytest.mark.parametrize("kind", ODD_TEXT)
async def test_a06_odd_text_comes_back_as_it_was(
    aiohttp_client: Any, database_url: str, settings: Settings, agent: KeywordAgent, kind: str
) -> None:
    parts = build_parts(Settings(settings.secret_key, database_url=database_url, allowed_origins=(ORIGIN,)), agent)
    client = await aiohttp_client(create_app(parts))
    url, headers = await opened(client)
    body = json.dumps({"id": str(uuid.uuid4()), "text": ODD_TEXT[kind]})  # with lone surrogates as \ud800
    answer = await client.post(f"{url}/messages", headers=headers, data=body)
    assert answer.status == 200, await answer.text()
    listed = (await (await client.get(f"{url}/messages", headers=headers)).json())["messages"]
    assert listed[0]["text"] == clean(ODD_TEXT[kind])
    parts.engine.close()
    parts.database.dispose()


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(), max_size=1000))
def test_a06_cleaning_takes_controls_alone(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    assert [c for c in text if c.isalnum()] == [c for c in cleaned if c.isalnum()]


# ---------------------------------------------------------------- A11: pages of other sites

LOOK_ALIKES = [
    "https://evil.example",
    "http://localhost:8080.evil.example",
    "http://evil.example/localhost:8080",
    "http://evil-localhost:8080",
    "http://localhost:8081",
    "http://localhost",
    "http://localhost:80800",
    "https://localhost:8080",
    "ws://localhost:8080",
    "HTTP://LOCALHOST:8080",
    "http://LOCALHOST:8080",
    "http://localhost:8080/",
    "http://localhost:8080#",
    "http://user@localhost:8080",
    "http://localhost.:8080",
    "http://127.0.0.1:8080",
    "http://xn--localhst-9ib:8080",
    "http://ⅼocalhost:8080",
    "null",
    "file://",
    "*",
    "http://localhost:8080, https://evil.example",
]
STATE_ROUTES = [("POST", ""), ("POST", "/{id}/messages"), ("POST", "/{id}/feedback"), ("DELETE", "/{id}")]


@pytest.mark.parametrize("origin", LOOK_ALIKES)
async def test_a11_a_page_of_another_site_is_refused(client: TestClient, agent: KeywordAgent, origin: str) -> None:
    url, headers = await opened(client)
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect("/api/ws", headers={"Origin": origin})
    assert refused.value.status == 403
    for method, path in STATE_ROUTES:
        address = url.rsplit("/", 1)[0] + path.replace("/{id}", url[url.rindex("/") :])
        body = {"id": str(uuid.uuid4()), "text": "hello"}
        response = await client.request(method, address, headers={**headers, "Origin": origin}, json=body)
        assert response.status == 403
        assert "Access-Control-Allow-Origin" not in response.headers
    assert agent.turns == 0
    assert (await client.get(f"{url}/messages", headers=headers)).status == 200  # nothing was erased


async def test_a11_without_an_origin_no_socket_opens(client: TestClient) -> None:
    with pytest.raises(WSServerHandshakeError):
        await client.ws_connect("/api/ws")


async def test_a11_nothing_changes_by_get_and_no_cookie_counts(client: TestClient, agent: KeywordAgent) -> None:
    url, headers = await opened(client)
    for path in ("/api/conversations", f"{url}/feedback", url, "/sms/twilio", "/sms/twilio/status"):
        assert (await client.get(path, headers=headers)).status == 405
    token = headers["Authorization"].removeprefix("Bearer ")
    asked = await client.post(
        f"{url}/messages", headers={"Cookie": f"token={token}"}, json={"id": "x" * 8, "text": "a"}
    )
    assert asked.status == 401
    assert "Set-Cookie" not in asked.headers
    assert agent.turns == 0


@pytest.mark.parametrize("path", ["/", "/chat", "/embed", "/widget.js", "/healthz", "/api/conversations", "/nowhere"])
async def test_every_answer_has_the_headers_that_keep_it_safe(client: TestClient, path: str) -> None:
    response = await client.get(path)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "aiohttp" not in response.headers.get("Server", "")
    if path.startswith("/api/"):
        assert response.headers["Cache-Control"] == "no-store"


# ---------------------------------------------------------------- A12: other people's conversations

KEYS = ("none", "another's", "a guess", "of one that was deleted")
ROUTES = [("GET", "/messages"), ("POST", "/messages"), ("POST", "/feedback"), ("DELETE", "")]


@pytest.mark.parametrize(("key", "route"), product(KEYS, ROUTES))
async def test_a12_nobody_reaches_anothers_conversation(
    client: TestClient, agent: KeywordAgent, key: str, route: tuple[str, str]
) -> None:
    mine, my_headers = await opened(client)
    _, others_headers = await opened(client)
    gone, gone_headers = await opened(client)
    await client.delete(gone, headers=gone_headers)
    given = {"none": {}, "another's": others_headers, "a guess": {"Authorization": "Bearer " + "A" * 43}}
    method, path = route
    body = {"id": str(uuid.uuid4()), "text": "hello", "message": "m", "vote": "up"}
    url, headers = (gone, gone_headers) if key == KEYS[-1] else (mine, given[key])
    response = await client.request(method, url + path, headers=headers, json=body)
    assert response.status == (404 if key == KEYS[-1] else 401)
    assert agent.turns == 0
    assert (await client.get(f"{mine}/messages", headers=my_headers)).status == 200


async def test_a12_names_and_tokens_cannot_be_guessed(client: TestClient) -> None:
    made = [await (await client.post("/api/conversations")).json() for _ in range(20)]
    for field in ("conversation", "token"):
        values = {one[field] for one in made}
        assert len(values) == 20
        assert min(map(len, values)) * 6 >= 128  # bits: six a letter
        assert len({value[:4] for value in values}) == 20
