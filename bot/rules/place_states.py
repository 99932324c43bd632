"""The fifty states and DC as people write them. Tables only; `place_index` turns them into look-ups."""

from __future__ import annotations

OTHER = "other"  # stands for every place outside the fifty states and DC

STATE_NAMES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip

# Older abbreviations, short forms and slips that are no English words: a state wherever they stand.
SHORT_FORMS: dict[str, str] = {
    "AL": "bama",
    "AZ": "ariz",
    "AR": "arkansaw",
    "CA": "calif, cali, socal, norcal",
    "CO": "colo, colarado",
    "CT": "conn, conneticut, conneticuit, connecticutt, connetticut",
    "DC": "d c, washington dc, washington d c, wash dc, district of columbia, dist of columbia",
    "FL": "fla, flordia, flroida",
    "IL": "illinoise, ilinoise",
    "IN": "indianna",
    "KY": "kentuky, kentuckey",
    "LA": "lousiana, louisana, louisianna, lousianna, luisiana, lousanna",
    "MA": "massachusets, massachussets, massachusettes, massachusett, taxachusetts",
    "MI": "mich, pure michigan, michagan, mishigan, michagin, mitchigan, michgan",
    "MN": "minn, minnisota, minesota, minnasota",
    "MS": "missippi, misissippi, mississipi, mississppi, missisipi",
    "MO": "missour, mizzou, missoura, misouri",
    "NE": "nebr",
    "NH": "n h, n hampshire, new hamshire, newhampshire, n hamp",
    "NJ": "n j, n jersey, jersey, new jersy, newjersey, joisey, south jersey, north jersey, jersey shore",
    "NM": "n m, n mex, n mexico, newmexico",
    "NY": "n y, nys, newyork, nu york, new yawk, nueva york",
    "NC": "n c, n car, n carolina, no carolina, northcarolina, north car, north carolia",
    "ND": "n d, n dak, n dakota, no dakota, no dak, nodak, northdakota, north dak, north dekota",
    "OK": "okla, oklahomma",
    "OR": "oreg, oregan, orgeon",
    "PA": "penna, pennsy, pensylvania, pennslyvania, pennsilvania",
    "RI": "r i, r island, rhode isl, rhodeisland",
    "SC": "s c, s car, s carolina, so carolina, southcarolina, south car",
    "SD": "s d, s dak, so dak, s dakota, so dakota, southdakota, south dak",
    "TN": "tenn, tenessee, tennesse, tennesee, tenesee",
    "TX": "tex, tejas, texass",
    "VA": "virgina, virginia is for lovers",
    "WA": "wash state, washington state",
    "WV": "w v, w va, w virginia, wva, west va, westvirginia",
    "WI": "wisc, sconsin, wisconson",
    "WY": "wyo",
}

# Short forms that are also words, names or medical terms: a state only where the sentence makes them one.
WORD_FORMS: dict[str, str] = {
    "AL": "ala", "AR": "ark", "CA": "cal", "DE": "del", "IL": "ill", "IN": "ind", "KS": "kan, kans",
    "MA": "mass", "MD": "mary land", "ME": "main, mane", "MS": "miss", "MT": "mont", "NE": "neb", "NV": "nev",
    "OR": "ore", "PA": "penn", "VA": "virg", "WA": "wash", "WI": "wis",
}  # fmt: skip

# What people of a state are called, with plural; the nickname of the state.
DEMONYMS: dict[str, str] = {
    "AK": "alaskan, anchoragite",
    "AL": "alabamian, alabaman",
    "AR": "arkansan",
    "AZ": "arizonan, arizonian, phoenician, tucsonan",
    "CA": "californian, angeleno, san diegan, san franciscan, oaklander, sacramentan, fresnan",
    "CO": "coloradan, coloradoan, denverite",
    "CT": "connecticuter, nutmegger",
    "DE": "delawarean",
    "FL": "floridian, floridan, miamian, tampan, orlandoan",
    "GA": "atlantan, savannahian",
    "HI": "honolulan, kamaaina",
    "IA": "iowan, des moinesian",
    "ID": "idahoan, boisean",
    "IL": "illinoisan, chicagoan, peorian",
    "IN": "hoosier, indianan, indianian",
    "KS": "kansan, wichitan, topekan",
    "KY": "kentuckian, louisvillian, lexingtonian",
    "LA": "louisianan, louisianian, new orleanian, baton rougean, shreveporter",
    "MA": "bay stater, bostonian, cape codder, nantucketer",
    "MD": "marylander, baltimorean",
    "ME": "mainer, mainah, down easter, bangorite",
    "MI": "michigander, michiganian, yooper, detroiter, grand rapidian, kalamazooan, ann arborite, lansingite, "
    "flintite",
    "MN": "minnesotan, minneapolitan, duluthian",
    "MO": "missourian, st louisan",
    "MS": "mississippian",
    "MT": "montanan",
    "NC": "north carolinian, tar heel, charlottean, ashevillean",
    "ND": "north dakotan, fargoan, bismarckian",
    "NE": "nebraskan, omahan, lincolnite",
    "NH": "new hampshirite",
    "NJ": "new jerseyan, new jerseyite",
    "NM": "new mexican, burqueno, santa fean",
    "NV": "nevadan, las vegan, renoite",
    "NY": "new yorker, ny er, long islander, brooklynite, manhattanite, knickerbocker, rochesterian, buffalonian, "
    "syracusan, utican, ithacan, bronxite, staten islander, westchesterite, harlemite, schenectadian",
    "OH": "ohioan, clevelander, cincinnatian, toledoan, daytonian, akronite",
    "OK": "oklahoman, okie, tulsan",
    "OR": "oregonian",
    "PA": "pennsylvanian, philadelphian, pittsburgher, scrantonian",
    "RI": "rhode islander",
    "SC": "south carolinian",
    "SD": "south dakotan",
    "TN": "tennessean, nashvillian, memphian, knoxvillian",
    "TX": "texan, houstonian, dallasite, austinite, el pasoan, san antonian",
    "UT": "utahn, utahan, salt laker",
    "VA": "virginian",
    "VT": "vermonter",
    "WA": "seattleite, spokanite, tacoman",
    "WI": "wisconsinite, cheesehead, milwaukeean, madisonian",
    "WV": "west virginian",
    "WY": "wyomingite",
}  # fmt: skip

