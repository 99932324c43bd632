"""Tokens that were right before: a conversation's next message need not ask the database for its token again.

Whether the conversation is still there is told by the journal, which looks it up with every message.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict

from aiohttp import web

MOST_KEPT = 10_000


class KnownTokens:
    """The hashes of the tokens that were right, those used last."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._hashes: OrderedDict[str, bytes] = OrderedDict()

    def knows(self, conversation: str, token: str) -> bool:
        """Tell whether this token was right for this conversation; False also when nothing is known of it."""
        known = self._hashes.get(conversation)
        if known is None or not hmac.compare_digest(known, _hash(token)):
            return False
        self._hashes.move_to_end(conversation)
        return True

    def learn(self, conversation: str, token: str) -> None:
        """Remember a token that the database found right."""
        self._hashes[conversation] = _hash(token)
        self._hashes.move_to_end(conversation)
        if len(self._hashes) > self._most:
            self._hashes.popitem(last=False)

    def forget(self, conversation: str) -> None:
        self._hashes.pop(conversation, None)


KNOWN_TOKENS = web.AppKey[KnownTokens]("KNOWN_TOKENS")


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
