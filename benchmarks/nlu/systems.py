"""The classifiers that are compared: each learns examples and ranks topics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from benchmarks.nlu.datasets import Dataset
from bot.nlu.classifier import MEANING_STRENGTH, WORDING_STRENGTH, TopicClassifier, fit_shares
from bot.nlu.encoder import WEIGHTS, Matrix, SentenceEncoder
from bot.nlu.examples import Example
from bot.nlu.nearest import Nearest as NearestExamples
from bot.nlu.ngrams import Ngrams, letter_vectorizer
from bot.nlu.regression import fit_weights, log_softmax
from bot.nlu.understanding import Ranking

FOLDS = 4
STRENGTHS = (3.0, 20.0, 100.0)  # of the regression on vectors, tried on datasets that our encoder was not tuned on


class System(Protocol):
    """A way to classify."""

    name: str
    megabytes: float

    def fit(self, dataset: Dataset) -> None: ...

    def rank(self, texts: Sequence[str]) -> list[Ranking]: ...


def columns(examples: Sequence[Example]) -> tuple[list[str], list[str], np.ndarray]:
    """Return texts, topic names and topic numbers."""
    names = sorted({topic for _, topic in examples})
    return [text for text, _ in examples], names, np.array([names.index(topic) for _, topic in examples])


def ranked(names: Sequence[str], probabilities: Matrix) -> list[Ranking]:
    """Return each row's topics, likeliest first."""
    return [tuple((names[at], float(row[at])) for at in np.argsort(-row)) for row in probabilities]


class Letters:
    """TF-IDF of letter n-grams alone."""

    name, megabytes = "letter TF-IDF + LR", 0.0

    def fit(self, dataset: Dataset) -> None:
        texts, self._names, numbers = columns(dataset.train)
        self._letters = letter_vectorizer().fit(texts)
        features = self._letters.transform(texts)
        self._weights = fit_weights(features, numbers, classes=len(self._names), strength=WORDING_STRENGTH)

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        return ranked(self._names, np.exp(log_softmax(self._letters.transform(texts) @ self._weights)))


class Wording:
    """TF-IDF of letters and words, and logistic regression: our wording half alone."""

    name, megabytes = "letter and word TF-IDF + LR", 0.0

    def fit(self, dataset: Dataset) -> None:
        texts, self._names, numbers = columns(dataset.train)
        self._ngrams = Ngrams.fit(texts)
        features = self._ngrams.transform(texts)
        self._weights = fit_weights(features, numbers, classes=len(self._names), strength=WORDING_STRENGTH)

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        return ranked(self._names, np.exp(log_softmax(self._ngrams.transform(texts) @ self._weights)))


class Encoded:
    """An encoder with its size; the base of what uses one."""

    def __init__(self, weights: Path = WEIGHTS, *, label: str = "tuned") -> None:
        self._encoder = SentenceEncoder(weights)
        self.megabytes = (weights / "encoder.onnx").stat().st_size / 1e6
        self.name = f"{type(self).name} ({label})"


class Nearest(Encoded):
    """The topic of the nearest example."""

    name = "encoder, nearest neighbour"

    def fit(self, dataset: Dataset) -> None:
        texts, self._names, self._numbers = columns(dataset.train)
        self._vectors = self._encoder.encode(texts)

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        closeness = self._encoder.encode(texts) @ self._vectors.T
        best = np.stack([closeness[:, self._numbers == n].max(axis=1) for n in range(len(self._names))], axis=1)
        return ranked(self._names, best)


class Meaning(Encoded):
    """Sentence vectors and logistic regression: our meaning half alone."""

    name = "encoder + LR"

    def fit(self, dataset: Dataset) -> None:
        texts, self._names, numbers = columns(dataset.train)
        vectors = self._encoder.encode(texts)
        self._weights = fit_weights(vectors, numbers, classes=len(self._names), strength=MEANING_STRENGTH)

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        return ranked(self._names, np.exp(log_softmax(self._encoder.encode(texts) @ self._weights)))


