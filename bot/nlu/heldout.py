"""Which training messages the encoder's fine-tuning never sees, so that confidence is calibrated on unseen ones."""

from __future__ import annotations

import hashlib

ONE_IN = 20


def held_out(text: str) -> bool:
    """Say whether a message belongs to the one in twenty kept out of the fine-tuning; the text alone decides."""
    digest = hashlib.sha256(" ".join(text.lower().split()).encode()).digest()
    return int.from_bytes(digest[:4], "big") % ONE_IN == 0
