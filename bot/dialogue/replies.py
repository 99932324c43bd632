"""From Rasa's bot events, or straight from the wording, to the replies a channel shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue.messages import Channel, Choice, Handoff, Reply, RuleVerdict, Source
from bot.knowledge.responses import Responses, fill
from bot.knowledge.topics import intent_of


class ReplyMaker:
    """Turns what was uttered into replies with topic, sources and version."""

    def __init__(self, responses: Responses, values: Mapping[str, str]) -> None:
        self._responses = responses
        self._values = dict(values)

    def say(
        self,
        response: str,
        channel: Channel,
        *,
        choices: Sequence[Choice] = (),
        rule: RuleVerdict | None = None,
        **values: str,
    ) -> Reply:
        """Build the reply of one response without Rasa: for the guard, for suggestions, for failures."""
        text = fill(self._responses.variation(response, channel).text, {**self._values, **values})
        return self._reply(response, channel, text, tuple(choices), rule)

    def from_event(self, event: Any, channel: Channel) -> Reply:
        """Build the reply of one `BotUttered` event."""
        name, rule, topic = (event.metadata.get(key) for key in ("utter_action", "rule", "topic"))
        choices = tuple(
            Choice(title=button["title"], topic=button.get("topic")) for button in event.data.get("buttons") or ()
        )
        wording: Channel = "sms" if event.metadata.get("short") else channel
        return self._reply(name, wording, event.text or "", choices, RuleVerdict(**rule) if rule else None, topic)

    def _reply(
        self,
        name: str,
        channel: Channel,
        text: str,
        choices: tuple[Choice, ...],
        rule: RuleVerdict | None,
        topic: str | None = None,
    ) -> Reply:
        said = self._responses.variation(name, channel)
        # A rule's own sentence ("Michigan is excluded") rests on what its topic's answer rests on.
        origin = said if said.topic or not topic else self._responses.variation(f"utter_{intent_of(topic)}", channel)
        return Reply(
            text=text.strip(),
            topic=origin.topic,
            sources=tuple(Source(source.title, source.section) for source in origin.sources),
            reviewed=said.reviewed,
            answer=name,
            version=said.version,
            choices=choices,
            rule=rule,
        )


def handoff_in(events: Sequence[Any]) -> Handoff | None:
    """Return the handoff that one of the `BotUttered` events carries."""
    for event in events:
        if event.metadata.get("handoff"):
            return Handoff(**event.metadata["handoff"])
    return None
