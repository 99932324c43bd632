"""The trained model, loaded once for all tests that ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import ROOT, Parts, build_parts
from bot.dialogue.engine import RunningAgent
from bot.knowledge.loading import load_knowledge
from bot.model import load_agent
from bot.settings import Settings, TwilioSettings
from bot.transcripts.schema import upgrade

SECRET = "a test secret that is long enough to be one"
TOKEN = "0123456789abcdef0123456789abcdef"
NUMBER = "+15005550006"


@pytest.fixture(scope="session")
def trained_agent() -> RunningAgent:
    return load_agent(ROOT / "models", load_knowledge(ROOT, Settings(SECRET).in_answers()))


@pytest.fixture
def real_settings(tmp_path: Path) -> Settings:
    return Settings(
        SECRET,
        database_url=f"sqlite:///{tmp_path}/real.db",
        allowed_origins=("http://localhost:8080",),
        twilio=TwilioSettings("AC" + "0" * 32, (TOKEN,), NUMBER, reply_by="twiml"),
    )


@pytest.fixture
def real_parts(real_settings: Settings, trained_agent: RunningAgent) -> Iterator[Parts]:
    upgrade(real_settings.database_url)
    parts = build_parts(real_settings, trained_agent)
    yield parts
    parts.engine.close()
    parts.database.dispose()
