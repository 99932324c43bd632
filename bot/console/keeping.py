"""Exports, retention, erasing a person, and the audit log."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from aiohttp import web

from bot.console.finding import given_in, read_filter
from bot.console.pages import go, render, whole_number, zone_of
from bot.console.parts import Console, console_of, staff_of
from bot.rules.handoff import normalise_reference
from bot.transcripts.export import FORMATS
from bot.transcripts.rates import EXPORTS
from bot.transcripts.search import Filter

CHUNK = 50  # pieces of a file made in a thread at a time


async def show_export(request: web.Request) -> web.StreamResponse:
    """Ask for the format and, since much leaves at once, for the password."""
    given = given_in(request.query)
    return render(request, "export.html", given=given, formats=FORMATS, wrong="")


async def export(request: web.Request) -> web.StreamResponse:
    """Send what a filter finds as a file."""
    console, staff, form = console_of(request), staff_of(request), await request.post()
    kind = str(form.get("format", ""))
    if kind not in FORMATS:
        raise web.HTTPBadRequest(reason="There is no such format.")
    given = given_in(form)
    wanted = read_filter(given, zone_of(staff))
    if not await asyncio.to_thread(console.accounts.confirms, staff, str(form.get("password", ""))):
        return render(
            request, "export.html", status=403, given=given, formats=FORMATS, wrong="The password is not right."
        )
    await asyncio.to_thread(console.take, EXPORTS, staff)
    await asyncio.to_thread(
        console.audit.record, staff.name, "exported", None, format=kind, filters=sorted(set(given) - {"words"})
    )
    return await _send_file(request, console, kind, wanted)


async def _send_file(request: web.Request, console: Console, kind: str, wanted: Filter) -> web.StreamResponse:
    wished = FORMATS[kind]
    response = web.StreamResponse(
        headers={
            "Content-Type": f"{wished.content_type}; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{wished.file_name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
    )
    await response.prepare(request)
    session = console.readers()
    try:
        pieces = wished.write(session, wanted)
        while chunk := await asyncio.to_thread(_take, pieces):
            await response.write(chunk.encode())
    finally:
        await asyncio.to_thread(session.close)
    return response


def _take(pieces: Iterator[str]) -> str:
    return "".join(islice(pieces, CHUNK))


async def show_privacy(request: web.Request) -> web.StreamResponse:
    """Show what retention will delete next, and the form that erases a person."""
    return await _privacy(request, "")


async def _privacy(request: web.Request, wrong: str, status: int = 200) -> web.Response:
    console = console_of(request)
    due = await asyncio.to_thread(console.retention.due, console.now())
    chosen = (await request.post() if request.method == "POST" else request.query).get("conversation", "")
    return render(request, "privacy.html", status=status, due=due, wrong=wrong, conversation=str(chosen))


async def erase(request: web.Request) -> web.StreamResponse:
    """Erase a person by the reference code they read out, or a conversation that was found otherwise.

    Asks for the password once more.
    """
    console, staff, form = console_of(request), staff_of(request), await request.post()
    if not await asyncio.to_thread(console.accounts.confirms, staff, str(form.get("password", ""))):
        return await _privacy(request, "The password is not right.", 403)
    name = str(form.get("conversation", ""))
    if not name:
        reference = normalise_reference(str(form.get("reference", "")))
        if reference is None:
            return await _privacy(request, "This is no reference code. One looks like K7M-42Q.", 400)
        name = await asyncio.to_thread(console.retention.find, reference)
    learnt = await asyncio.to_thread(console.retention.erase, staff.name, name)
    await asyncio.to_thread(console.forget, learnt)
    raise go("/console/privacy", "erased")


async def show_audit(request: web.Request) -> web.StreamResponse:
    """Show the audit log, and whether it is whole."""
    console, query = console_of(request), request.query
    before = whole_number(query.get("before", ""))
    given = given_in(query, ("actor", "target"))
    lines = await asyncio.to_thread(console.audit.lines, before, given["actor"], given["target"])
    older = urlencode({**given, "before": lines[-1].id}) if lines and lines[-1].id > 1 else ""
    checked = await asyncio.to_thread(console.audit.verify) if "verify" in query else None
    return render(request, "audit.html", lines=lines, given=given, older=older, asked="verify" in query, wrong=checked)
