"""The residence rule on a table of cases: every register, place form and trap that the rule has to tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.rules.eligibility import decide_eligibility

EXCLUDED = frozenset({"IA", "LA", "ME", "MI", "NY", "ND"})
CASES = yaml.safe_load((Path(__file__).parent / "eligibility_cases.yml").read_text(encoding="utf-8"))


def rows() -> Iterator[object]:
    for mode, groups in CASES.items():
        for group, lines in groups.items():
            for line in lines:
                expected, text = line.split(": ", maxsplit=1)
                yield pytest.param(mode == "asked", expected, text, id=f"{group}: {text}")


@pytest.mark.parametrize(("asked", "expected", "text"), rows())
def test_decide_eligibility_on_own_cases(asked, expected, text):
    decision = decide_eligibility(text, excluded=EXCLUDED, asked=asked)

    alternatives = [alternative.split() for alternative in expected.split("/")]
    assert decision.verdict in {alternative[0] for alternative in alternatives}, decision
    states = {alternative[1] for alternative in alternatives if alternative[1:] and alternative[0] == decision.verdict}
    assert not states or decision.state in states, decision


def test_the_table_is_as_large_as_it_claims():
    assert sum(len(lines) for groups in CASES.values() for lines in groups.values()) >= 400
