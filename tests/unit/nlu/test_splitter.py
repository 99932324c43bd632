from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.splitter import LONGEST, MOST_CUTS, cut_texts, find_cuts, halves, readings


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("how much is it and where do I mail it", ("how much is it", "where do I mail it")),
        ("What's the fee? Also who reads my scans?", ("What's the fee?", "Also who reads my scans?")),
        ("whats the price & the fax number", ("whats the price", "the fax number")),
        ("I want to cancel, and can I talk to a person", ("I want to cancel", "can I talk to a person")),
        ("do I need copies n how long does it take", ("do I need copies", "how long does it take")),
        ("how much is your review do i have to come in", ("how much is your review", "do i have to come in")),
        ("What's the fee?and is it refundable?", ("What's the fee?", "and is it refundable?")),
        ("cost? and how long", ("cost?", "and how long")),
        ("is it private - who reads this", ("is it private", "who reads this")),
        ("what is the fee\nwhere are you", ("what is the fee", "where are you")),
        ("1) your address? 2) how many weeks?", ("1) your address?", "2) how many weeks?")),
        ("Who gets the report, to whom do I complain?", ("Who gets the report", "to whom do I complain?")),
    ],
)
def test_find_cuts_has_the_cut_between_the_questions(text, pieces):
    assert pieces in {halves(text, cut) for cut in find_cuts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hi",
        "how much is it",
        "Is Dr. Lee included?",
        "thanks. bye",
        "Thanks, and the fee?",
        "Hello, how much is your review?",
        "how quickly do you finish",
        "tell me what I should send",
        "My husband had a stroke in May and my daughter drove us home. We were so scared that night.",
        "is it private and where are you? " * LONGEST,
    ],
)
def test_find_cuts_of_what_cannot_be_two_questions_is_empty(text):
    assert find_cuts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "What is your address and fax number?",
            ["What is your address", "What is your fax number?"],
            id="the second shares the first's question word",
        ),
        pytest.param(
            "I live in Ohio. How much is it and who reads it?",
            ["I live in Ohio. How much is it", "who reads it?", "I live in Ohio. who reads it?"],
            id="what is told first belongs to both",
        ),
        pytest.param("how much is it and who reads it", ["how much is it", "who reads it"], id="nothing shared"),
    ],
)
def test_readings_carry_what_a_half_leans_on(text, expected):
    assert expected in [readings(text, cut) for cut in find_cuts(text)]


@given(
    st.text(alphabet="ab ,.?!&\n;-/", max_size=120)
    | st.text(max_size=60)
    | st.sampled_from(["is it? "] * 3).map("".join)
)
def test_find_cuts_are_few_ordered_and_inside(text):
    cuts = find_cuts(text)
    assert len(cuts) <= MOST_CUTS
    assert cuts == sorted(cuts, key=lambda cut: cut.second)
    for cut in cuts:
        assert 0 <= cut.first[0] < cut.first[1] <= cut.second[0] < cut.second[1] <= len(text)
    assert cut_texts(text, cuts) == [piece for cut in cuts for piece in readings(text, cut)]


WORDS = ["how", "much", "is", "it", "and", "or", "where", "do", "I", "mail", "the", "fax", ",", "?", ".", "also", "2."]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_find_cuts_of_any_words_loses_none_but_what_links(text):
    for cut in find_cuts(text):
        between = text[cut.first[1] : cut.second[0]]
        assert set(between.replace("and", "").replace("or", "").replace("also", "")) <= set(" ,?.;")
