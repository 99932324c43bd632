"""The data file itself: every rule's own examples, and what a wrong entry says."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml

from bot.rules.urgency import UrgencyDataError, UrgencyRules

DATA = yaml.safe_load(Path("data/knowledge/urgency.yml").read_text(encoding="utf-8"))
RULES = UrgencyRules.from_data(DATA)
EXAMPLES = [(rule["id"], rule["level"], text) for rule in DATA["alarms"] for text in rule["examples"]]
COUNTEREXAMPLES = [(rule["id"], rule["level"], text) for rule in DATA["alarms"] for text in rule["not"]]


@pytest.mark.parametrize(("rule", "level", "text"), EXAMPLES)
def test_example_of_a_rule_alarms_at_its_level(rule, level, text):
    assert RULES.check(text).level == level


@pytest.mark.parametrize(("rule", "level", "text"), COUNTEREXAMPLES)
def test_counterexample_of_a_rule_does_not_alarm_at_its_level(rule, level, text):
    assert RULES.check(text).level != level


FIRST = DATA["alarms"][0]["id"]


def changed(change):
    data = copy.deepcopy(DATA)
    change(data)
    return data


def first_rule(**fields):
    return lambda data: data["alarms"][0].update(fields)


@pytest.mark.parametrize(
    ("change", "names", "says"),
    [
        pytest.param(first_rule(level="bad"), FIRST, "level", id="unknown level"),
        pytest.param(first_rule(when=["no_such_list"]), FIRST, "no_such_list", id="unknown list"),
        pytest.param(first_rule(when=["want >"]), FIRST, "pattern", id="broken pattern"),
        pytest.param(first_rule(when=[]), FIRST, "when", id="no pattern"),
        pytest.param(first_rule(examples=["only one"]), FIRST, "examples", id="one example"),
        pytest.param(first_rule(unless=["weather"]), FIRST, "weather", id="unknown context"),
        pytest.param(first_rule(certain="sure"), FIRST, "certain", id="certain is no truth value"),
        pytest.param(first_rule(id="suicide_named"), "suicide_named", "twice", id="same id twice"),
        pytest.param(lambda data: data["words"].update(chest=[True]), "chest", "True", id="unquoted on or no"),
        pytest.param(lambda data: data["words"].update(chest=["..."]), "chest", "no word", id="only punctuation"),
        pytest.param(lambda data: data["words"].update(chest=["<chest>"]), "chest", "includes", id="includes itself"),
        pytest.param(lambda data: data["words"].update(chest=["<chst>"]), "chest", "chst", id="includes unknown list"),
        pytest.param(lambda data: data["contexts"][0].update(where="behind"), "denied", "behind", id="unknown place"),
        pytest.param(lambda data: data["contexts"][0].update(cues="nope"), "denied", "nope", id="unknown cues"),
        pytest.param(lambda data: data.pop("contexts"), "urgency.yml", "contexts", id="a part is missing"),
    ],
)
def test_wrong_entry_is_named_with_a_fix(change, names, says):
    with pytest.raises(UrgencyDataError) as caught:
        UrgencyRules.from_data(changed(change))
    assert caught.value.rule == names
    assert says in str(caught.value)
    assert caught.value.fix
