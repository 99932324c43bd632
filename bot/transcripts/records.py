"""Plain records that leave the store; rows stay inside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.dialogue.messages import Answer, Choice, Handoff, IncomingMessage, Reply, RuleVerdict, Source, Understanding


@dataclass(frozen=True, slots=True)
class Journaled:
    """An incoming message under its id.

    Attributes:
        turn_id: The turn that answers it.
        is_new: Whether it was stored now; the others are about a new message alone.
        answer: There when it was answered before.
        state: What the conversation was in at that moment.
        is_next: Whether no earlier message of the conversation still waits for its answer.
    """

    turn_id: int
    is_new: bool
    answer: Answer | None = None
    state: ConversationState | None = None
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A journaled message that still wants its answer."""

    turn_id: int
    message: IncomingMessage


@dataclass(frozen=True, slots=True)
class ConversationState:
    """What the dialogue needs of a conversation's past: its slots, and how old they are."""

    version: int
    slots: dict[str, Any]
    last_activity_at: datetime
    opted_out: bool = False

    @property
    def is_first(self) -> bool:
        """Say whether nothing has been answered yet."""
        return self.version == 0


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """An SMS to write into the outbox with the turn."""

    body: str
    segments: int


@dataclass(frozen=True, slots=True)
class FinishedTurn:
    """All that one commit writes."""

    turn: OpenTurn
    answer: Answer
    state_version: int
    slots: dict[str, Any]
    events: list[dict[str, Any]]
    outgoing: tuple[OutgoingText, ...] = ()


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One line of a conversation, as the visitor saw it, redacted."""

    id: str
    seq: int
    sender: str
    client_id: str
    text: str
    at: datetime
    topic: str | None = None
    reviewed: str | None = None
    details: dict[str, Any] = field(default_factory=dict)


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return what `answer_from_json` reads back; where it stands in the transcript is not part of it."""
    return {name: value for name, value in asdict(answer).items() if name != "lines"}


def answer_from_json(data: dict[str, Any]) -> Answer:
    """Rebuild an answer that was stored with its turn."""
    understanding = data.get("understanding")
    return Answer(
        message_id=data["message_id"],
        replies=tuple(_reply_from_json(reply) for reply in data["replies"]),
        handoff=Handoff(**data["handoff"]) if data.get("handoff") else None,
        understanding=(
            Understanding(
                **{**understanding, "alternatives": tuple((name, p) for name, p in understanding["alternatives"])}
            )
            if understanding
            else None
        ),
        elapsed_ms=data.get("elapsed_ms", 0.0),
    )


def _reply_from_json(data: dict[str, Any]) -> Reply:
    return Reply(
        **{
            **data,
            "sources": tuple(Source(**source) for source in data["sources"]),
            "choices": tuple(Choice(**choice) for choice in data["choices"]),
            "rule": RuleVerdict(**data["rule"]) if data.get("rule") else None,
        }
    )
