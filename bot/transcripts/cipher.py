"""Encrypts what must be kept for a moment or for sending, and hashes what must only be matched."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Cipher:
    """Everything derived from the one SECRET_KEY; each use has a key of its own."""

    def __init__(self, secret: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(secret, b"encryption")))
        self._hash_key = _derive(secret, b"matching")

    def encrypt(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def decrypt(self, token: bytes) -> str | None:
        """Return the text, or None when it was encrypted under another SECRET_KEY."""
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken:
            return None

    def keyed_hash(self, text: str) -> str:
        """Return 64 hex digits: equal for equal texts, useless without the key."""
        return hmac.new(self._hash_key, text.encode(), hashlib.sha256).hexdigest()


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second-opinion/" + purpose).derive(secret.encode())
