"""Requirements 45 to 52: bad networks, reloads, several tabs, odd servers."""

from __future__ import annotations

import itertools
import json
import random

import pytest
from playwright.sync_api import expect

from .chat import Chat


def send(chat: Chat, text: str) -> None:
    chat.input.fill(text)
    chat.input.press("Enter")


def once(chat: Chat, text: str) -> None:
    """The text was asked and answered exactly once."""
    chat.wait_for_text(f"You asked: {text}")
    chat.page.wait_for_timeout(150)
    assert chat.texts("visitor").count(text) == 1
    assert chat.texts("assistant").count(f"You asked: {text}") == 1


# ---------------------------------------------------------------- 45: said in words


def test_r45_server_away_is_said_and_the_launcher_stays(chat, stub):
    chat.open().ask("first")
    stub.stop()
    try:
        send(chat, "second")
        chat.wait_for_text("Waiting to send")
        status = chat.element.get_by_role("status").filter(has_text="We cannot reach the service now")
        expect(status).to_be_visible(timeout=20_000)
        expect(status).to_contain_text("1-855-695-4872")
        chat.wait_for_text("Not sent yet")
        expect(chat.button("Try again")).to_be_visible()
        chat.page.keyboard.press("Escape")
        expect(chat.launcher).to_be_visible()
    finally:
        stub.start()
    chat.open()
    chat.button("Try again").click()
    once(chat, "second")
    expect(chat.element.get_by_text("Not sent yet")).to_have_count(0)


def test_r45_offline_is_said_at_once_and_what_is_written_waits(chat):
    chat.open().ask("first")
    chat.page.context.set_offline(True)
    chat.page.evaluate("dispatchEvent(new Event('offline'))")
    expect(chat.element.get_by_role("status").filter(has_text="You are offline")).to_be_visible()
    chat.page.context.set_offline(False)
    send(chat, "second")
    once(chat, "second")
    expect(chat.element.get_by_text("You are offline")).to_have_count(0)


def test_r45_a_slow_connection_says_connecting(chat, stub):
    stub.mute = True
    chat.open()
    send(chat, "first")
    expect(chat.element.get_by_role("status").filter(has_text="Connecting")).to_be_visible()


def test_r45_a_message_the_server_refuses_says_so(chat, stub):
    chat.open().ask("first")
    stub.refuse_messages = True
    send(chat, "second")
    chat.wait_for_text("This message was not accepted")
    stub.refuse_messages = False
    chat.button("Try again").click()
    once(chat, "second")


# ---------------------------------------------------------------- 46, 47: reconnecting


def test_r46_dropped_sockets_come_back_without_a_gap(chat, stub):
    chat.open().ask("first")
    for number in range(3):
        stub.kill_sockets()
        stub.push(f"said while away {number}")
        chat.wait_for_text(f"said while away {number}")
    chat.ask("last")
    assert [text for text in chat.texts("assistant") if "away" in text] == [f"said while away {n}" for n in range(3)]
    hellos = [frame["after"] for frame in stub.frames if frame["type"] == "hello"]
    assert hellos == sorted(hellos)
    assert hellos[-1] > 0


def test_r46_waits_between_attempts_are_random_and_grow_to_thirty_seconds(new_chat, stub):
    chat = new_chat(clock=True, init="window.delays = []; Math.random = () => 1;")
    chat.open().ask("first")
    stub.refuse_sockets = True
    stub.kill_sockets()
    gaps = []
    for _ in range(7):
        attempts, waited = len(stub.socket_attempts), 0
        while len(stub.socket_attempts) == attempts and waited < 40:
            chat.page.clock.run_for(1000)
            chat.page.wait_for_timeout(60)
            waited += 1
        gaps.append(waited)
    assert gaps == sorted(gaps)
    assert gaps[0] <= 3
    assert 28 <= gaps[-1] <= 32


