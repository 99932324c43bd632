"""Single words that the residence rule listens for: persons, time, denial, moves, corrections. Tables only."""

from __future__ import annotations

SELF_WORDS = frozenset("caller i i'm im i've ive i'd i'll me myself yo".split())
TOGETHER_WORDS = frozenset("we we're we've we'll weve us ourselves nosotros vivimos".split())
RELATIVES = frozenset(
    """
    mom mom's mother mother's mum mama mami mommy momma ma'am's dad dad's father father's papa papi pop pops parent
    parents wife wife's husband husband's hubby spouse partner son son's daughter daughter's child child's baby
    toddler kiddo kid sister sister's brother brother's sis sibling grandmother grandma grandma's granny nana
    grandfather grandpa grandpa's gramps aunt aunt's uncle uncle's auntie niece nephew friend friend's boyfriend
    girlfriend fiance fiancee neighbor loved mil fil stepmom stepdad stepson stepdaughter stepmother stepfather
    madre padre esposa esposo hijo hija hermano hermana abuela abuelo mother-in-law father-in-law client ward guy
    lady man woman boy boy's girl girl's kid's youngest oldest eldest bf gf roomie moms dads mum's bff cousin coworker
    roommate buddy
    """.split()
)
ANY_PERSON = frozenset("boy girl man woman guy lady kid gal".split())  # "I'm a Syracuse boy" speaks for nobody
PATIENT_WORDS = frozenset("patient patient's pt pts paciente".split())
PROVIDERS = frozenset(
    """
    surgeon surgeons surgeon's doctor doctors doctor's dr doc docs physician physicians specialist specialists
    hospital hospitals clinic oncologist cardiologist neurologist neurosurgeon urologist orthopedist radiologist
    accountant pharmacist navigator banker broker realtor agent pastor priest rabbi teacher trainer tutor caseworker
    mechanic barber vet chiropractor podiatrist psychiatrist psychologist counselor anesthesiologist
    gastroenterologist hematologist endocrinologist gynecologist obgyn pediatrician dermatologist rheumatologist
    nephrologist pulmonologist nurse provider pcp insurance insurer employer company records team lawyer cirujano
    cirujana medico medica
    doctora hopkins program therapist dentist
    """.split()
)
# The patient only where the message says so.
ACQUAINTANCES = frozenset("friend friend's neighbor buddy roommate roomie coworker bff".split())
BYSTANDERS = frozenset(
    """
    relatives kids children grandkids grandchildren cousins friends in-laws inlaws buddies coworkers
    neighbors twins triplets everybody everyone ex ex-wife ex-husband landlord boss siblings sons daughters brothers
    sisters attorney
    """.split()
)
THIRD_PERSON = frozenset("he he's hes she she's shes they they're theyre theyve they've ella el him".split())
POSSESSIVES = frozenset("her his their".split())
OWNED = frozenset(
    """
    home house address mailing mail state residence apartment condo place primary legal permanent current zip
    """.split()
)
# Before a relative: the relative is where one stays or goes, not who lives there.
OBJECT_PREPOSITIONS = frozenset("with w wit at near by visit visiting to from see seeing".split())
NOT_THE_PATIENT = frozenset("a an two three another one some other".split())
HELPS = frozenset(
    """
    helps helping help helped found told tells suggested recommended drives driving says said thinks caregiver poa
    handles
    handling takes
    """.split()
)
CARED_FOR = frozenset("it's its for helping help about behalf regarding re caring care para".split())
# Near a person: that person is the patient.
ILL = frozenset(
    """
    needs wants diagnosed surgery cancer tumor tumour sick patient operation opinion eligible qualify qualifies ill
    disease biopsy treatment dying hernia mass aneurysm
    """.split()
)
ILL_SELF = frozenset("diagnosed surgery cancer tumor tumour patient operation biopsy hernia aneurysm".split())

YOU = (("you",), ("u",), ("guys",), ("you're",), ("you", "are"), ("guys", "are"), ("u", "are"))  # "are you in Maryland"
BORROWS = frozenset("use using put give borrow".split())  # an address that is not one's own
OWNERS = frozenset("my her his some extended".split())
OWN_SUBJECT = frozenset(
    "it it's its it'll it'd that's that'll the our my a an this that these all home house mail mailing address "
    "residence everything".split()
)
KINSFOLK = frozenset("people folks ppl family".split())  # "his people are from Minnesota"
# Clauses that speak of a place named before.
MAIL_WORDS = frozenset(
    """
    mail mailing bills letters forwarding forwarded correspondence checks postal post postman mailbox envelopes
    """.split()
)
MAIL_TOO = frozenset("mail the my our all included too post both".split())  # "for four years, mail and all"
MAIL_TOO_HEADS = frozenset("mail post".split())
OF_RECORD = frozenset("address residence home spot place one state".split())
DWELLINGS = frozenset("sublet house apartment condo trailer farm dorm farmhouse cabin flat".split())
POINTERS = frozenset("there here that it same too also".split())
OLD_PLACE = frozenset("old previous former last".split())
HERE = frozenset("there here".split())
LIVING = frozenset("live lives living reside resides".split())
NOT_NOW = frozenset("used where if".split())
SO_ARE_WE = (("are", "we"), ("am", "i"), ("do", "we"), ("do", "i"), ("is", "she"), ("is", "he"))

