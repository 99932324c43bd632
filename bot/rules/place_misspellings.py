"""Slips in names of states and large cities: "lousianna", "new yrok", "bufallo"."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from bot.rules.place_index import Entry, place_index
from bot.rules.place_states import STATE_NAMES
from bot.rules.place_words import NEAR_CITIES, NEAR_PAIRS, NEAR_STATES, ORDINARY, PERSONAL

SHORTEST = 4  # letters; below that a slip is another word
SLIPS = ((9, 3), (7, 2), (4, 1))  # letters of the right name -> slips allowed where a place is expected
STRICT_SLIPS = ((9, 2), (6, 1))  # elsewhere
CITY_SLIPS = ((10, 2), (6, 1))
LARGE_CITY = 25_000  # people; a slip in a smaller city's name is not looked for

_ONE_WORD = {name.lower(): code for code, name in STATE_NAMES.items() if " " not in name}
_TWO_WORDS = {name.lower(): code for code, name in STATE_NAMES.items() if name.count(" ") == 1}


def allowed_slips(length: int, table: tuple[tuple[int, int], ...]) -> int:
    """Return how many slips a name of this length may have."""
    return next((slips for letters, slips in table if length >= letters), 0)


@lru_cache(maxsize=4096)
def misspelt_state(word: str, *, expected: bool) -> Entry | None:
    """Return the state that a word is a slip of; fewer slips are forgiven where no place is `expected`."""
    if len(word) < SHORTEST or _is_word(word):
        return None
    code = _nearest(word, _ONE_WORD, SLIPS if expected else STRICT_SLIPS)
    return _state(code) if code else None


@lru_cache(maxsize=4096)
def misspelt_state_pair(first: str, second: str) -> Entry | None:
    """Return the state of two words that two words are a slip of: "nwe york", "north dakoda"."""
    if second in NEAR_PAIRS or len(second) < SHORTEST or not _opens_pair(first):
        return None
    for name, code in _TWO_WORDS.items():
        left, right = name.split(" ")
        near = OSA.distance(left, first) <= 1 and OSA.distance(right, second) <= allowed_slips(len(right), SLIPS)
        if near and (left == first or (right == second and not _is_word(first))):
            return _state(code)
    return None


@lru_cache(maxsize=4096)
def _opens_pair(word: str) -> bool:
    return any(OSA.distance(word, name.split(" ")[0], score_cutoff=1) <= 1 for name in _TWO_WORDS)


@lru_cache(maxsize=4096)
def misspelt_city(key: str) -> Entry | None:
    """Return the large city that a name is a slip of."""
    if _is_word(key) or key in NEAR_CITIES:
        return None
    for name in _large_cities().get(key[:1], ()):
        slips = allowed_slips(len(name), CITY_SLIPS)
        if slips and abs(len(name) - len(key)) <= slips and OSA.distance(name, key, score_cutoff=slips) <= slips:
            return place_index().towns[name]
    return None


def _nearest(word: str, names: dict[str, str], table: tuple[tuple[int, int], ...]) -> str | None:
    best: tuple[int, str] | None = None
    for name, code in names.items():
        slips = allowed_slips(len(name), table)
        if abs(len(name) - len(word)) > slips or not _same_start(name, word):
            continue
        distance = OSA.distance(name, word, score_cutoff=slips)
        if distance <= slips and (best is None or distance < best[0]):
            best = (distance, code)
    return best[1] if best else None


def _same_start(name: str, word: str) -> bool:
    """Say whether both begin alike; two letters changed over count ("oiwa")."""
    return name[0] == word[0] or sorted(name) == sorted(word)


def _is_word(word: str) -> bool:
    index = place_index()
    return word in STOP_WORDS or word in NEAR_STATES or word in ORDINARY or word in PERSONAL or word in index.names


@lru_cache(maxsize=1)
def _large_cities() -> dict[str, list[str]]:
    by_letter: dict[str, list[str]] = {}
    for key, entry in place_index().towns.items():
        if entry.size >= LARGE_CITY and len(key) >= CITY_SLIPS[-1][0] and key not in ORDINARY | PERSONAL:
            by_letter.setdefault(key[0], []).append(key)
    return by_letter


def _state(code: str) -> Entry:
    return place_index().names[STATE_NAMES[code].lower()]
