"""Make conversations: `python -m benchmarks.console.generate --conversations 200000 --database sqlite:///big.db`.

Questions are those of the training data, answers those of domain.yml; about 5 messages a conversation, over 90 days,
more by day than by night. Times are written as if the last message came a minute ago.
"""

from __future__ import annotations

import argparse
import random
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase

from bot.knowledge.loading import Knowledge, load_knowledge
from bot.knowledge.responses import fill
from bot.knowledge.topics import topic_of
from bot.nlu.examples import read_examples
from bot.rules.handoff import new_reference
from bot.transcripts.database import open_database
from bot.transcripts.schema import upgrade
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow, OutboxRow, TurnRow

ROOT = Path(__file__).resolve().parents[2]
BATCH = 500  # conversations in one transaction
DAYS = 90
OUTCOMES = ("answered", "answered", "answered", "answered", "answered", "answered", "answered", "offered", "rule")
LEVELS = {"safety_emergency": "emergency", "safety_crisis": "crisis", "safety_urgent": "urgent"}
RARE = 0.01  # weight of a safety topic; the commonest topic has 0.25
SHARES = {
    "stopped": 0.01,
    "state": 0.2,
    "not_understood": 0.06,
    "asked": 0.03,
    "taken": 0.95,
    "thumb": 0.04,
    "down": 0.2,
}
Rows = dict[type[DeclarativeBase], list[dict[str, Any]]]


class Values(dict[str, str]):
    """What fills the {names} in answers; those that a turn would decide are filled by a word."""

    def __missing__(self, name: str) -> str:
        return {"state_name": "Maryland", "reference": "K7M-42Q"}.get(name, "it")


