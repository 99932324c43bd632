"""Takes signed messages: claims each once, answers the channel's own words, hands the rest to the assistant."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.sms.account import ChannelTexts
from bot.channels.sms.content import Composer, compose, outgoing
from bot.channels.sms.counters import RECEIVED
from bot.channels.sms.inbound import InboundSms
from bot.channels.sms.optout import Keyword, classify_keyword
from bot.dialogue.messages import Answer, IncomingMessage, Reply, RuleVerdict, Understanding
from bot.errors import (
    BotError,
    MessageConflictError,
    TooManyMessagesError,
    UnavailableError,
)
from bot.keys import Turns
from bot.transcripts.records import FinishedTurn, Journaled, OpenTurn
from bot.transcripts.store import ConversationStore, TurnConflictError
from bot.transcripts.texting import Look, TextConversations
from bot.transcripts.types import utc_now

log = logging.getLogger(__name__)

# Two machines that answer each other write more, and more alike, than a person does
LOOP_SPAN = timedelta(minutes=10)
LOOP_MESSAGES = 30
LOOP_SAME_TEXT = 4
LOOP_MIN_LENGTH = 8  # "1", "yes", "thanks": people do repeat these
MAX_ATTEMPTS = 5
TAKE_WITHIN_S, TAKE_PAUSE_S = 12.0, 0.3  # Twilio waits 15 s, and does not call again
CHANNEL_VERSION = "1"  # of what the channel itself decides


@dataclass(frozen=True, slots=True)
class Stores:
    """Where conversations are kept."""

    conversations: ConversationStore
    texting: TextConversations


class SmsDesk:
    """What the webhook hands each message to."""

    def __init__(
        self,
        stores: Stores,
        turns: Turns,
        texts: ChannelTexts,
        wake_sender: Callable[[], None],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store = stores.conversations
        self._texting = stores.texting
        self._turns = turns
        self._texts = texts
        self._composer = Composer(texts.notice)
        self._wake_sender = wake_sender
        self._now = now
        self._background: set[asyncio.Task[None]] = set()

    async def take(self, sms: InboundSms) -> IncomingMessage:
        """Claim a message; once this returns it can be acknowledged, and its answer is on the way.

        Raises:
            UnavailableError: the database cannot take it; nothing was acknowledged.
        """
        give_up_at = time.monotonic() + TAKE_WITHIN_S
        while True:
            try:
                return await self._take(sms)
            except (SQLAlchemyError, UnavailableError) as error:
                log.error("sms.message.not_stored", extra={"error": type(error).__name__})
                if time.monotonic() + TAKE_PAUSE_S > give_up_at:
                    raise UnavailableError("the message could not be stored") from error
            await asyncio.sleep(TAKE_PAUSE_S)

    def alarm(self, sms: InboundSms) -> str | None:
        """Return the text for somebody in danger whose message cannot be stored; None where there is no danger."""
        answer = self._turns.alarm(IncomingMessage("", sms.sid, "sms", sms.body, self._now()))
        return compose(answer).body if answer else None

    async def _take(self, sms: InboundSms) -> IncomingMessage:
        message = await self._message(sms)
        now = message.received_at
        look = await asyncio.to_thread(
            self._texting.look, message.conversation, message.message_id, message.text, now - LOOP_SPAN, now
        )
        if look.known:
            await self._resume(sms, message, look)
        elif not await self._handled(sms, message, look):
            await self._hand_over(message)
        return message

    async def answered(self, message: IncomingMessage, within_s: float) -> bool:
        """Wait until a message taken before has its answer; tell whether it has within this time."""
        try:
            await asyncio.wait_for(self._turns.answer_accepted(message), within_s)
        except (TimeoutError, BotError):
            return False
        return True

    async def settle(self, within_s: float) -> None:
        """Wait for the turns that run; the journal keeps those that take longer."""
        if self._background:
            await asyncio.wait(self._background, timeout=within_s)

    async def _message(self, sms: InboundSms) -> IncomingMessage:
        new_id = f"sms-{secrets.token_urlsafe(16)}"
        conversation = await asyncio.to_thread(self._store.ensure_conversation, new_id, "sms", sms.sender)
        return IncomingMessage(conversation, sms.sid, "sms", sms.body, self._now(), sms.media_types)

    async def _resume(self, sms: InboundSms, message: IncomingMessage, look: Look) -> None:
        """Take a repeated message up again where the process that had it died before it answered."""
        RECEIVED.labels("repeated").inc()
        ours = classify_keyword(sms.body, sms.opt_out_type, opted_out=look.opted_out) or _is_a_loop(message.text, look)
        if not ours and not await self._is_answered(message):
            self._answer_later(message)

    async def _handled(self, sms: InboundSms, message: IncomingMessage, look: Look) -> bool:
        """Answer what is no matter of the assistant: the channel's own words, and another machine."""
        keyword = classify_keyword(sms.body, sms.opt_out_type, opted_out=look.opted_out)
        if keyword is Keyword.STOP:
            await self._stop(message, silent=bool(sms.opt_out_type))
        elif _is_a_loop(message.text, look):
            log.warning("sms.loop.cut_off", extra={"conversation": message.conversation})
            await self._say(message, "cut_off", self._texts.too_many if _starts_now(look) else "")
        elif keyword is Keyword.START:
            await asyncio.to_thread(self._texting.start, message.conversation)
            await self._say(message, "START", "" if sms.opt_out_type else self._texts.started)
        elif keyword is Keyword.HELP:
            await self._say(message, "HELP", "" if sms.opt_out_type or look.opted_out else self._texts.help)
        else:
            return keyword is Keyword.MORE and not look.opted_out and await self._more(message)
        return True

    async def _stop(self, message: IncomingMessage, *, silent: bool) -> None:
        """Stop before the message is journaled: whatever fails after this, nothing more is sent."""
        news = await asyncio.to_thread(self._texting.stop, message.conversation, self._now())
        await self._say(message, "STOP", self._texts.stopped if news and not silent else "")

    async def _more(self, message: IncomingMessage) -> bool:
        """Send what did not fit into the last message; False when nothing is left."""
        last = await asyncio.to_thread(self._texting.last_answer, message.conversation)
        rest = compose(last.answer, self._composer.notice_for(is_first=last.is_first)).more if last else None
        if last is None or rest is None:
            return False
        said = [replace(reply, text=rest, choices=()) for reply in last.answer.replies[-1:]]
        answer = Answer(message.message_id, tuple(said), None, last.answer.understanding)
        await self._answer_at_once(message, answer, compose(answer).body)
        return True

    async def _say(self, message: IncomingMessage, verdict: str, text: str) -> None:
        """Answer by a fixed text, or by none; staff see which word was heard."""
        rule = RuleVerdict("sms_channel", CHANNEL_VERSION, verdict)
        replies = (Reply(text, rule=rule),) if text else ()
        answer = Answer(message.message_id, replies, None, Understanding(None, 1.0, outcome="rule"))
        await self._answer_at_once(message, answer, text)
        RECEIVED.labels(verdict.lower()).inc()

    async def _answer_at_once(self, message: IncomingMessage, answer: Answer, body: str) -> None:
        journaled = await asyncio.to_thread(self._store.journal, message)
        if journaled.is_new:
            turn = OpenTurn(journaled.turn_id, message)
            await asyncio.to_thread(self._commit, turn, answer, body)
            self._wake_sender()

    def _commit(self, turn: OpenTurn, answer: Answer, body: str) -> None:
        texts = (outgoing(body),) if body else ()
        for _attempt in range(MAX_ATTEMPTS):
            state = self._store.load_state(turn.message.conversation)
            finished = FinishedTurn(turn, answer, state.version, state.slots, [], texts)
            try:
                self._store.commit_turn(finished)
                return
            except TurnConflictError:
                if self._store.answer_of(turn.message.conversation, turn.message.message_id):
                    return
        # it stays in the journal, and the assistant answers it

    async def _hand_over(self, message: IncomingMessage) -> None:
        try:
            journaled = await self._turns.accept(message)
        except (TooManyMessagesError, MessageConflictError) as error:
            RECEIVED.labels("refused").inc()
            log.warning("sms.message.refused", extra={"error": type(error).__name__})
            return
        RECEIVED.labels("accepted").inc()
        self._answer_later(message, journaled)

    def _answer_later(self, message: IncomingMessage, journaled: Journaled | None = None) -> None:
        task = asyncio.create_task(self._answer(message, journaled))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _answer(self, message: IncomingMessage, journaled: Journaled | None) -> None:
        """Have the assistant answer; what cannot be stored now is taken up by the turns' own recovery."""
        try:
            await self._turns.answer_accepted(message, journaled)
        except BotError as error:  # erased meanwhile
            log.warning("sms.message.not_answered", extra={"error": type(error).__name__})
        self._wake_sender()

    async def _is_answered(self, message: IncomingMessage) -> bool:
        answer = await asyncio.to_thread(self._store.answer_of, message.conversation, message.message_id)
        return answer is not None


def _is_a_loop(text: str, look: Look) -> bool:
    alike = len(text) >= LOOP_MIN_LENGTH and (look.is_echo or look.same_text >= LOOP_SAME_TEXT - 1)
    return alike or look.recent >= LOOP_MESSAGES


def _starts_now(look: Look) -> bool:
    """Tell whether this message is the first beyond the limit: a machine gets one answer to it, not one to each."""
    return not look.opted_out and (look.same_text == LOOP_SAME_TEXT - 1 or look.recent == LOOP_MESSAGES)