NICKNAMES: dict[str, str] = {
    "AL": "yellowhammer state, heart of dixie", "AK": "last frontier state, last frontier, the last frontier",
    "AZ": "grand canyon state",
    "AR": "natural state", "CA": "golden state", "CO": "centennial state", "CT": "constitution state, nutmeg state",
    "DE": "first state", "FL": "sunshine state", "GA": "peach state", "HI": "aloha state", "ID": "gem state",
    "IL": "prairie state, land of lincoln", "IN": "hoosier state", "IA": "hawkeye state, tall corn state, corn state",
    "KS": "sunflower state, jayhawk state", "KY": "bluegrass state, blue grass state",
    "LA": "pelican state, bayou state, sportsmans paradise, sportsman paradise", "ME": "pine tree state, vacationland",
    "MD": "old line state", "MA": "bay state", "MI": "wolverine state, great lakes state, mitten state, the mitten",
    "MN": "north star state, gopher state, land of 10000 lakes", "MS": "magnolia state", "MO": "show me state",
    "MT": "treasure state, big sky country", "NE": "cornhusker state", "NV": "silver state", "NH": "granite state",
    "NJ": "garden state", "NM": "land of enchantment", "NY": "empire state", "NC": "tar heel state",
    "ND": "peace garden state, flickertail state, roughrider state", "OH": "buckeye state", "OK": "sooner state",
    "OR": "beaver state", "PA": "keystone state", "RI": "ocean state, little rhody", "SC": "palmetto state",
    "SD": "mount rushmore state", "TN": "volunteer state", "TX": "lone star state", "UT": "beehive state",
    "VT": "green mountain state", "VA": "old dominion", "WA": "evergreen state", "WV": "mountain state",
    "WI": "badger state", "WY": "equality state, cowboy state",
}  # fmt: skip

SPANISH: dict[str, str] = {
    "HI": "hawai", "LA": "luisiana, nueva orleans", "MS": "misisipi", "MO": "misuri",
    "NH": "nuevo hampshire, nueva hampshire", "NJ": "nueva jersey", "NM": "nuevo mexico",
    "NC": "carolina del norte", "ND": "dakota del norte", "OK": "oklajoma", "PA": "pensilvania",
    "SC": "carolina del sur", "SD": "dakota del sur", "WV": "virginia occidental, virginia del oeste",
}  # fmt: skip

# Two letters that say something else in ordinary or medical English.
WORD_CODES = frozenset("AL CO DE HI ID IN LA MA ME OH OK OR PA".split())
MEDICAL_CODES = frozenset("AK AR CA CT DC GA IL MD MI MO MS MT NC NE RI SC UT VA VT WA".split())

# The word before or after that gives a code away as no state: "my MI", "CT scan", "the VA".
TRAPS_BEFORE: dict[str, frozenset[str]] = {
    "MI": frozenset("my an a had acute the silent old second first second-hand his her prior previous post".split()),
    "VA": frozenset("the my local his her a".split()),
    "CT": frozenset("a the my that this his her had chest head abdominal pet contrast last new another recent".split()),
    "PA": frozenset("the my a his her their our her".split()),
    "MD": frozenset("an my the his her an our".split()),
    "MS": frozenset("have has had with my her his".split()),
    "OR": frozenset("the".split()),
    "ID": frozenset("my an a photo the his her valid".split()),
    "MA": frozenset("the an my".split()),
    "CA": frozenset("the my".split()),
    "DC": frozenset("was".split()),
    "LA": frozenset("en de".split()),
    "AL": frozenset("et uncle".split()),
}  # fmt: skip
TRAPS_AFTER: dict[str, frozenset[str]] = {
    "MI": frozenset("last years".split()),
    "VA": frozenset("hospital clinic doctor doctors benefits care medical disability healthcare said surgeon".split()),
    "CT": frozenset("scan scans imaging angiogram angio images showed report cd with without of disc".split()),
    "PA": frozenset("said told at who saw here student".split()),
    "MS": frozenset("patient patients symptoms specialist diagnosis drug relapse".split()),
    "ID": frozenset("card number".split()),
    "CO": frozenset("pay pays payment insurance".split()),
    "LA": frozenset("florida ciudad".split()),
    "DE": frozenset("la los las".split()),
    "OR": frozenset("time nurse".split()),
}  # fmt: skip
