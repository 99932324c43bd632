from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.nearest import Nearest


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(0, 2**32 - 1))
def test_closeness_is_the_largest_product_of_each_topic(topics: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    known, asked = rng.normal(size=(len(topics), 4)).astype(np.float32), rng.normal(size=(3, 4)).astype(np.float32)
    found = Nearest.fit(known, np.array(topics), classes=7).closeness(asked)
    for topic in range(7):
        own = known[np.array(topics) == topic]
        expected = (asked @ own.T).max(axis=1) if len(own) else np.full(3, -1.0)
        assert np.allclose(found[:, topic], expected, atol=1e-5)
