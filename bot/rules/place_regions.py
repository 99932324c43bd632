"""Regions, boroughs, city nicknames, bases, campuses and places abroad. Tables only; `place_index` reads them.

The codes before a colon are every state the name may mean; `other` is a place outside the fifty states and DC.
"""

from __future__ import annotations

REGIONS: dict[str, str] = {
    # regions inside one state
    "AK": "aleutians, kenai peninsula",
    "AZ": "valley of the sun",
    "CA": "bay area, sf bay area, east bay, silicon valley, inland empire, central valley, central coast, san fernando valley, "
    "napa valley, orange county california, los angeles county, la county, hollywood, lake arrowhead, san fran, sf, "
    "san francisco bay area, l a county, high desert california, sonoma, so cal, nor cal",
    "CO": "front range, western slope",
    "CT": "nutmeg land",
    "DC": "the district, capitol hill, georgetown dc, dupont circle",
    "FL": "south florida, florida keys, the keys, space coast, treasure coast, the villages, tampa bay, emerald coast, key west, "
    "florida panhandle, miami dade, south beach, swfl",
    "GA": "atl, hotlanta, metro atlanta",
    "HI": "oahu, maui, kauai, big island, molokai, lanai, waikiki",
    "IL": "chicagoland, chi town, chitown, windy city, downstate illinois, southside of chicago",
    "IN": "indy, the region indiana",
    "LA": "nola, acadiana, cajun country, the big easy, big easy, crescent city louisiana, north shore louisiana, northshore louisiana, "
    "bayou country, red stick, new orlens, new orlean, nawlins, n o la, baton rogue, batonrouge, french quarter, garden district nola, "
    "metairie, river parishes, florida parishes",
    "ME": "down east, downeast, aroostook, acadia, midcoast maine, mount desert island, bar harbor",
    "MD": "bmore, charm city",
    "MA": "beantown, cape cod, marthas vineyard, nantucket, pioneer valley, the berkshires, north shore massachusetts, southie, dorchester ma",
    "MI": "upper peninsula, the up, u p, upper michigan, lower peninsula, motown, motor city, metro detroit, detroit metro, "
    "mackinac island, down river, downriver, leelanau, up north michigan, da yoop, the yoop",
    "MN": "twin cities, iron range, msp, minneapolis saint paul",
    "MO": "saint louis county, bootheel",
    "MS": "mississippi delta, jackson mississippi",
    "NV": "vegas, sin city",
    "NC": "outer banks, research triangle, rtp, obx, piedmont triad",
    "NY": "nyc, new york city, n y c, the big apple, big apple, manhattan new york, brooklyn, bklyn, brooklin, the bronx, bronx, "
    "staten island, long island, l i, harlem, upper east side, upper west side, east village, lower east side, "
    "hells kitchen, flatbush, bed stuy, bedstuy, williamsburg brooklyn, bushwick, astoria queens, flushing queens, jamaica queens, "
    "forest hills queens, far rockaway, coney island, washington heights, tribeca, greenwich village, park slope, "
    "upstate new york, upstate ny, upstate n y, western new york, central new york, wny, cny, hudson valley, finger lakes, "
    "adirondacks, the adirondacks, catskills, the catskills, hamptons, the hamptons, thousand islands, southern tier, capital district, "
    "westchester, five boroughs, the five boroughs, rockaway beach, outer boroughs, mohawk valley, suffolk county long island, "
    "fishers island, montauk, queens, queens new york, the boroughs, the city that never sleeps, nassau county new york",
    "ND": "bakken, oil patch north dakota",
    "OH": "the land cleveland, cle, cinci, cincy, northeast ohio",
    "OK": "okc, green country oklahoma",
    "OR": "pdx, willamette valley, rogue valley",
    "PA": "philly, phila, phily, pgh, steel city, lehigh valley, the poconos, poconos, main line philadelphia, pennsylvania dutch country, "
    "main line",
    "RI": "aquidneck island, south county rhode island",
    "SC": "low country, lowcountry, hilton head, grand strand",
    "SD": "black hills, rapid city",
    "TN": "music city, smoky mountains tennessee, nashvegas",
    "TX": "dfw, dallas fort worth, htx, hill country, rio grande valley, rgv, h town, permian basin, west texas, atx, the metroplex",
    "UT": "slc, wasatch front, salt lake",
    "VT": "northeast kingdom",
    "VA": "nova virginia, northern virginia, hampton roads, tidewater virginia, shenandoah valley, rva, no va",
    "WA": "puget sound, olympic peninsula, tri cities washington, whidbey island, san juan islands, seatac",
    "WI": "fox valley wisconsin, door county, northwoods wisconsin",
    "WY": "jackson hole, yellowstone",
}

