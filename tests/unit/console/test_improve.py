"""The gate, the files that corrections go into, and the pointer to the model that answers."""

from __future__ import annotations

import asyncio
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.corrections import EXAMPLES, REGRESSIONS, Files, forget, plain, read_examples, read_regressions
from bot.improve import Outcome, gate, improve
from bot.model import NoModelError, activate, active_models, follow_model, newest_model, roll_back
from bot.transcripts.judging import Correction

GOOD = {
    "safety": {"chest pain": "correct", "dying to know": "correct"},
    "states": {"Ann Arbor": "correct"},
    "paraphrases": {str(number): "correct" for number in range(200)},
}


def changed(**sets: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {**GOOD.get(name, {}), **sets.get(name, {})} for name in {**GOOD, **sets}}


@pytest.mark.parametrize(
    ("after", "faults"),
    [
        pytest.param(GOOD, 0, id="the same"),
        pytest.param(changed(safety={"chest pain": "missed"}), 1, id="a safety case fell"),
        pytest.param(changed(safety={"chest pain": "missed", "new": "correct"}), 1, id="one fell, one rose"),
        pytest.param(changed(states={"Ann Arbor": "excluded taken for served"}), 1, id="a state fell"),
        pytest.param({**GOOD, "safety": {"dying to know": "correct"}}, 1, id="a safety case was not asked"),
        pytest.param(changed(paraphrases={"0": "wrong", "1": "wrong"}), 0, id="1% of the others fell"),
        pytest.param(changed(paraphrases={"0": "wrong", "1": "wrong", "2": "wrong"}), 1, id="more than 1% fell"),
        pytest.param(changed(regressions={"new": "wrong"}), 0, id="a new test fails: it was never right"),
    ],
)
def test_gate(after: dict[str, dict[str, str]], faults: int) -> None:
    assert len(gate(GOOD, after)) == faults


def test_gate_holds_what_staff_corrected_before() -> None:
    before = {"regressions": {"what does it cost": "correct"}}
    assert gate(before, {"regressions": {"what does it cost": "offered"}}) == [
        "regressions: “what does it cost” was right, and now is offered"
    ]


def correction(text: str, topic: str = "program/cancel", *, regression: bool = True) -> Correction:
    return Correction(1, None, text, topic, "web", "accepted", regression, "ruth", datetime.now(UTC), "amos")


def test_corrections_are_added_sorted_and_kept(tmp_path: Path) -> None:
    Files.at(tmp_path).add([correction("stop it please"), correction("call it off", regression=False)])
    Files.at(tmp_path).add([correction("what is the price", "program/price")])
    text = (tmp_path / EXAMPLES).read_text()
    assert yaml.safe_load(text)["nlu"] == [
        {"intent": "program_cancel", "examples": "- call it off\n- stop it please\n"},
        {"intent": "program_price", "examples": "- what is the price\n"},
    ]
    assert set(read_regressions(tmp_path)) == {"stop it please", "what is the price"}


def test_the_newest_judgement_of_a_question_counts(tmp_path: Path) -> None:
    Files.at(tmp_path).add([correction("how much", "program/cancel")])
    Files.at(tmp_path).add([correction("how much", "program/price")])
    assert read_examples(tmp_path) == {"program_price": {"how much"}}
    assert read_regressions(tmp_path)["how much"]["ok"] == ["program/price"]


def test_what_an_erased_person_said_leaves_the_files(tmp_path: Path) -> None:
    Files.at(tmp_path).add([correction("stop it please"), correction("call it off")])
    forget(tmp_path, ["stop it  please"])
    assert "stop it" not in (tmp_path / EXAMPLES).read_text() + (tmp_path / REGRESSIONS).read_text()
    forget(tmp_path, ["call it off"])
    assert not (tmp_path / EXAMPLES).exists()


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=5))
def test_any_text_survives_the_yaml_file(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    root = tmp_path_factory.mktemp("any")
    Files.at(root).add([correction(text) for text in texts])
    assert set().union(*read_examples(root).values()) == {plain(text) for text in texts if plain(text)}


def test_annotations_of_rasa_are_not_written() -> None:
    assert plain("see [here](place)\nand [x]{y}") == "see [here] (place) and [x] {y}"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "assistant-old.tar.gz").write_text("old")
    os.utime(folder / "assistant-old.tar.gz", (1, 1))
    return folder


def run(root: Path, models: Path, after: dict[str, Any]) -> Outcome:
    def train(folder: Path) -> Path:
        folder.mkdir()
        (folder / "assistant-new.tar.gz").write_text("new")
        return folder / "assistant-new.tar.gz"

    measured = iter([GOOD, after])
    return improve(root, models, [correction("stop it")], train=train, measure=lambda _model: next(measured))


def test_a_candidate_that_is_as_good_answers_and_can_be_taken_back(tmp_path: Path, models: Path) -> None:
    assert run(tmp_path, models, GOOD).model.read_text() == "new"
    assert newest_model(models).name == "assistant-new.tar.gz"
    assert "stop it" in (tmp_path / EXAMPLES).read_text()
    assert roll_back(models) == "assistant-old.tar.gz"
    assert newest_model(models).read_text() == "old"
    with pytest.raises(NoModelError):
        roll_back(models)


def test_a_candidate_that_misses_an_emergency_leaves_everything_as_it_was(tmp_path: Path, models: Path) -> None:
    outcome = run(tmp_path, models, changed(safety={"chest pain": "missed"}))
    assert outcome.faults
    assert newest_model(models).read_text() == "old"
    assert not (tmp_path / EXAMPLES).exists()
    assert [path.name for path in models.iterdir()] == ["assistant-old.tar.gz"]


def test_a_failed_training_leaves_everything_as_it_was(tmp_path: Path, models: Path) -> None:
    with pytest.raises(StopIteration):
        improve(
            tmp_path, models, [correction("stop it")], train=lambda folder: folder, measure=lambda _: next(iter(()))
        )
    assert not (tmp_path / EXAMPLES).exists()


def test_a_model_trained_after_the_switch_comes_first(tmp_path: Path, models: Path) -> None:
    run(tmp_path, models, GOOD)
    later = models / "assistant-later.tar.gz"
    later.write_text("later")
    os.utime(later, (time.time() + 5, time.time() + 5))
    assert newest_model(models) == later


async def test_the_running_server_follows_the_switch(models: Path) -> None:
    used: list[str] = []

    def load(path: Path) -> Any:
        if path.read_text() == "broken":
            raise ValueError("no model")
        return SimpleNamespace(fingerprint=path.read_text())

    follower = asyncio.create_task(follow_model(models, load, lambda agent: used.append(agent.fingerprint), 0.01))
    for name in ("broken", "new"):
        await asyncio.sleep(0.05)
        candidate = models.parent / f"assistant-{name}.tar.gz"
        candidate.write_text(name)
        activate(models, candidate)
        await asyncio.sleep(0.1)
    roll_back(models)
    await asyncio.sleep(0.1)
    follower.cancel()
    assert used == ["new"], "the broken one is skipped, before and after"
    assert active_models(models)[0] == "assistant-broken.tar.gz"
