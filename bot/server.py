"""Runs the web application: address, sockets, signals."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
from collections.abc import AsyncIterator, Sequence

from aiohttp import web

from bot import listening
from bot.app import ROOT, Parts, build_parts, create_app
from bot.channels.web.guards import CONNECTION_LIMITS, MAX_BODY_BYTES, bounded_bodies
from bot.console.parts import ConsoleOptions, build_console
from bot.console.routes import setup as setup_console
from bot.corrections import forget
from bot.dialogue.engine import RunningAgent
from bot.dialogue.understanding import warm_up
from bot.knowledge.loading import load_knowledge
from bot.logs import configure_logging
from bot.model import follow_model, load_agent
from bot.settings import Settings
from bot.transcripts.redaction import redact
from bot.transcripts.schema import upgrade
from bot.workers import Workers


def run(settings: Settings) -> int:
    """Serve until a signal ends it."""
    configure_logging()
    knowledge = load_knowledge(ROOT, settings.in_answers())  # data faults are told before the slow start
    upgrade(settings.database_url)
    agent = load_agent(settings.model_path, knowledge)
    sockets = listening.bind(settings.host, settings.port)
    if settings.workers == 1:
        print(_welcome(settings), file=sys.stderr)
        return serve(settings, agent, sockets)
    asyncio.run(warm_up(agent.parse))  # what is built at the first use the workers share
    print(_welcome(settings), file=sys.stderr)
    return Workers(settings.workers, lambda share: serve(settings, agent, sockets, share)).run()


def serve(
    settings: Settings, agent: RunningAgent, sockets: Sequence[socket.socket], share: listening.Share = listening.ALONE
) -> int:
    """Serve in this process, beside others on the same sockets if there are workers."""
    parts = build_parts(settings, agent)
    app = create_app(parts)
    add_console(app, parts)
    gc.collect()
    gc.freeze()  # what is loaded stays: looking through it again and again would hold up answers
    listening.serve(app, sockets, CONNECTION_LIMITS, share)
    return 0


def add_console(app: web.Application, parts: Parts) -> None:
    """Add the staff pages, on their own port if there is one, and follow the model that they switch to."""
    settings = parts.settings
    options = ConsoleOptions(
        secret_key=settings.secret_key,
        public_url=settings.console_url,
        topics=parts.knowledge.questions,
        retention_days={"web": settings.retention_days_web, "sms": settings.retention_days_sms},
        redact=redact,
        model=lambda: parts.engine.fingerprint,
        forget=lambda texts: forget(ROOT, texts),
    )
    pages = _own_site(app, settings) if settings.console_port else app
    setup_console(pages, build_console(parts.database, options), settings.trusted_proxies)

    async def following(_app: web.Application) -> AsyncIterator[None]:
        follow = follow_model(settings.model_path, lambda path: load_agent(path, parts.knowledge), parts.engine.use)
        task = asyncio.create_task(follow)
        yield
        task.cancel()

    app.cleanup_ctx.append(following)


def _own_site(app: web.Application, settings: Settings) -> web.Application:
    """Return the application of the console's own port; it starts and ends with `app`."""
    pages = web.Application(middlewares=[bounded_bodies], client_max_size=MAX_BODY_BYTES)
    pages.add_routes([web.get("/", _to_console)])

    async def listening(_app: web.Application) -> AsyncIterator[None]:
        runner = web.AppRunner(pages, access_log=None, **CONNECTION_LIMITS)
        await runner.setup()
        shared = settings.workers > 1
        await web.TCPSite(runner, settings.console_host, settings.console_port, reuse_port=shared).start()
        yield
        await runner.cleanup()

    app.cleanup_ctx.append(listening)
    return pages


async def _to_console(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPSeeOther("/console")


def _welcome(settings: Settings) -> str:
    base = settings.public_url
    sms = f"{base}/sms/twilio" if settings.twilio else "closed (set TWILIO_ACCOUNT_SID, see .env.example)"
    return "\n".join(
        (
            "",
            "The Second Opinion Assistant is running.",
            f"  widget   {base}/",
            f"  chat     {base}/chat",
            f"  console  {settings.console_url}/console",
            "           first login: python -m bot staff add NAME --role administrator",
            f"  SMS      {sms}",
            "Press Ctrl+C to stop.",
        )
    )
