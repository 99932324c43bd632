"""Words of a message as the urgency rules read them: one spelling, sentences and clauses numbered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

HEAD_CHARS, TAIL_CHARS = 3200, 800  # channels accept 1,600 characters; of anything longer both ends are read
MAX_CHARS = HEAD_CHARS + TAIL_CHARS

Spell = Callable[[str], tuple[str, ...]]  # one written word to the words it stands for

_PUNCTUATION = {ord(char): "'" for char in "\u2018\u2019\u02bc\u00b4\uff07"} | {0x2013: "--", 0x2014: "--"}
_CYRILLIC = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u043a\u043f\u0442\u043c"
_GREEK = "\u03bf\u03b1\u03b9"
_LOOK_ALIKES = str.maketrans(_CYRILLIC + _GREEK, "aeopcyxijkntm" + "oai")  # letters that print like Latin ones
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")  # "a.m.", "e.r."
_SPACED = re.compile(r"\b[a-z](?:([ .*_-])[a-z])(?:\1[a-z]){2,}\b")  # "h e l p", "s.u.i.c.i.d.e"
_PIECES = re.compile(
    r"\d+(?:[.,]\d+)?(?![a-z0-9@$])"  # a number
    r"|[a-z0-9@$]+(?:'[a-z0-9]+)*'?"  # a word
    r"|[.!?\n]+|[,;:()/\u2022]|--+|(?<=\s)-(?=\s)"  # what ends a sentence or a clause
)
_ENDING = re.compile(r"(.+)'(s|m|re|ve|ll|d)")
_ENDINGS = {"s": "is", "m": "is", "re": "is", "ve": "have", "ll": "will", "d": "would"}
_NUMBER_UNIT = re.compile(r"(\d+(?:\.\d+)?)(?!st|nd|rd|th)([a-z]+)")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "st", "vs", "jr"})  # a full stop after these ends no sentence
_CLAUSE_WORDS = frozenset({"although", "and", "because", "but", "except", "however", "so", "then", "though", "while"})
_ONE_FORM = {  # forms of one verb that no rule needs to tell apart
    "aint": "isnt", "am": "is", "are": "is", "arent": "isnt", "cannot": "cant", "does": "do", "doesnt": "dont",
    "has": "have", "hasnt": "havent", "r": "is", "were": "was", "werent": "wasnt",
}  # fmt: skip
_WITH_NOT = {
    "can": "cant", "could": "couldnt", "did": "didnt", "do": "dont", "had": "hadnt", "have": "havent",
    "is": "isnt", "was": "wasnt", "will": "wont", "would": "wouldnt",
}  # fmt: skip
_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_SAME_WORD = _ONE_FORM | _NUMBERS


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one message and where each stands; numbers count up through the whole message."""

    tokens: tuple[str, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]


def read_words(text: str, spell: Spell, symbols: Mapping[str, str]) -> Words:
    """Split a message into words of one spelling, with the number of their sentence and clause."""
    tokens: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    for piece in _PIECES.findall(_fold(text, symbols)):
        ends = _ends(piece, tokens[-1] if tokens else "")
        sentence, clause = sentence + (ends == "sentence"), clause + (ends != "")
        if not piece[0].isalnum() and piece[0] not in "@$":
            continue
        for word in _plain(piece, spell):
            if word == "not" and tokens and tokens[-1] in _WITH_NOT and clauses[-1] == clause:
                tokens[-1] = _WITH_NOT[tokens[-1]]
                continue
            clause += word in _CLAUSE_WORDS
            tokens.append(word)
            sentences.append(sentence)
            clauses.append(clause)
    return Words(tuple(tokens), tuple(sentences), tuple(clauses))


def _fold(text: str, symbols: Mapping[str, str]) -> str:
    """Bring look-alike, wide, accented and invisible characters into plain lower case."""
    if len(text) > MAX_CHARS:
        text = text[:HEAD_CHARS] + "\n" + text[-TAIL_CHARS:]
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_PUNCTUATION))[: 2 * MAX_CHARS]
        text = "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
        text = "".join(symbols.get(char, char) for char in text.casefold().translate(_LOOK_ALIKES))
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text.lower().replace("`", "'"))
    return _SPACED.sub(lambda match: match[0].replace(match[1], ""), text)


def _ends(piece: str, before: str) -> str:
    """Say what a piece of punctuation ends: a sentence, a clause or nothing."""
    if piece[0].isalnum() or piece[0] in "@$" or (piece == "." and before in _TITLES):
        return ""
    if piece[0] in "!?\n" or piece == "." or "\n" in piece:
        return "sentence"
    return "clause"  # commas, dashes, brackets, and "..." which people type as a pause


def _plain(piece: str, spell: Spell) -> Iterator[str]:
    """Write one piece as the words it stands for: "he's" as "he is", "38wks" as "38 weeks"."""
    ending = _ENDING.fullmatch(piece)
    if ending:
        yield from _plain(ending[1], spell)
        yield _ENDINGS[ending[2]]
        return
    piece = piece.replace("'", "")
    unit = _NUMBER_UNIT.fullmatch(piece)
    words = spell(piece)
    if unit and words == (piece,):
        words = (unit[1], *spell(unit[2]))
    for word in words:
        yield _SAME_WORD.get(word, word)
