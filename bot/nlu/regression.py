"""Multinomial logistic regression, fitted by L-BFGS; sparse or dense features, in 32-bit numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

Matrix = npt.NDArray[np.float32]
Features = Any  # Matrix, or scipy's csr_matrix, which has no types

MAX_ITERATIONS = 40  # more gains nothing on unseen messages, and training must stay quick
REFIT_ITERATIONS = 12  # from weights that were fitted on nearly the same examples
TOLERANCE = 1e-6  # stop when a step lowers the loss by a smaller share


def log_softmax(scores: Matrix) -> Matrix:
    """Return the logarithm of each row's probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))


def fit_weights(
    features: Features, labels: npt.NDArray[np.int64], *, classes: int, strength: float, start: Matrix | None = None
) -> Matrix:
    """Return the weights, shape (features, classes), that explain the labels.

    Args:
        features: One message a row.
        labels: The class of each row, from 0.
        classes: How many classes there are.
        strength: Weight of the examples against keeping the weights small (C of scikit-learn).
        start: Weights to begin with, to fit again quickly after few changes.
    """
    rows, shape = np.arange(features.shape[0]), (features.shape[1], classes)
    transposed = features.T.tocsr() if sparse.issparse(features) else features.T

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, Any]:
        weights = flat.reshape(shape).astype(np.float32)
        logs = log_softmax(features @ weights)
        error = np.exp(logs)
        error[rows, labels] -= 1
        gradient = strength * (transposed @ error) + weights
        value = -strength * float(logs[rows, labels].sum(dtype=np.float64)) + 0.5 * float(flat @ flat)
        return value, gradient.ravel().astype(np.float64)

    begin = np.zeros(shape) if start is None else start
    options = {"maxiter": MAX_ITERATIONS if start is None else REFIT_ITERATIONS, "maxcor": 5, "ftol": TOLERANCE}
    found = optimize.minimize(loss, begin.ravel().astype(np.float64), jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x.reshape(shape), dtype=np.float32)
