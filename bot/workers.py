"""Several processes of one machine behind one port; what was loaded before they part is in memory once."""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from types import FrameType

from bot.listening import Share

log = logging.getLogger(__name__)

PAUSE_S = 1.0  # before a worker that died is replaced, so that one that cannot start does not spin
_PR_SET_PDEATHSIG = 1


def share_metrics() -> None:
    """Let the workers keep their metrics where each of them can read all; before `prometheus_client` is imported."""
    if "prometheus_client" in sys.modules:
        raise RuntimeError("prometheus_client was imported before its folder was named")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="second-opinion-metrics-")


class Workers:
    """Keeps so many forked processes running until it is told to stop."""

    def __init__(self, count: int, serve: Callable[[Share], int]) -> None:
        self._count = count
        self._serve = serve
        self._pids: dict[int, int] = {}  # and the number of the worker, from 0
        self._connections = multiprocessing.RawArray("i", count)
        self._stopping = False

    def run(self) -> int:
        """Fork the workers and wait for their end; call it before any thread or database connection is opened."""
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - after `share_metrics`

        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, self._stop)
        gc.collect()
        gc.freeze()  # the collector would touch, and so copy, the pages that the workers share
        for number in range(self._count):
            self._fork(number)
        while self._pids:
            pid, status = os.wait()
            number = self._pids.pop(pid)
            mark_process_dead(pid)  # type: ignore[no-untyped-call] # its open sockets are gone
            if not self._stopping:
                log.error("worker.died", extra={"status": status})
                time.sleep(PAUSE_S)
                self._fork(number)
        return 0

    def _fork(self, number: int) -> None:
        self._connections[number] = 0
        pid = os.fork()
        if pid:
            self._pids[pid] = number
            return
        status = 1
        try:
            _end_with_parent()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            status = self._serve(Share(self._connections, number))
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for pid in self._pids:
            os.kill(pid, signal.SIGTERM)


def _end_with_parent() -> None:
    """Have Linux stop this process when its parent ends, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
