"""What else a message's vector tells: how dangerous it is, whether it asks two things, and which two.

The topics compete with each other, so that a danger told beside a question may lose to the question. These regressions
are asked separately, and have learned messages made of two (`bot.nlu.mixing`) beside the examples.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import optimize

from bot.nlu.examples import Example
from bot.nlu.heldout import held_out
from bot.nlu.mixing import SAFETY, Mixer, Sample
from bot.nlu.regression import Matrix, fit_weights, log_softmax
from bot.nlu.understanding import Ranking

Numbers = npt.NDArray[np.int64]
Encode = Callable[[Sequence[str]], Matrix]

CALM = "calm"
STRENGTH = 3.0  # C of each regression
MIXES, UNSEEN_MIXES = 5000, 1000  # of each kind: to learn, and to fit the confidence on
FEWEST_UNSEEN = 100  # below this the confidence is not fitted
LEARNED_SEED, UNSEEN_SEED = 1, 2
FLOOR = 1e-4  # added to a probability, so that one opinion alone cannot rule a danger out


@dataclass(frozen=True)
class Head:
    """One regression on vectors; `share` of its log-probabilities sets the confidence."""

    weights: Matrix  # shape (width + 1, classes); the last row is the bias
    share: float = 1.0

    @classmethod
    def fit(cls, vectors: Matrix, numbers: Numbers, classes: int, start: Matrix | None = None) -> Head:
        """Learn which class each vector is of."""
        return cls(fit_weights(_with_bias(vectors), numbers, classes=classes, strength=STRENGTH, start=start))

    def logs(self, vectors: Matrix) -> Matrix:
        """Return the log-probabilities of the classes, shape (vectors, classes)."""
        return log_softmax(self.share * (vectors @ self.weights[:-1] + self.weights[-1]))

    def calibrated(self, vectors: Matrix, numbers: Numbers) -> Head:
        """Return the head with the share under which unseen messages are likeliest."""
        scores, rows = self.logs(vectors), np.arange(len(numbers))

        def surprise(share: float) -> float:
            return -float(log_softmax(share * scores)[rows, numbers].mean())

        return replace(self, share=float(optimize.minimize_scalar(surprise, bounds=(0.05, 5), method="bounded").x))


@dataclass(frozen=True)
class Heads:
    """The regressions beside the topics'.

    Attributes:
        topics: Names of the topics, as the classifier orders them.
        levels: `CALM`, and the topics of danger.
        danger: Over the levels.
        double: Over "asks one thing" and "asks two".
        both: Over the topics of a message that asks two things: each of the two gets about half.
    """

    topics: tuple[str, ...]
    levels: tuple[str, ...]
    danger: Head
    double: Head
    both: Head

    @classmethod
    def fit(cls, examples: Sequence[Example], vectors: Matrix, encode: Encode, beside: Sequence[Sample] = ()) -> Heads:
        """Learn from examples with their vectors, from messages made of two, and from others `beside` them.

        The last two are read by `encode`.
        """
        topics = tuple(sorted({topic for _, topic in examples}))
        levels = (CALM, *(topic for topic in topics if topic.startswith(SAFETY)))
        unseen = np.array([held_out(text) for text, _ in examples])
        learned = _Samples.of(examples, vectors, ~unseen, MIXES, LEARNED_SEED, encode).adding(beside, encode)
        heads = cls(topics, levels, *(Head(np.zeros((1, 1), np.float32)) for _ in range(3)))._fitted(learned)
        if unseen.sum() >= FEWEST_UNSEEN:
            heads = heads._calibrated(_Samples.of(examples, vectors, unseen, UNSEEN_MIXES, UNSEEN_SEED, encode))
        return heads

    def _fitted(self, learned: _Samples) -> Heads:
        vectors, both = learned.of_both(self.topics)
        return replace(
            self,
            danger=Head.fit(learned.vectors, learned.levels(self.levels), len(self.levels)),
            double=Head.fit(*learned.of_double(), 2),
            both=Head.fit(vectors, both, len(self.topics)) if len(both) else self.both,
        )

    def _calibrated(self, unseen: _Samples) -> Heads:
        vectors, both = unseen.of_both(self.topics)
        return replace(
            self,
            danger=self.danger.calibrated(unseen.vectors, unseen.levels(self.levels)),
            double=self.double.calibrated(*unseen.of_double()),
            both=self.both.calibrated(vectors, both) if len(both) else self.both,
        )

    def dangers(self, vector: Matrix, topics: Ranking) -> Ranking:
        """Return each danger with its probability, likeliest first; what they leave of 1 is calm.

        What the topics say of danger counts as much: they also know the wording and the closest message.
        """
        chances = dict(topics)
        said = np.array([chances.get(level, 0.0) for level in self.levels])
        said[0] = 1 - said[1:].sum()
        (own,) = self.danger.logs(vector[None])
        (logs,) = log_softmax((own + np.log(np.maximum(said, 0) + FLOOR))[None] / 2)
        found = zip(self.levels[1:], np.exp(logs[1:]).tolist(), strict=True)
        return tuple(sorted(found, key=lambda pair: -pair[1]))

    def asks_two(self, vector: Matrix) -> float:
        """Return how likely a message asks two things."""
        return float(np.exp(self.double.logs(vector[None])[0, 1]))

    def two_topics(self, vector: Matrix) -> Ranking:
        """Return the topics of a message that asks two things; each of the two has about half."""
        (chances,) = np.exp(self.both.logs(vector[None]))
        return tuple(zip(self.topics, chances.tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Write the numbers; the names are the classifier's."""
        heads = {"danger": self.danger, "double": self.double, "both": self.both}
        shares = {f"{name}_share": np.array(head.share) for name, head in heads.items()}
        np.savez(folder / "heads.npz", **{name: head.weights for name, head in heads.items()}, **shares)

    @classmethod
    def load(cls, folder: Path, topics: Sequence[str]) -> Heads:
        """Read what `save` wrote."""
        levels = (CALM, *(topic for topic in topics if topic.startswith(SAFETY)))
        with np.load(folder / "heads.npz", allow_pickle=False) as stored:
            heads = (Head(stored[name], float(stored[f"{name}_share"])) for name in ("danger", "double", "both"))
            return cls(tuple(topics), levels, *heads)


