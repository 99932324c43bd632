"""What the words around a place say about it: who it belongs to, and whether that person lives there. Tables only.

A phrase is matched word by word, in small letters; the nearest cue to the left of a place decides.
"""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """What ties a person to a place."""

    LIVES = "lives"
    MOVED = "moved"  # a move; the preposition before the place tells where to
    IS_IN = "is_in"  # present there, or "from" there: weaker than living there
    MAIL = "mail"
    SECOND_HOME = "second_home"
    STAYS = "stays"  # for a while, or as a student: says little about a home
    LEFT = "left"
    PLANS = "plans"
    ORIGIN = "origin"
    WORKS = "works"
    VISITS = "visits"
    CARE = "care"
    COVERAGE = "coverage"
    NEAR = "near"
    KIN = "kin"
    NAME = "name"  # part of a thing's name: "Maine lobster"
    PLAIN = "plain"  # named without a tie: an answer, or a question about that state


class Holder(StrEnum):
    """Whose tie it is."""

    SELF = "self"
    TOGETHER = "together"  # "we": the patient is among them
    RELATIVE = "relative"
    PATIENT = "patient"
    PROVIDER = "provider"
    BYSTANDER = "bystander"  # family and friends who are not the patient
    UNSAID = "unsaid"


CUES: dict[Relation, str] = {
    Relation.LIVES: """
        live; lives; living; home's; home of record; livin; liv; reside; resides; residing; resident; residents; residence; residency; domicile;
        domiciled; home; homes; house; houses; apartment; condo; townhouse; address; based; located; settled; rent;
        renting; patients; patient in; patient from; people; ppl; folks; anyone; someone; anybody; citizens;
        have lived; has lived; 've lived; i've lived; ive lived; we've lived; always lived;
        been living; nursing home; assisted living; memory care; care home; call home; state is; my state; our state;
        her state; his state; vivo; vive; vivimos; viven; resido; radico; mi casa; mi direccion; mi estado; vivir;
        homeowner; lives here; registered to vote; vote in; pay taxes in; taxes in; stationed; home base; domicilio;
        driver's license; drivers license; staying put; spent my whole life; my whole life; lifelong""",
    Relation.MAIL: """
        mailing address; mailing; mail goes; mail go; mail is; mail comes; mail gets; mail still; my mail; our mail; her mail; his mail;
        their mail; the mail; get mail; gets mail; getting mail; mail in; mail at; mail sent; receive mail; receives mail;
        mail delivered; mailbox; mail box; po box; p.o. box; p.o box; pobox; p o box; post office box; postal address;
        forwarding address; forwarded; forwards; mail forwarded; billing address; bills go; bills come; bills are;
        bills sent; letters go; letters come; letters; correspondence goes; statements; correo; correspondencia;
        mail address; postbox; post box; all mail; all my mail; snail mail; mail drop; ups store""",
    Relation.SECOND_HOME: """
        second home; second house; vacation home; vacation house; summer home; summer house; winter home; winter house;
        a house; a home; a condo; an apartment; a place; another place; summers; winters; summer; summering; wintering; winter; snowbird; snowbirds; snow birds; cottage; cabin; lake house; lakehouse;
        beach house; lake home; split time; split my time; split our time; splits her time; splits his time; half the year;
        half of the year; part of the year; part time; part-time; months; other home; other house; another home; another house;
        also have a house; also have a home; homes in; houses in; two homes; both; back and forth; own property; property in; dual;
        other half; rest of the year; rest of the time; weekends; weekdays; sometimes; we also have; i also have""",
    Relation.STAYS: """
        staying; stay; stays; crashing; temporarily; temporary; sublet; subletting; student; study; studies; studying;
        school; college; university; campus; dorm; dorms; attend; attends; attending; grad school; semester; deployed; rehab;
        rehab center; rehab facility; recovering; recuperating; visiting long term; estudio; quedando""",
    Relation.LEFT: """
        used to live; used to reside; used to be; lived; was living; were living; left; formerly; previously; former; was in;
        were in; was from; old address; old home; old house; old place; old mailing address; previous address; last address; sold our house;
        sold my house; sold our home; sold my home; sold the house; no longer live; no longer lives; no longer a resident;
        no longer living; ex-resident; quit living; vivia; vivi; viviamos; came here from; came from; before that; used to have a house;
        used to own; had a house; had a home; once lived; years in; decades in; fled; escaped; evacuated""",
    Relation.PLANS: """
        will be living; going to live; gonna live; will live; 'll live; going to be in; will be in; planning; plan to; plans to; hope to; hoping;
        want to live; wants to live; would like to live; thinking of; thinking about; considering; might; may move; soon be;
        about to; looking to; intend to; intend; dream of; dreaming; closing on a house; buying a house; buying a home; bought land;
        looking for a house; job offer; want to retire; will retire; retiring to; retire to; retiring in; retire in""",
    Relation.ORIGIN: """
        born; born and raised; grew up; raised; originally; originally from; native of; native; hometown; childhood; roots;
        as a kid; as a child; nacio; naci; nacido; nacida; ancestry; raised in; maiden""",
    Relation.WORKS: """
        work; works; working; worked; job; jobs; employed; employer; office; commute; commutes; commuting; business; company;
        teach; teaches; teaching; workplace; trabajo; trabaja; headquartered; headquarters; career; remote job; contractor""",
    Relation.VISITS: """
        visit; visits; visiting; visited; vacation; vacations; vacationing; vacationed; travel; travels; traveling; travelling;
        traveled; trip; trips; holiday; passing through; driving; drive; drives; drove; flying; fly; flew; layover; tour; touring; cruise;
        hotel; airbnb; timeshare; conference; went; been to; come to; coming to; camping; honeymoon; wedding; stopped;
        go to; going to; gone to; get to; weekend; spring break; viajando; visitando; on business; for work; funeral; reunion;
        appear in; appointment in; have to be in; moved my""",
    Relation.CARE: """
        surgeon; surgeons; surgeon's; doctor; doctors; doctor's; dr; doc; docs; physician; physicians; specialist; specialists; hospital;
        hospital's; hospitals; clinic; clinics; oncologist; cardiologist; neurologist; neurosurgeon; urologist; orthopedist; radiologist;
        nurse; provider; providers; pcp; treated; treatment; treatments; surgery; surgeries; operation; operated; operating; seen; see;
        saw; seeing; diagnosed; diagnosis; scan; scans; scanned; mri; ct; biopsy; biopsied; appointment; appointments; appt; referred; referral;
        chemo; radiation; records; record; pathology; slides; xrays; x-rays; x-ray; er; icu; emergency room; hospitalized; admitted;
        consult; consultation; transplant; facility; facilities; care team; medical team; team; hopkins; lab; procedure; stent; mayo; sloan;
        therapy; therapist; cirujano; cirujana; medico; medica; doctora; hospital en; operaron; operar; operado; clinica; dentist; pharmacy;
        infusion; ambulance; mount sinai; mt sinai; sloan kettering; md anderson; cedars; langone; ochsner; henry ford; northwell; geisinger; mass general; mail them; mail my records; mail records; mail the; mail it; send; ship; fax; fedex; overnight; mailed; sent my; sent them; second opinion at; your offices; your office; opinion at""",
    Relation.COVERAGE: """
        insurance; insured; insurer; plan; policy; coverage; medicaid; medicare; blue cross; bcbs; aetna; cigna; humana; phone; number; area code;
        cell; cellphone; license; licensed; plates; bank; medi-cal; hmo; ppo; seguro; telefono; registration; pension; va benefits; team fan; fan""",
    Relation.NAME: """
        read about; a case; article; news; story; documentary; lawsuit; movie""",
    Relation.NEAR: """
        near; nearby; close to; closer to; closest to; next to; outside; outside of; hour from; hours from; minutes from; minute from; miles from; mile
        from; min from; mins from; hr from; hrs from; drive from; ride from; flight from; hour outside; hours outside; minutes outside; miles outside; away from;
        north of; south of; east of; west of; northeast of; northwest of; southeast of; southwest of; across from; right by; just by; over by; how far; far is it; distance; across the river; across the lake;
        across the border; across the line; across the bridge; over the border; over the line; over the river; border; borders; bordering; neighboring;
        neighbor to; suburb of; suburbs of; down the road; up the road; far from; beside; adjacent to; edge of; line with; hour to; hours to; minutes to; miles to; by the; between;
        state over from; door to; nearest; vicinity; close by; cerca de; hour of; hours of; minutes of; miles of; away""",
    Relation.KIN: """
        have family; my family; family in; got family; some family; family members; relatives; relative; kids; children; grandkids; grandchildren; cousins; cousin; friends; in-laws; inlaws; buddies; buddy;
        coworkers; coworker; neighbors; classmates; familia; parientes; ex-wife; ex-husband; ex; roommate; siblings; landlord; boss; lawyer; attorney; church; sponsor""",
}  # fmt: skip

