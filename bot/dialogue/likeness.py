"""Which move of a conversation a message is most like in meaning, where no rule knows its words.

"Say it the way you would to a third-grader" is near "explain it like I am five", whatever words it uses. The wordings
stand in data/knowledge/moves.yml; what lies nearer to an ordinary question than to any of them is no move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.knowledge.moves import NO_MOVE
from bot.nlu.encoder import Matrix
from bot.nlu.text import plain_writing

LONGEST = 16  # words; a longer message says more than a move
LIKE = 0.60  # cosine to a wording, from which a message may be the same move
ALIKE = 0.78  # from which it is, however sure the model is of a topic
MARGIN = 0.03  # how much nearer a move must be than what is none
REMEMBERED = 1_000  # messages whose likeness is kept at hand


@dataclass(frozen=True, slots=True)
class Likeness:
    """The move that a message is like, and how much."""

    move: str
    closeness: float


class MoveReader:
    """Compares messages with the known wordings of each move."""

    def __init__(self, encode: Callable[[Sequence[str]], Matrix], moves: Mapping[str, Sequence[str]]) -> None:
        """Encode the wordings once.

        Args:
            encode: Gives each text a unit vector.
            moves: The wordings of each move, and of what is none.
        """
        self._encode = encode
        self._names = [name for name, wordings in moves.items() for _ in wordings]
        self._vectors = encode([plain_writing(wording) for wordings in moves.values() for wording in wordings])
        self._known = lru_cache(REMEMBERED)(self._likeness)

    def __call__(self, text: str) -> Likeness | None:
        """Return the move that *text* is like, or None."""
        return self._known(text) if 0 < len(text.split()) <= LONGEST else None

    def _likeness(self, text: str) -> Likeness | None:
        closeness = self._vectors @ self._encode([plain_writing(text)])[0]
        best: dict[str, float] = {}
        for name, value in zip(self._names, closeness, strict=True):
            best[name] = max(best.get(name, -1.0), float(value))
        none = best.pop(NO_MOVE, -1.0)
        move = max(best, key=lambda name: best[name])
        return Likeness(move, best[move]) if best[move] >= max(LIKE, none + MARGIN) else None


def not_alike(_text: str) -> Likeness | None:
    """Stand in where no wordings are known."""
    return None
