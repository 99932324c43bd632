"""Rasa's own pipelines, trained and asked through Rasa. Importing this takes ten seconds."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from benchmarks.nlu.datasets import Dataset
from bot.nlu.understanding import Ranking, read_ranking

STOCK = [  # the pipeline of `rasa init`, without its entity synonyms, response selector and fallback
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "entity_recognition": False, "constrain_similarities": True},
]
ENCODER = "bot.nlu.sentence_encoder_featurizer.SentenceEncoderFeaturizer"
ENCODED = [STOCK[0], {"name": ENCODER}, *STOCK[3:]]


class RasaSystem:
    """A Rasa NLU model with a given pipeline."""

    def __init__(self, name: str, pipeline: list[dict[str, Any]], epochs: int) -> None:
        """Take a pipeline that ends with DIET, and how often DIET sees each message."""
        self.name, self.megabytes = f"{name}, {epochs} passes", 0.0
        self._pipeline = [*pipeline[:-1], {**pipeline[-1], "epochs": epochs}]

    def fit(self, dataset: Dataset) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            by_topic: dict[str, list[str]] = {}
            for text, topic in dataset.train:
                by_topic.setdefault(topic, []).append(f"- {text}\n")
            blocks = [{"intent": topic, "examples": "".join(texts)} for topic, texts in by_topic.items()]
            (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}), encoding="utf-8")
            config = {"recipe": "default.v1", "language": "en", "assistant_id": "benchmark", "pipeline": self._pipeline}
            (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
            model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
            self.megabytes = Path(model).stat().st_size / 1e6
            self._agent = Agent.load(model)

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        return asyncio.run(self._rank(texts))

    async def _rank(self, texts: Sequence[str]) -> list[Ranking]:
        return [read_ranking((await self._agent.parse_message(text))["intent_ranking"]) for text in texts]
