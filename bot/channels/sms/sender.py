"""Delivers the outbox: one claim after the other, several attempts side by side, no message twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.sms.counters import SENDS
from bot.channels.sms.twilio_client import ListedSms, NotSent, Outcome, Refused, Taken
from bot.transcripts.outbox import DELIVERY_RANK, Outbox, OutgoingSms
from bot.transcripts.types import utc_now

log = logging.getLogger(__name__)

POLL_S = 1.0  # another process may have written a message that wakes nobody here
FIRST_RETRY = timedelta(seconds=2)
LAST_RETRY = timedelta(minutes=5)
LOOK_UP_AFTER = timedelta(seconds=10)  # Twilio lists a message moments after it took it
CLOCK_SKEW = timedelta(minutes=5)  # between Twilio and us
MAX_AT_ONCE = 20


class Client(Protocol):
    """What the sender needs of `TwilioClient`."""

    async def send(self, to: str, body: str, validity_s: float) -> Outcome: ...

    async def list_sent(self, to: str) -> list[ListedSms] | None: ...


class Sender:
    """Works off the outbox until it is cancelled."""

    def __init__(self, outbox: Outbox, client: Client, now: Callable[[], datetime] = utc_now) -> None:
        self._outbox = outbox
        self._client = client
        self._now = now
        self._wake = asyncio.Event()
        self._attempts: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look into the outbox now: something was written."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver for ever; a database that is away is waited for."""
        while True:
            self._wake.clear()
            try:
                pause = await self._work()
            except SQLAlchemyError as error:
                log.error("sms.outbox.unavailable", extra={"error": type(error).__name__})
                pause = POLL_S
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):  # wait_for can swallow the cancellation that ends this loop
                    await self._wake.wait()

    async def _work(self) -> float:
        """Claim what can be claimed now; return how many seconds to wait."""
        while not await asyncio.to_thread(self._outbox.is_empty):
            again_at = await self.step()
            if again_at is None or again_at > self._now():
                wait = (again_at - self._now()).total_seconds() if again_at else POLL_S
                return min(max(wait, 0.01), POLL_S)
        return POLL_S

    async def step(self) -> datetime | None:
        """Claim one message and start to deliver it; return when to claim the next one."""
        if len(self._attempts) >= MAX_AT_ONCE:
            await asyncio.wait(self._attempts, return_when=asyncio.FIRST_COMPLETED)
        claim = await asyncio.to_thread(self._outbox.claim, self._now())
        if claim.sms:
            task = asyncio.create_task(self._deliver(claim.sms))
            self._attempts.add(task)
            task.add_done_callback(self._attempts.discard)
        return claim.again_at

    async def settle(self, within_s: float | None = None) -> None:
        """Wait for the attempts that run; one that is cut off is looked up by whoever comes next."""
        if self._attempts:
            await asyncio.wait(self._attempts, timeout=within_s)

    async def _deliver(self, sms: OutgoingSms) -> None:
        try:
            if sms.unknown:
                await self._look_up(sms)
            else:
                await self._send(sms)
        except SQLAlchemyError as error:  # its lease runs out, and it is looked up
            log.error("sms.send.not_recorded", extra={"outbox": sms.id, "error": type(error).__name__})
        self.wake()  # the recipient's next message need not wait for the poll

    async def _send(self, sms: OutgoingSms) -> None:
        validity_s = (sms.expires_at - self._now()).total_seconds()
        outcome = await self._client.send(sms.to, sms.body, validity_s)
        SENDS.labels(type(outcome).__name__.lower()).inc()
        if isinstance(outcome, Taken):
            await self._record_sent(sms, outcome.sid, outcome.status)
        elif isinstance(outcome, Refused):
            log.warning("sms.send.refused", extra={"outbox": sms.id, "code": outcome.code})
            await asyncio.to_thread(self._outbox.record_failed, sms.id, outcome.code, self._now())
        elif isinstance(outcome, NotSent):
            log.warning("sms.send.postponed", extra={"outbox": sms.id, "reason": outcome.reason})
            at = self._now() + _pause(sms.attempts, outcome.retry_after_s)
            await asyncio.to_thread(self._outbox.retry, sms.id, at)
        else:
            log.warning("sms.send.unknown", extra={"outbox": sms.id, "reason": outcome.reason})
            await asyncio.to_thread(self._outbox.record_unknown, sms.id, self._now() + LOOK_UP_AFTER)

    async def _look_up(self, sms: OutgoingSms) -> None:
        """Find out whether an attempt went through; only when Twilio does not list it is it sent again."""
        listed = await self._client.list_sent(sms.to)
        if listed is None:
            at = self._now() + _pause(sms.attempts, None) + LOOK_UP_AFTER
            await asyncio.to_thread(self._outbox.record_unknown, sms.id, at)
            return
        alike = [item for item in listed if item.body == sms.body and item.created_at > sms.attempted_at - CLOCK_SKEW]
        others = await asyncio.to_thread(self._outbox.recorded, [item.sid for item in alike])
        found = [item for item in alike if item.sid not in others]
        log.info("sms.send.looked_up", extra={"outbox": sms.id, "found": len(found)})
        if found:
            oldest = min(found, key=lambda item: item.created_at)
            await self._record_sent(sms, oldest.sid, oldest.status)
        else:
            await asyncio.to_thread(self._outbox.retry, sms.id, self._now())

    async def _record_sent(self, sms: OutgoingSms, sid: str, status: str) -> None:
        delivery = status if status in DELIVERY_RANK else "queued"
        await asyncio.to_thread(self._outbox.record_sent, sms.id, sid, delivery)


def _pause(attempts: int, retry_after_s: float | None) -> timedelta:
    """Double the pause with each attempt, and keep to what Twilio asks for, within reason."""
    doubled = min(FIRST_RETRY * (1 << min(attempts - 1, 10)), LAST_RETRY)
    asked = timedelta(seconds=min(retry_after_s or 0, LAST_RETRY.total_seconds()))
    return max(doubled, asked)
