"""What no answer may say or look like, whoever edits it: the rules a wording is held to at every start."""

from __future__ import annotations

import re
from typing import Final

from bot.knowledge.program import Program
from bot.knowledge.responses import PLACEHOLDER
from bot.rules import gsm7

SMS_LIMIT: Final = 306  # two segments
SAFETY_SMS_LIMIT: Final = 160  # one segment: it must arrive whole and at once
SAFETY: Final = frozenset({"utter_safety_emergency", "utter_safety_crisis"})

# The only answers that may name the carriers' words: they tell people what these words do.
MAY_NAME_CARRIER_WORDS: Final = frozenset({"utter_first_contact", "utter_sms_help", "utter_sms_stopped"})
CARRIER_WORDS: Final = "STOP|STOPALL|UNSUBSCRIBE|OPTOUT|END|QUIT|CANCEL|REVOKE|START|UNSTOP|YES|HELP|INFO"

# The documents tell how soon films come back; they tell nothing of how long an opinion takes.
RETURN_OF_RECORDS: Final = re.compile(r"within two weeks of the completion of your (second )?opinion", re.IGNORECASE)
NUMBER: Final = r"(\d+|an?|one|two|three|four|five|six|seven|eight|ten|twelve|few|several|couple of)"
DAY: Final = r"(mon|tues|wednes|thurs|fri|satur|sun)day"

FORBIDDEN: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (r"\$\s?\d|\b\d[\d,.]*\s*(dollars?|usd)\b", "names an amount of money, and the documents give none"),
        (rf"\b{NUMBER}[- ](to \w+ )?((business|working) )?(hour|day|week|month)s?\b", "names a time it takes"),
        (rf"\b\d{{1,2}}(:\d\d)?\s?[ap]\.?m\b|\b{DAY}s?\b|\bweekdays?\b|\b24/7\b", "names opening hours"),
        (r"\bI('m| am) (a|an|your) (doctor|physician|nurse|person|human)\b", "claims to be what it is not"),
        (r"\b(we|I) (guarantee|promise)\b|\bguaranteed\b", "promises what no document promises"),
        (r"\*\*|__|`|\]\(|^#", "holds Markdown, which SMS and the widget would show as it is"),
    )
)
CARRIER: Final = re.compile(rf"\b({CARRIER_WORDS})\b")
ASKS_FOR_CARRIER_WORD: Final = re.compile(
    rf"\b(reply|text|type|send|answer|write)( us| back)?( with)? [\"']?({CARRIER_WORDS})\b", re.IGNORECASE
)


def wording_fault(name: str, text: str) -> str | None:
    """Say what is wrong with the unfilled wording *text* of the response *name*, or None."""
    said = RETURN_OF_RECORDS.sub("", text)
    for pattern, why in FORBIDDEN:
        if found := pattern.search(said):
            return f"{found[0].strip()!r} {why}"
    if name not in MAY_NAME_CARRIER_WORDS and (found := CARRIER.search(text) or ASKS_FOR_CARRIER_WORD.search(text)):
        return f"{found[0]!r} is or asks for a word that carriers act on"
    return None


def typed_fact(text: str, program: Program) -> str | None:
    """Return a fact of the program that *text* spells out instead of naming it in braces, or None."""
    facts = [program.toll_free, program.local_phone, program.fax, *program.address[1:], program.in_person_area]
    facts += [state.name for state in program.excluded_states]
    bare = PLACEHOLDER.sub("", text)
    numbers = rf"\b({program.emergency_number}|{program.crisis_line})\b"
    number = re.search(numbers, bare)
    return number[0] if number else next((fact for fact in facts if fact in bare), None)


def sms_fault(name: str, filled: str) -> str | None:
    """Say why the filled SMS answer *filled* cannot be sent as it is, or None."""
    limit = SAFETY_SMS_LIMIT if name in SAFETY else SMS_LIMIT
    if strange := sorted({character for character in filled if not gsm7.is_gsm7(character)}):
        return f"{' '.join(strange)!r} is not in the alphabet of text messages (GSM-7)"
    if (length := gsm7.length(filled)) > limit:
        return f"the text message has {length} characters, the limit is {limit}"
    return None
