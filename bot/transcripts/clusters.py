"""Groups questions that share their telling words, so that what is missing shows: no model, no training."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

NEAR = 0.24  # share of the weight of their words that two questions have in common
EXAMPLES = 5
MIN_SIZE = 2
_STOP = """
a an and any are as at be been but by can could did do does for from get had has have hello hey hi how i if in is it its
just me my need of on or our please she should so some tell thank thanks that the their them then there they this to up
us want was we what when where which who why will with would you your yours
"""
STOP = frozenset(_STOP.split())


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that are alike."""

    words: tuple[str, ...]  # what they share, the most telling first
    size: int
    examples: tuple[str, ...]


def cluster(questions: Sequence[str]) -> list[Cluster]:
    """Group the questions, the largest group first; those that stand alone are left out."""
    bags = [_words(question) for question in questions]
    spread = Counter(word for bag in bags for word in bag)
    weights = {word: math.log(1 + len(bags) / count) for word, count in spread.items()}
    groups: list[list[int]] = []
    for number, bag in enumerate(bags):
        best = max(groups, key=lambda group: _alike(bag, bags[group[0]], weights), default=None)
        if best is not None and bag and _alike(bag, bags[best[0]], weights) >= NEAR:
            best.append(number)
        elif bag:
            groups.append([number])
    found = [_described(group, questions, bags, weights) for group in groups if len(group) >= MIN_SIZE]
    return sorted(found, key=lambda one: -one.size)


def _words(question: str) -> frozenset[str]:
    words = re.findall(r"[a-z]{2,}", question.lower().replace("'", ""))
    return frozenset(_stem(word) for word in words if word not in STOP)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 3:  # noqa: PLR2004
            return word[: -len(ending)]
    return word


def _alike(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    every = sum(weights[word] for word in one | other)
    return sum(weights[word] for word in one & other) / every if every else 0.0


def _described(
    group: list[int], questions: Sequence[str], bags: list[frozenset[str]], weights: dict[str, float]
) -> Cluster:
    counted = Counter(word for number in group for word in bags[number])
    telling = sorted(counted, key=lambda word: (-counted[word] * weights[word], word))
    examples = dict.fromkeys(questions[number] for number in group)
    return Cluster(tuple(telling[:3]), len(group), tuple(list(examples)[:EXAMPLES]))
