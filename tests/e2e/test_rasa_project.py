"""The project is a Rasa project: its own commands read it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.app import ROOT

RASA = Path(sys.executable).parent / "rasa"
# Said by a custom action, by the guard or by the SMS channel: Rasa sees only what stories name.
SAID_ELSEWHERE = re.compile(r"The utterance '(utter_\w+)' is not used in any story or rule")
# Never learnt from examples: the conversation itself tells these (bot/dialogue/understanding.py).
UNLEARNT = {
    f"The intent '{name}' is listed in the domain file, but is not found in the NLU training data."
    for name in "give_insurer give_stage give_state repeat simpler something_else start_over two_questions unsure".split()
}


@pytest.mark.slow
def test_rasa_data_validate_finds_nothing_but_what_actions_say() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}
    run = subprocess.run([RASA, "data", "validate"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=280)
    assert run.returncode == 0, run.stdout[-2000:]
    warnings = re.findall(r"UserWarning: (.*)", run.stdout + run.stderr)
    ours = [line for line in warnings if not SAID_ELSEWHERE.search(line) and "auto-fill" not in line]
    assert set(ours) == UNLEARNT


def test_every_answer_is_said_somewhere() -> None:
    """What Rasa cannot see: each response is named by a rule, by an action, or by its topic."""
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    sources = [*(ROOT / "actions").glob("*.py"), *(ROOT / "bot").rglob("*.py"), *(ROOT / "data" / "stories").glob("*")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    for name, variations in responses.items():
        by_topic = "topic" in variations[0]["metadata"]
        assert by_topic or name in text, f"{name} is never said: use it or delete it"
