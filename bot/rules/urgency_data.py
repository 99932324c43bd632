"""Reading and checking the data of the urgency rules (urgency.yml, already parsed)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from bot.errors import BotError
from bot.rules.urgency_contexts import WHERE, Context
from bot.rules.urgency_lexicon import ANY_NUMBER, Lexicon, NumberRange
from bot.rules.urgency_patterns import Pattern, parse_pattern
from bot.rules.urgency_spelling import Speller
from bot.rules.urgency_text import Reader

Level = Literal["emergency", "crisis", "urgent"]
LEVELS: tuple[Level, ...] = ("crisis", "emergency", "urgent")  # the first that applies is the answer
MIN_EXAMPLES, MIN_COUNTEREXAMPLES = 2, 1
_TOP = (
    "symbols",
    "spellings",
    "sayings",
    "fillers",
    "ordinary",
    "ignored",
    "words",
    "background",
    "contexts",
    "levels",
    "alarms",
)
_RULE = ("id", "level", "means", "when", "examples", "not")
_CHOICE = re.compile(r"[()]")
_NUMBER = re.compile(rf"{ANY_NUMBER}(?:\d+-\d+)?")


class UrgencyDataError(BotError):
    """The data of the urgency rules is wrong. `rule` names the entry; whoever read the file adds file and line."""

    def __init__(self, rule: str, problem: str, fix: str) -> None:
        self.rule, self.problem, self.fix = rule, problem, fix
        super().__init__(f"{rule}: {problem}. Fix: {fix}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to alarm: patterns of which any may fit, unless a context takes the alarm out of the words."""

    id: str
    level: Level
    means: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Context, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    certain: bool  # the words plainly say danger: no classifier, however sure of calm, may overrule the rule


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All that urgency.yml holds, checked; the rules with the gravest level first."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    reader: Reader
    background: frozenset[str]  # lists that only set the scene ("chemotherapy"): contexts do not touch them


def read_ruleset(data: Mapping[str, Any]) -> Ruleset:
    """Check the parsed data file and build what the check needs.

    Raises:
        UrgencyDataError: An entry is missing, misspelt or refers to something that is not there.
    """
    _require_keys("urgency.yml", data, _TOP)
    lists = _expanded({**data["words"], **data["background"]})
    lists |= {name: [name.strip('"')] for entry in data["alarms"] for name in _inline_phrases(entry)}
    reader = _PhraseReader(data["spellings"], data["sayings"])
    phrases = {name: list(reader.read_all(name, _only(str, listed))) for name, listed in lists.items()}
    ignored = list(reader.read_all("ignored", data["ignored"]))
    fillers = [word for each in data["fillers"] for word in reader.read("fillers", each)]
    contexts = _contexts(data["contexts"], lists)
    rules = tuple(_rule(entry, data["levels"], contexts, lists) for entry in data["alarms"])
    _require_unique([rule.id for rule in rules])
    return Ruleset(
        rules=tuple(sorted(rules, key=lambda rule: (LEVELS.index(rule.level), not rule.certain))),
        lexicon=Lexicon(phrases, *_ranges_and_endings(lists), ignored=ignored, fillers=fillers),
        reader=reader.for_messages(data["symbols"], data["mended"], data["ordinary"]),
        background=frozenset(data["background"]),
    )


