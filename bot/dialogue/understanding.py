"""From a message and the conversation so far to what is meant.

The NLU pipeline sees one message; this module adds what only the conversation knows: which choice "2" takes, what
"and the slides?" leans on, that "Ohio" answers our question.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from bot.dialogue.context import Context, Meaning
from bot.dialogue.leaning import ABOUT_STATES, CERTAIN, ELIGIBILITY, Parse, Ranking, counterpart, read_in_context
from bot.nlu.gate import decide
from bot.nlu.understanding import NluResult
from bot.rules.calm import alarm_floor
from bot.rules.cancellation import classify_stage
from bot.rules.conversation import (
    NONE_OF_THESE,
    acknowledges,
    asks_for_person,
    asks_to_repeat,
    asks_to_start_over,
    is_fed_up,
    pick_choice,
    refuses,
    without_correction,
)
from bot.rules.coverage import classify_insurer
from bot.rules.places import find_places

# The urgency rules have spoken before; what they leave, the model alarms on from these probabilities (docs/safety.md).
SAFETY_FLOOR = {"safety_emergency": 0.40, "safety_crisis": 0.30, "safety_urgent": 0.50}
SUSPICION = 0.25  # of danger, below its floor: "this is an emergency" is among the choices
# A short answer to a question of ours reads like anything to a model that sees it alone.
SAFETY_FLOOR_WHILE_ASKING = dict.fromkeys(SAFETY_FLOOR, 0.7)
# "My husband died" tells how far a request has come; only what the model is surest of is more than that to it.
DESPAIR = 0.97
NO_INTERRUPTION = frozenset({"chat_greet", "chat_help", "limits_bot", "limits_out_of_scope"})
BARE_PLACE_WORDS = 6
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\bbut\b|,")


async def warm_up(parse: Callable[[str], Awaitable[object]]) -> None:
    """Build what is built at the first use: the index of places, the model's memory."""
    find_places("Springfield")
    await parse("hello")


async def interpret(text: str, context: Context, parse: Parse) -> Meaning:
    """Return what `text` means in this conversation."""
    move = _conversation_move(text, context)
    if move:
        return move
    nlu = await parse(without_correction(text))
    # What a rule recognises as the answer to our question is that; the urgency rules have had their say before.
    found = (
        _recognised_answer(text, context, nlu.ranking)
        or _safety(text, nlu, SAFETY_FLOOR if context.pending is None else SAFETY_FLOOR_WHILE_ASKING)
        or _vague_answer(text, nlu, context)
        or _bare_place(text, nlu, context)
    )
    if found:
        return found
    if is_fed_up(text) and not await _asks_besides(text, context, parse):
        return Meaning("handoff_human", 1.0, outcome="rule", ranking=nlu.ranking)
    return _two_questions(nlu) or _gate(await read_in_context(text, nlu, context, parse), nlu.dangers)


def _conversation_move(text: str, context: Context) -> Meaning | None:
    if asks_to_start_over(text):
        return Meaning("start_over", 1.0)
    if context.last_answers and asks_to_repeat(text):
        return Meaning("repeat", 1.0)
    if asks_for_person(text):
        return Meaning("handoff_human", 1.0, outcome="rule")
    if acknowledges(text) and context.pending is None:
        return Meaning("chat_thanks", 1.0, outcome="rule")
    if context.offered:
        return _pick(text, context)
    return None


def _pick(text: str, context: Context) -> Meaning | None:
    index = pick_choice(text, [choice["title"] for choice in context.offered])
    if index is None:
        return None
    if index == NONE_OF_THESE:
        return Meaning("something_else", 1.0)
    choice = context.offered[index]
    if choice.get("value"):  # a value for a slot, not a question: "Medicare", "Not charged yet"
        intent = {"insurer": "give_insurer", "stage": "give_stage", "state": "give_state"}[choice["kind"]]
        return Meaning(intent, 1.0, picked=choice, outcome="rule")
    if not choice.get("topic"):
        return Meaning("something_else", 1.0)
    return Meaning(intent_name(choice["topic"]), 1.0, picked=choice)


def _safety(text: str, nlu: NluResult, floors: dict[str, float]) -> Meaning | None:
    found = [(name, p) for name, p in nlu.dangers if p >= alarm_floor(text, name, floors[name])]
    if not found:
        return None
    name, confidence = max(found, key=lambda pair: pair[1])
    if name == "safety_urgent" and classify_stage(text) in ("charged", "not_charged"):
        return None  # a charge or a review that has begun sounds pressing to the model
    return Meaning(name, confidence, outcome="safety", ranking=nlu.ranking)


