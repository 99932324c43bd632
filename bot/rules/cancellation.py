"""Cancelling a request: which stage it has reached, in the visitor's words, and what is said at that stage.

The program cannot cancel once two things have happened: the credit card has been charged, and work on the medical
history has begun (program FAQ, "Can I cancel my request for a surgical second opinion?"). So a visitor who denies
either is not there yet, and one who affirms either is told the rule as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.rules.cancellation_words import (
    ANSWER_NO,
    BREAKS_DENIAL,
    CLAUSE_END,
    DENIED,
    EXTENUATING,
    NOT_REACHED,
    STATUS_QUESTION,
    STEP,
    UNSURE,
)

VERSION: Final = "2"

Stage = Literal["not_charged", "charged", "extenuating", "unknown"]

_TOPIC: Final = "program/cancel"
_RESPONSES: Final[dict[Stage, str]] = {
    "not_charged": "utter_cancel_not_charged",
    "charged": "utter_cancel_charged",
    "extenuating": "utter_cancel_extenuating",
    "unknown": "utter_ask_cancel_stage",
}
_DENIAL_REACH: Final = 6  # words between a denial and the step that it denies


@dataclass(frozen=True, slots=True)
class CancelDecision:
    """What is said at a stage; an unknown stage is asked for."""

    stage: Stage
    topic: str
    response: str


def classify_stage(text: str) -> Stage:
    """Return the stage that *text* names. What is good news for the visitor comes first."""
    lowered = ANSWER_NO.sub("", " ".join(text.lower().replace("\u2019", "'").split()))
    found = {stage for clause in CLAUSE_END.split(lowered) for stage in _clause_stages(clause.strip())}
    if "not_charged" in found:
        return "not_charged"
    if EXTENUATING.search(lowered):
        return "extenuating"
    return "charged" if "charged" in found else "unknown"


def decide_cancel(stage: Stage) -> CancelDecision:
    """Decide what is said about cancelling at *stage*."""
    return CancelDecision(stage, _TOPIC, _RESPONSES[stage])


def _clause_stages(clause: str) -> Iterator[Stage]:
    """Yield what each step that a clause speaks of says of the stage."""
    if STATUS_QUESTION.search(clause):
        return
    if NOT_REACHED.search(clause):
        yield "not_charged"
    elif not UNSURE.search(clause):
        for step in STEP.finditer(clause):
            yield "not_charged" if _is_denied(clause, step) else "charged"


def _is_denied(clause: str, step: re.Match[str]) -> bool:
    """Say whether a denial stands in the step's words or near before them: "nobody has looked at it"."""
    before = " ".join(clause[: step.start()].split()[-_DENIAL_REACH:])
    denials = list(DENIED.finditer(f"{before} {step[0]}"))
    return bool(denials) and not BREAKS_DENIAL.search(before[denials[-1].end() :])
