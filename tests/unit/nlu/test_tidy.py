from __future__ import annotations

from pathlib import Path

from bot.nlu.examples import read_examples
from bot.nlu.tidy import NEAR, Example, near_copies, read, tidied, words, write

DATA = Path(__file__).resolve().parents[3] / "data" / "nlu"


def test_the_training_messages_are_in_order_and_without_near_copies() -> None:
    examples = read(DATA)
    kept, _ = tidied(examples)
    assert len(kept) == len(examples), "run: make tidy"
    assert len(read_examples(DATA)) > 12_000


def test_near_copies_are_found_whatever_their_order() -> None:
    texts = [
        "do I need to send you the old films as well",
        "I do need to send you the old films as well",
        "how long does it take to hear back from you",
        "fax",
        "fax",
    ]
    assert list(near_copies(texts)) == [(0, 1)]


def test_near_copies_are_all_that_share_so_many_words() -> None:
    texts = [one.text for one in read(DATA)[:1500]]
    bags = [words(text) for text in texts]
    slow = {
        (a, b)
        for b in range(len(bags))
        for a in range(b)
        if min(len(bags[a]), len(bags[b])) >= 5 and len(bags[a] & bags[b]) >= NEAR * len(bags[a] | bags[b])
    }
    assert set(near_copies(texts)) == slow


def test_one_of_two_near_copies_goes_unless_their_topics_differ(tmp_path: Path) -> None:
    first = Example("a test", "after_agree", "they both say the same thing, may I go ahead?")
    again = Example("a test", "after_agree", "They both say the same thing; may I go ahead")
    other = Example("a test", "after_differ", "they both say the same thing, may I go ahead now?")
    kept, doubtful = tidied([first, again, other])
    assert kept == [first, other]
    assert doubtful == [(first, other)]
    write(tmp_path, kept)
    assert sorted(read(tmp_path)) == sorted(kept)
    assert read_examples(tmp_path) == sorted((one.text, one.intent) for one in kept)
