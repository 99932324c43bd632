"""Every error this project raises on purpose. A class exists because somebody catches it."""

from __future__ import annotations


class BotError(Exception):
    """Base of every error this project raises on purpose."""


class SettingsError(BotError):
    """A setting is missing or unusable; the start stops with what to change."""


class KnowledgeError(BotError):
    """A data file is wrong. The message names the file, the line and the fix."""

    def __init__(self, file: str, line: int | None, problem: str, fix: str) -> None:
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {problem}. Fix: {fix}")


class RuleInputError(BotError, ValueError):
    """A rule was asked about facts that cannot be true."""


class BadMessageError(BotError):
    """A channel sent something unreadable; the edge answers 400."""


class UnknownConversationError(BotError):
    """No conversation has this id, or it was erased; the edge answers 404."""


class WrongTokenError(BotError):
    """The token does not belong to the conversation; the edge answers 401."""


class TooManyMessagesError(BotError):
    """A sender is over a limit; the edge answers 429."""


class MessageConflictError(BotError):
    """A message id came again with another text; the edge answers 409."""


class UnavailableError(BotError):
    """The service cannot take the message now; nothing was acknowledged; the edge answers 503."""
