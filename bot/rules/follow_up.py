"""Recognises a follow-up: a short message that leans on what was asked before it ("and the fax?", "same for x-rays?")."""

from __future__ import annotations

import re

MAX_WORDS = 9
_OPENING = re.compile(
    r"^(and|but|or|so|also|then|ok(ay)?( and| but| so)?|what about|how about|what if|same|is that|does that|do they|"
    r"are they|is it|does it|will they|would they|would it|can they|even if|even for|why|why not|which|whose|how so|"
    r"how much|how long|how soon|when|where|who|for|with|without|in that case|that|those|these|it|them|they|by|"
    r"less than|more than|within|not)\b",
    re.IGNORECASE,
)


def is_follow_up(text: str) -> bool:
    """Tell whether the text is short enough, and opens like, a question that leans on the one before."""
    words = text.split()
    return 0 < len(words) <= MAX_WORDS and (bool(_OPENING.match(text.strip())) or len(words) <= 3)  # noqa: PLR2004
