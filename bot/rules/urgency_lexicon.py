"""The word lists of the urgency rules, looked up in one pass over a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.rules.urgency_patterns import Span
from bot.rules.urgency_text import Words

ANY_NUMBER = "#"  # in a phrase: "# weeks ago"
MIN_ENDED_WORD = 6  # letters that a word needs before its ending counts


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers that count as a word of a list: a temperature, a pulse, a year."""

    low: float
    high: float


class Lexicon:
    """Finds the words and phrases of every list.

    Args:
        phrases: The phrases of each list, each a tuple of words as `read_words` gives them.
        ranges: The number ranges of each list.
        endings: The endings of each list: "ectomy" stands for every word that ends so.
        ignored: Phrases that say something harmless in alarming words ("dying to know"); what they cover is skipped.
        fillers: Words that may stand inside any phrase ("I really just want to").
    """

    def __init__(
        self,
        phrases: Mapping[str, Iterable[tuple[str, ...]]],
        ranges: Mapping[str, Iterable[NumberRange]],
        endings: Mapping[str, Iterable[str]],
        *,
        ignored: Iterable[tuple[str, ...]],
        fillers: Iterable[str],
    ) -> None:
        self._phrases = _by_first_word((phrase, name) for name, listed in phrases.items() for phrase in listed)
        self._ignored = _by_first_word((phrase, "") for phrase in ignored)
        self._fillers = frozenset(fillers)
        self._ranges = tuple((each, name) for name, listed in ranges.items() for each in listed)
        self._endings = tuple((ending, name) for name, listed in endings.items() for ending in listed)

    def find(self, words: Words) -> dict[str, list[Span]]:
        """Return where words of each list stand, in the order of the message."""
        starts = range(len(words.tokens))
        hidden = [(start, end) for start in starts for _, end in self._phrases_at(start, words, self._ignored)]
        found: dict[str, list[Span]] = {}
        for start in starts:
            for name, end in self._at(start, words):
                if not any(_cuts(mask, start, end) for mask in hidden):
                    found.setdefault(name, []).append((start, end))
        return found

    def _at(self, start: int, words: Words) -> Iterable[tuple[str, int]]:
        yield from self._phrases_at(start, words, self._phrases)
        token = words.tokens[start]
        if token[0].isdigit():
            number = _number(token)
            yield from ((name, start + 1) for each, name in self._ranges if each.low <= number <= each.high)
        elif len(token) > MIN_ENDED_WORD:
            yield from ((name, start + 1) for ending, name in self._endings if token.endswith(ending))

    def _phrases_at(self, start: int, words: Words, index: _Index) -> Iterable[tuple[str, int]]:
        token = words.tokens[start]
        listed = index.get(token, [])
        if token[0].isdigit():
            listed = listed + index.get(ANY_NUMBER, [])
        for phrase, name in listed:
            end = start + 1 if len(phrase) == 1 else self._end(start, phrase, words)
            if end is not None:
                yield name, end

    def _end(self, start: int, phrase: tuple[str, ...], words: Words) -> int | None:
        """Return where a phrase ends that starts at `start`, fillers skipped; None when it does not stand there."""
        at, tokens = start + 1, words.tokens
        for word in phrase[1:]:
            while at < len(tokens) and tokens[at] in self._fillers and not _fits(tokens[at], word):
                at += 1
            if at == len(tokens) or not _fits(tokens[at], word):
                return None
            at += 1
        return at if words.sentences[at - 1] == words.sentences[start] else None


_Index = dict[str, list[tuple[tuple[str, ...], str]]]


def _fits(token: str, word: str) -> bool:
    return token == word or (word == ANY_NUMBER and token[0].isdigit())


def _cuts(mask: Span, start: int, end: int) -> bool:
    """Tell whether an ignored phrase covers words from `start` to `end` that do not hold the whole phrase."""
    return mask[0] < end and start < mask[1] and not (start <= mask[0] and mask[1] <= end)


def _by_first_word(entries: Iterable[tuple[tuple[str, ...], str]]) -> _Index:
    index: _Index = {}
    for phrase, name in entries:
        index.setdefault(phrase[0], []).append((phrase, name))
    return index


def _number(token: str) -> float:
    try:
        return float(token.replace(",", "."))
    except ValueError:  # "2nd", "3rd"
        return -1.0
