"""What the NLU pipeline makes of one message, in types of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Ranking = tuple[tuple[str, float], ...]  # intent and its probability, likeliest first


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message that asks two."""

    text: str
    start: int  # character positions in the message
    end: int
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class NluResult:
    """Intents, entities, and the parts: two when the message asks two questions, else none."""

    text: str
    ranking: Ranking
    entities: tuple[dict[str, Any], ...] = field(default=())
    parts: tuple[Part, ...] = ()
    dangers: Ranking = ()  # each danger and its probability, asked apart from the topics


def read_ranking(ranked: Sequence[Mapping[str, Any]]) -> Ranking:
    """Return Rasa's list of names and confidences as pairs."""
    return tuple((str(one["name"]), float(one["confidence"])) for one in ranked)


def from_parse_data(data: Mapping[str, Any]) -> NluResult:
    """Read what `Agent.parse_message` returns."""
    parts = tuple(
        Part(part["text"], part["start"], part["end"], read_ranking(part["ranking"])) for part in data.get("parts", [])
    )
    entities = tuple(dict(entity) for entity in data.get("entities", []))
    dangers = read_ranking(data.get("danger", []))
    return NluResult(str(data.get("text", "")), read_ranking(data["intent_ranking"]), entities, parts, dangers)
