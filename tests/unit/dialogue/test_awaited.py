"""What answers a question of ours, at once or after an interruption, and what corrects an answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.context import Context
from bot.dialogue.understanding import interpret
from bot.nlu.understanding import NluResult
from tests.readings import reading


@pytest.mark.parametrize(
    ("text", "pending", "ranking", "intent"),
    [
        pytest.param("its Medi-Cal", "insurer", ("coverage_medicaid", 0.6), "give_insurer", id="insurer"),
        pytest.param("rather not say", "insurer", ("limits_privacy", 0.9), "give_insurer", id="no insurer"),
        pytest.param("no idea", "insurer", ("chat_help", 0.4), "give_insurer", id="unknown insurer"),
        pytest.param("do you bill Aetna", "insurer", ("program_insurance", 0.9), "program_insurance", id="a question"),
        pytest.param("I'd rather not say", "stage", ("limits_privacy", 0.9), "give_stage", id="no stage"),
        pytest.param("nobody billed me", "stage", ("program_cancel", 0.4), "give_stage", id="stage"),
        pytest.param(
            "fine, how do i mail it", "state", ("program_where_to_send", 0.6), "program_where_to_send", id="Fine, NY"
        ),
    ],
)
async def test_while_we_ask(text: str, pending: Any, ranking: tuple[str, float], intent: str) -> None:
    meaning = await interpret(text, Context(pending=pending), reading(ranking, ("chat_help", 0.01)))
    assert meaning.intent == intent


@pytest.mark.parametrize(
    ("text", "pending", "ranking", "intent"),
    [
        pytest.param("ok. I am in Kentucky", "state", ("chat_greet", 0.4), "give_state", id="the state"),
        pytest.param("hm hard to say", "state", ("how_steps", 0.4), "how_steps", id="nothing"),
        pytest.param("ok mine is Blue Shield", "insurer", ("program_insurance", 0.7), "give_insurer", id="the insurer"),
        pytest.param("does Aetna pay you", "insurer", ("program_insurance", 0.7), "program_insurance", id="a question"),
        pytest.param("nobody has billed me", "stage", ("records_trouble", 0.4), "give_stage", id="the stage"),
        pytest.param("no idea", "insurer", ("how_steps", 0.4), "how_steps", id="no answer to it"),
    ],
)
async def test_after_an_interruption(text: str, pending: Any, ranking: tuple[str, float], intent: str) -> None:
    context = Context(pending=pending, waited=1)
    assert (await interpret(text, context, reading(ranking, ("chat_help", 0.01)))).intent == intent


@pytest.mark.parametrize(
    ("text", "last", "ranking", "intent"),
    [
        pytest.param(
            "Medicare for yours?", "coverage/private", ("program_insurance", 0.4), "program_insurance", id="yours"
        ),
        pytest.param(
            "and Medicare?", "coverage/private", ("coverage_medicare", 0.4), "give_insurer", id="another kind"
        ),
        pytest.param(
            "is Medicare good there", "program/contact", ("coverage_medicare", 0.6), "program_insurance", id="there"
        ),
        pytest.param(
            "and Aetna?", "program/insurance", ("coverage_private", 0.9), "program_insurance", id="same program"
        ),
        pytest.param("we have Tricare", "coverage/private", ("how_remote", 0.99), "how_remote", id="other question"),
        pytest.param(
            "the navy pays", "basics/common", ("coverage_private", 0.4), "give_insurer", id="a name beats a guess"
        ),
        pytest.param("and my neighbor?", "program/excluded_states", ("chat_help", 0.5), "give_state", id="a neighbor"),
        pytest.param(
            "sorry, I meant Ohio where she lives now",
            "program/excluded_states",
            ("how_where", 0.9),
            "give_state",
            id="x",
        ),
    ],
)
async def test_going_on_and_correcting(text: str, last: str, ranking: tuple[str, float], intent: str) -> None:
    context = Context(last_topics=(last,), last_question="?")
    assert (await interpret(text, context, reading(ranking, ("chat_help", 0.01)))).intent == intent


async def test_what_names_nothing_is_no_danger_unless_it_reads_so_after_its_question() -> None:
    async def parse(text: str) -> NluResult:
        danger = 0.7 if text == "not to me?" else 0.0
        return NluResult(text, (("program_results", 0.8),), dangers=(("safety_crisis", danger),))

    asked = Context(last_question="who gets the report", last_topics=("program/results",))
    assert (await interpret("not to me?", asked, parse)).intent == "program_results"
    assert (await interpret("not to me?", Context(), parse)).intent == "safety_crisis"
