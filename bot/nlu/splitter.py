"""Where a message may be cut in two questions, and how each half reads by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language

from bot.nlu.doubles_wording import (
    announces,
    asks,
    asks_within,
    is_complete_question,
    is_courtesy,
    may_ask,
    opens_as_question,
    shared_opening,
)

Span = tuple[int, int]  # of characters in the message

MOST_CUTS = 2  # each costs two or three classifications
LONGEST = 120  # words; a longer message is a story
BRIEF = 6  # words; a piece this short may ask without a verb: "the fax number"

LINKING = r"(?:\b(?:and also|and then|as well as|and|or|but|n|plus|also|then|so)\b|&|\+)"
LINK = re.compile(
    rf"\s*(?:[,;/]|\s-+\s|\.\.+)?\s*{LINKING}[\s,]*|\s*[,;]\s*|\s+[-/]+\s+|\s*\.\.+\s*|\s+(?=\(?(?:2|b)[.):]\s)",
    re.IGNORECASE,
)
AFTER_QUESTION = re.compile(r"\?+[ ,]*(?=\w)")  # the sentencizer wants a space after the mark
LINKS_AT_START = re.compile(rf"\W*(?:{LINKING}\W*)*(?:(?:um|uh)\b\W*)*", re.IGNORECASE)
# A second question with nothing before it: "how much is it do i have to come in"
RUN_ON = re.compile(
    r"(?<=\w)\s+(?=(?:can|could|do|does|is|are|will|would|should|must) (?:i|you|u|we|they|my|your|ur|it)\b"
    r"|how (?:much|long|do|fast|many)\b|where (?:do|is|can)\b|what (?:is|are|do)\b)",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[,.?!;:]|\b(?:and|but|so|or)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to read a message as two halves."""

    first: Span
    second: Span
    link: str  # "sentence", "word" (and), "comma" or "none"
    situation: int = 0  # where the sentences end that are told before the first question; they belong to both
    opening: Span = (0, 0)  # what the second half shares with the first: "what is your"


@lru_cache(maxsize=1)
def sentencizer() -> Language:
    """Return the sentence splitter; it knows "Dr." and "p.m." without any model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "?", "!", ";", "\n"]})
    return nlp


def find_cuts(text: str) -> list[Cut]:
    """Return the likeliest ways to cut `text` in two questions, in their order; none for most messages."""
    if len(text.split()) > LONGEST:
        return []
    sentences = [(one.start_char, one.end_char) for one in sentencizer()(text).sents]
    places: dict[int, tuple[float, Cut]] = {}
    for left, right, link in _boundaries(text, sentences):
        cut = Cut(_trimmed(text, 0, left), _trimmed(text, right, len(text)), link)
        promise = _promise(text, cut)
        place = LINKS_AT_START.match(text, right).end()  # type: ignore[union-attr]  # it matches nothing, too
        if promise > places.get(place, (0.0, cut))[0]:
            places[place] = promise, _with_context(text, cut, sentences)
    best = sorted(places.values(), key=lambda pair: -pair[0])[:MOST_CUTS]
    return sorted((cut for _, cut in best), key=lambda cut: cut.second)


def _boundaries(text: str, sentences: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    for start, _ in sentences[1:]:
        yield start, start, "sentence"
    for match in AFTER_QUESTION.finditer(text):
        yield match.end(), match.end(), "sentence"
    for match in LINK.finditer(text):
        yield *match.span(), "comma" if match[0].strip() == "," else "word"
    for match in RUN_ON.finditer(text):
        if is_complete_question(CLAUSE_END.split(text[: match.start()])[-1]):
            yield *match.span(), "none"


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(" ,;\n")), end - (len(piece) - len(piece.rstrip(" ,;\n")))


def _promise(text: str, cut: Cut) -> float:
    """Return how much a cut looks like one between two questions; 0 is not worth a classification."""
    first, second = halves(text, cut)
    if any(not re.search(r"\w\w", half) or is_courtesy(half) for half in (first, second)):
        return 0.0
    told = cut.link == "sentence" and first.endswith((".", "!"))  # "I live in Ohio." is brief and yet no question
    if not (asks_within(first) or may_ask(first) or (_is_brief(first) and not told)) or not (
        asks(second) or announces(second) or _is_brief(second)
    ):
        return 0.0
    opens = 2.0 * opens_as_question(second) + asks(second) + announces(second)
    return 0.1 + opens + asks_within(first) + (cut.link == "sentence")


def _is_brief(piece: str) -> bool:
    return len(piece.split()) <= BRIEF


def _with_context(text: str, cut: Cut, sentences: Sequence[Span]) -> Cut:
    situation = 0
    for start, end in sentences:
        if end >= cut.first[1] or asks_within(text[start:end]):
            break
        situation = end
    return Cut(cut.first, cut.second, cut.link, situation, shared_opening(text, cut.first, cut.second))


def halves(text: str, cut: Cut) -> tuple[str, str]:
    """Return the two pieces of `text` as they stand."""
    return text[slice(*cut.first)], text[slice(*cut.second)]


def readings(text: str, cut: Cut) -> list[str]:
    """Return the first half; the second with what it shares; and, where a situation is told first, that with it."""
    first, second = halves(text, cut)
    second = text[slice(*cut.opening)] + second
    return [first, second, f"{text[: cut.situation]} {second}"] if cut.situation else [first, second]


def cut_texts(text: str, cuts: Sequence[Cut]) -> list[str]:
    """Return the texts to classify: the readings of each cut in turn."""
    return [reading for cut in cuts for reading in readings(text, cut)]
