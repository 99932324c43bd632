"""Sends by Twilio's REST API and says what became of it: taken, refused, not reached, or not known.

Creating a message is not idempotent, so the one thing that matters is to tell "certainly not sent" from "perhaps sent".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.channels.sms.account import TwilioAccount

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)
LISTED = 100  # the newest messages to one number: far more than could be sent while one of them is in doubt
MAX_VALIDITY_S = 36_000
CONFIGURATION_ERRORS = frozenset({401, 403, 404, 405})  # a wrong token or account: no fault of the message


@dataclass(frozen=True, slots=True)
class Taken:
    """Twilio has the message under this id."""

    sid: str
    status: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Twilio will never send this message; `code` is its error code."""

    code: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Certainly not sent: try again, after `retry_after_s` where Twilio says so."""

    reason: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been sent: look it up before anything else."""

    reason: str


@dataclass(frozen=True, slots=True)
class ListedSms:
    """A message in Twilio's own list."""

    sid: str
    body: str
    status: str
    created_at: datetime


Outcome = Taken | Refused | NotSent | Unknown


class TwilioClient:
    """Speaks to one account; opens its HTTP session with the first request."""

    def __init__(self, account: TwilioAccount, timeout: aiohttp.ClientTimeout = TIMEOUT) -> None:
        self._account = account
        self._timeout = timeout
        self._opened: aiohttp.ClientSession | None = None
        self._url = f"{account.api_base}/2010-04-01/Accounts/{account.sid}/Messages.json"

    async def close(self) -> None:
        """Close the HTTP session; a later request opens another."""
        if self._opened:
            await self._opened.close()
            self._opened = None

    async def send(self, to: str, body: str, validity_s: float) -> Outcome:
        """Ask Twilio to send one message, and to give up on it after `validity_s`."""
        form = {
            "To": to,
            "From": self._account.number,
            "Body": body,
            "StatusCallback": f"{self._account.public_url}/sms/twilio/status",
            "ValidityPeriod": str(int(min(max(validity_s, 1), MAX_VALIDITY_S))),
        }
        try:
            async with self._session().post(self._url, data=form) as response:
                return await _outcome(response)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return NotSent(type(error).__name__)  # no connection, so no request
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return Unknown(type(error).__name__)

    async def list_sent(self, to: str) -> list[ListedSms] | None:
        """Return the newest messages from us to a number, or None when Twilio cannot say."""
        query = {"To": to, "From": self._account.number, "PageSize": str(LISTED)}
        try:
            async with self._session().get(self._url, params=query) as response:
                if response.status != 200:  # noqa: PLR2004
                    return None
                return [_listed(item) for item in (await response.json())["messages"]]
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
            return None

    def _session(self) -> aiohttp.ClientSession:
        if self._opened is None:
            login = {"Authorization": aiohttp.encode_basic_auth(self._account.sid, self._account.tokens[0])}
            self._opened = aiohttp.ClientSession(headers=login, timeout=self._timeout)
        return self._opened


async def _outcome(response: aiohttp.ClientResponse) -> Outcome:
    status = response.status
    if status in (200, 201):
        answer = await response.json()
        return Taken(str(answer["sid"]), str(answer.get("status", "queued"))) if "sid" in answer else Unknown("no sid")
    if status == 429:  # noqa: PLR2004
        return NotSent("429", _seconds(response.headers.get("Retry-After")))
    if status in CONFIGURATION_ERRORS:
        return NotSent(str(status))
    if 400 <= status < 500:  # noqa: PLR2004
        return Refused(str((await response.json()).get("code", status)))
    return Unknown(str(status))


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isascii() and header.isdigit() else None


def _listed(item: dict[str, Any]) -> ListedSms:
    created_at = parsedate_to_datetime(item["date_created"]).astimezone(UTC)
    return ListedSms(str(item["sid"]), str(item["body"]), str(item["status"]), created_at)
