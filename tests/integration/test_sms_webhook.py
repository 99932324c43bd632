"""The SMS channel from webhook to text, against a fake Twilio."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.exc import OperationalError

from bot import turns
from bot.channels.sms import desk, webhook
from bot.channels.sms.signature import sign
from bot.dialogue.messages import Answer, IncomingMessage
from bot.transcripts.records import FinishedTurn
from bot.transcripts.store import Write
from tests.fakes.sms import LONG, PUBLIC_URL, TEXTS, as_log, phone, sms_world, twiml_account
from tests.fakes.twilio import NUMBER, TOKEN, VISITOR, FakeTwilio, Fault


@pytest.fixture(autouse=True)
def _no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send without the carriers' pace, which has tests of its own."""
    monkeypatch.setattr("bot.transcripts.outbox._free_at", lambda _session, now: now)
    monkeypatch.setattr(webhook, "TWIML_WITHIN_S", 60)  # on a busy machine


# -- a message and its answer


async def test_a_text_is_acknowledged_empty_and_answered_by_the_rest_api(url: str) -> None:
    async with sms_world(url) as world:
        assert await world.text("hi") == '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
        await world.quiet()
        assert world.twilio.bodies_to() == [f"{TEXTS.notice}\nYou said hi."]
        form = world.twilio.taken[0].form
        assert (form["From"], form["StatusCallback"]) == (NUMBER, f"{PUBLIC_URL}/sms/twilio/status")
        assert 3000 < int(form["ValidityPeriod"]) <= 3600


async def test_the_notice_comes_once(url: str) -> None:
    async with sms_world(url) as world:
        for text in ("one", "two"):
            await world.text(text)
            await world.quiet()
        assert world.twilio.bodies_to()[1] == "You said two."


async def test_the_same_message_again_is_answered_once(url: str) -> None:
    async with sms_world(url) as world:
        form = world.twilio.inbound("hi")
        answers = await asyncio.gather(*(world.post(form) for _ in range(5)))
        assert {answer.status for answer in answers} == {200}
        await world.quiet()
        await world.post(form)
        await world.quiet()
        assert len(world.twilio.taken) == len(world.database.turns()) == 1


async def test_a_repeated_message_is_taken_up_where_another_process_died(url: str) -> None:
    async with sms_world(url) as world:
        form = world.twilio.inbound("hi")
        conversation = world.database.store.ensure_conversation("sms-1", "sms", VISITOR)
        left = IncomingMessage(conversation, form["MessageSid"], "sms", "hi", datetime.now(UTC))
        world.database.store.journal(left)
        await world.post(form)
        await world.quiet()
        assert len(world.twilio.taken) == 1


async def test_an_answer_that_could_not_be_stored_is_made_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "RECOVER_EVERY_S", 0.05)
    async with sms_world(url) as world:
        committing = world.database.store.committing
        outcomes = iter([OperationalError("commit", {}, Exception("locked"))])

        def committing_at_the_second_try(finished: FinishedTurn) -> Write[Answer]:
            for error in outcomes:
                raise error
            return committing(finished)

        monkeypatch.setattr(world.database.store, "committing", committing_at_the_second_try)
        await world.text("hi")
        await world.quiet()
        assert len(world.twilio.taken) == 1


async def test_a_retry_is_known_by_its_token_too(url: str) -> None:
    async with sms_world(url) as world:
        for sid in ("SM1", "SM2"):
            form = world.twilio.inbound("hi", MessageSid=sid)
            await world.post(form, **{"I-Twilio-Idempotency-Token": "token-1"})
        await world.quiet()
        assert len(world.twilio.taken) == 1


async def test_more_brings_the_rest(url: str) -> None:
    async with sms_world(url) as world:
        await world.text("hi")
        await world.quiet()
        for text in ("long", "More", "MORE", "more"):
            await world.text(text)
            await world.quiet()
        said = world.twilio.bodies_to()[1:]
        assert [body.endswith("Reply MORE for the rest.") for body in said] == [True, False, False, False]
        joined = " ".join(body.removesuffix("\nReply MORE for the rest.") for body in said[:2])
        assert joined == LONG.strip()
        assert said[2:] == ["You said MORE.", "You said more."]  # nothing was left


async def test_more_knows_what_the_notice_took_away(url: str) -> None:
    async with sms_world(url) as world:
        for text in ("long", "more"):
            await world.text(text)
            await world.quiet()
        said = " ".join(body.removesuffix("\nReply MORE for the rest.") for body in world.twilio.bodies_to())
        assert said == f"{TEXTS.notice}\n{LONG.strip()}"


async def test_pictures_are_counted_and_not_fetched(url: str) -> None:
    async with sms_world(url) as world:
        media = {"MediaUrl0": "https://api.twilio.com/x", "MediaContentType0": "image/jpeg", "MediaContentType1": "<b>"}
        await world.text("", **{"NumMedia": "2"}, **media)
        await world.quiet()
        heard = world.engine.heard[0]
        assert (heard.text, heard.media_types) == ("", ("image/jpeg", "unknown"))
        assert len(world.twilio.taken) == 1


