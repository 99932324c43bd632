"""How people word the moves of a conversation: a new start, repeating, plainer words, refusing, pressing. Tables only.

A move that is the whole message is a core with words around it that add nothing; a move within one is a pattern.
"""

from __future__ import annotations

import re
from typing import Final


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern for whole words: any of the phrases."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)")


# -- starting over
_ALL_OF_IT: Final = (
    r"(?:everything|it all|all(?: of)?(?: (?:it|that|this))?|"
    r"what(?:ever)? i(?:'ve)? (?:just )?(?:said|told you|wrote|typed|asked))"
)
START_OVER: Final = any_of(
    r"start(?:ing)? (?:all |it |things |(?:this|the|our|my)(?: whole)?(?: (?:conversation|chat|thing|talk))? )?"
    r"(?:over|again|afresh|anew|fresh)",
    r"(?:start |begin |go |take it |take this |do it |do this |try )?(?:over |again |right )?"
    r"from (?:scratch|zero|square one|the (?:very )?(?:top|start|beginning))",
    "(?:begin|beginning) (?:again|over|anew|afresh)", "restart(?:ing)?", "reset(?:ting)?", "do[- ]?over",
    "(?:clean|blank|fresh) (?:slate|start|page|sheet)", "wipe the slate(?: clean)?",
    "(?:new|fresh|another) (?:chat|conversation|session)",
    r"(?:go |get |take me |take us |let'?s go )?back to (?:square one|zero|the (?:very )?(?:start|beginning|top|"
    r"main menu|menu))",
    "(?:clear|wipe) (?:(?:this|the|my) )?(?:chat|conversation|screen|everything|all)",
    rf"(?:forget|scrap|ignore|disregard|erase|toss|undo|scratch) {_ALL_OF_IT}(?: (?:so far|before|earlier|above|"
    rf"i said))?",
    r"pretend (?:that )?(?:i|we) (?:just (?:got|came|arrived) here|just met|said nothing|never (?:said|asked|talked|"
    r"wrote)"
    "(?: (?:anything|that|any of (?:that|it)))?)",
    "main menu",
)  # fmt: skip
_NOTHING_MORE: Final = (
    "a about actually "
    "again all begin "
    "beginning more and anything ask back but can chat confused could d do everything fresh from get go "
    "going got gonna hey hi hm hmm i id if im is it ive just kinda know lets let like ll lost made make maybe me mess "
    "messed mistake mixed muddled my need no now of oh ok okay on once one oops over please pls plz point question "
    "questions said scratch screwed so some sorry start still sure take tell that thats the then think this time to "
    "together told try u uh um up ur us wait wanna want we well what whole will with would wrong wrote yes yet you "
    "conversation thing whole"
)
START_OVER_FRAME: Final = frozenset(_NOTHING_MORE.split())

# -- saying it again
_TRAILING: Final = r"(?: (?:please|pls|plz|thanks|thx|sorry|slowly|slower|now|for me|to me))*\W*$"
REPEAT: Final = any_of(
    r"(?:repeat|resend|re-?post|re-?type) (?:that|it|this|the (?:last|whole) \w+|your (?:last )?(?:answer|message|"
    r"reply|text)|"
    r"yourself|please|what you (?:just )?(?:said|wrote))",
    r"(?:say|said|tell|write|send|read|give|show|type|text|post|run|go over|go through|do|have)(?: me|"
    r" us)?(?: (?:that|it|this|all "
    r"that|the (?:last|whole) \w+|what you (?:just )?said))?(?: (?:to|by|past|for) me| back)? "
    rf"(?:again|once more|one more time|a second time){_TRAILING}",
    r"(?:say|run|read) (?:that|it|this) (?:back|by me|past me)", "say again", "come again", rf"once again{_TRAILING}",
    rf"(?:once|one) more(?: time)?{_TRAILING}", rf"^again{_TRAILING}", "again (?:please|pls|plz)$",
    r"what (?:was|is) (?:that|it)(?: again)?\W*$", r"what did you(?: just)? (?:say|write|tell me|send)(?: there|"
    r" again| before)?\W*$",
    r"i (?:\w+ )?(?:missed|lost|deleted|erased|forgot|overlooked) (?:that|it|this|your (?:\w+ )?(?:answer|message|"
    r"text|reply)|"
    r"the (?:last|first|second) (?:part|bit|one|answer|message|half)|what you (?:just )?said|half of (?:that|"
    r"it))(?! \w)",
    r"i (?:did ?n'?t|didnt|could ?n'?t|couldnt|did not|could not) (?:quite |really )?(?:get|hear|catch|see|read|write|"
    r"save|note) "
    r"(?:that|it|this|(?:all|any|half) of (?:that|it)|everything|your (?:\w+ )?(?:answer|message)|the last (?:part|"
    r"bit|one))"
    r"(?: down| all| in time)?(?! \w)",
    r"(?:pen|pencil|battery|phone|line|connection|screen|paper|ink) (?:ran out|died|cut out|dropped|froze|broke|"
    r"is dead|gave out)",
    "(?:got|was|am|were) (?:cut off|disconnected|distracted)", "scroll(?:ed)? (?:away|off|past)",
)  # fmt: skip
REPEAT_ALONE: Final = re.compile(r"^\W*(?:repeat|again|pardon(?: me)?|what|huh|sorry|eh|come again|say what)\W*$")

