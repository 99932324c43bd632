"""Turns: once, in order, resumed, and answered calmly when a part is broken."""

from __future__ import annotations

import asyncio
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from bot import turns
from bot.app import Parts
from bot.dialogue.messages import Answer, IncomingMessage
from bot.errors import TooManyMessagesError, UnavailableError
from bot.transcripts.records import FinishedTurn, Journaled
from bot.transcripts.store import TurnConflictError, Write
from bot.turns import MESSAGES_PER_MINUTE, MOST_WAITING, MOST_WAITING_OF_ONE
from tests.fakes.agent import KeywordAgent


def message(conversation: str, words: str, message_id: str | None = None) -> IncomingMessage:
    return IncomingMessage(conversation, message_id or uuid.uuid4().hex, "web", words, datetime.now(UTC))


def break_database(parts: Parts) -> None:
    with parts.database.begin() as connection:
        connection.execute(text("ALTER TABLE turns RENAME TO turns_away"))


def mend_database(parts: Parts) -> None:
    with parts.database.begin() as connection:
        connection.execute(text("ALTER TABLE turns_away RENAME TO turns"))


async def test_the_same_message_many_times_at_once_is_one_turn(parts: Parts, agent: KeywordAgent) -> None:
    conversation, _ = parts.store.create_web_conversation()
    same = message(conversation, "what is the fax number")
    answers = await asyncio.gather(*(parts.turns.submit(same) for _ in range(10)))
    assert agent.turns == 1
    assert len({answer.replies for answer in answers}) == 1
    assert len(parts.store.messages_after(conversation, 0)[0]) == 2


async def test_messages_of_a_conversation_are_answered_in_the_order_they_came(
    parts: Parts, agent: KeywordAgent
) -> None:
    agent.delay_s = 0.02
    conversation, _ = parts.store.create_web_conversation()
    sent = [message(conversation, f"fax question {number}") for number in range(6)]
    for one in sent:
        await parts.turns.accept(one)
    await asyncio.gather(*(parts.turns.answer_accepted(one) for one in reversed(sent)))
    lines, _ = parts.store.messages_after(conversation, 0)
    assert [line.text for line in lines if line.sender == "visitor"] == [one.text for one in sent]


