"""Tells the words that steer a text conversation: stop, start, help, more.

One word counts only when it is the whole message, as with the carriers. Wording of one's own ("please stop texting
me") counts as the FCC asks (47 CFR 64.1200(a)(10)): any reasonable way to say it. A question or a story that holds such
a word is neither: "how do I cancel my request", "should I stop taking aspirin". What counts is that a whole clause
asks for an end of the messages, so "stop" needs an object ("texting me", "these messages") unless it stands alone.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Keyword(StrEnum):
    """What a message asks of the channel itself, not of the assistant."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"
    MORE = "MORE"


# Twilio's default words, the FCC's, and the Spanish ones in use; compared without spaces and doubled letters
STOP_WORDS = frozenset(
    {"stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout"}
    | {"unsub", "unsuscribe", "unsubcribe", "unsubscibe", "alto", "parar", "pare", "basta"}
)
START_WORDS = frozenset({"start", "unstop"})
START_WORDS_WHEN_STOPPED = frozenset({"yes"})  # a carrier word too, but while nobody opted out it is an ordinary answer
HELP_WORDS = frozenset({"help", "info", "ayuda"})
MORE_WORDS = frozenset({"more", "moreplease", "readmore", "showmore"})

_POLITE = (
    r"(?:please|pls|plz|ok|okay|hey|hi|hello|no|thanks|thank you|ty|just|now|sorry|kindly|sir|and|then|yes|stop|but|so"
    r"|(?:can|could|would|will) (?:you|u|y'all)(?: all)?|you (?:need|have|guys need|people need) to|you must"
    r"|i (?:want|need|would like|demand|am asking|ask) (?:you|that you|u)(?: guys| people)?(?: to)?"
    r"|i'm asking you to|i'd like you to|(?:i said|i told you to|i asked you to))"
)
_ENOUGH = (
    r"(?:please|pls|plz|thanks|thank you|ty|now|right now|immediately|asap|at once|already|today|again|anymore|any more"
    r"|any longer|ever|ever again|no more|for good|forever|permanently|ok|okay|here|it|from (?:you|here|this number))"
)
_SENDING = (
    r"(?:text(?:ing)?|txt(?:ing|n)?|messag(?:e|ing)|msg(?:ing)?|contact(?:ing)?|bother(?:ing)?|spam(?:ming)?"
    r"|harass(?:ing)?|bug(?:ging)?|pester(?:ing)?|annoy(?:ing)?|writ(?:e|ing)(?: to)?|sms(?:ing)?|ping(?:ing)?"
    r"|call(?:ing)?(?: or text(?:ing)?)?|send(?:ing)?)"
)
_ME = r"(?:me|us|to me|to us|(?:to )?(?:this|my|our) (?:number|phone|cell|mobile|cell phone|phone number)|here)"
_MESSAGES = (
    r"(?:(?:all|any|anymore|these|those|the|your|this|of|more|such|further|future|my|me|us|so many|stupid|annoying|damn"
    r"|automated|unwanted|free) ){0,4}"
    r"(?:texts?|texting|text messages?|txts?|messages?|messaging|msgs?|sms|smses|notifications?|alerts?|text alerts?"
    r"|spam|subscription|text updates?|reminders|automated (?:texts|messages)|robo ?texts?)"
)
_STOP = r"(?:stop|quit|cease|end|discontinue|cancel|halt)"
_NO_LONGER = r"(?:do not|don't|dont|do n't|never|no longer|not)"
_LIST = (
    r"(?:(?:from|off|off of|out of) )?(?:(?:your|this|the|these|any|all) )?"
    r"(?:(?:text|texting|text message|messaging|sms|mailing|contact|contacts|calling|call|phone) )?"
    r"(?:lists?|database|system|texts|messages|texting|sms|contacts|distribution)"
)
_FROM_MESSAGES = rf"(?: (?:from|of|out of) (?:{_MESSAGES}|{_LIST}|this|it))?"
_ALONE = (  # a whole sentence
    r"(?:stop|unsubscribe|unsub|opt ?-?out|stop ?all)(?: (?:it|this|that|stop|all|everything|me|now))*",
    r"(?:i (?:want|wish|would like) to |i'd like to |let me |how (?:do|can) (?:i|we|you) |i )"
    rf"(?:unsubscribe|opt ?-?out)(?: me)?{_FROM_MESSAGES}",
    rf"(?:unsubscribe|opt ?-?out|opt me out|sign me off)(?: {_ME})?{_FROM_MESSAGES}",
    rf"how (?:do|can) (?:i|we|you) (?:stop|end|turn off|get (?:off|out)(?: of)?|block|opt ?-?out of|unsubscribe from)"
    rf" (?:getting |receiving )?(?:{_MESSAGES}|{_LIST})",
    r"(?:(?:sorry|you have|u have|you got|you've got|this is|i think you have) )?(?:the )?wrong (?:number|person)",
)
_OF_THE_MESSAGES = (  # clear even as a part of a sentence
    rf"{_STOP} (?:{_SENDING} )?(?:{_ME} )?(?:(?:with|from) )?{_MESSAGES}(?: {_ME})?",
    rf"(?:stop|quit|cease) (?!send|call){_SENDING}(?: {_ME})?",
    rf"(?:stop|quit|cease) (?:send|call)(?:ing)? (?:{_ME}|me (?:this|these|stuff|things|crap|anything))",
    rf"(?:stop|quit) (?!send|call){_SENDING} (?:me|us|this number|my phone)\b.*",  # whatever follows
    rf"{_NO_LONGER} (?:ever )?(?:text|message|{_SENDING} {_ME}|{_SENDING}(?: {_ME})? {_MESSAGES}(?: {_ME})?)"
    r"(?: (?:anything|any more|anymore))?",
    rf"no more (?:of )?{_MESSAGES}(?: {_ME})?",
    rf"(?:(?:i|we) )?(?:really )?(?:{_NO_LONGER}|no longer|don't ever) (?:want|wish|need|like|care|consent|agree)"
    r"(?: (?:you|u))?(?: (?:to|for))?(?: (?:get|receive|have|be getting|keep getting|getting|receiving|you to))?"
    rf"(?: (?:{_MESSAGES}|be (?:texted|messaged|contacted|sent (?:texts|messages))|{_SENDING} {_ME}))(?: from you)?",
    rf"(?:remove|delete|take|drop|get|strike|erase) (?:me|us|(?:my|our|this) (?:number|phone|name|cell|phone number))"
    rf"(?: {_LIST}| off| from this| off of this| from here)?",
    r"(?:i )?(?:revoke|withdraw|rescind)(?: (?:my|all|any))?(?: (?:consent|permission|authorization))"
    rf"(?: (?:for|to|from|to receive|to send|to get) (?:{_SENDING}(?: {_ME})?|{_MESSAGES}|{_SENDING} {_MESSAGES}))?",
    r"leave (?:me|us) alone|lose (?:my|this) number|go away|get lost|fuck off|f off|piss off|buzz off",
)
_SENTENCE = re.compile(rf"(?:{_POLITE} )*(?:{'|'.join((*_ALONE, *_OF_THE_MESSAGES))})(?: {_ENOUGH})*")
_CLAUSE = re.compile(rf"(?:{_POLITE} )*(?:{'|'.join(_OF_THE_MESSAGES)})(?: {_ENOUGH})*")
_SENTENCE_END = re.compile(r"[.!?;:\n]+")
_CLAUSE_END = re.compile(r"[,()\u2013\u2014]+|\s-+\s|\s(?:so|but|because|and|also|then)\s")
MAX_LENGTH = 400  # of a message that is read for wording of one's own; a longer one is a story