# -- plainer or fewer words
SIMPLER: Final = any_of(
    r"(?:plain|plainer|simple|simpler|easy|easier|everyday|normal|regular|ordinary|small|smaller|basic|fewer|kid|"
    r"kids'?|layman'?s?|"
    r"layperson'?s?|lay|real|human|clearer|shorter)(?: plain| simple)? (?:words?|terms?|english|language|talk|speak)",
    "other words", "simpler", "simplify", r"dumb(?:er)?(?: (?:it|that|this))? down", "eli5", "tl;? ?dr",
    "in a nutshell",
    r"like i(?:'m|m| am| was|'d be) (?:five|5|six|6|seven|ten|10|a (?:kid|child|\w+[- ]year[- ]old|dummy))",
    "too (?:many (?:big |fancy |long )?words|much (?:jargon|text|reading))", "(?:big|fancy|fifty[- ]cent|"
    "five[- ]dollar) words",
    "less (?:jargon|technical|complicated|wordy|words)", "(?:no|without|all the|that) jargon", "(?:break|boil) (?:it|"
    "that|this) down",
    "you(?:'ve|ve)? lost me",
    r"(?:put|say|explain|write) (?:it|that|this) so (?:that )?(?:\w+ ){1,7}(?:gets?|understands?|follows?|can (?:get|"
    r"understand|follow))",
    r"(?:no|not a) (?:clue|idea) what (?:you|that|it|this|u|any of)", "went right past me", "is that english",
    "over my head", r"(?:that|this|it)(?:'s| is| was) (?:\w+ )?(?:confusing|clear as mud|(?:greek|gibberish) to me)",
    r"(?:explain|say|put) (?:it|that|this) (?:more |a bit |a little )?(?:clearer|clearly|simply|plainly|slowly)",
    "(?:short|shorter|quick|brief|easy) (?:version|answer|summary|form)", r"sum(?:marize|marise)? (?:it|that|"
    r"this)(?: up)?",
    r"(?:put|say|phrase|word|explain|tell me) (?:it|that|this) (?:(?:in )?(?:another|a different|some other) way|"
    r"differently)",
    "rephrase", "easier to (?:read|understand|follow)", r"talk (?:normal|to me like)",
)  # fmt: skip
_UNDERSTAND: Final = r"(?:understand|understanding|follow|following|get|getting|grasp)"
UNCLEAR: Final = re.compile(  # the whole message
    r"^\W*(?:(?:sorry|ok|okay|um|uh|hm+|huh|wait|and|so|but|well|what|oh|no) ?,? ?)*(?:"
    r"what (?:does|do|did|is|the heck does|on earth does) (?:that|this|it|all (?:of )?(?:that|this)|any of (?:that|"
    r"this))"
    r" (?:even |actually |really |all )?mean(?: exactly)?|what (?:do|did|d) (?:you|u|ya) (?:even |"
    r"actually )?mean(?: (?:by|with) (?:that"
    r"|this|it))?|meaning what|"
    rf"(?:i |we )?(?:still |just |really )?(?:do ?n'?t|dont|did ?n'?t|didnt|ca ?n'?t|cant|do not|cannot) (?:really |"
    rf"quite |even |fully )?"
    rf"{_UNDERSTAND}|(?:i'?m |i am )?(?:still )?(?:not {_UNDERSTAND}|lost|confused)"
    r")(?: (?:that|it|this|you|a (?:word|thing)(?: of (?:that|it|this))?|any of (?:that|it|this)|what (?:you|u|that|"
    r"it|this|ur|you're|youre)"
    r"(?: \w+){0,2}))?\W*$"
    r"|^\W*(?:[\w']+ ){0,3}too (?:long|complicated|complex|technical|much|wordy|fancy|difficult|"
    r"confusing)(?: (?:words?|"
    r"for me|to "
    r"(?:read|follow|understand)))*\W*$|^\W*(?:clearer|shorter|plainer|easier)(?: please| pls| plz)?\W*$"
    r"|^\W*(?:can|could|would|will)? ?(?:you|u)? ?(?:please |pls )?explain(?: (?:it|that|this|more|better|to me|"
    r"please|again))*\W*$"
)

