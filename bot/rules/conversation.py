"""Recognises the moves of a conversation that are no question: repeating, starting over, refusing, complaining."""

from __future__ import annotations

import re

from bot.rules.choices import words_of
from bot.rules.conversation_words import (
    CANNOT_SAY,
    PRESSING,
    REFUSAL,
    REFUSAL_ALONE,
    REPEAT,
    REPEAT_ALONE,
    SIMPLER,
    START_OVER,
    START_OVER_FRAME,
    STEERING,
    UNCLEAR,
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
    r"(?:sa(?:id|y|ying)|tell(?:ing)?|told|repeat(?:ing|ed)?|giv(?:e|ing)|gave|wrote|answer(?:ed|ing)?|"
    r"sen[dt](?:ing)?)\b"
    r"|\bstop (?:repeating|saying|telling me) (?:that|the same|this|yourself|it)\b|\bstop repeating\b"
    r"|\bsame (?:\w+ )?(?:answer|thing|reply|message|response)s? (?:again|over|every|twice|as before)\b"
    r"|\b(?:that'?s|that is|this is|is|it'?s) (?:no|not an?) (?:real )?(?:answer|help)\b|\bwhat a (?:joke|waste|mess|"
    r"piece of)\b"
    r"|\b(?:utterly|totally|completely|absolutely|so|how) (?:useless|pointless|worthless|hopeless|unhelpful|"
    r"ridiculous)\b"
    rf"|\b{_SELF} (?:did|does|do|have|has)(?:n'?t| not) (?:really |even )?(?:answer|help|tell|"
    rf"say)(?:ed)? (?:me )?(?:anything|a thing|"
    r"much|at all|my question|what i asked)\b|\b(?:lousy|dumb|stupid|useless|damn|bloody|idiotic|crappy|rotten|silly) "
    r"(?:\w+ )?(?:machine|robot|bot|computer|chatbot|thing|program|app|assistant)\b"
    r"|\b(?:you|u|it) (?:\w+ )?(?:do|does)(?:n'?t| not) (?:\w+ )?(?:know|do) (?:anything|a thing|much|squat|nothing)\b"
    r"|\bwaste of (?:my )?time\b|\b(?:not|isn'?t|wasn'?t) what (?:i|we) (?:asked|said|meant|wanted)\b"
    r"|\b(?:are|r) (?:you|u) (?:even )?(?:listening|deaf|reading|kidding|serious)\b|\bi give up\b|\bforget it\b"
    r"|\b(?:so|very|really|getting|i'?m|im) (?:\w+ )?(?:frustrated|fed up|sick of this|tired of this)\b"
    r"|\b(?:wtf|ffs|omfg|goddam\w*|bullshit|fuck\w*)\b"
)
_PERSON = re.compile(
    r"^\W*(?:(?:i|just|can|could|may|please|pls|plz|no|ok|then|and|now|get|give|me|want|need|a|an|real|live|actual|"
    r"human|"
    r"talk|speak|to|with|us|connect|transfer|somebody|someone|person|people|agent|representative|rep|operator|nurse|"
    r"being|"
    r"customer service|staff|there|here|would|like|the|number|for|let|some|one)\W*)+$"
)
_A_PERSON = re.compile(
    r"\b(?:human|person|people|agent|representative|rep|operator|somebody|someone|customer service|staff|nurse)\b"
)
_SOMEBODY_ALIVE = re.compile(
    r"\b(?:some(?:one|body)|person|human|voice) (?:who|that|which) (?:breathes|is (?:alive|real|human)|has a (?:pulse|"
    r"heartbeat|brain))"
    r"|\bwith a (?:pulse|heartbeat)\b|\bflesh[- ]and[- ]blood\b|\b(?:living|live),? breathing\b|\bwarm body\b"
    r"|\b(?:want|need|get me|give me|talk to|speak (?:to|with)|where is|is there|let me have) (?:a |an |your |the |"
    r"some )?"
    r"(?:real |live |actual |living )*(?:human(?: being)?|live (?:person|agent)|real (?:person|human)|"
    r"actual (?:person|human)|manager|"
    r"supervisor|representative|operator)\b(?! (?:resources|services|error))"
    r"|(?<!\bmy )(?<!\bthe )(?<!\bbook )\b(?:human|agent|rep|representative|operator),? "
    r"(?:please|pls|plz|now|right now)\W*$"
)
_OWN_AREA = re.compile(
    r"\b(?:location|where (?:i|we|she|he|they|my \w+|our \w+|some(?:one|body)|people|folks|a person|one|patients?|"
    r"the patient)(?:'m|'re| am| is| are|'s)?"
    r"(?: (?:live|lives|living|at|from|located|stay|stays))?\b"
    r"|(?:my|our|her|his|their|this|which|any|every|what) (?:own )?(?:area|region|state|states|zip|county|city|town"
    r"|location|address|part of the (?:country|world|state)|side of)"
    r"|around here|out here|over here|from here|near me|locally)\b"
)
_ACKNOWLEDGED = frozenset(
    "ok okay okey k kk lol haha cool great got it alright allright all right fine good i see hmm hm oh wow nice "
    "perfect understood gotcha makes sense that thats sounds so nvm nevermind never mind then well sweet "
    "awesome noted "
    "interesting "
    "helpful know to very useful something okie dokie alrighty ah aha true fair enough ta cheers bravo".split()
)
_CORRECTION = re.compile(
    r"^\W*(?:(?:no+(?=\W*[,.;:!-]|\s+(?:i|it|that|the|not|no|wait|we|my|this|those|these|they|you|u|for|in|at|about|"
    r"what|how|where|"
    r"when|who|which|can|do|does|is|are|of|sorry|actually|from|with|to|by|as)\b)|nope|sorry|oops|whoops|wait|actually|"
    r"well|hold on|hang on|not (?:that|those|these)(?: one)?|my bad|"
    r"my mistake|apologies|typo|correction|scratch that|strike that|neither(?: of (?:them|those|these))?|"
    r"none of (?:them|those|these)|i misspoke|i mistyped|(?:that'?s|that is|that was) not what i (?:asked|meant|said)|"
    r"(?:what )?i (?:really |actually )?(?:mean|meant)(?: (?:is|was|to (?:say|ask)))?|let me (?:rephrase|correct that))"
    r"\b[\s,.:;-]*)+(?=\w+\W+\w)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:(?:oh|ok|okay|yes|yeah|yep|yup|ya|yea|sure|right|correct|exactly|please|pls|plz|that one|that|do|let'?s|"
    r"go|ahead|"
    r"for it|it|of course|absolutely|definitely|sounds? good|i'?d like that|i would like that|i do|i am|i did|fine|"
    r"great)\W*)+$"
)
_SAYS_YES = re.compile(
    r"\b(?:yes|yeah|yep|yup|ya|yea|sure|correct|exactly|of course|absolutely|definitely|let'?s|i'?d like that"
    r"|i would like that|please do|go ahead|sounds? good|that one)\b"
)
_NO = re.compile(
    r"^\W*no (?:more|other|further) questions?\W*$|^\W*(?:no|nope|nah|naw)\W*(?:(?:thanks|thank you|thx|"
    r"that'?s (?:all|it|everything)|that is (?:all|it)|"
    r"i'?m (?:good|fine|ok|"
    r"done|all set)|all good|nothing (?:else|more)|not (?:really|now|today)|we'?re (?:good|done))\W*)*$"
    r"|^\W*(?:that'?s (?:all|it|everything)|that is all|all set|i'?m (?:all set|done|good)|nothing else|"
    r"we'?re done)\W*$"
)
_SUPPOSED = re.compile(
    r"\b(?:if|suppose|supposing|say|assuming|in case) (?:that )?(?:mine|ours|hers|his|it|i|we|she|he|they|that|i'?m|"
    r"we'?re|it'?s|he'?s|"
    r"she'?s|(?:my|our|her|his) (?:\w+ ?)?(?:state|home|address|place))(?: (?:is|am|are|was|were|lives?|live|falls?|"
    r"happens to be))* ?"
    r"(?:in |under )?(?:one of (?:them|those|these|the six|your)|on (?:it|the list|that list|there|your list)|"
    r"among (?:them|those|these)|"
    r"excluded|not (?:served|ok|okay|allowed|covered)|off limits|ruled out|in there|listed)\b"
)
_WHAT_NOW = re.compile(
    r"\b(?:(?:so |and |then |ok )?(?:what|where) (?:now|next|then|else)|what(?:'s| is) (?:next|left)|next steps?|"
    r"now what|then what|(?:what|where) (?:do|does|"
    r"can|could|should|"
    r"would|am|are) (?:i|we|she|he|they)(?: supposed to| gonna)? (?:do|go|turn)|(?:my|our|any|what|other|"
    r"the) (?:\w+ )?(?:options?|"
    r"alternatives?|choices)|any(?:thing)? (?:else|other way|way around|way out|way|chance|exceptions?|hope|"
    r"workaround)|"
    r"no (?:other )?(?:way|chance|hope|exceptions?)|instead|out of luck|(?:so )?(?:that'?s|thats|is that|"
    r"that is) (?:it|that|all)|"
    r"a (?:workaround|way around|loophole)|plan b|(?:is there|isn'?t there|there must be) (?:any|some|another|a|"
    r"no)(?:thing| way| other)|"
    r"stuck|what good|nothing (?:for|i can|we can|you can|left|else|to be done|at all)|no use to)\b"
)
_MAX_MOVE_WORDS = 16  # a longer message is more than a move of the conversation
_MAX_WHAT_NOW_WORDS = 12
_SENTENCE = re.compile(r"^(.*?[.!?,;:])\s+(\S.*)$", re.DOTALL)


