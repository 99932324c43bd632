"""Alembic's environment: the project's tables, the database named by the caller."""

from typing import Any, Literal

from alembic import context

from bot.transcripts import staff_tables as _staff_tables  # noqa: F401  registers its tables on Base
from bot.transcripts.database import open_database
from bot.transcripts.tables import Base
from bot.transcripts.types import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our column types as SQLAlchemy's own, so that a migration outlives the module they stand in."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item.__class__.__name__ == "JSON":
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


url = context.config.get_main_option("sqlalchemy.url") or ""
engine = open_database(url)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