NEGATORS = frozenset(
    """
    not don't dont doesn't doesnt isn't isnt aren't arent ain't aint never nor neither wasn't wasnt weren't without
    except none haven't havent hasn't hasnt hadn't didn't didnt no-longer instead can't
    """.split()
)
# All that may stand between a negator and the place it denies: "don't actually live in the state of …".
DENIABLE = frozenset(
    """
    live living lives lived reside residing in from at a an the resident residents of to near state currently now
    actually my our her his home address mail mailing really anymore is even based been there either legally
    technically keep kept place house own have has had got property technically residence longer vivo vive soy estoy
    la en here patient be am are i i'm im we any near anywhere city
    at part located residents' have rather than it's that's
    """.split()
)
DETERMINERS = frozenset("a an some this that any those these like good".split())
RULE_WORDS = frozenset(
    """
    rule rules law laws exclusion restriction thing thanks thank please pls lol anyway though side
    """.split()
)
HYPOTHETICAL = frozenset("if suppose supposing imagine hypothetically pretend assuming whether".split())
PAST = frozenset("used formerly previously former ex old was were had".split())
PENDING = frozenset("close closing closes escrow buying bidding".split())
TRAVELLING = frozenset("commute commutes commuting drive drives driving fly flies flying come coming".split())
WILL = frozenset("will gonna soon".split())
SHALL = frozenset("i'll we'll he'll she'll they'll".split())
PERFECT = frozenset("have has i've ive we've always she's he's 've been".split())
LINKS = frozenset("is was where for 's has been".split())
CARE_VERBS = frozenset("did does took performed said found wants told gave".split())
BREAKS = frozenset("is are was were in at to from and or but for with near i my we she he the do does can if".split())
TOWARDS = frozenset("to into in back a".split())
AWAY = frozenset("from of away out de".split())
PLACING = frozenset("in from at near of en de here out".split())
NOW = frozenset("now currently nowadays presently today ahora actualmente since these".split())
FOREVER = frozenset("life lives lifelong since forever".split())
SOMEDAY = frozenset("maybe eventually someday later perhaps possibly".split())
SEASONS = frozenset("year month week spring summer fall autumn winter semester".split())
LEGAL = frozenset("legal permanent official".split())
AFTER_NO = frozenset("longer vivo soy estoy vive".split())
OPENING_NEGATORS = frozenset(
    """
    isn't isnt aren't arent don't dont doesn't doesnt can't cant won't wont wasn't didn't haven't hasn't
    """.split()
)
LIST_OPENINGS = (("the", "one"), ("the", "other"), ("another",), ("one", "in"), ("and", "one"))
ASKED_SUBJECTS = frozenset("you y'all they people the it there i we my residents patients folks anyone".split())
ANYBODY = frozenset("residents patients people folks anyone someone anybody somebody citizens ppl".split())
ALL_BUT = frozenset("anywhere everywhere nowhere any all every states anyplace".split())
QUESTION_WORDS = frozenset("is are what does do can how why if about which was would will".split())
BEING = frozenset("i'm im am i'ma as she's shes he's hes is we're".split())  # before "a teacher"
MOVED_WORDS = frozenset("moved relocated transferred retired downsized upsized mude mudamos".split())
MOVING_WORDS = frozenset("move moves moving relocate relocating relocation transferring mudo mudando mudamos".split())
CORRECTIONS = frozenset(
    """
    kidding joking jk meant mean sorry oops whoops correction actually wait rather typo scratch edit nope duh ugh
    ooops sry
    """.split()
)
MISTAKES = frozenset("mistake typo autocorrect wrong error accident misspelled".split())
CORRECTION_REACH = 6  # words from the correction to the place it puts right

YES = frozenset("yes yeah yep yup correct right sure".split())
CONTRASTS = frozenset("but though although yet however".split())
ALL_YEAR = ("twelve months", "all year", "year round", "full time", "permanently", "for good")
TRADED = frozenset("traded swapped left fled escaped".split())  # "traded Michigan winters for Carolina"
STAYED = frozenset("still".split())
CROWD = frozenset("full crawling lousy overrun of with other fellow half many most those these".split())
FOR_GOOD = frozenset("good permanently permanent forever indefinitely".split())
BY_BIRTH = (("by", "birth"), ("by", "blood"), ("by", "upbringing"), ("at", "heart"), ("in", "exile"), ("by", "origin"))
OUTDATED = frozenset("old outdated expired ancient past wrong over".split())
TELLING_APART = frozenset("not isn't isnt ain't never without minus nor no".split())  # "not the one with the golf"
SPANISH = frozenset("con y que pero mi mis en el la de los las para por desde hace donde porque no si es".split())
SOLD = frozenset("sold sell selling gave lost leased unloaded".split())
SENTENCE_MARKS = frozenset(".!?;\n")
CLAUSE_MARKS = frozenset(",():-\u2013\u2014")
CLAUSE_WORDS = frozenset(
    """
    but after though although however because while whereas and then so when which who cuz bc yet pero y if plus &
    unless
    whose que porque aunque wondering
    """.split()
)
# A clause of nothing but these and a place goes on with the list before it: "in Iowa, and then Texas".
LIST_WORDS = frozenset(
    """
    another other one in or and also the now then from to sometimes both too maybe nor not at near either currently
    just is only instead
    """.split()
)

REFUSALS = tuple(
    phrase.strip()
    for phrase in """
    rather not; prefer not; why do you need; why do u need; why does it matter; why would you need;
    none of your; not telling; don't want to say; dont want to say; don't want to tell; not comfortable;
    do i have to; is that necessary; no comment; not your business; won't say; wont say; not say; can i skip;
    skip this; why do you ask; why are you asking; why ask; keep that private; that's private; thats private;
    that is private; personal question; not sharing; not going to say; don't need to know; pass on that;
    decline to; not gonna say; rather keep; what do you need that for; what does it matter; what's it to you
    """.split(";")
)
