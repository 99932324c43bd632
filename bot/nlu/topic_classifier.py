"""Rasa component: the message's topic, how sure that is, and the parts of a message that asks two questions."""

from __future__ import annotations

import hashlib
import inspect
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import bot.nlu.classifier
from bot.nlu import nearest, ngrams, regression
from bot.nlu.classifier import TopicClassifier as Classifier
from bot.nlu.doubles import choose_parts
from bot.nlu.encoder import Matrix
from bot.nlu.question_splitter import CUTS
from bot.nlu.sentence_encoder_featurizer import PART_VECTORS
from bot.nlu.splitter import cut_texts
from bot.nlu.text import plain_writing
from bot.nlu.understanding import Ranking

INTENT_RANKING = "intent_ranking"
PARTS = "parts"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Classify by sentence vector and n-grams; needs the `SentenceEncoderFeaturizer` before it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"ranking_length": 10}  # topics reported with a message

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(config, model_storage, resource, None)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Make Rasa train again when the code that trains changed: it looks at this file alone."""
        sources = "".join(inspect.getsource(module) for module in (bot.nlu.classifier, nearest, ngrams, regression))
        return hashlib.sha256(sources.encode()).hexdigest()

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, classifier: Classifier | None
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._classifier = classifier

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [plain_writing(example.get(TEXT)) for example in examples]
        vectors = np.concatenate([sentence_vector(example) for example in examples])
        classifier = Classifier.fit(texts, [example.get(INTENT) for example in examples], vectors)
        with self._model_storage.write_to(self._resource) as folder:
            classifier.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> TopicClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Classifier.load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        text, cuts = message.get(TEXT) or "", message.get(CUTS) or []
        vectors = np.concatenate([sentence_vector(message), message.get(PART_VECTORS)])
        whole, *halves = self._rank([text, *cut_texts(text, cuts)], vectors)
        ranking = self._reported(whole)
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING, ranking, add_to_output=True)
        parts = [
            {"text": part.text, "start": part.start, "end": part.end, "ranking": self._reported(part.ranking)}
            for part in choose_parts(text, whole, cuts, halves)
        ]
        message.set(PARTS, parts, add_to_output=True)

    def _rank(self, texts: list[str], vectors: Matrix) -> list[Ranking]:
        assert self._classifier is not None  # noqa: S101 - Rasa loads a trained component before it processes
        return self._classifier.rank([plain_writing(text) for text in texts], vectors)

    def _reported(self, ranking: Ranking) -> list[dict[str, Any]]:
        best = ranking[: self._config["ranking_length"]]
        return [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: probability} for name, probability in best]


def sentence_vector(message: Message) -> Matrix:
    """Return the message's dense sentence features, shape (1, 384)."""
    _, features = message.get_dense_features(TEXT)
    if features is None:
        raise ValueError("put SentenceEncoderFeaturizer before TopicClassifier in config.yml")
    return np.asarray(features.features, dtype=np.float32)
