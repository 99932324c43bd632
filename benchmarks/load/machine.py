"""What the figures were measured on, and where they are kept."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
MEASURED = ROOT / "benchmarks" / "measured.json"  # kept with the sources: documents are made of it


def describe() -> dict[str, Any]:
    """Return the machine, the day, the commit, and how busy the machine was with other work."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    cpu = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    memory_kb = int(Path("/proc/meminfo").read_text().split()[1])
    command = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gib": round(memory_kb / 2**20),
        "python": platform.python_version(),
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "commit": commit.stdout.strip(),
        "load_average_before": round(os.getloadavg()[0], 1),
    }


def read() -> dict[str, Any]:
    """Return the figures measured last, by test."""
    return dict(json.loads(MEASURED.read_text(encoding="utf-8"))) if MEASURED.is_file() else {}


def keep(test: str, figures: dict[str, Any]) -> None:
    """Keep the figures of a test in place of its last ones."""
    text = json.dumps({**read(), test: figures}, indent=1, sort_keys=True)
    MEASURED.write_text(text + "\n", encoding="utf-8")
