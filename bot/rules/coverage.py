"""Coverage of a second opinion by kind of insurance, and which kind a visitor names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.rules.insurers import ANSWER_FRAME, ANSWERS, FUZZY, MISSPELLINGS, NAMES, ORDINARY, Insurer

VERSION: Final = "1"
REMEMBERED: Final = 16  # messages; several parts of a turn read the same one

# When several are named: the program is self-pay whatever the plan; a government plan beats the insurer that runs it
# ("Aetna Medicare"); Medicare comes before Medicaid for people who have both, as it pays first.
_PRECEDENCE: Final[tuple[Insurer, ...]] = ("program", "medicare", "medicaid", "tricare", "va", "private", "none")
_TOPICS: Final[dict[Insurer, str]] = {
    "medicare": "coverage/medicare",
    "medicaid": "coverage/medicaid",
    "tricare": "coverage/tricare",
    "private": "coverage/private",
    "program": "program/insurance",
    "none": "coverage/not_covered",
}

_KIND_OF: Final[dict[tuple[str, ...], Insurer]] = {
    tuple(name.split()): kind for kind, names in NAMES.items() for name in names
}
_LONGEST: Final = max(map(len, _KIND_OF))
_DENIED: Final = re.compile(  # at the end of what stands before a name
    r"\b(?:not|no|isn'?t|without|never had|don'?t have|dont have|do not have|didn'?t have|used to have|"
    r"lost(?: my)?|dropped(?: my)?|instead of|rather than|too young for|no longer (?:have|on)|unlike)"
    r"(?: a| an| any| on)*$"
)
_FROM_WORK: Final = re.compile(  # a plan told by where it comes from: "I get it from the school I teach at"
    r"\b(?:get|gets|got|have|has|comes|it's|its|is|mine|hers|his|coverage|plan|insured)(?: (?:it|mine|hers|his|theirs|"
    r"insurance|"
    r"coverage|covered|insured|benefits))? (?:through|thru|from|with|by|via) (?:(?:my|the|his|her|our|their|"
    r"a) )?(?:\w+ ){0,2}?"
    r"(?:jobs?|work|workplace|employer|company|union|school|district|university|college|factory|plant|business|firm)\b"
)
_SHORTEST_FUZZY: Final = 5


@dataclass(frozen=True, slots=True)
class CoverageDecision:
    """The topic that answers, and its response."""

    topic: str
    response: str


def classify_insurer(text: str) -> Insurer:
    """Return the kind of insurance that *text* names, or "unknown"."""
    named = classify_insurers(text)
    return named[0] if named else "unknown"


@lru_cache(REMEMBERED)
def classify_insurers(text: str) -> tuple[Insurer, ...]:
    """Return all kinds of insurance that *text* names and does not deny, the one that answers first."""
    words = _words(text)
    if (answer := _whole_answer(words)) is not None:
        return (answer,)
    found = {kind for start, kind in _named(words) if kind == "none" or not _DENIED.search(" ".join(words[:start]))}
    if not found and _FROM_WORK.search(" ".join(words)):
        return ("private",)
    return tuple(kind for kind in _PRECEDENCE if kind in found)


def decide_coverage(kind: Insurer | str | None, *, about_program: bool = False) -> CoverageDecision:
    """Decide which answer fits the *kind* of insurance; the program itself takes none, whatever the kind.

    The documents say nothing of veterans' benefits: these get the general answer, as an unknown kind does.
    """
    topic = _TOPICS["program"] if about_program else _topic(kind)
    return CoverageDecision(topic, f"utter_{topic.replace('/', '_', 1)}")


def _topic(kind: str | None) -> str:
    return next((topic for known, topic in _TOPICS.items() if known == kind), "coverage/general")


def _words(text: str) -> list[str]:
    lowered = text.lower().replace("\u2019", "'").replace("&", " and ")
    return re.findall(r"[a-z0-9']+|[,;:!?]", lowered)


def _whole_answer(words: list[str]) -> Insurer | None:
    """Return the kind that a bare answer such as "it's through my job" names."""
    if len(words) > 1 and words[0] in ("no", "yes") and not words[1].isalnum():
        words = words[2:]
    telling = [word for word in words if word.isalnum() and word not in ANSWER_FRAME]
    return ANSWERS.get(telling[0]) if len(telling) == 1 else None


def _named(words: list[str]) -> Iterator[tuple[int, Insurer]]:
    """Yield each name with the place it starts at, the longest name first."""
    start = 0
    while start < len(words):
        for size in range(min(_LONGEST, len(words) - start), 0, -1):
            kind = _kind(words[start : start + size])
            if kind:
                yield start, kind
                start += size - 1
                break
        start += 1


def _kind(words: list[str]) -> Insurer | None:
    plain = tuple(word.removesuffix("'s").replace("'", "") for word in words)
    if plain in _KIND_OF:
        return _KIND_OF[plain]
    return _misspelt(plain[0]) if len(plain) == 1 else None


def _misspelt(word: str) -> Insurer | None:
    if word in MISSPELLINGS:
        return MISSPELLINGS[word]
    if len(word) < _SHORTEST_FUZZY or word in ORDINARY:
        return None
    near = process.extractOne(word, FUZZY, scorer=OSA.distance, score_cutoff=1)
    return _KIND_OF[(near[0],)] if near else None
