"""The accounts of staff, for administrators."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.console.pages import render
from bot.console.parts import console_of, staff_of
from bot.transcripts.accounts import AccountError


async def show(request: web.Request) -> web.StreamResponse:
    """List the accounts."""
    return await _page(request)


async def _page(
    request: web.Request, wrong: str = "", made: tuple[str, str] | None = None, status: int = 200
) -> web.Response:
    everybody = await asyncio.to_thread(console_of(request).accounts.everybody)
    return render(request, "people.html", status=status, everybody=everybody, wrong=wrong, made=made)


async def add(request: web.Request) -> web.StreamResponse:
    """Add an account; its first password is shown once."""
    accounts, form, actor = console_of(request).accounts, await request.post(), staff_of(request).name
    name, role = str(form.get("name", "")), str(form.get("role", ""))
    try:
        password = await asyncio.to_thread(accounts.add, actor, name, role)
    except AccountError as error:
        return await _page(request, str(error), status=400)
    return await _page(request, made=(name.strip().lower(), password or ""))


async def change(request: web.Request) -> web.StreamResponse:
    """Change one account: its role, open or closed, its sessions, its password."""
    accounts, form, actor = console_of(request).accounts, await request.post(), staff_of(request).name
    name, what = str(form.get("name", "")), str(form.get("what", ""))
    try:
        if what == "role":
            await asyncio.to_thread(accounts.change_role, actor, name, str(form.get("role", "")))
        elif what == "reset":
            password = await asyncio.to_thread(accounts.reset_password, actor, name)
            return await _page(request, made=(name, password))
        elif what in ("disable", "enable", "sign_out_everywhere"):
            await asyncio.to_thread(getattr(accounts, what), actor, name)
        else:
            return await _page(request, "There is no such change.", status=400)
    except AccountError as error:
        return await _page(request, str(error), status=400)
    raise web.HTTPSeeOther("/console/people?said=saved")
