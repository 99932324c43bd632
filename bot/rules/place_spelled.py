"""Digits and letters said one by one: "7 0 8 0 6", "four eight one oh four", "O-H-I-O"."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.rules.place_states import SHORT_FORMS, STATE_NAMES
from bot.rules.place_token import Token

ZIP_DIGITS = 5
SHORTEST_WORD = 4  # letters; "U P S" stays what it is
FEWEST_NUMERALS = 3  # "one 4104" is no spelled ZIP code
UNITS = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)) | {"oh": "0"}
TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        map(str, range(10, 20)),
        strict=True,
    )
)
_SINGLE_DIGITS = re.compile(r"\d(-\d)+")
_STATES = {name.lower().replace(" ", "") for name in STATE_NAMES.values()} | {
    form for forms in SHORT_FORMS.values() for form in forms.split(", ")
}
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), "23456789", strict=True))


def join_spelled(tokens: list[Token]) -> list[Token]:
    """Put together what is spelled out; the joined token spans all its parts."""
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        last, token = _spelled_at(tokens, position)
        joined.append(token)
        position = last
    return joined


def _spelled_at(tokens: list[Token], position: int) -> tuple[int, Token]:
    token = tokens[position]
    if token.kind == "number" or token.lower in UNITS or token.lower in TEENS or token.lower in TENS:
        return _zip_code(tokens, position) or (position + 1, token)
    if len(token.text) == 1 and token.kind == "word":
        return _word(tokens, position) or (position + 1, token)
    return position + 1, token


def _zip_code(tokens: list[Token], position: int) -> tuple[int, Token] | None:
    """Read a run of numbers or numerals that makes five digits in all."""
    last = _run_end(tokens, position, lambda token: bool(_numeral(token)))
    parts = [token for token in tokens[position:last] if token.kind != "mark"]
    digits = _digits(parts)
    written = all(token.kind == "number" for token in parts)
    if len(digits) != ZIP_DIGITS or not (written or len(parts) >= FEWEST_NUMERALS):
        return None
    return last, _joined(tokens, position, last, digits, "number")


def _numeral(token: Token) -> str:
    if token.kind == "number":
        return token.text.replace("-", "") if token.text.isdigit() or _SINGLE_DIGITS.fullmatch(token.text) else ""
    return UNITS.get(token.lower) or TEENS.get(token.lower) or (TENS.get(token.lower, "") and TENS[token.lower] + "0")


def _digits(parts: list[Token]) -> str:
    digits = ""
    for position, token in enumerate(parts):
        follows_tens = position > 0 and parts[position - 1].lower in TENS
        if follows_tens and token.lower in UNITS and token.lower not in ("zero", "oh"):
            digits = digits[:-1]  # "forty eight" is 48
        digits += _numeral(token)
    return digits


def _word(tokens: list[Token], position: int) -> tuple[int, Token] | None:
    """Read a run of single letters: any word with hyphens, a state's name with spaces too."""
    last = _run_end(tokens, position, lambda token: token.kind == "word" and len(token.text) == 1)
    letters = "".join(token.text for token in tokens[position:last] if token.kind != "mark")
    hyphens = sum(token.text == "-" for token in tokens[position:last])
    if len(letters) < SHORTEST_WORD or not (hyphens == len(letters) - 1 or letters.lower() in _STATES):
        return None
    return last, _joined(tokens, position, last, letters, "word")


def _run_end(tokens: list[Token], position: int, belongs: Callable[[Token], bool]) -> int:
    """Return the end of the run of tokens that belong, a hyphen allowed between any two."""
    last = position + 1
    while last < len(tokens):
        ahead = last + (tokens[last].text == "-")
        if ahead >= len(tokens) or not belongs(tokens[ahead]):
            break
        last = ahead + 1
    return last


def _joined(tokens: list[Token], first: int, last: int, text: str, kind: str) -> Token:
    return Token(text, tokens[first].start, tokens[last - 1].end, kind, text.lower(), text.lower())
