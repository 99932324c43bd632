"""The closest training message of each topic: what a regression, which draws one plane a topic, smooths over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nlu.regression import Matrix

Numbers = npt.NDArray[np.int64]

LOOKED_THROUGH = 12  # topics of a message; all 79 would cost more than everything else together


@dataclass(frozen=True)
class Nearest:
    """Unit vectors of messages, those of one topic after the other; `counts` says how many each topic has."""

    vectors: Matrix
    counts: Numbers

    @classmethod
    def fit(cls, vectors: Matrix, numbers: Numbers, classes: int) -> Nearest:
        """Keep the messages; `numbers` are their topics, from 0 to `classes` - 1."""
        order = np.argsort(numbers, kind="stable")
        return cls(np.ascontiguousarray(vectors[order]), np.bincount(numbers, minlength=classes))

    def closeness(self, vectors: Matrix, promise: Matrix) -> Matrix:
        """Return the cosine to the closest message of each topic, shape (vectors, topics).

        Only the topics with most `promise`, of the same shape, are looked through; the others count as no closer than
        any of these.
        """
        ends = np.cumsum(self.counts)
        closest = np.empty(promise.shape, dtype=np.float32)
        for row, vector in enumerate(vectors):
            topics = np.argsort(-promise[row])[:LOOKED_THROUGH]
            blocks = ((ends[topic] - self.counts[topic], ends[topic]) for topic in topics)
            found = [(self.vectors[start:end] @ vector).max(initial=-1.0) for start, end in blocks]
            closest[row] = min(found)
            closest[row, topics] = found
        return closest
