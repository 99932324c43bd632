"""The SMS channel as a process of its own, to be killed; started by `tests.fakes.fork_server`.

It sends without the carriers' pace, and gives up leases quickly.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.channels.sms import sender
from bot.transcripts import outbox
from tests.fakes.fork_server import tell
from tests.fakes.sms import sms_world
from tests.fakes.twilio import FakeTwilio

outbox._free_at = lambda _session, now: now  # type: ignore[assignment]
outbox.LEASE = timedelta(seconds=4)
sender.LOOK_UP_AFTER = timedelta(seconds=0.5)
sender.FIRST_RETRY = timedelta(seconds=0.2)


async def serve(url: str, api_base: str) -> None:
    """Serve for ever."""
    async with sms_world(url, FakeTwilio(), api_base=api_base) as world:
        world.engine.delay_s = 0.01
        tell(world.client.port or 0)
        await asyncio.Event().wait()
