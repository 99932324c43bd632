"""The load tests by name: python -m benchmarks.load L1."""

from __future__ import annotations

import argparse
import asyncio
import os
import time

from benchmarks.load import machine, scenarios, soak
from benchmarks.load.replicas import replicas
from benchmarks.load.report import NAMES
from benchmarks.load.scenarios import Rows, Target
from benchmarks.load.servers import ROOT, assistant
from benchmarks.stock.report import write_document

SECONDS = {"L1": 600, "L2": 1800, "L3": 0, "L4": 1200, "L5": 60, "L6": 0, "replicas": 30}
SOCKETS = 5_000


def main() -> None:
    """Run one test, print its table, keep it, and write docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("test", choices=NAMES, help="; ".join(f"{key}: {name}" for key, name in NAMES.items()))
    parser.add_argument(
        "--seconds", type=float, help="of each phase; the soak's default is 20 minutes, 28800 is 8 hours"
    )
    parser.add_argument("--sockets", type=int, default=SOCKETS, help="of L2")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes of the assistant")
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing, and fail where a bar is missed (but for the times to answer)",
    )
    options = parser.parse_args()
    seconds = SECONDS[options.test] if options.seconds is None else options.seconds
    figures = {"machine": machine.describe(), "seconds": seconds, "workers": options.workers}
    figures["rows"] = asyncio.run(replicas(seconds)) if options.test == "replicas" else _run(options, seconds)
    for row in figures["rows"]:
        print("  ".join(f"{cell:<16}" for cell in row))
    if options.check:
        missed = [row for row in figures["rows"] if "MISSED" in row[-1] and "p95" not in row[0]]
        raise SystemExit(f"missed: {missed}" if missed else 0)
    machine.keep(options.test, figures)
    write_document()


def _run(options: argparse.Namespace, seconds: float) -> Rows:
    soak.allow_open_files(options.sockets + 500)
    folder = ROOT / "build" / "load" / f"{options.test}-{int(time.time())}"
    database_url = f"sqlite:///{folder}/load.db"
    with assistant(folder, database_url=database_url, workers=options.workers, PUBLIC_URL=PUBLIC_URL) as server:
        return asyncio.run(_scenario(options, Target(server, database_url, seconds)))


PUBLIC_URL = "http://localhost:8080"  # the origin that the sockets of L2 name


async def _scenario(options: argparse.Namespace, target: Target) -> Rows:
    if options.test == "L2":
        return await soak.idle_sockets(target, options.sockets)
    tests = {
        "L1": scenarios.capacity,
        "L3": scenarios.long_conversation,
        "L4": soak.soak,
        "L5": scenarios.fairness,
        "L6": scenarios.burst,
    }
    return await tests[options.test](target)


main()
