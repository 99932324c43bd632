"""Requirements 24 to 26: language, words and direction."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.widget.bundle import PARTS, SOURCES

from .chat import HOST
from .states import PSEUDO, STATES

# Every text that the widget shows, and every attribute that is read out.
VISIBLE_WORDS = """(element) => {
  const words = [];
  const walker = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) words.push(walker.currentNode.data.trim());
  for (const node of element.shadowRoot.querySelectorAll("*"))
    for (const name of ["aria-label", "title", "placeholder"]) words.push(node.getAttribute(name) || "");
  return words.filter(Boolean);
}"""
SAID_BY_SERVER = ["You asked", "The program cannot", "for a visit in person"]
TYPED = ["Can I cancel?", "I live in Michigan", "hello", "first", "second", "I can't breathe"]
ENGLISH_KEYS = re.findall(
    r"^  (\w+):", (SOURCES / "strings.js").read_text("utf-8").split("const ALARMS")[0], re.MULTILINE
)


def pseudo_words() -> dict[str, object]:
    """Return a table in which every word is marked, with the names that are filled in kept."""
    words: dict[str, object] = {
        key: f"«{key} {{number}} {{phone}} {{n}} {{label}} {{title}} {{date}} »" for key in ENGLISH_KEYS
    }
    words |= {"unread": ["«many»", "«one»"], "launcherUnread": ["«many»", "«one»"], "starters": ["«one»", "«two»"]}
    words |= {"sizes": {"0": "«a»", "1": "«b»"}, "themes": {"auto": "«c»", "dark": "«d»"}}
    return words


@pytest.mark.parametrize(
    ("script", "html_lang", "locale", "spoken"),
    [
        pytest.param('data-lang="de"', "en", "fr-FR", "de", id="the owner's choice first"),
        pytest.param("", "de-AT", "fr-FR", "de", id="then the page's"),
        pytest.param("", "", "de-DE", "de", id="then the browser's"),
        pytest.param("", "fr", "fr-FR", "en", id="English where we have no words"),
    ],
)
def test_r24_language_follows_owner_page_browser(new_chat, script, html_lang, locale, spoken):
    html = HOST.replace('lang="en"', f'lang="{html_lang}"')
    chat = new_chat(f'<script src="/widget.js" {script} defer></script>', html=html, locale=locale)
    chat.run(
        "(e) => { const lang = e.dataset.lang; e.setLanguage('de', { launcher: 'Frage stellen' }); lang ? 0 : delete e.dataset.lang }"
    )
    chat.page.wait_for_timeout(50)
    launcher = chat.element.get_by_role("button", name="Frage stellen" if spoken == "de" else "Ask a question")
    expect(launcher).to_be_visible()
    assert launcher.evaluate("(e) => [e.closest('[lang]').lang, e.closest('[dir]').dir]") == [spoken, "ltr"]


def test_r24_a_german_widget_marks_english_answers(chat):
    chat.run("(e) => e.setLanguage('de', { label: 'Ihre Frage' })")
    chat.element.get_by_role("button", name="Ask a question").click()
    chat.input = chat.element.get_by_role("textbox", name="Ihre Frage")
    bubble = chat.ask("first")
    assert bubble.locator(".text").evaluate("(e) => [e.lang, e.dir]") == ["en", "auto"]
    assert chat.log.locator(".turn.visitor .text").evaluate("(e) => [e.lang, e.dir]") == ["", "auto"]


@pytest.mark.parametrize(
    "state", ["opened", "answered", "handoff", "menu", "deleting", "error", "offline", "emergency"]
)
def test_r25_every_word_comes_from_the_table(chat, stub, state):
    STATES[state](chat, stub)
    chat.page.wait_for_timeout(250)
    chat.run("(e, words) => e.setLanguage('xx', words)", pseudo_words())
    chat.page.wait_for_timeout(250)
    words = [word for word in chat.run(VISIBLE_WORDS) if re.search("[a-zA-Z]", word)]
    assert len(words) > 10
    others = [*SAID_BY_SERVER, *TYPED, "K7M-42Q", "K 7 M"]
    assert [word for word in words if not re.search("[«»]", word) and not any(part in word for part in others)] == []


def test_r25_an_owner_overrides_single_words_of_english(chat):
    chat.run("(e) => e.setLanguage('en', { title: 'Ask our clinic' })")
    chat.open()
    expect(chat.element.get_by_role("heading", name="Ask our clinic")).to_be_visible()
    expect(chat.button("Send")).to_be_visible()


def test_r25_english_has_every_key_that_the_code_asks_for():
    code = "".join((SOURCES / f"{part}.js").read_text("utf-8") for part in PARTS[1:])
    asked = set(re.findall(r'\b(?:t|say|item|withNumber|action|picker)\("(\w+)"', code))
    assert asked
    assert asked <= set(ENGLISH_KEYS)


def test_r26_right_to_left_mirrors_but_not_the_numbers(chat, stub):
    chat.run("(e, words) => e.setLanguage('ar', words)", PSEUDO)
    launcher = chat.element.get_by_role("button", name=PSEUDO["launcher"]).bounding_box()
    assert launcher
    assert launcher["x"] < 100
    STATES["right_to_left"](chat, stub)
    panel, menu = chat.panel.bounding_box(), chat.element.get_by_role("button", name=PSEUDO["menu"]).bounding_box()
    assert panel
    assert menu
    assert panel["x"] < 100
    assert menu["x"] < panel["x"] + panel["width"] / 2
    numbers = chat.run(
        "(e) => [...e.shadowRoot.querySelectorAll('a[href^=tel] bdi')].map((n) => [n.dir, getComputedStyle(n).direction])"
    )
    assert len(numbers) >= 2
    assert all(pair == ["ltr", "ltr"] for pair in numbers)


def test_r26_the_style_names_no_side():
    css = (SOURCES / "styles.css").read_text("utf-8")
    physical = re.findall(r"[{;]\s*((?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|float)", css)
    assert physical == []
