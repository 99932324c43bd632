"""The import table of the house: which package may know which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("bot", "actions")

# A package may import itself and what stands here. Nobody sideways: channels do not know the console.
MAY_IMPORT = {
    "bot/rules": {"bot.errors"},
    "bot/knowledge": {"bot.errors", "bot.rules"},
    "bot/nlu": {"bot.errors", "bot.rules", "bot.knowledge"},
    "actions": {"bot.errors", "bot.rules", "bot.knowledge"},
    "bot/dialogue": {"actions", "bot.errors", "bot.knowledge", "bot.nlu", "bot.rules"},
    "bot/transcripts": {"bot.dialogue.messages", "bot.errors"},
    "bot/channels": {"bot.dialogue.messages", "bot.errors", "bot.keys", "bot.rules.gsm7", "bot.transcripts"},
    "bot/console": {"bot.dialogue.messages", "bot.errors", "bot.keys", "bot.rules.handoff", "bot.transcripts"},
    "bot/widget": {"bot.errors", "bot.keys"},
}


def our_imports(path: Path) -> set[str]:
    """Return the modules of ours that a file imports; `from bot import x` counts as bot.x."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names |= {f"{module}.{alias.name}" for alias in node.names} if module in OURS else {module}
    return {name for name in names if name.split(".")[0] in OURS}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_the_table_allows(package: str) -> None:
    allowed = tuple(f"{name}." for name in (*MAY_IMPORT[package], package.replace("/", ".")))
    files = sorted((ROOT / package).rglob("*.py"))
    assert files, f"{package} is gone: take it out of the table"
    wrong = {(str(f.relative_to(ROOT)), name) for f in files for name in our_imports(f)}
    assert {pair for pair in wrong if not f"{pair[1]}.".startswith(allowed)} == set()


def test_the_rules_do_no_io_and_know_no_rasa() -> None:
    forbidden = ("rasa", "rasa_sdk", "sqlalchemy", "aiohttp", "requests", "socket", "os", "pathlib", "io")
    for path in (ROOT / "bot" / "rules").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        }
        assert not imported & set(forbidden), path
        calls = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        assert "open" not in calls, path
