"""The files that accepted corrections go into: training examples, and the questions a model must get right."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.knowledge.topics import intent_of
from bot.transcripts.judging import Correction

EXAMPLES = Path("data/nlu/corrections.yml")
REGRESSIONS = Path("tests/data/regressions.jsonl")
HEAD = """version: "3.1"
nlu:
# Source: corrections that staff accepted in the console, redacted. Written by `python -m bot improve`.
"""


@dataclass(frozen=True)
class Files:
    """The two files under one root, as they were before a change."""

    root: Path
    before: Mapping[Path, str | None]

    @classmethod
    def at(cls, root: Path) -> Files:
        """Remember what the files hold now."""
        paths = (root / EXAMPLES, root / REGRESSIONS)
        return cls(root, {path: path.read_text(encoding="utf-8") if path.is_file() else None for path in paths})

    def add(self, corrections: Iterable[Correction]) -> None:
        """Write the corrections into the files; what they hold already stays."""
        corrections = list(corrections)
        examples = read_examples(self.root)
        questions = read_regressions(self.root)
        for one in corrections:
            text = plain(one.text)
            if not text:
                continue
            for others in examples.values():
                others.discard(text)  # the newest judgement of a question counts
            examples.setdefault(intent_of(one.topic), set()).add(text)
            questions.pop(text, None)
            if one.regression:
                questions[text] = {"text": text, "ok": [one.topic], "channel": one.channel}
        _write(self.root, examples, questions)

    def restore(self) -> None:
        """Put back what the files held before."""
        for path, text in self.before.items():
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text, encoding="utf-8")

    def diff(self) -> str:
        """Return what changed, as a unified diff."""
        lines: list[str] = []
        for path, text in self.before.items():
            now = path.read_text(encoding="utf-8") if path.is_file() else ""
            name = path.relative_to(self.root).as_posix()
            lines += difflib.unified_diff((text or "").splitlines(), now.splitlines(), name, name, lineterm="", n=0)
        return "\n".join(lines)


def plain(text: str) -> str:
    """Return a question as one line that Rasa does not read as an annotation."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line.replace("](", "] (").replace("]{", "] {")


def read_examples(root: Path) -> dict[str, set[str]]:
    """Return intent -> questions of corrections.yml."""
    path = root / EXAMPLES
    data = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    blocks = (data or {}).get("nlu") or []
    return {
        block["intent"]: {line.removeprefix("- ") for line in block["examples"].splitlines() if line}
        for block in blocks
    }


def read_regressions(root: Path) -> dict[str, dict[str, object]]:
    """Return text -> question of regressions.jsonl."""
    path = root / REGRESSIONS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    questions = [json.loads(line) for line in lines if line]
    return {question["text"]: question for question in questions}


def forget(root: Path, texts: Iterable[str]) -> None:
    """Take sentences of an erased person out of the files."""
    gone = {plain(text) for text in texts}
    examples, questions = read_examples(root), read_regressions(root)
    if not gone & (set(questions) | {text for block in examples.values() for text in block}):
        return
    kept = {intent: block - gone for intent, block in examples.items()}
    _write(root, kept, {text: question for text, question in questions.items() if text not in gone})


def _write(root: Path, examples: Mapping[str, set[str]], questions: Mapping[str, Mapping[str, object]]) -> None:
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in sorted(examples[intent]))
        for intent in sorted(examples)
        if examples[intent]
    ]
    _replace(root / EXAMPLES, HEAD + "\n".join(blocks) if blocks else "")
    _replace(root / REGRESSIONS, "".join(json.dumps(questions[text]) + "\n" for text in sorted(questions)))


def _replace(path: Path, text: str) -> None:
    if not text:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
