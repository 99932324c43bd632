"""A Twilio of our own: signs webhooks, takes messages by its REST API, and fails in every way the real one does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from enum import Enum, auto
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.sms.signature import sign

ACCOUNT = "AC" + "0" * 32
TOKEN = "a-token-for-tests-only"
NUMBER = "+15005550006"
VISITOR = "+15005550100"


class Fault(Enum):
    """What goes wrong with one request to send."""

    ERROR_500 = auto()  # nothing was taken
    TAKEN_THEN_500 = auto()
    TAKEN_THEN_HANGS = auto()
    TAKEN_THEN_DROPS = auto()  # the connection ends without an answer
    DROPS = auto()  # the same, and nothing was taken
    TOO_MANY = auto()  # 429
    OPTED_OUT = auto()  # 400, code 21610
    INVALID_NUMBER = auto()  # 400, code 21211
    QUEUE_OVERFLOW = auto()  # taken, then reported as failed with 30001
    WRONG_TOKEN = auto()  # 401
    RUBBISH = auto()  # 201 with a body that is no JSON, after it was taken


TAKEN_ANYWAY = frozenset(
    {Fault.TAKEN_THEN_500, Fault.TAKEN_THEN_HANGS, Fault.TAKEN_THEN_DROPS, Fault.QUEUE_OVERFLOW, Fault.RUBBISH}
)
ERRORS = {
    Fault.ERROR_500: (500, 20500),
    Fault.TAKEN_THEN_500: (500, 20500),
    Fault.TOO_MANY: (429, 20429),
    Fault.OPTED_OUT: (400, 21610),
    Fault.INVALID_NUMBER: (400, 21211),
    Fault.WRONG_TOKEN: (401, 20003),
}


@dataclass
class Taken:
    """A message that Twilio took: it will be texted."""

    sid: str
    to: str
    body: str
    at: datetime
    status: str = "queued"
    form: Mapping[str, str] = field(default_factory=dict)


class FakeTwilio:
    """Serves the part of Twilio's REST API that the assistant uses, and makes its webhooks."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.taken: list[Taken] = []
        self.requests = 0
        self.listings = 0
        self.at_once = self.most_at_once = 0
        self.stopped: set[str] = set()  # numbers that replied STOP: Twilio refuses to text them
        self.fault: Callable[[Mapping[str, str]], Fault | None] = lambda form: None
        self.delay_s: float = 0.0
        self.listing_works = True
        self._now = now
        self._inbound = 0

    # -- the REST API

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Serve on a free port; yields the address for TWILIO_API_BASE."""
        app = web.Application()
        path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        app.add_routes([web.post(path, self._create), web.get(path, self._list)])
        async with TestServer(app) as server:
            yield str(server.make_url("")).rstrip("/")

    async def _create(self, request: web.Request) -> web.StreamResponse:
        self.requests += 1
        form = {name: str(value) for name, value in (await request.post()).items()}
        if request.headers.get("Authorization") != aiohttp.encode_basic_auth(ACCOUNT, TOKEN):
            return _error(401, 20003)
        fault = Fault.OPTED_OUT if form["To"] in self.stopped else self.fault(form)
        if fault is None or fault in TAKEN_ANYWAY:
            self.taken.append(Taken(f"SM{len(self.taken):032x}", form["To"], form["Body"], self._now(), form=form))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.delay_s)
        self.at_once -= 1
        return await self._answer(request, fault)

    async def _answer(self, request: web.Request, fault: Fault | None) -> web.StreamResponse:
        if fault in ERRORS:
            return _error(*ERRORS[fault])
        if fault in (Fault.TAKEN_THEN_DROPS, Fault.DROPS):
            assert request.transport
            request.transport.abort()
        if fault is Fault.TAKEN_THEN_HANGS:
            await asyncio.sleep(60)
        if fault is Fault.RUBBISH:
            return web.Response(status=201, text="<html>")
        if fault is Fault.QUEUE_OVERFLOW:
            self.taken[-1].status = "failed"
        return web.json_response(_as_json(self.taken[-1]) | {"status": "queued"}, status=201)

    async def _list(self, request: web.Request) -> web.Response:
        self.listings += 1
        if not self.listing_works:
            return _error(503, 20503)
        newest_first = [_as_json(item) for item in reversed(self.taken) if item.to == request.query["To"]]
        return web.json_response({"messages": newest_first[: int(request.query["PageSize"])]})

    # -- its webhooks

    def inbound(self, body: str, sender: str = VISITOR, **extra: str) -> dict[str, str]:
        """Return the form of a message that somebody texted to the assistant's number."""
        self._inbound += 1
        sid = extra.pop("MessageSid", f"SM{self._inbound:032x}")
        form = {"MessageSid": sid, "SmsSid": sid, "AccountSid": ACCOUNT, "From": sender, "To": NUMBER, "Body": body}
        return form | {"NumMedia": "0", "NumSegments": "1", "ApiVersion": "2010-04-01"} | extra

    @staticmethod
    def report(sid: str, status: str, code: str | None = None) -> dict[str, str]:
        """Return the form of a delivery report."""
        form = {"MessageSid": sid, "SmsSid": sid, "MessageStatus": status, "AccountSid": ACCOUNT, "From": NUMBER}
        return form | ({"ErrorCode": code} if code else {})

    @staticmethod
    def headers(url: str, form: Mapping[str, str], token: str = TOKEN) -> dict[str, str]:
        """Return the headers Twilio sends with a form."""
        return {"X-Twilio-Signature": sign(url, {name: [value] for name, value in form.items()}, token)}

    def bodies_to(self, number: str = VISITOR) -> list[str]:
        """Return what a number got, in order."""
        return [item.body for item in self.taken if item.to == number]


def _as_json(item: Taken) -> dict[str, Any]:
    date = format_datetime(item.at.astimezone(UTC))
    return {"sid": item.sid, "to": item.to, "body": item.body, "status": item.status, "date_created": date}


def _error(status: int, code: int) -> web.Response:
    return web.json_response({"code": code, "message": "as asked for", "status": status}, status=status)
