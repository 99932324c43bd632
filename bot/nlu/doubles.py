"""Whether a message asks two questions, at which cut, and what each is about.

The weights are fitted, and written to `doubles.json`, by `python -m bot.nlu.doubles_training`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.doubles_wording import announces, asks_within, opens_as_question
from bot.nlu.splitter import Cut, halves, readings
from bot.nlu.understanding import Part, Ranking

Vector = npt.NDArray[np.float64]

FITTED = Path(__file__).with_name("doubles.json")
FLOOR = 1e-4  # added to probabilities, so that one reading alone cannot rule a topic out
SAFETY = "safety_"
DANGER_LEAST = 0.6  # probability from which half a message may be a danger when the rules and the whole say none
UNCUT, LESSER = 0.3, 0.1  # probability of two questions, and of the lesser one's topic, to answer both without a cut
NO_QUESTION = ("chat_greet", "chat_thanks", "chat_goodbye")  # nothing to answer
OUTSIDE = ("limits_out_of_scope", "chat_help")  # what half a question alone is easily taken for
OUTSIDE_PENALTY = 2.0  # taken from the log-probability of those
# Answers so alike that a message on both topics is better answered once.
ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("records_what", "how_what_to_bring"),
        ("coverage_general", "coverage_free"),
    )
)


@dataclass(frozen=True)
class DoublesModel:
    """A logistic regression on what speaks for two questions.

    Attributes:
        weights: One for each name of evidence.
        threshold: The probability from which a message asks two questions.
        trust_in_whole: How much the whole message's topics count in reading a half.
    """

    weights: dict[str, float]
    threshold: float
    trust_in_whole: float

    def probability(self, evidence: dict[str, float]) -> float:
        """Return how likely a cut with this evidence parts two questions."""
        score = sum(self.weights[name] * value for name, value in evidence.items())
        return float(1 / (1 + np.exp(-score)))

    def save(self, path: Path = FITTED) -> None:
        """Write the numbers as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = FITTED) -> DoublesModel:
        """Read what `save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Overview:
    """What the whole of a message tells before it is cut."""

    ranking: Ranking  # all topics, as of a message that asks one thing
    both: Ranking  # all topics, as of one that asks two: each has about half
    asks_two: float  # how likely it asks two things


@dataclass(frozen=True)
class Reading:
    """What the halves of a message at one cut are about, seen beside the whole."""

    cut: Cut
    rankings: tuple[Ranking, Ranking]  # of the halves; their first topics differ
    evidence: dict[str, float]


@lru_cache(maxsize=1)
def shipped_model() -> DoublesModel:
    """Return the fitted model."""
    return DoublesModel.load()


def choose_parts(
    text: str, whole: Overview, cuts: Sequence[Cut], rankings: Sequence[Ranking], model: DoublesModel | None = None
) -> tuple[Part, ...]:
    """Return the two questions of a message, what cannot wait first, or nothing when it asks one.

    Args:
        text: The message.
        whole: What the whole message tells.
        cuts: Ways to cut it.
        rankings: What each of `cut_texts` is about, all topics, in the same order.
        model: Another than the shipped one.
    """
    model = model or shipped_model()
    found = read_cuts(text, whole, cuts, rankings, model.trust_in_whole)
    chances = [model.probability(reading.evidence) for reading in found]
    if not chances or max(chances) < model.threshold:
        return _uncut(text, whole)
    best = found[int(np.argmax(chances))]
    first, *second = readings(text, best.cut)  # the last reading of the second half says most
    parts = zip((first, second[-1]), (best.cut.first, best.cut.second), best.rankings, strict=True)
    found_parts = [Part(words, start, end, ranking) for words, (start, end), ranking in parts]
    return tuple(sorted(found_parts, key=lambda part: not part.ranking[0][0].startswith(SAFETY)))


def _uncut(text: str, whole: Overview) -> tuple[Part, ...]:
    """Return both questions of a message that plainly asks two and cannot be cut: "part b pay n am i aloud a 3rd"."""
    first, second = sorted(whole.both, key=lambda pair: -pair[1])[:2]
    plain = not any(name.startswith((SAFETY, *OUTSIDE)) for name in (first[0], second[0]))
    if whole.asks_two < UNCUT or second[1] < LESSER or not plain or is_single(first[0], second[0]):
        return ()
    shares = {name: min(1.0, 2 * chance) for name, chance in whole.both}
    rankings = (
        tuple(sorted(shares.items(), key=lambda pair: (pair[0] != one[0], -pair[1]))) for one in (first, second)
    )
    return tuple(Part(text, 0, len(text), ranking) for ranking in rankings)


def read_cuts(
    text: str, whole: Overview, cuts: Sequence[Cut], rankings: Sequence[Ranking], trust_in_whole: float
) -> list[Reading]:
    """Return how the message reads at each cut, but for cuts whose halves are no two questions."""
    if not cuts:
        return []
    names = sorted(name for name, _ in whole.ranking)
    overall, both = _vector(names, whole.ranking), _vector(names, whole.both)
    prior = trust_in_whole * np.log(both + FLOOR) - OUTSIDE_PENALTY * np.isin(names, OUTSIDE)
    told = {"asks_two": float(np.log(whole.asks_two + FLOOR) - np.log(1 - whole.asks_two + FLOOR))}
    following, found = iter(rankings), []
    for cut in cuts:
        first, *second = (_vector(names, next(following)) for _ in readings(text, cut))
        alone = first, _agreed(second)
        logs = _normal(np.log(first + FLOOR) + prior), _normal(np.log(alone[1] + FLOOR) + prior)
        topics = two_topics(*logs)
        if not is_single(names[topics[0]], names[topics[1]]) and not _suspects(names, alone, topics):
            ranked = _ranking(names, alone[0], logs[0], topics[0]), _ranking(names, alone[1], logs[1], topics[1])
            told |= {"both_on_lesser": float(np.log(both[list(topics)].min() + FLOOR))}
            found.append(Reading(cut, ranked, wording(text, cut) | meaning(overall, alone, logs, topics) | told))
    return found


def _vector(names: Sequence[str], ranking: Ranking) -> Vector:
    found = dict(ranking)
    return np.array([found[name] for name in names])


def _normal(logs: Vector) -> Vector:
    return np.asarray(logs - np.logaddexp.reduce(logs))


def _agreed(alternatives: Sequence[Vector]) -> Vector:
    """Return the probabilities that several readings of one half agree on."""
    product = np.exp(np.mean([np.log(one + FLOOR) for one in alternatives], axis=0))
    return np.asarray(product / product.sum())


def two_topics(first: Vector, second: Vector) -> tuple[int, int]:
    """Return the likeliest pair of different topics, given the log-probabilities of each half."""
    pairs = first[:, None] + second[None, :]
    np.fill_diagonal(pairs, -np.inf)
    row, column = np.unravel_index(int(np.argmax(pairs)), pairs.shape)
    return int(row), int(column)


def is_single(first: str, second: str) -> bool:
    """Say whether two topics are no two questions: their answers are alike, or one of them asks nothing."""
    return first in NO_QUESTION or second in NO_QUESTION or frozenset((first, second)) in ALIKE


def _suspects(names: Sequence[str], alone: tuple[Vector, Vector], topics: tuple[int, int]) -> bool:
    """Say whether a half is read as a danger that it hardly speaks of by itself."""
    return any(names[at].startswith(SAFETY) and half[at] < DANGER_LEAST for half, at in zip(alone, topics, strict=True))


def _ranking(names: Sequence[str], alone: Vector, logs: Vector, top: int) -> Ranking:
    """Return all topics with the half's own and its joint probability averaged, the chosen topic first."""
    chances = (alone + np.exp(logs)) / 2
    order = sorted(range(len(names)), key=lambda at: (at != top, -chances[at]))
    return tuple((names[at], float(chances[at])) for at in order)


