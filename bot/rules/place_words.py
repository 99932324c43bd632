"""Words that look like places and are not, and words that turn a place into something else. Tables only."""

from __future__ import annotations

# Town, county and country names that are ordinary words: a place only as a bare answer, in capitals after "in" or
# "from", or with the state beside it. Found by crossing all place names with a word list.
ORDINARY = frozenset(
    """
    aba america abbot academy accident accord ace acme acorn acton acute adamant admire advance agar agate agency agenda
    airport akin ala alamo alder alert alfalfa alliance alligator alloy almond alpha alpine altitude alto ama
    ambrose amity amma anchor angle ann antelope anthem anvil apache apex arbor arcade arch archer arches arena
    ariel ark armada aroma arrowhead arroyo arsenal art ary ascension ash aspen assembly assumption astor atlantic
    atlas august auto ava avenue axis azalea bachelor bacon badger balboa ball balm bamboo banco banda bangs banner
    banning bannister bantam barber bard bari baring barker barking barlow barney barren barrier barrow barth
    basalt basin basket bateman bath batman baton battlefield battleground bay bayard beach beacon bear beautiful
    beauty beaver becker becket bedrock bee beech beehive belcher bell belle belt belvedere bench bend bender
    benedict bennet bent berger berry bertram beryl best between bicentennial big billet birch birdie bishop bison
    bitumen black blackbird blackjack blackwater blackwood blade blades blair blake blanca blanco bland blanket
    blaze blessing bliss blocker bloom blossom blue blueberry bluff blunt bo bock bode bodega bogart bolivar bolt
    bonanza bond bonus booker boomer boon booth border boring boron borough boss boulevard boundary bountiful
    bourbon bovine bow bowler bowman boyer bracken branch brandy brant brave breaks breeding brent brethren
    brewster briar brick bright brill brilliant britt broadway brock brook brothers browning brush buckeye bucks
    bud bullock bunch bunker burden bureau burgess burnside burr burrow burt burton bush busy butterfly bypass
    cabinet cable cabot cache cade cadet caesar cal calcium calico call calmer calypso camp campaign campground
    campo campus cancer candor canning cannon canoe canon canvas canyon carbon cardinal carefree carlin carlisle
    carney caroline carpenter carr carrier cartwright carver cascade case cash cashmere cass castle castor catalina
    cataract cavalier cave cavendish cedar celebration celeste cement centenary centennial center central centre
    centurion century chad chalk challenge chamberlain champ champion chance chancellor chapel chapin chapman
    charity charm chase check cheek cherry chest chestnut chia chicken chili chilly china chloride choice chopin
    christmas chucky chunky church circle cisco citrus clarendon clay clear clearing cleaver clement clever cliff
    climax clinch clint clive cloud clough clover coal coats cobalt coco cocoa coin coke coker cole college collier
    collin colon colony colt columbine combine comer comet comfort commerce commodore commonwealth community
    conception concord concrete cone confederate confidence confluence congress conner conquest constable contact
    content continental convent converse convoy cook cool cora coral cord core corinne cork corn corner corolla
    corral cosmos cost costa cotter cotton cottonwood couch cougar cough council counselor countryside coupon cove
    covert coward coy coyote cranberry crane craven cream creek creole crescent crest cricket crisp crocker crook
    cross crossroads crouch crowder crown crucible crump crystal cucumber culver curry cutler cycle cyclone
    cylinder cypress cyrus dairy daisy dali darby dare darling dauphin davy dawn day daybreak daylight deal decker
    decoy deepwater deer defiance del delight dell delta democrat dent deport deposit deputy derby detour devotion
    diagonal diamond dice dickens dickey dike dinosaur diplomat distant district divide dixie dobson dodge dolphin
    domino door dorado dow downer downtown drain drake draper dresser drift drifting driver druid duck dudley duff
    duke duma dusty dwarf dyer dyke eagle earl early earth eastern ebony echelon echo eclectic economy eddy eden
    effort eighty electron elk elm embarrass emblem emerald emery eminence empire emporium encampment endeavor
    energy english enigma ensign enterprise equality era erode eros esplanade ester ether eulogy eureka ever
    evergreen excel excelsior exchange experiment export extension fact fairgrounds fairway faith faker falcon
    falconer falls farmer farmland fate faust fay federal fedora felicity fellowship felt fence ferry fertile
    fertility fibre fidelity field fine finger firestone firth fitch flat fleet flora floral flower fly force ford
    foreman forest fork fossil foster fountain fox frame frazer freedom freehold freeman freer friar fried friend
    friendly friendship frontier frost fuji funk furlong gable gage galaxy galilee gallant galloway gamble gamma
    gap garden garibaldi garner garnet garnett garrison garth gas gate gateway gay gazelle gem general gent gentry
    german geyser gibbon gill given glacier glade glass glide globe glover goff golden goldsmith golf goodman
    goodwill goody goodyear gopher gore gourd gove grace graff grandfather grange granger granite grant graphite
    grassy gratis gravity gray green groom gross grotto grout grove grundy guild guinea gulf gully gunpowder gunter
    guy guys gypsum gypsy haddock hail hale halfway hall hamlet hammer hand handy hanna happy harbinger harbor
    hardwood hardy harman harmony harrow hart harvest harvester hasty hatch hatcher haven hawthorn hay hayfield
    hazard hazel headquarters heart heartland heath heather hector heights helix helm helper hemlock herald herd
    hermitage heron hickory hideaway hideout highland highway hill hiller hillman hillside hilltop hilly hippo ho
    hoard holden holder holiday home homeland homer homestead hometown honeybee honor hood hooker hooper hoover
    hope hopkins hopper horner hornet hospital hough house howe hub hue hull humble hundred hunt hunter hunting
    hurricane hurst hurt hustle hustler hydro hygiene ideal ill impact imperial ind independence independent index
    indian industrial industry inland inlet inn innovation institute intercourse interior international iota iron
    island isle issue ivy jack jackman jean jeff jester jet job jolly jordan joy juba jud junction junior junta
    justice kaiser kan kappa kay kern kettle key keystone kidney kiln kinder kindred king kingfisher kite knight
    kodak kremlin krypton lackey lacrosse lake lakeside lamb lancer lander landing lane lapel large latch latex
    laura laurel law lawn leach lead leaf learned ledger leisure levant levels levy liber liberal liberty library
    licking light likely lilac lily limestone linden lingo linn lira lithium little lively liver loa load loco
    locust lodge loma lone long longs lookout loop lotus love lovely loving lowland loyal luce lucerne luck lucky
    luke lulu lung lupus lynch lynx mack madden madeline magazine mage magenta magnet magnolia maiden main maize
    majestic major male mallard mammoth man manatee mane mango manifest manly manning manor manta many maple
    marathon marble marco marigold marina marine mark market marlin mars marsh mart marvel mascara mascot mass
    matador matrimony mau maud maverick maxim may mayo mead meadow means mechanic media medical medley mentor
    mercer mercury mercy meridian merit merlin meta metal metropolis mica micro middle midfield midland midnight
    midway miles milner milo mina mine miner mineral minnie minster miracle mirage miss mission mistletoe mobile
    mode model mona monarch monitor mono monolith mont monument moody moon moonshine moose mora moro morrow morse
    moss motley mott mound mountain mountainside mower muddy muir mulberry muse mustang mutual mystic nada nancy
    nash national neal near nectar needles needs neon ness neutral new newborn nice nickel nineteen nitro noble
    nodaway node noel noodle normal north northern northwest nova novelty novice nurse nursery nye oak oasis
    oatmeal oblong observatory occidental ocean odd of oil okay olden olive omega omer only onset onward onyx opal
    opportunity ora oracle oral orange orchard orchid order ordinary ore organ orient oriental osprey otter otto
    outing outlook overall overland overlook overly oyster ozone pablo pace pacific page pagoda pain painter palace
    palm panacea pancake pandora panhandle panorama pansy panther parachute parade paradise paradox paragon
    paramount parchment pare parish park parkway parole parrot partridge patent patient patriot patten pavilion pax
    peace peach peacock peak peanut pearl pebble pecan peck peculiar pedro peel peerless peggy pelican pence
    peninsula penitentiary penn pentagon pep perch perm person pest petal petroleum petty phalanx phoenix pigeon
    pike pilar pilgrim pillow pilot pinch pine pinnacle pinto pioneer piper pitcher placer plain plains planetarium
    plank plankton plant plantation platinum platter playa plaza pleasant pluck plum plummer plush point pointer
    points polar polk pollard pollock polo pompey ponder pony pool popcorn pope poplar porcupine port portage
    portal posey possession post potash potter pound power prairie praise pray premier premium prentice present
    presto price pride prim primrose prince princess pringle printer private proctor progress promise prospect
    prosper prosperity protection public purchase purdy purgatory pyramid quail quality quarry quay queen queens
    quick raccoon racket radiant radical radium railroad rainbow raisin rake rampart ranch rand randle range ranger
    ransom raven ravine ray rea reader reading real recluse rector recycle red redbird reeve reform refuge regal
    regency regent region register reliance relief remote renaissance render replete republic republican rescue
    reserve reservoir retreat reunion reward rhea rice rich riddle ridge rifle rig rio river riverbank roach
    roadside robin rock rocker rocky rodeo rodman rodney roll romance roper rose rosebud rosewood roulette roundup
    rover rowan rowdy royal royalty rudd rufus rule rural ruse rush rushing ruskin russia ryder rye saddle sage
    sale salmon salty salvo samba sample san sanatorium sanctuary sanders sandstone sandwich sandy sanger sapphire
    sari satin saunders savage savanna savoy sawyer scenic seaboard seaman seaside secret secretary section
    security sedan seminary sentinel serra severance sexton shade shadow shady shaft shamrock shaping sharp shell
    shelly shepherd sherry shine shoal shock shook shop short shorter sierra sigma silica silt silva silver singer
    singleton siren sisters slade slater slaughter sledge slick sloan slope slough small smyth snell snow snowflake
    sod soldier solitude solo south southeast southeastern southland southwest spade sparks speaks spear speed
    speedway spicer spine spirit split spooner spray spring springer springs sprinkle spruce spur squire stadium
    stagecoach stalwart stampede standard stanhope star stark starlight start state static stead steamboat stellar
    stem stent steward sticks stone stoner stonewall stop story stout stow strain straw strawberry street stringer
    stroke strong stroud structure sturgeon sublime subtle success sully sultan summit sun sundown sunflower
    sunrise sunset sunshine superior supply surprise survey surveyor swan swastika sweet swift swiss sycamore
    sylvan sylvester symbol syndicate tabernacle table tad talbot talent tangent tanner tariff tate tea telegraph
    telephone tell teller temperance temple tennis terrace test thatcher thermal theta thistle thorn thrall thrift
    thrifty thunderbolt tiff tiffany tiger tiller tilly timber time timothy toast tomahawk tomato tombstone tome
    tony tool topaz topping tornado tow tower town trace trade trail trainer tram tramway tranquility tranquillity
    transfer traverse travis treasure triangle tribune trident trinity triumph trooper tropic trouble trout true
    trust truth tucker tulip tumor tungsten tunnel turkey turnpike turret tuxedo twain twig twilight twist tyler
    umpire uncertain underwood union united unity universal university upland uptown urban us utility utopia vail
    vale valentine valley van vendor vermilion vest veteran victory vigil viking village vineyard vintage violet
    viper virgin vista vixen volcano volunteer wainwright waka wake wall waller walnut walsh waltz war ward warden
    ware warlock warner warrior wash washing waterfall waterman waterproof wax way wayside weaver webber weber weed
    weir welcome weld welsh west western wheeler whistler white whitehead whites whiteside whiting why widen
    wildcat wilder will willow windfall windy wing winger wink winner winter winters wisdom wise wolf wolverine
    wood woodland woodman woodruff woods woodside woodward woody workman worth wren yap yell young zap zenith
    zephyr zigzag
    """.split()
)

