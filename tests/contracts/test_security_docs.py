"""docs/security.md names tests that exist, and every attack."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs/security.md").read_text("utf-8")
SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
TESTS = set(re.findall(r"def (test_\w+)\(", SOURCES))


def test_every_named_test_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", DOCUMENT))
    assert len(named) > 40
    assert named - TESTS == set()


def test_every_named_file_exists() -> None:
    files = set(re.findall(r"`((?:bot|tests|deploy)/[\w./]+\.\w+)`", DOCUMENT))
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_every_row_names_a_test_and_every_attack_has_a_row() -> None:
    rows = [
        line
        for line in DOCUMENT.splitlines()
        if line.startswith("| ") and not line.startswith(("| limit", "| promise", "| #"))
    ]
    assert [row for row in rows if "`test" not in row and "`tests/" not in row] == []
    assert re.findall(r"^\| (A\d+) \|", DOCUMENT, re.MULTILINE) == [f"A{number}" for number in range(1, 19)]
