"""How often the long tests repeat: little in `make test`, in full by a command (FULL_COUNTS=1)."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")


def count(small: T, full: T) -> T:
    """Return the number of repetitions (or what else depends on it) that this run asks for."""
    return full if os.environ.get("FULL_COUNTS") else small
