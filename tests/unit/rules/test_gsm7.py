"""Segments as Twilio counts them, and replacements that leave links and digits alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.gsm7 import BASIC, EXTENDED, REPLACEMENTS, is_gsm7, length, segments, transliterate

# The borders that Twilio publishes with its segment calculator.
TWILIO_CASES = [
    ("a" * 160, 1),
    ("a" * 161, 2),
    ("a" * 306, 2),
    ("a" * 307, 3),
    ("\u20ac" + "a" * 158, 1),
    ("\u20ac" + "a" * 159, 2),
    ("\u00c1" * 70, 1),
    ("\u00c1" * 71, 2),
    ("\U0001f61c" + "a" * 68, 1),
    ("\U0001f61c" + "a" * 69, 2),
    ("\U0001f61c" + "a" * 132, 2),
    ("\U0001f61c" + "a" * 133, 3),
    ("a" * 1600, 11),
    ("\u2019" + "a" * 1599, 24),
    ("", 1),
]


@pytest.mark.parametrize(("text", "count"), TWILIO_CASES)
def test_segments_equal_twilios_count(text: str, count: int) -> None:
    assert segments(text) == count


def test_an_escaped_character_is_not_parted() -> None:
    assert segments("a" * 152 + "\u20ac" + "a" * 151) == 2
    assert segments("a" * 152 + "\u20ac" + "a" * 152) == 3


@pytest.mark.parametrize("character", list("^{}\\[~]|\u20ac"))
def test_extended_characters_cost_two(character: str) -> None:
    assert (is_gsm7(character), length(character)) == (True, 2)


@pytest.mark.parametrize(
    "character",
    list("\u00e9\u00e8\u00e0\u00f9\u00ec\u00f2\u00f1\u00d1\u00e4\u00f6\u00fc\u00df\u00a3\u00a5\u00a7\u00bf\u00a1@_\n"),
)
def test_characters_of_the_alphabet_cost_one(character: str) -> None:
    assert (is_gsm7(character), length(character)) == (True, 1)


@pytest.mark.parametrize(
    "character", list("\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2022\u00a0`\t\u00c1\u00ed\u00f3\u00fa\u00e7")
)
def test_silent_breakers_are_found_and_replaced(character: str) -> None:
    assert not is_gsm7(character)
    assert is_gsm7(transliterate(character))


def test_the_alphabet_has_127_characters_and_the_escape() -> None:
    assert (len(BASIC), len(EXTENDED)) == (127, 10)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\u201cDon\u2019t wait\u201d \u2014 call\u2026", '"Don\'t wait" - call...'),
        ("1\u2011855\u2011695\u20114872", "1-855-695-4872"),
        ("10\u201362%", "10-62%"),
        ("see https://x.org/a\u2019b\u2014c, it\u2019s there", "see https://x.org/a\u2019b\u2014c, it's there"),
        ("TriageCancer.org/state-laws\u2019", "TriageCancer.org/state-laws\u2019"),
        ("2\u00b2 and \u00bd", "2\u00b2 and \u00bd"),
        ("\U0001f61c", "\U0001f61c"),
    ],
)
def test_transliteration(text: str, plain: str) -> None:
    assert transliterate(text) == plain


def test_no_replacement_holds_a_digit_or_leaves_the_alphabet() -> None:
    for target in REPLACEMENTS.values():
        assert is_gsm7(target)
        assert not re.search(r"\d", target)


@given(st.text())
def test_digits_never_change(text: str) -> None:
    assert re.findall(r"\d", transliterate(text)) == re.findall(r"\d", text)


@given(st.text())
def test_transliterating_twice_changes_nothing_more(text: str) -> None:
    assert transliterate(transliterate(text)) == transliterate(text)


@given(st.text(alphabet=sorted(BASIC | EXTENDED)))
def test_what_is_gsm7_stays_as_it_is(text: str) -> None:
    assert transliterate(text) == text


@given(st.text(max_size=400), st.text(max_size=5))
def test_more_text_never_costs_less(text: str, more: str) -> None:
    assert segments(text + more) >= segments(text)
