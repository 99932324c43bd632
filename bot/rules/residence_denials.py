"""Which places a message denies: "not in New York", "anywhere but Iowa", "neither Maine nor Michigan"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rules import residence_words as say
from bot.rules.places import Mention
from bot.rules.residence_clauses import Clause, Script

REACH = 8  # words between a negator and the place it denies


def denied(clause: Clause, mention: Mention) -> bool:
    """Say whether a clause denies a tie to the place."""
    script = clause.script
    for position in range(mention.first - 1, max(clause.start, mention.first - REACH) - 1, -1):
        word = script.words[position]
        if word in say.NEGATORS or (word == "no" and script.word(position + 1) in say.AFTER_NO):
            return not _asks(position, clause)
        if word not in say.DENIABLE:
            break
    all_but = clause.opener == "but" and script.word(clause.start - 2) in say.ALL_BUT
    return _denied_after(clause, mention) or _mistaken(clause, mention) or (all_but and clause.start == mention.first)


def _asks(position: int, clause: Clause) -> bool:
    """Say whether the negator opens a question ("isn't Iowa excluded?") or follows "why"."""
    script = clause.script
    opens = position == clause.start and script.words[position] in say.OPENING_NEGATORS
    addressed = position + 1 in script.taken or script.word(position + 1) in say.ASKED_SUBJECTS
    return (opens and addressed) or script.word(position - 1) == "why"


def _denied_after(clause: Clause, mention: Mention) -> bool:
    """Read "Ohio isn't my state", "New York is not where I live"."""
    after = list(clause.after(mention))
    negated = after[:1] in (["isn't"], ["isnt"], ["ain't"], ["wasn't"]) or after[:2] in (["is", "not"], ["was", "not"])
    return negated and bool({"my", "live", "where", "home", "our", "her", "his"} & set(after))


def _mistaken(clause: Clause, mention: Mention) -> bool:
    """Read "Iowa was a typo", "I wrote Iowa by mistake"."""
    return bool(say.MISTAKES & set(clause.after(mention)) and {"was", "is", "by"} & set(clause.after(mention)))


def denied_in_lists(script: Script, mentions: Sequence[Mention], flags: Sequence[bool]) -> list[bool]:
    """Carry a denial over a list with "or": "not Iowa, Maine or Ohio" denies all three."""
    carried = list(flags)
    for first in range(len(mentions)):
        if carried[first]:
            last = _list_end(script, mentions, first)
            carried[first : last + 1] = [True] * (last + 1 - first)
    return carried


def _list_end(script: Script, mentions: Sequence[Mention], first: int) -> int:
    """Return the last mention of the list that begins at `first` and is closed by "or" or "nor"."""
    closed = first
    for position in range(first, len(mentions) - 1):
        between = set(script.words[mentions[position].last : mentions[position + 1].first])
        if not between or between - {",", "or", "nor", "/", "in"}:
            break
        if {"or", "nor"} & between:
            closed = position + 1
    return closed
