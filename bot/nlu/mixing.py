"""Messages made of two: two questions, or a danger told beside an ordinary question.

People write so all the time, and a classifier that has only ever seen one thing at a time hears the louder of the two.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.nlu.examples import Example

JOINERS = " and |. |? |, and |. Also |? And |? Also, | also |, plus | & | n |, | - |. Anyway, |... ".split("|")
LONGEST_QUESTION, LONGEST_TOLD = 20, 40  # words of a question, and of a danger
SAFETY = "safety_"
NO_QUESTION = ("chat_", "limits_out_of_scope")  # of little use beside another question


@dataclass(frozen=True)
class Sample:
    """A message to learn from.

    Attributes:
        text: The message.
        topics: The one or two topics that it is on; none where they are not known.
        danger: The topic of the danger that it tells of; empty for a calm one.
    """

    text: str
    topics: tuple[str, ...]
    danger: str = ""

    @classmethod
    def of(cls, example: Example) -> Sample:
        """Return an example of one topic."""
        text, topic = example
        return cls(text, (topic,), topic if topic.startswith(SAFETY) else "")

    @property
    def asks_two(self) -> bool:
        """Say whether it asks two questions, neither of them a danger."""
        return len(self.topics) > 1 and not self.danger


def join(first: str, second: str, rng: random.Random) -> str:
    """Return two messages as one person's single message."""
    joiner = rng.choice(JOINERS)
    if not second.startswith(("I ", "I'")) and not second[:2].isupper() and not joiner.endswith((". ", "? ")):
        second = second[0].lower() + second[1:]
    return first.rstrip(".?! ") + joiner + second


class Mixer:
    """Makes messages of two from the examples."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Sort the examples into dangers and questions."""
        lengths = [len(text.split()) for text, _ in examples]
        self._dangers = [
            one
            for one, length in zip(examples, lengths, strict=True)
            if one[1].startswith(SAFETY) and length <= LONGEST_TOLD
        ]
        self._questions = [
            one
            for one, length in zip(examples, lengths, strict=True)
            if not one[1].startswith((SAFETY, *NO_QUESTION)) and length <= LONGEST_QUESTION
        ]

    def dangers(self, count: int, rng: random.Random) -> Iterator[Sample]:
        """Yield so many dangers, each beside a question, in either order; none where there are no dangers."""
        for _ in range(count if self._dangers and self._questions else 0):
            danger, question = rng.choice(self._dangers), rng.choice(self._questions)
            pair = [danger[0], question[0]]
            rng.shuffle(pair)
            yield Sample(join(pair[0], pair[1], rng), (danger[1], question[1]), danger[1])

    def doubles(self, count: int, rng: random.Random) -> Iterator[Sample]:
        """Yield so many pairs of questions on two topics."""
        for _ in range(count if self._questions else 0):
            first, second = rng.choice(self._questions), rng.choice(self._questions)
            if first[1] != second[1]:
                yield Sample(join(first[0], second[0], rng), (first[1], second[1]))
