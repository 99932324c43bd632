"""Read the training messages, and keep one in twenty out of the fine-tuning."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.nlu.heldout import held_out
from bot.nlu.text import plain_writing


def read_examples(folder: Path) -> list[tuple[str, str]]:
    """Return (message, intent) of every Rasa training file in `folder`, sorted."""
    found = set()
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            if "intent" in block:
                lines = block["examples"].splitlines()
                found |= {(plain_writing(line.removeprefix("- ")), block["intent"]) for line in lines if line.strip()}
    return sorted(found)


def split_examples(examples: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what the encoder may be tuned on, and what it must never see."""
    tuned = [example for example in examples if not held_out(example[0])]
    return tuned, [example for example in examples if held_out(example[0])]
