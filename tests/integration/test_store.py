"""The conversation store on both databases: journal, one commit a turn, idempotence, erasure."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from bot.dialogue.messages import Answer, Choice, Handoff, IncomingMessage, Reply, RuleVerdict, Source, Understanding
from bot.errors import MessageConflictError, UnknownConversationError, WrongTokenError
from bot.transcripts.cipher import Cipher
from bot.transcripts.database import open_database, reader_factory, session_factory
from bot.transcripts.records import FinishedTurn, OutgoingText
from bot.transcripts.redaction import redact
from bot.transcripts.store import ConversationStore, TurnConflictError
from bot.transcripts.tables import HandoffRow

SECRET = "a test secret that is long enough to be one"


@pytest.fixture
def store(database_url: str) -> Iterator[ConversationStore]:
    engine = open_database(database_url)
    yield ConversationStore(session_factory(engine), reader_factory(engine), Cipher(SECRET), redact)
    engine.dispose()


def message(conversation: str, message_id: str = "message-1", words: str = "hello") -> IncomingMessage:
    return IncomingMessage(conversation, message_id, "web", words, datetime.now(UTC))


def an_answer(message_id: str = "message-1", reference: str = "K7M-42Q") -> Answer:
    return Answer(
        message_id,
        (
            Reply(
                "Michigan is excluded.",
                "program/excluded_states",
                (Source("Questions", "Is my state excluded?"),),
                "2026-11-21",
                "utter_state_excluded",
                "abcd1234",
                (Choice("Something else", None),),
                RuleVerdict("state_eligibility", "1", "excluded", {"state": "MI"}),
            ),
        ),
        Handoff("excluded_state", "410-464-6555", reference),
        Understanding("program/excluded_states", 0.9, (("program/contact", 0.05),), "rule"),
        12.5,
    )


def answer_next(store: ConversationStore, conversation: str, answer: Answer) -> None:
    turn = store.next_open_turn(conversation)
    assert turn is not None
    state = store.load_state(conversation)
    store.commit_turn(FinishedTurn(turn, answer, state.version, {"state": "MI"}, [], (OutgoingText("hi", 1),)))


def test_a_turn_is_journaled_then_answered_by_one_commit(store: ConversationStore) -> None:
    conversation, _ = store.create_web_conversation()
    assert store.journal(message(conversation)).is_new
    assert store.conversations_with_open_turns() == [conversation]
    answer_next(store, conversation, an_answer())
    assert store.conversations_with_open_turns() == []
    assert store.answer_of(conversation, "message-1") == an_answer()
    lines, more = store.messages_after(conversation, 0)
    assert [(line.seq, line.sender, line.text) for line in lines] == [
        (1, "visitor", "hello"),
        (2, "assistant", "Michigan is excluded."),
    ]
    assert not more
    assert store.load_state(conversation).slots == {"state": "MI"}


def test_the_same_id_is_the_same_message(store: ConversationStore) -> None:
    conversation, _ = store.create_web_conversation()
    first = store.journal(message(conversation))
    again = store.journal(message(conversation))
    assert (again.is_new, again.turn_id, again.answer) == (False, first.turn_id, None)
    answer_next(store, conversation, an_answer())
    assert store.journal(message(conversation)).answer == an_answer()


def test_an_id_used_for_another_text_is_refused(store: ConversationStore) -> None:
    conversation, _ = store.create_web_conversation()
    store.journal(message(conversation))
    with pytest.raises(MessageConflictError):
        store.journal(message(conversation, words="something else"))


def test_the_same_id_at_once_from_many_threads_is_journaled_once(store: ConversationStore) -> None:
    conversation, _ = store.create_web_conversation()
    results, barrier = [], threading.Barrier(8)

    def send() -> None:
        barrier.wait()
        results.append(store.journal(message(conversation)))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(result.is_new for result in results) == 1
    assert len({result.turn_id for result in results}) == 1


def test_a_turn_is_left_behind_after_a_while_and_not_while_it_runs(store: ConversationStore) -> None:
    now = datetime.now(UTC)
    for left_since, is_left in ((0, False), (-1, False), (60, True), (-600, True)):  # seconds; below 0: in the future
        conversation, _ = store.create_web_conversation()
        one = replace(message(conversation), received_at=now - timedelta(seconds=left_since))
        store.journal(one)
        assert (conversation in store.conversations_with_open_turns(timedelta(seconds=15))) is is_left


def test_an_answer_that_is_repeated_hands_nobody_off_again(store: ConversationStore) -> None:
    conversation, _ = store.create_web_conversation()
    for number in range(2):
        store.journal(message(conversation, f"message-{number}"))
        answer_next(store, conversation, an_answer(f"message-{number}"))
    assert len(store.messages_after(conversation, 0)[0]) == 4
    assert len(handoffs(store)) == 1


def test_a_reference_that_another_conversation_has_is_not_given_twice(store: ConversationStore) -> None:
    for number in range(2):
        conversation, _ = store.create_web_conversation()
        store.journal(message(conversation))
        with nullcontext() if number == 0 else pytest.raises(TurnConflictError):
            answer_next(store, conversation, an_answer())
    assert len(handoffs(store)) == 1


def handoffs(store: ConversationStore) -> list[str]:
    with store._readers() as session:
        return list(session.scalars(select(HandoffRow.reference)))


def test_a_turn_answered_elsewhere_is_not_answered_twice(store: ConversationStore) -> None:
    conversation, _ = store.create_web_conversation()
    store.journal(message(conversation))
    turn, state = store.next_open_turn(conversation), store.load_state(conversation)
    assert turn is not None
    store.commit_turn(FinishedTurn(turn, an_answer(), state.version, {}, []))
    with pytest.raises(TurnConflictError):
        store.commit_turn(FinishedTurn(turn, an_answer(reference="ZZZ-999"), state.version, {}, []))
    assert len(store.messages_after(conversation, 0)[0]) == 2


def test_a_handoff_reference_is_unique_across_conversations(store: ConversationStore) -> None:
    for _ in range(2):
        conversation, _ = store.create_web_conversation()
        store.journal(message(conversation))
    first, second = store.conversations_with_open_turns()
    answer_next(store, first, an_answer())
    with pytest.raises(TurnConflictError):
        answer_next(store, second, an_answer())
    assert store.answer_of(second, "message-1") is None


def test_text_is_redacted_and_the_pending_text_is_gone_after_the_commit(
    store: ConversationStore, database_url: str
) -> None:
    conversation, _ = store.create_web_conversation()
    store.journal(message(conversation, words="call me at 212-555-0187"))
    engine = open_database(database_url)
    with engine.connect() as connection:
        pending = bytes(connection.execute(text("SELECT pending_text FROM turns")).scalar_one())
        assert b"212-555-0187" not in pending
    answer_next(store, conversation, an_answer())
    with engine.connect() as connection:
        assert connection.execute(text("SELECT pending_text FROM turns")).scalar_one() is None
    engine.dispose()
    assert store.messages_after(conversation, 0)[0][0].text == "call me at [phone]"


def test_the_token_opens_its_own_conversation_only(store: ConversationStore) -> None:
    conversation, token = store.create_web_conversation()
    _, other = store.create_web_conversation()
    store.authenticate(conversation, token)
    with pytest.raises(WrongTokenError):
        store.authenticate(conversation, other)
    with pytest.raises(UnknownConversationError):
        store.authenticate("nobody", token)


def test_erasing_leaves_nothing(store: ConversationStore, database_url: str) -> None:
    conversation, token = store.create_web_conversation()
    store.journal(message(conversation))
    answer_next(store, conversation, an_answer())
    line = store.messages_after(conversation, 0)[0][1]
    store.add_feedback(conversation, line.id, "down", "not what I asked")
    store.erase(conversation)
    with pytest.raises(UnknownConversationError):
        store.authenticate(conversation, token)
    engine = open_database(database_url)
    with engine.connect() as connection:
        for table in ("conversations", "turns", "messages", "outbox", "handoffs", "feedback"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0, table
    engine.dispose()


def test_pages_of_messages_miss_nothing(store: ConversationStore) -> None:
    conversation, _ = store.create_web_conversation()
    for number in range(4):
        store.journal(message(conversation, f"message-{number}"))
        answer_next(store, conversation, an_answer(f"message-{number}", f"K7M-42{number}"))
    seen, more = [], True
    while more:
        lines, more = store.messages_after(conversation, seen[-1] if seen else 0, limit=3)
        seen += [line.seq for line in lines]
    assert seen == list(range(1, 9))
