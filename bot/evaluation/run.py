"""Asks the assistant every question of the sets, in the batch mode."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any, Protocol

from rich.progress import track

from bot.evaluation.scoring import Judged, Question, judge


class Answering(Protocol):
    """What is measured: `bot.batch.Batch`, or another that answers lines."""

    async def answer_line(self, line: str) -> dict[str, Any]: ...


def ask_all(batch: Answering, questions: Sequence[Question]) -> list[Judged]:
    """Ask each question in a conversation of its own, and judge the answers."""
    judged = []
    with asyncio.Runner() as runner:
        for number, question in enumerate(track(questions, "asking")):
            answers = []
            for turn, text in enumerate(question.turns):
                line = {
                    "id": f"{number}-{turn}",
                    "conversation": str(number),
                    "channel": question.channel,
                    "text": text,
                }
                answers.append(runner.run(batch.answer_line(json.dumps(line))))
            judged.append(judge(question, answers))
    return judged
