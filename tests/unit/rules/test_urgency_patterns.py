"""Patterns and contexts on small data of their own: order, nearness, exclusion, counting, negation, time."""

from __future__ import annotations

import pytest

from bot.rules.urgency import UrgencyRules
from bot.rules.urgency_patterns import parse_pattern

CONTEXTS = [
    {"id": "denied", "means": "m", "where": "before", "cues": "denying", "reach": 3, "stops": "stops"},
    {"id": "denied_list", "means": "m", "where": "before", "cues": "denying", "stops": "stops", "list_stops": "ends"},
    {"id": "past", "means": "m", "where": "clause", "cues": "past", "lifted_by": "now", "owners": "events"},
    {"id": "general", "means": "m", "where": "sentence", "cues": "general"},
    {"id": "taught", "means": "m", "where": "message", "cues": "taught"},
    {"id": "answered", "means": "m", "where": "answer", "cues": "denying"},
    {"id": "told_past", "means": "m", "where": "next", "cues": "past"},
    {"id": "no_wish", "means": "m", "where": "before", "cues": "would_never"},
    {"id": "worry", "means": "m", "where": "after", "cues": "worry", "reach": 2},
]
WORDS = {
    "chest": ["chest", "breast bone"],
    "pain": ["pain", "hurts"],
    "sweat": ["sweating"],
    "faint": ["faint"],
    "fever": [{"from": 100.4, "to": 108}],
    "denying": ["no", "without", "don't have"],
    "stops": ["but", "my"],
    "ends": ["but", "my", "is", "has"],
    "doses": ["# pills", "age #13-99", "(took|ate) (two|2|) pods"],
    "past": ["years ago", "in #"],
    "now": ["now"],
    "general": ["if someone"],
    "taught": ["my class"],
    "worry": ["bills"],
    "visit": ["visit"],
    "wish": ["wish"],
    "wake": ["never wake up"],
    "would_never": ["would never"],
    "surgery": [{"ending": "ectomy"}, "surgery"],
    "soon": ["tomorrow"],
}


def rules(*patterns, unless=()):
    """Rules with one rule of these patterns, which all its examples obey by decree."""
    rule = {"id": "r", "level": "emergency", "means": "m", "when": list(patterns), "unless": list(unless)}
    return UrgencyRules.from_data({
        "symbols": {"🩸": "blood"}, "spellings": {"u": "you"}, "sayings": {"at once": "now"}, "fillers": ["really", "my"],
        "mended": ["chest"], "ordinary": ["chess"], "ignored": ["pain clinic"], "words": WORDS,
        "background": {"events": ["stent"]}, "contexts": CONTEXTS,
        "levels": {level: {"unless": []} for level in ("crisis", "emergency", "urgent")},
        "alarms": [rule | {"examples": ["a", "b"], "not": ["c"]}],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "text", "alarms"),
    [
        pytest.param("chest > pain", "chest and some pain", True, id="in order"),
        pytest.param("chest > pain", "pain in the chest", False, id="wrong order"),
        pytest.param("chest > pain", "chest la le li lo pain", True, id="at the widest gap"),
        pytest.param("chest > pain", "chest la le li lo lu pain", False, id="beyond the gap"),
        pytest.param("chest > pain", "chest. pain", False, id="never across sentences"),
        pytest.param("chest >> pain", "chest pain", True, id="at once"),
        pytest.param("chest >> pain", "chest la pain", True, id="at once, with a word between"),
        pytest.param("chest >> pain", "chest la le pain", False, id="not at once"),
        pytest.param("chest >> pain > sweat", "chest pain la le li sweating", True, id="at once, then later"),
        pytest.param("doses", "7 pills", True, id="any number"),
        pytest.param("doses", "age 13", True, id="a number in the range of a phrase"),
        pytest.param("doses", "age 12", False, id="a number below the range of a phrase"),
        pytest.param("doses", "ate pods", True, id="one choice of a phrase, the other left out"),
        pytest.param("doses", "took two pods", True, id="other choices of a phrase"),
        pytest.param("doses", "bought pods", False, id="no choice of a phrase"),
        pytest.param("chest + pain", "pain in the chest", True, id="near in any order"),
        pytest.param("chest + pain", "chest la le li lo lu ra re pain", True, id="near at the widest gap"),
        pytest.param("chest + pain", "chest la le li lo lu ra re ro pain", False, id="too far to be near"),
        pytest.param("chest + pain + sweat", "chest sweating pain", True, id="one between the others"),
        pytest.param("chest & pain", "My chest. Then a day later there was some pain.", True, id="anywhere"),
        pytest.param("pain & pain", "only one pain", False, id="one place counts once"),
        pytest.param("pain & pain", "pain here and pain there", True, id="two places count twice"),
        pytest.param("2 of: chest, pain, sweat", "sweating and faint, chest fine", True, id="two of three"),
        pytest.param("2 of: chest, pain, sweat", "sweating and faint", False, id="one of three"),
        pytest.param("2 of: chest, pain & faint", "chest pain", False, id="two, but not the other part"),
        pytest.param("surgery + soon - visit", "surgery tomorrow", True, id="nothing excluded near"),
        pytest.param("surgery + soon - visit", "a visit for surgery tomorrow", False, id="excluded word near"),
        pytest.param("surgery + soon - visit", "surgery tomorrow, then a visit", True, id="excluded word only after"),
        pytest.param("surgery + soon -- visit", "surgery tomorrow, then a visit", False, id="excluded word after"),
        pytest.param("surgery + soon -- visit", "visit, then surgery tomorrow", True, id="excluded word only before"),
        pytest.param("surgery + soon", "mastectomy tomorrow", True, id="an ending"),
        pytest.param('"help me"', "please help me", True, id="a phrase in place"),
        pytest.param("chest", "breast bone", True, id="a phrase of two words"),
        pytest.param("chest", "breast really my bone", True, id="fillers inside a phrase"),
        pytest.param("chest", "breast big bone", False, id="other words inside a phrase"),
        pytest.param("fever", "it is 103.2 now", True, id="a number in range"),
        pytest.param("fever", "it is 100.4", True, id="a number on the border"),
        pytest.param("fever", "it is 100.3", False, id="a number below"),
        pytest.param("pain", "my pain clinic", False, id="an ignored phrase"),
        pytest.param("pain", "my pain clinic and pain", True, id="also outside the ignored phrase"),
    ],
)
def test_pattern(pattern, text, alarms):
    assert (rules(pattern).check(text).level == "emergency") is alarms


