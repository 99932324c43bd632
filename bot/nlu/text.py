"""Make a message's writing plain before anything measures it: quotes, dashes, spaces."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "\u2018\u2019\u02bc\u0060\u00b4"
PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | {"\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": " - "})
INVISIBLE = "".join(map(chr, [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD]))


def plain_writing(text: str) -> str:
    """Return `text` with typographer's characters replaced by a keyboard's, and single spaces."""
    text = unicodedata.normalize("NFKC", text.translate(PLAIN)).translate(PLAIN)
    text = text.translate(dict.fromkeys(map(ord, INVISIBLE)))
    return re.sub(r"\s+", " ", text).strip()
