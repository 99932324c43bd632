"""The dialogue engine: one message and the conversation's state in, one answer and the new state out.

It keeps nothing between turns and writes nothing; the caller commits what it returns. Turns run on a worker thread of
their own, so that the event loop that serves sockets and health checks never waits for inference.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import re
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from bot.dialogue.context import Context, Meaning
from bot.dialogue.guard import Guard
from bot.dialogue.leaning import CERTAIN
from bot.dialogue.likeness import not_alike
from bot.dialogue.memory import asked_now, choices_kept, is_small_talk, memory_of, sayings
from bot.dialogue.messages import Answer, Choice, IncomingMessage, Reply, TurnResult, Understanding
from bot.dialogue.replies import ReplyMaker, handoff_in
from bot.dialogue.understanding import Like, interpret, warm_up
from bot.knowledge.topics import topic_of
from bot.nlu.understanding import NluResult, from_parse_data
from bot.rules.conversation import question_after_start
from bot.rules.urgency import NOTHING_URGENT, UrgencyFinding

log = logging.getLogger(__name__)

TURN_DEADLINE_S = 5.0
MAX_CHARACTERS = {"web": 1_000, "sms": 1_600}
ANSWERED_WITH_URGENCY = frozenset({"coverage", "how", "pathology", "program", "records"})
TOLD_FACTS = (
    "state",
    "insurer",
    "told_excluded",
    "material",
)  # dropped after a long pause, and said so where it matters
RESTS_ON_FACTS = ("program/excluded", "program/eligibility", "program/how_to", "program/where_to", "coverage/")
RANKING_KEPT = 5
CALM = 0.03  # probability of danger below which the model overrules a rule whose words are not certain; docs/safety.md
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")


class Others(Protocol):
    """Work of other threads that takes turns with the computing of answers, as both need Python's lock."""

    def before_work(self) -> None:
        """Let it go on if it has waited for long, and then hold it back."""

    def at_rest(self) -> None:
        """Let it go on: nothing is computed."""


class RunningAgent(Protocol):
    """What the engine needs of `bot.dialogue.rasa_agent.RasaAgent`."""

    fingerprint: str

    async def parse(self, text: str) -> dict[str, Any]: ...

    async def run_turn(
        self,
        message: IncomingMessage,
        parse_data: dict[str, Any],
        slots: Mapping[str, Any],
    ) -> tuple[list[Any], dict[str, Any], list[dict[str, Any]]]: ...


@dataclass(frozen=True, slots=True)
class TextReaders:
    """What is read in a text beside the model's topics.

    Attributes:
        holds_identifiers: Tells whether it holds numbers that nobody should send here, such as an SSN.
        like: Tells which move of a conversation it is like.
    """

    holds_identifiers: Callable[[str], bool] = lambda _text: False
    like: Like = not_alike


