"""Twilio's published signatures, and everything that must not pass for one."""

from __future__ import annotations

import base64
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.signature import sign, signed_by_twilio

TOKEN = "12345"
U = "https://mycompany.com/myapp.php?foo=1&bar=2"
P = {
    "CallSid": ["CA1234567890ABCDE"],
    "Caller": ["+14158675309"],
    "Digits": ["1234"],
    "From": ["+14158675309"],
    "To": ["+18005551212"],
}
JSON_BODY = b'{"property": "value", "boolean": true}'
JSON_HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
BINDINGS = ["+1325xxxxxxx", "+1415xxxxxxx"]
NONE: dict[str, list[str]] = {}

# As published with Twilio's libraries for Python, Node, Java and Go, and in its documentation
VECTORS = {
    1: (U, P, b"", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    2: ("https://mycompany.com:443/myapp.php?foo=1&bar=2", P, b"", "kvajT1Ptam85bY51eRf/AJRuM3w="),
    3: ("http://mycompany.com:80/myapp.php?foo=1&bar=2", P, b"", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
    4: ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", P, b"", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
    5: (
        U,
        {"Sid": ["CA123"], "SidAccount": ["AC123"], "Digits": ["5678", "1234", "1234"]},
        b"",
        "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
    ),
    6: (U, {"MessagingBinding.Address": BINDINGS}, b"", "83O6e2vORAoJHUNzJjDWN1jz+BA="),
    7: (f"{U}&bodySHA256={JSON_HASH}", NONE, JSON_BODY, "a9nBmqA0ju/hNViExpshrM61xv4="),
    8: (f"https://mycompany.com/myapp.php?bodySHA256={JSON_HASH}", NONE, JSON_BODY, "y77kIzt2vzLz71DgmJGsen2scGs="),
    9: (U, {**P, "ReasonConferenceEnded": ["test"], "Reason": ["Participant"]}, b"", "vOEb5UThFn24KEfnOFLQY2AE5FY="),
    10: ("https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", P, b"", "CukzLTc1tT5dXEDIHm/tKBanW10="),
    11: (U, NONE, b"", "zYQTYrRWXE7LtzbG4PfP7/bkkGo="),
    12: (
        U,
        {
            "Message": ["Hello & goodbye! @#$%^*()"],
            "From": ["+1 (415) 867-5309"],
            "Special": ["unicode: \u00f1\u00e1\u00e9\u00ed\u00f3\u00fa"],
        },
        b"",
        "dCPiR4WtQ6QFN6pJh81CtlCcWLQ=",
    ),
    13: (
        U,
        {"Digits": [""], "CallSid": ["CA1234567890ABCDE"], "EmptyParam": [""]},
        b"",
        "9HHp/OqQMEwdrVebHDdA/+tqjX8=",
    ),
    14: (
        U,
        {"Zebra": ["last"], "Alpha": ["first"], "Beta": ["second"], "Gamma": ["third"]},
        b"",
        "enveUe73ZTVLAekHxez3Qx6JuuQ=",
    ),
    15: (
        U,
        {"callSid": ["lowercase"], "CallSid": ["uppercase"], "CALLSID": ["allcaps"]},
        b"",
        "jDK7WKT8wiNrwggd4ceTv4e1MJ4=",
    ),
    16: (
        "https://example.com/myapp.php?foo=1&bar=2",
        {
            "CallSid": ["CA1234567890ABCDE"],
            "Caller": ["+14158675310"],
            "Digits": ["1234"],
            "From": ["+14158675310"],
            "To": ["+18005551212"],
        },
        b"",
        "L/OH5YylLD5NRKLltdqwSvS0BnU=",
    ),
    17: (U, {**P, "Caller": ["+12349013030"], "From": ["+12349013030"]}, b"", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="),
}
SMS_URL = "https://bot.example.org/sms/inbound"
SMS = {
    "SmsSid": ["SM" + "0" * 31 + "1"],
    "MessageSid": ["SM" + "0" * 31 + "1"],
    "AccountSid": ["AC" + "0" * 32],
    "From": ["+15005550006"],
    "To": ["+15005550001"],
    "Body": ["What\u2019s a 2nd opinion? \U0001f600 & more"],
    "NumMedia": ["0"],
    "NumSegments": ["1"],
}
SMS_SIGNATURE = "C6fHXbwuMUnTkHch9sSw254BkPY="  # twilio 8.2.2


@pytest.mark.parametrize("number", VECTORS)
def test_published_signature_is_accepted(number: int) -> None:
    url, params, body, signature = VECTORS[number]
    assert signed_by_twilio(url, params, body, signature, [TOKEN])


def test_there_are_all_seventeen_vectors() -> None:
    assert len(VECTORS) == 17


def test_a_text_message_with_emoji_and_curly_quote_is_accepted() -> None:
    assert signed_by_twilio(SMS_URL, SMS, b"", SMS_SIGNATURE, [TOKEN])


def test_another_order_of_the_same_values_is_accepted() -> None:
    url, _, body, signature = VECTORS[6]
    assert signed_by_twilio(url, {"MessagingBinding.Address": BINDINGS[::-1]}, body, signature, [TOKEN])


def test_fields_sorted_without_regard_to_length_are_refused() -> None:
    url, params, body, _ = VECTORS[9]
    assert not signed_by_twilio(url, params, body, "95+Bu0JVPi0r/SsESZCVf0dWAjw=", [TOKEN])


@pytest.mark.parametrize(
    ("signed", "called"),
    [
        ("https://bot.example.org/sms/twilio", "https://bot.example.org:443/sms/twilio"),
        ("https://bot.example.org:443/sms/twilio", "https://bot.example.org/sms/twilio"),
        ("http://bot.example.org/sms/twilio", "http://bot.example.org:80/sms/twilio"),
        ("http://bot.example.org:80/sms/twilio", "http://bot.example.org/sms/twilio"),
        ("https://bot.example.org/sms/twilio", "https://bot.example.org:8443/sms/twilio"),
        ("https://[2001:db8::1]/sms/twilio", "https://[2001:db8::1]:443/sms/twilio"),
        ("https://[2001:db8::1]:443/sms/twilio", "https://[2001:db8::1]/sms/twilio"),
        ("https://u:p@bot.example.org:443/sms/twilio", "https://u:p@bot.example.org/sms/twilio"),
    ],
)
def test_the_port_may_be_signed_or_not(signed: str, called: str) -> None:
    assert signed_by_twilio(called, SMS, b"", sign(signed, SMS, TOKEN), [TOKEN])


def test_the_previous_token_is_accepted_while_it_is_configured() -> None:
    signature = sign(SMS_URL, SMS, "previous")
    assert signed_by_twilio(SMS_URL, SMS, b"", signature, ["current", "previous"])
    assert not signed_by_twilio(SMS_URL, SMS, b"", signature, ["current"])


def test_nothing_is_accepted_without_a_token() -> None:
    assert not signed_by_twilio(SMS_URL, SMS, b"", sign(SMS_URL, SMS, ""), [])


@pytest.mark.parametrize(
    ("url", "params"),
    [
        pytest.param(SMS_URL.replace("https", "http"), SMS, id="scheme"),
        pytest.param(SMS_URL + "/", SMS, id="path"),
        pytest.param(SMS_URL + "?a=1", SMS, id="query"),
        pytest.param(SMS_URL.replace("example", "examp1e"), SMS, id="host"),
        pytest.param(SMS_URL, {**SMS, "Body": ["What's a 2nd opinion?"]}, id="changed value"),
        pytest.param(SMS_URL, {**SMS, "Extra": ["1"]}, id="added field"),
        pytest.param(SMS_URL, {name: values for name, values in SMS.items() if name != "NumMedia"}, id="dropped field"),
        pytest.param(SMS_URL, {**SMS, "From": ["+15005550006", "+15005550007"]}, id="second value"),
        pytest.param(SMS_URL, {**SMS, "Body": [SMS["Body"][0] + " "]}, id="whitespace"),
        pytest.param(SMS_URL, {name.lower(): values for name, values in SMS.items()}, id="case of names"),
    ],
)
def test_a_changed_request_is_refused(url: str, params: dict[str, list[str]]) -> None:
    assert not signed_by_twilio(url, params, b"", SMS_SIGNATURE, [TOKEN])


@pytest.mark.parametrize("token", ["12346", "1234", "123456", "", "54321"])
def test_another_token_is_refused(token: str) -> None:
    assert not signed_by_twilio(SMS_URL, SMS, b"", SMS_SIGNATURE, [token])


def test_every_single_bit_of_the_signature_counts() -> None:
    raw = base64.b64decode(SMS_SIGNATURE)
    for bit in range(len(raw) * 8):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not signed_by_twilio(SMS_URL, SMS, b"", base64.b64encode(flipped).decode(), [TOKEN])


@pytest.mark.parametrize(
    "signature",
    [
        *(None, "", " ", SMS_SIGNATURE[:-1], SMS_SIGNATURE + "=", SMS_SIGNATURE.lower(), " " + SMS_SIGNATURE),
        *("\xe9" * 28, "\U0001f600" * 28, "A" * 10_000),
    ],
)
def test_a_missing_or_malformed_header_is_refused(signature: str | None) -> None:
    assert not signed_by_twilio(SMS_URL, SMS, b"", signature, [TOKEN])


def test_a_body_of_another_hash_is_refused() -> None:
    url, params, body, signature = VECTORS[8]
    assert not signed_by_twilio(url, params, body + b" ", signature, [TOKEN])
    assert not signed_by_twilio(url, params, b"", signature, [TOKEN])


def test_a_form_cannot_escape_the_check_of_its_body() -> None:
    url = f"{SMS_URL}?bodySHA256={JSON_HASH}"
    assert not signed_by_twilio(url, SMS, b"Body=1", sign(url, SMS, TOKEN), [TOKEN])


@pytest.mark.parametrize("url", ["https://[::1/sms", "https://h:99999/sms", "https://h:port/sms", "", "//", "\ud800"])
def test_an_address_that_cannot_be_read_is_refused(url: str) -> None:
    assert not signed_by_twilio(url, SMS, b"", SMS_SIGNATURE, [TOKEN])


@given(
    url=st.text(max_size=60) | st.just(SMS_URL),
    params=st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=3), max_size=4),
    body=st.binary(max_size=40),
    signature=st.text(alphabet=string.printable, min_size=28, max_size=28) | st.text() | st.none(),
)
def test_nothing_forged_is_accepted_and_nothing_raises(
    url: str, params: dict[str, list[str]], body: bytes, signature: str | None
) -> None:
    assert not signed_by_twilio(url, params, body, signature, [TOKEN, "previous"])


@given(st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=20), min_size=1, max_size=3), max_size=6))
def test_what_was_signed_is_accepted(params: dict[str, list[str]]) -> None:
    try:
        signature = sign(SMS_URL, params, TOKEN)
    except UnicodeEncodeError:  # a lone surrogate cannot be sent
        return
    assert signed_by_twilio(SMS_URL, params, b"", signature, [TOKEN])
