"""Where a message may be cut in two questions, and whether it asks two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import spacy
from spacy.language import Language

from bot.nlu.understanding import Part, Ranking

MOST_CUTS = 6  # a longer message is cut only at the ends of its last sentences
SHORTEST = 2  # words in a question worth its own answer
ASKS = (
    r"(?:wh(?:at|en|ere|ich|o|y|ose)|how|can|could|do|does|did|is|are|am|was|will|would|should|shall|may|must|has|have|"
    r"if|whether|tell me|explain|give me|send me|i (?:also )?(?:want|need|wonder|would like|wanna)|i'd like|i'm wondering|"
    r"need|want|wanna|wat|wut|hw|whats|what's|where's|who's|how's|wheres|hows|is it|isn't|don't|let me know|please|pls)"
)
JOIN = r"(?:,|;|\band\b|\bor\b|\bn\b|&|\+|\bplus\b|\balso\b|\bbut\b|\bthen\b|\bas well as\b|/|-)"
BETWEEN = re.compile(rf"(?:\s*{JOIN})+\s+(?=(?:(?:also|then|too|plus|btw|by the way|so)\s+)?{ASKS}\b)", re.IGNORECASE)
QUESTION = re.compile(rf"\?|^\W*(?:(?:and|also|but|so|or|then|plus|ok|hi|hello|btw|n)\b\W*)*{ASKS}\b", re.IGNORECASE)
# Fitted on pairs and stories of held-out training messages by `python -m benchmarks.nlu.doubles`.
BIAS = -4.0
WEIGHTS = (1.5, 1.5, 1.0, 1.0, 1.0)
TWO = 0.5  # the probability from which a message asks two questions


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to read a message as two questions."""

    first: tuple[int, int]  # character positions
    second: tuple[int, int]


@lru_cache(maxsize=1)
def sentencizer() -> Language:
    """Return the sentence splitter; it knows "Dr." and "p.m." without any model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "?", "!", ";", "\n"]})
    return nlp


def find_cuts(text: str) -> list[Cut]:
    """Return the ways to cut `text` between sentences, or before a joined question."""
    ends = {(sentence.start_char, sentence.start_char) for sentence in sentencizer()(text).sents if sentence.start_char}
    joins = {match.span() for match in BETWEEN.finditer(text)}
    cuts = []
    for left, right in sorted(ends | joins):
        first, second = _trimmed(text, 0, left), _trimmed(text, right, len(text))
        if _long_enough(text, first) and _long_enough(text, second):
            cuts.append(Cut(first, second))
    return cuts[-MOST_CUTS:]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(" ,;")), end - (len(piece) - len(piece.rstrip(" ,;")))


def _long_enough(text: str, span: tuple[int, int]) -> bool:
    return len(text[span[0] : span[1]].split()) >= SHORTEST


def cut_texts(text: str, cuts: Sequence[Cut]) -> list[str]:
    """Return the texts to classify: the two halves of each cut in turn."""
    return [text[start:end] for cut in cuts for start, end in (cut.first, cut.second)]


def choose_parts(text: str, whole: Ranking, cuts: Sequence[Cut], rankings: Sequence[Ranking]) -> tuple[Part, ...]:
    """Return the two questions of a message, or nothing when it asks one.

    Args:
        text: The message.
        whole: What the whole message is about, all topics.
        cuts: Ways to cut it.
        rankings: What each of `cut_texts` is about, all topics, in the same order.
    """
    best: tuple[float, tuple[Part, ...]] = (TWO, ())
    for cut, first, second in zip(cuts, rankings[::2], rankings[1::2], strict=True):
        if first[0][0] == second[0][0]:
            continue
        chance = two_questions(evidence(text, cut, whole, first, second))
        if chance >= best[0]:
            parts = zip((cut.first, cut.second), (first, second), strict=True)
            best = (chance, tuple(Part(text[start:end], start, end, ranking) for (start, end), ranking in parts))
    return best[1]


def evidence(text: str, cut: Cut, whole: Ranking, first: Ranking, second: Ranking) -> list[float]:
    """Return what speaks for two questions: sure halves, a whole torn between them, halves that ask."""
    overall = dict(whole)
    pieces = [text[start:end] for start, end in (cut.first, cut.second)]
    shares = [overall.get(ranking[0][0], 0.0) for ranking in (first, second)]
    return [
        first[0][1],
        second[0][1],
        min(shares),
        1.0 - max(shares),
        float(bool(QUESTION.search(pieces[0]))),
        float(bool(QUESTION.search(pieces[1]))),
    ]


def two_questions(found: Sequence[float]) -> float:
    """Return the probability that a cut's evidence comes from two questions."""
    return float(1 / (1 + np.exp(-(BIAS + np.dot(WEIGHTS, found)))))
