"""The same question asked of another party: after insurance "can they refuse?" is no question about a doctor.

The model reads a follow-up by itself and finds what is asked; of whom, only the topic before it tells.
"""

from __future__ import annotations

import re

from bot.dialogue.context import Context
from bot.knowledge.topics import intent_of
from bot.rules.follow_up import (
    changes_subject,
    is_about_general,
    is_about_program,
    leans_on_before,
    points_back,
    says_nothing,
)
from bot.rules.referents import names_another_party

LONGEST = 14  # words of a follow-up
COUNTERPARTS = {  # the program's answer and the general one to the same question; each says that the other differs
    "program_insurance": "coverage_general",
    "program_physician_permission": "doctor_telling_before",
    "program_how_to_request": "how_steps",
    "program_price": "coverage_free",
    "program_where_to_send": "records_transfer",
    "program_results": "after_written_report",
    "program_travel": "how_remote",
}
OF_PROGRAM = {
    **{general: program for program, general in COUNTERPARTS.items()},
    **dict.fromkeys(
        ("coverage_medicare", "coverage_medicaid", "coverage_private", "coverage_tricare"), "program_insurance"
    ),
    "doctor_how_to_tell": "program_physician_permission",
    "coverage_not_covered": "program_price",
    "coverage_free": "program_price",
}
# After an answer on the program that has no such thing, what a bare "how long?" or "how much?" asks.
BARE_QUESTIONS = (
    (re.compile(r"\bhow (?:long|soon|fast|quick)"), "program_turnaround"),
    (re.compile(r"\bhow much\b"), "program_price"),
)
HAS_TIMES = frozenset(
    {"program/cancel", "program/contact", "program/hours", "program/pathology_returned", "program/records_returned"}
)
# The two halves of "what if they agree?": "and if they don't?".
_DIFFER = re.compile(r"\bif (?:\w+ ){1,2}?(?:do(?:es)? not|do(?:es)?n'?t|won'?t|disagrees?|differs?|contradicts?)\b")
_AGREE = re.compile(r"\bif (?:\w+ ){1,2}?(?:do|does|agrees?|concurs?|match|matches)\b")
_APPROVAL = re.compile(
    r"\b(?:approv\w+|authori[sz]\w+|pre-?auth\w*|pre-?approv\w+|ok(?:ay)? it|sign off|green ?light|permission|"
    r"clear it)\b"
)
GENERAL = frozenset({"after", "basics", "caregiver", "coverage", "doctor", "how", "records", "rights", "when"})
SAME = "the topic before"
OF_INSURANCE = {
    "rights_denied": "coverage_appeal",
    "records_trouble": "coverage_appeal",
    "basics_statistics": SAME,
    "how_appointment": "coverage_ask_insurer",
    "how_questions_to_ask": "coverage_ask_insurer",
    "doctor_how_to_tell": "coverage_ask_insurer",
    "records_what": "coverage_ask_insurer",
    "records_release_form": "coverage_ask_insurer",
}
# Group or topic talked of before -> what the message reads as by itself -> what it is then.
SIBLINGS: dict[str, dict[str, str]] = {
    "coverage": {**OF_INSURANCE, "program_price": "coverage_free"},
    "coverage/medicare": {**OF_INSURANCE, "program_price": SAME},
    "records": {
        "rights_denied": "records_trouble",
        "coverage_appeal": "records_trouble",
        "program_turnaround": "records_how_to_get",
        "how_time_and_help": "records_how_to_get",
        "program_where_to_send": "records_transfer",
    },
    "pathology": {
        "records_transfer": "pathology_transfer",
        "program_pathology_returned": "pathology_transfer",
        "records_what": "pathology_materials",
        "how_what_to_bring": "pathology_materials",
        "coverage_general": "pathology_second_opinion",
    },
    "program": {
        "basics_statistics": "program_why",
        "after_written_report": "program_results",
        "how_steps": "program_how_to_request",
        "coverage_free": "program_price",
    },
    "program/records_returned": {
        "records_transfer": "program_records_returned",
        "pathology_transfer": "program_records_returned",
        "how_time_and_help": SAME,
        "program_turnaround": SAME,
    },
    "program/pathology_returned": {
        "records_transfer": "program_pathology_returned",
        "pathology_transfer": "program_pathology_returned",
    },
    "program/where_to_send": {
        "records_transfer": "program_where_to_send",
        "pathology_transfer": "program_where_to_send",
    },
    "how": {
        "program_turnaround": "how_time_and_help",
        "program_how_to_request": "how_steps",
    },
    "after": {"program_results": "after_written_report", "rights_entitled": "rights_third_opinion"},
}


def sibling(text: str, intent: str, context: Context) -> str | None:
    """Return what a follow-up that reads as *intent* is after the topic before it, where that is another topic."""
    if not context.last_topics or len(text.split()) > LONGEST or changes_subject(text):
        return None
    topic = context.last_topics[-1]
    return _by_words(text, topic) or _by_intent(text, intent, topic)


def _by_words(text: str, topic: str) -> str | None:
    """Return what a follow-up asks by its words and the topic before it alone."""
    plain = text.lower().replace("\u2019", "'")
    if topic in ("after/agree", "after/differ") and leans_on_before(text):
        halves = ((_DIFFER, "after_differ"), (_AGREE, "after_agree"))
        return next((half for words, half in halves if words.search(plain)), None)
    if topic.startswith("coverage/") and points_back(text) and _APPROVAL.search(plain):
        return "coverage_ask_insurer"
    if topic.startswith("program/") and topic not in HAS_TIMES and says_nothing(text):
        return next((asked for words, asked in BARE_QUESTIONS if words.search(plain)), None)
    return None


def _by_intent(text: str, intent: str, topic: str) -> str | None:
    """Return what a follow-up asks by what it reads as and the topic before it."""
    group = topic.split("/", maxsplit=1)[0]
    if group in GENERAL and intent == "program_physician_permission" and not is_about_program(text):
        return "doctor_telling_before"
    elsewhere = group == "program" and is_about_general(text)
    if elsewhere or names_another_party(text, topic) or not points_back(text):
        return None
    found = SIBLINGS.get(topic, SIBLINGS.get(group, {})).get(intent)
    before = intent_of(topic)
    return before if found == SAME or (found and COUNTERPARTS.get(before) == intent) else found
