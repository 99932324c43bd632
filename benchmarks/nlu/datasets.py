"""The question sets that intent classifiers are compared on."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sampling import evenly
from bot.nlu.examples import Example, read_examples
from bot.nlu.heldout import held_out
from bot.nlu.text import plain_writing

OUTSIDE = "limits_out_of_scope"
NO_TOPIC = ""  # what a question outside every topic is labelled with
SHOTS = (10, 30)  # examples of each intent of BANKING77


@dataclass(frozen=True)
class Question:
    """A question and the topics that answer it; one of ours may have several, `NO_TOPIC` none."""

    text: str
    topics: frozenset[str]


@dataclass(frozen=True)
class Dataset:
    """What to learn from, and named sets of questions to be measured on."""

    name: str
    train: list[Example]
    tests: dict[str, list[Question]]
    unseen: list[Example] = field(default_factory=list)  # neither learned nor tuned on: to fit a confidence by


def own(folder: Path, questions: Path | None, each: int | None = None) -> Dataset:
    """Return this project's messages, at most `each` a topic to learn from.

    The held-out ones, and the question sets of a folder, are the tests.
    """
    examples = read_examples(folder)
    tests = {"held out": [Question(text, frozenset({topic})) for text, topic in examples if held_out(text)]}
    for name in ("paraphrases", "real") if questions else ():
        lines = (questions / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        tests[name] = [_question(json.loads(line)) for line in lines if line.strip()]
    unseen = [example for example in examples if held_out(example[0])]
    train = spread([example for example in examples if not held_out(example[0])], each)
    name = f"second opinions, {each} each" if each else "second opinions"
    return Dataset(name, train, tests, unseen)


def spread(examples: list[Example], each: int | None) -> list[Example]:
    """Return at most `each` examples of every topic."""
    by_topic: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_topic[example[1]].append(example)
    return [example for own in by_topic.values() for example in evenly(own, each)] if each else examples


def _question(row: dict[str, Any]) -> Question:
    return Question(row["text"], frozenset(topic.replace("/", "_", 1) for topic in row["ok"]))


def clinc150(folder: Path) -> Dataset:
    """Return CLINC150 (Larson et al. 2019) with its out-of-scope questions in the test."""
    data = json.loads((folder / "clinc150_full.json").read_text(encoding="utf-8"))
    test = [Question(text, frozenset({topic})) for text, topic in data["test"]]
    outside = [Question(text, frozenset({NO_TOPIC})) for text, _ in data["oos_test"]]
    return Dataset("CLINC150", [(text, topic) for text, topic in data["train"]], {"test": test + outside})


def banking77(folder: Path, shots: int) -> Dataset:
    """Return BANKING77 (Casanueva et al. 2020) with the first `shots` examples of each intent."""
    by_topic = defaultdict(list)
    for row in _rows(folder / "banking77_train.csv"):
        by_topic[row["category"]].append(row["text"].strip())
    train = [(text, topic) for topic, texts in by_topic.items() for text in texts[:shots]]
    rows = _rows(folder / "banking77_test.csv")
    test = [Question(row["text"].strip(), frozenset({row["category"]})) for row in rows]
    return Dataset(f"BANKING77, {shots} each", train, {"test": test})


def hint3(folder: Path, name: str) -> Dataset:
    """Return one of HINT3's three sets (Arora et al. 2020): real users' messages to live chatbots."""
    rows = list(_rows(folder / "hint3" / f"{name}_test.csv"))
    none = {"NO_NODES_DETECTED": NO_TOPIC}
    test = [Question(row["sentence"], frozenset({none.get(row["label"], row["label"])})) for row in rows]
    train = [(row["sentence"], row["label"]) for row in _rows(folder / "hint3" / f"{name}_train.csv")]
    return Dataset(f"HINT3 {name}", train, {"test": test})


def public(folder: Path) -> Iterator[Dataset]:
    """Yield every public benchmark whose files lie in `folder`."""
    yield from (hint3(folder, name) for name in ("sofmattress", "curekart", "powerplay11"))
    yield from (banking77(folder, shots) for shots in SHOTS)
    yield clinc150(folder)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def plain(dataset: Dataset) -> Dataset:
    """Return the dataset in plain writing, as the assistant sees it."""
    train = [(plain_writing(text), topic) for text, topic in dataset.train]
    tests = {name: [Question(plain_writing(q.text), q.topics) for q in qs] for name, qs in dataset.tests.items()}
    return Dataset(dataset.name, train, tests, dataset.unseen)
