"""The embedded Rasa agent: its model is Rasa's, its actions run in this process, its tracker lives for one turn.

Rasa's own loop around them serves assistants with forms, slot mappings and an action server over HTTP: in each turn it
copies the tracker for each action, predicts once more what follows it, checks what came back against a JSON schema,
and plans each graph run anew. Nothing here needs that: a rule is one intent and one action (a test holds the stories to
it), and slots are set by actions alone. What a turn costs is measured in docs/performance.md.

Importing this module imports Rasa (seconds): only what loads a model does.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa_sdk import Action as CustomAction
from rasa_sdk import Tracker as ActionTracker
from rasa_sdk.executor import CollectingDispatcher
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from bot.dialogue.lean_imports import placeholders
from bot.dialogue.messages import IncomingMessage
from bot.errors import BotError

REMEMBERED = 1_000  # short messages whose reading is kept, some 5 MB: chips are tapped, and "hi" is written, every day
SHORT = 280  # characters; a longer message hardly comes twice, and tells more of whoever wrote it

with placeholders():
    from rasa.core.actions.action import RemoteAction, action_for_name_or_text
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.core.policies.policy import PolicyPrediction
    from rasa.core.processor import MessageProcessor
    from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
    from rasa.shared.core.constants import ACTION_LISTEN_NAME
    from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.dialogue.graph_runner import DirectGraphRunner
    from bot.dialogue.program_responses import ProgramResponses


class ModelError(BotError):
    """The trained model is missing or cannot be used."""


class ChannelOutput(CollectingOutputChannel):
    """Bears the visitor's channel, by which Rasa picks the web or the SMS variation of a response."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def name(self) -> str:
        return self._channel


class RasaAgent:
    """A loaded model with our actions and our wording. Not thread-safe: one thread owns it."""

    def __init__(self, model: Path, actions: Iterable[CustomAction], facts: Mapping[str, str]) -> None:
        """Load the model file at `model`.

        Raises:
            ModelError: there is no usable model there.
        """
        # One message is too little work to share: threads that wait for each other cost more than they bring.
        threadpool_limits(limits=1)
        self._actions = {action.name(): action for action in actions}
        with placeholders(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Rasa's own deprecations; ours are errors in the tests
            self._agent = Agent.load(model_path=str(model), generator=ProgramResponses({}, facts))
        processor = self._agent.processor
        if processor is None or not processor.model_metadata.core_target:
            raise ModelError(f"{model} is no trained model. Fix: run `make train`")
        processor.graph_runner = DirectGraphRunner(processor.graph_runner)
        self._processor: MessageProcessor = processor
        self._no_talk = DialogueStateTracker.from_events("", [])
        self._known = lru_cache(REMEMBERED)(self._read)
        self._predictions: dict[str | None, PolicyPrediction] = {}
        self._domain = processor.domain
        self.fingerprint = hashlib.sha256(model.read_bytes()).hexdigest()[:12]

    async def parse(self, text: str) -> dict[str, Any]:
        """Run the NLU pipeline on one message. A leading "/" is plain text here, never an intent.

        What is returned may be returned again, so it must not be changed.
        """
        text = text.lstrip("/ ") or " "
        return self._known(text) if len(text) <= SHORT else self._read(text)

    def _read(self, text: str) -> dict[str, Any]:
        """Run the graph as Rasa's processor does, which also makes a tracker and an empty domain for each message."""
        target = self._processor.model_metadata.nlu_target
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: self._no_talk}
        (read,) = self._processor.graph_runner.run(inputs, [target])[target]
        return dict(read.as_dict(only_output_properties=True))

    async def run_turn(
        self,
        message: IncomingMessage,
        parse_data: dict[str, Any],
        slots: Mapping[str, Any],
    ) -> tuple[list[BotUttered], dict[str, Any], list[dict[str, Any]]]:
        """Let the rules pick the action; return what was said, the slots after it, and the turn's events."""
        past: list[Event] = [SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)]
        past += [SlotSet(name, value) for name, value in slots.items()]
        tracker = DialogueStateTracker.from_events(message.conversation, past, self._domain.slots)
        new = [_user_uttered(message, parse_data)]
        tracker.update(new[0], self._domain)
        new += await self._act(tracker, message.channel)
        new += [ActionExecuted(ACTION_LISTEN_NAME)]
        for event in new[1:]:
            tracker.update(event, self._domain)
        said = [event for event in new if isinstance(event, BotUttered)]
        return said, tracker.current_slot_values(), [event.as_dict() for event in new]

    async def _act(self, tracker: DialogueStateTracker, channel: str) -> list[Event]:
        """Run the action that the policies choose; return the choice and what came of it."""
        prediction = self._prediction(tracker)
        name = self._domain.action_names_or_texts[prediction.max_confidence_index]
        output, wording = ChannelOutput(channel), self._agent.nlg
        if name in self._actions:
            events = await self._run_custom(self._actions[name], tracker, output)
        else:
            action = action_for_name_or_text(name, self._domain, None)
            events = await action.run(output, wording, tracker, self._domain)
        chosen = ActionExecuted(name, prediction.policy_name, prediction.max_confidence)
        return [*prediction.events, chosen, *events]

    def _prediction(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        """Return what the policies choose; a rule is one intent and one action, so they are asked once an intent."""
        intent = tracker.latest_message.intent_name if tracker.latest_message else None
        if intent not in self._predictions:
            target = self._processor.model_metadata.core_target
            results = self._processor.graph_runner.run({PLACEHOLDER_TRACKER: tracker}, [target])
            self._predictions[intent] = results[target]
        return self._predictions[intent]

    async def _run_custom(
        self, action: CustomAction, tracker: DialogueStateTracker, output: ChannelOutput
    ) -> list[Event]:
        """Run one of our actions directly, where Rasa would call an action server."""
        dispatcher = CollectingDispatcher()
        returned = action.run(dispatcher, _seen_by_action(tracker), {})
        said = await RemoteAction._utter_responses(dispatcher.messages, output, self._agent.nlg, tracker)
        return [*said, *(Event.from_parameters(event) for event in returned)]


def _seen_by_action(tracker: DialogueStateTracker) -> ActionTracker:
    latest = tracker.latest_message.parse_data if tracker.latest_message else {}
    return ActionTracker(
        tracker.sender_id, tracker.current_slot_values(), latest, [], False, None, {}, ACTION_LISTEN_NAME
    )


def _user_uttered(message: IncomingMessage, parse_data: dict[str, Any]) -> UserUttered:
    return UserUttered(
        message.text, parse_data["intent"], parse_data["entities"], parse_data, input_channel=message.channel
    )
