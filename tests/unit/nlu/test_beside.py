from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.topics import topic_of
from bot.nlu.beside import read_beside, read_dangers, read_doubles
from bot.nlu.examples import read_examples
from bot.nlu.mixing import Sample

DATA = Path(__file__).resolve().parents[3] / "data"


def test_what_is_learned_beside_the_examples_has_known_topics_and_no_text_twice() -> None:
    topics = {topic for _, topic in read_examples(DATA / "nlu")}
    learned, fitted = read_beside(DATA), read_doubles(DATA / "doubles" / "fitted.jsonl")
    assert {topic for one in (*learned, *fitted) for topic in one.topics} <= topics, topic_of
    texts = [one.text.lower() for one in (*learned, *fitted)]
    assert len(texts) == len(set(texts))
    assert sum(one.asks_two for one in learned) > 500
    assert {one.danger for one in learned} == {"", "safety_emergency", "safety_crisis", "safety_urgent"}


def test_lines_become_samples(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text('{"text": "what\u2019s it cost, and when", "topics": ["program/price", "program/turnaround"]}\n')
    assert read_doubles(path) == [Sample("what's it cost, and when", ("program_price", "program_turnaround"))]
    path.write_text('{"text": "no pulse", "level": "emergency"}\n{"text": "dying to know", "level": "none"}\n')
    assert read_dangers(tmp_path) == [Sample("no pulse", (), "safety_emergency"), Sample("dying to know", ())]
    assert read_doubles(tmp_path / "absent.jsonl") == []


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "x"}', '{"level": "none", "topics": ["a/b"]}', '{"text": 5}'])
def test_a_broken_line_is_named_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "one.jsonl"
    good = '{"text": "x", "level": "none", "topics": ["program/price"]}\n'
    path.write_text(good + line + "\n")
    for read in (lambda: read_doubles(path), lambda: read_dangers(tmp_path)):
        with pytest.raises(KnowledgeError, match=r"one\.jsonl:2: .* Fix: "):
            read()
