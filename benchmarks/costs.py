"""What so many conversations a month need, from the measured figures: writes docs/costs.md."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from benchmarks.load import machine

DOCUMENT = machine.ROOT / "docs" / "costs.md"
MONTHLY = (1_000, 100_000, 10_000_000)
SECONDS_A_MONTH = 30 * 24 * 3600
Figures = dict[str, Any]


@dataclass(frozen=True)
class Assumptions:
    """What cannot be measured here; change a line and run the command again."""

    messages: float = 5  # of a visitor, in a conversation
    busiest: float = 6  # the busiest minute of the month against its average minute
    used: float = 0.5  # share of a replica's capacity that may be used in that minute: p95 stays under 300 ms
    sms_share: float = 0.2  # conversations by SMS
    segments: float = 1.9  # of an answer: at most 2, by the tests of the wording
    days_kept: float = 90
    cores_a_replica: int = 2
    spare: int = 1  # replicas beyond the need, so that one may fail or be replaced; none on one machine


@dataclass(frozen=True)
class Need:
    """What a number of conversations a month needs."""

    conversations: int
    messages_a_second: float
    replicas: int
    memory_gb: float
    database_gb: float
    growth_gb: float
    segments: int
    numbers: int


def need(conversations: int, capacity: float, kb: float, memory_mb: float, given: Assumptions) -> Need:
    """Compute it.

    Args:
        conversations: A month.
        capacity: Messages a second that a replica answers at most.
        kb: Database growth with each message.
        memory_mb: Of one replica.
        given: What is assumed.
    """
    messages = conversations * given.messages
    busiest = messages / SECONDS_A_MONTH * given.busiest
    replicas = max(1, math.ceil(busiest / (capacity * given.used)))
    together = replicas if replicas == 1 and conversations <= MONTHLY[0] else replicas + given.spare
    growth_gb = messages * kb / 1024**2
    segments = round(messages * given.sms_share * given.segments)
    busiest_segments = segments / SECONDS_A_MONTH * given.busiest
    return Need(
        conversations,
        busiest,
        together,
        together * memory_mb / 1024,
        growth_gb * given.days_kept / 30,
        growth_gb,
        segments,
        max(1, math.ceil(busiest_segments)),  # a long code sends one segment a second
    )


def render(found: Figures, given: Assumptions) -> str:
    """Return the page.

    Raises:
        KeyError: the figures that it rests on have not been measured.
    """
    stock = found["stock"]
    host = stock["machine"]
    capacity = stock["new"]["ours"]["per_second"]  # as if no message came twice
    memory_mb, kb = stock["memory_mb"]["ours"], stock["kb_a_message"]
    needs = [need(count, capacity, kb, memory_mb, given) for count in MONTHLY]
    rows: list[tuple[str, list[str]]] = [
        ("messages a second in the busiest minute", [f"{one.messages_a_second:.3g}" for one in needs]),
        (f"replicas of {given.cores_a_replica} cores", [str(one.replicas) for one in needs]),
        ("database", ["SQLite" if one.replicas == 1 else "PostgreSQL" for one in needs]),
        ("memory of the replicas, GB", [f"{one.memory_gb:.1f}" for one in needs]),
        (f"database after {given.days_kept:g} days, GB", [f"{one.database_gb:.3g}" for one in needs]),
        ("growth a month before retention deletes, GB", [f"{one.growth_gb:.3g}" for one in needs]),
        ("SMS segments sent a month", [f"{one.segments:,}" for one in needs]),
        ("long-code numbers for them (or one short code)", [str(one.numbers) for one in needs]),
    ]
    head = ["conversations a month", *(f"{count:,}" for count in MONTHLY)]
    table = [head, ["---", *["---:"] * len(MONTHLY)], *([name, *cells] for name, cells in rows)]
    return "\n".join(
        (
            "# What it costs to run",
            "",
            "Made by `python -m benchmarks.costs` from `benchmarks/measured.json`.",
            "",
            *("| " + " | ".join(line) + " |" for line in table),
            "",
            f"Measured on {host['at'][:10]} on {host['cores']} cores of {host['cpu']},",
            f"the load generator among them: {capacity:g} new messages a second at most, {memory_mb} MB a replica with",
            f"{stock['workers']} workers, {kb:.2f} kB of database a message with answer, transcript and indexes.",
            "",
            "Assumed, and to be changed in `benchmarks/costs.py`:",
            "",
            f"- {given.messages:g} messages of the visitor in a conversation; {given.sms_share:.0%} of them by SMS.",
            f"- The busiest minute has {given.busiest:g} times the average minute's messages; a replica is then",
            f"  used to {given.used:.0%}. Beyond the smallest size one replica more than needed runs: one may fail.",
            f"- Conversations are kept for {given.days_kept:g} days. An SMS answer has {given.segments:g} segments.",
            "- Prices are left out: multiply by what your cloud asks for a core, a GB and a segment.",
            "",
        )
    )


def main() -> None:
    """Write the page."""
    DOCUMENT.write_text(render(machine.read(), Assumptions()), encoding="utf-8")
    print(f"wrote {DOCUMENT.relative_to(machine.ROOT)}")


if __name__ == "__main__":
    main()