class DialogueEngine:
    """Answers messages with an agent that can be replaced while running."""

    def __init__(
        self,
        agent: RunningAgent,
        guard: Guard,
        replies: ReplyMaker,
        questions: Mapping[str, str],
        deadline_s: float = TURN_DEADLINE_S,
        readers: TextReaders | None = None,
    ) -> None:
        """Bind the parts.

        Args:
            agent: The loaded Rasa agent.
            guard: The safety check that runs before it.
            replies: Makes replies of what the agent uttered.
            questions: The short question that stands for each topic in choices.
            deadline_s: After this long a turn ends with the calm failure answer.
            readers: What is read in a text beside the model's topics.
        """
        self._agent = agent
        self.guard = guard
        self._replies = replies
        self._questions = questions
        self._deadline_s = deadline_s
        self._readers = readers or TextReaders()
        self._worker = _Worker()

    async def warm_up(self) -> None:
        """Do once, before the first visitor, what is slow the first time."""
        await asyncio.to_thread(asyncio.run, warm_up(self._agent.parse))

    def take_turns_with(self, others: Others) -> None:
        """Compute answers in turn with the work of other threads."""
        self._worker.others = others

    def use(self, agent: RunningAgent) -> None:
        """Answer with another agent from the next turn on; a turn in progress ends with its own."""
        self._agent = agent

    @property
    def fingerprint(self) -> str:
        """Name the model that answers."""
        return self._agent.fingerprint

    def close(self) -> None:
        self._worker.stop()

    async def answer(self, message: IncomingMessage, slots: Mapping[str, Any], *, stale: bool = False) -> TurnResult:
        """Answer one message; whatever goes wrong inside, an answer comes back."""
        started = time.perf_counter()
        finding = self.guard.check(message.text[: MAX_CHARACTERS["sms"]])
        if await self._is_overruled(message.text, finding):
            finding = NOTHING_URGENT
        result = self._fixed(message, slots, finding)
        if result is None:
            result = await self._understood(message, slots, stale=stale)
        elif result.answer.handoff and result.answer.handoff.reason == "urgent":
            result = _urgent_first(result, await self._understood(message, slots, stale=stale))
        elapsed = (time.perf_counter() - started) * 1000
        return dataclasses.replace(result, answer=dataclasses.replace(result.answer, elapsed_ms=round(elapsed, 2)))

    async def _is_overruled(self, text: str, finding: UrgencyFinding) -> bool:
        """Tell whether the model is all but sure that a rule took a harmless message for a danger.

        Words that plainly say danger are never overruled, and a model that fails overrules nothing.
        """
        if finding.level is None or finding.certain:
            return False
        try:
            danger = await asyncio.wait_for(self._worker.run(self._danger(text)), self._deadline_s)
        except Exception:
            log.exception("dialogue.danger.failed")
            return False
        return danger < CALM

    async def _danger(self, text: str) -> float:
        dangers = from_parse_data(await self._agent.parse(without_markup(text))).dangers
        return sum(chance for _, chance in dangers) if dangers else 1.0

    def _fixed(self, message: IncomingMessage, slots: Mapping[str, Any], finding: UrgencyFinding) -> TurnResult | None:
        """Answer what needs no model: danger, nothing at all, far too much."""
        said: dict[str, Any] = {}
        if finding.level:
            answer = self.guard.answer(message, finding)
            said = {"last_answers": [self.guard.saying(finding, answer)]}
        elif not _has_words(message.text):
            response = "utter_media_received" if message.media_types else "utter_empty_message"
            answer = self.guard.fixed(message, response, "not_understood")
        elif len(message.text) > MAX_CHARACTERS[message.channel]:
            answer = self.guard.fixed(message, "utter_too_long", "not_understood")
        else:
            return None
        return TurnResult(answer, {**slots, "pending": None, "offered": None, "last_topics": [], **said}, [])

    async def _understood(self, message: IncomingMessage, slots: Mapping[str, Any], *, stale: bool) -> TurnResult:
        try:
            turn = self._worker.run(self._turn(message, slots, stale=stale))
            result: TurnResult = await asyncio.wait_for(turn, self._deadline_s)
            return result
        except TimeoutError:
            log.error("dialogue.turn.timeout")
            self._worker.replace()  # the old thread may hang for ever; it is left behind
        except Exception:
            log.exception("dialogue.turn.failed")
        return TurnResult(self.guard.failure(message), dict(slots), [])

    async def _turn(self, message: IncomingMessage, slots: Mapping[str, Any], *, stale: bool) -> TurnResult:
        agent = self._agent

        async def parse(text: str) -> NluResult:
            return from_parse_data(await agent.parse(text))

        if asked := question_after_start(message.text):
            message, slots = dataclasses.replace(message, text=asked), {}
        context = Context.from_slots(slots, stale=stale)
        forgotten = [name for name in TOLD_FACTS if stale and slots.get(name)]
        slots = {name: value for name, value in slots.items() if name not in forgotten}
        meaning = await interpret(without_markup(message.text), context, parse, self._readers.like)
        said, after, new_events = await agent.run_turn(
            message, _parse_data(message.text, meaning), _without_questions(slots, context)
        )
        replies = [self._replies.from_event(event, message.channel) for event in said]
        if not replies:
            raise RuntimeError(f"the rules said nothing for intent {meaning.intent}")
        answer = Answer(message.message_id, tuple(replies), handoff_in(said), _understanding(meaning, replies))
        awaited = [event["value"] for event in new_events if event["event"] == "slot" and event["name"] == "pending"]
        new_slots = {**after, **memory_of(message, meaning, context, replies, self._questions)}
        new_slots |= asked_now(meaning, context, awaited)
        new_slots |= {} if is_small_talk(meaning, replies) else {"last_answers": sayings(said)}
        if forgotten and any((reply.topic or "").startswith(RESTS_ON_FACTS) for reply in replies):
            answer = self._with_note(message, answer, "utter_old_facts")
        if self._readers.holds_identifiers(message.text):
            answer = self._with_privacy_note(message, meaning, answer)
        if meaning.suggestions:
            answer, new_slots = self._with_suggestions(message, meaning, answer, new_slots)
        return TurnResult(answer, {**new_slots, **choices_kept(meaning, context, new_slots)}, new_events)

    def _with_note(self, message: IncomingMessage, answer: Answer, response: str) -> Answer:
        """Say something before the answer."""
        note = self._replies.say(response, message.channel)
        return dataclasses.replace(answer, replies=(note, *answer.replies))

    def _with_privacy_note(self, message: IncomingMessage, meaning: Meaning, answer: Answer) -> Answer:
        """Ask not to send ID numbers here: alone when the message was about nothing else, else after the answer."""
        note = self._replies.say("utter_identifiers", message.channel)
        aimless = meaning.outcome != "rule" and (
            meaning.outcome != "answered" or meaning.confidence < CERTAIN or meaning.intent == "limits_out_of_scope"
        )
        replies = (note,) if aimless else (*answer.replies, note)
        return dataclasses.replace(answer, replies=replies, handoff=None if aimless else answer.handoff)

    def _with_suggestions(
        self, message: IncomingMessage, meaning: Meaning, answer: Answer, slots: dict[str, Any]
    ) -> tuple[Answer, dict[str, Any]]:
        """Follow an answer that may not be what was meant with the next likeliest questions."""
        if slots.get("pending") or slots.get("offered") or answer.handoff:
            return answer, slots
        topics = [topic_of(intent) for intent in meaning.suggestions]
        said = {reply.topic for reply in answer.replies}
        choices = [
            Choice(self._questions[topic], topic)
            for topic in topics
            if topic not in said and not topic.startswith("chat/")
        ]
        if not choices:
            return answer, slots
        suggestion = self._replies.say("utter_suggest", message.channel, choices=choices)
        offered = [{"title": choice.title, "topic": choice.topic} for choice in choices]
        return dataclasses.replace(answer, replies=(*answer.replies, suggestion)), {**slots, "offered": offered}


