"""Exports: CSV, JSON Lines, Rasa stories and tests. Written as they are read, so that size does not matter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.transcripts.search import Filter, search
from bot.transcripts.tables import ConversationRow, HandoffRow, MessageRow

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  spreadsheets fold them
COLUMNS = (
    "conversation", "channel", "seq", "at_utc", "from", "text", "topic", "outcome", "confidence", "answer", "version",
    "rule", "verdict", "handoff", "reference",
)  # fmt: skip
MOST = 20_000  # conversations in one export
SIZE = 200

Row = dict[str, Any]


def conversations(session: Session, wanted: Filter) -> Iterator[str]:
    """Yield the ids of the conversations found, the newest first."""
    after, given = None, 0
    while given < MOST:
        page = search(session, wanted, after, SIZE)
        given += len(page.hits)
        yield from (hit.conversation for hit in page.hits)
        if page.after is None:
            return
        after = page.after


def lines(session: Session, name: str) -> list[Row]:
    """Return the lines of one conversation, as every export has them."""
    channel = session.scalar(select(ConversationRow.channel).where(ConversationRow.id == name))
    handed = select(HandoffRow.turn_id, HandoffRow.reason, HandoffRow.reference)
    handoffs = {row.turn_id: row for row in session.execute(handed.where(HandoffRow.conversation_id == name))}
    rows = session.scalars(select(MessageRow).where(MessageRow.conversation_id == name).order_by(MessageRow.seq))
    return [_line(row, channel, handoffs.get(row.turn_id)) for row in rows]


def _line(row: MessageRow, channel: str | None, handoff: Any) -> Row:
    rule = row.details.get("rule") or {}
    values = (
        row.conversation_id, channel, row.seq, row.at.isoformat(), row.sender, row.text, row.topic, row.outcome,
        row.confidence, row.answer, row.version, rule.get("name"), rule.get("verdict"),
        handoff.reason if handoff else None, handoff.reference if handoff else None,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def as_csv(session: Session, wanted: Filter) -> Iterator[str]:
    """Yield a CSV file, a line a message; no cell can become a formula."""
    yield "\ufeff" + csv_line(COLUMNS)  # the mark makes spreadsheets read UTF-8
    for name in conversations(session, wanted):
        yield "".join(csv_line([line[column] for column in COLUMNS]) for line in lines(session, name))


def as_json_lines(session: Session, wanted: Filter) -> Iterator[str]:
    """Yield a conversation a line."""
    for name in conversations(session, wanted):
        yield json.dumps({"conversation": name, "messages": lines(session, name)}, ensure_ascii=False) + "\n"


def as_stories(session: Session, wanted: Filter) -> Iterator[str]:
    """Yield Rasa stories for training: what was meant, what was said; no words of visitors."""
    yield from _stories(session, wanted, lambda intent, _text: {"intent": intent})


def as_tests(session: Session, wanted: Filter) -> Iterator[str]:
    """Yield conversations in the form of `rasa test`: the words, what they were taken for, what was said."""
    yield from _stories(session, wanted, lambda intent, text: {"user": _without_markup(text), "intent": intent})


def _stories(session: Session, wanted: Filter, step: Callable[[str, str], Row]) -> Iterator[str]:
    yield 'version: "3.1"\nstories:\n'
    for name in conversations(session, wanted):
        steps: list[Row] = []
        for line in lines(session, name):
            if line["from"] == "visitor":
                steps.append(step(str(line["topic"] or "nlu_fallback").replace("/", "_", 1), line["text"]))
            elif line["answer"]:
                steps.append({"action": line["answer"]})
        if steps:
            yield yaml.safe_dump([{"story": name, "steps": steps}], sort_keys=False, allow_unicode=True)


def _without_markup(text: str) -> str:
    """Return a message that Rasa reads as words: no entity in brackets, no intent after a slash."""
    words = " ".join(text.split()).lstrip("/ ").replace("](", "] (").replace("]{", "] {").replace("][", "] [")
    return words or "-"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    title: str
    content_type: str
    file_name: str
    write: Callable[[Session, Filter], Iterator[str]]


FORMATS = {
    "csv": Format("CSV, a line a message (for spreadsheets)", "text/csv", "conversations.csv", as_csv),
    "jsonl": Format("JSON Lines, a conversation a line", "application/x-ndjson", "conversations.jsonl", as_json_lines),
    "stories": Format("Rasa stories, without what visitors wrote", "application/yaml", "stories.yml", as_stories),
    "tests": Format("Rasa test conversations", "application/yaml", "test_conversations.yml", as_tests),
}


def csv_line(values: Sequence[Any]) -> str:
    """Write one line of CSV."""
    out = io.StringIO()
    csv.writer(out).writerow([cell(value) for value in values])
    return out.getvalue()


def cell(value: Any) -> Any:
    """Return a value as a spreadsheet may open it: text that would be a formula is quoted by an apostrophe."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) or text.startswith("\n") else text