@pytest.mark.parametrize(
    ("context", "text", "alarms"),
    [
        pytest.param("denied", "no pain", False, id="denied"),
        pytest.param("denied", "no fever or pain", False, id="denied in a list"),
        pytest.param("denied", "no la le li pain", False, id="denied at the reach"),
        pytest.param("denied", "no la le li lo pain", True, id="beyond the reach"),
        pytest.param("denied", "no fever but pain", True, id="another clause"),
        pytest.param("denied", "no ride my pain", True, id="a stop between"),
        pytest.param("denied", "no fever, pain", True, id="a comma between"),
        pytest.param("denied", "pain, no fever", True, id="another thing is denied"),
        pytest.param("denied_list", "no fever, sweating, pain or chills", False, id="a list that or closes"),
        pytest.param("denied_list", "no fever, sweating or pain", False, id="last in a list"),
        pytest.param("denied_list", "no fever, pain, chills", True, id="no or closes the list"),
        pytest.param("denied_list", "no fever, has pain or chills", True, id="a verb ends the list"),
        pytest.param("denied_list", "no fever or chills. pain", True, id="a list of another sentence"),
        pytest.param("past", "pain years ago", False, id="past"),
        pytest.param("past", "pain in 2019", False, id="a year"),
        pytest.param("past", "pain years ago and pain now", True, id="again now"),
        pytest.param("past", "pain years ago now back", True, id="now in the same clause"),
        pytest.param("past", "a stent years ago pain", True, id="the time belongs to something else"),
        pytest.param("past", "years ago a stent, pain", True, id="another clause is past"),
        pytest.param("general", "if someone has pain", False, id="supposed"),
        pytest.param("general", "If someone asks. I have pain.", True, id="supposed in another sentence"),
        pytest.param("taught", "It is for my class. What is pain?", False, id="anywhere in the message"),
        pytest.param("answered", "Pain? No.", False, id="answered with no"),
        pytest.param("answered", "Pain? No sweating though.", True, id="no is not the whole answer"),
        pytest.param("answered", "No. Pain!", True, id="no before it"),
        pytest.param("told_past", "I had pain. Years ago it was.", False, id="the next sentence tells when"),
        pytest.param("told_past", "I had pain. It began years ago.", True, id="only at the start of the next sentence"),
        pytest.param("told_past", "I had pain. La. Years ago.", True, id="not two sentences on"),
        pytest.param("worry", "pain from bills", False, id="close after"),
        pytest.param("worry", "pain from a big stack of bills", True, id="too far after"),
        pytest.param("worry", "bills and pain", True, id="before does not count"),
    ],
)
def test_context_takes_the_alarm_back(context, text, alarms):
    assert (rules("pain", unless=[context]).check(text).level == "emergency") is alarms


def test_context_leaves_the_words_of_the_pattern_alone():
    assert rules("denying > pain", unless=["denied"]).check("no pain").level == "emergency"


def test_context_leaves_a_phrase_alone_that_holds_part_of_its_cue():
    assert rules("wish > wake", unless=["no_wish"]).check("I wish I would never wake up").level == "emergency"


def test_context_does_not_touch_background_lists():
    assert rules("events & pain", unless=["past"]).check("stent years ago. pain").level == "emergency"


@pytest.mark.parametrize("text", ["", "chest >", "> pain", "chest && pain", "Chest", "2 of:", "chest - ", "chest -- "])
def test_broken_pattern_is_refused(text):
    with pytest.raises(ValueError, match="neither a list name"):
        parse_pattern(text)
