"""Find what a message tells of its towns: "Salem, the witch one" names no second place, but settles the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.rules.place_index import HINT, LORE, NATION, Entry
from bot.rules.place_lore import LORE as TABLE
from bot.rules.place_text import Token, key_of
from bot.rules.places import Mention


def told_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Return what is told of the towns among the mentions, as mentions of kind LORE under the town's key."""
    places = [mention for mention in mentions if mention.entry.kind != HINT]
    taken = {position for mention in places for position in range(mention.first, mention.last)}
    towns = dict.fromkeys(key_of(mention.entry.name.split(",")[0]) for mention in places)
    words = [token.lower for token in tokens]
    return [found for town in towns for found in _told(town, words, taken)]


def _told(town: str, words: Sequence[str], taken: set[int]) -> Iterator[Mention]:
    phrases = _phrases().get(town)
    if phrases is None:
        return
    for position, word in enumerate(words):
        if position in taken:
            continue
        for phrase, code in phrases.get(word, ()):
            last = position + len(phrase)
            if tuple(words[position:last]) == phrase and not taken & set(range(position, last)):
                yield Mention(position, last, Entry(town, LORE, {code: NATION}))


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]:
    """Return the phrases of each town by their first word."""
    towns: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for heading, listed in TABLE.items():
        town, code = heading.rsplit(" ", maxsplit=1)
        for phrase in listed.split(", "):
            words = tuple(phrase.replace("-", " - ").split())
            towns.setdefault(town, {}).setdefault(words[0], []).append((words, code))
    return towns
