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
    "need not now of off ok okay on one or other our out please same she should so some still suppose "
    "supposed sure than that thats the their them then there these they thing things this those to too u up "
    "us want was way we well were what whats when where which while who whose why will with would yes you your".split()
)


_IN_GENERAL = re.compile(
    r"\b(?:in general|generally|elsewhere|somewhere else|anywhere else|other (?:hospitals|places|doctors)|"
    r"(?:not|isn'?t|wasn'?t) (?:about |for |at |with |through )?(?:(?:the|your|this|that|ur) )?"
    r"(?:program|hopkins|one|yours|you)|"
    r"a (?:regular|normal|local) (?:one|second opinion)|the (?:regular|general|normal|local) (?:one|kind|way))\b"
)
_AT_PROGRAM = re.compile(
    r"\b(?:yours|your (?:program|service|one|place|hospital|side)|ur (?:program|service|one)|"
    r"(?:the|this|for|at|with|through|by|from|johns?) (?:johns? )?hopkins(?: \w+)?|(?:the|this) program|"
    r"with you(?: guys)?|for you(?: guys)?|at your)\b"
)


def is_about_general(text: str) -> bool:
    """Tell whether the text turns from the program to second opinions in general: "no, I mean in general"."""
    return bool(_IN_GENERAL.search(text.lower().replace("\u2019", "'")))


def is_about_program(text: str) -> bool:
    """Tell whether the text turns to the program: "and for yours?"."""
    return bool(_AT_PROGRAM.search(text.lower().replace("\u2019", "'")))


def leans_on_before(text: str) -> float:
    """Return the share, from 0 to 1, that the reading together with the question before should have."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\u2019", ""))
    if not words or len(words) > _MAX_WORDS:
        return 0.0
    if all(word in _EMPTY for word in words):
        return FULLY
    return PARTLY if len(words) <= _SHORT or _OPENING.match(text.strip()) else 0.0
