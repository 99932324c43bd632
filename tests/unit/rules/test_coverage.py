"""The kind of insurance that a message names, and the answer that fits it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.coverage import classify_insurer, classify_insurers, decide_coverage
from bot.rules.insurers import FUZZY, NAMES

NAMED = [
    ("does Medicare pay for it", "medicare"),
    ("I have an Aetna Medicare Advantage plan", "medicare"),
    ("Medicare and a Blue Cross supplement", "medicare"),
    ("I'm on both Medicaid and Medicare", "medicare"),
    ("MEDICARE PART B?", "medicare"),
    ("my mother's medicare", "medicare"),
    ("medicair", "medicare"),
    ("medicaer", "medicare"),
    ("medicaid", "medicaid"),
    ("medicade will pay?", "medicaid"),
    ("we have MassHealth", "medicaid"),
    ("Medi-Cal", "medicaid"),
    ("TennCare", "medicaid"),
    ("UnitedHealthcare Community Plan", "medicaid"),
    ("TRICARE Prime", "tricare"),
    ("tri-care", "tricare"),
    ("my husband is active duty", "tricare"),
    ("CHAMPVA", "va"),
    ("I get care from the VA", "va"),
    ("do you take Aetna", "private"),
    ("etna", "private"),
    ("BCBS ppo", "private"),
    ("Blue Cross & Blue Shield of Maryland", "private"),
    ("Kaiser HMO", "private"),
    ("keiser", "private"),
    ("an Obamacare plan", "private"),
    ("I bought it on the Marketplace", "private"),
    ("insurance through my job", "private"),
    ("my wife's employer plan", "private"),
    ("uninsured", "none"),
    ("I don\u2019t have insurance", "none"),
    ("no insurance at all", "none"),
    ("does the Johns Hopkins program take it", "program"),
    ("I have Medicare, will Hopkins take it", "program"),
    ("insurance", "unknown"),
    ("is it covered?", "unknown"),
    ("a medical question", "unknown"),
    ("the human side", "unknown"),
    ("", "unknown"),
]


@pytest.mark.parametrize(("text", "kind"), NAMED)
def test_the_kind_that_is_named(text: str, kind: str) -> None:
    assert classify_insurer(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("private", "private"),
        ("no, private", "private"),
        ("it's through my job", "private"),
        ("Oscar", "private"),
        ("none", "none"),
        ("the VA", "va"),
        ("yes, employer", "private"),
    ],
)
def test_a_bare_answer_names_a_kind(text: str, kind: str) -> None:
    assert classify_insurer(text) == kind


@pytest.mark.parametrize(
    "text",
    ["is it my job to send the records", "a private doctor or a clinic?", "do I fly United States air", "no", "yes"],
)
def test_the_same_words_in_another_sentence_name_none(text: str) -> None:
    assert classify_insurer(text) == "unknown"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I don't have Medicare, I have Cigna", ("private",)),
        ("No Medicaid, just Humana", ("private",)),
        ("I used to have Aetna but now Medicare", ("medicare",)),
        ("I'm too young for Medicare", ()),
        ("not covered by Medicare?", ("medicare",)),
        ("I lost my Medicaid", ()),
        ("I lost my insurance", ("none",)),
        ("I lost my insurance card", ()),
        ("Medicare, Medicaid or Tricare", ("medicare", "medicaid", "tricare")),
    ],
)
def test_denied_kinds_do_not_count(text: str, kinds: tuple[str, ...]) -> None:
    assert classify_insurers(text) == kinds


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in names])
def test_every_name_names_its_kind_in_a_sentence(kind: str, name: str) -> None:
    assert classify_insurer(f"We have {name} right now") == kind


@given(st.sampled_from([name for name in FUZZY if len(name) > 8]), st.data())
def test_a_long_name_survives_a_missing_letter(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    assert classify_insurer(name[:place] + name[place + 1 :]) == classify_insurer(name)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_gets_a_kind(text: str) -> None:
    assert classify_insurer(text) in {*NAMES, "unknown"}


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        ("medicare", "coverage/medicare"),
        ("medicaid", "coverage/medicaid"),
        ("private", "coverage/private"),
        ("tricare", "coverage/tricare"),
        ("none", "coverage/not_covered"),
        ("program", "program/insurance"),
        ("va", "coverage/general"),
        ("unknown", "coverage/general"),
        (None, "coverage/general"),
    ],
)
def test_the_answer_for_each_kind(kind: str | None, topic: str) -> None:
    decision = decide_coverage(kind)
    assert (decision.topic, decision.response) == (topic, "utter_" + topic.replace("/", "_"))


@pytest.mark.parametrize("kind", ["medicare", "medicaid", "private", "tricare", "va", "none", "unknown", None])
def test_the_program_takes_no_insurance_whatever_the_kind(kind: str | None) -> None:
    assert decide_coverage(kind, about_program=True).topic == "program/insurance"
