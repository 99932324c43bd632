"""May this word be a place here? A gate for each kind of name: towns that are words, persons, codes, regions."""

from __future__ import annotations

from bot.rules import place_neighbourhoods as neighbourhoods
from bot.rules.place_context import (
    ASKING_LEFT,
    ASKING_RIGHT,
    CONNECTIVES,
    DWELLING,
    LOCATIVES,
    NEVER_BARE,
    SEGMENT_ENDS,
    Context,
    Message,
)
from bot.rules.place_index import Entry, place_index
from bot.rules.place_landmarks import RIVERS
from bot.rules.place_regions import LOOSE
from bot.rules.place_states import MEDICAL_CODES, TRAPS_AFTER, TRAPS_BEFORE, WORD_CODES
from bot.rules.place_words import ORDINARY, PERSONAL, REMARKS
from bot.rules.residence_words import RELATIVES

FAMOUS = 100_000  # people; a city of this size needs no context, unless its name is a word or a person's
TOWN = 5_000  # people; a smaller place in small letters needs "live in", not just "in"
LONG_NAME = 8  # letters; so long a name is seldom a word
SHORT_NAME = 5  # letters; short names in small letters are often words
ZIP_DIGITS = 5
LETTERS_OF_CAMPUS = 4  # shorter ones are initials: "at UNI", not "at uni"
PRESENT = frozenset("now currently nowadays since these ever still again full year".split())  # "Mobile now"
# After these a name is a person's, though a town has it too: "my son Austin", "my name is Charlotte".
NAMING_A_PERSON = RELATIVES | frozenset("name name's named called surgeon doctor".split())
INTRODUCING = frozenset("is i'm im am and".split())
RIVER_NAMES = frozenset(RIVERS.values())
# Hints that are words: "the bills come here" is no team.
COMMON_HINTS = frozenset(
    """
    bills twins rays jets nets saints wings kings heat magic royals stars rockets giants wizards capitals nationals
    patriots browns reds guardians bears bulls fire lightning sounds hornets bison hops thorns wolves ducks rebels
    spartan spartans bucks heels hawks pirates eagles devils mercer duke pitt bates stevens cyclones cyclone hogs fever
    warriors rams chargers dolphins jaguars marlins falcons colts cubs chiefs blues vikings liberty aces monarchs
    hurricanes canes tides missions spurs mavericks cowboys rapids barons predators titans lookouts browns vandals
    vandal
    volunteers southeastern northeastern northwestern central drake emerson bentley clark hobart pratt howard emory
    marshall furman temple wesleyan trinity butler bradley drury rowan rider brandeis elon berea fisk casco corning
    mohawk
    """.split()
)
WIDER = frozenset({"state", "abbreviation", "country", "region"})  # what may follow a town to tell which one it is
OF_PEOPLE = frozenset(
    "native natives resident residents girl boy gal guy man woman household family person local homeowner lifer".split()
)
CLEAR_CODES = frozenset("NY ND IA".split())
MONTHS = frozenset({"april", "may", "june", "august"})  # towns, too


def name_fits(entry: Entry, key: str, context: Context) -> bool:
    """Say whether a known name is meant as a place here."""
    if _beside_its_state(entry, context):
        return True
    if key in LOOSE or key in neighbourhoods.LOOSE:
        initials = context.message.asked and context.opens and context.message.tokens[context.first].upper
        return context.bare or context.located or context.dwelling or context.previous in DWELLING or initials
    if key in MONTHS or (key in ORDINARY | PERSONAL and context.article and entry.size < FAMOUS):
        return False
    if key in ORDINARY:
        placed = context.located and (context.capitalised or context.dwelling)
        answer = context.alone and key not in REMARKS
        return answer or placed or (context.opens and context.capitalised and context.next in PRESENT)
    if context.bare:
        return not (context.after_title and key in PERSONAL)
    return _kind_fits(entry, key, context)


def hint_fits(key: str, context: Context) -> bool:
    """Say whether a river's, team's or campus's name is meant; one that is a word or initials needs capitals."""
    if key in RIVER_NAMES:
        return context.ends or context.next in ("river", "from", "at", "in", "on", "to")
    if key in COMMON_HINTS or len(key) <= LETTERS_OF_CAMPUS:
        return context.capitalised and not context.opens
    return True


def _kind_fits(entry: Entry, key: str, context: Context) -> bool:
    if entry.kind == "city":
        return _town_fits(entry, key, context)
    if entry.kind == "campus":
        written = len(key) > LETTERS_OF_CAMPUS or context.message.tokens[context.first].upper
        return written and (context.located or context.before == "at" or context.dwelling)
    if entry.kind == "hamlet":
        return context.capitalised and (context.dwelling or context.located)
    initials = all(len(word) == 1 for word in key.split(" "))
    return not initials or context.located or context.message.tokens[context.first].text.isupper()


