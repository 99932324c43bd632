"""What the environment decides; read once, all faults told at once, then passed down."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

MIN_SECRET_LENGTH = 32
WEAK_SECRETS = frozenset({"changeme", "secret", "password", "change-me", "dev"})


@dataclass(frozen=True)
class TwilioSettings:
    """Twilio's account; `auth_tokens` holds the current and, while it is being rotated, the previous one."""

    account_sid: str
    auth_tokens: tuple[str, ...] = field(repr=False)
    number: str
    api_base: str = "https://api.twilio.com"
    reply_by: str = "rest"  # rest | twiml (development: the reply is the webhook's answer)


@dataclass(frozen=True)
class Settings:
    """Every setting, checked."""

    secret_key: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8080
    console_host: str = "127.0.0.1"
    console_port: int | None = None  # None: the console is at /console of the public address
    console_url: str = "http://localhost:8080"
    workers: int = 1  # processes that serve the port side by side
    database_url: str = "sqlite:///second-opinion.db"
    public_url: str = "http://localhost:8080"
    allowed_origins: tuple[str, ...] = ()
    model_path: Path = Path("models")
    retention_days_web: int = 90
    retention_days_sms: int = 90
    trusted_proxies: int = 0  # how many reverse proxies stand before us; their X-Forwarded-For is believed
    twilio: TwilioSettings | None = None

    def in_answers(self) -> dict[str, object]:
        """Return the settings that answers name, such as how long a conversation is kept."""
        return {"retention_days_web": self.retention_days_web, "retention_days_sms": self.retention_days_sms}

    @classmethod
    def from_env(cls, env: Mapping[str, str], root: Path) -> Settings:
        """Read the settings from `env`; `root` is where a generated SECRET_KEY is kept.

        Raises:
            SettingsError: one or more are unusable; the message lists each with its fix.
        """
        return _Reader(env, root).read()


class _Reader:
    def __init__(self, env: Mapping[str, str], root: Path) -> None:
        self._env = env
        self._root = root
        self._faults: list[str] = []

    def read(self) -> Settings:
        port = self._number("PORT", 8080, low=0, high=65535)
        public_url = self._url("PUBLIC_URL", f"http://localhost:{port}")
        console_port = self._console_port(port)
        settings = Settings(
            secret_key=self._secret(),
            host=self._env.get("HOST", "") or "127.0.0.1",
            port=port,
            console_host=self._env.get("CONSOLE_HOST", "") or "127.0.0.1",
            console_port=console_port,
            console_url=self._url("CONSOLE_URL", f"http://localhost:{console_port}" if console_port else public_url),
            workers=self._workers(port),
            database_url=self._env.get("DATABASE_URL", "") or Settings.database_url,
            public_url=public_url,
            allowed_origins=self._origins(public_url),
            model_path=Path(self._env.get("MODEL_PATH", "") or self._root / "models"),
            retention_days_web=self._number("RETENTION_DAYS_WEB", 90, low=1, high=3650),
            retention_days_sms=self._number("RETENTION_DAYS_SMS", 90, low=1, high=3650),
            trusted_proxies=self._number("TRUSTED_PROXIES", 0, low=0, high=5),
            twilio=self._twilio(),
        )
        if self._faults:
            raise SettingsError("settings (see .env.example): " + "; ".join(self._faults))
        return settings

    def _console_port(self, port: int) -> int | None:
        own = self._number("CONSOLE_PORT", 0, low=0, high=65535) or None
        if own is None and self._env.get("CONSOLE_HOST"):
            self._faults.append("CONSOLE_HOST needs a CONSOLE_PORT of its own")
        if own is not None and own == port:
            self._faults.append("CONSOLE_PORT must differ from PORT; leave it out to have the console there")
        return own

    def _workers(self, port: int) -> int:
        workers = self._number("WORKERS", 1, low=1, high=64)
        if workers > 1 and port == 0:
            self._faults.append("WORKERS share one PORT: name it")
        return workers

    def _number(self, name: str, default: int, *, low: int, high: int) -> int:
        raw = self._env.get(name, "")
        if not raw:
            return default
        if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
            self._faults.append(f"{name} must be a whole number from {low} to {high}")
            return default
        return int(raw)

    def _url(self, name: str, default: str) -> str:
        raw = self._env.get(name, "") or default
        parts = urlsplit(raw)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            self._faults.append(f"{name} must be an address such as https://chat.example.org")
        return raw.rstrip("/")

    def _origins(self, public_url: str) -> tuple[str, ...]:
        listed = [origin.strip().rstrip("/") for origin in self._env.get("ALLOWED_ORIGINS", "").split(",")]
        origins = [origin for origin in listed if origin]
        for origin in origins:
            parts = urlsplit(origin)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
                self._faults.append(f"ALLOWED_ORIGINS: {origin!r} must look like https://www.example.org")
        return tuple(dict.fromkeys([public_url, *origins]))

    def _secret(self) -> str:
        secret = self._env.get("SECRET_KEY", "")
        if not secret:
            return _generated_secret(self._root / ".secret_key")
        if len(secret) < MIN_SECRET_LENGTH or secret.lower() in WEAK_SECRETS or len(set(secret)) < 8:  # noqa: PLR2004
            self._faults.append(f"SECRET_KEY must be {MIN_SECRET_LENGTH} random characters or more")
        return secret

    def _twilio(self) -> TwilioSettings | None:
        names = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_NUMBER")
        given = [name for name in names if self._env.get(name)]
        if not given:
            return None
        missing = [name for name in names if name not in given]
        if missing:
            self._faults.append(f"set {', '.join(missing)} too, or none of {', '.join(names)}")
            return None
        tokens = (self._env["TWILIO_AUTH_TOKEN"], self._env.get("TWILIO_AUTH_TOKEN_PREVIOUS", ""))
        reply_by = self._env.get("TWILIO_REPLY", "") or "rest"
        if reply_by not in ("rest", "twiml"):
            self._faults.append("TWILIO_REPLY must be rest or twiml")
        return TwilioSettings(
            account_sid=self._env["TWILIO_ACCOUNT_SID"],
            auth_tokens=tuple(token for token in tokens if token),
            number=self._env["TWILIO_NUMBER"],
            api_base=self._url("TWILIO_API_BASE", TwilioSettings.api_base),
            reply_by=reply_by,
        )


def _generated_secret(path: Path) -> str:
    """Return the key kept at `path`, made on the first start so that one machine needs no setting."""
    make: Callable[[], str] = secrets.token_urlsafe
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = make()
        file.write(secret + "\n")
    return secret
