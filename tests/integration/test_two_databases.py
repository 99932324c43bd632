"""One code on two databases: every release's data survives the upgrade, and SQLite's moves to PostgreSQL."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, inspect, text

from bot import database_cli
from bot.dialogue.messages import Answer, IncomingMessage, Reply
from bot.settings import Settings
from bot.transcripts.cipher import Cipher
from bot.transcripts.copying import CopyError, copy_database
from bot.transcripts.database import open_database, reader_factory, session_factory
from bot.transcripts.records import FinishedTurn, OutgoingText
from bot.transcripts.redaction import redact
from bot.transcripts.schema import MIGRATIONS, alembic_config, upgrade
from bot.transcripts.store import ConversationStore
from bot.transcripts.tables import Base

SECRET = "a test secret that is long enough to be one"
RELEASES = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, memory_folder: Path) -> str:
    """A database without any table."""
    return request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{memory_folder}/a.db"


def open_store(engine: Engine) -> ConversationStore:
    return ConversationStore(session_factory(engine), reader_factory(engine), Cipher(SECRET), redact)


def talk(engine: Engine, turns: int = 2) -> str:
    """Hold a conversation by text message; return its id."""
    store = open_store(engine)
    conversation = store.ensure_conversation(f"sms-{uuid.uuid4().hex}", "sms", f"+1{uuid.uuid4().int % 10**10:010d}")
    for number in range(turns):
        one = IncomingMessage(conversation, f"message-{number}", "sms", "hello there", datetime.now(UTC))
        store.journal(one)
        turn, state = store.next_open_turn(conversation), store.load_state(conversation)
        assert turn
        answer = Answer(one.message_id, (Reply("Hello."),))
        store.commit_turn(FinishedTurn(turn, answer, state.version, {"state": "MI"}, [], (OutgoingText("Hello.", 1),)))
    return conversation


OLD_ROWS = {
    "conversations": "INSERT INTO conversations (id, channel, created_at, last_activity_at, version, last_seq, slots, "
    "legal_hold) VALUES ('c1', 'web', '2026-01-02 03:04:05', '2026-01-02 03:04:05', 1, 2, '{\"state\": \"MI\"}', false)",
    "turns": "INSERT INTO turns (id, conversation_id, message_id, channel, text_hash, media_types, received_at, status) "
    "VALUES (1, 'c1', 'message-1', 'web', 'x', '[]', '2026-01-02 03:04:05', 'done')",
    "messages": "INSERT INTO messages (id, conversation_id, turn_id, seq, sender, client_id, text, at, details) VALUES "
    "('m1', 'c1', 1, 1, 'visitor', 'message-1', 'about my biopsy', '2026-01-02 03:04:05', '{}')",
}


@pytest.mark.parametrize("release", RELEASES)
def test_a_database_of_each_release_is_upgraded_with_what_it_holds(empty_url: str, release: str) -> None:
    command.upgrade(alembic_config(empty_url), release)
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        for statement in OLD_ROWS.values():
            connection.exec_driver_sql(statement)
    engine.dispose()
    upgrade(empty_url)
    engine = open_database(empty_url)
    store = open_store(engine)
    assert store.load_state("c1").slots == {"state": "MI"}
    assert [line.text for line in store.messages_after("c1", 0)[0]] == ["about my biopsy"]
    found = {"sqlite": "SELECT count(*) FROM message_search WHERE message_search MATCH 'biopsies'"}.get(
        engine.dialect.name,
        "SELECT count(*) FROM messages WHERE search @@ to_tsquery('transcript', 'biopsies')",
    )
    with engine.connect() as connection:
        assert connection.exec_driver_sql(found).scalar_one() == 1, "what was there before can be searched"
    engine.dispose()


def test_the_migrations_make_every_table_and_column_that_the_code_knows(empty_url: str) -> None:
    upgrade(empty_url)
    engine = open_database(empty_url)
    made = inspect(engine)
    for table in Base.metadata.sorted_tables:
        assert {column["name"] for column in made.get_columns(table.name)} >= {column.name for column in table.columns}
    engine.dispose()


@pytest.fixture
def both(url: str, postgres_url: str) -> Iterator[tuple[Engine, Engine]]:
    upgrade(postgres_url)
    source, target = open_database(url), open_database(postgres_url)
    yield source, target
    source.dispose()
    target.dispose()


@pytest.mark.postgres
def test_everything_moves_to_postgresql_and_goes_on_there(
    both: tuple[Engine, Engine], url: str, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = both
    conversations = [talk(source) for _ in range(3)]
    options = argparse.Namespace(what="copy", to=postgres_url)
    assert database_cli.copy(options, Settings(SECRET, database_url=url)) == 0
    assert "messages             12" in capsys.readouterr().out
    before, after = open_store(source), open_store(target)
    for conversation in conversations:
        assert after.load_state(conversation) == before.load_state(conversation)
        assert after.messages_after(conversation, 0) == before.messages_after(conversation, 0)
    assert len(after.messages_after(talk(target), 0)[0]) == 4, "new rows get new numbers"
    with target.connect() as connection:
        found = "SELECT count(*) FROM messages WHERE search @@ to_tsquery('transcript', 'hello')"
        assert connection.exec_driver_sql(found).scalar_one() == 16


@pytest.mark.postgres
def test_a_database_with_rows_is_not_copied_over(both: tuple[Engine, Engine]) -> None:
    source, target = both
    talk(target)
    with pytest.raises(CopyError, match="rows in conversations"):
        copy_database(source, target)
    with target.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM conversations")).scalar_one() == 1
