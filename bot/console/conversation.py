"""Reading one conversation, and everything that is judged and marked on its page."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.console.inbox import BY_ID
from bot.console.pages import go, render, topic_groups, whole_number
from bot.console.parts import Console, console_of, staff_of
from bot.transcripts.accounts import Staff
from bot.transcripts.queues import items
from bot.transcripts.reading import Conversation, conversation


async def show(request: web.Request) -> web.StreamResponse:
    """Show a conversation; the view is audited."""
    return await _page(request)


async def _page(request: web.Request, number: str | None = None) -> web.Response:
    console, staff = console_of(request), staff_of(request)
    name, before = request.match_info["name"], request.query.get("before", "")
    found = await asyncio.to_thread(_read, console, staff, name, whole_number(before))
    queue = BY_ID.get(request.query.get("queue", ""))
    return render(
        request,
        "conversation.html",
        conversation=found,
        groups=topic_groups(console),
        queue=queue.id if queue else "",
        queue_title=queue.title if queue else "",
        number=number,
        picked=request.query.get("turn", ""),
    )


def _read(console: Console, staff: Staff, name: str, before: int | None) -> Conversation:
    with console.readers() as session:
        found = conversation(session, name, before)
    console.audit.record(staff.name, "viewed", name)
    return found


async def judge(request: web.Request) -> web.StreamResponse:
    """Keep a verdict on one turn."""
    form, turn = await request.post(), int(request.match_info["turn"])
    topic = str(form.get("topic", "")) or None
    if topic is not None and topic not in console_of(request).topics:
        raise web.HTTPBadRequest(reason="There is no such topic.")
    verdict = str(form.get("verdict", ""))
    topic = topic if verdict == "wrong" else None
    name = await asyncio.to_thread(console_of(request).judging.judge, staff_of(request), turn, verdict, topic)
    raise _back(request, name, str(form.get("queue", "")), "judged", f"#turn-{turn}")


async def add_tag(request: web.Request) -> web.StreamResponse:
    """Put a tag on a conversation."""
    form, name = await request.post(), request.match_info["name"]
    await asyncio.to_thread(console_of(request).judging.add_tag, staff_of(request), name, str(form.get("tag", "")))
    raise _back(request, name, str(form.get("queue", "")), "saved")


async def remove_tag(request: web.Request) -> web.StreamResponse:
    """Take a tag off."""
    form, name = await request.post(), request.match_info["name"]
    await asyncio.to_thread(console_of(request).judging.remove_tag, staff_of(request), name, str(form.get("tag", "")))
    raise _back(request, name, str(form.get("queue", "")), "saved")


async def add_note(request: web.Request) -> web.StreamResponse:
    """Write a note."""
    form, name = await request.post(), request.match_info["name"]
    await asyncio.to_thread(console_of(request).judging.add_note, staff_of(request), name, str(form.get("note", "")))
    raise _back(request, name, str(form.get("queue", "")), "saved")


async def take_handoff(request: web.Request) -> web.StreamResponse:
    """Take a handoff, or give it back."""
    form, number = await request.post(), int(request.match_info["number"])
    give_back = form.get("give_back") == "yes"
    judging = console_of(request).judging
    name = await asyncio.to_thread(judging.take_handoff, staff_of(request), number, give_back=give_back)
    raise _back(request, name, str(form.get("queue", "")), "saved")


async def mark(request: web.Request) -> web.StreamResponse:
    """Mark a conversation; a reviewed one makes way for the next of its queue."""
    form, name = await request.post(), request.match_info["name"]
    what, on, queue = str(form.get("what", "")), form.get("on") == "yes", str(form.get("queue", ""))
    console = console_of(request)
    await asyncio.to_thread(console.judging.mark, staff_of(request), name, what, on=on)
    if what == "reviewed" and on and queue in BY_ID:
        following = await asyncio.to_thread(_next, console, queue, name)
        if following is None:
            raise go(f"/console?queue={queue}", "empty")
        raise go(f"/console/c/{following}?queue={queue}", "reviewed")
    raise _back(request, name, queue, "saved")


def _next(console: Console, queue: str, name: str) -> str | None:
    with console.readers() as session:
        waiting = items(session, queue, console.now())
    return next((item.conversation for item in waiting if item.conversation != name), None)


async def hold(request: web.Request) -> web.StreamResponse:
    """Put a conversation under a legal hold, or end it."""
    form, name = await request.post(), request.match_info["name"]
    await asyncio.to_thread(console_of(request).judging.hold, staff_of(request), name, on=form.get("on") == "yes")
    raise _back(request, name, "", "saved")


async def reveal(request: web.Request) -> web.StreamResponse:
    """Show the phone number, for a reason that is kept."""
    form, name = await request.post(), request.match_info["name"]
    console, reason = console_of(request), str(form.get("reason", ""))
    number = await asyncio.to_thread(console.judging.reveal_number, staff_of(request), name, reason)
    return await _page(request, number)


def _back(request: web.Request, name: str, queue: str, said: str, fragment: str = "") -> web.HTTPSeeOther:
    mark = f"&queue={queue}" if queue in BY_ID else ""
    return web.HTTPSeeOther(f"/console/c/{name}?said={said}{mark}{fragment}")
