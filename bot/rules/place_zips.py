"""ZIP codes in a message: five digits, or ZIP+4, that are no house number, price, record or telephone number."""

from __future__ import annotations

import re

from bot.rules.place_context import SEGMENT_ENDS, Context
from bot.rules.place_index import NATION, Entry, place_index

_ZIP = re.compile(r"(\d{5})(-\d{4})?")
_SHORT_ZIP = re.compile(r"\d{4}")  # a leading zero lost: "4101" for 04101
ZIP_WORDS = frozenset("zip's code's zip zipcode zips postal postcode".split())
NOT_BEFORE = frozenset(
    "$ # + box apt suite unit mrn id case number call ext fax room policy member account invoice reference".split()
)
ARTICLES = frozenset("the da tha".split())
PLACING = frozenset("in from of to out up down over".split())
FILE_WORDS = frozenset("case record mrn account invoice reference policy member order claim phone".split())
AFTER_ANSWER = frozenset("not no sorry instead thats that's i it its it's now please thanks again".split())
NOT_AFTER = frozenset(
    """
    mg ml mcg dollars bucks usd people steps miles st street ave avenue road rd drive dr lane ln blvd way calls units iu
    """.split()
)


def zip_entry(context: Context, *, after_place: bool) -> Entry | None:
    """Return the state of the ZIP code at this token, if it is one."""
    token = context.message.tokens[context.first]
    digits = _digits(token.text, announced=_announced(context))
    if token.kind != "number" or digits is None or not _fits(context, after_place=after_place, long="-" in token.text):
        return None
    code = place_index().zips.get(digits)
    return Entry(f"ZIP code {digits}", "zip", {code: NATION}) if code else None


def area_entry(context: Context) -> Entry | None:
    """Return the states of an area code that stands for a place: "in the 504"; a telephone's number is none."""
    text, message = context.message.tokens[context.first].text, context.message
    placed = context.previous in ARTICLES and message.lower(context.first - 2) in PLACING
    states = place_index().area_codes.get(text)
    return (
        Entry(f"area code {text}", "region", states) if placed and states and not context.next[:1].isdigit() else None
    )


def _digits(text: str, *, announced: bool) -> str | None:
    if match := _ZIP.fullmatch(text):
        return match.group(1)
    return "0" + text if announced and _SHORT_ZIP.fullmatch(text) else None


def _announced(context: Context) -> bool:
    words = (context.message.lower(position) for position in range(context.first - 4, context.first))
    return any(word in ZIP_WORDS for word in words)


def _of_a_file(context: Context) -> bool:
    words = (context.message.lower(position) for position in range(context.first - 4, context.first))
    return any(word in FILE_WORDS for word in words)


def _fits(context: Context, *, after_place: bool, long: bool) -> bool:
    before = context.message.lower(context.first - 1)
    if before in NOT_BEFORE or context.next in NOT_AFTER or before[:1].isdigit():
        return False
    if after_place or long or context.bare or _announced(context):
        return True
    if _of_a_file(context):
        return False
    if context.message.asked and (context.ends or context.next in AFTER_ANSWER):
        return True  # the answer to our question, whatever is said around it
    ends = (
        not context.next or context.next in SEGMENT_ENDS or context.next in ("zip", "zipcode", "area") or context.ends
    )
    return ends and context.before in ("in", "from", "at", "live", "is")
