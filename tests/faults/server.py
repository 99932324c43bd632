"""The whole server on a stub model, to be killed: the real application, and a keyword agent in place of Rasa.

Started by `tests.fakes.fork_server`. What is changed is changed here and not in the project: pauses are short, limits on
one visitor are off, and with `die_at` the process kills itself at a named point of a turn.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from datetime import timedelta

from aiohttp import web

from bot import app as application
from bot import turns
from bot.channels.sms import desk, sender
from bot.dialogue.engine import RunningAgent
from bot.knowledge.loading import load_knowledge
from bot.rules.places import find_places
from bot.settings import Settings, TwilioSettings
from bot.transcripts import outbox, store
from bot.transcripts.rates import Rate
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
store.NEW_CONVERSATIONS = Rate("conversations", UNLIMITED, timedelta(minutes=1))
turns.MESSAGES_PER_MINUTE = UNLIMITED
turns.RECOVER_EVERY_S = 0.5
turns.LEFT_AFTER = timedelta(seconds=6)
desk.LOOP_MESSAGES = UNLIMITED
outbox._free_at = lambda _session, now: now  # type: ignore[assignment]
outbox.LEASE = timedelta(seconds=5)
sender.LOOK_UP_AFTER = timedelta(seconds=0.5)
sender.FIRST_RETRY = timedelta(seconds=0.2)


def settings(url: str, api_base: str, proxies: int) -> Settings:
    """Return the settings of a test server."""
    return Settings(
        SECRET,
        database_url=url,
        public_url=PUBLIC_URL,
        allowed_origins=(PUBLIC_URL,),
        trusted_proxies=proxies,
        twilio=TwilioSettings(ACCOUNT, (TOKEN,), NUMBER, api_base),
    )


def make_agent(delay_s: float) -> RunningAgent:
    """Return what answers; `tests.faults.model_server` puts the trained model here."""
    agent = KeywordAgent(KNOWLEDGE)
    agent.delay_s = delay_s
    return agent


async def serve(
    url: str,
    api_base: str,
    *,
    delay_s: float = 0.005,
    die_at: tuple[str, int] | None = None,
    port: int = 0,
    proxies: int = 0,
) -> None:
    """Serve until SIGTERM, as `python -m bot serve` does.

    Args:
        url: The database.
        api_base: Where Twilio's API is.
        delay_s: How long the stub model thinks.
        die_at: A point of `tests.faults.points`, and at which passage through it the process dies.
        port: Where to listen; 0 for any.
        proxies: How many proxies stand before it.
    """
    parts = application.build_parts(settings(url, api_base, proxies), make_agent(delay_s))
    if die_at:
        die_at_point(die_at[0], parts, die_at[1])
    runner = web.AppRunner(application.create_app(parts), access_log=None, shutdown_timeout=8)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    tell(runner.addresses[0][1])
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    await runner.cleanup()
