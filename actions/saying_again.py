"""Says the last answer once more, or in fewer words; a question of ours that went with it is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.asked import Outcome, Utterance

SHORT_VERSION = "utter_short_version"
# Questions of ours that are asked with choices.
WITH_CHOICES = frozenset({"utter_ask_cancel_stage", "utter_ask_insurance", "utter_state_ambiguous"})


def say_again(slots: Mapping[str, Any]) -> Outcome:
    """Say what was said last."""
    last = slots.get("last_answers") or []
    if not last:
        return Outcome((Utterance("utter_repeat_nothing"),))
    return _said(last, slots)


def say_shorter(slots: Mapping[str, Any]) -> Outcome:
    """Say what was said last in its short wording, and who explains it to whom that is not enough."""
    last = [entry for entry in slots.get("last_answers") or [] if entry["response"] != SHORT_VERSION]
    if not last:
        return Outcome((Utterance("utter_repeat_nothing"),))
    short = [{**entry, "values": {**entry["values"], "short": True}} for entry in last]
    outcome = _said(short, slots)
    explained = Utterance(SHORT_VERSION)
    asks = bool(outcome.slots)  # our question stands last
    first, rest = (outcome.utterances[:-1], outcome.utterances[-1:]) if asks else (outcome.utterances, ())
    return Outcome((*first, explained, *rest), outcome.slots)


def _said(last: list[dict[str, Any]], slots: Mapping[str, Any]) -> Outcome:
    before = slots.get("offered_before") or {}
    open_choices = before.get("choices") if before.get("taken") is None else None
    said, again = [], {}
    for entry in last:
        values = dict(entry["values"])
        if entry["response"] in WITH_CHOICES and open_choices:
            values["choices"] = open_choices
            again = {"offered": open_choices}
        said.append(Utterance(entry["response"], values))
    return Outcome(tuple(said), again)
