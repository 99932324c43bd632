"""The SMS channel in one process, with an assistant that needs no model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from bot.channels.sms import webhook
from bot.channels.sms.account import ChannelTexts, TwilioAccount
from bot.channels.sms.content import Composer
from bot.channels.sms.desk import SmsDesk, Stores
from bot.channels.sms.twilio_client import TwilioClient
from bot.dialogue.messages import Answer, Handoff, IncomingMessage, Reply, Understanding
from bot.keys import TURNS
from bot.transcripts.cipher import Cipher
from bot.transcripts.database import open_database, reader_factory, session_factory
from bot.transcripts.outbox import Outbox
from bot.transcripts.redaction import redact
from bot.transcripts.store import ConversationStore
from bot.transcripts.tables import OutboxRow, TurnRow
from bot.transcripts.texting import TextConversations
from bot.turns import TurnService
from tests.fakes.twilio import ACCOUNT, NUMBER, TOKEN, FakeTwilio

PUBLIC_URL = "https://chat.example.org"
PATIENCE = aiohttp.ClientTimeout(total=2, connect=1)
SECRET = "0123456789abcdef0123456789abcdef-for-tests"
LONG = "A second opinion is common and doctors expect it. " * 10

TEXTS = ChannelTexts(
    notice="Automated. Not medical advice. Reply STOP to opt out, HELP for help.",
    help="Help text, 1-855-695-4872.",
    stopped="You are unsubscribed.",
    started="You get messages again.",
    too_many="Too many messages. Please call 1-855-695-4872.",
)


class EchoGuard:
    """Knows one danger, and says the calm sentence where the turn could not be stored."""

    def check(self, text: str) -> SimpleNamespace:
        return SimpleNamespace(level="emergency" if text == "emergency" else None)

    def answer(self, message: IncomingMessage, finding: SimpleNamespace) -> Answer:
        handoff = Handoff(finding.level, "911", "K7M-42Q")
        return Answer(message.message_id, (Reply("Call 911 now."),), handoff, Understanding(None, 1.0))

    def failure(self, message: IncomingMessage) -> Answer:
        return Answer(message.message_id, (Reply("Please call.", topic=None),), None, Understanding(None, 0.0))


class EchoEngine:
    """Answers by the message's own words, but an "emergency" as such, "long" by ten sentences, a "secret" by none."""

    def __init__(self) -> None:
        self.guard = EchoGuard()
        self.heard: list[IncomingMessage] = []
        self.delay_s = 0.0
        self.hold: Callable[[], Awaitable[object]] | None = None  # waited for within each turn

    async def answer(
        self, message: IncomingMessage, slots: Mapping[str, Any], *, stale: bool = False
    ) -> SimpleNamespace:
        self.heard.append(message)
        await asyncio.sleep(self.delay_s)
        if self.hold:
            await self.hold()
        handoff = Handoff("emergency", "911", f"R{len(self.heard):05d}") if message.text == "emergency" else None
        texts = {"emergency": "Call 911 now.", "long": LONG.strip()}
        said = "Thank you." if message.text.startswith("secret") else f"You said {message.text}."
        reply = Reply(texts.get(message.text, said), topic="chat/help")
        answer = Answer(message.message_id, (reply,), handoff, Understanding("chat/help", 1.0))
        return SimpleNamespace(answer=answer, slots=dict(slots), events=[])  # the real one's module imports spaCy


@dataclass
class Database:
    """One process's view of the database."""

    engine: Engine
    sessions: sessionmaker[Session]
    store: ConversationStore
    texting: TextConversations
    outbox: Outbox

    @classmethod
    def open(cls, url: str) -> Database:
        engine, cipher = open_database(url), Cipher(SECRET)
        sessions, readers = session_factory(engine), reader_factory(engine)
        return cls(
            engine,
            sessions,
            ConversationStore(sessions, readers, cipher, redact),
            TextConversations(sessions, readers, cipher),
            Outbox(sessions, readers, cipher),
        )

    def rows(self) -> list[OutboxRow]:
        with self.sessions() as session:
            return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))

    def turns(self) -> list[TurnRow]:
        with self.sessions() as session:
            return list(session.scalars(select(TurnRow).order_by(TurnRow.id)))


def phone(number: int) -> str:
    """Return the telephone number of one of many visitors."""
    return f"+1500557{number:04d}"


async def eventually(holds: Callable[[], bool], within_s: float = 60.0) -> None:
    """Wait until something holds: busy machines take their time."""
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


class World:
    """An application with the SMS channel, and the fake Twilio it talks to."""

    def __init__(self, twilio: FakeTwilio, database: Database, engine: EchoEngine) -> None:
        self.twilio = twilio
        self.database = database
        self.engine = engine
        self.client: TestClient[web.Request, web.Application]
        self.desk: SmsDesk

    async def post(self, form: Mapping[str, str], path: str = "/sms/twilio", **headers: str) -> aiohttp.ClientResponse:
        """Call a webhook as Twilio does."""
        signed = self.twilio.headers(PUBLIC_URL + path, form) | headers
        content = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.client.post(path, data=urlencode(form), headers=content | signed)

    async def text(self, body: str, **extra: str) -> str:
        """Text the assistant; return the body of the webhook's answer."""
        response = await self.post(self.twilio.inbound(body, **extra))
        assert response.status == 200, await response.text()
        return await response.text()

    async def quiet(self, within_s: float = 60.0) -> None:
        """Wait until every turn is answered and the outbox is empty."""
        async with asyncio.timeout(within_s):
            while True:
                await self.desk.settle(within_s)
                open_turns = await asyncio.to_thread(self.database.store.conversations_with_open_turns)
                if not open_turns and await asyncio.to_thread(self.database.outbox.is_empty):
                    return
                await asyncio.sleep(0.02)


@asynccontextmanager
async def sms_world(
    url: str,
    twilio: FakeTwilio | None = None,
    *,
    change: Callable[[TwilioAccount], TwilioAccount] = lambda account: account,
    api_base: str | None = None,
) -> AsyncIterator[World]:
    """Run the channel on the migrated database at `url`, with a Twilio of its own or with the one at `api_base`."""
    twilio = twilio or FakeTwilio()
    database, engine = Database.open(url), EchoEngine()
    world = World(twilio, database, engine)
    turns = TurnService(database.store, engine, redact, {"sms": Composer(TEXTS.notice)})  # type: ignore[arg-type]
    async with twilio.serving() as served_at:
        account = change(TwilioAccount(ACCOUNT, (TOKEN,), NUMBER, PUBLIC_URL, api_base or served_at))
        stores, client = Stores(database.store, database.texting), TwilioClient(account, PATIENCE)
        app = web.Application(client_max_size=64 * 1024)
        app[TURNS] = turns
        webhook.setup(app, webhook.SmsSetup(account, TEXTS, stores, database.outbox, client))
        channel = app[webhook.SMS]
        assert channel
        world.desk = channel.desk
        await turns.resume()
        recovery = asyncio.create_task(turns.recover())
        async with TestClient(TestServer(app)) as world.client:
            yield world
        recovery.cancel()
    database.engine.dispose()


def twiml_account(account: TwilioAccount) -> TwilioAccount:
    """Answer in the webhook."""
    return replace(account, replies_in_webhook=True)


def as_log(records: list[Any]) -> str:
    """Return everything that log records carry, as one text."""
    return json.dumps([vars(record) for record in records], default=str)
