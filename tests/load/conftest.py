"""The server's parts with a keyword agent, behind one proxy: each visitor of the load generator has an address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.app import Parts, create_app
from bot.settings import Settings
from bot.transcripts.schema import upgrade
from tests.integration.conftest import SECRET, agent, knowledge, parts

__all__ = ["agent", "knowledge", "parts"]  # fixtures


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    database_url = f"sqlite:///{tmp_path}/load.db"
    upgrade(database_url)
    origins = ("http://localhost:8080",)
    return Settings(SECRET, database_url=database_url, allowed_origins=origins, trusted_proxies=1)


@pytest.fixture
async def address(loop: asyncio.AbstractEventLoop, parts: Parts) -> AsyncIterator[str]:
    server = TestServer(create_app(parts))
    await server.start_server()
    yield f"http://127.0.0.1:{server.port}"
    await server.close()


@pytest.fixture
async def session(loop: asyncio.AbstractEventLoop) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as opened:
        yield opened
