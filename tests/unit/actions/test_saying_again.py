"""The last answer once more, and in fewer words, with the question of ours that went with it."""

from __future__ import annotations

from actions.saying_again import say_again, say_shorter

CHOICES = [{"title": "Medicare", "topic": "coverage/medicare", "kind": "insurer", "value": "medicare"}]
ASKED = [{"response": "utter_coverage_general", "values": {}}, {"response": "utter_ask_insurance", "values": {}}]


def test_a_question_of_ours_is_repeated_with_its_choices() -> None:
    outcome = say_again({"last_answers": ASKED, "offered_before": {"choices": CHOICES, "taken": None}})
    assert [one.response for one in outcome.utterances] == ["utter_coverage_general", "utter_ask_insurance"]
    assert outcome.utterances[1].values["choices"] == CHOICES
    assert outcome.slots == {"offered": CHOICES}


def test_choices_that_were_taken_are_not_offered_again() -> None:
    last = [{"response": "utter_coverage_medicare", "values": {}}]
    outcome = say_again({"last_answers": last, "offered_before": {"choices": CHOICES, "taken": 0}})
    assert outcome.slots == {}


def test_the_short_version_says_who_can_explain_it_and_asks_last() -> None:
    outcome = say_shorter({"last_answers": ASKED, "offered_before": {"choices": CHOICES, "taken": None}})
    said = [one.response for one in outcome.utterances]
    assert said == ["utter_coverage_general", "utter_short_version", "utter_ask_insurance"]
    assert outcome.utterances[0].values["short"]


def test_the_short_version_of_the_short_version_is_itself() -> None:
    last = [
        {"response": "utter_program_cancel", "values": {"short": True}},
        {"response": "utter_short_version", "values": {}},
    ]
    said = [one.response for one in say_shorter({"last_answers": last}).utterances]
    assert said == ["utter_program_cancel", "utter_short_version"]


def test_without_anything_said_there_is_nothing_to_say_again() -> None:
    assert [one.response for one in say_again({}).utterances] == ["utter_repeat_nothing"]
    assert [one.response for one in say_shorter({}).utterances] == ["utter_repeat_nothing"]
