"""What "they", "it" and "she" stand for after each topic, and what a fragment such as "the landline?" is about.

A message that leans on the one before is read three times more: joined to that question, under the name of its
subject, and with its pronouns resolved. The tables name parties and things; they know nothing of any wording.
"""

from __future__ import annotations

import re
from typing import Final

# What a topic is about, in a few words; a group's words where the topic has none of its own.
_SUBJECTS: Final = {
    "after": "the second opinion I got", "after/agree": "when the two doctors agree",
    "after/differ": "when the two doctors disagree", "basics": "a second opinion", "caregiver": "my mother",
    "coverage": "my insurance", "coverage/appeal": "the appeal", "coverage/gap_exception": "network gap exception",
    "coverage/medicaid": "Medicaid", "coverage/medicare": "Medicare", "coverage/state_law": "state law on insurance",
    "coverage/tricare": "TRICARE", "doctor": "my doctor", "handoff": "talk to a person",
    "how": "the second opinion visit",
    "limits/bot": "this chat bot", "limits/medical_advice": "medical advice", "limits/privacy": "this chat",
    "pathology": "the pathology slides", "program": "your Hopkins program",
    "program/cancel": "cancelling my request with you", "program/contact": "your phone and fax number",
    "program/excluded_alternative": "my state is excluded", "program/hours": "your hours",
    "program/insurance": "insurance for your Hopkins program", "program/pathology_returned": "the slides you return",
    "program/price": "the price of your program", "program/procedure_codes": "procedure codes",
    "program/records_returned": "the x-rays and records you return", "program/results": "your program's report",
    "program/travel": "travel to Baltimore", "program/turnaround": "the time your opinion takes",
    "program/where_to_send": "sending you my records", "records": "my medical records",
    "records/release_form": "the release form", "rights": "my doctor", "rights/referral": "the referral",
    "rights/third_opinion": "third opinion", "when": "a second opinion",
}  # fmt: skip
# Who "they" are.
_PARTIES: Final = {
    "after": "the second doctor", "basics": "my doctor", "caregiver": "my mother", "coverage": "my insurance company",
    "doctor": "my doctor", "handoff": "your staff", "how": "the second doctor", "pathology": "the pathology lab",
    "program": "your program", "records": "the records office", "rights": "my doctor", "when": "my doctor",
}  # fmt: skip
# What "it" is.
_THINGS: Final = {
    "after": "the second opinion", "basics": "a second opinion", "caregiver": "a second opinion",
    "coverage": "second opinion coverage", "coverage/appeal": "the appeal",
    "coverage/gap_exception": "the network gap exception", "coverage/medicare": "Medicare",
    "coverage/state_law": "the state law", "doctor": "a second opinion", "handoff": "your phone",
    "how": "a second opinion", "limits/medical_advice": "my illness", "limits/privacy": "this chat",
    "pathology": "the biopsy slides", "program": "your program", "program/contact": "your number",
    "program/pathology_returned": "my slides", "program/records_returned": "my x-rays",
    "program/results": "your report", "program/where_to_send": "my records", "records": "my medical records",
    "records/release_form": "the release form", "rights": "a second opinion", "rights/referral": "the referral",
    "rights/third_opinion": "a third opinion", "when": "a second opinion",
}  # fmt: skip
# The parties that a message may name itself, by the groups of topics that they belong to.
_NAMED: Final = {
    ("rights", "doctor", "basics"): re.compile(
        r"\b(?:doctors?|surgeons?|physicians?|specialists?|pcp)\b", re.IGNORECASE
    ),
    ("program",): re.compile(r"\b(?:hopkins|program)\b", re.IGNORECASE),
    ("coverage",): re.compile(r"\b(?:insurance|insurers?|plan|medicare|medicaid|tricare)\b", re.IGNORECASE),
    ("records", "pathology"): re.compile(r"\b(?:records?|clinic|hospital|office|lab)\b", re.IGNORECASE),
}
_THEY: Final = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_THEIR: Final = re.compile(r"\btheir\b", re.IGNORECASE)
_ONE: Final = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_IT: Final = re.compile(r"\b(?:it|that one|that|those|these|this)\b", re.IGNORECASE)


def subject_of(topic: str) -> str | None:
    """Return in a few words what *topic* is about."""
    return _of(_SUBJECTS, topic)


def names_another_party(text: str, topic: str) -> bool:
    """Tell whether *text* says itself of whom it speaks, and that is somebody else than whom *topic* is about."""
    group = topic.split("/", maxsplit=1)[0]
    return any(group not in groups and words.search(text) for groups, words in _NAMED.items())


def with_names(text: str, topic: str) -> str:
    """Return *text* with what its pronouns stand for after *topic*."""
    party, thing = _of(_PARTIES, topic), _of(_THINGS, topic)
    if party:
        text = _THEIR.sub(f"{party}'s", _THEY.sub(party, text))
    person = "my mother" if topic.startswith("caregiver/") else "my doctor"
    text = _ONE.sub(person, text)
    return _IT.sub(thing, text) if thing else text


def _of(table: dict[str, str], topic: str) -> str | None:
    return table.get(topic) or table.get(topic.split("/", maxsplit=1)[0])
