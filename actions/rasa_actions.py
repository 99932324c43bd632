"""The custom actions as Rasa knows them. Each reads the tracker, asks a handler, and says what it returns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answers import answer_topic
from actions.asked import Asked, Outcome, ProgramFacts, Utterance, choices_for, facts_from
from actions.cancellation import answer_cancel
from actions.coverage import answer_coverage
from actions.handoffs import handoff_values
from actions.residence import check_state
from actions.saying_again import say_again, say_shorter
from bot.knowledge.program import load_program
from bot.knowledge.topics import load_topics, topic_of
from bot.rules.handoff import HandoffReason

MISSES_BEFORE_HANDOFF = 2
# What a new start forgets.
FORGOTTEN = (
    *("state", "insurer", "material", "told_excluded"),
    *("pending", "waited", "offered", "offered_before", "last_answers", "last_topics"),
)


@cache
def default_facts() -> ProgramFacts:
    """Return the facts of the project's own data files, for `rasa run actions`."""
    knowledge = Path(__file__).resolve().parent.parent / "data" / "knowledge"
    return facts_from(load_program(knowledge / "program.yml"), load_topics(knowledge / "topics.yml"))


class FactsAction(Action):
    """An action that knows the program's facts."""

    def __init__(self, facts: ProgramFacts | None = None) -> None:
        self._facts = facts or default_facts()

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        outcome = self.outcome(tracker)
        for utterance in outcome.utterances:
            values = dict(utterance.values)
            choices = values.pop("choices", None)
            buttons = [{**choice, "payload": choice["title"]} for choice in choices] if choices else None
            dispatcher.utter_message(response=utterance.response, buttons=buttons, **values)
        return [SlotSet(name, value) for name, value in outcome.slots.items()]

    def outcome(self, tracker: Tracker) -> Outcome:
        raise NotImplementedError


class ActionAnswerTopic(FactsAction):
    """Answer the one topic that the message is on, where a rule decides what is said."""

    def name(self) -> str:
        return "action_answer_topic"

    def outcome(self, tracker: Tracker) -> Outcome:
        topic = topic_of(tracker.latest_message["intent"]["name"])
        return answer_topic(_asked(tracker, topic), self._facts)


class ActionAnswerBoth(FactsAction):
    """Answer two questions of one message, each from its own source."""

    def name(self) -> str:
        return "action_answer_both"

    def outcome(self, tracker: Tracker) -> Outcome:
        meaning = _meaning(tracker)
        said: list[Utterance] = []
        slots: dict[str, Any] = {}
        for intent, part in zip(meaning["topics"], meaning["parts"], strict=True):
            outcome = answer_topic(_asked(tracker, topic_of(intent), part), self._facts)
            known = {utterance.response for utterance in said}  # a state's verdict comes with each half
            said += [utterance for utterance in outcome.utterances if utterance.response not in known]
            slots |= outcome.slots
        return Outcome(tuple(said), slots)


class ActionGiveState(FactsAction):
    """Take the state that was asked for."""

    def name(self) -> str:
        return "action_give_state"

    def outcome(self, tracker: Tracker) -> Outcome:
        return check_state(_asked(tracker, "program/excluded_states"), self._facts)


class ActionGiveInsurer(FactsAction):
    """Take the kind of insurance that was asked for."""

    def name(self) -> str:
        return "action_give_insurer"

    def outcome(self, tracker: Tracker) -> Outcome:
        return answer_coverage(_asked(tracker, "coverage/general"), self._facts)


class ActionGiveStage(FactsAction):
    """Take the stage of the request that was asked for."""

    def name(self) -> str:
        return "action_give_stage"

    def outcome(self, tracker: Tracker) -> Outcome:
        return answer_cancel(_asked(tracker, "program/cancel"), self._facts)


class ActionOfferChoices(FactsAction):
    """Unsure: offer the likeliest questions instead of guessing."""

    def name(self) -> str:
        return "action_offer_choices"

    def outcome(self, tracker: Tracker) -> Outcome:
        topics = [topic_of(intent) for intent in _meaning(tracker)["topics"]]
        choices = [*choices_for(topics, self._facts), {"title": "Something else", "topic": None}]
        return Outcome((Utterance("utter_offer_choices", {"choices": choices}),), {"offered": choices})


class ActionNotUnderstood(FactsAction):
    """Say so; the second time in a row, give the phone."""

    def name(self) -> str:
        return "action_not_understood"

    def outcome(self, tracker: Tracker) -> Outcome:
        misses = int(tracker.get_slot("misses") or 0) + 1
        if misses < MISSES_BEFORE_HANDOFF:
            return Outcome((Utterance("utter_not_understood"),), {"misses": misses})
        values = handoff_values(HandoffReason.FAILURE, self._facts)
        return Outcome((Utterance("utter_not_understood_twice", values),), {"misses": misses})


class ActionSomethingElse(FactsAction):
    """None of the offered questions was meant."""

    def name(self) -> str:
        return "action_something_else"

    def outcome(self, tracker: Tracker) -> Outcome:
        misses = int(tracker.get_slot("misses") or 0) + 1
        if misses < MISSES_BEFORE_HANDOFF:
            return Outcome((Utterance("utter_offer_none"),), {"misses": misses})
        values = handoff_values(HandoffReason.FAILURE, self._facts)
        return Outcome((Utterance("utter_not_understood_twice", values),), {"misses": misses})


class ActionRepeat(FactsAction):
    """Say the last answer once more."""

    def name(self) -> str:
        return "action_repeat"

    def outcome(self, tracker: Tracker) -> Outcome:
        return say_again(tracker.current_slot_values())


class ActionSimplify(FactsAction):
    """Say the last answer in fewer words, and who can explain it."""

    def name(self) -> str:
        return "action_simplify"

    def outcome(self, tracker: Tracker) -> Outcome:
        return say_shorter(tracker.current_slot_values())


class ActionStartOver(FactsAction):
    """Forget what this conversation learned."""

    def name(self) -> str:
        return "action_start_over"

    def outcome(self, tracker: Tracker) -> Outcome:
        return Outcome((Utterance("utter_start_over"),), {**dict.fromkeys(FORGOTTEN), "misses": 0})


ACTIONS = (
    ActionAnswerBoth,
    ActionAnswerTopic,
    ActionGiveInsurer,
    ActionGiveStage,
    ActionGiveState,
    ActionNotUnderstood,
    ActionOfferChoices,
    ActionRepeat,
    ActionSimplify,
    ActionSomethingElse,
    ActionStartOver,
)


def _meaning(tracker: Tracker) -> dict[str, Any]:
    """What the engine attached; without it (in `rasa shell`) what the NLU pipeline alone says."""
    latest = tracker.latest_message
    if "meaning" in latest:
        return dict(latest["meaning"])
    ranking = [entry["name"] for entry in latest.get("intent_ranking", [])[:3]]
    return {"topics": ranking[:2], "parts": [latest.get("text", "")] * 2, "picked": None}


def _asked(tracker: Tracker, topic: str, text: str | None = None) -> Asked:
    latest = tracker.latest_message
    words = text if text is not None else str(latest.get("text") or "")
    meaning = _meaning(tracker)
    return Asked(topic, words, tracker.current_slot_values(), meaning.get("picked"), bool(meaning.get("silent")))
