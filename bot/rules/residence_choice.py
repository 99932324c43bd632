"""Which of a message's ties count: namesakes settled, corrections applied, the firmest and latest homes kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.rules.place_index import NATION
from bot.rules.residence import HOMES, Tie
from bot.rules.residence_cues import Holder, Relation

NOT_PATIENTS = frozenset({Holder.PROVIDER, Holder.BYSTANDER})


def narrowed(ties: list[Tie], excluded: frozenset[str]) -> list[Tie]:
    """Settle an ambiguous place by a state named elsewhere: "Portland … in Maine", "Portland, not the Maine one"."""
    return [_settled(tie, [other for other in ties if other is not tie], excluded) for tie in ties]


def _settled(tie: Tie, others: list[Tie], excluded: frozenset[str]) -> Tie:
    entry = tie.mention.entry
    weights = dict(entry.weights)
    clear = len(entry.likely(excluded)) == 1 or entry.kind == "state"
    for other in others:
        codes = other.mention.entry.likely()
        if len(codes) != 1 or codes[0] not in weights or not _speaks_of(other, tie, clear=clear):
            continue
        if not other.negated:
            weights = {codes[0]: NATION}
            break
        del weights[codes[0]]
    return replace(tie, mention=replace(tie.mention, entry=entry._replace(weights=weights))) if weights else tie


def _speaks_of(other: Tie, tie: Tie, *, clear: bool) -> bool:
    """Say whether another tie may tell which namesake is meant: same person, or nobody's in particular."""
    same_person = other.holder in (tie.holder, Holder.UNSAID, Holder.TOGETHER)
    return same_person and (other.picks or not clear) and other.relation in (*HOMES, Relation.PLAIN)


def corrected(ties: list[Tie]) -> list[Tie]:
    """Drop what a later place puts right: "I said Ohio but I meant Iowa"."""
    for position in range(len(ties) - 1, 0, -1):
        if ties[position].corrects:
            return ties[position:]
    return ties


def superseded(homes: Sequence[Tie]) -> list[Tie]:
    """Keep the firmest and latest homes: living somewhere outweighs being "from" there; the last move counts."""
    living = [tie for tie in homes if tie.relation is Relation.LIVES]
    moves = [tie for tie in homes if tie.relation is Relation.MOVED][-1:]
    further = [tie for tie in homes if tie.relation in (Relation.SECOND_HOME, Relation.PAPERS)]
    present = [tie for tie in homes if tie.relation is Relation.IS_IN]
    if living or further or moves:
        return [*(living or moves), *further, *(tie for tie in present if tie.now and living)]
    return present or list(homes)