async def test_a_message_that_nothing_waits_before_is_answered_from_where_it_was_journaled(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = parts.store.create_web_conversation()
    monkeypatch.delattr(type(parts.store), "load_state")
    monkeypatch.delattr(type(parts.store), "next_open_turn")
    answer = await parts.turns.submit(message(conversation, "what is the fax number"))
    stored, _ = parts.store.messages_after(conversation, 0)
    assert answer.lines == tuple((line.seq, line.id) for line in stored)


async def test_a_state_that_moved_on_since_the_journal_is_read_again(parts: Parts) -> None:
    conversation, _ = parts.store.create_web_conversation()
    late = message(conversation, "what is the fax number")
    journaled = await parts.turns.accept(late)
    parts.turns._locks = type(parts.turns._locks)()  # as another server, which knows nothing of these locks
    await parts.turns.submit(message(conversation, "how do I cancel"))
    answer = await parts.turns.answer_accepted(late, journaled)
    assert answer.replies[0].topic == "program/contact"
    lines, _ = parts.store.messages_after(conversation, 0)
    assert [line.client_id for line in lines if line.sender == "visitor"].count(late.message_id) == 1


async def test_what_was_accepted_before_a_stop_is_answered_after_it(parts: Parts) -> None:
    conversation, _ = parts.store.create_web_conversation()
    await parts.turns.accept(message(conversation, "how do I cancel"))
    assert await parts.turns.resume() == 1
    for _ in range(100):
        await asyncio.sleep(0.02)
        if not parts.store.conversations_with_open_turns():
            break
    lines, _ = parts.store.messages_after(conversation, 0)
    assert [line.sender for line in lines] == ["visitor", "assistant"]


async def test_a_broken_model_gives_the_calm_answer_with_the_phone(parts: Parts, agent: KeywordAgent) -> None:
    agent.fails = True
    conversation, _ = parts.store.create_web_conversation()
    answer = await parts.turns.submit(message(conversation, "what is the fax number"))
    assert answer.handoff is not None
    assert answer.handoff.reason == "failure"
    assert "1-855-695-4872" in answer.replies[0].text


async def test_a_hanging_model_is_cut_off_and_the_next_turn_works(parts: Parts, agent: KeywordAgent) -> None:
    parts.engine._deadline_s = 0.2
    agent.delay_s = 5
    conversation, _ = parts.store.create_web_conversation()
    answer = await parts.turns.submit(message(conversation, "what is the fax number"))
    assert answer.handoff is not None
    assert answer.handoff.reason == "failure"
    agent.delay_s = 0
    answer = await parts.turns.submit(message(conversation, "what is the fax number"))
    assert answer.replies[0].topic == "program/contact"


async def test_an_emergency_is_answered_when_the_model_is_broken_and_the_database_away(
    parts: Parts, agent: KeywordAgent
) -> None:
    agent.fails = True
    conversation, _ = parts.store.create_web_conversation()
    break_database(parts)
    answer = await parts.turns.submit(message(conversation, "crushing chest pain and I cannot breathe"))
    assert answer.replies[0].text.startswith("Call 911")


async def test_nothing_is_acknowledged_while_the_database_is_away_and_all_works_after(parts: Parts) -> None:
    conversation, _ = parts.store.create_web_conversation()
    break_database(parts)
    same = message(conversation, "what is the fax number")
    with pytest.raises(UnavailableError):
        await parts.turns.submit(same)
    mend_database(parts)
    assert (await parts.turns.submit(same)).replies[0].topic == "program/contact"


async def test_a_flood_in_one_conversation_is_refused(parts: Parts) -> None:
    conversation, _ = parts.store.create_web_conversation()
    for _ in range(MESSAGES_PER_MINUTE):
        parts.store.journal(message(conversation, "hello"))
    with pytest.raises(TooManyMessagesError):
        await parts.turns.accept(message(conversation, "hello"))


async def test_a_turn_that_can_never_be_stored_is_given_up_and_lets_the_next_through(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = parts.store.create_web_conversation()
    committing = parts.store.committing

    def never_the_first(finished: FinishedTurn) -> Write[Answer]:
        if finished.turn.message.text == "hello" and finished.answer.handoff is None:
            raise TurnConflictError("the answer breaks a rule of the database")
        return committing(finished)

    monkeypatch.setattr(parts.store, "committing", never_the_first)
    first = await parts.turns.submit(message(conversation, "hello"))
    assert first.handoff
    assert first.handoff.reason == "failure"
    assert first.lines, "the calm answer is stored"
    assert (await parts.turns.submit(message(conversation, "what is the fax number"))).lines
    assert parts.store.conversations_with_open_turns() == []


async def test_a_flood_is_refused_without_asking_the_database_each_time(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = parts.store.create_web_conversation()
    other, _ = parts.store.create_web_conversation()
    for _ in range(MESSAGES_PER_MINUTE):
        parts.store.journal(message(conversation, "hello"))
    asked, journaling = [], parts.store.journaling

    def counted(one: IncomingMessage, most: int | None = None) -> Write[Journaled]:
        asked.append(one.conversation)
        return journaling(one, most)

    monkeypatch.setattr(parts.store, "journaling", counted)
    monkeypatch.setattr(turns, "REST_S", 60.0)
    for _ in range(50):
        with pytest.raises(TooManyMessagesError):
            await parts.turns.accept(message(conversation, "hello"))
    assert asked == [conversation]
    await parts.turns.accept(message(other, "hello"))
    parts.turns._resting.clear()
    with pytest.raises(TooManyMessagesError):
        await parts.turns.accept(message(conversation, "hello"))
    assert asked == [conversation, other, conversation]


async def test_texts_of_one_sender_wait_however_many_they_are(parts: Parts, agent: KeywordAgent) -> None:
    """Twilio was told that they arrived: nobody would send them again."""
    agent.delay_s = 0.05
    conversation = parts.store.ensure_conversation("sms-1", "sms", "+15005550006")
    texts = [
        IncomingMessage(conversation, f"SM{number:032d}", "sms", f"fax question {number}", datetime.now(UTC))
        for number in range(MOST_WAITING_OF_ONE + 5)
    ]
    waiting = []
    for one in texts:
        journaled = await parts.turns.accept(one)
        assert journaled.is_new
        waiting.append(asyncio.create_task(parts.turns.answer_accepted(one, journaled)))
        await asyncio.sleep(0)
    answers = await asyncio.gather(*waiting)
    assert [answer.message_id for answer in answers] == [one.message_id for one in texts]


async def test_identifiers_are_stored_nowhere(parts: Parts) -> None:
    conversation, _ = parts.store.create_web_conversation()
    await parts.turns.submit(message(conversation, "fax me at 212-555-0187, SSN 078-05-1120"))
    with parts.database.connect() as connection:
        for table in ("turns", "messages", "conversations"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert "555-0187" not in str(rows)
            assert "078-05" not in str(rows)


async def test_a_crowd_is_answered_in_turn_and_the_deadline_counts_from_each_ones_own(
    parts: Parts, agent: KeywordAgent
) -> None:
    parts.engine._deadline_s = 0.5
    agent.delay_s = 0.05
    conversations = [parts.store.create_web_conversation()[0] for _ in range(30)]
    asked = [message(conversation, "what is the fax number") for conversation in conversations]
    answers = await asyncio.gather(*(parts.turns.submit(one) for one in asked))
    assert {answer.replies[0].topic for answer in answers} == {"program/contact"}


async def test_beyond_what_can_be_answered_soon_messages_are_refused_but_not_emergencies(
    parts: Parts, agent: KeywordAgent
) -> None:
    agent.delay_s = 0.02
    conversations = [parts.store.create_web_conversation()[0] for _ in range(MOST_WAITING + 2)]
    asked = [message(conversation, "what is the fax number") for conversation in conversations[:MOST_WAITING]]
    for one in asked:
        await parts.turns.accept(one)
    waiting = [asyncio.create_task(parts.turns.answer_accepted(one)) for one in asked]
    await asyncio.sleep(0)
    with pytest.raises(UnavailableError, match="again in a moment"):
        await parts.turns.submit(message(conversations[-1], "what is the fax number"))
    alarm = await parts.turns.submit(message(conversations[-2], "crushing chest pain and I cannot breathe"))
    assert alarm.replies[0].text.startswith("Call 911")
    assert len(await asyncio.gather(*waiting)) == MOST_WAITING
    assert (await parts.turns.submit(message(conversations[-1], "what is the fax number"))).replies


def suspects(agent: KeywordAgent, chance: float) -> None:
    """Let the model hold every message for a danger by so much."""
    parse = agent.parse

    async def parsed(words: str) -> dict[str, Any]:
        return {**await parse(words), "danger": [{"name": "safety_crisis", "confidence": chance}]}

    agent.parse = parsed  # type: ignore[method-assign]


UNCERTAIN = "there is a rope in the barn I keep looking at. what is the fax number"  # for a rule that may be overruled


@pytest.mark.parametrize(
    ("words", "chance", "topic"),
    [
        (UNCERTAIN, 0.01, "program/contact"),
        (UNCERTAIN, 0.2, "safety/crisis"),
        ("I want to kill myself. what is the fax number", 0.0001, "safety/crisis"),
    ],
)
async def test_a_model_sure_of_calm_overrules_only_rules_whose_words_are_not_certain(
    parts: Parts, agent: KeywordAgent, words: str, chance: float, topic: str
) -> None:
    suspects(agent, chance)
    conversation, _ = parts.store.create_web_conversation()
    assert (await parts.turns.submit(message(conversation, words))).replies[0].topic == topic


async def test_a_model_that_fails_overrules_no_rule(parts: Parts, agent: KeywordAgent) -> None:
    suspects(agent, 0.01)

    async def broken(_words: str) -> dict[str, Any]:
        raise RuntimeError("the model broke")

    agent.parse = broken  # type: ignore[method-assign]
    conversation, _ = parts.store.create_web_conversation()
    assert (await parts.turns.submit(message(conversation, UNCERTAIN))).replies[0].topic == "safety/crisis"
