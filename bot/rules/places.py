"""Find the places that a message names, each with the states it may mean. Pure: text in, places out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from bot.rules.place_context import LOCATIVES, Context, Message
from bot.rules.place_gates import code_fits, hint_fits, name_fits
from bot.rules.place_index import HINT, NATION, ZIP_ONLY_WEIGHT, Entry, place_index
from bot.rules.place_misspellings import SHORTEST, misspelt_city, misspelt_state, misspelt_state_pair
from bot.rules.place_states import OTHER, STATE_NAMES, WORD_CODES
from bot.rules.place_text import key_of, tokenize
from bot.rules.place_token import Token
from bot.rules.place_words import BEFORE_ORGANISATION, ORDINARY, ORGANISATIONS, STREETS
from bot.rules.place_zips import area_entry, zip_entry

STATE_KINDS = frozenset({"state", "code", "abbreviation", "demonym"})
JOINERS = frozenset({"or", "and", "/", "&"})
AMBIGUOUS_CODES = {"LA": ("CA", "LA")}  # Los Angeles
TERRITORY_CODES = frozenset("PR GU VI AS MP AE AP AA ON BC QC AB MB SK NS NB NL PEI UK".split())
CAMPUS = 20_000  # people; so much a college weighs beside towns of its name
CITY = 100_000  # people; a smaller place has no quarters that are named before it
BANKED_WITH = frozenset("my our a at with from through".split())
CONFLICT_SIZE = 50_000  # people; "Chicago, Indiana" contradicts itself, a hamlet's name beside a state does not
REMEMBERED = 16  # messages; several parts of a turn read the same one


@dataclass(frozen=True)
class Place:
    """One place in a message: `states` are postal codes it may mean, or "other" for abroad and the territories."""

    name: str
    kind: str
    states: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """A place over the tokens from `first` up to `last`; an organisation is no place, but its town is known."""

    first: int
    last: int
    entry: Entry
    organisation: bool = False


@lru_cache(REMEMBERED)
def find_places(text: str, *, asked: bool = False) -> tuple[Place, ...]:
    """Return the places that a message names, in order; `asked` when it answers "which state?"."""
    tokens = tokenize(text)
    return tuple(
        Place(
            found.entry.name,
            found.entry.kind,
            found.entry.likely(),
            tokens[found.first].start,
            tokens[found.last - 1].end,
        )
        for found in find_mentions(tokens, asked=asked)
        if not found.organisation and found.entry.kind != HINT
    )


def mentions_place(text: str) -> bool:
    """Say whether a message names any place."""
    return bool(find_places(text))


def find_mentions(tokens: list[Token], *, asked: bool) -> list[Mention]:
    """Return the mentions of places over the tokens, organisations included."""
    message = Message(tokens, asked)
    found: list[Mention] = []
    position = 0
    while position < len(tokens):
        mention = _mention_at(message, position)
        if mention is None:
            position += 1
            continue
        if not _street(message, mention):
            found.append(replace(mention, organisation=_organisation(message, mention)))
        position = mention.last
    return _merged(_without_remarks(found, message), message)


def _without_remarks(found: list[Mention], message: Message) -> list[Mention]:
    """Leave out a word that is a town, too, and stands alone beside a place: "Fine. Vermont."."""
    remarks = [mention for mention in found if _is_remark(mention, message)]
    return [mention for mention in found if mention not in remarks] if len(remarks) < len(found) else found


def _is_remark(mention: Mention, message: Message) -> bool:
    word = message.tokens[mention.first].key
    one = mention.last == mention.first + 1 and mention.entry.kind in ("city", "hamlet", "country")
    return one and word in ORDINARY and Context(message, mention.first, mention.last).alone


def _mention_at(message: Message, position: int) -> Mention | None:
    token = message.tokens[position]
    if token.kind == "number":
        context = Context(message, position, position + 1)
        entry = zip_entry(context, after_place=_after_place(message, position)) or area_entry(context)
        return Mention(position, position + 1, entry) if entry else None
    if token.kind != "word":
        return None
    named = _named(message, position)
    if named and token.key == "the":
        ahead = _named(message, position + 1)  # "the South Dakota bank" is not the South
        named = named if ahead is None or ahead.last <= named.last else None
    if named and named.last == position + 1 and len(named.entry.likely()) > 1:
        longer = _misspelt_pair(message, position)  # "cedar rapid" is no Cedar
        named = Mention(position, position + 2, longer) if longer else named
    return named or _coded(message, position) or _misspelt(message, position)


def _spans(message: Message, position: int) -> Iterator[tuple[int, str]]:
    """Yield the end and key of every run of words from here, the longest first; hyphens join."""
    keys: list[str] = []
    spans: list[tuple[int, str]] = []
    longest = place_index().longest.get(message.tokens[position].key, 0)
    for end in range(position, min(position + 2 * longest, len(message.tokens))):
        token = message.tokens[end]
        if token.text in "-," and 0 < end < len(message.tokens) - 1:
            if token.text == "," and message.lower(end + 1) not in ("d", "dc", "d.c", "d.c."):
                break
            continue
        if token.kind == "mark":
            break
        if len(keys) == longest:
            break
        keys.append(token.key)
        spans.append((end + 1, " ".join(keys)))
    return reversed(spans)


def _named(message: Message, position: int) -> Mention | None:
    index = place_index()
    if message.tokens[position].key not in index.longest:
        return None
    for last, key in _spans(message, position):
        entry = index.find(key) if key not in index.word_forms else None
        if entry and entry.kind == "campus" and message.lower(position - 1) != "at":
            entry = _campus_or_town(entry, key)
        if entry and name_fits(entry, key, Context(message, position, last)):
            return Mention(position, last, _in_state(entry, message, position, last))
        hint = index.hints.get(key)
        if hint and hint_fits(key, Context(message, position, last)):
            return Mention(position, last, hint)
    return None


def _campus_or_town(campus: Entry, key: str) -> Entry:
    """Return what a college's name means without "at": Winthrop is a town, too."""
    town = place_index().towns.get(key)
    if town is None:
        return campus
    return town._replace(
        weights={**town.weights, **{code: max(CAMPUS, town.weights.get(code, 0)) for code in campus.weights}}
    )


