"""Moves of a conversation that need no model: a choice taken or taken back, repeating, plainer words, starting over."""

from __future__ import annotations

from typing import Any

from bot.dialogue.awaited import GIVES
from bot.dialogue.context import Context, Meaning
from bot.dialogue.leaning import DECLINED, Ranking
from bot.dialogue.likeness import ALIKE, Likeness
from bot.knowledge.topics import intent_of
from bot.rules.choices import NONE_OF_THESE, pick_anew, pick_choice, picks_all
from bot.rules.conversation import (
    acknowledges,
    affirms,
    asks_for_person,
    asks_for_simpler,
    asks_to_repeat,
    asks_to_start_over,
    asks_what_now,
    declines,
    steers,
    supposes_excluded,
)

SURE = 0.8  # of a topic; then a move must be alike, not only like
# What the model calls a message that asks nothing it knows.
ODD = frozenset({"limits_out_of_scope", "limits_bot", "limits_privacy", "chat_help", "chat_greet", "chat_thanks"})
FORGETS_FROM = 0.66  # closeness; who is wrongly taken to start over loses what they told
STATES = frozenset({"program/excluded_states", "program/excluded_alternative"})
FEW = 9  # words
BOTH = 2  # topics of one answer


def find_move(text: str, context: Context) -> Meaning | None:
    """Return what a message means that is a move of the conversation and no question, before any model reads it.

    A longer message may tell of a danger beside the move; it is left to `late_move`.
    """
    if asks_to_start_over(text):
        return Meaning("start_over", 1.0)
    if len(text.split()) <= FEW and (move := _told(text, context)):
        return move
    return _of_choices(text, context) or _small_talk(text, context)


def late_move(text: str, context: Context) -> Meaning | None:
    """Return the move that a message makes in which the model heard no danger."""
    about_states = bool(STATES & set(context.last_topics))
    told = context.excluded and affirms(text)
    knows = context.excluded or context.asked == "state"  # the list has just been shown
    if about_states and (told or supposes_excluded(text) or (knows and asks_what_now(text))):
        return Meaning("program_excluded_alternative", 1.0, outcome="rule")
    if about_states and context.state and not context.excluded and context.asked is None and asks_what_now(text):
        return Meaning("program_how_to_request", 1.0, outcome="rule")  # the state is served
    return _told(text, context)


def _told(text: str, context: Context) -> Meaning | None:
    if asks_for_person(text):
        return Meaning("handoff_human", 1.0, outcome="rule")
    if steers(text):
        return Meaning("limits_out_of_scope", 1.0, outcome="rule")
    if context.last_answers and asks_for_simpler(text):
        return Meaning("simpler", 1.0)
    return Meaning("repeat", 1.0) if context.last_answers and asks_to_repeat(text) else None


def move_like(likeness: Likeness | None, ranking: Ranking, context: Context) -> Meaning | None:
    """Return the move that a message is by its likeness to known wordings, where the conversation allows it."""
    if likeness is None or not context.last_topics:
        return None
    top, confidence = ranking[0]
    if likeness.closeness < ALIKE and confidence >= SURE and top not in ODD:
        return None
    declined = [intent_of(topic) for topic in context.last_topics if topic in DECLINED]
    if likeness.move == "pressing" and declined:
        return Meaning(declined[0], likeness.closeness, ranking=ranking)
    if likeness.move == "start_over" and likeness.closeness >= FORGETS_FROM:
        return Meaning("start_over", likeness.closeness, ranking=ranking)
    intent = {"again": "repeat", "simpler": "simpler"}.get(likeness.move)
    if intent is None or context.asked or not context.last_answers:  # "it is complicated" may answer our question
        return None
    return Meaning(intent, likeness.closeness, ranking=ranking)


def _of_choices(text: str, context: Context) -> Meaning | None:
    if context.offered and (picked := _pick(text, context.offered)):
        return picked
    choices = context.offered or context.offered_before
    index = pick_anew(text, len(choices), None if context.offered else context.taken)
    return None if index is None else _taken(choices[index])


def _small_talk(text: str, context: Context) -> Meaning | None:
    if context.asked is not None:
        return None  # "ok" may be Oklahoma
    if acknowledges(text):
        return Meaning("chat_thanks", 1.0, outcome="rule")
    if declines(text):
        return Meaning("chat_goodbye", 1.0, outcome="rule")
    return None


def _pick(text: str, offered: tuple[dict[str, Any], ...]) -> Meaning | None:
    questions = [choice for choice in offered if choice.get("topic") and not choice.get("value")]
    if len(questions) == BOTH and picks_all(text):
        topics = tuple(intent_of(choice["topic"]) for choice in questions)
        return Meaning("two_questions", 1.0, topics=topics, parts=tuple(choice["title"] for choice in questions))
    asked_back = not offered[-1].get("topic")  # "something else" stands last where we asked which is meant
    index = 0 if asked_back and affirms(text) else pick_choice(text, [choice["title"] for choice in offered])
    if index is None:
        return None
    return Meaning("something_else", 1.0) if index == NONE_OF_THESE else _taken(offered[index])


def _taken(choice: dict[str, Any]) -> Meaning:
    if choice.get("value"):  # a value for a slot, not a question: "Medicare", "Not charged yet"
        return Meaning(GIVES[choice["kind"]], 1.0, picked=choice, outcome="rule")
    if not choice.get("topic"):
        return Meaning("something_else", 1.0)
    return Meaning(intent_of(choice["topic"]), 1.0, picked=choice)
