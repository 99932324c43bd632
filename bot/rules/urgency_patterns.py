"""Patterns over word lists: what stands where in a message.

A pattern is written as the clinician reads it:

    chest > pain               pain follows chest, at most 4 words between
    kill >> self               self follows kill at once: at most 1 word between
    face + droops              both, in any order, at most 7 words between
    newborn & fever            both anywhere in the message
    surgery + soon - visit     not when a word of `visit` stands inside the find or within 3 words before it
    end > things -- contract   not when a word of `contract` stands within 3 words after it
    2 of: sweat, faint, pale   at least two of the lists, at places of their own, anywhere in the message

Each name is a word list of the data; `"..."` stands for one phrase. `>` and `>>` bind closest, then `+`, then `&`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

from bot.rules.urgency_text import Words

AT_ONCE_GAP = 1
IN_ORDER_GAP = 4
NEAR_GAP = 7
EXCLUDED_GAP = 3
MAX_TRIES = 60  # finds looked at for one pattern; a message that repeats a word 400 times stays cheap

Span = tuple[int, int]  # first word and the one after the last
Found = Mapping[str, list[Span]]  # list name to the places where one of its words stands
Accepts = Callable[["Find"], bool]
_COUNTED = re.compile(r"(\d) of: (.+)")
_EXCLUDED = re.compile(r"\s(--?)\s")
_ARROW = re.compile(r"(>>?)")
_TERM = re.compile(r'"[^"]+"|[a-z][a-z0-9_]*')


@dataclass(frozen=True, slots=True)
class Find:
    """One place where a part of a pattern fits: the words each of its lists took, in the order of the message."""

    spans: tuple[Span, ...]
    names: tuple[str, ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def leaving_out(self, names: frozenset[str]) -> Find | None:
        """Return the find without the words of these lists; None when nothing else is left."""
        kept = [(span, name) for span, name in zip(self.spans, self.names, strict=True) if name not in names]
        return Find(tuple(span for span, _ in kept), tuple(name for _, name in kept)) if kept else None


@dataclass(frozen=True, slots=True)
class Chain:
    """Lists whose words follow one another, and how many words may stand before each but the first."""

    names: tuple[str, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What must stand near together: chains of lists in a fixed order, and lists that must not stand there."""

    chains: tuple[Chain, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Several:
    """Parts of which at least `count` must be found, each at a place of its own."""

    count: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts that must all be found, anywhere in the message."""

    text: str
    parts: tuple[Part | Several, ...]
    needed: frozenset[str]  # the lists without which the pattern cannot fit

    @property
    def names(self) -> frozenset[str]:
        """All lists that the pattern speaks of."""
        flat = (each for part in self.parts for each in (part.parts if isinstance(part, Several) else (part,)))
        return self.needed.union(*(_names(part) for part in flat))

    def fits(self, words: Words, found: Found, accepts: Accepts) -> bool:
        """Tell whether every part is found, each at a place of its own that `accepts` allows."""
        if not self.needed <= found.keys():
            return False
        taken: list[Find] = []
        for part in self.parts:
            several = part if isinstance(part, Several) else Several(1, (part,))
            more = _found(several, words, found, accepts, taken)
            if len(more) < several.count:
                return False
            taken += more
        return True


def parse_pattern(text: str) -> Pattern:
    """Read a pattern as it is written in the data.

    Raises:
        ValueError: The text is no pattern; the message says what is wrong.
    """
    parts = tuple(_parse_several(part) for part in text.split("&"))
    needed = (name for part in parts if isinstance(part, Part) for chain in part.chains for name in chain.names)
    return Pattern(text, parts, frozenset(needed))


def _parse_several(text: str) -> Part | Several:
    counted = _COUNTED.fullmatch(text.strip())
    if counted is None:
        return _parse_part(text)
    return Several(int(counted[1]), tuple(_parse_part(part) for part in counted[2].split(",")))


def _parse_part(text: str) -> Part:
    wanted, *excluded = _EXCLUDED.split(text)
    chains = tuple(_parse_chain(chain) for chain in wanted.split("+"))
    pairs = list(zip(excluded[::2], (_parse_term(term) for term in excluded[1::2]), strict=True))
    before, after = (tuple(term for sign, term in pairs if sign == wanted) for wanted in ("-", "--"))
    return Part(chains, before, after)


def _parse_chain(text: str) -> Chain:
    terms = _ARROW.split(text)
    gaps = (AT_ONCE_GAP if arrow == ">>" else IN_ORDER_GAP for arrow in terms[1::2])
    return Chain(tuple(_parse_term(term) for term in terms[::2]), tuple(gaps))


def _names(part: Part) -> Iterator[str]:
    yield from (name for chain in part.chains for name in chain.names)
    yield from (*part.before, *part.after)


def _parse_term(text: str) -> str:
    term = text.strip()
    if not _TERM.fullmatch(term):
        raise ValueError(f"{term!r} is neither a list name nor a phrase in double quotes")
    return term


def _found(several: Several, words: Words, found: Found, accepts: Accepts, taken: list[Find]) -> list[Find]:
    """Return a find of each part that is there, none over another one or over those already taken."""
    more: list[Find] = []
    for part in several.parts:
        finds = (
            find for find in _finds(part, words, found) if not any(_overlap(find, other) for other in taken + more)
        )
        more += islice((find for find in finds if accepts(find)), 1)
    return more


def _overlap(one: Find, other: Find) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one.spans for b in other.spans)


def _finds(part: Part, words: Words, found: Found) -> Iterator[Find]:
    """Yield the places where all chains of a part stand near together."""
    for find in islice(_joined(part.chains, words, found, None), MAX_TRIES):
        if not _excluded(part, find, words, found):
            yield find


def _excluded(part: Part, find: Find, words: Words, found: Found) -> bool:
    spans = [(span, find.start - EXCLUDED_GAP, find.end) for name in part.before for span in found.get(name, ())]
    spans += [(span, find.start, find.end + EXCLUDED_GAP) for name in part.after for span in found.get(name, ())]
    sentence = words.sentences[find.start]
    return any(
        words.sentences[span[0]] == sentence and first < span[1] and span[0] < last for span, first, last in spans
    )


def _joined(chains: tuple[Chain, ...], words: Words, found: Found, have: Find | None) -> Iterator[Find]:
    if not chains:
        if have:
            yield have
        return
    for find in _chain(chains[0], words, found):
        both = find if have is None else _together(have, find, words)
        if both:
            yield from _joined(chains[1:], words, found, both)


def _chain(chain: Chain, words: Words, found: Found) -> Iterator[Find]:
    first = chain.names[0]
    for span in found.get(first, ()):
        yield from _followed(chain, words, found, Find((span,), (first,)))


def _followed(chain: Chain, words: Words, found: Found, have: Find) -> Iterator[Find]:
    """Yield the ways to go on with a chain of which `have` holds the first words."""
    done = len(have.names)
    if done == len(chain.names):
        yield have
        return
    name, gap = chain.names[done], chain.gaps[done - 1]
    for span in found.get(name, ()):
        if 0 <= span[0] - have.end <= gap and words.sentences[span[0]] == words.sentences[have.start]:
            yield from _followed(chain, words, found, Find((*have.spans, span), (*have.names, name)))


def _together(one: Find, other: Find, words: Words) -> Find | None:
    """Join two finds of one sentence whose words do not overlap, with at most `NEAR_GAP` words between neighbours."""
    pairs = sorted(zip((*one.spans, *other.spans), (*one.names, *other.names), strict=True))
    spans = tuple(span for span, _ in pairs)
    gaps = (later[0] - earlier[1] for earlier, later in pairwise(spans))
    if words.sentences[one.start] != words.sentences[other.start] or any(not 0 <= gap <= NEAR_GAP for gap in gaps):
        return None
    return Find(spans, tuple(name for _, name in pairs))
