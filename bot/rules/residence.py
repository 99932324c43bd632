"""Who is tied to each place of a message, and how: the patient's home, the surgeon's town, last year's address."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from bot.rules import residence_cues as cues
from bot.rules.place_context import DWELLING, QUESTION_LEFT, QUESTION_RIGHT
from bot.rules.place_text import Token
from bot.rules.places import Mention
from bot.rules.residence_cues import Holder, Relation


@dataclass(frozen=True)
class Tie:
    """One mention with its part in the message."""

    mention: Mention
    relation: Relation
    holder: Holder
    negated: bool = False
    now: bool = False
    corrects: bool = False
    hypothetical: bool = False
    picks: bool = False  # "the one in Kansas": settles which namesake is meant
    continues: bool = False  # in a clause that goes on with a statement, so that no tie is no question


@dataclass
class Clause:
    """Tokens from `start` up to `end`; `joined` when it goes on after a comma or a conjunction."""

    start: int
    end: int
    joined: bool
    opener: str
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True)
class Cue:
    """A phrase found in a clause."""

    start: int
    end: int
    relation: Relation


@dataclass
class Thread:
    """What later clauses inherit: the subject, the last cue, and the person a pronoun stands for."""

    holder: Holder = Holder.UNSAID
    third: Holder = Holder.PATIENT
    relative: bool = False
    relation: Relation | None = None
    moved: str = ""


class Reader:
    """Reads one message clause by clause."""

    def __init__(self, tokens: list[Token], mentions: list[Mention]) -> None:
        self._words = [token.lower for token in tokens]
        self._tokens = tokens
        self._mentions = mentions
        self._taken = {position for mention in mentions for position in range(mention.first, mention.last)}

    def ties(self) -> list[Tie]:
        """Return a tie for every mention, in order."""
        thread = Thread()
        found: list[Tie] = []
        for clause in self._clauses():
            if not clause.joined:
                thread.holder, thread.relation, thread.moved = Holder.UNSAID, None, ""
            found += self._read(clause, thread)
        return found

    def _clauses(self) -> list[Clause]:
        clauses = [Clause(0, 0, False, "")]
        for position, word in enumerate(self._words):
            current = clauses[-1]
            current.end = position + 1
            if position in self._taken:
                continue
            mark = self._boundary(position, word)
            if mark:
                current.end = position
                clauses.append(Clause(position + 1, position + 1, mark != "sentence", word))
        for clause in clauses:
            clause.mentions = [found for found in self._mentions if clause.start <= found.first < clause.end]
        return clauses

    def _boundary(self, position: int, word: str) -> str:
        if word in cues.SENTENCE_MARKS:
            return "sentence"
        if word in cues.CLAUSE_WORDS:
            return "word"
        if word in cues.CLAUSE_MARKS and not (word == "-" and self._hyphen(position)):
            return "mark"
        return ""

    def _hyphen(self, position: int) -> bool:
        tokens = self._tokens
        return 0 < position < len(tokens) - 1 and tokens[position - 1].end == tokens[position].start

    def _read(self, clause: Clause, thread: Thread) -> Iterator[Tie]:
        found = list(self._cues(clause))
        for mention in clause.mentions:
            yield self._tie(clause, mention, found, thread)
        self._remember(clause, found, thread)

    def _tie(self, clause: Clause, mention: Mention, found: list[Cue], thread: Thread) -> Tie:
        holder = self._holder(clause, mention, thread)
        relation = self._relation(clause, mention, found, thread)
        placed = self._placed(mention, clause)
        if relation is Relation.PLAIN and holder is not Holder.UNSAID and placed:
            relation = Relation.IS_IN
        if relation is Relation.PLAIN and self._attributive(clause, mention):
            relation = Relation.NAME
        generic = bool(cues.ANYBODY & set(self._around(clause, mention)))
        if holder is Holder.PROVIDER and (generic or (relation is Relation.PLAIN and not placed)):
            holder = Holder.UNSAID  # "does the program serve Ohio residents"
        relation = self._dated(relation, clause, mention)
        hypothetical = clause.opener in cues.HYPOTHETICAL or any(
            word in cues.HYPOTHETICAL for word in self._words[clause.start : mention.first]
        )
        return Tie(
            mention,
            relation,
            holder,
            negated=self._negated(clause, mention),
            now=bool(cues.NOW & set(self._around(clause, mention))),
            corrects=bool(cues.CORRECTIONS & set(self._words[max(mention.first - cues.CORRECTION_REACH, 0) : mention.first])),
            hypothetical=hypothetical,
            picks="one" in self._words[max(mention.first - 4, 0) : mention.first],
            continues=clause.joined and not cues.QUESTION_WORDS & set(self._words[clause.start : clause.end]),
        )

    def _around(self, clause: Clause, mention: Mention) -> list[str]:
        return self._words[clause.start : mention.first] + self._words[mention.last : clause.end][:4]

    # Relation

    def _cues(self, clause: Clause) -> Iterator[Cue]:
        position = clause.start
        table = phrases()
        while position < clause.end:
            cue = None if position in self._taken else self._cue_at(position, clause.end, table)
            if cue:
                yield cue
            position = cue.end if cue else position + 1

    def _cue_at(self, position: int, end: int, table: dict[str, list[tuple[tuple[str, ...], Relation]]]) -> Cue | None:
        for phrase, relation in table.get(self._words[position], ()):
            last = position + len(phrase)
            if last <= end and tuple(self._words[position:last]) == phrase:
                return Cue(position, last, relation)
        return None

    def _relation(self, clause: Clause, mention: Mention, found: list[Cue], thread: Thread) -> Relation:
        if mention.organisation:
            return Relation.CARE
        if mention.entry.kind == "demonym":
            return Relation.IS_IN
        after = self._cue_after(clause, mention)
        if after:
            return after
        move = self._move(clause, mention, thread)
        if move:
            return move
        left = [cue for cue in found if cue.end <= mention.first and not self._passed(cue, mention)]
        if left:
            return left[-1].relation
        if thread.relation and clause.joined and self._list_only(clause):
            return Relation.IS_IN if cues.NOW & set(self._around(clause, mention)) else thread.relation
        right = [cue for cue in found if cue.start >= mention.last and cue.relation is not Relation.NEAR]
        return right[0].relation if right and self._explains(mention, right[0]) else Relation.PLAIN

    def _passed(self, cue: Cue, mention: Mention) -> bool:
        """Say whether a "near" governs something else: "just outside of town in Cody"."""
        return cue.relation is Relation.NEAR and "in" in self._words[cue.end : mention.first]

    def _cue_after(self, clause: Clause, mention: Mention) -> Relation | None:
        for position in range(mention.last, min(mention.last + 3, clause.end)):
            word = self._words[position]
            if word in _BREAKS:
                return None
            if word in cues_after():
                return cues_after()[word]
        return None

    def _explains(self, mention: Mention, cue: Cue) -> bool:
        """Say whether a cue to the right speaks of the place: "Ohio is where I live", "Michigan is home"."""
        between = self._words[mention.last : cue.start]
        if cue.relation is Relation.VISITS:
            return True
        if cue.relation is Relation.CARE and {"did", "does", "took", "performed", "said", "found", "wants", "told", "gave"} & set(between):
            return True
        return bool({"is", "was", "where", "for", "'s", "has", "been"} & set(between)) or cue.start == mention.last

    def _move(self, clause: Clause, mention: Mention, thread: Thread) -> Relation | None:
        before = self._words[clause.start : mention.first]
        verb = next((word for word in reversed(before) if word in cues.MOVED_WORDS | cues.MOVING_WORDS), "")
        if not verb and thread.moved and clause.joined and self._list_only(clause):
            verb = thread.moved
        if not verb:
            return None
        thread.moved = verb
        preposition = next((word for word in reversed(before) if word in _MOVE_PREPOSITIONS), "")
        if preposition in ("to", "into", "in", "back", "a"):
            return Relation.MOVED if self._done(verb, before) else Relation.PLANS
        if preposition in ("from", "of", "away", "out", "de"):
            return Relation.LEFT if self._done(verb, before) else Relation.LIVES
        return None

    def _done(self, verb: str, before: list[str]) -> bool:
        return verb in cues.MOVED_WORDS and not {"if", "would", "had"} & set(before)

    def _list_only(self, clause: Clause) -> bool:
        words = (self._words[position] for position in range(clause.start, clause.end) if position not in self._taken)
        return all(word in cues.LIST_WORDS or not word[0].isalpha() for word in words)

    def _placed(self, mention: Mention, clause: Clause) -> bool:
        before = self._words[clause.start : mention.first][-3:]
        return any(word in _PLACING for word in before)

    def _attributive(self, clause: Clause, mention: Mention) -> bool:
        """Say whether the place only names a thing: "he puts Louisiana hot sauce on it"."""
        if not clause.start < mention.first or mention.last >= clause.end:
            return False
        before, after = self._words[mention.first - 1], self._words[mention.last]
        noun_after = after.isalpha() and after not in STOP_WORDS | QUESTION_RIGHT | cues.RULE_WORDS
        content_before = before.isalpha() and before not in STOP_WORDS | QUESTION_LEFT | DWELLING
        return noun_after and (content_before or before in cues.DETERMINERS)

    def _dated(self, relation: Relation, clause: Clause, mention: Mention) -> Relation:
        """Correct a relation for its time: "lived … my whole life" is now, "will … live in" is not yet."""
        before = set(self._words[clause.start : mention.first])
        after = set(self._words[mention.last : clause.end])
        supposed = "lived" in before and bool(cues.HYPOTHETICAL & (before | {clause.opener}))
        if supposed or (relation is Relation.LEFT and "lived" in before and (cues.FOREVER & after or _PERFECT & before)):
            return Relation.LIVES
        if relation is Relation.PLAIN and (cues.SOMEDAY & before or self._next_season(clause, mention)):
            return Relation.PLANS
        if relation in (Relation.LIVES, Relation.IS_IN, Relation.MAIL):
            if {"used", "formerly", "previously", "former", "ex", "old", "was", "were", "had"} & before and "old" not in after:
                return relation if {"year", "years", "yr", "yo"} & before and "old" in before else Relation.LEFT
            if {"will", "gonna", "soon"} & before:
                return Relation.PLANS
            if {"until", "till"} & after:
                return Relation.LEFT
        return relation

    def _next_season(self, clause: Clause, mention: Mention) -> bool:
        after = self._words[mention.last : clause.end]
        return any(first == "next" and second in cues.SEASONS for first, second in itertools.pairwise(after))

    # Negation

    def _negated(self, clause: Clause, mention: Mention) -> bool:
        for position in range(mention.first - 1, max(clause.start - 1, mention.first - 9, -1), -1):
            word = self._words[position]
            if word in cues.NEGATORS or (word == "no" and self._words[position + 1] in ("longer", "vivo", "soy", "estoy", "vive")):
                return not self._asks(position, clause)
            if word not in cues.DENIABLE and word != "longer" and word not in _SPANISH_BETWEEN:
                break
        all_but = clause.opener == "but" and self._words[max(clause.start - 2, 0)] in cues.ALL_BUT
        return self._denied_after(clause, mention) or (all_but and clause.start == mention.first)

    def _asks(self, position: int, clause: Clause) -> bool:
        """Say whether the negator opens a question ("isn't Iowa excluded?") or follows "why"."""
        opens = position == clause.start and not clause.joined and self._words[position] != "not"
        addressed = position + 1 in self._taken or self._next_word(position) in cues.ASKED_SUBJECTS
        return (opens and addressed) or self._words[position - 1] == "why"

    def _denied_after(self, clause: Clause, mention: Mention) -> bool:
        after = self._words[mention.last : clause.end]
        denied = after[:1] in (["isn't"], ["isnt"], ["ain't"], ["wasn't"]) or after[:2] in (["is", "not"], ["was", "not"])
        return denied and bool({"my", "live", "where", "home", "our", "her", "his"} & set(after))

    # Holder

    def _holder(self, clause: Clause, mention: Mention, thread: Thread) -> Holder:
        for position in range(mention.first - 1, clause.start - 1, -1):
            holder = self._subject(position, clause, thread)
            if holder:
                return holder
        if "where" in self._words[mention.last : clause.end]:
            for position in range(mention.last, clause.end):
                holder = self._subject(position, clause, thread)
                if holder:
                    return holder
        return thread.holder if clause.joined else Holder.UNSAID

    def _subject(self, position: int, clause: Clause, thread: Thread) -> Holder | None:
        word = self._words[position]
        if position in self._taken or (word == "ex" and self._next_word(position) == "-"):
            return None
        previous = self._words[position - 1] if position > 0 else ""
        if word in cues.SELF_WORDS and previous not in cues.OBJECT_PREPOSITIONS:
            return Holder.SELF
        if word in cues.TOGETHER_WORDS:
            return Holder.TOGETHER
        if word in cues.OWNED and position == clause.start:
            return Holder.UNSAID  # "home is Houma", whoever was spoken of before
        if word == "my" and self._next_word(position) in cues.OWNED:
            return Holder.SELF
        if word == "our" and self._next_word(position) in cues.OWNED:
            return Holder.TOGETHER
        if word in cues.THIRD_PERSON or (word in cues.POSSESSIVES and self._next_word(position) in cues.OWNED):
            return Holder.RELATIVE if thread.relative and thread.third is not Holder.PROVIDER else thread.third
        return self._person(position, clause)

    def _next_word(self, position: int) -> str:
        return self._words[position + 1] if position + 1 < len(self._words) else ""

    def _person(self, position: int, clause: Clause) -> Holder | None:
        word = self._words[position]
        if word in cues.PATIENT_WORDS:
            return Holder.PATIENT
        if word == "family" and self._words[position - 1] in ("my", "her", "his", "some", "extended"):
            return Holder.BYSTANDER
        if word in cues.PROVIDERS:
            return Holder.PROVIDER
        if word not in cues.RELATIVES | cues.BYSTANDERS:
            return None
        before = self._words[max(clause.start, position - 3) : position]
        if set(before) & cues.OBJECT_PREPOSITIONS:
            return None
        if word in cues.BYSTANDERS or (before and before[-1] in cues.NOT_THE_PATIENT):
            return Holder.BYSTANDER
        if cues.HELPS & set(self._words[position : clause.end]):
            return Holder.BYSTANDER
        return Holder.RELATIVE

    def _remember(self, clause: Clause, found: list[Cue], thread: Thread) -> None:
        for position in range(clause.start, clause.end):
            holder = self._subject(position, clause, thread)
            if holder is None:
                thread.relative |= self._words[position] in cues.RELATIVES
                if self._words[position] in cues.RELATIVES:
                    thread.third = Holder.RELATIVE
                continue
            thread.holder = holder
            if holder in (Holder.RELATIVE, Holder.PROVIDER, Holder.PATIENT, Holder.BYSTANDER):
                thread.third = holder
                thread.relative |= holder is Holder.RELATIVE
        if self._words[clause.start : clause.end] == ["mail"]:
            thread.relation = Relation.MAIL  # a label: "mail: Binghamton"
        elif clause.mentions and clause.mentions[-1].entry.kind == "demonym":
            thread.relation = None
        elif found:
            thread.relation = found[-1].relation
        elif clause.mentions and not self._list_only(clause):
            thread.relation = None


_BREAKS = frozenset("is are was were in at to from and or but for with near i my we she he the do does can if".split())
_MOVE_PREPOSITIONS = frozenset("to into in from of away out back a de".split())
_PLACING = frozenset("in from at near of en de here out".split())
_PERFECT = frozenset("have has i've ive we've always she's he's 've been".split())
_SPANISH_BETWEEN = frozenset("vivo en vive soy de estoy la".split())


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[tuple[tuple[str, ...], Relation]]]:
    """Return the cue phrases by first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Relation]]] = {}
    for relation, listed in cues.CUES.items():
        for phrase in listed.split(";"):
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, relation))
    for found in table.values():
        found.sort(key=lambda row: -len(row[0]))
    return table


@lru_cache(maxsize=1)
def cues_after() -> dict[str, Relation]:
    """Return the words that speak of the place just before them."""
    return {word: relation for relation, words in cues.CUES_AFTER.items() for word in words.split("; ")}


def read_ties(tokens: list[Token], mentions: list[Mention]) -> list[Tie]:
    """Return a tie for every mention of a place in a message."""
    ties = Reader(tokens, mentions).ties() if mentions else []
    return [replace(tie, relation=Relation.PLAIN) if tie.hypothetical and tie.relation in _SUPPOSED else tie for tie in ties]


_SUPPOSED = frozenset({Relation.LIVES, Relation.IS_IN, Relation.MOVED, Relation.PLANS})
