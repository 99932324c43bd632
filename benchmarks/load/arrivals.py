"""Messages sent at times that do not wait for answers, and what became of each."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Send = Callable[[int], Awaitable[str]]  # number of the message -> outcome: "ok", or how it failed
OK = "ok"


@dataclass
class Samples:
    """Seconds from when a message was due to when its answer was there, and the outcomes."""

    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    elapsed_s: float = 0.0

    def add(self, seconds: float, outcome: str) -> None:
        self.outcomes[outcome] += 1
        if outcome == OK:
            self.seconds.append(seconds)

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.elapsed_s if self.elapsed_s else 0.0

    @property
    def failed(self) -> int:
        return self.outcomes.total() - self.outcomes[OK]

    def failures(self) -> str:
        """Return how many failed, and of what."""
        told = [f"{outcome} {count}" for outcome, count in self.outcomes.items() if outcome != OK]
        return f"{self.failed} ({', '.join(told)})" if told else "0"

    def percentile(self, percent: float) -> float:
        """Return the nearest-rank percentile in seconds; infinite where nothing was answered."""
        if not self.seconds:
            return float("inf")
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]

    def figures(self) -> dict[str, float]:
        """Return what the tables show, in milliseconds."""
        percentiles = {f"p{percent}_ms": round(self.percentile(percent) * 1000, 1) for percent in (50, 95, 99)}
        return {"per_second": round(self.per_second, 1), **percentiles, "n": len(self.seconds), "failed": self.failed}


async def open_loop(send: Send, *, rate: float, seconds: float, seed: int = 1) -> Samples:
    """Send at random times (Poisson), `rate` a second; late answers count from when the message was due."""
    dice, samples, tasks = random.Random(seed), Samples(), set()
    started = time.perf_counter()
    due, number = started, 0

    async def one(number: int, due: float) -> None:
        samples_outcome = await send(number)
        samples.add(time.perf_counter() - due, samples_outcome)

    while (due := due + dice.expovariate(rate)) < started + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        task = asyncio.create_task(one(number, due))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        number += 1
    if tasks:
        await asyncio.wait(set(tasks))
    samples.elapsed_s = time.perf_counter() - started
    return samples


async def saturate(send: Send, *, conversations: int, seconds: float) -> Samples:
    """Let so many conversations send their next message as soon as the last is answered: the capacity."""
    samples = Samples()
    started = time.perf_counter()

    async def converse(number: int) -> None:
        while (began := time.perf_counter()) < started + seconds:
            outcome = await send(number)
            samples.add(time.perf_counter() - began, outcome)

    await asyncio.gather(*(converse(number) for number in range(conversations)))
    samples.elapsed_s = time.perf_counter() - started
    return samples
