"""References that survive a phone call, and the number for each reason."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.handoff import (
    DIGITS,
    LETTERS,
    MEANT_DIGIT,
    MEANT_LETTER,
    PATTERN,
    HandoffReason,
    Phones,
    find_reference,
    handoff_phone,
    new_reference,
    normalise_reference,
    phone_line,
)

PHONES = Phones("1-800-555-0100", "410-555-0100", "911", "988")
BOTH = "1-800-555-0100 (toll-free) or 410-555-0100"
references = st.tuples(*map(st.sampled_from, PATTERN)).map(lambda s: f"{''.join(s[:3])}-{''.join(s[3:])}")


@pytest.mark.parametrize(
    ("reason", "excluded", "phone", "line"),
    [
        ("excluded_state", False, "410-555-0100", "410-555-0100"),
        ("asked", True, "410-555-0100", "410-555-0100"),
        ("urgent", True, "410-555-0100", "410-555-0100"),
        ("emergency", False, "911", "911"),
        ("emergency", True, "911", "911"),
        ("crisis", True, "988", "988"),
        ("urgent", False, "1-800-555-0100", BOTH),
        ("asked", False, "1-800-555-0100", BOTH),
        ("failure", False, "1-800-555-0100", BOTH),
    ],
)
def test_the_number_for_each_reason(reason: str, excluded: bool, phone: str, line: str) -> None:
    assert handoff_phone(HandoffReason(reason), PHONES, excluded=excluded) == phone
    assert phone_line(HandoffReason(reason), PHONES, excluded=excluded) == line


def test_every_reason_has_a_number() -> None:
    assert all(handoff_phone(reason, PHONES) for reason in HandoffReason)


def test_no_two_signs_of_a_reference_are_easily_confused() -> None:
    signs = set(LETTERS + DIGITS)
    for group in ("0OD", "1ILJ", "2Z", "5S", "8B", "UV", "MN", "BCDEGPTVZ", "AJK", "FS", "59", "GC6"):
        assert len(signs & set(group)) <= 1, group


def test_what_is_mended_is_never_a_sign_of_a_reference() -> None:
    assert not (MEANT_LETTER.keys() | MEANT_DIGIT.keys()) & set(LETTERS + DIGITS)


@given(st.integers())
def test_a_new_reference_has_the_form_and_is_its_own_normal_form(seed: int) -> None:
    reference = new_reference(random.Random(seed).choice)
    assert re.fullmatch(
        rf"[{LETTERS}][{DIGITS}][{LETTERS}{DIGITS}]-[{DIGITS}][{LETTERS}{DIGITS}][{LETTERS}]", reference
    )
    assert normalise_reference(reference) == reference


def test_ten_thousand_references_hardly_repeat() -> None:
    choose = random.Random(7).choice
    assert len({new_reference(choose) for _ in range(10_000)}) > 9_900


@given(references, st.sampled_from(["{}", "{} ", " {}.", "my code is {}", "({})", "ref: {}, thanks"]))
def test_a_reference_is_found_however_it_is_written(reference: str, sentence: str) -> None:
    for written in (reference, reference.lower(), reference.replace("-", " "), reference.replace("-", "")):
        assert find_reference(sentence.format(written)) == reference


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("k7m-42q", "K7M-42Q"),
        ("K 7 M 4 2 Q", "K7M-42Q"),
        ("K7N-4ZO", "K7M-42Q"),
        ("KTM-42Q", "K7M-42Q"),
        ("K1M-A2Q", "K7M-42Q"),
        ("K7M-42", None),
        ("K7M-42QQ", None),
        ("77M-42Q", None),
        ("KKM-42Q", None),
        ("", None),
    ],
)
def test_normalising(written: str, reference: str | None) -> None:
    assert normalise_reference(written) == reference


@pytest.mark.parametrize(
    "sentence",
    [
        "call 410-464-6555",
        "1-855-695-4872",
        "my zip is 21231",
        "21231-1234",
        "fix my hip for him please",
        "why not now",
        "MD 21231",
        "2 for 2 on the spinal fusion",
        "I am 64, 6 ft 4, 240 lb",
        "F4 F2 results",
        "",
    ],
)
def test_words_and_numbers_are_no_reference(sentence: str) -> None:
    assert find_reference(sentence) is None


@given(st.lists(st.sampled_from(["for", "him", "why", "my", "knee", "room", "form", "fix", "hmm", "who"]), max_size=8))
def test_plain_words_are_never_a_reference(words: list[str]) -> None:
    assert find_reference(" ".join(words)) is None


@given(st.from_regex(r"\A1?-?\d{3}-\d{3}-\d{4}\Z"))
def test_a_phone_number_is_never_a_reference(number: str) -> None:
    assert find_reference(number) is None
