"""One middleware turns our errors, and any other, into JSON that shows no stack trace."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.channels.web.frames import TooLongError
from bot.channels.web.sockets import error_code
from bot.errors import (
    BadMessageError,
    BotError,
    MessageConflictError,
    TooManyMessagesError,
    UnavailableError,
    UnknownConversationError,
    WrongTokenError,
)

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

STATUS: dict[type[BotError], int] = {
    TooLongError: 413,
    BadMessageError: 400,
    WrongTokenError: 401,
    UnknownConversationError: 404,
    MessageConflictError: 409,
    TooManyMessagesError: 429,
    UnavailableError: 503,
}
HEADERS = {"Retry-After": "10"}


@web.middleware
async def json_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer errors under /api/ as {"error": {"code", "message"}}; pages keep their own."""
    try:
        return await handler(request)
    except BotError as error:
        status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
        return error_response(status, error_code(error), str(error))
    except web.HTTPException as error:
        if error.status < 400 or not request.path.startswith("/api/"):  # noqa: PLR2004
            raise
        return error_response(error.status, error.reason.lower().replace(" ", "_"), error.reason)
    except (ConnectionResetError, TimeoutError):
        raise
    except Exception:
        log.exception("web.request.failed")  # bot.logs writes the frames only: an exception's text may quote a visitor
        return error_response(500, "internal_error", "something went wrong on our side; please try again")


def error_response(status: int, code: str, message: str) -> web.Response:
    """Build the documented error."""
    headers = HEADERS if status in (429, 503) else None
    return web.json_response({"error": {"code": code, "message": message}}, status=status, headers=headers)