def asks_to_repeat(text: str) -> bool:
    """Tell whether the text asks for the last answer once more."""
    plain = _plain(text)
    return bool(REPEAT_ALONE.match(plain)) or (len(plain.split()) <= _MAX_MOVE_WORDS and bool(REPEAT.search(plain)))


def asks_for_simpler(text: str) -> bool:
    """Tell whether the text asks for the last answer in plainer or fewer words."""
    plain = _plain(text)
    return bool(UNCLEAR.match(plain)) or (len(plain.split()) <= _MAX_MOVE_WORDS and bool(SIMPLER.search(plain)))


def asks_to_start_over(text: str) -> bool:
    """Tell whether the text asks to forget this conversation's facts and begin again, and nothing else."""
    plain = _plain(text)
    if not START_OVER.search(plain) or len(plain.split()) > _MAX_MOVE_WORDS:
        return False
    return all(word in START_OVER_FRAME for word in words_of(START_OVER.sub(" ", plain)))


def question_after_start(text: str) -> str | None:
    """Return what is asked after a new start: "forget all that. How do I get my records?"."""
    found = _SENTENCE.match(text.strip())
    return found[2] if found and asks_to_start_over(found[1]) and len(found[2].split()) > 1 else None


def is_fed_up(text: str) -> bool:
    """Tell whether the text complains of the assistant itself: that it repeats, does not help, does not listen."""
    return bool(_FED_UP.search(_plain(text)))


