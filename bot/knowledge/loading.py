"""Everything known, loaded and checked at start: a mistake in a data file stops the start, with file, line and fix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml

from bot.knowledge.checks import check_knowledge
from bot.knowledge.moves import load_moves
from bot.knowledge.program import Program, fill_values, load_program
from bot.knowledge.responses import Responses, load_responses
from bot.knowledge.topics import Topics, load_topics
from bot.knowledge.yaml_file import read_yaml
from bot.rules.urgency import UrgencyRules


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the assistant knows; *values* fills the {names} in its answers."""

    program: Program
    topics: Topics
    responses: Responses
    urgency: UrgencyRules
    moves: Mapping[str, tuple[str, ...]]
    values: Mapping[str, str]

    @property
    def questions(self) -> dict[str, str]:
        """The short question that stands for each topic in choices."""
        return {topic.id: topic.question for topic in self.topics.by_id.values()}


def load_knowledge(root: Path, settings: Mapping[str, object], today: date | None = None) -> Knowledge:
    """Load and check the data files under *root*.

    Args:
        root: The folder with domain.yml and data/knowledge/.
        settings: Plain settings that answers name: `retention_days_web`, `retention_days_sms`.
        today: No review may be later; by default tomorrow counts too, for it may be that day somewhere else.

    Raises:
        KnowledgeError: The first mistake found; names the file, the line and the fix.
        UrgencyDataError: A rule of urgency.yml is wrong.
    """
    folder = root / "data" / "knowledge"
    program = load_program(folder / "program.yml")
    topics = load_topics(folder / "topics.yml")
    responses = load_responses(root / "domain.yml", topics.documents)
    check_knowledge(program, topics, responses, today or datetime.now(UTC).date() + timedelta(days=1))
    urgency, moves = load_urgency(folder / "urgency.yml"), load_moves(folder / "moves.yml")
    return Knowledge(program, topics, responses, urgency, moves, fill_values(program, settings))


def load_urgency(path: Path) -> UrgencyRules:
    """Read urgency.yml.

    Raises:
        KnowledgeError: The file is missing or not YAML.
        UrgencyDataError: A rule in it is wrong; names the rule and the fix.
    """
    read_yaml(path)  # for its errors, which name the line
    return UrgencyRules.from_data(yaml.safe_load(path.read_text(encoding="utf-8")))
