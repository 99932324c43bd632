"""Fit the evidence weights of `bot.nlu.splitter` on pairs of messages, and say how often it is right.

Usage: python -m benchmarks.nlu.doubles [--data data/nlu]

Only held-out training messages are used, which neither the encoder nor this classifier has learned. A pair joins two
of them on different topics; a single is one of them, many being a story and its question.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from scipy import optimize

from bot.nlu import splitter
from bot.nlu.classifier import TopicClassifier
from bot.nlu.encoder import CachedEncoder, SentenceEncoder
from bot.nlu.examples import Example, read_examples
from bot.nlu.heldout import held_out
from bot.nlu.splitter import Cut, choose_parts, cut_texts, evidence, find_cuts
from bot.nlu.understanding import Ranking

JOINERS = (" and ", ". ", "? ", ", and ", ". Also ", "? And ", "? Also, ", " also ", ", plus ", " & ", " n ")
LONGEST = 16  # words in each question of most pairs: people who ask two are brief
PAIRS = 1500
PENALTY = 0.01  # keeps the weights small


@dataclass(frozen=True)
class Case:
    """A message, the topics it asks about, and how each of its cuts reads."""

    text: str
    topics: frozenset[str]
    whole: Ranking
    cuts: list[Cut]
    rankings: list[Ranking]

    def evidence(self) -> Iterator[tuple[dict[str, float], bool]]:
        """Yield each cut's evidence, and whether it parts the two questions rightly."""
        for cut, first, second in zip(self.cuts, self.rankings[::2], self.rankings[1::2], strict=True):
            if first[0][0] != second[0][0]:
                found = evidence(self.text, cut, self.whole, first, second)
                yield found, self.topics == {first[0][0], second[0][0]}


def pairs(singles: list[Example], rng: random.Random) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield joined messages on two topics that the model answers (safety is decided before it)."""
    plain = [one for one in singles if not one[1].startswith(("safety", "chat", "limits_out"))]
    brief = [one for one in plain if len(one[0].split()) <= LONGEST]
    for _ in range(PAIRS):
        (first, topic), (second, other) = rng.choice(brief), rng.choice(brief if rng.random() < 0.8 else plain)  # noqa: PLR2004
        if topic != other:
            if not second.startswith(("I ", "I'")):
                second = second[0].lower() + second[1:]
            yield first.rstrip(".?! ") + rng.choice(JOINERS) + second, frozenset({topic, other})


def read_cases(examples: list[Example]) -> list[Case]:
    """Classify held-out singles and pairs of them, whole and cut."""
    encoder = CachedEncoder(SentenceEncoder(threads=2), Path(".rasa/vectors/doubles"))
    singles = [one for one in examples if held_out(one[0])]
    messages = [(text, frozenset({topic})) for text, topic in singles]
    messages += list(pairs(singles, random.Random(1)))  # noqa: S311
    cuts = [find_cuts(text) for text, _ in messages]
    pieces = [piece for (text, _), own in zip(messages, cuts, strict=True) for piece in (text, *cut_texts(text, own))]
    texts = [text for text, _ in examples]
    vectors = encoder.encode([*texts, *pieces])
    topics = [topic for _, topic in examples]
    classifier = TopicClassifier.fit(texts, topics, vectors[: len(texts)], learn_all=False)
    rankings = iter(classifier.rank(pieces, vectors[len(texts) :]))
    return [
        Case(text, topics, next(rankings), own, [next(rankings) for _ in range(2 * len(own))])
        for (text, topics), own in zip(messages, cuts, strict=True)
    ]


def fit(cases: list[Case]) -> dict[str, float]:
    """Return the weights of a logistic regression on all cuts."""
    rows = [row for case in cases for row in case.evidence()]
    names = list(splitter.WEIGHTS)
    features = np.array([[found[name] for name in names] for found, _ in rows])
    signs = np.array([1.0 if right else -1.0 for _, right in rows])

    def loss(weights: np.ndarray) -> float:
        return float(np.logaddexp(0, -signs * (features @ weights)).mean() + PENALTY * (weights[1:] ** 2).mean())

    found = optimize.minimize(loss, np.zeros(len(names)))
    return dict(zip(names, np.round(found.x, 2).tolist(), strict=True))


def report(console: Console, cases: list[Case]) -> None:
    """Print how pairs and singles are read."""
    both = one = split = kept = harmed = 0
    for case in cases:
        parts = choose_parts(case.text, case.whole, case.cuts, case.rankings)
        topics = {part.ranking[0][0] for part in parts} or {case.whole[0][0]}
        if len(case.topics) > 1:
            both, one = both + (topics == case.topics), one + 1
        else:
            kept, split = kept + 1, split + bool(parts)
            harmed += bool(parts) and not case.topics & topics and case.whole[0][0] in case.topics
    console.print(f"pairs: {one}, both topics right {both / one:.1%}")
    console.print(f"singles: {kept}, taken for two {split / kept:.1%}, right topic lost by it {harmed / kept:.1%}")


def main() -> None:
    """Fit, and report at several thresholds on the half that was not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data/nlu"))
    console = Console()
    cases = read_cases(read_examples(parser.parse_args().data))
    random.Random(2).shuffle(cases)  # noqa: S311
    fitted, tested = cases[::2], cases[1::2]
    console.print("as shipped")
    report(console, tested)
    splitter.WEIGHTS.update(fit(fitted))
    console.print(splitter.WEIGHTS)
    for splitter.TWO in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        console.print(f"threshold {splitter.TWO}")
        report(console, tested)


if __name__ == "__main__":
    main()
