"""Few of many, spread over all there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def evenly(items: Sequence[T], most: int | None) -> list[T]:
    """Return at most `most` items, taken at even distances; all of them without a bound."""
    if not most or len(items) <= most:
        return list(items)
    return [items[at * len(items) // most] for at in range(most)]
