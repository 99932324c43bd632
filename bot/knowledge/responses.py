"""The answers of domain.yml: their wording for the web and for SMS, what they rest on, and how they are filled."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from bot.knowledge.sources import Document, SourceRef, read_source
from bot.knowledge.yaml_file import YamlNode, read_yaml

Channel = Literal["web", "sms"]
PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Variation:
    """One wording of an answer, and what a reply carries with it."""

    text: str
    topic: str | None
    sources: tuple[SourceRef, ...]
    reviewed: str
    version: str


@dataclass(frozen=True, slots=True)
class Response:
    """An answer in both wordings; *topic* is None where it belongs to the dialogue and not to a topic."""

    name: str
    web: str
    sms: str
    topic: str | None
    sources: tuple[SourceRef, ...]
    reviewed: date
    line: int

    def wording(self, channel: Channel) -> str:
        """Return the wording for *channel*, with its {names} still in it."""
        return self.sms if channel == "sms" else self.web

    def fill(self, channel: Channel, values: Mapping[str, str]) -> str:
        """Return what is said on *channel*."""
        return fill(self.wording(channel), values)


@dataclass(frozen=True, slots=True)
class Responses:
    """All answers by name, and the intents of the domain they stand in."""

    by_name: Mapping[str, Response]
    intents: frozenset[str]
    file: str

    def variation(self, name: str, channel: str) -> Variation:
        """Return the wording of the response *name* for *channel*: "sms", or any other for the web's."""
        response = self.by_name[name]
        text = response.wording("sms" if channel == "sms" else "web")
        reviewed = response.reviewed.isoformat()
        return Variation(text, response.topic, response.sources, reviewed, answer_version(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace each {name} in *text* by its value.

    Raises:
        KeyError: A name has no value.
    """
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def answer_version(text: str) -> str:
    """Return a short hash of a wording: it changes when the wording does."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def load_responses(path: Path, documents: Mapping[str, Document]) -> Responses:
    """Read the responses and intents of domain.yml.

    Raises:
        KnowledgeError: A response lacks a variation or metadata; names the file, the line and the fix.
    """
    domain = read_yaml(path)
    sections = domain.mapping()
    for name in ("intents", "responses"):
        if name not in sections:
            raise domain.error(f"there is no section {name!r}", "restore it")
    responses = {name: _response(name, node, documents) for name, node in sections["responses"].mapping().items()}
    return Responses(responses, frozenset(map(_intent, sections["intents"].items())), str(path))


def _intent(node: YamlNode) -> str:
    """Read an intent, bare or with settings (`- chat_greet: {use_entities: []}`)."""
    return node.text() if node.is_text() else next(iter(node.mapping()))


def _response(name: str, node: YamlNode, documents: Mapping[str, Document]) -> Response:
    variations = node.items()
    fields = [variation.fields({"text", "metadata"}, frozenset({"channel"})) for variation in variations]
    channels = [entry["channel"].text() if "channel" in entry else None for entry in fields]
    if channels != [None, "sms"]:
        raise node.error(
            f"{name} needs two variations", "write the web one first, without channel, then `channel: sms`"
        )
    web, sms = fields
    topic, sources, reviewed = _metadata(web["metadata"], documents)
    if _metadata(sms["metadata"], documents) != (topic, sources, reviewed):
        raise sms["metadata"].error(f"the two variations of {name} differ in metadata", "make them the same")
    return Response(name, web["text"].text(), sms["text"].text(), topic, sources, reviewed, web["text"].line)


def _metadata(node: YamlNode, documents: Mapping[str, Document]) -> tuple[str | None, tuple[SourceRef, ...], date]:
    if "kind" in node.mapping():
        fields = node.fields({"kind", "reviewed"})
        if fields["kind"].text() != "dialogue":
            raise fields["kind"].error("the kind is not known", "write `kind: dialogue`, or a topic")
        return None, (), fields["reviewed"].date()
    fields = node.fields({"topic", "sources", "reviewed"}, frozenset({"note"}))
    sources = tuple(read_source(item, documents) for item in fields["sources"].items())
    return fields["topic"].text(), sources, fields["reviewed"].date()