# Names of hamlets that are phrases or firms: never a place.
PHRASES = frozenset(
    phrase.strip()
    for phrase in """
    air base; air mail facility; army times; bank one; barry university; boston college; boston university; bulk
    mail center; census bureau; church street; city center; club house; country fair; county line; cross country;
    downtown; due west; east side; home place; long time; mail order; main street; midtown; new home; north side;
    old home; post office; red cross; red line; sacred heart; snow college; south side; state farm; state hospital;
    state house; state line; state of montana; state park; state road; state university; sun set; sweet home; t
    mobile; the burg; the glen; the hollow; the rock; the terrace; theological seminary; town center; town line;
    two story; u of m; uncle sam; university station; uptown; us air force; us army; us navy; us postal service;
    wall street; west side
    """.split(";")
)
# Of these, the ones that people say of themselves in a chat: no answer to "which state?".
REMARKS = frozenset("fine okay nice only many will tell call home check start given heard changed likely early".split())

# Family and given names that are towns too: a place only with "in", "from" or the state beside it.
PERSONAL = frozenset(
    """
    aaron abraham adams alba albert alexander alexis alice allen alma alvin amanda amber anderson andrew angela
    anna anthony arnold arthur ashley ashton aurora austin baker barbara barry benjamin bennett benson bernice
    beverly bradley brandon brittany brooks bruce bryan bryant burke burns butler byron calvin cameron carl carlos
    carmel carson carter cary catherine cecil charles charlotte chester christine christopher clara clark clayton
    clifton clinton clyde cody collins conrad cooper corey crawford curtis dale dallas dalton daniel darwin david
    davidson davis dawson dayton dean deborah denise dennis denton diana dixon donald donna doris dorothy douglas
    drew duncan edgar edison edward edwards elaine eleanor elizabeth ellen elliott ellis elmer elsie emily emma
    erie erin ernest esther ethan ethel eugene eva evan evans everett ferguson fisher fletcher florence floyd
    foster frances francis frank franklin frederick gary george gerald gilbert glen glenn gordon graham grant greer
    gregory griffin hamilton hannah harold harper harriet harris harrison harvey helen helena henderson henry
    herbert holly howard hudson hugo hunter ida irene irma irvin irving isabel isabella jackson jacob james jamie
    janesville jasper jay jefferson jeffrey jerome jesse johnson johnston jonathan jones jordan joseph joshua joyce
    judith julia julian justin karen kathleen kathryn katy keith kelly kendall kennedy kenneth kent kevin kim
    kimberly kirk kyle lacey lawrence lee leo leon leonard leslie lewis lincoln linda lindsay lloyd logan louis
    louisa louise lucas lucy luther lyle lynn mabel madison marcus margaret maria marian marie marion mark marlow
    marshall martha martin mary mason matthew max maxwell may mcallen melissa melvin meredith merrill michael milan
    miles miller milton mitchell monroe montgomery moore morgan morris morton murphy murray myrtle nancy natalie
    nathan neil nelson newton nicholas nora norma norman norris norwood odessa olga oliver olivia oscar otis owen
    owens palmer parker patricia patrick patterson paul perry peter philip pierce pierre porter powell preston
    quincy rachel ralph ramsey randall randolph raymond rebecca reed regina reid rex richard richardson riley
    robert roberts robinson roger rogers roland ronald roscoe rose ross roy ruby rudy russell ruth ryan salem
    samantha samson samuel santiago sarah scott selma seth shannon sharon shaw shelby sheldon shelton sheridan
    sherman sherwood shirley sidney simpson smith sofia sophia spencer stacy stanley stanton stella stephen
    sterling steven stewart stuart sullivan susan sydney sylvia taylor terry thelma theresa thomas thompson trenton
    troy turner tyler velma vernon victor victoria vincent viola virginia vivian wade walker wallace walter ward
    warren wayne webster wendell wesley weston whitney william williams willis wilson winston woodrow wright wyatt
    york zachary
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
# The same for large cities: "summer" is no Sumter.
NEAR_CITIES = frozenset(
    """
    assist banding banger bilbo billing boson boulders brats brighten buckeyes buried camper canoes canons canto
    cantons cantor caper carbonate carton caster change cloves constant constants dancers dangers daring dating
    deltas demand denier downed esters example failing falling fanning filing fishery fling fouling franc franco
    francs fresco fuming gander gardens garlands gender gunman handover hangover harden harem joining kamala kennel
    killer leader leaner lender linen mandala mania manus maturing median merged modest modesty monster munch
    muster napping nationality nature pining placenta plague plasticity pleasantly pristine prominence province
    pruning racing rancho recipe recite reverb revered reverse revert sacrament sacraments saliva settle seven
    sever severe shining siding sizing sniping sprang summer swell tamara tamper tangle tarts tiling tingling tonal
    turban venture wander waning wanting warmer warning winning
    """.split()
)
NEAR_PAIRS = frozenset(
    """
    work works pork fork cork yolk corner car year week worker workers cases mesh dakotan mexican jerseyan
    """.split()
)
