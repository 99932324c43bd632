"""Compare ways to understand a message on the same data in one run: `make benchmark-nlu`.

Usage: python -m benchmarks.nlu.compare [--questions DIR] [--public DIR] [--untuned DIR] [--rasa [N]] [--only TEXT]
       [--each N] [--out results/nlu.md]

--questions  a folder with paraphrases.jsonl and real.jsonl ({"text", "ok": [topics]} a line)
--public     a folder with CLINC150, BANKING77 and HINT3 (file names: benchmarks/nlu/datasets.py)
--untuned    a folder with the encoder before its fine-tuning (python -m encoder --epochs 0 --out DIR)
--rasa       Rasa's DIET pipelines too, with so many passes (100, as `rasa init` has it, if none is named); hours
--each       learn at most so many messages of each of our topics (with all of them, DIET's passes take hours)
--only       the systems whose names hold this text
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from rich.console import Console
from rich.table import Table

from benchmarks.nlu.datasets import Dataset, own, plain, public
from benchmarks.nlu.measures import Measures, measure
from benchmarks.nlu.systems import AnswerSearch, Both, Letters, Meaning, Nearest, System, Wording

EPOCHS = 100  # what `rasa init` writes
COLUMNS = ("dataset", "set", "system", "first", "within 3", "outside", "calibration", "MCC", "ms", "MB", "training s")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    dataset: str
    test: str
    system: str
    measures: Measures
    milliseconds: float  # of processor time a message, median, one at a time
    megabytes: float
    training_s: float

    def cells(self) -> tuple[str, ...]:
        m = self.measures
        shares = (percent(m.first), percent(m.within_three), percent(m.outside), percent(m.calibration_error))
        matthews = "" if m.matthews is None else f"{m.matthews:.3f}"
        costs = (f"{self.milliseconds:.1f}", f"{self.megabytes:.0f}", f"{self.training_s:.0f}")
        return (self.dataset, self.test, self.system, *shares, matthews, *costs)


def percent(share: float | None) -> str:
    """Return a share as a table shows it."""
    return "" if share is None else f"{100 * share:.1f}"


def compare(dataset: Dataset, systems: Sequence[System], only: str = "") -> Iterator[Row]:
    """Train every system whose name holds `only` on the dataset, and measure it on its tests."""
    for system in systems:
        if only not in system.name:
            continue
        started = time.perf_counter()
        system.fit(dataset)
        training_s = time.perf_counter() - started
        for name, questions in dataset.tests.items():
            times, rankings = [], []
            for question in questions:
                started = time.process_time()
                rankings += system.rank([question.text])
                times.append(time.process_time() - started)
            milliseconds = 1000 * float(np.median(times))
            found = measure(questions, rankings)
            yield Row(dataset.name, name, system.name, found, milliseconds, system.megabytes, training_s)


def answers(domain: Path) -> dict[str, str]:
    """Return the text of each topic's answers."""
    texts: dict[str, str] = {}
    for variations in yaml.safe_load(domain.read_text(encoding="utf-8"))["responses"].values():
        topic = variations[0].get("metadata", {}).get("topic")
        if topic:
            name = topic.replace("/", "_", 1)
            texts[name] = f"{texts.get(name, '')} {variations[0]['text']}"
    return texts


def own_systems(options: argparse.Namespace) -> list[System]:
    """Return what is compared on this project's own questions."""
    systems: list[System] = [AnswerSearch(answers(Path("domain.yml"))), Letters(), Wording()]
    if options.untuned:
        systems += [kind(options.untuned, label="untuned") for kind in (Nearest, Meaning, Both)]
    systems += [Nearest(), Meaning(), Both()]
    if options.rasa:
        from benchmarks.nlu.rasa_systems import ENCODED, STOCK, RasaSystem

        systems += [RasaSystem("rasa init: DIET", STOCK, options.rasa)]
        systems += [RasaSystem("DIET on encoder (tuned)", ENCODED, options.rasa)]
    return systems


def main() -> None:
    """Print the table, and write it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--questions", "--public", "--untuned"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--rasa", type=int, nargs="?", const=EPOCHS, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--each", type=int)
    parser.add_argument("--out", type=Path, default=Path("results/nlu.md"))
    options = parser.parse_args()
    console = Console()
    rows = []
    for row in all_rows(options):
        console.print(" | ".join(row.cells()), soft_wrap=True)
        rows.append(row.cells())
    table = Table(*COLUMNS)
    for cells in rows:
        table.add_row(*cells)
    console.print(table)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    lines = [COLUMNS, ("---",) * len(COLUMNS), *rows]
    options.out.write_text("".join(f"| {' | '.join(cells)} |\n" for cells in lines), encoding="utf-8")
    console.print(f"written to {options.out}")


def all_rows(options: argparse.Namespace) -> Iterator[Row]:
    """Yield the rows of our own questions, then of the public sets."""
    ours = plain(own(Path("data/nlu"), options.questions, options.each))
    yield from compare(ours, own_systems(options), options.only)
    for dataset in map(plain, public(options.public) if options.public else ()):
        systems: list[System] = [Letters(), Wording(), Both()]
        if options.untuned:
            systems.append(Both(options.untuned, label="untuned"))
        yield from compare(dataset, systems, options.only)


if __name__ == "__main__":
    main()
