"""Points the visitor to a person: which phone, and a reference to say there."""

from __future__ import annotations

from typing import Any

from actions.asked import Asked, Outcome, ProgramFacts, Utterance
from bot.rules.handoff import new_reference

SAFETY_REASONS = {"safety/emergency": "emergency", "safety/crisis": "crisis", "safety/urgent": "urgent"}


def handoff_values(reason: str, phone: str) -> dict[str, Any]:
    """Return the values of a response that hands off: its reference, and the record of it."""
    reference = new_reference()
    return {"reference": reference, "handoff": {"reason": reason, "phone": phone, "reference": reference}}


def phone_for(reason: str, facts: ProgramFacts, *, excluded: bool = False) -> str:
    """Return the number for a reason; somebody in an excluded state gets the line that arranges visits."""
    if reason == "emergency":
        return facts.emergency_number
    if reason == "crisis":
        return facts.crisis_line
    return facts.phone if excluded or reason == "excluded_state" else facts.toll_free


def hand_to_person(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "can I talk to somebody"."""
    excluded = asked.slots.get("state") in facts.excluded
    values = handoff_values("asked", phone_for("asked", facts, excluded=excluded))
    return Outcome((Utterance("utter_handoff_human", values),))


def answer_danger(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer an emergency, a crisis or something that cannot wait; nothing else is said with it."""
    reason = SAFETY_REASONS[asked.topic]
    values = handoff_values(reason, phone_for(reason, facts))
    return Outcome((Utterance("utter_" + asked.topic.replace("/", "_", 1), values),))
