"""Log lines are dotted event names with fields; they never carry a visitor's text or phone number."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

import structlog

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_OURS = ("bot", "actions")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "logger": record.name,
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info and record.exc_info[2] is not None:
            line["where"] = _frames(record)
            line["error"] = line.get("error") or getattr(record.exc_info[0], "__name__", "")
        return json.dumps(line, default=str)


def _frames(record: logging.LogRecord) -> list[str]:
    """Return file and line of each frame; neither source lines nor the exception's text, which may quote a visitor."""
    frames = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames[-12:]


def configure_logging(level: int = logging.INFO) -> None:
    """Send our log lines to standard error, and silence Rasa, which prints messages at debug level unless told."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    for name in ("rasa", "matplotlib", "tensorflow", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
