"""Whether the assistant answers, answers and offers more, asks back, or says that it did not understand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["answer", "suggest", "offer", "none"]


@dataclass(frozen=True)
class Thresholds:
    """The lowest probability for each outcome; docs/nlu.md has the costs and the curve that they come from."""

    answer: float = 0.95  # the likeliest topic's: answer it and no more
    suggest: float = 0.30  # the likeliest topic's: answer it, and offer what else may be meant
    offer: float = 0.30  # that of the likeliest topics together: ask which is meant
    choice: float = 0.01  # a topic less likely is no choice worth showing


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and about which intents.

    answer: `topics` holds one. suggest: the first of `topics` is answered, the others are offered beside it. offer:
    `topics` are offered. none: `topics` is empty.
    """

    outcome: Outcome
    topics: tuple[str, ...]


CHOICES = 3  # "something else" comes on top
DEFAULT = Thresholds()


def decide(ranking: Sequence[tuple[str, float]], thresholds: Thresholds = DEFAULT) -> Decision:
    """Choose the outcome for a ranking of (intent, probability), likeliest first."""
    if not ranking:
        return Decision("none", ())
    top, confidence = ranking[0]
    if confidence >= thresholds.answer:
        return Decision("answer", (top,))
    if confidence >= thresholds.suggest:
        return Decision("suggest", (top, *_names(ranking[1 : CHOICES + 1], thresholds.choice)))
    likely = _names(ranking[:CHOICES], thresholds.choice)
    if len(likely) > 1 and sum(probability for _, probability in ranking[:CHOICES]) >= thresholds.offer:
        return Decision("offer", likely)
    return Decision("none", ())


def _names(ranking: Sequence[tuple[str, float]], least: float) -> tuple[str, ...]:
    return tuple(name for name, probability in ranking if probability >= least)
