"""Cancelling a request: what is possible depends on its stage."""

from __future__ import annotations

from typing import Any

from actions.asked import Asked, Outcome, ProgramFacts, Utterance
from bot.rules.cancellation import VERSION, Stage, classify_stage, decide_cancel

STAGES = {
    "not_charged": "My card has not been charged",
    "charged": "My card has been charged",
    "extenuating": "Something serious came up",
}


def answer_cancel(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "can I cancel?" for the stage the visitor names, or tell the rule and ask for the stage."""
    picked = asked.picked.get("value") if asked.picked and asked.picked.get("kind") == "stage" else None
    stage = picked or classify_stage(asked.text)
    if stage == "unknown":  # "so can I or not?"
        stage = _stage_before(asked) or stage
    rule: dict[str, Any] = {"name": "cancellation", "version": VERSION, "verdict": stage, "inputs": {}}
    if stage != "unknown":
        values = {"rule": rule, "topic": asked.topic}
        return Outcome((Utterance(decide_cancel(stage).response, values),), {"pending": None})
    if asked.silent:
        told = Utterance("utter_program_cancel", {"rule": rule})
        return Outcome((Utterance("utter_no_need_to_say"), told), {"pending": None})
    choices = [
        {"title": title, "topic": "program/cancel", "kind": "stage", "value": value} for value, title in STAGES.items()
    ]
    asking = Utterance("utter_ask_cancel_stage", {"choices": choices})
    return Outcome(
        (Utterance("utter_program_cancel", {"rule": rule}), asking), {"pending": "stage", "offered": choices}
    )


def _stage_before(asked: Asked) -> Stage | None:
    """Return the stage that the last answer was given for."""
    for said in asked.slots.get("last_answers") or ():
        rule = said["values"].get("rule") or {}
        if rule.get("name") == "cancellation" and rule.get("verdict") != "unknown":
            return rule["verdict"]
    return None
