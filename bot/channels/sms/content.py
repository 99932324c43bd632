"""Turns an answer into one text message of at most two segments; what does not fit waits for "MORE"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.dialogue.messages import Answer, Choice, Reply
from bot.rules.gsm7 import LINK, is_gsm7, length, segments, transliterate
from bot.transcripts.records import ConversationState, OutgoingText

MAX_SEGMENTS = 2
BUDGET = 306  # septets of two segments: 2 x 153
NUMBER_FIRST = frozenset({"emergency", "crisis"})  # handoffs whose text starts with the number and stands alone

_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?]\"))(?<!\bDr\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!\b\d\.)\s+|\n+"
)
_WHOLE = re.compile(rf"{LINK.pattern}|\+?\(?\d[\d().\s-]{{5,}}\d", re.IGNORECASE)  # a link or a number is never parted
_CALL = re.compile(r"\d{3}-\d{3}-\d{4}|\b(?:911|988)\b|\breference is\b")
SUGGESTING = "utter_suggest"  # offers other questions beside an answer
LEAST = 2  # rank of a sentence that is neither the first of its answer nor tells where to call


@dataclass(frozen=True, slots=True)
class ComposedSms:
    """One message, and the rest of the answer where it did not fit."""

    body: str
    more: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of one of the replies, what stands before it, and its weight: rank, place, number of the reply."""

    text: str
    lead: str
    weight: tuple[int, int, int]


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
    """Fit an answer into one message; of two answers each gets its share, in whole sentences.

    Args:
        answer: All that the turn says; the choices of all its replies are numbered through.
        notice: Stands first, in the first message of a conversation.
        budget: Septets to stay within, at most those of two segments.
    """
    if answer.handoff and answer.handoff.reason in NUMBER_FIRST:
        return ComposedSms(plain(answer.replies[0].text))
    pieces = [piece for number, reply in enumerate(answer.replies) for piece in _pieces(number, reply)]
    choices = [choice for reply in answer.replies for choice in reply.choices]
    listed = list(_fewer_and_fewer(choices))
    if answer.replies and answer.replies[-1].answer == SUGGESTING:  # rather a choice less than half an answer
        for shown in filter(None, listed):
            whole = _layout(plain(notice), _joined(pieces), shown, more=False)
            if _fits(whole, budget):
                return ComposedSms(whole)
    for shown in listed:
        composed = _fit(pieces, plain(notice), shown, budget)
        if composed:
            return composed
    text = _joined(pieces)
    return _fit(pieces, "", [], budget) or ComposedSms(text[:budget], text[budget:])


def _pieces(number: int, reply: Reply) -> list[_Piece]:
    """Cut a reply in sentences: first comes what it says first or asks, then where to call, then the rest."""
    text = plain(reply.text)
    ends = [*_sentence_ends(text), len(text)]
    found, start = [], 0
    for index, end in enumerate(ends):
        said = text[start:end]
        if said.strip():
            rank = 0 if index == 0 or reply.choices else 1 if _CALL.search(said) else 2
            lead = "\n" if index == 0 or said.startswith("\n") else " "
            found.append(_Piece(said.strip(), lead, (rank, index, number)))
        start = end
    return found


def _joined(pieces: Iterable[_Piece]) -> str:
    return "".join(piece.lead + piece.text for piece in pieces).strip()


def _fit(pieces: Sequence[_Piece], notice: str, choices: Sequence[str], budget: int) -> ComposedSms | None:
    """Keep what fits of each answer in turn, or else words of the first; None when not one word does."""
    text = _joined(pieces)
    whole = _layout(notice, text, choices, more=False)
    if _fits(whole, budget):
        return ComposedSms(whole)
    kept = _kept(pieces, lambda some: _fits(_layout(notice, _joined(some), choices, more=True), budget))
    if kept and kept[0] is pieces[0]:
        rest = _joined(piece for piece in pieces if piece not in kept)
        return ComposedSms(_layout(notice, _joined(kept), choices, more=True), rest)
    for end in reversed(_word_ends(text)):
        body = _layout(notice, text[:end].rstrip() + "...", choices, more=True)
        if _fits(body, budget):
            return ComposedSms(body, text[end:].strip())
    return None


def _kept(pieces: Sequence[_Piece], fits: Callable[[list[_Piece]], bool]) -> list[_Piece]:
    """Choose sentences in their order of weight; after one that had no room the rest of its answer waits, too."""
    kept: list[_Piece] = []
    closed: set[int] = set()
    for piece in sorted(pieces, key=lambda piece: piece.weight):
        rank, _, number = piece.weight
        some = [other for other in pieces if other in kept or other is piece]
        if (rank < LEAST or number not in closed) and fits(some):
            kept = some
        else:
            closed.add(number)
    return kept


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
    """Return where sentences end; one inside a quotation is none."""
    ends = (found.start() for found in _SENTENCE_END.finditer(text))
    return [end for end in ends if not _inside(end, text) and text[:end].count('"') % 2 == 0]


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
