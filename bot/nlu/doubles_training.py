"""Fit the model of `bot.nlu.doubles` after a new encoder or new training messages, and say how often it is right.

Usage: python -m bot.nlu.doubles_training [--data data] [--dry-run]

It learns from messages that neither the encoder nor the classifier has learned: those of data/doubles/fitted.jsonl, and
the held-out ones of the training data, single and joined in pairs. Every figure is of messages that the fitted weights
have not seen.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console
from scipy import optimize

from bot.nlu.beside import read_beside, read_doubles
from bot.nlu.classifier import TopicClassifier
from bot.nlu.doubles import FITTED, DoublesModel, Overview, Reading, read_cuts
from bot.nlu.encoder import Matrix, training_encoder
from bot.nlu.examples import Example, read_examples
from bot.nlu.heads import Heads
from bot.nlu.heldout import held_out
from bot.nlu.mixing import Sample, join
from bot.nlu.splitter import Cut, cut_texts, find_cuts
from bot.nlu.text import plain_writing
from bot.nlu.understanding import Ranking

LONGEST = 16  # words in each question of most pairs: people who ask two are brief
PAIRS, SAME_TOPIC = 700, 250  # joined messages
JOINED_WEIGHT = 0.1  # of a joined message against one that a person wrote as a whole
MISSED_WEIGHT = 0.05  # of a cut of a double whose topics are misread: splitting it still answers one of two
TRUSTS = (0.3, 0.6, 1.0)  # tried for DoublesModel.trust_in_whole; more lets the whole overrule a half that is sure
PENALTY = 0.001  # keeps the weights small
FOLDS = 5
FALSE_DOUBLES = 0.04  # share of single messages that may be taken for two: an answer too many is the lesser harm

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Unseen:
    """A message and the topics it asks about; `origin` is "written", "joined" or "held out"."""

    text: str
    topics: frozenset[str]
    origin: str

    @property
    def is_double(self) -> bool:
        return len(self.topics) > 1


@dataclass(frozen=True)
class Case:
    """A sample, classified whole and cut."""

    sample: Unseen
    whole: Overview
    cuts: list[Cut]
    rankings: list[Ranking]

    def read(self, trust: float) -> list[Reading]:
        return read_cuts(self.sample.text, self.whole, self.cuts, self.rankings, trust)


def written_samples(path: Path) -> list[Unseen]:
    """Read the messages that people wrote, on two topics or on one."""
    return [Unseen(one.text, frozenset(one.topics), "written") for one in read_doubles(path)]


def joined_samples(singles: Sequence[Example], rng: random.Random) -> list[Unseen]:
    """Join held-out messages: pairs of different topics, and some of one topic."""
    plain = [one for one in singles if not one[1].startswith(("chat", "limits_out"))]
    brief = [one for one in plain if len(one[0].split()) <= LONGEST]
    samples = []
    for number in range(PAIRS + SAME_TOPIC):
        first = rng.choice(brief)
        alike = [one for one in brief if (one[1] == first[1]) == (number >= PAIRS) and one != first]
        if alike:
            second = rng.choice(alike)
            samples.append(Unseen(join(first[0], second[0], rng), frozenset({first[1], second[1]}), "joined"))
    return samples


def read_cases(
    samples: Sequence[Unseen], examples: Sequence[Example], beside: Sequence[Sample], cache: Path
) -> list[Case]:
    """Classify the samples, whole and cut, by a classifier that has not learned the held-out messages."""
    encoder = training_encoder(2, cache)
    texts, topics = [text for text, _ in examples], [topic for _, topic in examples]
    vectors = encoder.encode(texts)
    classifier = TopicClassifier.fit(texts, topics, vectors, learn_all=False)
    heads = Heads.fit(examples, vectors, encoder.encode, beside)

    def read(pieces: Sequence[str]) -> tuple[list[Ranking], Matrix]:
        plain = [plain_writing(piece) for piece in pieces]
        found = encoder.encode(plain)
        return classifier.rank(plain, found), found

    wholes, found = read([sample.text for sample in samples])
    overviews = [
        Overview(ranking, heads.two_topics(vector), heads.asks_two(vector))
        for ranking, vector in zip(wholes, found, strict=True)
    ]
    cuts = [find_cuts(sample.text) for sample in samples]
    pieces = [piece for sample, own in zip(samples, cuts, strict=True) for piece in cut_texts(sample.text, own)]
    halves = iter(read(pieces)[0])
    return [
        Case(sample, overview, own, [next(halves) for _ in cut_texts(sample.text, own)])
        for sample, overview, own in zip(samples, overviews, cuts, strict=True)
    ]


@dataclass(frozen=True)
class Verdict:
    """How likely a message is to ask two questions, and whether both would be answered."""

    sample: Unseen
    chance: float
    right: bool


ReadCase = tuple[Unseen, list[Reading]]


def is_right(sample: Unseen, reading: Reading) -> bool:
    """Say whether a reading of a message finds the two topics that it asks about."""
    return sample.is_double and sample.topics == {ranking[0][0] for ranking in reading.rankings}


def weight(sample: Unseen, reading: Reading) -> float:
    """Return how much a cut counts in the fit."""
    missed = sample.is_double and not is_right(sample, reading)
    return (JOINED_WEIGHT if sample.origin == "joined" else 1.0) * (MISSED_WEIGHT if missed else 1.0)


def fit(cases: Sequence[ReadCase]) -> dict[str, float]:
    """Return the weights of a logistic regression on all cuts."""
    rows = [(sample, reading) for sample, found in cases for reading in found]
    names = list(rows[0][1].evidence)
    features = np.array([[reading.evidence[name] for name in names] for _, reading in rows])
    signs = np.array([1.0 if is_right(*row) else -1.0 for row in rows])
    counts = np.array([weight(*row) for row in rows])
    counts /= counts.sum()

    def loss(weights: Vector) -> tuple[float, Vector]:
        margins = signs * (features @ weights)
        slopes = -signs * counts / (1 + np.exp(margins))
        return float(counts @ np.logaddexp(0, -margins) + PENALTY * weights @ weights / 2), (
            features.T @ slopes + PENALTY * weights
        )

    found = optimize.minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, np.round(found.x, 3).tolist(), strict=True))


def judge(case: ReadCase, model: DoublesModel) -> Verdict:
    """Read a case at its likeliest cut."""
    sample, readings = case
    found = [(model.probability(reading.evidence), is_right(sample, reading)) for reading in readings]
    return Verdict(sample, *max(found, default=(0.0, False)))


def judge_unseen(cases: Sequence[ReadCase], trust: float) -> list[Verdict]:
    """Judge every case by weights fitted without it."""
    verdicts = []
    for fold in range(FOLDS):
        weights = fit([case for at, case in enumerate(cases) if at % FOLDS != fold])
        verdicts += [judge(case, DoublesModel(weights, 0.0, trust)) for case in cases[fold::FOLDS]]
    return verdicts


def threshold(verdicts: Sequence[Verdict]) -> float:
    """Return the lowest threshold at which few enough held-out single messages are taken for two."""
    chances = sorted((one.chance for one in verdicts if one.sample.origin == "held out"), reverse=True)
    return round(chances[int(FALSE_DOUBLES * len(chances))] + 0.001, 3)


def both_answered(verdicts: Sequence[Verdict], least: float, origin: str) -> float:
    """Return the share of messages with two questions that get both answers."""
    doubles = [one for one in verdicts if one.sample.is_double and one.sample.origin == origin]
    return float(np.mean([one.right and one.chance >= least for one in doubles]))


def false_doubles(verdicts: Sequence[Verdict], least: float, origin: str) -> float:
    """Return the share of messages with one question that are taken for two."""
    singles = [one for one in verdicts if not one.sample.is_double and one.sample.origin == origin]
    return float(np.mean([one.chance >= least for one in singles]))


def best_model(cases: Sequence[Case], console: Console) -> DoublesModel:
    """Try how much to trust the whole message; return the model that answers most double questions."""
    tried = []
    for trust in TRUSTS:
        read = [(case.sample, case.read(trust)) for case in cases]
        verdicts = judge_unseen(read, trust)
        least = threshold(verdicts)
        answered = [both_answered(verdicts, least, origin) for origin in ("written", "joined")]
        false = [false_doubles(verdicts, least, origin) for origin in ("held out", "written", "joined")]
        console.print(
            f"trust {trust}, threshold {least}: both answered: written {answered[0]:.1%}, joined {answered[1]:.1%}; "
            f"taken for two: held out {false[0]:.1%}, written to mislead {false[1]:.1%}, joined {false[2]:.1%}"
        )
        tried.append((answered[0], DoublesModel(fit(read), least, trust)))
    return max(tried, key=lambda pair: pair[0])[1]


def samples_for(examples: Sequence[Example], written: Path) -> list[Unseen]:
    """Return all messages to learn from, shuffled the same way each time."""
    rng = random.Random(1)  # noqa: S311
    unseen = [one for one in examples if held_out(one[0])]
    samples = written_samples(written) + joined_samples(unseen, rng)
    samples += [Unseen(text, frozenset({topic}), "held out") for text, topic in unseen]
    rng.shuffle(samples)
    return samples


def main() -> None:
    """Fit, report, and write `doubles.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--cache", type=Path, default=Path(".rasa/vectors/doubles"))
    parser.add_argument("--dry-run", action="store_true", help="report, and leave doubles.json as it is")
    options = parser.parse_args()
    console, examples = Console(width=200), read_examples(options.data / "nlu")
    samples = samples_for(examples, options.data / "doubles" / "fitted.jsonl")
    model = best_model(read_cases(samples, examples, read_beside(options.data), options.cache), console)
    if not options.dry_run:
        model.save()
        console.print(f"written: {FITTED.name}")


if __name__ == "__main__":
    main()
