"""Which of the choices that were shown a message picks: by number, by place, by words, none, the other one, all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.rules.conversation_words import CORRECTING

NONE_OF_THESE = -1  # what `pick_choice` returns for "something else"

_NUMBERS = {
    "1": 0, "one": 0, "first": 0, "1st": 0, "a": 0, "former": 0, "top": 0, "uno": 0,
    "2": 1, "two": 1, "second": 1, "2nd": 1, "b": 1, "middle": 1, "dos": 1,
    "3": 2, "three": 2, "third": 2, "3rd": 2, "c": 2, "tres": 2,
    "4": 3, "four": 3, "fourth": 3, "4th": 3, "d": 3,
    "5": 4, "five": 4, "fifth": 4, "5th": 4,
}  # fmt: skip
_FRAME = frozenset(
    "the one option number no choice answer reply pick choose i want mean meant think it is its that would be please "
    "pls thanks ok okay um uh yes yeah yep for me of them these go with lets do select say said my nr nbr num item "
    "line id ill take like try make should have been was and then so button press pressed".split()
)
# Around a pick that takes another pick back: "oops, fat thumbs, not 4, I meant 1".
_SLIP = frozenset(
    "sorry oops whoops wait hold on actually no not wrong typo mistake fat thumb thumbs finger fingers fingered hit "
    "typed mistyped misclick misclicked meant instead rather scratch bad apologies correction nope hang dang darn "
    "shoot autocorrect "
    "supposed to by accident accidentally clicked tapped guess key pushed chose selected hm hmm oh ah er "
    "um uh umm again rather better yikes crap argh ugh oof grr".split()
)
_ELSE = frozenset({"something else", "none", "none of these", "none of those", "neither", "no", "nope", "other",
                   "another question", "not these", "none of them", "neither one", "no something else", "nah",
                   "somthing else", "different question", "none of the above", "not any of these", "neither of them",
                   "neither of those", "neither of these", "not those", "not that", "not either", "no neither",
                   "nothing",
                   "nothing here", "no none", "none fit", "none apply", "neither fits", "no match",
                   "not listed"})  # fmt: skip
_ALL = frozenset({"both", "both please", "both of them", "both of those", "both of these", "all", "all of them",
"i want both",
                  "all of those", "all of these", "all of the above", "the two", "either", "both pls",
                  "1 and 2"})  # fmt: skip
_WRONG_ONE = re.compile(r"\b(?:wrong|bad|incorrect) (?:one|number|button|choice|key|option|answer)\b")
_NAMED_NUMBER = re.compile(
    r"\b(?:number|option|choice|meant|wanted|want|pick|press|choose|select|button|key|the|was|be|is) "
    r"([1-5]|one|two|three|four|five|first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?: (?:one|please|pls|"
    r"instead|sorry))*$"
)
_OTHER_ONE = re.compile(r"\bother (?:one|choice|option|number|place|town|city)\b|\bthe other(?: please| pls)?$")
_LATE_TITLE_MATCH = 84  # of 100; below, words of the message decide nothing
_MAX_PICK_WORDS = 9
_FEW = 5  # words of a pick by a telling word: "the fax one"
_LEAST_LETTERS = 3
_IDLE = frozenset(
    "a an the is are am do does did can could will would should i my me you your it its one of to for in on at and or "
    "be get have has that this these what which who how when where why if not no yes about please pls ok okay thing "
    "question mean meant want with go lets choice option program".split()
)


def pick_choice(text: str, titles: Sequence[str]) -> int | None:
    """Return which of `titles` the text picks: an index, `NONE_OF_THESE`, or None when it picks nothing."""
    words = words_of(text)
    if not words or len(words) > _MAX_PICK_WORDS:
        return _by_title(text, titles) if words else None
    if " ".join(words) in _ELSE or "something else" in " ".join(words):
        return NONE_OF_THESE
    found = _by_number(words, len(titles))
    if found is None:
        found = _by_title(text, titles)
    return found if found is not None else _by_words(words, titles)


def picks_all(text: str) -> bool:
    """Tell whether the text wants all that was offered: "both please"."""
    return " ".join(words_of(text)) in _ALL


def pick_anew(text: str, count: int, taken: int | None) -> int | None:
    """Return the choice that takes the place of one taken before: "sorry, meant 1", "and number 3?", "the other one".

    Args:
        text: The message.
        count: How many choices there were.
        taken: The one that was taken, if any.
    """
    words = words_of(_WRONG_ONE.sub(" ", text.lower()))
    if not words or len(words) > _MAX_PICK_WORDS:
        return None
    if takes_back(text) and (named := _NAMED_NUMBER.search(" ".join(words))):
        words = [named[1]]
    two = 2
    if taken is not None and count == two and _OTHER_ONE.search(" ".join(words)):
        return 1 - taken
    telling = [word for word in words if word not in _FRAME | _SLIP | {"how", "what", "about"}]
    telling = telling or [word for word in words if word in _NUMBERS]
    picked = [_NUMBERS[word] for word in telling if word in _NUMBERS and word != "a"]
    if len(picked) != len(telling):
        return None
    picked = [index for index in picked if index < count]
    if "not" in words and len(picked) > 1:  # "not 4, 1"
        denied = _NUMBERS.get(words[words.index("not") + 1]) if words[-1] != "not" else None
        picked = [index for index in picked if index != denied]
    others = [index for index in dict.fromkeys(picked) if index != taken]
    return others[0] if len(others) == 1 else None


def takes_back(text: str) -> bool:
    """Tell whether the text puts right what was said before: "sorry, I meant", "wrong button"."""
    return bool(CORRECTING.search(" ".join(text.lower().replace("\u2019", "'").split())))


def _by_number(words: list[str], count: int) -> int | None:
    if words[-1:] == ["last"] or words[-2:] == ["last", "one"] or words[-1:] == ["latter"]:
        return count - 1 if count else None
    # "the second one": a leading ordinal beats the "one" of the frame
    telling = [word for word in words if word not in _FRAME]
    if not telling:
        telling = [word for word in words if word in _NUMBERS]
    if len(telling) != 1 or telling[0] not in _NUMBERS:
        return None
    index = _NUMBERS[telling[0]]
    return index if index < count else None


def _by_title(text: str, titles: Sequence[str]) -> int | None:
    plain = [" ".join(words_of(title)) for title in titles]
    best = process.extractOne(" ".join(words_of(text)), plain, scorer=fuzz.ratio)
    return int(best[2]) if best and best[1] >= _LATE_TITLE_MATCH else None


def _by_words(words: list[str], titles: Sequence[str]) -> int | None:
    """Return the one title that holds all telling words of a short message: "the employer one"."""
    telling = {word for word in words if word not in _IDLE and len(word) >= _LEAST_LETTERS}
    if not telling or len(words) > _FEW:
        return None
    holding = [index for index, title in enumerate(titles) if telling <= set(words_of(title))]
    return holding[0] if len(holding) == 1 else None


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without marks."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\u2019", ""))
