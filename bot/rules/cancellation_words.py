"""How people say how far their request has come: the steps, what denies them, and what is no statement. Tables only.

A step is built from who does what to what, so that "they ran my visa" and "the surgeon has my chart open" need no
line of their own.
"""

from __future__ import annotations

import re
from typing import Final


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern for whole words: any of the phrases."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)")


_CARD: Final = r"(?:credit |debit |bank )?(?:cards?|cc|visa|mastercard|amex|discover|account|payment)"
_MINE: Final = r"(?:(?:the|my|our|your|her|his|mom's|dad's|all|any|whole|full|a|single|one|even|first|of) ){0,3}"
_MONEY: Final = r"(?:money|payment|fee|fees|funds|cash|deposit|amount|bucks|dollars)"
_BE: Final = (
    r"(?:(?:is|are|was|were|got|has|have|had|gets|been|being|just|now|already|finally|not|never|yet) |(?:\w+n't) )"
)
_WORKERS: Final = (
    r"(?:they|they're|they've|you|you've|you're|y'all|u|someone|somebody|no one|nobody|anyone|anybody|he|she|it|team|"
    r"(?:dr|doctor|doc|surgeon|physician|specialist|expert|reviewer|nurse|radiologist|pathologist)s?(?:'s|'ve)?|"
    r"team's|people|folks|hopkins|program|work|review|reviewing|process|one)"
)
_FILE: Final = (
    r"(?:it|this|that|them|everything|anything|things|case|files?|charts?|records?|history|scans?|films?|slides?|"
    r"x-?rays?|images|imaging|papers?|paperwork|pages?|word|request|stuff|mri|ct|biopsy|info|information|envelope|"
    r"package|box)"
)
_ON_IT: Final = (
    r"(?:look(?:ed|ing|s)? (?:at|over|into|through)|go(?:es|ing|ne)? (?:over|through)|went (?:over|through)|"
    r"read(?:ing|s)?|work(?:ed|ing|s)? (?:on|with)|review(?:ed|ing|s)?|stud(?:y|ied|ying|ies)|examin(?:e|ed|ing|es)|"
    r"evaluat(?:e|ed|ing|es)|open(?:ed|ing|s)?(?: up)?|check(?:ed|ing|s)? (?:out|over|through)|touch(?:ed|ing)?|"
    r"dig(?:ging|s)? (?:into|through)|dug (?:into|through)|handl(?:ed|ing|es)|pull(?:ed|ing|s)(?: up)?|"
    r"crack(?:ed|ing)? open|crack(?:ed|ing)? (?=it open)|pick(?:ed|ing)? up|flip(?:ped|ping)? through|read half of|"
    r"writ(?:ten|ing) up)"
)