def _in_state(entry: Entry, message: Message, first: int, last: int) -> Entry:
    """Read "Washington state", "state of Georgia", "Georgia, USA" as the state, "Lebanon the country" as abroad."""
    after = [message.lower(position) for position in range(last, last + 3)]
    after = [word for word in after if word not in (",", "the", "(", "")]
    said = after[:1] and after[0] in ("state", "usa", "u.s.a", "us", "u.s")
    before = (message.lower(first - 2), message.lower(first - 1)) == ("state", "of")
    if OTHER in entry.weights and after[:1] == ["country"]:
        return entry._replace(weights={OTHER: NATION})
    if entry.kind == "state" and len(entry.weights) > 1 and (said or before):
        return entry._replace(weights={next(iter(entry.weights)): NATION})
    return entry


def _coded(message: Message, position: int) -> Mention | None:
    token = message.tokens[position]
    code = token.code
    if code not in STATE_NAMES and code not in TERRITORY_CODES and token.key not in place_index().word_forms:
        return None
    context = Context(message, position, position + 1)
    towns = _town_before(message, position)
    dotted = token.capitalised and ("." in token.text or _stands_for_state(context))
    if code in STATE_NAMES and (dotted or code_fits(code, context) or _completes(code, towns, context)):
        codes = _codes_meant(code, message, position, towns)
        return Mention(position, position + 1, Entry(STATE_NAMES[code], "code", dict.fromkeys(codes, NATION)))
    if code in TERRITORY_CODES and token.upper and not message.shouted and (OTHER in towns or context.bare):
        return Mention(position, position + 1, Entry("outside the fifty states", "territory", {OTHER: NATION}))
    return _short_form(message, position, towns)


def _codes_meant(code: str, message: Message, position: int, towns: dict[str, int]) -> tuple[str, ...]:
    """Return what "LA" may mean here: "LA, the state", "LA, the city" and "Lafayette, LA" say it."""
    codes = AMBIGUOUS_CODES.get(code, (code,))
    if code in towns or message.tokens[position].text == "La":
        return (code,)  # "Lafayette, LA"; the city is never "La"
    said = [message.lower(place) for place in range(position + 1, position + 4)]
    if "state" in said:
        return (code,)
    return tuple(other for other in codes if other != code) if "city" in said and len(codes) > 1 else codes


