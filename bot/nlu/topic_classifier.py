"""Rasa component: the message's topic, how sure that is, its danger, and the halves of one that asks two questions."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
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
from bot.nlu import heads, mixing, nearest, ngrams, regression
from bot.nlu.beside import read_beside
from bot.nlu.classifier import TopicClassifier as Classifier
from bot.nlu.doubles import Overview, choose_parts
from bot.nlu.encoder import Matrix, shared_encoder, training_encoder
from bot.nlu.heads import Heads
from bot.nlu.splitter import cut_texts, find_cuts
from bot.nlu.text import plain_writing
from bot.nlu.understanding import Part, Ranking

INTENT_RANKING = "intent_ranking"
PARTS = "parts"
DANGER = "danger"
LEARNED_BY = (bot.nlu.classifier, heads, mixing, nearest, ngrams, regression)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Classify by sentence vector and n-grams; needs the `SentenceEncoderFeaturizer` before it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "ranking_length": 10,  # topics reported with a message
            # Messages less likely to ask two things are not cut: reading the halves takes longer than all else.
            "least_likely_double": 0.03,
            "training_threads": 2,
            "data": "data",  # the folder of what is learned beside the examples: bot/nlu/beside.py
            "cache": ".rasa/vectors/mixed",  # vectors of messages made of two, so that training again is quick
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Make Rasa train again when the code that trains changed, or what it reads: Rasa looks at this file alone."""
        sources = "".join(inspect.getsource(module) for module in LEARNED_BY) + repr(
            read_beside(Path((cls.get_default_config() | config)["data"]))
        )
        return hashlib.sha256(sources.encode()).hexdigest()

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        trained: tuple[Classifier, Heads] | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._trained = trained

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [plain_writing(example.get(TEXT)) for example in examples]
        topics = [example.get(INTENT) for example in examples]
        vectors = np.concatenate([sentence_vector(example) for example in examples])
        encoder = training_encoder(self._config["training_threads"], self._config["cache"])
        beside = read_beside(Path(self._config["data"]))
        found = Heads.fit(list(zip(texts, topics, strict=True)), vectors, encoder.encode, beside)
        classifier = Classifier.fit(texts, topics, vectors)
        with self._model_storage.write_to(self._resource) as folder:
            classifier.save(folder)
            found.save(folder)
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
            classifier = Classifier.load(folder)
            return cls(config, model_storage, resource, (classifier, Heads.load(folder, classifier.names)))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        text, vector = message.get(TEXT) or "", sentence_vector(message)
        classifier, found = self._loaded()
        (whole,) = classifier.rank([plain_writing(text)], vector)
        ranking = self._reported(whole)
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING, ranking, add_to_output=True)
        message.set(DANGER, self._reported(found.dangers(vector[0], whole)), add_to_output=True)
        parts = [
            {"text": part.text, "start": part.start, "end": part.end, "ranking": self._reported(part.ranking)}
            for part in self._parts(text, whole, vector[0])
        ]
        message.set(PARTS, parts, add_to_output=True)

    def _parts(self, text: str, whole: Ranking, vector: Matrix) -> tuple[Part, ...]:
        """Return the two questions of a message that asks two."""
        classifier, found = self._loaded()
        asks_two = found.asks_two(vector)
        if asks_two < self._config["least_likely_double"]:
            return ()
        cuts = find_cuts(text)
        pieces = [plain_writing(piece) for piece in cut_texts(text, cuts)]
        halves = classifier.rank(pieces, shared_encoder().encode(pieces)) if pieces else []
        return choose_parts(text, Overview(whole, found.two_topics(vector), asks_two), cuts, halves)

    def _loaded(self) -> tuple[Classifier, Heads]:
        assert self._trained is not None  # noqa: S101 - Rasa loads a trained component before it processes
        return self._trained

    def _reported(self, ranking: Ranking) -> list[dict[str, Any]]:
        best = ranking[: self._config["ranking_length"]]
        return [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: probability} for name, probability in best]


def sentence_vector(message: Message) -> Matrix:
    """Return the message's dense sentence features, shape (1, 384)."""
    _, features = message.get_dense_features(TEXT)
    if features is None:
        raise ValueError("put SentenceEncoderFeaturizer before TopicClassifier in config.yml")
    return np.asarray(features.features, dtype=np.float32)
