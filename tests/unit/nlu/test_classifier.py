from __future__ import annotations

import numpy as np
import pytest

from bot.errors import KnowledgeError
from bot.nlu.classifier import FEWEST_HELD_OUT, TopicClassifier, fit_shares
from bot.nlu.heldout import held_out
from bot.nlu.regression import log_softmax

TOPICS = {"price": "how much does number {} cost", "fax": "what is fax line {}", "states": "is state {} served"}


def vectors(texts):
    """Stand in for the encoder: a noisy direction for each topic."""
    rng = np.random.default_rng(1)
    directions = [next(at for at, form in enumerate(TOPICS.values()) if text.startswith(form[:7])) for text in texts]
    return (np.eye(8)[directions] + rng.normal(scale=0.2, size=(len(texts), 8))).astype(np.float32)


@pytest.fixture(scope="module")
def examples():
    return [(form.format(number), topic) for topic, form in TOPICS.items() for number in range(60)]


@pytest.fixture(scope="module")
def classifier(examples):
    texts, topics = zip(*examples, strict=True)
    return TopicClassifier.fit(texts, topics, vectors(texts))


@pytest.mark.parametrize("topic", TOPICS)
def test_rank_puts_the_topic_first_and_adds_up_to_one(classifier, topic):
    text = TOPICS[topic].format(777)
    (ranking,) = classifier.rank([text], vectors([text]))
    assert ranking[0][0] == topic
    assert [name for name, _ in ranking] == sorted(TOPICS, key=dict(ranking).get, reverse=True)
    assert sum(p for _, p in ranking) == pytest.approx(1.0, abs=1e-4)


def test_wording_decides_where_meaning_is_silent(classifier):
    (ranking,) = classifier.rank(["the fax line"], np.zeros((1, 8), dtype=np.float32))
    assert ranking[0][0] == "fax"


def test_save_and_load_keep_every_probability(classifier, tmp_path):
    texts = [form.format(5) for form in TOPICS.values()] + ["", "something else entirely"]
    features = vectors(texts[:3] + texts[:2])
    classifier.save(tmp_path)
    loaded = TopicClassifier.load(tmp_path)
    assert loaded.probabilities(texts, features) == pytest.approx(classifier.probabilities(texts, features), abs=1e-6)


def test_saved_files_hold_no_pickle(classifier, tmp_path):
    classifier.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as weights:
        assert set(weights) == {"meaning", "wording", "vectors", "counts"}


def test_load_fails_loudly_when_nothing_was_trained(tmp_path):
    with pytest.raises(KnowledgeError, match="not trained"):
        TopicClassifier.load(tmp_path)


def test_fit_learns_held_out_examples_too_unless_told_not_to(examples):
    texts, topics = (list(column) for column in zip(*examples, strict=True))
    odd, other = [f"zebra {number}" for number in range(99) if held_out(f"zebra {number}")][:2]
    texts, topics = [*texts, odd, other], [*topics, "states", "states"]
    features = np.concatenate([vectors(texts[:-2]), np.zeros((2, 8), dtype=np.float32)])
    chance = {
        learn_all: dict(
            TopicClassifier.fit(texts, topics, features, learn_all=learn_all).rank([odd], features[-1:])[0]
        )["states"]
        for learn_all in (True, False)
    }
    assert chance[True] > chance[False] + 0.2


def test_fit_shares_trusts_the_informative_side():
    rng = np.random.default_rng(3)
    labels = rng.integers(0, 5, FEWEST_HELD_OUT * 3)
    informed = log_softmax((np.eye(5)[labels] * 3 + rng.normal(size=(len(labels), 5))).astype(np.float32))
    noise = log_softmax(rng.normal(size=(len(labels), 5)).astype(np.float32))
    meaning, wording = fit_shares(informed, noise, labels)
    assert meaning > 0.5
    assert wording < 0.3
