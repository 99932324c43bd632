"""One browser and one server for all tests of the widget; a fresh profile for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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


@pytest.fixture(scope="package")
def script() -> Script:
    """The script as the server sends it."""
    return build_script(FACTS, release())
