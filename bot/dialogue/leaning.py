"""How a message reads in the light of the topic before it: joined to its question, turned to its counterpart."""

from __future__ import annotations

import math
import re
from collections.abc import Awaitable, Callable

from bot.dialogue.context import Context
from bot.dialogue.siblings import COUNTERPARTS, OF_PROGRAM, sibling
from bot.knowledge.topics import intent_of, topic_of
from bot.nlu.understanding import NluResult
from bot.rules.conversation import presses, speaks_of_own_area
from bot.rules.follow_up import (
    FULLY,
    SLIGHTLY,
    asks_about_call,
    asks_hours,
    is_about_general,
    is_about_program,
    is_fragment,
    leans_on_before,
    names_channel,
    names_posting,
    says_nothing,
)
from bot.rules.materials import classify_material
from bot.rules.places import find_places
from bot.rules.referents import names_another_party, subject_of, with_names

Parse = Callable[[str], Awaitable[NluResult]]
Ranking = tuple[tuple[str, float], ...]

CERTAIN = 0.8  # a message this clear by itself leans on nothing
SURE = 0.9  # words that name nothing, but ask something this clearly together, are a question of their own
SURE_ALONE = 0.985  # a message that points back must be as clear as this to lean on nothing
TURNED = 0.96  # how sure a message is read that turns to the counterpart of the topic before, or names a material
ADVICE = "limits_medical_advice"
LIKELY_ADVICE = 0.5  # from here on the topic before must not turn a question for advice into another
SMALL_TALK = frozenset({"chat_goodbye", "chat_greet", "chat_thanks"})
LIKELY = 0.5  # from here on the question is known, and the topic before may tell of whom it is asked
LIKELY_SMALL_TALK = 0.5  # "great, thanks, bye" goes on with nothing
ALTERNATIVE = "program_excluded_alternative"
LOST = frozenset({"how_steps", "chat_help", "handoff_human", "limits_out_of_scope"})
EXCLUDED = "My state is excluded from the program."
ABOUT_STATES = frozenset({"program/excluded_states", "program/excluded_alternative", "program/eligibility_other"})
ELIGIBILITY = frozenset({"program_excluded_states", "program_excluded_alternative", "program_eligibility_other"})
AREA_FLOOR = 0.05  # of "is my state served", when the message speaks of where somebody lives
PLACE_FLOOR = 0.2  # of the same, when it names a place
# What is answered of each kind of material alike: "and the CDs?" stays with the question before.
OF_MATERIALS = frozenset({"program/records_returned", "program/pathology_returned", "program/where_to_send"})
OF_CHANNELS = frozenset({"program/contact", "program/hours", "handoff/human"})
# What the program makes; it is not among what it is sent.
REPORT = re.compile(r"\b(?:reports?|results?|opinions?)\b", re.IGNORECASE)
SHORT = 8  # words of a message that only names materials
# What the documents leave open or nobody here may say: to press for it changes nothing.
DECLINED = frozenset(
    {"limits/medical_advice", "program/price", "program/turnaround", "program/hours", "program/eligibility_other"}
)
LONGEST_PRESSING = 14  # words
# The weight of each reading of a follow-up: by itself, joined to the question before, under the name of its subject,
# and with its pronouns resolved. A message that says little by itself leans on the question before the more.
EMPTY_WEIGHTS = (0.25, 1.0, 0.5, 0.0)
WEAK_WEIGHTS = (0.5, 1.0, 0.5, 0.0)
WEIGHTS = (1.0, 1.0, 0.5, 0.5)
WEAK = 0.5  # the likeliest topic of a message by itself, below which it says little
TELLING = 5  # empty words that may make a clear question together
LEAST = 1e-3  # probability of a topic that a reading does not list
OWN_SHARE = 0.1  # kept of how a message reads by itself, so that this is among what is offered beside the answer


async def read_in_context(
    text: str, nlu: NluResult, context: Context, parse: Parse, *, corrects: bool = False
) -> Ranking:
    """Return the topics of a message as the conversation so far lets it be read.

    Args:
        text: The message.
        nlu: How it reads by itself.
        context: The conversation so far.
        parse: Reads a text by itself.
        corrects: Whether the message puts right what was said before it.
    """
    by_area = _own_area(text, nlu.ranking)
    if by_area:
        return by_area
    turned = _turned(text, nlu.ranking, context)
    if turned:
        return _of_excluded(text, _raised(nlu.ranking, turned, TURNED), context)
    unclear = corrects and nlu.ranking[0][1] < WEAK  # "no, of what your surgeons write"
    alone = not unclear and _stands_alone(text, nlu.ranking, context)
    return _of_excluded(text, nlu.ranking if alone else await _joined(text, nlu, context, parse), context)


