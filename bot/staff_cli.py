"""Commands for those who run the console: accounts, improving, retention, the audit log."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from bot.errors import BotError
from bot.settings import Settings
from bot.transcripts.accounts import ROLES, Accounts
from bot.transcripts.audit import AuditLog
from bot.transcripts.cipher import Cipher
from bot.transcripts.database import open_database, session_factory
from bot.transcripts.judging import Judging
from bot.transcripts.redaction import redact
from bot.transcripts.retention import Retention
from bot.transcripts.schema import upgrade
from bot.transcripts.types import utc_now

ROOT = Path(__file__).resolve().parent.parent
Command = Callable[[argparse.Namespace], int]
Add = Callable[[str, Command, str], argparse.ArgumentParser]


def add_commands(add: Add, settings: Callable[[], Settings]) -> None:
    """Register the commands; `settings` reads the settings when one runs."""
    staff = add("staff", lambda options: change_staff(options, settings()), "add, list or close staff accounts")
    staff.add_argument("what", choices=("add", "list", "disable", "enable", "reset"))
    staff.add_argument("name", nargs="?", default="")
    staff.add_argument("--role", choices=ROLES, default="reviewer")
    staff.add_argument("--generate", action="store_true", help="make a password, and print it once")
    add("improve", lambda _: improve(settings()), "learn the accepted corrections, check, and switch over")
    add("rollback", lambda _: roll_back(settings()), "let the model before answer again")
    audit = add("audit", lambda _: verify_audit(settings()), "check that the audit log is whole")
    audit.add_argument("what", choices=("verify",))
    retention = add("retention", lambda options: run_retention(options, settings()), "delete what is old enough")
    retention.add_argument("what", choices=("run",))
    retention.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    erase = add("erase", lambda options: erase_person(options, settings()), "erase a conversation by its reference")
    erase.add_argument("reference")


class Tools:
    """The database and what works on it."""

    def __init__(self, settings: Settings) -> None:
        upgrade(settings.database_url)
        self.database: Engine = open_database(settings.database_url)
        sessions, cipher = session_factory(self.database), Cipher(settings.secret_key)
        self.audit = AuditLog(sessions, cipher)
        self.accounts = Accounts(sessions, cipher, self.audit)
        self.judging = Judging(sessions, cipher, self.audit, redact)
        days = {"web": settings.retention_days_web, "sms": settings.retention_days_sms}
        self.retention = Retention(self.database, sessions, self.audit, days)
        self.actor = f"command line ({os.environ.get('USER', 'unknown')})"[:64]


def change_staff(options: argparse.Namespace, settings: Settings) -> int:
    """Add, list, close, open or reset accounts."""
    tools = Tools(settings)
    if options.what == "list":
        for one in tools.accounts.everybody():
            print(f"{one.name:24} {one.role:14} {'closed' if one.disabled else 'open'}")
    elif options.what == "add":
        password = None if options.generate else _ask_password()
        made = tools.accounts.add(tools.actor, options.name, options.role, password)
        print(f"{options.name} can sign in at {settings.console_url}/console")
        if made:
            print(f"password, shown once: {made}")
    elif options.what == "reset":
        print(f"password, shown once: {tools.accounts.reset_password(tools.actor, options.name)}")
    else:
        getattr(tools.accounts, options.what)(tools.actor, options.name)
    return 0


def _ask_password() -> str | None:
    """Ask at the terminal; without one, a password is made."""
    if not sys.stdin.isatty():
        return None
    password = getpass.getpass("Password (15 characters or more; empty: make one): ")
    if not password:
        return None
    if getpass.getpass("Once more: ") != password:
        raise BotError("the two passwords differ")
    return password


def improve(settings: Settings) -> int:
    """Train with the accepted corrections, print before and after, and switch over if nothing fell."""
    from bot import training
    from bot.improve import improve as run
    from bot.improve import measure_with
    from bot.model import newest_model

    tools = Tools(settings)
    corrections = tools.judging.corrections("accepted")
    current = training.current_model(ROOT, settings.model_path)
    if not corrections and current == newest_model(settings.model_path):
        print("nothing to learn: no correction is accepted, and the training data has not changed")
        return 0
    outcome = run(
        ROOT,
        settings.model_path,
        corrections,
        train=lambda folder: training.train(ROOT, folder),
        measure=measure_with(settings, ROOT),
        tell=print,
    )
    print(f"{'right answers':16} {'before':>8} {'after':>8}")
    for name in sorted({*outcome.before, *outcome.after}):
        print(f"{name:16} {outcome.before.get(name, 0):8.1%} {outcome.after.get(name, 0):8.1%}")
    if outcome.faults:
        print("The candidate was left; the model before answers on, and the files are as they were.", file=sys.stderr)
        for fault in outcome.faults:
            print(f"  {fault}", file=sys.stderr)
        return 1
    tools.judging.mark_live(tools.actor, [one.id for one in corrections])
    print(f"{outcome.model.name} answers now. Back: python -m bot rollback")
    return 0


def roll_back(settings: Settings) -> int:
    """Let the model before answer again."""
    from bot import model

    tools = Tools(settings)
    name = model.roll_back(settings.model_path)
    tools.audit.record(tools.actor, "model.rolled_back", None, model=name)
    print(f"{name} answers again")
    return 0


def verify_audit(settings: Settings) -> int:
    """Check the chain of the audit log."""
    wrong = Tools(settings).audit.verify()
    print(wrong or "the audit log is whole")
    return 1 if wrong else 0


def run_retention(options: argparse.Namespace, settings: Settings) -> int:
    """Delete what is due, or say what would be."""
    tools, now = Tools(settings), utc_now()
    for due in tools.retention.due(now):
        held = f", {due.held} under a legal hold stay" if due.held else ""
        print(f"{due.channel}: {due.conversations} conversations without a message for {due.days} days{held}")
    if not options.dry_run:
        print(f"deleted {tools.retention.run(tools.actor, now)}")
    return 0


def erase_person(options: argparse.Namespace, settings: Settings) -> int:
    """Erase a conversation by the reference code of its handoff."""
    from bot.corrections import forget
    from bot.rules.handoff import normalise_reference

    tools, reference = Tools(settings), normalise_reference(options.reference)
    if reference is None:
        raise BotError("this is no reference code; one looks like K7M-42Q")
    forget(ROOT, tools.retention.erase(tools.actor, tools.retention.find(reference)))
    print("erased; if one of its sentences was learnt, run `python -m bot improve` to train without it")
    return 0
