"""How a message reads in the light of the topic before it, with the NLU's reading given."""

from __future__ import annotations

import pytest

from bot.dialogue.context import Context
from bot.dialogue.leaning import COUNTERPARTS, counterpart, read_in_context
from bot.dialogue.understanding import interpret
from bot.nlu.understanding import NluResult, Part
from tests.readings import reading


@pytest.mark.parametrize("program", sorted(COUNTERPARTS))
def test_every_topic_of_the_program_turns_to_the_general_one_and_back(program: str) -> None:
    general = counterpart("no, in general", program)
    assert general == COUNTERPARTS[program]
    assert counterpart("and for yours?", general) == program
    assert counterpart("and at Hopkins?", general) == program


@pytest.mark.parametrize("text", ["and the fax?", "thanks", "why", "how long", "not yet", "with my mom"])
def test_what_does_not_turn(text: str) -> None:
    assert counterpart(text, "program_insurance") is None
    assert counterpart(text, "coverage_general") is None


async def test_and_for_yours_is_the_programs_answer_to_the_same_question() -> None:
    context = Context(last_question="does medicare pay", last_topics=("coverage/medicare",))
    meaning = await interpret("and for yours?", context, reading(("program_why", 0.5), ("program_price", 0.3)))
    assert meaning.intent == "program_insurance"


async def test_the_second_of_two_questions_may_lean_on_the_first() -> None:
    first = Part("does medicare pay elsewhere", 0, 27, (("coverage_medicare", 0.9),))
    second = Part("and does it for yours", 28, 49, (("program_why", 0.4),))
    whole = reading(("coverage_medicare", 0.9), parts=(first, second))
    meaning = await interpret("does medicare pay elsewhere and does it for yours", Context(), whole)
    assert meaning.topics == ("coverage_medicare", "program_insurance")


@pytest.mark.parametrize("text", ["and the CDs?", "same for x-rays?", "what about the slides"])
@pytest.mark.parametrize("topic", ["program/records_returned", "program/pathology_returned", "program/where_to_send"])
async def test_another_material_stays_with_the_question(text: str, topic: str) -> None:
    context = Context(last_question="?", last_topics=(topic,))
    meaning = await interpret(text, context, reading(("records_what", 0.5), ("how_what_to_bring", 0.3)))
    assert meaning.intent == topic.replace("/", "_", 1)


async def test_a_question_for_advice_is_declined_whatever_was_talked_of() -> None:
    context = Context(last_question="how do I get my records", last_topics=("records/how_to_get",))
    meaning = await interpret("and should I stop it", context, reading((("limits_medical_advice"), 0.6)))
    assert meaning.intent == "limits_medical_advice"


async def test_what_was_declined_is_no_topic_to_go_on_with() -> None:
    async def parse(text: str) -> NluResult:
        joined = text.startswith("should I take")
        return NluResult(text, (("program_price" if joined else "how_what_to_bring", 0.6), ("chat_help", 0.1)))

    context = Context(last_question="should I take my pills", last_topics=("limits/medical_advice",))
    ranking = await read_in_context("ok what do I bring", await parse("ok what do I bring"), context, parse)
    assert ranking[0][0] == "how_what_to_bring"


async def test_ones_own_area_asks_for_the_state() -> None:
    parse = reading(("coverage_state_law", 0.5), ("program_eligibility_other", 0.2))
    assert (await interpret("do you take folks from my area", Context(), parse)).intent == "program_excluded_states"
    certain = reading(("coverage_state_law", 0.95), ("program_eligibility_other", 0.02))
    assert (await interpret("does my state make plans pay", Context(), certain)).intent == "coverage_state_law"


async def test_a_complaint_is_handed_to_a_person_and_a_question_beside_it_is_answered() -> None:
    same = Context(last_topics=("program/results",), last_question="where is it")
    meaning = await interpret("you already said that. he has no report", same, reading(("program_results", 0.9)))
    assert meaning.intent == "handoff_human"
    other = await interpret("you already said that. what does it cost", same, reading(("program_price", 0.9)))
    assert other.intent == "program_price"


@pytest.mark.parametrize("text", ["they ran my card and the doctor is reading my file", "the card was not charged"])
async def test_a_stage_is_no_urgency(text: str) -> None:
    alarming = reading(("safety_urgent", 0.9), ("program_cancel", 0.05))
    assert (await interpret(text, Context(pending="stage"), alarming)).intent == "give_stage"
    assert (await interpret(text, Context(), alarming)).intent != "safety_urgent"


async def test_despair_beats_the_stage() -> None:
    parse = reading(("safety_crisis", 0.99), ("program_cancel", 0.01))
    assert (await interpret("my husband died", Context(pending="stage"), parse)).intent == "safety_crisis"


async def test_small_talk_needs_no_model_and_leaves_our_question_standing() -> None:
    assert (await interpret("ok got it", Context(), reading(("chat_help", 0.5)))).intent == "chat_thanks"
    meaning = await interpret("ok", Context(pending="state"), reading(("chat_help", 0.5)))
    assert meaning.intent == "give_state"


