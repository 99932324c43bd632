"""The command line: `python -m bot COMMAND`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from dotenv import dotenv_values

from bot.database_cli import add_commands as add_database_commands
from bot.errors import BotError
from bot.settings import Settings
from bot.staff_cli import add_commands as add_staff_commands

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "tests" / "data" / "questions"
Command = Callable[[argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit status."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BotError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Command, summary: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(run=run)
        return command

    add("check", check, "check the data files: program.yml, topics.yml, urgency.yml, domain.yml")
    train_command = add("train", train, "train the model if what it is made of changed")
    train_command.add_argument("--force", action="store_true", help="train even if nothing changed")
    add("serve", serve, "start the assistant")
    ask_command = add("ask", ask, "answer messages from standard input")
    ask_command.add_argument("--jsonl", action="store_true", help="one JSON message a line, one JSON answer a line")
    eval_command = add("eval", evaluate, "measure on the question sets and write docs/evaluation.md")
    eval_command.add_argument("--data", type=Path, default=QUESTIONS, help="folder of the question sets")
    eval_command.add_argument("--report", type=Path, default=ROOT / "docs" / "evaluation.md")
    eval_command.add_argument("--gate", action="store_true", help="fail when safety fell below the last release")
    add("sms-sim", simulate_sms, "try a conversation by text message in the terminal, as phones show it")
    add_staff_commands(add, settings)
    add_database_commands(add, settings)
    add("safety-table", safety_table, "print what triggers which safety answer, as a table")
    return parser


def settings() -> Settings:
    """Read the settings from .env and the environment."""
    env = {**{k: v for k, v in dotenv_values(ROOT / ".env").items() if v is not None}, **os.environ}
    return Settings.from_env(env, ROOT)


def check(_options: argparse.Namespace) -> int:
    """Check every data file; stop at the first fault with file, line and fix."""
    from bot.knowledge.loading import load_knowledge

    knowledge = load_knowledge(ROOT, settings().in_answers())
    print(f"{len(knowledge.topics.by_id)} topics, every one answered on the web and by SMS")
    return 0


def train(options: argparse.Namespace) -> int:
    """Train the model if needed."""
    from bot import training

    check(options)
    models = settings().model_path
    if training.current_model(ROOT, models) and not options.force:
        print("the model is up to date")
        return 0
    print(f"trained {training.train(ROOT, models).name}")
    return 0


def serve(_options: argparse.Namespace) -> int:
    """Start the server."""
    from bot.workers import share_metrics

    own = settings()
    if own.workers > 1:
        share_metrics()
    from bot.server import run

    return run(own)


def ask(options: argparse.Namespace) -> int:
    """Answer messages line by line, in order, flushing each answer."""
    from bot.batch import Batch

    batch = Batch(settings())
    with asyncio.Runner() as runner:
        for line in filter(str.strip, sys.stdin):
            text = line if options.jsonl else json.dumps({"id": "1", "conversation": "1", "text": line.strip()})
            answer = runner.run(batch.answer_line(text))
            print(json.dumps(answer) if options.jsonl else _plain(answer), flush=True)
    return 0


def _plain(answer: dict[str, Any]) -> str:
    return "\n".join(reply["text"] for reply in answer.get("replies", [])) or answer["error"]["message"]


def evaluate(options: argparse.Namespace) -> int:
    """Measure, write the report, and with --gate compare with the last release."""
    from bot.batch import Batch
    from bot.evaluation.report import render
    from bot.evaluation.run import ask_all
    from bot.evaluation.scoring import below_floor, figures, load_questions

    batch = Batch(settings())
    judged = ask_all(batch, load_questions(options.data))
    measured = figures(judged)
    for name, value in measured.items():
        print(f"{name:36} {value:g}")
    options.report.write_text(render(judged, datetime.now(UTC).date(), batch.model), encoding="utf-8")
    floor = json.loads((QUESTIONS / "floor.json").read_text(encoding="utf-8")) if options.gate else {}
    faults = below_floor(measured, floor)
    for fault in faults:
        print(f"fell: {fault}", file=sys.stderr)
    return 1 if faults else 0


def simulate_sms(_options: argparse.Namespace) -> int:
    """Text with the assistant in the terminal."""
    from bot import sms_sim
    from bot.app import build_parts, create_app
    from bot.knowledge.loading import load_knowledge
    from bot.model import load_agent
    from bot.transcripts.schema import upgrade

    own = settings()
    agent = load_agent(own.model_path, load_knowledge(ROOT, own.in_answers()))

    def serve_simulated(simulated: Settings) -> web.Application:
        upgrade(simulated.database_url)
        return create_app(build_parts(simulated, agent))

    return sms_sim.run(own, serve_simulated)


def safety_table(_options: argparse.Namespace) -> int:
    """Print the table of docs/safety.md."""
    import yaml

    from bot.rules.urgency_table import render

    print(render(yaml.safe_load((ROOT / "data" / "knowledge" / "urgency.yml").read_text(encoding="utf-8"))))
    return 0
