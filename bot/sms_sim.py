"""`python -m bot sms-sim`: a conversation by text message in the terminal, as phones show it.

What is typed goes through the real webhook, signed as Twilio signs it, and the answers come back as TwiML; no account
and no telephone is needed. The server runs in this process, on the loopback address and a database that is thrown away.
"""

from __future__ import annotations

import asyncio
import html
import re
import secrets
import sys
import tempfile
import textwrap
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.channels.sms.signature import sign
from bot.channels.sms.webhook import SIGNATURE_HEADER
from bot.rules.gsm7 import is_gsm7, length, segments
from bot.settings import Settings, TwilioSettings

WIDTH = 64  # of the terminal's picture of a phone
BUBBLE = 40
OUR_NUMBER = "+15005550006"  # numbers Twilio keeps for tests: they belong to nobody
VISITOR = "+15005550100"
PUBLIC_URL = "https://sms-sim.invalid"
HELLO = "Text the assistant and press Enter; an empty line sends an empty message. Ctrl+D ends.\n"

Exchange = Callable[[str], Awaitable[list[str]]]
Serve = Callable[[Settings], web.Application]


def run(settings: Settings, serve: Serve) -> int:
    """Talk until the input ends.

    Args:
        settings: The project's settings; the database and Twilio's account are replaced by ones for this run.
        serve: Builds the application, its database migrated.
    """
    asyncio.run(_run(settings, serve))
    return 0


async def _run(settings: Settings, serve: Serve) -> None:
    with tempfile.TemporaryDirectory(prefix="sms-sim-") as folder:
        account = TwilioSettings("AC" + "0" * 32, (secrets.token_hex(16),), OUR_NUMBER, reply_by="twiml")
        url = f"sqlite:///{Path(folder) / 'sim.db'}"
        simulated = replace(settings, twilio=account, database_url=url, public_url=PUBLIC_URL)
        async with _serving(serve(simulated)) as base_url, aiohttp.ClientSession() as session:
            await converse(webhook_exchange(session, base_url, account.auth_tokens[0]), _ask, _show)


async def converse(exchange: Exchange, ask: Callable[[], Awaitable[str | None]], show: Callable[[str], None]) -> None:
    """Send what is typed and show both sides, until `ask` has no more."""
    show(HELLO)
    while (text := await ask()) is not None:
        show(bubble(text, ours=False))
        for body in await exchange(text):
            show(bubble(body, ours=True))


def webhook_exchange(session: aiohttp.ClientSession, base_url: str, token: str) -> Exchange:
    """Return what sends one text to the webhook at `base_url` and returns the texts that come back."""

    async def exchange(text: str) -> list[str]:
        form = {"MessageSid": f"SM{secrets.token_hex(16)}", "From": VISITOR, "To": OUR_NUMBER, "Body": text}
        signature = sign(f"{PUBLIC_URL}/sms/twilio", {name: [value] for name, value in form.items()}, token)
        headers = {SIGNATURE_HEADER: signature}
        async with session.post(f"{base_url}/sms/twilio", data=form, headers=headers) as response:
            response.raise_for_status()
            return messages_in(await response.text())

    return exchange


def messages_in(twiml: str) -> list[str]:
    """Return the texts that a TwiML answer sends."""
    return [html.unescape(body) for body in re.findall(r"<Message>(.*?)</Message>", twiml, re.DOTALL)]


def bubble(text: str, *, ours: bool) -> str:
    """Draw one text: the visitor's on the right, ours on the left with what it costs."""
    lines = [line for part in text.splitlines() or [""] for line in textwrap.wrap(part, BUBBLE) or [""]]
    width = max(map(len, lines))
    box = [f"╭{'─' * (width + 2)}╮", *(f"│ {line:<{width}} │" for line in lines), f"╰{'─' * (width + 2)}╯"]
    below = [f"  {cost(text)}"] if ours else []
    indent = 0 if ours else WIDTH - width - 4
    return "\n".join(" " * indent + line for line in [*box, *below]) + "\n"


def cost(text: str) -> str:
    """Say what a text is billed as."""
    alphabet, count = ("GSM-7" if is_gsm7(text) else "UCS-2"), segments(text)
    return f"{alphabet}, {length(text)} long, {count} segment{'s' if count != 1 else ''}"


@asynccontextmanager
async def _serving(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


async def _ask() -> str | None:
    line = await asyncio.to_thread(sys.stdin.readline)
    return line.rstrip("\n") if line else None


def _show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
