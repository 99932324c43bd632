"""The word "left": a home left behind is one thing; a digit left out, a left breast, what is left over are others."""

from __future__ import annotations

from bot.rules import residence_words as say
from bot.rules.place_context import SKIPPED
from bot.rules.residence_clauses import Clause

LEAVING = frozenset("left leave leaves leaving".split())
LEFT_HOMES = frozenset("home house apartment condo place farm snow cold winters job life everything family".split())
DROPPED = frozenset("off out blank".split())  # "left Ohio off the list"
BETWEEN = SKIPPED | say.POSSESSIVES | frozenset({"my", "our", "behind"})


def leaves_a_home(clause: Clause, position: int) -> bool:
    """Say whether the verb of leaving at `position` has a place or a home for its object."""
    script = clause.script
    at = position + 1
    while at < clause.end and script.words[at] in BETWEEN and at not in script.taken:
        at += 1
    if at >= clause.end:
        return False
    if script.words[at] in LEFT_HOMES or (script.words[at] == "for" and script.words[position] != "left"):
        return True
    mention = next((found for found in clause.mentions if found.first == at), None)
    return mention is not None and script.word(mention.last) not in DROPPED
