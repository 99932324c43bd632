"""References to the documents that answers rest on, written `document#section`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from bot.knowledge.yaml_file import YamlNode

Scope = Literal["program", "general"]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A section of a document."""

    document: str
    section: str

    @classmethod
    def parse(cls, node: YamlNode) -> Self:
        """Read a reference such as `program_faq#Can I cancel my request for a surgical second opinion?`."""
        document, _, section = node.text().partition("#")
        if not document or not section:
            raise node.error(f"{node.text()!r} names no section", "write it as document#section")
        return cls(document, section)

    def __str__(self) -> str:
        return f"{self.document}#{self.section}"


@dataclass(frozen=True, slots=True)
class Document:
    """A document that answers are written from, with its section headings."""

    id: str
    title: str
    scope: Scope
    sections: frozenset[str]
