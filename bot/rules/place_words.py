"""Words that look like places and are not, and words that turn a place into something else. Tables only."""

from __future__ import annotations

# Town, county and country names that are ordinary words: a place only as a bare answer, in capitals after "in" or
# "from", or with the state beside it. Found by crossing all place names with a word list.
ORDINARY = frozenset(
    """
    accident acorn admire advance airport alligator anthem arch art ash august auto avenue ball bangs barber bath
    bay beach bear beauty bee bell belt bend bent berry best between big bishop black blades blanket blaze blessing
    bloom blossom blue boss bow branch brave breaks brick bright brook brothers brush bucks bud bunch burden bush
    busy butterfly call camp campus cancer cannon canoe canyon carbon carpenter carrier case cash castle cataract
    cave center central chad challenge champion chance charity charm chase check cherry chicken china christmas
    church circle clay clear clever cliff clover coats cocoa coin college colon colt comfort commerce community
    concord cone convent cook cool cord core corn cost cotton couch counselor coupon coward cranberry crook cross
    crown dairy daisy darling dawn day deal deer delight deposit diamond divide downtown drain dresser drift driver
    duck dwarf eagle early earth eastern echo effort eighty elm energy english enterprise eureka ever exchange
    experiment fact faith falls farmer felt fence field fine finger flat flower fly force forest fork foster
    fountain fox frame freedom friend friendly friendship frost gap garden gas gate gay general given glide golden
    golf goody grant gratis gray green grove guinea gulf gunpowder guy guys halfway hall happy harbor harvest hasty
    hatch haven hay hayfield helper herd hickory highway hill hillside hilltop holder holiday home hometown honeybee
    honor hood hope hopkins house humble hundred hunt hunter hurt ideal independence indian inn institute iron
    island issue ivy job jolly jordan joy junior justice kettle key kidney kinder king kite lake lamb landing lane
    large law lawn lead leaf learned levels liberty library light likely lily lively load lone lookout loop lovely
    loyal luck magazine man many maple marble mark may mayo meadow means mechanic media medical mercy middle
    midnight miles mine miner mobile model moon moose morrow moss mountain muddy near needs new newborn nice nodaway
    node normal north nurse oak ocean odd of oil okay only onward orange orchard order ordinary organ pace page pain
    painter parade paradise parish park patient peace peak pearl peck peel phoenix pigeon pillow pine pitcher plain
    plains platter pleasant plum point points pony pool port portal post pound power pray present price prince
    printer private progress prospect protection public quality queen queens quick railroad rainbow raisin rake
    ranch range ray reader reading recluse red redbird register relief remote republic rescue rice rich riddle rig
    river rock rocky roll rose rosebud royal rule rush russia rye sample sandwich sandy satin savage secret
    secretary security severance shade shadow shady shell shepherd shock shook shop silver singer sisters slick snow
    snowflake sod soldier south spade spirit speaks speed spring springs standard star start state stem stone stop
    story strawberry street strong success sun sunflower sunrise sunset sunshine superior surprise swan sweet swift
    table tea telephone tell temple tiger time toast tool tow tower town trade transfer triumph true truth tunnel
    turkey twig union unity university uptown urban us valentine valley van vendor veteran victory village violet
    volcano wake wall walnut war ward waterproof wax way wayside weed welcome west western white why wildcat willow
    windy wing wink winner winter winters wisdom wise wolf wood woods worth wren young zap acute carlisle bypass
    crook chest liver stent tumor spine moody given pain cough heart lung stroke test trouble tyler regent delta
    alpha sigma alert aspen assumption midway summit eden eagle grace hazard mars nancy novice orient mass miss wash
    ill main mane del ala ark ore ind kan mont cal penn
    """.split()
)

