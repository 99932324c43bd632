"""Requirements 37 to 44: what is kept, where, and what may reach the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .states import STATES

STORED = "() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])"
NOTHING = '["",{},{}]'
CANARY = "canary4711"


def test_r37_nothing_happens_before_the_first_interaction(chat, stub):
    chat.launcher.wait_for()
    chat.launcher.hover()
    chat.page.wait_for_timeout(500)
    assert chat.page.evaluate(STORED) == NOTHING
    assert chat.page.context.cookies() == []
    assert [path for _, path in stub.requests if path.startswith("/api")] == []
    assert stub.socket_attempts == []


def test_r37_opening_asks_the_server_nothing_either(chat, stub):
    chat.open()
    chat.page.wait_for_timeout(300)
    assert [path for _, path in stub.requests if path.startswith("/api")] == []


def test_r37_no_cookie_is_ever_set_or_sent(chat, stub):
    chat.page.context.add_cookies([{"name": "host", "value": "1", "url": stub.url}])
    sent: list[str] = []
    chat.page.on(
        "request",
        lambda request: sent.append(request.all_headers().get("cookie", "")) if "/api/" in request.url else None,
    )
    chat.open().ask("hello")
    assert sent
    assert set(sent) == {""}
    assert [cookie["name"] for cookie in chat.page.context.cookies()] == ["host"]


def test_r38_deleting_removes_it_here_in_other_tabs_and_on_the_server(new_chat, stub):
    chat = new_chat()
    chat.open().ask(CANARY)
    other = new_chat(context=chat.page.context)
    other.page.wait_for_timeout(300)
    other.open()
    other.wait_for_text(f"You asked: {CANARY}")
    chat.menu("Delete my conversation")
    chat.button("Yes, delete it").click()
    chat.wait_for_text("Your conversation was deleted")
    chat.page.wait_for_timeout(200)
    for tab in (chat, other):
        assert tab.texts("visitor") == []
        assert CANARY not in tab.page.evaluate(STORED)
    assert ("DELETE" in [method for method, _ in stub.requests], stub.conversations) == (True, {})


def test_r38_deleting_without_a_network_is_finished_later(chat, stub):
    chat.open().ask("hello")
    stub.fail_api = True
    chat.menu("Delete my conversation")
    chat.button("Yes, delete it").click()
    chat.wait_for_text("It is deleted on our server as soon as we can reach it")
    assert chat.texts("visitor") == []
    stub.fail_api = False
    chat.page.reload()
    chat.page.wait_for_timeout(500)
    assert stub.conversations == {}


def test_r38_nothing_survives_the_last_tab(new_chat, new_context):
    context = new_context()
    chat = new_chat(context=context)
    chat.open().ask(CANARY)
    chat.page.close()
    chat = new_chat(context=context)
    chat.open()
    assert chat.texts("visitor") == []
    assert CANARY not in chat.page.evaluate(STORED)


def test_r38_a_conversation_ends_after_twelve_hours_of_silence(chat):
    chat.open().ask(CANARY)
    chat.page.evaluate(
        """() => { const [name] = Object.keys(sessionStorage); const data = JSON.parse(sessionStorage[name]);
             data.expires = Date.now() - 1; sessionStorage[name] = JSON.stringify(data) }"""
    )
    chat.page.reload()
    chat.open()
    assert chat.texts("visitor") == []


BROKEN = {
    "storage blocked": "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked', 'SecurityError') } })",
    "storage full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "no channel": "delete window.BroadcastChannel",
    "no randomUUID": "delete Crypto.prototype.randomUUID",
    "no clipboard, no visualViewport": "delete Navigator.prototype.clipboard; delete window.visualViewport",
}


@pytest.mark.parametrize("init", BROKEN.values(), ids=BROKEN.keys())
def test_r39_works_in_memory_when_the_browser_refuses(new_chat, stub, init):
    chat = new_chat(init=init)
    errors: list[str] = []
    chat.page.on("pageerror", lambda error: errors.append(str(error)))
    chat.open().ask("one")
    chat.ask("two")
    chat.page.keyboard.press("Escape")
    chat.open()
    assert chat.texts("visitor") == ["one", "two"]
    assert errors == []
    ids = [frame["id"] for frame in stub.frames if frame["type"] == "message"]
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", each) for each in ids
    )
    assert len(set(ids)) == 2


def test_r40_replay_tools_are_told_and_nothing_leaks(new_chat):
    logged: list[str] = []
    chat = new_chat()
    chat.page.on("console", lambda message: logged.append(message.text))
    chat.page.on("request", lambda request: logged.append(request.url))
    chat.open().ask(CANARY)
    chat.page.keyboard.press("Escape")
    for part in (".log", "textarea"):
        attributes = chat.run("(e, part) => e.shadowRoot.querySelector(part).getAttributeNames()", part)
        assert {"data-private", "data-hj-suppress", "data-clarity-mask", "data-dd-privacy"} <= set(attributes)
    assert not any(CANARY in entry for entry in logged)
    assert CANARY not in chat.page.title() + chat.page.url


PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    'https://example.org/"onmouseover="alert(1)',
    "<a href='javascript:alert(1)'>x</a>",
    "vbscript:msgbox(1) file:///etc/passwd",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_r41_bot_text_stays_text(chat, stub, payload):
    dialogs: list[str] = []
    chat.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    source = {"title": payload, "section": payload}
    choice = {"title": payload, "topic": payload}
    handoff = {"reason": payload, "phone": payload, "reference": payload}
    stub.answer = lambda _: {
        "replies": [{"text": payload, "topic": "program/why", "sources": [source], "choices": [choice]}],
        "handoff": handoff,
    }
    chat.open()
    chat.input.fill("attack")
    chat.input.press("Enter")
    bubble = chat.log.locator(".turn.assistant .text").last
    expect(bubble).to_contain_text(payload[:12])
    chat.element.get_by_text("Source", exact=True).click()
    hrefs = chat.run("(e) => [...e.shadowRoot.querySelectorAll('a')].map((a) => a.href)")
    assert all(re.match(r"(https?|tel|sms):", href) for href in hrefs)
    assert chat.run("(e) => e.shadowRoot.querySelectorAll('img, script, iframe, [onerror], [onmouseover]').length") == 0
    assert dialogs == []


def test_r41_links_open_safely_in_a_new_tab(chat, stub):
    text = "See https://example.org/a(b). Or TriageCancer.org/QuickGuide-MedicalRecords, or call 1-855-695-4872 or (410) 464-6555. Mail a@example.org."
    stub.answer = lambda _: {"replies": [{"text": text, "topic": None, "sources": [], "choices": []}], "handoff": None}
    chat.open()
    bubble = chat.ask("links", "See https")
    links = bubble.locator("a").evaluate_all("(all) => all.map((a) => [a.getAttribute('href'), a.target, a.rel])")
    safe = ["_blank", "noopener noreferrer"]
    assert links == [
        ["https://example.org/a(b", *safe],
        ["https://TriageCancer.org/QuickGuide-MedicalRecords", *safe],
        ["tel:+18556954872", "", ""],
        ["tel:+14104646555", "", ""],
    ]
    expect(
        bubble.get_by_role("link", name="TriageCancer.org/QuickGuide-MedicalRecords (opens in a new tab)")
    ).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 800), (320, 568), (320, 256)])
def test_r42_the_notice_is_there_from_the_start(new_chat, size):
    chat = new_chat(viewport={"width": size[0], "height": size[1]})
    chat.open()
    emergency = chat.element.get_by_role("link", name="In an emergency, call 911.")
    expect(emergency).to_be_in_viewport(ratio=0.95)
    assert emergency.get_attribute("href") == "tel:911"
    if size[1] > 420:
        expect(chat.element.get_by_text("General information, not medical advice.", exact=True)).to_be_in_viewport(
            ratio=0.95
        )


def test_r42_the_owner_sets_the_number(new_chat):
    chat = new_chat('<script src="/widget.js" data-emergency="112" defer></script>')
    chat.open()
    expect(chat.element.get_by_role("link", name="In an emergency, call 112.")).to_have_attribute("href", "tel:112")


def test_r43_the_handoff_card_has_all_that_a_call_needs(new_chat, stub):
    chat = new_chat(
        '<script src="/widget.js" data-hours="Monday to Friday, 8 to 5" data-sms="410-555-0100" defer></script>'
    )
    STATES["handoff"](chat, stub)
    card = chat.element.get_by_role("group", name="Talk to a person")
    call, text = card.get_by_role("link", name="Call 410-464-6555"), card.get_by_role("link", name="Text 410-555-0100")
    assert (call.get_attribute("href"), text.get_attribute("href")) == ("tel:+14104646555", "sms:+14105550100")
    for link in (call, text):
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44
    expect(card).to_contain_text("Hours: Monday to Friday, 8 to 5")
    expect(card).to_contain_text("not offered in your state")
    expect(card).to_contain_text("K7M-42Q")
    assert card.get_by_text("K7M-42Q").evaluate("(e) => getComputedStyle(e).userSelect") in ("auto", "text")


def test_r43_the_card_can_be_copied(new_chat, stub):
    chat = new_chat(permissions=["clipboard-read", "clipboard-write"])
    STATES["handoff"](chat, stub)
    chat.button("Copy these details").click()
    chat.wait_for_text("Copied.")
    assert chat.page.evaluate("navigator.clipboard.readText()") == "Call 410-464-6555. Your reference code: K7M-42Q"


def test_r44_the_transcript_is_saved_without_the_server(chat, stub):
    chat.open().ask("Grüße, can I cancel?")
    chat.ask("I live in Michigan", "cannot offer remote opinions")
    chat.page.context.set_offline(True)
    before = len(stub.requests)
    with chat.page.expect_download() as download:
        chat.menu("Save as a text file")
    assert len(stub.requests) == before
    path = download.value.path()
    text = Path(path).read_text("utf-8-sig")
    assert download.value.suggested_filename == "second-opinion-chat.txt"
    assert re.search(r"\[20\d\d-\d\d-\d\dT[^]]+\] You:\nGrüße, can I cancel\?\n", text)
    assert re.search(
        r"\] Assistant:\nYou asked: Grüße, can I cancel\?\nFrom: Frequently Asked Questions, Can I cancel my request\?\nReviewed November 21, 2026",
        text,
    )
    assert "Call 410-464-6555. Your reference code: K7M-42Q" in text
    assert "not medical advice" in text
