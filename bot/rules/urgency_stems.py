"""One form for the forms of a word that no rule needs to tell apart."""

from __future__ import annotations

_ONE_FORM = {
    "aint": "isnt", "am": "is", "are": "is", "arent": "isnt", "cannot": "cant", "does": "do", "doesnt": "dont",
    "has": "have", "hasnt": "havent", "r": "is", "were": "was", "werent": "wasnt",
    "she": "he", "they": "he", "them": "him",
    "her": "my", "his": "my", "our": "my", "their": "my",
    "herself": "myself", "himself": "myself", "themself": "myself", "themselves": "myself",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_KEPT = frozenset({
    "beating", "choking", "crowning", "during", "evening", "everything", "fasting", "fitting", "fridays",
    "having", "hearing", "hitting", "hives", "jerking", "killing", "mondays", "morning", "news", "nothing",
    "overdosing", "saturdays", "shaking", "something", "staring", "stating", "stats", "sundays", "thursdays",
    "tuesdays", "wednesdays",
})  # fmt: skip
_SILENT_E = frozenset({
    "bit", "chok", "com", "driv", "giv", "hid", "hop", "liv", "los", "mak", "mov", "rid", "seiz", "shak", "tak", "us",
    "wak", "writ",
})  # fmt: skip
_MIN_S, _MIN_ING, _MIN_E = 4, 6, 6  # letters a word needs before its ending is taken off


def one_form(word: str) -> str:
    """Return the form that stands for all: "pains" as "pain", "breathing" and "breathe" as "breath"."""
    if word in _ONE_FORM:
        return _ONE_FORM[word]
    if word in _KEPT:
        return word
    if word.endswith("ing") and len(word) >= _MIN_ING:
        word = _without_ing(word)
    elif word.endswith("ies") and len(word) > _MIN_S:
        word = word[:-3] + "y"
    elif word.endswith("s") and len(word) >= _MIN_S and word[-2] not in "sui":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) >= _MIN_E else word


def _without_ing(word: str) -> str:
    base = word[:-3]
    if base in _SILENT_E:
        return base + "e"
    doubled = base[-1] == base[-2] and base[-1] not in "flsz"
    return base[:-1] if doubled else base
