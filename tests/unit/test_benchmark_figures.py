"""The load generator's own arithmetic: late answers count from when they were due, and needs from their assumptions."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from benchmarks.costs import SECONDS_A_MONTH, Assumptions, need
from benchmarks.load.arrivals import Samples, open_loop, saturate
from benchmarks.load.soak import _slope


@pytest.mark.parametrize(("percent", "expected"), [(0, 1), (50, 51), (95, 96), (99, 100), (100, 100)])
def test_percentiles_are_nearest_rank(percent: float, expected: float) -> None:
    samples = Samples(seconds=[float(number) for number in range(100, 0, -1)])
    assert samples.percentile(percent) == expected


def test_without_answers_a_percentile_is_no_good_figure() -> None:
    assert Samples().percentile(50) == float("inf")
    assert Samples().per_second == 0


def test_failures_are_counted_and_have_no_time() -> None:
    samples = Samples(elapsed_s=2)
    samples.add(0.1, "ok")
    samples.add(9.0, "503")
    assert (samples.failed, samples.seconds, samples.per_second) == (1, [0.1], 0.5)


async def test_a_server_that_stands_still_is_charged_for_all_that_came_meanwhile() -> None:
    standing = asyncio.Lock()
    await standing.acquire()
    asyncio.get_running_loop().call_later(0.5, standing.release)

    async def send(_number: int) -> str:
        async with standing:
            return "ok"

    found = await open_loop(send, rate=100, seconds=0.5)
    assert len(found.seconds) > 20
    assert found.percentile(50) > 0.15


async def test_saturation_keeps_as_many_at_work_as_there_are_conversations() -> None:
    at_work, most = 0, 0

    async def send(_number: int) -> str:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.01)
        at_work -= 1
        return "ok"

    await saturate(send, conversations=7, seconds=0.1)
    assert most == 7


def test_needs_follow_from_the_assumptions() -> None:
    given = Assumptions(messages=4, busiest=10, used=0.5, sms_share=0.25, segments=2, days_kept=60, spare=1)
    conversations = SECONDS_A_MONTH  # four messages a second on average, forty in the busiest minute
    found = need(conversations, capacity=20, kb=1.0, memory_mb=512, given=given)
    assert found.messages_a_second == pytest.approx(40)
    assert found.replicas == 4 + 1
    assert found.memory_gb == pytest.approx(2.5)
    assert found.database_gb == pytest.approx(found.growth_gb * 2)
    assert found.segments == conversations * 4 * 0.25 * 2
    assert found.numbers == 20


def test_the_smallest_size_is_one_machine() -> None:
    assert need(1_000, capacity=20, kb=1.0, memory_mb=512, given=Assumptions()).replicas == 1
    assert need(1_001, capacity=20, kb=1.0, memory_mb=512, given=replace(Assumptions(), spare=2)).replicas == 3


def test_the_slope_of_a_line_is_its_own() -> None:
    assert _slope([0, 1, 2, 3], [5, 7, 9, 11]) == pytest.approx(2)
    assert _slope([1], [4]) == 0
