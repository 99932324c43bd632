from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.heads import CALM, Heads
from bot.nlu.regression import Matrix

FORMS = {
    "program_price": "what does number {} cost",
    "program_contact": "which fax for number {}",
    "safety_emergency": "she is not breathing number {}",
    "safety_urgent": "surgery is tomorrow number {}",
}
PARTS = [form.split(" {}")[0] for form in FORMS.values()]


def encode(texts: list[str]) -> Matrix:
    """Stand in for the encoder: a direction for each form that a text holds, and a little noise of its own."""
    if not texts:
        return np.zeros((0, len(PARTS)), dtype=np.float32)
    rows = np.array([[float(part.lower() in text.lower()) for part in PARTS] for text in texts], dtype=np.float32)
    seeds = [int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) for text in texts]
    noise = np.stack([np.random.default_rng(seed).normal(scale=0.1, size=len(PARTS)) for seed in seeds])
    return (rows + noise).astype(np.float32)


RANKINGS = [(("safety_urgent", chance), ("program_price", 1 - chance)) for chance in (0.0, 0.3, 0.9)]
EXAMPLES = [(form.format(number), topic) for topic, form in FORMS.items() for number in range(800)]


@pytest.fixture(scope="module")
def heads() -> Heads:
    return Heads.fit(EXAMPLES, encode([text for text, _ in EXAMPLES]), encode)


def vector(text: str) -> Matrix:
    return np.asarray(encode([text])[0])


def test_danger_beside_a_question_is_danger(heads: Heads) -> None:
    assert heads.levels == (CALM, "safety_emergency", "safety_urgent")
    unsure = tuple((topic, 0.25) for topic in FORMS)
    for text in ("she is not breathing number 5", "which fax for number 7. She is not breathing number 5"):
        (first, chance), *_ = heads.dangers(vector(text), unsure)
        assert (first, chance > 0.8) == ("safety_emergency", True), text
    calm = vector("which fax for number 7")
    assert sum(chance for _, chance in heads.dangers(calm, (("program_contact", 1.0),))) < 0.05


def test_topics_that_see_a_danger_raise_it_and_calm_ones_lower_it(heads: Heads) -> None:
    doubtful = vector("surgery is tomorrow number 9, what does number 3 cost") * 0.3
    chances = [dict(heads.dangers(doubtful, ranking))["safety_urgent"] for ranking in RANKINGS]
    assert chances == sorted(chances)
    assert chances[0] + 0.2 < chances[-1]


def test_two_questions_are_told_from_one_and_from_a_danger_beside_one(heads: Heads) -> None:
    both = "what does number 3 cost and which fax for number 7"
    assert heads.asks_two(vector(both)) > 0.8
    assert heads.asks_two(vector("what does number 3 cost")) < 0.2
    assert heads.asks_two(vector("what does number 3 cost. she is not breathing number 5")) < 0.3
    likeliest = sorted(heads.two_topics(vector(both)), key=lambda pair: -pair[1])[:2]
    assert {name for name, _ in likeliest} == {"program_price", "program_contact"}
    assert all(0.3 < chance < 0.7 for _, chance in likeliest)


def test_saved_heads_say_the_same(heads: Heads, tmp_path: Path) -> None:
    heads.save(tmp_path)
    loaded = Heads.load(tmp_path, heads.topics)
    asked = vector("surgery is tomorrow number 9, what does number 3 cost")
    assert dict(loaded.dangers(asked, RANKINGS[1])) == pytest.approx(dict(heads.dangers(asked, RANKINGS[1])))
    assert loaded.asks_two(asked) == pytest.approx(heads.asks_two(asked))
    assert loaded.levels == heads.levels


def test_few_examples_and_no_danger_at_all_can_be_learned() -> None:
    examples = [one for one in EXAMPLES if not one[1].startswith("safety")][:40]
    heads = Heads.fit(examples, encode([text for text, _ in examples]), encode)
    assert heads.dangers(vector("what does number 3 cost"), RANKINGS[0]) == ()
    assert 0 <= heads.asks_two(vector("what does number 3 cost")) <= 1
