"""Text that wants to be a script or a formula: 200 payloads in every view and every export, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from sqlalchemy import insert, text
from sqlalchemy.orm import DeclarativeBase

from bot.transcripts.reading import TURNS_A_PAGE
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow, OutboxRow, TurnRow
from tests.e2e.console.conftest import PASSWORD, Site

SCRIPTS = (
    "document.title='ran'",
    "document.title=`ran`",
    "top.document.title='ran'",
    "eval('document.title=`ran`')",
    "setTimeout('document.title=`ran`')",
    "alert(1)",
)
SHAPES = (
    "<script>{0}</script>",
    "<img src=x onerror={0}>",
    "<svg onload={0}>",
    "<svg><animate onbegin={0} attributeName=x dur=1s>",
    '"><script>{0}</script>',
    "'\"><img src=x onerror={0}>",
    "</textarea><script>{0}</script>",
    "</title><script>{0}</script>",
    "<iframe srcdoc='<script>{0}</script>'>",
    "<a href=javascript:{0}>click</a>",
    "[click](javascript:{0})",
    "<details open ontoggle={0}>",
    "<body onload={0}>",
    "<input autofocus onfocus={0}>",
    "<math><mtext></p><style><img src onerror={0}></style>",
    "<style>@import 'javascript:{0}'</style>",
    "<link rel=stylesheet href=//evil.example/x.css?{0}>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "{{{{ 7 * 7 }}}}{{% include 'x' %}} {0}",
    "${{{0}}}`{0}`",
    "--><script>{0}</script><!--",
    "]]><script>{0}</script>",
    "%3Cscript%3E{0}%3C/script%3E",
    "&lt;script&gt;{0}&lt;/script&gt;",
    "\u202e<script>{0}</script>",
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+{0}//'>",
    "<form action=javascript:{0}><button>x</button></form>",
    "<base href=//evil.example/{0}>",
    "<object data=javascript:{0}>",
)
FORMULAS = ("={0}", "+{0}", "-{0}", "@{0}", "\t={0}", " ={0}", "＝{0}", '"={0}"')
COMMANDS = ("1+1", 'HYPERLINK("http://evil.example")', "cmd|' /C calc'!A0", "SUM(1)")
PAYLOADS = [shape.format(script) for shape, script in product(SHAPES, SCRIPTS)]
PAYLOADS += [start.format(command) for start, command in product(FORMULAS, COMMANDS)]
RUNS = ("=", "+", "-", "@", "＝")  # what a spreadsheet takes for the start of a formula


def test_there_are_200_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


@pytest.fixture(scope="module")
def hostile(site: Site) -> str:
    """A conversation that says and is everything hostile, a payload a turn; returns its id."""
    name, now = f"hostile-{uuid.uuid4().hex[:8]}", datetime.now(UTC)
    with site.database.begin() as connection:
        first = (connection.execute(text("SELECT max(id) FROM turns")).scalar() or 0) + 1
        common = {"id": name, "channel": "sms", "created_at": now, "last_activity_at": now}
        connection.execute(insert(ConversationRow), {**common, "slots": {"state": PAYLOADS[1]}, "opted_out_at": now})
        rows: dict[type[DeclarativeBase], list[dict[str, Any]]] = {}
        for number, payload in enumerate(PAYLOADS):
            for table, row in turn_rows(name, first + number, number, payload):
                rows.setdefault(table, []).append(row)
        for table, made in rows.items():
            connection.execute(insert(table), made)
    say_as_staff(site, name, first)
    return name


def say_as_staff(site: Site, name: str, first: int) -> None:
    """Put payloads into what staff write."""
    ruth, accounts, judging = site.console.accounts.named("ruth"), site.console.accounts, site.console.judging
    for payload in PAYLOADS[::16]:
        judging.add_note(ruth, name, payload)
        judging.add_tag(ruth, name, payload)
        judging.save_filter(ruth, payload, f"topic={payload}")
        if payload.isprintable():  # no other name is taken
            accounts.add(payload, payload[:60], "reviewer", PASSWORD)
    for turn in range(4):
        judging.judge(ruth, first + turn, "wrong", PAYLOADS[turn])
    judging.mark(accounts.named(PAYLOADS[0][:60]), name, "second_wanted", on=True)


def turn_rows(
    name: str, turn: int, number: int, payload: str
) -> Iterator[tuple[type[DeclarativeBase], dict[str, Any]]]:
    at = datetime.now(UTC) + timedelta(milliseconds=number)
    ids = {"conversation_id": name, "turn_id": turn}
    row = {"id": turn, "conversation_id": name, "message_id": f"m{number}", "channel": "sms", "media_types": []}
    times = {"received_at": at, "finished_at": at, "elapsed_ms": 5.0, "text_hash": "0" * 64, "status": "done"}
    yield TurnRow, {**row, **times}
    rule = {"name": payload, "version": payload, "verdict": payload, "inputs": {payload: payload}}
    details = {"alternatives": [[payload, 0.5], ["b", 0.1]], "sources": [{"title": payload, "section": payload}]}
    details |= {"choices": [{"title": payload, "topic": None}], "rule": rule, "reviewed": payload}
    line = {**ids, "client_id": f"m{number}", "at": at, "details": details}
    for seq, sender in ((2 * number + 1, "visitor"), (2 * number + 2, "assistant")):
        shown = {"sender": sender, "text": payload, "topic": payload[:60], "outcome": "not_understood"}
        more = {"answer": payload[:90], "version": payload[:16], "confidence": 0.2}
        yield MessageRow, {**line, **shown, **more, "id": f"{name}-{seq}", "seq": seq}
    answer = {"conversation_id": name, "message_id": f"{name}-{2 * number + 2}"}
    yield FeedbackRow, {**answer, "vote": "down", "comment": payload}
    sent = {**ids, "body": payload, "delivery": payload[:16]}
    yield OutboxRow, {**sent, "status": payload[:16], "error_code": payload[:16]}
    if number < TURNS_A_PAGE:
        handoff = {"reference": f"X{uuid.uuid4().hex[:6]}", "reason": "asked", "phone": payload[:60], "created_at": at}
        yield HandoffRow, {**handoff, **ids}


@pytest.fixture
def watched(signed_in: Callable[..., Page]) -> Iterator[Page]:
    """A page that tells, at the end, of every dialog and of every script that the policy had to stop."""
    page, ran = signed_in(), []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda line: ran.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("request", lambda request: ran.append(request.url) if "evil.example" in request.url else None)
    yield page
    assert ran == []


def views(site: Site, hostile: str) -> list[str]:
    """Every page, those that show the hostile conversation first of all; every part of that conversation."""
    with site.database.connect() as connection:
        query = text("SELECT min(turn_id), max(turn_id) FROM messages WHERE conversation_id = :name")
        first, last = connection.execute(query, {"name": hostile}).one()
    queues = ("handoffs", "not_understood", "thumbs_down", "opted_out", "second")
    parts = [f"/c/{hostile}?before={turn}" for turn in range(last + 1, first, -TURNS_A_PAGE)]
    finds = [
        "/find?words=script",
        "/find?outcome=not_understood",
        "/find?vote=down",
        f"/find?words=<script>{SCRIPTS[0]}",
    ]
    given = f"words={PAYLOADS[4]}&topic={PAYLOADS[5]}&tag={PAYLOADS[6]}".replace("#", "%23")
    others = ["/answers", "/understand", "/improve", "/people", "/audit", "/account", "/privacy", "/understand.json"]
    return ["", *(f"?queue={queue}" for queue in queues), *parts, *finds, f"/find?{given}", f"/export?{given}", *others]


ACTIVE = (
    "main :is(script, iframe, object, base, link, meta, style, animate, math, img), "
    "main :is([onerror], [onload], [onfocus], [ontoggle], [onbegin], [href^=javascript], [action^=javascript])"
)


TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? []
    : [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth)
        .map((one) => one.outerHTML.slice(0, 120))"""


