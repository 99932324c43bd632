"""What a clause says of a place: a home, a mailing address, a surgeon's town, a place left or planned."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from bot.rules import residence_cues as cues
from bot.rules import residence_words as say
from bot.rules.place_context import DWELLING, QUESTION_LEFT, QUESTION_RIGHT
from bot.rules.places import Mention
from bot.rules.residence_clauses import Clause
from bot.rules.residence_cues import Relation
from bot.rules.residence_leaving import LEAVING, leaves_a_home
from bot.rules.residence_sight import outskirts, seen_from_home
from bot.rules.residence_times import dated

# "Mail goes to my sister's cabin near Bangor": mail all the same.
MAIL_GOES_TO = frozenset(
    {
        Relation.NEAR,
        Relation.LEFT,
        Relation.SECOND_HOME,
        Relation.GETAWAY,
        Relation.KIN,
        Relation.WORKS,
        Relation.STAYS,
        Relation.IS_IN,
    }
)


# What stands before a colon rarely speaks of the place after it.
ASIDES = frozenset(
    {
        Relation.NEAR,
        Relation.CARE,
        Relation.KIN,
        Relation.VISITS,
        Relation.ORIGIN,
        Relation.COVERAGE,
        Relation.LEFT,
        Relation.PLANS,
    }
)
OF_TRADES = frozenset({Relation.CARE, Relation.WORKS, Relation.KIN})  # "nurse", "manager": not where that one works
FORMER = frozenset({Relation.ORIGIN, Relation.LEFT, Relation.KIN, Relation.PLANS})  # "born a Buckeye", "ex New Yorker"
LEADING_AWAY = frozenset("my our his her their your".split())
SEASONS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec spring summer fall autumn winter christmas thanksgiving easter".split()
)
CENTRES = frozenset("center centre".split())


class Cue(NamedTuple):
    """A phrase found in a clause."""

    start: int
    end: int
    relation: Relation


class Inherited(NamedTuple):
    """What the clause before hands on: its last cue and its verb of moving."""

    relation: Relation | None = None
    moved: str = ""
    placed: bool = False  # whether that clause names a place: else it is no list that goes on


def cues_of(clause: Clause) -> list[Cue]:
    """Return the cue phrases of a clause, in order, the longest at each place."""
    found: list[Cue] = []
    position = clause.start
    while position < clause.end:
        cue = None if position in clause.script.taken else _cue_at(clause, position)
        if cue and cue.relation in OF_TRADES and clause.tells_trade(cue.end - 1):
            cue = None
        if cue:
            found.append(cue)
        position = cue.end if cue else position + 1
    return found


def _cue_at(clause: Clause, position: int) -> Cue | None:
    word = clause.script.words[position]
    for phrase, relation in (*_phrases().get(word, ()), *_phrases().get(word.removesuffix("'s"), ())):
        last = position + len(phrase)
        said = tuple(clause.script.words[position:last])
        if last > clause.end or phrase not in (said, (*said[:-1], said[-1].removesuffix("'s"))):
            continue
        if phrase[-1] in LEAVING and not leaves_a_home(clause, last - 1):
            continue
        if phrase == ("between",) and clause.script.word(last) in SEASONS:
            continue  # "between May and October"
        if phrase[-1] in CENTRES and clause.script.word(last) == "of":
            continue  # "the dead center of Louisiana" is no cancer center
        owner = clause.script.word(position - 1)
        if word == "family" and owner in ("our", "whole"):
            continue
        of_kin = phrase[0] in say.KINSFOLK and (owner in LEADING_AWAY or owner.endswith("'s"))
        return Cue(position, last, Relation.KIN if of_kin else relation)
    return None


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Relation]]]:
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
def _after() -> dict[str, Relation]:
    return {word.strip(): relation for relation, words in cues.CUES_AFTER.items() for word in words.split(";")}


def relation_of(clause: Clause, mention: Mention, found: list[Cue], inherited: Inherited) -> Relation:
    """Return the relation of a mention, corrected for time."""
    relation = _relation(clause, mention, found, inherited)
    if relation is Relation.PLAIN and mention.entry.kind == "campus" and clause.script.word(mention.first - 1) == "at":
        return Relation.STAYS
    if relation is Relation.PLAIN and _attributive(clause, mention):
        return Relation.NAME
    return dated(relation, clause, mention)


def _relation(clause: Clause, mention: Mention, found: list[Cue], inherited: Inherited) -> Relation:
    if mention.organisation:
        return Relation.CARE
    if mention.entry.kind == "demonym":
        crowd = clause.script.word(mention.last - 1).endswith("s") and bool(say.CROWD & set(clause.before(mention)))
        past = [cue.relation for cue in found if cue.end <= mention.first and cue.relation in FORMER]
        if tuple(clause.after(mention)[:2]) in say.BY_BIRTH:
            return Relation.ORIGIN
        return past[-1] if past else Relation.KIN if crowd else Relation.IS_IN
    if seen_from_home(clause, mention):
        return Relation.NEAR
    named = _cue_after(clause, mention) or _moved(clause, mention, inherited)
    return named or _by_phrases(clause, mention, found, inherited)


def _by_phrases(clause: Clause, mention: Mention, found: list[Cue], inherited: Inherited) -> Relation:
    left = [cue for cue in found if cue.end <= mention.first and not _passed(cue, clause, mention)]
    if mention.entry.kind == "zip":  # "the last number was wrong, 43215": no telephone's number
        left = [cue for cue in left if cue.relation is not Relation.COVERAGE]
    if clause.script.word(mention.first - 1) == "from" and {"across", "over"} & set(clause.before(mention)[-6:]):
        return Relation.NEAR  # "over the Potomac from Washington"
    if left:
        return _nearest(left, clause, mention)
    if clause.opener == "and" and "between" in clause.script.words[max(clause.start - 5, 0) : clause.start]:
        return Relation.NEAR  # "between here and Toledo"
    near_before = inherited.relation is Relation.NEAR and clause.script.word(clause.start) == "in"
    numbered = inherited.relation is Relation.COVERAGE and mention.entry.kind == "zip"
    breaks = clause.opener == ":" or clause.opener in say.CONTRASTS or not inherited.placed
    announced = inherited.relation in ASIDES and breaks
    if inherited.relation and clause.goes_on and not near_before and not numbered and not announced:
        return Relation.IS_IN if say.NOW & clause.around(mention) else inherited.relation
    right = [cue for cue in found if cue.start >= mention.last and cue.relation is not Relation.NEAR]
    if not right or not _explains(clause, mention, right[0]):
        return Relation.PLAIN
    stays = right[0].relation is Relation.CARE and "for" in clause.script.words[mention.last : right[0].start]
    present = clause.script.word(mention.first - 1) in ("in", "at")
    return Relation.STAYS if stays and present else right[0].relation  # "in Sioux City for the chemo"


def _nearest(left: list[Cue], clause: Clause, mention: Mention) -> Relation:
    """Return the nearest cue's relation; letters that go to a town near somewhere are mail all the same."""
    relation = left[-1].relation
    verb = clause.script.words[left[-1].end - 1]
    if verb in say.TRAVELLING and clause.script.word(mention.first - 1) == "from":
        return Relation.LIVES  # "I commute into Jersey City from Staten Island"
    if relation is Relation.NEAR and clause.script.word(left[-1].start - 1) in say.DWELLINGS and _kept(clause):
        return Relation.LIVES  # "won't leave the farm near Jamestown"
    if relation is Relation.NEAR and "outside" in clause.script.words[left[-1].start : left[-1].end]:
        return Relation.IS_IN if outskirts(mention) else relation  # "our farm is outside Algona"
    if verb in LEAVING and clause.script.word(mention.first - 1) == "for":
        return Relation.MOVED if relation is Relation.LEFT else Relation.PLANS  # "left Michigan for Ohio"
    dwelling = verb in say.DWELLINGS | {"home", "place"}
    if dwelling and say.SOLD & set(clause.script.words[clause.start : left[-1].end]):
        return Relation.LEFT  # "gave up our apartment in Boise"
    if relation is Relation.KIN and clause.script.word(left[-1].start - 1) in ("with", "w", "wit"):
        relation = left[-2].relation if len(left) > 1 else Relation.IS_IN  # "I live with my folks in Saginaw"
    mail = any(cue.relation is Relation.MAIL for cue in left)
    gone = relation is Relation.LEFT and not clause.says({"still"})
    return Relation.MAIL if mail and relation in MAIL_GOES_TO and not gone else relation


