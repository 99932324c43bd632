"""Passwords, codes, exports, clusters, times: the parts that need no database."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console import charts
from bot.console.pages import show_age, show_time
from bot.transcripts.clusters import cluster
from bot.transcripts.excerpts import marked
from bot.transcripts.export import cell, csv_line
from bot.transcripts.passwords import WeakPasswordError, check_password, code_step, generate_password
from bot.transcripts.search import phrases_of


@pytest.mark.parametrize(
    ("password", "with_code", "good"),
    [
        pytest.param("a quiet river ", False, False, id="14 characters"),
        pytest.param("a quiet rivers ", False, True, id="15 characters"),
        pytest.param("quiet river", True, False, id="11 with a code"),
        pytest.param("quiet rivers", True, True, id="12 with a code"),
        pytest.param("x" * 20, False, False, id="one letter"),
        pytest.param("passwordpassword123456789", False, False, id="common words"),
        pytest.param("ruthruthruthruthruth1", False, False, id="the name"),
        pytest.param("a quiet river " * 10, False, False, id="140 characters"),
        pytest.param("пять тихих зелёных рек", False, True, id="any alphabet"),
    ],
)
def test_check_password(password: str, with_code: bool, good: bool) -> None:
    if good:
        check_password(password, "ruth", with_code=with_code)
    else:
        with pytest.raises(WeakPasswordError):
            check_password(password, "ruth", with_code=with_code)


def test_generated_passwords_are_good_and_differ() -> None:
    made = {generate_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password, "ruth")


@pytest.mark.parametrize(("late_s", "taken"), [(-60, False), (-59, True), (0, True), (30, True), (31, False)])
def test_a_code_may_be_one_step_early_or_late(late_s: int, taken: bool) -> None:
    secret, now = pyotp.random_base32(), 1_800_000_000.0
    code = pyotp.TOTP(secret).at(int(now) - late_s)
    assert (code_step(secret, code, 0, now) is not None) == taken


@given(st.text(max_size=30))
def test_no_cell_can_become_a_formula_and_the_text_stays(text: str) -> None:
    written = cell(text)
    assert not written.lstrip(" \u00a0\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert written.removeprefix("'").endswith(text.replace("\0", "").removeprefix("'"))


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")), min_size=1))
def test_a_csv_line_reads_back_as_one_line(values: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(csv_line(values), newline="")))
    assert len(rows) == 1
    assert rows[0] == [cell(value) for value in values]


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        pytest.param("fax number", ["fax", "number"], id="words"),
        pytest.param('"fax number" where', ["fax number", "where"], id="a phrase"),
        pytest.param("x-ray's 50%", ["x ray s", "50"], id="signs part words"),
        pytest.param("* OR NEAR(a b) AND", ["OR", "NEAR a", "b", "AND"], id="operators are words"),
        pytest.param("'; DROP TABLE messages; --", ["DROP", "TABLE", "messages"], id="injection"),
        pytest.param("%_*\\ \0", [], id="no word at all"),
        pytest.param('an "open phrase', ["an", "open", "phrase"], id="a quotation mark left open"),
    ],
)
def test_phrases_of(words: str, phrases: list[str]) -> None:
    assert phrases_of(words) == phrases


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_marking_hits_never_changes_the_text(text: str, words: list[str]) -> None:
    shown = "".join(part for part, _ in marked(text, phrases_of(" ".join(words))))
    assert shown.removeprefix("… ").removesuffix(" …") in text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("send records", "send [records]", id="short"),
        pytest.param("x" * 100 + "records", "x" * 100 + "records", id="inside a word it is no hit"),
        pytest.param("y" * 100 + " records", "… [records]", id="one long word before"),
        pytest.param(f"{'word ' * 30}records", f"… {'word ' * 11}[records]", id="cut at a word"),
    ],
)
def test_a_hit_is_shown_whole_and_from_the_start_of_a_word(words: str, shown: str) -> None:
    assert "".join(f"[{part}]" if hit else part for part, hit in marked(words, ["records"])) == shown


def test_alike_questions_are_grouped_and_lone_ones_left_out() -> None:
    found = cluster(
        ["do you accept crypto", "can I pay in crypto", "crypto payment accepted?", "is there parking", "hello there"]
    )
    assert [one.size for one in found] == [3]
    assert "crypto" in found[0].words[0]


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        pytest.param(datetime(2026, 11, 22, 4, 59, tzinfo=UTC), "Yesterday, 11:59 PM", id="the evening before, here"),
        pytest.param(datetime(2026, 11, 22, 5, 0, tzinfo=UTC), "Today, 12:00 AM", id="midnight, here"),
        pytest.param(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "Nov 1, 1:30 AM", id="before the clocks go back"),
        pytest.param(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "Nov 1, 1:30 AM", id="after"),
        pytest.param(datetime(2025, 7, 4, 16, 0, tzinfo=UTC), "Jul 4, 2025, 12:00 PM", id="another year"),
    ],
)
def test_times_are_those_of_the_readers_zone(moment: datetime, shown: str) -> None:
    assert show_time(moment, ZoneInfo("America/New_York"), datetime(2026, 11, 22, 15, 0, tzinfo=UTC)) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "under a minute"),
        (59, "59 min"),
        (60, "1 h 00 min"),
        (359, "5 h 59 min"),
        (360, "6 h"),
        (1440, "1 day"),
        (2880, "2 days"),
    ],
)
def test_show_age(minutes: int, shown: str) -> None:
    assert show_age(timedelta(minutes=minutes)) == shown


def test_plots_escape_what_they_show() -> None:
    svg = (
        charts.bars([("<script>x</script>", 3)]) + charts.share([("<b>", 1)]) + charts.days({"2026-11-01": {"web": 2}})
    )
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert "Nov 1: 2 web, 0 text" in svg


def test_plots_of_nothing_are_drawn() -> None:
    assert charts.days({}) + charts.hours({}) + charts.bars([]) + charts.share([])
