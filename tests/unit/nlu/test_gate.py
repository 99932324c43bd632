from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.gate import CHOICES, Decision, Thresholds, decide

THRESHOLDS = Thresholds(answer=0.7, suggest=0.4, offer=0.5, choice=0.05)


A, B, C, D, E = "abcde"


@pytest.mark.parametrize(
    ("ranking", "decision"),
    [
        pytest.param([(A, 0.7), (B, 0.3)], Decision("answer", (A,)), id="just sure"),
        pytest.param([(A, 0.69), (B, 0.3)], Decision("suggest", (A, B)), id="not quite sure"),
        pytest.param([(A, 0.4), (B, 0.05), (C, 0.04)], Decision("suggest", (A, B)), id="one other likely"),
        pytest.param([(A, 0.4), (B, 0.04)], Decision("suggest", (A,)), id="no other likely"),
        pytest.param(
            [(A, 0.5), (B, 0.1), (C, 0.1), (D, 0.1), (E, 0.1)],
            Decision("suggest", (A, B, C, D)),
            id="three beside the answer",
        ),
        pytest.param([(A, 0.39), (B, 0.06), (C, 0.05)], Decision("offer", (A, B, C)), id="just worth asking"),
        pytest.param([(A, 0.39), (B, 0.05), (C, 0.05)], Decision("none", ()), id="together too unlikely"),
        pytest.param([(A, 0.3), (B, 0.2), (C, 0.2), (D, 0.2)], Decision("offer", (A, B, C)), id="three offered"),
        pytest.param([], Decision("none", ()), id="nothing ranked"),
    ],
)
def test_decide_on_the_borders(ranking, decision):
    assert decide(ranking, THRESHOLDS) == decision


probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=8).map(lambda ps: sorted(ps, reverse=True))


@given(probabilities)
def test_decide_only_names_the_likeliest(ps):
    ranking = [(f"t{number}", p) for number, p in enumerate(ps)]
    decision = decide(ranking)
    assert decision.topics == tuple(name for name, _ in ranking[: len(decision.topics)])
    assert len(decision.topics) <= CHOICES + (decision.outcome == "suggest")
    assert (decision.outcome == "none") == (not decision.topics)


@given(probabilities, st.floats(0, 1))
def test_decide_is_never_less_sure_of_a_likelier_topic(ps, raised):
    order = ["none", "offer", "suggest", "answer"]
    ranking = [(f"t{number}", p) for number, p in enumerate(ps)]
    likelier = [("t0", max(ps[0], raised)), *ranking[1:]]
    assert order.index(decide(likelier).outcome) >= order.index(decide(ranking).outcome)
