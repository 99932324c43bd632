"""Recognises the moves of a conversation that are no question: picking a choice, repeating, starting over, refusing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

NONE_OF_THESE = -1  # what `pick_choice` returns for "something else"

_NUMBERS = {
    "1": 0, "one": 0, "first": 0, "1st": 0, "a": 0, "former": 0, "top": 0, "uno": 0,
    "2": 1, "two": 1, "second": 1, "2nd": 1, "b": 1, "middle": 1, "dos": 1,
    "3": 2, "three": 2, "third": 2, "3rd": 2, "c": 2, "tres": 2,
    "4": 3, "four": 3, "fourth": 3, "4th": 3, "d": 3,
    "5": 4, "five": 4, "fifth": 4, "5th": 4,
}  # fmt: skip
_FRAME = frozenset(
    "the one option number no choice answer reply pick choose i want mean meant think it is its that would be please "
    "pls thanks ok okay um uh yes yeah yep for me of them these go with lets do select say said my".split()
)
_ELSE = frozenset({"something else", "none", "none of these", "none of those", "neither", "no", "nope", "other",
                   "another question", "not these", "none of them", "neither one", "no something else", "nah",
                   "somthing else", "different question", "none of the above", "not any of these"})  # fmt: skip
_REPEAT = re.compile(
    r"(can|could|would|will)?\s*(you)?\s*(please)?\s*(repeat|say)\s+(that|it|this)?\s*(again|once more|one more time)"
    r"|\brepeat (that|it|this|yourself|please)\b|^repeat$|\bsay again\b|\bcome again\b|^(pardon|what|huh|sorry)\??$"
    r"|\bi (missed|lost|didn'?t (get|hear|catch|see)) (that|it|your answer)\b|\bonce more please\b"
)
_START_OVER = re.compile(
    r"^\W*(please )?(can (we|i) |let'?s |i want to |i'?d like to )?(start over|start again|restart|reset|begin again|"
    r"start from the (start|beginning|top)|new (chat|conversation)|clear (this|the|my)? ?(chat|conversation)|"
    r"forget (all|everything)( (that|i said|i told you))?)( please)?\W*$"
)
_REFUSAL = re.compile(
    r"\b(rather not|prefer not|do(n'?t| not) want to|wo(n'?t| not)|not going to|no need to) "
    r"(say|tell|answer|give|share)\b"
    r"|\bwhy (do|would|are|should|does) (you|i|it|that|u)\b|\bnone of your business\b|^(skip|pass|next)\W*$"
    r"|\b(none of your|not your) (beeswax|concern)\b|\bthat'?s private\b"
)
_LATE_TITLE_MATCH = 84  # of 100; below, words of the message decide nothing
_MAX_PICK_WORDS = 9


def pick_choice(text: str, titles: Sequence[str]) -> int | None:
    """Return which of `titles` the text picks: an index, `NONE_OF_THESE`, or None when it picks nothing."""
    words = _words(text)
    if not words or len(words) > _MAX_PICK_WORDS:
        return _by_title(text, titles) if words else None
    if " ".join(words) in _ELSE or "something else" in " ".join(words):
        return NONE_OF_THESE
    number = _by_number(words, len(titles))
    return number if number is not None else _by_title(text, titles)


def _by_number(words: list[str], count: int) -> int | None:
    if words[-1:] == ["last"] or words[-2:] == ["last", "one"] or words[-1:] == ["latter"]:
        return count - 1 if count else None
    # "the second one": a leading ordinal beats the "one" of the frame
    telling = [word for word in words if word not in _FRAME]
    if not telling:
        telling = [word for word in words if word in _NUMBERS]
    if len(telling) != 1 or telling[0] not in _NUMBERS:
        return None
    index = _NUMBERS[telling[0]]
    return index if index < count else None


def _by_title(text: str, titles: Sequence[str]) -> int | None:
    plain = [" ".join(_words(title)) for title in titles]
    best = process.extractOne(" ".join(_words(text)), plain, scorer=fuzz.ratio)
    return int(best[2]) if best and best[1] >= _LATE_TITLE_MATCH else None


def asks_to_repeat(text: str) -> bool:
    """Tell whether the text asks for the last answer once more."""
    plain = " ".join(text.lower().replace("\u2019", "'").split())
    return len(plain.split()) <= _MAX_PICK_WORDS and bool(_REPEAT.search(plain))


def asks_to_start_over(text: str) -> bool:
    """Tell whether the text asks to forget this conversation's facts and begin again."""
    return bool(_START_OVER.match(" ".join(text.lower().replace("\u2019", "'").split())))


def refuses(text: str) -> bool:
    """Tell whether the text declines to answer what was asked."""
    return bool(_REFUSAL.search(" ".join(text.lower().replace("\u2019", "'").split())))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\u2019", ""))
