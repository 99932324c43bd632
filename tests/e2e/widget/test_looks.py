"""Requirements 12 to 23: what is seen, at every size, theme and setting."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from .chat import Chat
from .states import STATES, axe_findings

SMALL = [(320, 568), (320, 256), (640, 400)]
CONTROLS = "a[href], button, input, textarea, summary"
IN_SENTENCES = ".text a"  # WCAG 2.5.8 leaves links within a sentence out

BOXES = """(element, controls) => [...element.shadowRoot.querySelectorAll(controls)]
  .filter((node) => node.checkVisibility() && !node.closest("[inert]"))
  .map((node) => ({ name: node.getAttribute("aria-label") || node.textContent.trim(), sentence: node.matches(".text a"),
                    box: node.getBoundingClientRect().toJSON() }))"""


def boxes(chat: Chat) -> list[dict[str, Any]]:
    return list(chat.run(BOXES, CONTROLS))


def luminance(image: Image.Image) -> np.ndarray:
    part = np.asarray(image.convert("RGB"), dtype=float) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def pixels_changed(before: bytes, after: bytes, ratio: float) -> int:
    """Count the pixels whose contrast between two pictures is at least `ratio`."""
    one, other = (luminance(Image.open(io.BytesIO(picture))) for picture in (before, after))
    contrast = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return int((contrast >= ratio).sum())


def picture(chat: Chat, target: Locator, margin: int = 50) -> bytes:
    box = target.bounding_box()
    assert box
    left, top = max(0, box["x"] - margin), max(0, box["y"] - margin)
    clip = {
        "x": left,
        "y": top,
        "width": box["x"] + box["width"] + margin - left,
        "height": box["y"] + box["height"] + margin - top,
    }
    return chat.page.screenshot(clip=clip)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_r12_every_control_shows_its_focus(new_chat, theme):
    chat = new_chat(f'<script src="/widget.js" data-theme="{theme}" defer></script>')
    chat.open().ask("I live in Michigan", "cannot offer remote opinions")
    chat.element.get_by_text("Source").wait_for()
    chat.page.keyboard.press("Shift+Tab")  # so that focus by script is shown as focus by key is
    controls = chat.element.locator(CONTROLS).filter(visible=True)
    for index in range(controls.count()):
        control = controls.nth(index)
        control.scroll_into_view_if_needed()
        control.evaluate("(e) => { e.focus({ preventScroll: true }); e.blur() }")
        before = picture(chat, control)
        control.evaluate("(e) => e.focus({ preventScroll: true, focusVisible: true })")
        changed = pixels_changed(before, picture(chat, control), 3)
        box = control.bounding_box()
        assert box
        assert changed >= 2 * (box["width"] + box["height"]), f"{control.inner_text()!r} {changed}"


@pytest.mark.parametrize("state", STATES)
def test_r13_axe_finds_nothing(chat, stub, state):
    STATES[state](chat, stub)
    chat.page.wait_for_timeout(250)
    assert axe_findings(chat) == []


@pytest.mark.parametrize("state", ["opened", "answered", "handoff", "emergency", "menu", "deleting", "error"])
def test_r14_targets_are_large(new_chat, stub, state):
    chat = new_chat(viewport={"width": 320, "height": 568})
    STATES[state](chat, stub)
    chat.page.wait_for_timeout(250)
    found = [entry for entry in boxes(chat) if not entry["sentence"]]
    assert len(found) >= 4
    small = [entry for entry in found if min(entry["box"]["width"], entry["box"]["height"]) < 43.9]
    assert small == []


@pytest.mark.parametrize(("root", "pixels"), [("62.5%", "16px"), ("100%", "16px"), ("200%", "32px")])
def test_r15_text_follows_the_browsers_size_but_no_tiny_host(new_chat, root, pixels):
    chat = new_chat()
    chat.page.evaluate("(size) => { document.documentElement.style.fontSize = size }", root)
    chat.open()
    sizes = chat.run(
        "(e) => ['.text', 'textarea', '.choice'].map((s) => getComputedStyle(e.shadowRoot.querySelector(s)).fontSize)"
    )
    assert sizes == [pixels] * 3


def assert_usable(chat: Chat, size: tuple[int, int], *, closes: bool = True) -> None:
    width, height = size
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert chat.run("(e) => { const l = e.shadowRoot.querySelector('.log'); return l.scrollWidth <= l.clientWidth }")
    names = ["Menu", "Send", "Close chat"] if closes else ["Menu", "Send"]
    for part in (*map(chat.button, names), chat.input, chat.element.locator("h2")):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width + 0.5
        assert box["y"] + box["height"] <= height + 0.5
    log = chat.log.bounding_box()
    assert log
    assert log["height"] >= 40


@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("state", ["opened", "offline", "handoff"])
def test_r16_everything_fits_small_screens(new_chat, stub, size, state):
    scale = 2 if size == (640, 400) else 1
    chat = new_chat(viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale)
    STATES[state](chat, stub)
    assert_usable(chat, size)
    if state == "opened":
        chat.ask("a long answer, please", "Line 39")
        assert_usable(chat, size)


def test_r16_text_of_twice_the_size_fits_a_phone(new_chat, stub):
    chat = new_chat(viewport={"width": 320, "height": 568})
    chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    chat.open()
    assert_usable(chat, (320, 568))


def test_r17_only_the_log_scrolls(new_chat, stub):
    chat = new_chat('<script src="/widget.js" defer></script><div style="height:3000px"></div>')
    chat.page.evaluate("scrollTo(0, 120)")
    chat.open()
    for number in range(20):
        stub.answer = lambda text: {
            "replies": [{"text": text * 5, "topic": None, "sources": [], "choices": []}],
            "handoff": None,
        }
        chat.run("(e, text) => e.send(text)", f"message {number}")
    chat.wait_for_text("message 19message 19")
    assert chat.page.evaluate("scrollY") == 120
    assert chat.run("(e) => e.shadowRoot.querySelector('.panel').scrollTop") == 0
    assert chat.run("(e) => getComputedStyle(e.shadowRoot.querySelector('.panel')).overflowY") == "clip"


def test_r18_a_long_answer_is_shown_from_its_first_line(chat):
    chat.open()
    answer = chat.ask("a long answer, please", "Line 39")
    first, log = answer.get_by_text("Line 0 of").bounding_box(), chat.log.bounding_box()
    assert first
    assert log
    assert log["y"] <= first["y"] <= log["y"] + 80
    chat.page.wait_for_timeout(400)
    assert answer.get_by_text("Line 0 of").bounding_box() == first


@pytest.mark.parametrize("lines", [8, 10, 12])
def test_r18_what_comes_under_an_answer_does_not_push_its_first_line_away(chat, stub, lines):
    text = "\n".join(f"Line {number}" for number in range(lines))
    reply = {
        "text": text,
        "topic": "program/why",
        "sources": [{"title": "A", "section": "B"}],
        "choices": [{"title": "More"}],
    }
    stub.answer = lambda _: {"replies": [reply], "handoff": None}
    answer = chat.open().ask("how", "Line 0")
    answer.get_by_text("Source").wait_for()
    expect(answer.get_by_text("Line 0")).to_be_in_viewport(ratio=0.9)


def test_r18_an_answer_in_two_parts_is_shown_from_the_first(new_chat, stub):
    parts = ["\n".join(f"Part one, line {number}" for number in range(9)), "Which one do you mean?"]
    choices = [{"title": f"This one, number {number}", "topic": None} for number in range(4)]
    replies = [{"text": text, "topic": None, "sources": [], "choices": []} for text in parts]
    replies[1]["choices"] = choices
    stub.answer = lambda _: {"replies": replies, "handoff": None}
    chat = new_chat(viewport={"width": 320, "height": 568})
    chat.open().ask("how", "Which one do you mean?")
    expect(chat.element.get_by_text("Part one, line 0")).to_be_in_viewport(ratio=0.9)


def test_r18_a_visitor_who_reads_above_is_not_moved(chat, stub):
    chat.open()
    chat.ask("a long answer, please", "Line 39")
    chat.log.evaluate("(log) => { log.scrollTop = 5 }")
    chat.page.wait_for_timeout(100)
    stub.push("Something new")
    jump = chat.element.get_by_role("button", name="New message")
    jump.wait_for()
    assert chat.log.evaluate("(log) => log.scrollTop") == 5
    jump.click()
    expect(chat.element.get_by_text("Something new")).to_be_in_viewport()
    expect(jump).to_be_hidden()


def test_r19_nothing_moves_when_motion_is_unwelcome(new_chat, stub):
    chat = new_chat(reduced_motion="reduce")
    STATES["typing"](chat, stub)
    assert chat.run("(e) => e.shadowRoot.getAnimations().length") == 0
    changes = []
    for _ in range(3):  # what is still being laid out comes to rest; an animation never does
        first = chat.page.screenshot(caret="hide")
        chat.page.wait_for_timeout(400)
        changes.append(pixels_changed(first, chat.page.screenshot(caret="hide"), 1.01))
    assert 0 in changes


def test_r20_forced_colours_keep_borders_and_focus(new_chat, stub):
    chat = new_chat(forced_colors="active")
    chat.open().ask("some choices", "Which one")
    borders = chat.run(
        """(e) => ['.visitor .text', '.assistant .text', '.choice', '.send', 'textarea'].map((s) => {
             const look = getComputedStyle(e.shadowRoot.querySelector(s));
             return [look.borderTopWidth, look.borderTopColor !== look.backgroundColor]; })"""
    )
    assert all(float(width[:-2]) >= 1 and distinct for width, distinct in borders)
    assert chat.input.evaluate("(e) => parseFloat(getComputedStyle(e).outlineWidth)") > 0
    assert chat.run(
        "(e) => getComputedStyle(e.shadowRoot.querySelector('.tool svg')).stroke === getComputedStyle(e.shadowRoot.querySelector('.tool svg').parentNode).color"
    )


@pytest.mark.parametrize(
    ("accent", "theme"),
    [("yellow", "light"), ("oklch(0.9 0.1 100)", "light"), ("#777", "light"), ("#000", "dark"), ("#777", "dark")],
)
def test_r21_an_unreadable_accent_is_corrected(new_chat, stub, accent, theme):
    chat = new_chat(
        f'<style>second-opinion-chat{{--second-opinion-accent:{accent}}}</style><script src="/widget.js" data-theme="{theme}" defer></script>'
    )
    warnings: list[str] = []
    chat.page.on("console", lambda message: warnings.append(message.text))
    chat.open().ask("some choices", "Which one")
    chat.page.wait_for_timeout(250)
    assert axe_findings(chat) == []


def test_r21_correcting_is_told_on_the_console(new_chat):
    warnings: list[str] = []
    chat = new_chat()
    chat.page.on("console", lambda message: warnings.append(message.text))
    chat.run("(e) => e.style.setProperty('--second-opinion-accent', 'yellow')")
    chat.page.wait_for_timeout(100)
    assert any("corrected" in warning for warning in warnings)


def test_r21_pale_text_on_a_pale_ground_is_corrected(new_chat):
    chat = new_chat(
        "<style>second-opinion-chat{--second-opinion-bg:#eee;--second-opinion-fg:#ccc}</style><script src='/widget.js' defer></script>"
    )
    chat.open()
    assert axe_findings(chat) == []


SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
CLIPPED = """(element, css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  element.shadowRoot.adoptedStyleSheets = [...element.shadowRoot.adoptedStyleSheets, sheet];
  return [...element.shadowRoot.querySelectorAll('button, .text, h2, label, .notice, .card, a')]
    .filter((n) => n.checkVisibility() && (n.scrollWidth > n.clientWidth + 1 || n.scrollHeight > n.clientHeight + 1) && n.clientWidth)
    .map((n) => n.className + n.textContent);
}"""


@pytest.mark.parametrize("css", [SPACING, ":host { } .root { font-size: 32px !important }"])
@pytest.mark.parametrize("state", ["handoff", "menu", "opened"])
def test_r22_spacing_and_large_text_lose_nothing(chat, stub, css, state):
    STATES[state](chat, stub)
    chat.page.wait_for_timeout(250)
    assert chat.run(CLIPPED, css) == []


def test_r22_links_are_underlined(chat, stub):
    STATES["handoff"](chat, stub)
    lines = chat.run(
        "(e) => [...e.shadowRoot.querySelectorAll('a')].map((a) => getComputedStyle(a).textDecorationLine)"
    )
    assert len(lines) >= 3
    assert set(lines) == {"underline"}


def test_r23_no_landmarks_and_no_ids_reach_the_host(chat, stub):
    STATES["handoff"](chat, stub)
    assert (
        chat.run(
            "(e) => e.shadowRoot.querySelectorAll('header, main, nav, footer, aside, section, [role=banner]').length"
        )
        == 0
    )
    assert chat.page.evaluate(
        "document.getElementById('title') === null && document.getElementById('question') === null"
    )
    assert axe_findings(chat) == []
