"""Properties of the residence rule that hold for any wording: names in frames, case and punctuation, any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.eligibility import decide_eligibility, decide_states
from bot.rules.place_index import place_index
from bot.rules.place_states import STATE_NAMES
from bot.rules.places import find_places, mentions_place

EXCLUDED = frozenset({"IA", "LA", "ME", "MI", "NY", "ND"})
ASKED_BACK = {"GA", "WA", "DC"}  # a country, another state, or a name nobody writes out
LIVING = (
    "I live in {}",
    "we live in {}.",
    "she lives in {} now",
    "My home is in {}",
    "the patient lives in {}",
    "I'm a resident of {}",
    "my mother lives in {} and needs surgery",
    "Hi, I have a question. I live in {}. Can I use the program?",
    "we moved to {} from Ontario, Canada in 2015",
    "my mailing address is in {}",
    "I live in {} and my surgeon is in Baltimore",
    "I am from {}, thanks",
    "currently residing in {}",
)
QUESTIONS = ("is {} excluded?", "do you take people from {}", "what about {}", "Does the program serve {} residents?")
NOT_LIVING = (
    "my surgeon is in {}",
    "the hospital in {} did the scan",
    "I was born in {}",
    "I don't live in {}",
    "I used to live in {}",
    "I work in {}",
    "we are visiting {}",
    "moving to {} next year",
    "an hour from {}",
    "my insurance is from {}",
    "I have cousins in {}",
)

states = st.sampled_from(sorted(set(STATE_NAMES) - ASKED_BACK))
excluded_states = st.sampled_from(sorted(EXCLUDED))


@pytest.fixture(scope="module", autouse=True)
def _index():
    place_index()  # built before the first example, whose time Hypothesis watches


def verdict_of(code: str) -> str:
    return "excluded" if code in EXCLUDED else "served"


@given(code=states, frame=st.sampled_from(LIVING + QUESTIONS), asked=st.booleans())
@settings(deadline=None)
def test_full_name_in_any_frame_gives_that_states_verdict(code, frame, asked):
    decision = decide_eligibility(frame.format(STATE_NAMES[code]), excluded=EXCLUDED, asked=asked)
    assert (decision.verdict, decision.state) == (verdict_of(code), code)


@given(code=states.filter(lambda code: code != "LA"), frame=st.sampled_from(LIVING[:3] + QUESTIONS[:1]))
@settings(deadline=None)
def test_capital_postal_code_in_any_frame_gives_that_states_verdict(code, frame):
    decision = decide_eligibility(frame.format(code), excluded=EXCLUDED)
    assert (decision.verdict, decision.state) == (verdict_of(code), code)


@given(code=states, frame=st.sampled_from(NOT_LIVING), asked=st.booleans())
@settings(deadline=None)
def test_place_that_is_no_home_is_asked_about(code, frame, asked):
    assert decide_eligibility(frame.format(STATE_NAMES[code]), excluded=EXCLUDED, asked=asked).verdict == "ask"


@given(
    home=states,
    other=states,
    frame=st.sampled_from(("{0}. My surgeon is in {1}", "I live in {0}, born in {1}", "moved from {1} to {0}")),
)
@settings(deadline=None)
def test_home_decides_beside_another_state(home, other, frame):
    decision = decide_eligibility(frame.format(STATE_NAMES[home], STATE_NAMES[other]), excluded=EXCLUDED, asked=True)
    assert (decision.verdict, decision.state) == (verdict_of(home), home)


@given(
    home=excluded_states,
    frame=st.sampled_from(LIVING),
    other=states.filter(lambda code: code not in EXCLUDED),
    aside=st.sampled_from((*NOT_LIVING, "my kids live in {}", "my doctor at {} hospital agrees", "is {} served?")),
    joined=st.sampled_from(("{0}. {1}", "{1}. {0}", "{0} but {1}", "{1}, {0}", "{0} and {1}", "{1}; {0}")),
    change=st.sampled_from((str, str.lower, str.upper)),
)
@settings(max_examples=400, deadline=None)
def test_home_in_an_excluded_state_is_never_served_whatever_else_is_named(home, frame, other, aside, joined, change):
    text = joined.format(frame.format(STATE_NAMES[home]), aside.format(STATE_NAMES[other]))
    assert decide_eligibility(change(text), excluded=EXCLUDED, asked=True).verdict != "served"


@given(home=states, mail=excluded_states)
@settings(deadline=None)
def test_mailing_address_in_an_excluded_state_excludes(home, mail):
    text = f"I live in {STATE_NAMES[home]} but my mailing address is in {STATE_NAMES[mail]}"
    decision = decide_eligibility(text, excluded=EXCLUDED)
    assert (decision.verdict, decision.mailing) == ("excluded", True)


@given(
    code=states,
    change=st.sampled_from((str.upper, str.lower, str.title, str.swapcase)),
    before=st.sampled_from(("", " ", "  ", "\t", '"', "- ", "...", "\n")),
    after=st.sampled_from(("", " ", ".", "!!", " :)", "\n", "?", " 🙂")),
)
@settings(deadline=None)
def test_case_space_and_punctuation_change_nothing(code, change, before, after):
    decision = decide_eligibility(before + change(STATE_NAMES[code]) + after, excluded=EXCLUDED, asked=True)
    assert (decision.verdict, decision.state) == (verdict_of(code), code)


@given(
    code=excluded_states,
    noise=st.text(max_size=80),
    frame=st.sampled_from(("{1}. I live in {0}", "I live in {0}. {1}")),
)
@settings(max_examples=300, deadline=None)
def test_resident_of_an_excluded_state_is_never_served(code, noise, frame):
    decision = decide_eligibility(frame.format(STATE_NAMES[code], noise), excluded=EXCLUDED, asked=True)
    assert decision.verdict != "served"


@given(text=st.text(max_size=400), asked=st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text_is_decided(text, asked):
    decision = decide_eligibility(text, excluded=EXCLUDED, asked=asked)
    assert decision.verdict in {"excluded", "served", "ask", "other"}
    assert (decision.state is None) or decision.state in STATE_NAMES
    assert mentions_place(text) == bool(find_places(text))


words = st.sampled_from(
    "in or me ok hi oh la ma pa id de co al mi ne md ms ny I live moved to from not my mom surgeon Ohio Iowa Portland Maine , . ? 48104".split()
)


@given(text=st.lists(words, max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_word_salad_keeps_places_inside_the_text(text):
    for place in find_places(text, asked=True):
        assert 0 <= place.start < place.end <= len(text)
        assert place.states
    for decision in decide_states(text, excluded=EXCLUDED):
        assert decision.verdict in {"excluded", "served", "ask", "other"}


@given(text=st.lists(words, max_size=25).map(" ".join), known=states)
@settings(deadline=None)
def test_excluding_every_state_serves_nobody(text, known):
    assert decide_eligibility(text, excluded=frozenset(STATE_NAMES), asked=True, known=known).verdict != "served"


@pytest.mark.parametrize("text", ["", " ", "\x00", "🙂" * 300, "a" * 1600, "Ohio " * 300, "." * 1600, "New " * 400])
def test_odd_texts_are_decided(text):
    assert decide_eligibility(text, excluded=EXCLUDED, asked=True).verdict in {"ask", "served"}
