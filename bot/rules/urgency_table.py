"""The urgency rules as a table for people: what triggers what, in words that a clinician can check and sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.rules.urgency_data import LEVELS, Rule, read_ruleset
from bot.rules.urgency_patterns import AT_ONCE_GAP, Chain, Part, Pattern, Several

SHOWN_WORDS = 6  # of a long list the first words are shown; the whole list stands in urgency.yml
ANSWERS = {"crisis": "988, and 911 in immediate danger", "emergency": "911", "urgent": "a person on the phone now"}


def render(data: Mapping[str, Any]) -> str:
    """Write the parsed urgency.yml as Markdown: one section a level, one row a rule, then the contexts and lists."""
    rules = read_ruleset(data).rules
    return "\n".join([*_sections(rules), *_contexts(data), *_lists(data)]) + "\n"


def _sections(rules: tuple[Rule, ...]) -> Iterator[str]:
    for level in LEVELS:
        yield f"### {level.capitalize()}: {ANSWERS[level]}\n"
        yield "| rule | what it means | alarms when | such as | but not |"
        yield "|---|---|---|---|---|"
        yield from (_row(rule) for rule in rules if rule.level == level)
        yield ""


def _row(rule: Rule) -> str:
    when = "<br>".join(_in_words(pattern) for pattern in rule.patterns)
    examples = "<br>".join(f"“{_cell(text)}”" for text in rule.examples)
    counterexamples = "<br>".join(f"“{_cell(text)}”" for text in rule.counterexamples)
    name = f"`{rule.id}`, certain" if rule.certain else f"`{rule.id}`"
    return f"| {name} | {_cell(rule.means)} | {when} | {examples} | {counterexamples} |"


def _in_words(pattern: Pattern) -> str:
    return " *and elsewhere* ".join(_part_in_words(part) for part in pattern.parts)


def _part_in_words(part: Part | Several) -> str:
    if isinstance(part, Several):
        return f"at least {part.count} of: " + ", ".join(_part_in_words(each) for each in part.parts)
    chains = " *near* ".join(_chain_in_words(chain) for chain in part.chains)
    before = "".join(f" *but not after* {_name(name)}" for name in part.before)
    after = "".join(f" *but not before* {_name(name)}" for name in part.after)
    return chains + before + after


def _chain_in_words(chain: Chain) -> str:
    arrows = ("" if gap < 0 else " *at once* " if gap == AT_ONCE_GAP else " *then* " for gap in (-1, *chain.gaps))
    return "".join(arrow + _name(name) for arrow, name in zip(arrows, chain.names, strict=True))


def _name(name: str) -> str:
    return f"“{name[1:-1]}”" if name.startswith('"') else name.replace("_", " ")


def _contexts(data: Mapping[str, Any]) -> Iterator[str]:
    yield "### What takes an alarm back\n"
    yield "| context | holds when | applies to |"
    yield "|---|---|---|"
    for context in data["contexts"]:
        levels = [level for level in LEVELS if context["id"] in data["levels"][level]["unless"]]
        rules = [rule["id"] for rule in data["alarms"] if context["id"] in rule.get("unless", [])]
        where = ", ".join([*levels, *(f"`{rule}`" for rule in rules)])
        yield f"| {context['id'].replace('_', ' ')} | {_cell(context['means'])} | {where} |"
    yield ""


def _lists(data: Mapping[str, Any]) -> Iterator[str]:
    yield "### The word lists\n"
    yield "| list | words (the first of each; all of them in urgency.yml) |"
    yield "|---|---|"
    for name, entries in {**data["words"], **data["background"]}.items():
        shown = ", ".join(_entry(entry) for entry in entries[:SHOWN_WORDS])
        more = f" and {len(entries) - SHOWN_WORDS} more" if len(entries) > SHOWN_WORDS else ""
        yield f"| {name.replace('_', ' ')} | {shown}{more} |"


def _entry(entry: Any) -> str:
    match entry:
        case {"from": low, "to": high}:
            return f"a number from {low} to {high}"
        case {"ending": ending}:
            return f"words that end in -{ending}"
    return _cell(f"all of *{entry.strip('<>').replace('_', ' ')}*" if entry.startswith("<") else entry)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
