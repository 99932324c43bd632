"""Fills the program's facts into the wording; Rasa calls this with every response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.trackers import DialogueStateTracker

SHORT_WORDING = "sms"  # the channel whose wording is the shortest


class ProgramResponses(TemplatedNaturalLanguageGenerator):
    """Fills `{phone}` and the program's other facts into every response, so that no answer types them again."""

    def __init__(self, responses: dict[str, list[dict[str, Any]]], facts: Mapping[str, str]) -> None:
        super().__init__(responses)
        self._facts = dict(facts)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Return the wording for the channel, or the short one where that was asked for."""
        channel = SHORT_WORDING if kwargs.get("short") else output_channel
        return await super().generate(utter_action, tracker, channel, **kwargs)

    def _response_variables(self, filled_slots: dict[str, Any] | None, kwargs: dict[str, Any]) -> dict[str, Any]:
        return {**self._facts, **super()._response_variables(filled_slots or {}, kwargs)}
