"""Finds and loads the trained model, and follows the switch to another one while the server runs.

The file ACTIVE in the folder of models names the one that answers, and after it those that answered before. A model
trained later than the last switch (by `python -m bot train`) comes before it.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path

from bot.dialogue.engine import RunningAgent
from bot.errors import BotError
from bot.knowledge.loading import Knowledge

log = logging.getLogger(__name__)

ACTIVE = "ACTIVE"
KEPT = 3  # models that `activate` remembers
POLL_S = 3.0


class NoModelError(BotError):
    """There is no trained model to load."""


def newest_model(models: Path) -> Path:
    """Return the model file at `models`, or the one of that folder that shall answer.

    Raises:
        NoModelError: there is none.
    """
    if models.is_file():
        return models
    trained = sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not trained:
        raise NoModelError(f"no trained model in {models}. Fix: run `make setup` (or `python -m bot train`)")
    chosen = [models / name for name in active_models(models)[:1]]
    if chosen and chosen[0].is_file() and (models / ACTIVE).stat().st_mtime >= trained[-1].stat().st_mtime:
        return chosen[0]
    return trained[-1]


def active_models(models: Path) -> list[str]:
    """Return the names that ACTIVE holds: the model that answers, then those before it."""
    path = models / ACTIVE
    return path.read_text(encoding="utf-8").split() if path.is_file() else []


def activate(models: Path, candidate: Path) -> None:
    """Let a candidate answer: move it among the models and point to it."""
    before = newest_model(models).name
    names = [candidate.name, before, *active_models(models)]
    os.replace(candidate, models / candidate.name)
    _point(models, list(dict.fromkeys(names))[:KEPT])


def roll_back(models: Path) -> str:
    """Let the model before answer again; return its name.

    Raises:
        NoModelError: none is kept.
    """
    names = [name for name in active_models(models)[1:] if (models / name).is_file()]
    if not names:
        raise NoModelError("no earlier model is kept to go back to")
    _point(models, names)
    return names[0]


def _point(models: Path, names: list[str]) -> None:
    new = models / f"{ACTIVE}.new"
    new.write_text("\n".join(names) + "\n", encoding="utf-8")
    os.replace(new, models / ACTIVE)  # a reader sees the old one or the new one


async def follow_model(
    models: Path, load: Callable[[Path], RunningAgent], use: Callable[[RunningAgent], None], every_s: float = POLL_S
) -> None:
    """Load whatever ACTIVE comes to name, on a thread, and use it from the next turn on; runs until cancelled."""
    seen = active_models(models)[:1]
    while True:
        await asyncio.sleep(every_s)
        named = await asyncio.to_thread(active_models, models)
        if named[:1] == seen or not named:
            continue
        seen = named[:1]
        try:
            agent = await asyncio.to_thread(load, models / seen[0])
        except (BotError, OSError, ValueError) as error:
            log.error("model.switch.failed", extra={"error": type(error).__name__})
            continue
        use(agent)
        log.info("model.switched", extra={"model": agent.fingerprint})


def load_agent(models: Path, knowledge: Knowledge) -> RunningAgent:
    """Load the model with our actions; importing Rasa takes seconds, so it happens here."""
    from actions.asked import facts_from
    from actions.rasa_actions import ACTIONS
    from bot.dialogue.rasa_agent import RasaAgent
    from bot.logs import configure_logging
    from bot.metrics import TimedAgent

    configure_logging()  # before the agent exists: Rasa prints visitors' messages until it is told not to
    facts = facts_from(knowledge.program, knowledge.topics)
    return TimedAgent(RasaAgent(newest_model(models), [action(facts) for action in ACTIONS], knowledge.values))
