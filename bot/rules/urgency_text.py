"""Words of a message as the urgency rules read them: one spelling, sentences and clauses numbered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.rules.urgency_stems import one_form

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
    r"\d{1,2}:\d\d(?!\d)"  # a time of day
    r"|\d+(?:[.,]\d+)?(?![a-z0-9@$])"  # a number
    r"|[a-z0-9@$]+(?:'[a-z0-9]+)*'?"  # a word
    r"|[.!?\n]+|[,;:()/\u2022]|--+|(?<=\s)-(?=\s)"  # what ends a sentence or a clause
)
_ENDING = re.compile(r"(.+)'(s|m|re|ve|ll|d)")
_ENDINGS = {"s": "is", "m": "is", "re": "is", "ve": "have", "ll": "will", "d": "would"}
_NUMBER_UNIT = re.compile(r"(\d+(?:\.\d+)?)(?!st|nd|rd|th)([a-z]+)")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "st", "vs", "jr"})  # a full stop after these ends no sentence
_CLAUSE_WORDS = frozenset({"although", "and", "because", "but", "except", "however", "so", "then", "though", "while"})
_WITH_NOT = {
    "can": "cant", "could": "couldnt", "did": "didnt", "do": "dont", "had": "hadnt", "have": "havent",
    "is": "isnt", "was": "wasnt", "will": "wont", "would": "wouldnt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one message and where each stands; numbers count up through the whole message."""

    tokens: tuple[str, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]


class Reader:
    """Reads messages, and the phrases of the rules, into words of one spelling.

    Args:
        spell: Says which words a written word stands for.
        symbols: Pictures and the words they stand for.
        sayings: Phrases and the words they stand for, both as this reader gives them without sayings.
    """

    def __init__(
        self,
        spell: Spell,
        symbols: Mapping[str, str] | None = None,
        sayings: Mapping[tuple[str, ...], tuple[str, ...]] | None = None,
    ) -> None:
        self._spell = spell
        self._symbols = symbols or {}
        self._sayings: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for phrase in sorted(sayings or {}, key=len, reverse=True):
            self._sayings.setdefault(phrase[0], []).append((phrase, (sayings or {})[phrase]))

    def read(self, text: str) -> Words:
        """Split a message into words, with the number of their sentence and clause."""
        words: list[tuple[str, int, int]] = []
        sentence = clause = 0
        for piece in _PIECES.findall(_fold(text, self._symbols)):
            ends = _ends(piece, words[-1][0] if words else "")
            sentence, clause = sentence + (ends == "sentence"), clause + (ends != "")
            if not piece[0].isalnum() and piece[0] not in "@$":
                continue
            for word in _plain(piece, self._spell, words[-1][0] if words else ""):
                if word == "not" and words and words[-1][0] in _WITH_NOT and words[-1][2] == clause:
                    words[-1] = (_WITH_NOT[words[-1][0]], sentence, clause)
                    continue
                clause += word in _CLAUSE_WORDS
                words.append((word, sentence, clause))
        return Words(*zip(*self._said_plainly(words), strict=True)) if words else Words((), (), ())

    def _said_plainly(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
        """Replace sayings by the words they stand for."""
        start = 0
        while start < len(words):
            word, sentence, clause = words[start]
            for phrase, meant in self._sayings.get(word, ()):
                end = start + len(phrase)
                if words[end - 1 : end] and words[end - 1][1] == sentence and _same(words[start:end], phrase):
                    yield from ((each, sentence, clause) for each in meant)
                    start = end
                    break
            else:
                yield words[start]
                start += 1


def _same(words: list[tuple[str, int, int]], phrase: tuple[str, ...]) -> bool:
    return all(word[0] == wanted for word, wanted in zip(words, phrase, strict=True))


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


def _plain(piece: str, spell: Spell, before: str = "") -> Iterator[str]:
    """Write one piece as the words it stands for: "he's" as "he is", "38wks" as "38 weeks", "6:15" as "6 oclock"."""
    if piece == "am" and before[:1].isdigit():
        yield piece  # "at 7 am" is no "am" of "I am"
        return
    if ":" in piece:
        yield from (piece.partition(":")[0], "oclock")
        return
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
        yield word if unit and word == "am" else one_form(word)
