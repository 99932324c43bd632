"""Words that say that a danger is past, denied, or a doctor's forecast.

The urgency rules read them; a classifier does not, so for a message with such words it must be surer before it alarms.
"""

from __future__ import annotations

import re
from typing import Final

SURER: Final = 0.95  # what a message about the past must reach
FORECAST: Final = 0.80  # what a message must reach that tells of dying of an illness, not of wishing to
BEREAVED: Final = 0.93  # what a message must reach that tells of somebody else's death
AFRAID: Final = 0.985  # what a message must reach that tells of the fear of dying
NEVER: Final = 1.01  # a denied wish to die is left to the urgency rules alone

_PAST: Final = re.compile(
    r"\b(?:in|since|back in) (?:19|20)\d\d\b|\b\d+ (?:years?|yrs?|months?) (?:ago|back)\b|\byears ago\b"
    r"|\b(?:last|a) (?:year|decade)(?: ago)?\b|\bused to\b|\bsurvivor\b"
)
_NOW: Final = re.compile(r"\b(?:now|tonight|today|again|currently|still|this (?:morning|minute|evening))\b")
_DENIED_WISH: Final = re.compile(
    r"\b(?:not|never|isn'?t|wasn'?t|aren'?t|nor) (?:feeling |really |at all )?suicidal\b"
    r"|\bno (?:thoughts|plans|intention) of (?:suicide|killing|harming|hurting|ending)\b"
)
_OF_ANOTHER: Final = re.compile(
    r"\b(?:my|our|his|her|their) (?:late |dear |poor )?(?:husband|wife|spouse|partner|mother|mom|mum|mama|father|dad|"
    r"papa|parents?|son|daughter|child|boy|girl|brother|sister|aunt|uncle|grand\w+|friend|neighbou?r|cousin)"
    r"(?:'s)? (?:has |had |just |already |sadly )*(?:died|passed|passed away|was buried|gone|dead)\b"
)
_OWN_WISH: Final = re.compile(
    r"\b(?:join|follow|with (?:him|her|them) (?:soon|again)|be with|without (?:him|her)|no point|no reason|end it|"
    r"my turn|next|want to die|pills?|gun|bridge|can'?t go on|nothing left)\b"
)
_FEAR: Final = re.compile(
    r"\b(?:don'?t|do not|not ready|afraid|scared|frightened|terrified|fear|worried) (?:want )?(?:to |of |about |that )?"
    r"(?:die|dying|not waking(?: up)?|i (?:won'?t|don'?t|may not|might not) wake)\b"
    r"|\bwhat if (?:i|he|she|mom|dad) (?:don'?t|doesn'?t|never|won'?t) (?:wake|make it)"
)
_OF_AN_ILLNESS: Final = re.compile(
    r"\b(?:nearly|almost) (?:killed|died|lost)\b"
    r"|\b(?:said|told|says|saying|gave|gives|given|giving|thinks?|warned)\b[^.?!]{0,60}"
    r"\b(?:(?:could|would|will|might|may|can|'ll|going to) (?:die|be dead)|(?:weeks|months|years?) (?:to live|left))\b"
)


def alarm_floor(text: str, intent: str, usual: float) -> float:
    """Return how likely the classifier must hold a danger before it alarms.

    Args:
        text: The message.
        intent: The danger, such as "safety_crisis".
        usual: What any other message must reach.
    """
    lowered = text.lower().replace("\u2019", "'")
    if intent == "safety_crisis" and _DENIED_WISH.search(lowered):
        return NEVER
    if intent == "safety_crisis" and _OF_AN_ILLNESS.search(lowered):
        usual = max(usual, FORECAST)
    if intent == "safety_crisis" and not _OWN_WISH.search(lowered):
        usual = max(usual, BEREAVED if _OF_ANOTHER.search(lowered) else 0, AFRAID if _FEAR.search(lowered) else 0)
    told_as_past = _PAST.search(lowered) and not _NOW.search(lowered.split(".")[0])
    return max(usual, SURER) if told_as_past else usual
