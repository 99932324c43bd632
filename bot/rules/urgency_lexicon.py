"""The word lists of the urgency rules, looked up in one pass over a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

from bot.rules.urgency_patterns import Span
from bot.rules.urgency_text import Words

ANY_NUMBER = "#"  # in a phrase: "# weeks ago"; "#13-99" is a number from 13 to 99
MAX_FILLERS = 3  # in a row; "really really really really want" is nobody's way to say it, and costs time
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
        self._phrases = _tree((phrase, name) for name, listed in phrases.items() for phrase in listed)
        self._ignored = _tree((phrase, "") for phrase in ignored)
        self._fillers = frozenset(fillers)
        self._ranges = tuple((each, name) for name, listed in ranges.items() for each in listed)
        self._endings = tuple((ending, name) for name, listed in endings.items() for ending in listed)

    def find(self, words: Words) -> dict[str, list[Span]]:
        """Return where words of each list stand, in the order of the message."""
        starts = range(len(words.tokens))
        nothing: frozenset[str] = frozenset()  # an ignored phrase is only that very phrase
        hidden = [(start, end) for start in starts for _, end in _phrases_at(start, words, self._ignored, nothing)]
        found: dict[str, list[Span]] = {}
        for start in starts:
            for name, end in self._at(start, words):
                if not any(_cuts(mask, start, end) for mask in hidden):
                    found.setdefault(name, []).append((start, end))
        return found

    def _at(self, start: int, words: Words) -> Iterator[tuple[str, int]]:
        yield from _phrases_at(start, words, self._phrases, self._fillers)
        token = words.tokens[start]
        if token[0].isdigit():
            number = _number(token)
            yield from ((name, start + 1) for each, name in self._ranges if each.low <= number <= each.high)
        elif len(token) > MIN_ENDED_WORD:
            yield from ((name, start + 1) for ending, name in self._endings if token.endswith(ending))


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: the lists of the phrases that end here, and the words that may follow."""

    names: list[str] = field(default_factory=list)
    next: dict[str, _Node] = field(default_factory=dict)
    numbers: list[tuple[NumberRange, _Node]] = field(default_factory=list)

    def steps(self, token: str) -> Iterator[_Node]:
        """Yield the places that `token` leads to from here."""
        if token in self.next:
            yield self.next[token]
        if self.numbers and token[0].isdigit():
            number = _number(token)
            yield from (node for each, node in self.numbers if each.low <= number <= each.high)

    def grown(self, word: str) -> _Node:
        """Return the place that `word` of a phrase leads to; make it where it is missing."""
        if not word.startswith(ANY_NUMBER):
            return self.next.setdefault(word, _Node())
        low, _, high = word[1:].partition("-")
        wanted = NumberRange(float(low), float(high)) if low else NumberRange(-1, inf)
        for each, node in self.numbers:
            if each == wanted:
                return node
        self.numbers.append((wanted, _Node()))
        return self.numbers[-1][1]


def _tree(entries: Iterable[tuple[tuple[str, ...], str]]) -> _Node:
    tree = _Node()
    for phrase, name in entries:
        node = tree
        for word in phrase:
            node = node.grown(word)
        if name not in node.names:
            node.names.append(name)
    return tree


def _phrases_at(start: int, words: Words, tree: _Node, fillers: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield name and end of each phrase that starts at `start`; fillers inside a phrase are skipped."""
    open_ends = [(tree, start, 0)]
    while open_ends:
        node, at, skipped = open_ends.pop()
        if at == len(words.tokens) or words.sentences[at] != words.sentences[start]:
            continue
        token = words.tokens[at]
        for step in node.steps(token):
            yield from ((name, at + 1) for name in step.names)
            if step.next or step.numbers:
                open_ends.append((step, at + 1, 0))
        if at > start and token in fillers and skipped < MAX_FILLERS:
            open_ends.append((node, at + 1, skipped + 1))


def _cuts(mask: Span, start: int, end: int) -> bool:
    """Tell whether an ignored phrase covers words from `start` to `end` that do not hold the whole phrase."""
    return mask[0] < end and start < mask[1] and not (start <= mask[0] and mask[1] <= end)


def _number(token: str) -> float:
    try:
        return float(token.replace(",", "."))
    except ValueError:  # "2nd", "3rd"
        return -1.0