# Right after a place (up to three words on): they outweigh what stands before it.
CUES_AFTER: dict[Relation, str] = {
    Relation.LIVES: "resident; residents; residency; address; residence; home; patient; patients; based; folks; people; here; citizen; side; house; driver's; drivers",
    Relation.MAIL: "mailing; po; p.o; p.o.; mailbox; post",
    Relation.NEAR: "line; border; borders; stateline; boundary",
    Relation.ORIGIN: "native; born; bred; roots; accent; transplant; originally; orig; raised",
    Relation.LEFT: "expat",
    Relation.CARE: "surgeon; surgeons; doctor; doctors; hospital; hospitals; clinic; specialist; physician; oncologist; office; provider; records",
    Relation.NAME: "fan; fans; football; game",
    Relation.COVERAGE: "insurance; medicaid; plan; number; phone; license; plates; area; policy; medicare; bank; cell; coverage",
    Relation.WORKS: "office; job; company; employer; based company",
    Relation.SECOND_HOME: "cottage; cabin; condo; snowbird",
}  # fmt: skip

SELF_WORDS = frozenset("caller i i'm im i've ive i'd i'll me myself yo mine".split())
TOGETHER_WORDS = frozenset("we we're we've we'll weve us ourselves nosotros vivimos".split())
RELATIVES = frozenset(
    """
    mom mom's mother mother's mum mama mami mommy momma ma'am's dad dad's father father's papa papi pop pops parent parents
    wife wife's husband husband's hubby spouse partner son son's daughter daughter's child child's baby toddler kiddo kid sister
    sister's brother brother's sis sibling grandmother grandma grandma's granny nana grandfather grandpa grandpa's gramps
    aunt aunt's uncle uncle's auntie niece nephew friend friend's boyfriend girlfriend fiance fiancee neighbor loved mil
    fil stepmom stepdad stepson stepdaughter stepmother stepfather madre padre esposa esposo hijo hija hermano hermana abuela
    abuelo mother-in-law father-in-law client ward guy lady man woman bf gf roomie moms dads mum's bff
    """.split()
)
PATIENT_WORDS = frozenset("patient patient's pt pts paciente".split())
PROVIDERS = frozenset(
    """
    surgeon surgeons surgeon's doctor doctors doctor's dr doc docs physician physicians specialist specialists hospital hospitals clinic
    oncologist cardiologist neurologist neurosurgeon urologist orthopedist radiologist nurse provider pcp insurance insurer
    employer company office records team lawyer cirujano cirujana medico medica doctora hopkins program therapist dentist
    """.split()
)
BYSTANDERS = frozenset(
    """
    relatives kids children grandkids grandchildren cousins cousin friends in-laws inlaws buddies coworkers
    coworker neighbors ex ex-wife ex-husband landlord boss roommate siblings sons daughters brothers sisters attorney
    """.split()
)
THIRD_PERSON = frozenset("he he's hes she she's shes they they're theyre theyve they've ella el him".split())
POSSESSIVES = frozenset("her his their".split())
OWNED = frozenset("home house address mailing mail state residence apartment condo place primary legal permanent current zip".split())
# Before a relative: the relative is where one stays or goes, not who lives there.
OBJECT_PREPOSITIONS = frozenset("with at near by visit visiting to from see seeing".split())
NOT_THE_PATIENT = frozenset("a an two three another one some other".split())
HELPS = frozenset(
    "helps helping help helped told tells suggested recommended drives driving says said thinks caregiver poa handles handling takes".split()
)
CARED_FOR = frozenset("it's its for helping help about behalf regarding re caring care para".split())
# Near a person: that person is the patient.
ILL = frozenset(
    """
    needs wants diagnosed surgery cancer tumor tumour sick patient operation opinion eligible qualify qualifies ill disease biopsy
    treatment dying hernia mass aneurysm
    """.split()
)
ILL_SELF = frozenset("diagnosed surgery cancer tumor tumour patient operation biopsy hernia aneurysm".split())

