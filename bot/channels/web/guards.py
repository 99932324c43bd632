"""Middlewares that keep a public server standing: sizes, origins, headers, slow bodies."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.channels.web.errors import error_response
from bot.keys import ALLOWED_ORIGINS

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

MAX_BODY_BYTES = 64 * 1024
BODY_WITHIN_S = 15.0
# How the server treats a connection. The first is how long it may stay silent: before its first request, in the middle
# of its headers, and between two requests. Compressed bodies are refused, so nothing unpacks them. The last is how long
# a client may go on sending after its answer, so that it comes to read it.
CONNECTION_LIMITS: dict[str, Any] = {"keepalive_timeout": 15.0, "auto_decompress": False, "lingering_time": 2.0}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "second-opinion-assistant",  # in place of the names and versions of what it runs on
}


@web.middleware
async def bounded_bodies(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse bodies that are compressed, and those that do not arrive in time; size is the server's own limit."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        return error_response(415, "compressed_body", "send the body uncompressed")
    if request.can_read_body:
        try:
            await asyncio.wait_for(request.read(), BODY_WITHIN_S)
        except TimeoutError:
            return error_response(408, "slow_body", "the body did not arrive in time")
        except web.HTTPRequestEntityTooLarge:
            return error_response(413, "body_too_large", f"a body may have {MAX_BODY_BYTES} bytes")
    return await handler(request)


@web.middleware
async def cross_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let the pages of ALLOWED_ORIGINS use the API, and no other site's."""
    origin = request.headers.get("Origin")
    if not request.path.startswith("/api/") or origin is None:
        return await handler(request)
    if origin not in request.app[ALLOWED_ORIGINS]:
        return error_response(403, "origin_not_allowed", "this site is not on the list of ALLOWED_ORIGINS")
    response = web.Response(status=204) if request.method == "OPTIONS" else await handler(request)
    if not response.prepared:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Vary"] = "Origin"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Max-Age"] = "600"
    return response


@web.middleware
async def safe_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Set the headers that no page should go without; API answers are never cached."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(HEADERS)
        raise
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
    return response
