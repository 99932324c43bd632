"""The inbox: queues with their counts, kept up to date while the page is open."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from bot.console.pages import render, whole_number
from bot.console.parts import CLOSING, SESSION_TOKEN, Console, console_of, staff_of
from bot.transcripts.queues import MOST_COUNTED, PAGE, QUEUES, Item, counts, items

LIVE_EVERY_S = 4.0  # a session that ended is cut off within this time
BY_ID = {queue.id: queue for queue in QUEUES}


async def show_inbox(request: web.Request) -> web.StreamResponse:
    """Show one queue, by default the first that holds anything."""
    console, wanted = console_of(request), request.query.get("queue", "")
    page = whole_number(request.query.get("page", "")) or 0
    if wanted and wanted not in BY_ID:
        raise web.HTTPNotFound(reason="There is no such queue.")
    queue, counted, found = await asyncio.to_thread(_read, console, wanted, min(page, 1_000))
    filters = await asyncio.to_thread(console.judging.filters, staff_of(request))
    return render(
        request,
        "inbox.html",
        queues=QUEUES,
        queue=BY_ID[queue],
        counts=counted,
        shown=shown,
        items=found,
        page=page,
        more=len(found) == PAGE,
        filters=filters,
    )


def _read(console: Console, wanted: str, page: int) -> tuple[str, dict[str, int], list[Item]]:
    with console.readers() as session:
        counted = counts(session, console.now())
        queue = wanted or next((each.id for each in QUEUES if counted[each.id]), QUEUES[0].id)
        return queue, counted, items(session, queue, console.now(), page)


def shown(count: int) -> str:
    """Write a count as the inbox does."""
    return f"{MOST_COUNTED}+" if count >= MOST_COUNTED else str(count)


async def live(request: web.Request) -> web.StreamResponse:
    """Send the counts whenever they change, until the session ends."""
    console = console_of(request)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    with suppress(ConnectionResetError):  # the browser is gone
        await _send_counts(request, console, response)
    return response


async def _send_counts(request: web.Request, console: Console, response: web.StreamResponse) -> None:
    last = ""
    closing = request.config_dict[CLOSING]
    while await asyncio.to_thread(console.accounts.whose, request[SESSION_TOKEN], touch=False):
        now = json.dumps({name: shown(count) for name, count in (await asyncio.to_thread(_counts, console)).items()})
        # a comment keeps the connection open through proxies, and tells us when the browser is gone
        await response.write(f"data: {now}\n\n".encode() if now != last else b": still here\n\n")
        last = now
        with suppress(TimeoutError):
            await asyncio.wait_for(closing.wait(), LIVE_EVERY_S)
            return  # the browser connects again, and finds the server that comes next
    await response.write(b"event: end\ndata: signed out\n\n")


def _counts(console: Console) -> dict[str, int]:
    with console.readers() as session:
        return counts(session, console.now())
