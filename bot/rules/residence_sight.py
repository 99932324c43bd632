"""Places seen from home: "Fargo is just over the bridge" tells where somebody does not live."""

from __future__ import annotations

from bot.rules.place_near import to_border
from bot.rules.place_states import OTHER
from bot.rules.place_text import key_of
from bot.rules.places import Mention
from bot.rules.residence_clauses import Clause

REACH = 8  # words after a place that may say it lies over there
VERBS = frozenset("is lies sits starts begins".split())
BEYOND = frozenset(
    """
    across over opposite beyond behind next see look visible view minutes miles away neighbor neighboring closest
    nearest nearby closer other twin sister right there half past shop buy groceries walmart mall airport hospital
    thataway yonder down up
    """.split()
)
OWN = frozenset("home live lives my our me for".split())
FAMOUS = 100_000  # people; the outskirts of larger cities reach far
OUTSKIRTS, FAR_OUTSKIRTS = 12, 60  # miles


def seen_from_home(clause: Clause, mention: Mention) -> bool:
    """Read "Vidalia is what you see over the river", "Tijuana's right there", "on Omaha's side"."""
    after = list(clause.after(mention))[:REACH]
    if clause.script.word(mention.last - 1).endswith("'s"):
        if after[:1] == ["side"]:
            return True
        after.insert(0, "is")
    return bool(VERBS & set(after[:1]) and BEYOND & set(after) and not OWN & set(after))


def outskirts(mention: Mention) -> bool:
    """Say whether a town is so far from other states that its outskirts lie in its own."""
    entry = mention.entry
    key = key_of(entry.name.split(",")[0])
    if entry.likely() == (OTHER,):
        return True
    reach = OUTSKIRTS if entry.size < FAMOUS else FAR_OUTSKIRTS
    return entry.kind == "city" and all(to_border(key, code) > reach for code in entry.likely())
