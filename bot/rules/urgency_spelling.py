"""Spelling of chat messages: abbreviations, drawn-out letters, figures for letters and slips of one letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

MIN_LETTERS = 4  # shorter words have too many ordinary neighbours
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_FIGURES = str.maketrans("013457@$", "oieastas")


class Speller:
    """Read one written word as the word that the rules know.

    Args:
        spellings: What a written form stands for, e.g. "2nite" -> ("tonight",).
        vocabulary: The words of the rules.
        mended: The words towards which slips of one letter are mended.
        ordinary: Words near to a mended one that are right as they are ("heard", "stoke").
    """

    def __init__(
        self,
        spellings: Mapping[str, tuple[str, ...]],
        vocabulary: Iterable[str] = (),
        mended: Iterable[str] = (),
        ordinary: Iterable[str] = (),
    ) -> None:
        self._spellings = spellings
        self._known = frozenset([*vocabulary, *mended, *ordinary])
        self._near: dict[str, list[str]] = {}
        for word in mended:
            for shortened in _shortened(word):
                self._near.setdefault(shortened, []).append(word)

    def __call__(self, word: str) -> tuple[str, ...]:
        """Return the words that `word` stands for; the word itself when nothing better is known."""
        if word in self._spellings:
            return self._spellings[word]
        if word in self._known or word.isdigit():
            return (word,)
        for form in _forms(word):
            if form in self._spellings:
                return self._spellings[form]
            if form in self._known:
                return (form,)
        return (self._mended(word),)

    def _mended(self, word: str) -> str:
        """Return the known word one slip away, if there is exactly one way to read it."""
        if len(word) < MIN_LETTERS or not word.isalpha():
            return word
        near = {known for form in _shortened(word) for known in self._near.get(form, ()) if _one_slip(word, known)}
        return min(near) if near else word


def _forms(word: str) -> Iterator[str]:
    """Yield a word with drawn-out letters shortened and figures read as letters."""
    if _DRAWN_OUT.search(word):
        yield _DRAWN_OUT.sub(r"\1\1", word)
        yield _DRAWN_OUT.sub(r"\1", word)
    if not word.isalpha():
        yield word.translate(_FIGURES)


def _shortened(word: str) -> Iterator[str]:
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def _one_slip(word: str, known: str) -> bool:
    """Tell whether one letter added, left out, changed or swapped with its neighbour makes `word` of `known`."""
    if word[0] != known[0]:  # slips at the first letter are rare, and make other words
        return False
    if abs(len(word) - len(known)) == 1:
        return True  # they share a shortened form, so one letter is extra
    if len(word) != len(known):
        return False
    differ = [index for index in range(len(word)) if word[index] != known[index]]
    if len(differ) == 1:
        return True
    first, last = differ[0], differ[-1]
    return len(differ) == 2 and last == first + 1 and word[first] == known[last] and word[last] == known[first]  # noqa: PLR2004
