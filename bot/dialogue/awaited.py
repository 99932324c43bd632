"""What answers a question of ours, or corrects an answer: a state, a kind of insurance, how far a request has come."""

from __future__ import annotations

import re

from bot.dialogue.context import Context, Meaning
from bot.dialogue.leaning import ABOUT_STATES, CERTAIN, ELIGIBILITY, SURE_ALONE, Ranking
from bot.nlu.understanding import NluResult
from bot.rules.cancellation import classify_stage
from bot.rules.choices import takes_back
from bot.rules.conversation import cannot_say, refuses
from bot.rules.coverage import classify_insurer
from bot.rules.follow_up import asks_question, is_about_program, points_back, turns_to_person
from bot.rules.place_states import OTHER
from bot.rules.places import find_places

_THERE = re.compile(r"\b(?:there|you|your|u|ur|they|them)\b", re.IGNORECASE)  # the program, after an answer on it
DANGERS = frozenset({"safety_emergency", "safety_crisis", "safety_urgent"})
# "My husband died" tells how far a request has come; only what the model is surest of is more than that to it.
DESPAIR = 0.97
SURE = 0.9  # of another topic, in a message that names a kind of insurance
LIKELY = 0.5  # of another topic, in a message that opens as a question
NO_INTERRUPTION = frozenset({"chat_greet", "chat_help", "limits_bot", "limits_out_of_scope"})
GIVES = {"insurer": "give_insurer", "stage": "give_stage", "state": "give_state"}
FEW = 9  # words of a message that tells nothing beside that it tells nothing
BARE_PLACE_WORDS = 6
SHORT_QUESTION_WORDS = 8
FOLLOW_UP_WORDS = 14
NO_KIND = frozenset({"none", "unknown", "program"})
KINDS = ("coverage_general", "coverage_medicare", "coverage_medicaid", "coverage_private", "coverage_tricare")
OF_INSURANCE = (*KINDS, "coverage_free", "program_insurance")


def recognised_answer(text: str, context: Context, ranking: Ranking, *, silent: bool = False) -> Meaning | None:
    """Take what a rule recognises as the answer to our question, or as the correction of one just given.

    Args:
        text: The message.
        context: The conversation so far.
        ranking: The message's topics by itself.
        silent: Whether the message is like those of people who will not or cannot tell.
    """
    intent = _state(text, context, ranking) or _insurer(text, context, ranking) or _stage(text, context, ranking)
    danger = ranking[0][0] in DANGERS and ranking[0][1] >= DESPAIR
    if intent is None and len(text.split()) <= FEW and not danger:
        return _silence(text, context, ranking, silent=silent)
    return Meaning(intent, 1.0, outcome="rule", ranking=ranking) if intent else None


def vague_answer(text: str, nlu: NluResult, context: Context, *, silent: bool = False) -> Meaning | None:
    """Take what is no question of its own as an answer to ours that we could not read: it is asked again, or let be."""
    if nothing := _silence(text, context, nlu.ranking, silent=silent):
        return nothing
    intent: str | None = None
    least = LIKELY if asks_question(text) else CERTAIN
    if context.asked == "state" and not other_question(nlu.ranking, *ELIGIBILITY, least=least):
        intent = "give_state"
    close = "program_cancel" in [name for name, _ in nlu.ranking[:3]]
    if context.asked == "stage" and close and not other_question(nlu.ranking, "program_cancel"):
        intent = "give_stage"
    return Meaning(intent, 1.0, outcome="rule", ranking=nlu.ranking) if intent else None


def _silence(text: str, context: Context, ranking: Ranking, *, silent: bool) -> Meaning | None:
    """Recognise somebody who will not or cannot answer what we just asked."""
    asks_else = asks_question(text) and other_question(ranking, *ELIGIBILITY, "limits_privacy")
    if context.asked not in GIVES or asks_else or not (silent or refuses(text) or cannot_say(text)):
        return None
    return Meaning(GIVES[context.asked], 1.0, outcome="rule", ranking=ranking, silent=True)


