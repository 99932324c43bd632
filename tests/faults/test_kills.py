"""F1: whatever moment a process dies in, nothing acknowledged is lost and nothing is said twice.

The counts that docs/reliability.md reports: `python -m tests.faults kills`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.counts import count
from tests.fakes.databases import new_database
from tests.fakes.fork_server import ForkServer
from tests.faults.kills import run_kills
from tests.faults.points import POINTS

pytestmark = pytest.mark.slow


async def test_a_server_killed_at_any_moment_loses_and_doubles_nothing(forks: ForkServer, memory_folder: Path) -> None:
    tally = await run_kills(forks, database(memory_folder / "random"), count(20, 1000))
    assert tally.faults == {}, str(tally)
    assert tally.in_mid_work >= tally.kills / 5, "the kills came when nothing was going on"


@pytest.mark.parametrize("point", POINTS)
async def test_a_server_that_dies_at_a_named_point_loses_and_doubles_nothing(
    forks: ForkServer, memory_folder: Path, point: str
) -> None:
    tally = await run_kills(forks, database(memory_folder / point), count(3, 100), point)
    assert tally.faults == {}, str(tally)


def database(folder: Path) -> str:
    folder.mkdir()
    return new_database(folder)
