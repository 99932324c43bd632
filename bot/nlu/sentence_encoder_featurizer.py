"""Rasa component: gives each message its sentence vector as dense features."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import WEIGHTS, Matrix, SentenceEncoder, checked_sha256, shared_encoder, training_encoder
from bot.nlu.text import plain_writing


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(GraphComponent):
    """Encode messages."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "training_threads": 2,
            "cache": ".rasa/vectors",  # vectors of training messages, so that training again is quick
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        return cls(shared_encoder(), config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Make Rasa train again when the encoder changed."""
        return checked_sha256(WEIGHTS / "encoder.onnx")

    def __init__(self, encoder: SentenceEncoder, config: dict[str, Any]) -> None:
        self._encoder = encoder
        self._config = config

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        encoder = training_encoder(self._config["training_threads"], self._config["cache"])
        vectors = encoder.encode([plain_writing(message.get(TEXT)) for message in messages])
        for message, vector in zip(messages, vectors, strict=True):
            self._add(message, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            (vector,) = self._encoder.encode([plain_writing(message.get(TEXT) or "")])
            self._add(message, vector)
        return messages

    def _add(self, message: Message, vector: Matrix) -> None:
        origin = type(self).__name__
        message.add_features(Features(np.atleast_2d(vector), FEATURE_TYPE_SENTENCE, TEXT, origin))
