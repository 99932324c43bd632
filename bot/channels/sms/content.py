"""Turns an answer into one text message of at most two segments; what does not fit waits for "MORE"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.dialogue.messages import Answer, Choice
from bot.rules.gsm7 import LINK, is_gsm7, length, segments, transliterate
from bot.transcripts.records import ConversationState, OutgoingText

MAX_SEGMENTS = 2
BUDGET = 306  # septets of two segments: 2 x 153
NUMBER_FIRST = frozenset({"emergency", "crisis"})  # handoffs whose text starts with the number and stands alone

_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\bDr\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)\s+|\n+")
_WHOLE = re.compile(rf"{LINK.pattern}|\+?\(?\d[\d().\s-]{{5,}}\d", re.IGNORECASE)  # a link or a number is never parted


@dataclass(frozen=True, slots=True)
class ComposedSms:
    """One message, and the rest of the answer where it did not fit."""

    body: str
    more: str | None = None


class Composer:
    """What the turn service calls to write the outbox in the turn's transaction."""

    def __init__(self, notice: str) -> None:
        """Bind the first message's notice: automated, no medical advice, STOP and HELP."""
        self._notice = notice

    def __call__(self, answer: Answer, state: ConversationState) -> tuple[OutgoingText, ...]:
        """Return the message to send; none to somebody who opted out."""
        if state.opted_out or not answer.replies:
            return ()
        return (outgoing(compose(answer, self.notice_for(is_first=state.is_first)).body),)

    def notice_for(self, *, is_first: bool) -> str:
        """Return what the first message of a conversation starts with."""
        return self._notice if is_first else ""


def outgoing(body: str) -> OutgoingText:
    """Return a message as it is written into the outbox."""
    return OutgoingText(body, segments(body))


def compose(answer: Answer, notice: str = "", budget: int = BUDGET) -> ComposedSms:
    """Fit an answer into one message.

    Args:
        answer: All that the turn says; the choices of all its replies are numbered through.
        notice: Stands first, in the first message of a conversation.
        budget: Septets to stay within, at most those of two segments.
    """
    if answer.handoff and answer.handoff.reason in NUMBER_FIRST:
        return ComposedSms(plain(answer.replies[0].text))
    text = "\n".join(plain(reply.text) for reply in answer.replies)
    choices = [choice for reply in answer.replies for choice in reply.choices]
    for shown in _fewer_and_fewer(choices):
        composed = _fit(text, plain(notice), shown, budget)
        if composed:
            return composed
    return _fit(text, "", [], budget) or ComposedSms(text[:budget], text[budget:])


def _fit(text: str, notice: str, choices: Sequence[str], budget: int) -> ComposedSms | None:
    """Keep as many sentences as fit, or else as many words; None when not one word does."""
    whole = _layout(notice, text, choices, more=False)
    if _fits(whole, budget):
        return ComposedSms(whole)
    for ends, mark in ((_sentence_ends(text), ""), (_word_ends(text), "...")):
        for end in reversed(ends):
            body = _layout(notice, text[:end].rstrip() + mark, choices, more=True)
            if _fits(body, budget):
                return ComposedSms(body, text[end:].strip())
    return None


def _fits(body: str, budget: int) -> bool:
    return segments(body) <= MAX_SEGMENTS and length(body) <= budget


def _layout(notice: str, text: str, choices: Sequence[str], *, more: bool) -> str:
    answers = [line.partition(".")[0] for line in choices] + ["MORE"] * more
    prompt = f"Reply {_either(answers)}." if choices else "Reply MORE for the rest." if more else ""
    return "\n".join(part for part in (notice, text, *choices, prompt) if part)


def _either(answers: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(answers[:-1]), answers[-1]) if part)


def _fewer_and_fewer(choices: Sequence[Choice]) -> Iterable[list[str]]:
    """Number the choices; leave out the less likely ones, but not "something else", when there is no room."""
    lines = [f"{number}. {plain(choice.title)}" for number, choice in enumerate(choices, 1)]
    last = lines[-1:] if choices and choices[-1].topic is None else []
    likely = lines[: len(lines) - len(last)]
    for count in range(len(likely), 0, -1):
        yield likely[:count] + last
    yield last


def _sentence_ends(text: str) -> list[int]:
    return [found.start() for found in _SENTENCE_END.finditer(text) if not _inside(found.start(), text)]


def _word_ends(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"\s+", text) if not _inside(found.start(), text)]


def _inside(position: int, text: str) -> bool:
    return any(found.start() < position < found.end() for found in _WHOLE.finditer(text))


def plain(text: str) -> str:
    """Return a text in GSM-7 and on as few lines as it has thoughts; a link stays as it is."""
    lines = (" ".join(line.split()) for line in transliterate(text).splitlines())
    parts = LINK.split("\n".join(line for line in lines if line))
    return "".join(part if index % 2 else _without_rest(part) for index, part in enumerate(parts))


def _without_rest(text: str) -> str:
    """Fold letters that GSM-7 lacks to their base letter and drop signs it lacks, such as emoji."""
    folded = (unicodedata.normalize("NFKD", char) if char.isalpha() and not is_gsm7(char) else char for char in text)
    return "".join(char for char in "".join(folded) if is_gsm7(char))
