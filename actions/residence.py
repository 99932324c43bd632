"""Whether the visitor's state is served: asks, checks, remembers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.asked import Asked, Outcome, ProgramFacts, Utterance, response_of
from actions.handoffs import handoff_values
from bot.rules.conversation import refuses
from bot.rules.eligibility import VERSION, EligibilityDecision, decide_eligibility, decide_states
from bot.rules.follow_up import turns_to_person
from bot.rules.handoff import HandoffReason
from bot.rules.states import STATE_NAMES

RULE = "state_eligibility"
MAX_OPTIONS = 3
SAYS_ITSELF = frozenset({"program/excluded_states", "program/eligibility_other"})
# Somebody about to use the program is told of their state each time, in any other answer once.
ABOUT_TO_USE = frozenset({"program/how_to_request", "program/where_to_send"})


def check_state(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "is my state excluded?" from what the visitor wrote now or told us before."""
    decision = _decide_for_another(asked, facts) if turns_to_person(asked.text) else _decide(asked, facts)
    if decision.verdict == "ask":
        return _ask(asked, decision, facts)
    response, values = _verdict(decision, facts)
    topic = "program/eligibility_other" if decision.verdict == "other" else "program/excluded_states"
    utterances = [Utterance(response, {**values, "rule": _rule(decision), "topic": topic})]
    if decision.reason == "known":
        utterances.append(Utterance("utter_remembered_state", {"state_name": _name(decision)}))
    told = decision.state if decision.verdict == "excluded" else None
    return Outcome(tuple(utterances), {"state": decision.state, "told_excluded": told, "pending": None})


def answer_open_question(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "do you take people from ...?" when the place may decide it: a rule knows states, nothing else does."""
    decision = _decide(asked, facts)
    if decision.verdict == "excluded":
        return check_state(asked, facts)
    if decision.verdict == "ask" and decision.options:
        return _ask(asked, decision, facts)
    rule = {"rule": _rule(decision)} if decision.verdict == "other" else {}
    return Outcome((Utterance(response_of(asked.topic), rule),))


def answer_alternative(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "what if my state is excluded?"; who names a place that may not be is asked or told so first."""
    decision = _decide(asked, facts)
    if decision.verdict == "ask" and decision.options:
        return _ask(asked, decision, facts)
    if decision.verdict == "served" and decision.reason != "known":
        return check_state(asked, facts)
    return Outcome((Utterance(response_of(asked.topic)),))


def warn_if_excluded(asked: Asked, facts: ProgramFacts, outcome: Outcome) -> Outcome:
    """Add to an answer on the program that the visitor's state is excluded, once in a conversation."""
    if asked.topic in SAYS_ITSELF or not asked.topic.startswith("program/"):
        return outcome
    decision = _decide(asked, facts)
    told = asked.slots.get("told_excluded") == decision.state
    if decision.verdict != "excluded" or (told and asked.topic not in ABOUT_TO_USE):
        return outcome
    response, values = _verdict(decision, facts)
    warning = Utterance(response, {**values, "rule": _rule(decision), "topic": "program/excluded_alternative"})
    slots = {**outcome.slots, "state": decision.state, "told_excluded": decision.state}
    return Outcome((*outcome.utterances, warning), slots)


def _decide(asked: Asked, facts: ProgramFacts) -> EligibilityDecision:
    text = str(asked.picked["value"]) if asked.picked and asked.picked.get("kind") == "state" else asked.text
    return decide_eligibility(
        text,
        excluded=facts.excluded,
        asked=asked.slots.get("pending") == "state" or asked.picked is not None,
        known=asked.slots.get("state"),
    )


def _decide_for_another(asked: Asked, facts: ProgramFacts) -> EligibilityDecision:
    """Decide for "and my other uncle, he's in Des Moines?"; what we know is of somebody else."""
    decision = _decide(replace(asked, slots={**asked.slots, "state": None}), facts)
    if decision.verdict != "ask" or decision.options:
        return decision
    asked_about = decide_states(asked.text, excluded=facts.excluded, asked=True)
    return asked_about[0] if len(asked_about) == 1 else decision


def _verdict(decision: EligibilityDecision, facts: ProgramFacts) -> tuple[str, dict[str, Any]]:
    if decision.verdict == "served":
        return "utter_state_served", {"state_name": _name(decision)}
    if decision.verdict == "other":
        return "utter_state_other", {"state_name": decision.place or ""}
    response = "utter_state_mailing_excluded" if decision.mailing else "utter_state_excluded"
    return response, {"state_name": _name(decision), **handoff_values(HandoffReason.EXCLUDED_STATE, facts)}


def _ask(asked: Asked, decision: EligibilityDecision, facts: ProgramFacts) -> Outcome:
    rule = {"rule": _rule(decision), "topic": "program/excluded_states"}
    slots: dict[str, Any] = {"pending": "state"}
    if 1 < len(decision.options) <= MAX_OPTIONS:
        names = [STATE_NAMES[code] for code in decision.options]
        choices = [
            {"title": name, "topic": "program/excluded_states", "kind": "state", "value": name} for name in names
        ]
        listed = " or ".join(names) if len(names) == 2 else ", ".join(names[:-1]) + " or " + names[-1]  # noqa: PLR2004
        values = {**rule, "option_names": listed, "choices": choices}
        return Outcome((Utterance("utter_state_ambiguous", values),), {**slots, "offered": choices})
    if asked.silent or decision.reason == "refused" or refuses(asked.text):
        # nobody has to tell: the list lets them see for themselves
        states = Utterance("utter_program_excluded_states", rule)
        fine = (Utterance("utter_no_need_to_say"),) if asked.silent else ()
        return Outcome((*fine, states), {"pending": None})
    if asked.slots.get("pending") == "state":
        return _ask_again(asked, facts, rule)
    return Outcome((Utterance("utter_program_excluded_states"), Utterance("utter_ask_state", rule)), slots)


def _ask_again(asked: Asked, facts: ProgramFacts, rule: dict[str, Any]) -> Outcome:
    """Ask once more; after that the list and a person are of more use than the same question."""
    again = Utterance("utter_ask_state_again", rule)
    if again.response not in [said["response"] for said in asked.slots.get("last_answers") or ()]:
        return Outcome((again,), {"pending": "state"})
    listed = Utterance("utter_program_excluded_states", rule)
    person = Utterance("utter_not_understood_twice", handoff_values(HandoffReason.FAILURE, facts))
    return Outcome((listed, person), {"pending": None})


def _name(decision: EligibilityDecision) -> str:
    return STATE_NAMES.get(decision.state or "", decision.place or "")


def _rule(decision: EligibilityDecision) -> dict[str, Any]:
    inputs = {"state": decision.state, "reason": decision.reason, "mailing": decision.mailing}
    return {"name": RULE, "version": VERSION, "verdict": decision.verdict, "inputs": inputs}
