"""Keep the training messages in order: one file a group of topics, sorted, no near-copies.

Usage: python -m bot.nlu.tidy [--data data/nlu] [--check]

A file is a list of blocks, each one topic's messages from one source:

    # Source: written from situations, November 2026
    - intent: after_agree
      examples: |
        - ...

Of two messages on one topic in nearly the same words the first is kept. Nearly the same words under two topics are
never tidied away but reported: one of the two labels is wrong, or the words that part them must be clearer.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bot.knowledge.topics import topic_of
from bot.nlu.text import plain_writing

NEAR = 0.85  # share of the words of both that two messages have in common
FEWEST_WORDS = 5  # shorter messages differ by what little they say
OWN_FILES = frozenset({"corrections.yml"})  # written by the program itself
HEAD = """# Training messages of the topics "{group}/*". Which topic is which: docs/labelling.md. In order by: make tidy
version: "3.1"

nlu:
"""


@dataclass(frozen=True, order=True)
class Example:
    """One message with its topic and where it comes from."""

    source: str
    intent: str
    text: str


def read(folder: Path) -> list[Example]:
    """Return every message of the folder, in the order of the files."""
    found, source, intent = [], "unknown", ""
    for path in sorted(folder.glob("*.yml")):
        for line in path.read_text(encoding="utf-8").splitlines() if path.name not in OWN_FILES else ():
            if line.startswith("# Source: "):
                source = line.removeprefix("# Source: ").strip()
            elif line.startswith("- intent: "):
                intent = line.removeprefix("- intent: ").strip()
            elif line.startswith("    - "):
                found.append(Example(source, intent, line.removeprefix("    - ").strip()))
    return found


def words(text: str) -> frozenset[str]:
    """Return the words by which messages are compared."""
    return frozenset(re.findall(r"[a-z0-9']+", plain_writing(text).lower()))


def near_copies(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions whose words are nearly the same, the earlier one first.

    Two sets that share so many words must share one of the few rarest of each, so only these are looked up.
    """
    bags = [words(text) for text in texts]
    rarity = Counter(word for bag in bags for word in bag)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        if len(bag) < FEWEST_WORDS:
            continue
        rarest = sorted(bag, key=lambda word: (rarity[word], word))[: len(bag) - math.ceil(NEAR * len(bag)) + 1]
        for other in {holder for word in rarest for holder in holders[word]}:
            if len(bag & bags[other]) >= NEAR * len(bag | bags[other]):
                yield other, at
        for word in rarest:
            holders[word].append(at)


def tidied(examples: Sequence[Example]) -> tuple[list[Example], list[tuple[Example, Example]]]:
    """Return the messages without near-copies, and the pairs whose near-sameness has two topics."""
    kept: list[Example] = []
    seen: set[tuple[str, str]] = set()
    for example in examples:
        key = (example.intent, plain_writing(example.text).lower())
        if example.text and key not in seen:
            seen.add(key)
            kept.append(example)
    pairs = list(near_copies([example.text for example in kept]))
    dropped = {second for first, second in pairs if kept[first].intent == kept[second].intent}
    doubtful = [
        (kept[first], kept[second])
        for first, second in pairs
        if kept[first].intent != kept[second].intent and not {first, second} & dropped
    ]
    return [example for at, example in enumerate(kept) if at not in dropped], doubtful


def write(folder: Path, examples: Sequence[Example]) -> None:
    """Write one file a group; other files of the folder are removed, but for the program's own."""
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        groups[topic_of(example.intent).split("/")[0]].append(example)
    for path in folder.glob("*.yml"):
        if path.stem not in groups and path.name not in OWN_FILES:
            path.unlink()
    for group, found in groups.items():
        (folder / f"{group}.yml").write_text(HEAD.format(group=group) + _blocks(found), encoding="utf-8")


def _blocks(examples: Sequence[Example]) -> str:
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for example in examples:
        texts[example.intent, example.source].append(example.text)
    blocks = []
    for (intent, source), found in sorted(texts.items()):
        lines = [f"    - {text}" for text in sorted(found, key=lambda text: (text.lower(), text))]
        blocks.append("\n".join([f"# Source: {source}", f"- intent: {intent}", "  examples: |", *lines, ""]))
    return "\n".join(blocks)


def main() -> int:
    """Tidy the folder, or say what `--check` finds untidy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data/nlu"))
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 when there is something to do"
    )
    options = parser.parse_args()
    examples = read(options.data)
    kept, doubtful = tidied(examples)
    console = Console(markup=False, soft_wrap=True)
    for pair in doubtful:
        console.print(" <> ".join(f"{one.intent}: {one.text}" for one in pair))
    console.print(f"{len(examples)} messages, {len(examples) - len(kept)} near-copies, {len(doubtful)} doubtful pairs")
    if options.check:
        return int(len(kept) < len(examples))
    write(options.data, kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
