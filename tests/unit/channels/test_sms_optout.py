"""Opt-out: every way to say it is heard, and no question is taken for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.optout import Keyword, classify_keyword

TWILIO_AND_FCC_WORDS = ["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT", "OPT OUT"]
SPACES = ["", " ", "  ", "\n", "\t", "\u00a0", "\u200b", "\ufeff", "\r\n"]
MARKS = ["", ".", "!", "!!!", "?", "...", ",", "\u2026", "\U0001f6d1", "\u2019", '"', ")", "\u200d"]

NATURAL = """
stop please|please stop|Please stop texting me|stop texting me|don't text me anymore|do not contact me again
no more texts|no more messages please|unsubscribe me|remove me from your list|take me off this list|stop it
stop sending me messages|I don't want these texts|i do not want to receive text messages|leave me alone
lose my number|wrong number|please remove my number|quit texting me|quit messaging|can you stop texting me please
could you please stop sending me texts|I got my answer, please stop texting me|STOP STOP STOP|stop now
Thanks but please stop sending me messages|cancel my subscription|end these texts|how do I unsubscribe
how do i stop these texts|how can I opt out|I want to opt out|I'd like to unsubscribe|please opt me out|i said stop
opt me out of texts|Wrong number. Stop.|I revoke my consent|I withdraw my consent to receive texts|ok stop|stop this
stop bothering me|stop spamming me|please do not message me|never text me again|I no longer want to receive messages
no longer wish to receive texts|stop all messages|take my number off your list|delete my number|stop the texts
stop texting me I already booked|stop texting this number|don't send me any more messages|please don't send texts
you need to stop texting me|I want you to stop texting me|I am asking you to stop contacting me|don\u2019t text me
i want to unsubscribe from these messages|Stop contacting me or I will call a lawyer|please stop. I am going to die
Hi, this is not John. You have the wrong number.|I am at work, stop texting|text me no more? No: stop messaging me
my mother has died (please stop texting me)|No more text messages from you please
"""

QUESTIONS = """
how do I cancel|how do I cancel my request|can I cancel|I want to cancel|cancel my request please|is it the end
please cancel my appointment|should I stop taking aspirin|I want to quit smoking before surgery|stop the chemo?
my doctor told me to stop chemo|when does the program end|can I stop treatment|the pain won't stop
how do I end treatment|my doctor wants to stop texting|I can't stop crying|can I opt out of surgery
can I revoke my consent for the release of records|do not resuscitate|don't call my old doctor|never mind
can you text me the form|yes|no|help me find a doctor|help with insurance|I need help|more info|what is the end result
how do I get my records sent|stop sending my records to my old doctor|please stop my application|stop by the office?
remove my gallbladder|take me off the waiting list|remove my tumor|I don't want to get surgery|they told me to stop it
do I have to stop my blood thinner|the cancellation|I don't want a second opinion anymore|start over
I no longer need the second opinion|can I get texts from you|my insurance keeps sending me messages
do you send text messages|is texting safe|will you text me the results|my surgeon stopped texting me
how do I make my ex stop calling me|no more treatments please|I want to die|stop the bleeding|so don't bother
not contacting my doctor|don't want to call|do not send my records|please delete my records|don't send my slides yet
I want my doctor to stop|bus stop|full stop ahead|dead end|stopp\u0131ng|Is there an end to this?|help!! my chest hurts
"""


def rows(table: str) -> list[str]:
    return [cell for line in table.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize("word", TWILIO_AND_FCC_WORDS)
@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("mark", MARKS)
def test_a_stop_word_alone_is_heard_however_it_is_written(word: str, space: str, mark: str) -> None:
    for written in (word, word.lower(), word.title(), word.swapcase(), wide(word), " ".join(word), ".".join(word)):
        assert classify_keyword(f"{space}{mark}{written}{mark}{space}") is Keyword.STOP


def wide(word: str) -> str:
    """Return the word in the full-width letters of East Asian keyboards."""
    shifted = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in word)
    return shifted.replace(" ", "\u3000")


@pytest.mark.parametrize("text", rows(NATURAL))
def test_wording_of_ones_own_is_heard(text: str) -> None:
    assert classify_keyword(text) is Keyword.STOP
    assert classify_keyword(text.upper()) is Keyword.STOP
    assert classify_keyword(wide(text)) is Keyword.STOP


def test_there_are_fifty_wordings() -> None:
    assert len(set(rows(NATURAL))) >= 50


@pytest.mark.parametrize("text", rows(QUESTIONS))
def test_a_question_or_a_story_goes_to_the_assistant(text: str) -> None:
    assert classify_keyword(text) is None
    assert classify_keyword(text.upper()) is None


@pytest.mark.parametrize("text", ["\u0455top", "5top", "st0p", "stop1", "\u0405TOP"])
def test_what_only_looks_like_a_word_is_not_guessed(text: str) -> None:
    assert classify_keyword(text) is None


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        *(("START", Keyword.START), ("unstop", Keyword.START), ("Start!", Keyword.START)),
        *(("HELP", Keyword.HELP), ("info", Keyword.HELP), ("help?", Keyword.HELP), ("Help!!!", Keyword.HELP)),
        *(("MORE", Keyword.MORE), ("more please", Keyword.MORE), ("More.", Keyword.MORE)),
    ],
)
def test_other_words(text: str, keyword: Keyword) -> None:
    assert classify_keyword(text) is keyword


def test_yes_starts_again_only_after_a_stop() -> None:
    assert classify_keyword("YES") is None
    assert classify_keyword("Yes.", opted_out=True) is Keyword.START


@pytest.mark.parametrize("text", ["yes?", "start?", "yes but no", "s t a r t", "yees", "start now"])
def test_opting_in_takes_the_plain_word(text: str) -> None:
    assert classify_keyword(text, opted_out=True) is None


@pytest.mark.parametrize("opt_out_type", ["STOP", "START", "HELP", "stop"])
def test_twilios_own_reading_comes_first(opt_out_type: str) -> None:
    assert classify_keyword("adieu", opt_out_type) is Keyword(opt_out_type.upper())


def test_an_unknown_type_leaves_the_reading_to_us() -> None:
    assert classify_keyword("stop", "OTHER") is Keyword.STOP
    assert classify_keyword("adieu", "OTHER") is None


@given(st.text(max_size=500))
def test_any_text_is_read_without_an_error(text: str) -> None:
    classify_keyword(text)


@given(st.sampled_from(rows(QUESTIONS)), st.sampled_from(["please ", "hi, ", "thanks. ", "ok "]))
def test_politeness_makes_no_opt_out_of_a_question(text: str, polite: str) -> None:
    assert classify_keyword(polite + text) is None


@pytest.mark.parametrize(
    "unit", ["stop ", "please ", "the text ", "i want you to ", "stop texting the ", "no ", "stop, "]
)
def test_reading_is_quick_whatever_is_sent(unit: str) -> None:
    times = []
    for _ in range(3):  # the least counts: Python may tidy its memory in between
        started = time.thread_time()
        classify_keyword((unit * 400)[:400])
        classify_keyword(unit * 400)
        times.append(time.thread_time() - started)
    assert min(times) < 0.05
