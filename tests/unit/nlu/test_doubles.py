from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.doubles import ALIKE, DoublesModel, Overview, choose_parts, is_single, read_cuts, shipped_model, two_topics
from bot.nlu.doubles_training import (
    FALSE_DOUBLES,
    Unseen,
    Verdict,
    both_answered,
    false_doubles,
    threshold,
    written_samples,
)
from bot.nlu.splitter import find_cuts, halves, readings

PRICE, ADDRESS, FAX = "program_price", "program_where_to_send", "program_contact"
NAMES = [
    PRICE,
    ADDRESS,
    FAX,
    "chat_thanks",
    "limits_out_of_scope",
    "records_what",
    "how_what_to_bring",
    "safety_urgent",
]
TEXT = "how much is it and where do I mail it"


def ranked(**chances):
    rest = (1 - sum(chances.values())) / (len(NAMES) - len(chances))
    return tuple(sorted(((name, chances.get(name, rest)) for name in NAMES), key=lambda pair: -pair[1]))


def sure(name):
    return ranked(**{name: 0.97})


TORN = ranked(**{PRICE: 0.5, ADDRESS: 0.45})
HINTING = ranked(**{PRICE: 0.5, "safety_urgent": 0.4})


def seen(whole, asks_two=0.2):
    return Overview(whole, whole, asks_two)


def parts_for(first, second, whole=TORN, text=TEXT):
    return choose_parts(text, seen(whole), find_cuts(text), (first, second))


def test_choose_parts_of_two_sure_questions_gives_both_where_they_stand():
    parts = parts_for(sure(PRICE), sure(ADDRESS))
    assert [part.text for part in parts] == ["how much is it", "where do I mail it"]
    assert [part.ranking[0][0] for part in parts] == [PRICE, ADDRESS]
    assert all(TEXT[part.start : part.end] == part.text for part in parts)


@pytest.mark.parametrize("topics", [("safety_urgent", PRICE), (PRICE, "safety_urgent")])
def test_choose_parts_puts_what_cannot_wait_first(topics):
    parts = parts_for(*map(sure, topics), whole=ranked(**dict.fromkeys(topics, 0.45)))
    assert [part.ranking[0][0] for part in parts] == ["safety_urgent", PRICE]
    assert all(TEXT[part.start : part.end] == part.text for part in parts)


def test_choose_parts_without_a_cut_is_empty():
    assert choose_parts("how much is it", seen(sure(PRICE)), [], []) == ()


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        pytest.param(sure(PRICE), sure(PRICE), sure(PRICE), id="both on one topic"),
        pytest.param(ranked(), ranked(), sure(PRICE), id="halves say nothing"),
        pytest.param(sure(PRICE), sure("chat_thanks"), TORN, id="thanks ask nothing"),
        pytest.param(sure("records_what"), sure("how_what_to_bring"), sure("records_what"), id="answers alike"),
        pytest.param(sure(PRICE), ranked(safety_urgent=0.5), HINTING, id="a danger only suspected"),
    ],
)
def test_choose_parts_of_one_question_is_empty(first, second, whole):
    assert parts_for(first, second, whole) == ()


def test_two_questions_that_cannot_be_cut_are_both_given() -> None:
    text = "does the postage cost me"
    both = Overview(TORN, TORN, 0.9)
    parts = choose_parts(text, both, [], [])
    assert [(part.text, part.ranking[0][0]) for part in parts] == [(text, PRICE), (text, ADDRESS)]
    assert choose_parts(text, Overview(TORN, TORN, 0.2), [], []) == ()
    assert choose_parts(text, Overview(TORN, sure(PRICE), 0.9), [], []) == ()
    assert choose_parts(text, Overview(TORN, HINTING, 0.9), [], []) == ()


def test_choose_parts_gives_the_second_half_its_situation():
    text = "I live in Ohio. How much is it and where do I mail it?"
    assert len(find_cuts(text)) == 1
    parts = choose_parts(text, seen(TORN), find_cuts(text), (sure(PRICE), sure(ADDRESS), sure(ADDRESS)))
    assert parts[1].text == "I live in Ohio. where do I mail it?"
    assert text[parts[1].start : parts[1].end] == "where do I mail it?"


