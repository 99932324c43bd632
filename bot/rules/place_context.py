"""The words around a name: what makes a place of a word that may be an ordinary one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.rules.place_index import place_index
from bot.rules.place_states import WORD_CODES
from bot.rules.place_text import shouts
from bot.rules.place_token import Token
from bot.rules.place_words import TITLES

SHORT_MESSAGE = 4  # words; so short a message may be an answer though nothing was asked
LOCATIVES = frozenset("in from near at outside around to through between inside within by en desde of into".split())
STRICT_LOCATIVES = frozenset("in from near outside en".split())
# Stand between a preposition and the place: "in the beautiful state of Ohio", "in upstate New York".
SKIPPED = frozenset(
    """
    the state of city town village good ole old beautiful sunny rural downtown suburban metro greater northern
    southern eastern western central north south east west northeast northwest southeast southwest upstate downstate
    coastal upper lower mid either both county la el estado sort just outside near little
    """.split()
)
DWELLING = frozenset(
    """
    live lives living lived leave reside resides residing resided resident residents residence stay stays staying
    based located home house apartment condo am i'm im are we're is she's he's shes hes they're move moved moving
    relocated relocating address mail vivo vive vivimos viven soy somos estoy estamos currently now settled born
    raised grew
    """.split()
)
NAMING = frozenset("home address residence state town city house hometown location place".split())  # "home is Yonkers"
QUESTION_LEFT = frozenset(
    """
    is are does do about include includes including cover covers serve serves accept accepts take takes exclude
    excludes excluded for and or than not state: what's say meant mean said called like nor also plus but sorry
    """.split()
)
QUESTION_RIGHT = frozenset(
    """
    resident residents patient patients excluded included covered eligible allowed served here state area address zip
    count counts qualify qualifies address residence residency mailing not ok okay based is isn't and or folks people
    """.split()
)
# Firmer than the two above, for letters that are also medical terms: "is MI excluded", "PA residents".
ASKING_LEFT = frozenset(
    """
    is are about include includes cover covers serve serves accept accepts take takes exclude excludes excluded
    """.split()
)
ASKING_RIGHT = frozenset(
    """
    resident residents patient patients excluded included covered eligible allowed served address residency state ok
    okay
    """.split()
)
LIST_MARKS = frozenset(", / or and & nor".split())
CONNECTIVES = frozenset(
    """
    near close by and but now is since for so because though although while if are was were has have zip where which
    who can do does am not
    """.split()
)
FILLERS = frozenset(
    """
    a i i'm im am we we're were it it's its is in from live lives living reside the state of yes yeah yep yup y hi
    hello hey ok okay um uh hmm er so well and please pls plz thanks thank thx ty you sorry just here there that
    that's thats would be oh no nope my our his her their she he she's he's patient patient's residence home city
    zip zipcode code address currently now for vivo en soy de sir ma'am maam bro lol probably guess think answer to
    actually meant mean said i'd u ur sure good old still mom's mother's dad's resident usa us area region america only
    way both all lol haha estado el y gracias btw again duh guys dude
    """.split()
)
NEVER_BARE = frozenset("in or me hi ok oh".split())  # as a whole lower-case answer these are words
SEGMENT_ENDS = frozenset(".,;:!?\n()")


@dataclass(frozen=True)
class Message:
    """Tokens of one message and what holds for all of it."""

    tokens: Sequence[Token]
    asked: bool
    shouted: bool = field(init=False)
    short: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shouted", shouts(list(self.tokens)))
        object.__setattr__(self, "short", sum(token.kind != "mark" for token in self.tokens) <= SHORT_MESSAGE)

    def lower(self, position: int) -> str:
        return self.tokens[position].lower if 0 <= position < len(self.tokens) else ""


@dataclass(frozen=True)
class Context:
    """The surroundings of the tokens from `first` up to `last` (not included)."""

    message: Message
    first: int
    last: int

    @property
    def before(self) -> str:
        """The word before the place, adjectives and the like skipped."""
        position = self.first - 1
        while self.message.lower(position) in SKIPPED and self.message.lower(position - 1):
            if self.message.lower(position) in STRICT_LOCATIVES:
                break
            position -= 1
        return self.message.lower(position)

    @property
    def previous(self) -> str:
        return self.message.lower(self.first - 1)

    @property
    def next(self) -> str:
        return self.message.lower(self.last)

    @property
    def located(self) -> bool:
        return self.before in STRICT_LOCATIVES

    @property
    def dwelling(self) -> bool:
        """Whether somebody lives, is or moves here: "live in …", "I'm from …"."""
        words = [self.message.lower(position) for position in range(self.first - 5, self.first)]
        if self.before in ("is", "es", ":"):
            return any(word in NAMING for word in words)
        return bool({self.before, self.previous} & LOCATIVES) and any(word in DWELLING for word in words)

    @property
    def ends(self) -> bool:
        """Whether the clause ends here, or a new one starts."""
        return not self.next or self.next in CONNECTIVES or not self.next[0].isalnum()

    @property
    def opens(self) -> bool:
        """Whether the message or a sentence begins here."""
        return self.first == 0 or self.previous in SEGMENT_ENDS

    @property
    def bare(self) -> bool:
        """Whether the place is all there is between two marks: "Ohio", "it's ohio thanks"."""
        if not (self.message.asked or self.message.short):
            return False
        ahead = range(self.last, len(self.message.tokens))
        return self._only_fillers(range(self.first - 1, -1, -1)) and self._only_fillers(ahead)

    @property
    def alone(self) -> bool:
        """Whether a mark or nothing stands on both sides of an answer."""
        before = self.previous
        ends = self.next != ":" and (not self.next or self.next in SEGMENT_ENDS)
        return self.bare and ends and (not before or before in SEGMENT_ENDS)

    def _only_fillers(self, positions: range) -> bool:
        for position in positions:
            token = self.message.tokens[position]
            if token.text in SEGMENT_ENDS:
                return True
            if token.lower not in FILLERS and token.kind == "word" and not _part_of_address(token):
                return False
        return True

    @property
    def capitalised(self) -> bool:
        tokens = self.message.tokens[self.first : self.last]
        return not self.message.shouted and all(token.capitalised for token in tokens if token.kind == "word")

    @property
    def half_capitalised(self) -> bool:
        """Whether the name ends in capitals, but begins without: "old Appleton"."""
        words = [token for token in self.message.tokens[self.first : self.last] if token.kind == "word"]
        return len(words) > 1 and words[-1].capitalised and not words[0].capitalised

    @property
    def possessive(self) -> bool:
        """Whether the name is a possessive: "St. Luke's" is a hospital or a church."""
        return self.message.tokens[self.last - 1].lower.endswith("'s")

    @property
    def article(self) -> bool:
        """Whether an article stands before it: "the harbor" is no town."""
        return self.previous in ("the", "a", "an", "my", "our", "his", "her", "your", "this")

    @property
    def after_title(self) -> bool:
        position = self.first - 1
        if self.message.lower(position) == ".":
            position -= 1
        return self.message.lower(position) in TITLES

    @property
    def listed(self) -> bool:
        """Whether it stands in a list of states: "OH, MI or PA"."""
        neighbours = (self._beyond(self.first - 1, -1), self._beyond(self.last, 1))
        return any(token is not None and _names_state(token) for token in neighbours)

    def _beyond(self, position: int, step: int) -> Token | None:
        start = position
        while self.message.lower(position) in LIST_MARKS:
            position += step
        inside = position != start and 0 <= position < len(self.message.tokens)
        return self.message.tokens[position] if inside else None

    @property
    def asked_about(self) -> bool:
        """Whether a question or a list names it: "is MI excluded", "NY or NJ"."""
        return self.before in QUESTION_LEFT or self.next in QUESTION_RIGHT


def _part_of_address(token: Token) -> bool:
    return _names_state(token) or token.code in place_index().codes


def _names_state(token: Token) -> bool:
    entry = place_index().names.get(token.key)
    code = token.code in place_index().codes and (token.upper or token.code not in WORD_CODES)
    return code or (entry is not None and entry.kind == "state")
