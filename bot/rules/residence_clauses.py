"""A message cut into clauses, with the places in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.rules import residence_words as say
from bot.rules.place_index import HINT
from bot.rules.place_token import Token
from bot.rules.places import Mention


@dataclass(frozen=True)
class Script:
    """The words of a message in small letters; `taken` are the positions that belong to places."""

    words: Sequence[str]
    taken: frozenset[int]

    def word(self, position: int) -> str:
        return self.words[position] if 0 <= position < len(self.words) else ""


@dataclass
class Clause:
    """The words from `start` up to `end`; `joined` when it goes on after a comma or a conjunction."""

    script: Script
    start: int
    end: int
    joined: bool
    opener: str  # the word or mark before it
    mentions: list[Mention] = field(default_factory=list)

    @property
    def words(self) -> Sequence[str]:
        return self.script.words[self.start : self.end]

    def before(self, mention: Mention) -> Sequence[str]:
        return self.script.words[self.start : mention.first]

    def after(self, mention: Mention) -> Sequence[str]:
        return self.script.words[mention.last : self.end]

    def around(self, mention: Mention) -> set[str]:
        return {*self.before(mention), *self.after(mention)[:4]}

    def says_before(self, mention: Mention, words: frozenset[str]) -> bool:
        return bool(words & set(self.before(mention)))

    def says(self, words: frozenset[str] | set[str]) -> bool:
        return bool(words & set(self.words))

    def tells_trade(self, position: int) -> bool:
        """Tell whether a word says what somebody is by trade: "I'm a retired teacher", "she is a nurse"."""
        words = self.script.words
        for article in range(position - 1, max(self.start, position - 4), -1):
            if words[article] in ("a", "an"):
                return words[article - 1] in say.BEING
        return False

    @property
    def ends_statement(self) -> bool:
        """Whether the sentence ends here, or with "and all"."""
        following = self.script.word(self.end)
        return not following or following in say.SENTENCE_MARKS or self.script.word(self.end + 1) == "all"

    @property
    def list_only(self) -> bool:
        """Whether it holds nothing but places and the words of a list: "and then Texas"."""
        script = self.script
        free = (script.words[position] for position in range(self.start, self.end) if position not in script.taken)
        return all(word in say.LIST_WORDS or not word[0].isalpha() for word in free)

    @property
    def goes_on(self) -> bool:
        """Whether it goes on with what the clause before said: "in Houston, and the one in Tampa says"."""
        opening = tuple(self.words[:2])
        return self.joined and (self.list_only or any(opening[: len(words)] == words for words in say.LIST_OPENINGS))


def clauses_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Clause]:
    """Cut a message at marks and conjunctions; places stay whole."""
    taken = frozenset(
        position
        for mention in mentions
        if mention.entry.kind != HINT
        for position in range(mention.first, mention.last)
    )
    script = Script([token.lower for token in tokens], taken)
    clauses = [Clause(script, 0, 0, joined=False, opener="")]
    for position, word in enumerate(script.words):
        clauses[-1].end = position + 1
        if position in taken or not _cuts(tokens, position):
            continue
        clauses[-1].end = position
        clauses.append(Clause(script, position + 1, position + 1, word not in say.SENTENCE_MARKS, word))
    for clause in clauses:
        clause.mentions = [found for found in mentions if clause.start <= found.first < clause.end]
    return clauses


def _cuts(tokens: Sequence[Token], position: int) -> bool:
    word = tokens[position].lower
    if word in say.SENTENCE_MARKS or word in say.CLAUSE_WORDS:
        return True
    hyphen = word == "-" and position > 0 and tokens[position - 1].end == tokens[position].start
    return word in say.CLAUSE_MARKS and not hyphen
