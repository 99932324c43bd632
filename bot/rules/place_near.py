"""How far places lie from each other: "the one near Ames" settles which namesake is meant."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from bot.rules.place_index import Entry, place_index
from bot.rules.place_states import OTHER
from bot.rules.place_text import key_of

Spot = tuple[float, float]  # latitude, longitude
MILES_PER_DEGREE = 69.0
CLOSE = 90  # miles; farther away nobody calls a place near
LEAD = 2  # times farther away the next namesake must lie
ALIASES = {
    "philly": "philadelphia", "nyc": "new york", "vegas": "las vegas", "nola": "new orleans", "sf": "san francisco",
    "cincy": "cincinnati", "chitown": "chicago", "indy": "indianapolis", "slc": "salt lake city", "dc": "washington",
    "the big apple": "new york", "manhattan": "new york", "brooklyn": "new york", "detroit": "detroit",
}  # fmt: skip
SAME = 25  # miles; so close a neighbour is told by the name of the one


def nearest_states(key: str, codes: Iterable[str], other: Entry, *, within: float = CLOSE) -> tuple[str, ...]:
    """Return the states, of `codes`, whose town called `key` lies by far nearest to another place."""
    spots = place_index().spots.get(key, {})
    distances = sorted((_distance(spots[code], other), code) for code in codes if code in spots)
    if not distances or distances[0][0] > within:
        return ()
    limit = max(distances[0][0] * LEAD, SAME)
    return tuple(code for distance, code in distances if distance <= limit)


@lru_cache(maxsize=512)
def to_border(key: str, code: str) -> float:
    """Return the miles from a town to the nearest town of another state."""
    spot = place_index().spots.get(key, {}).get(code)
    if spot is None:
        return 0
    others = (other for state, spots in _towns_of().items() if state not in (code, OTHER) for other in spots)
    return min(miles(spot, other) for other in others)


def _distance(spot: Spot, other: Entry) -> float:
    return min((miles(spot, there) for there in spots_of(other)), default=math.inf)


def miles(first: Spot, second: Spot) -> float:
    """Return the distance in miles, near enough on the scale of a state."""
    north = first[0] - second[0]
    east = (first[1] - second[1]) * math.cos(math.radians(first[0]))
    return MILES_PER_DEGREE * math.hypot(north, east)


def spots_of(entry: Entry) -> Iterable[Spot]:
    """Return where a place may lie: a town's namesakes, or all towns of a state, county or region."""
    index = place_index()
    if entry.kind == "city":
        return index.spots.get(key_of(entry.name.split(",")[0]), {}).values()
    if entry.kind == "region":
        return index.spots.get(ALIASES.get(key_of(entry.name), ""), {}).values()
    if entry.kind in ("state", "code", "abbreviation"):
        return [spot for code in entry.weights for spot in _towns_of().get(code, ())]
    return ()


@lru_cache(maxsize=1)
def _towns_of() -> dict[str, list[Spot]]:
    towns: dict[str, list[Spot]] = {}
    for spots in place_index().spots.values():
        for code, spot in spots.items():
            towns.setdefault(code, []).append(spot)
    return towns