# Family and given names that are towns too: a place only with "in", "from" or the state beside it.
PERSONAL = frozenset(
    """
    abraham adams alba albert alexander allen alma alvin amber anderson andrew anna anthony arnold arthur ashley
    ashton aurora austin baker barbara barry benjamin bennett benson beverly brandon brooks bruce bryan bryant burke
    burns butler byron calvin cameron carl carlos carmel carson carter cary cecil charlotte chester clara clark
    clayton clifton clinton clyde cody collins conrad cooper corey crawford curtis dale dallas dalton daniel darwin
    davidson davis dawson dayton dean deborah denise denton dixon donna douglas drew duncan edgar edison edward
    edwards elaine eleanor elizabeth ellen ellis elliott elmer elsie emily emma erie erin ernest esther ethel eugene
    eva evan evans everett ferguson fisher fletcher florence floyd foster francis frank franklin frederick gary
    gerald gilbert glen glenn gordon graham grant greer griffin hamilton harold harper harris harrison harvey helen
    helena henderson henry herbert holly howard hudson hugo hunter ida irene irving irvin isabel isabella jackson
    jacob james jamie janesville jasper jay jefferson jerome johnson johnston jones jordan joseph joshua judith
    julian julia justin karen katy keith kelly kendall kennedy kent kenneth kevin kim kimberly kirk kyle lacey
    lawrence lee leo leon leonard leslie lewis lincoln linda lindsay lloyd logan louis louisa louise lucas lucy
    luther lyle lynn mabel madison marcus margaret maria marian marie marion mark marlow marshall martha martin mary
    mason max maxwell may mcallen melissa melvin meredith merrill milan miles miller milton mitchell monroe
    montgomery moore morgan morris morton murphy murray myrtle nancy nathan neil nelson newton nicholas nora norma
    norman norris norwood nora odessa olga oliver olivia oscar otis owen owens palmer parker patrick patterson paul
    perry peter philip pierce pierre porter powell preston quincy ralph ramsey randall randolph raymond reed regina
    reid rex richard richardson riley robert roberts robinson roger rogers roland ronald roscoe rose ross roy ruby
    rudy russell ruth ryan salem samson samuel santiago scott selma seth shannon sharon shaw shelby sheldon shelton
    sheridan sherman sherwood sidney simpson sidney smith sofia sophia spencer stacy stanley stanton stella stephen
    sterling steven stewart stuart sullivan sydney sylvia taylor terry thomas thompson trenton troy turner tyler
    vernon victor victoria vincent viola virginia vivian wade walker wallace walter ward warren wayne webster
    wendell wesley weston whitney william williams willis wilson winston woodrow wright wyatt york
    """.split()
) - {"virginia"}

# A title before a name makes it a person: "Dr. Jackson".
TITLES = frozenset(
    """
    st dr doctor mr mrs ms miss prof professor nurse surgeon aunt uncle senator president sister brother
    """.split()
)

# After a place: the name of a street ("Michigan Ave").
STREETS = frozenset(
    """
    ave avenue st street rd road blvd boulevard drive ln lane hwy highway pkwy parkway court ct circle terrace turnpike
    tpke trail plaza sq square expressway freeway
    """.split()
)
# After a place: an organisation, a product or a person named by it; care there says nothing of a residence.
ORGANISATIONS = frozenset(
    """
    hospital hospitals clinic clinics medical medicine medcenter university univ presbyterian general memorial
    methodist baptist mercy health healthcare institute college school medicaid medicare insurance blue bcbs life
    times giants yankees mets lions saints lobster lobsters pizza bagel bagels style license licence licensed plan
    plans doctor doctors surgeon surgeons specialist specialists physician physicians oncologist oncologists
    cardiologist neurologist urologist orthopedist neurosurgeon radiologist internist pcp practice practices
    football accent number phone cell prefix exchange plates board law laws heart cancer center centre surgery
    surgical orthopedic orthopaedic facility lab labs hospitalist team tigers pistons bank court department
    """.split()
)
BEFORE_ORGANISATION = frozenset({("university", "of"), ("univ", "of"), ("u", "of"), ("bank", "of"), ("college", "of"),
                                 ("cross", "of"), ("shield", "of"), ("hospital", "of"), ("clinic", "of"),
                                 ("bcbs", "of"), ("of", "u"), ("board", "of")})  # fmt: skip

# Ordinary words within a slip's distance of a state's name; never read as a misspelling.
NEAR_STATES = frozenset(
    """
    main mains mine mines marine maize mainly maintain manie mane maimed mainer organ organs orange origin region
    indian indians indiana's virgin virginal vaginal vagina colored coloured colorectal connected connect connection
    taxes taxis texts text texas's nova iota idea ideal ideals ohm dear florid floral flora george georgian washing
    washed washing's wash mission missions misses missing mistake kansan utahn alaskan montane banana nebula louis
    louise louisa mainland maternity delay delayed delaware's vermin verdict vermouth wisdom wondering coming
    incoming income ionic iowan utah's idahoan kanas oregonian hawaiian hawaiians arkansan texan nevadan floridian
    virginian georgians tennis texture michael michaels illness illnesses ill illusion penicillin mississippian
    minnesotan caroline carolinas dakotan dakotas maria marina manor mayan means meant mean maybe main's michelle
    missus misery
    """.split()
)
NEAR_PAIRS = frozenset(
    """
    work works pork fork cork yolk corner car year week worker workers cases mesh dakotan mexican jerseyan
    """.split()
)
