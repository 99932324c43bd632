"""A14: canaries as text, name, number and address, through web, SMS and console, while everything fails."""

from __future__ import annotations

import io
import json
import logging
import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType
from aiohttp.test_utils import TestClient
from sqlalchemy.exc import OperationalError

from bot.app import Parts, build_parts, create_app
from bot.channels.sms.signature import sign
from bot.console.routes import setup as setup_console
from bot.logs import configure_logging
from bot.settings import Settings, TwilioSettings
from bot.transcripts import store
from bot.transcripts.rates import NEW_CONVERSATIONS
from bot.transcripts.schema import upgrade
from tests.fakes.agent import KeywordAgent
from tests.fakes.console import Browser, console_for

TOKEN = "0123456789abcdef0123456789abcdef"
ORIGIN = {"Origin": "http://localhost:8080"}
ROUNDS = int(os.environ.get("CANARY_ROUNDS", "1"))  # each with canaries of its own


def canaries(number: int) -> dict[str, str]:
    """Return what one visitor says that nobody else may ever read in a log."""
    mark = uuid.uuid4().hex[:10]
    return {
        "name": f"Zebulon{mark}",
        "illness": f"malignant{mark}",
        "phone": f"+1202555{number + 1000:04d}",
        "mail": f"z{mark}@mail.example",
        "password": f"pass-{mark}-word",
        "frame": f"frame{mark}",
    }


