"""Regions, boroughs, city nicknames and places abroad. Tables only; `place_index` reads them.

The codes before a colon are every state the name may mean; `other` is a place outside the fifty states and DC.
"""

from __future__ import annotations

REGIONS: dict[str, str] = {
    "AK": "aleutians, kenai peninsula, mat su valley",
    "AZ": "valley of the sun",
    "CA": "bay area, sf bay area, san francisco bay area, east bay, silicon valley, inland empire, napa valley, "
    "los angeles county, la county, hollywood, san fran, sf, so cal, nor cal, imperial valley, san fernando valley",
    "CO": "front range, western slope",
    "DC": "the district, capitol hill, dupont circle",
    "FL": "south florida, florida keys, the keys, space coast, treasure coast, the villages, tampa bay, emerald coast, "
    "florida panhandle, south beach, swfl",
    "GA": "atl, hotlanta, metro atlanta",
    "HI": "oahu, maui, kauai, big island, molokai, lanai, waikiki",
    "IL": "chicagoland, chi town, chitown, windy city",
    "IN": "indy",
    "LA": "nola, acadiana, cajun country, the big easy, big easy, crescent city louisiana, bayou country, red stick, "
    "new orlens, new orlean, nawlins, baton rogue, batonrouge, french quarter, river parishes, florida parishes",
    "ME": "down east, downeast, aroostook, acadia, midcoast maine, mount desert island, mdi",
    "MD": "bmore, charm city",
    "MA": "beantown, cape cod, marthas vineyard, nantucket, pioneer valley, the berkshires, southie",
    "MI": "upper peninsula, the up, u p, upper michigan, lower peninsula, motown, motor city, metro detroit, "
    "downriver, "
    "mackinac island, leelanau, da yoop, the yoop, yoop",
    "MN": "twin cities, iron range",
    "MO": "bootheel",
    "MS": "mississippi delta",
    "NV": "vegas, sin city",
    "NC": "outer banks, research triangle, rtp, obx",
    "NY": "nyc, new york city, the big apple, big apple, brooklyn, bklyn, brooklin, the bronx, bronx, queens, "
    "staten island, long island, l i, harlem, upper east side, upper west side, east village, lower east side, "
    "hells kitchen, flatbush, bed stuy, bedstuy, washington heights, tribeca, greenwich village, park slope, bushwick, "
    "coney island, far rockaway, upstate new york, upstate ny, western new york, central new york, wny, hudson valley, "
    "finger lakes, adirondacks, the adirondacks, catskills, the catskills, hamptons, the hamptons, east hampton, "
    "southampton, thousand islands, southern tier, westchester, five boroughs, outer boroughs, mohawk valley, "
    "fishers island, "
    "rockaway beach",
    "ND": "bakken",
    "OH": "cle, cinci, cincy, northeast ohio",
    "OK": "okc",
    "OR": "pdx, willamette valley",
    "PA": "philly, phila, phily, pgh, lehigh valley, the poconos, poconos, main line philadelphia",
    "RI": "aquidneck island",
    "SC": "low country, lowcountry, hilton head, grand strand",
    "SD": "black hills",
    "TN": "music city, nashvegas",
    "TX": "dfw, dallas fort worth, htx, hill country, rio grande valley, rgv, h town, permian basin, west texas, atx, "
    "metroplex",
    "UT": "slc, wasatch front, salt lake",
    "VT": "northeast kingdom",
    "VA": "northern virginia, hampton roads, shenandoah valley, rva",
    "WA": "puget sound, olympic peninsula, whidbey island, san juan islands",
    "WI": "door county",
    "WY": "jackson hole, yellowstone",
}

# Names with several readings, the likelier first.
AMBIGUOUS: dict[str, str] = {
    "GA other": "georgia, jorja, goergia, georga",
    "WA DC": "washington, washinton, washingtion, washingon",
    "NC SC": "carolina, the carolinas, carolinas",
    "ND SD": "dakota, the dakotas, dakotas, badlands, the badlands",
    "VA WV": "the virginias",
    "IA IL": "quad cities, the quad cities, quad city",
    "IA NE SD": "siouxland",
    "NY SC": "upstate",
    "NY VA": "williamsburg",
    "NY OR": "astoria",
    "NY NJ": "ridgewood",
    "NY IL": "elmhurst, downstate",
    "NY MA": "wakefield, amherst",
    "NY DE": "seaford",
    "ND TN": "ellendale",
    "LA other": "angola",
    "CO AZ": "vail",
    "CA NJ": "lodi",
    "NY NH": "hollis, north country",
    "NY WA": "sunnyside",
    "NY WA IA ME": "mount vernon",
    "ND MN": "red river valley, fargo moorhead, grand forks area, fargo area",
    "NY NJ CT": "tri state, tri state area, tristate, tristate area, new york metro, nyc metro, nyc area, "
    "new york area, "
    "new york city area, nyc metro area, new york metro area, greater new york",
    "MA NH VT ME CT RI": "new england",
    "OH MI IN IL IA MN WI": "midwest, mid west, great lakes, great lakes region, upper midwest",
    "NY PA NJ MA ME CT": "northeast, northeastern us, east coast, eastern seaboard",
    "LA MS AL GA TX": "deep south, the south, gulf coast, bayou, the bayou, down south, southern us",
    "FL TX OK": "panhandle, the panhandle",
    "OH MI": "toledo area, greater toledo",
    "IN MI": "michiana",
    "IL IN WI": "chicago area, greater chicago, chicago metro, chicago metro area",
    "NE IA": "omaha area, loess hills",
    "MD VA DC": "the dmv, dmv, dmv area, dc area, dc metro, dc metro area, washington area, beltway",
    "NY PA OH": "appalachia",
    "NY other": "niagara falls, jamaica",
    "KS MO": "kc, kansas city, kcmo, kck, k c, kansas city area, kansas city metro",
    "CA other": "ontario, baja",
    "OR WA ID other": "pacific northwest, pnw, cascadia",
    "CA OR WA": "west coast",
    "CA FL NY": "oc, the oc",
    "VA DC MD": "nova",
    "MD DE VA": "delmarva, delmarva peninsula",
    "NJ PA DE": "delaware valley",
    "MO AR": "the ozarks, ozarks",
    "MD VA": "eastern shore",
    "TX AR": "texarkana",
    "LA AR TX": "arklatex, ark la tex",
    "CA NV": "lake tahoe, tahoe, death valley",
    "AZ NM UT CO": "four corners",
    "TX CA": "frisco",
    "WA other": "vancouver",
    "ID MT WY CO": "the rockies, rockies, mountain west",
    "AZ NM": "the southwest, southwest, desert southwest",
    "MI other": "sault ste marie, the soo",
    "NY VT": "lake champlain, champlain valley",
    "KS IA NE ND SD": "great plains, the plains, the heartland",
    "PA TN NH OH other": "lebanon",
}

