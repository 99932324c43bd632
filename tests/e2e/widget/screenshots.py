"""Take the pictures of docs/widget: `python -m pytest tests/e2e/widget/screenshots.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from .states import STATES

FOLDER = Path(__file__).parents[3] / "docs" / "widget"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 760}
SMALL = {"width": 320, "height": 256}


@pytest.fixture(scope="module", autouse=True)
def folder():
    FOLDER.mkdir(parents=True, exist_ok=True)


def demo_page(stub):
    """The demo page's text stands behind the widget, as on a real site."""
    return stub.url + "/"


@pytest.mark.parametrize("state", STATES)
def test_take_picture_on_a_wide_screen(new_chat, stub, state):
    chat = new_chat(color_scheme="light", viewport=WIDE)
    chat.page.goto(demo_page(stub))
    STATES[state](chat, stub)
    chat.page.wait_for_timeout(400)
    chat.page.screenshot(path=FOLDER / f"{state}.png")


@pytest.mark.parametrize("state", ["closed", "opened", "answered", "handoff", "emergency", "menu", "error"])
def test_take_picture_on_a_phone(new_chat, stub, state):
    chat = new_chat(viewport=PHONE, device_scale_factor=2)
    chat.page.goto(demo_page(stub))
    STATES[state](chat, stub)
    chat.page.wait_for_timeout(400)
    chat.page.screenshot(path=FOLDER / f"phone-{state}.png")


@pytest.mark.parametrize("state", ["opened", "handoff", "offline"])
def test_take_picture_at_four_hundred_percent(new_chat, stub, state):
    chat = new_chat(viewport=SMALL)
    chat.page.goto(demo_page(stub))
    STATES[state](chat, stub)
    chat.page.wait_for_timeout(400)
    chat.page.screenshot(path=FOLDER / f"zoom-{state}.png")


@pytest.mark.parametrize("page", ["chat", "embed"])
def test_take_picture_of_a_page(new_chat, stub, page):
    chat = new_chat(viewport=WIDE)
    chat.page.goto(f"{stub.url}/{page}")
    chat.page.wait_for_timeout(400)
    chat.page.screenshot(path=FOLDER / f"page-{page}.png", full_page=page == "embed")


def test_take_picture_with_forced_colours(new_chat, stub):
    chat = new_chat(viewport=WIDE, forced_colors="active")
    chat.page.goto(demo_page(stub))
    STATES["handoff"](chat, stub)
    chat.page.wait_for_timeout(400)
    chat.page.screenshot(path=FOLDER / "forced-colours.png")
