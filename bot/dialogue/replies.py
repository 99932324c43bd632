"""From Rasa's bot events, or straight from the wording, to the replies a channel shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue.messages import Choice, Handoff, Reply, RuleVerdict
from bot.knowledge.responses import Responses


class ReplyMaker:
    """Turns what was uttered into replies with topic, sources and version."""

    def __init__(self, responses: Responses, facts: Mapping[str, str]) -> None:
        self._responses = responses
        self._facts = dict(facts)

    def say(
        self,
        response: str,
        channel: str,
        *,
        choices: Sequence[Choice] = (),
        rule: RuleVerdict | None = None,
        **values: str,
    ) -> Reply:
        """Build the reply of one response without Rasa: for the guard, for suggestions, for failures."""
        text = self._responses.variation(response, channel).text.format_map({**self._facts, **values})
        return self._reply(response, channel, text, tuple(choices), rule)

    def from_event(self, event: Any, channel: str) -> Reply:
        """Build the reply of one `BotUttered` event."""
        name, rule = event.metadata.get("utter_action"), event.metadata.get("rule")
        choices = tuple(
            Choice(title=button["title"], topic=button.get("topic")) for button in event.data.get("buttons") or ()
        )
        return self._reply(name, channel, event.text or "", choices, RuleVerdict(**rule) if rule else None)

    def _reply(
        self, response: str, channel: str, text: str, choices: tuple[Choice, ...], rule: RuleVerdict | None
    ) -> Reply:
        variation = self._responses.variation(response, channel)
        return Reply(
            text=text.strip(),
            topic=variation.topic,
            sources=variation.sources,
            reviewed=variation.reviewed,
            answer=response,
            version=variation.version,
            choices=choices,
            rule=rule,
        )


def handoff_in(events: Sequence[Any]) -> Handoff | None:
    """Return the handoff that one of the `BotUttered` events carries."""
    for event in events:
        if event.metadata.get("handoff"):
            return Handoff(**event.metadata["handoff"])
    return None
