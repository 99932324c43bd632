"""What goes over the wire: JSON of answers and transcript lines, and the reading of what clients send."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from bot.dialogue.messages import Answer, Reply
from bot.errors import BadMessageError
from bot.transcripts.records import TranscriptLine

MAX_CHARACTERS = 1_000
MAX_FRAME_BYTES = 64 * 1024
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class TooLongError(BadMessageError):
    """The message is over the limit; the edge answers 413."""


def parse_json(data: str | bytes) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        BadMessageError: it is none.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadMessageError("the body is not valid JSON") from error
    if not isinstance(value, dict):
        raise BadMessageError("the body must be a JSON object")
    return value


def read_message(data: dict[str, Any]) -> tuple[str, str]:
    """Return id and text of a visitor's message.

    Raises:
        BadMessageError: a field is missing or of the wrong kind.
    """
    message_id, text = data.get("id"), data.get("text")
    if not isinstance(message_id, str) or not _MESSAGE_ID.fullmatch(message_id):
        raise BadMessageError("id must be 8 to 64 letters, digits, - or _ (a uuid)")
    if not isinstance(text, str):
        raise BadMessageError("text must be a string")
    return message_id, clean(text)


def clean(text: str) -> str:
    """Drop what no database or screen can hold: lone surrogates, NUL and other control characters."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in text if c in "\n\t" or (c.isprintable() or ord(c) > 0x9F)).strip()  # noqa: PLR2004


def check_length(text: str) -> None:
    """Refuse a message over the limit.

    Raises:
        TooLongError: it is.
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLongError(f"a message may have {MAX_CHARACTERS:,} characters; this one has {len(text):,}")


def reply_json(reply: Reply) -> dict[str, Any]:
    """Return the public form of one reply."""
    data: dict[str, Any] = {
        "text": reply.text,
        "topic": reply.topic,
        "sources": [{"title": source.title, "section": source.section} for source in reply.sources],
        "reviewed": reply.reviewed,
        "choices": [{"title": choice.title, "topic": choice.topic} for choice in reply.choices],
    }
    if reply.rule:
        rule = reply.rule
        data["rule"] = {"name": rule.name, "version": rule.version, "verdict": rule.verdict, **rule.inputs}
    return data


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return the public form of a turn's answer."""
    handoff = answer.handoff
    return {
        "id": answer.message_id,
        "replies": [reply_json(reply) for reply in answer.replies],
        "handoff": (
            {"reason": handoff.reason, "phone": handoff.phone, "reference": handoff.reference} if handoff else None
        ),
    }


def line_json(line: TranscriptLine) -> dict[str, Any]:
    """Return the public form of a transcript line."""
    data: dict[str, Any] = {
        "seq": line.seq,
        "id": line.client_id if line.sender == "visitor" else line.id,
        "from": line.sender,
        "text": line.text,
        "at": line.at.isoformat(),
    }
    if line.sender == "assistant":
        details = line.details
        data |= {
            "in_reply_to": line.client_id,
            "topic": line.topic,
            "sources": details.get("sources", []),
            "reviewed": line.reviewed,
            "choices": details.get("choices", []),
            "handoff": details.get("handoff"),
        }
    return data


def numbered_answer(answer: Answer, lines: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Return an answer whose replies bear the sequence numbers and ids they have in the transcript.

    `lines` are numbers and ids of the turn's lines, the visitor's first; none when nothing was stored.
    """
    data = answer_json(answer)
    for reply, (seq, name) in zip(data["replies"], lines[1:], strict=False):
        reply |= {"seq": seq, "id": name}
    if lines:
        data["seq"] = lines[-1][0]
    return data


def numbers_of(lines: Sequence[TranscriptLine]) -> list[tuple[int, str]]:
    """Return what `numbered_answer` takes, from the lines of a turn."""
    return [(line.seq, line.id) for line in lines]
