"""How often the long tests repeat: little in `make test`, in full by a command (FULL_COUNTS=1)."""

from __future__ import annotations

import os


def count(small: int, full: int) -> int:
    """Return the number of repetitions that this run asks for."""
    return full if os.environ.get("FULL_COUNTS") else small
