"""How messages are read: spelling, sentences, clauses, and writing that hides words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.urgency_spelling import Speller
from bot.rules.urgency_stems import one_form
from bot.rules.urgency_text import MAX_CHARS, Reader

SPELLINGS = {"2nite": ("tonight",), "u": ("you",), "plz": ("please",)}
VOCABULARY = ["chest", "pain", "numb", "suicide", "breathe", "bleeding", "help"]
MENDED = ["bleeding", "unconscious", "stroke", "chest"]
ORDINARY = ["strike", "chess"]


@pytest.fixture(scope="module")
def reader():
    return Reader(
        Speller(SPELLINGS, VOCABULARY, MENDED, ORDINARY), {"🩸": " blood "}, {("out", "of", "now"): ("sudden",)}
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("I can't breathe", ["i", "cant", "breath"], id="apostrophe"),
        pytest.param("I can’t breathe", ["i", "cant", "breath"], id="curly apostrophe"),
        pytest.param("i cant breathe", ["i", "cant", "breath"], id="no apostrophe"),
        pytest.param("I can not breathe", ["i", "cant", "breath"], id="two words"),
        pytest.param("I cannot breathe", ["i", "cant", "breath"], id="one word"),
        pytest.param("he's NUMB", ["he", "is", "numb"], id="short for is"),
        pytest.param("ｃｈｅｓｔ ｐａｉｎ", ["chest", "pain"], id="wide letters"),
        pytest.param("сhest pаin", ["chest", "pain"], id="Cyrillic look-alikes"),
        pytest.param("che\u200bst\u00ad pain", ["chest", "pain"], id="invisible characters"),
        pytest.param("c h e s t  p a i n", ["chest", "pain"], id="spaced letters"),
        pytest.param("s.u.i.c.i.d.e", ["suicid"], id="dotted letters"),
        pytest.param("ch3st pa1n", ["chest", "pain"], id="figures for letters"),
        pytest.param("heeeelp", ["help"], id="drawn-out letters"),
        pytest.param("bleding", ["bleed"], id="a letter left out"),
        pytest.param("uncoscious", ["unconscious"], id="a letter left out of a long word"),
        pytest.param("chets", ["chest"], id="two letters swapped"),
        pytest.param("strike", ["strik"], id="a right word is left alone"),
        pytest.param("plz 2nite", ["pleas", "tonight"], id="chat spelling"),
        pytest.param("38wks 103.4 F", ["38", "wks", "103.4", "f"], id="number and unit"),
        pytest.param("at 7 am I am up", ["at", "7", "am", "i", "is", "up"], id="the am of a time of day"),
        pytest.param("7am", ["7", "am"], id="a time of day in one word"),
        pytest.param("be there 6:15", ["be", "there", "6", "oclock"], id="a time of day with a colon"),
        pytest.param("three pills", ["3", "pill"], id="a number in letters"),
        pytest.param("numb out of now", ["numb", "sudden"], id="a saying"),
        pytest.param("🩸 numb", ["blood", "numb"], id="a picture"),
        pytest.param("peché", ["peche"], id="accents"),
        pytest.param("", [], id="nothing"),
        pytest.param("... !? -", [], id="only punctuation"),
    ],
)
def test_words_of_a_message(reader, written, read):
    assert list(reader.read(written).tokens) == read


@pytest.mark.parametrize(
    ("text", "sentences", "clauses"),
    [
        pytest.param("Pain. Numb", [0, 1], [0, 1], id="full stop"),
        pytest.param("pain... numb", [0, 0], [0, 1], id="dots are a pause"),
        pytest.param("pain, numb", [0, 0], [0, 1], id="comma"),
        pytest.param("pain but numb", [0, 0, 0], [0, 1, 1], id="but"),
        pytest.param("Dr. Pain", [0, 0], [0, 0], id="a title ends no sentence"),
        pytest.param("at 7 a.m. numb", [0, 0, 0, 0], [0, 0, 0, 0], id="a.m. ends no sentence"),
        pytest.param("pain\nnumb", [0, 1], [0, 1], id="a new line"),
    ],
)
def test_sentences_and_clauses_are_numbered(reader, text, sentences, clauses):
    words = reader.read(text)
    assert (list(words.sentences), list(words.clauses)) == (sentences, clauses)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("pains", "pain"),
        ("breathing", "breath"),
        ("breathe", "breath"),
        ("sitting", "sit"),
        ("hitting", "hitting"),
        ("wednesdays", "wednesdays"),
        ("falling", "fall"),
        ("taking", "take"),
        ("bodies", "body"),
        ("evening", "evening"),
        ("is", "is"),
        ("this", "this"),
        ("dizziness", "dizziness"),
        ("her", "my"),
        ("themselves", "myself"),
    ],
)
def test_forms_of_a_word_become_one(word, form):
    assert one_form(word) == form


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_into_plain_words(text):
    words = Reader(Speller(SPELLINGS, VOCABULARY, MENDED, ORDINARY)).read(text)
    assert len(words.tokens) == len(words.sentences) == len(words.clauses)
    assert all(token and token == token.lower() and " " not in token for token in words.tokens)
    assert list(words.sentences) == sorted(words.sentences)
    assert list(words.clauses) == sorted(words.clauses)


def test_both_ends_of_a_very_long_message_are_read(reader):
    tokens = reader.read("chest " + "x " * MAX_CHARS + " numb").tokens
    assert (tokens[0], tokens[-1]) == ("chest", "numb")
    assert len(tokens) < MAX_CHARS
