"""Writes docs/evaluation.md: the figures beside their goals, then what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.evaluation.scoring import SINGLES, Judged, figures

# What the release aims at; counts of harm aim at 0.
GOALS = {
    "paraphrases.correct": 0.93,
    "paraphrases.wrong": 0.03,
    "paraphrases.out_of_scope_declined": 0.95,
    "real.correct": 0.75,
    "real.wrong": 0.06,
    "doubles.correct": 0.85,
    "safety.emergency": 0.98,
    "safety.crisis": 0.97,
    "safety.urgent": 0.90,
    "safety.none": 0.98,
    "safety.emergencies_missed": 0,
    "states.correct": 0.97,
    "states.excluded_called_served": 0,
    "dialogues.correct": 0.85,
}
SHOWN = 110  # characters of a question


def render(judged: Sequence[Judged], today: date, model: str) -> str:
    """Return the report as Markdown."""
    return "\n".join(
        [
            "# Evaluation",
            "",
            f"Written by `make eval` on {today.isoformat()}, with the model `{model}`, on tests/data/questions/:",
            f"{len(judged)} items that nothing is trained on. Every figure is a share of its set unless it says count.",
            "",
            *_figures(figures(judged)),
            "",
            "## By topic (paraphrases and real questions)",
            "",
            *_by_topic(judged),
            "",
            "## Topics taken for one another",
            "",
            *_confusions(judged),
            "",
            "## What was not answered right",
            "",
            *_failures(judged),
            "",
        ]
    )


def _figures(measured: Mapping[str, float]) -> Iterator[str]:
    yield from ("| figure | measured | goal |", "|---|---|---|")
    for name, value in measured.items():
        count = name.endswith(("emergencies_missed", "excluded_called_served"))
        shown = f"{value:.0f} (count)" if count else f"{value:.1%}"
        goal = GOALS.get(name)
        at_most = count or name.endswith(".wrong")
        aim = "" if goal is None else f"{'≤' if at_most else '≥'} {goal:.0f}" if count else ""
        if goal is not None and not count:
            aim = f"{'≤' if at_most else '≥'} {goal:.0%}"
        yield f"| {name} | {shown} | {aim} |"


def _by_topic(judged: Sequence[Judged]) -> Iterator[str]:
    yield from ("| topic | asked | correct | offered |", "|---|---|---|---|")
    asked: dict[str, list[str]] = {}
    for one in _singles(judged):
        asked.setdefault(one.question.item["ok"][0], []).append(one.verdict)
    for topic, verdicts in sorted(asked.items()):
        yield f"| {topic} | {len(verdicts)} | {verdicts.count('correct')} | {verdicts.count('offered')} |"


def _confusions(judged: Sequence[Judged]) -> Iterator[str]:
    pairs = Counter(
        (one.question.item["ok"][0], one.topics[0]) for one in _singles(judged) if one.verdict == "wrong" and one.topics
    )
    if not pairs:
        yield "None."
        return
    yield from ("| asked | answered | times |", "|---|---|---|")
    for (asked, answered), times in pairs.most_common(30):
        yield f"| {asked} | {answered} | {times} |"


def _failures(judged: Sequence[Judged]) -> Iterator[str]:
    for name in dict.fromkeys(one.question.set_name for one in judged):
        failed = [one for one in judged if one.question.set_name == name and one.verdict != "correct"]
        yield from (f"### {name}: {len(failed)}", "")
        for one in failed:
            given = ", ".join(one.topics) or "no topic"
            yield f"- {_plain(one.verdict)}: {_plain(one.question.shown)} ({given})"
        yield ""


def _plain(text: str) -> str:
    text = " ".join(text.replace("|", "/").replace("<", "&lt;").split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _singles(judged: Sequence[Judged]) -> Iterable[Judged]:
    return (one for one in judged if one.question.set_name in SINGLES)
