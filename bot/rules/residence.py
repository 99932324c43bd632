"""Who is tied to each place of a message, and how: the patient's home, the surgeon's town, last year's address."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.rules import residence_words as say
from bot.rules.place_index import HINT, LORE
from bot.rules.place_token import Token
from bot.rules.place_told import overlapped, told_of
from bot.rules.places import Mention
from bot.rules.residence_clauses import Clause, clauses_of
from bot.rules.residence_cues import Holder, Relation
from bot.rules.residence_denials import denied, denied_in_lists
from bot.rules.residence_holders import Cast, holder_of
from bot.rules.residence_relations import ASIDES, Inherited, cues_of, moving_verb, relation_of

ELSEWHERE = frozenset({Holder.RELATIVE, Holder.BYSTANDER, Holder.PROVIDER})
SUPPOSED = frozenset({Relation.LIVES, Relation.IS_IN, Relation.MOVED, Relation.PLANS})
HOMES = (
    Relation.LIVES,
    Relation.MOVED,
    Relation.IS_IN,
    Relation.HAS_HOME,
    Relation.SECOND_HOME,
    Relation.GETAWAY,
    Relation.PAPERS,
    Relation.STAYS,
)


@dataclass(frozen=True)
class Tie:
    """One mention with its part in the message."""

    mention: Mention
    relation: Relation
    holder: Holder
    negated: bool = False
    now: bool = False
    corrects: bool = False  # puts right what was said before: "sorry, Iowa"
    legal: bool = False  # "legal resident", "permanent address"
    picks: bool = False  # "the one in Kansas": settles which namesake is meant
    continues: bool = False  # goes on with a statement, so that a place without a tie is no question
    queried: bool = False  # "Maine? No, Memphis."
    came: bool = False  # "from Michigan": an origin, where a home elsewhere is told
    contrasted: bool = False  # "but we live in Ohio"


def read_ties(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Tie]:
    """Return a tie for every mention of a place, and further ones for "there" and "the old place"."""
    if not mentions:
        return []
    told = told_of(tokens, mentions)
    mentions = [mention for mention in mentions if not overlapped(mention, told)]
    clauses = clauses_of(tokens, mentions)
    cast, inherited = Cast(), Inherited()
    ties: list[Tie] = []
    hints: list[Tie] = []
    for clause in clauses:
        if not clause.joined:
            cast.subject, inherited = Holder.UNSAID, Inherited()
        for mention in clause.mentions:
            (hints if mention.entry.kind == HINT else ties).append(_tie(clause, mention, cast, inherited))
        hints += [_tie(clause, said, cast, inherited) for said in told if clause.start <= said.first < clause.end]
        cast.hear(clause)
        inherited = _handed_on(clause, inherited)
        if ties and not clause.mentions:
            _refer_back(clause, ties, cast)
    own = [tie.mention for tie in ties]
    flags = denied_in_lists(clauses[0].script, own, [tie.negated for tie in ties])
    return [*(replace(tie, negated=flag) for tie, flag in zip(ties, flags, strict=True)), *hints]


def _tie(clause: Clause, mention: Mention, cast: Cast, inherited: Inherited) -> Tie:
    holder = holder_of(clause, mention, cast)
    relation = relation_of(clause, mention, cues_of(clause), inherited)
    placed = bool(say.PLACING & set(clause.before(mention)[-3:]))
    if relation is Relation.PLAIN and holder is not Holder.UNSAID and placed:
        relation = Relation.IS_IN
    anybody = bool(say.ANYBODY & clause.around(mention))
    if holder is Holder.PROVIDER and (anybody or (relation is Relation.PLAIN and not placed)):
        holder = Holder.UNSAID  # "does my plan serve Ohio residents"
    if relation in SUPPOSED and say.HYPOTHETICAL & {clause.opener, *clause.before(mention)}:
        relation = Relation.PLAIN
    told_apart = mention.entry.kind in (HINT, LORE) and clause.says_before(mention, say.TELLING_APART)
    return _flagged(Tie(mention, relation, holder, negated=told_apart or denied(clause, mention)), clause)


def _flagged(tie: Tie, clause: Clause) -> Tie:
    around = clause.around(tie.mention)
    words = clause.script.words
    return replace(
        tie,
        now=bool(say.NOW & around),
        corrects=bool(
            say.CORRECTIONS & set(words[max(tie.mention.first - say.CORRECTION_REACH, 0) : tie.mention.first])
        ),
        legal=bool(say.LEGAL & around),
        picks="one"
        in (*words[max(tie.mention.first - 4, 0) : tie.mention.first], clause.script.word(tie.mention.last)),
        continues=clause.joined and not clause.says(say.QUESTION_WORDS),
        queried=clause.script.word(clause.end) == "?" and clause.script.word(clause.end + 1) not in say.YES,
        came="from" in clause.before(tie.mention)[-3:],
        contrasted=clause.opener in say.CONTRASTS,
    )


def _handed_on(clause: Clause, inherited: Inherited) -> Inherited:
    """Return what the next clause inherits."""
    found = cues_of(clause)
    moved = next(
        (verb for mention in reversed(clause.mentions) if (verb := moving_verb(clause, mention))), inherited.moved
    )
    if list(clause.words) == ["mail"] and clause.script.word(clause.end) == ":":
        return Inherited(Relation.MAIL, moved)  # a label: "mail: Binghamton"
    if clause.mentions and clause.mentions[-1].entry.kind == "demonym":
        return Inherited(None, moved)
    if found:
        return Inherited(found[-1].relation, moved, bool(clause.mentions) or inherited.placed)
    stated = not clause.mentions and not clause.list_only and inherited.relation in ASIDES
    going_on = clause.list_only or not (clause.mentions or stated)
    return Inherited(inherited.relation if going_on else None, moved, inherited.placed)


def _refer_back(clause: Clause, ties: list[Tie], cast: Cast) -> None:
    """Read clauses that speak of a place named before: "and lives there", "mail still goes to the old place"."""
    words = set(clause.words)
    labels = clause.script.word(clause.end) == ":"  # "mail: Binghamton" tells of the next place
    if clause.says(say.MAIL_TOO_HEADS) and words <= say.MAIL_TOO and clause.ends_statement:
        ties.append(replace(ties[-1], relation=Relation.MAIL, holder=Holder.UNSAID))  # "for four years, mail and all"
    elif clause.says(say.MAIL_WORDS) and not clause.says(say.NEGATORS) and not labels:
        dwelling = any(first == "the" and second in say.DWELLINGS for first, second in itertools.pairwise(clause.words))
        mailed = _mailed(words | {"there"} if dwelling else words, ties)
        ties += [replace(tie, relation=Relation.MAIL, holder=Holder.UNSAID, negated=False) for tie in mailed]
    elif also := _also(clause, ties[-1], cast):
        ties.append(also)
    else:
        ties[-1] = _revised(clause, ties[-1], cast)


def _also(clause: Clause, last: Tie, cast: Cast) -> Tie | None:
    """Return a further tie to the place named last: "…, that's my legal address", "and so are we"."""
    words = set(clause.words)
    if say.LEGAL & words and say.OF_RECORD & words and cast.subject is not Holder.PROVIDER:
        return replace(last, relation=Relation.LIVES, legal=True)
    if clause.opener == "so" and tuple(clause.words[:2]) in say.SO_ARE_WE:
        return replace(last, relation=Relation.IS_IN, holder=Holder.TOGETHER)
    return None


def _revised(clause: Clause, last: Tie, cast: Cast) -> Tie:
    """Return the last tie as the clause after it lets it be read: "…, where we live", "…, that's my old address"."""
    words = set(clause.words)
    if clause.words[:1] == ["where"] or list(clause.words[:2]) == ["that's", "where"]:
        lived = say.LIVING & words and not clause.says(say.NEGATORS) and "used" not in words
        return replace(last, relation=Relation.LIVES, holder=Holder.UNSAID) if lived else last
    if clause.words[:1] in (["that's"], ["thats"], ["that"]) and say.OUTDATED & words:
        return replace(last, relation=Relation.LEFT)
    if ("never", "left") in itertools.pairwise(clause.words):
        return replace(last, relation=Relation.LIVES)
    return _here(words, last, cast, negated=clause.says(say.NEGATORS)) if say.HERE & words else last


def _here(words: set[str], last: Tie, cast: Cast, *, negated: bool) -> Tie:
    if "still" in words and last.relation in (Relation.ORIGIN, Relation.PLAIN, Relation.LIVES):
        return replace(last, relation=Relation.LIVES, holder=Holder.UNSAID)
    lives = say.LIVING & words and not say.NOT_NOW & words and cast.subject is not Holder.PROVIDER
    return replace(last, relation=Relation.LIVES, negated=negated) if lives else last


def _mailed(words: set[str], ties: list[Tie]) -> list[Tie]:
    """Return the places that mail goes to by "there", "both" or "the old place"."""
    left = [tie for tie in ties if tie.relation is Relation.LEFT]
    if left and (say.OLD_PLACE & words or "forwarding" in words):
        return left[-1:]
    if "both" in words:
        return ties[-2:]
    if "here" in words:
        ties = [tie for tie in ties if tie.holder not in ELSEWHERE and tie.relation not in ASIDES] or ties
    return ties[-1:] if say.POINTERS & words else []
