"""How much a message leans on what was asked before it ("and the fax?", "same for x-rays?", "so what do I do then")."""

from __future__ import annotations

import re

# How much: it says nothing by itself, it goes on with what was said, it may go on and says much by itself.
FULLY, PARTLY, SLIGHTLY = 0.7, 0.5, 0.2
_MAX_WORDS = 9
_LONGEST = 14  # words of one that says at its start that it goes on
_LONGEST_POINTING = 11  # words of one that only points back
_WHOLE = 2  # telling words of a question that is whole
_SHORT = 5  # words of a message that may go on without saying so: "landline?"
_OPENING = re.compile(
    r"^(and|but|or|so|also|then|ok(ay)?( and| but| so)?|what about|how about|what if|same|is that|does that|do they|"
    r"are they|is it|does it|will they|would they|would it|can they|even if|even for|why|why not|which|whose|how so|"
    r"in that case|that|those|these|it|them|they|by|less than|more than|within|not|for|with|without)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:and|but|so|or|then|also|what if|in that case|ok(?:ay)? (?:and|but|so|then))\b", re.IGNORECASE
)
# A beginning that asks the same again of somebody or something else: "and mine? It is from the school I teach at".
_HEAD = re.compile(r"^(?:\w+ )?(?:and|what about|how about|same for|but|or) (?:[\w']+ ?){1,3}[?,.]\s+\w", re.IGNORECASE)
# Words that point back at what was named before.
_POINTING = re.compile(
    r"\b(?:they|them|their|theirs|it|its|that|those|these|this|he|she|him|her|his|there|one|ones|then|else|so|same|"
    r"it'?s|"
    r"that'?s|they'?re|he'?s|she'?s)\b",
    re.IGNORECASE,
)
# Words that name nothing: a message of these alone says nothing by itself.
_EMPTY = frozenset(
    "mine yours ours hers theirs darn geez gosh "
    "huh jeez man "
    "oh please shoot "
    "thanks ugh wow "
    "a about after "
    "again ah all also am an and any anything anyway are arent as at be been before being both but by can "
    "cant could couldnt decide decides did didnt difference different do does doesnt dont either else even ever every "
    "everything exactly example examples few first for from get gets getting give go going got had happen happens has "
    "havent have "
    "he her him his "
    "hm hmm how i if im in instead is isnt it its just kind last like list listed lists long lot lots make many "
    "may me mean means more most much must my need neither never next no not nothing now of off oh ok okay on once one "
    "ones only or "
    "other our out please possible really reason reasons same say see she should show shouldnt so some something "
    "sort still such "
    "tell suppose supposed sure take than that thats the their them then there these they thing things this "
    "those though to too two u um up us usually very want was wasnt way we well were what whatever whats when where "
    "whether which "
    "while who whole whos whose why will with without wont work works worth would wouldnt yes yet you your "
    "youre".split()
)
_PEOPLE = frozenset(
    "mom mum mother dad father parents wife husband spouse partner son daughter kid kids child children sister brother "
    "aunt uncle grandma grandpa grandmother grandfather friend neighbor cousin niece nephew family folks someone "
    "somebody boyfriend girlfriend fiance fiancee boss coworker inlaws moms dads sons daughters".split()
)
_TURNS_TO_PERSON = re.compile(
    r"^\W*(?:(?:ok|okay|thanks|well|hm+)\W+)*(?:and|but|what about|how about|same for|also|then|so)(?: for| about|"
    r" what about| is)? "
    rf"(?:my|our|his|her|their|the|a) (?:\w+[ '-]+){{0,2}}?(?:{'|'.join(sorted(_PEOPLE))})\b"
)
_SUBJECT_CHANGED = re.compile(
    r"^\W*(?:(?:ok|okay|anyway|anyways|anyhow|so|well|alright|all right|thanks|thank you|great|good|cool|now|and|oh|"
    r"hm+)\W+)*"
    r"(?:(?:a |an |one |some |on (?:a|an) |i have (?:a|an(?:other)?|one) |totally |completely |whole )*"
    r"(?:different|another|new|separate|unrelated|other|more|last|next|final|quick|second) "
    r"(?:thing|question|topic|subject|matter|note|issue|one)\b|(?:changing|change of|switching|let'?s change|new|"
    r"to change) "
    r"(?:the )?(?:subject|topic|gears|tack)|unrelated(?:ly)?\b|by the way\b|btw\b|forget (?:that|about that|it|"
    r"the \w+)\b|"
    r"never ?mind(?: that)?\b|moving on\b|next\b|separately\b|also separate|while i have you|on another note|"
    r"something else)"
    r"[\s.,:;!?-]*",
    re.IGNORECASE,
)
_IN_GENERAL = re.compile(
    r"\b(?:in general|generally|elsewhere|somewhere else|anywhere else|other (?:hospitals|places|doctors)|"
    r"(?:not|isn'?t|wasn'?t) (?:about |for |at |with |through )?(?:(?:the|your|this|that|ur) )?"
    r"(?:program|hopkins|one|yours|you)|(?:some|any)(?:one|body|where)(?: else)? (?:local|nearby|closer|around here|"
    r"in town)|"
    r"(?:an?|my|our|the) (?:regular|normal|ordinary|usual|standard|plain|local|different|nearby|own|hometown) (?:one|"
    r"second opinion|doctor|surgeon|"
    r"hospital|specialist)|"
    r"(?:near|close to|by|around) (?:me|us|here|home|where (?:i|we) live)|nearby|"
    r"(?:across|in|around) town|close(?:r)? to home|"
    r"the (?:regular|general|normal|local) (?:one|kind|way))\b"
)
_AT_PROGRAM = re.compile(
    r"\b(?:yours|(?:your|ur) (?:program|service|one|place|hospital|side|surgeons|people|folks|end|team)|"
    r"(?:the|this|for|at|with|through|by|from|johns?) (?:johns? )?hopkins(?: \w+)?|(?:the|this) program|"
    r"(?:with|for|at|through|by|from) (?:you|u|y'?all)(?: (?:guys|people|folks))?(?=\W*$| )|at your|you (?:guys|"
    r"people|folks))\b"
)
_QUESTION = re.compile(
    r"^\W*(?:(?:ok|okay|fine|good|great|well|so|and|but|wait|hm+|um|uh|oh|thanks|hang on|hold on|first|also|then|"
    r"before (?:that|i \w+)|"
    r"sorry|actually|no)\W+)*(?:what|how|where|when|who|whom|whose|which|why|can|could|do|does|did|is|are|will|would|"
    r"should|may|"
    r"must|am|has|have)\b"
)
_ASKING = re.compile(
    r"\b(?:what|how|where|when|who|which|why|can|could|do|does|did|is|are|will|would|should|may|must|am|i'?m|need|"
    r"want)\b"
)
_CHANNEL = re.compile(
    r"\b(?:phone|telephone|number|numbers|fax|line|landline|hotline|voice|toll ?-?free|toll|call|dial|email|e-mail|"
    r"text|"
    r"extension|ext|cell|whatsapp|website|web ?site|url|link)\b"
)
_CALLING = re.compile(
    r"\b(?:references?|reference (?:number|code|thing)|that (?:code|number thing)|(?:tell|say to|give|ask) (?:them|"
    r"him|her|the person)|"
    r"pick(?:s|ed)? up|who (?:will|would|do|does|am|is)(?: \w+){0,2} (?:answer|talk(?:ing)?|speak(?:ing)?|pick))\b|"
    r"\bwhat do i say\b"
)
_POSTING = re.compile(
    r"\b(?:mail(?:ed|ing)?|post(?:ed|ing)?|ship(?:ped|ping)?|address|street|suite|zip(?: code)?|fedex|ups|usps|courier|"
    r"drop (?:\w+ )?off|send (?:it|them|this|that|those)|envelope|package|label|attn|attention|whose name)\b"
)
_HOURS = re.compile(
    r"\b(?:hours?|open|close[sd]?|weekends?|saturdays?|sundays?|mondays?|today|tonight|tomorrow|morning|evening|lunch|"
    r"when|"
    r"what time|until|till|24/7|answer(?:ed|s)?|holidays?)\b"
)


