"""From an empty database to a corrected answer in the widget, without a restart, as staff and visitors do it.

It trains a model: minutes. `make test-training` runs it; `make test` does not.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.app import ROOT
from bot.model import newest_model
from tests.fakes.twilio import ACCOUNT, NUMBER, TOKEN, FakeTwilio

pytestmark = [pytest.mark.model, pytest.mark.training, pytest.mark.timeout(7200)]

PARTS = ("actions", "bot", "data", "migrations", "tests", "config.yml", "domain.yml", "endpoints.yml", "pyproject.toml")
PASSWORD = "seven quiet green rivers"
ASKED = "can the zebra desk take me off its whiteboard"  # nothing like it stands in the training data
TOPIC, ANSWER = "program/cancel", "cancel"
TEXTED = ("what is the fax number", "do you take medicare", "hello", "i live in michigan")
CHATTED = (
    ASKED,
    "what is a second opinion",
    "how do i send my records",
    "crushing chest pain right now",
    "thanks",
    "cost?",
)
READY_WITHIN_S, SWITCHED_WITHIN_S = 300, 180


class LiveSite:
    """`python -m bot serve`, with the trained model and an empty database, on a copy of the project's folder."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://localhost:{port}"
        self._root = root
        self._env = {
            **os.environ,
            "SECRET_KEY": "a test secret that is long enough to be one",
            "DATABASE_URL": f"sqlite:///{root}/live.db",
            "MODEL_PATH": str(root / "models"),
            "PORT": str(port),
            "PUBLIC_URL": self.base,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_NUMBER": NUMBER,
            "TWILIO_REPLY": "twiml",
        }
        self._twilio = FakeTwilio()
        self.log = root / "server.log"
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "bot", "serve"]
            self._server = subprocess.Popen(command, cwd=root, env=self._env, stdout=log, stderr=log)

    @property
    def is_running(self) -> bool:
        return self._server.poll() is None

    def wait_until_ready(self) -> None:
        for _ in range(READY_WITHIN_S):
            try:
                if urlopen(f"{self.base}/readyz").status == 200:
                    return
            except (URLError, ConnectionError, http.client.HTTPException):
                time.sleep(1)
            assert self.is_running, self.log.read_text()[-2000:]
        pytest.fail(f"not ready: {self.log.read_text()[-2000:]}")

    def model(self) -> str:
        """Name the model that answers."""
        return str(json.load(urlopen(f"{self.base}/readyz"))["model"])

    def text(self, number: str, words: str) -> str:
        """Send a text message as Twilio does; return the reply."""
        url, form = f"{self.base}/sms/twilio", self._twilio.inbound(words, number)
        headers = self._twilio.headers(url, form)
        return urlopen(Request(url, urlencode(form).encode(), headers)).read().decode()

    def command(self, *arguments: str) -> str:
        """Run a command of the project in the copied folder."""
        run = [sys.executable, "-m", "bot", *arguments]
        done = subprocess.run(run, cwd=self._root, env=self._env, capture_output=True, text=True)
        assert done.returncode == 0, f"{arguments}: {done.stdout[-1000:]} {done.stderr[-2000:]}"
        return done.stdout

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait(60)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSite]:
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "models").mkdir()
    shutil.copy(newest_model(ROOT / "models"), tmp_path / "models")
    site = LiveSite(tmp_path)
    yield site
    site.stop()


def test_a_correction_reaches_the_widget_without_a_restart(
    live: LiveSite, new_context: Callable[..., BrowserContext]
) -> None:
    live.wait_until_ready()
    page = new_context().new_page()
    become_administrator(page, live)
    for number, words in enumerate(TEXTED):
        assert "<Message>" in live.text(f"+1500555010{number}", words)
    answers = [ask_the_widget(new_context().new_page(), live, words) for words in CHATTED]
    assert ANSWER not in answers[0].lower()
    find_by_code(page, live)
    correct(page, live)
    before = live.model()
    assert "answers now" in live.command("improve")
    for _ in range(SWITCHED_WITHIN_S):
        if live.model() != before:
            break
        time.sleep(1)
    assert live.is_running
    assert ANSWER in ask_the_widget(new_context().new_page(), live, ASKED).lower()
    assert "is whole" in live.command("audit", "verify")
    live.command("rollback")
    for _ in range(SWITCHED_WITHIN_S):
        if live.model() == before:
            break
        time.sleep(1)
    assert live.model() == before, "one command leads back"


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


def sign_in(page: Page, code: str) -> None:
    page.get_by_label("Name").fill("ruth")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console")


def ask_the_widget(page: Page, live: LiveSite, words: str) -> str:
    """Ask on a page with the widget, in a new conversation; return what is answered."""
    page.goto(f"{live.base}/")
    page.get_by_role("button", name="Ask a question").click()
    page.get_by_role("textbox", name="Your question").fill(words)
    bubbles = page.get_by_role("log").locator(".turn.assistant")
    before = bubbles.count()
    page.keyboard.press("Enter")
    expect(bubbles).not_to_have_count(before, timeout=60_000)
    return " ".join(bubbles.all_inner_texts()[before:])


def find_by_code(page: Page, live: LiveSite) -> None:
    """Find the emergency by the code that the person would read out."""
    page.goto(f"{live.base}/console?queue=pressing")
    code = page.locator("a.row .code").first.inner_text()
    started = time.monotonic()
    page.goto(f"{live.base}/console")
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
    expect(page.get_by_role("status")).to_have_text("Saved.")
