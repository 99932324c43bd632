"""The console on a host and port of its own, and how it stops."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import Parts, create_app
from bot.errors import SettingsError
from bot.server import add_console
from bot.settings import Settings
from tests.fakes.console import PASSWORD, console_for


@pytest.fixture
def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def own_port(parts: Parts, free_port: int) -> Parts:
    url = f"http://localhost:{free_port}"
    return dataclasses.replace(
        parts, settings=dataclasses.replace(parts.settings, console_port=free_port, console_url=url)
    )


async def test_the_console_is_on_the_public_port_unless_it_has_its_own(parts: Parts, aiohttp_client: Any) -> None:
    app = create_app(parts)
    add_console(app, parts)
    client = await aiohttp_client(app)
    assert (await client.get("/console/sign-in")).status == 200


async def test_a_console_on_its_own_port_is_not_found_on_the_public_one(own_port: Parts, aiohttp_client: Any) -> None:
    app = create_app(own_port)
    add_console(app, own_port)
    client = await aiohttp_client(app)
    for path in ("/console", "/console/sign-in", "/console/static/console.js"):
        assert (await client.get(path)).status == 404, path
    assert (await client.get("/healthz")).status == 200
    async with aiohttp.ClientSession() as outside:
        base = f"http://127.0.0.1:{own_port.settings.console_port}"
        async with outside.get(f"{base}/") as response:
            assert response.status == 200
            assert response.url.path == "/console/sign-in"
        async with outside.post(f"{base}/api/conversations") as response:
            assert response.status == 404, "nothing but the console is there"


async def test_its_own_port_closes_with_the_server(own_port: Parts, aiohttp_client: Any) -> None:
    app = create_app(own_port)
    add_console(app, own_port)
    client = await aiohttp_client(app)
    await client.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", own_port.settings.console_port)


async def test_an_inbox_left_open_does_not_hold_up_a_stop(parts: Parts, aiohttp_client: Any) -> None:
    console_for(parts).accounts.add("test", "lena", "reviewer", PASSWORD)
    app = create_app(parts)
    add_console(app, parts)
    client = await aiohttp_client(app)
    token = console_for(parts).accounts.sign_in("lena", PASSWORD, "", "192.0.2.1")
    stream = await client.get("/console/live", cookies={"console": token})
    assert (await stream.content.readline()).startswith(b"data: {")
    await asyncio.wait_for(client.server.close(), 5)
    rest = await stream.content.read()
    assert b"event: end" not in rest, "the browser is not told that its session ended"


def settings(tmp_path: Path, **env: str) -> Settings:
    return Settings.from_env({"SECRET_KEY": "a test secret that is long enough to be one", **env}, tmp_path)


def test_the_settings_of_the_console(tmp_path: Path) -> None:
    shared = settings(tmp_path, PUBLIC_URL="https://chat.example.org")
    assert (shared.console_port, shared.console_url) == (None, "https://chat.example.org")
    own = settings(tmp_path, PUBLIC_URL="https://chat.example.org", CONSOLE_PORT="8081", CONSOLE_HOST="10.0.0.5")
    assert (own.console_host, own.console_port, own.console_url) == ("10.0.0.5", 8081, "http://localhost:8081")
    named = settings(tmp_path, CONSOLE_PORT="8081", CONSOLE_URL="https://console.example.org/")
    assert named.console_url == "https://console.example.org"


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"CONSOLE_HOST": "10.0.0.5"}, "CONSOLE_PORT"),
        ({"PORT": "9000", "CONSOLE_PORT": "9000"}, "must differ"),
        ({"CONSOLE_PORT": "eighty"}, "whole number"),
        ({"CONSOLE_URL": "console.example.org"}, "CONSOLE_URL"),
    ],
)
def test_settings_of_the_console_that_cannot_work_are_told(tmp_path: Path, env: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        settings(tmp_path, **env)
