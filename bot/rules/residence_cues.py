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
    HAS_HOME = "has_home"  # "a condo", "two homes": one of several, perhaps
    SECOND_HOME = "second_home"  # for a season or the weekend
    GETAWAY = "getaway"  # a cabin, a shack: no home of record
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
        weekdays; during the week;
        stuck in; still shoveling; other half; other half's; doing time in; doing ten at; doing ten in; doing life;
        a lifer; serving;
        raised our kids; raised my kids; raised the kids; raised a family; raised our family; raised my family;
        address on my license;
        we bought in; bought in; bought a place in; bought us a; bury me in; where i stay;
        here in; still here; vote;
        everything that counts; all that counts; everything that matters; everything but; the rest; otherwise;
        the other ten months; the other nine months; the other six months; most of the year; the remainder;
        the rest of it; the rest of us; been renting; renting; hang my hat; hangs his hat; hangs her hat;
        hang our hat; hang our hats; call home; calls home; called home; put down roots; put our roots; roots down;
        my pillow; my slippers; my bed is; my bed's; lay my head; lays her head; lays his head; sleep in; sleeps in;
        lives at; household; it's been; it has been; has been home; been in; been at; settled in; landed in;
        ended up in; wound up in; holed up in; put up in; boarding in; living out of; lease in; lease on; mortgage in;
        mortgage on; deed; deed is in; homestead; homestead exemption; my doormat; doormat; front door; front porch;
        my porch; under a roof in; tax man; taxman; property tax; property taxes; stay in; stays in; stay up in;
        stay down in; stay out in; i stay; we stay; staying put; still here; planted in; rooted in; anchored in;
        year round; year-round; all year; full time; full-time; fulltime; bunk; bunks; barracks; base housing;
        on base; on post; off base; enlisted housing; military housing; married housing; raising kids; raise kids;
        raising our kids; pays rent; pay rent; paying rent; pay taxes; household is; homebody; a stone's throw;
        keep house; keeps house; where i live; inmate; prisoner; doing time; locked up; incarcerated; serving time;
        group home; shelter; halfway house; hospice; senior living; retirement community; independent living;
        soldiers' home; veterans home; vets home; convent; monastery; rectory; parsonage; commune; houseboat;
        farmhouse; farm; farms; farming; ranch; ranching; homesteading; trailer's; trailer is; trailer park; rv park;
        my crib; a crib; my pad; my digs; digs; tax home; registered voter in; vote here; we vote; i vote;
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
        send the bills; send my bills; send bills; send the mail; send my mail; send our mail; send mail;
        send everything; send my checks; send the checks; send letters; send the letters; send packages;
        send my stuff; send the paperwork; mail the bills; mail my bills; deliver my mail; delivers my mail;
        brings the mail; brings my mail;
        envelope; envelopes; postal; post goes; post comes; our post; my post; the post; get our post; gets her post;
        get my post; postman; mailman; mail carrier; letter carrier; letter box; letterbox; parcels; packages go;
        packages come; paychecks; social security check; social security checks; checks come; checks go;
        checks are mailed; pension check; pension checks; mail forwarding; mail service; mail drop; mail gets sent;
        mail forwards; mail winds up; mail ends up; mail lands; mail finds; mail reaches; mail follows; mail's;
        mail to; mailed to; bills find; bills reach; bills land; bills all go; bills still; bills all come;
        statements go; statements come; letters reach; letters find; writes me; write me; post me; correspondence;
        c/o; care of; in care of; general delivery; p.o; pob; po; p o; poste restante; private mailbox;
        virtual mailbox; rented mailbox; postal box; mail slot; billing; return address; catalogs;
        everything gets mailed; magazines;
        mailing address; mailing; mail goes; mail go; mail going; mail goin; mail being; mail keeps; mail continues;
        write to; writes to; letters to; letter we get; letters we get; letter i get; letters i get;
        every letter; our letters; letters go; letter goes; mail is; mail comes; mail gets; mail still; my mail;
        our mail; her mail;
        his mail; their mail; the mail; get mail; gets mail; getting mail; mail in; mail at; mail sent;
        receive mail; receives mail; mail delivered; mailbox; mail box; po box; p.o. box; p.o box; pobox; p o box;
        post office box; postal address; forwarding address; forwarded; forwards; mail forwarded; billing address;
        bills go; bills come; bills are; bills to; bills sent; letters go; letters come; letters;
        correspondence goes; statements; correo; correspondencia; mail address; postbox; post box; all mail;
        all my mail; snail mail; mail drop; ups store; post office""",
    Relation.HAS_HOME: """
        a house; a home; a condo; an apartment; a place; another place; other home; other house; another home; another
        house; also have a house; also have a home; homes in; houses in; two homes; both; own property; property in;
        dual; we also have; i also have; two places; two houses; our places; my places; a studio; a co-op; the
        co-op; a townhouse; a trailer; a farm""",
    Relation.SECOND_HOME: """
        summers; winters; summer; summering; wintering; winter; snowbird; snowbirds; snow birds; split time; split my
        time; split our time; splits her time; splits his time; half the year; half of the year; part of the year;
        part time; part- time; months; back and forth; rest of the year; rest of the time; weekends;
        weekdays; sometimes; timeshare week; weeks a year; weeks out of the year; months a year; months of the year;
        only gets; gets february; gets january""",
    Relation.GETAWAY: """
        time share; time-share; some land in; family land;
        second home; second house; vacation home; vacation house; summer home; summer house; winter home; winter
        house; cottage; cabin; a camp; camp in; lake house; lakehouse; beach house; lake home; the cabin; the cottage;
        the camp; the lake place; summer place; winter place; getaway; hunting shack; deer camp; hunting camp; fishing
        camp; summer camp; ski house; ski condo; holiday house; vacation place; pied-a-terre; weekend place; weekend
        house; shack; hunting cabin; fishing cabin; hunting land; timeshare in; time-share; boat slip; the boat is;
        ice house; hunting lease; bungalow; lake cabin; a lot in; acreage in; land in; vacation condo; vacation
        rental; rental property; rental house; rental in; rental properties; investment property""",
    Relation.PAPERS: """
        on the license; license says; license still says; licence says; plates say; on the voter card; voter card;
        on the ballot; absentee ballot; registered in; drivers permit; tags say; still registered;
        driver's license; drivers license; driver's licenses; driver license; registered to vote; vote in;
        votes in; voter; pay taxes in; taxes in""",
    Relation.STAYS: """
        staying; stay; stays; crashing; temporarily; temporary; sublet; subletting; student; study; studies;
        studying; school; college; university; campus; dorm; dorms; attend; attends; attending; grad school;
        semester; deployed; rehab; rehab center; rehab facility; recovering; recuperating; visiting long term;
        estudio; quedando""",
    Relation.LEFT: """
        basic training; boot camp; served in; served at; enlisted in; did my residency in;
        sent me to; sent us to; sent me; sent us; posted me to; posted us to; dragged me; dragged us; shipped me;
        shipped us; stationed me; did basic in; did basic at; was stationed; were stationed; had been stationed;
        went back to;
        passed in; passed away in; died in; dead in; last stop; last posting; last assignment; miss; i miss; we miss;
        got out of; get out of; gotten out of; gave up; moved out of; moved away from; moved off; escaped from;
        escape from; our escape from; ran from; ran away from; said goodbye to; goodbye; good riddance; so long;
        farewell to; cleared out of; packed up; pulled up stakes; sold up; sold out; sold; sold off; checked out of;
        ditched; dumped; transplant from; transplanted from; by way of; exile from; exiled from; refugee from;
        refugees from; expat; gave the; let go of; no more; left behind; ex; once upon a time; back when; bailed on;
        bolted from; bailed out of; done with; through with; quit; shut of; cut ties with; lost the house;
        lost our house; lost my house; lost our home; foreclosed; burned down; washed away; evicted from;
        kicked out of; thrown out of; flooded out of; chased out of; driven out of; buried; widowed in; married in;
        divorced in; spent years; spent ten years; spent twenty years; spent thirty years; did time; did my time;
        did twenty years; raised me; made me; years ago; decades ago; in a past life; former life; not any more;
        not anymore; no longer in; used to have; used to rent; used to winter; used to summer; used to be from;
        been away from; haven't lived; hasn't lived; came up from; came down from; came over from; came out from;
        hail from; hails from; hailed from; come from; comes from; comin from; arrived from; straight outta; up from;
        down from; fresh from; just left; traded in; gave away; rented out; renting out; rent out; rents out; tenants;
        tenant; tenants in; renters in; evac; displaced from; moved us from;
        used to live; used to reside; used to be; lived; was living; were living; left; formerly; previously;
        former; was in; were in; was from; old address; old home; old house; old place; old mailing address;
        previous address; last address; sold our house; sold my house; traded; swapped; yrs in; yr in;
        sold our home; sold my home; sold the house; no longer live; no longer lives; no longer a resident;
        no longer living; ex-resident; quit living; vivia; vivi; viviamos; came here from; came from; before that;
        used to have a house; used to own; had a house; had a home; once lived; years in; decades in; fled; escaped;
        evacuated""",
    Relation.PLANS: """
        off to; heading to; headed to; headed for; heading for; bound for; on our way to; on my way to; on the way to;
        en route to; shipping out to; being transferred to; soon to be; close on; closing on; closes on;
        under contract; in escrow; escrow; house hunting; house-hunting; looking at houses; shopping for a house;
        someday; one day; would love to; i'd love to; 'd love to; wish i lived; wish we lived; wish i was in;
        wish i were in; wishing; how i'd love; if only; tempted by; leaning toward; toying with; waitlisted;
        waiting list; waiting on; on the list for; accepted to; accepted at; starts in; starting in; start a job in;
        new job in; transfers to; hope we; plan on; planning on; talking about; talk about; talks of; talk of; eyeing;
        pricing houses; as soon as; next stop; building a house; building a home; have our eye on; put an offer;
        put in an offer; made an offer; retirement home in; retirement plan; retirement dream; till then;
        from then on; come june; come spring; come fall; come summer;
        will be living; going to live; gonna live; will live; 'll live; going to be in; will be in; planning;
        plan to; plans to; hope to; hoping; want to live; wants to live; would like to live; thinking of;
        thinking about; considering; might; may move; soon be; about to; looking to; intend to; intend; dream of;
        dreaming; closing on a house; buying a house; buying a home; bought land; looking for a house; job offer;
        want to retire; will retire; retiring to; retire to; retiring in; retire in""",
    Relation.ORIGIN: """
        met my; met her; met him; we met; proposed in; got married in; were married in; was married in;
        born in; raised me; grew me; spent my childhood; childhood home; brought up; bred; by birth;
        birth certificate; birthplace; was made in; i hail; people come from; ancestors; homegrown; reared;
        formative years; alma mater; graduated from; went to school; went to college; degree from; alumni; alum;
        alumnus; alumna;
        born; born and raised; grew up; raised; originally; originally from; native of; native; hometown; childhood;
        roots; as a kid; as a child; nacio; naci; nacido; nacida; ancestry; raised in; maiden""",
    Relation.WORKS: """
        interviewed; interview; interviewing; shift in; shifts in; warehouse in; terminal; clients in; customers in;
        plant in; factory in; gig; consulting in;
        work; works; working; worked; job; jobs; employed; employer; office; commute; commutes; commuting; business;
        company; teach; teaches; teaching; workplace; trabajo; trabaja; headquartered; headquarters; career;
        remote job; contractor""",
    Relation.VISITS: """
        can be in; could be in; drive to; be there; fly there; get to baltimore; cross to; cross over to; crosses to;
        crossing to;
        honeymooned; eloped in; eloped to;
        home from; back from; flew home from; drove home from; got back from; just back from; coming back from;
        on leave from; layover in; sightseeing; stop in; swing by; passing thru; raced in; marathon in; performed in;
        gig in; concert in; ballgame in; where we shop; where i shop;
        buy gas; buys gas; gas up; fill up; get gas; buy groceries; buy my; buys her; buys his; bank in; banks in;
        bowl in; drink in;
        order; ordered; groceries; shop in; shops in; shopping; shopped; paper from; get my paper; pick up; church in;
        dinner in; lunch in; casino; casinos; concert; fair; watch; watching; watched; football; game; games; fish in;
        fishing; hunting; hunt in; skiing; ski in; sail; sailing; snowmobiling; golf; golfing; beach; touring; toured;
        backpacking; hike; hiking; road trip; roadtrip; passed through; pass through; stop over; stopover;
        connecting in; fly into; fly out of; flies into; flies out of; airport; airport is; nearest airport;
        for the holidays; at thanksgiving; for thanksgiving; for christmas; took a bus; boat trip; rodeo; festival;
        convention; seminar; workshop; house sitting; house-sitting; housesitting; dog sitting; babysitting;
        trucking through; haul; hauling; hauls; driving through; dispatch; delivery to; delivered to; deliver to;
        visit; visits; visiting; visited; vacation; vacations; vacationing; vacationed; travel; travels; traveling;
        travelling; traveled; trip; trips; holiday; passing through; driving; drive; drives; drove; flying; fly;
        flew; layover; tour; touring; cruise; hotel; airbnb; timeshare; conference; went; been to; come to;
        coming to; camping; honeymoon; wedding; stopped; go to; going to; gone to; get to; weekend; spring break;
        viajando; visitando; on business; for work; funeral; reunion; appear in; appointment in; have to be in;
        moved my""",
    Relation.CARE: """
        dialysis; physical therapy; infusions; radiation treatments; checkups; check-ups; follow-ups; follow ups; appts;
        airlifted; life-flighted; lifeflighted; medevaced; medivaced; ambulanced; transported me;
        transferred me to the hospital;
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
        i hate; hate; hated; can't stand; i love; we love; loved; adore; adores; prefer; fan of; rooting for;
        root for; cheer for; bet on;
        read about; a case; article; news; story; documentary; lawsuit; movie""",
    Relation.NEAR: """
        above; below; beneath; underneath; on top of; left of; atop; one above; one below; one under; state above;
        state below;
        exit before; last exit; first exit; last exit before; exit past; stop before; last stop before; town past;
        town before; first town past; last town before; last gas before; just past; right past; just before;
        right before; half in; rhymes with; sounds like; piece over from; stop short of; short walk from;
        short drive from; corner where; corner of; tip of; where you cross into; walk to; can walk to; walk across to;
        swim to; drive across to; hop over to; pop over to; run over to; slip over to; bike to; ferry to; row to;
        lumped in with; lumped with; confused with; mistaken for; mistake us for; mistake it for; mixed up with;
        compared to; think we're; thinks we're; think it's; thinks it's; thought we were; can see; see from; i see;
        you see; look at; looking at; looks at; look across; looking across; stare at; stares at; staring at; view of;
        overlook; overlooks; overlooking; facing; faces; opposite; i hear; smell; wave at; waving at; wave to;
        throw a rock; throw a rock at; throw a stone; spit at; spit on; spitting distance; stone's throw;
        a stone's throw from; stones throw; rock's throw; shouting distance; hollering distance; walking distance;
        biking distance; driving distance; commuting distance; within sight; in sight of; within sight of;
        in the shadow of; shadow of; earshot; shy of; short of; this side of; other side of; far side of;
        upriver from; downriver from; upstream from; downstream from; up the coast from; down the coast from;
        up the shore from; inland from; halfway between; midway between; halfway to; halfway from; cousin of; twin of;
        twin to; sister city; rival; one bridge from; a bridge from; one bridge; a ferry from; ferry from; ferry ride;
        a ferry; one exit from; an exit from; exits from; blocks from; a mile over; over from; up from the;
         neighbor of; neighbors with; neighbour of; neighboring; adjoining; abuts; abutting; bumps up against;
        backs up to; butts up against; kissing cousin; clicks from; kilometers from; km from; mi from; steps from;
        a hop from; a skip from; a hop skip and a jump from; spitting distance from; technically closer to;
        north from; south from; west from; east from; upwind of; downwind of; a bike ride from; not far; practically;
        almost in; nearly in; basically in; might as well be; could be; where you cross; river from; lake from;
        bay from; sound from; harbor from; cross into; crosses into; crossing into;
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
        family is; family's; family are; family lives; family all; family still;
        half the street; half the town; half the block; half the building; half my street; half the state;
        half the park; half the neighbors; whole street; whole block; whole town; twins; triplets;
        the folks; folks were; parents were; full of; crawling with; lousy with; overrun with; surrounded by;
        my people; my folks; our folks; his folks; her folks; their folks; his people; her people; our people; in-law;
        kinfolk; kin; kin in; kids in; grandbabies; stepkids; ex lives; pen pal; best friend; godmother; godson;
        fiance's family; fiancee's family; wife's family; husband's family; ancestors in; penpal;
        have family; my family; family in; got family; some family; family members; relatives; relative; kids;
        children; grandkids; grandchildren; cousins; cousin; friends; in-laws; inlaws; buddies; buddy; coworkers;
        coworker; neighbors; classmates; familia; parientes; ex-wife; ex-husband; ex; roommate; siblings; landlord;
        boss; lawyer; attorney; church; sponsor""",
}  # fmt: skip

# Right after a place (up to three words on): they outweigh what stands before it.
CUES_AFTER: dict[Relation, str] = {
    Relation.LIVES: "resident; residents; residency; address; residence; home; patient; patients; based; folks; "
    "people; here; citizen; side; house; household; family; bank; shore; end; part; portion; couple; homeowner; "
    "homebody; taxpayer; lifer; local; address's; boy; girl; gal; clan; crew; voter; voters; homes; apartment; condo",
    Relation.PAPERS: "driver's; drivers",
    Relation.MAIL: "mailing; mail; mailbox; pobox; po; p.o; p.o.; mailbox; post",
    Relation.NEAR: "line; border; borders; stateline; boundary",
    Relation.ORIGIN: "native; born; bred; roots; accent; transplant; originally; orig; raised",
    Relation.LEFT: "expat",
    Relation.CARE: "surgeon; surgeons; doctor; doctors; hospital; hospitals; clinic; specialist; physician; "
    "oncologist; office; provider; records",
    Relation.NAME: "river; fan; fans; football; game",
    Relation.COVERAGE: "insurance; medicaid; plan; number; phone; license; plates; policy; medicare; "
    "cell; coverage",
    Relation.WORKS: "office; job; company; employer; based company",
    Relation.GETAWAY: "cottage; cabin; camp; shack; timeshare; lakehouse",
    Relation.SECOND_HOME: "weekends; summers; winters; snowbird",
}  # fmt: skip
