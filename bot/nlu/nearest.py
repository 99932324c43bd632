"""The closest training message of each topic: what a regression, which draws one plane a topic, smooths over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nlu.regression import Matrix

Numbers = npt.NDArray[np.int64]


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

    def closeness(self, vectors: Matrix) -> Matrix:
        """Return the cosine to the closest message of each topic, shape (vectors, topics); -1 for one without any."""
        known = np.flatnonzero(self.counts)
        starts = (np.cumsum(self.counts) - self.counts)[known]
        closest = np.full((len(vectors), len(self.counts)), -1.0, dtype=np.float32)
        closest[:, known] = np.maximum.reduceat(vectors @ self.vectors.T, starts, axis=1)
        return closest
