"""From a message and the conversation so far to what is meant.

The NLU pipeline sees one message; this module adds what only the conversation knows: which choice "2" takes, what
"and the slides?" leans on, that "Ohio" answers our question.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.dialogue.context import Context, Meaning
from bot.nlu.gate import decide
from bot.nlu.understanding import NluResult
from bot.rules.cancellation import classify_stage
from bot.rules.conversation import NONE_OF_THESE, asks_to_repeat, asks_to_start_over, pick_choice, refuses
from bot.rules.coverage import classify_insurer
from bot.rules.follow_up import FULLY, leans_on_before
from bot.rules.places import find_places

Parse = Callable[[str], Awaitable[NluResult]]
Ranking = tuple[tuple[str, float], ...]

ELIGIBILITY = frozenset({"program_excluded_states", "program_excluded_alternative", "program_eligibility_other"})
CERTAIN = 0.8  # a new question this sure interrupts a question of ours
# A missed emergency costs far more than a false alarm, so the model's say on safety needs less than half.
SAFETY_FLOOR = {"safety_emergency": 0.40, "safety_crisis": 0.40, "safety_urgent": 0.45}
BARE_PLACE_WORDS = 6


async def interpret(text: str, context: Context, parse: Parse) -> Meaning:
    """Return what `text` means in this conversation."""
    move = _conversation_move(text, context)
    if move:
        return move
    nlu = await parse(text)
    safety = _safety(nlu.ranking)
    if safety:
        return safety
    answer = _answer_to_our_question(text, nlu, context) or _bare_place(text, nlu, context)
    if answer:
        return answer
    both = _two_questions(nlu)
    if both:
        return both
    return _gate(await _ranking_in_context(text, nlu, context, parse))


def _conversation_move(text: str, context: Context) -> Meaning | None:
    if asks_to_start_over(text):
        return Meaning("start_over", 1.0)
    if context.last_answers and asks_to_repeat(text):
        return Meaning("repeat", 1.0)
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


def _safety(ranking: Ranking) -> Meaning | None:
    found = [(name, p) for name, p in ranking if p >= SAFETY_FLOOR.get(name, 2.0)]
    if not found:
        return None
    name, confidence = max(found, key=lambda pair: pair[1])
    return Meaning(name, confidence, outcome="safety", ranking=ranking)


def _answer_to_our_question(text: str, nlu: NluResult, context: Context) -> Meaning | None:
    intent, confidence = nlu.ranking[0]
    if context.pending == "state":
        off_topic = intent not in ELIGIBILITY and confidence >= CERTAIN and not refuses(text)
        if find_places(text) or not off_topic:
            return Meaning("give_state", 1.0, outcome="rule", ranking=nlu.ranking)
    if context.pending == "insurer" and classify_insurer(text) not in ("none", "unknown", "program"):
        return Meaning("give_insurer", 1.0, outcome="rule", ranking=nlu.ranking)
    if context.pending == "stage":
        off_topic = intent != "program_cancel" and confidence >= CERTAIN
        about_it = classify_stage(text) != "unknown" or "program_cancel" in [name for name, _ in nlu.ranking[:3]]
        if about_it and not off_topic:
            return Meaning("give_stage", 1.0, outcome="rule", ranking=nlu.ranking)
    return None


def _bare_place(text: str, nlu: NluResult, context: Context) -> Meaning | None:
    """Read "Ohio?" or "what about Ohio?" as the question whether the program serves it."""
    few_words = len(text.split()) <= BARE_PLACE_WORDS
    about_states = bool(ELIGIBILITY & {intent_name(topic) for topic in context.last_topics})
    unsure = nlu.ranking[0][1] < CERTAIN
    if few_words and find_places(text) and (about_states or unsure) and not _two_questions(nlu):
        return Meaning("give_state", 1.0, outcome="rule", ranking=nlu.ranking)
    return None


def _two_questions(nlu: NluResult) -> Meaning | None:
    if len(nlu.parts) != 2:  # noqa: PLR2004
        return None
    topics = tuple(part.ranking[0][0] for part in nlu.parts)
    if topics[0] == topics[1]:
        return None
    confidence = min(part.ranking[0][1] for part in nlu.parts)
    return Meaning(
        "two_questions", confidence, topics=topics, parts=tuple(part.text for part in nlu.parts), ranking=nlu.ranking
    )


async def _ranking_in_context(text: str, nlu: NluResult, context: Context, parse: Parse) -> Ranking:
    """Mix in how the message reads joined to the last question, when it leans on it."""
    leaning = leans_on_before(text)
    if not context.last_question or not leaning or (nlu.ranking[0][1] >= CERTAIN and leaning < FULLY):
        return nlu.ranking
    joined = await parse(f"{context.last_question} {text}")
    mixed: dict[str, float] = {}
    for share, ranking in ((1 - leaning, nlu.ranking), (leaning, joined.ranking)):
        for name, probability in ranking:
            mixed[name] = mixed.get(name, 0.0) + share * probability
    return tuple(sorted(mixed.items(), key=lambda pair: -pair[1]))


def _gate(ranking: Ranking) -> Meaning:
    decision = decide(ranking)
    top, confidence = ranking[0]
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
