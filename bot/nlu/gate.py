"""Whether the assistant answers, answers and offers more, asks back, or says that it did not understand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["answer", "suggest", "offer", "none"]


@dataclass(frozen=True)
class Thresholds:
    """The lowest probability for each outcome; see docs/nlu.md for the cost and the curve they come from."""

    answer: float = 0.70  # the likeliest topic's probability: answer it
    suggest: float = 0.40  # answer it, and offer what else may be meant
    offer: float = 0.55  # the probability of the three likeliest together: ask which is meant
    choice: float = 0.03  # a topic less likely than this is no choice worth showing


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and about which intents.

    answer: `topics` holds one. suggest: the first of `topics` is answered, the others are offered beside it. offer:
    `topics` are offered. none: `topics` is empty.
    """

    outcome: Outcome
    topics: tuple[str, ...]


CHOICES = 3
DEFAULT = Thresholds()


def decide(ranking: Sequence[tuple[str, float]], thresholds: Thresholds = DEFAULT) -> Decision:
    """Choose the outcome for a ranking of (intent, probability), likeliest first."""
    if not ranking:
        return Decision("none", ())
    top, confidence = ranking[0]
    if confidence >= thresholds.answer:
        return Decision("answer", (top,))
    likely = [(name, p) for name, p in ranking[:CHOICES] if p >= thresholds.choice]
    names = tuple(name for name, _ in likely)
    if confidence >= thresholds.suggest:
        return Decision("suggest", names)
    if len(names) > 1 and sum(p for _, p in likely) >= thresholds.offer:
        return Decision("offer", names)
    return Decision("none", ())
