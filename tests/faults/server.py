"""The whole server on a stub model, to be killed: the real application, and a keyword agent in place of Rasa.

Started by `tests.fakes.fork_server`. What is changed is changed here and not in the project: pauses are short, limits on
one visitor are off, and with `die_at` the process kills itself at a named point of a turn.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot import app as application
from bot import turns
from bot.channels.sms import desk, sender
from bot.knowledge.loading import load_knowledge
from bot.rules.places import find_places
from bot.settings import Settings, TwilioSettings
from bot.transcripts import database, outbox
from tests.fakes.agent import KeywordAgent
from tests.fakes.fork_server import tell
from tests.fakes.twilio import ACCOUNT, NUMBER, TOKEN
from tests.faults.points import die_at_point

PUBLIC_URL = "https://chat.example.org"
SECRET = "0123456789abcdef0123456789abcdef-for-tests"
KNOWLEDGE = load_knowledge(application.ROOT, Settings(SECRET).in_answers())
UNLIMITED = 1_000_000
logging.getLogger("bot").setLevel(logging.CRITICAL)

find_places("Springfield")  # builds its index once, before the forks
application.load_knowledge = lambda *_: KNOWLEDGE  # type: ignore[assignment]
application.setup_widget = lambda *_args, **_options: None  # type: ignore[assignment]  # its script takes long to pack
application.NEW_CONVERSATIONS_PER_MINUTE = UNLIMITED
turns.MESSAGES_PER_MINUTE = UNLIMITED
turns.RECOVER_EVERY_S = 0.5
turns.LEFT_AFTER = timedelta(seconds=6)
desk.LOOP_MESSAGES = UNLIMITED
outbox._free_at = lambda _session, now: now  # type: ignore[assignment]
outbox.LEASE = timedelta(seconds=5)
sender.LOOK_UP_AFTER = timedelta(seconds=0.5)
sender.FIRST_RETRY = timedelta(seconds=0.2)


def settings(url: str, api_base: str) -> Settings:
    """Return the settings of a test server."""
    twilio = TwilioSettings(ACCOUNT, (TOKEN,), NUMBER, api_base)
    return Settings(SECRET, database_url=url, public_url=PUBLIC_URL, allowed_origins=(PUBLIC_URL,), twilio=twilio)


async def serve(
    url: str,
    api_base: str,
    delay_s: float = 0.005,
    die_at: str | None = None,
    passes: int = 1,
    options: dict[str, Any] | None = None,
) -> None:
    """Serve until SIGTERM, as `python -m bot serve` does.

    Args:
        url: The database.
        api_base: Where Twilio's API is.
        delay_s: How long the stub model thinks.
        die_at: A point of `tests.faults.points`.
        passes: At which passage through that point the process dies.
        options: Attributes of modules to set, by "module.name", such as {"database.BUSY_TIMEOUT_MS": 500}.
    """
    for name, value in (options or {}).items():
        module, attribute = name.split(".")
        setattr({"database": database, "turns": turns, "desk": desk}[module], attribute, value)
    agent = KeywordAgent(KNOWLEDGE)
    agent.delay_s = delay_s
    parts = application.build_parts(settings(url, api_base), agent)
    if die_at:
        die_at_point(die_at, parts, passes)
    runner = web.AppRunner(application.create_app(parts), access_log=None, shutdown_timeout=8)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    tell(runner.addresses[0][1])
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    await runner.cleanup()