# -- declining to answer, and not being able to
_GIVE: Final = (
    r"(?:say|tell|answer|give|share|disclose|reveal|state|mention|discuss|specify|get into|go into|talk about|name|"
    r"get that personal|type|put|post|hand (?:out|over))"
)
REFUSAL: Final = any_of(
    rf"(?:rather not|prefer not to|prefer not|(?:do|would|did|wo|ca)(?:n'?t| not) (?:want|wish|like|care|need|have|"
    rf"feel "
    rf"comfortable|feel like) (?:to )?|wo(?:n'?t| not)|wont|dont (?:want|wanna|like|need|care) (?:to )?|not going to|"
    rf"not "
    rf"gonna|no need to|never|refuse to|decline to|hesitate to|not about to|not (?:allowed|willing|ready|"
    rf"prepared) to) {_GIVE}",
    r"(?:i |we |id |i'd )?(?:rather|prefer)(?: to)? (?:not|keep (?:that|it|this)|skip|leave (?:that|it|this)|"
    r"stay anonymous)",
    rf"(?:i |we )?(?:don'?t|do not|dont|never) (?:usually |normally |ever |like to |want to |wanna |really )?{_GIVE} "
    r"(?:out )?(?:my|our|her|his|that|such|those|personal|private|where|which|what|any|anything|details?|info|it|this)",
    r"(?:feel like|comfortable|happy|ok|okay|fond of|keen on|fan of|cool with|good with) "
    r"(?:saying|telling|sharing|giving|answering|with that|disclosing|naming)",
    r"why (?:do|would|are|should|does|did|must|u|you) (?:you|i|it|that|u|we|they|need|asking|ask|wanna|want)",
    r"(?:none of (?:your|ur)|not (?:your|ur)|no|nobody'?s|no one'?s|my own|your own) (?:\w+ )?(?:business|beeswax|"
    r"concern)", r"how is that (?:your business|relevant|any of your)",
    r"(?:not|no way i'?m|not gonna be|ain'?t|won'?t be) (?:telling|saying|sharing|giving|answering|naming|disclosing)",
    r"(?:that'?s|thats|that is|it'?s|its) (?:kind of |kinda |a bit |too |pretty |rather |very |my )?(?:private|"
    r"personal|"
    r"confidential|secret|sensitive)", "keep (?:that|it|this) (?:private|to myself|to ourselves|out|secret)",
    r"(?:do|must) (?:i|we) (?:really |even )?have to (?:say|tell|answer|give|share)", "must i (?:say|tell|answer)",
    r"(?:can|could|may) (?:i|we) (?:skip|pass on|leave) (?:that|this|it)", "no comment", "i'?ll pass", "hard pass",
    r"let'?s (?:skip|leave|not (?:get|go) (?:into|there|that))", "mind your own", "without (?:saying|telling|naming|"
    "giving)",
    r"what(?:'s| is)? (?:it|that) to (?:you|u)", "what do (?:you|u) (?:need|want) (?:that|it|this) for",
    "why does it matter",
    r"what does (?:it|that) matter", r"(?:does|is) (?:it|that) (?:really )?(?:matter|necessary|needed|required)$",
    r"(?:i'?ll|i'?d|i will|i would|let me|we'?ll) (?:\w+ ){0,2}keep (?:that |it |this )?(?:to myself|to ourselves|"
    r"quiet|private|secret)",
    rf"(?:better|safer|happier|more comfortable|easier) not {_GIVE}(?:ing)?", r"(?:not|without) saying (?:where|which|"
    r"what|who)",
    "prefer to keep", "leave (?:that|it) (?:blank|out|open)", "next question",
    r"(?:pass|skip) on (?:that|this|it)", "(?:i )?(?:choose|decided) not to",
)  # fmt: skip
REFUSAL_ALONE: Final = re.compile(
    r"^\W*(?:but |and |ok )?why(?: that)?\W*$|^\W*(?:skip|pass|next)(?: (?:it|this|that))?\W*$"
    r"|^\W*(?:no|nah|nope) (?:thanks|thank you|thx|way)\W*$"
)
CANNOT_SAY: Final = re.compile(
    r"^\W*(?:(?:um|uh|hm+|well|honestly|oh|sorry|gosh|so|to be honest|tbh|but|that) ?,? ?)*"
    r"(?:(?:i |we |she |he |that'?s )?(?:really |honestly |actually |just |still )?(?:do ?n'?t|dont|do not|ca ?n'?t|"
    r"cant|"
    r"does ?n'?t|doesnt|would ?n'?t|could ?n'?t|couldnt) (?:really |even |actually )?(?:know|remember|recall|tell|say|"
    r"have a clue)"
    r"|(?:i'?m |im |we'?re |i am )?(?:really |honestly |actually )?(?:not|un) ?(?:so |too |quite |really |entirely |"
    r"totally "
    r"|100% )?(?:sure|certain)|(?:i'?ve |i have |got |have )?(?:no|not a) (?:idea|clue)|idk|dunno|i dunno|beats me|"
    r"(?:who|god|lord|heaven) knows|i wish i knew|i'?d have to (?:check|look|ask)|(?:i'?ll|let me|i need to|i must) "
    r"(?:have to )?(?:check|look|ask|find out)|hard to (?:tell|know)|no way to (?:tell|know)|how (?:would|do|"
    r"can) i (?:even )?"
    r"(?:know|tell|find out|check))\b"
)

