"""Rasa component: marks where a message may be cut in two questions."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.splitter import find_cuts

CUTS = "cuts"  # message property: where the parts lie


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class QuestionSplitter(GraphComponent):
    """Find the cuts; the `TopicClassifier` decides whether one of them parts two questions."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionSplitter:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Return the data as it is: an example has one topic."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(CUTS, find_cuts(message.get(TEXT) or ""))
        return messages
