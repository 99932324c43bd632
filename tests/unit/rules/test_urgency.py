"""The urgency check as a whole: order of levels, any input, and what it costs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.urgency import NOTHING_URGENT, UrgencyRules
from bot.rules.urgency_table import render

DATA = yaml.safe_load(Path("data/knowledge/urgency.yml").read_text(encoding="utf-8"))
RULES = UrgencyRules.from_data(DATA)
CERTAIN = {rule["id"] for rule in DATA["alarms"] if rule.get("certain")}
KNOWN = {rule["id"]: rule["level"] for rule in DATA["alarms"]}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param("I want to die and my chest hurts", "crisis", id="crisis before emergency"),
        pytest.param("my surgery is tomorrow and I can't breathe", "emergency", id="emergency before urgent"),
        pytest.param("my surgery is tomorrow and I want to kill myself", "crisis", id="crisis before urgent"),
        pytest.param("/restart my chest hurts", "emergency", id="a slash is no command"),
        pytest.param("How much is it? Also he's not breathing.", "emergency", id="a question beside it"),
    ],
)
def test_gravest_level_wins(text, level):
    assert RULES.check(text).level == level


@pytest.mark.parametrize(
    ("calm", "danger", "level"),
    [
        pytest.param(
            "your hold music makes me want to jump off a bridge",
            "this pain makes me want to jump off a bridge",
            "crisis",
            id="a nuisance is no despair",
        ),
        pytest.param(
            "your hold music drives me mad",
            "the paperwork again, I want to jump off a bridge tonight",
            "crisis",
            id="a nuisance in another clause takes nothing back",
        ),
        pytest.param(
            "how many pills do patients take after a bypass",
            "how much morphine until I never wake up",
            "crisis",
            id="counting pills, and for what",
        ),
        pytest.param("she is 70, fit and healthy", "she fits and does not stop", "emergency", id="fit and fits"),
        pytest.param("what are the stats for new hips", "stat 2nd opinion on a hip", "urgent", id="stats and stat"),
        pytest.param(
            "the dressing comes off in May", "my wound: two dressings soaked since noon", "emergency", id="soaked"
        ),
        pytest.param(
            "my surgery tomorrow isn't needed", "my surgery is tomorrow, unsure of it", "urgent", id="not needed"
        ),
        pytest.param(
            "how many patients do not wake up from anesthesia", "my wife does not wake up", "emergency", id="statistics"
        ),
    ],
)
def test_calm_and_danger_in_like_words_are_told_apart(calm, danger, level):
    assert RULES.check(calm).level is None
    assert RULES.check(danger).level == level


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        pytest.param("I'm going to kill myself", True, id="suicide stated"),
        pytest.param("she is not breathing", True, id="no breath"),
        pytest.param("Which fax? I can't wake my husband up", True, id="a question beside it"),
        pytest.param("I won't be here next week for the results. I want to die.", True, id="plain words later"),
        pytest.param("my surgery is tomorrow and he is not breathing", True, id="plain words of a graver level"),
        pytest.param("I gave away all my things, I won't need them", False, id="a hint"),
        pytest.param("my surgery is tomorrow", False, id="no danger to life"),
        pytest.param("what is your fax number", False, id="nothing"),
    ],
)
def test_only_plain_words_of_danger_are_certain(text, certain):
    assert RULES.check(text).certain is certain


def test_a_certain_rule_beside_an_uncertain_one_of_a_graver_level_makes_the_finding_certain():
    finding = RULES.check("I gave away all my things, I won't need them. My wife is not breathing.")
    assert (finding.level, finding.certain) == ("crisis", True)
    assert finding.rule not in CERTAIN


@pytest.mark.parametrize("text", ["", " ", "?", "hello", "/restart", "what is your fax number", "\x00\x01", "💊", "🙂"])
def test_nothing_urgent(text):
    assert RULES.check(text) == NOTHING_URGENT


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_one_level_and_the_same_again(text):
    finding = RULES.check(text)
    assert finding == RULES.check(text)
    assert (finding.level is None) == (finding.rule is None)
    assert finding.rule is None or KNOWN[finding.rule] == finding.level


WORDS = sorted(
    {word for listed in DATA["words"].values() for each in listed if isinstance(each, str) for word in each.split()}
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_of_the_lists_in_any_order_are_read(words):
    assert RULES.check(" ".join(words)).level in (None, "crisis", "emergency", "urgent")


def best_of(runs, text):
    """Seconds of processor time; the least of several runs, since other programs may be busy."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        RULES.check(text)
        took.append(time.process_time() - start)
    return min(took)


@pytest.mark.parametrize(
    "unit",
    [
        "chest pain ",
        "i want to die not ",
        "want really very ",
        "a ",
        "'",
        "1.",
        "can't ",
        "no ",
        "((((",
        "é\u200b",
        "ﷺ",
    ],
)
def test_hundred_kilobytes_of_anything_are_read_in_a_tenth_of_a_second(unit):
    assert best_of(3, unit * (100_000 // len(unit))) < 0.1


def test_usual_message_takes_less_than_a_millisecond():
    usual = (
        "My surgeon wants to replace my knee in the spring, does Medicare cover a second opinion from another doctor?"
    )
    assert best_of(20, usual) < 0.001


def test_committed_table_shows_the_rules_as_they_are():
    assert Path("docs/safety_triggers.md").read_text(encoding="utf-8") == render(DATA)
