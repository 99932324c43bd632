"""The pages around the widget: the demo, the chat page, the page for site owners."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .chat import Chat
from .states import axe_findings
from .test_looks import assert_usable

PAGES = ["/", "/chat", "/embed"]


@pytest.fixture
def open_page(new_context, stub):
    """Open one of our own pages."""

    def make(path: str, **options: object) -> Chat:
        page = new_context(**options).new_page()
        page.broken = []
        page.on("console", lambda message: page.broken.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.broken.append(str(error)))
        page.goto(stub.url + path)
        return Chat(page)

    return make


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [(1280, 800), (320, 568)])
def test_pages_pass_axe_and_reflow(open_page, path, size):
    chat = open_page(path, viewport={"width": size[0], "height": size[1]})
    chat.page.wait_for_timeout(200)
    assert axe_findings(chat) == []
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert chat.page.broken == []


def test_the_demo_page_has_one_button_that_opens_the_chat(open_page):
    chat = open_page("/")
    expect(chat.page.get_by_role("button")).to_have_count(1)
    chat.open().ask("Can I cancel?")


def test_the_chat_page_is_the_chat(open_page, stub):
    chat = open_page("/chat")
    expect(chat.element.get_by_role("region", name="Second opinion assistant")).to_be_visible()
    assert chat.page.evaluate("document.activeElement === document.body")
    assert [path for _, path in stub.requests if path.startswith("/api")] == []
    chat.page.keyboard.press("Escape")
    chat.ask("I live in Michigan", "cannot offer remote opinions")
    chat.page.wait_for_timeout(250)
    assert axe_findings(chat) == []
    chat.page.reload()
    chat.wait_for_text("K7M-42Q")


@pytest.mark.parametrize("size", [(320, 568), (320, 256)])
def test_the_chat_page_fits_small_screens(open_page, size):
    chat = open_page("/chat", viewport={"width": size[0], "height": size[1]})
    chat.ask("a long answer, please", "Line 39")
    assert_usable(chat, size, closes=False)


def test_the_chat_page_names_the_phone_without_scripts(open_page):
    chat = open_page("/chat", java_script_enabled=False)
    expect(chat.page.get_by_role("link", name="1-855-695-4872")).to_be_visible()


def test_owners_copy_the_lines(open_page, stub):
    chat = open_page("/embed", permissions=["clipboard-read", "clipboard-write"])
    chat.page.get_by_role("button", name="Copy the tag", exact=True).click()
    expect(chat.page.get_by_role("status").filter(has_text="Copied.")).to_be_attached()
    assert chat.page.evaluate("navigator.clipboard.readText()") == f'<script src="{stub.url}/widget.js" defer></script>'


def test_owners_see_their_choices_live(open_page, stub):
    chat = open_page("/embed")
    launcher = chat.page.locator("second-opinion-chat").get_by_role("button")
    chat.page.get_by_label("Accent color").fill("#7a1f3d")
    chat.page.get_by_label("Corner").select_option("left")
    chat.page.get_by_label("Button text").fill('Ask "us" <b>')
    expect(launcher).to_have_text('Ask "us" <b>')
    assert launcher.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(122, 31, 61)"
    assert launcher.evaluate("(e) => e.getBoundingClientRect().x") < 60
    shown = chat.page.locator("#chosen").inner_text()
    assert "--second-opinion-accent: #7a1f3d" in shown
    assert 'data-side="left" data-label="Ask &quot;us&quot; &lt;b>"' in shown


def test_the_tag_that_owners_copy_works(open_page, stub, new_chat):
    shown = open_page("/embed").page.locator("#fallback").inner_text()
    chat = new_chat(shown)
    chat.open().ask("hello")