def classify_keyword(body: str, opt_out_type: str | None = None, *, opted_out: bool = False) -> Keyword | None:
    """Return what a message asks of the channel, or None when it is for the assistant.

    Args:
        body: The message as it was sent.
        opt_out_type: Twilio's `OptOutType`, sent where Twilio itself has already answered the word.
        opted_out: The sender has stopped the messages before; then "yes" starts them again.
    """
    if opt_out_type and opt_out_type.upper() in (Keyword.STOP, Keyword.START, Keyword.HELP):
        return Keyword(opt_out_type.upper())
    plain = _plain(body)
    if _strictly(plain) in (START_WORDS | START_WORDS_WHEN_STOPPED if opted_out else START_WORDS):
        return Keyword.START
    word = _squeezed(plain)
    for keyword, words in ((Keyword.STOP, STOP_WORDS), (Keyword.HELP, HELP_WORDS), (Keyword.MORE, MORE_WORDS)):
        if word in {_squeezed(known) for known in words}:
            return keyword
    return Keyword.STOP if _asks_for_an_end(plain) else None


def _asks_for_an_end(plain: str) -> bool:
    if len(plain) > MAX_LENGTH:
        return False
    sentences = _SENTENCE_END.split(plain)
    if any(_SENTENCE.fullmatch(_words(sentence)) for sentence in sentences):
        return True
    clauses = (clause for sentence in sentences for clause in _CLAUSE_END.split(sentence))
    return any(_CLAUSE.fullmatch(_words(clause)) for clause in clauses)


def _plain(body: str) -> str:
    """Fold width, case and accents; take out what has no width. Letters that only look alike stay what they are."""
    decomposed = unicodedata.normalize("NFKD", body).casefold()
    kept = "".join(char for char in decomposed if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    return kept.replace("\u2019", "'").replace("\u2018", "'").replace("`", "'")


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+(?:-[a-z0-9']+)*", text))


def _strictly(plain: str) -> str:
    """Return the message as it must be to opt in: "yes?" is none."""
    return plain.strip(" \n\r\t.!\"'")


def _squeezed(plain: str) -> str:
    """Return the letters and digits alone, doubled ones once: "S T O P", "Stop!!", "stooop" are one word."""
    letters = (char for char in plain if char.isalnum())
    return re.sub(r"(.)\1+", r"\1", "".join(letters))
