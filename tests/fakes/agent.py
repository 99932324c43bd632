"""An agent without Rasa: understands by keyword, answers with the real wording."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from bot.dialogue.messages import IncomingMessage
from bot.knowledge.responses import fill

KEYWORDS = {"cancel": "program_cancel", "fax": "program_contact", "cost": "program_price", "hello": "chat_greet"}


class KeywordAgent:
    """Stands in for `RasaAgent` where a test is not about understanding."""

    fingerprint = "keywords"

    def __init__(self, knowledge: Any) -> None:
        self._knowledge = knowledge
        self.turns = 0
        self.delay_s = 0.0
        self.fails = False

    async def parse(self, text: str) -> dict[str, Any]:
        intent = next((name for word, name in KEYWORDS.items() if word in text.lower()), "limits_out_of_scope")
        ranking = [{"name": intent, "confidence": 0.98}, {"name": "chat_help", "confidence": 0.02}]
        return {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": []}

    async def run_turn(
        self,
        message: IncomingMessage,
        parse_data: dict[str, Any],
        slots: Mapping[str, Any],
    ) -> tuple[list[Any], dict[str, Any], list[dict[str, Any]]]:
        self.turns += 1
        if self.fails:
            raise RuntimeError("the model broke on: " + message.text)
        time.sleep(self.delay_s)  # noqa: ASYNC251  as a model does, which computes
        response = "utter_" + parse_data["intent"]["name"]
        known = response in self._knowledge.responses.by_name
        variation = self._knowledge.responses.variation(response if known else "utter_start_over", message.channel)
        said = SimpleNamespace(
            text=fill(variation.text, self._knowledge.values), metadata={"utter_action": response}, data={}
        )
        user = {"event": "user", "text": message.text, "parse_data": parse_data}
        return [said], dict(slots), [user]
