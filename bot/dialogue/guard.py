"""The safety check that runs before anything that can fail: no model, no database, no network."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.dialogue.messages import Answer, Handoff, IncomingMessage, RuleVerdict, Understanding
from bot.dialogue.replies import ReplyMaker
from bot.rules.handoff import HandoffReason, Phones, handoff_phone, new_reference
from bot.rules.urgency import VERSION, UrgencyFinding, UrgencyRules

RESPONSES: dict[str, str] = {
    "emergency": "utter_safety_emergency",
    "crisis": "utter_safety_crisis",
    "urgent": "utter_safety_urgent",
}


class Guard:
    """Answers emergencies, crises and urgent requests by rule; says the calm sentence when all else fails."""

    def __init__(self, rules: UrgencyRules, replies: ReplyMaker, phones: Phones) -> None:
        self._rules = rules
        self._replies = replies
        self._phones = phones

    def check(self, text: str) -> UrgencyFinding:
        """Return what the urgency rules find in the text."""
        return self._rules.check(text)

    def answer(self, message: IncomingMessage, finding: UrgencyFinding) -> Answer:
        """Return the answer to a danger that was found.

        Raises:
            ValueError: nothing was found.
        """
        if finding.level is None:
            raise ValueError("no danger was found")
        handoff = self._handoff(HandoffReason(finding.level))
        rule = RuleVerdict("urgency", VERSION, finding.level, {"rule": finding.rule})
        reply = self._replies.say(RESPONSES[finding.level], message.channel, reference=handoff.reference, rule=rule)
        understanding = Understanding(reply.topic, 1.0, outcome="safety")
        return Answer(message.message_id, (reply,), handoff, understanding)

    @staticmethod
    def saying(finding: UrgencyFinding, answer: Answer) -> dict[str, Any]:
        """Return what was said of a danger by response name and values, so that it can be said again."""
        handoff = answer.handoff
        values = {"reference": handoff.reference, "handoff": asdict(handoff)} if handoff else {"reference": None}
        return {"response": RESPONSES[finding.level or ""], "values": values}

    def failure(self, message: IncomingMessage) -> Answer:
        """Return the calm answer for when the assistant itself cannot answer."""
        handoff = self._handoff(HandoffReason.FAILURE)
        reply = self._replies.say("utter_failure", message.channel, reference=handoff.reference)
        return Answer(message.message_id, (reply,), handoff, Understanding(None, 0.0, outcome="failure"))

    def fixed(self, message: IncomingMessage, response: str, outcome: str) -> Answer:
        """Return a fixed answer: to an empty message, one too long, a picture."""
        reply = self._replies.say(response, message.channel)
        return Answer(message.message_id, (reply,), None, Understanding(reply.topic, 1.0, outcome=outcome))

    def _handoff(self, reason: HandoffReason) -> Handoff:
        return Handoff(reason.value, handoff_phone(reason, self._phones), new_reference())
