"""What a turn leaves in the conversation's slots for the next one."""

from __future__ import annotations

from typing import Any

from bot.dialogue.context import Context, Meaning
from bot.dialogue.messages import IncomingMessage, Reply

KEEPS_PENDING = frozenset({"state"})  # a question of ours that an interruption does not withdraw


def sayings(said: list[Any]) -> list[dict[str, Any]]:
    """Return what was said by response name and values, so that it can be said again in other words."""
    values = ("state_name", "option_names", "reference", "handoff", "rule")
    return [
        {
            "response": event.metadata.get("utter_action"),
            "values": {name: event.metadata[name] for name in values if name in event.metadata},
        }
        for event in said
    ]


def is_small_talk(meaning: Meaning, replies: list[Reply]) -> bool:
    """Tell whether a turn leaves the talk where it was: "thanks" in between, or a question of ours."""
    topics = [reply.topic for reply in replies if reply.topic]
    return meaning.intent != "start_over" and all(topic.startswith("chat/") for topic in topics)


def memory_of(message: IncomingMessage, meaning: Meaning, context: Context, replies: list[Reply]) -> dict[str, Any]:
    """Return the slots that every turn sets: what was just talked about."""
    topics = [reply.topic for reply in replies if reply.topic]
    memory: dict[str, Any] = {"last_topics": topics, "last_question": message.text if topics else ""}
    if is_small_talk(meaning, replies):
        memory = {"last_topics": list(context.last_topics), "last_question": context.last_question}
    understood = meaning.outcome not in ("not_understood", "offered") and meaning.intent != "something_else"
    return {**memory, "misses": 0} if understood else memory


def asked_now(meaning: Meaning, context: Context, asked: list[Any]) -> dict[str, Any]:
    """Return what we wait for: what was asked now, or a question of ours that an interruption does not withdraw."""
    interrupted = context.pending if context.pending in KEEPS_PENDING and meaning.outcome != "rule" else None
    return {"pending": asked[-1] if asked else interrupted}
