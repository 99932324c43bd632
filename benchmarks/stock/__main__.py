"""`make bench`: both systems in one run, printed as ratios, and written to docs/performance.md."""

from __future__ import annotations

import argparse
import asyncio
import os

from benchmarks.load import machine
from benchmarks.stock.compare import compare
from benchmarks.stock.report import table, write_document


def main() -> None:
    """Run the comparison and keep what it found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stock", description=__doc__)
    parser.add_argument("--seconds", type=float, default=15, help="of each phase of load")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes of this assistant")
    parser.add_argument("--no-training", action="store_true", help="leave out how long our own training takes")
    parser.add_argument("--reuse-stock", action="store_true", help="the last stock model, though its data changed")
    options = parser.parse_args()
    choices = {"train": not options.no_training, "reuse": options.reuse_stock}
    figures = asyncio.run(compare(options.seconds, options.workers, **choices))
    machine.keep("stock", figures)
    print(table(figures))
    write_document()


main()