CLAUSE_END: Final = re.compile(
    r"[.,;:!?\n]+|\s-+\s|\b(?:but|and|n|although|though|however|because|cuz|since|so|when|while|then)(?!\w)"
    r"|(?<!know )(?<!sure )(?<!see )(?<!check )(?<!me )(?<!idea )(?<!wonder )(?<!wondering )(?<!ask )(?<!out )\bif\b"
)
_CHARGED: Final = (
    "^(?:yes |yeah |yep )?(?:to )?both$", "yes (?:and|to) (?:yes|both)", "(?:all|both) of (?:that|it|them|"
    "those) (?:\\w+ ){0,2}"
    "(?:happened|done|true|went)", "charged", "overcharged", "did charge", r"both (?:\w+ )?(?:happened|done|did|"
    r"true)", "paid", "payed", "billed",
    "debited", "deducted", "cleared", "(?:went|gone|go) through",
    rf"(?:took|taken|take|takes|collected|got|gotten|grabbed|pulled|withdrew|withdrawn) (?:out )?{_MINE}{_MONEY}",
    rf"(?:have|has|had|kept|keep) {_MINE}money",
    rf"(?:ran|run|running|swiped|hit|dinged|used|processed|touched|charge) {_MINE}{_CARD}",
    rf"{_CARD} {_BE}{{1,4}}(?:hit|run|swiped|dinged|used|processed|touched|posted|accepted|taken|made|complete)",
    rf"{_CARD} (?:hit|went|cleared|posted)", rf"{_MONEY} {_BE}{{1,4}}(?:gone|taken|out|withdrawn|paid|collected)",
    rf"{_MONEY} (?:left|came out|went out)",
    "(?:charge|payment|transaction)s? (?:posted|made|showed up|shows up|cleared|went)",
    rf"(?:shows?|showed|appear(?:s|ed)?|is|it's) (?:up )?on {_MINE}(?:bank |card |credit card )?(?:statement|bill)",
    r"(?:statement|bill|account|bank|app) (?:\w+ ){0,2}(?:says|shows)(?: (?:it|you|so|that|a|the)\b)?",
    r"(?:says|shows|see it|there it is|it'?s there) (?:\w+ ){0,3}(?:statement|bill|account)", "(?:you|they) did$",
    "charges?$", "charges? (?:yet|so far)", "(?:got|have) (?:a|the|my) receipt",
)  # fmt: skip
_BEGUN: Final = (
    r"(?:crack|open|pull|flip)(?:ed|ing|s)? (?:it|them|everything|(?:my|the|our|her|his) \w+) (?:open|up)",
    "under ?way", "in progress", "in process",
    "being (?:reviewed|looked at|worked on|read|studied|evaluated|processed)",
    r"(?:review|work|they|you|dr|doctors?|docs?|surgeons?|experts?|team|it|he|she|someone|somebody|one|nobody|anyone|"
    r"reviewers?|people|guys|process|reading)(?:'ve|'s|'d| [\w']+){0,3} (?:start(?:ed)?|beg[aiu]n|got started)",
    rf"{_WORKERS}(?:'s|'re|'ve)? (?:{_BE}){{0,4}}{_ON_IT} (?:\w+ )?{_MINE}{_FILE}",
    rf"(?:{_FILE} {_BE}|it's ){_BE}{{0,3}}"
    "(?:reviewed|looked at|worked on|opened|read|examined|studied|evaluated|touched|gone over)",
    rf"(?:has|have|had) {_MINE}{_FILE} open",
    r"(?:are|is|they're|he's|she's|doctor's) (?:already |now )?(?:on it|at it)",
    "half ?way (?:through|done|into)", r"(?:wrote|written|finished|done with) (?:up )?half", "reviewing(?: it)?",
    rf"work (?:{_BE}){{0,3}}(?:on|done)",
)  # fmt: skip
_FINISHED: Final = (
    r"(?:report|opinion|review|recommendations?|results?|second opinion) "
    rf"{_BE}{{1,4}}(?:done|finished|completed?|written|sent|ready|out|delivered|back|in)",
    r"(?:got|received|have|has|saw|read) (?:the |my |your |a )(?:report|opinion|results|recommendations?)",
)
STEP: Final = any_of(*_CHARGED, *_BEGUN, *_FINISHED)
DENIED: Final = any_of(
    "not", "never", "no", "nothing", "none", "nobody", "no one", "noone", "without", "before", "neither", "yet to",
    "has ?nt", "have ?nt",
    "(?:have|has|had|is|are|was|were|wo|do|does|did|could|ai)n'?t", "can'?t have",
    "(?:about|going|supposed|due|set) to",
)  # fmt: skip
# Between a denial and a step: what is denied is something else ("nobody told me it was charged").
BREAKS_DENIAL: Final = any_of(
    r"t[oe]ld|tell|sa[iy]d?|kn[oe]w|want(?:ed)?|need(?:ed)?|like|agreed?|authoriz\w+|authoris\w+|approved?|allow\w*|"
    r"ask(?:ed)?|reali[sz]\w+|notic\w+|mention\w*|warn\w*|expect\w*|underst\w+|belie\w+|afford|mind|ago|long|"
    r"only|longer|problem|doubt|matter|care|fair|happy|glad|okay|ok|anymore|any more|hear(?:d)?|remember"
)
NOT_REACHED: Final = any_of(
    "(?:nobody|no one|noone|nothing)(?:'s| has| have| is| was| got)? (?:\\w+ ){0,3}"
    "(?:done|did|happened|happening|moved)",
    r"(?:nothing|no (?:charges?|money|payments?|fees?|debits?)|not (?:a|one|even a) (?:single )?(?:cent|dime|penny|"
    r"dollar|thing)|none of it)"
    r"(?:'s| is| was| has| have| had| were| got)? (?:\w+ ){0,3}(?:taken|charged|billed|deducted|withdrawn|left|"
    r"debited|posted|came out|"
    "gone|moved|paid|pulled|collected|on (?:the|my|our|her|his) (?:card|statement|account|bill))",
    r"(?:card|charge|payment|it|transaction) (?:\w+ ){0,2}(?:declined|bounced|rejected|refused|failed)",
    "not a (?:dime|cent|penny)",
    r"(?:never|haven'?t|hasn'?t|didn'?t|not|have not|has not|did not) (?:\w+ ){0,2}(?:give|gave|given|giving|put|"
    r"enter|entered|"
    r"provide|provided|typed) (?:\w+ ){0,2}(?:card|cc|payment|number)",
    r"(?:waiting (?:on|for)|haven'?t (?:got|gotten|received|seen)) (?:the|an|my|any|your|a) (?:invoice|bill|charge)",
    "(?:only|still|just|shows?(?: up)? as|says|it'?s|is) pending",
    r"(?:i|we|you|they|she|he)(?:'ve)? (?:have ?n'?t|has ?n'?t|have not|did ?n'?t|never) (?:\w+ )?(?:sent|send|mailed|"
    r"mail|got|get|"
    r"gotten|received?|shipped|uploaded) (?:\w+ ){0,2}(?:anything|records?|slides?|films?|files?|papers?|scans?|"
    r"x-?rays?|stuff|it)",
    r"(?:records?|slides?|films?|files?|papers?|scans?|x-?rays?|stuff|package|box) (?:are|is|were|was|have|"
    r"has)(?:n'?t| not) (?:\w+ )?"
    "(?:there|arrived|in|left|gone)",
    r"(?:you|they|y'all|u|hopkins|nobody|no one)(?:'ve)? (?:have ?n'?t|has ?n'?t|have not|did ?n'?t|never|"
    r"not) (?:\w+ )?(?:taken|took|take|charged?|"
    r"billed?|started|touched|collected|gotten|got) (?:\w+ )?(?:anything|any|a thing|a cent|a dime|a penny|nothing|me)",
    r"(?:there'?s|there is|there was|there are|i see|shows?|sees?|found|find) (?:no|not a|"
    r"not any) (?:\w+ )?(?:charges?|payments?|debits?)",
    r"(?:says|shows|shown as|marked|came back|comes up)(?: as)? (?:declined|void(?:ed)?|rejected|failed|pending|"
    r"unpaid)",
    "unpaid", "uncharged", "untouched", "not yet",
    "(?:yet|still have) to (?:pay|be charged|charge|start|begin|look|run)",
    "(?:payment|review|it|case|file) (?:is )?(?:still )?(?:pending|waiting)",
    "(?:i|we|she|he|they|you|it|doctors?|surgeons?) (?:still )?(?:haven'?t|hasn'?t|didn'?t|have not|has not|did not) "
    "(?:yet|pay|start|even start\\w*|begin)",
    "(?:i|we) (?:only|just only) (?:sent|sign\\w*|filled|submitted|applied|registered|requested|made|mailed|did|asked)",
    "all (?:i|we)(?:'ve| have)? (?:did|done) (?:was|is)", "waiting (?:on|for) (?:them|you|someone|the \\w+) to",
    "(?:they|you|doctors?|dr|surgeons?|review|it|work)(?:'ll| will|'re going to| are going to| is going to|'re about to"
    "| are about to| is about to|'s about to| gonna| plan to| is supposed to| are supposed to) "
    "(?:be )?(?:charge|charged|charging|run|start|starting|begin|look|looking|review|reviewing)",
    "(?:starts?|begins?|starting) (?:it |on )?(?:tomorrow|tonight|later|soon|(?:on |next |this )*"
    "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month))",
)  # fmt: skip
UNSURE: Final = any_of(
    r"(?:revers|refund|return|credit)(?:ed|ing) (?:\w+ ){0,2}(?:charge|money|payment|card|fee|it)", "(?:does|do|"
    "would) (?:it|that) matter",
    "(?:not|un) ?sure", "(?:do not|don't|dont) know", "no idea", "wonder(?:ing)?", "do (?:you|u|they|i|we)",
    "(?:will|would|could|should|gonna|can|may|might) (?:i|you|u|we|they|it|my|the|that|this|there)",
    "(?:i|we)(?:'ll| will|'d| would) be", "(?:check|see|find out|tell me|know|ask) (?:if|whether|how|when)", "won't",
    "(?:will|would|gonna|going to) (?:be )?(?:charged?|billed?|start|begin)",
)  # fmt: skip
STATUS_QUESTION: Final = re.compile(r"^(?:has|have|was|were|did|is|are|will|when|how|what|who)\b(?!,)")
ANSWER_NO: Final = re.compile(r"^\W*(?:no|nope)\W+(?=(?:i|we|they|you|it|my|the)\b)")  # "no i already paid"
EXTENUATING: Final = any_of(
    "extenuating", "hardship", "(?:special|unusual|unforeseen|exceptional) (?:circumstances?|situation|reasons?|case)",
    "(?:something|it'?s) (?:very )?(?:serious|terrible|awful|bad)", "serious came up", "something came up",
    "died", "dead", "death", "dying", "passed (?:away|on)", "passed$", "funeral", "deceased", "bereave\\w*",
    "(?:wife|husband|mom|mother|dad|father|son|daughter|sister|brother|spouse|partner|he|she|grandma|grandpa|parent)"
    " (?:just |has |had )?passed(?! out)",
    "hospitali[sz]ed", "in (?:the |a )?(?:hospital|icu|hospice|coma)", "hospice", "emergency",
    "stroke", "heart attack", "accident",
    "(?:got|became|fell|too|very|gravely|suddenly) (?:very |much |too |so )?(?:sick|ill|worse|weak)",
    r"lost (?:my|his|her|their|our) (?:\w+ and (?:\w+ )?)?(?:job|house|home|income)", "laid off", "bankrupt\\w*",
    "divorc\\w*", "evict\\w*",
    "killed", "burn(?:ed|t) down", "did(?: not|n'?t) make it", "(?:we|i) lost (?:him|her|them|my (?:wife|husband|mom|"
    "mother|dad|father|"
    "son|daughter|brother|sister|parent))", "house fire", "hurricane", "flood(?:ed)?", "tornado", "wildfire",
    "disaster",
    "scam\\w*", "fraud\\w*", "stolen", "without my (?:permission|consent|knowledge)", "stole",
)  # fmt: skip
