"""Passwords and one-time codes of staff: which are good enough, how they are kept and checked."""

from __future__ import annotations

import secrets
import time

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import BotError

MIN_ALONE = 15
MIN_WITH_CODE = 12
MAX_LENGTH = 128
MIN_DIFFERENT = 6
STEP_S = 30
COMMON = ("password", "qwertyuiop", "123456789", "letmein", "secondopinion", "johnshopkins", "abcdefghij", "welcome")
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else


class WeakPasswordError(BotError):
    """A password is too short or too easy; the message says what to do."""


def check_password(password: str, name: str, *, with_code: bool = False) -> None:
    """Check that a new password is good enough.

    Raises:
        WeakPasswordError: it is not.
    """
    least = MIN_WITH_CODE if with_code else MIN_ALONE
    plain = "".join(sign for sign in password.lower() if sign.isalnum())
    rest = plain
    for word in (*COMMON, "".join(sign for sign in name.lower() if sign.isalnum())):
        rest = rest.replace(word, "")
    if len(password) < least:
        raise WeakPasswordError(f"Use at least {least} characters. A short sentence works well.")
    if len(password) > MAX_LENGTH:
        raise WeakPasswordError(f"Use at most {MAX_LENGTH} characters.")
    if len(set(plain)) < MIN_DIFFERENT or len(rest) < MIN_DIFFERENT:
        raise WeakPasswordError("This password is easy to guess. Choose other words.")


def generate_password() -> str:
    """Make a password to hand to somebody: 20 signs that can be read aloud."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))


class Passwords:
    """Hashes by Argon2id and checks in the same time whether an account exists or not."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(generate_password())

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Say whether `password` is the stored one; None stands for an account that does not exist."""
        try:
            self._hasher.verify(stored or self._nobody, password[: MAX_LENGTH * 4])
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None


def new_code_secret() -> str:
    """Make the secret that an authenticator app holds."""
    return pyotp.random_base32()


def code_step(secret: str, code: str, after: int, now_s: float | None = None) -> int | None:
    """Return the time step whose code this is, if it is later than step `after`, the last one used.

    A clock may be one step wrong in either direction.
    """
    digits = "".join(sign for sign in code if sign in "0123456789")
    step = int(time.time() if now_s is None else now_s) // STEP_S
    found = None
    for candidate in (step - 1, step, step + 1):  # always all three: the time tells nothing
        if secrets.compare_digest(pyotp.TOTP(secret).generate_otp(candidate), digits) and candidate > after:
            found = candidate
    return found


def code_address(secret: str, name: str) -> str:
    """Return the otpauth:// address that authenticator apps read."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Second Opinion Assistant")
