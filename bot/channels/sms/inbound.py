"""Reads a webhook's form, after its signature was checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.channels.sms.signature import Params
from bot.channels.web.frames import clean
from bot.errors import BadMessageError

MAX_FIELDS = 500
MAX_MEDIA = 10
FORM_TYPE = "application/x-www-form-urlencoded"
_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")  # a short code or a sender's name is no person to talk with
_CONTENT_TYPE = re.compile(r"[\w.+-]{1,40}/[\w.+-]{1,80}")


@dataclass(frozen=True, slots=True)
class InboundSms:
    """One text message as Twilio reports it; the number stays out of its repr."""

    sid: str
    sender: str
    body: str
    media_types: tuple[str, ...]
    opt_out_type: str | None

    def __repr__(self) -> str:
        return f"InboundSms({self.sid})"


def parse_form(body: bytes, content_type: str) -> dict[str, list[str]]:
    """Return every field of a form with all its values; nothing for a body of another kind.

    Raises:
        BadMessageError: it cannot be read.
    """
    if content_type.lower() != FORM_TYPE:
        return {}
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise BadMessageError("the form cannot be read") from error
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def read_sms(form: Params) -> InboundSms:
    """Return the message in a form.

    Raises:
        BadMessageError: it has no usable id, or no sender.
    """
    sid, sender = _first(form, "MessageSid") or _first(form, "SmsSid"), _first(form, "From")
    if not _SID.fullmatch(sid):
        raise BadMessageError("MessageSid is missing")
    if not sender:
        raise BadMessageError("From is missing")
    types = [_first(form, f"MediaContentType{number}") for number in range(_count(_first(form, "NumMedia")))]
    media_types = tuple(kind if _CONTENT_TYPE.fullmatch(kind) else "unknown" for kind in types)
    return InboundSms(sid, sender, clean(_first(form, "Body")), media_types, _first(form, "OptOutType") or None)


def is_phone(number: str) -> bool:
    """Tell whether a sender is a telephone number in international form."""
    return bool(_PHONE.fullmatch(number))


def _first(form: Params, name: str) -> str:
    values: Sequence[str] = form.get(name) or ("",)
    return values[0]


def _count(number: str) -> int:
    return min(int(number), MAX_MEDIA) if number.isascii() and number.isdigit() and len(number) < 4 else 0  # noqa: PLR2004
