"""The SMS channel as a process of its own, to be killed: `python -m tests.fakes.sms_server DATABASE_URL API_BASE`.

Prints its port, then serves until it is killed. It sends without the carriers' pace, and gives up leases quickly.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from bot.channels.sms import sender
from bot.transcripts import outbox
from tests.fakes.sms import sms_world
from tests.fakes.twilio import FakeTwilio


async def serve(url: str, api_base: str) -> None:
    """Serve for ever."""
    async with sms_world(url, FakeTwilio(), api_base=api_base) as world:
        world.engine.delay_s = 0.01
        print(world.client.port, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    outbox._free_at = lambda _session, now: now  # type: ignore[assignment]
    outbox.LEASE = timedelta(seconds=3)
    sender.LOOK_UP_AFTER = timedelta(seconds=0.5)
    sender.FIRST_RETRY = timedelta(seconds=0.2)
    asyncio.run(serve(sys.argv[1], sys.argv[2]))
