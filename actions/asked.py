"""What an action is given and what it gives back, without Rasa's types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.program import Program
from bot.knowledge.topics import Topics
from bot.rules.handoff import Phones


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its topic, its own words, and the conversation's slots."""

    topic: str
    text: str
    slots: Mapping[str, Any]
    picked: Mapping[str, Any] | None = None  # the choice that was taken instead of typing
    silent: bool = False  # the visitor will not or cannot tell what we asked


@dataclass(frozen=True, slots=True)
class Utterance:
    """One response to say, by name, with what fills it."""

    response: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to say, and the slots to set."""

    utterances: tuple[Utterance, ...]
    slots: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What the actions need to know of the program; everything they say stands in domain.yml."""

    excluded: frozenset[str]  # postal codes
    phones: Phones
    questions: Mapping[str, str]  # topic -> the short question that stands for it in choices


def phones_of(program: Program) -> Phones:
    """Return the numbers that handoffs choose from."""
    return Phones(program.toll_free, program.local_phone, program.emergency_number, program.crisis_line)


def facts_from(program: Program, topics: Topics) -> ProgramFacts:
    """Take from the data files what the actions need."""
    return ProgramFacts(
        excluded=program.excluded_codes,
        phones=phones_of(program),
        questions={topic.id: topic.question for topic in topics.by_id.values()},
    )


Handler = Callable[[Asked, ProgramFacts], Outcome]


def response_of(topic: str) -> str:
    """Return the name of the response that answers a topic."""
    return "utter_" + topic.replace("/", "_", 1)


def choices_for(topics: list[str] | tuple[str, ...], facts: ProgramFacts) -> list[dict[str, Any]]:
    """Return the topics as choices to offer, in plain words; nobody wants to choose "say thank you"."""
    worth_offering = [topic for topic in topics if topic in facts.questions and not topic.startswith("chat/")]
    return [{"title": facts.questions[topic], "topic": topic} for topic in worth_offering]
