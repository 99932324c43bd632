"""How long training our own model takes; measured once for each state of what it is made of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict

import yaml

from benchmarks.load.servers import ROOT
from benchmarks.stock.project import Training, children_cpu_s
from bot.training import fingerprint

FOLDER = ROOT / "build" / "bench"


def ours() -> Training:
    """Return what training our model takes, from nothing: sentence vectors are computed again."""
    record = FOLDER / f"training-{fingerprint(ROOT)}.json"
    if not record.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(asdict(_train())), encoding="utf-8")
    return Training(**json.loads(record.read_text(encoding="utf-8")))


def _train() -> Training:
    print("training our model", file=sys.stderr)
    files = (ROOT / "data" / "nlu").glob("*.yml")
    blocks = [block for path in files for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]]
    examples = sum(block["examples"].count("\n- ") + 1 for block in blocks)
    env = {**os.environ, "MODEL_PATH": str(FOLDER / "models"), "PYTHONPATH": str(ROOT)}
    started, before = time.monotonic(), children_cpu_s()
    with tempfile.TemporaryDirectory() as empty, (FOLDER / "train.log").open("w") as log:  # no cache from before
        command = [sys.executable, "-m", "bot", "train", "--force"]
        subprocess.run(command, cwd=empty, env=env, check=True, stdout=log, stderr=log)
    return Training(1, examples, round(time.monotonic() - started, 1), round(children_cpu_s() - before, 1))
