"""The embedded agent against Rasa's own way of reading a message."""

from __future__ import annotations

import pytest

from bot.dialogue.rasa_agent import SHORT
from bot.metrics import TimedAgent

pytestmark = pytest.mark.model


async def test_a_message_is_read_as_rasa_reads_it_and_the_second_time_as_the_first(trained_agent: TimedAgent) -> None:
    agent = trained_agent._agent
    for message in (
        "what does it cost and how long does it take",
        "I live in Flint, Michigan",
        "hi",
        "x" * (SHORT + 1),
    ):
        first, again = await agent.parse(message), await agent.parse(message)
        theirs = await agent._agent.parse_message(message)
        assert first == again == {**theirs, **first}
        assert first["intent_ranking"] == theirs["intent_ranking"]
        assert (first is again) == (len(message) <= SHORT), "what is long is not kept"
