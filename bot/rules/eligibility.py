"""Is the patient's state of residence served? Decided from what a person wrote.

Source: the program's FAQ, "Is my state excluded": patients who are residents of, or have current mailing addresses in,
an excluded state cannot be served. When in doubt the rule asks; it never takes a doubtful answer for a served state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.rules.place_index import NATION, Entry
from bot.rules.place_states import OTHER, STATE_NAMES
from bot.rules.place_text import Token, fold, tokenize
from bot.rules.places import Mention, find_mentions
from bot.rules.residence import Tie, read_ties
from bot.rules.residence_cues import REFUSALS, Holder, Relation
from bot.rules.residence_patient import lives_together, patient_of

VERSION = "1"
MOST_OPTIONS = 6  # states offered when asking back
HOMES = (Relation.LIVES, Relation.MOVED, Relation.IS_IN, Relation.SECOND_HOME, Relation.STAYS)


class Verdict(StrEnum):
    """What the rule decides."""

    EXCLUDED = "excluded"
    SERVED = "served"
    ASK = "ask"
    OTHER = "other"


@dataclass(frozen=True)
class EligibilityDecision:
    """The verdict with its reason; `place` is the name we recognised, never the visitor's own words.

    Attributes:
        verdict: "excluded", "served", "ask" (cannot be known: ask back) or "other" (outside the fifty states and DC).
        state: Postal code where one state is meant.
        reason: Short machine word.
        options: Postal codes that an ambiguous place may mean.
        place: Name of the place recognised.
        mailing: Whether a mailing address decided.
    """

    verdict: str
    state: str | None = None
    reason: str = "none"
    options: tuple[str, ...] = ()
    place: str | None = None
    mailing: bool = False


def decide_eligibility(
    text: str, *, excluded: frozenset[str], asked: bool = False, known: str | None = None
) -> EligibilityDecision:
    """Decide for the patient that a message speaks of.

    Args:
        text: What the visitor wrote.
        excluded: Postal codes of the states that cannot be served.
        asked: The assistant has just asked which state; a bare name is then the answer.
        known: State that the conversation has settled before; used when the message names none.
    """
    return _Case(text, excluded, asked, known).decide()


def decide_states(text: str, *, excluded: frozenset[str], asked: bool = False) -> tuple[EligibilityDecision, ...]:
    """Decide for every place that a message asks about, excluded ones first: "Ohio, Iowa or LA?"."""
    case = _Case(text, excluded, asked, None)
    decisions = {case.of([tie]) for tie in case.ties if not tie.negated and tie.relation in (*HOMES, Relation.PLAIN, Relation.MAIL)}
    order = list(Verdict)
    return tuple(sorted(decisions, key=lambda found: (order.index(Verdict(found.verdict)), found.state or "")))


class _Case:
    """One message under decision."""

    def __init__(self, text: str, excluded: frozenset[str], asked: bool, known: str | None) -> None:
        self._text = text
        self._excluded = excluded
        self._known = known
        self._tokens: list[Token] = tokenize(text)
        self._mentions: list[Mention] = find_mentions(self._tokens, asked=asked)
        self._patient = patient_of(self._tokens)
        self.ties = _narrowed(read_ties(self._tokens, self._mentions), self._excluded)

    def decide(self) -> EligibilityDecision:
        live = [tie for tie in self.ties if not tie.negated]
        mail = self._mail([tie for tie in live if tie.relation is Relation.MAIL])
        if mail and mail.verdict in (Verdict.EXCLUDED, Verdict.ASK):
            return mail
        homes = self._homes(live)
        plain = [tie for tie in live if tie.relation is Relation.PLAIN and tie.holder not in _NOT_PATIENTS]
        if homes:
            return self._of_homes(homes, [tie for tie in plain if tie.continues])
        if plain:
            return self._riskiest(_corrected(self._of_patient(plain)))
        return mail or self._unknown()

    # Whose home counts

    def _homes(self, live: list[Tie]) -> list[Tie]:
        homes = [tie for tie in live if tie.relation in HOMES and tie.holder not in _NOT_PATIENTS]
        return _superseded(_corrected(self._of_patient(homes)))

    def _of_patient(self, homes: list[Tie]) -> list[Tie]:
        if self._patient is Holder.SELF:
            own = [tie for tie in homes if tie.holder not in (Holder.RELATIVE,)]
            return own
        others = [tie for tie in homes if tie.holder is not Holder.SELF]
        if self._patient is Holder.RELATIVE and len(others) < len(homes) and not lives_together(self._tokens):
            return others
        return homes

    def _of_homes(self, homes: list[Tie], unexplained: list[Tie]) -> EligibilityDecision:
        """Decide on homes; a state named beside them without a tie may be another home."""
        firm = [tie for tie in homes if tie.relation is not Relation.STAYS]
        main = [tie for tie in firm if tie.relation in (Relation.LIVES, Relation.MOVED)]
        if main and set(self._codes(main)) <= self._excluded:
            return self.of(main)  # a second home elsewhere changes nothing
        decision = self.of(firm or homes)
        if firm and decision.verdict == Verdict.SERVED and set(self._codes(unexplained)) & self._excluded:
            return self.of([*firm, *unexplained])
        if firm or decision.verdict == Verdict.ASK:
            return decision
        return replace(decision, verdict=Verdict.ASK.value, state=None, reason="staying", options=_options(self._codes(homes)))

    # Verdicts

    def of(self, ties: list[Tie]) -> EligibilityDecision:
        """Return the verdict over all places that may be the patient's."""
        codes = self._codes(ties)
        if set(codes) == {"GA", OTHER} and ties[-1].relation in HOMES and ties[-1].mention.entry.kind == "state":
            codes = ["GA"]  # who lives in Georgia and does not name the country means the state
        entry = ties[-1].mention.entry
        mailing = all(tie.relation is Relation.MAIL for tie in ties)
        inside = [code for code in codes if code != OTHER]
        state = codes[0] if len(codes) == 1 and inside else None
        if state is None and set(codes) <= self._excluded:
            leading = ties[-1].mention.entry.likely()
            state = leading[0] if len(leading) == 1 else None
        place = STATE_NAMES[state] if state and entry.kind in ("code", "abbreviation", "demonym") else entry.name
        if set(codes) <= self._excluded:
            verdict = Verdict.EXCLUDED
        elif not inside:
            verdict = Verdict.OTHER
        elif OTHER in codes or set(codes) & self._excluded:
            verdict = Verdict.ASK
        else:
            verdict = Verdict.SERVED
        reason = _reason(ties, verdict)
        options = () if state or verdict is Verdict.OTHER else _options(codes)
        return EligibilityDecision(verdict.value, state, reason, options, place, mailing)

    def _codes(self, ties: Iterable[Tie]) -> list[str]:
        return list(dict.fromkeys(code for tie in ties for code in tie.mention.entry.likely(self._excluded)))

    def _mail(self, ties: list[Tie]) -> EligibilityDecision | None:
        counted = [tie for tie in ties if tie.holder not in _NOT_PATIENTS]
        if self._patient is Holder.RELATIVE:
            counted = [tie for tie in counted if tie.holder is not Holder.SELF]
        return self._riskiest(counted) if counted else None

    def _riskiest(self, ties: list[Tie]) -> EligibilityDecision:
        order = [Verdict.EXCLUDED, Verdict.ASK, Verdict.OTHER, Verdict.SERVED]
        decisions = [self.of([tie]) for tie in ties]
        worst = min(decisions, key=lambda found: order.index(Verdict(found.verdict)))
        if worst.verdict == Verdict.SERVED and len({found.state for found in decisions}) > 1:
            return self.of(ties)
        return worst

    def _unknown(self) -> EligibilityDecision:
        denied = {code for tie in self.ties if tie.negated for code in self._codes([tie])}
        if self._known and self._known not in denied:
            known = Mention(0, 0, Entry(STATE_NAMES.get(self._known, self._known), "state", {self._known: NATION}))
            return replace(self.of([Tie(known, Relation.LIVES, Holder.PATIENT)]), reason="known")
        lowered = fold(self._text).lower()
        if any(phrase in lowered for phrase in REFUSALS):
            return EligibilityDecision(Verdict.ASK.value, reason="refused")
        return EligibilityDecision(Verdict.ASK.value, reason=self._why_unknown())

    def _why_unknown(self) -> str:
        for tie in self.ties:
            if tie.negated:
                return "negated"
            if tie.holder is Holder.SELF and tie.relation in HOMES:
                return "caller_only"
            if tie.holder is Holder.PROVIDER or tie.relation is Relation.CARE:
                return "surgeon_only"
            return f"{tie.relation.value}_only"
        return "none"


