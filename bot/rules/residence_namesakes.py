"""Which of its namesakes a place is: told by a state, a river, a team or a neighbouring town named beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.rules.place_index import HINT, LORE, NATION, Entry, place_index
from bot.rules.place_near import CLOSE, SAME, nearest_states
from bot.rules.place_roles import ROLES
from bot.rules.place_states import OTHER
from bot.rules.place_text import key_of
from bot.rules.residence import HOMES, Tie
from bot.rules.residence_cues import Holder, Relation

APPOSITION = 8  # words; so near after a place a description belongs to it
STATE_KINDS = frozenset({"state", "code", "abbreviation"})
NEIGHBOURLY = frozenset({Relation.NEAR, Relation.PLAIN, Relation.NAME})
# What is said of somebody else's team or campus, or of one's past, tells nothing of a namesake.
TELLING = frozenset({*HOMES, Relation.PLAIN, Relation.NAME, Relation.NEAR, Relation.WORKS, Relation.CARE})
OTHERS = frozenset({Holder.PROVIDER, Holder.BYSTANDER, Holder.RELATIVE})


def narrowed(ties: Sequence[Tie], excluded: frozenset[str]) -> list[Tie]:
    """Settle each ambiguous place by what else is named; what only hints is left out."""
    hints = [tie for tie in ties if tie.mention.entry.kind in (HINT, LORE)]
    places = [tie for tie in ties if tie.mention.entry.kind not in (HINT, LORE)]
    return [_settled(tie, [other for other in places if other is not tie], hints, excluded) for tie in places]


def _settled(tie: Tie, others: Sequence[Tie], hints: Sequence[Tie], excluded: frozenset[str]) -> Tie:
    entry = tie.mention.entry
    if entry.kind in STATE_KINDS and len(entry.weights) == 1:
        return _with(tie, _town_named_like_it(tie, others) or entry.weights)
    clear = len(entry.likely(excluded)) == 1 and OTHER not in entry.likely(excluded)
    weights = _by_state(tie, others, clear=clear or entry.kind == "state")
    if not clear:
        weights = _by_shared(tie, weights, others)
    weights = _by_hints(tie, weights, [hint for hint in hints if not clear or _describes(hint, tie)])
    if not clear:
        weights = _by_neighbours(tie, weights, others)
    elif weights == entry.weights:
        weights = _by_neighbours(tie, weights, [other for other in others if other.relation is Relation.NEAR], SAME)
    return _with(tie, weights)


def _with(tie: Tie, weights: Mapping[str, int]) -> Tie:
    entry = tie.mention.entry
    if not weights or weights == entry.weights:
        return tie
    return replace(tie, mention=replace(tie.mention, entry=entry._replace(weights=weights)))


def _by_state(tie: Tie, others: Sequence[Tie], *, clear: bool) -> Mapping[str, int]:
    """Read "Portland … in Maine", "Portland, not the Maine one"."""
    weights = dict(tie.mention.entry.weights)
    for other in others:
        codes = other.mention.entry.likely()
        if len(codes) != 1 or codes[0] not in weights or not _speaks_of(other, tie, clear=clear):
            continue
        if other.mention.first - tie.mention.last in (1, 2) and _key(other) == _key(tie):
            continue  # "Portland me or Portland Oregon"
        if not other.negated:
            return {codes[0]: NATION}
        if len(weights) > 1:
            del weights[codes[0]]
    return weights


def _by_shared(tie: Tie, weights: Mapping[str, int], others: Sequence[Tie]) -> Mapping[str, int]:
    """Read "Alexandria, inside the Beltway", "Athens … Georgia": both leave one state, or a few, open."""
    for other in others:
        entry = other.mention.entry
        wide = (
            entry.kind == "region"
            or (entry.kind == "state" and len(entry.weights) > 1)
            or tie.mention.entry.kind == "state"
        )
        if not wide or other.negated or other.relation not in (*HOMES, *NEIGHBOURLY) or other.holder in OTHERS:
            continue
        shared = {code: people for code, people in weights.items() if code in entry.weights and code != OTHER}
        weights = shared or weights
    return weights


def _speaks_of(other: Tie, tie: Tie, *, clear: bool) -> bool:
    """Say whether another tie may tell which namesake is meant: same person, or nobody's in particular."""
    same_person = other.holder in (tie.holder, Holder.UNSAID, Holder.TOGETHER)
    return same_person and (other.picks or not clear) and other.relation in (*HOMES, Relation.PLAIN)


def _by_hints(tie: Tie, weights: Mapping[str, int], hints: Sequence[Tie]) -> Mapping[str, int]:
    """Read "Portland, the rainy one on the Willamette", "Rochester, not the Mayo one"."""
    for hint in hints:
        foreign = hint.holder in OTHERS and hint.holder is not tie.holder
        if foreign or (hint.relation not in TELLING and hint.holder is not Holder.UNSAID):
            continue
        entry = hint.mention.entry
        if entry.kind == LORE and entry.name != _key(tie):
            continue
        codes = entry.weights or _in_role(entry.name, _key(tie))
        meant = {code: people for code, people in weights.items() if (code in codes) is not hint.negated}
        weights = meant or weights
    return weights


def _key(tie: Tie) -> str:
    return key_of(tie.mention.entry.name.split(",")[0])


def _describes(hint: Tie, tie: Tie) -> bool:
    """Say whether a hint stands right after a place, so that it tells of it: "Astoria, where they filmed Goonies"."""
    return hint.picks or 0 <= hint.mention.first - tie.mention.last <= APPOSITION


def _in_role(role: str, key: str) -> frozenset[str]:
    """Return the states whose town of that name is a capital, or lives by its university."""
    towns = ROLES[role][1]
    return frozenset(code for code, names in towns.items() if key in names.split(", "))


def _by_neighbours(
    tie: Tie, weights: Mapping[str, int], others: Sequence[Tie], within: float = CLOSE
) -> Mapping[str, int]:
    """Read "Lewiston, the twin of Auburn", "Niles, right by the Indiana line"."""
    for other in others:
        told = (
            not set(other.mention.entry.weights) & set(tie.mention.entry.weights)
            if other.negated
            else other.relation in NEIGHBOURLY
        )
        state = other.mention.entry.kind in STATE_KINDS
        if (
            not told
            or _key(other) == _key(tie)
            or other.holder in OTHERS
            or (state and other.relation is not Relation.NEAR and not other.negated)
        ):
            continue
        own = other.mention.entry.weights if state and not other.negated else {}
        across = [code for code in weights if code not in own]  # who lives in it is not near its line
        codes = nearest_states(_key(tie), across, other.mention.entry, within=within)
        if codes:
            return {code: weights[code] for code in codes}
    return weights


def _town_named_like_it(tie: Tie, others: Sequence[Tie]) -> Mapping[str, int]:
    """Return the states of the town that "Nevada, the one near Ames" means, none where the state is meant."""
    key = _key(tie)
    towns = place_index().states_of_town(key)
    for other in others:
        entry: Entry = other.mention.entry
        if (
            entry.kind in STATE_KINDS
            or other.relation not in NEIGHBOURLY
            or set(entry.likely()) & set(tie.mention.entry.weights)
        ):
            continue
        codes = nearest_states(key, towns, entry, within=SAME)
        if codes:
            return dict.fromkeys(codes, NATION)
    return {}
