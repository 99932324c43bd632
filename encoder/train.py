"""Fine-tune the sentence encoder: messages on one topic lie close together, and a danger shows beside a question.

Three tasks share the vectors, each with one linear layer that is thrown away afterwards: which topics, how dangerous,
and whether two things are asked. Beside the examples it learns messages made of two of them, new ones in each pass.
"""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from bot.nlu.examples import Example
from bot.nlu.mixing import SAFETY, Mixer, Sample
from bot.nlu.text import plain_writing
from encoder.augment import augment
from encoder.bert import BertSize, SentenceBert

MAX_TOKENS = 96  # hardly any message is longer, nor one made of two
SCALE = 16.0  # of the logits: products of unit vectors alone cannot be sure enough
WARM_UP = 50  # steps
POOL = 16  # batches sorted by length together, so that little of a batch is padding
AVERAGE_EVERY = 4  # steps


@dataclass(frozen=True)
class Recipe:
    """What was tried and kept; docs/nlu.md has the figures."""

    epochs: int = 6
    batch: int = 32
    rate: float = 1e-4  # of the encoder
    head_rate: float = 5e-3
    smoothing: float = 0.05
    rewritten: float = 0.6  # share of messages rewritten in each pass
    consistency: float = 1.0  # weight of agreeing on two rewritings of one message
    contrast: float = 0.1  # weight of messages on one topic lying close
    danger: float = 0.5  # weight of the danger task
    doubles: float = 0.2  # weight of the task whether two things are asked
    mixed: float = 0.15  # messages made of a danger and a question, and as many of two questions, of all examples
    seed: int = 1


@dataclass(frozen=True)
class Targets:
    """What is right for a batch: shares of the topics, the level of danger (0: none), whether two things are asked."""

    topics: torch.Tensor  # shape (batch, topics); all 0 where the topics are not known
    danger: torch.Tensor  # shape (batch,)
    doubles: torch.Tensor  # shape (batch,), 0.0 or 1.0

    @classmethod
    def of(cls, samples: Sequence[Sample], names: Sequence[str]) -> Targets:
        """Build the targets of some samples."""
        numbers, levels = {name: at for at, name in enumerate(names)}, [n for n in names if n.startswith(SAFETY)]
        topics = torch.zeros(len(samples), len(names))
        for row, sample in enumerate(samples):
            for topic in sample.topics:
                topics[row, numbers[topic]] += 1 / len(sample.topics)
        danger = [levels.index(one.danger) + 1 if one.danger else 0 for one in samples]
        doubles = [float(one.asks_two) for one in samples]
        return cls(topics, torch.tensor(danger), torch.tensor(doubles))

    def twice(self) -> Targets:
        """Return the targets of two readings of the same samples."""
        return Targets(self.topics.repeat(2, 1), self.danger.repeat(2), self.doubles.repeat(2))


class TopicNet(nn.Module):
    """The encoder and one linear layer a task."""

    def __init__(self, encoder: SentenceBert, topics: int, levels: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.outputs = (topics, levels + 1, 1)
        self.head = nn.Linear(BertSize.width, sum(self.outputs))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, tuple[torch.Tensor, ...]]:
        """Return the vectors, and the logits of each task."""
        vectors = self.encoder(ids, mask)
        return vectors, (self.head(vectors).float() * SCALE).split(self.outputs, dim=1)


class Average:
    """A running average of the weights, which generalises better than the last step's."""

    def __init__(self, net: TopicNet, decay: float = 0.99) -> None:
        self.net, self._decay, self._updates = copy.deepcopy(net).eval(), decay, 0

    @torch.no_grad()
    def update(self, net: TopicNet) -> None:
        self._updates += 1
        keep = min(self._decay, self._updates / (self._updates + 10))
        words = self.net.encoder.words.weight  # large, and hardly moving: taken as they are
        for mean, now in zip(self.net.parameters(), net.parameters(), strict=True):
            if mean is words:
                mean.copy_(now)
            else:
                mean.lerp_(now, 1 - keep)


class Optimiser:
    """AdamW for the layers, its sparse sister for the word vectors, one schedule for both."""

    def __init__(self, net: TopicNet, recipe: Recipe, steps: int) -> None:
        net.encoder.positions.weight.requires_grad = False
        layers = [(name, p) for name, p in net.encoder.named_parameters() if p.requires_grad and name != "words.weight"]
        groups = [
            {"params": list(net.head.parameters()), "lr": recipe.head_rate},
            {"params": [p for _, p in layers if p.ndim > 1]},
            {"params": [p for _, p in layers if p.ndim == 1], "weight_decay": 0.0},
        ]
        self._clipped = [p for group in groups for p in group["params"]]
        dense = torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=0.01, fused=True)
        sparse = torch.optim.SparseAdam([net.encoder.words.weight], lr=recipe.rate)
        self._both = (dense, sparse)
        self._schedules = [torch.optim.lr_scheduler.LambdaLR(one, lambda at: speed(at, steps)) for one in self._both]

    def step(self, loss: torch.Tensor) -> None:
        """Take one step down the gradient of `loss`."""
        for one in self._both:
            one.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._clipped, 1.0)
        for one in (*self._both, *self._schedules):
            one.step()