def bare_place(text: str, nlu: NluResult, context: Context) -> Meaning | None:
    """Read "Ohio?", "what about my aunt in Ohio?" or "and my neighbor?" as asking whether the program serves it."""
    about_states = bool(ABOUT_STATES & set(context.last_topics))
    words, confidence = len(text.split()), nlu.ranking[0][1]
    places = find_places(text)
    place = bool(places)
    abroad = place and all(place.states == (OTHER,) for place in places)
    if abroad and context.last_topics == ("program/eligibility_other",) and words <= BARE_PLACE_WORDS:
        return Meaning("program_eligibility_other", 1.0, outcome="rule", ranking=nlu.ranking)  # as open as before
    bare = place and words <= BARE_PLACE_WORDS and (about_states or confidence < CERTAIN)
    follows = (
        about_states and words <= FOLLOW_UP_WORDS and not other_question(nlu.ranking, *ELIGIBILITY, least=SURE_ALONE)
    )
    another = follows and turns_to_person(text)
    corrected = follows and place and (takes_back(text) or points_back(text))
    if (bare or another or corrected) and len(nlu.parts) == 0:
        return Meaning("give_state", 1.0, outcome="rule", ranking=nlu.ranking)
    return None


def other_question(ranking: Ranking, *ours: str, least: float = CERTAIN) -> bool:
    """Tell whether the message surely asks something else than what we asked."""
    intent, confidence = ranking[0]
    if intent in DANGERS:
        return confidence >= DESPAIR and intent == "safety_crisis"
    return intent not in ours and intent not in NO_INTERRUPTION and confidence >= least


def _state(text: str, context: Context, ranking: Ranking) -> str | None:
    if context.pending != "state" or not find_places(text, asked=context.asked == "state"):
        return None
    least = LIKELY if asks_question(text) else CERTAIN
    asks_else = (context.asked is None or least == LIKELY) and other_question(ranking, *ELIGIBILITY, least=least)
    return None if asks_else else "give_state"


def _insurer(text: str, context: Context, ranking: Ranking) -> str | None:
    """Take a kind of insurance that is named in answer, in a follow-up ("and Medicare?"), or as a correction."""
    if classify_insurer(text) in NO_KIND:
        return None
    asks = asks_question(text)
    ours = (*KINDS, "coverage_free") if asks or is_about_program(text) else OF_INSURANCE
    if context.pending == "insurer" and not other_question(ranking, *ours, least=LIKELY if asks else SURE):
        return "give_insurer"
    at_program = context.last_topics[-1:] and context.last_topics[-1].startswith("program/") and _THERE.search(text)
    if ranking[0][0] in KINDS and ranking[0][1] < CERTAIN and not at_program:
        return "give_insurer"  # a name says more than a guess
    return _insurer_after(text, context, ranking)


def _insurer_after(text: str, context: Context, ranking: Ranking) -> str | None:
    """Read a kind of insurance that is named after an answer: it asks the same again for that kind."""
    words, corrects = len(text.split()), takes_back(text)
    follows = points_back(text) or corrects or words <= SHORT_QUESTION_WORDS
    few = words <= FOLLOW_UP_WORDS or corrects
    if not follows or not few or not context.last_topics or other_question(ranking, *OF_INSURANCE):
        return None
    if context.last_topics[-1].startswith("program/"):
        about_program = context.last_topics[-1] == "program/insurance" or ranking[0][0] not in KINDS
        about_program = about_program or bool(_THERE.search(text))
        return "program_insurance" if about_program else None
    about_insurance = context.last_topics[-1].startswith("coverage/")
    about_program = ranking[0][0] == "program_insurance" and (is_about_program(text) or asks_question(text))
    return "give_insurer" if about_insurance and not about_program else None


def _stage(text: str, context: Context, ranking: Ranking) -> str | None:
    about_cancelling = context.pending == "stage" or context.last_topics == ("program/cancel",)
    least = CERTAIN if asks_question(text) else SURE_ALONE
    asks_else = other_question(ranking, "program_cancel", least=least)
    if about_cancelling and classify_stage(text) != "unknown" and not asks_else:
        return "give_stage"
    return None
