"""Named points of a turn, at which a process can be made to die without a word."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.app import Parts
from bot.channels.sms.desk import SmsDesk
from bot.channels.sms.twilio_client import TwilioClient


class _Fuse:
    """Kills the process at one passage of many."""

    def __init__(self, passes: int) -> None:
        self._left = passes

    def __call__(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _received(parts: Parts, fuse: _Fuse) -> None:
    """A message has come, and nothing is stored."""
    parts.store.journaling = _around(parts.store.journaling, before=fuse)  # type: ignore[method-assign]


def _journaled(parts: Parts, fuse: _Fuse) -> None:
    """It is stored, and not acknowledged."""
    parts.store.journal = _around(parts.store.journal, after=fuse)  # type: ignore[method-assign]
    accept = parts.turns.accept

    async def accepted(*args: Any) -> Any:
        journaled = await accept(*args)
        fuse()
        return journaled

    parts.turns.accept = accepted  # type: ignore[method-assign]


def _understood(parts: Parts, fuse: _Fuse) -> None:
    """The model has answered, and nothing of it is stored."""
    answer = parts.engine.answer

    async def answered(*args: Any, **options: Any) -> Any:
        result = await answer(*args, **options)
        fuse()
        return result

    parts.engine.answer = answered  # type: ignore[method-assign]


def _committed(parts: Parts, fuse: _Fuse) -> None:
    """The turn is stored, and nothing has left."""
    parts.store.commit_turn = _around(parts.store.commit_turn, after=fuse)  # type: ignore[method-assign]
    parts.turns._listeners.insert(0, lambda *_: fuse())  # the turns of the assistant, before anything leaves


def _sent(_parts: Parts, fuse: _Fuse) -> None:
    """Twilio has taken a text, and that is not noted."""
    send = TwilioClient.send

    async def sent(*args: Any) -> Any:
        outcome = await send(*args)
        fuse()
        return outcome

    TwilioClient.send = sent  # type: ignore[method-assign]


def _said(_parts: Parts, fuse: _Fuse) -> None:
    """A reply has left by a socket."""
    _after_frame("reply", fuse)


def _acked(_parts: Parts, fuse: _Fuse) -> None:
    """The acknowledgement has left, by a socket or as the answer to a webhook."""
    _after_frame("ack", fuse)
    take = SmsDesk.take

    async def taken(*args: Any) -> Any:
        message = await take(*args)
        asyncio.get_running_loop().call_later(0.002, fuse)  # the response is written in between
        return message

    SmsDesk.take = taken  # type: ignore[method-assign]


POINTS: dict[str, Callable[[Parts, _Fuse], None]] = {
    "received": _received,
    "journaled": _journaled,
    "understood": _understood,
    "committed": _committed,
    "sent": _sent,
    "said": _said,
    "acked": _acked,
}


def die_at_point(name: str, parts: Parts, passes: int) -> None:
    """Let this process die when it comes through the named point for the `passes`-th time."""
    POINTS[name](parts, _Fuse(passes))


def _after_frame(kind: str, fuse: _Fuse) -> None:
    send_json = web.WebSocketResponse.send_json

    async def sent(socket: web.WebSocketResponse, data: Any, *args: Any, **options: Any) -> None:
        await send_json(socket, data, *args, **options)
        if data.get("type") == kind:
            fuse()

    web.WebSocketResponse.send_json = sent  # type: ignore[method-assign,assignment]


def _around(function: Any, before: Callable[[], None] = lambda: None, after: Callable[[], None] = lambda: None) -> Any:
    def wrapped(*args: Any) -> Any:
        before()
        result = function(*args)
        after()
        return result

    return wrapped
