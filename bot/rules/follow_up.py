"""How much a message leans on what was asked before it ("and the fax?", "same for x-rays?", "so what do I do then")."""

from __future__ import annotations

import re

FULLY, PARTLY = 0.7, 0.5  # share of the reading together with the question before
_MAX_WORDS = 9
_SHORT = 6
_OPENING = re.compile(
    r"^(and|but|or|so|also|then|ok(ay)?( and| but| so)?|what about|how about|what if|same|is that|does that|do they|"
    r"are they|is it|does it|will they|would they|would it|can they|even if|even for|why|why not|which|whose|how so|"
    r"how much|how long|how soon|when|where|who|for|with|without|in that case|that|those|these|it|them|they|by|"
    r"less than|more than|within|not)\b",
    re.IGNORECASE,
)
# Words that name nothing: a message of these alone says nothing by itself.
_EMPTY = frozenset(
    "a about also am an and any are as at be been but by can could did do does else even for from get go going "
    "got had has have he her him his how i if im in is it its just like long many may me mean more much must my "
    "need no not now of off ok okay on one or other our out please same say says she should so some still suppose "
    "supposed sure tell than that thats the their them then there these they thing things this those to too u up "
    "us want was way we well were what whats when where which while who whose why will with would yes you your".split()
)


def leans_on_before(text: str) -> float:
    """Return the share, from 0 to 1, that the reading together with the question before should have."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\u2019", ""))
    if not words or len(words) > _MAX_WORDS:
        return 0.0
    if all(word in _EMPTY for word in words):
        return FULLY
    return PARTLY if len(words) <= _SHORT or _OPENING.match(text.strip()) else 0.0
