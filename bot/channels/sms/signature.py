"""Checks and makes X-Twilio-Signature, around Twilio's own computation of it.

What Twilio's `validate` does wrong or leaves open is decided here: a missing header raises there, a form with
`bodySHA256` in its address goes unchecked, its comparison takes longer the more characters agree, and it cuts the host
of an IPv6 address at the first colon.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import SplitResult, parse_qs, urlsplit

from twilio.request_validator import RequestValidator

SIGNATURE_LENGTH = 28  # base64 of the 20 bytes of SHA-1
STANDARD_PORTS = {"https": 443, "http": 80}

Params = Mapping[str, Sequence[str]]  # each field of the form with all its values


class _Values(dict[str, Sequence[str]]):
    """The form as Twilio's computation reads a field that comes more than once."""

    def getall(self, name: str) -> Sequence[str]:
        return self[name]


def sign(url: str, params: Params, token: str) -> str:
    """Return the signature that Twilio sends with a form posted to `url`."""
    return str(RequestValidator(token).compute_signature(url, _Values(params)))


def signed_by_twilio(url: str, params: Params, body: bytes, signature: str | None, tokens: Iterable[str]) -> bool:
    """Tell whether a request comes from the account that one of `tokens` belongs to. Never raises.

    Args:
        url: The public address Twilio called, with its query; not what a proxy forwarded.
        params: Every field of the form that was sent; empty for a body of another kind.
        body: The body as received. Where the address carries `bodySHA256` it must have that hash.
        signature: The header X-Twilio-Signature.
        tokens: The account's current token and, while it is being changed, the previous one.
    """
    if not signature or len(signature) != SIGNATURE_LENGTH or not signature.isascii():
        return False
    try:
        expected = [sign(variant, params, token) for token in tokens for variant in _with_and_without_port(url)]
        body_agrees = _body_agrees(url, body)
    except ValueError:  # the address cannot be split, or a field cannot be encoded
        return False
    matches = [hmac.compare_digest(candidate, signature) for candidate in expected]
    return any(matches) and body_agrees


def _with_and_without_port(url: str) -> tuple[str, str]:
    """Twilio signs the address with its port at one time and without it at another."""
    parts = urlsplit(url)
    port = parts.port or STANDARD_PORTS.get(parts.scheme, 443)
    return _with_host(parts, _bare_host(parts)), _with_host(parts, f"{_bare_host(parts)}:{port}")


def _bare_host(parts: SplitResult) -> str:
    """Return the host as it was written, login included, without the port."""
    login, at, host = parts.netloc.rpartition("@")
    end = host.rfind(":") if parts.port is not None else len(host)
    return login + at + host[:end]


def _with_host(parts: SplitResult, host: str) -> str:
    return parts._replace(netloc=host).geturl()


def _body_agrees(url: str, body: bytes) -> bool:
    promised = parse_qs(urlsplit(url).query).get("bodySHA256")
    if not promised:
        return True
    return hmac.compare_digest(
        hashlib.sha256(body).hexdigest(), promised[0].lower().encode("ascii", "replace").decode()
    )
