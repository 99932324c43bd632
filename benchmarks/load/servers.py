"""Starts the servers that are measured, each in processes of its own, and reads what they use."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
READY_WITHIN_S = 600.0
STOP_WITHIN_S = 20.0
SECRET = secrets.token_urlsafe(32)


@dataclass
class Server:
    """A running server process with its children."""

    process: subprocess.Popen[bytes]
    url: str
    ready_s: float
    start_cpu_s: float

    @property
    def pids(self) -> list[int]:
        return [self.process.pid, *_descendants(self.process.pid)]

    def memory_mb(self) -> float:
        """Return the memory of all its processes, pages that they share counted once (PSS)."""
        return sum(_pss_kb(pid) for pid in self.pids) / 1024

    def cpu_s(self) -> float:
        return sum(_cpu_s(pid) for pid in self.pids)

    def open_files(self) -> int:
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.pids)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(command: Sequence[str], url: str, *, ready: str, cwd: Path, env: dict[str, str], log: Path) -> Server:
    """Start a server and wait until the path `ready` answers 200.

    Raises:
        RuntimeError: it ended, or did not become ready.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=out, stderr=out)
    while not _answers(url + ready):
        if process.poll() is not None or time.monotonic() - began > READY_WITHIN_S:
            process.kill()
            raise RuntimeError(f"{command[0]} did not become ready; see {log}")
        time.sleep(0.1)
    server = Server(process, url, round(time.monotonic() - began, 1), 0.0)
    server.start_cpu_s = round(server.cpu_s(), 1)
    return server


@contextmanager
def assistant(folder: Path, *, database_url: str = "", workers: int = 1, **settings: str) -> Iterator[Server]:
    """Run this assistant as `python -m bot serve` does, on a database of its own."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "PORT": str(port), "SECRET_KEY": SECRET, "TRUSTED_PROXIES": "1", "WORKERS": str(workers)}
    env |= {
        "DATABASE_URL": database_url or f"sqlite:///{folder}/load.db",
        "RASA_TELEMETRY_ENABLED": "false",
        **settings,
    }
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "bot", "serve"]
    server = start(command, url, ready="/readyz", cwd=ROOT, env=env, log=folder / f"assistant-{port}.log")
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_descendants(child)]
    return found


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
