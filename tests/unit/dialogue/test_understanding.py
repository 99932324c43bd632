"""What a message means in its conversation, with the NLU's reading given."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.context import Context
from bot.dialogue.understanding import interpret
from bot.nlu.understanding import NluResult, Part
from tests.readings import reading

OFFERED = (
    {"title": "How do I cancel?", "topic": "program/cancel"},
    {"title": "What is the fax number?", "topic": "program/contact"},
    {"title": "Something else", "topic": None},
)


async def never(text: str) -> NluResult:
    raise AssertionError(f"the model was asked about {text!r}")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("2", "program_contact", id="number"),
        pytest.param("1.", "program_cancel", id="number with a full stop"),
        pytest.param("the second one", "program_contact", id="ordinal"),
        pytest.param("one", "program_cancel", id="word"),
        pytest.param("how do I cancel", "program_cancel", id="title"),
        pytest.param("something else", "something_else", id="none of them"),
        pytest.param("3", "something_else", id="the last choice"),
        pytest.param("start over", "start_over", id="start over beats a choice"),
    ],
)
async def test_a_choice_is_taken_without_the_model(text: str, intent: str) -> None:
    meaning = await interpret(text, Context(offered=OFFERED), never)
    assert meaning.intent == intent


async def test_a_new_question_is_no_choice() -> None:
    meaning = await interpret(
        "how much does it cost", Context(offered=OFFERED), reading(("program_price", 0.95), ("chat_help", 0.05))
    )
    assert meaning.intent == "program_price"


async def test_saying_it_again_needs_something_said() -> None:
    said = ({"response": "utter_chat_greet", "values": {}},)
    assert (await interpret("can you repeat that", Context(last_answers=said), never)).intent == "repeat"
    assert (await interpret("can you repeat that", Context(), reading(("chat_help", 0.9)))).intent != "repeat"


async def test_the_models_word_on_danger_counts_beside_the_rules() -> None:
    meaning = await interpret("x", Context(), reading(("safety_emergency", 0.62), ("when_consider", 0.35)))
    assert (meaning.intent, meaning.outcome) == ("safety_emergency", "safety")


@pytest.mark.parametrize(
    ("text", "ranking", "intent"),
    [
        pytest.param("Ohio", (("chat_greet", 0.6),), "give_state", id="a bare state"),
        pytest.param("well it is complicated", (("limits_out_of_scope", 0.5),), "give_state", id="no state: ask again"),
        pytest.param("what is the fax number", (("program_contact", 0.95),), "program_contact", id="another question"),
        pytest.param("why do you need that", (("limits_privacy", 0.9),), "give_state", id="a refusal"),
    ],
)
async def test_while_the_state_is_asked_for(text: str, ranking: Any, intent: str) -> None:
    assert (await interpret(text, Context(pending="state"), reading(*ranking))).intent == intent


async def test_the_kind_of_insurance_that_was_asked_for() -> None:
    meaning = await interpret("it's Medicaid", Context(pending="insurer"), reading(("coverage_medicaid", 0.5)))
    assert meaning.intent == "give_insurer"


async def test_what_about_a_place_asks_for_its_verdict() -> None:
    context = Context(last_topics=("program/excluded_states",))
    assert (await interpret("what about Ohio?", context, reading(("how_where", 0.9)))).intent == "give_state"


async def test_two_questions_on_two_topics() -> None:
    parts = (
        Part("what is the fax", 0, 15, (("program_contact", 0.9),)),
        Part("and the cost", 16, 28, (("program_price", 0.9),)),
    )
    meaning = await interpret("what is the fax and the cost", Context(), reading(("program_contact", 0.5), parts=parts))
    assert meaning.intent == "two_questions"
    assert meaning.topics == ("program_contact", "program_price")


async def test_a_follow_up_is_read_together_with_the_question_before() -> None:
    asked: list[str] = []

    async def parse(text: str) -> NluResult:
        asked.append(text)
        joined = text.startswith("do I get my slides back")
        return NluResult(text, (("program_records_returned" if joined else "how_remote", 0.6), ("chat_help", 0.1)))

    context = Context(last_question="do I get my slides back", last_topics=("program/pathology_returned",))
    meaning = await interpret("and these?", context, parse)
    assert asked[:2] == ["and these?", "do I get my slides back and these?"]
    assert asked[2:] == ["the slides you return: and these?", "and my slides?"]
    assert meaning.ranking[0][0] == "program_records_returned"


async def test_unsure_offers_and_lost_says_so() -> None:
    unsure = await interpret(
        "something about that paper thing from before maybe",
        Context(),
        reading(("records_copies", 0.2), ("records_what", 0.15), ("program_contact", 0.1)),
    )
    assert (unsure.intent, unsure.outcome) == ("unsure", "offered")
    lost = await interpret("qwxz", Context(), reading(("records_copies", 0.05), ("records_what", 0.04)))
    assert (lost.intent, lost.outcome) == ("nlu_fallback", "not_understood")


async def test_suspected_danger_is_a_choice_and_no_alarm() -> None:
    meaning = await interpret("x", Context(), reading(("safety_urgent", 0.4), ("when_consider", 0.5)))
    assert meaning.intent == "when_consider"
    assert "safety_urgent" in meaning.suggestions