# Names with several readings. Sorted: the likelier first.
AMBIGUOUS: dict[str, str] = {
    "GA other": "georgia, jorja, goergia, georga",
    "WA DC": "washington, washinton, washingtion, washingon, washingtonian",
    "CA LA": "la, l a",
    "NC SC": "carolina, the carolinas, carolinas, carolina coast",
    "ND SD": "dakota, the dakotas, dakotas, badlands, the badlands, standing rock, standing rock reservation, lake traverse",
    "VA WV": "the virginias",
    "IA IL": "quad cities, the quad cities, quad city",
    "IA NE SD": "siouxland, sioux city metro",
    "NY SC": "upstate",
    "NY IL": "downstate",
    "NY NH": "north country",
    "ND MN": "red river valley, fargo moorhead, grand forks area, fargo area",
    "NY NJ CT": "tri state, tri state area, the tristate, tristate, tristate area, new york metro, nyc metro, nyc area, "
    "new york area, new york city area, nyc metro area, new york metro area, greater new york",
    "MA NH VT ME CT RI": "new england",
    "OH MI IN IL IA MN WI": "midwest, the midwest, mid west, great lakes, the great lakes, great lakes region, upper midwest",
    "NY PA NJ MA ME CT": "northeast, the northeast, north east, northeastern us, east coast, the east coast, eastern seaboard",
    "LA MS AL GA TX": "deep south, the deep south, the south, gulf coast, the gulf coast, bayou, the bayou, down south, southern us",
    "FL TX OK": "panhandle, the panhandle",
    "MI OH": "the thumb, toledo area, black swamp",
    "MI IN": "michiana",
    "IL IN WI": "chicago area, greater chicago, chicago metro, chicago metro area, calumet region",
    "IA NE": "omaha area, council bluffs omaha",
    "MD VA DC": "the dmv, dmv, dmv area, dc area, dc metro, dc metro area, washington area, beltway",
    "NY PA OH": "appalachia",
    "NY NJ": "north jersey new york",
    "NY other": "akwesasne, saint regis reservation, mohawk reservation, niagara falls, jamaica",
    "ME other": "aroostook new brunswick",
    "MN WI": "duluth superior",
    "NC SC GA": "charlotte area",
    "KS MO": "kc, kansas city, kcmo, kck, k c, kansas city area, kansas city metro",
    "CA other": "ontario, baja",
    "IL OR ME TX": "portlandia",
    "OR WA ID other": "pacific northwest, pnw, cascadia",
    "CA OR WA": "west coast, the west coast",
    "CA FL NY": "orange county, oc, the oc",
    "DC VA MD": "nova",
    "MD DE VA": "delmarva, delmarva peninsula",
    "NJ PA DE": "delaware valley, south jersey philly",
    "MO AR": "the ozarks, ozarks",
    "MD VA": "eastern shore",
    "TX AR": "texarkana, arklatex north",
    "LA AR TX": "arklatex, ark la tex",
    "CA NV": "lake tahoe, tahoe, death valley",
    "AZ NM UT CO": "four corners, navajo nation, navajo reservation, the navajo nation",
    "TX CA": "frisco",
    "MI NY": "the soo lakes, finger lakes of michigan",
    "WA other": "vancouver, the northwest coast",
    "ID MT WY CO": "the rockies, rockies, mountain west, rocky mountains",
    "AZ NM": "the southwest, southwest, desert southwest",
    "NE IA": "iowa nebraska, loess hills",
    "TN VA": "tri cities, bristol",
    "MI other": "sault sainte marie, sault, the soo",
    "NY VT": "lake champlain, champlain valley",
    "KS IA NE ND SD": "the great plains, great plains, the plains, the heartland",
}

