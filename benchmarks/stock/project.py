"""A plain Rasa project made of our training data, as `rasa init` would set it up, and its trained model.

Stock Rasa answers each topic with its web text and no more: no urgency check, no eligibility rules, no actions. That is
less work than ours does. Its model is trained once and kept under build/stock.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.sampling import evenly

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build" / "stock"
DEFAULT_EPOCHS = 100  # what `rasa init` writes
# How fast stock answers depends on neither of these; how long it trains and how well it understands does.
EPOCHS = int(os.environ.get("STOCK_EPOCHS", "1"))
EXAMPLES = int(os.environ.get("STOCK_EXAMPLES", "0"))  # of each topic; 0: all
RASA = Path(sys.executable).parent / "rasa"
PROGRAM_FACTS = {"{toll_free}": "1-855-695-4872", "{phone}": "410-464-6555"}


@dataclass(frozen=True)
class Training:
    """What training the stock model took."""

    epochs: int
    examples: int
    wall_s: float
    cpu_s: float


def pipeline(epochs: int) -> dict[str, Any]:
    """Return the configuration that Rasa 3.6 takes when `rasa init`'s config.yml is left as it is."""
    return {
        "recipe": "default.v1",
        "assistant_id": "stock",
        "language": "en",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", "epochs": epochs, "constrain_similarities": True},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": epochs},
            {"name": "TEDPolicy", "max_history": 5, "epochs": epochs, "constrain_similarities": True},
        ],
    }


def write_project(folder: Path) -> int:
    """Write the project; return how many training messages it has."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    blocks = [block for path in sorted((ROOT / "data" / "nlu").glob("*.yml")) for block in _blocks(path)]
    answered = [name for name in domain["intents"] if f"utter_{name}" in domain["responses"]]
    blocks = _limited([block for block in blocks if block["intent"] in answered])
    said = {f"utter_{name}": [{"text": _web_text(domain["responses"][f"utter_{name}"])}] for name in answered}
    said["utter_default"] = [{"text": "Please say that in other words."}]
    rules = [_rule(name) for name in answered] + [_rule("nlu_fallback", "utter_default")]
    pairs = zip(answered, answered[1:] + answered[:1], strict=True)
    files = {
        "domain.yml": {"version": "3.1", "intents": [*answered, "nlu_fallback"], "responses": said},
        "data/nlu.yml": {"version": "3.1", "nlu": blocks},
        "data/rules.yml": {"version": "3.1", "rules": rules},
        "data/stories.yml": {"version": "3.1", "stories": [_story(*pair) for pair in pairs]},
        "config.yml": pipeline(EPOCHS),
        "credentials.yml": {"rest": None},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return sum(block["examples"].count("\n") + 1 for block in blocks)


def trained_model(*, reuse: bool) -> tuple[Path, Training]:
    """Return the stock model and what its training took; train it if its files changed, unless the last one will do."""
    kept = sorted((FOLDER / "models").glob("*.json"), key=lambda path: path.stat().st_mtime)
    if reuse and kept:
        return kept[-1].with_suffix(".tar.gz"), Training(**json.loads(kept[-1].read_text(encoding="utf-8")))
    examples = write_project(FOLDER)
    made_of = [FOLDER / name for name in ("domain.yml", "data/nlu.yml", "data/rules.yml", "config.yml")]
    name = hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()[:12]
    model, record = FOLDER / "models" / f"{name}.tar.gz", FOLDER / "models" / f"{name}.json"
    if not (model.is_file() and record.is_file()):
        training = _train(name, examples)
        record.write_text(json.dumps(asdict(training)), encoding="utf-8")
    return model, Training(**json.loads(record.read_text(encoding="utf-8")))


def environment() -> dict[str, str]:
    """Return the environment that stock Rasa runs in."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    return {**os.environ, **quiet, "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TQDM_DISABLE": "1"}


def _train(name: str, examples: int) -> Training:
    print(f"training stock Rasa on {examples} messages for {EPOCHS} epochs", file=sys.stderr)
    started, before = time.monotonic(), children_cpu_s()
    command = [str(RASA), "train", "--fixed-model-name", name, "--out", "models"]
    with (FOLDER / "train.log").open("w") as log:
        subprocess.run(command, cwd=FOLDER, env=environment(), check=True, stdout=log, stderr=log)
    wall_s, cpu_s = time.monotonic() - started, children_cpu_s() - before
    return Training(EPOCHS, examples, round(wall_s, 1), round(cpu_s, 1))


def children_cpu_s() -> float:
    """Return the processor time of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _blocks(path: Path) -> list[dict[str, str]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"])


def _limited(blocks: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return one block a topic, with at most `EXAMPLES` messages spread over all there are."""
    by_topic: dict[str, list[str]] = {}
    for block in blocks:
        by_topic.setdefault(block["intent"], []).extend(block["examples"].splitlines())
    return [
        {"intent": topic, "examples": "\n".join(evenly(lines, EXAMPLES or None))} for topic, lines in by_topic.items()
    ]


def _web_text(variations: list[dict[str, Any]]) -> str:
    text = str(variations[0]["text"])
    for name, value in PROGRAM_FACTS.items():
        text = text.replace(name, value)
    return text.replace("{", "(").replace("}", ")")


def _rule(intent: str, action: str | None = None) -> dict[str, Any]:
    return {"rule": intent, "steps": [{"intent": intent}, {"action": action or f"utter_{intent}"}]}


def _story(first: str, second: str) -> dict[str, Any]:
    steps = [step for name in (first, second) for step in ({"intent": name}, {"action": f"utter_{name}"})]
    return {"story": f"{first} then {second}", "steps": steps}
