"""Corrections on their way to the training data."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.console.pages import go, render
from bot.console.parts import console_of, staff_of

STATUSES = ("proposed", "accepted", "live", "rejected")


async def show(request: web.Request) -> web.StreamResponse:
    """List the corrections of one status."""
    console, status = console_of(request), request.query.get("status", "proposed")
    if status not in STATUSES:
        raise web.HTTPNotFound(reason="There is no such list.")
    found = {each: await asyncio.to_thread(console.judging.corrections, each) for each in STATUSES}
    return render(
        request,
        "improve.html",
        listed=status,
        statuses=STATUSES,
        corrections=found[status],
        counts={each: len(rows) for each, rows in found.items()},
        model=console.model(),
    )


async def decide(request: web.Request) -> web.StreamResponse:
    """Accept a correction as training data, with or without a test, or reject it."""
    form, number = await request.post(), int(request.match_info["number"])
    await asyncio.to_thread(
        console_of(request).judging.decide,
        staff_of(request),
        number,
        form.get("decision") == "accept",
        str(form.get("text", "")),
        form.get("regression") == "yes",
    )
    raise go("/console/improve", "saved")