MILITARY_AND_CAMPUS: dict[str, str] = {
    "AK": "elmendorf, fort wainwright, jber",
    "CA": "camp pendleton, ucla, uc berkeley, twentynine palms",
    "FL": "eglin, eglin afb, nas jacksonville, nas pensacola, tyndall",
    "GA": "fort stewart, fort benning, fort moore",
    "ID": "mountain home afb",
    "IN": "notre dame, purdue",
    "IA": "iowa state university, camp dodge, meskwaki settlement, meskwaki",
    "KS": "fort riley, fort leavenworth",
    "KY": "fort knox",
    "LA": "fort johnson, fort polk, barksdale, barksdale afb, lsu, tulane, chitimacha reservation, tunica biloxi",
    "ME": "bath iron works, bowdoin, passamaquoddy reservation, penobscot nation, indian island maine, colby college",
    "MD": "fort meade, andrews afb, fort detrick",
    "MI": "u of m ann arbor, selfridge, bay mills, michigan state university, wayne state",
    "MO": "fort leonard wood",
    "NJ": "fort dix, rutgers",
    "NY": "fort drum, west point, cornell, suny, nyu, columbia university, fort hamilton, seneca nation, onondaga nation, "
    "oneida indian nation, vassar, colgate university, syracuse university, allegany reservation, cattaraugus reservation",
    "NC": "fort bragg, fort liberty, camp lejeune",
    "ND": "minot afb, minot air force base, grand forks afb, grand forks air force base, fort berthold, spirit lake, "
    "spirit lake reservation, turtle mountain, turtle mountain reservation, belcourt, ndsu",
    "OH": "wright patterson, wpafb",
    "OK": "fort sill, tinker afb, cherokee nation",
    "SD": "pine ridge reservation, pine ridge, rosebud reservation, ellsworth afb",
    "TX": "fort hood, fort cavazos, fort bliss, lackland, joint base san antonio, fort sam houston",
    "VA": "quantico, naval station norfolk, langley afb",
    "WA": "jblm, joint base lewis mcchord",
}

TERRITORIES: dict[str, str] = {
    "Puerto Rico": "puerto rico, porto rico, puertorico, san juan puerto rico, isla del encanto, boricua",
    "Guam": "guam, hagatna, tamuning, andersen afb",
    "US Virgin Islands": "us virgin islands, u s virgin islands, virgin islands, usvi, the vi, saint croix, charlotte amalie, "
    "saint thomas usvi",
    "American Samoa": "american samoa, pago pago, samoa",
    "Northern Mariana Islands": "northern mariana islands, northern marianas, saipan, cnmi, n mariana islands",
    "Military address": "apo, fpo, dpo, apo ae, apo ap, apo aa, fpo ap, fpo ae, dpo ae, armed forces europe, armed forces pacific",
    "US minor islands": "wake island, midway atoll",
}

# Canada's provinces and names abroad that the libraries' lists lack.
ABROAD: dict[str, str] = {
    "Canada": "canada, alberta, british columbia, b c canada, manitoba, new brunswick canada, newfoundland, newfoundland and labrador, "
    "nova scotia, prince edward island, p e i, quebec, saskatchewan, nunavut, yukon, northwest territories, ontario canada, "
    "toronto ontario, london ontario, windsor ontario, vancouver bc, vancouver canada, toronto, montreal, ottawa",
    "United Kingdom": "uk, u k, england, scotland, wales, northern ireland, great britain, britain, the uk, london england, london uk",
    "United Arab Emirates": "uae, dubai, abu dhabi, the emirates",
    "Netherlands": "holland, netherlands, the netherlands",
    "Korea": "korea, south korea",
    "Mexico": "mexico city, cdmx, tijuana, baja california, cancun, ciudad juarez, juarez, lake chapala, san miguel de allende",
    "Georgia": "country of georgia, georgia the country, georgia country, republic of georgia, tbilisi",
    "Other countries": "bahamas, the bahamas, abroad, overseas, out of the country, outside the us, outside the usa, "
    "outside the united states, outside of the us, out of the us, europe, africa, south america, central america, the caribbean, "
    "caribbean, asia, middle east, australia, latin america, another country, a different country, a foreign country, west indies, "
    "not in the us, not in the usa, not in the united states, not in america, foreign country",
}
