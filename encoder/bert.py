"""The MiniLM sentence encoder in plain torch: a small BERT, mean-pooled and normalised."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F  # noqa: N812 - torch's own name for it


@dataclass(frozen=True)
class BertSize:
    """The shape of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6


class SentenceDropout(nn.Module):
    """Dropout of the same features at every token of a sentence: one random number where plain dropout draws many."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or not self.share:
            return x
        return x * F.dropout(x.new_ones(x.shape[0], 1, x.shape[2]), self.share)


class Block(nn.Module):
    """One transformer layer: attention, then a feed-forward net, each added and normalised."""

    def __init__(self, size: BertSize, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = size.heads, SentenceDropout(dropout)
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.attention_out = nn.Linear(size.width, size.width)
        self.attention_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.inner = nn.Linear(size.width, size.inner)
        self.outer = nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # written out: torch's fused attention spends ten times as long going backward on a CPU
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + mask
        heads = scores.softmax(-1).to(v.dtype) @ v
        attended = self.attention_out(heads.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + self.dropout(attended))
        return self.norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class SentenceBert(nn.Module):
    """Token ids and mask in, one unit vector a sentence out."""

    def __init__(self, size: BertSize = BertSize(), dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = SentenceDropout(dropout)
        self.words = nn.Embedding(size.vocabulary, size.width, sparse=True)
        self.positions = nn.Embedding(size.positions, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.blocks = nn.ModuleList(Block(size, dropout) for _ in range(size.layers))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        x = self.dropout(x)
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, hidden)
        weights = mask[:, :, None].to(x.dtype)
        mean = (x * weights).sum(1).float() / weights.sum(1).float()
        return F.normalize(mean, dim=-1)


def load_pretrained(path: Path, dropout: float = 0.1) -> SentenceBert:
    """Read the published weights (`model.safetensors`, Hugging Face names) into a `SentenceBert`."""
    published = load_file(path)
    state = {
        # the token type is always 0: its vector joins the positions
        "words.weight": published["embeddings.word_embeddings.weight"],
        "positions.weight": published["embeddings.position_embeddings.weight"]
        + published["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": published["embeddings.LayerNorm.weight"],
        "norm.bias": published["embeddings.LayerNorm.bias"],
    }
    for number in range(BertSize.layers):
        state |= _block_state(published, number)
    model = SentenceBert(dropout=dropout)
    model.load_state_dict(state)
    return model


def _block_state(published: dict[str, torch.Tensor], number: int) -> dict[str, torch.Tensor]:
    theirs, ours = f"encoder.layer.{number}.", f"blocks.{number}."
    names = {
        "attention_out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm": "output.LayerNorm",
    }
    state = {}
    for kind in ("weight", "bias"):
        parts = [published[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        state[f"{ours}qkv.{kind}"] = torch.cat(parts)
        state |= {f"{ours}{our}.{kind}": published[f"{theirs}{their}.{kind}"] for our, their in names.items()}
    return state
