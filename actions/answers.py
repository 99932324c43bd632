"""Which topic is answered by which handler; a topic without one is answered by its response alone."""

from __future__ import annotations

from actions.asked import Asked, Handler, Outcome, ProgramFacts, Utterance, response_of
from actions.cancellation import answer_cancel
from actions.coverage import answer_coverage, remember_insurer, remember_named
from actions.handoffs import answer_danger, hand_to_person
from actions.materials import answer_returned, answer_where_to_send
from actions.residence import answer_alternative, answer_open_question, check_state, warn_if_excluded

HANDLERS: dict[str, Handler] = {
    "coverage/general": answer_coverage,
    "coverage/medicaid": remember_insurer,
    "coverage/medicare": remember_insurer,
    "coverage/private": remember_insurer,
    "coverage/tricare": remember_insurer,
    "handoff/human": hand_to_person,
    "program/cancel": answer_cancel,
    "program/insurance": remember_named,
    "program/pathology_returned": answer_returned,
    "program/records_returned": answer_returned,
    "program/eligibility_other": answer_open_question,
    "program/excluded_alternative": answer_alternative,
    "program/excluded_states": check_state,
    "program/where_to_send": answer_where_to_send,
    "safety/crisis": answer_danger,
    "safety/emergency": answer_danger,
    "safety/urgent": answer_danger,
}


def answer_topic(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer one question."""
    handler = HANDLERS.get(asked.topic)
    outcome = handler(asked, facts) if handler else Outcome((Utterance(response_of(asked.topic)),))
    return warn_if_excluded(asked, facts, outcome)
