from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text import plain_writing


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param("I can\u2019t", "I can't", id="phone's apostrophe"),
        pytest.param("“second” opinion", '"second" opinion', id="curly quotes"),
        pytest.param("  two\n\nlines\t", "two lines", id="spaces"),
        pytest.param("wait—what", "wait - what", id="dash"),
        pytest.param("\uff48\uff45llo", "hello", id="full width"),
        pytest.param("me\u200bdi\u00adcare", "medicare", id="invisible"),
        pytest.param("¿Cuánto?", "¿Cuánto?", id="other languages stay"),
    ],
)
def test_plain_writing(written, plain):
    assert plain_writing(written) == plain


@given(st.text())
def test_plain_writing_twice_changes_nothing_more(text):
    once = plain_writing(text)
    assert plain_writing(once) == once