def _urgent_first(urgent: TurnResult, other: TurnResult) -> TurnResult:
    """Let the phone number come first, and then the answer to the plain question that came with the urgency."""
    asked = other.answer.understanding
    group = (asked.topic or "").split("/")[0] if asked else ""
    if asked is None or asked.confidence < CERTAIN or group not in ANSWERED_WITH_URGENCY:
        return urgent
    replies = (*urgent.answer.replies, *other.answer.replies)
    return dataclasses.replace(other, answer=dataclasses.replace(urgent.answer, replies=replies))


def without_markup(text: str) -> str:
    """Return the words between HTML tags: pasted markup must not stand in the way of the question."""
    return " ".join(_TAG.sub(" ", text).split()) or text


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _parse_data(text: str, meaning: Meaning) -> dict[str, Any]:
    return {
        "text": text,
        "intent": {"name": meaning.intent, "confidence": meaning.confidence},
        "entities": [],
        "intent_ranking": [{"name": name, "confidence": p} for name, p in meaning.ranking[:RANKING_KEPT]],
        "meaning": {
            "topics": list(meaning.topics),
            "parts": list(meaning.parts),
            "picked": meaning.picked,
            "silent": meaning.silent,
        },
    }


def _without_questions(slots: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """What we had asked is told to the rules, but what we had offered is over once the visitor writes again."""
    before = (
        {"choices": list(context.offered), "taken": None, "age": 0} if context.offered else slots.get("offered_before")
    )
    return {**slots, "offered": None, "offered_before": before, "pending": context.pending}


def _understanding(meaning: Meaning, replies: list[Reply]) -> Understanding:
    outcome = meaning.outcome
    if outcome == "answered" and replies[0].topic in ("limits/out_of_scope", "limits/medical_advice"):
        outcome = "declined"
    alternatives = tuple((topic_of(name), round(p, 4)) for name, p in meaning.ranking[:RANKING_KEPT])
    return Understanding(replies[0].topic, round(meaning.confidence, 4), alternatives, outcome)


Work = Coroutine[Any, Any, Any]
_Job = tuple[Work, asyncio.AbstractEventLoop, "asyncio.Future[Any]"]


class _Worker:
    """A thread that turns run on, one after the other; replaced when a turn hangs on it."""

    def __init__(self) -> None:
        self.others: Others = _Nobody()
        self.replace()

    def run(self, work: Work) -> asyncio.Future[Any]:
        """Return the result to come; work whose result nobody awaits any more is not begun."""
        loop = asyncio.get_running_loop()
        result: asyncio.Future[Any] = loop.create_future()
        self._jobs.put((work, loop, result))
        return result

    def replace(self) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        threading.Thread(target=_work, args=(self._jobs, self), name="dialogue", daemon=True).start()

    def stop(self) -> None:
        self._jobs.put(None)


class _Nobody:
    def before_work(self) -> None:
        pass

    def at_rest(self) -> None:
        pass


def _work(jobs: SimpleQueue[_Job | None], worker: _Worker) -> None:
    while job := _next(jobs, worker):
        worker.others.before_work()
        work, loop, result = job
        if result.cancelled():
            work.close()
            continue
        try:
            done = partial(_settle, result, value=_driven(work))
        except Exception as error:  # noqa: BLE001  whoever awaits the work decides
            done = partial(_settle, result, error=error)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(done)


def _next(jobs: SimpleQueue[_Job | None], worker: _Worker) -> _Job | None:
    try:
        return jobs.get_nowait()
    except Empty:
        worker.others.at_rest()
        return jobs.get()


def _settle(result: asyncio.Future[Any], *, value: Any = None, error: Exception | None = None) -> None:
    if result.cancelled():
        return
    if error:
        result.set_exception(error)
    else:
        result.set_result(value)


def _driven(work: Work) -> Any:
    """Run a coroutine that waits for nothing: Rasa's are coroutines for the sake of servers that it could call."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    work.close()
    raise RuntimeError("a turn must not wait for anything")