def forms_of(canary: str) -> set[str]:
    """Return the ways in which a canary may be written."""
    if not canary.startswith("+1"):
        return {canary}
    digits = canary[2:]
    return {canary, digits, f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"}


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Log as the server does, but down to debug: that must not bring out more."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    configure_logging(logging.DEBUG)
    for handler in root.handlers:
        handler.setStream(written)  # type: ignore[attr-defined]
    yield written
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def parts(settings: Settings, agent: KeywordAgent) -> Iterator[Parts]:
    account = TwilioSettings("AC" + "0" * 32, (TOKEN,), "+15005550006", api_base="http://127.0.0.1:9", reply_by="rest")
    settings = replace(settings, twilio=account)
    upgrade(settings.database_url)
    made = build_parts(settings, agent)
    yield made
    made.engine.close()
    made.database.dispose()


class Visit:
    """One visitor of all channels; keeps every word that came back from a refusal, and every address."""

    def __init__(self, client: TestClient, parts: Parts, said: dict[str, str]) -> None:
        self.client = client
        self.parts = parts
        self.said = said
        self.seen: list[str] = []

    @property
    def text(self) -> str:
        return (
            f"I am {self.said['name']}, call {self.said['phone']} or {self.said['mail']}. "
            f"It is {self.said['illness']}. What does it cost?"
        )

    async def note(self, response: Any) -> None:
        self.seen += [str(response.url), json.dumps(dict(response.headers)), str(response.reason)]
        if response.status >= 400 or "json" not in response.content_type:
            self.seen.append(await response.text())

    async def by_http(self) -> None:
        opened = await (await self.client.post("/api/conversations")).json()
        url, headers = f"/api/conversations/{opened['conversation']}", {"Authorization": f"Bearer {opened['token']}"}
        bodies: list[Any] = [
            {"id": str(uuid.uuid4()), "text": self.text},
            {"id": str(uuid.uuid4()), "text": self.text * 20},
            {"id": self.said["frame"], "text": [self.text]},
            {"id": f"no id {self.said['name']}", "text": self.text},
        ]
        for body in bodies:
            await self.note(await self.client.post(f"{url}/messages", headers=headers, json=body))
        await self.note(await self.client.post(f"{url}/messages", headers=headers, data=self.text.encode()))
        await self.note(await self.client.post(f"{url}/messages", headers=headers, data=b"\xff" + self.text.encode()))
        wrong = {"Authorization": f"Bearer {self.said['password']}"}
        await self.note(await self.client.post(f"{url}/messages", headers=wrong, json=bodies[0]))
        vote = {"message": self.said["name"], "vote": self.said["illness"], "comment": self.text}
        await self.note(await self.client.post(f"{url}/feedback", headers=headers, json=vote))

    async def by_socket(self) -> None:
        opened = await (await self.client.post("/api/conversations")).json()
        async with self.client.ws_connect("/api/ws", headers=ORIGIN) as socket:
            await socket.send_json({"type": "hello", "after": 0, **opened})
            frames = (
                json.dumps({"type": "message", "id": str(uuid.uuid4()), "text": self.text}),
                json.dumps({"type": self.said["name"], "text": self.text}),
                json.dumps({"type": "message", "id": self.text, "text": self.text}),
                "{" + self.text,
            )
            for frame in frames:
                await socket.send_str(frame)
            with suppress(TimeoutError):  # while turns cannot be stored, there is no reply
                while (message := await socket.receive(timeout=2)).type is WSMsgType.TEXT:
                    self.seen += [message.data] if json.loads(message.data)["type"] == "error" else []
                self.seen.append(str(message.extra))

    async def by_sms(self) -> None:
        url = self.parts.settings.public_url
        form = {"From": self.said["phone"], "To": "+15005550006", "Body": self.text, "NumMedia": "0"}
        for path, extra in (
            ("/sms/twilio", {"MessageSid": "SM" + uuid.uuid4().hex}),
            ("/sms/twilio", {}),
            ("/sms/twilio/status", {"MessageSid": self.said["frame"], "MessageStatus": self.said["illness"]}),
        ):
            fields = {**form, **extra}
            signature = sign(url + path, {name: [value] for name, value in fields.items()}, TOKEN)
            for header in (signature, self.said["password"]):
                sent = await self.client.post(path, data=fields, headers={"X-Twilio-Signature": header})
                await self.note(sent)

    async def by_console(self) -> None:
        browser = Browser(self.client)
        await self.note(await browser.sign_in(self.said["name"], self.said["password"]))
        await self.note(await self.client.get("/console/find", allow_redirects=False))
        await self.note(await self.client.post("/console/sign-in", data={"name": self.text}, allow_redirects=False))


def carrying(text: str) -> Any:
    """Raise what a database raises, with the visitor's words among the statement's values."""

    def failing(*_: Any, **__: Any) -> Any:
        raise OperationalError("INSERT INTO turns VALUES (?)", {"pending_text": text}, Exception(f"away: {text}"))

    return failing


FAULTS: dict[str, tuple[str, str]] = {  # what is broken, in which module or part
    "nothing": ("", ""),
    "the model": ("agent", ""),
    "the journal": ("store", "journaling"),
    "the commit": ("store", "committing"),
    "our own code": ("bot.channels.web.http", "check_length"),
    "our own code in a socket": ("bot.channels.web.sockets", "parse_json"),
}


def leaks(told: list[str], everything: set[str]) -> list[str]:
    """Return the surroundings of each canary that was told."""
    return [text[max(0, text.find(one) - 200) :][:400] for text in told for one in everything if one in text]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a14_no_canary_leaves_the_transcript(
    aiohttp_client: Any,
    parts: Parts,
    agent: KeywordAgent,
    fault: str,
    logged: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "NEW_CONVERSATIONS", replace(NEW_CONVERSATIONS, most=9 * ROUNDS))  # all come from here
    app = create_app(parts)
    setup_console(app, console_for(parts))
    client = await aiohttp_client(app)
    where, what = FAULTS[fault]
    agent.fails = where == "agent"
    told: list[str] = []
    everything: set[str] = set()
    for number in range(ROUNDS):
        visit = Visit(client, parts, canaries(number))
        everything |= {form for canary in visit.said.values() for form in forms_of(canary)}
        with monkeypatch.context() as broken:
            if what:
                broken.setattr(parts.store if where == "store" else import_module(where), what, carrying(visit.text))
            for channel in (visit.by_http, visit.by_socket, visit.by_sms, visit.by_console):
                await channel()
        told += visit.seen
    told += [await (await client.get(path)).text() for path in ("/metrics", "/readyz")]
    await client.close()
    assert len(everything) >= 8 * ROUNDS
    assert leaks([*told, logged.getvalue()], everything) == []
    assert ('"level": "error"' in logged.getvalue()) == (fault != "nothing")  # a fault is logged


def test_a14_the_log_shows_where_and_not_what(logged: io.StringIO) -> None:
    try:
        raise ValueError("my biopsy was malignant")
    except ValueError:
        logging.getLogger("bot.somewhere").exception("it.failed", extra={"error": ""})
        logging.getLogger("aiohttp.server").exception("Error handling request")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert len(lines) == 2
    assert all(line["error"] == "ValueError" and Path(__file__).name in line["where"][-1] for line in lines)
    assert "biopsy" not in str(lines)
