"""Points the visitor to a person: which phone, and a reference to say there."""

from __future__ import annotations

from typing import Any

from actions.asked import Asked, Outcome, ProgramFacts, Utterance, response_of
from bot.rules.conversation import is_fed_up
from bot.rules.handoff import HandoffReason, handoff_phone, new_reference, phone_line

SAFETY_REASONS = {
    "safety/emergency": HandoffReason.EMERGENCY,
    "safety/crisis": HandoffReason.CRISIS,
    "safety/urgent": HandoffReason.URGENT,
}


def handoff_values(reason: HandoffReason, facts: ProgramFacts, *, excluded: bool = False) -> dict[str, Any]:
    """Return the values of a response that hands off: numbers, reference, and the record of it."""
    reference = new_reference()
    phone = handoff_phone(reason, facts.phones, excluded=excluded)
    return {
        "reference": reference,
        "phone_line": phone_line(reason, facts.phones, excluded=excluded),
        "handoff": {"reason": reason.value, "phone": phone, "reference": reference},
    }


def hand_to_person(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "can I talk to somebody"; residents of excluded states get the line that arranges visits."""
    excluded = asked.slots.get("state") in facts.excluded
    values = handoff_values(HandoffReason.ASKED, facts, excluded=excluded)
    sorry = is_fed_up(asked.text) and not asked.picked
    response = "utter_handoff_sorry" if sorry else response_of(asked.topic)
    return Outcome((Utterance(response, values),))


def answer_danger(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer an emergency, a crisis or something that cannot wait; nothing else is said with it."""
    values = handoff_values(SAFETY_REASONS[asked.topic], facts)
    return Outcome((Utterance(response_of(asked.topic), values),))
