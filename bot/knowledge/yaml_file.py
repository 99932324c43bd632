"""YAML with line numbers, so that a mistake in a data file is reported where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from bot.errors import KnowledgeError

Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML was built with it


class YamlNode:
    """One value of a YAML file, with its line; every reader says what it expected and how to mend it."""

    def __init__(self, file: str, node: yaml.Node, key: yaml.Node | None = None) -> None:
        self._file = file
        self._node = node
        self.line = int((key or node).start_mark.line) + 1  # an alias points at its key, not at its anchor

    def error(self, problem: str, fix: str) -> KnowledgeError:
        """Build the error for this place; the caller raises it."""
        return KnowledgeError(self._file, self.line, problem, fix)

    def text(self) -> str:
        """Return the value as it is written, whatever type YAML would make of it."""
        if not isinstance(self._node, yaml.ScalarNode) or not self._node.value.strip():
            raise self.error("a text is expected here", "write a text")
        return str(self._node.value)

    def flag_is_false(self) -> bool:
        """Tell whether a plain `false` stands here."""
        return isinstance(self._node, yaml.ScalarNode) and self._node.tag.endswith(":bool") and self.text() == "false"

    def date(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.error(f"{self.text()!r} is not a date", "write it as 2026-11-21") from None

    def items(self) -> list[YamlNode]:
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.error("a list is expected here", "start each entry with '- '")
        return [YamlNode(self._file, node) for node in self._node.value]

    def is_text(self) -> bool:
        return isinstance(self._node, yaml.ScalarNode)

    def mapping(self) -> dict[str, YamlNode]:
        """Return the entries of a mapping; a key written twice is an error."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.error("'name: value' entries are expected here", "write one entry a line")
        entries: dict[str, YamlNode] = {}
        for key_node, value_node in self._node.value:
            key = YamlNode(self._file, key_node)
            if key.text() in entries:
                raise key.error(f"{key.text()!r} stands here a second time", "keep one of the two")
            entries[key.text()] = YamlNode(self._file, value_node, key_node)
        return entries

    def fields(self, required: set[str], optional: frozenset[str] = frozenset()) -> Mapping[str, YamlNode]:
        """Return the entries of a mapping whose keys are known."""
        entries = self.mapping()
        if missing := sorted(required - entries.keys()):
            raise self.error(f"{', '.join(missing)} missing", "add it to this entry")
        if unknown := sorted(entries.keys() - required - optional):
            known = ", ".join(sorted(required | optional))
            raise entries[unknown[0]].error(f"{unknown[0]!r} is not known here", f"use one of: {known}")
        return entries


def read_yaml(path: Path) -> YamlNode:
    """Read the YAML file at *path*.

    Raises:
        KnowledgeError: The file is missing, empty or not YAML.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except OSError as error:
        raise KnowledgeError(str(path), None, f"the file cannot be read ({error.strerror})", "restore it") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise KnowledgeError(str(path), line, f"not valid YAML: {error.problem}", "mend the line") from None
    if node is None:
        raise KnowledgeError(str(path), None, "the file is empty", "restore it")
    return YamlNode(str(path), node)
