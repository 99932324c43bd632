"""Finds and loads the trained model."""

from __future__ import annotations

from pathlib import Path

from bot.dialogue.engine import RunningAgent
from bot.errors import BotError
from bot.knowledge.loading import Knowledge


class NoModelError(BotError):
    """There is no trained model to load."""


def newest_model(models: Path) -> Path:
    """Return the model file at `models`, or the newest in that folder.

    Raises:
        NoModelError: there is none.
    """
    if models.is_file():
        return models
    trained = sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not trained:
        raise NoModelError(f"no trained model in {models}. Fix: run `make setup` (or `python -m bot train`)")
    return trained[-1]


def load_agent(models: Path, knowledge: Knowledge) -> RunningAgent:
    """Load the newest model with our actions; importing Rasa takes seconds, so it happens here."""
    from actions.asked import facts_from
    from actions.rasa_actions import ACTIONS
    from bot.dialogue.rasa_agent import RasaAgent
    from bot.logs import configure_logging

    configure_logging()  # before the agent exists: Rasa prints visitors' messages until it is told not to
    facts = facts_from(knowledge.program, knowledge.topics)
    return RasaAgent(newest_model(models), [action(facts) for action in ACTIONS], knowledge.values)
