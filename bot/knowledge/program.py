"""The program's facts: phones, address, excluded states. A program manager edits them in program.yml."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.knowledge.yaml_file import YamlNode, read_yaml

PUBLIC: Final = "public"  # the source of numbers that everybody knows, such as 911
STATE_CODE: Final = re.compile(r"[A-Z]{2}")
PHONE: Final = re.compile(r"(1-)?\d{3}-\d{3}-\d{4}")
SHORT_NUMBER: Final = re.compile(r"\d{3}")
COUNT_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class State:
    """A state of the United States."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FactOrigin:
    """Where a fact of the program comes from (`document#section`, or "public"), and when that was last compared."""

    source: YamlNode
    reviewed: date


@dataclass(frozen=True, slots=True)
class Program:
    """What is true of the program today."""

    program_name: str
    toll_free: str
    local_phone: str
    fax: str
    address: tuple[str, ...]
    excluded_states: tuple[State, ...]
    in_person_area: str
    emergency_number: str
    crisis_line: str
    origins: Mapping[str, FactOrigin]

    @property
    def excluded_codes(self) -> frozenset[str]:
        """Postal codes of the states that the program cannot serve."""
        return frozenset(state.code for state in self.excluded_states)


def load_program(path: Path) -> Program:
    """Read program.yml.

    Raises:
        KnowledgeError: A fact is missing or malformed; names the file, the line and the fix.
    """
    facts = read_yaml(path).fields({"facts"})["facts"].fields(set(READERS))
    fields = {name: fact.fields({"value", "source", "reviewed"}) for name, fact in facts.items()}
    return Program(
        **{name: READERS[name](entry["value"]) for name, entry in fields.items()},
        origins={name: FactOrigin(entry["source"], entry["reviewed"].date()) for name, entry in fields.items()},
    )


def fill_values(program: Program, settings: Mapping[str, object]) -> dict[str, str]:
    """Return what the {names} in the answers stand for.

    Args:
        program: The program's facts.
        settings: Plain settings that answers name, such as `retention_days_web`.
    """
    names = [state.name for state in program.excluded_states]
    return {
        "program_name": program.program_name,
        "toll_free": program.toll_free,
        "phone": program.local_phone,
        "fax": program.fax,
        "address": ", ".join(program.address),
        "address_lines": "\n".join(program.address),
        "excluded_states": " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names),
        "excluded_count": COUNT_WORDS[len(names)] if len(names) < len(COUNT_WORDS) else str(len(names)),
        "in_person_area": program.in_person_area,
        "emergency_number": program.emergency_number,
        "crisis_line": program.crisis_line,
        "phone_line": f"{program.toll_free} (toll-free) or {program.local_phone}",
        **{name: str(value) for name, value in settings.items()},
    }


def _matching(pattern: re.Pattern[str], example: str) -> Callable[[YamlNode], str]:
    def read(node: YamlNode) -> str:
        if not pattern.fullmatch(node.text()):
            raise node.error(f"{node.text()!r} has the wrong form", f"write it like {example}")
        return node.text()

    return read


def _lines(node: YamlNode) -> tuple[str, ...]:
    return tuple(item.text() for item in node.items())


def _states(node: YamlNode) -> tuple[State, ...]:
    states: list[State] = []
    for item in node.items():
        entry = item.fields({"code", "name"})
        code = _matching(STATE_CODE, "MI")(entry["code"])
        if any(code == state.code for state in states):
            raise item.error(f"{code} stands in the list twice", "keep it once")
        states.append(State(code, entry["name"].text()))
    if not states:
        raise node.error("no state is listed", "list the excluded states")
    return tuple(states)


READERS: Final[Mapping[str, Callable[[YamlNode], Any]]] = {
    "program_name": YamlNode.text,
    "toll_free": _matching(PHONE, "1-855-555-0100"),
    "local_phone": _matching(PHONE, "410-555-0100"),
    "fax": _matching(PHONE, "410-555-0100"),
    "address": _lines,
    "excluded_states": _states,
    "in_person_area": YamlNode.text,
    "emergency_number": _matching(SHORT_NUMBER, '"911"'),
    "crisis_line": _matching(SHORT_NUMBER, '"988"'),
}
