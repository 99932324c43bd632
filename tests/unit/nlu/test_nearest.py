from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import nearest
from bot.nlu.nearest import Nearest

TOPICS = 7


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(0, 2**32 - 1))
def test_closeness_is_the_largest_cosine_of_each_topic(topics: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    known, asked = (unit(rng.normal(size=(count, 4))) for count in (len(topics), 3))
    found = Nearest.fit(known, np.array(topics), TOPICS).closeness(asked, np.zeros((3, TOPICS), np.float32))
    for topic in range(TOPICS):
        own = known[np.array(topics) == topic]
        expected = (asked @ own.T).max(axis=1) if len(own) else np.full(3, -1.0)
        assert np.allclose(found[:, topic], expected, atol=1e-5)


def test_topics_without_promise_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "LOOKED_THROUGH", 2)
    known = np.eye(4, dtype=np.float32)
    promise = np.array([[0.0, 2.0, 1.0, -1.0]], dtype=np.float32)
    asked = unit(np.array([[9.0, 3.0, 1.0, 0.0]]))
    (found,) = Nearest.fit(known, np.arange(4), 4).closeness(asked, promise)
    assert found.tolist() == pytest.approx([found[2], asked[0, 1], asked[0, 2], found[2]])


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
