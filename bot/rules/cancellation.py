"""Cancelling a request: which stage it has reached, in the visitor's words, and what is said at that stage.

The program cannot cancel once the credit card has been charged and work on the medical history has begun (program FAQ,
"Can I cancel my request for a surgical second opinion?"). Whoever names one of the two gets that rule as it stands.
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

_NOT: Final = (
    r"(?:not|never|no|nothing|haven'?t|hasn'?t|hadn'?t|isn'?t|wasn'?t|weren'?t|didn'?t|don'?t|ain'?t|havent|without)"
)
_PAID: Final = (
    r"(?:charged?|paid|pay(?:ed)?|payment|billed|bill|debited|taken (?:the |my )?money|took (?:the |my )?money|"
    r"money (?:was |has been )?(?:taken|left)|money|card|transaction|charges?)"
)
_BEGUN: Final = r"(?:begun|began|start(?:ed|ing)?|underway|under way|in progress|work(?:ing|ed)?|review(?:ed|ing)?)"
_GAP: Final = r"(?:\W+(?!but\b|although\b|though\b|however\b|and then\b)\w+){0,5}?\W+"  # a few words of the same clause

_NOT_YET: Final = re.compile(
    rf"\b{_NOT}{_GAP}(?:{_PAID}|{_BEGUN})\b"
    rf"|\b(?:{_PAID}|{_BEGUN}){_GAP}(?:not yet|hasn'?t|has not|haven'?t|have not|wasn'?t|was not|isn'?t|is not|didn'?t)\b"
    r"|\b(?:yet to (?:be )?(?:pay|charge|start)|before (?:they|you|it|my card|paying|i pay|being charged)|"
    r"(?:still )?unpaid|un-?charged|payment (?:is )?(?:still )?pending|not yet|free of charge so far|"
    r"(?:only |just )(?:sent|mailed|filled|submitted|applied|signed up|asked|requested|put in)\b)",
)
_FUTURE: Final = re.compile(
    r"\b(?:when|if|once|until|unless|will|would|gonna|going to|after|what happens)\b[^.!?,;]*"
    rf"\b(?:{_PAID}|{_BEGUN})\b"
)
_CHARGED: Final = re.compile(
    r"\b(?:already|been|was|were|got|have|has|had|did|just|they|you|u|i|i'?ve|we|card|account|it)\b(?:\W+\w+){0,4}?\W+"
    r"(?:charged|paid|payed|billed|debited|gone through|went through|cleared|posted)\b"
    r"|^\W*(?:yes\W+)?(?:already |been |just )?(?:charged|paid|payed|billed|debited)\b"
    r"|\b(?:charge|payment|money|transaction|fee)s?\b(?:\W+\w+){0,3}?\W+(?:went|gone|cleared|posted|made|taken|left|out)\b"
    r"|\b(?:took|taken|deducted|collected|received)\b(?:\W+\w+){0,2}?\W+(?:money|payment|fee)\b"
    r"|\b(?:paid|charged|billed)\b[^.!?]*\b(?:already|yesterday|today|last|ago|this (?:morning|week|month))\b"
    rf"|\b(?:already|has|have|review|work|they|doctors?|they'?ve|surgeons?)\b(?:\W+\w+){{0,4}}?\W+{_BEGUN}\b"
)
_EXTENUATING: Final = re.compile(
    r"\bextenuating\b|\b(?:special|unusual|unforeseen|exceptional|difficult|hardship) (?:circumstances?|situation|reasons?|case)\b"
    r"|\bhardship\b|\bserious (?:came|has come|thing|happened)\b|\bsomething (?:serious|terrible|awful|bad|came up)\b"
    r"|\b(?:died|dead|death|passed (?:away|on)|passed\b|funeral|deceased|bereave\w*|widow\w*)\b"
    r"|\b(?:hospitali[sz]ed|in (?:the )?(?:hospital|icu|er|hospice|coma)|emergency|stroke|heart attack|accident)\b"
    r"|\b(?:got|became|getting|too|very|gravely|suddenly) (?:very |much |too |so )?(?:sick|ill|worse|weak)\b"
    r"|\b(?:lost (?:my|his|her|their|our) (?:job|house|home|insurance|income)|laid off|fired|bankrupt\w*|divorc\w*|evict\w*)\b"
    r"|\b(?:house|home) (?:burned|burnt|flooded|fire)\b|\b(?:hurricane|flood|tornado|wildfire|natural disaster)\b"
    r"|\b(?:scam\w*|fraud\w*|stolen|without my (?:permission|consent|knowledge)|did ?n'?t (?:authori[sz]e|agree))\b"
    r"|\bfamily emergency\b|\bsurgery (?:was |got |has been )?(?:moved up|done already|already done)\b"
)


@dataclass(frozen=True, slots=True)
class CancelDecision:
    """What is said at a stage; an unknown stage is asked for."""

    stage: Stage
    topic: str
    response: str


def classify_stage(text: str) -> Stage:
    """Return the stage that *text* names. What is good news for the visitor comes first."""
    lowered = " ".join(text.lower().replace("’", "'").split())
    if _NOT_YET.search(lowered):
        return "not_charged"
    if _EXTENUATING.search(lowered):
        return "extenuating"
    if _CHARGED.search(_FUTURE.sub(" ", lowered)):
        return "charged"
    return "unknown"


def decide_cancel(stage: Stage) -> CancelDecision:
    """Decide what is said about cancelling at *stage*."""
    return CancelDecision(stage, _TOPIC, _RESPONSES[stage])
