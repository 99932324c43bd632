"""search and the guard of the audit log

SQLite: an FTS5 index over messages, kept by triggers. Its row ids are made of a message's turn and number, so that they
survive VACUUM and rise with time. A migration that copies `messages` must make the triggers again.
PostgreSQL: a tsvector column with a GIN index. Both take words apart alike and stem English without leaving words out.

Revision: 0003, after 0002
"""

from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

ROW = "{0}.turn_id * 64 + {0}.seq % 64"

SQLITE_UP = (
    "CREATE VIRTUAL TABLE message_search USING fts5"
    "(text, content='', tokenize='porter unicode61 remove_diacritics 2')",
    f"INSERT INTO message_search (rowid, text) SELECT {ROW.format('messages')}, text FROM messages",
    f"CREATE TRIGGER messages_search_added AFTER INSERT ON messages BEGIN "
    f"INSERT INTO message_search (rowid, text) VALUES ({ROW.format('new')}, new.text); END",
    f"CREATE TRIGGER messages_search_gone AFTER DELETE ON messages BEGIN "
    f"INSERT INTO message_search (message_search, rowid, text) VALUES ('delete', {ROW.format('old')}, old.text); END",
    f"CREATE TRIGGER messages_search_changed AFTER UPDATE OF text ON messages BEGIN "
    f"INSERT INTO message_search (message_search, rowid, text) VALUES ('delete', {ROW.format('old')}, old.text); "
    f"INSERT INTO message_search (rowid, text) VALUES ({ROW.format('new')}, new.text); END",
    "CREATE INDEX ix_messages_rule ON messages "
    "(json_extract(details, '$.rule.verdict'), json_extract(details, '$.rule.inputs.state'), at) "
    "WHERE json_extract(details, '$.rule.verdict') IS NOT NULL",
    "CREATE INDEX ix_messages_state ON messages (json_extract(details, '$.rule.inputs.state'), at) "
    "WHERE json_extract(details, '$.rule.inputs.state') IS NOT NULL",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
)
SQLITE_DOWN = (
    "DROP TRIGGER audit_no_delete",
    "DROP TRIGGER audit_no_update",
    "DROP INDEX ix_messages_state",
    "DROP INDEX ix_messages_rule",
    "DROP TRIGGER messages_search_changed",
    "DROP TRIGGER messages_search_gone",
    "DROP TRIGGER messages_search_added",
    "DROP TABLE message_search",
)
POSTGRES_UP = (
    "CREATE TEXT SEARCH DICTIONARY transcript_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION transcript (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION transcript ALTER MAPPING FOR asciiword, word, numword WITH transcript_stem",
    r"ALTER TABLE messages ADD COLUMN search tsvector GENERATED ALWAYS AS "
    r"(to_tsvector('transcript', regexp_replace(text, '[\W_]+', ' ', 'g'))) STORED",
    "CREATE INDEX ix_messages_search ON messages USING gin (search)",
    "CREATE INDEX ix_messages_rule ON messages "
    "((details #>> '{rule,verdict}'), (details #>> '{rule,inputs,state}'), at) "
    "WHERE (details #>> '{rule,verdict}') IS NOT NULL",
    "CREATE INDEX ix_messages_state ON messages ((details #>> '{rule,inputs,state}'), at) "
    "WHERE (details #>> '{rule,inputs,state}') IS NOT NULL",
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
)
POSTGRES_DOWN = (
    "DROP TRIGGER audit_no_change ON audit",
    "DROP FUNCTION audit_only_grows()",
    "DROP INDEX ix_messages_state",
    "DROP INDEX ix_messages_rule",
    "DROP INDEX ix_messages_search",
    "ALTER TABLE messages DROP COLUMN search",
    "DROP TEXT SEARCH CONFIGURATION transcript",
    "DROP TEXT SEARCH DICTIONARY transcript_stem",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_UP if sqlite else POSTGRES_UP:
        op.execute(statement)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_DOWN if sqlite else POSTGRES_DOWN:
        op.execute(statement)
