"""From a message and the conversation so far to what is meant.

The NLU pipeline sees one message; this module adds what only the conversation knows: which choice "2" takes, what
"and the slides?" leans on, that "Ohio" answers our question.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from bot.dialogue.awaited import NO_INTERRUPTION, bare_place, recognised_answer, vague_answer
from bot.dialogue.context import Context, Meaning
from bot.dialogue.leaning import CERTAIN, Parse, Ranking, counterpart, read_in_context
from bot.dialogue.likeness import Likeness, not_alike
from bot.dialogue.moves import find_move, late_move, move_like
from bot.knowledge.topics import intent_of
from bot.nlu.gate import decide
from bot.nlu.understanding import NluResult
from bot.rules.calm import alarm_floor
from bot.rules.cancellation import classify_stage
from bot.rules.conversation import is_fed_up, without_correction
from bot.rules.follow_up import changes_subject, says_nothing, without_opening
from bot.rules.places import find_places

# The urgency rules have spoken before; what they leave, the model alarms on from these probabilities (docs/safety.md).
SAFETY_FLOOR = {"safety_emergency": 0.40, "safety_crisis": 0.30, "safety_urgent": 0.50}
SUSPICION = 0.25  # of danger, below its floor: "this is an emergency" is among the choices
# A short answer to a question of ours reads like anything to a model that sees it alone.
SAFETY_FLOOR_WHILE_ASKING = dict.fromkeys(SAFETY_FLOOR, 0.7)
Like = Callable[[str], Likeness | None]
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\bbut\b|,")


async def warm_up(parse: Callable[[str], Awaitable[object]]) -> None:
    """Build what is built at the first use: the index of places, the model's memory, the cutter of sentences."""
    find_places("Springfeild")
    await parse("What does it cost and how long does it take? I live in Springfeild and have Medicare.")


async def interpret(text: str, context: Context, parse: Parse, like: Like = not_alike) -> Meaning:
    """Return what `text` means in this conversation.

    Args:
        text: The message.
        context: The conversation so far.
        parse: Reads a text by itself.
        like: Tells which move of a conversation a text is like.
    """
    move = find_move(text, context)
    if move:
        return move
    corrected = without_correction(text)
    said = without_opening(corrected)
    nlu = await parse(said)
    fed_up = is_fed_up(said)
    likeness = None if fed_up else like(said)
    silent = likeness is not None and likeness.move == "no_answer"
    # What a rule recognises as the answer to our question is that; the urgency rules have had their say before.
    found = (
        recognised_answer(text, context, nlu.ranking, silent=silent)
        or await _alarm(said, nlu, context, parse)
        or late_move(text, context)
        or move_like(likeness, nlu.ranking, context)
        or vague_answer(text, nlu, context, silent=silent)
        or bare_place(text, nlu, context)
    )
    if found:
        return found
    if fed_up and not await _asks_besides(said, context, parse):
        return Meaning("handoff_human", 1.0, outcome="rule", ranking=nlu.ranking)
    read = (
        nlu.ranking
        if changes_subject(text)
        else await read_in_context(said, nlu, context, parse, corrects=corrected != text)
    )
    return _two_questions(nlu) or _gate(read, nlu.dangers)


async def _alarm(text: str, nlu: NluResult, context: Context, parse: Parse) -> Meaning | None:
    """Alarm on what the model takes for danger; a message that names nothing must read so after its question, too."""
    alarm = _safety(text, nlu, SAFETY_FLOOR if context.asked is None else SAFETY_FLOOR_WHILE_ASKING)
    if not alarm or not context.last_question or not says_nothing(text):
        return alarm
    joined = dict((await parse(f"{context.last_question} {text}")).dangers)
    return alarm if joined.get(alarm.intent, 0.0) >= SUSPICION else None


def _safety(text: str, nlu: NluResult, floors: dict[str, float]) -> Meaning | None:
    found = [(name, p) for name, p in nlu.dangers if p >= alarm_floor(text, name, floors[name])]
    if not found:
        return None
    name, confidence = max(found, key=lambda pair: pair[1])
    if name == "safety_urgent" and classify_stage(text) in ("charged", "not_charged"):
        return None  # a charge or a review that has begun sounds pressing to the model
    return Meaning(name, confidence, outcome="safety", ranking=nlu.ranking)


async def _asks_besides(text: str, context: Context, parse: Parse) -> bool:
    """Tell whether, complaint aside, the message surely asks something that was not just answered."""
    rest = " ".join(part for part in SENTENCE_END.split(text) if not is_fed_up(part))
    if not rest.strip():
        return False
    intent, confidence = (await parse(rest)).ranking[0]
    answered = {intent_of(topic) for topic in context.last_topics}
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
