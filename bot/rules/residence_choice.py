"""Which of a message's ties count: corrections applied, the firmest and latest homes kept."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rules.residence import Tie
from bot.rules.residence_cues import Holder, Relation

NOT_PATIENTS = frozenset({Holder.PROVIDER, Holder.BYSTANDER})
SEASONAL = frozenset({Relation.SECOND_HOME, Relation.GETAWAY})
PASSING = SEASONAL | {Relation.STAYS}
# A tie of these kinds to an excluded state forbids the answer "served", unless something explains it.
DOUBTFUL = frozenset({Relation.LIVES, Relation.MOVED, Relation.IS_IN, Relation.MAIL, Relation.PLAIN})
MAIN = (frozenset({Relation.LIVES, Relation.MOVED}), frozenset({Relation.IS_IN}), frozenset({Relation.PAPERS}))
FURTHER = frozenset({Relation.HAS_HOME, Relation.SECOND_HOME, Relation.GETAWAY, Relation.PAPERS})


def corrected(ties: list[Tie]) -> list[Tie]:
    """Drop what a later place puts right: "I said Ohio but I meant Iowa"."""
    for position in range(len(ties) - 1, 0, -1):
        if ties[position].corrects:
            return ties[position:]
    return ties


def stated(ties: list[Tie]) -> list[Tie]:
    """Drop what is only asked where something is answered: "Maine? No, Memphis."."""
    return [tie for tie in ties if not tie.queried] or ties


def of_record(homes: Sequence[Tie], *, mailed: bool) -> list[Tie]:
    """Keep the firmest and latest homes: living somewhere outweighs being "from" there; the last move counts.

    Args:
        homes: Ties to homes of any kind.
        mailed: Whether letters are known to go to a served state.
    """
    living = [tie for tie in homes if tie.relation is Relation.LIVES]
    moves = [tie for tie in homes if tie.relation is Relation.MOVED][-1:]
    further = [tie for tie in homes if tie.relation in FURTHER]
    present = [tie for tie in homes if tie.relation is Relation.IS_IN]
    if not (living or moves):
        return [*present, *further] or list(homes)
    told = mailed or any(tie.contrasted for tie in living)  # "there is a cabin in Maine, but we live in Vermont"
    kept = [tie for tie in further if not (told and tie.relation is Relation.GETAWAY)]
    kept = [tie for tie in kept if not (mailed and tie.relation is Relation.PAPERS)]
    return [*(living or moves), *kept, *(tie for tie in present if tie.now and living)]


def main_homes(homes: Sequence[Tie]) -> list[Tie]:
    """Return the homes that outweigh the others: where one lives, else is, else votes."""
    for relations in MAIN:
        chosen = [tie for tie in homes if tie.relation in relations]
        if chosen:
            return chosen
    return []
