from __future__ import annotations

import hashlib

import numpy as np
import pytest

from bot.errors import KnowledgeError
from bot.nlu.encoder import WEIGHTS, WIDTH, CachedEncoder, SentenceEncoder, checked_sha256

TEXTS = ["how much is it", "what does it cost", "my mother lives in Ohio and asks about her knee", "hi"]


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder()


def test_encode_returns_unit_vectors(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), WIDTH)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-3)


def test_encode_puts_like_questions_close(encoder):
    closeness = encoder.encode(TEXTS) @ encoder.encode(TEXTS[:1]).T
    assert closeness[1] > max(closeness[2], closeness[3])


@pytest.mark.parametrize("threads", [1, 2])
def test_encode_alone_or_among_others_is_the_same(encoder, threads):
    among = SentenceEncoder(threads=threads).encode(TEXTS * 5)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS * 5])
    assert np.array_equal(alone, among)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "ok " * 800, "\u4f60\u597d"], ids=["empty", "space", "mark", "long", "Chinese"]
)
def test_encode_takes_any_text(encoder, text):
    assert np.isfinite(encoder.encode([text])).all()


def test_encode_of_nothing_is_empty(encoder):
    assert encoder.encode([]).shape == (0, WIDTH)


class CountingEncoder:
    sha256 = "ab" * 32

    def __init__(self):
        self.seen = []

    def encode(self, texts):
        self.seen += texts
        return np.array([[len(text)] * WIDTH for text in texts], dtype=np.float32)


def test_cached_encoder_computes_a_text_once(tmp_path):
    counting = CountingEncoder()
    CachedEncoder(counting, tmp_path).encode(["a", "bb", "a"])
    vectors = CachedEncoder(counting, tmp_path).encode(["bb", "ccc"])
    assert counting.seen == ["a", "bb", "ccc"]
    assert vectors[:, 0].tolist() == [2, 3]


def test_cached_encoder_forgets_when_the_encoder_changed(tmp_path):
    counting = CountingEncoder()
    CachedEncoder(counting, tmp_path).encode(["a"])
    counting.sha256 = "cd" * 32
    CachedEncoder(counting, tmp_path).encode(["a"])
    assert counting.seen == ["a", "a"]


def test_shipped_encoder_is_the_one_that_its_hash_names():
    assert checked_sha256(WEIGHTS / "encoder.onnx") in (WEIGHTS / "SHA256SUMS").read_text()
    assert (WEIGHTS / "encoder.onnx").stat().st_size <= 25_000_000
    tokenizer = hashlib.sha256((WEIGHTS / "tokenizer.json").read_bytes()).hexdigest()
    assert f"{tokenizer}  tokenizer.json" in (WEIGHTS / "SHA256SUMS").read_text()


def test_checked_sha256_refuses_another_file(tmp_path):
    (tmp_path / "encoder.onnx").write_bytes(b"changed")
    (tmp_path / "SHA256SUMS").write_text((WEIGHTS / "SHA256SUMS").read_text())
    with pytest.raises(KnowledgeError, match="not the file"):
        checked_sha256(tmp_path / "encoder.onnx")


def test_checked_sha256_refuses_a_missing_file(tmp_path):
    with pytest.raises(KnowledgeError, match="missing"):
        checked_sha256(tmp_path / "encoder.onnx")