def counterpart(text: str, intent: str) -> str | None:
    """Return the program's or the general twin of a topic, where the text turns to it."""
    if is_about_general(text):
        return COUNTERPARTS.get(intent)
    return OF_PROGRAM.get(intent) if is_about_program(text) else None


def _turned(text: str, ranking: Ranking, context: Context) -> str | None:
    """Return the topic that a follow-up is on by its words and the topic before it, whatever the model makes of it."""
    if not context.last_topics:
        return None
    top, confidence = ranking[0]
    before = intent_of(context.last_topics[0])
    leans = leans_on_before(text)
    presses_on = presses(text) and not names_another_party(text, context.last_topics[-1])
    if presses_on and (declined := _pressed_for(text, ranking, context)):
        return declined
    if top == ADVICE and confidence >= LIKELY_ADVICE:
        return None
    elliptical = leans == FULLY or is_fragment(text) or (leans and confidence < CERTAIN)
    if elliptical and (twin := counterpart(text, before)):
        return twin
    return (
        _of_sending(text, ranking, context)
        or _of_call(text, confidence, context)
        or sibling(text, top if confidence >= LIKELY else "", context)
    )


def _of_sending(text: str, ranking: Ranking, context: Context) -> str | None:
    """Return what is asked of the materials that were just told of: "and the CDs?", "what was the address?"."""
    top, confidence = ranking[0]
    materials = len(text.split()) <= SHORT and classify_material(REPORT.sub(" ", text))
    if OF_MATERIALS & set(context.last_topics) and materials and confidence < SURE_ALONE:
        of_two = len(context.last_topics) > 1 and topic_of(top) in OF_MATERIALS  # two were told: the words choose
        return top if of_two else intent_of(context.last_topics[0])
    posting = "program/where_to_send" in context.last_topics and names_posting(text)
    return "program_where_to_send" if posting and confidence < CERTAIN else None


def _of_call(text: str, confidence: float, context: Context) -> str | None:
    """Return what is asked of the phone that was just given: another number, the hours, what to say there."""
    if not OF_CHANNELS & set(context.last_topics) or confidence >= SURE_ALONE:
        return None
    if "handoff/human" in context.last_topics and asks_about_call(text):
        return "handoff_human"
    if asks_hours(text) and leans_on_before(text):
        return "program_hours"
    if names_posting(text) and leans_on_before(text):
        return "program_where_to_send"
    return "program_contact" if names_channel(text) else None


def _pressed_for(text: str, ranking: Ranking, context: Context) -> str | None:
    """Return what was declined and is pressed for: "ballpark?", "just your gut"."""
    declined = [intent_of(topic) for topic in context.last_topics if topic in DECLINED]
    top, confidence = ranking[0]
    elsewhere = confidence >= SURE_ALONE and top not in SMALL_TALK and not top.startswith("limits_")
    short = len(text.split()) <= LONGEST_PRESSING
    return declined[0] if declined and short and not elsewhere else None


def _stands_alone(text: str, ranking: Ranking, context: Context) -> bool:
    """Tell whether a message is clear enough by itself, given how much it points back."""
    top, confidence = ranking[0]
    leans = leans_on_before(text)
    if _talks_of_exclusion(context):
        return leans < FULLY and confidence >= (SURE_ALONE if leans else CERTAIN)
    if top in SMALL_TALK and confidence >= LIKELY_SMALL_TALK:
        return True
    if top == ADVICE and confidence >= LIKELY_ADVICE and leans < FULLY:
        return True
    if _after_advice(context) and confidence < WEAK and len(text.split()) <= LONGEST_PRESSING:
        return False
    if confidence >= WEAK and context.last_topics and names_another_party(text, context.last_topics[-1]):
        return leans < FULLY
    return leans == 0 or (leans < FULLY and confidence >= (WEAK if leans == SLIGHTLY else SURE_ALONE))


def _talks_of_exclusion(context: Context) -> bool:
    """Tell whether the visitor was told that their state is excluded, and the talk is of that."""
    return context.excluded and bool(ABOUT_STATES & set(context.last_topics))