def speed(at: int, steps: int) -> float:
    """Return the share of the full learning rate: rising for a while, then falling to nothing."""
    return min((at + 1) / WARM_UP, max(0.0, (steps - at) / (steps - WARM_UP)))


def padded(tokens: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
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


def disagreement(logits: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Return the symmetric divergence of two passes over the same messages (R-Drop, Liang et al. 2021)."""
    p, q = F.log_softmax(logits, -1), F.log_softmax(other, -1)
    one, two = (F.kl_div(*pair, log_target=True, reduction="batchmean") for pair in ((p, q), (q, p)))
    return (one + two) / 2


def scatter(vectors: torch.Tensor, labels: torch.Tensor, temperature: float = 0.1) -> torch.Tensor:
    """Return how far messages on one topic lie apart (supervised contrastive loss, Khosla et al. 2020)."""
    own = torch.eye(len(labels), dtype=torch.bool)
    same = (labels[:, None] == labels[None, :]) & ~own
    scores = (vectors @ vectors.T / temperature).masked_fill(own, -1e9)
    each = -(F.log_softmax(scores, -1) * same).sum(1) / same.sum(1).clamp(min=1)
    return each.mean()


def batch_loss(net: TopicNet, tokens: list[list[int]], targets: Targets, recipe: Recipe) -> torch.Tensor:
    """Return the loss on two rewritings of each message of a batch, the second ones after all first ones."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors, (topics, danger, doubles) = net(*padded(tokens))
    right = targets.twice()
    known = right.topics.sum(1) > 0
    loss = F.cross_entropy(topics[known], right.topics[known], label_smoothing=recipe.smoothing)
    loss = loss + recipe.danger * F.cross_entropy(danger, right.danger, label_smoothing=recipe.smoothing)
    loss = loss + recipe.doubles * F.binary_cross_entropy_with_logits(doubles[known, 0], right.doubles[known])
    single = right.topics.max(1).values == 1
    loss = loss + recipe.contrast * scatter(vectors.float()[single], right.topics[single].argmax(1))
    return loss + recipe.consistency * disagreement(*topics.chunk(2))


def tune(
    encoder: SentenceBert,
    examples: Sequence[Example],
    beside: Sequence[Sample],
    tokenizer: Tokenizer,
    recipe: Recipe,
    told: Callable[[int, float], None],
) -> TopicNet:
    """Return the averaged net after all epochs; `told` hears each epoch's number and mean loss."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    names = sorted({topic for _, topic in examples})
    mixer, mixes = Mixer(examples), round(recipe.mixed * len(examples))
    net = TopicNet(encoder, len(names), sum(name.startswith(SAFETY) for name in names)).train()
    average = Average(net)
    singles = [*(Sample.of(example) for example in examples), *beside]
    per_epoch = math.ceil((len(singles) + 2 * mixes) / recipe.batch)
    optimiser = Optimiser(net, recipe, recipe.epochs * per_epoch)
    for epoch in range(1, recipe.epochs + 1):
        total, steps = 0.0, 0
        samples = [*singles, *mixer.dangers(mixes, rng), *mixer.doubles(mixes, rng)]
        first, second = (rewritten(samples, tokenizer, recipe, rng) for _ in range(2))
        for steps, rows in enumerate(batches(first, recipe.batch, rng), 1):
            views = [view[row] for view in (first, second) for row in rows]
            loss = batch_loss(net, views, Targets.of([samples[row] for row in rows], names), recipe)
            optimiser.step(loss)
            total += loss.item()
            if steps % AVERAGE_EVERY == 0:
                average.update(net)
        told(epoch, total / steps)
    return average.net


def rewritten(samples: Sequence[Sample], tokenizer: Tokenizer, recipe: Recipe, rng: random.Random) -> list[list[int]]:
    """Return the token ids of each message, some of them rewritten."""
    texts = [plain_writing(augment(sample.text, rng, share=recipe.rewritten)) for sample in samples]
    return [encoding.ids for encoding in tokenizer.encode_batch(texts)]