_NOT_PATIENTS = frozenset({Holder.PROVIDER, Holder.BYSTANDER})


def _reason(ties: list[Tie], verdict: Verdict) -> str:
    if verdict is Verdict.ASK:
        return "two_homes" if len(ties) > 1 else "ambiguous_place"
    if ties[-1].relation is Relation.MAIL:
        return "mailing_address"
    kind = ties[-1].mention.entry.kind
    return "named" if kind in ("state", "code", "abbreviation", "demonym") else kind


def _options(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code != OTHER)[:MOST_OPTIONS]


def _narrowed(ties: list[Tie], excluded: frozenset[str]) -> list[Tie]:
    """Settle an ambiguous place by a state named elsewhere: "Portland … in Maine", "Portland, not the Maine one"."""
    return [_settled(tie, [other for other in ties if other is not tie], excluded) for tie in ties]


def _settled(tie: Tie, others: list[Tie], excluded: frozenset[str]) -> Tie:
    weights = dict(tie.mention.entry.weights)
    clear = len(tie.mention.entry.likely(excluded)) == 1 or tie.mention.entry.kind == "state"
    for other in others:
        if clear and not other.picks:
            continue
        codes = other.mention.entry.likely()
        if len(codes) != 1 or codes[0] not in weights or other.relation not in (*HOMES, Relation.PLAIN):
            continue
        if other.negated:
            del weights[codes[0]]
        else:
            weights = {codes[0]: NATION}
            break
    entry = tie.mention.entry._replace(weights=weights)
    return replace(tie, mention=replace(tie.mention, entry=entry)) if weights else tie


def _corrected(ties: list[Tie]) -> list[Tie]:
    """Drop what a later place puts right: "I said Ohio but I meant Iowa"."""
    for position in range(len(ties) - 1, 0, -1):
        if ties[position].corrects:
            return ties[position:]
    return ties


def _superseded(homes: list[Tie]) -> list[Tie]:
    """Keep the firmest and latest homes: living somewhere outweighs being "from" there, the last move the one before."""
    living = [tie for tie in homes if tie.relation is Relation.LIVES]
    moves = [tie for tie in homes if tie.relation is Relation.MOVED][-1:]
    seconds = [tie for tie in homes if tie.relation is Relation.SECOND_HOME]
    present = [tie for tie in homes if tie.relation is Relation.IS_IN]
    if living or seconds or moves:
        later = [tie for tie in present if tie.now and living]
        return [*(living or moves), *seconds, *later]
    return present or homes
