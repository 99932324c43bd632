"""What the console is made of, and the typed keys under which handlers find it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot.transcripts.accounts import Accounts, Staff
from bot.transcripts.audit import AuditLog
from bot.transcripts.cipher import Cipher
from bot.transcripts.database import reader_factory, session_factory
from bot.transcripts.judging import Judging
from bot.transcripts.passwords import Passwords
from bot.transcripts.rates import Rate
from bot.transcripts.retention import Retention
from bot.transcripts.types import utc_now


@dataclass(frozen=True)
class Console:
    """The parts of the console; made once by `build_console`."""

    sessions: sessionmaker[Session]
    readers: sessionmaker[Session]
    cipher: Cipher
    accounts: Accounts
    audit: AuditLog
    judging: Judging
    retention: Retention
    topics: Mapping[str, str]  # topic -> the short question that stands for it
    public_url: str
    model: Callable[[], str]  # names the model that answers
    forget: Callable[[list[str]], None]  # takes sentences out of the training files
    now: Callable[[], datetime] = utc_now

    @property
    def is_https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    def take(self, rate: Rate, staff: Staff) -> None:
        """Count what one member of staff does.

        Raises:
            TooManyMessagesError: it was too often.
        """
        with self.sessions.begin() as session:
            rate.take(session.connection(), self.cipher.keyed_hash(f"staff {staff.name}"), self.now())

    def cookie(self, name: str) -> str:
        """Name a cookie; on https it is bound to this host by its prefix."""
        return f"__Host-{name}" if self.is_https else name


@dataclass(frozen=True)
class ConsoleOptions:
    """What the composition root hands in besides the database."""

    secret_key: str
    public_url: str
    topics: Mapping[str, str]
    retention_days: Mapping[str, int]
    redact: Callable[[str], str]
    model: Callable[[], str] = lambda: "unknown"
    forget: Callable[[list[str]], None] = lambda _texts: None
    passwords: Passwords | None = None
    now: Callable[[], datetime] = utc_now


def build_console(database: Engine, options: ConsoleOptions) -> Console:
    """Put the console's parts together."""
    sessions, cipher = session_factory(database), Cipher(options.secret_key)
    audit = AuditLog(sessions, cipher)
    return Console(
        sessions=sessions,
        readers=reader_factory(database),
        cipher=cipher,
        accounts=Accounts(sessions, cipher, audit, options.passwords, options.now),
        audit=audit,
        judging=Judging(sessions, cipher, audit, options.redact),
        retention=Retention(database, sessions, audit, options.retention_days),
        topics=options.topics,
        public_url=options.public_url,
        model=options.model,
        forget=options.forget,
        now=options.now,
    )


CONSOLE = web.AppKey("CONSOLE", Console)
TEMPLATES = web.AppKey("CONSOLE_TEMPLATES", Environment)
PROXIES = web.AppKey("CONSOLE_PROXIES", int)
CLOSING = web.AppKey("CONSOLE_CLOSING", asyncio.Event)
STAFF = web.RequestKey["Staff | None"]("STAFF")
SESSION_TOKEN = web.RequestKey("SESSION_TOKEN", str)
FORM_TOKEN = web.RequestKey("FORM_TOKEN", str)


def console_of(request: web.Request) -> Console:
    """Return the console's parts."""
    return request.config_dict[CONSOLE]


def staff_of(request: web.Request) -> Staff:
    """Return who is signed in; only routes that need a role may ask."""
    staff = request[STAFF]
    if staff is None:
        raise web.HTTPUnauthorized
    return staff
