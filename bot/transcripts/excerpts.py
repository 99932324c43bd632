"""The part of a message that a search shows, with its hits marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONG_WORD = 7
MARK_BEFORE, MARK_AFTER = 60, 140  # characters of a message shown around the first hit

Part = tuple[str, bool]  # a piece of text, and whether it is a hit


def marked(words: str, phrases: Sequence[str]) -> tuple[Part, ...]:
    """Cut a message down to the surroundings of its first hit, and mark the hits."""
    stems = {_stem(word.lower()) for phrase in phrases for word in phrase.split()}
    hits = re.compile("|".join(rf"\b{re.escape(stem)}\w*" for stem in stems) or r"(?!)", re.IGNORECASE)
    first = hits.search(words)
    start = _word_before(words, first.start()) if first else 0
    shown = words[start : start + MARK_BEFORE + MARK_AFTER]
    parts: list[Part] = [("… ", False)] if start else []
    end = 0
    for hit in hits.finditer(shown):
        parts += [(shown[end : hit.start()], False), (hit[0], True)]
        end = hit.end()
    rest = shown[end:] + (" …" if len(words) > start + len(shown) else "")
    return tuple(part for part in [*parts, (rest, False)] if part[0])


def _stem(word: str) -> str:
    """Cut a word's ending off, roughly: only what is marked hangs on it, not what is found."""
    ending = 3 if len(word) > LONG_WORD else 2
    return word[: max(4, len(word) - ending)]


def _word_before(words: str, hit: int) -> int:
    """Return the start of a word that stands MARK_BEFORE characters before a hit, or less."""
    place = max(0, hit - MARK_BEFORE)
    return words.find(" ", place, hit) + 1 or place if place else 0
