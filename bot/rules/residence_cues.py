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
    PAPERS = "papers"  # a licence or a vote there: doubt enough to ask
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
        live; lives; living; home's; home of record; livin; liv; reside; resides; residing; resident; residents;
        residence; residency; domicile; domiciled; home; homes; house; houses; apartment; condo; townhouse; address;
        based; located; settled; rent; renting; patients; patient in; patient from; people; ppl; folks; anyone;
        someone; anybody; citizens; have lived; has lived; 've lived; i've lived; ive lived; we've lived;
        always lived; been living; nursing home; assisted living; memory care; care home; call home; state is;
        my state; our state; her state; his state; vivo; vive; vivimos; viven; resido; radico; mi casa;
        mi direccion; mi estado; vivir; homeowner; lives here; stationed; home base; domicilio; staying put;
        spent my whole life; my whole life; lifelong; never left; haven't left; havent left; hasn't left; hasnt left;
        have not left; has not left; did not leave; didn't leave; leaving; leave; leaves""",
    Relation.MAIL: """
        mailing address; mailing; mail goes; mail go; mail going; mail goin; mail being; mail keeps; mail continues;
        write to; writes to; letters to; mail is; mail comes; mail gets; mail still; my mail; our mail; her mail;
        his mail; their mail; the mail; get mail; gets mail; getting mail; mail in; mail at; mail sent;
        receive mail; receives mail; mail delivered; mailbox; mail box; po box; p.o. box; p.o box; pobox; p o box;
        post office box; postal address; forwarding address; forwarded; forwards; mail forwarded; billing address;
        bills go; bills come; bills are; bills to; bills sent; letters go; letters come; letters;
        correspondence goes; statements; correo; correspondencia; mail address; postbox; post box; all mail;
        all my mail; snail mail; mail drop; ups store; post office""",
    Relation.SECOND_HOME: """
        second home; second house; vacation home; vacation house; summer home; summer house; winter home;
        winter house; a house; a home; a condo; an apartment; a place; another place; summers; winters; summer;
        summering; wintering; winter; snowbird; snowbirds; snow birds; cottage; cabin; a camp; camp in; lake house;
        lakehouse; beach house; lake home; split time; split my time; split our time; splits her time;
        splits his time; half the year; half of the year; part of the year; part time; part-time; months;
        other home; other house; another home; another house; also have a house; also have a home; homes in;
        houses in; two homes; both; back and forth; own property; property in; dual; other half; rest of the year;
        rest of the time; weekends; weekdays; sometimes; we also have; i also have""",
    Relation.PAPERS: """
        driver's license; drivers license; driver's licenses; driver license; registered to vote; vote in;
        votes in; voter; pay taxes in; taxes in""",
    Relation.STAYS: """
        staying; stay; stays; crashing; temporarily; temporary; sublet; subletting; student; study; studies;
        studying; school; college; university; campus; dorm; dorms; attend; attends; attending; grad school;
        semester; deployed; rehab; rehab center; rehab facility; recovering; recuperating; visiting long term;
        estudio; quedando""",
    Relation.LEFT: """
        used to live; used to reside; used to be; lived; was living; were living; left; formerly; previously;
        former; was in; were in; was from; old address; old home; old house; old place; old mailing address;
        previous address; last address; sold our house; sold my house; traded; swapped; yrs in; yr in;
        sold our home; sold my home; sold the house; no longer live; no longer lives; no longer a resident;
        no longer living; ex-resident; quit living; vivia; vivi; viviamos; came here from; came from; before that;
        used to have a house; used to own; had a house; had a home; once lived; years in; decades in; fled; escaped;
        evacuated""",
    Relation.PLANS: """
        will be living; going to live; gonna live; will live; 'll live; going to be in; will be in; planning;
        plan to; plans to; hope to; hoping; want to live; wants to live; would like to live; thinking of;
        thinking about; considering; might; may move; soon be; about to; looking to; intend to; intend; dream of;
        dreaming; closing on a house; buying a house; buying a home; bought land; looking for a house; job offer;
        want to retire; will retire; retiring to; retire to; retiring in; retire in""",
    Relation.ORIGIN: """
        born; born and raised; grew up; raised; originally; originally from; native of; native; hometown; childhood;
        roots; as a kid; as a child; nacio; naci; nacido; nacida; ancestry; raised in; maiden""",
    Relation.WORKS: """
        work; works; working; worked; job; jobs; employed; employer; office; commute; commutes; commuting; business;
        company; teach; teaches; teaching; workplace; trabajo; trabaja; headquartered; headquarters; career;
        remote job; contractor""",
    Relation.VISITS: """
        visit; visits; visiting; visited; vacation; vacations; vacationing; vacationed; travel; travels; traveling;
        travelling; traveled; trip; trips; holiday; passing through; driving; drive; drives; drove; flying; fly;
        flew; layover; tour; touring; cruise; hotel; airbnb; timeshare; conference; went; been to; come to;
        coming to; camping; honeymoon; wedding; stopped; go to; going to; gone to; get to; weekend; spring break;
        viajando; visitando; on business; for work; funeral; reunion; appear in; appointment in; have to be in;
        moved my""",
    Relation.CARE: """
        surgeon; surgeons; surgeon's; doctor; doctors; doctor's; dr; doc; docs; physician; physicians; specialist;
        specialists; hospital; hospital's; hospitals; clinic; clinics; oncologist; cardiologist; neurologist;
        neurosurgeon; urologist; orthopedist; radiologist; nurse; provider; providers; pcp; treated; treatment;
        treatments; surgery; surgeries; operation; operated; operating; seen; see; saw; seeing; diagnosed;
        diagnosis; scan; scans; scanned; mri; ct; biopsy; biopsied; appointment; appointments; appt; referred;
        referral; chemo; radiation; records; record; pathology; slides; xrays; x-rays; x-ray; er; icu;
        emergency room; hospitalized; admitted; consult; consultation; transplant; facility; facilities; care; center;
        centre; centers; care team; medical team; team; hopkins; lab; procedure; stent; mayo; sloan; therapy;
        therapist; cirujano; cirujana; medico; medica; doctora; hospital en; operaron; operar; operado; clinica;
        dentist; pharmacy; infusion; ambulance; mount sinai; mt sinai; sloan kettering; md anderson; cedars;
        langone; ochsner; henry ford; northwell; geisinger; mass general; mail them; mail my records; mail records;
        mail the; mail it; send; ship; fax; fedex; overnight; mailed; sent my; sent them; second opinion at;
        your offices; your office; opinion at""",
    Relation.COVERAGE: """
        insurance; insured; insurer; plan; policy; coverage; medicaid; medicare; blue cross; bcbs; aetna; cigna;
        humana; phone; number; area code; cell; cellphone; license; licensed; plates; bank; medi-cal; hmo; ppo;
        seguro; telefono; registration; pension; va benefits; team fan; fan""",
    Relation.NAME: """
        read about; a case; article; news; story; documentary; lawsuit; movie""",
    Relation.NEAR: """
        near; nearby; close to; closer to; closest to; next to; outside; outside of; hour from; hours from;
        minutes from; minute from; miles from; mile from; min from; mins from; hr from; hrs from; drive from;
        ride from; flight from; hour outside; hours outside; minutes outside; miles outside; away from; north of;
        south of; east of; west of; northeast of; northwest of; southeast of; southwest of; across from; right by;
        just by; over by; how far; far is it; distance; across the river; across the lake; across the border;
        across the line; across the bridge; over the border; over the line; over the river; border; borders;
        bordering; neighboring; neighbor to; suburb of; suburbs of; down the road; up the road; far from; beside;
        adjacent to; edge of; line with; hour to; hours to; minutes to; miles to; by the; between; state over from;
        door to; nearest; vicinity; close by; cerca de; hour of; hours of; minutes of; miles of; away""",
    Relation.KIN: """
        have family; my family; family in; got family; some family; family members; relatives; relative; kids;
        children; grandkids; grandchildren; cousins; cousin; friends; in-laws; inlaws; buddies; buddy; coworkers;
        coworker; neighbors; classmates; familia; parientes; ex-wife; ex-husband; ex; roommate; siblings; landlord;
        boss; lawyer; attorney; church; sponsor""",
}  # fmt: skip

# Right after a place (up to three words on): they outweigh what stands before it.
CUES_AFTER: dict[Relation, str] = {
    Relation.LIVES: "resident; residents; residency; address; residence; home; patient; patients; based; folks; "
    "people; here; citizen; side; house",
    Relation.PAPERS: "driver's; drivers",
    Relation.MAIL: "mailing; po; p.o; p.o.; mailbox; post",
    Relation.NEAR: "line; border; borders; stateline; boundary",
    Relation.ORIGIN: "native; born; bred; roots; accent; transplant; originally; orig; raised",
    Relation.LEFT: "expat",
    Relation.CARE: "surgeon; surgeons; doctor; doctors; hospital; hospitals; clinic; specialist; physician; "
    "oncologist; office; provider; records",
    Relation.NAME: "river; fan; fans; football; game",
    Relation.COVERAGE: "insurance; medicaid; plan; number; phone; license; plates; policy; medicare; bank; "
    "cell; coverage",
    Relation.WORKS: "office; job; company; employer; based company",
    Relation.SECOND_HOME: "cottage; cabin; a camp; camp in; condo; snowbird",
}  # fmt: skip