TERRITORIES: dict[str, str] = {
    "Puerto Rico": "puerto rico, porto rico, puertorico, san juan, bayamon, ponce, caguas, mayaguez, guaynabo",
    "Guam": "guam, hagatna, tamuning",
    "US Virgin Islands": "st thomas, us virgin islands, u s virgin islands, virgin islands, usvi, the usvi, "
    "saint croix, "
    "charlotte amalie",
    "American Samoa": "american samoa, pago pago, samoa",
    "Northern Mariana Islands": "northern mariana islands, northern marianas, saipan, cnmi, n mariana islands",
    "Military address": "apo, fpo, dpo, apo ae, apo ap, apo aa, fpo ap, fpo ae, dpo ae, armed forces europe",
}

# Names abroad that the libraries' lists lack, or that American towns would hide.
ABROAD: dict[str, str] = {
    "Canada": "sarnia, thunder bay, kitchener, sudbury, moncton, fredericton, st john's newfoundland, "
    "charlottetown, kelowna, victoria bc, canada, alberta, british columbia, manitoba, new brunswick canada, "
    "newfoundland, "
    "newfoundland and labrador, "
    "nova scotia, prince edward island, quebec, saskatchewan, nunavut, yukon, northwest territories, ontario canada, "
    "toronto ontario, london ontario, windsor ontario, vancouver bc, vancouver canada, toronto, montreal, "
    "ottawa canada",
    "United Kingdom": "uk, u k, england, scotland, wales, northern ireland, great britain, britain, london england, "
    "london uk",
    "United Arab Emirates": "uae, dubai, abu dhabi, the emirates",
    "Germany": "frankfurt, munich, muenchen, cologne, nuremberg, frankfurt germany, ramstein, kaiserslautern, "
    "stuttgart, landstuhl, baumholder, grafenwoehr, vilseck, wiesbaden, spangdahlem",
    "Japan": "okinawa, yokosuka, kadena, yokota, misawa, iwakuni, sasebo",
    "Italy": "vicenza, aviano, sigonella",
    "Switzerland": "zurich, basel, lausanne",
    "Netherlands": "the hague, holland netherlands, netherlands",
    "Korea": "camp humphreys, osan, korea, south korea",
    "Mexico": "ajijic, chapala, san miguel de allende, puerto vallarta, cabo, cabo san lucas, monterrey, "
    "mexico city, cdmx, tijuana, baja california, cancun, ciudad juarez, juarez, lake chapala",
    "Georgia (country)": "country of georgia, republic of georgia, tbilisi",
    "another country": "kwajalein, diego garcia, the bahamas, abroad, overseas, out of the country, "
    "outside the country, outside the us, "
    "outside the usa, outside the united states, outside of the us, out of the us, europe, africa, south america, "
    "central america, "
    "the caribbean, caribbean, asia, middle east, latin america, another country, a different country, "
    "a foreign country, "
    "west indies, not in the us, not in the usa, not in the united states, not in america",
}

# Of the names above, those that are ordinary words too: a place only after "in" or "from", or as the whole answer.
LOOSE = frozenset(
    phrase.strip()
    for phrase in """
    a different country; abroad; acadia; another country; apo; appalachia; atl; badlands; baja; bayou; beltway; big
    island; cali; carolina; cle; dakota; down south; downstate; dpo; duke; east coast; eglin; fpo; frisco;
    hollywood; indy; jersey; k c; kc; l i; lackland; low country; main; mdi; mich; mid west; midwest; motown;
    northeast; nova; oc; overseas; panhandle; queens; rockies; samoa; selfridge; sf; sin city; south beach;
    southwest; tex; the bayou; the district; the heartland; the keys; the oc; the plains; the soo; the south; the
    southwest; the up; the villages; tri state; tristate; turkey; u p; upper michigan; upstate; west coast;
    yellowstone
    """.split(";")
)
