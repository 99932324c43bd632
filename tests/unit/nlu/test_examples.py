from __future__ import annotations

from bot.nlu.examples import read_examples

FILE = """version: "3.1"
nlu:
# Source: a test
- intent: chat_greet
  examples: |
    - Hi there
    - - hello
    - what\u2019s up
- lookup: places
  examples: |
    - Ohio
"""


def test_read_examples_takes_intents_only_and_plain_writing(tmp_path):
    (tmp_path / "chat.yml").write_text(FILE, encoding="utf-8")
    expected = [("- hello", "chat_greet"), ("Hi there", "chat_greet"), ("what's up", "chat_greet")]
    assert read_examples(tmp_path) == expected
