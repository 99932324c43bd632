"""Where a message may be cut in two questions, and whether it asks two."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language

from bot.nlu.understanding import Part, Ranking

MOST_CUTS = 3  # each costs two classifications
SHORTEST = 2  # words in a question worth its own answer
ASKS = (
    r"(?:wh(?:at|en|ere|ich|o|y|ose)s?|wh\w+'s|wat|wut|hows?|how's|can|could|do|does|did|is|isn't|are|am|was|will|would|"
    r"should|shall|may|must|has|have|don't|if|whether|tell me|explain|give me|send me|let me know|please|pls|"
    r"i(?:'d| would)? (?:also )?(?:want|need|wonder|like)|i'm wondering|need|want|wanna)"
)
FILLERS = r"(?:also|then|too|plus|btw|by the way|so|and|but|or|ok|hi|hello|hey|n)"
LINKS = r"(?:\b(?:and also|as well as|and|or|n|plus|also|but|then)\b|&|\+)"
LINK = re.compile(rf"\s*(?:[,;/]|\s-\s)?\s*{LINKS}\s*|\s*,\s*", re.IGNORECASE)
QUESTION = re.compile(rf"\?|^\W*(?:{FILLERS}\b\W*)*{ASKS}\b", re.IGNORECASE)
ANOTHER = re.compile(r"^\W*(?:and |but |oh )?(?:also|another|second(?:ly)?|plus|one more|as well)\b", re.IGNORECASE)
# Fitted on pairs of held-out training messages against single ones by `python -m benchmarks.nlu.doubles`.
WEIGHTS = {
    "bias": -4.0,
    "sure_halves": 2.0,
    "torn_whole": 2.0,
    "overlap": -2.0,
    "first_asks": 1.0,
    "second_asks": 1.0,
    "announced": 1.0,
    "linked": 0.0,
}
TWO = 0.5  # the probability from which a message asks two questions


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to read a message as two pieces; positions are of characters."""

    first: tuple[int, int]
    second: tuple[int, int]
    linked: bool  # within a sentence, at an "and" or a comma


@lru_cache(maxsize=1)
def sentencizer() -> Language:
    """Return the sentence splitter; it knows "Dr." and "p.m." without any model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "?", "!", ";", "\n"]})
    return nlp


def find_cuts(text: str) -> list[Cut]:
    """Return the likeliest ways to cut `text`: between sentences, at an "and", at a comma; in their order."""
    ends = [(s.start_char, s.start_char, False) for s in sentencizer()(text).sents if s.start_char]
    links = [(*match.span(), True) for match in LINK.finditer(text)]
    cuts = []
    for left, right, linked in ends + links:
        first, second = _trimmed(text, 0, left), _trimmed(text, right, len(text))
        if all(len(text[start:end].split()) >= SHORTEST for start, end in (first, second)):
            cuts.append(Cut(first, second, linked))
    likeliest = sorted(cuts, key=lambda cut: _promise(text, cut), reverse=True)[:MOST_CUTS]
    return sorted(likeliest, key=lambda cut: cut.second)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(" ,;")), end - (len(piece) - len(piece.rstrip(" ,;")))


def _promise(text: str, cut: Cut) -> float:
    first, second = cut_texts(text, [cut])
    return 2.0 * asks(second) + asks(first) + announces(second) - 0.5 * cut.linked


def asks(piece: str) -> bool:
    """Say whether a piece of a message reads as a question or a request."""
    return bool(QUESTION.search(piece))


def announces(piece: str) -> bool:
    """Say whether a piece begins like a second question: "also", "another thing"."""
    return bool(ANOTHER.search(piece))


def cut_texts(text: str, cuts: Sequence[Cut]) -> list[str]:
    """Return the texts to classify: the two pieces of each cut in turn."""
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


def evidence(text: str, cut: Cut, whole: Ranking, first: Ranking, second: Ranking) -> dict[str, float]:
    """Return what speaks for two questions and against, each from 0 to 1."""
    pieces, overall, other = cut_texts(text, [cut]), dict(whole), dict(second)
    shares = [overall.get(ranking[0][0], 0.0) for ranking in (first, second)]
    return {
        "bias": 1.0,
        "sure_halves": min(first[0][1], second[0][1]),
        "torn_whole": 1.0 - max(shares),
        "overlap": sum(min(probability, other.get(name, 0.0)) for name, probability in first),
        "first_asks": float(asks(pieces[0])),
        "second_asks": float(asks(pieces[1])),
        "announced": float(announces(pieces[1])),
        "linked": float(cut.linked),
    }


def two_questions(found: dict[str, float]) -> float:
    """Return the probability that a cut's evidence comes from two questions."""
    return 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in found.items())))
