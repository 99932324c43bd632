"""docs/performance.md, made of the figures measured last."""

from __future__ import annotations

from typing import Any

Figures = dict[str, Any]
NAMES = {
    "L1": "Capacity: arrivals at a share of the measured maximum",
    "L2": "Idle sockets",
    "L3": "A long conversation",
    "L4": "Soak",
    "L5": "Fairness: one sender floods",
    "L6": "Five quick messages of one sender",
    "replicas": "Two replicas on PostgreSQL behind nginx",
}


def where(figures: Figures) -> str:
    """Say when, on what and beside how much other work something was measured."""
    found = figures["machine"]
    return (
        f"Measured {found['at'][:16].replace('T', ' ')} UTC at commit {found['commit']}: {found['cores']} cores of "
        f"{found['cpu']}, {found['memory_gib']} GiB, the load generator on it too; load average before the run "
        f"{found['load_average_before']}."
    )


def load_section(found: Figures) -> str:
    """Return the load tests' part of the document."""
    parts = ["## Load tests"]
    for test, name in NAMES.items():
        if test in found:
            parts.append(f"### {test}: {name}\n\n{where(found[test])}\n\n{_rows(found[test]['rows'])}")
        else:
            parts.append(f"### {test}: {name}\n\nNot measured yet: `python -m benchmarks.load {test}`.")
    return "\n\n".join(parts)


def _rows(rows: list[list[str]]) -> str:
    head, *others = rows
    lines = [head, ["---"] * len(head), *others]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
