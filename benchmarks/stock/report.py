"""The figures as tables, for the terminal and for docs/performance.md."""

from __future__ import annotations

from typing import Any

from benchmarks.load import machine
from benchmarks.load.report import load_section, where
from benchmarks.stock.project import DEFAULT_EPOCHS

DOCUMENT = machine.ROOT / "docs" / "performance.md"
INTRODUCTION = machine.ROOT / "benchmarks" / "performance_introduction.md"
Figures = dict[str, Any]


def table(figures: Figures) -> str:
    """Return the comparison as a Markdown table; a ratio above 1 says how many times better this assistant is."""
    rows = [("what", "stock Rasa 3.6.21", "this assistant", "times better")]
    for count, load in figures["load"].items():
        rows += _capacity_rows(count, load)
        rows += _offered_rows(count, load)
    if "new" in figures:
        rows += _capacity_row("20 at once, every message is new", figures["new"]["stock"], figures["new"]["ours"])
    if "stock_kept" in figures:
        stock_kept, ours = figures["stock_kept"], figures["load"]["20"]["capacity"]["ours"]
        rows += _capacity_row("20 at once, stock keeps its conversations in SQLite, too", stock_kept, ours)
    rows += _turn_rows(figures["turns_ms"])
    start, memory, training = figures["start"], figures["memory_mb"], figures["training"]
    workers = figures["workers"]
    rows += [
        _row("ready after, s", start["stock"]["ready_s"], start["ours"]["ready_s"]),
        _row("processor time until ready, s", start["stock"]["cpu_s"], start["ours"]["cpu_s"]),
        _row(f"memory after the run, MB (1 process; {workers} workers)", memory["stock"], memory["ours"]),
        *_training_rows(training),
    ]
    lines = [" | ".join(row) for row in rows]
    return "\n".join(f"| {line} |" for line in [lines[0], "--- | ---: | ---: | ---:", *lines[1:]])


def write_document() -> None:
    """Write docs/performance.md from the introduction and the figures measured last."""
    found = machine.read()
    parts = [INTRODUCTION.read_text(encoding="utf-8").strip()]
    if "stock" in found:
        stock = found["stock"]
        parts.append("\n\n".join(("## Beside stock Rasa", where(stock), table(stock), _notes(stock))))
    parts.append(load_section(found))
    DOCUMENT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _capacity_rows(count: str, load: Figures) -> list[tuple[str, ...]]:
    return _capacity_row(
        f"{count} at once, each writes as soon as it is answered", load["capacity"]["stock"], load["capacity"]["ours"]
    )


def _capacity_row(name: str, stock: Figures, ours: Figures) -> list[tuple[str, ...]]:
    return [
        (
            f"{name}: messages/s",
            f"{stock['per_second']}",
            f"{ours['per_second']}",
            _times(ours["per_second"], stock["per_second"]),
        ),
        _row(f"{name}: p95 ms", stock["p95_ms"], ours["p95_ms"]),
    ]


def _offered_rows(count: str, load: Figures) -> list[tuple[str, ...]]:
    stock, ours = load["offered"]["stock"], load["offered"]["ours"]
    name = f"{count} at once, {load['offered_per_second']} messages/s arrive"
    return [_row(f"{name}: p{p} ms", stock[f"p{p}_ms"], ours[f"p{p}_ms"]) for p in (50, 95, 99)]


def _turn_rows(turns: Figures) -> list[tuple[str, ...]]:
    rows = [_row(f"turn {turn}, p50 ms", turns["stock"][turn], turns["ours"][turn]) for turn in ("10", "500")]
    growth = {name: round(times["500"] / times["10"], 2) for name, times in turns.items()}
    return [*rows, _row("turn 500 / turn 10", growth["stock"], growth["ours"])]


def _row(name: str, stock: float, ours: float) -> tuple[str, ...]:
    return (name, f"{stock:g}", f"{ours:g}", _times(stock, ours))


def _times(more: float, less: float) -> str:
    return f"{more / less:.1f}" if less else "-"


def _training_rows(training: Figures) -> list[tuple[str, ...]]:
    """Compare only what was trained on all messages; stock's epochs that were not run are added by proportion."""
    stock, ours = training["stock"], training["ours"]
    if not ours or stock["examples"] < ours["examples"] * 0.9:
        return []
    more = DEFAULT_EPOCHS / stock["epochs"]
    return [
        _row("training, s", round(stock["wall_s"] * more), ours["wall_s"]),
        _row("training, processor time, s", round(stock["cpu_s"] * more), ours["cpu_s"]),
    ]


def _notes(figures: Figures) -> str:
    training, failed = figures["training"]["stock"], []
    for count, load in figures["load"].items():
        for kind in ("capacity", "offered"):
            failed += [f"{name} {count} {kind}: {one['failed']}" for name, one in load[kind].items() if one["failed"]]
    return "\n".join(
        (
            f"Stock was trained on {training['examples']} of the same messages for {training['epochs']} of the",
            f"{DEFAULT_EPOCHS} epochs that `rasa init` sets, in {training['wall_s']:g} s ({training['cpu_s']:g} s of",
            "processor time); how fast it answers depends on neither. It does less: it keeps conversations in memory,",
            "where this assistant commits each turn to SQLite (one line has it otherwise), and has no urgency",
            "check, no rules and no actions.",
            f"Failed messages: {'; '.join(failed) or 'none'}.",
        )
    )