def _completes(code: str, towns: dict[str, int], context: Context) -> bool:
    """Say whether the letters finish "town, state"; in small letters words like "or" only at the end of a clause."""
    token = context.message.tokens[context.first]
    if code not in towns:
        return False
    if (token.upper and not context.message.shouted) or code not in WORD_CODES:
        return True
    after_comma = context.previous == "," and code == "OR"
    return context.next in ("", ".", "!", "?") if after_comma else context.ends and context.next not in ("and", "so")


def _stands_for_state(context: Context) -> bool:
    """Say whether an abbreviation with its full stop is an answer: "Ark. Up around Fayetteville", not "Miss. Jones"."""
    token = context.message.tokens[context.first]
    if not (token.dotted and token.capitalised):
        return False
    following = context.message.tokens[context.last : context.last + 1]
    named = following and following[0].capitalised and following[0].key not in STOP_WORDS
    return context.next == "," or (context.message.asked and context.opens and not named)


def _short_form(message: Message, position: int, towns: dict[str, int]) -> Mention | None:
    """Read "Mass.", "Ore." and their like after a town, as an answer, or in capitals after "in"."""
    entry = place_index().word_forms.get(message.tokens[position].key)
    context = Context(message, position, position + 1)
    if entry is None:
        return None
    token = message.tokens[position]
    written = token.capitalised or token.dotted or context.ends  # "I miss Michigan" is no Mississippi
    fits = (context.bare and written) or set(entry.weights) & set(towns) or _stands_for_state(context)
    if fits or (context.located and context.ends and (context.capitalised or context.dwelling)):
        return Mention(position, position + 1, entry)
    return None


def _town_before(message: Message, position: int) -> dict[str, int]:
    """Return the states of the town that ends just before this token (a comma may stand between)."""
    end = position - (message.lower(position - 1) == ",")
    states: dict[str, int] = {}
    for first in range(max(end - 4, 0), end):
        key = " ".join(token.key for token in message.tokens[first:end] if token.kind != "mark")
        known = place_index().names.get(key)
        states |= dict(known.weights) if known and known.kind != "state" else {}
        states |= dict(place_index().states_of_town(key))
    return states


def _after_place(message: Message, position: int) -> bool:
    end = position - (message.lower(position - 1) == ",")
    if end <= 0:
        return False
    token = message.tokens[end - 1]
    entry = place_index().names.get(token.key)
    is_state = (token.code in STATE_NAMES and (token.upper or token.code not in WORD_CODES)) or (
        entry is not None and entry.kind == "state"
    )
    return is_state or (token.capitalised and bool(_town_before(message, position)))


def _misspelt(message: Message, position: int) -> Mention | None:
    key = message.tokens[position].key
    if len(key) < SHORTEST - 1 or key in STOP_WORDS:
        return None
    following = message.tokens[position + 1].key if position + 1 < len(message.tokens) else ""
    if entry := misspelt_state_pair(key, following):
        return Mention(position, position + 2, entry)
    if entry := misspelt_state(key, expected=True):
        sure = misspelt_state(key, expected=False) and key not in place_index().towns
        return Mention(position, position + 1, entry) if sure or _expected(message, position, position + 1) else None
    if entry := _misspelt_pair(message, position):
        return Mention(position, position + 2, entry)
    if _expected(message, position, position + 1) and (entry := misspelt_city(key)):
        return Mention(position, position + 1, entry)
    return None


def _misspelt_pair(message: Message, position: int) -> Entry | None:
    """Return the large city of two words that two words are a slip of: "cedar rapid"."""
    pair = message.tokens[position : position + 2]
    if len(pair) < 2 or pair[1].kind != "word" or len(pair[1].key) < SHORTEST:  # noqa: PLR2004
        return None
    if not _expected(message, position, position + 2):
        return None
    entry = misspelt_city(f"{pair[0].key} {pair[1].key}")
    return entry if entry and " " in key_of(entry.name) else None


def _expected(message: Message, first: int, last: int) -> bool:
    context = Context(message, first, last)
    return context.bare or context.located or (context.before in LOCATIVES and context.dwelling)


def _street(message: Message, mention: Mention) -> bool:
    return message.lower(mention.last) in STREETS and mention.entry.kind not in ("zip", "county")


def _organisation(message: Message, mention: Mention) -> bool:
    before = (message.lower(mention.first - 2), message.lower(mention.first - 1))
    after = message.lower(mention.last)
    if after == "bank" and before[1] not in BANKED_WITH:
        return before in BEFORE_ORGANISATION  # "on the Iowa bank"
    return before in BEFORE_ORGANISATION or after in ORGANISATIONS


