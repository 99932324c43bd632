"""The server's parts with a keyword agent in place of the model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.app import ROOT, Parts, build_parts
from bot.knowledge.loading import Knowledge, load_knowledge
from bot.rules.places import find_places
from bot.settings import Settings
from tests.fakes.agent import KeywordAgent

SECRET = "a test secret that is long enough to be one"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    find_places("Springfield")  # builds the index that the server builds before its first visitor
    return load_knowledge(ROOT, Settings(SECRET).in_answers())


@pytest.fixture
def settings(url: str) -> Settings:
    return Settings(SECRET, database_url=url, allowed_origins=("http://localhost:8080",))


@pytest.fixture
def agent(knowledge: Knowledge) -> KeywordAgent:
    return KeywordAgent(knowledge)


@pytest.fixture
def parts(
    settings: Settings, agent: KeywordAgent, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Parts]:
    monkeypatch.setattr("bot.app.load_knowledge", lambda *_: knowledge)  # once is enough
    made = build_parts(settings, agent)
    yield made
    made.engine.close()
    made.database.dispose()
