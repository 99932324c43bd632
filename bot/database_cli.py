"""The command that moves the data to another database."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Protocol

from bot.settings import Settings


class Add(Protocol):
    """Registers one command of `python -m bot`."""

    def __call__(
        self, name: str, run: Callable[[argparse.Namespace], int], summary: str
    ) -> argparse.ArgumentParser: ...


def add_commands(add: Add, settings: Callable[[], Settings]) -> None:
    """Register the command; `settings` reads the settings when it runs."""
    database = add("db", lambda options: copy(options, settings()), "copy the database to another one, while stopped")
    database.add_argument("what", choices=("copy",))
    database.add_argument("--to", required=True, metavar="URL", help="an empty database, as DATABASE_URL names it")


def copy(options: argparse.Namespace, own: Settings) -> int:
    """Copy what DATABASE_URL holds into an empty database, and say what it now has."""
    from bot.transcripts.copying import copy_database
    from bot.transcripts.database import open_database
    from bot.transcripts.schema import upgrade

    for url in (own.database_url, options.to):
        upgrade(url)
    source, target = open_database(own.database_url), open_database(options.to)
    for name, rows in copy_database(source, target).items():
        print(f"{name:20} {rows}")
    print("Copied. Set DATABASE_URL to the new address, keep SECRET_KEY, and start the assistant.")
    return 0
