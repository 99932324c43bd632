"""Pointing a visitor to a person: which number to show, and a reference that can be said on the phone.

A reference looks like K7M-42Q. It is spoken, heard and written down by people who may be unwell, so of each group
of signs that look or sound alike at most one is used: no 0 O D, 1 I L J, 2 Z, 5 S, 8 B, U V, M N twice, and of the
letters that rhyme (B C D E G P T V Z, A J K H) only P and K. It begins and ends with a letter and its second and
fourth signs are digits: no reference spells a word, or could be taken for a phone number or a ZIP code. That
leaves 921,600; whoever stores one makes sure that it is not in use.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

VERSION: Final = "1"

LETTERS: Final = "FHKMPQRWXY"
DIGITS: Final = "234679"
PATTERN: Final = (LETTERS, DIGITS, LETTERS + DIGITS, DIGITS, LETTERS + DIGITS, LETTERS)

# What people write for a sign they heard or read: only signs that no reference holds.
MEANT_LETTER: Final = {"O": "Q", "0": "Q", "N": "M", "V": "Y", "U": "Y", "B": "P", "S": "F"}
MEANT_DIGIT: Final = {"Z": "2", "A": "4", "G": "6", "B": "6", "T": "7", "1": "7", "I": "7", "L": "7"}
WRITTEN: Final = re.compile(r"(?<![A-Z0-9-])(?:[A-Z0-9][ ._-]?){5}[A-Z0-9](?![A-Z0-9])(?!-\d)")


class HandoffReason(StrEnum):
    """Why a visitor is pointed to a person."""

    EXCLUDED_STATE = "excluded_state"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    URGENT = "urgent"
    ASKED = "asked"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers there are."""

    toll_free: str
    local: str
    emergency: str
    crisis: str


def handoff_phone(reason: HandoffReason, phones: Phones, *, excluded: bool = False) -> str:
    """Return the one number for *reason*; *excluded*: the visitor lives in a state the program cannot serve.

    The local line arranges the appointments in person, which are what residents of excluded states can have.
    """
    if reason is HandoffReason.EMERGENCY:
        return phones.emergency
    if reason is HandoffReason.CRISIS:
        return phones.crisis
    return phones.local if excluded or reason is HandoffReason.EXCLUDED_STATE else phones.toll_free


def phone_line(reason: HandoffReason, phones: Phones, *, excluded: bool = False) -> str:
    """Return the numbers for *reason* as an answer shows them."""
    phone = handoff_phone(reason, phones, excluded=excluded)
    return f"{phone} (toll-free) or {phones.local}" if phone == phones.toll_free else phone


def new_reference(choose: Callable[[str], str] = secrets.choice) -> str:
    """Make a reference; *choose* picks one sign of a string at random."""
    signs = "".join(map(choose, PATTERN))
    return f"{signs[:3]}-{signs[3:]}"


def normalise_reference(text: str) -> str | None:
    """Return the reference that *text* is, however it was written, or None."""
    signs = re.sub(r"[^A-Z0-9]", "", text.upper())
    if len(signs) != len(PATTERN):
        return None
    meant = [_meant(sign, allowed) for sign, allowed in zip(signs, PATTERN, strict=True)]
    if None in meant:
        return None
    reference = "".join(filter(None, meant))
    return f"{reference[:3]}-{reference[3:]}"


def find_reference(text: str) -> str | None:
    """Return the first reference in a sentence, or None. A word or a phone number is never taken for one."""
    for found in WRITTEN.finditer(text.upper()):
        if sum(sign.isdigit() for sign in found[0]) > 1 and (reference := normalise_reference(found[0])):
            return reference
    return None


def _meant(sign: str, allowed: str) -> str | None:
    """Return the sign of a reference that *sign* stands for where *allowed* may stand, or None."""
    if sign in allowed:
        return sign
    for meant in (MEANT_DIGIT.get(sign), MEANT_LETTER.get(sign)):
        if meant is not None and meant in allowed:
            return meant
    return None
