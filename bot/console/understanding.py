"""The figures of a span of time, as a page with plots, as CSV and as JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from aiohttp import web

from bot.console import charts
from bot.console.finding import read_filter
from bot.console.pages import render, zone_of
from bot.console.parts import Console, console_of, staff_of
from bot.transcripts.accounts import Staff
from bot.transcripts.export import csv_line
from bot.transcripts.figures import Figures, figures
from bot.transcripts.search import BadSearchError

DAYS = 30
MOST_DAYS = 731


async def show(request: web.Request) -> web.StreamResponse:
    """Show the page."""
    console = console_of(request)
    since, until = _span(request, console)
    found = await asyncio.to_thread(_figures, console, staff_of(request), since, until)
    return render(
        request,
        "understand.html",
        figures=found,
        charts=charts,
        since=since.date().isoformat(),
        until=(until - timedelta(days=1)).date().isoformat(),
    )


async def send_json(request: web.Request) -> web.StreamResponse:
    """Send the figures as JSON."""
    console = console_of(request)
    since, until = _span(request, console)
    found = await asyncio.to_thread(_figures, console, staff_of(request), since, until)
    return web.json_response({"since": since.isoformat(), "until": until.isoformat(), **found.as_json()})


async def send_csv(request: web.Request) -> web.StreamResponse:
    """Send the figures as CSV: a figure a line."""
    console = console_of(request)
    found = await asyncio.to_thread(_figures, console, staff_of(request), *_span(request, console))
    text = "\ufeff" + csv_line(("figure", "of", "value")) + "".join(csv_line(row) for row in _rows(found))
    headers = {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return web.Response(text=text, content_type="text/csv", headers=headers)


def _rows(found: Figures) -> Iterator[tuple[str, str, object]]:
    for name in ("conversations", "messages", "success", "agreement", "p50_ms", "p95_ms", "taken", "minutes_to_take"):
        yield name, "", getattr(found, name)
    for name in ("outcomes", "handoffs", "thumbs", "judged", "by_hour"):
        yield from ((name, str(of), value) for of, value in getattr(found, name).items())
    yield from (("topics", topic, count) for topic, count in found.topics)
    for day, channels in found.by_day.items():
        yield from ((f"messages on {day}", channel, count) for channel, count in channels.items())
    yield from (("unanswered", each.examples[0], each.size) for each in found.clusters)


def _span(request: web.Request, console: Console) -> tuple[datetime, datetime]:
    """Read the dates; by default the last DAYS days. They are days of the reader's zone."""
    zone = zone_of(staff_of(request))
    given = read_filter({name: request.query.get(name, "") for name in ("since", "until")}, zone)
    tomorrow = datetime.combine(console.now().astimezone(zone).date() + timedelta(days=1), time(), zone)
    until = given.until or tomorrow
    since = given.since or until - timedelta(days=DAYS)
    if not timedelta(0) < until - since <= timedelta(days=MOST_DAYS):
        raise BadSearchError(f"Choose a first day before the last, and at most {MOST_DAYS - 1} days.")
    return since, until


def _figures(console: Console, staff: Staff, since: datetime, until: datetime) -> Figures:
    with console.readers() as session:
        return figures(session, since, until, zone_of(staff))
