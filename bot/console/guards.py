"""Who may do what: the session, the role a route needs, the form token, and the headers of every page."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.console.pages import error_page
from bot.console.parts import FORM_TOKEN, PROXIES, SESSION_TOKEN, STAFF, Console, console_of
from bot.errors import BotError, TooManyMessagesError, UnknownConversationError
from bot.transcripts.accounts import ThrottledError
from bot.transcripts.retention import LegalHoldError

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SESSION, FORM = "console", "console_form"  # cookies
ANYBODY = ""  # the role of routes that need none
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers send forms with "Origin: null"
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HSTS = "max-age=31536000"
STATUS: dict[type[BotError], int] = {
    UnknownConversationError: 404,
    LegalHoldError: 409,
    ThrottledError: 429,
    TooManyMessagesError: 429,
}


@web.middleware
async def headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give every answer, errors too, the headers that keep it private."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(_headers(request))
        raise
    if not response.prepared:
        for name, value in _headers(request).items():
            response.headers.setdefault(name, value)
    return response


def _headers(request: web.Request) -> dict[str, str]:
    return {**HEADERS, "Strict-Transport-Security": HSTS} if console_of(request).is_https else HEADERS


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer our errors as a page that says what to do."""
    try:
        return await handler(request)
    except BotError as error:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
        return error_page(request, status, str(error))
    except web.HTTPException as error:
        if error.status < 400:  # noqa: PLR2004
            raise
        return error_page(request, error.status, error.reason)
    except (ConnectionResetError, TimeoutError):
        raise
    except Exception as error:
        log.error("console.request.failed", extra={"error": type(error).__name__}, exc_info=error)
        return error_page(request, 500, "Something went wrong on our side. Please try again.")


def for_role(role: str, handler: Handler) -> Handler:
    """Let only staff of `role`, or above it, reach a handler; for ANYBODY the form token is checked alone."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        console = console_of(request)
        token = request.cookies.get(console.cookie(SESSION), "")
        touch = request.path != "/console/live"  # a page left open is no sign of life
        staff = await asyncio.to_thread(console.accounts.whose, token, touch=touch) if token else None
        request[STAFF], request[SESSION_TOKEN] = staff, token
        request[FORM_TOKEN] = form_token(console, token if staff else request.cookies.get(console.cookie(FORM), ""))
        if role != ANYBODY:
            if staff is None:
                return _to_sign_in(request)
            if not staff.may(role):
                await asyncio.to_thread(console.audit.record, staff.name, "denied", None, path=_route(request))
                raise web.HTTPForbidden(reason=f"This page is for the role {role}.")
            if staff.must_change and not request.path.startswith(("/console/account", "/console/sign-out")):
                raise web.HTTPSeeOther("/console/account")
        if request.method == "POST":
            await _check_form(request)
        return await handler(request)

    return guarded


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""


def _to_sign_in(request: web.Request) -> web.StreamResponse:
    if request.method != "GET" or request.path == "/console/live":
        raise web.HTTPUnauthorized(reason="You are signed out. Sign in again.")
    there = "" if request.path == "/console" else f"?next={quote(request.path_qs)}"
    raise web.HTTPSeeOther(f"/console/sign-in{there}")


async def _check_form(request: web.Request) -> None:
    """Refuse a form that was not sent from one of our pages, to this browser."""
    origin = request.headers.get("Origin")
    host = urlsplit(console_of(request).public_url).netloc
    if origin is not None and urlsplit(origin).netloc not in (host, request.host):
        raise web.HTTPForbidden(reason="This form came from another site.")
    given = str((await request.post()).get("csrf", ""))
    if not request[FORM_TOKEN] or not hmac.compare_digest(given.encode(), request[FORM_TOKEN].encode()):
        raise web.HTTPForbidden(reason="This form is too old. Go back, reload the page, and send it again.")


def form_token(console: Console, secret: str) -> str:
    """Return the token of the forms shown to the browser that holds `secret` in a cookie."""
    return console.cipher.keyed_hash(f"form {secret}") if secret else ""


def set_cookie(request: web.Request, response: web.StreamResponse, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send."""
    console = console_of(request)
    response.set_cookie(
        console.cookie(name), value, path="/", httponly=True, secure=console.is_https, samesite="Strict"
    )


def new_secret() -> str:
    """Make the secret of a browser that is not signed in, for the token of its sign-in form."""
    return secrets.token_urlsafe(32)


def client_address(request: web.Request) -> str:
    """Return the address of the browser; X-Forwarded-For is believed only as far as our own proxies wrote it."""
    proxies = request.config_dict[PROXIES]
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.remote or "unknown"