def _recognised_answer(text: str, context: Context, ranking: Ranking) -> Meaning | None:
    """Take what a rule recognises as the answer to our question, or as the correction of one just given."""
    if context.pending == "state" and find_places(text, asked=True):
        return Meaning("give_state", 1.0, outcome="rule", ranking=ranking)
    if context.pending == "insurer" and classify_insurer(text) not in ("none", "unknown", "program"):
        return Meaning("give_insurer", 1.0, outcome="rule", ranking=ranking)
    about_cancelling = context.pending == "stage" or context.last_topics == ("program/cancel",)
    if about_cancelling and classify_stage(text) != "unknown" and not _other_question(ranking, "program_cancel"):
        return Meaning("give_stage", 1.0, outcome="rule", ranking=ranking)
    return None


def _vague_answer(text: str, nlu: NluResult, context: Context) -> Meaning | None:
    """Take what is no question of its own as an answer to ours that we could not read: it is asked again."""
    if context.pending == "state" and (refuses(text) or not _other_question(nlu.ranking, *ELIGIBILITY)):
        return Meaning("give_state", 1.0, outcome="rule", ranking=nlu.ranking)
    close = "program_cancel" in [name for name, _ in nlu.ranking[:3]]
    if context.pending == "stage" and close and not _other_question(nlu.ranking, "program_cancel"):
        return Meaning("give_stage", 1.0, outcome="rule", ranking=nlu.ranking)
    return None


def _other_question(ranking: Ranking, *ours: str) -> bool:
    """Tell whether the message surely asks something else than what we asked."""
    intent, confidence = ranking[0]
    if intent in SAFETY_FLOOR:
        return confidence >= DESPAIR and intent == "safety_crisis"
    return intent not in ours and intent not in NO_INTERRUPTION and confidence >= CERTAIN


def _bare_place(text: str, nlu: NluResult, context: Context) -> Meaning | None:
    """Read "Ohio?" or "what about Ohio?" as the question whether the program serves it."""
    few_words = len(text.split()) <= BARE_PLACE_WORDS
    about_states = bool(ABOUT_STATES & set(context.last_topics))
    unsure = nlu.ranking[0][1] < CERTAIN
    if few_words and find_places(text) and (about_states or unsure) and not _two_questions(nlu):
        return Meaning("give_state", 1.0, outcome="rule", ranking=nlu.ranking)
    return None


async def _asks_besides(text: str, context: Context, parse: Parse) -> bool:
    """Tell whether, complaint aside, the message surely asks something that was not just answered."""
    rest = " ".join(part for part in SENTENCE_END.split(text) if not is_fed_up(part))
    if not rest.strip():
        return False
    intent, confidence = (await parse(rest)).ranking[0]
    answered = {intent_name(topic) for topic in context.last_topics}
    return confidence >= CERTAIN and intent not in NO_INTERRUPTION | answered


def _two_questions(nlu: NluResult) -> Meaning | None:
    if len(nlu.parts) != 2:  # noqa: PLR2004
        return None
    topics = tuple(part.ranking[0][0] for part in nlu.parts)
    turned = counterpart(nlu.parts[1].text, topics[0])  # "does Medicare pay, and for yours?"
    if turned and nlu.parts[1].ranking[0][1] < CERTAIN:
        topics = (topics[0], turned)
    if topics[0] == topics[1]:
        return None
    confidence = min(part.ranking[0][1] for part in nlu.parts)
    return Meaning(
        "two_questions", confidence, topics=topics, parts=tuple(part.text for part in nlu.parts), ranking=nlu.ranking
    )


def _gate(whole: Ranking, dangers: Ranking) -> Meaning:
    """Decide between answering and asking back. Danger the model only suspects is offered, never answered as such."""
    suspected = tuple(name for name, p in dangers if p >= SUSPICION)
    calm = [(name, p) for name, p in whole if name not in SAFETY_FLOOR]
    rest = 1 - sum(p for name, p in whole if name in SAFETY_FLOOR)
    ranking = tuple((name, p / max(rest, SUSPICION)) for name, p in calm)
    decision = decide(ranking)
    top, confidence = ranking[0]
    if suspected and decision.outcome != "none":
        topics = (*decision.topics[:2], suspected[0])
        outcome = "offered" if decision.outcome == "offer" else "answered"
        intent = "unsure" if outcome == "offered" else top
        return Meaning(
            intent,
            confidence,
            outcome=outcome,
            topics=topics if outcome == "offered" else (),
            suggestions=(*decision.topics[1:2], suspected[0]) if outcome == "answered" else (),
            ranking=whole,
        )
    if decision.outcome == "answer":
        return Meaning(top, confidence, ranking=ranking)
    if decision.outcome == "suggest":
        return Meaning(top, confidence, suggestions=decision.topics, ranking=ranking)
    if decision.outcome == "offer":
        return Meaning("unsure", confidence, outcome="offered", topics=decision.topics, ranking=ranking)
    return Meaning("nlu_fallback", confidence, outcome="not_understood", ranking=ranking)


def intent_name(topic: str) -> str:
    """Return the Rasa intent of a topic id."""
    return topic.replace("/", "_", 1)