def wording(text: str, cut: Cut) -> dict[str, float]:
    """Return the evidence in the words around a cut."""
    first, second = halves(text, cut)
    first_asks, second_opens = asks_within(first), opens_as_question(second)
    return {
        "bias": 1.0,
        "first_asks": float(first_asks),
        "second_opens": float(second_opens),
        "both_ask": float(first_asks and second_opens),
        "two_marks": float("?" in first and "?" in second),
        "announced": float(announces(second)),
        "alternative": float(text[cut.first[1] : cut.second[0]].strip(" ,").lower() == "or"),
        "after_sentence": float(cut.link == "sentence"),
        "at_comma": float(cut.link == "comma"),
        "run_on": float(cut.link == "none"),
        "second_length": float(np.log(len(second.split()) + 1)),
    }


def meaning(
    whole: Vector, alone: tuple[Vector, Vector], logs: tuple[Vector, Vector], topics: tuple[int, int]
) -> dict[str, float]:
    """Return the evidence in what the whole and the halves are about."""
    first, second = alone
    two, one = logs[0][topics[0]] + logs[1][topics[1]], (logs[0] + logs[1]).max()
    return {
        "less_sure": float(min(first[topics[0]], second[topics[1]])),
        "overlap": float(np.minimum(first, second).sum()),
        "shared_topic": float(np.log((first * second).max() + FLOOR)),
        "two_or_one": float(np.clip(two - one, -5, 5)),
        "entropy": _entropy(first) + _entropy(second),
        "whole_sure": float(whole.max()),
        "whole_on_lesser": float(np.log(whole[list(topics)].min() + FLOOR)),
        "whole_entropy": _entropy(whole),
    }


def _entropy(probabilities: Vector) -> float:
    return float(-(probabilities * np.log(probabilities + 1e-9)).sum())
