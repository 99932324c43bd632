"""Cancelling a request: what is possible depends on its stage."""

from __future__ import annotations

from actions.asked import Asked, Outcome, ProgramFacts, Utterance
from bot.rules.cancellation import VERSION, classify_stage

STAGES = {
    "not_charged": "My card has not been charged",
    "charged": "My card has been charged",
    "extenuating": "Something serious came up",
}
RESPONSES = {
    "not_charged": "utter_cancel_not_charged",
    "charged": "utter_cancel_charged",
    "extenuating": "utter_cancel_extenuating",
}


def answer_cancel(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "can I cancel?" for the stage the visitor names, or tell the rule and ask for the stage."""
    picked = asked.picked.get("value") if asked.picked and asked.picked.get("kind") == "stage" else None
    stage = str(picked) if picked else classify_stage(asked.text)
    rule = {"name": "cancellation", "version": VERSION, "verdict": stage, "inputs": {}}
    if stage in RESPONSES:
        return Outcome((Utterance(RESPONSES[stage], {"rule": rule, "topic": asked.topic}),), {"pending": None})
    choices = [
        {"title": title, "topic": "program/cancel", "kind": "stage", "value": value} for value, title in STAGES.items()
    ]
    return Outcome(
        (Utterance("utter_program_cancel", {"rule": rule, "choices": choices}),),
        {"pending": "stage", "offered": choices},
    )