async def test_a_strange_number_of_pictures_is_none(url: str) -> None:
    async with sms_world(url) as world:
        for number, count in enumerate(["-1", "x", "9" * 50, "", "\u0661"]):
            await world.text("hi", sender=f"+1500555020{number}", NumMedia=count)
        await world.quiet()
        assert [heard.media_types for heard in world.engine.heard] == [()] * 5


async def test_no_person_is_not_answered(url: str) -> None:
    async with sms_world(url) as world:
        for sender in ("12345", "262966", "TWILIO", "+123", NUMBER, "whatsapp:+15005550100"):
            await world.text("hi", sender=sender)
        await world.quiet()
        assert (world.twilio.taken, world.database.turns()) == ([], [])


ODD = {
    "empty": "",
    "space": " ",
    "nul": "\x00",
    "emoji": "\U0001f600" * 10,
    "stacked accents": "z\u0300\u0301\u0302" * 500,
    "right to left": "\u202etxet",
    "card": "BEGIN:VCARD\nFN:X\nEND:VCARD",
    "slash command": "/restart",
    "slash intent": "/intent{json",
    "longest": "x" * 1600,
    "byte order mark": "\ufeffhi",
    "quotes": "'; DROP TABLE turns;--",
    "form signs": "a&b=c",
}


async def test_odd_messages_are_answered_like_any_other(url: str) -> None:
    async with sms_world(url) as world:
        for number, body in enumerate(ODD.values()):
            await world.text(body, sender=phone(number))
        await world.quiet()
        heard = {message.message_id: message.text for message in world.engine.heard}
        assert [heard[f"SM{number:032x}"] for number, _ in enumerate(ODD, 1)] == [
            body.replace("\x00", "").strip() for body in ODD.values()
        ]
        assert Counter(item.to for item in world.twilio.taken) == Counter(phone(number) for number, _ in enumerate(ODD))


async def test_the_number_is_nowhere_to_be_read(url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    async with sms_world(url) as world:
        world.twilio.fault = lambda form: Fault.TAKEN_THEN_500
        await world.text("secret: call me at 410-555-0199")
        await world.post(world.twilio.inbound("stop"))
        await world.desk.settle(5)
        await asyncio.sleep(0.2)
    folder = Path(url.removeprefix("sqlite:///")).parent
    stored = b"".join(path.read_bytes() for path in folder.iterdir())
    for secret in ("5005550100", "410-555-0199"):
        assert secret not in as_log(caplog.records)
        assert secret.encode() not in stored


# -- who may call


async def test_without_twilios_signature_nothing_happens(url: str) -> None:
    async with sms_world(url) as world:
        for signature in (None, "", "x", "A" * 28, "\xe9" * 28):
            headers = {} if signature is None else {"X-Twilio-Signature": signature}
            for path in ("/sms/twilio", "/sms/twilio/status"):
                response = await world.client.post(path, data=world.twilio.inbound("hi"), headers=headers)
                assert response.status == 403, signature
        assert world.database.turns() == []


async def test_without_an_account_the_webhook_is_closed() -> None:
    app = web.Application()
    webhook.setup(app, None)
    async with TestClient(TestServer(app)) as client:
        form = {"MessageSid": "SM1", "From": VISITOR, "Body": "hi"}
        response = await client.post("/sms/twilio", data=form, headers=FakeTwilio.headers(PUBLIC_URL, form))
        assert response.status == 403


async def test_both_tokens_are_good_while_one_is_rotated(url: str) -> None:
    async with sms_world(url, change=lambda account: replace(account, tokens=(*account.tokens, "old"))) as world:
        form = world.twilio.inbound("hi")
        headers = world.twilio.headers(f"{PUBLIC_URL}/sms/twilio", form, "old")
        assert (await world.client.post("/sms/twilio", data=form, headers=headers)).status == 200


async def test_the_public_address_counts_and_not_the_proxys(url: str) -> None:
    async with sms_world(url) as world:
        form = world.twilio.inbound("hi")
        headers = world.twilio.headers("https://evil.example/sms/twilio", form)
        forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
        assert (await world.client.post("/sms/twilio", data=form, headers=headers | forged)).status == 403


async def test_every_field_is_signed(url: str) -> None:
    async with sms_world(url) as world:
        form = world.twilio.inbound("hi")
        headers = world.twilio.headers(f"{PUBLIC_URL}/sms/twilio", form)
        for body in (form | {"New": "1"}, {**form, "Body": "bye"}, [*form.items(), ("From", "+15005550101")]):
            assert (await world.client.post("/sms/twilio", data=body, headers=headers)).status == 403


async def test_a_signed_form_without_a_message_is_a_bad_request(url: str) -> None:
    async with sms_world(url) as world:
        for form in ({"From": VISITOR}, {"MessageSid": "SM1"}, {"MessageSid": "<x>", "From": VISITOR}, {}):
            assert (await world.post(form)).status == 400, form


async def test_a_huge_body_is_refused(url: str) -> None:
    async with sms_world(url) as world:
        assert (await world.post(world.twilio.inbound("x" * 70_000))).status == 413


async def test_when_the_database_is_away_nothing_is_acknowledged_but_an_emergency_is_answered(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "TAKE_WITHIN_S", 0.5)
    folder = Path(url.removeprefix("sqlite:///")).parent
    away = folder.with_name(f"{folder.name}-away")
    async with sms_world(url) as world:
        # The whole folder goes in one step: no background task can open the file in between.
        folder.rename(away)
        world.database.engine.dispose()
        assert (await world.post(world.twilio.inbound("hi"))).status == 503
        assert "<Message>Call 911 now.</Message>" in await world.text("emergency")
        away.rename(folder)
        await world.text("hi again")
        await world.quiet()
        assert len(world.twilio.taken) == 1


# -- development without an account


async def test_in_development_the_answer_comes_as_twiml(url: str) -> None:
    async with sms_world(url, change=twiml_account) as world:
        form = world.twilio.inbound("a < b & c")
        answer = await (await world.post(form)).text()
        assert "<Response><Message>Automated. Not" in answer
        assert "You said a &lt; b &amp; c.</Message></Response>" in answer
        assert "<Message>" not in await (await world.post(form)).text()
        assert "<Message>You are unsubscribed.</Message>" in await world.text("stop")
        assert "<Message>" not in await world.text("hello?")
        assert world.twilio.requests == 0


# -- delivery reports


REPORTS = [
    (["sent", "delivered"], "delivered", None),
    (["delivered", "sent", "queued"], "delivered", None),
    (["undelivered:30003", "delivered"], "undelivered", "30003"),
    (["delivered", "failed:30001"], "failed", "30001"),
    (["sending", "sent", "sent"], "sent", None),
    (["nonsense", "sent"], "sent", None),
    (["failed:x"], "failed", None),
]


async def test_reports_apply_by_rank(url: str) -> None:
    async with sms_world(url) as world:
        for number, _ in enumerate(REPORTS):
            await world.text("hi", sender=phone(number))
            await world.quiet()
        for (reports, _, _), taken in zip(REPORTS, world.twilio.taken, strict=True):
            for report in reports:
                status, _, error = report.partition(":")
                form = world.twilio.report(taken.sid, status, error or None)
                assert (await world.post(form, "/sms/twilio/status")).status == 204
        applied = [(row.status, row.delivery, row.error_code) for row in world.database.rows()]
        assert applied == [("sent", delivery, code) for _, delivery, code in REPORTS]


async def test_a_report_may_come_before_the_answer_that_names_the_message(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "REPORT_PAUSES_S", (0.2, 0.2, 0.2))
    async with sms_world(url) as world:
        world.twilio.delay_s = 0.3
        await world.text("hi")
        while not world.twilio.taken:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await world.post(world.twilio.report(world.twilio.taken[0].sid, "delivered"), "/sms/twilio/status")
        await world.quiet()
        await asyncio.sleep(0.5)
        assert world.database.rows()[0].delivery == "delivered"


async def test_a_report_on_an_unknown_message_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "REPORT_PAUSES_S", (0.01,))
    async with sms_world(url) as world:
        assert (await world.post(world.twilio.report("SM404", "delivered"), "/sms/twilio/status")).status == 204


