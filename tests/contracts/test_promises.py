"""Each promise in the documents names a test, and that test exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def promises(document: str) -> list[str]:
    """Return the rows of the table of promises."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    table = text.split("| promise | test |", 1)[1].split("\n\n", 1)[0]
    return table.strip().splitlines()[1:]


@pytest.mark.parametrize("document", ["reliability.md", "sms.md"])
def test_every_test_that_is_named_exists(document: str) -> None:
    named = NAMED.findall((ROOT / "docs" / document).read_text(encoding="utf-8"))
    assert named
    for file, name in named:
        assert (ROOT / file).is_file(), file
        assert not name or re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.M), name


@pytest.mark.parametrize("document", ["reliability.md", "sms.md"])
def test_every_promise_names_a_test(document: str) -> None:
    rows = promises(document)
    assert len(rows) > 5
    assert [row for row in rows if not NAMED.search(row)] == []
