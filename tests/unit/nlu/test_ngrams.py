from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from bot.nlu.ngrams import Ngrams, letter_vectorizer, word_vectorizer

LEARNED = ["What is the fax number?", "how much is it", "Does Medicare pay for it?", "fax fax fax", "don't ask"]
FITTED = Ngrams.fit(LEARNED)


@given(st.lists(st.one_of(st.sampled_from(LEARNED), st.text(max_size=60)), min_size=1, max_size=4))
def test_messages_are_weighed_as_scikit_learn_does(texts: list[str]) -> None:
    theirs = [part.fit(LEARNED).transform(texts) for part in (letter_vectorizer(), word_vectorizer())]
    assert np.allclose(FITTED.transform(texts).toarray(), sparse.hstack(theirs).toarray(), atol=1e-6)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_scores_are_the_product_with_the_weights(texts: list[str]) -> None:
    rows = FITTED.transform(texts)
    weights = np.random.default_rng(1).normal(size=(rows.shape[1], 3)).astype(np.float32)
    assert np.allclose(FITTED.scores(texts, weights), rows @ weights, atol=1e-5)
