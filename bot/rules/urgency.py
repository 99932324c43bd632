"""The urgency check: runs on every message before anything else. Words in, a level out; no model, no I/O.

What counts as an emergency, a crisis or urgent is data (`data/knowledge/urgency.yml`), so that a clinician can read,
change and sign it. This module only applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.rules.urgency_data import Level, Rule, Ruleset, UrgencyDataError, read_ruleset
from bot.rules.urgency_patterns import Find, Found, Pattern
from bot.rules.urgency_text import Words

__all__ = ["NOTHING_URGENT", "VERSION", "Level", "UrgencyDataError", "UrgencyFinding", "UrgencyRules"]
VERSION = "1"


@dataclass(frozen=True, slots=True)
class UrgencyFinding:
    """How urgent a message is, and the rule of urgency.yml that says so; both None for an ordinary message.

    `certain` where the words of a rule that alarms plainly say danger: then no classifier may call the message calm.
    """

    level: Level | None
    rule: str | None
    certain: bool = False


NOTHING_URGENT = UrgencyFinding(None, None)


class UrgencyRules:
    """The rules of urgency.yml, ready to check messages. Build one at start with `from_data`; it never changes."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._patterns = [(rule, pattern) for rule in ruleset.rules for pattern in rule.patterns]
        self._numbers: dict[str, list[int]] = {}  # list name to the patterns that cannot fit without it
        for number, (_, pattern) in enumerate(self._patterns):
            self._numbers.setdefault(min(pattern.needed, default=""), []).append(number)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> UrgencyRules:
        """Build the rules from the parsed data file.

        Raises:
            UrgencyDataError: The data is wrong; it names the rule and says how to mend it.
        """
        return cls(read_ruleset(data))

    def check(self, text: str) -> UrgencyFinding:
        """Find the gravest level that the message's words call for: crisis, then emergency, then urgent."""
        words = self._ruleset.reader.read(text)
        found = self._ruleset.lexicon.find(words)
        numbers = sorted(number for name in ("", *found) for number in self._numbers.get(name, ()))
        alarms = (
            rule
            for rule, pattern in map(self._patterns.__getitem__, numbers)
            if self._fits(rule, pattern, words, found)
        )
        gravest = next(alarms, None)
        if gravest is None:
            return NOTHING_URGENT
        return UrgencyFinding(gravest.level, gravest.id, gravest.certain or any(rule.certain for rule in alarms))

    def _fits(self, rule: Rule, pattern: Pattern, words: Words, found: Found) -> bool:
        return pattern.fits(words, found, partial(self._alarms, rule, words, found))

    def _alarms(self, rule: Rule, words: Words, found: Found, find: Find) -> bool:
        """Tell whether words found stand for an alarm, and no context takes it back."""
        symptom = find.leaving_out(self._ruleset.background)
        return symptom is None or not any(context.holds(symptom, words, found) for context in rule.unless)
