"""The list of requirements, its tests and its documentation do not drift apart."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = {
    name: int(number)
    for path in (ROOT / "tests/e2e/widget").glob("test_*.py")
    for name, number in re.findall(r"def test_(r(\d\d)_\w+)", path.read_text("utf-8"))
}
DOCS = (ROOT / "docs/widget.md").read_text("utf-8")


def test_every_requirement_has_a_test_named_after_it():
    assert set(TESTS.values()) == set(range(1, 53))


def test_the_table_names_every_test_and_no_other():
    documented = set(re.findall(r"`(r\d\d_\w+)`", DOCS))
    assert documented - set(TESTS) == set()
    assert set(TESTS) - documented == set()


def test_every_picture_exists():
    pictures = re.findall(r"\]\((widget/[^)]+\.png)\)", DOCS)
    assert len(pictures) >= 15
    assert [name for name in pictures if not (ROOT / "docs" / name).is_file()] == []