def test_an_elliptic_half_is_read_beside_the_whole():
    unsure = ranked(**{FAX: 0.3, ADDRESS: 0.25})
    (reading,) = read_cuts(TEXT, seen(TORN), find_cuts(TEXT), (sure(PRICE), unsure), trust_in_whole=1.0)
    assert reading.rankings[1][0][0] == ADDRESS
    (alone,) = read_cuts(TEXT, seen(TORN), find_cuts(TEXT), (sure(PRICE), unsure), trust_in_whole=0.0)
    assert alone.rankings[1][0][0] == FAX


@pytest.mark.parametrize("pair", sorted(map(sorted, ALIKE)), ids="-".join)
def test_is_single_whatever_the_order(pair):
    assert is_single(*pair)
    assert is_single(*reversed(pair))


@given(st.lists(st.floats(-9, 0), min_size=2, max_size=9), st.data())
def test_two_topics_are_the_likeliest_different_ones(first, data):
    second = data.draw(st.lists(st.floats(-9, 0), min_size=len(first), max_size=len(first)))
    import numpy as np

    row, column = two_topics(np.array(first), np.array(second))
    assert row != column
    others = [first[i] + second[j] for i in range(len(first)) for j in range(len(first)) if i != j]
    assert first[row] + second[column] == pytest.approx(max(others))


@given(st.floats(-3, 3), st.floats(0, 1), st.floats(0.01, 3))
def test_probability_grows_with_what_speaks_for_two_questions(bias, value, more):
    model = DoublesModel({"bias": bias, "both_ask": 1.0}, 0.5, 1.0)
    little, much = ({"bias": 1.0, "both_ask": amount} for amount in (value, value + more))
    assert 0 < model.probability(little) < model.probability(much) < 1


def test_shipped_model_knows_every_evidence():
    (reading,) = read_cuts(TEXT, seen(TORN), find_cuts(TEXT), (sure(PRICE), sure(ADDRESS)), trust_in_whole=1.0)
    assert set(shipped_model().weights) == set(reading.evidence)
    assert 0 < shipped_model().threshold < 1


def test_model_is_read_as_written(tmp_path):
    model = DoublesModel({"bias": -1.5}, 0.6, 1.0)
    model.save(tmp_path / "doubles.json")
    assert DoublesModel.load(tmp_path / "doubles.json") == model


def test_threshold_lets_through_few_enough_single_messages():
    single = Unseen("", frozenset({PRICE}), "held out")
    verdicts = [Verdict(single, number / 1000, right=False) for number in range(1000)]
    assert false_doubles(verdicts, threshold(verdicts), "held out") <= FALSE_DOUBLES


def test_both_answered_counts_doubles_that_are_split_rightly():
    double = Unseen("", frozenset({PRICE, FAX}), "written")
    verdicts = [Verdict(double, 0.9, right=True), Verdict(double, 0.9, right=False), Verdict(double, 0.1, right=True)]
    verdicts.append(Verdict(Unseen("", frozenset({PRICE}), "written"), 0.9, right=False))
    assert both_answered(verdicts, 0.5, "written") == pytest.approx(1 / 3)


WRITTEN = Path("data/doubles/fitted.jsonl")


def test_written_doubles_ask_about_two_known_topics():
    known = set(json.dumps(Path("domain.yml").read_text(encoding="utf-8")).replace("\\n", " ").split())
    samples = written_samples(WRITTEN)
    assert sum(sample.is_double for sample in samples) >= 250
    for sample in samples:
        assert 1 <= len(sample.topics) <= 2, sample.text
        assert sample.topics <= known, sample.text


def test_most_written_doubles_have_a_cut_to_consider():
    doubles = [sample.text for sample in written_samples(WRITTEN) if sample.is_double]
    uncut = [text for text in doubles if not find_cuts(text)]
    assert len(uncut) <= 0.03 * len(doubles), uncut


def test_halves_and_readings_agree_where_nothing_is_shared():
    (cut,) = find_cuts(TEXT)
    assert readings(TEXT, cut) == list(halves(TEXT, cut))
