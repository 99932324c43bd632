"""What a model might make of a message, told instead of computed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.nlu.understanding import NluResult, Part, Ranking

UNSAID = (("limits_out_of_scope", 0.9),)


def reading(*ranking: tuple[str, float], parts: tuple[Part, ...] = ()) -> Callable[[str], Awaitable[NluResult]]:
    """Return a parser that reads every message alike; a danger in the ranking is as likely when asked apart."""

    async def parse(text: str) -> NluResult:
        return NluResult(text, ranking or UNSAID, (), parts, dangers_in(ranking))

    return parse


def dangers_in(ranking: Ranking) -> Ranking:
    return tuple(pair for pair in ranking if pair[0].startswith("safety_"))
