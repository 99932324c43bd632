"""Long conversations without waiting for them: turns that were answered earlier, written to the database."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.dialogue.messages import Answer, IncomingMessage, Reply, Understanding
from bot.transcripts.cipher import Cipher
from bot.transcripts.database import open_database, reader_factory, session_factory
from bot.transcripts.records import FinishedTurn, OpenTurn
from bot.transcripts.redaction import redact
from bot.transcripts.store import ConversationStore

TOPIC = "basics/definition"
SAID = "A second opinion is when another doctor reviews your diagnosis and treatment plan. " * 4


def give_history(database_url: str, secret: str, conversation: str, turns: int) -> None:
    """Add so many answered turns to a conversation, an hour ago, with the events that a turn leaves."""
    database = open_database(database_url)
    store = ConversationStore(session_factory(database), reader_factory(database), Cipher(secret), redact)
    at = datetime.now(UTC) - timedelta(hours=1)
    for number in range(turns):
        message = IncomingMessage(
            conversation, uuid.uuid4().hex, "web", f"what is a second opinion {number}", at + timedelta(seconds=number)
        )
        journaled = store.journal(message)
        state = store.load_state(conversation)
        answer = Answer(message.message_id, (Reply(SAID, TOPIC),), None, Understanding(TOPIC, 0.99))
        turn = OpenTurn(journaled.turn_id, message)
        store.commit_turn(FinishedTurn(turn, answer, state.version, {"last_topics": [TOPIC]}, _events(message.text)))
    database.dispose()


def kb_a_message(database_url: str) -> float:
    """Return how much of an SQLite database one message takes, with its answer, its transcript and its indexes."""
    database = open_database(database_url)
    with database.connect() as connection:
        size = connection.scalar(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
        turns = connection.scalar(text("SELECT count(*) FROM turns"))
    database.dispose()
    return round(float(size or 0) / 1024 / max(1, turns or 0), 2)


def _events(words: str) -> list[dict[str, object]]:
    intent = {"name": "basics_definition", "confidence": 0.99}
    return [
        {"event": "user", "text": words, "parse_data": {"text": words, "intent": intent, "entities": []}},
        {"event": "action", "name": "utter_basics_definition", "policy": "RulePolicy"},
        {"event": "bot", "text": SAID, "metadata": {"utter_action": "utter_basics_definition"}},
        {"event": "action", "name": "action_listen", "policy": "RulePolicy"},
    ]
