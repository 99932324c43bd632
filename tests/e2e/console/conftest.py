"""The console in a real browser, on a database of made-up conversations."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.console.generate import fill_database
from bot.app import ROOT
from bot.console.parts import Console, ConsoleOptions, build_console
from bot.console.routes import setup
from bot.knowledge.loading import load_knowledge
from bot.transcripts.database import open_database
from bot.transcripts.passwords import Passwords
from bot.transcripts.redaction import redact
from tests.fakes.console import PASSWORD, QUICK

SECRET = "a test secret that is long enough to be one"
CONVERSATIONS = 200
WAIT_MS = 60_000  # on a busy machine; a page takes a fraction of a second


expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs the browser; leave out what trains a model, unless it is asked for by `-m training`."""
    for item in items:
        if "e2e/console" in str(item.path):
            item.add_marker(pytest.mark.browser)
    if "training" not in config.option.markexpr:
        left_out = [item for item in items if item.get_closest_marker("training")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


class Site:
    """A running console, with a thread and an event loop of its own."""

    def __init__(self, folder: Path, conversations: int = CONVERSATIONS) -> None:
        self.url = f"sqlite:///{folder}/console.db"
        fill_database(self.url, conversations)
        self.database = open_database(self.url)
        with self.database.begin() as connection:  # in so small a database nearly all would be taken
            connection.exec_driver_sql("UPDATE handoffs SET taken_by = NULL, taken_at = NULL WHERE id % 2")
            newest = "SELECT id FROM handoffs ORDER BY created_at DESC LIMIT 2"
            emergency = "reason = 'emergency', taken_by = NULL, taken_at = NULL"
            connection.exec_driver_sql(f"UPDATE handoffs SET {emergency} WHERE id IN ({newest})")
        options = ConsoleOptions(
            secret_key=SECRET,
            public_url="http://localhost",
            topics=load_knowledge(ROOT, {"retention_days_web": 90, "retention_days_sms": 90}).questions,
            retention_days={"web": 90, "sms": 90},
            redact=redact,
            model=lambda: "assistant-7f14fb4c",
            passwords=Passwords(QUICK),
        )
        self.console: Console = build_console(self.database, options)
        for name, role in (("ruth", "administrator"), ("amos", "manager"), ("lena", "reviewer")):
            self.console.accounts.add("test", name, role, PASSWORD)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.base = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(30)

    async def _start(self) -> str:
        app = web.Application()
        setup(app, self.console)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self.database.dispose()


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    memory = Path("/dev/shm")  # where there is such a disk: writing to a real one takes most of the time
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        running = Site(Path(folder))
        yield running
        running.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser profiles that end with the test."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**({"viewport": {"width": 1366, "height": 820}} | options))
        context.set_default_timeout(WAIT_MS)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def signed_in(site: Site, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Open a page of somebody who is signed in."""

    def make(name: str = "ruth", **options: object) -> Page:
        page = new_context(**options).new_page()
        page.goto(f"{site.base}/console/sign-in")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{site.base}/console")
        return page

    return make
