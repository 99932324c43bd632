"""The console over HTTP: every page is read by who may, and says what happened in the conversation."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from bot.app import Parts
from bot.console import finding, keeping
from bot.console.parts import Console
from bot.dialogue.messages import IncomingMessage
from bot.transcripts.rates import EXPORTS, SEARCHES
from tests.fakes.console import PASSWORD, Browser, app_for, console_for

NewBrowser = Callable[[str], Awaitable[Browser]]


@pytest.fixture
def console(parts: Parts) -> Console:
    made = console_for(parts)
    for role in ("reviewer", "manager", "administrator"):
        made.accounts.add("test", role, role, PASSWORD)
    return made


@pytest.fixture
def browser(console: Console, aiohttp_client: Any) -> NewBrowser:
    async def make(role: str = "administrator") -> Browser:
        made = Browser(await aiohttp_client(app_for(console)))
        if role:
            assert (await made.sign_in(role)).status == 303
        return made

    return make


async def say(parts: Parts, words: str, conversation: str | None = None, channel: str = "web") -> str:
    name = conversation or parts.store.create_web_conversation()[0]
    await parts.turns.submit(IncomingMessage(name, uuid.uuid4().hex, channel, words, datetime.now(UTC)))  # type: ignore[arg-type]
    return name


async def test_a_conversation_is_found_by_its_words_and_read_with_its_facts(parts: Parts, browser: NewBrowser) -> None:
    name = await say(parts, "which fax number takes my radiology reports")
    here = await browser("reviewer")
    await here.get("/console/find?words=radiology+report")
    assert f"/console/c/{name}" in here.page
    assert "<mark>radiology</mark>" in here.page
    response = await here.get(f"/console/c/{name}")
    assert response.status == 200
    assert "which fax number takes my radiology reports" in here.page
    assert "98%" in here.page
    assert "utter_program_contact" in here.page


async def test_an_urgent_message_comes_first_in_the_inbox_and_its_code_leads_to_it(
    parts: Parts, browser: NewBrowser
) -> None:
    name = await say(parts, "I have crushing chest pain right now")
    here = await browser("reviewer")
    await here.get("/console")
    assert "crushing chest pain" in here.page
    assert "Urgent and emergency" in here.page
    with parts.database.connect() as connection:
        reference = connection.execute(sa.text("SELECT reference FROM handoffs")).scalar_one()
    for typed in (reference, reference.lower().replace("-", " "), reference.replace("-", "")):
        response = await here.get(f"/console/find?words={typed}")
        assert response.headers["Location"] == f"/console/c/{name}"
    wrong = reference[:-1] + ("W" if reference[-1] != "W" else "X")
    assert (await here.get(f"/console/find?words={wrong}")).headers["Location"] == f"/console/c/{name}"


async def test_a_handoff_is_taken_once(parts: Parts, browser: NewBrowser) -> None:
    name = await say(parts, "I have crushing chest pain right now")
    one, other = await browser("reviewer"), await browser("manager")
    await one.get(f"/console/c/{name}")
    await other.get(f"/console/c/{name}")
    assert (await one.send("/console/handoffs/1/take", {})).status == 303
    assert (await other.send("/console/handoffs/1/take", {})).status == 400
    await other.get(f"/console/c/{name}")
    assert "Taken by <strong>reviewer</strong>" in other.page
    await other.get("/console?queue=pressing")
    assert "Nothing waits here" in other.page


async def test_a_wrong_answer_becomes_a_correction_that_a_manager_accepts(
    parts: Parts, console: Console, browser: NewBrowser
) -> None:
    name = await say(parts, "what does the fax cost, my SSN is 078-05-1120")
    reviewer, manager = await browser("reviewer"), await browser("manager")
    await reviewer.get(f"/console/c/{name}")
    response = await reviewer.send("/console/turns/1/judge", {"verdict": "wrong", "topic": "program/cost"})
    assert response.status == 400, "there is no such topic"
    response = await reviewer.send("/console/turns/1/judge", {"verdict": "wrong", "topic": "program/price"})
    assert response.headers["Location"] == f"/console/c/{name}?said=judged#turn-1"
    (proposed,) = console.judging.corrections("proposed")
    assert "078-05" not in proposed.text
    await reviewer.get("/console/improve")
    assert (await reviewer.send(f"/console/corrections/{proposed.id}", {"decision": "accept"})).status == 403
    await manager.get("/console/improve")
    form = {"decision": "accept", "text": "what does the fax cost", "regression": "yes"}
    assert (await manager.send(f"/console/corrections/{proposed.id}", form)).status == 303
    (accepted,) = console.judging.corrections("accepted")
    assert (accepted.text, accepted.topic, accepted.regression) == ("what does the fax cost", "program/price", True)


async def test_a_verdict_that_is_changed_takes_its_correction_back(
    parts: Parts, console: Console, browser: NewBrowser
) -> None:
    name = await say(parts, "what is the fax number")
    one, other = await browser("reviewer"), await browser("manager")
    wrong = {"verdict": "wrong", "topic": "program/price"}
    for each, form, left in ((one, wrong, 1), (other, {"verdict": "right"}, 1), (one, {"verdict": "right"}, 0)):
        await each.get(f"/console/c/{name}")
        await each.send("/console/turns/1/judge", form)
        assert len(console.judging.corrections("proposed")) == left


async def test_two_reviewers_who_differ_are_shown(parts: Parts, browser: NewBrowser) -> None:
    name = await say(parts, "what is the fax number")
    one, other = await browser("reviewer"), await browser("manager")
    for each, form in ((one, {"verdict": "right"}), (other, {"verdict": "not_covered"})):
        await each.get(f"/console/c/{name}")
        assert (await each.send("/console/turns/1/judge", form)).status == 303
    await one.get(f"/console/c/{name}")
    assert "Reviewers differ" in one.page


async def test_reviewing_leads_on_through_the_queue(parts: Parts, browser: NewBrowser) -> None:
    first, second = await say(parts, "?!"), await say(parts, "!?")
    here = await browser("reviewer")
    await here.get("/console?queue=not_understood")
    assert here.page.index(second) < here.page.index(first)
    await here.get(f"/console/c/{second}?queue=not_understood")
    form = {"what": "reviewed", "on": "yes", "queue": "not_understood"}
    response = await here.send(f"/console/c/{second}/mark", form)
    assert response.headers["Location"].startswith(f"/console/c/{first}?queue=not_understood")
    response = await here.send(f"/console/c/{first}/mark", form)
    assert response.headers["Location"] == "/console?queue=not_understood&said=empty"


async def test_all_who_got_a_version_of_an_answer_are_listed(parts: Parts, browser: NewBrowser) -> None:
    names = [await say(parts, "what is the fax number") for _ in range(3)]
    other = await say(parts, "hello")
    here = await browser("reviewer")
    await here.get("/console/answers")
    link = next(part for part in here.page.split('"') if "answer=utter_program_contact" in part)
    await here.get(link.replace("&amp;", "&"))
    assert all(f"/console/c/{name}" in here.page for name in names)
    assert f"/console/c/{other}" not in here.page


async def test_tags_notes_holds_and_filters(parts: Parts, browser: NewBrowser) -> None:
    name = await say(parts, "what is the fax number")
    here = await browser("manager")
    await here.get(f"/console/c/{name}")
    assert (await here.send(f"/console/c/{name}/tags", {"tag": " Fax  Line "})).status == 303
    assert (await here.send(f"/console/c/{name}/notes", {"note": "called 212-555-0187 back"})).status == 303
    assert (await here.send(f"/console/c/{name}/hold", {"on": "yes"})).status == 303
    await here.get(f"/console/c/{name}")
    assert "fax line" in here.page
    assert "legal hold" in here.page
    assert "555-0187" not in here.page
    await here.get("/console/find?tag=fax+line")
    assert f"/console/c/{name}" in here.page
    assert (
        await here.send("/console/filters", {"filter_name": "faxes", "tag": "fax line", "words": "x"})
    ).status == 303
    await here.get("/console")
    assert "/console/find?tag=fax+line" in here.page
    assert (await here.send(f"/console/c/{name}/tags/remove", {"tag": "fax line"})).status == 303
    await here.get(f"/console/c/{name}")
    assert "fax line" not in here.page


@pytest.mark.parametrize(
    "page", ["improve", "understand", "answers", "account", "privacy", "people", "audit", "export"]
)
async def test_every_other_page_opens(parts: Parts, browser: NewBrowser, page: str) -> None:
    await say(parts, "what is the fax number")
    here = await browser()
    assert (await here.get(f"/console/{page}")).status == 200
    assert (await here.get("/console/nowhere")).status == 404


async def test_figures_as_json_and_csv(parts: Parts, browser: NewBrowser) -> None:
    name = await say(parts, "what is the fax number")
    await say(parts, "?!")
    here = await browser("reviewer")
    await here.get(f"/console/c/{name}")
    await here.send("/console/turns/1/judge", {"verdict": "right"})
    figures = await (await here.get("/console/understand.json")).json()
    assert figures["messages"] == 2
    assert figures["outcomes"] == {"answered": 1, "not_understood": 1}
    assert figures["success"] == 1.0
    await here.get("/console/understand.csv")
    assert "outcomes,not_understood,1" in here.page
    assert (await here.get("/console/understand?since=2026-02-30")).status == 400


async def test_a_number_is_shown_to_managers_for_a_reason_that_is_kept(
    parts: Parts, console: Console, browser: NewBrowser
) -> None:
    name = parts.store.ensure_conversation("sms-1", "sms", "+12125550187")
    here = await browser("manager")
    await here.get(f"/console/c/{name}")
    assert "5550187" not in here.page
    assert (await here.send(f"/console/c/{name}/reveal", {"reason": " "})).status == 400
    await here.send(f"/console/c/{name}/reveal", {"reason": "she asked us to call back"})
    assert "+12125550187" in here.page
    line = next(line for line in console.audit.lines() if line.action == "number.revealed")
    assert (line.actor, line.target, line.details) == ("manager", name, {"reason": "she asked us to call back"})


@pytest.mark.parametrize("by", ["reference", "conversation"])
async def test_an_administrator_erases_a_person(parts: Parts, console: Console, browser: NewBrowser, by: str) -> None:
    name = await say(parts, "I have crushing chest pain right now")
    with parts.database.connect() as connection:
        reference = connection.execute(sa.text("SELECT reference FROM handoffs")).scalar_one()
    form = {by: reference.lower() if by == "reference" else name}
    here = await browser("administrator")
    await here.get(f"/console/c/{name}")
    assert f"/console/privacy?conversation={name}" in here.page
    await here.get("/console/privacy")
    assert (await here.send("/console/privacy/erase", {**form, "password": "not mine"})).status == 403
    assert (await here.send("/console/privacy/erase", {"password": PASSWORD, "reference": "?"})).status == 400
    response = await here.send("/console/privacy/erase", {**form, "password": PASSWORD})
    assert response.headers["Location"] == "/console/privacy?said=erased"
    assert (await here.get(f"/console/c/{name}")).status == 404
    assert (await here.send("/console/privacy/erase", {**form, "password": PASSWORD})).status == 404
    assert [line.target for line in console.audit.lines() if line.action == "erased"] == [name]


HOSTILE = (
    "' OR 1=1 --", "\x00", "\u202e", "\u00b2", "-1", "9" * 40, "1e999", "nan", "../../etc/passwd", "[]", "\ud7ff", "a" * 5_000,
)  # fmt: skip
ADDRESSES = (
    "?queue={}", "?queue=unsure&page={}", "/find?words={}", "/find?topic={}", "/find?since={}", "/find?until={}",
    "/find?below={}", "/find?topic=program/cancel&after={}", "/find?words=fax&after={}", "/c/{}", "/c/{name}?before={}",
    "/improve?status={}", "/understand?since={}", "/audit?before={}", "/audit?actor={}&verify={}", "?said={}",
    "/privacy?conversation={}", "/export?words={}", "/sign-in?next={}",
)  # fmt: skip


async def test_no_value_in_an_address_makes_the_server_fail(parts: Parts, browser: NewBrowser) -> None:
    name, here = await say(parts, "which fax number"), await browser()
    for path in ADDRESSES:
        for value in HOSTILE:
            address = path.replace("{name}", name).replace("{}", quote(value, safe=""))
            response = await here.get(f"/console{address}")
            assert response.status in (200, 303, 400, 404), (path, value)


async def test_searches_and_exports_of_one_person_are_bounded(
    browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "SEARCHES", replace(SEARCHES, most=2, span=timedelta(days=1)))
    monkeypatch.setattr(keeping, "EXPORTS", replace(EXPORTS, most=1, span=timedelta(days=1)))
    assert (SEARCHES.most, SEARCHES.span, EXPORTS.most, EXPORTS.span) == (
        100,
        timedelta(minutes=1),
        30,
        timedelta(hours=1),
    )
    here, other = await browser("administrator"), await browser("manager")
    assert [(await here.get("/console/find?words=fax")).status for _ in range(3)] == [200, 200, 429]
    assert (await other.get("/console/find?words=fax")).status == 200
    form = {"format": "csv", "password": PASSWORD}
    statuses = []
    for _ in range(2):
        await here.get("/console/export")
        statuses.append((await here.send("/console/export", form)).status)
    assert statuses == [200, 429]
