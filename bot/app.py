"""Puts the parts together: the composition root of the server and of the batch mode."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from actions.asked import phones_of
from bot import metrics
from bot.channels.sms.content import Composer
from bot.channels.sms.webhook import SmsSetup
from bot.channels.sms.webhook import setup as setup_sms
from bot.channels.web import http, sockets
from bot.channels.web.errors import json_errors
from bot.channels.web.guards import MAX_BODY_BYTES, bounded_bodies, cross_origin, safe_headers
from bot.channels.web.tokens import KNOWN_TOKENS, KnownTokens
from bot.dialogue.engine import TURN_DEADLINE_S, DialogueEngine, RunningAgent, TextReaders
from bot.dialogue.guard import Guard
from bot.dialogue.likeness import MoveReader
from bot.dialogue.messages import Answer, IncomingMessage
from bot.dialogue.replies import ReplyMaker
from bot.keys import ALLOWED_ORIGINS, STORE, TRUSTED_PROXIES, TURNS
from bot.knowledge.loading import Knowledge, load_knowledge
from bot.knowledge.moves import with_questions
from bot.nlu.encoder import shared_encoder
from bot.settings import Settings
from bot.texting import channel_texts, sms_setup
from bot.transcripts.cipher import Cipher
from bot.transcripts.database import WORKERS, open_database, reader_factory, session_factory, write_thread
from bot.transcripts.outbox import Outbox
from bot.transcripts.redaction import holds_identifiers, redact
from bot.transcripts.store import ConversationStore
from bot.transcripts.texting import TextConversations
from bot.transcripts.waiting import Waiting
from bot.turns import TurnService
from bot.widget.routes import setup as setup_widget

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
DRAIN_S = 8.0

PARTS = web.AppKey["Parts"]("PARTS")


@dataclass(frozen=True)
class Parts:
    """Everything that lives as long as the server."""

    settings: Settings
    knowledge: Knowledge
    engine: DialogueEngine
    database: Engine
    store: ConversationStore
    turns: TurnService
    sms: SmsSetup | None


def build_engine(knowledge: Knowledge, agent: RunningAgent, deadline_s: float = TURN_DEADLINE_S) -> DialogueEngine:
    """Build the dialogue engine around a loaded agent."""
    replies = ReplyMaker(knowledge.responses, knowledge.values)
    guard = Guard(knowledge.urgency, replies, phones_of(knowledge.program))
    like = MoveReader(shared_encoder().encode, with_questions(knowledge.moves, knowledge.questions))
    return DialogueEngine(agent, guard, replies, knowledge.questions, deadline_s, TextReaders(holds_identifiers, like))


def build_parts(settings: Settings, agent: RunningAgent) -> Parts:
    """Check the data files, open the database, and join everything."""
    knowledge = load_knowledge(ROOT, settings.in_answers())
    database = open_database(settings.database_url)
    writes = write_thread(database)
    engine = build_engine(knowledge, agent)
    if writes:
        engine.take_turns_with(writes)
    sessions, readers = session_factory(database), reader_factory(database)
    cipher, texts = Cipher(settings.secret_key), channel_texts(knowledge)
    store = ConversationStore(sessions, readers, cipher, redact)
    turns = TurnService(store, engine, redact, {"sms": Composer(texts.notice)}, writes.run if writes else None)
    outbox = Outbox(sessions, readers, cipher)
    sms = sms_setup(settings, texts, store, TextConversations(sessions, readers, cipher), outbox)
    return Parts(settings, knowledge, engine, database, store, turns, sms)


def create_app(parts: Parts) -> web.Application:
    """Build the web application; nothing is started before its cleanup contexts run."""
    app = web.Application(
        middlewares=[metrics.count_responses, safe_headers, json_errors, cross_origin, bounded_bodies],
        client_max_size=MAX_BODY_BYTES,
    )
    app[PARTS] = parts
    app[STORE] = parts.store
    app[TURNS] = parts.turns
    app[ALLOWED_ORIGINS] = frozenset(parts.settings.allowed_origins)
    app[TRUSTED_PROXIES] = parts.settings.trusted_proxies
    app[KNOWN_TOKENS] = KnownTokens()
    app[sockets.SOCKETS] = open_sockets = sockets.Sockets()
    waiting = Waiting(reader_factory(parts.database))
    app[metrics.SOURCE] = metrics.Source(waiting, open_sockets.by_address.total)
    app.add_routes(http.routes)
    app.add_routes(sockets.routes)
    app.add_routes([web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics.handler)])
    setup_widget(app, parts.knowledge.values, public_url=parts.settings.public_url)
    setup_sms(app, parts.sms)
    parts.turns.on_answer(lambda message, answer: _push(app, message, answer))
    app.cleanup_ctx.append(turns_context)
    app.on_shutdown.append(_close_sockets)
    return app


def _push(app: web.Application, message: IncomingMessage, answer: Answer) -> None:
    metrics.count_turn(message.channel, answer)
    app[sockets.SOCKETS].spawn(_send(app, message.conversation, answer))


async def _send(app: web.Application, conversation: str, answer: Answer) -> None:
    with metrics.stage("send"):
        await sockets.send_answer(app, conversation, answer)


async def turns_context(app: web.Application) -> AsyncIterator[None]:
    """Resume what was accepted before the last stop; let running turns end before this one."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WORKERS, "database"))
    await app[PARTS].engine.warm_up()
    waiting = await app[PARTS].turns.resume()
    if waiting:
        log.info("turns.resumed", extra={"conversations": waiting})
    recovery = asyncio.create_task(app[PARTS].turns.recover())
    yield
    recovery.cancel()
    await app[PARTS].turns.settle(DRAIN_S)
    tasks = app[sockets.SOCKETS].tasks
    if tasks:
        await asyncio.wait(tasks, timeout=DRAIN_S)
    app[PARTS].engine.close()
    app[PARTS].database.dispose()


async def _close_sockets(app: web.Application) -> None:
    await app[sockets.SOCKETS].close_all()


async def alive(_request: web.Request) -> web.Response:
    """Say that the process answers."""
    return web.json_response({"status": "alive"})


async def ready(request: web.Request) -> web.Response:
    """Say whether the model is loaded and the database answers."""
    parts = request.app[PARTS]
    try:
        await asyncio.wait_for(asyncio.to_thread(_ping, parts.database), 2)
    except (SQLAlchemyError, TimeoutError):
        return web.json_response({"status": "degraded", "database": "away"}, status=503)
    return web.json_response({"status": "ready", "model": parts.engine.fingerprint})


def _ping(database: Engine) -> None:
    with database.connect().execution_options(only_reads=True) as connection:
        connection.execute(text("SELECT 1"))
