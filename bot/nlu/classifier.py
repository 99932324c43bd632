"""Which topic a message is on, and how sure that is.

Two logistic regressions say it, on meaning and on wording, and the closest message of each topic.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from bot.errors import KnowledgeError
from bot.nlu.heldout import held_out
from bot.nlu.nearest import Nearest, Numbers
from bot.nlu.ngrams import Ngrams
from bot.nlu.regression import Matrix, fit_weights, log_softmax
from bot.nlu.understanding import Ranking

MEANING_STRENGTH = 3.0  # C of the regression on sentence vectors
WORDING_STRENGTH = 20.0  # C of the regression on n-grams
NEAREST_SHARE = 16.0  # of the cosine to a topic's closest message; docs/nlu.md has the curve

FEWEST_HELD_OUT = 100  # below this the shares below are not fitted but assumed
ASSUMED_SHARES = (0.6, 0.3)


@dataclass(frozen=True)
class TopicClassifier:
    """A trained classifier.

    Attributes:
        names: The topics.
        ngrams: What counts as wording.
        meaning: Weights of the regression on sentence vectors.
        wording: Weights of the regression on n-grams.
        nearest: The messages that it learned.
        shares: Of the log-probabilities of meaning and of wording, and of the closeness to the nearest message. They
            set the confidence.
    """

    names: tuple[str, ...]
    ngrams: Ngrams
    meaning: Matrix
    wording: Matrix
    nearest: Nearest
    shares: tuple[float, float, float]

    @classmethod
    def fit(
        cls, texts: Sequence[str], labels: Sequence[str], vectors: Matrix, *, learn_all: bool = True
    ) -> TopicClassifier:
        """Train on messages, their topics and their sentence vectors.

        Messages that the encoder's tuning never saw are first left out and tell how far each regression can be
        trusted; then they are learned too (`learn_all`), so that every example counts.
        """
        names = tuple(sorted(set(labels)))
        numbers = np.array([names.index(label) for label in labels])
        unseen = np.array([held_out(text) for text in texts])
        ngrams = Ngrams.fit(texts)
        terms, rows = ngrams.transform(texts), np.flatnonzero(~unseen)
        trial = cls(
            names,
            ngrams,
            fit_weights(vectors[rows], numbers[rows], classes=len(names), strength=MEANING_STRENGTH),
            fit_weights(terms[rows], numbers[rows], classes=len(names), strength=WORDING_STRENGTH),
            Nearest.fit(vectors[rows], numbers[rows], len(names)),
            (*ASSUMED_SHARES, NEAREST_SHARE),
        )
        calibrated = trial._calibrated(texts, numbers, vectors, unseen)
        return calibrated._refitted(terms, numbers, vectors) if learn_all else calibrated

    def _calibrated(
        self, texts: Sequence[str], numbers: Numbers, vectors: Matrix, unseen: npt.NDArray[np.bool_]
    ) -> TopicClassifier:
        rows = np.flatnonzero(unseen)
        if len(rows) < FEWEST_HELD_OUT:
            return self
        meaning, wording, closeness = self.evidence([texts[row] for row in rows], vectors[rows])
        shares = fit_shares(meaning, wording, numbers[rows], NEAREST_SHARE * closeness)
        return replace(self, shares=(*shares, NEAREST_SHARE))

    def _refitted(self, terms: sparse.csr_matrix, numbers: Numbers, vectors: Matrix) -> TopicClassifier:
        classes = len(self.names)
        return replace(
            self,
            meaning=fit_weights(vectors, numbers, classes=classes, strength=MEANING_STRENGTH, start=self.meaning),
            wording=fit_weights(terms, numbers, classes=classes, strength=WORDING_STRENGTH, start=self.wording),
            nearest=Nearest.fit(vectors, numbers, classes),
        )

    def evidence(self, texts: Sequence[str], vectors: Matrix) -> tuple[Matrix, Matrix, Matrix]:
        """Return the log-probabilities by meaning and by wording, and closeness, each of shape (texts, topics)."""
        meaning = log_softmax(vectors @ self.meaning)
        wording = log_softmax(self.ngrams.scores(texts, self.wording))
        promise = ASSUMED_SHARES[0] * meaning + ASSUMED_SHARES[1] * wording
        return meaning, wording, self.nearest.closeness(vectors, promise)

    def probabilities(self, texts: Sequence[str], vectors: Matrix) -> Matrix:
        """Return how likely each topic is, shape (texts, topics); rows add up to 1."""
        said = zip(self.shares, self.evidence(texts, vectors), strict=True)
        return np.exp(log_softmax(np.sum([share * one for share, one in said], axis=0)))

    def rank(self, texts: Sequence[str], vectors: Matrix) -> list[Ranking]:
        """Return all topics of each text with their probabilities, likeliest first."""
        rows = self.probabilities(texts, vectors)
        return [tuple((self.names[at], float(row[at])) for at in np.argsort(-row)) for row in rows]

    def save(self, folder: Path) -> None:
        """Write plain JSON and numbers: nothing that runs when it is read."""
        folder.mkdir(parents=True, exist_ok=True)
        self.ngrams.save(folder)
        np.savez(
            folder / "weights.npz",
            meaning=self.meaning,
            wording=self.wording,
            vectors=self.nearest.vectors.astype(np.float16),
            counts=self.nearest.counts,
        )
        (folder / "topics.json").write_text(json.dumps({"names": self.names, "shares": self.shares}), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> TopicClassifier:
        """Read what `save` wrote.

        Raises:
            KnowledgeError: nothing was trained there.
        """
        if not (folder / "topics.json").exists():
            raise KnowledgeError(str(folder), None, "the topic classifier is not trained", "run `make setup`")
        stored = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as weights:
            meaning, wording = weights["meaning"], weights["wording"]
            nearest = Nearest(weights["vectors"].astype(np.float32), weights["counts"])
        return cls(tuple(stored["names"]), Ngrams.load(folder), meaning, wording, nearest, tuple(stored["shares"]))


def fit_shares(meaning: Matrix, wording: Matrix, labels: Numbers, beside: Matrix | float = 0.0) -> tuple[float, float]:
    """Return the weights of two sets of log-probabilities under which unseen messages are likeliest.

    Args:
        meaning: One set, shape (messages, topics).
        wording: The other.
        labels: The right topics.
        beside: Other evidence, already weighed.
    """

    def surprise(shares: npt.NDArray[np.float64]) -> float:
        logs = log_softmax(shares[0] * meaning + shares[1] * wording + beside)
        return -float(logs[np.arange(len(labels)), labels].mean())

    found = optimize.minimize(surprise, ASSUMED_SHARES, method="Nelder-Mead", bounds=[(0, 5), (0, 5)])
    return float(found.x[0]), float(found.x[1])
