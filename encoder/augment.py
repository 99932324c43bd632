"""Rewrite a message as a hurried person might have typed it: slips, SMS speak, missing punctuation, small talk."""

from __future__ import annotations

import random
import re
import string

SMS = {
    "you": ["u"], "your": ["ur"], "you're": ["ur"], "are": ["r"], "for": ["4"], "to": ["2"], "too": ["2"],
    "please": ["pls", "plz"], "because": ["bc", "cuz"], "tomorrow": ["tmrw", "2moro"], "with": ["w", "w/"],
    "without": ["w/o"], "doctor": ["dr", "doc"], "doctors": ["drs", "docs"], "insurance": ["ins", "insurence"],
    "hospital": ["hosp"], "appointment": ["appt"], "appointments": ["appts"], "surgery": ["surg", "surgry"],
    "second": ["2nd", "secnd"], "opinion": ["op", "opinon"], "third": ["3rd"], "and": ["&", "n"], "about": ["abt"],
    "before": ["b4"], "what": ["wat", "wut"], "people": ["ppl"], "thanks": ["thx", "tnx"], "information": ["info"],
    "through": ["thru"], "would": ["wud"], "should": ["shud"], "right": ["rite"], "know": ["kno"], "going": ["goin"],
    "records": ["recs", "recrods"],
    "medication": ["med", "meds"], "number": ["#", "no"], "question": ["q"], "questions": ["qs"], "my": ["my", "me"],
    "receive": ["recieve"], "does": ["dose", "does"], "their": ["there"], "they're": ["their"], "i'm": ["im"],
    "don't": ["dont"], "can't": ["cant"], "won't": ["wont"], "doesn't": ["doesnt"], "didn't": ["didnt"],
    "have": ["hav", "have"], "physician": ["physican", "dr"], "diagnosis": ["dx", "diagnosys"], "treatment": ["tx"],
    "patient": ["pt"], "at": ["@"], "week": ["wk"], "weeks": ["wks"], "mother": ["mom"], "father": ["dad"],
}  # fmt: skip
OPENERS = [
    "hi", "hello", "hey", "hi there", "good morning", "sorry to bother you", "quick question", "question", "ok so",
    "um", "please help", "so", "one more thing", "just wondering", "excuse me", "dear sir or madam",
    "to whom it may concern", "I hope this is the right place", "not sure who to ask", "ok", "well", "and", "also",
]  # fmt: skip
CLOSERS = [
    "thanks", "thank you", "thx", "please advise", "any help appreciated", "lol", "please", "ty", "let me know", "??",
    "sorry if dumb question", "I'm so lost", "god bless", "thanks in advance", "can you help", "appreciate it",
]  # fmt: skip
KEYS_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioopsdfghjkllxcvbnmm", strict=True))


SHORT_WORD, SHORT_MESSAGE = 4, 7  # letters below which no slip happens; words below which none is dropped


def slip(word: str, rng: random.Random) -> str:
    """Swap, drop, double or miss one letter of a word."""
    if len(word) < SHORT_WORD or not word.isalpha():
        return word
    at = rng.randrange(len(word) - 1)
    start, letter, end = word[:at], word[at], word[at + 1 :]
    return rng.choice(
        [
            start + end[0] + letter + end[1:],
            start + end,
            start + letter * 2 + end,
            start + KEYS_BESIDE.get(letter.lower(), letter) + end,
        ]
    )


def shortened(word: str, rng: random.Random) -> str:
    """Write a word as in SMS, if it has such a form."""
    return rng.choice(SMS.get(word.lower().strip(string.punctuation), [word]))


def hurried(text: str, rng: random.Random) -> str:
    """Shorten words as in SMS and slip on some; how often differs from message to message."""
    sms, slips = rng.choice(HURRIES)
    words = [shortened(word, rng) if rng.random() < sms else word for word in text.split()]
    return " ".join(slip(word, rng) if rng.random() < slips else word for word in words if word)


def dropped(text: str, rng: random.Random) -> str:
    """Leave out some of the words of a longer message."""
    words = text.split()
    if len(words) < SHORT_MESSAGE:
        return text
    return " ".join(word for word in words if rng.random() >= WORD_DROPPED)


def polite(text: str, rng: random.Random) -> str:
    """Put small talk before or after the message."""
    if rng.random() < OPENED:
        text = f"{rng.choice(OPENERS)}{rng.choice([', ', ' ', '. '])}{text}"
    if rng.random() < CLOSED:
        text = f"{text} {rng.choice(CLOSERS)}"
    return text


def unpunctuated(text: str, _: random.Random) -> str:
    """Leave out the punctuation."""
    return re.sub(r"[.,;:!?\"'()-]+", "", text)


HURRIES = [(sms, slips) for sms in (0.0, 0.3, 0.7) for slips in (0.0, 0.05, 0.1)]  # chances for each word
WORD_DROPPED, OPENED, CLOSED = 0.1, 0.6, 0.4
REWRITINGS = ((hurried, 0.5), (dropped, 0.3), (polite, 0.25), (unpunctuated, 0.3))


def augment(text: str, rng: random.Random, *, share: float) -> str:
    """Return the message, or with probability `share` a rewriting of it."""
    if rng.random() >= share:
        return text
    for rewriting, chance in REWRITINGS:
        if rng.random() < chance:
            text = rewriting(text, rng)
    return text.strip() or "?"
