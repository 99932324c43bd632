"""Opting out: whatever is asked, in whatever moment, nothing is sent after it but one confirmation."""

from __future__ import annotations

import asyncio

import pytest

from bot.transcripts.tables import ConversationRow
from tests.fakes.sms import TEXTS, World, eventually, phone, sms_world
from tests.fakes.twilio import VISITOR, FakeTwilio, Fault

NATURAL = ["please stop texting me", "Don't text me anymore", "wrong number", "no more messages please", "opt out"]
WORDS = ["STOP", "stop", " Stop! ", "S T O P", "END", "quit", "CANCEL", "Unsubscribe", "STOPALL", "revoke", "OPTOUT"]


@pytest.fixture(autouse=True)
def _no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.transcripts.outbox._free_at", lambda _session, now: now)


def opted_out(world: World) -> bool:
    with world.database.sessions() as session:
        return all(row.opted_out_at is not None for row in session.query(ConversationRow))


async def test_after_a_stop_only_the_confirmation_is_sent(url: str) -> None:
    async with sms_world(url) as world:
        for number, _ in enumerate(WORDS + NATURAL):
            await world.text("hi", sender=phone(number))
        await world.quiet()
        for number, text in enumerate(WORDS + NATURAL):
            for body in (text, "Are you there?", text, "HELP", "MORE", "emergency", "yes?"):
                await world.text(body, sender=phone(number))
        await world.quiet()
        for number, text in enumerate(WORDS + NATURAL):
            assert world.twilio.bodies_to(phone(number))[1:] == [TEXTS.stopped], text
        assert opted_out(world)


@pytest.mark.parametrize("kind", ["STOP", "START", "HELP"])
async def test_what_twilio_has_answered_is_not_answered_again(url: str, kind: str) -> None:
    async with sms_world(url) as world:
        await world.text("anything", OptOutType=kind)
        await world.quiet()
        assert world.twilio.taken == []
        assert opted_out(world) == (kind == "STOP")
        assert world.engine.heard == []


async def test_a_start_brings_the_answers_back(url: str) -> None:
    async with sms_world(url) as world:
        for body in ("stop", "hello?", "START", "hello again"):
            await world.text(body)
            await world.quiet()
        assert world.twilio.bodies_to() == [TEXTS.stopped, TEXTS.started, "You said hello again."]
        assert not opted_out(world)


async def test_yes_starts_again_only_after_a_stop(url: str) -> None:
    async with sms_world(url) as world:
        for body in ("yes", "stop", "YES"):
            await world.text(body)
            await world.quiet()
        assert world.twilio.bodies_to()[1:] == [TEXTS.stopped, TEXTS.started]
        assert len(world.engine.heard) == 1


async def test_help_says_who_this_is(url: str) -> None:
    async with sms_world(url) as world:
        await world.text("HELP")
        await world.quiet()
        assert world.twilio.bodies_to() == [TEXTS.help]
        assert world.engine.heard == []


async def test_a_stop_in_the_middle_of_a_turn_silences_its_answer(url: str) -> None:
    async with sms_world(url) as world:
        released = asyncio.Event()
        world.engine.hold = released.wait
        await world.text("a slow question")
        await eventually(lambda: bool(world.engine.heard))
        await world.text("stop")
        released.set()
        await world.quiet()
        assert world.twilio.bodies_to() == [TEXTS.stopped]
        assert [turn.status for turn in world.database.turns()] == ["done", "done"]


async def test_a_stop_while_the_answer_waits_drops_it(url: str) -> None:
    async with sms_world(url) as world:
        world.twilio.fault = lambda form: Fault.TOO_MANY
        await world.text("hi")
        await eventually(lambda: any(row.status == "pending" and row.attempts for row in world.database.rows()))
        world.twilio.fault = lambda form: None
        await world.text("stop")
        await world.quiet()
        assert world.twilio.bodies_to() == [TEXTS.stopped]
        assert [(row.status, row.error_code) for row in world.database.rows()] == [
            ("dropped", "opted_out"),
            ("sent", None),
        ]


async def test_a_stop_is_kept_over_a_restart(url: str) -> None:
    twilio = FakeTwilio()
    for body in ("stop", "hi", "hi"):
        async with sms_world(url, twilio) as world:
            await world.text(body)
            await world.quiet()
    assert twilio.bodies_to() == [TEXTS.stopped]


async def test_a_stop_repeated_by_twilio_after_a_start_stops_nothing(url: str) -> None:
    async with sms_world(url) as world:
        stop = world.twilio.inbound("stop")
        await world.post(stop)
        await world.quiet()
        await world.text("start")
        await world.quiet()
        await world.post(stop)
        await world.text("hi")
        await world.quiet()
        assert world.twilio.bodies_to()[-1] == "You said hi."


async def test_twilios_opt_out_error_ends_the_sending(url: str) -> None:
    async with sms_world(url) as world:
        world.twilio.stopped.add(VISITOR)
        for body in ("hi", "still there?", "hello"):
            await world.text(body)
            await world.quiet()
        assert (world.twilio.requests, world.twilio.taken) == (1, [])
        assert opted_out(world)
        assert world.database.rows()[0].error_code == "21610"


async def test_staff_see_which_word_was_heard(url: str) -> None:
    async with sms_world(url) as world:
        await world.text("please stop texting me")
        await world.quiet()
        conversation = world.database.turns()[0].conversation_id
        lines, _ = world.database.store.messages_after(conversation, 0)
        assert [line.text for line in lines] == ["please stop texting me", TEXTS.stopped]
        assert lines[1].details["rule"]["verdict"] == "STOP"


async def test_how_do_i_cancel_is_a_question(url: str) -> None:
    async with sms_world(url) as world:
        await world.text("how do I cancel my request")
        await world.quiet()
        assert len(world.engine.heard) == 1
        assert not opted_out(world)
