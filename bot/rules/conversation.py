"""Recognises the moves of a conversation that are no question: picking a choice, repeating, starting over, refusing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

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
    "pls thanks ok okay um uh yes yeah yep for me of them these go with lets do select say said my".split()
)
_ELSE = frozenset({"something else", "none", "none of these", "none of those", "neither", "no", "nope", "other",
                   "another question", "not these", "none of them", "neither one", "no something else", "nah",
                   "somthing else", "different question", "none of the above", "not any of these"})  # fmt: skip
_REPEAT = re.compile(
    r"(can|could|would|will)?\s*(you)?\s*(please)?\s*(repeat|say)\s+(that|it|this)?\s*(again|once more|one more time)"
    r"|\brepeat (that|it|this|yourself|please)\b|^repeat$|\bsay again\b|\bcome again\b|^(pardon|what|huh|sorry)\??$"
    r"|\bi (missed|lost|didn'?t (get|hear|catch|see)) (that|it|your answer)\b|\bonce more please\b"
)
_START_OVER = re.compile(
    r"^\W*(please )?(can (we|i) |let'?s |i want to |i'?d like to )?(start over|start again|restart|reset|begin again|"
    r"start from the (start|beginning|top)|new (chat|conversation)|clear (this|the|my)? ?(chat|conversation)|"
    r"forget (all|everything)( (that|i said|i told you))?)( please)?\W*$"
)
_REFUSAL = re.compile(
    r"\b(rather not|prefer not to|prefer not|do(n'?t| not) want to|wo(n'?t| not)|not going to|no need to) "
    r"(say|tell|answer|give|share)\b"
    r"|\bwhy (do|would|are|should|does) (you|i|it|that|u)\b|\bnone of your business\b"
    r"|^\W*(?:but |and |ok )?why(?: that)?\W*$|^(skip|pass|next)( (it|this|that))?\W*$"
    r"|\b(not|no way i'?m|not gonna be) (telling|saying|sharing|giving)\b|^\W*(no|nah|nope) (thanks|thank you|thx)\W*$"
    r"|\b(not comfortable|uncomfortable) (saying|telling|sharing|giving|with that)\b|\bprefer to keep\b"
    r"|\b(none of your|not your) (beeswax|concern)\b|\bthat'?s private\b"
)
_SELF = r"(?:you|u|it|this|that|ur|your|the (?:bot|chat|computer|machine|thing)|this (?:bot|chat|thing|app|assistant))"
_BE = r"(?:are|r|is|was|'re|'s|re|seems?)"
_FED_UP = re.compile(
    rf"(?<!told )(?<!said )(?<!says )(?<!think )(?<!thinks )\b{_SELF} ?{_BE} (?:\w+ ){{0,3}}"
    r"(?:useless|worthless|hopeless|stupid|dumb|ridiculous|pointless|garbage|crap|trash|frustrating|annoying|broken|"
    r"no help|no use|not (?:help(?:ing|ful)|useful|listening|answering|what i)|"
    r"unhelpful|going in circles|a joke|a waste|nuts|bs|rip ?-?off|outrageous|unacceptable|robbery)\b"
    r"|\b(?:you|u|ur) ?(?:is|are|do|does|did|re)? ?(?:not|n'?t|never) (?:help|listen|answer|understand|get it|work)\w*"
    rf"|\b{_SELF} (?:is|are|do|does|did)n'?t "
    r"(?:help(?:ing|ful)?(?: me)?|listen(?:ing)?|answer(?:ing)?(?: me| my question)?)\W*$"
    r"|\b(?:you|u|yo)(?:'ve|ve)? (?:already|just|keep|kept|literally) (?:just )?"
    r"(?:sa(?:id|y|ying)|tell(?:ing)?|told|repeat(?:ing|ed)?|giv(?:e|ing)|gave|wrote|answer(?:ed|ing)?|sen[dt](?:ing)?)\b"
    r"|\bstop (?:repeating|saying|telling me) (?:that|the same|this|yourself|it)\b|\bstop repeating\b"
    r"|\bsame (?:\w+ )?(?:answer|thing|reply|message|response)s? (?:again|over|every|twice|as before)\b"
    r"|\bwaste of (?:my )?time\b|\b(?:not|isn'?t|wasn'?t) what (?:i|we) (?:asked|said|meant|wanted)\b"
    r"|\b(?:are|r) (?:you|u) (?:even )?(?:listening|deaf|reading|kidding|serious)\b|\bi give up\b|\bforget it\b"
    r"|\b(?:so|very|really|getting|i'?m|im) (?:\w+ )?(?:frustrated|fed up|sick of this|tired of this)\b"
    r"|\b(?:wtf|ffs|omfg|goddam\w*|bullshit|fuck\w*)\b"
)
_PERSON = re.compile(
    r"^\W*(?:(?:i|just|can|could|may|please|pls|plz|no|ok|then|and|now|get|give|me|want|need|a|an|real|live|actual|human|"
    r"talk|speak|to|with|us|connect|transfer|somebody|someone|person|people|agent|representative|rep|operator|nurse|being|"
    r"customer service|staff|there|here|would|like|the|number|for|let|some|one)\W*)+$"
)
_A_PERSON = re.compile(
    r"\b(?:human|person|people|agent|representative|rep|operator|somebody|someone|customer service|staff|nurse)\b"
)
_OWN_AREA = re.compile(
    r"\b(?:location|where (?:i|we|she|he|they|my \w+|our \w+)(?:'m|'re| am| is| are|'s)?"
    r"(?: (?:live|lives|living|at|from|located|stay|stays))?\b"
    r"|(?:my|our|her|his|their|this|which|any|every|what) (?:own )?(?:area|region|state|states|zip|county|city|town"
    r"|location|address|part of the (?:country|world|state)|side of)"
    r"|around here|out here|over here|from here|near me|locally)\b"
)
_ACKNOWLEDGED = frozenset(
    "ok okay okey k kk lol haha cool great got it alright allright all right fine good i see hmm hm oh wow nice "
    "perfect understood gotcha makes sense that thats sounds so nvm nevermind never mind then well sweet "
    "awesome".split()
)
_CORRECTION = re.compile(
    r"^\W*(?:(?:no+|nope|sorry|oops|wait|actually|well|hold on|not that|"
    r"(?:what )?i (?:really |actually )?(?:mean|meant)(?: (?:is|was|to (?:say|ask)))?|let me rephrase)\b[\s,.:;-]*)+"
    r"(?=\w+\W+\w)",
    re.IGNORECASE,
)
_LATE_TITLE_MATCH = 84  # of 100; below, words of the message decide nothing
_MAX_PICK_WORDS = 9


def pick_choice(text: str, titles: Sequence[str]) -> int | None:
    """Return which of `titles` the text picks: an index, `NONE_OF_THESE`, or None when it picks nothing."""
    words = _words(text)
    if not words or len(words) > _MAX_PICK_WORDS:
        return _by_title(text, titles) if words else None
    if " ".join(words) in _ELSE or "something else" in " ".join(words):
        return NONE_OF_THESE
    number = _by_number(words, len(titles))
    return number if number is not None else _by_title(text, titles)


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
    plain = [" ".join(_words(title)) for title in titles]
    best = process.extractOne(" ".join(_words(text)), plain, scorer=fuzz.ratio)
    return int(best[2]) if best and best[1] >= _LATE_TITLE_MATCH else None


def asks_to_repeat(text: str) -> bool:
    """Tell whether the text asks for the last answer once more."""
    plain = _plain(text)
    return len(plain.split()) <= _MAX_PICK_WORDS and bool(_REPEAT.search(plain))


def asks_to_start_over(text: str) -> bool:
    """Tell whether the text asks to forget this conversation's facts and begin again."""
    return bool(_START_OVER.match(_plain(text)))


def is_fed_up(text: str) -> bool:
    """Tell whether the text complains of the assistant itself: that it repeats, does not help, does not listen."""
    return bool(_FED_UP.search(_plain(text)))


def asks_for_person(text: str) -> bool:
    """Tell whether the whole text is a call for somebody real: "person please"."""
    plain = _plain(text)
    return bool(_A_PERSON.search(plain) and _PERSON.match(plain))


def acknowledges(text: str) -> bool:
    """Tell whether the text only takes note or lets the matter rest: "lol ok", "never mind"."""
    words = _words(text)
    return bool(words) and all(word in _ACKNOWLEDGED for word in words)


def without_correction(text: str) -> str:
    """Return what a correction puts in place of what was said before: "no, I meant the slides"."""
    return _CORRECTION.sub("", text)


def speaks_of_own_area(text: str) -> bool:
    """Tell whether the text speaks of where somebody lives without naming the place: "folks from my area"."""
    return bool(_OWN_AREA.search(_plain(text)))


def refuses(text: str) -> bool:
    """Tell whether the text declines to answer what was asked."""
    return bool(_REFUSAL.search(_plain(text)))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split())


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\u2019", ""))
