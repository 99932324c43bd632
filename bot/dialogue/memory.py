"""What a turn leaves in the conversation's slots for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.context import Context, Meaning
from bot.dialogue.messages import IncomingMessage, Reply
from bot.rules.follow_up import changes_subject, leans_on_before

LONGEST_WAIT = 4  # turns that may come between a question of ours and its answer
LONGEST_REGRET = 3  # turns after which choices can still be taken another way
# What answers or ends a question of ours; anything else only interrupts it.
ENDS_WAITING = {
    "state": frozenset({"give_state", "program_excluded_states", "program_excluded_alternative"}),
    "insurer": frozenset({"give_insurer", "program_insurance"}),
    "stage": frozenset({"give_stage", "program_cancel"}),
    "choice": frozenset(),
}
ENDS_ALL = frozenset({"start_over"})
SAME_AGAIN = frozenset({"repeat", "simpler"})  # moves that leave the talk exactly where it was


def sayings(said: list[Any]) -> list[dict[str, Any]]:
    """Return what was said by response name and values, so that it can be said again in other words."""
    values = ("state_name", "option_names", "reference", "phone_line", "handoff", "rule", "topic", "short")
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


def memory_of(
    message: IncomingMessage,
    meaning: Meaning,
    context: Context,
    replies: list[Reply],
    questions: Mapping[str, str],
) -> dict[str, Any]:
    """Return the slots that every turn sets: what was just talked about."""
    topics = [reply.topic for reply in replies if reply.topic]
    memory: dict[str, Any] = {"last_topics": topics, "last_question": _question(message, meaning, topics, questions)}
    if is_small_talk(meaning, replies) or meaning.intent in SAME_AGAIN:
        memory = {"last_topics": list(context.last_topics), "last_question": context.last_question}
    elif topics == list(context.last_topics) and leans_on_before(message.text):
        memory["last_question"] = context.last_question  # "and why?" goes on with the same question
    understood = meaning.outcome not in ("not_understood", "offered") and meaning.intent != "something_else"
    return {**memory, "misses": 0} if understood else memory


def _question(message: IncomingMessage, meaning: Meaning, topics: list[str], questions: Mapping[str, str]) -> str:
    """Return the question that was answered: in the visitor's words, or in ours where these say little alone."""
    if not topics:
        return ""
    if len(topics) > 1:
        return message.text
    said_little = (
        meaning.outcome == "rule"
        or meaning.picked
        or (leans_on_before(message.text) and not changes_subject(message.text))
    )
    return questions.get(topics[-1], message.text) if said_little else message.text


def asked_now(meaning: Meaning, context: Context, asked: list[Any]) -> dict[str, Any]:
    """Return what we wait for: what was asked now, or a question of ours that an interruption does not withdraw."""
    if asked and asked[-1]:
        return {"pending": asked[-1], "waited": 0}
    if asked or not context.pending or context.waited >= LONGEST_WAIT or _ended(meaning, context.pending):
        return {"pending": None, "waited": 0}
    return {"pending": context.pending, "waited": context.waited + (meaning.intent not in SAME_AGAIN)}


def _ended(meaning: Meaning, pending: str) -> bool:
    ends = meaning.intent in ENDS_WAITING[pending] | ENDS_ALL or meaning.outcome == "safety"
    return ends or (pending == "insurer" and meaning.intent.startswith("coverage_"))


def choices_kept(meaning: Meaning, context: Context, slots: Mapping[str, Any]) -> dict[str, Any]:
    """Return the choices that can still be taken another way: "sorry, I meant the first"."""
    if slots.get("offered") or meaning.intent == "start_over":
        return {"offered_before": None}
    before = slots.get("offered_before") or {}
    choices = list(context.offered) or before.get("choices")
    age = 0 if context.offered or meaning.picked else before.get("age", 0) + 1
    if not choices or age > LONGEST_REGRET:
        return {"offered_before": None}
    taken = choices.index(meaning.picked) if meaning.picked and meaning.picked in choices else before.get("taken")
    return {
        "offered_before": {
            "choices": choices,
            "taken": None if context.offered and not meaning.picked else taken,
            "age": age,
        }
    }
