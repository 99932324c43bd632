"""Finding conversations: words, filters, reference codes; filters kept under a name; who got which answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import func, select

from bot.console.pages import go, render, zone_of
from bot.console.parts import Console, console_of, staff_of
from bot.rules.handoff import DIGITS, LETTERS, find_reference, normalise_reference
from bot.transcripts.rates import SEARCHES
from bot.transcripts.search import BadSearchError, Filter, Page, by_reference, phrases_of, search
from bot.transcripts.tables import MessageRow

MAX_WORDS_LENGTH = 200
NAMES = tuple(field.name for field in fields(Filter))


class Given(dict[str, str]):
    """What was filled in, for a form to show again; what was not is empty."""

    def __missing__(self, _name: str) -> str:
        return ""


def given_in(values: Mapping[str, Any], names: Iterable[str] = NAMES) -> Given:
    """Return the fields of a form that are filled in."""
    return Given({name: str(values[name]) for name in names if values.get(name)})


def read_filter(query: Mapping[str, str], zone: ZoneInfo) -> Filter:
    """Read a filter from the address bar or a form; dates are days of `zone`, the last one included.

    Raises:
        BadSearchError: a date or the confidence cannot be read.
    """
    given: dict[str, Any] = {name: query.get(name, "").replace("\0", "").strip()[:MAX_WORDS_LENGTH] for name in NAMES}
    try:
        given["below"] = float(given["below"]) / 100 if given["below"] else None
    except ValueError:
        raise BadSearchError("Write the confidence as a whole number of percent.") from None
    given["since"] = _midnight(given["since"], zone, 0)
    given["until"] = _midnight(given["until"], zone, 1)
    return Filter(**given)


def _midnight(day: str, zone: ZoneInfo, later: int) -> datetime | None:
    if not day:
        return None
    try:
        return datetime.combine(date.fromisoformat(day) + timedelta(days=later), time(), zone)
    except (ValueError, OverflowError):
        raise BadSearchError("Write a date as year-month-day, such as 2026-05-31.") from None


async def show_find(request: web.Request) -> web.StreamResponse:
    """Show the search form, and what was found. A reference code leads straight to its conversation."""
    console, staff = console_of(request), staff_of(request)
    wanted = read_filter(request.query, zone_of(staff))
    near = await asyncio.to_thread(_by_reference, console, wanted.words)
    if len(near) == 1:
        raise web.HTTPSeeOther(f"/console/c/{near[0][1]}")
    given = given_in(request.query)
    asked = bool(given)
    if asked:
        await asyncio.to_thread(console.take, SEARCHES, staff)
    page = await asyncio.to_thread(_search, console, wanted, request.query.get("after")) if asked else Page((), None)
    if asked:
        used = sorted(set(given) - {"words"})
        await asyncio.to_thread(
            console.audit.record, staff.name, "searched", None, words=len(phrases_of(wanted.words)), filters=used
        )
    return render(
        request,
        "find.html",
        hits=page.hits,
        asked=asked,
        near=near,
        given=given,
        next_page=urlencode({**given, "after": page.after}) if page.after else "",
        query=urlencode(given),
        filters=await asyncio.to_thread(console.judging.filters, staff),
    )


def _by_reference(console: Console, words: str) -> list[tuple[str, str]]:
    reference = normalise_reference(words) or find_reference(words)
    if reference is None:
        return []
    with console.readers() as session:
        return by_reference(session, reference, LETTERS + DIGITS)


def _search(console: Console, wanted: Filter, after: str | None) -> Page:
    with console.readers() as session:
        return search(session, wanted, after)


async def save_filter(request: web.Request) -> web.StreamResponse:
    """Keep a filter under a name. Searched words are left out: they may name a person."""
    form = await request.post()
    kept = given_in(form, [name for name in NAMES if name != "words"])
    read_filter(kept, zone_of(staff_of(request)))
    query = urlencode(kept)
    await asyncio.to_thread(
        console_of(request).judging.save_filter, staff_of(request), str(form.get("filter_name", "")), query
    )
    raise go(f"/console/find?{query}", "saved")


async def remove_filter(request: web.Request) -> web.StreamResponse:
    """Remove one of one's own filters."""
    number = int(request.match_info["number"])
    await asyncio.to_thread(console_of(request).judging.remove_filter, staff_of(request), number)
    raise go("/console/find", "saved")


async def show_answers(request: web.Request) -> web.StreamResponse:
    """List every version of every answer ever given; each leads to all who got it."""
    return render(request, "answers.html", answers=await asyncio.to_thread(_answers, console_of(request)))


def _answers(console: Console) -> list[dict[str, Any]]:
    """Count each version of each answer."""
    first, last = func.min(MessageRow.at).label("first"), func.max(MessageRow.at).label("last")
    query = (
        select(MessageRow.answer, MessageRow.version, func.count().label("given"), first, last)
        .where(MessageRow.answer.is_not(None))
        .group_by(MessageRow.answer, MessageRow.version)
        .order_by(MessageRow.answer, last.desc())
    )
    with console.readers() as session:
        return [{**row._mapping, "title": _title(console, row.answer)} for row in session.execute(query)]


def _title(console: Console, answer: str) -> str:
    """Return the question that an answer belongs to, or the answer's own name."""
    topic = answer.removeprefix("utter_").replace("_", "/", 1)
    return console.topics.get(topic, answer.removeprefix("utter_").replace("_", " "))
