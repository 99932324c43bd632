"""The fault runs in full: `python -m tests.faults kills --random 1000 --at-points 100`.

With the trained model: `python -m tests.faults kills --model --random 50 --at-points 0`.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.fakes.databases import new_database
from tests.fakes.fork_server import ForkServer
from tests.faults.kills import Tally, run_kills
from tests.faults.points import POINTS

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


def _tell(name: str, tally: Tally) -> None:
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} {name:12} {tally}", flush=True)


async def kills(options: argparse.Namespace) -> None:
    """Kill servers, and print a line for each kind of kill."""
    total = Tally()
    runs = {"random": options.random} | dict.fromkeys(options.points, options.at_points)
    with ForkServer("tests.faults.model_server" if options.model else "tests.faults.server") as forks:
        for name, count in runs.items():
            if not count:
                continue
            with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
                point = None if name == "random" else name
                tell = partial(_tell, name)
                tally = await run_kills(forks, new_database(Path(folder)), count, point, options.seed, tell)
            total.add(tally)
    print(f"{'in all':29} {total}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("kills", help="F1: kill -9 anywhere in a turn")
    command.add_argument("--random", type=int, default=1000, help="kills at random moments")
    command.add_argument("--at-points", type=int, default=100, help="kills at each named point")
    command.add_argument("--points", nargs="*", choices=POINTS, default=list(POINTS), help="only these points")
    command.add_argument("--model", action="store_true", help="with the trained model instead of the stub")
    command.add_argument("--seed", type=int, default=1)
    command.set_defaults(run=kills)
    options = parser.parse_args()
    asyncio.run(options.run(options))


if __name__ == "__main__":
    main()
