from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import splitter
from bot.nlu.splitter import MOST_CUTS, choose_parts, cut_texts, find_cuts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("how much is it and where do I mail it", ("how much is it", "where do I mail it")),
        ("What's the fee? Also who reads my scans?", ("What's the fee?", "Also who reads my scans?")),
        ("whats the price & the fax number", ("whats the price", "the fax number")),
        ("I want to cancel, and can I talk to a person", ("I want to cancel", "can I talk to a person")),
        ("do I need copies n how long does it take", ("do I need copies", "how long does it take")),
    ],
)
def test_find_cuts_has_the_cut_between_the_questions(text, pieces):
    assert pieces in {tuple(cut_texts(text, [cut])) for cut in find_cuts(text)}


@pytest.mark.parametrize("text", ["", "hi", "how much is it", "Is Dr. Lee included?", "thanks. bye"])
def test_find_cuts_of_one_plain_question_is_empty(text):
    assert find_cuts(text) == []


@given(st.text(alphabet="ab ,.?!&\n;-/", max_size=120) | st.text(max_size=60))
def test_find_cuts_are_few_ordered_and_inside(text):
    cuts = find_cuts(text)
    assert len(cuts) <= MOST_CUTS
    for cut in cuts:
        assert 0 <= cut.first[0] < cut.first[1] <= cut.second[0] < cut.second[1] <= len(text)


TEXT = "how much is it and where do I mail it"
PRICE, ADDRESS = "program_price", "program_where_to_send"


def ranked(name, probability):
    return ((name, probability), ("other", 1 - probability))


def parts_for(first, second, whole=((PRICE, 0.5), (ADDRESS, 0.5))):
    return choose_parts(TEXT, whole, find_cuts(TEXT), (first, second))


def test_choose_parts_of_two_sure_questions_gives_both():
    parts = parts_for(ranked(PRICE, 0.95), ranked(ADDRESS, 0.95))
    assert [part.text for part in parts] == ["how much is it", "where do I mail it"]
    assert [part.ranking[0][0] for part in parts] == [PRICE, ADDRESS]
    assert all(TEXT[part.start : part.end] == part.text for part in parts)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        pytest.param(ranked(PRICE, 0.9), ranked(PRICE, 0.9), ((PRICE, 1.0),), id="both on one topic"),
        pytest.param(ranked(PRICE, 0.15), ranked(ADDRESS, 0.15), ((PRICE, 0.95),), id="pieces say little"),
    ],
)
def test_choose_parts_of_one_question_is_empty(first, second, whole):
    assert parts_for(first, second, whole) == ()


@pytest.mark.parametrize("name", ["sure_halves", "torn_whole"])
def test_two_questions_grows_with_the_evidence(name):
    little = dict.fromkeys(splitter.WEIGHTS, 0.5)
    assert splitter.two_questions(little | {name: 0.9}) > splitter.two_questions(little | {name: 0.1})
