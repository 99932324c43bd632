"""Trains the Rasa model when what it is made of changed, and says what it is doing."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.errors import BotError
from bot.logs import configure_logging

MADE_OF = (
    *("config.yml", "domain.yml", "data/nlu", "data/stories", "data/doubles", "data/danger", "bot/nlu"),
    "requirements.lock",
)
KEPT_MODELS = 3
_DOING = {
    "SentenceEncoder": "reading the sentences",
    "TopicClassifier": "learning the topics",
    "RulePolicy": "learning the rules",
    "MemoizationPolicy": "learning the flows",
}


class TrainingError(BotError):
    """The model could not be trained; the message says why."""


def fingerprint(root: Path) -> str:
    """Return a name for what the model is made of: 16 hex digits that change when any of it does."""
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    for name in MADE_OF:
        path = root / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)


def current_model(root: Path, models: Path) -> Path | None:
    """Return the model trained on what is there now, if there is one."""
    path = models / f"assistant-{fingerprint(root)}.tar.gz"
    return path if path.is_file() else None


def train(root: Path, models: Path) -> Path:
    """Train the model and return its file.

    Raises:
        TrainingError: Rasa could not train it.
    """
    configure_logging()  # Rasa prints its whole working at debug level until it is told not to
    name = f"assistant-{fingerprint(root)}"
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TQDM_DISABLE", "1")  # Rasa's own bars would run through ours
    with _progress() as advance:
        advance("loading Rasa")
        from rasa.model_training import train as rasa_train

        advance("reading the training data")
        result = rasa_train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=[str(root / "data" / "nlu"), str(root / "data" / "stories")],
            output=str(models),
            fixed_model_name=name,
        )
    if result.model is None:
        raise TrainingError("Rasa could not train the model; see the lines above")
    _drop_old(models)
    return Path(result.model)


def _drop_old(models: Path) -> None:
    trained = sorted(models.glob("assistant-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in trained[KEPT_MODELS:]:
        path.unlink()


@contextmanager
def _progress() -> Iterator[Any]:
    """Show a bar that follows Rasa's log of the components it trains."""
    console = Console(file=sys.stderr)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("training", total=None)

        def advance(doing: str) -> None:
            progress.update(task, description=doing)
            if not console.is_terminal:
                console.print(doing)

        handler = _ComponentLog(advance)
        logger = logging.getLogger("rasa.engine.training.hooks")
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        try:
            yield advance
            progress.update(task, description="trained", total=1, completed=1)
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = True


class _ComponentLog(logging.Handler):
    def __init__(self, advance: Any) -> None:
        super().__init__()
        self._advance = advance

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith("Starting to train"):
            component = message.split("'")[1] if "'" in message else ""
            doing = next((words for name, words in _DOING.items() if name in component), f"training {component}")
            self._advance(doing)
