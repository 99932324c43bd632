"""Every sentence the assistant says: the facts are said, plainly, within a text message, and nothing is invented."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import textstat
import yaml

from bot.knowledge.checks import check_knowledge, missing_facts, sample_values
from bot.knowledge.program import Program, load_program
from bot.knowledge.responses import Responses, load_responses
from bot.knowledge.topics import Topics, intent_of, load_topics
from bot.rules import gsm7

ROOT = Path(__file__).resolve().parents[3]
TOPICS = load_topics(ROOT / "data/knowledge/topics.yml")
NAMES = sorted(load_responses(ROOT / "domain.yml", TOPICS.documents).by_name)
VALUES = sample_values(load_program(ROOT / "data/knowledge/program.yml"))
READING = yaml.safe_load((Path(__file__).parent / "reading_grade.yml").read_text(encoding="utf-8"))
EXCEPTIONS = {(entry["response"], entry["channel"]) for entry in READING["exceptions"]}

WEB_WORDS = 90
CHANNELS = ("web", "sms")
by_channel = pytest.mark.parametrize("channel", CHANNELS)
by_response = pytest.mark.parametrize("name", NAMES)
by_topic = pytest.mark.parametrize("topic", sorted(TOPICS.by_id))


def test_the_data_files_pass_their_own_checks(program: Program, topics: Topics, responses: Responses) -> None:
    check_knowledge(program, topics, responses, datetime.now(UTC).date() + timedelta(days=1))


def test_there_are_79_topics_each_with_an_intent_and_an_answer(topics: Topics, responses: Responses) -> None:
    assert len(topics) == 79
    assert {intent_of(topic) for topic in topics.by_id} <= responses.intents
    assert {topic.response for topic in topics.by_id.values()} <= responses.by_name.keys()


@by_topic
@by_channel
def test_every_fact_is_said(topics: Topics, responses: Responses, topic: str, channel: str) -> None:
    entry = topics.by_id[topic]
    assert missing_facts(entry, responses.by_name[entry.response], channel, VALUES) == []


@by_topic
def test_a_fact_pattern_tells_its_answer_from_silence(topics: Topics, topic: str) -> None:
    for fact in topics.by_id[topic].facts:
        for pattern in filter(None, (fact.web, fact.sms)):
            literal = re.sub(r"\{[a-z_]+\}", "x", pattern)
            assert not re.search(literal, "", re.IGNORECASE)
            assert not re.search(literal, "I do not know. Please ask somebody else.", re.IGNORECASE), pattern


@by_response
def test_a_text_message_is_one_of_two_segments_at_most(responses: Responses, name: str) -> None:
    said = responses.by_name[name].fill("sms", VALUES)
    assert gsm7.is_gsm7(said)
    assert gsm7.length(said) <= 306
    assert gsm7.segments(said) <= 2


@by_response
@by_channel
def test_eight_years_of_school_are_enough(responses: Responses, name: str, channel: str) -> None:
    grade = textstat.flesch_kincaid_grade(responses.by_name[name].fill(channel, VALUES))
    if (name, channel) in EXCEPTIONS:
        assert grade > READING["limit"], "no exception is needed any more: take it out of reading_grade.yml"
    else:
        assert grade <= READING["limit"]


@by_topic
def test_a_web_answer_is_read_in_half_a_minute(topics: Topics, responses: Responses, topic: str) -> None:
    said = responses.by_name[topics.by_id[topic].response].fill("web", VALUES)
    assert len(said.split()) <= WEB_WORDS


@by_channel
def test_an_emergency_answer_sends_to_911_first_and_says_nothing_else(responses: Responses, channel: str) -> None:
    said = responses.by_name["utter_safety_emergency"].fill(channel, VALUES)
    assert said == "Call 911 or go to the nearest emergency room now. Do not wait for a second opinion."
    assert gsm7.segments(said) == 1


@by_channel
def test_a_crisis_answer_begins_with_988(responses: Responses, channel: str) -> None:
    said = responses.by_name["utter_safety_crisis"].fill(channel, VALUES)
    assert said.startswith("Please call or text 988 now")
    assert said.index("988") < said.index("911")


def test_safety_text_messages_fit_one_segment(responses: Responses) -> None:
    for name in ("utter_safety_emergency", "utter_safety_crisis"):
        assert gsm7.segments(responses.by_name[name].fill("sms", VALUES)) == 1


@by_channel
def test_an_answer_about_a_failure_names_911_first(responses: Responses, channel: str) -> None:
    assert responses.by_name["utter_failure"].fill(channel, VALUES).startswith("If this is an emergency, call 911.")


@pytest.mark.parametrize("topic", [topic for topic in sorted(TOPICS.by_id) if topic.startswith("program/")])
@by_channel
def test_an_answer_about_the_program_names_it(responses: Responses, topic: str, channel: str) -> None:
    said = responses.by_name[TOPICS.by_id[topic].response].fill(channel, VALUES)
    assert "Johns Hopkins" in said


@pytest.mark.parametrize("kind", ["general", "medicare", "medicaid", "private", "tricare", "free"])
@by_channel
def test_an_answer_about_coverage_says_that_the_program_is_self_pay(
    responses: Responses, kind: str, channel: str
) -> None:
    said = responses.by_name[f"utter_coverage_{kind}"].fill(channel, VALUES)
    assert re.search(r"Johns Hopkins program (itself )?is self-pay", said)


@by_channel
def test_the_two_answers_on_telling_the_doctor_are_told_apart(responses: Responses, channel: str) -> None:
    general = responses.by_name["utter_doctor_telling_before"].fill(channel, VALUES)
    assert re.search(r"not required to tell your doctor.*Johns Hopkins program is different", general, re.DOTALL)
    program = responses.by_name["utter_program_physician_permission"].fill(channel, VALUES)
    assert re.match(r"Yes\. The .*requires your physician's permission", program)


@pytest.mark.parametrize(
    "topic", [topic.id for topic in TOPICS.by_id.values() if topic.id.startswith("program/") and not topic.sources]
)
@by_channel
def test_what_is_not_published_is_said_to_be_so(responses: Responses, topic: str, channel: str) -> None:
    said = responses.by_name[TOPICS.by_id[topic].response].fill(channel, VALUES)
    assert "published answers" in said
    assert VALUES["toll_free"] in said


@by_topic
def test_an_answer_from_no_document_claims_none(topics: Topics, topic: str) -> None:
    group = topic.split("/", maxsplit=1)[0]
    unpublished = {"program/price", "program/turnaround", "program/hours", "program/eligibility_other"}
    bare = group in {"safety", "handoff", "limits", "chat"} or topic in unpublished
    assert (not topics.by_id[topic].sources) == bare


def test_program_topics_rest_on_the_program_s_document(topics: Topics) -> None:
    for topic in topics.by_id.values():
        if topic.id.startswith("program/"):
            assert {topics.documents[source.document].scope for source in topic.sources} <= {"program"}


def test_questions_offered_as_choices_are_all_different(topics: Topics) -> None:
    assert len({topic.question for topic in topics.by_id.values()}) == len(topics)
