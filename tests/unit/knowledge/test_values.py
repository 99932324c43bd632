"""Filling answers, versions of wordings, and the names of topics and intents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.program import Program, State, fill_values
from bot.knowledge.responses import Responses, answer_version, fill
from bot.knowledge.topics import Topics, intent_of, topic_of

STATES = tuple(State(code, name) for code, name in (("OH", "Ohio"), ("UT", "Utah"), ("TX", "Texas"), ("NV", "Nevada")))


@pytest.mark.parametrize(
    ("count", "names", "word"),
    [
        (1, "Ohio", "one"),
        (2, "Ohio and Utah", "two"),
        (3, "Ohio, Utah and Texas", "three"),
        (4, "Ohio, Utah, Texas and Nevada", "four"),
    ],
)
def test_excluded_states_are_joined_and_counted(program: Program, count: int, names: str, word: str) -> None:
    values = fill_values(replace(program, excluded_states=STATES[:count]), {})
    assert (values["excluded_states"], values["excluded_count"]) == (names, word)


def test_more_states_than_words_are_counted_in_digits(program: Program) -> None:
    assert fill_values(replace(program, excluded_states=STATES * 3), {})["excluded_count"] == "12"


def test_settings_become_text(program: Program) -> None:
    assert fill_values(program, {"retention_days_web": 90})["retention_days_web"] == "90"


def test_the_address_is_one_line_for_sms_and_an_envelope_for_the_web(program: Program) -> None:
    values = fill_values(program, {})
    assert values["address"] == ", ".join(program.address)
    assert values["address_lines"].split("\n") == list(program.address)


def test_fill_replaces_names_and_nothing_else() -> None:
    assert fill("Call {phone} or {x y}, {phone}.", {"phone": "1"}) == "Call 1 or {x y}, 1."


def test_fill_tells_of_a_name_without_a_value() -> None:
    with pytest.raises(KeyError, match="fax"):
        fill("{fax}", {})


@given(st.text())
def test_a_version_is_eight_hex_characters(text: str) -> None:
    assert len(answer_version(text)) == 8
    assert int(answer_version(text), 16) >= 0


@given(st.text(), st.text())
def test_a_version_changes_with_the_wording(one: str, other: str) -> None:
    assert (answer_version(one) == answer_version(other)) == (one == other)


@pytest.mark.parametrize(
    ("topic", "intent"), [("program/cancel", "program_cancel"), ("program/how_to_request", "program_how_to_request")]
)
def test_topics_and_intents(topic: str, intent: str) -> None:
    assert (intent_of(topic), topic_of(intent)) == (intent, topic)


def test_every_topic_comes_back_from_its_intent(topics: Topics) -> None:
    assert all(topic_of(intent_of(topic)) == topic for topic in topics.by_id)


@pytest.mark.parametrize(("channel", "kind"), [("sms", "sms"), ("web", "web"), ("cmdline", "web")])
def test_a_variation_carries_what_a_reply_needs(responses: Responses, channel: str, kind: str) -> None:
    variation = responses.variation("utter_program_cancel", channel)
    assert variation.text == getattr(responses.by_name["utter_program_cancel"], kind)
    assert (variation.topic, variation.version) == ("program/cancel", answer_version(variation.text))
    assert variation.sources[0].title == "Johns Hopkins Surgical Second Opinion Program: Frequently Asked Questions"
    assert variation.sources[0].section == "Can I cancel my request for a surgical second opinion?"
