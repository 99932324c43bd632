"""Weighted letter and word n-grams of a message: what catches names and rare words that the encoder blurs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

Matrix = npt.NDArray[np.float32]
Columns = npt.NDArray[np.int32]

WORD = r"[\w']+"
RARE = 3  # in a large collection, n-grams of fewer messages are left out: they cost time and tell nothing
LARGE = 5000  # messages
REMEMBERED = 4000  # words whose letters are kept at hand
EMPTY = np.zeros(0, np.int32)


def letter_vectorizer(rare: int = 1) -> TfidfVectorizer:
    """Return the weighting of 1 to 4 letters within a word."""
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=rare, dtype=np.float32)


def word_vectorizer(rare: int = 1) -> TfidfVectorizer:
    """Return the weighting of words and pairs of words."""
    options = {"ngram_range": (1, 2), "sublinear_tf": True, "min_df": rare, "dtype": np.float32}
    return TfidfVectorizer(token_pattern=WORD, **options)


KINDS: Mapping[str, Callable[[], TfidfVectorizer]] = {"letters": letter_vectorizer, "words": word_vectorizer}


class Terms:
    """The n-grams of one kind and how rare each is.

    It weighs as scikit-learn's vectorizer does (a test compares them), which for one message at a time spends most of
    its time on checking and joining matrices.
    """

    def __init__(self, kind: str, terms: Sequence[str], idf: Matrix) -> None:
        """Take the n-grams of a kind of `KINDS` in their order, and their weights."""
        self.columns = {term: at for at, term in enumerate(terms)}
        self.idf = idf
        self._analyse = KINDS[kind]().build_analyzer()
        # n-grams of letters end with their word, and most words come again and again
        self._known = lru_cache(REMEMBERED)(self._found) if kind == "letters" else None

    def weigh(self, text: str) -> tuple[Columns, Matrix]:
        """Return the columns of the n-grams in `text`, and their weights, of length 1 together."""
        found = np.concatenate([EMPTY, *map(self._known, text.lower().split())]) if self._known else self._found(text)
        at, counts = np.unique(found, return_counts=True)
        weights = (1 + np.log(counts.astype(np.float32))) * self.idf[at]
        length = np.sqrt(weights @ weights)
        return at, weights / length if length else weights

    def _found(self, text: str) -> Columns:
        known = self.columns
        return np.array([known[term] for term in self._analyse(text) if term in known], np.int32)


class Ngrams:
    """TF-IDF of letters and of words, side by side, each of length 1."""

    def __init__(self, parts: Mapping[str, Terms]) -> None:
        """Bind the n-grams of each kind of `KINDS`, in its order."""
        self._parts = parts

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Ngrams:
        """Learn which n-grams there are and how rare each is."""
        rare = RARE if len(texts) >= LARGE else 1
        fitted = {"letters": letter_vectorizer(rare).fit(texts), "words": word_vectorizer(rare).fit(texts)}
        return cls(
            {
                kind: Terms(kind, part.get_feature_names_out().tolist(), part.idf_.astype(np.float32))
                for kind, part in fitted.items()
            }
        )

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return one row a text, in 32-bit numbers: a product with 64-bit ones would first copy all weights."""
        rows = [self._row(text) for text in texts]
        ends = np.cumsum([0, *(len(at) for at, _ in rows)])
        columns = np.concatenate([at for at, _ in rows]) if rows else np.zeros(0, np.int32)
        weights = np.concatenate([weight for _, weight in rows]) if rows else np.zeros(0, np.float32)
        width = sum(len(part.columns) for part in self._parts.values())
        return sparse.csr_matrix((weights, columns, ends), shape=(len(texts), width))

    def scores(self, texts: Sequence[str], weights: Matrix) -> Matrix:
        """Return the rows of `transform` times `weights`, shape (texts, columns of weights)."""
        rows = (self._row(text) for text in texts)
        return np.stack([weight @ weights[at] for at, weight in rows])

    def _row(self, text: str) -> tuple[Columns, Matrix]:
        found, start = [], 0
        for part in self._parts.values():
            at, weight = part.weigh(text)
            found.append((at + start, weight))
            start += len(part.columns)
        return np.concatenate([at for at, _ in found]), np.concatenate([weight for _, weight in found])

    def save(self, folder: Path) -> None:
        """Write the n-grams and their weights, readable by any JSON reader."""
        for kind, part in self._parts.items():
            text = json.dumps({"terms": list(part.columns), "idf": part.idf.tolist()}, ensure_ascii=False)
            (folder / f"{kind}.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        """Read what `save` wrote."""
        stored = {kind: json.loads((folder / f"{kind}.json").read_text(encoding="utf-8")) for kind in KINDS}
        return cls({kind: Terms(kind, s["terms"], np.array(s["idf"], np.float32)) for kind, s in stored.items()})
