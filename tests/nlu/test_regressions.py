"""Questions that staff corrected once: the model must go on getting them right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.corrections import read_regressions
from bot.evaluation.run import ask_all
from bot.evaluation.scoring import Question
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.model, pytest.mark.slow]


def test_every_question_that_staff_keep_as_a_test_is_answered_right() -> None:
    from bot.batch import Batch

    kept = read_regressions(ROOT).values()
    if not kept:
        pytest.skip("no correction is kept as a test yet")
    questions = [Question("regressions", item, (str(item["text"]),), str(item["channel"])) for item in kept]
    judged = ask_all(Batch(Settings.from_env(os.environ, ROOT)), questions)
    assert {one.question.shown: one.verdict for one in judged if one.verdict != "correct"} == {}