def _of_excluded(text: str, ranking: Ranking, context: Context) -> Ranking:
    """Read "so how do I sign up" and "so what do I do" as asking what is left, once their state is excluded."""
    if not _talks_of_exclusion(context):
        return ranking
    lost = ranking[0][0] in LOST and (says_nothing(text) or leans_on_before(text) == FULLY)
    return _raised(ranking, ALTERNATIVE, TURNED) if lost or ranking[0][0] == "program_how_to_request" else ranking


def _after_advice(context: Context) -> bool:
    return context.last_topics[-1:] == ("limits/medical_advice",)


def _own_area(text: str, ranking: Ranking) -> Ranking | None:
    """Read "do you take people from around here" as the question for the state, where that is among the topics.

    So is "could my uncle in Boise get one from your program?".
    """
    chance = sum(probability for name, probability in ranking if name in ELIGIBILITY)
    unsure = ranking[0][1] < CERTAIN or ranking[0][0] in ELIGIBILITY
    told = dict(ranking).get("program_excluded_states", 0.0) >= PLACE_FLOOR and bool(find_places(text))
    if unsure and chance >= AREA_FLOOR and (told or speaks_of_own_area(text)):
        return _raised(ranking, "program_excluded_states", max(TURNED, chance))
    return None


async def _joined(text: str, nlu: NluResult, context: Context, parse: Parse) -> Ranking:
    """Mix in how the message reads joined to the last question, when it leans on it."""
    before = context.last_question
    told_excluded = _talks_of_exclusion(context)
    if told_excluded:
        before = EXCLUDED
    if not before:
        return nlu.ranking
    if _after_advice(context) and nlu.ranking[0][1] < WEAK and leans_on_before(text):
        return _raised(nlu.ranking, ADVICE, TURNED)  # "so who decides that?"
    joined = await parse(f"{before} {text}")
    topic = context.last_topics[-1] if context.last_topics else ""
    if _after_advice(context) and joined.ranking[0][0] != ADVICE:
        return nlu.ranking  # what was declined is no topic to go on with
    readings = [nlu.ranking, joined.ranking]
    subject = subject_of(topic)
    if subject and not told_excluded:
        readings.append((await parse(f"{subject}: {text}")).ranking)
        resolved = with_names(text, topic)
        readings.append((await parse(resolved)).ranking if resolved != text else nlu.ranking)
    weights = _weights(text, nlu.ranking)
    agreed = _agreed(tuple(zip(weights, readings, strict=False)))
    return _mixed((1 - OWN_SHARE, agreed), (OWN_SHARE, nlu.ranking))


def _weights(text: str, ranking: Ranking) -> tuple[float, ...]:
    confidence = ranking[0][1]
    telling = says_nothing(text) and confidence >= SURE and len(text.split()) >= TELLING  # "will I get them back"
    if leans_on_before(text) == FULLY and not telling:
        return EMPTY_WEIGHTS
    return WEAK_WEIGHTS if confidence < WEAK else WEIGHTS


def _agreed(readings: tuple[tuple[float, Ranking], ...]) -> Ranking:
    """Return the topics by the weighted product of their chances in all readings: what one rules out is unlikely.

    Only what some reading puts first is in question: where they differ, a topic that none prefers is no way out.
    """
    names = {ranking[0][0] for weight, ranking in readings if weight}
    chances = [(weight, dict(ranking)) for weight, ranking in readings]
    logs = {name: sum(weight * math.log(chance.get(name, 0.0) + LEAST) for weight, chance in chances) for name in names}
    highest = max(logs.values())
    shares = {name: math.exp(value - highest) for name, value in logs.items()}
    total = sum(shares.values())
    return tuple(sorted(((name, share / total) for name, share in shares.items()), key=lambda pair: -pair[1]))


def _mixed(*shares: tuple[float, Ranking]) -> Ranking:
    mixed: dict[str, float] = {}
    for share, ranking in shares:
        for name, probability in ranking:
            mixed[name] = mixed.get(name, 0.0) + share * probability
    return tuple(sorted(mixed.items(), key=lambda pair: -pair[1]))


def _raised(ranking: Ranking, intent: str, chance: float) -> Ranking:
    """Put one topic first, and shrink the others to what is left."""
    return _mixed((1 - chance, ranking), (chance, ((intent, 1.0),)))
