"""The residence rule's answer beside the verdict: state, reason, options, mailing; what the conversation knows."""

from __future__ import annotations

import pytest

from bot.rules.eligibility import EligibilityDecision, Verdict, decide_eligibility, decide_states

EXCLUDED = frozenset({"IA", "LA", "ME", "MI", "NY", "ND"})


def decide(text: str, **options) -> EligibilityDecision:
    return decide_eligibility(text, excluded=EXCLUDED, **options)


def test_decision_names_the_state_and_how_it_was_recognised():
    assert decide("we live in Kalamazoo") == EligibilityDecision(Verdict.EXCLUDED, "MI", "city", (), "Kalamazoo")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I live in Iowa", "named"),
        ("mi", "named"),
        ("a New Yorker", "named"),
        ("zip 48104", "zip"),
        ("Orleans Parish", "county"),
        ("the Hamptons", "region"),
        ("my mailing address is in Maine", "mailing_address"),
        ("Portland", "ambiguous_place"),
        ("I live in Ohio and in Michigan", "two_homes"),
        ("I'm a student in Ann Arbor", "staying"),
        ("my surgeon is in Ohio", "surgeon_only"),
        ("I'm in Ohio, my mother is the patient", "caller_only"),
        ("not in Ohio", "negated"),
        ("an hour from Toledo", "near_only"),
        ("I used to live in Ohio", "left_only"),
        ("none of your business", "refused"),
        ("what?", "none"),
        ("our mail is forwarded to Ohio", "home_unknown"),
    ],
)
def test_reason_says_what_decided(text, reason):
    assert decide(text, asked=True).reason == reason


def test_options_are_the_states_an_ambiguous_place_may_mean():
    assert set(decide("LA", asked=True).options) == {"CA", "LA"}
    assert set(decide("Portland", asked=True).options) == {"OR", "ME"}
    assert decide("I'm a student in Ann Arbor").options == ("MI",)
    assert decide("I live in Ohio").options == ()


def test_options_stay_few_enough_to_be_read_out():
    assert 2 <= len(decide("Washington County", asked=True).options) <= 6


def test_place_is_the_recognised_name_and_never_the_visitors_words():
    assert decide("i liv in lousianna plz hurry").place == "Louisiana"
    assert decide("ny", asked=True).place == "New York"
    assert decide("xyzzy", asked=True).place is None


@pytest.mark.parametrize(
    ("text", "state", "mailing"),
    [
        ("I live in Florida, my mail goes to Buffalo", "NY", True),
        ("I live in Buffalo, my mail goes to Florida", "NY", False),
        ("we live in Spain and have a PO box in Fargo", "ND", True),
    ],
)
def test_mailing_tells_whether_the_address_decided(text, state, mailing):
    decision = decide(text)
    assert (decision.verdict, decision.state, decision.mailing) == (Verdict.EXCLUDED, state, mailing)


def test_excluded_states_are_an_argument():
    assert decide_eligibility("I live in Ohio", excluded=frozenset({"OH"})).verdict is Verdict.EXCLUDED
    assert decide_eligibility("I live in Iowa", excluded=frozenset()).verdict is Verdict.SERVED
    assert decide_eligibility("Portland", excluded=frozenset(), asked=True).verdict is Verdict.SERVED
    assert decide_eligibility("Portland", excluded=frozenset({"OR", "ME"}), asked=True).verdict is Verdict.EXCLUDED


def test_bare_word_is_an_answer_only_when_asked():
    text = "hi, paris is where my daughter studies and normal is what I want to feel"
    assert decide(text).verdict is Verdict.ASK
    assert decide("normal", asked=True).state == "IL"


class TestKnownState:
    """What the conversation has settled before."""

    def test_decides_where_the_message_names_no_place(self):
        decision = decide("so can I use it?", known="MI")
        assert (decision.verdict, decision.state, decision.reason) == (Verdict.EXCLUDED, "MI", "known")

    def test_decides_beside_a_surgeons_town(self):
        assert decide("my surgeon is in Detroit", known="OH").state == "OH"

    def test_gives_way_to_a_newly_named_home(self):
        assert decide("we moved to Maine", known="OH").state == "ME"

    def test_is_dropped_when_the_message_denies_it(self):
        assert decide("no, I'm not in Ohio", known="OH").verdict is Verdict.ASK

    def test_does_not_hide_a_mailing_address(self):
        assert decide("but I get my mail in New York", known="NJ").verdict is Verdict.EXCLUDED


class TestDecideStates:
    """A list of states in one question."""

    def test_excluded_states_come_first(self):
        decisions = decide_states("do you take Ohio, Iowa or Texas?", excluded=EXCLUDED)
        assert [(decision.verdict, decision.state) for decision in decisions] == [
            ("excluded", "IA"),
            ("served", "OH"),
            ("served", "TX"),
        ]

    def test_leaves_out_places_that_are_nobodys_home(self):
        decisions = decide_states("is Ohio ok? my surgeon is in New York", excluded=EXCLUDED)
        assert [decision.state for decision in decisions] == ["OH"]

    def test_is_empty_without_a_place(self):
        assert decide_states("which states?", excluded=EXCLUDED) == ()