class _PhraseReader:
    """Reads phrases of the data the way messages are read, so that both are in one spelling."""

    def __init__(self, spellings: Mapping[str, str], sayings: Mapping[str, str]) -> None:
        self._spellings = {written: tuple(meant.split()) for written, meant in spellings.items()}
        self._speller = Speller(self._spellings)
        self._vocabulary: set[str] = set()
        self._spelled: dict[str, tuple[str, ...]] = {}  # phrases are of few words, and many
        plain = Reader(self._spell)
        self._sayings = {plain.read(said).tokens: plain.read(meant).tokens for said, meant in sayings.items()}
        self._reader = Reader(self._spell, sayings=self._sayings)

    def _spell(self, word: str) -> tuple[str, ...]:
        if word not in self._spelled:
            self._spelled[word] = self._speller(word)
            self._vocabulary.update(self._spelled[word])
        return self._spelled[word]

    def read_all(self, owner: str, phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Read phrases in which (a|b) stands for either."""
        for phrase in phrases:
            choices = [part.split("|") for part in _CHOICE.split(phrase)]
            yield from (self.read(owner, "".join(chosen)) for chosen in product(*choices))

    def read(self, owner: str, phrase: str) -> tuple[str, ...]:
        words = self._reader.read(_NUMBER.sub("0", phrase)).tokens
        if not words:
            raise UrgencyDataError(owner, f"{phrase!r} holds no word", "write a word or leave it out")
        numbers = iter(_NUMBER.findall(phrase))
        return tuple(next(numbers, word) if word == "0" else word for word in words)

    def for_messages(self, symbols: Mapping[str, str], mended: list[str], ordinary: list[str]) -> Reader:
        speller = Speller(self._spellings, self._vocabulary, mended, ordinary)
        return Reader(speller, {symbol: f" {word} " for symbol, word in symbols.items()}, self._sayings)


def _expanded(lists: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Replace each `<name>` in a list by the entries of that list."""

    def entries(name: str, inside: tuple[str, ...]) -> Iterator[Any]:
        if name not in lists or name in inside:
            owner = (*inside, name)[0]
            raise UrgencyDataError(owner, f"includes <{name}>, which is unknown or includes it", "name another list")
        for entry in lists[name]:
            if isinstance(entry, str) and entry.startswith("<"):
                yield from entries(entry.strip("<>"), (*inside, name))
            else:
                yield entry

    return {name: list(entries(name, ())) for name in lists}


def _only(kind: type, listed: list[Any]) -> list[Any]:
    return [each for each in listed if isinstance(each, kind)]


def _ranges_and_endings(
    lists: Mapping[str, list[Any]],
) -> tuple[dict[str, list[NumberRange]], dict[str, list[str]]]:
    """Read the entries that are no phrases: {from, to} and {ending}."""
    ranges: dict[str, list[NumberRange]] = {}
    endings: dict[str, list[str]] = {}
    for name, listed in lists.items():
        for entry in listed:
            match entry:
                case str():
                    continue
                case {"from": float() | int() as low, "to": float() | int() as high}:
                    ranges.setdefault(name, []).append(NumberRange(low, high))
                case {"ending": str() as ending}:
                    endings.setdefault(name, []).append(ending)
                case _:
                    fix = "write a phrase, {from: 38, to: 42} or {ending: ectomy}; put yes, no, on and off in quotes"
                    raise UrgencyDataError(name, f"{entry!r} is no phrase, range or ending", fix)
    return ranges, endings


def _contexts(entries: list[dict[str, Any]], lists: Mapping[str, Any]) -> dict[str, Context]:
    contexts = {}
    for entry in entries:
        context = Context(**entry)
        if context.where not in WHERE:
            raise UrgencyDataError(context.id, f"`where: {context.where}` is unknown", f"use one of {', '.join(WHERE)}")
        for name in (context.cues, context.stops, context.lifted_by, context.owners, context.list_stops):
            if name:
                _require_list(context.id, name, lists)
        contexts[context.id] = context
    return contexts


def _inline_phrases(entry: Mapping[str, Any]) -> Iterator[str]:
    return (name for pattern in _patterns(entry) for name in pattern.names if name.startswith('"'))


def _patterns(entry: Mapping[str, Any]) -> Iterator[Pattern]:
    for text in entry.get("when", ()):
        try:
            yield parse_pattern(text)
        except ValueError as error:
            fix = "see the top of the file for how patterns are written"
            raise UrgencyDataError(str(entry.get("id")), f"pattern {text!r}: {error}", fix) from error


def _rule(
    entry: Mapping[str, Any], levels: Mapping[str, Any], contexts: Mapping[str, Context], lists: Mapping[str, Any]
) -> Rule:
    name = str(entry.get("id"))
    _require_keys(name, entry, _RULE)
    if entry["level"] not in LEVELS:
        raise UrgencyDataError(name, f"level {entry['level']!r} is unknown", f"use one of {', '.join(LEVELS)}")
    certain = entry.get("certain", False)
    if not isinstance(certain, bool):
        raise UrgencyDataError(name, f"certain is {certain!r}", "write `certain: true`, or leave it out")
    if len(entry["examples"]) < MIN_EXAMPLES or len(entry["not"]) < MIN_COUNTEREXAMPLES:
        raise UrgencyDataError(name, "has too few examples", "give two that must alarm and one that must not")
    patterns = tuple(_patterns(entry))
    for listed in (each for pattern in patterns for each in pattern.names):
        _require_list(name, listed, lists)
    unless = entry.get("unless", levels[entry["level"]]["unless"])
    unknown = [each for each in unless if each not in contexts]
    if unknown:
        raise UrgencyDataError(name, f"unless names no context: {', '.join(unknown)}", "define it under contexts")
    return Rule(
        id=name,
        level=entry["level"],
        means=entry["means"],
        patterns=patterns,
        unless=tuple(contexts[each] for each in unless),
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry["not"]),
        certain=certain,
    )


def _require_keys(owner: str, entry: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    missing = [key for key in keys if not entry.get(key)]
    if missing:
        raise UrgencyDataError(owner, f"lacks {', '.join(missing)}", "add what is missing")


def _require_list(owner: str, name: str, lists: Mapping[str, Any]) -> None:
    if name not in lists:
        raise UrgencyDataError(owner, f"names the list {name!r}, which is not there", "add the list or mend the name")


def _require_unique(names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UrgencyDataError(twice[0], "is there twice", "give each rule an id of its own")
