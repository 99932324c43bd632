"""Fills the program's facts into the wording; Rasa calls this with every response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator


class ProgramResponses(TemplatedNaturalLanguageGenerator):
    """Fills `{phone}` and the program's other facts into every response, so that no answer types them again."""

    def __init__(self, responses: dict[str, list[dict[str, Any]]], facts: Mapping[str, str]) -> None:
        super().__init__(responses)
        self._facts = dict(facts)

    def _response_variables(self, filled_slots: dict[str, Any] | None, kwargs: dict[str, Any]) -> dict[str, Any]:
        return {**self._facts, **super()._response_variables(filled_slots or {}, kwargs)}
