"""The HTTP contract: open a conversation, send a message, read on, give a thumb, delete."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.channels.web.frames import check_length, line_json, numbered_answer, parse_json, read_message
from bot.channels.web.limits import NEW_CONVERSATIONS, client_address
from bot.channels.web.sockets import SOCKETS
from bot.dialogue.messages import IncomingMessage
from bot.errors import BadMessageError, WrongTokenError
from bot.keys import STORE, TURNS

MAX_COMMENT = 500

routes = web.RouteTableDef()


@routes.post("/api/conversations")
async def create_conversation(request: web.Request) -> web.Response:
    """Open a conversation; the token is shown this once."""
    request.app[NEW_CONVERSATIONS].take(client_address(request))
    conversation, token = await asyncio.to_thread(request.app[STORE].create_web_conversation)
    return web.json_response({"conversation": conversation, "token": token}, status=201)


@routes.post("/api/conversations/{id}/messages")
async def send_message(request: web.Request) -> web.Response:
    """Answer a message; the same id again gives the same answer."""
    conversation = await authorised(request)
    message_id, text = read_message(parse_json(await request.read()))
    check_length(text)
    message = IncomingMessage(conversation, message_id, "web", text, datetime.now(UTC))
    answer = await request.app[TURNS].submit(message)
    lines = await asyncio.to_thread(request.app[STORE].messages_of_turn, conversation, message_id)
    return web.json_response(numbered_answer(answer, lines))


@routes.get("/api/conversations/{id}/messages")
async def list_messages(request: web.Request) -> web.Response:
    """Return the lines after sequence number `after`, a page at a time."""
    conversation = await authorised(request)
    after = request.query.get("after", "0")
    if not after.isascii() or not after.isdigit() or len(after) > 9:  # noqa: PLR2004
        raise BadMessageError("after must be a whole number")
    lines, more = await asyncio.to_thread(request.app[STORE].messages_after, conversation, int(after))
    return web.json_response({"messages": [line_json(line) for line in lines], "more": more})


@routes.delete("/api/conversations/{id}")
async def delete_conversation(request: web.Request) -> web.Response:
    """Erase the conversation and everything that hangs on it."""
    conversation = await authorised(request)
    await asyncio.to_thread(request.app[STORE].erase, conversation)
    await request.app[SOCKETS].close_conversation(conversation)
    return web.Response(status=204)


@routes.post("/api/conversations/{id}/feedback")
async def give_feedback(request: web.Request) -> web.Response:
    """Keep a thumb, with an optional sentence, on one of the assistant's lines."""
    conversation = await authorised(request)
    message, vote, comment = _read_feedback(parse_json(await request.read()))
    await asyncio.to_thread(request.app[STORE].add_feedback, conversation, message, vote, comment)
    return web.Response(status=204)


def _read_feedback(data: dict[str, Any]) -> tuple[str, str, str | None]:
    message, vote, comment = data.get("message"), data.get("vote"), data.get("comment")
    if not isinstance(message, str) or vote not in ("up", "down"):
        raise BadMessageError("message must be a line's id, and vote up or down")
    if comment is not None and (not isinstance(comment, str) or len(comment) > MAX_COMMENT):
        raise BadMessageError(f"comment must be text of up to {MAX_COMMENT} characters")
    return message, vote, comment


async def authorised(request: web.Request) -> str:
    """Return the conversation that the request's token opens.

    Raises:
        WrongTokenError, UnknownConversationError: it opens none.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise WrongTokenError("send the conversation's token as Authorization: Bearer")
    conversation = request.match_info["id"]
    await asyncio.to_thread(request.app[STORE].authenticate, conversation, token)
    return conversation
