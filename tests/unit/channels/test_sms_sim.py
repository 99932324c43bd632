"""The simulator in the terminal: both sides drawn, and every text's cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import sms_sim
from bot.channels.sms.account import TwilioAccount
from bot.sms_sim import BUBBLE, OUR_NUMBER, PUBLIC_URL, WIDTH, bubble, converse, cost, messages_in, webhook_exchange
from tests.fakes.databases import new_database
from tests.fakes.sms import TEXTS, sms_world
from tests.fakes.twilio import TOKEN


def test_messages_in_twiml() -> None:
    assert messages_in("<Response></Response>") == []
    assert messages_in("<Response><Message>a &lt; b\nc &amp; d</Message></Response>") == ["a < b\nc & d"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x" * 160, "GSM-7, 160 long, 1 segment"),
        ("x" * 161, "GSM-7, 161 long, 2 segments"),
        ("\u2019", "UCS-2, 1 long, 1 segment"),
        ("\u20ac", "GSM-7, 2 long, 1 segment"),
    ],
)
def test_cost(text: str, expected: str) -> None:
    assert cost(text) == expected


def test_ours_stand_left_with_their_cost_and_the_visitors_right() -> None:
    ours, theirs = bubble("Hello", ours=True).splitlines(), bubble("Hi", ours=False).splitlines()
    assert ours[1] == "\u2502 Hello \u2502"
    assert ours[3] == "  GSM-7, 5 long, 1 segment"
    assert theirs[1].rstrip().endswith("\u2502 Hi \u2502")
    assert {len(line) for line in theirs} == {WIDTH}


@pytest.mark.parametrize("text", ["", "word " * 40, "x" * 200, "one\ntwo\n\nthree"])
def test_a_bubble_is_a_rectangle_within_its_width(text: str) -> None:
    box = bubble(text, ours=True).splitlines()[:-1]
    assert len({len(line) for line in box}) == 1
    assert len(box[0]) <= BUBBLE + 4


async def test_what_is_typed_goes_through_the_real_webhook(tmp_path: Path) -> None:
    def to_the_sim(account: TwilioAccount) -> TwilioAccount:
        return replace(account, public_url=PUBLIC_URL, number=OUR_NUMBER, replies_in_webhook=True)

    lines: Iterator[str | None] = iter(["hello", "stop", "anyone?", None])
    shown: list[str] = []

    async def ask() -> str | None:
        return next(lines)

    async with sms_world(new_database(tmp_path), change=to_the_sim) as world:
        base_url = str(world.client.make_url("")).rstrip("/")
        await converse(webhook_exchange(world.client.session, base_url, TOKEN), ask, shown.append)
    texts = "\n".join(shown)
    assert shown[0] == sms_sim.HELLO
    assert len(shown) == 1 + 3 + 2
    assert "You said hello." in texts
    assert TEXTS.stopped in texts
