"""Versions below which a known fault lies. The lock may move up freely, never below."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]

FLOORS = {
    # package: (floor, reason)
    "aiohttp": ("3.14.4", "CVE-2026-123817: a WebSocket reader without bound; nineteen more since 3.9.5"),
    "sqlalchemy": ("2.0.40", "the 2.0 API that the store is written in"),
    "spacy": ("3.8", "wheels for Python 3.11 built against numpy 1"),
    "rasa": ("3.6.21", "the last release; no pickle is left in loading a model (CVE-2024-49375)"),
    "cryptography": ("42.0.4", "CVE-2024-26130: a crash on a mismatched PKCS#12"),
    "jinja2": ("3.1.6", "CVE-2025-27516: a way out of the sandbox"),
    "pyjwt": ("2.15.0", "CVE-2026-102275, which Rasa's extras would run into"),
    "python-socketio": ("5.16.2", "CVE-2026-48804; never served, but installed"),
    "requests": ("2.32.4", "CVE-2024-47081: credentials leaked by a crafted address"),
    "ujson": ("5.12.0", "CVE-2026-32874: a leak on bad input"),
    "urllib3": ("1.26.19", "CVE-2024-37891: a header kept across redirects"),
    "certifi": ("2024.7.4", "a root certificate that is no longer trusted"),
}


def locked() -> dict[str, Version]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = (re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line) for line in lines)
    return {pin[1].lower(): Version(pin[2]) for pin in pins if pin}


@pytest.mark.parametrize(("package", "floor"), [(name, floor) for name, (floor, _) in FLOORS.items()])
def test_the_lock_is_not_below_the_floor(package: str, floor: str) -> None:
    assert locked()[package] >= Version(floor), FLOORS[package][1]


def test_the_lock_names_no_address_and_has_a_hash_for_every_pin() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry.split("\n")[0])
