"""Is the patient's state of residence served? Decided from what a person wrote.

Source: the program's FAQ, "Is my state excluded": patients who are residents of, or have current mailing addresses in,
an excluded state cannot be served. When in doubt the rule asks; it never takes a doubtful answer for a served state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.rules.place_index import NATION, Entry
from bot.rules.place_states import OTHER, STATE_NAMES
from bot.rules.place_text import fold, tokenize
from bot.rules.places import Mention, find_mentions
from bot.rules.residence import HOMES, Tie, read_ties
from bot.rules.residence_choice import (
    DOUBTFUL,
    NOT_PATIENTS,
    PASSING,
    SEASONAL,
    corrected,
    main_homes,
    of_record,
    stated,
)
from bot.rules.residence_cues import Holder, Relation
from bot.rules.residence_namesakes import narrowed
from bot.rules.residence_patient import lives_together, patient_of
from bot.rules.residence_words import ALL_YEAR, REFUSALS

VERSION = "1"
MOST_OPTIONS = 6  # states offered when asking back
LETTERS = frozenset({"code", "abbreviation", "demonym"})  # kinds of names that are shown as the state's


class Verdict(StrEnum):
    """What the rule decides."""

    EXCLUDED = "excluded"
    SERVED = "served"
    ASK = "ask"
    OTHER = "other"


RISK = (Verdict.EXCLUDED, Verdict.ASK, Verdict.OTHER, Verdict.SERVED)


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

    verdict: Verdict
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
    asked_about = (*HOMES, Relation.PLAIN, Relation.MAIL)
    decisions = {case.of([tie]) for tie in case.ties if not tie.negated and tie.relation in asked_about}
    return tuple(sorted(decisions, key=lambda decision: (RISK.index(decision.verdict), decision.state or "")))


class _Case:
    """One message under decision."""

    def __init__(self, text: str, excluded: frozenset[str], asked: bool, known: str | None) -> None:
        self._text = text
        self._excluded = excluded
        self._known = known
        self._tokens = tokenize(text)
        self._patient = patient_of(self._tokens)
        self.ties = narrowed(read_ties(self._tokens, find_mentions(self._tokens, asked=asked)), excluded)

    def decide(self) -> EligibilityDecision:
        decision = self._decided()
        doubts = self._doubts() if decision.verdict is Verdict.SERVED else []
        return _in_doubt(self.of(doubts), "two_homes") if doubts else decision

    def _decided(self) -> EligibilityDecision:
        live = self._own_answer([tie for tie in self.ties if not tie.negated and tie.holder not in NOT_PATIENTS])
        mail = self._of_mail([tie for tie in live if tie.relation is Relation.MAIL])
        if mail and mail.verdict in (Verdict.EXCLUDED, Verdict.ASK) and mail.reason != "home_unknown":
            return mail
        settled = mail is not None and mail.verdict is Verdict.SERVED and mail.reason != "home_unknown"
        homes = of_record(corrected(self._of_patient([tie for tie in live if tie.relation in HOMES])), mailed=settled)
        plain = [tie for tie in live if tie.relation is Relation.PLAIN]
        if plain and homes and all(tie.came and self._codes([tie]) == {OTHER} for tie in homes):
            homes = []  # "I from Yemen, many year Dearborn"
        answered = corrected(stated(self._of_patient(plain)))
        if homes:
            if all(tie.relation in PASSING for tie in homes) and answered:
                return self._of_answer(answered, homes)
            return self._of_homes(homes, [tie for tie in plain if tie.continues])
        return self._riskiest(answered) if answered else mail or self._unknown()

    def _doubts(self) -> list[Tie]:
        """Return the ties to excluded states that nothing in the message explains away."""
        unexplained = [tie for tie in self.ties if self._unexplained(tie)]
        return [tie for tie in unexplained if set(tie.mention.entry.likely()) & self._excluded]

    def _unexplained(self, tie: Tie) -> bool:
        if tie.negated or tie.queried or tie.holder in NOT_PATIENTS or tie.relation not in DOUBTFUL:
            return False
        later = [other for other in self.ties if other.mention.first > tie.mention.first]
        if any(other.corrects or other.relation is Relation.MOVED for other in later):
            return False
        firmer = any(other.contrasted or other.legal for other in self.ties if other.relation is Relation.LIVES)
        if tie.relation is Relation.IS_IN and (firmer or tie.came or tie.mention.entry.kind == "demonym"):
            return False
        return not self._of_somebody_else(tie)

    def _of_somebody_else(self, tie: Tie) -> bool:
        if self._patient is Holder.SELF:
            return tie.holder is Holder.RELATIVE
        apart = self._patient is Holder.RELATIVE and not lives_together(self._tokens)
        weak = tie.holder is Holder.TOGETHER and tie.relation is Relation.IS_IN
        return apart and (tie.holder is Holder.SELF or weak)

    def _own_answer(self, ties: list[Tie]) -> list[Tie]:
        """Leave out where relatives live after an excluded state: "Hammond. My parents are in Ohio"."""
        if self._patient is not None or not ties or ties[0].holder is Holder.RELATIVE:
            return ties
        own = [tie for tie in ties if tie.holder is not Holder.RELATIVE and tie.relation in DOUBTFUL]
        codes = self._codes(own)
        return own if codes and (codes <= self._excluded or codes == {OTHER}) else ties

    def _of_patient(self, ties: list[Tie]) -> list[Tie]:
        """Leave out the writer where somebody else is the patient, and the other way round."""
        if self._patient is Holder.SELF:
            return [tie for tie in ties if tie.holder is not Holder.RELATIVE]
        others = [tie for tie in ties if tie.holder is not Holder.SELF]
        apart = self._patient is Holder.RELATIVE and len(others) < len(ties)
        return others if apart and not lives_together(self._tokens) else ties

    def _of_homes(self, homes: list[Tie], unexplained: list[Tie]) -> EligibilityDecision:
        """Decide on homes; a state named beside them without a tie may be another home."""
        firm = [tie for tie in homes if tie.relation is not Relation.STAYS]
        for chosen in (main_homes(firm), [tie for tie in firm if tie.legal]):
            if chosen and self._codes(chosen) <= self._excluded:
                return self.of(chosen)  # a home elsewhere besides changes nothing
        if not firm:
            return self._of_stays(homes)
        decision = self.of(firm)
        if len(firm) == 1 and firm[0].relation in SEASONAL and not self._all_year():
            return _in_doubt(decision, "staying")  # the home of the rest of the year is not told
        doubtful = decision.verdict is Verdict.SERVED and self._codes(unexplained) & self._excluded
        return self.of([*firm, *unexplained]) if doubtful else decision

    def _of_answer(self, plain: list[Tie], passing: list[Tie]) -> EligibilityDecision:
        """Decide on the places answered with, beside those of a season, a weekend or a term."""
        decision = self._riskiest(plain)
        seasonal = [tie for tie in passing if tie.relation in SEASONAL and self._codes([tie]) & self._excluded]
        return self.of([*plain, *seasonal]) if seasonal and decision.verdict is Verdict.SERVED else decision

    def _all_year(self) -> bool:
        words = " ".join(token.lower for token in self._tokens)
        return any(phrase in words for phrase in ALL_YEAR)

    def _of_stays(self, stays: list[Tie]) -> EligibilityDecision:
        """Ask where the home is of somebody who only stays or studies somewhere."""
        return _in_doubt(self.of(stays), "staying")

    def _of_mail(self, ties: list[Tie]) -> EligibilityDecision | None:
        if self._patient is Holder.RELATIVE:
            ties = [tie for tie in ties if tie.holder is not Holder.SELF]
        if not ties:
            return None
        decision = self._riskiest(ties)
        forwarded = any(token.lower in ("forwarded", "forwarding") for token in self._tokens)
        if decision.verdict is Verdict.SERVED and forwarded:
            return _in_doubt(decision, "home_unknown")
        return decision

    def of(self, ties: list[Tie]) -> EligibilityDecision:
        """Return the verdict over all places that may be the patient's."""
        entry = ties[-1].mention.entry
        codes = tuple(dict.fromkeys(code for tie in ties for code in tie.mention.entry.likely(self._excluded)))
        if set(codes) == {"GA", OTHER} and entry.kind == "state" and ties[-1].relation in HOMES:
            codes = ("GA",)  # who lives in Georgia and does not name the country means the state
        verdict = self._verdict(frozenset(codes))
        state = _state(codes, entry) if verdict in (Verdict.EXCLUDED, Verdict.SERVED) else None
        options = () if state or verdict is Verdict.OTHER else _inside(codes)[:MOST_OPTIONS]
        place = STATE_NAMES[state] if state and entry.kind in LETTERS else entry.name
        mailing = all(tie.relation is Relation.MAIL for tie in ties)
        return EligibilityDecision(verdict, state, _reason(ties, verdict), options, place, mailing)

    def _verdict(self, codes: frozenset[str]) -> Verdict:
        if codes <= self._excluded:
            return Verdict.EXCLUDED
        if codes == {OTHER}:
            return Verdict.OTHER
        return Verdict.ASK if OTHER in codes or codes & self._excluded else Verdict.SERVED

    def _codes(self, ties: list[Tie]) -> frozenset[str]:
        return frozenset(code for tie in ties for code in tie.mention.entry.likely(self._excluded))

    def _riskiest(self, ties: list[Tie]) -> EligibilityDecision:
        decisions = [self.of([tie]) for tie in ties]
        worst = min(decisions, key=lambda decision: RISK.index(decision.verdict))
        several = len({decision.state for decision in decisions}) > 1
        return self.of(ties) if several and worst.verdict is Verdict.SERVED else worst

    def _unknown(self) -> EligibilityDecision:
        """Fall back on what the conversation knows; else ask, with the reason why the message does not tell."""
        denied = self._codes([tie for tie in self.ties if tie.negated])
        if self._known and self._known not in denied:
            entry = Entry(STATE_NAMES.get(self._known, self._known), "state", {self._known: NATION})
            known = self.of([Tie(Mention(0, 0, entry), Relation.LIVES, Holder.PATIENT)])
            return replace(known, reason="known")
        lowered = fold(self._text).lower()
        refused = any(phrase in lowered for phrase in REFUSALS)
        return EligibilityDecision(Verdict.ASK, reason="refused" if refused else _why_unknown(self.ties))


