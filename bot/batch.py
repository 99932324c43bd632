"""The batch mode: JSON lines in, JSON lines out, with nothing stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.app import ROOT, build_engine
from bot.channels.sms.content import compose
from bot.channels.sms.optout import Keyword, classify_keyword
from bot.channels.web.frames import answer_json, clean, parse_json
from bot.dialogue.messages import Answer, IncomingMessage, Reply, TurnResult
from bot.errors import BadMessageError
from bot.knowledge.loading import load_knowledge
from bot.model import load_agent
from bot.settings import Settings
from bot.texting import channel_texts

DEADLINE_S = 60.0  # nobody waits at a screen


class Batch:
    """Answers lines; each conversation's state is kept for as long as the batch runs."""

    def __init__(self, settings: Settings) -> None:
        knowledge = load_knowledge(ROOT, settings.in_answers())
        self._engine = build_engine(knowledge, load_agent(settings.model_path, knowledge), DEADLINE_S)
        self._texts = channel_texts(knowledge)
        self._slots: dict[str, dict[str, Any]] = {}

    @property
    def model(self) -> str:
        """Name the model that answers."""
        return self._engine.fingerprint

    async def answer_line(self, line: str) -> dict[str, Any]:
        """Answer one line; a line that cannot be read gets {"id", "error"}."""
        data: dict[str, Any] = {}
        try:
            data = parse_json(line)
            message = _read(data)
        except BadMessageError as error:
            return {"id": data.get("id"), "error": {"code": "bad_message", "message": str(error)}}
        if message.channel == "sms" and (said := self._channel_words(message)):
            return answer_json(Answer(message.message_id, (said,)))
        slots = self._slots.get(message.conversation, {})
        result: TurnResult = await self._engine.answer(message, slots)
        self._slots[message.conversation] = result.slots
        return answer_json(as_sms(result.answer) if message.channel == "sms" else result.answer)

    def _channel_words(self, message: IncomingMessage) -> Reply | None:
        """Return what the SMS channel itself says to its own words, such as STOP, before the assistant hears them."""
        replies = {
            Keyword.STOP: Reply(self._texts.stopped),
            Keyword.START: Reply(self._texts.started),
            Keyword.HELP: Reply(self._texts.help, "chat/help"),
        }
        keyword = classify_keyword(message.text)
        return replies.get(keyword) if keyword else None


def as_sms(answer: Answer) -> Answer:
    """Put all that one text message says into the first reply; the others keep their topics and sources."""
    if not answer.replies:
        return answer
    first, *others = answer.replies
    whole = (replace(first, text=compose(answer).body), *(replace(other, text="") for other in others))
    return replace(answer, replies=whole)


def _read(data: dict[str, Any]) -> IncomingMessage:
    text, channel = data.get("text"), data.get("channel", "web")
    if not isinstance(text, str) or channel not in ("web", "sms"):
        raise BadMessageError("a line needs text, and channel web or sms")
    message_id, conversation = str(data.get("id")), str(data.get("conversation", data.get("id")))
    return IncomingMessage(conversation, message_id, channel, clean(text), datetime.now(UTC))
