"""Whose home a clause speaks of: the writer's, the patient's, the surgeon's, a relative's."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rules import residence_words as say
from bot.rules.places import Mention
from bot.rules.residence_clauses import Clause
from bot.rules.residence_cues import Holder

ILL_REACH = 6  # words after a friend that may make the friend the patient


@dataclass
class Cast:
    """The persons so far: the last subject, and whom "he", "she" and "they" stand for."""

    subject: Holder = Holder.UNSAID
    third: Holder = Holder.PATIENT
    relative: bool = False

    def pronoun(self) -> Holder:
        return Holder.RELATIVE if self.relative and self.third is not Holder.PROVIDER else self.third

    def hear(self, clause: Clause) -> None:
        """Take note of the persons in a clause."""
        for position in range(clause.start, clause.end):
            holder = subject_at(clause, position, self)
            if holder is None and clause.script.words[position] in say.RELATIVES:
                self.third, self.relative = Holder.RELATIVE, True
            if holder is not None:
                self.subject = holder
            if holder in (Holder.RELATIVE, Holder.PROVIDER, Holder.PATIENT, Holder.BYSTANDER):
                self.third = holder
                self.relative |= holder is Holder.RELATIVE


def holder_of(clause: Clause, mention: Mention, cast: Cast) -> Holder:
    """Return the subject before a mention, or after "where", or the last one of the sentence."""
    fixed = _fixed(tuple(clause.before(mention)))
    if fixed:
        return fixed
    where = range(mention.last, clause.end) if "where" in clause.after(mention) else range(0)
    for position in (*range(mention.first - 1, clause.start - 1, -1), *where):
        if holder := subject_at(clause, position, cast):
            return holder
    own_subject = clause.script.word(clause.start).removesuffix("'s") in say.OWN_SUBJECT or _is_subject(clause, mention)
    apart = say.NOW & clause.around(mention)  # "my kids are in Ohio, Iowa now"
    return cast.subject if clause.joined and not (own_subject or apart) else Holder.UNSAID


def _fixed(before: tuple[str, ...]) -> Holder | None:
    """Return the holder that a set phrase tells, whatever subject the clause has."""
    if "here" in before[-2:]:
        return Holder.TOGETHER  # "my neighbor here in Davenport" tells where the writer is
    beside_you = {"from", "near", "to", "by", "than"} & set(before[-4:-2])  # "up the road from you in Catonsville"
    if before[-1:] == ("in",) and not beside_you and (before[-2:-1] in say.YOU or before[-3:-1] in say.YOU):
        return Holder.PROVIDER  # "you guys are in Maryland, right"
    return Holder.BYSTANDER if "address" in before and say.BORROWS & set(before) else None


def _is_subject(clause: Clause, mention: Mention) -> bool:
    """Say whether the place itself is the subject: "…, Maine is home"."""
    return mention.first == clause.start and clause.script.word(mention.last) in ("is", "has", "was")


def subject_at(clause: Clause, position: int, cast: Cast) -> Holder | None:
    """Return whose part a word plays, None when it is no person."""
    script = clause.script
    word, following = script.words[position], script.word(position + 1)
    if position in script.taken or (word == "ex" and (following == "-" or position + 1 in script.taken)):
        return None
    owned = following in say.OWNED
    if word in say.OWNED and position == clause.start:
        return Holder.UNSAID  # "home is Yonkers", whoever was spoken of before
    joined = word == "i" and script.word(position - 1) == "and" and script.word(position - 2) in say.RELATIVES
    if word in say.TOGETHER_WORDS or joined or (word == "our" and owned):
        return Holder.TOGETHER
    if (word in say.SELF_WORDS and script.word(position - 1) not in say.OBJECT_PREPOSITIONS) or (
        word == "my" and owned
    ):
        return Holder.SELF
    if word in say.THIRD_PERSON or (word in say.POSSESSIVES and owned):
        return cast.pronoun()
    return None if clause.tells_trade(position) else _person(clause, position)


def _person(clause: Clause, position: int) -> Holder | None:
    word = clause.script.words[position]
    if word in say.PATIENT_WORDS:
        return Holder.PATIENT
    if word in say.PROVIDERS:
        placed = clause.script.words[max(clause.start, position - 2) : position]
        return None if {"at", "in"} & set(placed) else Holder.PROVIDER  # "residing at a program in Utica"
    owner = clause.script.word(position - 1)
    if (word == "family" and owner in say.OWNERS) or (word == "laws" and owner == "-"):
        return Holder.BYSTANDER
    if word in say.KINSFOLK and (owner in say.OWNERS | say.POSSESSIVES or owner.endswith("'s")):
        return _kinsfolk(clause, position)
    if word in say.ANY_PERSON and position - 1 in clause.script.taken:
        return None  # "I'm a Flint girl"
    return _relative(clause, position) if word in say.RELATIVES | say.BYSTANDERS else None


def _kinsfolk(clause: Clause, position: int) -> Holder | None:
    """Read "my folks are in Ohio", but not "I live with my folks", "my folks' old place"."""
    before = clause.script.words[max(clause.start, position - 3) : position]
    return (
        None if say.OBJECT_PREPOSITIONS & set(before) or clause.script.word(position + 1) == "'" else Holder.BYSTANDER
    )


def _relative(clause: Clause, position: int) -> Holder | None:
    before = clause.script.words[max(clause.start, position - 3) : position]
    if set(before) & say.OBJECT_PREPOSITIONS or before[-1:] == ["your"]:
        return None
    helps = say.HELPS & set(clause.script.words[position : clause.end])
    some = set(before[-1:]) & say.NOT_THE_PATIENT and "for" not in before
    word = clause.script.words[position]
    cared_for = say.CARED_FOR & set(before) or say.ILL & set(clause.script.words[position : position + ILL_REACH])
    acquainted = word in say.ACQUAINTANCES and not cared_for
    bystander = some or acquainted or word in say.BYSTANDERS
    return Holder.BYSTANDER if bystander or helps else Holder.RELATIVE
