"""Take the pictures of docs/console, with what the real assistant says: `python -m pytest tests/e2e/console/screenshots.py`.

Names are made up, and so are the conversations behind the figures.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import text

from bot.app import ROOT, build_parts
from bot.console.parts import Console
from bot.dialogue.messages import IncomingMessage
from bot.knowledge.loading import load_knowledge
from bot.model import load_agent
from bot.settings import Settings
from tests.e2e.console.conftest import PASSWORD, SECRET, Site

pytestmark = [pytest.mark.model, pytest.mark.timeout(1800)]

FOLDER = ROOT / "docs" / "console"
LAPTOP = {"viewport": {"width": 1366, "height": 860}}
PHONE = {"viewport": {"width": 390, "height": 800}, "device_scale_factor": 2}
SAID = {
    "sms": (
        "Do you see patients who live in Ohio?",
        "I live in Toledo but I am moving to Michigan next month",
        "Thanks",
    ),
    "web": (
        "What does a second opinion cost?",
        "who reads the slides over there",
        "I have crushing chest pain right now",
    ),
}


class Example:
    """The ids of what is shown."""

    def __init__(self, site: Site) -> None:
        settings = Settings(SECRET, database_url=site.url, model_path=ROOT / "models")
        self._parts = build_parts(
            settings, load_agent(settings.model_path, load_knowledge(ROOT, settings.in_answers()))
        )
        store = self._parts.store
        self.text = store.ensure_conversation("sms-example", "sms", "+12025550143")
        self.web = store.create_web_conversation()[0]
        with ThreadPoolExecutor(1) as aside:  # Playwright has an event loop in this thread
            aside.submit(asyncio.run, self._hold()).result()
        _deliver(site)
        _work(site.console, self)

    async def _hold(self) -> None:
        await self._parts.engine.warm_up()
        for name, channel in ((self.text, "sms"), (self.web, "web")):
            for words in SAID[channel]:
                now = datetime.now(UTC)
                message = IncomingMessage(name, uuid.uuid4().hex, channel, words, now)  # type: ignore[arg-type]
                await self._parts.turns.submit(message)


def _deliver(site: Site) -> None:
    with site.database.begin() as connection:
        connection.execute(text("UPDATE outbox SET status = 'sent', attempts = 1, delivery = 'delivered'"))


def _work(console: Console, example: Example) -> None:
    """Let staff do their work."""
    ruth, amos, lena = (console.accounts.named(name) for name in ("ruth", "amos", "lena"))
    with console.readers() as session:
        query = (
            "SELECT turn_id FROM messages WHERE outcome = 'answered' AND conversation_id NOT IN (:one, :other) "
            "ORDER BY at DESC LIMIT 40"
        )
        answered = session.execute(text(query), {"one": example.web, "other": example.text}).all()
        mine = session.execute(
            text("SELECT id FROM turns WHERE conversation_id = :name ORDER BY id"), {"name": example.web}
        )
        turns = [row[0] for row in mine]
    for number, (turn,) in enumerate(answered):
        console.judging.judge(lena, turn, "not_covered" if number % 9 == 8 else "right", None)
        if number % 3 == 0:
            console.judging.judge(amos, turn, "right", None)
    for turn, topic in ((answered[4][0], "records/how_to_get"), (answered[7][0], "program/price")):
        console.judging.judge(lena, turn, "wrong", topic)
    console.judging.judge(lena, turns[1], "wrong", "program/where_to_send")
    console.judging.judge(amos, turns[0], "right", None)
    console.judging.judge(lena, turns[0], "right", None)
    console.judging.add_tag(lena, example.web, "before surgery")
    console.judging.add_note(
        lena, example.web, "Asked to call 911. We call back tomorrow morning about the cancellation."
    )
    console.judging.mark(lena, example.web, "second_wanted", on=True)
    for name, query in (("Unsure on the web", "channel=web&below=60"), ("Michigan", "verdict=excluded&state=MI")):
        console.judging.save_filter(ruth, name, query)
    secret = pyotp.random_base32()
    console.accounts.use_code(lena, secret, pyotp.TOTP(secret).now())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("pictures"), conversations=3_000)
    yield running
    running.close()


@pytest.fixture(scope="module")
def example(site: Site) -> Example:
    return Example(site)


def plain(_page: Page) -> None:
    """Leave the page as it opens."""


def opened(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = one.dataset.key !== 'w'")


def first_opened(page: Page) -> None:
    page.locator(".facts > details").first.evaluate("(one) => { one.open = true; }")


def corrected(page: Page) -> None:
    first_opened(page)
    page.locator('details[data-key="w"]').nth(1).evaluate("(one) => { one.open = true; }")


def made(page: Page) -> None:
    page.get_by_label("Name").fill("miriam")
    page.get_by_role("button", name="Add").click()
    page.locator("details").first.evaluate("(one) => { one.open = true; }")


def with_keys(page: Page) -> None:
    page.keyboard.press("?")


PICTURES: dict[str, tuple[str, Callable[[Page], None], bool]] = {  # address, what is done there, the whole page
    "inbox": ("?queue=pressing", plain, False),
    "handoffs": ("?queue=handoffs", plain, False),
    "empty": ("?queue=thumbs_down&page=9", plain, False),
    "find": ("/find?words=records&channel=web", opened, False),
    "nothing": ("/find?words=zzyzx", plain, False),
    "conversation": ("/c/{web}?queue=pressing", corrected, True),
    "text": ("/c/{text}", opened, True),
    "improve": ("/improve", plain, False),
    "understand": ("/understand", plain, True),
    "answers": ("/answers", plain, False),
    "export": ("/export?words=records&channel=web", plain, False),
    "privacy": ("/privacy", plain, False),
    "staff": ("/people", made, False),
    "audit": ("/audit?verify=1", plain, False),
    "account": ("/account", plain, True),
    "keys": ("", with_keys, False),
    "error": ("/nowhere", plain, False),
}
ON_PHONE = ("inbox", "find", "conversation", "understand", "improve", "audit", "staff")
IN_THE_DARK = ("inbox", "conversation", "understand")


def take(
    browser: Browser, site: Site, example: Example, names: tuple[str, ...], prefix: str, **options: object
) -> None:
    context = browser.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.base}/console/sign-in")
    if not prefix:
        page.screenshot(path=FOLDER / "sign-in.png")
    page.get_by_label("Name").fill("ruth")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.base}/console")
    for name in names:
        path, act, whole = PICTURES[name]
        page.goto(f"{site.base}/console{path.format(web=example.web, text=example.text)}")
        if not (prefix and act is made):
            act(page)
        page.screenshot(path=FOLDER / f"{prefix}{name}.png", full_page=whole)
    context.close()


def test_pictures(browser: Browser, site: Site, example: Example) -> None:
    FOLDER.mkdir(exist_ok=True)
    take(browser, site, example, tuple(PICTURES), "", **LAPTOP)
    take(browser, site, example, ON_PHONE, "phone-", **PHONE)
    take(browser, site, example, IN_THE_DARK, "dark-", color_scheme="dark", **LAPTOP)


def test_the_printed_figures(signed_in: Callable[..., Page], site: Site, example: Example) -> None:
    page = signed_in()
    page.goto(f"{site.base}/console/understand")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.screenshot(path=FOLDER / "printed.png", full_page=True)
