"""What a place is to somebody, corrected for time: "lived … my whole life" is now, "will … live in" is not yet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from bot.rules import residence_words as say
from bot.rules.places import Mention
from bot.rules.residence_clauses import Clause
from bot.rules.residence_cues import Relation

OWNED = frozenset({Relation.GETAWAY, Relation.HAS_HOME, Relation.LIVES})
PASSED = frozenset({Relation.PLAIN, Relation.VISITS})
PRESENT = frozenset({Relation.LIVES, Relation.IS_IN, Relation.MAIL})
GOING_ON = frozenset({"living", "live", "lives", "been", "now"})


def dated(relation: Relation, clause: Clause, mention: Mention) -> Relation:
    """Return the relation, or the one that the words of time make of it."""
    before, after = clause.before(mention), list(clause.after(mention))
    if _still(relation, clause, before, after):
        return Relation.LIVES
    sold = relation in OWNED and "sold" in after[:3]  # "the lake place in Maine got sold"
    if sold or (relation in PASSED and ("used", "to") in itertools.pairwise(before)):
        return Relation.LEFT
    if relation is Relation.PLAIN:
        return _plain(clause, mention)
    return _present(relation, clause, mention) if relation in PRESENT else relation


def _still(relation: Relation, clause: Clause, before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether what sounds left behind or passing lasts."""
    said = {*before, *after}
    if relation is Relation.LEFT:
        pairs = set(itertools.pairwise(before))
        lasting = "lived" in before and _lasting(clause, set(before), set(after))
        years = ("years", "in") in pairs and bool(GOING_ON & set(before))  # "living two years in Queens"
        return lasting or years or ("going", "on") in pairs  # "going on forty years in Ames"
    for_good = relation is Relation.STAYS and bool(say.FOR_GOOD & said)  # "staying in Ames for good"
    return for_good or (relation is Relation.ORIGIN and "still" in said)  # "born and raised and still here"


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
