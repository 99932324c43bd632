"""Checks of the data files against each other: every topic answered, every fact said, no wording we forbid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.errors import KnowledgeError
from bot.knowledge.program import PUBLIC, Program, fill_values
from bot.knowledge.responses import PLACEHOLDER, Channel, Response, Responses
from bot.knowledge.sources import read_source
from bot.knowledge.topics import Fact, Topic, Topics, intent_of
from bot.knowledge.wording import sms_fault, typed_fact, wording_fault

CHANNELS: Final[tuple[Channel, ...]] = ("web", "sms")

# What the conversation fills in, at its longest, so that no text message grows too long later.
CONVERSATION_VALUES: Final[Mapping[str, str]] = {
    "state_name": "District of Columbia",
    "option_names": "Washington (the state), Washington, DC or one of the towns named Washington elsewhere",
    "reference": "K7M-42Q",
    "retention_days_web": "3650",
    "retention_days_sms": "3650",
}


def check_knowledge(program: Program, topics: Topics, responses: Responses, today: date) -> None:
    """Check what the data files say against each other.

    Raises:
        KnowledgeError: The first mistake found; names the file, the line and the fix.
    """
    values = sample_values(program)
    for name, origin in program.origins.items():
        if origin.reviewed > today:
            raise origin.source.error(f"{name} was reviewed in the future", "write the day of the review")
        if origin.source.text() != PUBLIC:
            read_source(origin.source, topics.documents)
    for response in responses.by_name.values():
        if fault := _response_fault(response, program, topics, values, today):
            raise KnowledgeError(responses.file, response.line, f"{response.name}: {fault}", "reword or mend it")
    for topic in topics.by_id.values():
        _check_patterns(topic, topics.file, values)
        _check_topic(topic, topics.file, responses, values)


def sample_values(program: Program) -> dict[str, str]:
    """Return a value for every {name} an answer may use, the conversation's at their longest."""
    return fill_values(program, CONVERSATION_VALUES)


def missing_facts(topic: Topic, response: Response, channel: Channel, values: Mapping[str, str]) -> list[Fact]:
    """Return the facts of *topic* that its answer does not say on *channel*."""
    said = " ".join(response.fill(channel, values).split())
    literal = {name: re.escape(" ".join(value.split())) for name, value in values.items()}
    missing = []
    for fact in topic.facts:
        pattern = fact.sms if channel == "sms" else fact.web
        if pattern is not None:
            filled = PLACEHOLDER.sub(lambda found: literal[found[1]], pattern)
            if not re.search(filled, said, re.IGNORECASE):
                missing.append(fact)
    return missing


def _check_topic(topic: Topic, file: str, responses: Responses, values: Mapping[str, str]) -> None:
    if intent_of(topic.id) not in responses.intents:
        raise KnowledgeError(file, topic.line, f"{topic.id} has no intent", f"add {intent_of(topic.id)} to domain.yml")
    response = responses.by_name.get(topic.response)
    if response is None:
        raise KnowledgeError(file, topic.line, f"{topic.id} has no answer", f"write {topic.response} in domain.yml")
    if response.topic != topic.id or response.sources != topic.sources:
        problem = f"{response.name} and topics.yml differ in topic or sources"
        raise KnowledgeError(responses.file, response.line, problem, f"copy those of {topic.id}")
    for channel in CHANNELS:
        for fact in missing_facts(topic, response, channel, values):
            problem = f"{response.name} does not say on {channel}: {fact.says}"
            fix = f"say it, or mend the pattern in {file}:{fact.line}"
            raise KnowledgeError(responses.file, response.line, problem, fix)


def _check_patterns(topic: Topic, file: str, values: Mapping[str, str]) -> None:
    for fact in topic.facts:
        for name in PLACEHOLDER.findall(fact.web + (fact.sms or "")):
            if name not in values:
                raise KnowledgeError(file, fact.line, f"{{{name}}} is not known", f"use one of: {', '.join(values)}")


def _response_fault(
    response: Response, program: Program, topics: Topics, values: Mapping[str, str], today: date
) -> str | None:
    if response.topic is not None and response.topic not in topics.by_id:
        return f"there is no topic {response.topic} in topics.yml"
    if response.reviewed > today:
        return "it was reviewed in the future"
    for text in (response.web, response.sms):
        if fault := _text_fault(response.name, text, program, values):
            return fault
    return sms_fault(response.name, response.fill("sms", values))


def _text_fault(name: str, text: str, program: Program, values: Mapping[str, str]) -> str | None:
    if unknown := [found for found in PLACEHOLDER.findall(text) if found not in values]:
        return f"{{{unknown[0]}}} is not one of {', '.join(sorted(values))}"
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        return "it holds a brace that names nothing"
    if fact := typed_fact(text, program):
        return f"{fact!r} is typed out: use its {{name}}, so that it is changed in program.yml alone"
    return wording_fault(name, text)
