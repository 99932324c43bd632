"""Staff accounts: adding and changing them, signing in, sessions, throttling.

Every method opens its transactions itself and blocks (a sign-in for about a tenth of a second); call it from a thread.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import BotError
from bot.transcripts.audit import AuditLog
from bot.transcripts.cipher import Cipher
from bot.transcripts.passwords import Passwords, check_password, code_step, generate_password
from bot.transcripts.staff_tables import SignInAttemptRow, StaffRow, StaffSessionRow
from bot.transcripts.types import utc_now

ROLES = ("reviewer", "manager", "administrator")  # each may what those before it may
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SESSIONS_EACH = 10
TOUCH_EVERY = timedelta(seconds=30)  # how exactly idleness is measured: a page costs no write
PER_ADDRESS = (5, timedelta(minutes=5))
PER_ACCOUNT = (10, timedelta(minutes=15))
MAX_NAME = 64


class AccountError(BotError):
    """An account cannot be made or changed like this; the message says why."""


class ThrottledError(BotError):
    """Too many failed sign-ins from an address or for a name."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff, without secrets."""

    id: int
    name: str
    role: str
    time_zone: str
    has_code: bool
    must_change: bool
    disabled: bool
    created_at: datetime

    def may(self, role: str) -> bool:
        """Say whether this person may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of one database."""

    def __init__(
        self,
        sessions: sessionmaker[Session],
        cipher: Cipher,
        audit: AuditLog,
        passwords: Passwords | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._sessions = sessions
        self._cipher = cipher
        self._audit = audit
        self._passwords = passwords or Passwords()
        self._now = now

    # -- accounts

    def add(self, actor: str, name: str, role: str, password: str | None = None) -> str | None:
        """Add an account; return the password made for it where none was given.

        Raises:
            AccountError: the name is taken or unusable.
            WeakPasswordError: the password is.
        """
        login = name.strip().lower()
        if not login or len(login) > MAX_NAME or not login.isprintable() or role not in ROLES:
            raise AccountError(f"A name has 1 to {MAX_NAME} characters, and a role is one of {', '.join(ROLES)}.")
        if password is not None:
            check_password(password, login)
        made = generate_password() if password is None else None
        hashed = self._passwords.hash(password or made or "")
        with self._sessions.begin() as session:
            if session.scalar(select(StaffRow.id).where(StaffRow.name == login)):
                raise AccountError(f"There is an account named {login} already.")
            session.add(StaffRow(name=login, role=role, password_hash=hashed, must_change=made is not None))
            self._audit.add(session, actor, "staff.added", login, role=role)
        return made

    def everybody(self) -> list[Staff]:
        with self._sessions() as session:
            return [_staff(row) for row in session.scalars(select(StaffRow).order_by(StaffRow.name))]

    def named(self, name: str) -> Staff:
        """Return one account.

        Raises:
            AccountError: there is none of this name.
        """
        with self._sessions() as session:
            return _staff(_row(session, name))

    def change_role(self, actor: str, name: str, role: str) -> None:
        """Give an account another role and end its sessions; the last administrator stays one."""
        if role not in ROLES:
            raise AccountError("There is no such role.")
        with self._sessions.begin() as session:
            row = _row(session, name)
            if role != "administrator":
                _keep_an_administrator(session, row)
            row.role = role
            _end_sessions(session, row.id)
            self._audit.add(session, actor, "staff.role", row.name, role=role)

    def disable(self, actor: str, name: str) -> None:
        """Close an account and end its sessions; the last administrator's stays open."""
        with self._sessions.begin() as session:
            row = _row(session, name)
            _keep_an_administrator(session, row)
            row.disabled_at = self._now()
            _end_sessions(session, row.id)
            self._audit.add(session, actor, "staff.disabled", row.name)

    def enable(self, actor: str, name: str) -> None:
        with self._sessions.begin() as session:
            row = _row(session, name)
            row.disabled_at = None
            self._audit.add(session, actor, "staff.enabled", row.name)

    def reset_password(self, actor: str, name: str) -> str:
        """Give an account a new password, take its authenticator off, end its sessions; return the password."""
        made = generate_password()
        hashed = self._passwords.hash(made)
        with self._sessions.begin() as session:
            row = _row(session, name)
            row.password_hash, row.must_change, row.totp_secret = hashed, True, None
            _end_sessions(session, row.id)
            self._audit.add(session, actor, "staff.password_reset", row.name)
        return made

    # -- one's own account

    def change_password(self, staff: Staff, old: str, new: str) -> None:
        """Change one's own password; every session ends.

        Raises:
            AccountError: the old one is wrong.
            WeakPasswordError: the new one is too easy.
        """
        if not self.confirms(staff, old):
            raise AccountError("The present password is not right.")
        check_password(new, staff.name, with_code=staff.has_code)
        hashed = self._passwords.hash(new)
        with self._sessions.begin() as session:
            row = _row(session, staff.name)
            row.password_hash, row.must_change = hashed, False
            _end_sessions(session, row.id)
            self._audit.add(session, staff.name, "staff.password_changed", staff.name)

    def confirms(self, staff: Staff, password: str) -> bool:
        """Say whether `password` is this person's: asked again before what reaches far."""
        with self._sessions() as session:
            stored = session.scalar(select(StaffRow.password_hash).where(StaffRow.id == staff.id))
        return self._passwords.matches(stored, password)

    def use_code(self, staff: Staff, secret: str, code: str) -> None:
        """Take an authenticator into use.

        Raises:
            AccountError: the code is not that of the secret, now.
        """
        step = code_step(secret, code, 0, self._now().timestamp())
        if step is None:
            raise AccountError("That code is not right. Check that the clock of your phone is.")
        with self._sessions.begin() as session:
            row = _row(session, staff.name)
            row.totp_secret, row.totp_step = self._cipher.encrypt(secret), step
            self._audit.add(session, staff.name, "staff.code_added", staff.name)

    def set_time_zone(self, staff: Staff, zone: str) -> None:
        if zone not in available_timezones():
            raise AccountError("There is no such time zone.")
        with self._sessions.begin() as session:
            session.execute(update(StaffRow).where(StaffRow.id == staff.id).values(time_zone=zone))

    # -- signing in

    def sign_in(self, name: str, password: str, code: str, address: str) -> str | None:
        """Return the token of a new session, or None: which of name, password and code was wrong is not told.

        Raises:
            ThrottledError: too many failed before, from this address or for this name.
        """
        login = name.strip().lower()[:MAX_NAME]
        hashes = self._cipher.keyed_hash(f"address {address}"), self._cipher.keyed_hash(f"account {login}")
        self._check_throttle(*hashes)
        with self._sessions() as session:
            row = session.scalar(select(StaffRow).where(StaffRow.name == login))
        right = self._passwords.matches(row.password_hash if row else None, password)
        secret = self._cipher.decrypt(row.totp_secret) if row and row.totp_secret else None
        step = code_step(secret, code, row.totp_step, self._now().timestamp()) if row and secret else 0
        if row is None or not right or row.disabled_at or step is None or (row.totp_secret and not secret):
            self._failed(*hashes, known=row.name if row else None)
            return None
        return self._open_session(row.id, row.name, step, hashes[1])

    def _check_throttle(self, address: str, account: str) -> None:
        with self._sessions() as session:
            for column, key, (most, span) in (
                (SignInAttemptRow.address, address, PER_ADDRESS),
                (SignInAttemptRow.account, account, PER_ACCOUNT),
            ):
                recent = (column == key, SignInAttemptRow.at > self._now() - span)
                if (session.scalar(select(func.count()).where(*recent)) or 0) >= most:
                    raise ThrottledError("Too many attempts. Please wait a few minutes, then try again.")

    def _failed(self, address: str, account: str, known: str | None) -> None:
        oldest = self._now() - timedelta(hours=1)
        with self._sessions.begin() as session:
            session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < oldest))
            session.add(SignInAttemptRow(address=address, account=account, at=self._now()))
            self._audit.add(session, known or "unknown", "sign_in.failed", known, address=address[:12])

    def _open_session(self, staff_id: int, name: str, step: int, account: str) -> str | None:
        token = secrets.token_urlsafe(32)
        with self._sessions.begin() as session:
            if step:  # the same code twice at the same moment: the database lets one through
                used = update(StaffRow).where(StaffRow.id == staff_id, StaffRow.totp_step < step)
                if session.scalar(used.values(totp_step=step).returning(StaffRow.id)) is None:
                    return None
            old = select(StaffSessionRow.token_hash).where(StaffSessionRow.staff_id == staff_id)
            surplus = session.scalars(old.order_by(StaffSessionRow.created_at.desc()).offset(SESSIONS_EACH - 1)).all()
            session.execute(delete(StaffSessionRow).where(StaffSessionRow.token_hash.in_(surplus)))
            session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.account == account))
            now = self._now()
            session.add(StaffSessionRow(token_hash=_hashed(token), staff_id=staff_id, created_at=now, seen_at=now))
            self._audit.add(session, name, "sign_in", name)
        return token

    # -- sessions

    def whose(self, token: str, *, touch: bool = True) -> Staff | None:
        """Return who is signed in under this token. `touch`: this is a sign of life of the person."""
        now = self._now()
        with self._sessions() as session:
            found = session.execute(
                select(StaffSessionRow.seen_at, StaffSessionRow.created_at, StaffRow)
                .join(StaffRow, StaffRow.id == StaffSessionRow.staff_id)
                .where(StaffSessionRow.token_hash == _hashed(token), StaffRow.disabled_at.is_(None))
            ).one_or_none()
        if found is None or now - found[0] >= IDLE or now - found[1] >= ABSOLUTE:
            return None
        if touch and now - found[0] > TOUCH_EVERY:
            with self._sessions.begin() as session:
                mine = StaffSessionRow.token_hash == _hashed(token)
                session.execute(update(StaffSessionRow).where(mine).values(seen_at=now))
        return _staff(found[2])

    def sign_out(self, staff: Staff, token: str) -> None:
        with self._sessions.begin() as session:
            session.execute(delete(StaffSessionRow).where(StaffSessionRow.token_hash == _hashed(token)))
            self._audit.add(session, staff.name, "sign_out", staff.name)

    def sign_out_everywhere(self, actor: str, name: str) -> None:
        with self._sessions.begin() as session:
            row = _row(session, name)
            _end_sessions(session, row.id)
            self._audit.add(session, actor, "sign_out.everywhere", row.name)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _row(session: Session, name: str) -> StaffRow:
    row = session.scalar(select(StaffRow).where(StaffRow.name == name.strip().lower()))
    if row is None:
        raise AccountError("There is no such account.")
    return row


def _staff(row: StaffRow) -> Staff:
    return Staff(
        id=row.id,
        name=row.name,
        role=row.role,
        time_zone=row.time_zone,
        has_code=row.totp_secret is not None,
        must_change=row.must_change,
        disabled=row.disabled_at is not None,
        created_at=row.created_at,
    )


def _keep_an_administrator(session: Session, row: StaffRow) -> None:
    others = (StaffRow.role == "administrator", StaffRow.disabled_at.is_(None), StaffRow.id != row.id)
    if row.role == "administrator" and not session.scalar(select(func.count()).where(*others)):
        raise AccountError("This is the only administrator. Make somebody else one first.")


def _end_sessions(session: Session, staff_id: int) -> None:
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.staff_id == staff_id))
