"""The alphabet of a text message: what fits into GSM-7, how many segments a text costs, and safe replacements.

Carriers bill by the segment. A message of GSM-7 characters holds 160 of them, or 153 in each part of a longer one;
a single character outside that alphabet makes the whole message UCS-2, with 70 and 67.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED: Final = frozenset("^{}\\[~]|€\f")  # an escape and a character: two septets, never parted

SINGLE_SEPTETS: Final = 160
PART_SEPTETS: Final = 153  # seven septets of each part hold its number
SINGLE_UNITS: Final = 70
PART_UNITS: Final = 67

# Only characters without a GSM-7 form, and only replacements without digits: digits never change.
REPLACEMENTS: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u25cf\u00b7", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "\u2026": "...",
        "\u2122": "(TM)",
        "\u00ae": "(R)",
        "\u00a9": "(C)",
        **dict(zip("áâãçêëíîïóôõúûýÿ", "aaaceeiiiooouuyy", strict=True)),
        **dict(zip("ÁÂÀÃÈÊËÍÎÌÏÓÔÒÕÚÛÙÝ", "AAAAEEEIIIIOOOOUUUY", strict=True)),
    }
)
LINK: Final = re.compile(r"(\S*(?:://|www\.|\w\.(?:com|org|gov|net|edu|us|health)\b)\S*)", re.IGNORECASE)


def is_gsm7(text: str) -> bool:
    """Tell whether *text* can be sent in GSM-7."""
    return all(character in BASIC or character in EXTENDED for character in text)


def length(text: str) -> int:
    """Count what *text* takes up: septets in GSM-7, otherwise UTF-16 units."""
    return sum(map(_cost(text), text))


def segments(text: str) -> int:
    """Count the segments that *text* is sent and billed as; a character is never parted."""
    cost = _cost(text)
    single, part = (SINGLE_SEPTETS, PART_SEPTETS) if is_gsm7(text) else (SINGLE_UNITS, PART_UNITS)
    if length(text) <= single:
        return 1
    count, room = 1, part
    for character in text:
        if cost(character) > room:
            count, room = count + 1, part
        room -= cost(character)
    return count


def transliterate(text: str) -> str:
    """Replace typographic characters by their plain form, outside links; digits and their order never change.

    What has no plain form, such as an emoji, stays: `is_gsm7` then tells that the text needs UCS-2.
    """
    parts = LINK.split(text)
    return "".join(part if index % 2 else part.translate(REPLACEMENTS) for index, part in enumerate(parts))


def _gsm7_cost(character: str) -> int:
    return 2 if character in EXTENDED else 1


def _ucs2_cost(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004  the end of the plane that UTF-16 holds in one unit


def _cost(text: str) -> Callable[[str], int]:
    return _gsm7_cost if is_gsm7(text) else _ucs2_cost
