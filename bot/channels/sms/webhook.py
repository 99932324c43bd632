"""Twilio's webhooks: a message came in, and what became of one that went out."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.sms.account import ChannelTexts, TwilioAccount
from bot.channels.sms.counters import DELIVERIES, RECEIVED
from bot.channels.sms.desk import SmsDesk, Stores
from bot.channels.sms.inbound import is_phone, parse_form, read_sms
from bot.channels.sms.sender import Sender
from bot.channels.sms.signature import Params, signed_by_twilio
from bot.channels.sms.twilio_client import TwilioClient
from bot.errors import BadMessageError, UnavailableError
from bot.keys import TURNS
from bot.transcripts.outbox import DELIVERY_RANK, Outbox
from bot.transcripts.types import utc_now

log = logging.getLogger(__name__)

SIGNATURE_HEADER = "X-Twilio-Signature"
RETRY_HEADER = "I-Twilio-Idempotency-Token"
REMEMBERED_RETRIES = 10_000
TWIML_WITHIN_S = 10.0  # Twilio waits 15
DRAIN_S = 8.0
REPORT_PAUSES_S = (1.0, 3.0, 9.0)  # a report can come before the answer that names the message

routes = web.RouteTableDef()


class Retries:
    """The requests that were acknowledged lately, by the token Twilio repeats with each retry.

    It spares the database; that a message is taken once rests on its MessageSid in the journal.
    """

    def __init__(self) -> None:
        self._tokens: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, token: str | None) -> bool:
        return token in self._tokens

    def add(self, token: str | None) -> None:
        if token and len(token) <= 200:  # noqa: PLR2004
            self._tokens[token] = None
            if len(self._tokens) > REMEMBERED_RETRIES:
                self._tokens.popitem(last=False)


@dataclass
class SmsChannel:
    """What the two webhooks work with."""

    account: TwilioAccount
    desk: SmsDesk
    outbox: Outbox
    sender: Sender
    client: TwilioClient
    retries: Retries = field(default_factory=Retries)
    reports: set[asyncio.Task[None]] = field(default_factory=set)
    sending: asyncio.Task[None] | None = None


SMS = web.AppKey["SmsChannel | None"]("SMS")


@routes.post("/sms/twilio")
async def receive_sms(request: web.Request) -> web.Response:
    """Claim one message and acknowledge it; the answer follows by the REST API, or in development as TwiML."""
    channel, form = await _signed(request)
    retry = request.headers.get(RETRY_HEADER)
    if retry in channel.retries:
        RECEIVED.labels("repeated").inc()
        return _twiml()
    try:
        sms = read_sms(form)
    except BadMessageError as error:
        raise web.HTTPBadRequest(text=str(error)) from error
    if not is_phone(sms.sender) or sms.sender == channel.account.number:
        RECEIVED.labels("no_person").inc()
        return _twiml()
    try:
        message = await channel.desk.take(sms)
    except UnavailableError as error:
        alarm = channel.desk.alarm(sms)
        if alarm is None:
            raise web.HTTPServiceUnavailable(text=str(error)) from error
        return _twiml(alarm)
    channel.retries.add(retry)
    if channel.account.replies_in_webhook and await channel.desk.answered(message, TWIML_WITHIN_S):
        body = await asyncio.to_thread(channel.outbox.take_for_webhook, message.conversation, message.message_id)
        return _twiml(body)
    return _twiml()


@routes.post("/sms/twilio/status")
async def receive_status(request: web.Request) -> web.Response:
    """Apply a delivery report."""
    channel, form = await _signed(request)
    sid, status = _value(form, "MessageSid") or _value(form, "SmsSid"), _value(form, "MessageStatus").lower()
    if not sid or status not in DELIVERY_RANK:
        return web.Response(status=204)
    code = _value(form, "ErrorCode")
    task = asyncio.create_task(_apply_report(channel, sid, status, code if code.isdigit() else None))
    channel.reports.add(task)
    task.add_done_callback(channel.reports.discard)
    await asyncio.wait({task}, timeout=REPORT_PAUSES_S[0] / 2)  # usually it is done by then
    return web.Response(status=204)


@dataclass(frozen=True, slots=True)
class SmsSetup:
    """What the application brings to the channel."""

    account: TwilioAccount
    texts: ChannelTexts
    stores: Stores
    outbox: Outbox
    client: TwilioClient


def setup(app: web.Application, parts: SmsSetup | None) -> None:
    """Add the webhooks to an application that has its TURNS; without an account they are closed."""
    app.add_routes(routes)
    app[SMS] = None
    if parts:
        sender = Sender(parts.outbox, parts.client)
        desk = SmsDesk(parts.stores, app[TURNS], parts.texts, sender.wake)
        app[SMS] = SmsChannel(parts.account, desk, parts.outbox, sender, parts.client)
        app.on_startup.append(_start)
        app.on_shutdown.append(_stop)


async def _start(app: web.Application) -> None:
    """Begin to send, unless the answers go out with the webhook."""
    channel = app[SMS]
    if channel and not channel.account.replies_in_webhook:
        channel.sending = asyncio.create_task(channel.sender.run())


async def _stop(app: web.Application) -> None:
    """Let what was begun come to its end, while the assistant and the database are still there."""
    channel = app[SMS]
    if channel is None:
        return
    await channel.desk.settle(DRAIN_S)
    ending = [*channel.reports, *([channel.sending] if channel.sending else [])]
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)
    await channel.sender.settle(DRAIN_S)
    await channel.client.close()


async def _signed(request: web.Request) -> tuple[SmsChannel, Params]:
    """Return the channel and the form of a request that Twilio signed.

    Raises:
        HTTPForbidden: it did not, or no account is set up.
    """
    channel, body = request.app[SMS], await request.read()
    try:
        form = parse_form(body, request.content_type)
    except BadMessageError:
        form = None
    if channel is None or form is None or not _signature_holds(request, channel.account, form, body):
        RECEIVED.labels("forbidden").inc()
        raise web.HTTPForbidden(text="not signed by Twilio")
    return channel, form


def _signature_holds(request: web.Request, account: TwilioAccount, form: Params, body: bytes) -> bool:
    url = account.public_url + request.raw_path  # what Twilio called, whatever a proxy made of it
    return signed_by_twilio(url, form, body, request.headers.get(SIGNATURE_HEADER), account.tokens)


async def _apply_report(channel: SmsChannel, sid: str, status: str, code: str | None) -> None:
    for pause_s in (*REPORT_PAUSES_S, None):
        with suppress(SQLAlchemyError):  # the database may be back in a moment
            if await asyncio.to_thread(channel.outbox.record_delivery, sid, status, code, utc_now()):
                DELIVERIES.labels(status).inc()
                return
        if pause_s is not None:
            await asyncio.sleep(pause_s)
    DELIVERIES.labels("unmatched").inc()


def _value(form: Params, name: str) -> str:
    return form[name][0] if form.get(name) else ""


def _twiml(body: str | None = None) -> web.Response:
    message = f"<Message>{escape(body)}</Message>" if body else ""
    text = f'<?xml version="1.0" encoding="UTF-8"?><Response>{message}</Response>'
    return web.Response(text=text, content_type="text/xml")
