"""The moves of a conversation in people's own words: read from moves.yml and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bot.knowledge.yaml_file import read_yaml

MOVES: Final = ("again", "no_answer", "pressing", "simpler", "start_over")
NO_MOVE: Final = "none"


def load_moves(path: Path) -> dict[str, tuple[str, ...]]:
    """Read moves.yml: each move, and `none`, with its wordings.

    Raises:
        KnowledgeError: A move is missing or unknown, or a wording stands twice; names the file, the line and the fix.
    """
    file = read_yaml(path)
    sections = file.mapping()
    for name in (*MOVES, NO_MOVE):
        if name not in sections:
            raise file.error(f"there is no section {name!r}", "restore it")
    seen: dict[str, str] = {}
    moves: dict[str, tuple[str, ...]] = {}
    for name, node in sections.items():
        if name not in (*MOVES, NO_MOVE):
            raise node.error(f"{name!r} is no move", f"use one of: {', '.join((*MOVES, NO_MOVE))}")
        for item in node.items():
            if item.text().lower() in seen:
                raise item.error(f"{item.text()!r} stands under {seen[item.text().lower()]!r} too", "keep one")
            seen[item.text().lower()] = name
        moves[name] = tuple(item.text() for item in node.items())
    return moves


def with_questions(moves: Mapping[str, tuple[str, ...]], questions: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the moves with the short question of every topic among what is no move."""
    return {**moves, NO_MOVE: (*moves[NO_MOVE], *questions.values())}
