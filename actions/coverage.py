"""Coverage by kind of insurance: uses the kind that was named, or asks for it."""

from __future__ import annotations

from typing import Any

from actions.asked import Asked, Outcome, ProgramFacts, Utterance, response_of
from bot.rules.coverage import VERSION, classify_insurer, decide_coverage

KINDS = {"medicare": "Medicare", "medicaid": "Medicaid", "private": "Private or employer plan", "tricare": "TRICARE"}


def answer_coverage(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer "does insurance cover a second opinion?" for the visitor's kind of insurance, if we know it."""
    picked = asked.picked.get("value") if asked.picked and asked.picked.get("kind") == "insurer" else None
    kind = picked or classify_insurer(asked.text)
    if kind == "unknown":
        kind = asked.slots.get("insurer") or kind
    decision = decide_coverage(kind)
    rule = {"name": "coverage", "version": VERSION, "verdict": decision.topic, "inputs": {"insurer": kind}}
    if decision.topic != "coverage/general":
        slots = {"pending": None, **({"insurer": kind} if kind in KINDS else {})}
        return Outcome((Utterance(response_of(decision.topic), {"rule": rule}),), slots)
    if asked.silent:
        asking = Utterance("utter_coverage_ask_insurer", {"rule": rule})  # nobody has to tell: the insurer knows
        return Outcome((Utterance("utter_no_need_to_say"), asking), {"pending": None})
    choices: list[dict[str, Any]] = [
        {"title": title, "topic": f"coverage/{value}", "kind": "insurer", "value": value}
        for value, title in KINDS.items()
    ]
    asking = Utterance("utter_ask_insurance", {"choices": choices})
    return Outcome(
        (Utterance("utter_coverage_general", {"rule": rule}), asking), {"pending": "insurer", "offered": choices}
    )


def remember_named(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer whether insurance pays for the program, and remember the kind that was named for "and elsewhere?"."""
    kind = classify_insurer(asked.text)
    return Outcome((Utterance(response_of(asked.topic)),), {"insurer": kind} if kind in KINDS else {})


def remember_insurer(asked: Asked, facts: ProgramFacts) -> Outcome:
    """Answer a question on one kind of insurance, and remember the kind."""
    return Outcome((Utterance(response_of(asked.topic)),), {"insurer": asked.topic.split("/")[1]})