# -- pressing for what was just declined: a figure, a view, a yes or no
PRESSING: Final = any_of(
    "ball ?park", "rough(?:ly)?", "rough (?:guess|idea|figure|estimate)", "approx(?:imately|imate)?", "estimate",
    "guesstimate", r"(?:best|educated|wild|just a|a quick|your) guess", "guess", "more or less", "give or take",
    r"so (?:it|that|this|i)(?:'s|'m| is| am)? (?:ok|okay|fine|safe|all ?right|good|bad|nothing)",
    r"(?:my|a) (?:friend|neighbor|buddy|cousin|brother|sister|coworker|uncle|aunt|mom|dad) (?:\w+ )?(?:did|does|took|"
    r"had|has|got|said|says)",
    r"(?:just )?nod", "blink", "so (?:you|u) (?:do )?know", r"won'?t (?:say|tell)", "off the cuff",
    r"(?:gut|gut feeling|instinct|hunch)", "come on", "c'?mon", r"yes or no", "just (?:tell|say|answer|give) (?:me|it|"
    "us|yes)",
    r"(?:just )?(?:between|off) (?:us|you and me|the record)", "hypothetically", "in theory", "theoretically",
    r"(?:if|what would|what'd) (?:you|u) (?:were|was|had|did|would|do|say|think|pick|choose|recommend|advise|suggest)",
    r"(?:you|u) (?:must|surely|gotta|have to|should) (?:know|have|be able)", "surely (?:you|u|someone|there)",
    r"(?:at least|even|just) (?:a|an|one|the|some) (?:\w+ )?(?:hint|clue|idea|range|number|figure|opinion|estimate|"
    r"guess|word)",
    r"i (?:won'?t|wont|will not|promise not to) (?:tell|sue|hold|blame|quote)", "no one will know", "nobody will know",
    r"(?:a )?(?:hint|clue|range|ball-park figure)", "pretty please", "i'?m begging", "i beg you", "please please",
    r"(?:is|was|are) (?:it|that|they) (?:more|less|over|under|above|below|around|about|closer|near|like|up to|"
    r"cheap|expensive|pricey|hundreds|thousands|days|weeks|months|bad|good|serious|dangerous|normal)",
    r"(?:under|over|more than|less than|around|about|at least|up to|between) (?:a |\$)?\d*\s?(?:hundred|thousand|"
    r"grand|bucks|"
    r"dollars|days?|weeks?|months?|k)\b", r"(?:hundreds|thousands) or", r"days or weeks", r"weeks or months",
    "(?:days|weeks|months|"
    "hundreds|thousands)$", "does (?:that|it) sound (?:right|about right|bad|good|ok|normal|serious)",
    r"(?:your|ur) (?:own |personal |honest |professional )?(?:opinion|view|take|thoughts?|advice)", "be honest",
    "honestly",
    r"(?:you|u) (?:think|reckon|figure|suppose)$", "what do (?:you|u) think", "in your experience", "one word",
    "pretend (?:you|to be|you're)", "act (?:as|like)", "role ?play", "imagine you",
)  # fmt: skip

