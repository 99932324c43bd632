"""The knowledge map: topics, what an answer on each must say, and the documents they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.knowledge.sources import Document, Scope, SourceRef, read_source
from bot.knowledge.yaml_file import YamlNode, read_yaml

QUESTION_LIMIT: Final = 40  # a choice of that length fits a button and a line on a phone
TOPIC_ID: Final = re.compile(r"[a-z]+/[a-z_]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something an answer must say, and the patterns that find it there; *sms* is None where SMS leaves it out."""

    says: str
    web: str
    sms: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing the assistant can answer."""

    id: str
    question: str
    sources: tuple[SourceRef, ...]
    facts: tuple[Fact, ...]
    line: int

    @property
    def response(self) -> str:
        """The name of its answer in domain.yml."""
        return f"utter_{intent_of(self.id)}"


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics by id, and the documents by id."""

    by_id: Mapping[str, Topic]
    documents: Mapping[str, Document]
    file: str

    def __len__(self) -> int:
        return len(self.by_id)


def intent_of(topic: str) -> str:
    """Return the intent of *topic*: `program/how_to_request` is `program_how_to_request`."""
    return topic.replace("/", "_", 1)


def topic_of(intent: str) -> str:
    """Return the topic of *intent*; the inverse of `intent_of`."""
    return intent.replace("_", "/", 1)


def load_topics(path: Path) -> Topics:
    """Read topics.yml.

    Raises:
        KnowledgeError: An entry is malformed, or names an unknown document or section.
    """
    fields = read_yaml(path).fields({"sources", "topics"})
    documents = {name: _document(name, node) for name, node in fields["sources"].mapping().items()}
    topics: dict[str, Topic] = {}
    for node in fields["topics"].items():
        topic = _topic(node, documents)
        if topic.id in topics:
            raise node.error(f"topic {topic.id} stands here a second time", "keep one of the two")
        topics[topic.id] = topic
    return Topics(topics, documents, str(path))


def _document(name: str, node: YamlNode) -> Document:
    fields = node.fields({"title", "scope", "sections"})
    scopes: dict[str, Scope] = {"program": "program", "general": "general"}
    if fields["scope"].text() not in scopes:
        raise fields["scope"].error("the scope is not known", "use program or general")
    sections = frozenset(item.text() for item in fields["sections"].items())
    return Document(name, fields["title"].text(), scopes[fields["scope"].text()], sections)


def _topic(node: YamlNode, documents: Mapping[str, Document]) -> Topic:
    fields = node.fields({"id", "question", "sources", "facts"}, frozenset({"asked_as", "follow_up"}))
    if not TOPIC_ID.fullmatch(fields["id"].text()):
        raise fields["id"].error(f"{fields['id'].text()!r} is no topic id", "write it like program/cancel")
    question = fields["question"].text()
    if len(question) > QUESTION_LIMIT:
        raise fields["question"].error(f"the question has {len(question)} characters", f"use {QUESTION_LIMIT} at most")
    sources = tuple(read_source(item, documents) for item in fields["sources"].items())
    return Topic(fields["id"].text(), question, sources, tuple(map(_fact, fields["facts"].items())), node.line)


def _fact(node: YamlNode) -> Fact:
    fields = node.fields({"says", "pattern"}, frozenset({"sms"}))
    web = _pattern(fields["pattern"])
    sms_node = fields.get("sms")
    if sms_node is None:
        sms: str | None = web
    else:
        sms = None if sms_node.flag_is_false() else _pattern(sms_node)
    return Fact(fields["says"].text(), web, sms, node.line)


def _pattern(node: YamlNode) -> str:
    try:
        re.compile(re.sub(r"\{[a-z_]+\}", "x", node.text()))
    except re.error as error:
        raise node.error(f"the pattern is not a regular expression: {error}", "mend the pattern") from None
    return node.text()
