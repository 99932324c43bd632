"""Messages to learn from that are no examples of one topic: two questions in one, or a danger whose level alone counts.

Rasa's files have one intent a message, so these stand beside them:

    data/doubles/learned.jsonl   {"text": "...", "topics": ["program/price", "program/turnaround"]}; one topic where a
                                 message only looks like two questions
    data/doubles/fitted.jsonl    the same, kept out of all learning, to fit by (`bot.nlu.doubles_training`)
    data/danger/*.jsonl          {"text": "...", "level": "none" | "emergency" | "crisis" | "urgent"}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import KnowledgeError
from bot.knowledge.topics import intent_of
from bot.nlu.mixing import SAFETY, Sample
from bot.nlu.text import plain_writing

LEVELS = ("none", "emergency", "crisis", "urgent")


def read_beside(data: Path) -> list[Sample]:
    """Return all that is learned beside the examples of `data`; nothing where there is none."""
    return [*read_doubles(data / "doubles" / "learned.jsonl"), *read_dangers(data / "danger")]


def read_doubles(path: Path) -> list[Sample]:
    """Return the messages of a file with their one or two topics.

    Raises:
        KnowledgeError: a line is wrong.
    """
    samples = []
    for number, row in _rows(path):
        topics = row.get("topics")
        if not isinstance(topics, list) or not 1 <= len(topics) <= 2:  # noqa: PLR2004
            raise KnowledgeError(str(path), number, "one or two topics are wanted", 'write "topics": ["group/name"]')
        samples.append(Sample(_text(path, number, row), tuple(intent_of(topic) for topic in topics)))
    return samples


def read_dangers(folder: Path) -> list[Sample]:
    """Return the messages of a folder with their danger.

    Raises:
        KnowledgeError: a line is wrong.
    """
    samples = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, row in _rows(path):
            if row.get("level") not in LEVELS:
                raise KnowledgeError(str(path), number, "the level is unknown", f"write one of {', '.join(LEVELS)}")
            danger = "" if row["level"] == "none" else SAFETY + row["level"]
            samples.append(Sample(_text(path, number, row), (), danger))
    return samples


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise KnowledgeError(str(path), number, "the line is no JSON object", 'write {"text": "...", ...}')
        yield number, row


def _text(path: Path, number: int, row: dict[str, Any]) -> str:
    if not isinstance(row.get("text"), str):
        raise KnowledgeError(str(path), number, "the text is missing", 'write "text": "..."')
    return plain_writing(row["text"])
