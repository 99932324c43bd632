"""Whether the visitor's state is served: asks, checks, remembers."""

from __future__ import annotations

from typing import Any

from actions.asked import Asked, Outcome, ProgramFacts, Utterance, response_of
from actions.handoffs import handoff_values
from bot.rules.eligibility import VERSION, EligibilityDecision, decide_eligibility
from bot.rules.handoff import HandoffReason
from bot.rules.states import STATE_NAMES

RULE = "state_eligibility"
MAX_OPTIONS = 3
# A state outside the program matters to somebody about to use it, whatever else they asked.
WARNED = frozenset({"program/how_to_request", "program/eligibility_other", "program/excluded_alternative"})


def check_state(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "is my state excluded?" from what the visitor wrote now or told us before."""
    decision = _decide(asked, facts)
    if decision.verdict == "ask":
        return _ask(asked, decision)
    response, values = _verdict(decision, facts)
    utterances = [Utterance(response, {**values, "rule": _rule(decision), "topic": asked.topic})]
    if decision.reason == "known":
        utterances.insert(0, Utterance("utter_remembered_state", {"state_name": _name(decision)}))
    return Outcome(tuple(utterances), {"state": decision.state, "pending": None})


def answer_with_state(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer a question on using the program, and say so when the visitor's state is excluded."""
    decision = _decide(asked, facts)
    if decision.verdict != "excluded":
        return Outcome((Utterance(response_of(asked.topic)),))
    response, values = _verdict(decision, facts)
    excluded = Utterance(response, {**values, "rule": _rule(decision), "topic": asked.topic})
    slots = {"state": decision.state}
    if asked.topic == "program/excluded_alternative":
        return Outcome((Utterance(response_of(asked.topic), values), excluded), slots)
    return Outcome((excluded,), slots)


def _decide(asked: Asked, facts: ProgramFacts) -> EligibilityDecision:
    text = str(asked.picked["value"]) if asked.picked and asked.picked.get("kind") == "state" else asked.text
    return decide_eligibility(
        text,
        excluded=facts.excluded,
        asked=asked.slots.get("pending") == "state" or asked.picked is not None,
        known=asked.slots.get("state"),
    )


def _verdict(decision: EligibilityDecision, facts: ProgramFacts) -> tuple[str, dict[str, Any]]:
    if decision.verdict == "served":
        return "utter_state_served", {"state_name": _name(decision)}
    if decision.verdict == "other":
        return "utter_state_other", {"state_name": decision.place or ""}
    response = "utter_state_mailing_excluded" if decision.mailing else "utter_state_excluded"
    return response, {"state_name": _name(decision), **handoff_values(HandoffReason.EXCLUDED_STATE, facts)}


def _ask(asked: Asked, decision: EligibilityDecision) -> Outcome:
    rule = {"rule": _rule(decision), "topic": asked.topic}
    slots: dict[str, Any] = {"pending": "state"}
    if 1 < len(decision.options) <= MAX_OPTIONS:
        names = [STATE_NAMES[code] for code in decision.options]
        choices = [
            {"title": name, "topic": "program/excluded_states", "kind": "state", "value": name} for name in names
        ]
        listed = " or ".join(names) if len(names) == 2 else ", ".join(names[:-1]) + " or " + names[-1]  # noqa: PLR2004
        values = {**rule, "option_names": listed, "choices": choices}
        return Outcome((Utterance("utter_state_ambiguous", values),), {**slots, "offered": choices})
    if asked.slots.get("pending") == "state":
        return Outcome((Utterance("utter_ask_state_again", rule),), slots)
    return Outcome((Utterance("utter_program_excluded_states"), Utterance("utter_ask_state", rule)), slots)


def _name(decision: EligibilityDecision) -> str:
    return STATE_NAMES.get(decision.state or "", decision.place or "")


def _rule(decision: EligibilityDecision) -> dict[str, Any]:
    inputs = {"state": decision.state, "reason": decision.reason, "mailing": decision.mailing}
    return {"name": RULE, "version": VERSION, "verdict": decision.verdict, "inputs": inputs}
