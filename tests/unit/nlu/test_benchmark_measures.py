from __future__ import annotations

import pytest

from benchmarks.nlu.datasets import NO_TOPIC, OUTSIDE, Question
from benchmarks.nlu.measures import calibration_error, measure
from benchmarks.nlu.thresholds import COSTS, cost, outcome, outcomes
from bot.nlu.gate import Thresholds

THRESHOLDS = Thresholds(answer=0.9, suggest=0.5, offer=0.4, choice=0.05)


def asked(*topics):
    return Question("?", frozenset(topics))


def test_measure_counts_first_three_and_outside():
    pairs = [
        (asked("a"), (("a", 0.9), ("b", 0.1))),
        (asked("a", "c"), (("b", 0.6), ("c", 0.4))),
        (asked("d"), (("a", 0.4), ("b", 0.3), ("c", 0.2), ("d", 0.1))),
        (asked(OUTSIDE), ((OUTSIDE, 0.8), ("a", 0.2))),
    ]
    found = measure(*zip(*pairs, strict=True))
    assert found.first == pytest.approx(1 / 3)
    assert found.within_three == pytest.approx(2 / 3)
    assert found.outside == 1.0
    assert found.matthews is None


def test_measure_of_questions_on_no_topic_reports_the_best_correlation():
    pairs = [(asked("a"), (("a", 0.9),)), (asked("b"), (("b", 0.8),)), (asked(NO_TOPIC), (("a", 0.3),))]
    assert measure(*zip(*pairs, strict=True)).matthews == pytest.approx(1.0)


def test_calibration_error_is_the_gap_between_confidence_and_accuracy():
    always = [(asked("a"), (("a", 0.75), ("b", 0.25)))] * 4
    assert calibration_error(always) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("topic", "ranking", "name"),
    [
        ("a", [("a", 0.95)], "answered right"),
        ("b", [("a", 0.95), ("b", 0.05)], "answered wrong"),
        ("a", [("a", 0.6), ("b", 0.3)], "answered right, more offered"),
        ("b", [("a", 0.6), ("b", 0.3)], "answered wrong, right one offered"),
        ("b", [("a", 0.3), ("b", 0.2)], "offered right"),
        ("z", [("a", 0.3), ("b", 0.2)], "offered wrong"),
        ("a", [("a", 0.1), ("b", 0.1)], "not understood"),
        (OUTSIDE, [("a", 0.1), ("b", 0.1)], "declined"),
    ],
)
def test_outcome_names_every_case(topic, ranking, name):
    assert outcome(asked(topic), tuple(ranking), THRESHOLDS) == name


def test_cost_is_the_mean():
    pairs = [(asked("a"), (("a", 0.95),)), (asked("b"), (("a", 0.95),))]
    assert cost(outcomes(pairs, THRESHOLDS)) == COSTS["answered wrong"] / 2
