"""The outbox: order, pace, leases, and what is dropped, on every database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.transcripts.outbox import LEASE, STALE_AFTER
from bot.transcripts.tables import ConversationRow, HandoffRow, OutboxRow, TurnRow
from tests.fakes.sms import Database

T0 = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database.open(database_url)
    yield database
    database.engine.dispose()


def person(database: Database, number: int) -> str:
    return database.store.ensure_conversation(f"sms-{number}", "sms", f"+1500555{number:04d}")


def put(database: Database, conversation: str, body: str, at: datetime = T0, segments: int = 1) -> int:
    with database.sessions.begin() as session:
        row = OutboxRow(conversation_id=conversation, body=body, segments=segments, created_at=at, next_attempt_at=at)
        session.add(row)
        session.flush()
        return row.id


def test_an_empty_outbox_has_nothing_to_claim(database: Database) -> None:
    assert database.outbox.is_empty()
    claim = database.outbox.claim(T0)
    assert (claim.sms, claim.again_at) == (None, None)


def test_a_claim_names_recipient_and_body(database: Database) -> None:
    put(database, person(database, 1), "one")
    claim = database.outbox.claim(T0)
    assert claim.sms
    assert (claim.sms.to, claim.sms.body, claim.sms.unknown) == ("+15005550001", "one", False)
    assert claim.sms.expires_at == T0 + STALE_AFTER
    assert database.outbox.claim(T0 + SECOND).sms is None


def test_the_number_takes_a_second_for_each_segment(database: Database) -> None:
    for number, segments in enumerate([2, 1, 1]):
        put(database, person(database, number), "x", segments=segments)
    sent_at, now = [], T0
    while len(sent_at) < 3:
        claim = database.outbox.claim(now)
        if claim.sms:
            sent_at.append((now - T0).total_seconds())
        assert claim.again_at
        now = max(claim.again_at, now)
    assert sent_at == [0, 2, 3]


def test_one_recipients_messages_wait_for_each_other(database: Database) -> None:
    ann, bob = person(database, 1), person(database, 2)
    first = put(database, ann, "first")
    put(database, ann, "second")
    put(database, bob, "other")
    assert claimed(database, T0) == "first"
    assert claimed(database, T0 + SECOND) == "other"
    assert claimed(database, T0 + 2 * SECOND) is None
    database.outbox.record_sent(first, "SM1", "queued")
    assert claimed(database, T0 + 3 * SECOND) == "second"


def claimed(database: Database, now: datetime) -> str | None:
    sms = database.outbox.claim(now).sms
    return sms.body if sms else None


def test_a_postponed_message_holds_back_its_recipients_later_ones(database: Database) -> None:
    ann = person(database, 1)
    first = put(database, ann, "first")
    put(database, ann, "second")
    assert claimed(database, T0) == "first"
    database.outbox.retry(first, T0 + 60 * SECOND)
    claim = database.outbox.claim(T0 + SECOND)
    assert (claim.sms, claim.again_at) == (None, T0 + 60 * SECOND)
    assert claimed(database, T0 + 60 * SECOND) == "first"


def test_an_emergency_goes_before_the_others(database: Database) -> None:
    ann, bob = person(database, 1), person(database, 2)
    put(database, ann, "answer")
    urgent = put(database, bob, "Call 911")
    with database.sessions.begin() as session:
        turn = TurnRow(
            conversation_id=bob, message_id="SM1", channel="sms", text_hash="x", received_at=T0, status="done"
        )
        session.add(turn)
        session.flush()
        row = session.get(OutboxRow, urgent)
        assert row
        row.turn_id = turn.id
        session.add(HandoffRow(reference="R1", conversation_id=bob, turn_id=turn.id, reason="crisis", phone="988"))
    assert claimed(database, T0) == "Call 911"


def test_an_attempt_without_an_end_is_looked_up_and_not_repeated(database: Database) -> None:
    put(database, person(database, 1), "one")
    assert claimed(database, T0) == "one"
    claim = database.outbox.claim(T0 + LEASE - SECOND)
    assert (claim.sms, claim.again_at) == (None, T0 + LEASE)
    again = database.outbox.claim(T0 + LEASE).sms
    assert again
    assert (again.unknown, again.attempted_at, again.attempts) == (True, T0, 1)
    assert database.outbox.claim(T0 + LEASE + SECOND).sms is None


def test_what_comes_too_late_is_dropped_and_flagged(database: Database) -> None:
    put(database, person(database, 1), "late")
    assert database.outbox.claim(T0 + STALE_AFTER + SECOND).sms is None
    assert [(row.status, row.error_code) for row in database.rows()] == [("dropped", "stale")]
    assert database.outbox.is_empty()


def test_a_stop_drops_what_waits_and_lets_the_confirmation_pass(database: Database) -> None:
    ann = person(database, 1)
    put(database, ann, "answer")
    assert database.texting.stop(ann, T0 + SECOND)
    assert not database.texting.stop(ann, T0 + 2 * SECOND)
    put(database, ann, "confirmation", at=T0 + 2 * SECOND)
    assert claimed(database, T0 + 3 * SECOND) == "confirmation"
    assert [(row.status, row.error_code) for row in database.rows()] == [("dropped", "opted_out"), ("sending", None)]


def test_an_unknown_attempt_is_not_repeated_after_a_stop(database: Database) -> None:
    ann = person(database, 1)
    first = put(database, ann, "answer")
    assert claimed(database, T0) == "answer"
    database.texting.stop(ann, T0 + SECOND)
    database.outbox.retry(first, T0 + 2 * SECOND)
    assert claimed(database, T0 + 3 * SECOND) is None
    assert [(row.status, row.error_code) for row in database.rows()] == [("dropped", "opted_out")]


def test_twilios_opt_out_error_stops_the_conversation(database: Database) -> None:
    ann = person(database, 1)
    first = put(database, ann, "one")
    put(database, ann, "two")
    assert claimed(database, T0) == "one"
    database.outbox.record_failed(first, "21610", T0 + SECOND)
    assert [(row.status, row.error_code) for row in database.rows()] == [("failed", "21610"), ("dropped", "opted_out")]
    with database.sessions() as session:
        row = session.get(ConversationRow, ann)
        assert row
        assert row.opted_out_at == T0 + SECOND


def test_another_secret_key_fails_the_message_and_not_the_queue(database: Database) -> None:
    put(database, person(database, 1), "one")
    with database.sessions.begin() as session:
        row = session.get(ConversationRow, "sms-1")
        assert row
        row.contact_encrypted = b"gAAAA"
    put(database, person(database, 2), "two")
    assert database.outbox.claim(T0).sms is None
    assert claimed(database, T0 + SECOND) == "two"
    assert [row.error_code for row in database.rows()] == ["no_number", None]


@pytest.mark.parametrize("back", [timedelta(minutes=10), timedelta(days=1)])
def test_a_clock_set_back_stops_no_text(database: Database, back: timedelta) -> None:
    """F9: neither the pace, nor a postponed message, nor a lease waits for a time that is far ahead."""
    first, second = person(database, 1), person(database, 2)
    put(database, first, "sent before")
    put(database, second, "postponed before")
    claim = database.outbox.claim(T0)
    assert claim.sms
    database.outbox.record_sent(claim.sms.id, "SM1", "queued")
    claim = database.outbox.claim(T0 + timedelta(seconds=1))
    assert claim.sms
    database.outbox.retry(claim.sms.id, T0 + timedelta(seconds=30))
    assert claimed(database, T0 - back) == "postponed before"