def _kept(clause: Clause) -> bool:
    words = set(clause.words)
    return bool((say.NEGATORS | {"won't", "wont", "refuses"}) & words and {"leave", "leaving", "quit", "sell"} & words)


def _passed(cue: Cue, clause: Clause, mention: Mention) -> bool:
    """Say whether a "near" governs something else: "just outside of town in Cody"."""
    return cue.relation is Relation.NEAR and "in" in clause.script.words[cue.end : mention.first]


def _cue_after(clause: Clause, mention: Mention) -> Relation | None:
    for reach, word in enumerate(clause.after(mention)[:3]):
        if word in say.BREAKS:
            return None
        relation = _after().get(word)
        if relation in (Relation.LIVES, Relation.GETAWAY) and say.SOLD & {
            *clause.before(mention),
            *clause.after(mention)[:3],
        }:
            return Relation.LEFT  # "sold the Omaha house"
        if relation and not (relation is Relation.SECOND_HOME and (reach or say.TRADED & set(clause.before(mention)))):
            return relation
    return None


def _explains(clause: Clause, mention: Mention, cue: Cue) -> bool:
    """Say whether a cue to the right speaks of the place: "Ohio is where I live", "Michigan is home"."""
    between = set(clause.script.words[mention.last : cue.start])
    if cue.relation is Relation.VISITS or cue.start == mention.last:
        return True
    return bool(say.LINKS & between) or (cue.relation is Relation.CARE and bool(say.CARE_VERBS & between))