class Generator:
    """Makes rows; the same seed makes the same ones."""

    def __init__(self, knowledge: Knowledge, examples: list[tuple[str, str]], seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._knowledge = knowledge
        self._values = Values(knowledge.values)
        self._examples: dict[str, list[str]] = {}
        for text, intent in examples:
            if f"utter_{intent}" in knowledge.responses.by_name:
                self._examples.setdefault(intent, []).append(text)
        self._intents = sorted(self._examples)
        self._random.shuffle(self._intents)
        shares = [RARE if intent in LEVELS else 1 / (rank + 4) for rank, intent in enumerate(self._intents)]
        self._shares = list(accumulate(shares))
        self._turn = 0
        self._references: set[str] = set()

    def rows(self, conversations: int, first_turn: int = 0) -> Iterator[Rows]:
        """Yield batches of rows by table, conversations in the order of their last message."""
        self._turn = first_turn
        now = datetime.now(UTC)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS - 1)
        moments = sorted(min(self._moment(midnight), now - timedelta(minutes=6)) for _ in range(conversations))
        for begin in range(0, conversations, BATCH):
            rows: Rows = {table: [] for table in (ConversationRow, TurnRow, MessageRow)}
            rows |= {OutboxRow: [], HandoffRow: [], FeedbackRow: []}
            for moment in moments[begin : begin + BATCH]:
                self._conversation(rows, moment)
            yield rows

    def _moment(self, start: datetime) -> datetime:
        day = self._random.randrange(DAYS)
        hour = min(23.99, max(0.0, self._random.gauss(19, 4)) % 24)  # UTC: noon to evening in the east
        return start + timedelta(days=day, hours=hour)

    def _conversation(self, rows: Rows, moment: datetime) -> None:
        name, channel = str(uuid.UUID(int=self._random.getrandbits(128))), self._random.choice(("web", "web", "sms"))
        seq = 0
        for turn in range(self._random.choice((1, 2, 2, 3, 3, 4))):
            moment += timedelta(seconds=self._random.uniform(20, 90))
            seq = self._add_turn(rows, (name, channel, turn), seq, moment)
        stopped = channel == "sms" and self._happens("stopped")
        slots = {"state": self._random.choice(("MD", "VA", "PA", "OH", "TX"))} if self._happens("state") else {}
        rows[ConversationRow].append(
            {
                "id": name,
                "channel": channel,
                "created_at": moment,
                "last_activity_at": moment,
                "version": 1,
                "last_seq": seq,
                "slots": slots,
                "opted_out_at": moment if stopped else None,
                "legal_hold": False,
            }
        )

    def _add_turn(self, rows: Rows, where: tuple[str, str, int], seq: int, moment: datetime) -> int:
        (name, channel, _), chosen = where, self._random
        self._turn += 1
        intent = self._intent()
        text = chosen.choice(self._examples[intent])
        outcome = "not_understood" if self._happens("not_understood") else chosen.choice(OUTCOMES)
        if intent in LEVELS:
            outcome = "safety"
        elapsed = round(chosen.lognormvariate(3.1, 0.4), 2)
        client = uuid.UUID(int=chosen.getrandbits(128)).hex
        rows[TurnRow].append(
            {
                "id": self._turn,
                "conversation_id": name,
                "message_id": client,
                "channel": channel,
                "text_hash": client * 2,
                "media_types": [],
                "received_at": moment,
                "status": "done",
                "finished_at": moment + timedelta(milliseconds=elapsed + 4),
                "elapsed_ms": elapsed,
                "answer": {},
                "events": [],
            }
        )
        confidence = min(0.999, round(chosen.betavariate(9, 1.2), 4)) if outcome != "not_understood" else 0.31
        other = topic_of(self._intent())
        details = {"alternatives": [[topic_of(intent), confidence], [other, round((1 - confidence) / 2, 4)]]}
        common = {"conversation_id": name, "turn_id": self._turn, "client_id": client, "at": moment}
        visitor = {"sender": "visitor", "text": text, "topic": topic_of(intent), "outcome": outcome}
        blank = {"answer": None, "version": None, "outcome": None, "confidence": None}
        rows[MessageRow].append(
            {**blank, **common, **visitor, "id": client, "seq": seq + 1, "confidence": confidence, "details": details}
        )
        answer = self._answer("chat_help" if outcome == "not_understood" else intent, channel, outcome)
        rows[MessageRow].append({**blank, **common, **answer, "id": f"a-{client}", "seq": seq + 2})
        self._around(rows, common, channel, intent, answer)
        return seq + 2

    def _answer(self, intent: str, channel: str, outcome: str) -> dict[str, Any]:
        variation = self._knowledge.responses.variation(f"utter_{intent}", channel)
        details: dict[str, Any] = {
            "sources": [{"title": "Frequently Asked Questions", "section": "How do I request a second opinion?"}],
            "choices": [],
            "reviewed": "2026-10-01",
        }
        if outcome == "rule":
            state = self._random.choice(("MI", "FL", "NJ", "MD", "VA"))
            verdict = "excluded" if state in ("MI", "NJ") else "served"
            details["rule"] = {
                "name": "state_eligibility",
                "version": "1",
                "verdict": verdict,
                "inputs": {"state": state},
            }
        return {
            "sender": "assistant",
            "text": fill(variation.text, self._values),
            "topic": topic_of(intent),
            "answer": f"utter_{intent}",
            "version": self._random.choice(("3f9a01c2", "b77e4d10")),
            "details": details,
        }

    def _around(self, rows: Rows, common: dict[str, Any], channel: str, intent: str, answer: dict[str, Any]) -> None:
        """Add what some turns have besides: a handoff, a thumb, a text message."""
        chosen, moment = self._random, common["at"]
        turn = {"conversation_id": common["conversation_id"], "turn_id": common["turn_id"]}
        reason = LEVELS.get(intent) or ("asked" if self._happens("asked") else None)
        reason = "excluded_state" if answer["details"].get("rule", {}).get("verdict") == "excluded" else reason
        if reason:
            taken = self._happens("taken")
            rows[HandoffRow].append(
                {
                    **turn,
                    "reference": self._reference(),
                    "reason": reason,
                    "phone": "1-855-695-4872",
                    "created_at": moment,
                    "taken_by": "ruth" if taken else None,
                    "taken_at": moment + timedelta(minutes=chosen.expovariate(1 / 40)) if taken else None,
                }
            )
        if self._happens("thumb"):
            vote = "down" if self._happens("down") else "up"
            thumb = {"message_id": f"a-{common['client_id']}", "vote": vote, "comment": None, "at": moment}
            rows[FeedbackRow].append({"conversation_id": turn["conversation_id"], **thumb})
        if channel == "sms":
            rows[OutboxRow].append(
                {
                    **turn,
                    "body": answer["text"],
                    "segments": 2,
                    "status": "sent",
                    "attempts": 1,
                    "created_at": moment,
                    "next_attempt_at": moment,
                    "delivery": "delivered",
                }
            )

    def _intent(self) -> str:
        return self._random.choices(self._intents, cum_weights=self._shares)[0]

    def _happens(self, what: str) -> bool:
        return self._random.random() < SHARES[what]

    def _reference(self) -> str:
        while (reference := new_reference(self._random.choice)) in self._references:
            pass
        self._references.add(reference)
        return reference


def fill_database(url: str, conversations: int, seed: int = 1) -> int:
    """Write conversations into the database at `url`, unless it holds some; return how many messages that made."""
    upgrade(url)
    knowledge = load_knowledge(ROOT, {"retention_days_web": 90, "retention_days_sms": 90})
    engine, messages = open_database(url), 0
    with engine.connect() as connection:
        is_filled = connection.scalar(select(ConversationRow.id).limit(1)) is not None
    if is_filled:
        engine.dispose()
        return 0
    for rows in Generator(knowledge, read_examples(ROOT / "data" / "nlu"), seed).rows(conversations):
        with engine.begin() as connection:
            for table, made in rows.items():
                if made:
                    connection.execute(insert(table), made)
        messages += len(rows[MessageRow])
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("ANALYZE")
        else:  # the ids were given, so the sequence must catch up
            connection.exec_driver_sql("SELECT setval('turns_id_seq', (SELECT max(id) FROM turns))")
    engine.dispose()
    return messages


def main() -> None:
    """Read the arguments and fill the database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=200_000)
    parser.add_argument("--database", default="sqlite:///big.db")
    options = parser.parse_args()
    started = time.perf_counter()
    messages = fill_database(options.database, options.conversations)
    print(f"{options.conversations:,} conversations, {messages:,} messages in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
