"""What reads as a question or a request, alone or as the second of two."""

from __future__ import annotations

import re

AUXILIARY = (
    r"(?:can|could|cn|do|does|did|is|isn't|are|aren't|am|was|were|will|would|should|shall|may|might|must|has|have|don't|"
    r"doesn't|won't|shud|wud)"
)
SUBJECT = (
    r"(?:i|you|u|ya|y'all|he|she|it|they|we|that|this|these|those|there|my|your|ur|our|his|her|their|the|an?|any\w*|"
    r"some\w*|one|such|other|another|second|2nd|third|all|both|most|drs?|doctors?|surgeons?|people|patients|records|"
    r"copies|insur\w+|plans?|medicare|medicaid|tricare|aetna|cigna|kaiser|humana|united|anthem|blue|hopkins|"
    r"mom|dad|mother|father|(?-i:[A-Z])\w+)"
)
WH = r"(?:wh(?:at|en|ere|ich|o|om|y|ose)(?:'?s|'re|'ll|'d)?|wat|wut|whr|hows?|how'(?:s|d|ll))"
REQUEST = (
    r"(?:(?:tell|explain|give|send|let|put|connect|cancel|call|phone|text|mail|stop|show|help|list|describe|convince|"
    r"have some|get me|point me|refer me|transfer me)\b|"
    r"(?:i|we)(?:'[a-z]+)?(?: am| are| would| will)?(?: also| still| really| just| rather| only)* "
    r"(?:like|love|want|wanna|need|wish|wonder\w*|prefer|speak|talk)\b|"
    r"(?:need|want|wanna|wondering|looking for|any (?:idea|chance|way|help)|if|whether)\b)"
)
FILLERS = (
    r"(?:also|then|too|plus|btw|by the way|so|and|but|or|ok|okay|oh|hi|hello|hey|n|um+|uh|yes|yeah|well|like|"
    r"second(?:ly| question)?|another (?:question|thing)|one more thing|if (?:so|not|yes)|in that case|"
    r"after(?:wards| that)|first|please|pls|plz|just|quick (?:one|question)s?|lastly|finally|meanwhile|"
    r"otherwise|anyway|about|roughly|"
    r"(?:to|by|at|for|in|from|with|under|on) (?=wh|how))"
)
OPENER = rf"(?:{WH}\b|{AUXILIARY}\s+(?:not |even |also |i also )?{SUBJECT}\b|{REQUEST})"
ASKS = re.compile(rf"\?|^\W*(?:\d\W+)?(?:{FILLERS}\b\W*)*{OPENER}", re.IGNORECASE)
ASKS_WITHIN = re.compile(
    rf"\?|(?:^|[.!,;:&-]|\b(?:is|things|on)\b|\b{FILLERS}\b)\W*(?:{FILLERS}\b\W*)*{OPENER}", re.IGNORECASE
)
QUESTION_ANYWHERE = re.compile(
    rf"\?|\b(?:{WH}|{AUXILIARY} (?:i|you|u|we|they|he|she|it|my|your|ur|the)|{REQUEST})", re.IGNORECASE
)
ANOTHER = re.compile(
    r"^\W*(?:and |but |oh )?(?:also|another|second(?:ly)?|plus|one more|as well|2[.):]|b[.):])(?!\w)", re.IGNORECASE
)
COURTESY = re.compile(
    r"\W*(?:(?:hi|hello|hey|there|good (?:morning|afternoon|evening)|thanks?|thank you|thx|ty|ok|okay|great|got it|"
    r"cool|yes|no|well|so|please|pls|sorry|bye|goodbye|dear|sir|madam|all|very|much|again|and|a lot)\b\W*)+",
    re.IGNORECASE,
)
QUESTION_WORD = re.compile(rf"\b{WH}\b", re.IGNORECASE)
LEANING = re.compile(  # words that the next question word belongs to: "tell me what", "how much is it"
    r"\b(?:tell|me|us|know|ask|see|say|sure|explain|understand|wonder|wondering|idea|about|of|to|for|from|with|by|at|in|"
    r"on|out|check|learn|decide|if|whether|what|when|where|which|who|why|how|whose|much|long|many|often|soon|fast|"
    r"also|then|not|that|the|a|i|you|we)\W*$",
    re.IGNORECASE,
)
VERB = re.compile(rf"\b{AUXILIARY}\b|\b(?:what|how|where|who|when)'?s\b", re.IGNORECASE)
DETERMINER = r"(?:your|ur|the|my|our|his|her|their|an?|any)"
SHARED = re.compile(  # what "address" and "fax" share in "what is your address and fax"
    rf"\W*(?:{FILLERS}\b\W*)*(?:{WH}(?:\s+(?:is|are|was))?|{REQUEST}(?:\s+(?:me|us))?|"
    rf"(?:can|could|may) (?:i|we|you) (?:please )?(?:have|get|give me|send me))\s+(?:{DETERMINER}\b\s*)?",
    re.IGNORECASE,
)


def asks(piece: str) -> bool:
    """Say whether a piece of a message opens as a question or a request, or holds a question mark."""
    return bool(ASKS.search(piece))


def asks_within(piece: str) -> bool:
    """Say whether any clause of a piece asks something."""
    return bool(ASKS_WITHIN.search(piece))


def may_ask(piece: str) -> bool:
    """Say whether a piece has any word that questions and requests have; stories often do, too."""
    return bool(QUESTION_ANYWHERE.search(piece))


def announces(piece: str) -> bool:
    """Say whether a piece begins like a second question: "also", "another thing", "2."."""
    return bool(ANOTHER.search(piece))


def is_complete_question(clause: str) -> bool:
    """Say whether a clause asks and could end here: "how much is it" could, "how quickly" and "tell me" could not."""
    if LEANING.search(clause) or not asks_within(clause):
        return False
    return bool(VERB.search(clause)) or not QUESTION_WORD.search(clause)


def is_courtesy(piece: str) -> bool:
    """Say whether a piece only greets, thanks or agrees."""
    return bool(COURTESY.fullmatch(piece))


def opens_as_question(piece: str) -> bool:
    """Say whether a piece opens as a question or a request, whatever its marks."""
    return asks(piece.replace("?", ""))


def shared_opening(text: str, first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
    """Return where the words stand that "fax" shares with "what is your address"; (0, 0) where it shares none."""
    opening = SHARED.match(text, *first)
    return opening.span() if opening and not opens_as_question(text[slice(*second)]) else (0, 0)
