"""What comes back of the materials: the kinds that were named decide, not the kind the question was taken for."""

from __future__ import annotations

from actions.asked import Asked, Outcome, ProgramFacts, Utterance, response_of
from bot.rules.materials import VERSION, Material, classify_material, decide_material


def answer_returned(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "do I get it back?" for each kind of material that the message names."""
    kinds = [kind for kind in Material if kind in classify_material(asked.text)]
    decisions = [decide_material(kind) for kind in kinds]
    rule = {"name": "materials", "version": VERSION, "verdict": ",".join(kinds) or "any", "inputs": {}}
    if kinds == [Material.OTHER]:
        values = {"rule": rule, "topic": "program/records_returned"}
        return Outcome((Utterance(decisions[0].response, values),))
    published = [decision.topic for decision in decisions if decision.material is not Material.OTHER]
    topics = list(dict.fromkeys(published)) or [asked.topic]
    return Outcome(tuple(Utterance(response_of(topic), {"rule": rule}) for topic in topics))
