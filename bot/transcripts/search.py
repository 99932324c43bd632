"""Finding conversations: by words in them, by what was decided, by reference code.

Results come newest first, page by page. One condition drives the query, the one that an index serves best, so that rows
are read in order until a page is full; the other conditions are checked on each row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, exists, func, literal_column, select, table, text, true
from sqlalchemy.orm import Session, aliased

from bot.errors import BotError
from bot.transcripts.excerpts import Part, marked
from bot.transcripts.staff_tables import UNSURE, UNSURE_BELOW, CaseRow, TagRow
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow

PAGE = 25
BATCH = 100  # rows read at a time until a page of different conversations is full
MAX_BATCHES = 40
MAX_WORDS = 12
MOST_DIGITS = 18  # of a row's number: a database takes no more
REVIEWED = "yes"

Condition = Callable[[Any], ColumnElement[bool]]  # of a line: MessageRow or an alias of it


class BadSearchError(BotError):
    """A search cannot be read; the edge answers 400."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; what is empty or None does not matter."""

    words: str = ""
    channel: str = ""
    since: datetime | None = None  # last activity
    until: datetime | None = None
    topic: str = ""
    outcome: str = ""
    verdict: str = ""
    state: str = ""
    below: float | None = None  # confidence
    reason: str = ""  # of a handoff
    reviewed: str = ""
    answer: str = ""  # response name
    version: str = ""
    tag: str = ""
    vote: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A conversation found, with the line it was found by."""

    conversation: str
    turn_id: int
    channel: str
    at: datetime
    last_activity_at: datetime
    topic: str | None
    outcome: str | None
    sender: str
    reviewed: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits, and where the next one starts."""

    hits: tuple[Hit, ...]
    after: str | None


def search(session: Session, wanted: Filter, after: str | None = None, size: int = PAGE) -> Page:
    """Return a page of conversations; `after` is where the page before ended."""
    phrases = phrases_of(wanted.words)
    if wanted.words.strip() and not phrases:
        return Page((), None)
    found: dict[str, Hit] = {}
    position = after
    for _ in range(MAX_BATCHES):
        rows = session.execute(_query(session, wanted, phrases, position).limit(BATCH)).all()
        for row in rows:
            position = str(row.position.isoformat() if isinstance(row.position, datetime) else row.position)
            if row.conversation_id not in found:
                found[row.conversation_id] = _hit(row, phrases)
                if len(found) == size:
                    return Page(tuple(found.values()), position)
        if len(rows) < BATCH:
            return Page(tuple(found.values()), None)
    return Page(tuple(found.values()), position)


def phrases_of(words: str) -> list[str]:
    """Take a search apart: words, and "phrases in quotation marks". Signs in between mean nothing."""
    pieces = re.findall(r'"([^"]*)"|(\S+)', words.replace("\0", " "))
    phrases = [" ".join(re.findall(r"[^\W_]+", quoted or word)) for quoted, word in pieces]
    return [phrase for phrase in phrases if phrase][:MAX_WORDS]


def by_reference(session: Session, reference: str, signs: str) -> list[tuple[str, str]]:
    """Return (reference, conversation) of a code: itself, or else those that differ in one of `signs` only."""
    known = select(HandoffRow.reference, HandoffRow.conversation_id)
    exact = session.execute(known.where(HandoffRow.reference == reference)).all()
    if exact:
        return [(row[0], row[1]) for row in exact]
    plain = reference.replace("-", "")
    others = (plain[:place] + sign + plain[place + 1 :] for place, sign in product(range(len(plain)), set(signs)))
    near = {f"{other[:3]}-{other[3:]}" for other in others}
    return [(row[0], row[1]) for row in session.execute(known.where(HandoffRow.reference.in_(near)).limit(5))]


@dataclass(frozen=True, slots=True)
class _Driver:
    """The condition that the query follows, and the column its rows are ordered by."""

    query: Select[Any]
    position: Any
    is_time: bool = True
    condition: str = ""  # the condition it covers


CASE = aliased(CaseRow, name="reviewed_case")
COLUMNS = (
    MessageRow.conversation_id,
    MessageRow.turn_id,
    MessageRow.text,
    MessageRow.at,
    MessageRow.topic,
    MessageRow.outcome,
    MessageRow.sender,
    ConversationRow.channel,
    ConversationRow.last_activity_at,
    CaseRow.reviewed_at,
)


def _query(session: Session, wanted: Filter, phrases: list[str], after: str | None) -> Select[Any]:
    conditions = _line_conditions(session, wanted)
    driver = _driver(session, wanted, phrases, conditions)
    query = driver.query.join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
    query = query.outerjoin(CaseRow, CaseRow.conversation_id == MessageRow.conversation_id)
    query = query.add_columns(driver.position.label("position")).order_by(driver.position.desc())
    if after is not None:
        query = query.where(driver.position < _position(after, is_time=driver.is_time))
    line = aliased(MessageRow, name="line")
    for name, condition in conditions.items():
        if name != driver.condition:
            query = query.where(exists().where(line.turn_id == MessageRow.turn_id, condition(line)))
    return query.where(*_conversation_conditions(wanted, driver.condition))


