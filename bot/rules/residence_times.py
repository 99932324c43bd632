"""What a place is to somebody, corrected for time: "lived … my whole life" is now, "will … live in" is not yet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bot.rules import residence_words as say
from bot.rules.places import Mention
from bot.rules.residence_clauses import Clause
from bot.rules.residence_cues import Relation

OWNED = frozenset({Relation.GETAWAY, Relation.HAS_HOME, Relation.LIVES})


def dated(relation: Relation, clause: Clause, mention: Mention) -> Relation:
    """Return the relation, or the one that the words of time make of it."""
    before, after = clause.before(mention), list(clause.after(mention))
    if relation is Relation.LEFT and "lived" in before and _lasting(clause, set(before), set(after)):
        return Relation.LIVES
    if relation is Relation.LEFT and ("going", "on") in itertools.pairwise(before):
        return Relation.LIVES  # "going on forty years in Ames"
    years = relation is Relation.LEFT and ("years", "in") in itertools.pairwise(before)
    if years and {"living", "live", "lives", "been", "now"} & set(before):
        return Relation.LIVES  # "living two years in Queens"
    if relation is Relation.STAYS and say.FOR_GOOD & {*before, *after}:
        return Relation.LIVES  # "staying in Ames for good"
    if relation is Relation.ORIGIN and "still" in (*before, *after):
        return Relation.LIVES  # "born and raised and still here"
    if relation in OWNED and "sold" in after[:3]:
        return Relation.LEFT  # "the lake place in Maine got sold"
    if relation in (Relation.PLAIN, Relation.VISITS) and ("used", "to") in itertools.pairwise(before):
        return Relation.LEFT
    if relation is Relation.PLAIN:
        return _plain(clause, mention)
    return _present(relation, clause, mention) if relation in PRESENT else relation


PRESENT = frozenset({Relation.LIVES, Relation.IS_IN, Relation.MAIL})


def _plain(clause: Clause, mention: Mention) -> Relation:
    before, after = clause.before(mention), list(clause.after(mention))
    if after[:1] == ["was"] or after[:2] == ["used", "to"]:
        return Relation.LEFT  # "Columbus was my last stop"
    if "would" in after or say.SOMEDAY & set(before) or _next_season(clause, mention):
        return Relation.PLANS  # "Toledo would be nice", "maybe Maine next year"
    return Relation.PLAIN


def _present(relation: Relation, clause: Clause, mention: Mention) -> Relation:
    before, after = set(clause.before(mention)), set(clause.after(mention))
    if relation is Relation.LIVES and say.PENDING & before:
        return Relation.PLANS  # "we close on the Ohio house in June"
    aged = clause.script.word(mention.first - 1) == "old" and clause.script.word(mention.last) in say.ANY_PERSON
    if _over(before, after) and not aged:
        return Relation.LEFT
    will = say.WILL & set(clause.before(mention)[1:]) or say.SHALL & before  # first, it asks: "will my address do"
    return Relation.PLANS if will else relation


def _lasting(clause: Clause, before: set[str], after: set[str]) -> bool:
    supposed = say.HYPOTHETICAL & (before | {clause.opener})
    return bool(supposed or say.FOREVER & after or say.PERFECT & before)


def _over(before: set[str], after: set[str]) -> bool:
    """Say whether words of the past stand by; "80 years old" is none."""
    if "still" in before:
        return False
    age = "old" in after or ("old" in before and {"year", "years", "yr", "yo"} & before)
    return bool((say.PAST & before and not age) or {"until", "till"} & after)


def _next_season(clause: Clause, mention: Mention) -> bool:
    pairs: Iterator[tuple[str, str]] = itertools.pairwise(clause.after(mention))
    return any(first == "next" and second in say.SEASONS for first, second in pairs)
