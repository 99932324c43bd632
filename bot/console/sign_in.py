"""Signing in and out, and one's own account: password, authenticator, time zone."""

from __future__ import annotations

import asyncio
from zoneinfo import available_timezones

from aiohttp import web

from bot.console.guards import FORM, SESSION, client_address, form_token, new_secret, set_cookie
from bot.console.pages import go, render
from bot.console.parts import FORM_TOKEN, SESSION_TOKEN, STAFF, console_of, staff_of
from bot.transcripts.accounts import AccountError, ThrottledError
from bot.transcripts.passwords import WeakPasswordError, code_address, new_code_secret

WRONG = "Name, password or code is not right."
COMMON_ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "UTC",
)  # fmt: skip


async def show_sign_in(request: web.Request) -> web.StreamResponse:
    """Show the form, with a token bound to this browser."""
    if request[STAFF]:
        raise web.HTTPSeeOther("/console")
    return _form(request, "")


def _form(request: web.Request, wrong: str, status: int = 200) -> web.Response:
    console = console_of(request)
    secret = request.cookies.get(console.cookie(FORM), "") or new_secret()
    request[FORM_TOKEN] = form_token(console, secret)
    response = render(request, "sign_in.html", status=status, wrong=wrong, next=request.query.get("next", ""))
    set_cookie(request, response, FORM, secret)
    return response


async def sign_in(request: web.Request) -> web.StreamResponse:
    """Open a session under a new id."""
    console, form = console_of(request), await request.post()
    name, password, code = (str(form.get(field, "")) for field in ("name", "password", "code"))
    try:
        token = await asyncio.to_thread(console.accounts.sign_in, name, password, code, client_address(request))
    except ThrottledError as error:
        return _form(request, str(error), 429)
    if token is None:
        return _form(request, WRONG, 401)
    response = web.HTTPSeeOther(_inside(str(form.get("next", ""))))
    set_cookie(request, response, SESSION, token)
    response.del_cookie(console.cookie(FORM), path="/", secure=console.is_https)
    raise response


def _inside(path: str) -> str:
    """Return `path` if it leads to the console, and nowhere else."""
    safe = path.startswith("/console/") and "//" not in path and "\\" not in path and path.isprintable()
    return path if safe else "/console"


async def sign_out(request: web.Request) -> web.StreamResponse:
    """End this session."""
    console = console_of(request)
    await asyncio.to_thread(console.accounts.sign_out, staff_of(request), request[SESSION_TOKEN])
    raise _signed_out(request, "signed_out")


async def sign_out_everywhere(request: web.Request) -> web.StreamResponse:
    """End every session of this person."""
    console, staff = console_of(request), staff_of(request)
    await asyncio.to_thread(console.accounts.sign_out_everywhere, staff.name, staff.name)
    raise _signed_out(request, "signed_out")


def _signed_out(request: web.Request, said: str) -> web.HTTPSeeOther:
    console, response = console_of(request), go("/console/sign-in", said)
    response.del_cookie(console.cookie(SESSION), path="/", secure=console.is_https)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


async def show_account(request: web.Request) -> web.StreamResponse:
    """Show one's own account."""
    return _account(request, "")


def _account(request: web.Request, wrong: str, status: int = 200, secret: str = "") -> web.Response:
    zones = [*COMMON_ZONES, *sorted(available_timezones() - set(COMMON_ZONES))]
    secret = secret or new_code_secret()
    sealed = console_of(request).cipher.encrypt(secret).decode()
    address = code_address(secret, staff_of(request).name)
    return render(
        request, "account.html", status=status, wrong=wrong, zones=zones, secret=secret, sealed=sealed, address=address
    )


async def change_password(request: web.Request) -> web.StreamResponse:
    """Change one's own password; every session ends."""
    console, form = console_of(request), await request.post()
    old, new, again = (str(form.get(field, "")) for field in ("old", "new", "again"))
    if new != again:
        return _account(request, "The two new passwords differ.", 400)
    try:
        await asyncio.to_thread(console.accounts.change_password, staff_of(request), old, new)
    except (AccountError, WeakPasswordError) as error:
        return _account(request, str(error), 400)
    raise _signed_out(request, "changed")


async def add_code(request: web.Request) -> web.StreamResponse:
    """Take an authenticator app into use, once it has shown a right code."""
    console, form, staff = console_of(request), await request.post(), staff_of(request)
    secret = console.cipher.decrypt(str(form.get("sealed", "")).encode()) or new_code_secret()
    if staff.has_code or not await asyncio.to_thread(console.accounts.confirms, staff, str(form.get("password", ""))):
        return _account(request, "The password is not right.", 400, secret)
    try:
        await asyncio.to_thread(console.accounts.use_code, staff, secret, str(form.get("code", "")))
    except AccountError as error:
        return _account(request, str(error), 400, secret)
    raise go("/console/account", "saved")


async def set_time_zone(request: web.Request) -> web.StreamResponse:
    """Choose the time zone that pages show."""
    zone = str((await request.post()).get("zone", ""))
    await asyncio.to_thread(console_of(request).accounts.set_time_zone, staff_of(request), zone)
    raise go("/console/account", "saved")