def test_r46_no_attempt_comes_sooner_than_a_second(new_chat, stub):
    chat = new_chat(init="Math.random = () => 0;")
    chat.open().ask("first")
    stub.refuse_sockets = True
    stub.kill_sockets()
    chat.page.wait_for_timeout(2600)
    times = stub.socket_attempts[1:]
    assert 1 <= len(times) <= 3
    assert all(later - earlier >= 0.9 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize("event", ["window:online", "window:pageshow", "document:visibilitychange"])
def test_r46_comes_back_at_once_on(new_chat, stub, event):
    chat = new_chat(clock=True, init="Math.random = () => 1;")
    chat.open().ask("first")
    stub.refuse_sockets = True
    stub.kill_sockets()
    for _ in range(6):
        chat.page.clock.run_for(8_000)
        chat.page.wait_for_timeout(50)
    stub.refuse_sockets = False
    before = len(stub.socket_attempts)
    target, name = event.split(":")
    chat.page.evaluate("([target, name]) => window[target].dispatchEvent(new Event(name))", [target, name])
    chat.page.wait_for_timeout(300)
    assert len(stub.socket_attempts) == before + 1


def test_r46_a_dead_socket_is_found_within_35_seconds(new_chat, stub):
    chat = new_chat(clock=True)
    chat.open().ask("first")
    chat.page.wait_for_timeout(200)
    before = len(stub.socket_attempts)
    stub.mute = True  # the line is open, and nobody is there
    chat.page.clock.run_for(33_000)
    chat.page.clock.run_for(2_000)
    chat.page.wait_for_timeout(300)
    assert len(stub.socket_attempts) > before


def test_r47_http_answers_where_sockets_are_blocked(new_chat, stub):
    stub.refuse_sockets = True
    chat = new_chat(init="Math.random = () => 0;")
    chat.open()
    send(chat, "first")
    chat.element.get_by_text("You asked: first").wait_for(timeout=15_000)
    send(chat, "second")
    once(chat, "second")
    posted = [path for method, path in stub.requests if method == "POST" and path.endswith("/messages")]
    assert len(posted) == 2
    attempts = len(stub.socket_attempts)
    stub.refuse_sockets = False
    chat.page.wait_for_timeout(2500)
    assert len(stub.socket_attempts) > attempts
    chat.ask("third")
    assert [frame["text"] for frame in stub.frames if frame["type"] == "message"] == ["third"]


# ---------------------------------------------------------------- 48: nothing lost, nothing doubled


def test_r48_lost_acks_and_doubled_frames_make_one_bubble(new_chat, stub):
    stub.double_frames = True
    chat = new_chat(clock=True)
    chat.open()
    stub.drop_acks = True
    send(chat, "first")
    chat.page.wait_for_timeout(400)
    stub.drop_acks = False
    chat.page.clock.run_for(15_000)
    once(chat, "first")
    ids = {frame["id"] for frame in stub.frames if frame["type"] == "message"}
    assert len(ids) == 1
    assert [conversation.turns for conversation in stub.conversations.values()] == [1]


def test_r48_the_outbox_survives_a_reload_in_order(chat, stub):
    chat.open().ask("first")
    stub.fail_api = True
    stub.kill_sockets()
    for text in ("second", "third", "fourth"):
        send(chat, text)
    chat.page.reload()
    chat.input.wait_for()
    assert chat.texts("visitor") == ["first", "second", "third", "fourth"]
    stub.fail_api = False
    chat.page.evaluate("dispatchEvent(new Event('online'))")
    for text in ("second", "third", "fourth"):
        once(chat, text)
    sent = [frame["text"] for frame in stub.frames if frame["type"] == "message"]
    assert list(dict.fromkeys(sent)) == ["first", "second", "third", "fourth"]


def test_r48_a_reload_in_mid_turn_gets_the_answer(chat, stub):
    stub.delay_s = 1.0
    chat.open()
    send(chat, "first")
    chat.element.locator(".dots").wait_for()
    chat.page.reload()
    once(chat, "first")


def test_r48_a_conversation_the_server_forgot_goes_on_in_a_new_one(chat, stub):
    chat.open().ask("first")
    stub.forget()
    send(chat, "second")
    once(chat, "second")
    chat.wait_for_text("The earlier conversation has ended")
    assert len(stub.conversations) == 1
    assert chat.texts("visitor") == ["second"]


# ---------------------------------------------------------------- 49, 50: several tabs


def test_r49_tabs_share_one_conversation_both_ways(new_chat, stub):
    one = new_chat()
    one.open().ask("from one")
    two = new_chat(context=one.page.context)  # opened by a link without an opener: no copy of sessionStorage
    two.open()
    once(two, "from one")
    send(two, "from two")
    for tab in (one, two):
        once(tab, "from one")
        once(tab, "from two")
    assert len(stub.conversations) == 1


def test_r49_a_fourth_tab_hears_through_the_others(new_chat, stub):
    one = new_chat()
    one.open().ask("from one")
    stub.refuse_sockets = stub.fail_api = True
    two = new_chat(context=one.page.context)
    two.open()
    stub.push("pushed")
    two.wait_for_text("pushed")


def test_r49_chats_of_two_conversations_do_not_mix(new_chat, stub):
    one = new_chat()
    one.open().ask("from one")
    other = new_chat(context=one.page.context)
    other.open().wait_for_text("You asked: from one")
    other.menu("Start over")
    other.button("Yes, start over").click()
    other.ask("from the other")
    assert "from the other" not in str(one.texts("visitor"))
    assert other.texts("visitor") == ["from the other"]


def test_r50_unread_number_is_in_the_launchers_name_and_clears_everywhere(new_chat, stub):
    one = new_chat()
    one.open().ask("first")
    one.page.keyboard.press("Escape")
    two = new_chat(context=one.page.context)
    two.page.wait_for_timeout(300)
    stub.push("a")
    stub.push("b")
    for tab in (one, two):
        expect(tab.element.get_by_role("button", name="Ask a question, 2 unread messages")).to_be_visible()
        expect(tab.badge).to_have_text("2")
    two.element.get_by_role("button", name="2 unread").click()
    expect(one.badge).to_be_hidden()
    assert one.launcher.get_attribute("aria-label") is None


# ---------------------------------------------------------------- 51, 52


def test_r51_the_panel_stays_above_an_on_screen_keyboard(new_chat):
    view = """const view = new EventTarget(); view.height = innerHeight; view.offsetTop = 0; view.width = innerWidth;
      Object.defineProperty(window, 'visualViewport', { value: view });"""
    chat = new_chat(init=view, viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    chat.launcher.tap()
    chat.page.evaluate(
        "visualViewport.height = 350; visualViewport.offsetTop = 40; visualViewport.dispatchEvent(new Event('resize'))"
    )
    for part in (chat.input, chat.button("Send"), chat.button("Close chat")):
        box = part.bounding_box()
        assert box
        assert box["y"] >= 40
        assert box["y"] + box["height"] <= 390
    assert float(chat.input.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")) >= 16


ODD_FRAMES = [
    "",
    "{",
    "null",
    "[]",
    "42",
    '{"type":"__proto__"}',
    '{"type":"constructor"}',
    '{"type":"nonsense"}',
    '{"type":"history"}',
    '{"type":"history","messages":[null,1,"x",{},{"seq":"1","id":"a","text":"t"},{"seq":9,"id":"z"}]}',
    '{"type":"reply","id":"x"}',
    '{"type":"reply","id":"x","replies":[null]}',
    '{"type":"ack"}',
    '{"type":"error"}',
    json.dumps({"type": "history", "messages": [{"seq": 900, "id": "big", "from": "assistant", "text": "x" * 60_000}]}),
    json.dumps(
        {
            "type": "history",
            "messages": [
                {
                    "seq": 901,
                    "id": "odd",
                    "from": 7,
                    "text": "odd",
                    "sources": {},
                    "choices": [{}, {"title": 3}],
                    "handoff": {"reason": 1, "phone": 5},
                }
            ],
        }
    ),
]


def test_r52_odd_frames_are_ignored_and_told_once(new_chat, stub):
    warnings: list[str] = []
    errors: list[str] = []
    chat = new_chat()
    chat.page.on("console", lambda message: warnings.append(message.text))
    chat.page.on("pageerror", lambda error: errors.append(str(error)))
    chat.open().ask("first")
    chooser = random.Random(7)
    for frame in ODD_FRAMES + ["".join(chooser.choices('{}[]":,type historymsg0', k=60)) for _ in range(40)]:
        stub.push_raw(frame)
    chat.ask("still there")
    assert errors == []
    assert len([warning for warning in warnings if "ignored" in warning]) == 1


def test_r52_a_long_conversation_is_trimmed_and_memory_stays_flat(chat, stub):
    chat.open().ask("first")
    messages = [
        {"seq": 100 + n, "id": f"m{n}", "from": "assistant", "text": f"message {n}", "sources": [], "choices": []}
        for n in range(600)
    ]
    for start in range(0, 600, 50):
        stub.push_raw(json.dumps({"type": "history", "messages": messages[start : start + 50]}))
    chat.wait_for_text("message 599")
    chat.page.wait_for_timeout(400)
    assert chat.log.evaluate("(log) => log.children.length") <= 200
    stored = chat.page.evaluate("JSON.parse(Object.values(sessionStorage)[0]).messages.length")
    assert stored <= 200
    assert len(chat.run("(e) => e.transcript")) < 40_000
