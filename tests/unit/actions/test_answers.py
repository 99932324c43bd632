"""The handlers behind the actions: what is said, which slots are set, who is handed to whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.answers import answer_topic
from actions.asked import Asked, Outcome, ProgramFacts, facts_from
from actions.rasa_actions import ActionAnswerBoth
from bot.knowledge.program import load_program
from bot.knowledge.topics import load_topics

KNOWLEDGE = Path(__file__).resolve().parents[3] / "data" / "knowledge"


@pytest.fixture(scope="module")
def facts() -> ProgramFacts:
    return facts_from(load_program(KNOWLEDGE / "program.yml"), load_topics(KNOWLEDGE / "topics.yml"))


def ask(facts: ProgramFacts, topic: str, text: str = "", picked: Any = None, **slots: Any) -> Outcome:
    return answer_topic(Asked(topic, text, slots, picked), facts)


def said(outcome: Outcome) -> list[str]:
    return [utterance.response for utterance in outcome.utterances]


def test_a_topic_without_a_rule_is_its_response(facts: ProgramFacts) -> None:
    assert said(ask(facts, "basics/definition")) == ["utter_basics_definition"]


def test_an_excluded_state_hands_off_to_the_line_that_arranges_visits(facts: ProgramFacts) -> None:
    outcome = ask(facts, "program/excluded_states", "I live in Michigan")
    assert said(outcome) == ["utter_state_excluded"]
    values = outcome.utterances[0].values
    assert values["handoff"]["reason"] == "excluded_state"
    assert values["handoff"]["phone"] == "410-464-6555"
    assert values["rule"]["verdict"] == "excluded"
    assert outcome.slots["state"] == "MI"


def test_a_served_state_is_said_and_remembered(facts: ProgramFacts) -> None:
    outcome = ask(facts, "program/excluded_states", "I live in Ohio")
    assert said(outcome) == ["utter_state_served"]
    assert outcome.slots["state"] == "OH"


def test_without_a_state_it_is_asked_for_and_asked_again(facts: ProgramFacts) -> None:
    first = ask(facts, "program/excluded_states", "is my state excluded")
    assert said(first) == ["utter_program_excluded_states", "utter_ask_state"]
    assert first.slots["pending"] == "state"
    assert said(ask(facts, "program/excluded_states", "well", pending="state")) == ["utter_ask_state_again"]


def test_somebody_who_will_not_say_gets_the_list(facts: ProgramFacts) -> None:
    asked = Asked("program/excluded_states", "I would rather not say", {"pending": "state"}, silent=True)
    outcome = answer_topic(asked, facts)
    assert said(outcome) == ["utter_no_need_to_say", "utter_program_excluded_states"]
    assert outcome.slots["pending"] is None


def test_nobody_has_to_tell_their_insurance_or_how_far_they_are(facts: ProgramFacts) -> None:
    def keep_silent(topic: str, pending: str) -> Outcome:
        return answer_topic(Asked(topic, "rather not say", {"pending": pending}, silent=True), facts)

    insurer = keep_silent("coverage/general", "insurer")
    assert said(insurer) == ["utter_no_need_to_say", "utter_coverage_ask_insurer"]
    stage = keep_silent("program/cancel", "stage")
    assert said(stage) == ["utter_no_need_to_say", "utter_program_cancel"]
    assert insurer.slots["pending"] is stage.slots["pending"] is None


def test_the_kind_of_insurance_is_remembered_from_a_question_on_the_program(facts: ProgramFacts) -> None:
    outcome = ask(facts, "program/insurance", "will Kaiser pay for your opinion")
    assert outcome.slots == {"insurer": "private"}
    assert said(ask(facts, "coverage/general", "and elsewhere?", **outcome.slots)) == ["utter_coverage_private"]


def test_what_is_known_of_one_person_says_nothing_of_another(facts: ProgramFacts) -> None:
    uncle = ask(facts, "program/excluded_states", "how about the other uncle, he's in Des Moines", state="ID")
    assert said(uncle) == ["utter_state_excluded"]
    outcome = ask(facts, "program/excluded_states", "and my neighbor?", state="IA")
    assert said(outcome) == ["utter_program_excluded_states", "utter_ask_state"]


def test_an_ambiguous_place_is_asked_back_with_choices(facts: ProgramFacts) -> None:
    outcome = ask(facts, "program/excluded_states", "Portland", pending="state")
    assert said(outcome) == ["utter_state_ambiguous"]
    titles = {choice["title"] for choice in outcome.utterances[0].values["choices"]}
    assert titles == {"Maine", "Oregon"}


def test_any_answer_on_the_program_tells_of_an_excluded_state_once(facts: ProgramFacts) -> None:
    outcome = ask(facts, "program/price", "I live in Iowa, what does it cost")
    assert said(outcome) == ["utter_program_price", "utter_state_excluded"]
    assert said(ask(facts, "program/price", "and the price?", **outcome.slots)) == ["utter_program_price"]
    again = ask(facts, "program/where_to_send", "where do I send it", **outcome.slots)
    assert said(again) == ["utter_program_where_to_send", "utter_state_excluded"]


def test_general_answers_do_not_speak_of_the_state(facts: ProgramFacts) -> None:
    assert said(ask(facts, "how/steps", "I live in Iowa, how do I get one")) == ["utter_how_steps"]


def test_coverage_uses_the_kind_that_is_named_known_or_picked(facts: ProgramFacts) -> None:
    assert said(ask(facts, "coverage/general", "my medicare")) == ["utter_coverage_medicare"]
    assert said(ask(facts, "coverage/general", "is it covered", insurer="tricare")) == ["utter_coverage_tricare"]
    picked = {"kind": "insurer", "value": "medicaid"}
    assert said(ask(facts, "coverage/general", "2", picked)) == ["utter_coverage_medicaid"]
    unknown = ask(facts, "coverage/general", "is it covered")
    assert unknown.slots["pending"] == "insurer"
    assert len(unknown.utterances[1].values["choices"]) == 4


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("they have not charged my card", "utter_cancel_not_charged"),
        ("my card was charged", "utter_cancel_charged"),
        ("my husband died", "utter_cancel_extenuating"),
        ("can I cancel", "utter_program_cancel"),
    ],
)
def test_cancelling_depends_on_the_stage(facts: ProgramFacts, text: str, response: str) -> None:
    assert said(ask(facts, "program/cancel", text))[0] == response


def test_slides_and_films_go_back_to_different_places(facts: ProgramFacts) -> None:
    both = ask(facts, "program/records_returned", "do I get my x-rays and slides back")
    assert said(both) == ["utter_program_records_returned", "utter_program_pathology_returned"]
    assert said(ask(facts, "program/records_returned", "are the slides returned")) == [
        "utter_program_pathology_returned"
    ]


@pytest.mark.parametrize(
    ("topic", "reason", "phone"),
    [
        ("safety/emergency", "emergency", "911"),
        ("safety/crisis", "crisis", "988"),
        ("safety/urgent", "urgent", "1-855-695-4872"),
        ("handoff/human", "asked", "1-855-695-4872"),
    ],
)
def test_handoffs_have_a_reason_a_phone_and_a_reference(
    facts: ProgramFacts, topic: str, reason: str, phone: str
) -> None:
    handoff = ask(facts, topic).utterances[0].values["handoff"]
    assert (handoff["reason"], handoff["phone"]) == (reason, phone)
    assert len(handoff["reference"]) == 7


def test_somebody_from_an_excluded_state_is_handed_to_the_local_line(facts: ProgramFacts) -> None:
    assert ask(facts, "handoff/human", state="ME").utterances[0].values["handoff"]["phone"] == "410-464-6555"


def test_what_if_excluded_first_looks_at_the_place_that_is_named(facts: ProgramFacts) -> None:
    assert said(ask(facts, "program/excluded_alternative", "im in portland, can i")) == ["utter_state_ambiguous"]
    assert said(ask(facts, "program/excluded_alternative", "I live in Ohio, must I come")) == ["utter_state_served"]
    assert said(ask(facts, "program/excluded_alternative", "so what now", state="MI", told_excluded="MI")) == [
        "utter_program_excluded_alternative"
    ]


def test_a_kind_of_material_is_remembered(facts: ProgramFacts) -> None:
    sent = ask(facts, "program/where_to_send", "where do the paraffin blocks go")
    assert sent.slots["material"] == ["pathology"]
    back = ask(facts, "program/records_returned", "returned to us or to them", **sent.slots)
    assert said(back) == ["utter_program_pathology_returned"]


def test_the_stage_said_before_still_holds(facts: ProgramFacts) -> None:
    rule = {"name": "cancellation", "verdict": "not_charged"}
    before = [{"response": "utter_cancel_not_charged", "values": {"rule": rule}}]
    assert said(ask(facts, "program/cancel", "so can I or not", last_answers=before)) == ["utter_cancel_not_charged"]


def test_who_complains_is_told_sorry(facts: ProgramFacts) -> None:
    assert said(ask(facts, "handoff/human", "this is useless")) == ["utter_handoff_sorry"]
    assert said(ask(facts, "handoff/human", "a person please")) == ["utter_handoff_human"]


def test_a_state_asked_twice_in_vain_ends_with_the_list_and_a_person(facts: ProgramFacts) -> None:
    asked = [{"response": "utter_ask_state_again", "values": {}}]
    outcome = ask(facts, "program/excluded_states", "hard to say", pending="state", last_answers=asked)
    assert said(outcome) == ["utter_program_excluded_states", "utter_not_understood_twice"]
    assert outcome.slots["pending"] is None


def test_two_questions_from_an_excluded_state_are_told_of_it_once() -> None:
    text = "I live in Michigan. What does it cost and how do I send in a request?"
    meaning = {"topics": ["program_price", "program_how_to_request"], "parts": [text, text], "picked": None}
    latest = {"text": text, "intent": {"name": "two_questions"}, "meaning": meaning}
    tracker = Tracker("c", {}, latest, [], False, None, {}, "action_listen")
    outcome = ActionAnswerBoth().outcome(tracker)
    assert said(outcome) == ["utter_program_price", "utter_state_excluded", "utter_program_how_to_request"]