def _driver(session: Session, wanted: Filter, phrases: list[str], conditions: dict[str, Condition]) -> _Driver:
    query = select(*COLUMNS).select_from(MessageRow)
    if phrases:
        return _by_words(session, query, phrases)
    if wanted.reason:
        handed = and_(HandoffRow.turn_id == MessageRow.turn_id, MessageRow.sender == "visitor")
        query = query.join(HandoffRow, handed).where(HandoffRow.reason == wanted.reason)
        return _Driver(query, HandoffRow.created_at, condition="reason")
    if wanted.vote:
        query = query.join(FeedbackRow, FeedbackRow.message_id == MessageRow.id).where(FeedbackRow.vote == wanted.vote)
        return _Driver(query, FeedbackRow.at, condition="vote")
    for name, condition in conditions.items():
        return _Driver(query.where(condition(MessageRow)), MessageRow.at, condition=name)
    return _Driver(query.where(MessageRow.seq == 1), ConversationRow.last_activity_at)


def _position(after: str, *, is_time: bool) -> Any:
    try:
        return datetime.fromisoformat(after) if is_time else int(after[:MOST_DIGITS])
    except ValueError:
        raise BadSearchError("this page of results does not exist") from None


def _by_words(session: Session, query: Select[Any], phrases: list[str]) -> _Driver:
    """Join the word index; its rows are numbered as migration 0003 says."""
    if session.get_bind().dialect.name == "sqlite":
        index = table("message_search", column("rowid"))
        is_line = text("messages.turn_id = message_search.rowid / 64 AND messages.seq % 64 = message_search.rowid % 64")
        matches = text("message_search MATCH :words").bindparams(words=" ".join(f'"{p}"' for p in phrases))
        return _Driver(query.join(index, is_line).where(matches), index.c.rowid, is_time=False)
    settings: ColumnElement[Any] = literal_column("'transcript'::regconfig")
    vector: ColumnElement[Any] = literal_column("messages.search")
    words = [vector.op("@@")(func.phraseto_tsquery(settings, phrase)) for phrase in phrases]
    return _Driver(query.where(*words), MessageRow.at)


def _line_conditions(session: Session, wanted: Filter) -> dict[str, Condition]:
    """Return the conditions on some line of a turn, those that leave the fewest lines first."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    every: dict[str, tuple[bool, Condition]] = {
        "rule": (bool(wanted.state or wanted.verdict), lambda line: _decided(line, sqlite, wanted)),
        "answer": (
            bool(wanted.answer or wanted.version),
            lambda line: and_(
                line.answer == wanted.answer if wanted.answer else true(),
                line.version == wanted.version if wanted.version else true(),
            ),
        ),
        "below": (
            wanted.below is not None,
            lambda line: and_(line.outcome == "answered", line.confidence < wanted.below, _unsure(line, wanted.below)),
        ),
        "topic": (bool(wanted.topic), lambda line: line.topic == wanted.topic),
        "outcome": (bool(wanted.outcome), lambda line: line.outcome == wanted.outcome),
    }
    return {name: condition for name, (given, condition) in every.items() if given}


def _unsure(line: Any, below: float | None) -> ColumnElement[bool]:
    """Write the condition of the index of unsure answers, where it says no more than `below` does."""
    if below is None or below > UNSURE_BELOW:
        return true()
    name = "messages" if line is MessageRow else "line"
    return literal_column(f"({name}.{UNSURE})".replace("AND ", f"AND {name}."))


def _decided(line: Any, sqlite: bool, wanted: Filter) -> ColumnElement[bool]:
    """Write verdict and state of one line together: an index on both serves them."""
    verdict = _rule(line, sqlite, "verdict") == wanted.verdict if wanted.verdict else true()
    state = _rule(line, sqlite, "inputs", "state") == wanted.state.upper() if wanted.state else true()
    return and_(verdict, state)


def _rule(line: Any, sqlite: bool, *path: str) -> ColumnElement[Any]:
    """Write a value of the line's rule as the indexes of migration 0003 do."""
    name = "messages" if line is MessageRow else "line"
    if sqlite:
        return literal_column(f"json_extract({name}.details, '$.rule.{'.'.join(path)}')")
    return literal_column(f"({name}.details #>> '{{rule,{','.join(path)}}}')")


def _conversation_conditions(wanted: Filter, covered: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.channel:
        conditions.append(ConversationRow.channel == wanted.channel)
    if wanted.since:
        conditions.append(ConversationRow.last_activity_at >= wanted.since)
    if wanted.until:
        conditions.append(ConversationRow.last_activity_at < wanted.until)
    if wanted.reviewed:
        done = CaseRow.reviewed_at.is_not(None)
        none = ~exists().where(CASE.conversation_id == ConversationRow.id, CASE.reviewed_at.is_not(None))
        conditions.append(done if wanted.reviewed == REVIEWED else none)  # PostgreSQL misjudges how rare ~done is
    for name, row, field in (
        ("reason", HandoffRow, HandoffRow.reason),
        ("tag", TagRow, TagRow.tag),
        ("vote", FeedbackRow, FeedbackRow.vote),
    ):
        value = getattr(wanted, name)
        if value and name != covered:
            conditions.append(exists().where(row.conversation_id == ConversationRow.id, field == value))
    return conditions


def _hit(row: Any, phrases: list[str]) -> Hit:
    return Hit(
        conversation=row.conversation_id,
        turn_id=row.turn_id,
        channel=row.channel,
        at=row.at,
        last_activity_at=row.last_activity_at,
        topic=row.topic,
        outcome=row.outcome,
        sender=row.sender,
        reviewed=row.reviewed_at is not None,
        parts=marked(row.text, phrases),
    )
