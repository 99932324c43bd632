"""Everything known, loaded and checked at start: a mistake in a data file stops the start, with file, line and fix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.errors import KnowledgeError
from bot.knowledge.program import Program, fill_values, load_program
from bot.knowledge.responses import PLACEHOLDER, Channel, Response, Responses, load_responses
from bot.knowledge.topics import Fact, Topic, Topics, intent_of, load_topics
from bot.knowledge.wording import sms_fault, typed_fact, wording_fault

PROGRAM_FILE: Final = Path("data/knowledge/program.yml")
TOPICS_FILE: Final = Path("data/knowledge/topics.yml")
DOMAIN_FILE: Final = Path("domain.yml")

# What the conversation fills in, at its longest, so that no text message grows too long later.
CONVERSATION_VALUES: Final[Mapping[str, str]] = {
    "state_name": "District of Columbia",
    "option_names": "Washington (the state), Washington, DC or one of the towns named Washington elsewhere",
    "reference": "K7M-42Q",
    "retention_days_web": "3650",
    "retention_days_sms": "3650",
}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the assistant knows."""

    program: Program
    topics: Topics
    responses: Responses

    def answer(self, topic: str) -> Response:
        """Return the answer on *topic*."""
        return self.responses[f"utter_{intent_of(topic)}"]


def check_all(root: Path, today: date) -> Knowledge:
    """Load and check the data files under *root*.

    Raises:
        KnowledgeError: The first mistake found; names the file, the line and the fix.
    """
    program = load_program(root / PROGRAM_FILE)
    knowledge = Knowledge(program, load_topics(root / TOPICS_FILE), load_responses(root / DOMAIN_FILE))
    values = sample_values(program)
    _check_origins(knowledge, today)
    for response in knowledge.responses.by_name.values():
        _check_response(knowledge, response, values, today)
    for topic in knowledge.topics.by_id.values():
        _check_topic(knowledge, topic, values)
    return knowledge


def sample_values(program: Program) -> dict[str, str]:
    """Return a value for every {name} an answer may use, the conversation's at their longest."""
    phone_line = f"{program.toll_free} (toll-free) or {program.local_phone}"
    return fill_values(program, {**CONVERSATION_VALUES, "phone_line": phone_line})


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


def _check_origins(knowledge: Knowledge, today: date) -> None:
    program, documents = knowledge.program, knowledge.topics.documents
    for name, origin in program.origins.items():
        if origin.reviewed > today:
            raise KnowledgeError(
                program.file, origin.line, f"{name} was reviewed in the future", "write the day of the review"
            )
        source = origin.source
        if source and (source.document not in documents or source.section not in documents[source.document].sections):
            raise KnowledgeError(
                program.file, origin.line, f"{name} comes from an unknown section", "use a heading listed in topics.yml"
            )


def _check_topic(knowledge: Knowledge, topic: Topic, values: Mapping[str, str]) -> None:
    responses, file = knowledge.responses, knowledge.topics.file
    if intent_of(topic.id) not in responses.intents:
        raise KnowledgeError(file, topic.line, f"{topic.id} has no intent", f"add {intent_of(topic.id)} to domain.yml")
    response = responses.by_name.get(topic.response)
    if response is None:
        raise KnowledgeError(file, topic.line, f"{topic.id} has no answer", f"write {topic.response} in domain.yml")
    if response.topic != topic.id or response.sources != topic.sources:
        problem = f"{response.name} and topics.yml differ in topic or sources"
        raise KnowledgeError(responses.file, response.line, problem, f"copy those of {topic.id}")
    _check_patterns(topic, file, values)
    for channel in ("web", "sms"):
        for fact in missing_facts(topic, response, channel, values):
            problem = f"{response.name} does not say on {channel}: {fact.says}"
            fix = f"say it, or mend the pattern in {file}:{fact.line}"
            raise KnowledgeError(responses.file, response.line, problem, fix)


def _check_patterns(topic: Topic, file: str, values: Mapping[str, str]) -> None:
    for fact in topic.facts:
        for name in PLACEHOLDER.findall(fact.web + (fact.sms or "")):
            if name not in values:
                raise KnowledgeError(file, fact.line, f"{{{name}}} is not known", f"use one of: {', '.join(values)}")


def _check_response(knowledge: Knowledge, response: Response, values: Mapping[str, str], today: date) -> None:
    fault, fix = None, "reword it"
    if response.topic is not None and response.topic not in knowledge.topics.by_id:
        fault, fix = f"there is no topic {response.topic}", "add it to topics.yml"
    elif response.reviewed > today:
        fault, fix = "it was reviewed in the future", "write the day of the review"
    else:
        for text in (response.web, response.sms):
            fault = fault or _text_fault(response.name, text, knowledge.program, values)
        fault = fault or sms_fault(response.name, response.fill("sms", values))
    if fault:
        raise KnowledgeError(knowledge.responses.file, response.line, f"{response.name}: {fault}", fix)


def _text_fault(name: str, text: str, program: Program, values: Mapping[str, str]) -> str | None:
    if unknown := [found for found in PLACEHOLDER.findall(text) if found not in values]:
        return f"{{{unknown[0]}}} is not one of {', '.join(sorted(values))}"
    if fact := typed_fact(text, program):
        return f"{fact!r} is typed out: use its {{name}}, so that it is changed in program.yml alone"
    return wording_fault(name, text)
