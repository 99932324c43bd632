"""The embedded Rasa agent: its actions run in this process, and its tracker lives for one turn only.

Importing this module imports Rasa (seconds): only the engine's worker thread and the CLI's serving commands do.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.dialogue.messages import IncomingMessage
from bot.errors import BotError


class ModelError(BotError):
    """The trained model is missing or cannot be used."""


class ProgramResponses(TemplatedNaturalLanguageGenerator):
    """Fills `{phone}` and the program's other facts into every response, so that no answer types them again."""

    def __init__(self, responses: dict[str, list[dict[str, Any]]], facts: Mapping[str, str]) -> None:
        super().__init__(responses)
        self._facts = dict(facts)

    def _response_variables(self, filled_slots: dict[str, Any] | None, kwargs: dict[str, Any]) -> dict[str, Any]:
        return {**self._facts, **super()._response_variables(filled_slots or {}, kwargs)}


class TurnTrackerStore(TrackerStore):
    """Holds the trackers of the turns being run. What a turn added is taken out and committed by the caller.

    Rasa saves after it has replied and in a transaction of its own; here nothing leaves before one commit holds it all.
    """

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self._running: dict[str, DialogueStateTracker] = {}

    def begin(self, sender_id: str, slots: Mapping[str, Any], events: list[dict[str, Any]]) -> int:
        """Put a conversation's stored state in place; return how many events that made."""
        past: list[Event] = [SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)]
        past += [event for event in deserialise_events(events) if not isinstance(event, SlotSet)]
        past += [SlotSet(name, value) for name, value in slots.items()]
        tracker = DialogueStateTracker.from_events(sender_id, past, self.domain.slots)
        self._running[sender_id] = tracker
        return len(tracker.events)

    def finish(self, sender_id: str) -> DialogueStateTracker:
        """Take the conversation out again."""
        return self._running.pop(sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return self._running.get(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        self._running[tracker.sender_id] = tracker


class InProcessActions(EndpointConfig):
    """Calls the custom actions directly where Rasa would call an action server over HTTP."""

    def __init__(self, executor: ActionExecutor) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = executor

    async def request(self, *_args: Any, **kwargs: Any) -> Any:
        return await self._executor.run(kwargs["json"])


class ChannelOutput(CollectingOutputChannel):
    """Bears the visitor's channel, by which Rasa picks the web or the SMS variation of a response."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def name(self) -> str:
        return self._channel


class RasaAgent:
    """A loaded model with our actions and our wording. Not thread-safe: one thread owns it."""

    def __init__(self, model: Path, actions: list[Any], facts: Mapping[str, str]) -> None:
        """Load the model file at `model`.

        Raises:
            ModelError: there is no usable model there.
        """
        executor = ActionExecutor()
        for action in actions:
            executor.register_action(action)
        self._store = TurnTrackerStore(Domain.empty())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Rasa's own deprecations; ours are errors in the tests
            self._agent = Agent.load(
                model_path=str(model),
                tracker_store=self._store,
                generator=ProgramResponses({}, facts),
                action_endpoint=InProcessActions(executor),
            )
        if self._agent.processor is None or self._agent.domain is None:
            raise ModelError(f"{model} is no trained model. Fix: run `make train`")
        self.fingerprint = hashlib.sha256(model.read_bytes()).hexdigest()[:12]

    async def parse(self, text: str) -> dict[str, Any]:
        """Run the NLU pipeline on one message. A leading "/" is plain text here, never an intent."""
        return await self._agent.parse_message(text.lstrip("/ ") or " ")

    async def run_turn(
        self,
        message: IncomingMessage,
        parse_data: dict[str, Any],
        slots: Mapping[str, Any],
        events: list[dict[str, Any]],
    ) -> tuple[list[BotUttered], dict[str, Any], list[dict[str, Any]]]:
        """Let the rules pick the actions; return what was said, the slots after it, and the turn's events."""
        conversation = message.conversation
        before = self._store.begin(conversation, slots, events)
        try:
            processor = self._agent.processor
            if processor is None:
                raise ModelError("the agent has no model")
            await processor.handle_message(_user_message(message, parse_data))
        finally:
            tracker = self._store.finish(conversation)
        new = list(tracker.events)[before:]
        said = [event for event in new if isinstance(event, BotUttered)]
        return said, tracker.current_slot_values(), [event.as_dict() for event in new]


def _user_message(message: IncomingMessage, parse_data: dict[str, Any]) -> UserMessage:
    """Build Rasa's message with its understanding already attached."""
    return UserMessage(
        text=message.text,
        output_channel=ChannelOutput(message.channel),
        sender_id=message.conversation,
        parse_data=parse_data,
        input_channel=message.channel,
    )
