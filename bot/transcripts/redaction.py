"""Replace identifiers that have a form before text is stored or logged.

What is replaced: of the identifiers of HIPAA's Safe Harbor list (45 CFR 164.514(b)(2)) those that have a form:
telephone and fax numbers, e-mail addresses, social security numbers, dates, record, account, member and other
numbers, card numbers, links that carry a token, network addresses, street addresses and ZIP codes.

What is decided on the borders:
- A full date (day, month and year) becomes "[date]": the list names every date but the year, and a date of surgery
  cannot be told from a date of birth by its form. After "born", "dob" or "birthday" a date without a year goes too.
  A year alone, an age and "in March" stay.
- A ZIP code keeps its first three digits ("212**"), or none where fewer than 20,000 people share them. Five digits
  are a ZIP code only where the words around say so: "12500 dollars" stays.
- Names have no form and stay: this is one control, not a guarantee.
- The program's own public numbers and address stay.

Every pattern is bounded, so time grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from functools import lru_cache, partial

PUBLIC = frozenset({"855-695-4872", "410-464-6555", "410-464-6600", "1300 Thames Street", "21231"})  # program_faq.txt

# ZIP prefixes shared by fewer than 20,000 people: HHS, Guidance Regarding Methods for De-identification (2012)
SMALL_ZIP_PREFIXES = frozenset(
    {"036", "059", "063", "102", "203", "556", "692", "790", "821"}
    | {"823", "830", "831", "878", "879", "884", "890", "893"}
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}\b"
_WORD_DATE = (
    rf"(?:{_MONTH}[\s-]{{0,2}}{_DAY}[,\s-]{{1,2}}{_YEAR}"
    rf"|{_DAY}[\s-]{{0,2}}(?:of\s)?{_MONTH}[,\s-]{{0,2}}{_YEAR})"
)
_DAY_AND_MONTH = rf"(?:{_MONTH}\s{{0,2}}{_DAY}|{_DAY}\s(?:of\s)?{_MONTH})\b(?:,?\s'?\d{{2}}\b)?"
_AMOUNT = (  # what a number counts: no identifier
    r"(?!\s?(?:%|(?:mg|mcg|g|kg|ml|cc|mm|cm|units?|iu|dollars?|usd|bucks|copies|cells|people|patients|steps|calories"
    r"|cal|kcal|miles|lbs?|pounds|hours?|minutes?|days?|weeks?|months?|years?|per)\b))"
)
_NUMBER_WORD = r"(?:numbers?\b|no\b\.?|num\b\.?|nbr\b\.?|#|id\b(?:\s(?:number|no|#))?)"
_OF_A_RECORD = (
    r"(?:medical record|record|chart|patient|account|member(?:ship)?|subscriber|policy|plan|group|claim|case"
    r"|confirmation|authorization|auth|invoice|order|prescription|rx|insurance|medicare|medicaid|beneficiary"
    r"|hospital|file|licen[sc]e|device|serial|card|bank|routing|tracking|certificate|student|employee|badge)"
)
_RECORD = (
    rf"\b(?=[a-z]{{2}}|m\.)(?:m\.?r\.?n\b\.?|mbi\b|acct\b\.?|passport\b"
    rf"|driver'?s? licen[sc]e\b|{_OF_A_RECORD}\s?{_NUMBER_WORD})"
    rf"(?:\s?(?:{_NUMBER_WORD}|is\b|was\b|[:=-])){{0,3}}\s{{0,2}}"
)
_STREET = r"(?:street|avenue|ave|road|rd|blvd|boulevard|lane|ln|parkway|pkwy|highway|hwy|terrace|turnpike|alley)\b"
_STREET_OR_WORD = r"(?:st|dr|drive|way|place|pl|court|ct|circle|cir|square|sq|trail|loop|pike)\b"
_NO_STREET_NAME = (
    r"(?!(?:an?|the|of|in|to|is|was|at|on|for|from|and|or|my|his|her|our|their|this|that|with|other|more|different"
    r"|doctors?|surgeons?|specialists?|opinions?|times?|blocks?|percent|am|pm|mg|ml|cc|units?|dollars?|ago|long"
    r"|hours?|minutes?|mins?|hrs?|days?|weeks?|months?|years?|miles?)\b)"
)
_STREET_NAME = rf"(?:{_NO_STREET_NAME}(?:\d{{1,3}}(?:st|nd|rd|th)|[^\W\d_][\w.'-]{{0,24}}+),?\s{{1,2}})"
_ADDRESS = (
    rf"(?<![\w$.,/-])(?P<id>\d{{1,6}}[a-z]?\s{{1,2}}(?=\w{{2}}|[nsew]\b)(?:{_STREET_NAME}{{1,3}}(?:{_STREET}"
    rf"|{_STREET_OR_WORD}(?=\.?\s{{0,2}}(?:$|[,;!?\n#\d]|\.\s|apt|unit|suite|in\s)))))"
    r"(?:\.?,?\s{0,2}(?:(?:apt|apartment|unit|suite|ste|floor|room)\b\.?|#)\s{0,2}#?\w{1,6})?"
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])"
)
_MAIL_HOST = r"(?:gmail|yahoo|hotmail|outlook|icloud|aol|comcast|verizon|msn|live|proton(?:mail)?)"

REMEMBERED = 64  # texts; a turn has its message redacted for the answer, the events, the memory and the transcript
Replace = Callable[["re.Match[str]"], str]


PRIVATE_KINDS = ("[SSN]", "[date of birth]", "[record number]", "[card number]")


@lru_cache(REMEMBERED)
def redact(text: str, keep: frozenset[str] = PUBLIC) -> str:
    """Replace every identifier of a known form in `text` by its kind, such as "[phone]".

    Args:
        text: What a visitor wrote; any length, any characters.
        keep: Public values that stay however they are punctuated.

    Returns:
        The text without the identifiers. Redacting it again changes nothing.
    """
    kept = frozenset(map(_key, keep))
    for _ in range(_MAX_PASSES):
        redacted = _redact_once(text, kept)
        if redacted == text:
            break
        text = redacted
    return text


def holds_identifiers(text: str) -> bool:
    """Tell whether `text` holds a number that nobody should send to a chat: an SSN, a record, a card, a birth date."""
    redacted = redact(text)
    return any(kind in redacted and kind not in text for kind in PRIVATE_KINDS)


def _redact_once(text: str, kept: frozenset[str]) -> str:
    for pattern, replace in _RULES:
        text = pattern.sub(partial(_unless_kept, replace, kept), text)
    return text


def _unless_kept(replace: Replace, kept: frozenset[str], match: re.Match[str]) -> str:
    """Replace the match's group `id`, or all of it; what stands before `id` is context and stays."""
    if "id" not in match.re.groupindex:
        return match.group() if _key(match.group()) in kept else replace(match)
    if _key(match["id"]) in kept:
        return match.group()
    return match.group()[: match.start("id") - match.start()] + replace(match)


