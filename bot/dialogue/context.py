"""What a conversation carries from turn to turn: a typed view of the Rasa slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

Pending = Literal["state", "insurer", "stage", "choice"]
STALE_AFTER = timedelta(hours=4)  # older facts are said aloud before they are used again


@dataclass(frozen=True, slots=True)
class Context:
    """The slots, read once at the start of a turn."""

    state: str | None = None  # postal code of the residence given earlier
    insurer: str | None = None  # kind of insurance given earlier
    pending: Pending | None = None  # what the assistant has asked
    waited: int = 0  # turns that came in between since it asked
    offered: tuple[dict[str, Any], ...] = ()  # choices shown: {"title", "topic", "value"}
    offered_before: tuple[dict[str, Any], ...] = ()  # those of the turns before, for "sorry, I meant 1"
    taken: int | None = None  # which of them was taken
    misses: int = 0  # messages in a row that were not understood
    last_topics: tuple[str, ...] = ()
    last_answers: tuple[dict[str, Any], ...] = ()  # what was said last, by response name and values
    last_question: str = ""  # the redacted message that led to last_topics
    excluded: bool = False  # the visitor was told that their state is excluded
    stale: bool = False  # the last turn was long ago

    @property
    def asked(self) -> Pending | None:
        """What the assistant asked in the turn just before; anything may be an answer to that."""
        return self.pending if self.waited == 0 else None

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any], *, stale: bool = False) -> Context:
        before = {} if stale else slots.get("offered_before") or {}
        return cls(
            state=slots.get("state"),
            insurer=slots.get("insurer"),
            pending=None if stale else slots.get("pending"),
            waited=int(slots.get("waited") or 0),
            offered=() if stale else tuple(slots.get("offered") or ()),
            offered_before=tuple(before.get("choices") or ()),
            taken=before.get("taken"),
            misses=0 if stale else int(slots.get("misses") or 0),
            last_topics=() if stale else tuple(slots.get("last_topics") or ()),
            last_answers=tuple(slots.get("last_answers") or ()),
            last_question="" if stale else str(slots.get("last_question") or ""),
            excluded=bool(slots.get("told_excluded")) and not stale,
            stale=stale,
        )


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message was taken for; `intent` is what Rasa's rules act on."""

    intent: str
    confidence: float
    outcome: str = "answered"
    topics: tuple[str, ...] = ()  # of both questions, or those to offer
    parts: tuple[str, ...] = ()  # the text of each of two questions
    suggestions: tuple[str, ...] = ()  # topics to offer after the answer
    ranking: tuple[tuple[str, float], ...] = ()
    picked: dict[str, Any] | None = None  # the choice that was taken
    silent: bool = False  # somebody who will not or cannot tell what we asked
    entities: tuple[dict[str, Any], ...] = field(default=())
