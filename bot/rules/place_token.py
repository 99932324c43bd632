"""One token of a message."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """One word, number or mark; `key` is the form that names are looked up by."""

    text: str
    start: int
    end: int
    kind: str
    lower: str
    key: str
    dotted: bool = False  # a full stop that belongs to it was left out: "Mass."

    @property
    def capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def code(self) -> str:
        """The letters alone, in capitals: what a postal code is compared with."""
        return self.lower.removesuffix("'s").replace(".", "").upper()

    @property
    def upper(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()