def _in_doubt(decision: EligibilityDecision, reason: str) -> EligibilityDecision:
    options = decision.options or tuple(filter(None, [decision.state]))
    return replace(decision, verdict=Verdict.ASK, state=None, reason=reason, options=options)


def _why_unknown(ties: list[Tie]) -> str:
    if not ties:
        return "none"
    tie = ties[0]
    if tie.negated:
        return "negated"
    if tie.holder is Holder.SELF and tie.relation in HOMES:
        return "caller_only"
    if tie.holder is Holder.PROVIDER or tie.relation is Relation.CARE:
        return "surgeon_only"
    return f"{tie.relation.value}_only"


def _reason(ties: list[Tie], verdict: Verdict) -> str:
    if verdict is Verdict.ASK:
        return "two_homes" if len(ties) > 1 else "ambiguous_place"
    if ties[-1].relation is Relation.MAIL:
        return "mailing_address"
    kind = ties[-1].mention.entry.kind
    return "named" if kind == "state" or kind in LETTERS else kind


def _inside(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code != OTHER)


def _state(codes: tuple[str, ...], entry: Entry) -> str | None:
    """Return the one state meant; of several excluded ones the leading, if one leads."""
    leading = entry.likely()
    if len(codes) == 1:
        return codes[0]
    return leading[0] if len(leading) == 1 and set(entry.weights) >= set(codes) and leading[0] in codes else None