def _town_fits(entry: Entry, key: str, context: Context) -> bool:
    saint = key.startswith("st ") and context.possessive
    half = context.half_capitalised  # "plain old Appleton" is no Old Appleton
    of_people = context.next in OF_PEOPLE  # "a Flint native"
    if half or context.after_title or saint or (entry.size < FAMOUS and context.article and not of_people):
        return False
    answers = context.message.asked and (of_people or not context.article) and context.before not in NAMING_A_PERSON
    if key in PERSONAL:
        placed = context.located and (context.capitalised or context.dwelling)
        told = answers and context.capitalised and context.before not in INTRODUCING
        return placed or (told and entry.size >= FAMOUS)
    if answers and (
        context.capitalised or (entry.size >= TOWN and len(key) >= SHORT_NAME) or len(key) >= LONG_NAME or " " in key
    ):
        return True
    if entry.size >= FAMOUS or context.dwelling or (" " in key and context.located):
        return True
    if context.capitalised and (context.before in LOCATIVES or context.asked_about):
        return True
    return context.located and len(key) > SHORT_NAME and entry.size >= TOWN


def _beside_its_state(entry: Entry, context: Context) -> bool:
    """Say whether a state of the town follows: "Reading, PA", "york maine"."""
    if entry.kind != "city":
        return False
    position = context.last + (context.next == ",")
    following = context.message.tokens[position : position + 2]
    if not following:
        return False
    index = place_index()
    codes = {following[0].code} & index.codes
    if codes & set(entry.weights):
        return code_like(context.message, position)
    for key in (" ".join(token.key for token in following), following[0].key):
        for known in (index.names.get(key), index.word_forms.get(key)):
            codes |= set(known.weights) if known and known.kind in WIDER else set()
    return bool(codes & set(entry.weights))


def code_like(message: Message, position: int) -> bool:
    """Say whether two letters after a town stand for its state: capitals, or the end of the clause."""
    token = message.tokens[position]
    after = Context(message, position, position + 1)
    if token.upper and not message.shouted:
        return True
    if token.code not in WORD_CODES:
        return True
    return not after.next or after.next in SEGMENT_ENDS or after.next.isdigit()


def code_fits(code: str, context: Context) -> bool:
    """Say whether two letters are meant as a state."""
    if _trapped(code, context):
        return False
    token = context.message.tokens[context.first]
    capitals = token.upper and not context.message.shouted
    if code in CLEAR_CODES and context.message.asked:
        return True  # letters that say nothing else: an excluded state named anywhere is never overlooked
    if _answers(code, context, capitals=capitals) or ((capitals or code not in WORD_CODES) and _before_zip(context)):
        return True
    return _capital_code_fits(code, context) if capitals else _small_code_fits(code, context)


def _trapped(code: str, context: Context) -> bool:
    """Say whether the neighbours give it away: "my MI", "CT scan", "co-pay", "2 nd"."""
    if context.previous in TRAPS_BEFORE.get(code, ()) or context.next in TRAPS_AFTER.get(code, ()):
        return True
    return _hyphenated(context) or (context.previous[:1].isdigit() and not context.next[:1].isdigit())


def _answers(code: str, context: Context, *, capitals: bool) -> bool:
    """Say whether it answers the question: "mi", "it's pa", "MI not Ohio"; "ok" and "hi" never do."""
    word = context.message.tokens[context.first].lower
    if context.bare and capitals:
        return code not in ("OK", "HI")
    if word in NEVER_BARE:
        return False
    small_answer = context.bare and (code not in WORD_CODES or context.ends)
    opens = context.message.asked and context.opens and (capitals or code not in WORD_CODES)
    return small_answer or (opens and (capitals or context.next in CONNECTIVES))


def _before_zip(context: Context) -> bool:
    return context.next.replace("-", "").isdigit() and len(context.next) >= ZIP_DIGITS


def _hyphenated(context: Context) -> bool:
    tokens = context.message.tokens
    if context.next != "-" or context.last + 1 >= len(tokens):
        return False
    touching = tokens[context.last].start == tokens[context.first].end
    return touching and context.message.lower(context.last + 1) != "based"


def _capital_code_fits(code: str, context: Context) -> bool:
    if code not in WORD_CODES | MEDICAL_CODES or context.before in ("in", "from", "near"):
        return True
    return context.dwelling or context.before in ASKING_LEFT or context.next in ASKING_RIGHT or context.listed


def _small_code_fits(code: str, context: Context) -> bool:
    if code not in WORD_CODES:
        placed = context.before in ("in", "from", "near", "to") and (context.ends or context.dwelling)
        if placed or (context.previous == "of" and context.dwelling):
            return True
        if context.previous in ("im", "i'm", "am", "we're") and context.ends and code not in MEDICAL_CODES:
            return True
        in_question = context.next in ("resident", "residents") or context.listed
        return in_question or (code not in MEDICAL_CODES and context.asked_about)
    if code == "ME" and context.before == "from":
        return False
    return context.dwelling and context.located and (not context.next or context.next in SEGMENT_ENDS)
