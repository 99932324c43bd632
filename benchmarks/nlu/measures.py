"""How good a classifier's rankings are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import matthews_corrcoef

from benchmarks.nlu.datasets import NO_TOPIC, OUTSIDE, Question
from bot.nlu.understanding import Ranking

BINS = 10
PUBLISHED_THRESHOLD = 0.1  # HINT3's in-scope accuracy counts a less sure answer as none
THRESHOLDS = np.arange(0.0, 1.0, 0.02)
KEPT = 0.95  # share of in-scope questions that the out-of-scope measure lets through


@dataclass(frozen=True)
class Measures:
    """Shares from 0 to 1; `None` where a set has no such questions."""

    first: float  # right topic first, of the questions inside
    within_three: float
    outside: float | None  # questions outside every topic that are recognised
    calibration_error: float  # mean gap between confidence and accuracy
    matthews: float | None  # best correlation over thresholds, as HINT3 reports


def measure(questions: Sequence[Question], rankings: Sequence[Ranking]) -> Measures:
    """Compare rankings with what they should be."""
    pairs = list(zip(questions, rankings, strict=True))
    inside = [(q, r) for q, r in pairs if not q.topics & {NO_TOPIC, OUTSIDE}]
    refused = any(NO_TOPIC in q.topics for q in questions)
    least = PUBLISHED_THRESHOLD if refused else 0.0
    first = [r[0][0] in q.topics and r[0][1] >= least for q, r in inside]
    three = [bool({name for name, _ in r[:3]} & q.topics) for q, r in inside]
    return Measures(
        float(np.mean(first)),
        float(np.mean(three)),
        _outside(pairs),
        calibration_error(inside),
        best_matthews(pairs) if refused else None,
    )


def _outside(pairs: Sequence[tuple[Question, Ranking]]) -> float | None:
    ours = [r[0][0] in q.topics for q, r in pairs if OUTSIDE in q.topics]
    if ours:
        return float(np.mean(ours))
    theirs = [r[0][1] for q, r in pairs if NO_TOPIC in q.topics]
    if not theirs:
        return None
    let_through = np.quantile([r[0][1] for q, r in pairs if NO_TOPIC not in q.topics], 1 - KEPT)
    return float(np.mean(np.array(theirs) < let_through))


def calibration_error(pairs: Sequence[tuple[Question, Ranking]]) -> float:
    """Return the expected calibration error over ten bins of confidence."""
    sure = np.array([r[0][1] for _, r in pairs])
    right = np.array([r[0][0] in q.topics for q, r in pairs], dtype=float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)]
    return float(sum(gaps))


def best_matthews(pairs: Sequence[tuple[Question, Ranking]]) -> float:
    """Return the best Matthews correlation over thresholds below which a question counts as outside."""
    truth = [next(iter(q.topics)) for q, _ in pairs]
    guesses = [[r[0][0] if r[0][1] >= least else NO_TOPIC for _, r in pairs] for least in THRESHOLDS]
    return max(float(matthews_corrcoef(truth, guess)) for guess in guesses)
