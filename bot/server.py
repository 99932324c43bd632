"""Runs the web application: address, sockets, signals."""

from __future__ import annotations

import sys

from aiohttp import web

from bot.app import ROOT, build_parts, create_app
from bot.knowledge.loading import load_knowledge
from bot.logs import configure_logging
from bot.model import load_agent
from bot.settings import Settings
from bot.transcripts.schema import upgrade

KEEPALIVE_S = 75.0


def run(settings: Settings) -> int:
    """Serve until a signal ends it."""
    configure_logging()
    knowledge = load_knowledge(ROOT, settings.in_answers())  # data faults are told before the slow start
    upgrade(settings.database_url)
    parts = build_parts(settings, load_agent(settings.model_path, knowledge))
    web.run_app(
        create_app(parts),
        host=settings.host,
        port=settings.port,
        keepalive_timeout=KEEPALIVE_S,
        access_log=None,
        print=lambda *_: print(_welcome(settings), file=sys.stderr),
    )
    return 0


def _welcome(settings: Settings) -> str:
    base = settings.public_url
    sms = f"{base}/sms/twilio" if settings.twilio else "closed (set TWILIO_ACCOUNT_SID, see .env.example)"
    return "\n".join(
        (
            "",
            "The Second Opinion Assistant is running.",
            f"  widget   {base}/",
            f"  chat     {base}/chat",
            f"  console  {base}/console",
            f"  SMS      {sms}",
            "Press Ctrl+C to stop.",
        )
    )