# -- two machines


async def test_a_machine_that_repeats_itself_is_cut_off(url: str) -> None:
    async with sms_world(url) as world:
        for _ in range(8):
            await world.text("I am driving and will answer later.")
            await world.quiet()
        said = world.twilio.bodies_to()
        assert len({message.message_id for message in world.engine.heard}) == 3
        assert said[3:] == [TEXTS.too_many]


async def test_our_own_words_sent_back_are_not_answered(url: str) -> None:
    async with sms_world(url) as world:
        await world.text("hi")
        await world.quiet()
        await world.text(world.twilio.bodies_to()[0])
        await world.quiet()
        assert len(world.twilio.taken) == 1


async def test_choices_may_be_taken_many_times(url: str) -> None:
    async with sms_world(url) as world:
        for _ in range(8):
            await world.text("1")
            await world.quiet()
        assert len(world.twilio.taken) == 8


async def test_a_flood_is_cut_off_with_one_answer(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "LOOP_MESSAGES", 5)
    async with sms_world(url) as world:
        for number in range(8):
            await world.text(f"question {number}")
        await world.quiet()
        assert len({message.message_id for message in world.engine.heard}) == 5
        bodies = world.twilio.bodies_to()
        assert (len(bodies), bodies.count(TEXTS.too_many)) == (6, 1)


async def test_a_full_form_is_signed_as_it_was_sent(url: str) -> None:
    """Repeated fields, empty values and spaces at the ends survive the way to the check."""
    async with sms_world(url) as world:
        fields = [
            ("MessageSid", "SM9"),
            ("From", VISITOR),
            ("Body", " hi  "),
            ("Empty", ""),
            ("Tag", "b"),
            ("Tag", "a"),
        ]
        params = {name: [value for other, value in fields if other == name] for name, _ in fields}
        headers = {
            "X-Twilio-Signature": sign(f"{PUBLIC_URL}/sms/twilio", params, TOKEN),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        assert (await world.client.post("/sms/twilio", data=urlencode(fields), headers=headers)).status == 200
