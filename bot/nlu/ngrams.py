"""Weighted letter and word n-grams of a message: what catches names and rare words that the encoder blurs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

WORD = r"[\w']+"
RARE = 3  # in a large collection, n-grams of fewer messages are left out: they cost time and tell nothing
LARGE = 5000  # messages


def letter_vectorizer(rare: int = 1) -> TfidfVectorizer:
    """Return the weighting of 1 to 4 letters within a word."""
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=rare, dtype=np.float32)


def word_vectorizer(rare: int = 1) -> TfidfVectorizer:
    """Return the weighting of words and pairs of words."""
    options = {"ngram_range": (1, 2), "sublinear_tf": True, "min_df": rare, "dtype": np.float32}
    return TfidfVectorizer(token_pattern=WORD, **options)


class Ngrams:
    """TF-IDF of letters and of words, side by side, each of length 1."""

    def __init__(self, letters: TfidfVectorizer, words: TfidfVectorizer) -> None:
        self._parts = {"letters": letters, "words": words}

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Ngrams:
        """Learn which n-grams there are and how rare each is."""
        rare = RARE if len(texts) >= LARGE else 1
        return cls(letter_vectorizer(rare).fit(texts), word_vectorizer(rare).fit(texts))

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return one row a text, in 32-bit numbers: a product with 64-bit ones would first copy all weights."""
        parts = [part.transform(texts) for part in self._parts.values()]
        return sparse.hstack(parts, format="csr", dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write the n-grams and their weights, readable by any JSON reader."""
        for name, part in self._parts.items():
            terms = part.get_feature_names_out().tolist()
            text = json.dumps({"terms": terms, "idf": part.idf_.tolist()}, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        """Read what `save` wrote."""
        parts = {"letters": letter_vectorizer(), "words": word_vectorizer()}
        for name, part in parts.items():
            stored = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            part.vocabulary = {term: column for column, term in enumerate(stored["terms"])}
            part.idf_ = np.array(stored["idf"], dtype=np.float32)
        return cls(**parts)
