"""Pages in a real browser: accessible in every form, usable by keyboard and without scripts, safe with hostile text."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle, islice

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import insert, text

from bot.transcripts.queues import items
from bot.transcripts.tables import ConversationRow, HandoffRow, MessageRow, TurnRow
from tests.e2e.console.conftest import PASSWORD, Site

SignedIn = Callable[..., Page]
PAGES = (
    "",
    "?queue=handoffs",
    "/find?words=records",
    "/find?channel=web&reviewed=no",
    "/improve",
    "/understand",
    "/answers",
    "/people",
    "/account",
    "/audit?verify=1",
    "/privacy",
    "/export",
    "/nowhere",
)


def a_conversation(site: Site, queue: str = "not_understood") -> str:
    with site.console.readers() as session:
        return items(session, queue, datetime.now(UTC))[0].conversation


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="laptop"),
        pytest.param({"viewport": {"width": 390, "height": 800}}, id="phone"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
    ],
)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    site: Site, signed_in: SignedIn, new_context: Callable[..., BrowserContext], options: dict[str, object]
) -> None:
    stranger = new_context(**options).new_page()
    stranger.goto(f"{site.base}/console/sign-in")
    page, found = signed_in(**options), {}
    found["sign-in"] = Axe().run(stranger).response["violations"]
    for path in (*PAGES, f"/c/{a_conversation(site)}?queue=not_understood"):
        page.goto(f"{site.base}/console{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found[path] = Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
    wrong = {path: [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in rules] for path, rules in found.items()}
    assert {path: rules for path, rules in wrong.items() if rules} == {}


def test_the_keyboard_leads_through_the_inbox(site: Site, signed_in: SignedIn) -> None:
    page = signed_in("lena")
    page.goto(f"{site.base}/console?queue=unsure")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(page.locator("a.row").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/c/**")
    page.keyboard.press("r")
    page.wait_for_url("**said=judged**")
    expect(page.get_by_text("lena: right")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url(f"{site.base}/console")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_everything_works_without_scripts(site: Site, signed_in: SignedIn) -> None:
    page = signed_in("amos", java_script_enabled=False)
    name = a_conversation(site, "not_chosen")
    page.goto(f"{site.base}/console/c/{name}?queue=not_chosen")
    page.get_by_text("Wrong", exact=True).first.click()
    page.get_by_label("The right topic").first.select_option("program/cancel")
    page.get_by_role("button", name="Propose the correction").first.click()
    expect(page.get_by_role("status")).to_have_text("Your judgement is saved.")
    page.get_by_role("button", name="Reviewed · next").click()
    expect(page.get_by_role("status")).to_have_text("Marked as reviewed.")


def test_counts_change_while_the_inbox_is_open_and_stop_with_the_session(site: Site, signed_in: SignedIn) -> None:
    page = signed_in("amos")
    page.goto(f"{site.base}/console?queue=sample")
    before = page.locator("[data-count=opted_out]").inner_text()
    with site.database.begin() as connection:
        one = connection.execute(text("SELECT id FROM conversations WHERE opted_out_at IS NULL LIMIT 1")).scalar_one()
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(sep=" ")
        connection.execute(
            text("UPDATE conversations SET opted_out_at = :now WHERE id = :one"), {"now": now, "one": one}
        )
    expect(page.locator("[data-count=opted_out]")).to_have_text(str(int(before) + 1), timeout=10_000)
    site.console.accounts.sign_out_everywhere("test", "amos")
    page.wait_for_url("**/console/sign-in**", timeout=10_000)


SCRIPT = "document.title='ran'"
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
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "{{{{ 7 * 7 }}}}{{% include 'x' %}} {0}",
    "${{{0}}}`{0}`",
    "--><script>{0}</script><!--",
    "]]><script>{0}</script>",
    "%3Cscript%3E{0}%3C/script%3E",
    "&lt;script&gt;{0}&lt;/script&gt;",
    "\u202e<script>{0}</script>",
    "<scr\0ipt>{0}</scr\0ipt>",
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+{0}//'>",
    "<form action=javascript:{0}><button>x</button></form>",
    "<base href=//evil.example/>",
    "<object data=javascript:{0}>",
)
FORMULAS = (
    "=HYPERLINK({0})",
    "+1+cmd|' /C calc'!A0 {0}",
    "-2+3 {0}",
    "@SUM(1) {0}",
    "\t=1+1 {0}",
    " =1+1 {0}",
    "＝1+1 {0}",
)
PAYLOADS = [
    f"{number} {shape.format(SCRIPT)}" if number % 2 else shape.format(SCRIPT)
    for number, shape in enumerate(islice(cycle((*SHAPES, *FORMULAS)), 200))
]


@pytest.fixture
def hostile(site: Site) -> str:
    """A conversation that says and is everything hostile; returns its id."""
    name, now = f"hostile-{uuid.uuid4().hex[:8]}", datetime.now(UTC)
    with site.database.begin() as connection:
        first = (connection.execute(text("SELECT max(id) FROM turns")).scalar() or 0) + 1
        connection.execute(
            insert(ConversationRow),
            {"id": name, "channel": "web", "created_at": now, "last_activity_at": now, "slots": {"state": PAYLOADS[1]}},
        )
        for number, payload in enumerate(payload.replace("\0", "") for payload in PAYLOADS):
            turn = {"id": first + number, "conversation_id": name, "message_id": f"m{number}", "channel": "web"}
            times = {"received_at": now, "finished_at": now, "elapsed_ms": 5.0, "text_hash": "0" * 64}
            connection.execute(insert(TurnRow), {**turn, **times, "status": "done", "media_types": []})
            line = {"conversation_id": name, "turn_id": first + number, "client_id": f"m{number}", "at": now}
            rule = {"name": payload, "version": payload, "verdict": payload, "inputs": {payload: payload}}
            details = {"alternatives": [[payload, 0.5]], "sources": [{"title": payload, "section": payload}]}
            details |= {"choices": [{"title": payload, "topic": None}], "rule": rule, "reviewed": payload}
            for seq, sender in ((2 * number + 1, "visitor"), (2 * number + 2, "assistant")):
                shown = {"sender": sender, "text": payload, "topic": payload[:60], "outcome": "not_understood"}
                more = {"answer": payload[:90], "version": payload[:16], "confidence": 0.2, "details": details}
                row = {**line, **shown, **more, "id": f"{name}-{seq}", "seq": seq}
                connection.execute(insert(MessageRow), row)
        handoff = {"reference": f"X{uuid.uuid4().hex[:6]}", "reason": "asked", "phone": PAYLOADS[1][:60]}
        connection.execute(insert(HandoffRow), {**handoff, "conversation_id": name, "turn_id": first})
    ruth = site.console.accounts.named("ruth")
    for payload in PAYLOADS[:20]:
        site.console.judging.add_note(ruth, name, payload)
        site.console.judging.add_tag(ruth, name, payload)
    site.console.judging.save_filter(ruth, PAYLOADS[2], "topic=" + PAYLOADS[3])
    site.console.judging.judge(ruth, first, "wrong", PAYLOADS[4])
    return name


def test_hostile_text_stays_text_in_every_view_and_export(site: Site, signed_in: SignedIn, hostile: str) -> None:
    page, ran = signed_in(), []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda line: ran.append(line.text) if "Content Security Policy" in line.text else None)
    with site.database.connect() as connection:
        seen = connection.execute(
            text("SELECT min(turn_id) FROM messages WHERE conversation_id = :name"), {"name": hostile}
        ).scalar_one()
    views = ["", "?queue=not_understood", "?queue=handoffs", "/find?words=script", "/find?outcome=not_understood"]
    views += ["/answers", "/understand", "/improve", "/audit", "/find?words=<script>" + SCRIPT]
    views += [f"/c/{hostile}?before={seen + 50 * part}" for part in (1, 2, 3, 4)]
    for view in views:
        page.goto(f"{site.base}/console{view}")
        assert "ran" not in page.title(), view
        assert page.locator("main :is(script, iframe, object, base, link, meta, style, animate)").count() == 0, view
        assert page.locator("main :is([onerror], [onload], [onfocus], [ontoggle], [href^=javascript])").count() == 0, (
            view
        )
    page.goto(f"{site.base}/console/c/{hostile}?before={seen + 50}")
    assert page.locator(".bubble.visitor p").first.inner_text().strip() == PAYLOADS[0].strip()
    assert ran == []
    files = []
    for kind in ("csv", "jsonl", "yml"):
        page.goto(f"{site.base}/console/export?outcome=not_understood")
        page.locator(f"input[value={kind}]").check()
        page.get_by_label("Your password, once more").fill(PASSWORD)
        with page.expect_download() as download:
            page.get_by_role("button", name="Export").click()
        files.append(download.value.path().read_text(encoding="utf-8-sig"))
    rows = list(csv.reader(io.StringIO(files[0])))
    assert len(rows) > 400
    for row in rows:
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))], row
