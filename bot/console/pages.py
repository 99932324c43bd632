"""Rendering: one function for pages, one for errors, and the words and times that pages show."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp_jinja2
from aiohttp import web
from jinja2 import FileSystemLoader, StrictUndefined

from bot.console.parts import FORM_TOKEN, STAFF, TEMPLATES, Console, console_of
from bot.transcripts.accounts import ROLES, Staff

HERE = Path(__file__).parent
MOST_DIGITS = 18  # what a database still takes as a number
NOTHING = "\N{EN DASH}"

OUTCOMES = {
    "answered": "answered",
    "offered": "choices offered",
    "not_understood": "not understood",
    "declined": "declined",
    "safety": "safety answer",
    "rule": "decided by a rule",
    "failure": "failed",
}
REASONS = {
    "emergency": "emergency",
    "crisis": "crisis",
    "urgent": "urgent",
    "excluded_state": "excluded state",
    "asked": "asked for a person",
    "failure": "failure",
}
VERDICTS = {"right": "right", "wrong": "wrong", "not_covered": "not covered yet"}
SAID = {
    "saved": "Saved.",
    "judged": "Your judgement is saved.",
    "reviewed": "Marked as reviewed.",
    "empty": "Marked as reviewed. Nothing else waits in this queue.",
    "erased": "Erased.",
    "signed_out": "You are signed out.",
    "changed": "Your password is changed. Sign in with it.",
}


def set_up_templates(app: web.Application) -> None:
    """Add the template environment; everything is escaped, and what is not there is an error."""
    environment = aiohttp_jinja2.setup(
        app,
        app_key=TEMPLATES,
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: NOTHING if share is None else f"{share:.0%}"
    environment.filters["number"] = lambda number: f"{number:,}"
    environment.filters["words"] = lambda name: str(name).replace("_", " ")


def render(request: web.Request, template: str, *, status: int = 200, **context: Any) -> web.Response:
    """Render a page for whoever is signed in."""
    console, staff = console_of(request), request.get(STAFF)
    zone = ZoneInfo(staff.time_zone if staff else "UTC")
    shared = {
        "staff": staff,
        "csrf": request.get(FORM_TOKEN, ""),
        "path": request.path,
        "said": SAID.get(request.query.get("said", "")),
        "at": lambda moment: show_time(moment, zone, console.now()),
        "ago": lambda moment: show_age(console.now() - moment),
        "took": show_span,
        "question": lambda topic: console.topics.get(topic or "", topic or NOTHING),
        "topics": console.topics,
        "roles": ROLES,
        "outcomes": OUTCOMES,
        "reasons": REASONS,
        "verdicts": VERDICTS,
        "zone": zone.key,
    }
    return aiohttp_jinja2.render_template(template, request, {**shared, **context}, app_key=TEMPLATES, status=status)


def error_page(request: web.Request, status: int, message: str) -> web.Response:
    """Show what went wrong, or send it plainly where no page is expected."""
    if "text/html" not in request.headers.get("Accept", "text/html") and "*/*" not in request.headers.get("Accept", ""):
        return web.Response(status=status, text=message)
    return render(request, "error.html", status=status, code=status, message=message)


def go(path: str, said: str = "") -> web.HTTPSeeOther:
    """Return the redirect after a form, with a word on what was done."""
    mark = "&" if "?" in path else "?"
    return web.HTTPSeeOther(f"{path}{mark}said={said}" if said else path)


def show_time(moment: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Write a moment as people do, in their own zone."""
    local, today = moment.astimezone(zone), now.astimezone(zone)
    clock = f"{local:%I:%M %p}".lstrip("0")
    if local.date() == today.date():
        return f"Today, {clock}"
    if local.date() == today.date() - timedelta(days=1):
        return f"Yesterday, {clock}"
    day = f"{local:%b} {local.day}"
    return f"{day}, {clock}" if local.year == today.year else f"{day}, {local.year}, {clock}"


def show_age(age: timedelta) -> str:
    """Write how long ago, roughly."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 60:  # noqa: PLR2004
        return f"{minutes} min"
    if minutes < 60 * 24:
        return f"{minutes // 60} h {minutes % 60:02} min" if minutes < 60 * 6 else f"{minutes // 60} h"
    days = minutes // (60 * 24)
    return f"{days} day{'s' if days > 1 else ''}"


def show_span(span: timedelta) -> str:
    """Write how long something took: in milliseconds, or from ten seconds on as an age."""
    seconds = span.total_seconds()
    if seconds < 10:  # noqa: PLR2004
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.0f} s" if seconds < 60 else show_age(span)  # noqa: PLR2004


def whole_number(written: str) -> int | None:
    """Read a number from an address; None where it is none, or one that no row has."""
    is_number = written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS
    return int(written) if is_number else None


def zone_of(staff: Staff) -> ZoneInfo:
    """Return the time zone of a member of staff."""
    return ZoneInfo(staff.time_zone)


def topic_groups(console: Console) -> dict[str, list[tuple[str, str]]]:
    """Return the topics by group, for a list to choose from."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for topic, question in console.topics.items():
        groups.setdefault(topic.split("/", maxsplit=1)[0], []).append((topic, question))
    return groups
