"""Picking from what was offered, and picking anew."""

from __future__ import annotations

import pytest

from bot.rules.choices import NONE_OF_THESE, pick_anew, pick_choice, picks_all, takes_back

INSURERS = ["Medicare", "Medicaid", "Private or employer plan", "TRICARE"]
QUESTIONS = ["Can I cancel my request?", "What is the fax number?", "Something else"]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        *(("2", 1), ("the second one", 1), ("option 4 please", 3), ("last one", 3), ("number three", 2)),
        *(("Medicaid", 1), ("the employer one", 2), ("tricare pls", 3), ("privat or employer plan", 2)),
        *(("none of these", NONE_OF_THESE), ("neither", NONE_OF_THESE), ("something else", NONE_OF_THESE)),
        *(("5", None), ("how much does it cost", None), ("I have 2 doctors", None), ("my plan is private", 2)),
    ],
)
def test_picking(text: str, index: int | None) -> None:
    assert pick_choice(text, INSURERS) == index


@pytest.mark.parametrize(("text", "index"), [("the fax one", 1), ("cancel", 0), ("about my fax", 1), ("what", None)])
def test_picking_by_a_telling_word(text: str, index: int | None) -> None:
    assert pick_choice(text, QUESTIONS) == index


@pytest.mark.parametrize(
    ("text", "count", "taken", "index"),
    [
        ("sorry fat thumbs, meant 1", 4, 3, 0),
        ("oops i pushed the wrong one. 2", 4, 2, 1),
        ("hm no, make that the first", 3, 1, 0),
        ("not 4, 1", 4, 3, 0),
        ("and what would number 4 say", 4, 0, 3),
        ("what about the third", 4, 0, 2),
        ("the other one", 2, 0, 1),
        ("the other one", 4, 0, None),
        ("1", 4, 0, None),
        ("3", 4, 0, 2),
        ("sorry, Idaho not Iowa", 4, 0, None),
        ("I have 2 doctors", 4, 0, None),
        ("one", 4, None, 0),
        ("", 4, 0, None),
    ],
)
def test_picking_anew(text: str, count: int, taken: int | None, index: int | None) -> None:
    assert pick_anew(text, count, taken) == index


def test_wanting_all() -> None:
    assert picks_all("both please")
    assert not picks_all("both doctors agree")


@pytest.mark.parametrize("text", ["sorry, I meant Ohio", "oops wrong button", "actually it's Cigna", "scratch that"])
def test_taking_back(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize("text", ["Ohio", "and the fax?", "what does it cost"])
def test_taking_nothing_back(text: str) -> None:
    assert not takes_back(text)
