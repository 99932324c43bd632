"""The project's own knowledge files, and copies of them to break."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.checks import check_knowledge
from bot.knowledge.program import Program, load_program
from bot.knowledge.responses import Responses, load_responses
from bot.knowledge.topics import Topics, load_topics

ROOT = Path(__file__).resolve().parents[3]
FILES = ("domain.yml", "data/knowledge/program.yml", "data/knowledge/topics.yml")


@pytest.fixture(scope="session")
def program() -> Program:
    return load_program(ROOT / "data/knowledge/program.yml")


@pytest.fixture(scope="session")
def topics() -> Topics:
    return load_topics(ROOT / "data/knowledge/topics.yml")


@pytest.fixture(scope="session")
def responses(topics: Topics) -> Responses:
    return load_responses(ROOT / "domain.yml", topics.documents)


class Copy:
    """A copy of the data files that a test may break."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in FILES:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace the first *old* in a file; return the line it stood on."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is no longer in {name}"
        (self.root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def load(self) -> tuple[Program, Topics, Responses]:
        """Load and check the copy as the assistant does at start."""
        program = load_program(self.root / "data/knowledge/program.yml")
        topics = load_topics(self.root / "data/knowledge/topics.yml")
        responses = load_responses(self.root / "domain.yml", topics.documents)
        check_knowledge(program, topics, responses, date(2100, 1, 1))
        return program, topics, responses


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)
