"""The HTTP contract: open a conversation, send a message, read on, give a thumb, delete."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.web.frames import (
    answer_json,
    check_length,
    line_json,
    numbered_answer,
    numbers_of,
    parse_json,
    read_message,
)
from bot.channels.web.limits import client_address
from bot.channels.web.sockets import SOCKETS
from bot.channels.web.tokens import KNOWN_TOKENS
from bot.dialogue.messages import IncomingMessage
from bot.errors import BadMessageError, UnavailableError, WrongTokenError
from bot.keys import STORE, TURNS

MAX_COMMENT = 500

routes = web.RouteTableDef()


@routes.post("/api/conversations")
async def create_conversation(request: web.Request) -> web.Response:
    """Open a conversation; the token is shown this once."""
    conversation, token = await request.app[TURNS].open_conversation(client_address(request))
    return web.json_response({"conversation": conversation, "token": token}, status=201)


@routes.post("/api/conversations/{id}/messages")
async def send_message(request: web.Request) -> web.Response:
    """Answer a message; the same id again gives the same answer."""
    turns = request.app[TURNS]
    try:
        await authorised(request, remembered=True)
    except UnavailableError:  # somebody in danger is answered, whoever it is
        alarm = turns.alarm(await _read(request))
        if alarm is None:
            raise
        return web.json_response(answer_json(alarm))
    message = await _read(request)
    answer = await turns.submit(message)
    return web.json_response(numbered_answer(answer, answer.lines or await _lines_of(request, message)))


async def _read(request: web.Request) -> IncomingMessage:
    message_id, text = read_message(parse_json(await request.read()))
    check_length(text)
    return IncomingMessage(request.match_info["id"], message_id, "web", text, datetime.now(UTC))


async def _lines_of(request: web.Request, message: IncomingMessage) -> list[tuple[int, str]]:
    """Return where a turn that was stored before stands in the transcript."""
    store = request.app[STORE]
    try:
        lines = await asyncio.to_thread(store.messages_of_turn, message.conversation, message.message_id)
    except SQLAlchemyError:  # what is said without the database stands nowhere
        return []
    return numbers_of(lines)


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
    request.app[KNOWN_TOKENS].forget(conversation)
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


async def authorised(request: web.Request, *, remembered: bool = False) -> str:
    """Return the conversation that the request's token opens.

    Args:
        request: Any request under a conversation's address.
        remembered: Whether a token that was right before will do; for what looks the conversation up anyway.

    Raises:
        WrongTokenError, UnknownConversationError: it opens none.
        UnavailableError: the database cannot tell.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise WrongTokenError("send the conversation's token as Authorization: Bearer")
    conversation, known = request.match_info["id"], request.app[KNOWN_TOKENS]
    if remembered and known.knows(conversation, token):
        return conversation
    try:
        await asyncio.to_thread(request.app[STORE].authenticate, conversation, token)
    except SQLAlchemyError as error:
        raise UnavailableError("the database does not answer; please try again in a moment") from error
    known.learn(conversation, token)
    return conversation