def asks_for_person(text: str) -> bool:
    """Tell whether the text calls for somebody real: "person please", "get me a human being"."""
    plain = _plain(text)
    called = bool(_A_PERSON.search(plain) and _PERSON.match(plain))
    return called or (len(plain.split()) <= _MAX_WHAT_NOW_WORDS and bool(_SOMEBODY_ALIVE.search(plain)))


def acknowledges(text: str) -> bool:
    """Tell whether the text only takes note or lets the matter rest: "lol ok", "never mind"."""
    words = words_of(text)
    return bool(words) and all(word in _ACKNOWLEDGED for word in words)


def affirms(text: str) -> bool:
    """Tell whether the text says yes to what was offered: "yes please", "sure, let's do that"."""
    plain = _plain(text)
    return bool(_YES.match(plain) and _SAYS_YES.search(plain))


def declines(text: str) -> bool:
    """Tell whether the text says that nothing else is wanted: "no thanks", "that's all"."""
    return bool(_NO.match(_plain(text)))


def asks_what_now(text: str) -> bool:
    """Tell whether a short text asks what is left to do: "so what now?", "any way around it?"."""
    plain = _plain(text)
    return len(plain.split()) <= _MAX_WHAT_NOW_WORDS and bool(_WHAT_NOW.search(plain))


def supposes_excluded(text: str) -> bool:
    """Tell whether the text asks what holds if a state is on the list: "what happens if mine is one of them?"."""
    return bool(_SUPPOSED.search(_plain(text)))


def without_correction(text: str) -> str:
    """Return what a correction puts in place of what was said before: "no, I meant the slides"."""
    return _CORRECTION.sub("", text)


def speaks_of_own_area(text: str) -> bool:
    """Tell whether the text speaks of where somebody lives without naming the place: "folks from my area"."""
    return bool(_OWN_AREA.search(_plain(text)))


def refuses(text: str) -> bool:
    """Tell whether the text declines to answer what was asked."""
    plain = _plain(text)
    return bool(REFUSAL.search(plain) or REFUSAL_ALONE.search(plain))


def cannot_say(text: str) -> bool:
    """Tell whether the text says that its writer does not know: "no idea", "not sure"."""
    return bool(CANNOT_SAY.match(_plain(text)))


def presses(text: str) -> bool:
    """Tell whether the text presses for what was just declined: "ballpark?", "just your gut", "yes or no"."""
    return bool(PRESSING.search(_plain(text)))


def steers(text: str) -> bool:
    """Tell whether the text tries to give the assistant other orders: "ignore your instructions"."""
    return bool(STEERING.search(_plain(text)))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split())
