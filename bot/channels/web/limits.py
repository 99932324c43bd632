"""Who a request comes from."""

from __future__ import annotations

from aiohttp import web

from bot.keys import TRUSTED_PROXIES


def client_address(request: web.Request) -> str:
    """Return the visitor's address; X-Forwarded-For is believed only as far as our own proxies wrote it."""
    proxies = request.app[TRUSTED_PROXIES]
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.remote or "unknown"