@pytest.mark.parametrize(
    ("text", "last", "alone", "meant"),
    [
        pytest.param("what if they say no", "coverage/private", "rights_denied", "coverage_appeal", id="the insurer"),
        pytest.param("and if they refuse", "records/how_to_get", "rights_denied", "records_trouble", id="the clinic"),
        pytest.param("and if he refuses", "rights/referral", "rights_denied", "rights_denied", id="the doctor"),
        pytest.param("can my doctor refuse", "coverage/private", "rights_denied", "rights_denied", id="named"),
        pytest.param(
            "what do I ask them", "coverage/medicare", "how_appointment", "coverage_ask_insurer", id="ask them"
        ),
        pytest.param(
            "how long does that take", "records/transfer", "program_turnaround", "records_how_to_get", id="time"
        ),
        pytest.param(
            "must my doctor agree", "basics/common", "program_physician_permission", "doctor_telling_before", id="a"
        ),
        pytest.param(
            "must he agree", "program/price", "program_physician_permission", "program_physician_permission", id="b"
        ),
        pytest.param(
            "20 percent of what", "coverage/medicare", "basics_statistics", "coverage_medicare", id="a figure"
        ),
    ],
)
async def test_the_same_question_of_another_party(text: str, last: str, alone: str, meant: str) -> None:
    context = Context(last_question="?", last_topics=(last,))
    assert (await interpret(text, context, reading((alone, 0.99), ("chat_help", 0.01)))).intent == meant


@pytest.mark.parametrize(
    ("text", "last", "meant"),
    [
        pytest.param("ballpark?", "program/price", "program_price", id="a figure"),
        pytest.param("just your gut", "limits/medical_advice", "limits_medical_advice", id="a view"),
        pytest.param("the voice line?", "program/contact", "program_contact", id="a number"),
        pytest.param("on weekends?", "handoff/human", "program_hours", id="hours"),
        pytest.param("what do I tell them when they pick up", "handoff/human", "handoff_human", id="the reference"),
        pytest.param("I'd rather mail it", "program/contact", "program_where_to_send", id="by mail"),
        pytest.param("hmm and how long", "program/price", "program_turnaround", id="how long"),
        pytest.param("and how much", "program/turnaround", "program_price", id="how much"),
        pytest.param("and if they do?", "after/differ", "after_agree", id="they agree"),
        pytest.param("and if they don't?", "after/agree", "after_differ", id="they do not"),
        pytest.param("do they have to approve it", "coverage/private", "coverage_ask_insurer", id="approval"),
    ],
)
async def test_what_words_and_the_topic_before_settle(text: str, last: str, meant: str) -> None:
    context = Context(last_question="?", last_topics=(last,))
    unsure = reading(("how_where", 0.4), ("chat_help", 0.1))
    assert (await interpret(text, context, unsure)).intent == meant


async def test_pressing_is_no_question_of_its_own_but_a_clear_question_is() -> None:
    context = Context(last_question="how much is it", last_topics=("program/price",))
    clear = reading(("how_find_doctor", 0.99), ("chat_help", 0.01))
    assert (await interpret("come on, how do I find a surgeon", context, clear)).intent == "how_find_doctor"


async def test_a_correction_turns_to_the_counterpart_however_clear_it_reads() -> None:
    context = Context(last_question="what does it cost", last_topics=("program/price",))
    clear = reading(("how_where", 0.98), ("chat_help", 0.01))
    meaning = await interpret("no I meant a second opinion at my local hospital", context, clear)
    assert meaning.intent == "coverage_free"


async def test_an_unclear_correction_is_read_with_the_question_that_it_corrects() -> None:
    async def parse(text: str) -> NluResult:
        joined = text.startswith("can I get a copy")
        return NluResult(text, (("program_results", 0.9),) if joined else (("program_why", 0.3), ("chat_help", 0.2)))

    context = Context(last_question="can I get a copy", last_topics=("records/copies",))
    meaning = await interpret("no, the thing that the surgeons will have written about me in the end", context, parse)
    assert meaning.intent == "program_results"


async def test_no_way_out_is_taken_that_no_reading_prefers() -> None:
    readings = {"films?": "program_results", "how do I cancel films?": "program_cancel"}

    async def parse(text: str) -> NluResult:
        return NluResult(text, ((readings.get(text, "program_cancel"), 0.6), ("program_why", 0.39)))

    context = Context(last_question="how do I cancel", last_topics=("program/cancel",))
    ranking = await read_in_context("films?", await parse("films?"), context, parse)
    assert ranking[0][0] in {"program_cancel", "program_results"}


async def test_a_change_of_subject_leans_on_nothing() -> None:
    asked: list[str] = []

    async def parse(text: str) -> NluResult:
        asked.append(text)
        return NluResult(text, (("program_contact", 0.4), ("chat_help", 0.3)))

    await interpret("different question: the fax?", Context(last_question="?", last_topics=("program/price",)), parse)
    assert asked == ["the fax?"]
