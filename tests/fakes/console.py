"""A browser without a screen for the console: it keeps cookies, finds the form token, and sends forms."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient
from argon2 import PasswordHasher

from bot.app import Parts
from bot.console.parts import Console, ConsoleOptions, build_console
from bot.console.routes import setup
from bot.transcripts.passwords import Passwords
from bot.transcripts.redaction import redact

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # real Argon2id, cheap enough to test with
PASSWORD = "correct horse battery staple"
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


def console_for(parts: Parts, **options: Any) -> Console:
    """Build the console on the parts of a server."""
    given = {
        "secret_key": parts.settings.secret_key,
        "public_url": parts.settings.public_url,
        "topics": parts.knowledge.questions,
        "retention_days": {"web": 90, "sms": 90},
        "redact": redact,
        "passwords": Passwords(QUICK),
    }
    return build_console(parts.database, ConsoleOptions(**{**given, **options}))


def app_for(console: Console) -> web.Application:
    """Build an application that has the console only."""
    app = web.Application()
    setup(app, console)
    return app


class Browser:
    """One browser."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self._client = client
        self.page = ""

    async def get(self, path: str) -> ClientResponse:
        response = await self._client.get(path, allow_redirects=False)
        self.page = await response.text()
        return response

    async def send(self, path: str, form: dict[str, str], *, token: str | None = None, **kwargs: Any) -> ClientResponse:
        found = TOKEN.search(self.page)
        csrf = token if token is not None else (found[1] if found else "")
        response = await self._client.post(path, data={"csrf": csrf, **form}, allow_redirects=False, **kwargs)
        body = await response.text()
        self.page = body if TOKEN.search(body) else self.page
        return response

    async def peek(self, path: str) -> int:
        """Open what never ends; return its status."""
        async with self._client.get(path, allow_redirects=False) as response:
            return response.status

    async def is_signed_in(self) -> bool:
        return (await self.get("/console/account")).status == 200

    async def sign_in(self, name: str, password: str = PASSWORD, code: str = "") -> ClientResponse:
        await self.get("/console/sign-in")
        response = await self.send("/console/sign-in", {"name": name, "password": password, "code": code})
        if response.status == 303:
            await self.get("/console/account")
        return response

    @property
    def cookies(self) -> Any:
        return self._client.session.cookie_jar
