"""Stock Rasa's own server, as `rasa run --enable-api` starts it.

It keeps its conversations in memory, which is its default and its quickest; ours commits every turn to SQLite. So it is
measured with its SQL tracker store on SQLite, too.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from benchmarks.load.servers import Server, free_port, start
from benchmarks.stock.project import FOLDER, RASA, environment


@contextmanager
def stock(model: Path, *, kept: bool = False) -> Iterator[Server]:
    """Run stock Rasa with a trained model; with `kept`, conversations are kept in a SQLite file."""
    port = free_port()
    database = FOLDER / f"kept-{int(time.time())}.db"
    store = {"tracker_store": {"type": "SQL", "dialect": "sqlite", "url": f"sqlite:///{database}"}} if kept else {}
    (FOLDER / "endpoints.yml").write_text(yaml.safe_dump(store), encoding="utf-8")
    command = [str(RASA), "run", "--enable-api", "--model", str(model), "--port", str(port)]
    command += ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
    url = f"http://127.0.0.1:{port}"
    server = start(command, url, ready="/status", cwd=FOLDER, env=environment(), log=FOLDER / "run.log")
    try:
        yield server
    finally:
        server.stop()


def give_history(url: str, sender: str, turns: int) -> None:
    """Append the events of so many turns to a conversation, as stock Rasa writes them itself."""
    now = time.time() - 60
    events = [{"event": "action", "name": "action_session_start", "timestamp": now}]
    events += [{"event": "session_started", "timestamp": now}, {"event": "action", "name": "action_listen"}]
    intent = {"name": "basics_definition", "confidence": 0.99}
    for number in range(turns):
        at = now + number / 100
        parsed = {"intent": intent, "entities": [], "text": "what is a second opinion"}
        events += [
            {"event": "user", "text": "what is a second opinion", "parse_data": parsed, "timestamp": at},
            {"event": "user_featurization", "use_text_for_featurization": False, "timestamp": at},
            {"event": "action", "name": "utter_basics_definition", "policy": "RulePolicy", "timestamp": at},
            {"event": "bot", "text": "It is another doctor's view.", "timestamp": at},
            {"event": "action", "name": "action_listen", "policy": "RulePolicy", "timestamp": at},
        ]
    body = json.dumps(events).encode()
    address = f"{url}/conversations/{sender}/tracker/events"
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=120) as response:
        response.read()
