"""The sentence encoder: text in, unit vectors out, by ONNX Runtime."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from bot.errors import KnowledgeError

Matrix = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "weights"
WIDTH = 384  # numbers in a vector
REMEMBERED = 8  # texts; several parts of a turn read the same message
MAX_TOKENS = 192  # about 750 characters; the file holds positions for 256


class SentenceEncoder:
    """Turns messages into vectors whose dot product is their closeness in meaning."""

    def __init__(self, weights: Path = WEIGHTS, *, threads: int = 1) -> None:
        """Load the model file in `weights`; `threads` is how many messages are read side by side."""
        model = weights / "encoder.onnx"
        self.sha256 = checked_sha256(model)
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._threads = threads
        self._vector = lru_cache(REMEMBERED)(self._run)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one unit vector a text, shape (n, 384).

        Each text is read by itself: its activations are quantised together, so that what else is read at the same
        time must not be among them.
        """
        rows = [tuple(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts))]
        if self._threads == 1 or len(rows) < self._threads:
            vectors = [self._vector(ids) for ids in rows]
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                vectors = list(pool.map(self._run, rows))
        return np.stack(vectors) if vectors else np.zeros((0, WIDTH), dtype=np.float32)

    def _run(self, ids: tuple[int, ...]) -> Matrix:
        tokens = np.array([ids], dtype=np.int64)
        ((vector,),) = self._session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})
        return np.asarray(vector)


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """Return the encoder that a process answers with; it takes 30 MB, so that there is one."""
    return SentenceEncoder()


class CachedEncoder:
    """A `SentenceEncoder` that remembers vectors on disk, so that training again is quick."""

    def __init__(self, encoder: SentenceEncoder, folder: Path) -> None:
        self._encoder = encoder
        self._file = folder / f"vectors-{encoder.sha256[:16]}.npz"

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one unit vector a text; only texts never seen before are computed."""
        known = self._read()
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            known |= dict(zip(new, self._encoder.encode(list(new.values())), strict=True))
            self._write(known)
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, WIDTH), dtype=np.float32)

    def _read(self) -> dict[str, Matrix]:
        if not self._file.exists():
            return {}
        with np.load(self._file, allow_pickle=False) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    def _write(self, vectors: dict[str, Matrix]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        partial = self._file.with_suffix(".partial.npz")
        np.savez(partial, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
        partial.replace(self._file)


def training_encoder(threads: int, cache: str | Path) -> CachedEncoder:
    """Return the encoder that training reads with: on so many threads, and what it read before from the disk."""
    return CachedEncoder(SentenceEncoder(threads=threads), Path(cache))


def checked_sha256(model: Path) -> str:
    """Return the hash of the model file.

    Raises:
        KnowledgeError: the file is missing, or is not the one that `SHA256SUMS` beside it names.
    """
    sums = model.with_name("SHA256SUMS")
    if not model.exists() or not sums.exists():
        raise KnowledgeError(str(model), None, "the encoder is missing", "restore the folder from git")
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    if f"{found}  {model.name}" not in sums.read_text(encoding="ascii").splitlines():
        raise KnowledgeError(
            str(model), None, "is not the file that SHA256SUMS names", "restore it from git, or run `make encoder`"
        )
    return found