class Both(Encoded):
    """Our classifier, its shares fitted on examples that it has not learned; on public sets without the nearest."""

    name = "encoder + TF-IDF, two LR"

    def fit(self, dataset: Dataset) -> None:
        texts, topics = (list(column) for column in zip(*dataset.train, *dataset.unseen, strict=True))
        vectors = self._encoder.encode(texts)
        if dataset.unseen:
            self._classifier = TopicClassifier.fit(texts, topics, vectors, learn_all=False)
            self.name = self.name.replace("two LR", "two LR, nearest")
        else:
            self._classifier = fit_by_folds(texts, topics, vectors)

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        return self._classifier.rank(texts, self._encoder.encode(texts))


def fit_by_folds(texts: list[str], topics: list[str], vectors: Matrix) -> TopicClassifier:
    """Return our classifier with shares and strength from out-of-fold predictions.

    For other datasets, whose messages the encoder was not tuned on: none need be held out, and how strongly to fit
    vectors that know nothing of the topics is chosen for each dataset.
    """
    names = tuple(sorted(set(topics)))
    numbers = np.array([names.index(topic) for topic in topics])
    ngrams = Ngrams.fit(texts)
    terms = ngrams.transform(texts)
    wording = out_of_fold(terms, numbers, WORDING_STRENGTH)
    meanings = {strength: out_of_fold(vectors, numbers, strength) for strength in STRENGTHS}
    shares = {strength: fit_shares(meaning, wording, numbers) for strength, meaning in meanings.items()}
    best = min(STRENGTHS, key=lambda strength: surprise(shares[strength], meanings[strength], wording, numbers))
    return TopicClassifier(
        names,
        ngrams,
        fit_weights(vectors, numbers, classes=len(names), strength=best),
        fit_weights(terms, numbers, classes=len(names), strength=WORDING_STRENGTH),
        NearestExamples.fit(vectors, numbers, len(names)),
        (*shares[best], 0.0),
    )


def out_of_fold(features: Any, numbers: np.ndarray, strength: float) -> Matrix:
    """Return log-probabilities of each row from a regression that has not learned it."""
    classes = int(numbers.max()) + 1
    logs = np.zeros((len(numbers), classes), dtype=np.float32)
    folds = np.random.default_rng(1).integers(0, FOLDS, len(numbers))
    for fold in range(FOLDS):
        learn, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        weights = fit_weights(features[learn], numbers[learn], classes=classes, strength=strength)
        logs[test] = log_softmax(features[test] @ weights)
    return logs


def surprise(shares: tuple[float, float], meaning: Matrix, wording: Matrix, numbers: np.ndarray) -> float:
    """Return the mean negative log-probability of the right topics."""
    logs = log_softmax(shares[0] * meaning + shares[1] * wording)
    return -float(logs[np.arange(len(numbers)), numbers].mean())


class AnswerSearch:
    """BM25 over the answers' own texts: search without any example, as a help page does."""

    name, megabytes = "BM25 over the answers", 0.0
    K1, B = 1.5, 0.75  # the usual constants (Robertson and Zaragoza 2009)

    def __init__(self, answers: dict[str, str]) -> None:
        self._names = sorted(answers)
        self._counts = CountVectorizer(stop_words="english").fit(answers.values())
        counts = self._counts.transform([answers[name] for name in self._names]).toarray().astype(float)
        lengths = counts.sum(axis=1, keepdims=True)
        seen = (counts > 0).sum(axis=0)
        rarity = np.log(1 + (len(counts) - seen + 0.5) / (seen + 0.5))
        self._scores = (
            rarity * counts * (self.K1 + 1) / (counts + self.K1 * (1 - self.B + self.B * lengths / lengths.mean()))
        )

    def fit(self, dataset: Dataset) -> None:
        """Learn nothing: the answers are all there is."""

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        return ranked(self._names, np.exp(log_softmax((self._counts.transform(texts) > 0) @ self._scores.T)))
