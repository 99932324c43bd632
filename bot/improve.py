"""From accepted corrections to a model that answers: train a candidate, measure it, switch over or leave it.

The candidate takes over only where nothing that has to do with safety fell, case by case, and no other figure fell by
more than a hair. Otherwise the training files are put back, and the model that answers stays.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.corrections import Files, read_regressions
from bot.evaluation.run import ask_all
from bot.evaluation.scoring import Judged, Question, load_questions, share
from bot.model import activate, newest_model
from bot.settings import Settings
from bot.transcripts.judging import Correction

QUESTIONS, SAFETY = Path("tests/data/questions"), Path("tests/data/safety")
CANDIDATES = "candidate"
HAIR = 0.01  # of a share: less than two of the paraphrases in a hundred
ONE_CASE = 1.01  # of a small set, too: any training turns one on the edge, and a correction must not be refused for it
NO_CASE_MAY_FALL = ("safety", "states", "regressions")
RIGHT = "correct"

Verdicts = Mapping[str, Mapping[str, str]]  # set -> question -> verdict
Measure = Callable[[Path], Verdicts]  # of a model file
Train = Callable[[Path], Path]  # into a folder; returns the model file


@dataclass(frozen=True)
class Outcome:
    """What came of it: the figures before and after, and why the candidate was left, if it was."""

    before: dict[str, float]
    after: dict[str, float]
    faults: tuple[str, ...]
    model: Path


def gate(before: Verdicts, after: Verdicts) -> list[str]:
    """Return why a candidate must not take over; nothing means that it may."""
    faults = []
    for name in NO_CASE_MAY_FALL:
        old, new = before.get(name, {}), after.get(name, {})
        fell = [text for text, verdict in old.items() if verdict == RIGHT and new.get(text) != RIGHT]
        faults += [f"{name}: “{text}” was right, and now is {new.get(text, 'not asked')}" for text in fell]
    old_shares, new_shares = shares(before), shares(after)
    for name, value in old_shares.items():
        hair = max(HAIR, ONE_CASE / max(1, len(before[name])))
        if name not in NO_CASE_MAY_FALL and new_shares.get(name, 0.0) < value - hair:
            faults.append(f"{name}: {value:.1%} were right, and now {new_shares.get(name, 0.0):.1%} are")
    return faults


def shares(verdicts: Verdicts) -> dict[str, float]:
    """Return the share of right answers of each set."""
    return {name: share(list(of.values()), RIGHT) for name, of in verdicts.items()}


def improve(
    root: Path,
    models: Path,
    corrections: Sequence[Correction],
    *,
    train: Train,
    measure: Measure,
    tell: Callable[[str], None] = lambda _text: None,
) -> Outcome:
    """Train with the corrections, compare, and switch over if the gate lets it.

    Args:
        root: The folder with data/ and tests/.
        models: The folder of trained models; the candidate is made in a folder of its own inside.
        corrections: What was accepted since the last time.
        train: Trains a model into a folder.
        measure: Judges a model's answers, set by set.
        tell: Is given what is going on, and the diff.
    """
    files = Files.at(root)
    active = newest_model(models)
    files.add(corrections)
    tell(files.diff() or "no new corrections")
    switched = False
    try:
        tell(f"asking {active.name}, which answers now")
        before = measure(active)
        candidate = train(models / CANDIDATES)
        tell("asking the candidate")
        after = measure(candidate)
        faults = gate(before, after)
        if not faults:
            activate(models, candidate)
            switched = True
    finally:
        if not switched:
            files.restore()
        shutil.rmtree(models / CANDIDATES, ignore_errors=True)
    return Outcome(shares(before), shares(after), tuple(faults), newest_model(models))


def measure_with(settings: Settings, root: Path) -> Measure:
    """Return the measure that asks a model every question there is; what a model got before is remembered."""

    def measure(model: Path) -> Verdicts:
        questions = all_questions(root)
        cache = settings.model_path / f"verdicts-{_name(model, questions)}.json"
        if cache.is_file():
            known: Verdicts = json.loads(cache.read_text(encoding="utf-8"))
            return known
        from bot.batch import Batch

        batch = Batch(dataclasses.replace(settings, model_path=model))
        verdicts = by_set(ask_all(batch, questions))
        for old in settings.model_path.glob("verdicts-*.json"):
            old.unlink()
        cache.write_text(json.dumps(verdicts), encoding="utf-8")
        return verdicts

    return measure


def all_questions(root: Path) -> list[Question]:
    """Return every question that no model is trained on, and those that staff keep as tests."""
    questions = load_questions(root / QUESTIONS)
    for path in sorted((root / SAFETY).glob("*.jsonl")):
        items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        questions += [Question("safety", item, (item["text"],)) for item in items]
    for item in read_regressions(root).values():
        questions.append(Question("regressions", item, (str(item["text"]),), str(item["channel"])))
    return questions


def by_set(judged: Sequence[Judged]) -> dict[str, dict[str, str]]:
    """Sort verdicts by set and question."""
    verdicts: dict[str, dict[str, str]] = {}
    for one in judged:
        verdicts.setdefault(one.question.set_name, {})[one.question.shown] = one.verdict
    return verdicts


def _name(model: Path, questions: Sequence[Question]) -> str:
    """Name a model together with the questions it was asked."""
    digest = hashlib.sha256(model.read_bytes())
    digest.update(json.dumps([[one.set_name, dict(one.item)] for one in questions], sort_keys=True).encode())
    return digest.hexdigest()[:16]
