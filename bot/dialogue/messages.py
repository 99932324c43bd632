"""The plain types that channels, dialogue, transcripts and console exchange. No Rasa, no I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Channel = Literal["web", "sms"]
HandoffReason = Literal["excluded_state", "emergency", "crisis", "urgent", "asked", "failure"]


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """One message of a visitor.

    `message_id` is the sender's own id (the widget's uuid, Twilio's MessageSid): the same id in the same
    conversation is the same message, answered once.
    """

    conversation: str
    message_id: str
    channel: Channel
    text: str
    received_at: datetime  # UTC
    media_types: tuple[str, ...] = ()  # content types of attached pictures, never fetched


@dataclass(frozen=True, slots=True)
class Source:
    """A document an answer rests on."""

    title: str
    section: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question offered to the visitor; `topic` is None for "something else" and for values of a slot."""

    title: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """What a rule decided, and from what. `inputs` never holds visitor text, only recognised values."""

    name: str  # e.g. "state_eligibility"
    version: str
    verdict: str
    inputs: dict[str, Any] = field(default_factory=dict)  # e.g. {"state": "MI"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One bubble, or one SMS: an answer with where it comes from."""

    text: str
    topic: str | None = None
    sources: tuple[Source, ...] = ()
    reviewed: str | None = None  # ISO date of the last review
    answer: str | None = None  # response name, e.g. "utter_program_cancel"
    version: str | None = None  # short hash of the response's wording
    choices: tuple[Choice, ...] = ()
    rule: RuleVerdict | None = None


@dataclass(frozen=True, slots=True)
class Handoff:
    """The visitor is pointed to a person. `reference` is spoken on the phone, e.g. "K7M-42Q"."""

    reason: HandoffReason
    phone: str
    reference: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the message was taken for; shown to staff, never to visitors."""

    topic: str | None
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()
    outcome: str = "answered"  # answered | offered | not_understood | declined | safety | rule | failure


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one turn says.

    `lines` are number and id of the visitor's line and of each reply in the transcript, in its order; they are there
    when the turn has just been stored.
    """

    message_id: str
    replies: tuple[Reply, ...]
    handoff: Handoff | None = None
    understanding: Understanding | None = None
    elapsed_ms: float = 0.0
    lines: tuple[tuple[int, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class TurnResult:
    """An answer, and the conversation's slots and events after it."""

    answer: Answer
    slots: dict[str, Any]
    events: list[dict[str, Any]]
