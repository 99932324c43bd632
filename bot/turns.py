"""Runs turns: journal, engine, one commit; in order within a conversation, side by side across them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.dialogue.context import STALE_AFTER
from bot.dialogue.messages import Answer, IncomingMessage, TurnResult
from bot.errors import TooManyMessagesError, UnavailableError, UnknownConversationError
from bot.metrics import stage
from bot.transcripts.records import ConversationState, FinishedTurn, Journaled, OpenTurn, OutgoingText
from bot.transcripts.store import ConversationStore, TurnConflictError, Write
from bot.transcripts.types import utc_now

if TYPE_CHECKING:  # it imports spaCy, which takes seconds
    from bot.dialogue.engine import DialogueEngine

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
MESSAGES_PER_MINUTE = 100
REST_S = 1.0  # a flood must not keep the database busy with being refused
RECOVER_EVERY_S = 2.0
RUNNING = 8  # turns in the engine at once: it works on one, and finds the next at hand while others are stored
MOST_WAITING = 50  # web messages being answered; at some 20 ms each the last waits a second
MOST_WAITING_OF_ONE = 20  # of them in one conversation
LEFT_AFTER = timedelta(seconds=15)  # a turn ends after 5 s: what is older was left by a process that died

Compose = Callable[[Answer, ConversationState], Iterable[OutgoingText]]
Listener = Callable[[IncomingMessage, Answer], None]


class TurnService:
    """What every channel submits its messages to."""

    def __init__(
        self,
        store: ConversationStore,
        engine: DialogueEngine,
        redact: Callable[[str], str],
        compose: dict[str, Compose] | None = None,
        write: Callable[..., Awaitable[Any]] | None = None,
    ) -> None:
        """Bind the parts.

        Args:
            store: Where turns are journaled and committed.
            engine: What answers them.
            redact: Takes identifiers out of text before it is stored.
            compose: Channel -> how an answer becomes texts to send; a channel without one answers directly.
            write: Prepares a write to the store and runs it off the event loop; without it, each runs by itself.
        """
        self._store = store
        self._engine = engine
        self._redact = redact
        self._compose = compose or {}
        self._write = write or self._write_by_itself
        self._locks = _KeyedLocks()
        self._listeners: list[Listener] = []
        self._background: set[asyncio.Task[Any]] = set()
        self._engine_free = asyncio.Semaphore(RUNNING)
        self._waiting = 0
        self._left: set[str] = set()  # conversations with a turn that could not be stored
        self._resting: dict[str, float] = {}  # conversations over their limit, and when to look at them again

    async def _write_by_itself(self, prepare: Callable[..., Write[Any]], *args: Any) -> Any:
        return await asyncio.to_thread(partial(self._store.write, prepare, *args))

    def on_answer(self, listener: Listener) -> None:
        """Call `listener` after each committed turn (to push it to open sockets)."""
        self._listeners.append(listener)

    async def open_conversation(self, address: str | None) -> tuple[str, str]:
        """Open a conversation for a web visitor at this address; return its id and its token.

        Raises:
            TooManyMessagesError: too many were opened from there.
        """
        opened: tuple[str, str] = await self._write(self._store.opening, address)
        return opened

    async def accept(self, message: IncomingMessage) -> Journaled:
        """Journal a message; once this returns it can be acknowledged. It has its answer if it came before.

        Raises:
            TooManyMessagesError: the conversation is over its limit; nothing was stored.
            UnavailableError: too many wait already, or the database cannot take it; nothing was stored.
            UnknownConversationError, MessageConflictError: see the store.
        """
        if message.channel == "web":  # a text cannot be refused: its sender would never hear of it
            self._refuse_crowd(message.conversation)
        self._refuse_resting(message.conversation)
        try:
            with stage("journal"):
                return await self._journal(message)
        except TooManyMessagesError:
            self._resting[message.conversation] = time.monotonic() + REST_S
            raise
        except SQLAlchemyError as error:
            log.error("turn.journal.failed", extra={"error": type(error).__name__})
            raise UnavailableError("the message could not be stored; please send it again") from error

    async def _journal(self, message: IncomingMessage) -> Journaled:
        write = (self._store.journaling, message, MESSAGES_PER_MINUTE)
        try:
            journaled: Journaled = await self._write(*write)
        except IntegrityError:  # the same message on another connection at the same time: now it is known
            journaled = await self._write(*write)
        return journaled

    def _refuse_crowd(self, conversation: str) -> None:
        """Refuse what would wait too long behind others."""
        if self._waiting >= MOST_WAITING:
            raise UnavailableError("many people are writing just now; please send it again in a moment")
        if self._locks.users(conversation) >= MOST_WAITING_OF_ONE:  # else one flooder has others refused
            raise TooManyMessagesError("too many messages at once; please wait for the answers")

    def _refuse_resting(self, conversation: str) -> None:
        """Refuse, without asking the database, a conversation that was over its limit a moment ago."""
        if not self._resting:
            return
        now = time.monotonic()
        self._resting = {name: until for name, until in self._resting.items() if until > now}
        if conversation in self._resting:
            raise TooManyMessagesError("too many messages; please wait a minute")

    async def submit(self, message: IncomingMessage) -> Answer:
        """Answer a message, once: the same id again gets the same answer.

        Raises:
            see `accept`.
        """
        try:
            journaled = await self.accept(message)
        except UnavailableError:
            alarm = self.alarm(message)
            if alarm:
                return alarm
            raise
        return journaled.answer or await self.answer_accepted(message, journaled)

    def alarm(self, message: IncomingMessage) -> Answer | None:
        """Answer somebody in danger, even when nothing can be stored; None where the rules find no danger."""
        finding = self._engine.guard.check(message.text)
        if not finding.level:
            return None
        log.error("turn.alarm.not_stored", extra={"level": finding.level})
        return self._engine.guard.answer(message, finding)

    async def answer_accepted(self, message: IncomingMessage, journaled: Journaled | None = None) -> Answer:
        """Run the turns of the conversation up to and including this accepted message; return its answer.

        `journaled` is what `accept` returned: where nothing else waits, its state need not be read again.
        """
        self._waiting += 1
        try:
            async with self._locks.of(message.conversation):
                answer = await self._at_once(message, journaled) if journaled else None
                return answer or await self._drain(message.conversation, message.message_id)
        except (SQLAlchemyError, UnavailableError) as error:
            log.error("turn.commit.failed", extra={"error": type(error).__name__})
            self._left.add(message.conversation)  # it stays in the journal, and `recover` takes it up
            return self._engine.guard.failure(message)
        finally:
            self._waiting -= 1

    async def resume(self, left_for: timedelta = timedelta(0)) -> int:
        """Answer what was accepted at least so long ago and not answered; return how many conversations wait."""
        waiting = set(await asyncio.to_thread(self._store.conversations_with_open_turns, left_for)) | self._left
        self._left.clear()
        for conversation in waiting:
            if not self._locks.held(conversation):
                self._spawn(self._resume_one(conversation))
        return len(waiting)

    async def recover(self) -> None:
        """Take up, until cancelled, what was left: by a process that died, or while the database was away."""
        while True:
            await asyncio.sleep(RECOVER_EVERY_S)
            try:
                waiting = await self.resume(LEFT_AFTER)
            except SQLAlchemyError as error:
                log.error("turns.recovery.failed", extra={"error": type(error).__name__})
                continue
            if waiting:
                log.warning("turns.recovered", extra={"conversations": waiting})

    async def settle(self, within_s: float) -> None:
        """Wait for the turns that were resumed; the journal keeps those that take longer."""
        if self._background:
            await asyncio.wait(self._background, timeout=within_s)

    async def _resume_one(self, conversation: str) -> None:
        try:
            async with self._locks.of(conversation):
                await self._drain(conversation, None)
        except UnknownConversationError:
            log.info("turn.resume.erased")
        except (SQLAlchemyError, UnavailableError) as error:
            log.warning("turn.resume.failed", extra={"error": type(error).__name__})
            self._left.add(conversation)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _drain(self, conversation: str, until: str | None) -> Answer:
        while True:
            turn = await asyncio.to_thread(self._store.next_open_turn, conversation)
            if turn is None:
                break
            answer = await self._run(turn)
            if turn.message.message_id == until and answer is not None:
                return answer
        answer = await asyncio.to_thread(self._store.answer_of, conversation, until) if until else None
        if answer is None and until:
            raise UnknownConversationError("the conversation was deleted")
        return answer or Answer("", ())

    async def _at_once(self, message: IncomingMessage, journaled: Journaled) -> Answer | None:
        """Answer a message that nothing waits before, from the state it was journaled in; None if that is over."""
        if not journaled.is_next or journaled.state is None:
            return None
        try:
            return await self._answer(OpenTurn(journaled.turn_id, message), journaled.state)
        except TurnConflictError:
            return None

    async def _run(self, turn: OpenTurn) -> Answer | None:
        """Answer one journaled message; None when another process did it first."""
        message = turn.message
        for _attempt in range(MAX_ATTEMPTS):
            state = await asyncio.to_thread(self._store.load_state, message.conversation)
            try:
                return await self._answer(turn, state)
            except TurnConflictError:
                if await asyncio.to_thread(self._store.answer_of, message.conversation, message.message_id):
                    return None
        return await self._give_up(turn)

    async def _give_up(self, turn: OpenTurn) -> Answer:
        """End a turn whose answer cannot be stored with the calm answer: else all that is written after it waits."""
        log.error("turn.given_up")
        state = await asyncio.to_thread(self._store.load_state, turn.message.conversation)
        result = TurnResult(self._engine.guard.failure(turn.message), dict(state.slots), [])
        try:
            return await self._store_answer(turn, state, result)
        except TurnConflictError as error:
            raise UnavailableError("the conversation is busy") from error

    async def _answer(self, turn: OpenTurn, state: ConversationState) -> Answer:
        """Answer one message from this state, and store the turn.

        Raises:
            TurnConflictError: the state is no longer the conversation's; nothing was stored.
        """
        stale = utc_now() - state.last_activity_at > STALE_AFTER
        async with self._engine_free:  # the turn's deadline begins when its work does
            result = await self._engine.answer(turn.message, state.slots, stale=stale)
        return await self._store_answer(turn, state, result)

    async def _store_answer(self, turn: OpenTurn, state: ConversationState, result: TurnResult) -> Answer:
        with stage("commit"):
            answer: Answer = await self._write(self._committing, turn, state, result)
        for listener in self._listeners:
            listener(turn.message, answer)
        return answer

    def _committing(self, turn: OpenTurn, state: ConversationState, result: TurnResult) -> Write[Answer]:
        return self._store.committing(self._finished(turn, state, result))

    def _finished(self, turn: OpenTurn, state: ConversationState, result: TurnResult) -> FinishedTurn:
        compose = self._compose.get(turn.message.channel)
        slots = dict(result.slots)
        if slots.get("last_question"):
            slots["last_question"] = self._redact(slots["last_question"])
        return FinishedTurn(
            turn=turn,
            answer=result.answer,
            state_version=state.version,
            slots={name: value for name, value in slots.items() if value is not None},
            events=[self._without_identifiers(event) for event in result.events],
            outgoing=tuple(compose(result.answer, state)) if compose else (),
        )

    def _without_identifiers(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return a tracker event as it may be stored: redacted, and without the NLU's copies of the text."""
        if event.get("event") != "user":
            return event if event.get("name") != "last_question" else {**event, "value": None}
        text = self._redact(event.get("text") or "")
        intent = event.get("parse_data", {}).get("intent", {})
        return {**event, "text": text, "parse_data": {"text": text, "intent": intent, "entities": []}}


class _KeyedLocks:
    """One fair lock a conversation, forgotten when nobody holds or awaits it."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    def of(self, key: str) -> _Held:
        return _Held(self, key)

    def held(self, key: str) -> bool:
        return key in self._locks

    def users(self, key: str) -> int:
        return self._locks[key][1] if key in self._locks else 0

    def enter(self, key: str) -> asyncio.Lock:
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (lock, users + 1)
        return lock

    def leave(self, key: str) -> None:
        lock, users = self._locks[key]
        if users == 1:
            del self._locks[key]
        else:
            self._locks[key] = (lock, users - 1)


class _Held:
    def __init__(self, locks: _KeyedLocks, key: str) -> None:
        self._locks = locks
        self._key = key

    async def __aenter__(self) -> None:
        self._lock = self._locks.enter(self._key)
        try:
            await self._lock.acquire()
        except BaseException:
            self._locks.leave(self._key)
            raise

    async def __aexit__(self, *_exc: object) -> None:
        self._lock.release()
        self._locks.leave(self._key)
