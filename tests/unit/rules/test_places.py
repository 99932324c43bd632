"""Places in a message: where they stand, what they may mean, and what is no place."""

from __future__ import annotations

import time

import pytest

from bot.rules.place_index import place_index
from bot.rules.place_text import key_of, tokenize
from bot.rules.places import find_places, mentions_place


def found(text: str, **options) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(text[place.start : place.end], place.kind, place.states) for place in find_places(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I live in Ohio.", [("Ohio", "state", ("OH",))]),
        ("Buffalo, NY 14201 is home", [("Buffalo, NY 14201", "city", ("NY",))]),
        ("we're in buffalo ny", [("buffalo ny", "city", ("NY",))]),
        ("N.Y. or N. Dak.?", [("N.Y.", "code", ("NY",)), ("N. Dak", "state", ("ND",))]),
        ("from St. Louis, Mo. to Ft. Drum", [("St. Louis, Mo", "city", ("MO",)), ("Ft. Drum", "region", ("NY",))]),
        ("St. Tammany Parish", [("St. Tammany Parish", "county", ("LA",))]),
        ("my zip is 06390-1234", [("06390-1234", "zip", ("NY",))]),
        ("soy de Nuevo México", [("Nuevo México", "state", ("NM",))]),
        ("i live in nort dakota", [("nort dakota", "state", ("ND",))]),
        ("she's a Mainer", [("Mainer", "demonym", ("ME",))]),
        ("Toronto, Canada", [("Toronto, Canada", "country", ("other",))]),
        ("Guam", [("Guam", "territory", ("other",))]),
        ("Winston-Salem", [("Winston-Salem", "city", ("NC",))]),
    ],
)
def test_find_places_returns_the_span_the_kind_and_the_states(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Michigan City, Indiana", ("IN",)),
        ("Louisiana, Missouri", ("MO",)),
        ("Nevada, Iowa", ("IA",)),
        ("California, Maryland", ("MD",)),
        ("Kansas City, Kansas", ("KS",)),
        ("New York Mills, MN", ("MN",)),
        ("West Virginia", ("WV",)),
        ("Washington, Maine", ("ME",)),
        ("Windsor, Ontario", ("other",)),
        ("Rome, Georgia", ("GA",)),
    ],
)
def test_town_named_like_a_state_is_read_with_its_own_state(text, states):
    assert [place.states for place in find_places(text)] == [states]


def test_states_in_a_list_stay_apart():
    assert [place.states for place in find_places("Ohio, Illinois or Iowa")] == [("OH",), ("IL",), ("IA",)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hi! ok, oh well, am I in",
        "in or me ok hi oh la ma pa id de co al",
        "my MI in 2019, then a CT scan at the VA",
        "Dr. Jackson and Dr. Austin of Mercy",
        "Dr. Smith, MD, is in-network",
        "1300 Michigan Ave",
        "University of Michigan hospital",
        "New York Presbyterian",
        "Bank of New York",
        "call 212-555-0100 or (313) 555-0101",
        "it costs $48104 in 10001 installments",
        "reading the normal results gave me new hope",
        "a mass in my organ, I feel ill and miss my mobile life",
        "at St. Luke's",
        "he lives two blocks from the harbor",
        "the main thing is to be independent",
        "two ojos mañana",
        "IL-6 and CA-125 were high",
    ],
)
def test_ordinary_words_names_and_numbers_are_no_places(text):
    assert found(text) == []
    assert not mentions_place(text)


@pytest.mark.parametrize(
    ("answer", "states"),
    [("normal", ("IL",)), ("mi", ("MI",)), ("48104", ("MI",)), ("ME", ("ME",)), ("pa", ("PA",)), ("Hope?", None)],
)
def test_answer_to_the_question_needs_no_other_sign(answer, states):
    assert not find_places(f"the {answer} of it all is hard to say")
    places = find_places(answer, asked=True)
    assert places
    assert states is None or places[0].states == states


@pytest.mark.parametrize(
    ("name", "excluded", "kept"),
    [
        ("charlotte", {"MI"}, {"NC"}),  # 900,000 people against 9,000: nobody means the smaller
        ("portland", {"ME"}, {"OR", "ME"}),  # an excluded state's city of more than 10,000 people is never dropped
        ("springfield", {"ME"}, {"MO", "MA", "IL", "OR", "OH", "ME"}),  # no leader, so small namesakes count too
        ("buffalo", {"NY"}, {"NY"}),
        ("rochester", {"NY"}, {"NY", "MN"}),
    ],
)
def test_namesakes_are_dropped_only_behind_one_far_larger_city(name, excluded, kept):
    entry = place_index().towns[name]
    assert set(entry.likely(frozenset(excluded))) == kept


def test_every_state_has_its_name_and_its_zip_codes_in_the_index():
    index = place_index()
    assert {code for entry in index.names.values() if entry.kind == "state" for code in entry.weights} >= index.codes
    assert set(index.zips.values()) >= index.codes


def test_key_folds_case_accents_and_saints():
    assert key_of("Saint Louis") == key_of("ST. LOUIS") == "st louis"
    assert [token.key for token in tokenize("Hawai‘i’s Nuevo México")] == ["hawaii", "nuevo", "mexico"]


def test_offsets_survive_accents_and_emoji():
    text = "🙂 mi mamá vive en Nuevo México 🙂"
    assert [text[token.start : token.end] for token in tokenize(text)][3] == "vive"


def test_longest_message_is_read_within_a_moment():
    text = ("My surgeon in Boston wants to operate in May and we live in a small town near the Ohio river. " * 20)[
        :1600
    ]
    find_places(text)
    times = []
    for _ in range(3):  # the least counts: Python may tidy its memory in between
        started = time.thread_time()
        find_places(text)
        times.append(time.thread_time() - started)
    assert min(times) < 0.05  # usually 2 ms; room for a busy machine