def is_about_general(text: str) -> bool:
    """Tell whether the text turns from the program to second opinions in general: "no, I mean in general"."""
    return bool(_IN_GENERAL.search(_plain(text)))


def is_about_program(text: str) -> bool:
    """Tell whether the text turns to the program: "and for yours?"."""
    return bool(_AT_PROGRAM.search(_plain(text)))


def asks_question(text: str) -> bool:
    """Tell whether the text opens as a question."""
    return bool(_QUESTION.match(_plain(text)))


def is_fragment(text: str) -> bool:
    """Tell whether the text only names something, so that the question is another's: "a second opinion in town"."""
    plain = _plain(text)
    return len(plain.split()) <= _MAX_WORDS and not _ASKING.search(plain)


def names_channel(text: str) -> bool:
    """Tell whether a short text speaks of a way to reach somebody, and of no time: "the landline?"."""
    plain = _plain(text)
    return len(plain.split()) <= _MAX_WORDS and bool(_CHANNEL.search(plain)) and not _HOURS.search(plain)


def names_posting(text: str) -> bool:
    """Tell whether a short text speaks of sending something by mail: "I'd rather mail it"."""
    plain = _plain(text)
    return len(plain.split()) <= _MAX_WORDS and bool(_POSTING.search(plain))


def asks_hours(text: str) -> bool:
    """Tell whether a short text asks when somebody is there: "on weekends?", "when are they in"."""
    plain = _plain(text)
    return len(plain.split()) <= _MAX_WORDS and bool(_HOURS.search(plain))


