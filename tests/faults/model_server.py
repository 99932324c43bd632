"""The server to be killed, with the trained model in place of the stub: loaded once, shared by every fork."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.logs import configure_logging
from bot.model import load_agent
from tests.faults import server

configure_logging()
AGENT = load_agent(Path("models"), server.KNOWLEDGE)
asyncio.run(AGENT.parse("hello"))
server.make_agent = lambda _delay_s: AGENT
serve = server.serve