def _merged(found: list[Mention], message: Message) -> list[Mention]:
    """Join a town and its state, a state and its ZIP code: "Buffalo, NY 14201" is one place."""
    merged: list[Mention] = []
    for mention in found:
        joint = _joint(merged[-1], mention, message) if merged else None
        if joint:
            merged[-1] = joint
        else:
            merged.append(mention)
    return merged


def _joint(left: Mention, right: Mention, message: Message) -> Mention | None:
    between = [token.text for token in message.tokens[left.last : right.first]]
    apart = between not in ([], [","]) and (left.entry.kind == "state" or between not in (["-"], ["("], [",", "in"]))
    if apart or left.organisation or {"demonym", HINT} & {left.entry.kind, right.entry.kind}:
        return None
    if _listed(left, right, message) or _corrected(left, right, message) or _two_towns(left.entry, right.entry):
        return None
    if OTHER in right.entry.weights and right.entry.kind == "region" and OTHER in _as_part(left, message):
        return Mention(left.first, right.last, right.entry._replace(weights={OTHER: NATION}))  # "Windsor, Ontario"
    shared = set(_as_part(left, message)) & set(right.entry.weights)
    if right.entry.kind not in STATE_KINDS:
        shared = shared or set(left.entry.weights) & set(_as_part(right, message))
    if right.entry.kind == "state":
        shared = shared - {OTHER} or shared  # "Rome, Georgia"
    if shared:
        weights = dict.fromkeys(sorted(shared), NATION)
        name = left.entry.name if left.entry.kind not in STATE_KINDS else right.entry.name
        shown = (
            f"{left.entry.name}, {right.entry.name}"
            if right.entry.kind in STATE_KINDS and name != right.entry.name
            else name
        )
        return Mention(left.first, right.last, Entry(shown, left.entry.kind, weights), right.organisation)
    if left.entry.kind == "city" and right.entry.kind in STATE_KINDS and left.entry.size < CONFLICT_SIZE:
        return Mention(left.first, right.last, right.entry, right.organisation)
    return None


def _two_towns(left: Entry, right: Entry) -> bool:
    """Say whether two towns stand side by side, rather than a quarter and its city: "Iowa City, Denver ever since"."""
    towns = {"city", "hamlet"}
    if left.kind not in towns or right.kind not in towns:
        return False
    return right.size < CITY or left.size > right.size or right.likely()[0] not in left.weights


def _corrected(left: Mention, right: Mention, message: Message) -> bool:
    """Say whether the second place puts the first right, or opens a statement: "not Flint, Grand Blanc"."""
    denied = message.lower(left.first - 1) in ("not", "nor") and right.entry.kind not in (*STATE_KINDS, "zip")
    own = message.lower(right.last - 1).endswith("'s") or message.lower(right.last) in ("is", "'s")
    return (
        denied
        or (own and message.lower(left.last) == "," and left.entry.kind != "city")
        or (own and message.lower(right.last - 1).endswith("'s"))
    )


def _as_part(mention: Mention, message: Message) -> dict[str, int]:
    """Return the states in which a name is a place: of a town named like a state, the town's."""
    key = " ".join(token.key for token in message.tokens[mention.first : mention.last] if token.kind == "word")
    named_like_state = mention.entry.kind in ("state", "country")
    smallest = ZIP_ONLY_WEIGHT if named_like_state else 0  # "Ohio, New York" is a list, though a hamlet is called so
    towns = {code: people for code, people in place_index().states_of_town(key).items() if people >= smallest}
    return towns if named_like_state and towns else dict(mention.entry.weights) | towns


def _listed(left: Mention, right: Mention, message: Message) -> bool:
    """Say whether two states stand in a list ("Ohio, Illinois or Iowa") rather than as town and state."""
    if left.entry.kind not in STATE_KINDS or right.entry.kind not in STATE_KINDS or message.lower(left.last) != ",":
        return False
    after = message.lower(right.last)
    ahead = message.tokens[right.last + 1].key if right.last + 1 < len(message.tokens) else ""
    before = message.lower(left.first - 1)
    return (
        after in JOINERS or before in JOINERS or (after == "," and (ahead in place_index().names or ahead in JOINERS))
    )
