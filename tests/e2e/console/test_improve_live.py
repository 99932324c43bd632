"""From an empty database to a corrected answer in the widget, without a restart, as staff and visitors do it."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from aiohttp import web
from playwright.sync_api import BrowserContext, Page, expect

from bot.app import ROOT, Parts, build_parts, create_app
from bot.console.parts import ConsoleOptions, build_console
from bot.console.routes import setup
from bot.dialogue.messages import IncomingMessage
from bot.knowledge.loading import load_knowledge
from bot.model import follow_model, load_agent, newest_model
from bot.settings import Settings
from bot.transcripts.redaction import redact
from bot.transcripts.schema import upgrade

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(3600)]

SECRET = "a test secret that is long enough to be one"
PASSWORD = "seven quiet green rivers"
ASKED = "can the zebra desk take me off its whiteboard"  # nothing like it stands in the training data
TOPIC, ANSWER = "program/cancel", "cancel"
SMS = ("what is the fax number", "do you take medicare", "hello", "i live in michigan")
WEB = (
    ASKED,
    "what is a second opinion",
    "how do i send my records",
    "crushing chest pain right now",
    "thanks",
    "cost?",
)


class LiveSite:
    """The whole server, with the trained model, on a copy of the project's folder."""

    def __init__(self, root: Path) -> None:
        env = {"SECRET_KEY": SECRET, "DATABASE_URL": f"sqlite:///{root}/live.db", "MODEL_PATH": str(root / "models")}
        self.root, self.env = root, env
        self.settings = Settings.from_env(env, root)
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        upgrade(self.settings.database_url)
        knowledge = load_knowledge(ROOT, self.settings.in_answers())
        self.parts: Parts = build_parts(self.settings, load_agent(self.settings.model_path, knowledge))
        self.base = self.run(self._start())

    def run(self, coroutine):  # type: ignore[no-untyped-def]
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(120)

    async def _start(self) -> str:
        app, parts, models = create_app(self.parts), self.parts, self.settings.model_path
        options = ConsoleOptions(SECRET, "http://localhost", parts.knowledge.questions, {"web": 90, "sms": 90}, redact)
        setup(app, build_console(parts.database, options))
        follow = follow_model(models, lambda path: load_agent(path, parts.knowledge), parts.engine.use)
        self._follower = asyncio.create_task(follow)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    def say(self, conversation: str, words: str, channel: str) -> None:
        number = f"{channel}-{time.monotonic_ns()}"
        message = IncomingMessage(conversation, number, channel, words, datetime.now(UTC))  # type: ignore[arg-type]
        self.run(self.parts.turns.submit(message))

    def command(self, *arguments: str) -> str:
        """Run a command of the project in the copied folder."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.root, env={**os.environ, **self.env}, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    root = tmp_path_factory.mktemp("live")
    for name in ("actions", "bot", "data", "migrations", "tests", "config.yml", "domain.yml", "requirements.lock"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    (root / "models").mkdir()
    shutil.copy(newest_model(ROOT / "models"), root / "models")
    return LiveSite(root)


def answered_in_the_widget(page: Page, base: str) -> str:
    page.goto(f"{base}/")
    page.get_by_role("button", name="chat").first.click()
    page.get_by_role("textbox").fill(ASKED)
    page.keyboard.press("Enter")
    page.wait_for_timeout(3_000)
    return page.get_by_role("log").inner_text()


def test_a_correction_reaches_the_widget_without_a_restart(
    live: LiveSite, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()
    become_administrator(page, live)
    for words in SMS:
        number = f"+1212555{len(words):04}"
        live.say(live.parts.store.ensure_conversation(f"sms-{words[:4]}", "sms", number), words, "sms")
    for words in WEB:
        live.say(live.parts.store.create_web_conversation()[0], words, "web")
    assert ANSWER not in answered_in_the_widget(new_context().new_page(), live.base).lower()
    find_by_code(page, live)
    correct(page, live)
    assert "answers now" in live.command("improve")
    for _ in range(30):
        if ANSWER in answered_in_the_widget(new_context().new_page(), live.base).lower():
            break
        time.sleep(2)
    else:
        pytest.fail("the corrected answer never came")
    assert "is whole" in live.command("audit", "verify")


def become_administrator(page: Page, live: LiveSite) -> None:
    """Make the first account, choose a password, set up the authenticator, and sign in with both."""
    password = live.command("staff", "add", "ruth", "--role", "administrator", "--generate").split()[-1]
    page.goto(f"{live.base}/console/sign-in")
    page.get_by_label("Name").fill("ruth")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Present password").fill(password)
    page.locator("input[name=new]").fill(PASSWORD)
    page.locator("input[name=again]").fill(PASSWORD)
    page.get_by_role("button", name="Change password").click()
    sign_in(page, "")
    page.goto(f"{live.base}/console/account")
    secret = "".join(page.locator(".key").inner_text().split())
    page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("button", name="Sign out everywhere").click()
    time.sleep(31)  # a code works once
    sign_in(page, pyotp.TOTP(secret).now())


def find_by_code(page: Page, live: LiveSite) -> None:
    """Find the emergency by the code that the person would read out."""
    started = time.monotonic()
    page.goto(f"{live.base}/console?queue=pressing")
    code = page.locator("a.row .code").first.inner_text()
    page.get_by_label("Words or a reference code").fill(code.lower())
    page.keyboard.press("Enter")
    expect(page.locator(".reference")).to_have_text(code)
    assert time.monotonic() - started < 10, "found by code in under 10 s"


def correct(page: Page, live: LiveSite) -> None:
    """Mark the answer as wrong, name the right topic, and accept that."""
    page.goto(f"{live.base}/console/find?words=zebra+whiteboard")
    page.locator("a.row").first.click()
    page.locator("summary", has_text="Wrong").first.click()
    page.get_by_label("The right topic").first.select_option(TOPIC)
    page.get_by_role("button", name="Propose the correction").first.click()
    page.goto(f"{live.base}/console/improve")
    page.get_by_role("button", name="Accept").click()


def sign_in(page: Page, code: str) -> None:
    page.get_by_label("Name").fill("ruth")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console")
