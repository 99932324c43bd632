"""Rasa component: gives each message its sentence vector as dense features."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
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

from bot.nlu.encoder import WEIGHTS, CachedEncoder, Matrix, SentenceEncoder, checked_sha256
from bot.nlu.question_splitter import CUTS
from bot.nlu.splitter import cut_texts
from bot.nlu.text import plain_writing

PART_VECTORS = "part_vectors"  # message property: the vectors of the texts between the cuts


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(GraphComponent):
    """Encode messages, and the halves of those that may ask two questions."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "threads": 1,  # of ONNX Runtime while answering
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
        return cls(SentenceEncoder(WEIGHTS, threads=config["threads"]), config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Make Rasa train again when the encoder changed."""
        return checked_sha256(WEIGHTS / "encoder.onnx")

    def __init__(self, encoder: SentenceEncoder, config: dict[str, Any]) -> None:
        self._encoder = encoder
        self._config = config

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        encoder = CachedEncoder(
            SentenceEncoder(WEIGHTS, threads=self._config["training_threads"]), Path(self._config["cache"])
        )
        vectors = encoder.encode([plain_writing(message.get(TEXT)) for message in messages])
        for message, vector in zip(messages, vectors, strict=True):
            self._add(message, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            parts: Sequence[str] = cut_texts(text, message.get(CUTS) or [])
            vectors = self._encoder.encode([plain_writing(piece) for piece in (text, *parts)])
            self._add(message, vectors[0])
            message.set(PART_VECTORS, vectors[1:])
        return messages

    def _add(self, message: Message, vector: Matrix) -> None:
        origin = type(self).__name__
        message.add_features(Features(np.atleast_2d(vector), FEATURE_TYPE_SENTENCE, TEXT, origin))
