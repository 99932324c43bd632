"""Who the patient is, as far as the message says: the writer, or somebody else."""

from __future__ import annotations

import itertools

from bot.rules import residence_words as say
from bot.rules.place_token import Token
from bot.rules.residence_cues import Holder

REACH = 6  # words between a person and the illness or wish that makes them the patient
TOGETHER = tuple(
    tuple(phrase.split())
    for phrase in """
    lives with me; lives with us; lives w me; lives w us; living with me; living with us; stays with me; live together;
    both live; same house; same address; same home; same state
    """.split(";")
)


def patient_of(tokens: list[Token]) -> Holder | None:
    """Return RELATIVE, SELF, or None when the message does not tell."""
    words = [token.lower for token in tokens]
    declared = _declared(words)
    if declared:
        return declared
    other = any(
        _speaks_for(words, position) or _cared_for(words, position) or _ill(words, position)
        for position in range(len(words))
    )
    own = any(_ill_self(words, position) for position in range(len(words)))
    if other == own:
        return None
    return Holder.RELATIVE if other else Holder.SELF


def lives_together(tokens: list[Token]) -> bool:
    """Say whether writer and patient share a home: "she lives with us", "I live in Ohio with my son"."""
    words = [token.lower for token in tokens]
    for position in range(2, len(words)):
        if words[position] in say.RELATIVES and words[position - 2] == "with" and words[position - 1] in ("my", "our"):
            return "live" in words[max(position - 8, 0) : position]
    return any(tuple(words[at : at + len(phrase)]) == phrase for at in range(len(words)) for phrase in TOGETHER)


def _declared(words: list[str]) -> Holder | None:
    """Read "I'm the patient", "the patient is my mom", "the patient lives in"."""
    for position, word in enumerate(words):
        if word not in say.PATIENT_WORDS:
            continue
        before = words[max(position - 4, 0) : position]
        if {"i'm", "im", "i", "me", "myself"} & set(before):
            return Holder.RELATIVE if {"not", "isn't"} & set(before) else Holder.SELF
        me = word.endswith("'s") and words[position + 1 : position + 2] in (["me"], ["myself"])
        if me or words[position + 1 : position + 3] in (["is", "me"], ["is", "myself"], ["here", "is"]):
            return Holder.SELF
        if words[position + 1 : position + 2] == [":"] or words[position + 1 : position + 3] in (
            ["is", "my"],
            ["is", "our"],
        ):
            return Holder.RELATIVE
        if before[-1:] == ["a"] and not {"for", "have", "refer", "about"} & set(before[-2:]):
            continue  # patients in general
        if before[-1:] in (["the"], ["a"], ["our"], ["my"], ["is"], [","], ["("]):
            return Holder.RELATIVE
    return None


def _speaks_for(words: list[str], position: int) -> bool:
    """Read "I'm her daughter", "this is the caregiver"."""
    if words[position] not in (say.RELATIVES | {"caregiver", "poa", "guardian"}) - say.ANY_PERSON:
        return False
    before = words[max(position - 4, 0) : position]
    return bool({"i'm", "im", "am", "this"} & set(before)) and bool(
        {"the", "his", "her", "their", "a"} & set(before[-2:])
    )


def _cared_for(words: list[str], position: int) -> bool:
    """Read "for my mother", "on behalf of our 80 year old dad"."""
    if words[position] not in say.RELATIVES:
        return False
    before = _sentence_before(words, position)
    return bool({"my", "our", "her", "his", "a", "mi"} & set(before)) and bool(say.CARED_FOR & set(before))


def _ill(words: list[str], position: int) -> bool:
    person = words[position] in say.RELATIVES or words[position] in say.THIRD_PERSON
    return person and bool(say.ILL & set(_clause_after(words, position)))


def _ill_self(words: list[str], position: int) -> bool:
    if words[position] not in ("i", "i'm", "im", "my", "i've", "ive"):
        return words[position : position + 2] in (["for", "me"], ["for", "myself"], ["my", "own"])
    after = _clause_after(words, position)
    return bool(say.ILL_SELF & set(after)) and not any(word in say.RELATIVES for word in after)


def _sentence_before(words: list[str], position: int) -> list[str]:
    before = reversed(words[max(position - REACH, 0) : position])
    return list(itertools.takewhile(lambda word: word not in say.SENTENCE_MARKS, before))


def _clause_after(words: list[str], position: int) -> list[str]:
    after = words[position + 1 : position + 1 + REACH]
    return list(itertools.takewhile(lambda word: word not in say.SENTENCE_MARKS, after))