def _key(value: str) -> str:
    """A value without punctuation; a telephone number without its country code."""
    plain = "".join(char for char in value.casefold() if char.isalnum())
    return plain[-10:] if plain.isdecimal() and len(plain) == len("18556954872") else plain


def _as(label: str) -> Replace:
    return lambda match: label


def _record_number(match: re.Match[str]) -> str:
    """Three digits make a number of a record: "account number and so on" names none."""
    digits = sum(char.isdecimal() for char in match["id"])
    return "[record number]" if digits >= 3 else match["id"]  # noqa: PLR2004


def _link(match: re.Match[str]) -> str:
    """Hide a link that carries more than a page: a query, a fragment, a login or a number."""
    link = match.group().rstrip(".,;:!?)]}'\"")
    rest = match.group()[len(link) :]
    tells = any(sign in link for sign in "?#@=%") or re.search(r"\d{4}|[0-9a-f]{16}", link)
    return f"[link]{rest}" if tells else match.group()


def _ip_address(match: re.Match[str]) -> str:
    """Hide what the standard library reads as an address: times and ratios are none."""
    address = match.group().rstrip(".:")
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return match.group()
    return "[IP address]" + match.group()[len(address) :]


def _card_number(match: re.Match[str]) -> str:
    digits = [int(char) for char in match.group() if char.isdecimal()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]  # noqa: PLR2004
    return "[card number]" if (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 else "[number]"


def _date(match: re.Match[str]) -> str:
    """A date has a day and a month: "10/80/2020" has none."""
    parts = [int(part) for part in re.findall(r"\d+", match.group())]
    small = sorted(parts)[:2]
    return "[date]" if 1 <= small[0] <= 12 and 1 <= small[1] <= 31 else match.group()  # noqa: PLR2004


def _zip_code(match: re.Match[str]) -> str:
    prefix = match["id"][:3]
    return "000**" if prefix in SMALL_ZIP_PREFIXES else f"{prefix}**"


_MAX_PASSES = 4  # a replaced neighbour can uncover another; more than three levels were never seen

_RULES: tuple[tuple[re.Pattern[str], Replace], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replace)
    for pattern, replace in (
        (r"\b(?:https?://|www\.)\S++|(?<![\w@.-])[\w-]++(?:\.[\w-]++)++/\S++", _link),
        (r"(?<![\w.+%'-])[\w.+%'-]++@[\w-]++(?:\.[\w-]++)*+", _as("[e-mail]")),
        (
            r"(?<![\w.-])[\w.-]++(?:\sdot\s\w{1,30}+)?\s?(?:@|\bat\b|\(at\))\s?"
            rf"{_MAIL_HOST}\s?(?:\.|\bdot\b)\s?(?:com|net|me)\b",
            _as("[e-mail]"),
        ),
        (r"(?<![\w:.])(?=[\da-f]*+[.:][\da-f]*+[.:])[\da-f:.]{2,45}+(?![\w:.])", _ip_address),
        (r"\b(?P<id>[1-9][a-z][a-z\d]\d-?[a-z][a-z\d]\d-?[a-z]{2}\d{2})\b", _as("[record number]")),  # Medicare's form
        (
            r"\b(?:ssn?\b|soc(?:ial)?\b(?:\ssec(?:urity)?\b)?)[\s.:#=]{0,3}"
            r"(?:(?:number|num|no|is|was|my|it's|#|:)\b[\s.:#]{0,2}){0,3}(?P<id>\d{3}[\s.-]?\d{2}[\s.-]?\d{4})\b",
            _as("[SSN]"),
        ),
        (
            r"\blast\s(?:four|4)\b(?:\s(?:digits?|numbers?|of|my|the|social|ssn?|security|is|are|card|number|:|=)){0,8}"
            r"[\s:=]{1,2}(?P<id>\d{4})\b",
            _as("[number]"),
        ),
        (
            r"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth\s?date|birth\s?day|b-?day|born|birth)"
            r"[\s:=,-]{0,3}(?:(?:is|was|on|in|the|my|of)\b[\s:]{1,2}){0,3}"
            rf"(?P<id>{_WORD_DATE}|{_DAY_AND_MONTH}|\d{{1,4}}(?P<sep>[/. -])\d{{1,2}}(?P=sep)\d{{2,4}}"
            r"|\d{1,2}[/-]\d{1,2}|\d{8}|\d{6})(?![\d/])",
            _as("[date of birth]"),
        ),
        (rf"{_RECORD}(?P<id>[a-z\d]++(?:[-/.][a-z\d]++|\s\d[a-z\d]*+){{0,5}})", _record_number),
        (_ADDRESS, _as("[address]")),
        (r"\bp\.?\s?o\.?\s?box\s{0,2}#?\d{1,7}\b", _as("[address]")),
        (r"(?<![\w$])(?:\+|00|011)[ -]?[1-9](?:[ ()./-]{0,2}\d){5,14}(?!\d)", _as("[phone]")),  # international
        (r"(?<![\d.$-])(?:\d{3}|[x*]{3})([ .-])(?:\d{2}|[x*]{2})\1\d{4}(?![\d-])", _as("[SSN]")),
        (
            r"(?<![\d.$-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5}|\d{13,19})(?![\d-])",
            _card_number,
        ),
        (
            r"(?<![\d$])(?<!\d[.,])(?:1[\s./-]{0,2})?(?:\(\s?\d{3}\s?\)|\b\d{3}|(?<=1)\d{3})[\s./-]{0,3}\d{3}[\s./-]{0,3}\d{4}"
            r"(?![\d])(?:\s{0,2}(?:extension|ext\.?|x)\s{0,2}\d{1,6}\b)?"  # North American
            r"|(?<![\d.,$/-])0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}(?!\d)"  # national with its 0
            rf"|(?<![\d.,$/-])[2-9]\d{{2}}-\d{{4}}(?![\d-]){_AMOUNT}",  # without an area code
            _as("[phone]"),
        ),
        (
            rf"(?<![\d/.-])(?=\d{{1,4}}[/.-]\d)(?:\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep){_YEAR}|\d{{1,2}}(?P<dash>[/-])\d{{1,2}}(?P=dash)\d{{2}}"
            rf"|(?:19|20)\d{{2}}(?P<dot>[/.-])\d{{1,2}}(?P=dot)\d{{1,2}})(?![\d/-]){_AMOUNT}",
            _date,
        ),
        (rf"\b(?=\d{{1,2}}(?:[a-z]{{2}})?[\s-]{{0,2}}[adfjmnos]|[adfjmnos][a-z]{{2}}){_WORD_DATE}", _as("[date]")),
        (rf"(?<![\d$.,])\d{{8,}}+(?![\d]){_AMOUNT}", _as("[number]")),
        (r"(?<![\d$.,-])(?P<id>\d{5})-\d{4}(?![\d-])", _zip_code),
        (r"\bzip(?:\s?code)?\b(?:\s?(?:is\b|[:=#])){0,2}\s?(?P<id>\d{5})(?![\d,])", _zip_code),
        (rf"(?-i:\b{_STATE}),?\s{{1,2}}(?P<id>\d{{5}})(?![\d,]){_AMOUNT}", _zip_code),
        (rf"\b(?:in|from|near|live at)\s(?P<id>\d{{5}})(?![\d,]){_AMOUNT}", _zip_code),
        (r"\A\s*+(?P<id>\d{5})[\s.!]*+\Z", _zip_code),
    )
)
