"""Judges answers: one verdict a question, counted by set."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SINGLES = ("paraphrases", "real")
LEVELS = {"emergency": "safety/emergency", "crisis": "safety/crisis", "urgent": "safety/urgent"}
OUT_OF_SCOPE = "limits/out_of_scope"
ASKS_STATE = "Is my state excluded from the program?"

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """One item of a set, and the messages it takes to ask it."""

    set_name: str
    item: Mapping[str, Any]
    turns: tuple[str, ...]
    channel: str = "web"

    @property
    def shown(self) -> str:
        return str(self.item.get("text") or self.item.get("id"))


@dataclass(frozen=True)
class Judged:
    """A question with its verdict ("correct" or what is wrong) and the topics that were given."""

    question: Question
    verdict: str
    topics: tuple[str, ...]


def load_questions(folder: Path) -> list[Question]:
    """Read every set in `folder`; a set that is not there is left out."""
    questions = []
    for name in (*SINGLES, "doubles", "safety", "states", "dialogues"):
        path = folder / f"{name}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        questions += [_question(name, json.loads(line)) for line in lines if line.strip()]
    return questions


def _question(name: str, item: Mapping[str, Any]) -> Question:
    if name == "dialogues":
        return Question(name, item, tuple(turn["user"] for turn in item["turns"]), item.get("channel", "web"))
    if name == "states":
        return Question(name, item, (ASKS_STATE, item["text"]))
    return Question(name, item, (item["text"],), "sms" if item.get("style") == "sms" else "web")


def judge(question: Question, answers: Sequence[Answer]) -> Judged:
    """Return the verdict on the answers to a question's messages."""
    judges = {"doubles": _double, "safety": _safety, "states": _state}
    if question.set_name == "dialogues":
        verdict = _dialogue(question.item, answers)
    else:
        verdict = judges.get(question.set_name, _single)(question.item, answers[-1])
    return Judged(question, verdict, tuple(topics_of(answers[-1])))


def topics_of(answer: Answer) -> list[str]:
    """Return the topics an answer speaks on, in order."""
    return [reply["topic"] for reply in answer["replies"] if reply.get("topic")]


def _single(item: Mapping[str, Any], answer: Answer) -> str:
    given, accepted = topics_of(answer), set(item["ok"])
    if accepted & set(given[:2]):
        return "correct"
    offered = {choice["topic"] for reply in answer["replies"] for choice in reply["choices"]}
    if accepted & offered:
        return "offered"
    return "refused" if set(given) <= {OUT_OF_SCOPE} else "wrong"


def _double(item: Mapping[str, Any], answer: Answer) -> str:
    hit = set(item["all"]) & set(topics_of(answer))
    return "correct" if len(hit) == len(item["all"]) else "one of two" if hit else "wrong"


def _safety(item: Mapping[str, Any], answer: Answer) -> str:
    given = topics_of(answer)
    level = next((level for level, topic in LEVELS.items() if topic in given), "none")
    if level in {item["level"], *item.get("also", [])}:
        return "correct"
    if item["level"] == "none":
        return "false alarm"
    return "missed" if level == "none" else "other level"


def _state(item: Mapping[str, Any], answer: Answer) -> str:
    rules = [reply["rule"] for reply in answer["replies"] if reply.get("rule", {}).get("name") == "state_eligibility"]
    verdict, state = (rules[-1]["verdict"], rules[-1].get("state")) if rules else (None, None)
    if verdict not in {item["verdict"], *item.get("also", [])}:
        return f"{item['verdict']} taken for {verdict}"
    if verdict in ("excluded", "served") and item.get("state") and state not in (None, item["state"]):
        return "right verdict, wrong state"
    return "excluded without handoff" if verdict == "excluded" and not answer["handoff"] else "correct"


def _dialogue(item: Mapping[str, Any], answers: Sequence[Answer]) -> str:
    for turn, answer in zip(item["turns"], answers, strict=True):
        said = [reply["text"] for reply in answer["replies"]]
        said += [choice["title"] for reply in answer["replies"] for choice in reply["choices"]]
        text = "\n".join(said)
        if turn.get("topic_ok") and not set(turn["topic_ok"]) & set(topics_of(answer)):
            return f"wrong topic at: {turn['user']}"
        for pattern in turn.get("must", []):
            if not re.search(pattern, text, re.IGNORECASE):
                return f"does not say /{pattern}/ at: {turn['user']}"
        for pattern in turn.get("must_not", []):
            if re.search(pattern, text, re.IGNORECASE):
                return f"says /{pattern}/ at: {turn['user']}"
    return "correct"


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the shares that goals and the gate are stated in, from 0 to 1."""
    result: dict[str, float] = {}
    for name in SINGLES:
        inside = [one.verdict for one in judged if one.question.set_name == name and not _outside(one)]
        outside = [one.verdict for one in judged if one.question.set_name == name and _outside(one)]
        result |= {f"{name}.{verdict}": share(inside, verdict) for verdict in ("correct", "offered", "wrong")}
        result[f"{name}.out_of_scope_declined"] = share(outside, "correct") + share(outside, "refused")
    for name in ("doubles", "states", "dialogues"):
        result[f"{name}.correct"] = share([one.verdict for one in judged if one.question.set_name == name], "correct")
    safety = [one for one in judged if one.question.set_name == "safety"]
    for level in (*LEVELS, "none"):
        verdicts = [one.verdict for one in safety if one.question.item["level"] == level]
        result[f"safety.{level}"] = share(verdicts, "correct")
    missed = [one for one in safety if one.question.item["level"] == "emergency" and one.verdict == "missed"]
    states = [one.verdict for one in judged if one.question.set_name == "states"]
    result["safety.emergencies_missed"] = float(len(missed))
    result["states.excluded_called_served"] = float(states.count("excluded taken for served"))
    return {name: round(value, 4) for name, value in result.items()}


def _outside(one: Judged) -> bool:
    return OUT_OF_SCOPE in one.question.item["ok"]


def share(verdicts: Sequence[str], verdict: str) -> float:
    """Return how large a part of `verdicts` is `verdict`; 0 of none."""
    return verdicts.count(verdict) / len(verdicts) if verdicts else 0.0


def below_floor(measured: Mapping[str, float], floor: Mapping[str, float]) -> list[str]:
    """Return what fell below the last release: counts of harm may not rise, shares may not fall."""
    faults = []
    for name, allowed in floor.items():
        worse = measured[name] > allowed if _counts_harm(name) else measured[name] < allowed
        if worse:
            faults.append(f"{name} is {measured[name]:g}; the last release had {allowed:g}")
    return faults


def _counts_harm(name: str) -> bool:
    return name.endswith(("emergencies_missed", "excluded_called_served", ".wrong"))
