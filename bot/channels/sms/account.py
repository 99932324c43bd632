"""The Twilio account this assistant texts with, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """What the webhook and the sender need of the settings."""

    sid: str
    tokens: tuple[str, ...] = field(repr=False)  # the current one first, then the previous one while it is rotated
    number: str  # ours, as +15551234567
    public_url: str  # where Twilio reaches us, as it is written in Twilio's console; no trailing slash
    api_base: str = "https://api.twilio.com"
    replies_in_webhook: bool = False  # development: TwiML instead of the REST API, so that no account is needed


@dataclass(frozen=True, slots=True)
class ChannelTexts:
    """The sentences of the channel itself, filled from domain.yml."""

    notice: str  # first contact: automated, no medical advice, STOP and HELP
    help: str  # who this is, and the phone number
    stopped: str  # the one confirmation of an opt-out
    started: str  # messages come again
    too_many: str  # the last answer before a sender is cut off
