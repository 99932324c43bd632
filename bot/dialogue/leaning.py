"""How a message reads in the light of the topic before it: joined to its question, or turned to its counterpart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.dialogue.context import Context
from bot.knowledge.topics import intent_of
from bot.nlu.understanding import NluResult
from bot.rules.conversation import speaks_of_own_area
from bot.rules.follow_up import FULLY, PARTLY, is_about_general, is_about_program, leans_on_before
from bot.rules.materials import classify_material

Parse = Callable[[str], Awaitable[NluResult]]
Ranking = tuple[tuple[str, float], ...]

CERTAIN = 0.8  # a message this clear by itself leans on nothing
TURNED = 0.96  # how sure a message is read that turns to the counterpart of the topic before, or names a material
ADVICE = "limits_medical_advice"
LIKELY_ADVICE = 0.5  # from here on the topic before must not turn a question for advice into another
SMALL_TALK = frozenset({"chat_goodbye", "chat_greet", "chat_thanks"})
LIKELY_SMALL_TALK = 0.5  # "great, thanks, bye" goes on with nothing
STAYING = 0.2  # share of the topic before in a message that names nothing by itself
EXCLUDED = "My state is excluded from the program."
ABOUT_STATES = frozenset({"program/excluded_states", "program/excluded_alternative", "program/eligibility_other"})
ELIGIBILITY = frozenset({"program_excluded_states", "program_excluded_alternative", "program_eligibility_other"})
AREA_FLOOR = 0.05  # of "is my state served", when the message speaks of where somebody lives
# What is answered of each kind of material alike: "and the CDs?" stays with the question before.
OF_MATERIALS = frozenset({"program/records_returned", "program/pathology_returned", "program/where_to_send"})
SHORT = 8  # words of a message that only names materials
# The program's answer and the general one to the same question; each says that the other differs.
COUNTERPARTS = {
    "program_insurance": "coverage_general",
    "program_physician_permission": "doctor_telling_before",
    "program_how_to_request": "how_steps",
    "program_price": "coverage_free",
    "program_where_to_send": "records_transfer",
    "program_results": "after_written_report",
    "program_travel": "how_remote",
}
OF_PROGRAM = {
    **{general: program for program, general in COUNTERPARTS.items()},
    **dict.fromkeys(
        ("coverage_medicare", "coverage_medicaid", "coverage_private", "coverage_tricare"), "program_insurance"
    ),
    "doctor_how_to_tell": "program_physician_permission",
    "coverage_not_covered": "program_price",
}


async def read_in_context(text: str, nlu: NluResult, context: Context, parse: Parse) -> Ranking:
    """Return the topics of a message as the conversation so far lets it be read."""
    by_area = _own_area(text, nlu.ranking)
    if by_area:
        return by_area
    top, confidence = nlu.ranking[0]
    if confidence >= CERTAIN or (top == ADVICE and confidence >= LIKELY_ADVICE):
        certain = not (context.excluded and set(context.last_topics) & ABOUT_STATES)
        if certain and leans_on_before(text) < FULLY:
            return nlu.ranking
    if top in SMALL_TALK and confidence >= LIKELY_SMALL_TALK:
        return nlu.ranking
    intents = tuple(intent_of(topic) for topic in context.last_topics)
    turned = counterpart(text, intents[0]) if intents and leans_on_before(text) else None
    if turned:
        return _raised(nlu.ranking, turned, TURNED)
    if OF_MATERIALS & set(context.last_topics) and len(text.split()) <= SHORT and classify_material(text):
        return _raised(nlu.ranking, intents[0], TURNED)
    return await _joined(text, nlu, context, parse)


def counterpart(text: str, intent: str) -> str | None:
    """Return the program's or the general twin of a topic, where the text turns to it."""
    if is_about_general(text):
        return COUNTERPARTS.get(intent)
    return OF_PROGRAM.get(intent) if is_about_program(text) else None


def _own_area(text: str, ranking: Ranking) -> Ranking | None:
    """Read "do you take people from around here" as the question for the state, where that is among the topics."""
    chance = sum(probability for name, probability in ranking if name in ELIGIBILITY)
    unsure = ranking[0][1] < CERTAIN or ranking[0][0] in ELIGIBILITY
    if unsure and chance >= AREA_FLOOR and speaks_of_own_area(text):
        return _raised(ranking, "program_excluded_states", max(TURNED, chance))
    return None


async def _joined(text: str, nlu: NluResult, context: Context, parse: Parse) -> Ranking:
    """Mix in how the message reads joined to the last question, when it leans on it."""
    leaning = leans_on_before(text)
    before = context.last_question
    if context.excluded and set(context.last_topics) & ABOUT_STATES:
        before, leaning = EXCLUDED, max(leaning, PARTLY)
    if not before or not leaning:
        return nlu.ranking
    joined = await parse(f"{before} {text}")
    declined = intent_of(context.last_topics[0]) == ADVICE if context.last_topics else False
    if declined and joined.ranking[0][0] != ADVICE:
        return nlu.ranking  # what was declined is no topic to go on with
    mixed = _mixed((1 - leaning, nlu.ranking), (leaning, joined.ranking))
    if leaning < FULLY or not context.last_topics or before == EXCLUDED:
        return mixed
    return _mixed((1 - STAYING, mixed), (STAYING, ((intent_of(context.last_topics[0]), 1.0),)))


def _mixed(*shares: tuple[float, Ranking]) -> Ranking:
    mixed: dict[str, float] = {}
    for share, ranking in shares:
        for name, probability in ranking:
            mixed[name] = mixed.get(name, 0.0) + share * probability
    return tuple(sorted(mixed.items(), key=lambda pair: -pair[1]))


def _raised(ranking: Ranking, intent: str, chance: float) -> Ranking:
    """Put one topic first, and shrink the others to what is left."""
    return _mixed((1 - chance, ranking), (chance, ((intent, 1.0),)))
