from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.gate import CHOICES, Decision, Thresholds, decide

THRESHOLDS = Thresholds(answer=0.7, suggest=0.4, offer=0.5, choice=0.05)


@pytest.mark.parametrize(
    ("ranking", "decision"),
    [
        pytest.param([("a", 0.7), ("b", 0.3)], Decision("answer", ("a",)), id="just sure"),
        pytest.param([("a", 0.69), ("b", 0.3)], Decision("suggest", ("a", "b")), id="not quite sure"),
        pytest.param([("a", 0.4), ("b", 0.05), ("c", 0.04)], Decision("suggest", ("a", "b")), id="one other likely"),
        pytest.param(
            [("a", 0.39), ("b", 0.06), ("c", 0.05)], Decision("offer", ("a", "b", "c")), id="just worth asking"
        ),
        pytest.param([("a", 0.39), ("b", 0.05), ("c", 0.05)], Decision("none", ()), id="together too unlikely"),
        pytest.param(
            [("a", 0.3), ("b", 0.2), ("c", 0.2), ("d", 0.2)], Decision("offer", ("a", "b", "c")), id="at most three"
        ),
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
    assert len(decision.topics) <= CHOICES
    assert (decision.outcome == "none") == (not decision.topics)


@given(probabilities, st.floats(0, 1))
def test_decide_is_never_less_sure_of_a_likelier_topic(ps, raised):
    order = ["none", "offer", "suggest", "answer"]
    ranking = [(f"t{number}", p) for number, p in enumerate(ps)]
    likelier = [("t0", max(ps[0], raised)), *ranking[1:]]
    assert order.index(decide(likelier).outcome) >= order.index(decide(ranking).outcome)
