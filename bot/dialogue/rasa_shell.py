"""Fills the answers when Rasa's own commands run the assistant (`rasa shell`, see endpoints.yml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain

from bot.dialogue.program_responses import ProgramResponses
from bot.knowledge.loading import load_knowledge

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT_DAYS = "90"


class ShellResponses(ProgramResponses):
    """The answers with the program's facts filled in; Rasa builds it from endpoints.yml."""

    def __init__(self, endpoint_config: Any, domain: Domain) -> None:
        settings = {"retention_days_web": KEPT_DAYS, "retention_days_sms": KEPT_DAYS}
        super().__init__(domain.responses, load_knowledge(ROOT, settings).values)
