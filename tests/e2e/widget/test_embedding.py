"""Requirements 27 to 36: one tag on somebody else's page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.widget.bundle import Script

from .chat import HOST, SCRIPT, Chat

COMPUTED = """(element) => [...element.shadowRoot.querySelectorAll(".root *")].map((node) => {
  const look = getComputedStyle(node);
  return [node.className, ...["display", "position", "color", "backgroundColor", "fontSize", "fontFamily", "padding", "margin",
    "borderTopWidth", "width", "textTransform", "letterSpacing", "visibility", "opacity", "transform", "zIndex", "textAlign",
    "lineHeight", "direction", "float"].map((name) => look[name])].join("|");
})"""
HOST_COMPUTED = """() => [...document.querySelectorAll("html, body, h1, button, input, p, header, main")].map((node) => {
  const look = getComputedStyle(node);
  return [...look].filter((name) => !name.startsWith("--")).map((name) => look.getPropertyValue(name)).join("|");
})"""
HOSTILE = """<style>* { color: red !important; display: inline !important; font: 9px serif !important; padding: 9px !important;
  transform: rotate(3deg) !important; opacity: .3 !important; position: static !important; direction: rtl; letter-spacing: 4px !important;
  text-transform: uppercase !important; visibility: hidden !important; filter: blur(2px) !important; float: right !important }
  button { display: none !important } second-opinion-chat { width: 3px !important; overflow: hidden !important }</style>"""


def sockets_open(stub) -> int:
    return sum(len(conversation.sockets) for conversation in stub.conversations.values())


# ---------------------------------------------------------------- 27, 28


def test_r27_one_tag_makes_one_launcher_however_often_it_is_there(new_chat, stub):
    chat = new_chat(SCRIPT + SCRIPT + '<script async src="/widget.js?again"></script>')
    expect(chat.launcher).to_have_count(1)
    chat.open().ask("first")
    assert sockets_open(stub) == 1


def test_r27_an_explicit_element_is_used_and_a_second_one_stays_quiet(new_chat, stub):
    chat = new_chat(
        "<second-opinion-chat data-label='Ask us'></second-opinion-chat><second-opinion-chat></second-opinion-chat>"
        + SCRIPT
    )
    expect(chat.page.get_by_role("button", name="Ask")).to_have_count(1)
    expect(chat.page.get_by_role("button", name="Ask us")).to_be_visible()


@pytest.mark.parametrize("change", ["body", "innerHTML", "move", "rerun"])
def test_r27_the_chat_survives_a_page_that_changes_under_it(chat, stub, change):
    chat.open().ask("first")
    scripts = {
        "body": "() => { const body = document.createElement('body'); body.innerHTML = '<h1>Next</h1>'; document.body = body }",
        "innerHTML": "() => { document.body.innerHTML = '<h1>Next</h1>' }",
        "move": "() => { const to = document.createElement('div'); document.body.append(to); to.append(document.querySelector('second-opinion-chat')) }",
        "rerun": """() => { const body = document.createElement('body'); const script = document.createElement('script');
                    script.src = '/widget.js?next'; body.append(script); document.body = body }""",
    }
    chat.page.evaluate(scripts[change])
    chat.page.wait_for_timeout(300)
    expect(chat.page.locator("second-opinion-chat")).to_have_count(1)
    chat.wait_for_text("You asked: first")
    chat.ask("second")
    assert sockets_open(stub) == 1
    assert len(stub.conversations) == 1


def test_r27_an_element_taken_off_the_page_hangs_up(chat, stub):
    chat.open().ask("first")
    chat.run("(e) => e.remove()")
    chat.page.wait_for_timeout(300)
    expect(chat.page.locator("second-opinion-chat")).to_have_count(0)
    assert sockets_open(stub) == 0


def test_r28_one_request_and_no_layout_shift(new_chat, stub):
    chat = new_chat(
        init="window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shift += e.value }).observe({ type: 'layout-shift', buffered: true });"
    )
    seen: list[str] = []
    chat.page.on("request", lambda request: seen.append(request.url))
    chat.page.reload()
    chat.open()
    chat.page.wait_for_timeout(200)
    assert [re.sub(r".*:\d+", "", url) for url in seen] == ["/host/page", "/widget.js"]
    assert chat.page.evaluate("window.shift") == 0


def test_r28_the_script_is_at_most_12_kilobytes(script: Script):
    assert len(script.brotlied) <= 12_000


# ---------------------------------------------------------------- 29 to 31


def test_r29_hostile_styles_change_nothing_inside(new_chat):
    calm, hostile = new_chat(), new_chat(HOSTILE + SCRIPT)
    for chat in (calm, hostile):
        chat.page.evaluate("document.querySelector('second-opinion-chat').open()")
        chat.page.wait_for_timeout(100)
    assert calm.run(COMPUTED) == hostile.run(COMPUTED)
    hostile.page.screenshot()
    expect(hostile.input).to_be_visible()


def test_r29_the_host_looks_the_same_with_the_widget(new_chat):
    without, chat = new_chat(""), new_chat()
    before = without.page.evaluate(HOST_COMPUTED)
    chat.open()
    chat.input.blur()
    assert chat.page.evaluate(HOST_COMPUTED) == before
    assert set(chat.page.evaluate("Object.keys(window)")) - set(without.page.evaluate("Object.keys(window)")) == set()


def test_r30_runs_under_a_strict_policy(new_chat, stub):
    service = stub.url
    policy = (
        f"default-src 'none'; script-src {service}; style-src 'self'; connect-src {service} {service.replace('http', 'ws')}; "
        "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    html = HOST.replace("{script}", f'<script src="{service}/widget.js" defer></script>').replace(
        '<link rel="icon" href="data:,">', ""
    )
    stub.page("/host/strict", html, Content_Security_Policy=policy)
    context = new_chat().page.context
    page = context.new_page()
    page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', (e) => window.broken.push(e.violatedDirective + e.blockedURI))"
    )
    page.goto(service.replace("localhost", "127.0.0.1") + "/host/strict")  # another origin than the service
    chat = Chat(page)
    chat.open().ask("I live in Michigan", "cannot offer remote opinions")
    chat.button("Helpful").click()
    chat.wait_for_text("Thank you")
    chat.button("Menu").click()
    page.evaluate("window.print = () => {}")
    chat.button("Print").click()
    chat.button("Menu").click()
    with page.expect_download():
        chat.button("Save as a text file").click()
    assert [entry for entry in page.evaluate("window.broken") if "favicon" not in entry] == []


@pytest.mark.parametrize("tampered", [False, True])
def test_r31_the_versioned_file_is_pinned_by_its_hash(new_chat, stub, script, tampered):
    stub.tamper = tampered
    tag = f'<script src="{stub.url}/widget/{script.version}/chat.js" integrity="{script.integrity}" crossorigin="anonymous" defer></script>'
    stub.page(
        "/host/pinned",
        HOST.replace("{script}", f'<second-opinion-chat><a href="/chat">Chat with us</a></second-opinion-chat>{tag}'),
    )
    page = new_chat("").page
    page.goto(stub.url.replace("localhost", "127.0.0.1") + "/host/pinned")
    page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="Ask a question")).to_have_count(0 if tampered else 1)
    expect(page.get_by_role("link", name="Chat with us")).to_have_count(1 if tampered else 0)


# ---------------------------------------------------------------- 32 to 36


@pytest.mark.parametrize("missing", ["javascript", "script", "api"])
def test_r32_the_fallback_shows_when_something_is_missing(new_context, stub, missing):
    html = HOST.replace(
        "{script}", '<second-opinion-chat><a href="tel:+18556954872">Call us</a></second-opinion-chat>' + SCRIPT
    )
    page = new_context(java_script_enabled=missing != "javascript").new_page()
    if missing == "script":
        page.route("**/widget.js", lambda route: route.abort())
    if missing == "api":
        page.add_init_script("delete Document.prototype.adoptedStyleSheets")
    page.goto(stub.page("/host/page", html))
    page.wait_for_timeout(200)
    link = page.get_by_role("link", name="Call us")
    expect(link).to_be_visible()
    link.click(trial=True)


def test_r33_theming_properties_and_parts(new_chat):
    chat = new_chat(
        """<style>second-opinion-chat { --second-opinion-accent: #00405a; --second-opinion-on-accent: #fffbe6; --second-opinion-bg: #fffdf8;
        --second-opinion-fg: #201a10; --second-opinion-radius: 3px; --second-opinion-font: Georgia; --second-opinion-offset-x: 40px;
        --second-opinion-offset-y: 60px; --second-opinion-z: 77; --second-opinion-side: left }
        second-opinion-chat::part(launcher) { text-transform: uppercase } second-opinion-chat::part(send) { outline: 7px solid lime }</style>"""
        + SCRIPT
    )
    look = chat.launcher.evaluate(
        "(e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.color, s.fontFamily, s.zIndex, s.left, s.bottom, s.textTransform] }"
    )
    assert look == ["rgb(0, 64, 90)", "rgb(255, 251, 230)", "Georgia", "77", "40px", "60px", "uppercase"]
    chat.page.evaluate("document.querySelector('second-opinion-chat').open()")
    panel = chat.panel.evaluate("(e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.color] }")
    assert panel == ["rgb(255, 253, 248)", "rgb(32, 26, 16)"]
    assert chat.input.evaluate("(e) => getComputedStyle(e).borderRadius") == "3px"
    assert chat.button("Send").evaluate("(e) => getComputedStyle(e).outlineWidth") == "7px"


def test_r33_a_consent_banner_stays_on_top(new_chat):
    banner = '<div id="banner" style="position:fixed;inset:auto 0 0 0;height:120px;background:#fff;z-index:1000">We use cookies</div>'
    chat = new_chat(banner + SCRIPT)
    chat.launcher.wait_for()
    box = chat.launcher.bounding_box()
    assert box
    top = chat.page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", [box["x"] + 20, box["y"] + 20])
    assert top == "banner"


def test_r34_public_api_and_events(chat, stub):
    chat.page.evaluate(
        """() => { window.events = []; for (const name of ['open', 'close', 'message', 'state', 'unread', 'error', 'ready'])
             document.addEventListener('second-opinion-chat:' + name, (e) => window.events.push([name, JSON.stringify(e.detail)])) }"""
    )
    chat.page.evaluate("document.addEventListener('second-opinion-chat:open', () => { throw new Error('owner') })")
    assert chat.run("(e) => [e.isOpen, e.unreadCount]") == [False, 0]
    chat.run("(e) => e.open({ focus: false })")
    assert chat.page.evaluate("document.activeElement === document.body")
    chat.run("(e) => e.send('secret words')")
    chat.wait_for_text("You asked: secret words")
    assert "secret words" in chat.run("(e) => e.transcript")
    chat.run("(e) => { e.close(); e.toggle(); e.toggle() }")
    stub.push("late")
    expect(chat.badge).to_have_text("1")
    assert chat.run("(e) => [e.isOpen, e.unreadCount]") == [False, 1]
    chat.run("(e) => e.clear()")
    assert "secret words" not in chat.run("(e) => e.transcript")
    events = chat.page.evaluate("window.events")
    assert {name for name, _ in events} >= {"open", "close", "message", "state", "unread"}
    assert "secret" not in str(events)


def test_r34_an_owner_may_ask_for_the_words(new_chat):
    chat = new_chat('<script src="/widget.js" data-events="text" defer></script>')
    chat.page.evaluate(
        "document.addEventListener('second-opinion-chat:message', (e) => { window.last = e.detail.text })"
    )
    chat.open().ask("hello")
    assert chat.page.evaluate("window.last") == "You asked: hello"


def test_r35_open_state_is_restored_without_focus(chat):
    chat.open()
    chat.page.reload()
    expect(chat.input).to_be_visible()
    assert chat.page.evaluate("document.activeElement === document.body")
    assert chat.page.evaluate("scrollY") == 0


def test_r35_it_never_opens_by_itself(chat):
    chat.launcher.wait_for()
    chat.page.wait_for_timeout(300)
    expect(chat.panel).to_be_hidden()


def test_r36_printing_the_page_leaves_the_chat_out(chat):
    chat.open().ask("hello")
    chat.page.emulate_media(media="print")
    expect(chat.panel).to_be_hidden()
    expect(chat.page.get_by_role("heading", name="Host")).to_be_visible()


def test_r36_printing_the_conversation_leaves_the_page_out(chat):
    chat.open().ask("hello")
    chat.page.evaluate("window.print = () => { window.printed = true }")
    chat.menu("Print")
    chat.page.emulate_media(media="print")
    assert chat.page.evaluate("window.printed")
    expect(chat.page.get_by_role("heading", name="Host")).to_be_hidden()
    page = chat.page.locator("second-opinion-print")
    expect(page).to_be_visible()
    text = page.evaluate("(e) => e.shadowRoot.textContent")
    assert re.search(r"\[20\d\d-\d\d-\d\dT.*\] You:\s+hello", text)
    assert "Assistant:" in text
    chat.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page).to_have_count(0)
    chat.page.emulate_media(media="screen")
    expect(chat.page.get_by_role("heading", name="Host")).to_be_visible()
