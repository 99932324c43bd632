"""Make a message's writing plain before anything measures it: quotes, dashes, spaces."""

from __future__ import annotations

import re
import unicodedata

PLAIN = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": " - "})
INVISIBLE = "".join(map(chr, [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD]))


def plain_writing(text: str) -> str:
    """Return `text` with typographer's characters replaced by a keyboard's, and single spaces."""
    text = unicodedata.normalize("NFKC", text.translate(PLAIN)).translate(PLAIN)
    text = text.translate(dict.fromkeys(map(ord, INVISIBLE)))
    return re.sub(r"\s+", " ", text).strip()