# -- taking back what was said before
CORRECTING: Final = any_of(
    "sorry", "oops", "whoops", "oopsie", "my bad", "my mistake", "my fault", "my apologies", "apologies", "typo",
    "typed wrong",
    r"i (?:really |actually |of course )?(?:mean|meant)", "meant", "i misspoke", "mis-?typed?", "misclick(?:ed)?",
    "misread",
    r"(?:scratch|strike|forget) (?:that|it)", "correction", "let me (?:correct|fix|rephrase|clarify)", "autocorrect",
    r"(?:that|it)(?:'s| is| was) (?:wrong|not right|incorrect|a mistake|a typo|my mistake)", "wrong (?:one|number|"
    "button|choice|key|"
    "state|answer|plan)", r"fat(?:[- ]?finger(?:s|ed)?|[- ]?thumbs?)", "slip of the", "pressed (?:the )?wrong",
    "hit (?:the )?wrong",
    "actually", "no wait", "wait(?:,)? no", "wait", "hold on", "hang on", "on second thought", "rather", "instead",
    "should(?:'ve| have)? (?:be|been|say|said|read)", "i should(?:'ve| have) said", "not true", "i was wrong",
    "i stand corrected",
    "come to think of it", "now that i think", "turns out", "it turns out", "never ?mind(?: that)?",
)  # fmt: skip

# -- attempts to steer the assistant
STEERING: Final = any_of(
    r"(?:ignore|disregard|forget|override|bypass|drop) (?:all |any |the |your |my |every |these |those |previous |"
    r"prior |above |"
    r"earlier |system |of )*(?:instructions?|prompts?|guidelines?|programming|training|restrictions?|filters?|"
    r"safeguards?)",
    r"(?:ignore|disregard|forget|override|bypass|break) (?:all )?(?:your|the system'?s?|these|previous|"
    r"prior) (?:\w+ )?rules?",
    r"(?:ignore|disregard|forget) (?:everything|anything|all|whatever) (?:that is |that was )?(?:above|you were told|"
    r"you'?ve been "
    r"told|you know|they told you)", "system (?:override|prompt|message|instruction)s?",
    r"(?:you are|you're|ur|u r|you will be|act as|behave as) (?:now|from now on|no longer) (?:a|an|the|my|in|bound|"
    r"free|dr)",
    r"from (?:now|here) on,? (?:you are|you're|you will|act|answer|respond|reply)", "you are dan", "as dan",
    "jailbreak",
    r"(?:developer|debug|admin|god|dan|jailbreak|sudo|maintenance|root) mode",
    r"(?:hidden|secret|original|internal|system) (?:instructions?|prompts?|configuration|config)",
    r"(?:print|show|reveal|repeat|output|display|dump|tell me|give me|translate|what (?:is|are|was|"
    r"were)) (?:me )?your (?:\w+ )?"
    r"(?:prompt|instructions|source code|system message|configuration|training data|programming)",
    r"pretend (?:to be|you are|you're|that you) (?:a |an |my |the )?(?:doctor|surgeon|physician|lawyer|nurse|human|"
    r"person|billing|"
    r"different|evil|pirate|dr)", r"new (?:persona|system prompt)", r"(?:here are|these are|follow) (?:your |my |"
    r"the )?new "
    r"(?:instructions?|rules?|orders?)",
    r"(?:respond|reply|answer|speak|talk) (?:only )?(?:as|like) (?:a|an|if you) (?:pirate|doctor|surgeon|lawyer|human|"
    r"different|evil)",
    r"</?(?:system|admin|assistant|user|instructions?)>", r"\bsystem\s*:", r"\[(?:system|inst|admin)\]",
    r"i(?:'m| am) (?:your (?:developer|creator|admin|administrator|owner|programmer|maker)|the (?:developer|"
    r"programmer) (?:of|here))",
)  # fmt: skip
