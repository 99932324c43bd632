"""Which topic a message is on: two logistic regressions, on meaning and on wording, and how sure they are together."""

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
from bot.nlu.ngrams import Ngrams
from bot.nlu.regression import Matrix, fit_weights, log_softmax
from bot.nlu.understanding import Ranking

MEANING_STRENGTH = 3.0  # C of the regression on sentence vectors
WORDING_STRENGTH = 20.0  # C of the regression on n-grams
Numbers = npt.NDArray[np.int64]

FEWEST_HELD_OUT = 100  # below this the shares below are not fitted but assumed
ASSUMED_SHARES = (1.0, 0.5)


@dataclass(frozen=True)
class TopicClassifier:
    """A trained classifier; `shares` weigh the log-probabilities of meaning and wording, and so set the confidence."""

    names: tuple[str, ...]
    ngrams: Ngrams
    meaning: Matrix
    wording: Matrix
    shares: tuple[float, float]

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
            ASSUMED_SHARES,
        )
        calibrated = trial._calibrated(texts, numbers, vectors, unseen)
        return calibrated._refitted(terms, numbers, vectors) if learn_all else calibrated

    def _calibrated(
        self, texts: Sequence[str], numbers: Numbers, vectors: Matrix, unseen: npt.NDArray[np.bool_]
    ) -> TopicClassifier:
        rows = np.flatnonzero(unseen)
        if len(rows) < FEWEST_HELD_OUT:
            return self
        logs = self.log_probabilities([texts[row] for row in rows], vectors[rows])
        return replace(self, shares=fit_shares(*logs, numbers[rows]))

    def _refitted(self, terms: sparse.csr_matrix, numbers: Numbers, vectors: Matrix) -> TopicClassifier:
        classes = len(self.names)
        return replace(
            self,
            meaning=fit_weights(vectors, numbers, classes=classes, strength=MEANING_STRENGTH, start=self.meaning),
            wording=fit_weights(terms, numbers, classes=classes, strength=WORDING_STRENGTH, start=self.wording),
        )

    def log_probabilities(self, texts: Sequence[str], vectors: Matrix) -> tuple[Matrix, Matrix]:
        """Return what meaning says and what wording says, each of shape (texts, topics)."""
        return log_softmax(vectors @ self.meaning), log_softmax(self.ngrams.transform(texts) @ self.wording)

    def probabilities(self, texts: Sequence[str], vectors: Matrix) -> Matrix:
        """Return how likely each topic is, shape (texts, topics); rows add up to 1."""
        meaning, wording = self.log_probabilities(texts, vectors)
        return np.exp(log_softmax(self.shares[0] * meaning + self.shares[1] * wording))

    def rank(self, texts: Sequence[str], vectors: Matrix) -> list[Ranking]:
        """Return all topics of each text with their probabilities, likeliest first."""
        rows = self.probabilities(texts, vectors)
        return [tuple((self.names[at], float(row[at])) for at in np.argsort(-row)) for row in rows]

    def save(self, folder: Path) -> None:
        """Write plain JSON and numbers: nothing that runs when it is read."""
        folder.mkdir(parents=True, exist_ok=True)
        self.ngrams.save(folder)
        np.savez(folder / "weights.npz", meaning=self.meaning, wording=self.wording)
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
        return cls(tuple(stored["names"]), Ngrams.load(folder), meaning, wording, tuple(stored["shares"]))


def fit_shares(meaning: Matrix, wording: Matrix, labels: Numbers) -> tuple[float, float]:
    """Return the weights of two sets of log-probabilities under which unseen messages are likeliest."""

    def surprise(shares: npt.NDArray[np.float64]) -> float:
        logs = log_softmax(shares[0] * meaning + shares[1] * wording)
        return -float(logs[np.arange(len(labels)), labels].mean())

    found = optimize.minimize(surprise, ASSUMED_SHARES, method="Nelder-Mead", bounds=[(0, 5), (0, 5)])
    return float(found.x[0]), float(found.x[1])