@dataclass(frozen=True)
class _Samples:
    """Single messages and messages made of two, with their vectors."""

    messages: Sequence[Sample]
    vectors: Matrix

    @classmethod
    def of(
        cls,
        examples: Sequence[Example],
        vectors: Matrix,
        chosen: npt.NDArray[np.bool_],
        mixes: int,
        seed: int,
        encode: Encode,
    ) -> _Samples:
        rng = random.Random(seed)  # noqa: S311
        own = [example for example, take in zip(examples, chosen, strict=True) if take]
        mixer = Mixer(own)
        mixed = [*mixer.dangers(mixes, rng), *mixer.doubles(mixes, rng)]
        singles = [Sample.of(example) for example in own]
        return cls([*singles, *mixed], np.concatenate([vectors[chosen], encode([one.text for one in mixed])]))

    def adding(self, more: Sequence[Sample], encode: Encode) -> _Samples:
        """Return these and others."""
        vectors = np.concatenate([self.vectors, encode([one.text for one in more])]) if more else self.vectors
        return _Samples([*self.messages, *more], vectors)

    def levels(self, levels: Sequence[str]) -> Numbers:
        return np.array([levels.index(one.danger) if one.danger in levels else 0 for one in self.messages])

    def of_double(self) -> tuple[Matrix, Numbers]:
        """Return the messages whose topics are known, and whether each asks two things."""
        rows = [at for at, one in enumerate(self.messages) if one.topics]
        return self.vectors[rows], np.array([int(self.messages[at].asks_two) for at in rows])

    def of_both(self, topics: Sequence[str]) -> tuple[Matrix, Numbers]:
        """Return each message that asks two things twice, once with each topic."""
        rows = [at for at, one in enumerate(self.messages) if one.asks_two]
        numbers = [topics.index(topic) for at in rows for topic in self.messages[at].topics]
        return self.vectors[np.repeat(rows, 2)] if rows else self.vectors[:0], np.array(numbers, dtype=np.int64)


def _with_bias(vectors: Matrix) -> Matrix:
    return np.hstack([vectors, np.ones((len(vectors), 1), dtype=np.float32)])
