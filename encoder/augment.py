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
    "the": ["the", "th", ""], "a": ["a", ""], "is": ["is", ""], "do": ["do", ""], "records": ["recs", "recrods"],
    "medication": ["med", "meds"], "number": ["#", "no"], "question": ["q"], "questions": ["qs"], "my": ["my", "me"],
    "receive": ["recieve"], "does": ["dose", "does"], "their": ["there"], "they're": ["their"], "i'm": ["im"],
    "don't": ["dont"], "can't": ["cant"], "won't": ["wont"], "doesn't": ["doesnt"], "didn't": ["didnt"],
    "have": ["hav", "have"], "physician": ["physican", "dr"], "diagnosis": ["dx", "diagnosys"], "treatment": ["tx"],
    "patient": ["pt"], "at": ["@"], "week": ["wk"], "weeks": ["wks"], "mother": ["mom"], "father": ["dad"],
}  # fmt: skip
OPENERS = [
    "hi", "hello", "hey", "hi there", "good morning", "sorry to bother you", "quick question", "question", "please help",
    "ok so", "um", "so", "one more thing", "just wondering", "excuse me", "dear sir or madam", "to whom it may concern",
    "I hope this is the right place", "not sure who to ask", "ok", "well", "and", "also",
]  # fmt: skip
CLOSERS = [
    "thanks", "thank you", "thx", "please advise", "any help appreciated", "lol", "please", "ty", "sorry if dumb question",
    "I'm so lost", "god bless", "thanks in advance", "can you help", "let me know", "appreciate it", "??",
]  # fmt: skip
KEYS_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioopsdfghjkllxcvbnmm", strict=True))


def slip(word: str, rng: random.Random) -> str:
    """Swap, drop, double or miss one letter of a word."""
    if len(word) < 4 or not word.isalpha():
        return word
    at = rng.randrange(len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    middle = word[at] * 2 if kind == 2 else KEYS_BESIDE.get(word[at].lower(), word[at])
    return word[:at] + middle + word[at + 1 :]


def hurried(text: str, rng: random.Random) -> str:
    """Shorten words as in SMS and slip on some; each word with a small chance."""
    sms, slips = rng.choice([0.0, 0.3, 0.7]), rng.choice([0.0, 0.05, 0.1])
    words = []
    for word in text.split():
        short = SMS.get(word.lower().strip(string.punctuation))
        if short and rng.random() < sms:
            word = rng.choice(short)
        words.append(slip(word, rng) if rng.random() < slips else word)
    return " ".join(filter(None, words))


def dropped(text: str, rng: random.Random) -> str:
    """Leave out some of the words of a longer message."""
    words = text.split()
    if len(words) < 7:
        return text
    return " ".join(word for word in words if rng.random() > 0.1)


def polite(text: str, rng: random.Random) -> str:
    """Put small talk before or after the message."""
    if rng.random() < 0.6:
        text = f"{rng.choice(OPENERS)}{rng.choice([', ', ' ', '. '])}{text}"
    if rng.random() < 0.4:
        text = f"{text} {rng.choice(CLOSERS)}"
    return text


def augment(text: str, rng: random.Random, *, share: float) -> str:
    """Return the message, or with probability `share` a rewriting of it."""
    if rng.random() >= share:
        return text
    if rng.random() < 0.5:
        text = hurried(text, rng)
    if rng.random() < 0.3:
        text = dropped(text, rng)
    if rng.random() < 0.25:
        text = polite(text, rng)
    if rng.random() < 0.3:
        text = re.sub(r"[.,;:!?\"'()-]+", "", text)
    return text.strip() or "?"
