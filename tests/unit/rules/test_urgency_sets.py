"""The urgency rules alone against messages written before the rules: how much they find, how seldom they cry wolf."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.rules.urgency import UrgencyRules

# A few sentences of the sets still lose their level by these additions; the classifier stands beside the rules.
# Strict: the day the rules hold them, this mark must go.
KNOWN_LIMIT = pytest.mark.xfail(reason="known limit of the rules, see docs/safety.md", strict=True)

SETS = Path("tests/data/safety")
WORDINGS = Path("data/danger")  # harmless uses of alarming words, and dangers in plain words; the model learns them
GRAVITY = {None: 0, "urgent": 1, "emergency": 2, "crisis": 2}


@pytest.fixture(scope="module")
def rules():
    return UrgencyRules.from_data(yaml.safe_load(Path("data/knowledge/urgency.yml").read_text(encoding="utf-8")))


def messages(name: str, folder: Path = SETS) -> Iterator[tuple[str, str | None]]:
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        yield item["text"], None if item["level"] == "none" else item["level"]


@pytest.mark.parametrize(
    ("name", "at_least", "share"),
    [
        ("emergency_explicit", 200, 1.0),
        ("emergency_indirect", 100, 0.9),
        ("emergency_noisy", 100, 0.95),
        ("emergency_third_person", 50, 0.95),
        ("crisis", 100, 0.95),
        ("urgent", 120, 0.9),
        ("past_or_denied", 50, 0.95),
        ("hard_negatives", 200, 0.98),
    ],
)
def test_share_of_a_set_that_gets_its_level(rules, name, at_least, share):
    items = list(messages(name))
    wrong = [(text, level, rules.check(text).level) for text, level in items if rules.check(text).level != level]
    assert len(items) >= at_least
    assert len(wrong) <= (1 - share) * len(items), wrong


@pytest.mark.parametrize(
    ("name", "at_least", "share"), [("calm_in_alarming_words", 550, 0.99), ("plain_dangers", 400, 0.98)]
)
def test_share_of_wordings_that_get_their_level(rules, name, at_least, share):
    items = list(messages(name, WORDINGS))
    wrong = [(text, level, rules.check(text).level) for text, level in items if rules.check(text).level != level]
    assert len(items) >= at_least
    assert len(wrong) <= (1 - share) * len(items), wrong


def test_no_calm_message_of_the_sets_gets_a_certain_alarm(rules):
    calm = [text for text, level in [*messages("hard_negatives"), *messages("past_or_denied")] if level is None]
    calm += [text for text, _ in messages("calm_in_alarming_words", WORDINGS)]
    assert [text for text in calm if rules.check(text).certain] == []


def test_certain_alarms_on_ordinary_questions_stay_under_one_in_two_thousand(rules):
    texts = list(faq_messages())
    certain = [text for text in texts if rules.check(text).certain]
    assert len(certain) <= len(texts) / 2000, certain  # "he stopped breathing at camp. He's twenty-three and healthy"


def faq_messages() -> Iterator[str]:
    """Every training example that is no safety message: what people ask all day."""
    for path in sorted(Path("data/nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if not block.get("intent", "safety_").startswith("safety_"):
                yield from (line.removeprefix("- ") for line in block["examples"].splitlines())


def test_false_alarms_on_ordinary_questions_stay_under_four_in_a_thousand(rules):
    """Many were written to sound alarming; the model may overrule all but the certain ones."""
    texts = list(faq_messages())
    alarms = [text for text in texts if rules.check(text).level]
    assert len(texts) > 25_000
    assert len(alarms) <= 0.004 * len(texts), alarms


ALARMING = [
    (text, level)
    for name in ("emergency_explicit", "emergency_third_person", "crisis", "urgent")
    for text, level in messages(name)
]
SUFFIXES = [
    " My wife says it is nothing.",
    " Probably nothing.",
    ", but I don't want to bother anyone",
    " It's fine I guess.",
    " How much does the program cost?",
    " Do you take Medicare?",
    " What records do you need?",
    " lol",
    " sorry to ask",
    pytest.param(" My doctor says I'm fine.", marks=KNOWN_LIMIT),
]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_words_that_play_it_down_or_ask_something_else_never_lower_the_level(rules, suffix):
    lowered = [text for text, level in ALARMING if GRAVITY[rules.check(text + suffix).level] < GRAVITY[level]]
    assert lowered == []


@pytest.mark.parametrize("prefix", ["Quick question. ", "Sorry to bother you, ", "ok so ", "I need a second opinion. "])
def test_words_before_never_lower_the_level(rules, prefix):
    lowered = [text for text, level in ALARMING if GRAVITY[rules.check(prefix + text).level] < GRAVITY[level]]
    assert lowered == []


@pytest.mark.parametrize(
    "method",
    [
        pytest.param(" with my pills", marks=KNOWN_LIMIT),
        ". I have a gun.",
        " by jumping off a bridge",
        ". I bought a rope.",
    ],
)
def test_naming_a_method_never_lowers_a_crisis(rules, method):
    lowered = [text for text, level in messages("crisis") if rules.check(text + method).level != "crisis"]
    assert lowered == []
