"""How large the numbers get that go into each linear layer: what quantising them needs to know."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from encoder.bert import SentenceBert


@torch.no_grad()
def activation_peaks(model: SentenceBert, tokens: Sequence[list[int]]) -> dict[str, np.ndarray]:
    """Return, for each linear layer by its name, the largest size of each input channel over these messages."""
    peaks: dict[str, torch.Tensor] = {}

    def watch(name: str, layer: nn.Linear) -> torch.utils.hooks.RemovableHandle:
        peaks[name] = torch.zeros(layer.in_features)

        def seen(_: nn.Module, inputs: tuple[torch.Tensor]) -> None:
            largest = inputs[0].abs().flatten(0, -2).amax(0)
            peaks[name] = torch.maximum(peaks[name], largest)

        return layer.register_forward_pre_hook(seen)

    handles = [watch(name, layer) for name, layer in model.named_modules() if isinstance(layer, nn.Linear)]
    model.eval()
    for ids in tokens:
        model(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))
    for handle in handles:
        handle.remove()
    return {name: largest.numpy() for name, largest in peaks.items()}
