from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.augment import augment, dropped, hurried, polite, slip, unpunctuated

TEXT = "Do I need to tell my doctor about the second opinion before my surgery tomorrow?"


@given(st.text(max_size=200), st.integers(0, 2**16))
def test_augment_never_leaves_a_message_empty(text, seed):
    assert augment(text, random.Random(seed), share=1.0).strip()


@given(st.text(max_size=200), st.integers(0, 2**16))
def test_augment_without_a_share_changes_nothing(text, seed):
    assert augment(text, random.Random(seed), share=0.0) == text


def test_augment_is_the_same_for_the_same_seed():
    rewritten = [augment(TEXT, random.Random(7), share=1.0) for _ in range(2)]
    assert rewritten[0] == rewritten[1]


@given(st.from_regex(r"[a-z]{4,12}", fullmatch=True), st.integers(0, 2**16))
def test_slip_changes_a_word_by_one_letter_at_most(word, seed):
    assert abs(len(slip(word, random.Random(seed))) - len(word)) <= 1


@pytest.mark.parametrize("word", ["opt", "410-464-6555", "(toll-free)", ""])
def test_slip_leaves_short_words_and_numbers(word):
    assert slip(word, random.Random(1)) == word


@pytest.mark.parametrize(
    ("rewriting", "expected"),
    [
        (hurried, "b4"),
        (polite, "thank"),
        (unpunctuated, "tomorrow"),
    ],
)
def test_rewritings_do_what_they_are_named_for(rewriting, expected):
    assert any(expected in rewriting(TEXT, random.Random(seed)) for seed in range(200))


def test_dropped_keeps_short_messages_whole():
    assert dropped("what is your fax number", random.Random(1)) == "what is your fax number"
    assert len({len(dropped(TEXT, random.Random(seed)).split()) for seed in range(20)}) > 1
