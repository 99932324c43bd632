"""The documents that answers rest on, and references into them, written `document#section`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.yaml_file import YamlNode

Scope = Literal["program", "general"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that answers are written from, with its section headings."""

    id: str
    title: str
    scope: Scope
    sections: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A section of a document, with the document's title for people."""

    document: str
    section: str
    title: str


def read_source(node: YamlNode, documents: Mapping[str, Document]) -> SourceRef:
    """Read a reference such as `program_faq#Can I cancel my request for a surgical second opinion?`.

    Raises:
        KnowledgeError: It names no section, or one that is not there.
    """
    name, _, section = node.text().partition("#")
    document = documents.get(name)
    if document is None:
        raise node.error(f"there is no document {name!r}", f"use one of: {', '.join(sorted(documents))}")
    if section not in document.sections:
        raise node.error(f"{name} has no section {section!r}", "use document#section, with a heading of topics.yml")
    return SourceRef(name, section, document.title)
