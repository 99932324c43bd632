from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.nlu.regression import fit_weights, log_softmax


@pytest.fixture(scope="module")
def blobs():
    rng = np.random.default_rng(5)
    labels = rng.integers(0, 4, 300)
    return (rng.normal(size=(300, 6)) + np.eye(4, 6)[labels] * 2).astype(np.float32), labels


@pytest.mark.parametrize("kind", [np.asarray, sparse.csr_matrix], ids=["dense", "sparse"])
def test_fit_weights_agrees_with_scikit_learn(blobs, kind):
    features, labels = blobs
    weights = fit_weights(kind(features), labels, classes=4, strength=1.0)
    reference = LogisticRegression(C=1.0, fit_intercept=False, max_iter=500, tol=1e-8).fit(features, labels)
    assert np.exp(log_softmax(features @ weights)) == pytest.approx(reference.predict_proba(features), abs=0.01)


def test_fit_weights_from_a_solution_stays_there(blobs):
    features, labels = blobs
    weights = fit_weights(features, labels, classes=4, strength=1.0)
    again = fit_weights(features, labels, classes=4, strength=1.0, start=weights)
    assert again == pytest.approx(weights, abs=0.02)


@given(arrays(np.float32, (3, 5), elements=st.floats(-1e4, 1e4, width=32)))
def test_log_softmax_rows_are_probabilities(scores):
    assert np.exp(log_softmax(scores)).sum(axis=1) == pytest.approx(1.0, abs=1e-4)
