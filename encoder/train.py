"""Fine-tune the sentence encoder on the training messages, and write it as one ONNX file.

Usage: python -m encoder.train --start model.safetensors --tokenizer tokenizer.json [--out bot/nlu/weights]
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F  # noqa: N812

from bot.nlu.text import plain_writing
from encoder.augment import augment
from encoder.bert import BertSize, SentenceBert, load_pretrained
from encoder.examples import read_examples, split_examples

MAX_TOKENS = 64
SCALE = 16.0  # of the logits: unit vectors alone cannot be sure enough
WARM_UP = 50  # steps
POOL = 16  # batches sorted by length together, so that little of a batch is padding


class TopicNet(nn.Module):
    """The encoder and one linear layer, which is thrown away after the tuning."""

    def __init__(self, encoder: SentenceBert, topics: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(BertSize.width, topics)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        vectors = self.encoder(ids, mask)
        return vectors, self.head(vectors) * SCALE


def padded(tokens: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return ids and mask of a batch."""
    ids = torch.zeros(len(tokens), max(map(len, tokens)), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, one in enumerate(tokens):
        ids[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    return ids, mask


def batches(tokens: list[list[int]], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Yield shuffled row numbers, a batch at a time, rows of like length together."""
    rows = list(range(len(tokens)))
    rng.shuffle(rows)
    groups = []
    for start in range(0, len(rows), size * POOL):
        pool = sorted(rows[start : start + size * POOL], key=lambda row: len(tokens[row]))
        groups += [pool[at : at + size] for at in range(0, len(pool), size)]
    rng.shuffle(groups)
    yield from groups


def consistency(logits: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Return the symmetric divergence of two passes over the same messages."""
    p, q = F.log_softmax(logits, -1), F.log_softmax(other, -1)
    both = F.kl_div(p, q, log_target=True, reduction="batchmean") + F.kl_div(
        q, p, log_target=True, reduction="batchmean"
    )
    return both / 2


def contrast(vectors: torch.Tensor, labels: torch.Tensor, temperature: float = 0.1) -> torch.Tensor:
    """Return the supervised contrastive loss: messages on one topic close together, others apart."""
    own = torch.eye(len(labels), dtype=torch.bool)
    same = (labels[:, None] == labels[None, :]) & ~own
    scores = (vectors @ vectors.T / temperature).masked_fill(own, -1e9)
    each = -(F.log_softmax(scores, -1) * same).sum(1) / same.sum(1).clamp(min=1)
    return each[same.any(1)].mean() if same.any() else vectors.sum() * 0


class Average:
    """A running average of the weights, which generalises better than the last step's."""

    def __init__(self, net: nn.Module, decay: float) -> None:
        self.net, self._decay, self._steps = copy.deepcopy(net).eval(), decay, 0

    @torch.no_grad()
    def update(self, net: nn.Module) -> None:
        self._steps += 1
        keep = min(self._decay, self._steps / (self._steps + 10))
        for mean, now in zip(self.net.parameters(), net.parameters(), strict=True):
            if mean.ndim > 1 and len(mean) > 10000:
                mean.copy_(now)
            else:
                mean.lerp_(now, 1 - keep)


def make_optimiser(net: TopicNet, options: argparse.Namespace) -> torch.optim.AdamW:
    """Return AdamW with lower layers learning more slowly, and no decay on norms and biases."""
    net.encoder.positions.weight.requires_grad = False
    groups = [{"params": net.head.parameters(), "lr": options.head_rate}]
    for name, parameter in net.encoder.named_parameters():
        if not parameter.requires_grad or name == "words.weight":
            continue
        depth = int(name.split(".")[1]) + 1 if name.startswith("blocks.") else 0
        rate = options.rate * options.layer_decay ** (BertSize.layers - depth)
        groups.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def tune(
    net: TopicNet, texts: list[str], labels: list[int], tokenizer: Tokenizer, options: argparse.Namespace
) -> TopicNet:
    """Run all epochs and return the averaged net."""
    rng, average, step, started = random.Random(options.seed), Average(net, 0.99), 0, time.time()  # noqa: S311
    optimiser, words = make_optimiser(net, options), torch.optim.SparseAdam([net.encoder.words.weight], lr=options.rate)
    total = options.epochs * math.ceil(len(texts) / options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / WARM_UP, max(0.0, (total - at) / (total - WARM_UP)))
    )
    answers = torch.tensor(labels)
    for epoch in range(options.epochs):
        net.train()
        views = [
            [augment(t, rng, share=options.augment) for t in texts] for _ in range(2 if options.consistency else 1)
        ]
        tokens = [[e.ids for e in tokenizer.encode_batch([plain_writing(t) for t in view])] for view in views]
        losses = []
        for rows in batches(tokens[0], options.batch, rng):
            ids, mask = padded([view[row] for view in tokens for row in rows])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors, logits = net(ids, mask)
            vectors, logits = vectors.float(), logits.float()
            target = answers[rows].repeat(len(views))
            loss = F.cross_entropy(logits, target, label_smoothing=0.05)
            if options.contrast:
                loss = loss + options.contrast * contrast(vectors, target)
            if options.consistency:
                loss = loss + options.consistency * consistency(*logits.chunk(2))
            optimiser.zero_grad(set_to_none=True)
            words.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
            optimiser.step()
            words.step()
            schedule.step()
            average.update(net) if step % 4 == 0 else None
            losses.append(loss.item())
            step += 1
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - started:.0f} s", flush=True)
        if options.watch:
            options.watch(epoch, average.net)
    return average.net
