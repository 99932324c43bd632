"""A mistake in a data file stops the start, and the message says which file, which line and what to do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.checks import check_knowledge
from bot.knowledge.program import Program, fill_values, load_program
from bot.knowledge.responses import Responses
from bot.knowledge.topics import Topics
from bot.knowledge.yaml_file import read_yaml

PROGRAM, TOPICS, DOMAIN = "data/knowledge/program.yml", "data/knowledge/topics.yml", "domain.yml"


class Copy(Protocol):
    """See conftest."""

    root: Path

    def replace(self, name: str, old: str, new: str) -> int: ...

    def load(self) -> tuple[Program, Topics, Responses]: ...


# file, what is replaced, by what, how far below it the error is reported, what it says
BROKEN = [
    (PROGRAM, "facts:\n  program", "fact:\n  program", 0, "facts missing"),
    (PROGRAM, "  fax:\n", "  telex:\n", None, "fax missing"),
    (PROGRAM, "  fax:\n", "  telex:\n    value: x\n  fax:\n", 0, "'telex' is not known"),
    (PROGRAM, "value: 410-464-6600", "value: 4104646600", 0, "wrong form"),
    (PROGRAM, 'value: "911"', "value: 9-1-1", 0, "wrong form"),
    (PROGRAM, "{code: IA, name: Iowa}", "{code: Iowa, name: Iowa}", 0, "wrong form"),
    (PROGRAM, "{code: LA, name: Louisiana}", "{code: IA, name: Iowa}", 0, "stands in the list twice"),
    (PROGRAM, "reviewed: 2026-11-21", "reviewed: 21.11.2026", 0, "is not a date"),
    (PROGRAM, "reviewed: 2026-11-21", "reviewed: 2126-11-21", None, "reviewed in the future"),
    (PROGRAM, "#Why get a surgical second opinion?", "#Why?", 0, "no section 'Why?'"),
    (PROGRAM, "source: program_faq#", "source: brochure#", 0, "no document 'brochure'"),
    (PROGRAM, "    value: Baltimore metropolitan area", "    value:", 0, "a text is expected"),
    (PROGRAM, "  fax:\n", "  fax:\n  - [\n", None, "not valid YAML"),
    (TOPICS, "  question: Can I cancel my request?\n", "", None, "question missing"),
    (TOPICS, "Can I cancel my request?", "Can I still cancel my request for an opinion?", 0, "45 characters"),
    (TOPICS, "- id: program/cancel\n", "- id: program/why\n", 0, "a second time"),
    (TOPICS, "- id: program/cancel\n", "- id: Cancel\n", 0, "is no topic id"),
    (TOPICS, "- id: program/cancel\n", "- id: program/annul\n", None, "there is no topic program/cancel"),
    (TOPICS, "scope: program\n", "scope: local\n", 0, "scope is not known"),
    (TOPICS, "pattern: 'choose the best treatment'", "pattern: '(choose'", 0, "not a regular expression"),
    (TOPICS, "pattern: 'choose the best treatment'", "pattern: '{treatment}'", None, "{treatment} is not known"),
    (TOPICS, "pattern: 'choose the best treatment'", "pattern: 'pick one'", None, "does not say on web"),
    (TOPICS, "- program_faq#Why get", "- program_faq#Who gets", 0, "has no section"),
    (DOMAIN, "- program_cancel\n", "", None, "has no intent"),
    (DOMAIN, "intents:\n", "intentions:\n", None, "no section 'intents'"),
    (DOMAIN, "  utter_program_cancel:\n", "  utter_program_annul:\n", None, "has no answer"),
    (DOMAIN, "  utter_program_why:\n  - text", "  utter_program_why:\n  - channel: sms\n    text", 0, "two variations"),
    (DOMAIN, "topic: program/cancel\n", "topic: program/why\n", None, "differ in topic or sources"),
    (DOMAIN, "topic: program/cancel\n", "topic: program/annul\n", None, "no topic program/annul"),
    (DOMAIN, "kind: dialogue\n", "kind: speech\n", 0, "kind is not known"),
    (DOMAIN, "I do not know the opening hours.", "Open at 9 am.", None, "opening hours"),
    (DOMAIN, "please call {toll_free} (toll-free) or {phone}.", "please call 410-464-6555.", None, "typed out"),
    (DOMAIN, "Fax: {fax}", "Fax: {telex}", None, "{telex} is not one of"),
    (DOMAIN, "Fax: {fax}", "Fax: {fax", None, "brace"),
    (DOMAIN, "has begun. Before that", "has begun\u2014before that", None, "GSM-7"),
    (
        DOMAIN,
        "has begun. Before that",
        "has begun. " + "Very much. " * 12 + "Before that",
        None,
        "the limit is 306",
    ),
    (DOMAIN, "credit card has been charged.\n", "phone has rung.\n", None, "does not say on web: not once your credit"),
]


@pytest.mark.parametrize(("name", "old", "new", "below", "says"), BROKEN)
def test_a_broken_file_is_reported_with_file_line_and_fix(
    copy: Copy, name: str, old: str, new: str, below: int | None, says: str
) -> None:
    line = copy.replace(name, old, new)
    with pytest.raises(KnowledgeError) as caught:
        copy.load()
    message = str(caught.value)
    assert says in message
    assert ". Fix: " in message
    place = r"(program|topics|domain)\.yml:\d+: " if below is None else rf"{Path(name).name}:{line + below}: "
    assert re.search(place, message)


def test_an_unbroken_copy_loads(copy: Copy) -> None:
    program, topics, responses = copy.load()
    assert program.excluded_codes == {"IA", "LA", "ME", "MI", "NY", "ND"}
    assert topics.by_id["program/cancel"].response in responses.by_name


@pytest.mark.parametrize(
    ("content", "says"), [("", "empty"), ("a: [", "not valid YAML"), ("a: 1\na: 2\n", "a second time")]
)
def test_an_unreadable_file_is_reported(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "program.yml"
    path.write_text(content)
    with pytest.raises(KnowledgeError, match=says):
        read_yaml(path).mapping()


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"program\.yml: the file cannot be read .*Fix: restore it"):
        load_program(tmp_path / "program.yml")


def test_a_number_changed_in_program_yml_changes_in_every_answer(copy: Copy) -> None:
    copy.replace(PROGRAM, "1-855-695-4872", "1-800-555-0100")
    copy.replace(PROGRAM, "{code: ND, name: North Dakota}", "{code: OH, name: Ohio}")
    program, _, responses = copy.load()
    values = fill_values(program, {"retention_days_web": 90, "retention_days_sms": 30, "reference": "K7M-42Q"})
    for channel in ("web", "sms"):
        assert "1-800-555-0100" in responses.by_name["utter_program_contact"].fill(channel, values)
        assert "New York and Ohio" in responses.by_name["utter_program_excluded_states"].fill(channel, values)
        assert "1-855-695-4872" not in responses.by_name["utter_handoff_human"].fill(channel, values)


def test_a_review_today_is_not_in_the_future(copy: Copy) -> None:
    files = copy.load()
    last = max(response.reviewed for response in files[2].by_name.values())
    check_knowledge(*files, last)
    with pytest.raises(KnowledgeError, match="reviewed in the future"):
        check_knowledge(*files, date.fromordinal(last.toordinal() - 1))