NEGATORS = frozenset(
    """
    not don't dont doesn't doesnt isn't isnt aren't arent ain't aint never nor neither wasn't wasnt weren't without except
    haven't havent hasn't hasnt hadn't didn't didnt no-longer instead can't
    """.split()
)
# All that may stand between a negator and the place it denies: "don't actually live in the state of …".
DENIABLE = frozenset(
    """
    live living lives lived reside residing in from at a an the resident residents of to near state currently now actually
    my our her his home address mail mailing really anymore is even based been there either legally technically residence
    here patient be am are i i'm im we any near anywhere city at part located residents' have rather than it's that's
    """.split()
)
DETERMINERS = frozenset("a an some this that any those these like good".split())
RULE_WORDS = frozenset("rule rules law laws exclusion restriction thing thanks thank please pls lol anyway though side".split())
HYPOTHETICAL = frozenset("if suppose supposing imagine hypothetically pretend assuming whether".split())
NOW = frozenset("now currently nowadays presently today ahora actualmente since these".split())
FOREVER = frozenset("life lives lifelong since forever".split())
SOMEDAY = frozenset("maybe eventually someday later perhaps possibly".split())
SEASONS = frozenset("year month week spring summer fall autumn winter semester".split())
ASKED_SUBJECTS = frozenset("you y'all they people the it there i we my residents patients folks anyone".split())
ANYBODY = frozenset("residents patients people folks anyone someone anybody somebody citizens ppl".split())
ALL_BUT = frozenset("anywhere everywhere nowhere any all every states anyplace".split())
QUESTION_WORDS = frozenset("is are what does do can how why if about which was would will".split())
MOVED_WORDS = frozenset("moved relocated transferred retired mude mudamos".split())
MOVING_WORDS = frozenset("move moves moving relocate relocating relocation transferring mudo mudando mudamos".split())
FUTURE_WORDS = frozenset("will 'll gonna going plan planning plans hope hoping might may soon considering thinking want wants about tomorrow would".split())
CORRECTIONS = frozenset("meant mean sorry oops whoops correction actually wait rather typo scratch edit nope duh ugh ooops sry".split())
CORRECTION_REACH = 6  # words from the correction to the place it puts right

SENTENCE_MARKS = frozenset(".!?;\n")
CLAUSE_MARKS = frozenset(",():—–-")
CLAUSE_WORDS = frozenset(
    """
    but though although however because while whereas and then so when which who cuz bc yet pero y if plus & unless whose
    que porque aunque wondering
    """.split()
)
# A clause of nothing but these and a place goes on with the list before it: "in Iowa, and then Texas".
LIST_WORDS = frozenset("another other one in or and also the now then from to sometimes both too maybe nor not at near either currently just is it's only instead".split())

REFUSALS = (
    "rather not", "prefer not", "why do you need", "why do u need", "why does it matter", "why would you need", "none of your",
    "not telling", "don't want to say", "dont want to say", "don't want to tell", "not comfortable", "do i have to", "is that necessary",
    "no comment", "not your business", "won't say", "wont say", "not say", "can i skip", "skip this", "why do you ask", "why are you asking", "why ask",
    "keep that private", "that's private", "thats private", "that is private", "personal question", "not sharing", "not going to say", "don't need to know",
    "pass on that", "decline to", "not gonna say", "rather keep", "what do you need that for", "what does it matter", "what's it to you",
)  # fmt: skip
