"""Stand-ins for what serving never calls: there while importing, gone afterwards."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import ROOT
from bot.dialogue.lean_imports import placeholders, unused_modules


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package whose module `heavy` says what it is when it is imported for real."""
    folder = tmp_path / "leanexample"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "heavy.py").write_text("class Model:\n    real = True\n")
    (folder / "user.py").write_text(
        "import leanexample.heavy\nfrom leanexample.heavy import Model\n\nclass Own(Model):\n    pass\n"
        "\ndef model():\n    return leanexample.heavy.Model\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "leanexample"
    for name in [name for name in sys.modules if name.startswith("leanexample")]:
        del sys.modules[name]


def test_what_is_not_called_can_be_imported_and_subclassed(package: str) -> None:
    with placeholders([f"{package}.heavy"]):
        user = importlib.import_module(f"{package}.user")
    with pytest.raises(RuntimeError, match="not loaded while serving"):
        user.Own()


def test_a_later_import_gets_the_real_module(package: str) -> None:
    with placeholders([f"{package}.heavy"]):
        user = importlib.import_module(f"{package}.user")
    assert importlib.import_module(f"{package}.heavy").Model.real is True
    assert user.model().real is True


def test_what_is_already_imported_stays(package: str) -> None:
    heavy = importlib.import_module(f"{package}.heavy")
    with placeholders([f"{package}.heavy"]):
        assert importlib.import_module(f"{package}.user").model() is heavy.Model


def test_only_the_named_modules_are_replaced(package: str) -> None:
    with placeholders([f"{package}.heav"]):
        assert importlib.import_module(f"{package}.heavy").Model.real is True


def test_rasas_chat_services_are_left_out_but_not_what_they_rest_on() -> None:
    names = unused_modules()
    assert "rasa.core.channels.slack" in names
    assert "rasa.core.channels.channel" not in names


@pytest.mark.slow
def test_the_agent_is_imported_without_tensorflow_and_training_still_gets_it() -> None:
    script = """
import sys
import bot.dialogue.rasa_agent
for name in ("tensorflow", "keras", "jax", "boto3", "pymongo", "slack_sdk"):
    print(name, name in sys.modules)
import rasa.utils.train_utils
print("training", "tensorflow" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = dict(line.split() for line in run.stdout.splitlines() if len(line.split()) == 2)
    assert lines.pop("training") == "True"
    assert [name for name, found in lines.items() if found == "True"] == []
