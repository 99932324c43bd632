"""Find what a message tells of its towns: "Salem, the witch one" names no second place, but settles the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.rules.place_index import HINT, LORE, NATION, Entry
from bot.rules.place_lore import LORE as TABLE
from bot.rules.place_text import key_of
from bot.rules.place_token import Token
from bot.rules.places import Mention

SMALL = 20_000  # people; a larger town is named for itself


def told_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Return what is told of the towns among the mentions, as mentions of kind LORE under the town's key."""
    places = [mention for mention in mentions if mention.entry.kind != HINT]
    words = [token.lower for token in tokens]
    return [found for place in places for found in _told(place, words, places)]


def overlapped(mention: Mention, told: Sequence[Mention]) -> bool:
    """Say whether a small place's name is only what is told of another: "Alexandria, Old Town" is not in Maine."""
    return any(found.first < mention.last and mention.first < found.last for found in told)


def _told(place: Mention, words: Sequence[str], places: Sequence[Mention]) -> Iterator[Mention]:
    town = key_of(place.entry.name.split(",")[0])
    phrases = _phrases().get(town)
    if phrases is None:
        return
    firm = (other for other in places if other is place or not _small(other))
    taken = {position for other in firm for position in range(other.first, other.last)}
    for position, word in enumerate(words):
        for phrase, code in phrases.get(word, ()):
            last = position + len(phrase)
            if tuple(words[position:last]) == phrase and not taken & set(range(position, last)):
                yield Mention(position, last, Entry(town, LORE, {code: NATION}))


def _small(place: Mention) -> bool:
    return place.entry.kind in ("hamlet", "region") or (place.entry.kind == "city" and place.entry.size < SMALL)


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
