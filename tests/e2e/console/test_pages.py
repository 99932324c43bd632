"""Pages in a real browser: accessible in every form, usable by keyboard and without scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy import text

from bot.transcripts.queues import items
from tests.e2e.console.conftest import Site

SignedIn = Callable[..., Page]
PAGES = {
    "reviewer": (
        "",
        "?queue=handoffs",
        "?queue=second",
        "/find?words=records",
        "/find?words=zzyzx&channel=web&reviewed=no",
        "/improve",
        "/understand",
        "/answers",
        "/account",
        "/nowhere",
    ),
    "manager": ("/privacy", "/export", "/improve?status=accepted"),
    "administrator": ("/people", "/audit?verify=1"),
}
PAGES["manager"] = PAGES["reviewer"] + PAGES["manager"]
PAGES["administrator"] = PAGES["manager"] + PAGES["administrator"]
WHO = {"reviewer": "lena", "manager": "amos", "administrator": "ruth"}
PHONE = {"viewport": {"width": 390, "height": 800}}
DARK = {"color_scheme": "dark"}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Each page once for each width, and what a role sees differently; CONSOLE_FULL=1 looks at every one of them in every way.
LOOKS = [
    pytest.param("administrator", {}, None, id="administrator, laptop"),
    pytest.param("administrator", PHONE, None, id="administrator, phone"),
    pytest.param("administrator", DARK, COLOURS, id="administrator, dark"),
    pytest.param("reviewer", {}, None, id="reviewer, laptop"),
]
if os.environ.get("CONSOLE_FULL"):
    LOOKS = [
        pytest.param(role, {**width, **colours}, None, id=f"{role} {width} {colours}")
        for role in WHO
        for width in ({}, PHONE)
        for colours in ({}, DARK)
    ]


def a_conversation(site: Site, queue: str = "not_understood") -> str:
    with site.console.readers() as session:
        pages = (items(session, queue, datetime.now(UTC), page) for page in range(20))
        waiting = (item.conversation for page in pages for item in page)
        return next(name for name in waiting if not name.startswith("hostile"))  # those have their own test


@pytest.mark.timeout(900)  # on a busy machine; half a minute else
@pytest.mark.parametrize(("role", "options", "rules"), LOOKS)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    site: Site, signed_in: SignedIn, role: str, options: dict[str, object], rules: dict[str, object] | None
) -> None:
    page, axe, found = signed_in(WHO[role], **options), Axe(), {}
    paths = [*PAGES[role], f"/c/{a_conversation(site)}?queue=not_understood", f"/c/{a_conversation(site, 'pressing')}"]
    for path in paths:
        page.goto(f"{site.base}/console{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found[path] = axe.run(page, options=rules).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
    page.get_by_role("button", name="Sign out").click()
    found["sign-in"] = axe.run(page, options=rules).response["violations"]
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
