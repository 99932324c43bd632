"""Tokens of a message, with offsets, as the place rules read it."""

from __future__ import annotations

import re
import unicodedata

from bot.rules.place_spelled import join_spelled
from bot.rules.place_token import Token

# Initials first ("N.Y.", "P.O."), then words, number groups (dates, telephone numbers, ZIP+4), and single marks.
_TOKEN = re.compile(
    r"(?P<initials>[A-Za-z](?:\.[A-Za-z])+\b\.?)"
    r"|(?P<number>\d+(?:[-.,/:]\d+)*(?![A-Za-z\d]))"
    r"|(?P<mixed>\d[A-Za-z\d]*)"
    r"|(?P<word>[A-Za-z]+(?:'[A-Za-z]+)*)"
    r"|(?P<mark>[^\sA-Za-z\d]|\n)"
)
# A full stop after one of these belongs to the word and ends no sentence.
_DOTTED = frozenset(
    "ala ariz ark ave blvd calif co colo conn cty dak del dept dr e fla ft ill ind jr kan ky mass md me mich minn miss "
    "mo mont mr mrs ms mt n neb nev no okla ore pa penn rd s so sr st ste tenn tex univ va vs vt w wash wis wyo".split()
)
_SAME_WORD = {"saint": "st", "ste": "st", "sainte": "st", "ft": "fort", "mt": "mount"}
SHORT_MESSAGE = 3  # words; capitals in so few may be postal codes
_SHOUTING = 0.7  # share of upper-case words from which capitals say nothing


def fold(text: str) -> str:
    """Return the text without accents and curly quotes, every character at its old offset."""
    if text.isascii():
        return text
    quotes = text.translate({0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x00B4: "'"})
    return "".join([character if character.isascii() else _base(character) for character in quotes])


def _base(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[0]
    return plain if plain.isascii() else character


def tokenize(text: str) -> list[Token]:
    """Split a message into tokens."""
    tokens = []
    for match in _TOKEN.finditer(fold(text)):
        kind = match.lastgroup or "mark"
        word = match.group()
        tokens.append(_token(word, match.start(), "word" if kind == "initials" else kind))
    return join_spelled(_without_abbreviation_dots(tokens))


def _token(word: str, start: int, kind: str) -> Token:
    lower = word.lower()
    plain = kind != "word" or lower.isalpha()
    key = lower if plain else lower.removesuffix("'s").replace(".", "").replace("'", "")
    return Token(word, start, start + len(word), kind, lower, _SAME_WORD.get(key, key))


def _without_abbreviation_dots(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    for position, token in enumerate(tokens):
        after_word = token.text == "." and kept and kept[-1].end == token.start and kept[-1].lower in _DOTTED
        if after_word and not _ends_sentence(tokens, position):
            kept[-1] = kept[-1]._replace(dotted=True)
            continue
        kept.append(token)
    return kept


def _ends_sentence(tokens: list[Token], position: int) -> bool:
    """Say whether the dot after an abbreviation is a full stop too: the next word opens a sentence."""
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    return after is None or tokens[position - 1].upper or (after.capitalised and after.lower in _OPENERS)


_OPENERS = frozenset(
    "i i'm im my we we're our he he's his she she's her they their the is does do can it it's but so".split()
)


def shouts(tokens: list[Token]) -> bool:
    """Say whether the message is written in capitals, so that they carry no meaning."""
    words = [token for token in tokens if token.kind == "word" and len(token.text) > 1]
    return len(words) > SHORT_MESSAGE and sum(token.upper for token in words) >= _SHOUTING * len(words)


def key_of(name: str) -> str:
    """Return the look-up key of a name: its tokens' keys, one space apart."""
    words = name.lower().split(" ")
    if not all(word.isascii() and word.isalpha() for word in words):
        words = [token.key for token in tokenize(name) if token.kind != "mark"]
    return " ".join([_SAME_WORD.get(word, word) for word in words])
