"""The wordings of the moves of a conversation: all there, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import ROOT
from bot.errors import KnowledgeError
from bot.knowledge.moves import MOVES, NO_MOVE, load_moves, with_questions

ALL = "".join(f"{name}:\n- say {name}\n" for name in (*MOVES, NO_MOVE))


def test_the_projects_own_wordings_load() -> None:
    moves = load_moves(ROOT / "data" / "knowledge" / "moves.yml")
    assert all(len(moves[name]) >= 20 for name in (*MOVES, NO_MOVE))
    assert with_questions(moves, {"program/price": "What does it cost?"})[NO_MOVE][-1] == "What does it cost?"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ALL.replace("again:\n- say again\n", ""), "there is no section 'again'"),
        (ALL + "singing:\n- la la\n", "'singing' is no move"),
        (ALL.replace("- say again", "- Say none"), "stands under"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "moves.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=fault):
        load_moves(path)