def moving_verb(clause: Clause, mention: Mention) -> str:
    """Return the verb of moving that stands nearest before a mention."""
    words = reversed(clause.before(mention))
    return next((word for word in words if word in say.MOVED_WORDS | say.MOVING_WORDS), "")


def _moved(clause: Clause, mention: Mention, inherited: Inherited) -> Relation | None:
    verb = moving_verb(clause, mention)
    if not verb and clause.joined and clause.list_only:
        verb = inherited.moved
    if not verb:
        return None
    before = clause.before(mention)
    done = verb in say.MOVED_WORDS and not {"if", "would", "had"} & set(before)
    preposition = next((word for word in reversed(before) if word in say.TOWARDS | say.AWAY), "")
    if preposition in say.TOWARDS:
        return Relation.MOVED if done else Relation.PLANS
    if preposition in say.AWAY:
        return Relation.LEFT if done else Relation.LIVES
    return None


def _attributive(clause: Clause, mention: Mention) -> bool:
    """Say whether the place only names a thing: "she sends me Maine blueberries"."""
    if not clause.start < mention.first or mention.last >= clause.end:
        return False
    before, after = clause.script.word(mention.first - 1), clause.script.word(mention.last)
    noun_after = after.isalpha() and after not in STOP_WORDS | QUESTION_RIGHT | say.RULE_WORDS | say.SPANISH
    content_before = before.isalpha() and before not in STOP_WORDS | QUESTION_LEFT | DWELLING
    return noun_after and (content_before or before in say.DETERMINERS)
