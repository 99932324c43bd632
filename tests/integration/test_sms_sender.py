"""Sending: what Twilio answers decides between sent, again later, looked up, and never."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.sms import sender
from tests.fakes.sms import eventually, phone, sms_world
from tests.fakes.twilio import FakeTwilio, Fault


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.transcripts.outbox._free_at", lambda _session, now: now)
    monkeypatch.setattr(sender, "FIRST_RETRY", timedelta(milliseconds=50))
    monkeypatch.setattr(sender, "LOOK_UP_AFTER", timedelta(milliseconds=100))
    monkeypatch.setattr(sender, "POLL_S", 0.1)


def once(fault: Fault) -> FakeTwilio:
    """A Twilio that fails so with the first request."""
    twilio = FakeTwilio()
    twilio.fault = lambda form: fault if twilio.requests == 1 else None
    return twilio


@pytest.mark.parametrize("fault", list(Fault))
async def test_every_fault_ends_in_one_text_or_in_none(url: str, fault: Fault) -> None:
    twilio = once(fault)
    async with sms_world(url, twilio) as world:
        await world.text("hi")
        await world.quiet()
        refused = fault in (Fault.OPTED_OUT, Fault.INVALID_NUMBER)
        assert len(twilio.taken) == (0 if refused else 1)
        row = world.database.rows()[0]
        assert row.status == ("failed" if refused else "sent")
        assert row.provider_id == (None if refused else twilio.taken[0].sid)


@pytest.mark.parametrize("fault", [Fault.TAKEN_THEN_500, Fault.TAKEN_THEN_HANGS, Fault.TAKEN_THEN_DROPS, Fault.RUBBISH])
async def test_a_result_in_doubt_is_looked_up_and_not_sent_again(url: str, fault: Fault) -> None:
    twilio = once(fault)
    async with sms_world(url, twilio) as world:
        await world.text("hi")
        await world.quiet()
        assert (twilio.requests, twilio.listings) == (1, 1)


@pytest.mark.parametrize("fault", [Fault.ERROR_500, Fault.DROPS])
async def test_what_is_not_listed_is_sent_again(url: str, fault: Fault) -> None:
    twilio = once(fault)
    async with sms_world(url, twilio) as world:
        await world.text("hi")
        await world.quiet()
        assert (twilio.requests, twilio.listings) == (2, 1)


async def test_while_twilio_cannot_list_nothing_is_sent_again(url: str) -> None:
    twilio = once(Fault.ERROR_500)
    twilio.listing_works = False
    async with sms_world(url, twilio) as world:
        await world.text("hi")
        await eventually(lambda: twilio.listings > 1)
        assert twilio.requests == 1
        twilio.listing_works = True
        await world.quiet()
        assert len(twilio.taken) == 1


async def test_the_same_words_sent_before_are_not_taken_for_the_lost_message(url: str) -> None:
    twilio = FakeTwilio()
    twilio.fault = lambda form: Fault.DROPS if twilio.requests == 3 else None
    async with sms_world(url, twilio) as world:
        for body in ("hi", "1", "1"):
            await world.text(body)
            await world.quiet()
        assert [item.body for item in twilio.taken][1:] == ["You said 1.", "You said 1."]


async def test_a_server_that_refuses_connections_is_waited_for(url: str) -> None:
    async with sms_world(url, change=lambda account: replace(account, api_base="http://127.0.0.1:9")) as world:
        await world.text("hi")
        await eventually(lambda: any(row.attempts > 1 for row in world.database.rows()))
        assert world.database.rows()[0].status in ("pending", "sending")


async def test_a_slow_twilio_delays_nobody_elses_answer(url: str) -> None:
    twilio = FakeTwilio()
    twilio.delay_s = 0.5
    async with sms_world(url, twilio) as world:
        for number in range(5):
            await world.text("hi", sender=phone(number))
        await world.quiet()
        assert len(twilio.taken) == 5
        assert twilio.most_at_once > 1


async def test_retry_after_is_kept_to() -> None:
    assert sender._pause(1, 30) == timedelta(seconds=30)
    assert sender._pause(1, 9999) == sender.LAST_RETRY
    assert sender._pause(3, None) == 4 * sender.FIRST_RETRY
    assert sender._pause(99, None) <= sender.LAST_RETRY