def test_hostile_text_stays_text_in_every_view(site: Site, watched: Page, hostile: str) -> None:
    shown = ""
    for view in views(site, hostile):
        watched.goto(f"{site.base}/console{view}")
        assert "ran" not in watched.title(), view
        assert watched.locator(ACTIVE).count() == 0, view
        assert "json" in view or watched.evaluate(TOO_WIDE) == [], view
        if view.startswith("/c/"):
            shown += "\n".join(watched.locator(".bubble.visitor p").all_text_contents())
    assert [payload for payload in PAYLOADS if payload not in shown] == [], "all are shown, as they were written"


def test_no_export_holds_a_formula_or_leaves_anything_out(site: Site, watched: Page, hostile: str) -> None:
    files = {}
    for kind in ("csv", "jsonl", "stories", "tests"):
        watched.goto(f"{site.base}/console/export?outcome=not_understood")
        watched.locator(f"input[value={kind}]").check()
        watched.get_by_label("Your password, once more").fill(PASSWORD)
        with watched.expect_download() as download:
            watched.get_by_role("button", name="Export").click()
        files[kind] = download.value.path().read_text(encoding="utf-8-sig")
        watched.goto(download.value.path().as_uri())  # as a person opens it; the file has no name that says HTML
    rows = list(csv.reader(io.StringIO(files["csv"], newline="")))
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(RUNS)]
    texts = {row[5] for row in rows} | {row[5].removeprefix("'") for row in rows}
    assert [payload for payload in PAYLOADS if payload not in texts] == []
    lines = [json.loads(line) for line in files["jsonl"].splitlines()]
    told = {message["text"] for line in lines for message in line["messages"]}
    assert [payload for payload in PAYLOADS if payload not in told] == []
    for kind in ("stories", "tests"):
        assert any(story["story"] == hostile for story in yaml.safe_load(files[kind])["stories"])
