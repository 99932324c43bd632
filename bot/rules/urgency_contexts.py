"""Contexts that take the alarm out of words: negation, the past, general questions, figures of speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.rules.urgency_patterns import Find, Found, Span
from bot.rules.urgency_text import Words

Where = Literal["before", "after", "clause", "sentence", "sentence_after", "answer", "next", "message"]
WHERE: tuple[Where, ...] = ("before", "after", "clause", "sentence", "sentence_after", "answer", "next", "message")
LIST_REACH, LIST_ITEM = 16, 5  # words from "no" to the last thing denied, and from it to the closing "or"
_OR = frozenset({"or", "nor"})


@dataclass(frozen=True, slots=True)
class Context:
    """One reason why words found are no alarm.

    `cues` say it; `stops` end a cue's reach; `lifted_by` in the clause of the find means that the alarm stands;
    a cue with one of `owners` just before it speaks of that ("a stent in 2019") and not of the find;
    where `list_stops` is given, a cue reaches over the commas of a list that "or" closes ("no fever, pain or chills").
    Each of the five is the name of a word list, or empty.
    """

    id: str
    means: str
    where: Where
    cues: str
    reach: int = 3
    stops: str = ""
    lifted_by: str = ""
    owners: str = ""
    list_stops: str = ""

    def holds(self, find: Find, words: Words, found: Found) -> bool:
        """Tell whether this context takes the alarm out of `find`."""
        return any(
            self._covers(cue, find, words, found)
            and not self._lifted(cue, find, words, found)
            and not self._owned(cue, words, found)
            for cue in found.get(self.cues, ())
        )

    def _lifted(self, cue: Span, find: Find, words: Words, found: Found) -> bool:
        """Tell whether a word like "now" stands in the clause of the find, or of the cue where that is in the find."""
        first, last = (cue[0], cue[1]) if self.where == "clause" else (find.start, find.end)
        clauses = range(words.clauses[first], words.clauses[last - 1] + 1)
        return any(words.clauses[start] in clauses for start, _ in found.get(self.lifted_by, ()))

    def _covers(self, cue: Span, find: Find, words: Words, found: Found) -> bool:
        if any(span[0] <= cue[0] and cue[1] <= span[1] for span in find.spans):
            return False  # the cue is a word of the pattern itself: "cannot breathe"
        if self.where == "message":
            return True
        if self.where in ("sentence", "sentence_after"):
            same = words.sentences[cue[0]] == words.sentences[find.start]
            return same and (self.where == "sentence" or cue[1] > find.spans[0][1])
        if self.where in ("answer", "next"):
            follows = words.sentences[cue[0]] == words.sentences[find.end - 1] + 1
            return follows and _opens_sentence(cue, words) and (self.where == "next" or _ends_sentence(cue, words))
        if self.where == "clause":
            return words.clauses[find.start] <= words.clauses[cue[0]] <= words.clauses[find.end - 1]
        return self._in_reach(cue, find, words, found) or self._lists(cue, find, words, found)

    def _lists(self, cue: Span, find: Find, words: Words, found: Found) -> bool:
        """Tell whether the cue opens a list that holds the find, in the same sentence."""
        same = words.sentences[cue[0]] == words.sentences[find.end - 1]
        if not self.list_stops or not same or not 0 <= find.start - cue[1] <= LIST_REACH:
            return False
        closes = (at for at in range(cue[1], min(find.end + LIST_ITEM, len(words.tokens))) if words.tokens[at] in _OR)
        stops = [start for start, _ in found.get(self.list_stops, ()) if start >= cue[1]]
        return any(
            words.sentences[cue[0]] == words.sentences[at] and not any(stop < max(at, find.start) for stop in stops)
            for at in closes
        )

    def _in_reach(self, cue: Span, find: Find, words: Words, found: Found) -> bool:
        """Tell whether the cue stands inside the find, reaches into it, or stands close before (or after) it."""
        if any(span[1] - span[0] > 1 and span[0] < cue[1] and cue[0] < span[1] for span in find.spans):
            return False  # part of a phrase of the find: "would never" in "wish I would never wake"
        if find.start < cue[0] < find.end or (self.where == "before" and cue[0] < find.start < cue[1]):
            return True
        first, last = (cue[1], find.start) if self.where == "before" else (find.end, cue[0])
        if not 0 <= last - first <= self.reach or words.clauses[cue[0]] != words.clauses[find.start]:
            return False
        return not any(first <= start < last for start, _ in found.get(self.stops, ()))

    def _owned(self, cue: Span, words: Words, found: Found) -> bool:
        return any(
            0 <= cue[0] - end <= 2 and words.clauses[start] == words.clauses[cue[0]]  # noqa: PLR2004
            for start, end in found.get(self.owners, ())
        )


def _opens_sentence(cue: Span, words: Words) -> bool:
    return cue[0] == 0 or words.sentences[cue[0] - 1] != words.sentences[cue[0]]


def _ends_sentence(cue: Span, words: Words) -> bool:
    return cue[1] == len(words.tokens) or words.sentences[cue[1]] != words.sentences[cue[0]]
