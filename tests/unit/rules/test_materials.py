"""Kinds of material in a visitor's words, and what comes back of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.materials import Material, ReturnedTo, classify_material, decide_material

FILMS, PAPER, PATHOLOGY, OTHER = Material.FILMS, Material.PAPER_RECORDS, Material.PATHOLOGY, Material.OTHER


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("do I get my x-rays back", {FILMS}),
        ("X rays", {FILMS}),
        ("the xray films", {FILMS}),
        ("my slides", {PATHOLOGY}),
        ("tissue and paraffin blocks", {PATHOLOGY}),
        ("the pathology specimens", {PATHOLOGY}),
        ("my medical records", {PAPER}),
        ("the paper chart", {PAPER}),
        ("the pathology report", {PAPER}),
        ("the pathology report and the slides", {PAPER, PATHOLOGY}),
        ("films and records", {FILMS, PAPER}),
        ("my MRI", {OTHER}),
        ("a CD with my scans", {OTHER}),
        ("x-rays on a CD", {OTHER}),
        ("everything", set()),
        ("a recording", set()),
        ("", set()),
    ],
)
def test_kinds_that_are_named(text: str, kinds: set[Material]) -> None:
    assert classify_material(text) == kinds


@pytest.mark.parametrize("kind", [FILMS, PAPER])
def test_films_and_paper_come_to_the_patient_by_courier_within_two_weeks(kind: Material) -> None:
    decision = decide_material(kind)
    assert (decision.returned_to, decision.courier, decision.within_weeks) == (ReturnedTo.PATIENT, True, 2)
    assert decision.topic == "program/records_returned"


def test_pathology_goes_back_to_the_institution_and_no_time_is_named() -> None:
    decision = decide_material(PATHOLOGY)
    assert (decision.returned_to, decision.courier, decision.within_weeks) == (ReturnedTo.INSTITUTION, False, None)
    assert decision.topic == "program/pathology_returned"


def test_nothing_is_promised_of_other_material() -> None:
    decision = decide_material(OTHER)
    assert (decision.returned_to, decision.within_weeks) == (ReturnedTo.UNPUBLISHED, None)


@given(st.text(max_size=200))
def test_any_text_gets_kinds_with_a_decision(text: str) -> None:
    assert all(decide_material(kind).material is kind for kind in classify_material(text))
