"""One browser and one server for all tests of the widget; a fresh profile for each."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.app import build_parts, create_app
from bot.dialogue.engine import RunningAgent
from bot.settings import Settings
from bot.transcripts.schema import upgrade
from bot.widget.bundle import Script, build_script
from bot.widget.routes import release

from .chat import HOST, SCRIPT, SPEECH, Chat
from .stub import FACTS, Stub

NewChat = Callable[..., Chat]
WAIT_MS = 15_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e/widget" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def running_stub() -> Iterator[Stub]:
    stub = Stub()
    yield stub
    stub.close()


@pytest.fixture
def stub(running_stub: Stub) -> Stub:
    running_stub.reset()
    return running_stub


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser profiles that end with the test."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        context.set_default_timeout(WAIT_MS)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def new_chat(stub: Stub, new_context: Callable[..., BrowserContext]) -> NewChat:
    """Open a host page with the widget: `new_chat(html=…, context=…, init=…, **context options)`."""

    def make(
        script: str = SCRIPT,
        *,
        html: str = HOST,
        context: BrowserContext | None = None,
        init: str = "",
        path: str = "/host/page",
        clock: bool = False,
        **options: object,
    ) -> Chat:
        page: Page = (context or new_context(**options)).new_page()
        page.add_init_script(SPEECH + init)
        if clock:
            page.clock.install()
        page.goto(stub.page(path, html.replace("{script}", script)))
        return Chat(page)

    return make


@pytest.fixture
def chat(new_chat: NewChat) -> Chat:
    """The widget on a host page, closed."""
    return new_chat()


@pytest.fixture(scope="module")
def real_url(tmp_path_factory: pytest.TempPathFactory, trained_agent: RunningAgent) -> Iterator[str]:
    """The real assistant with the trained model, on a thread of its own; yields its address."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    database_url = f"sqlite:///{tmp_path_factory.mktemp('real')}/real.db"
    upgrade(database_url)
    settings = Settings(
        "a secret that is long enough", database_url=database_url, public_url=url, allowed_origins=(url,)
    )
    runner = web.AppRunner(create_app(build_parts(settings, trained_agent)), shutdown_timeout=1)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, "localhost", port).start()

    asyncio.run_coroutine_threadsafe(start(), loop).result(60)
    yield url
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


@pytest.fixture(scope="package")
def script() -> Script:
    """The script as the server sends it."""
    return build_script(FACTS, release())
