"""What every text message of ours must keep to. The tests run all wording through it."""

from __future__ import annotations

import re

from bot.channels.sms.content import MAX_SEGMENTS
from bot.rules.gsm7 import SINGLE_SEPTETS, is_gsm7, length, segments

# Carriers act on these one-word answers themselves, so asking for one would opt people out, or in
_CARRIER_WORDS = r"(?:yes|y|cancel|end|quit|unsubscribe|revoke|opt ?out|start|unstop|stopall|info)"
_ASKS = re.compile(
    rf"\b(?:reply|text|send|type|say|answer|respond|write)(?: back)?(?: with)?(?: the word)? [\"']?{_CARRIER_WORDS}\b"
    rf"(?![ -]+(?:\w+ ){{0,3}}(?:to|for) (?:get|receive|start|rejoin|hear))"
    rf"|\b{_CARRIER_WORDS} or no\b|\(y(?:es)?/n(?:o)?\)",
    re.IGNORECASE,
)
_STARTS_WITH_NUMBER = re.compile(r"(?:please )?(?:call|text|call or text) (?:911|988)\b", re.IGNORECASE)


def faults_in(body: str, *, number_first: bool = False) -> list[str]:
    """Return what is wrong with a message, empty when nothing is.

    Args:
        body: The whole message as it would be sent.
        number_first: It answers an emergency or a crisis: one segment, and the number in its first words.
    """
    outside = sorted({char for char in body if not is_gsm7(char)})
    checks = (
        (not body.strip(), "it is empty"),
        (bool(outside), f"not in GSM-7: {' '.join(f'U+{ord(char):04X}' for char in outside)}"),
        (segments(body) > MAX_SEGMENTS, f"{segments(body)} segments, {length(body)} long"),
        (bool(_ASKS.search(body)), "it asks for a word that carriers act on; number the choices instead"),
        ("\n\n" in body or body != body.strip(), "blank lines or space around it"),
        (bool(re.search(r"(?m)^/", body)), "a line starts with a slash"),
        (number_first and length(body) > SINGLE_SEPTETS, f"{length(body)} long, over {SINGLE_SEPTETS}"),
        (number_first and not _STARTS_WITH_NUMBER.match(body), "it does not start with the number to call"),
    )
    return [fault for wrong, fault in checks if wrong]
