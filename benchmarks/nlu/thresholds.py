"""Choose the thresholds of `bot.nlu.gate` by what a mistake costs, and print the curve around them.

Usage: python -m benchmarks.nlu.thresholds [--data data/nlu] [--questions DIR]

The held-out training messages decide. `--questions` (paraphrases.jsonl, real.jsonl) only reports what the chosen
thresholds do there.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console

from benchmarks.nlu.datasets import OUTSIDE, Question, own, plain
from benchmarks.nlu.systems import Both
from bot.nlu.gate import DEFAULT, Thresholds, decide
from bot.nlu.understanding import Ranking

# What each outcome costs the visitor. A wrong answer of a health assistant is the worst; asking back is cheap.
COSTS = {
    "answered right": 0.0,
    "answered right, more offered": 0.2,  # a little more to read
    "offered right": 1.0,  # one more turn
    "answered wrong, right one offered": 1.3,  # one more turn, and a wrong answer that says what else may be meant
    "declined": 0.5,  # out of scope, and told that it was not understood
    "not understood": 2.0,
    "offered wrong": 2.5,  # one more turn, for nothing
    "answered wrong": 4.0,
}
GRID = {
    "answer": np.arange(0.5, 0.96, 0.05),
    "suggest": np.arange(0.2, 0.71, 0.05),
    "offer": np.arange(0.3, 0.91, 0.1),
}
Pairs = Sequence[tuple[Question, Ranking]]


def outcome(question: Question, ranking: Ranking, thresholds: Thresholds) -> str:
    """Return the name of what happened, a key of `COSTS`."""
    decision = decide(ranking, thresholds)
    if decision.outcome == "none":
        return "declined" if OUTSIDE in question.topics else "not understood"
    offered = bool(question.topics & set(decision.topics))
    if decision.outcome == "offer":
        return "offered right" if offered else "offered wrong"
    more = len(decision.topics) > 1
    if decision.topics[0] in question.topics:
        return "answered right, more offered" if more else "answered right"
    return "answered wrong, right one offered" if offered else "answered wrong"


def outcomes(pairs: Pairs, thresholds: Thresholds) -> Counter[str]:
    """Count what happens to all questions."""
    return Counter(outcome(question, ranking, thresholds) for question, ranking in pairs)


def cost(found: Counter[str]) -> float:
    """Return the mean cost of a question."""
    return sum(COSTS[name] * number for name, number in found.items()) / found.total()


def cheapest(pairs: Pairs) -> Thresholds:
    """Return the thresholds of the grid with the lowest cost."""
    tried = [
        Thresholds(*(round(float(share), 2) for share in point))
        for point in itertools.product(*GRID.values())
        if point[1] <= point[0]
    ]
    return min(tried, key=lambda thresholds: cost(outcomes(pairs, thresholds)))


def line(label: str, found: Counter[str]) -> str:
    """Return one row of the Markdown table."""
    shares = [f"{100 * found[name] / found.total():.1f}" for name in COSTS]
    return f"| {label} | {cost(found):.3f} | {' | '.join(shares)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data/nlu"))
    parser.add_argument("--questions", type=Path)
    options = parser.parse_args()
    dataset, system, console = plain(own(options.data, options.questions)), Both(), Console(width=200)
    system.fit(dataset)
    pairs = {
        name: list(zip(questions, system.rank([question.text for question in questions]), strict=True))
        for name, questions in dataset.tests.items()
    }
    best = cheapest(pairs["held out"])
    console.print(f"cheapest: {best}\nshipped: {DEFAULT}")
    console.print(f"| | cost | {' | '.join(COSTS)} |\n|{'---|' * (len(COSTS) + 2)}")
    for answer in (*GRID["answer"], 0.98):
        tried = Thresholds(float(answer), min(float(answer), best.suggest), best.offer)
        console.print(line(f"answer from {answer:.2f}", outcomes(pairs["held out"], tried)))
    for name, own_pairs in pairs.items():
        for label, thresholds in (("cheapest", best), ("shipped", DEFAULT)):
            console.print(line(f"{name}, {label}", outcomes(own_pairs, thresholds)))


if __name__ == "__main__":
    main()
