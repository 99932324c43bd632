"""Server processes that start in milliseconds, so that they can be killed a thousand times.

`python -m tests.fakes.fork_server MODULE` imports MODULE once; then each line of JSON on its standard input makes a fork
of it, in which `MODULE.serve(**line)` runs until it is killed. A child tells its port by a line on standard output.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class ServerProcess:
    """One forked server."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid = pid
        self.port = port

    async def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal and wait until the process is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)
        while self.alive():  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


class ForkServer:
    """The process that has imported everything: `with ForkServer(module) as forks: await forks.start(...)`."""

    def __init__(self, module: str) -> None:
        self._command = (sys.executable, "-m", "tests.fakes.fork_server", module)
        self._pids: set[int] = set()

    def __enter__(self) -> ForkServer:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, cwd=ROOT)
        return self

    def __exit__(self, *_exc: object) -> None:
        self.kill_all()
        self._process.kill()
        self._process.communicate()

    def kill_all(self) -> None:
        """Kill the servers that still run."""
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._pids.clear()

    async def start(self, **arguments: Any) -> ServerProcess:
        """Fork a server; return when it listens."""
        server = ServerProcess(**json.loads(await asyncio.to_thread(self._fork, json.dumps(arguments))))
        self._pids.add(server.pid)
        return server

    def _fork(self, arguments: str) -> bytes:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(arguments.encode() + b"\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


def tell(port: int) -> None:
    """Say, from a forked server, where it listens."""
    os.write(1, json.dumps({"pid": os.getpid(), "port": port}).encode() + b"\n")


def _main(module: str) -> None:
    serve = importlib.import_module(module).serve
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are reaped without asking
    for line in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(serve(**json.loads(line)))
            os._exit(0)


if __name__ == "__main__":
    _main(sys.argv[1])