def asks_about_call(text: str) -> bool:
    """Tell whether a short text asks what to say on the phone, or what the reference is for."""
    plain = _plain(text)
    return len(plain.split()) <= _MAX_WORDS and bool(_CALLING.search(plain))


def names_only_people(text: str) -> bool:
    """Tell whether the text names a person and nothing else: "and for my mom?"."""
    words = _words(text)
    named = [word for word in words if word in _PEOPLE]
    return bool(named) and all(word in _EMPTY or word in _PEOPLE for word in words)


def turns_to_person(text: str) -> bool:
    """Tell whether the text turns to somebody else: "and my neighbor?", "what about her sister"."""
    return bool(_TURNS_TO_PERSON.match(_plain(text)))


def changes_subject(text: str) -> bool:
    """Tell whether the text says itself that it leaves what was talked of: "different question"."""
    return bool(_SUBJECT_CHANGED.match(text))


def without_opening(text: str) -> str:
    """Return the text without the words that only say that the subject changes."""
    rest = _SUBJECT_CHANGED.sub("", text, count=1)
    return rest if len(rest.split()) > 1 else text


def says_nothing(text: str) -> bool:
    """Tell whether the text is of words alone that name nothing: "and not to me?"."""
    words = _words(text)
    return bool(words) and all(word in _EMPTY for word in words)


def points_back(text: str) -> bool:
    """Tell whether the text may speak of what was named before it: by "they", by "and", or by its shortness."""
    return bool(_POINTING.search(text) or _OPENING.match(text.strip())) or len(text.split()) <= _SHORT


def leans_on_before(text: str) -> float:
    """Return how much the text needs what was asked before: FULLY, PARTLY, SLIGHTLY or 0."""
    words = _words(text)
    if not words or len(words) > _LONGEST or changes_subject(text):
        return 0.0
    if _HEAD.match(text.strip()):
        return PARTLY
    if len(words) > _MAX_WORDS:
        points = len(words) <= _LONGEST_POINTING and _POINTING.search(text)
        return SLIGHTLY if points or _GOES_ON.match(text.strip()) else 0.0
    if all(word in _EMPTY for word in words) or names_only_people(text):
        return FULLY
    if not points_back(text):
        return 0.0
    return SLIGHTLY if _is_whole(text, words) else PARTLY


def _is_whole(text: str, words: list[str]) -> bool:
    """Tell whether a short text is a question of its own: "does Hopkins give discounts"."""
    telling = sum(word not in _EMPTY for word in words)
    return telling >= _WHOLE and asks_question(text) and not (_POINTING.search(text) or _OPENING.match(text.strip()))


def _plain(text: str) -> str:
    return text.lower().replace("\u2019", "'")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _plain(text).replace("'", ""))
