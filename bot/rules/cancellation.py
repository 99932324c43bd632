"""Cancelling a request: which stage it has reached, in the visitor's words, and what is said at that stage.

The program cannot cancel once two things have happened: the credit card has been charged, and work on the medical
history has begun (program FAQ, "Can I cancel my request for a surgical second opinion?"). So a visitor who denies
either is not there yet, and one who affirms either is told the rule as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

VERSION: Final = "1"
Stage = Literal["not_charged", "charged", "extenuating", "unknown"]

_TOPIC: Final = "program/cancel"
_RESPONSES: Final[dict[Stage, str]] = {
    "not_charged": "utter_cancel_not_charged",
    "charged": "utter_cancel_charged",
    "extenuating": "utter_cancel_extenuating",
    "unknown": "utter_ask_cancel_stage",
}


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


_CLAUSE_END: Final = re.compile(r"[.,;:!?\n]+|\b(?:but|and|although|though|however|because|since|so|when)\b")
_STEP: Final = _any_of(  # the card has been charged, or the work has begun
    "charged", "paid", "payed", "billed", "debited", "deducted", "cleared", "(?:went|gone|go) through",
    "(?:took|taken|take|collected) (?:the |my |your |out )*(?:money|payment)",
    "money (?:is|was|has been) (?:gone|taken)",
    "(?:charge|payment|transaction)s? (?:posted|made|showed up|shows up)", "charges?$", "charges? (?:yet|so far)",
    "reviewing", "under ?way", "in progress", "being reviewed",
    "(?:review|work|they|you|doctors?|surgeons?|experts?|team|it)(?:'ve|'s| [\\w']+){0,3} (?:start(?:ed)?|beg[aiu]n)",
)  # fmt: skip
_DENIED: Final = _any_of(
    "not", "never", "no", "nothing", "none", "nobody", "without", "before",
    "(?:have|has|had|is|are|was|were|do|does|did|could|ca|ai)n'?t",
)  # fmt: skip
_UNPAID: Final = _any_of(
    "unpaid", "not yet", "uncharged", "yet to (?:pay|be charged|charge)", "payment (?:is )?pending"
)
_UNSURE: Final = _any_of(
    "will", "would", "won't", "gonna", "going to", "sure", "know", "idea", "wonder(?:ing)?", "do you"
)
_STATUS_QUESTION: Final = re.compile(r"^(?:has|have|was|were|did|is|are)\b")
_ANSWER_NO: Final = re.compile(r"^\W*(?:no|nope)\W+(?=(?:i|we|they|you|it|my)\b)")  # "no i already paid"

_EXTENUATING: Final = _any_of(
    "extenuating", "hardship", "(?:special|unusual|unforeseen|exceptional) (?:circumstances?|situation|reasons?|case)",
    "(?:something|it'?s) (?:very )?(?:serious|terrible|awful|bad)", "serious came up", "something came up",
    "died", "dead", "death", "passed (?:away|on)", "passed$", "funeral", "deceased", "bereave\\w*",
    "hospitali[sz]ed", "in (?:the |a )?(?:hospital|icu|hospice|coma)", "emergency",
    "stroke", "heart attack", "accident",
    "(?:got|became|fell|too|very|gravely|suddenly) (?:very |much |too |so )?(?:sick|ill|worse|weak)",
    "lost (?:my|his|her|their|our) (?:job|house|home|income)", "laid off", "bankrupt\\w*", "divorc\\w*", "evict\\w*",
    "house fire", "hurricane", "flood(?:ed)?", "tornado", "wildfire", "disaster",
    "scam\\w*", "fraud\\w*", "stolen", "without my (?:permission|consent|knowledge)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CancelDecision:
    """What is said at a stage; an unknown stage is asked for."""

    stage: Stage
    topic: str
    response: str


def classify_stage(text: str) -> Stage:
    """Return the stage that *text* names. What is good news for the visitor comes first."""
    lowered = _ANSWER_NO.sub("", " ".join(text.lower().replace("\u2019", "'").split()))
    clauses = [clause.strip() for clause in _CLAUSE_END.split(lowered)]
    found = {_clause_stage(clause) for clause in clauses}
    if "not_charged" in found:
        return "not_charged"
    if _EXTENUATING.search(lowered):
        return "extenuating"
    return "charged" if "charged" in found else "unknown"


def decide_cancel(stage: Stage) -> CancelDecision:
    """Decide what is said about cancelling at *stage*."""
    return CancelDecision(stage, _TOPIC, _RESPONSES[stage])


def _clause_stage(clause: str) -> Stage:
    if _UNPAID.search(clause):
        return "not_charged"
    step = _STEP.search(clause)
    if step is None or _UNSURE.search(clause) or _STATUS_QUESTION.search(clause):
        return "unknown"
    return "not_charged" if _DENIED.search(clause) else "charged"
