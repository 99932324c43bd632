"""Secrets come from the environment; weak ones stop the start, and none is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings

WEAK = ["short", "x" * 40, "changeme", "password" * 2, "abcabcabc" * 5]


@pytest.mark.parametrize("secret", WEAK)
def test_a_weak_secret_stops_the_start_and_is_not_repeated(tmp_path: Path, secret: str) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY") as told:
        Settings.from_env({"SECRET_KEY": secret}, tmp_path)
    assert secret not in str(told.value)


def test_without_a_secret_one_is_made_for_this_machine_alone(tmp_path: Path) -> None:
    first, second = (Settings.from_env({}, tmp_path) for _ in range(2))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 40
    assert (tmp_path / ".secret_key").stat().st_mode & 0o777 == 0o600


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    env = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "the-token", "TWILIO_NUMBER": "+1", "SECRET_KEY": ""}
    settings = Settings.from_env(env, tmp_path)
    assert settings.twilio
    assert "the-token" not in repr(settings)
    assert settings.secret_key not in repr(settings)


@pytest.mark.parametrize("given", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_NUMBER"])
def test_half_an_account_stops_the_start(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError, match="TWILIO"):
        Settings.from_env({given: "x"}, tmp_path)
