"""Who a request comes from, and how much one address may open."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

from aiohttp import web

from bot.errors import TooManyMessagesError
from bot.keys import TRUSTED_PROXIES

MAX_ADDRESSES = 50_000


class Rate:
    """At most `count` takes within `span_s` seconds for each key; old keys are forgotten."""

    def __init__(self, count: int, span_s: float) -> None:
        self._count = count
        self._span_s = span_s
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str, now: float | None = None) -> None:
        """Count one take.

        Raises:
            TooManyMessagesError: the key is over its rate.
        """
        now = time.monotonic() if now is None else now
        taken = self._taken.setdefault(key, deque())
        self._taken.move_to_end(key)
        while taken and taken[0] <= now - self._span_s:
            taken.popleft()
        if len(taken) >= self._count:
            raise TooManyMessagesError("too many requests from this address; please wait a minute")
        taken.append(now)
        if len(self._taken) > MAX_ADDRESSES:
            self._taken.popitem(last=False)


NEW_CONVERSATIONS = web.AppKey[Rate]("NEW_CONVERSATIONS")


def client_address(request: web.Request) -> str:
    """Return the visitor's address; X-Forwarded-For is believed only as far as our own proxies wrote it."""
    proxies = request.app[TRUSTED_PROXIES]
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.remote or "unknown"
