"""Where materials go and what comes back: the kinds that were named decide, now or when the talk began."""

from __future__ import annotations

from actions.asked import Asked, Outcome, ProgramFacts, Utterance, response_of
from bot.rules.materials import VERSION, Material, classify_material, decide_material


def answer_returned(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "do I get it back?" for each kind of material that is spoken of."""
    kinds = _named(asked) or [Material(kind) for kind in asked.slots.get("material") or ()]
    decisions = [decide_material(kind) for kind in kinds]
    rule = {"name": "materials", "version": VERSION, "verdict": ",".join(kinds) or "any", "inputs": {}}
    slots = {"material": [kind.value for kind in kinds]}
    if kinds == [Material.OTHER]:
        values = {"rule": rule, "topic": "program/records_returned"}
        return Outcome((Utterance(decisions[0].response, values),), slots)
    published = [decision.topic for decision in decisions if decision.material is not Material.OTHER]
    topics = list(dict.fromkeys(published)) or [asked.topic]
    return Outcome(tuple(Utterance(response_of(topic), {"rule": rule}) for topic in topics), slots)


def answer_where_to_send(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "where do I send it?", and remember what: "and do we get them back?" leans on it."""
    kinds = [kind.value for kind in _named(asked)]
    return Outcome((Utterance(response_of(asked.topic)),), {"material": kinds} if kinds else {})


def _named(asked: Asked) -> list[Material]:
    return [kind for kind in Material if kind in classify_material(asked.text)]
