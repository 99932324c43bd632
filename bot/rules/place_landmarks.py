"""Rivers, lakes, mountains, bridges, sights: they tell which namesake is meant, not where somebody lives. Tables only.

"Portland, the rainy one on the Willamette": the river settles the town. Codes as in `place_regions`.
"""

from __future__ import annotations

# Rivers named like a state or a town: only "on the Mississippi", not "the Mississippi side".
RIVERS: dict[str, str] = {
    "LA MS AR TN MO IL IA WI MN KY": "the mississippi",
    "MO KS NE IA SD ND MT": "the missouri",
    "OH KY IN IL WV PA": "the ohio",
    "NJ PA DE NY": "the delaware",
    "AZ CA NV CO UT TX": "the colorado",
    "VT NH MA CT": "the connecticut",
    "IL": "the illinois",
    "AR CO KS OK": "the arkansas",
    "IA": "the iowa",
    "MN": "the minnesota",
    "WI": "the wisconsin",
    "TN AL KY": "the tennessee",
    "WA OR": "the columbia",
}

LANDMARKS: dict[str, str] = {
    "AL": "mobile bay, gulf shores, wheeler lake, cheaha, vulcan, marshall space flight center, redstone arsenal, "
    "redneck riviera, muscle shoals, black warrior, black warrior river, tallapoosa, coosa, edmund pettus",
    "AK": "denali, cook inlet, chena, tanana, kenai, susitna, turnagain, arctic circle, mendenhall, inside passage, "
    "chugach, kachemak, kodiak",
    "AZ": "grand canyon, camelback, superstition mountains, mogollon rim, london bridge, sonoran desert, saguaro, "
    "saguaros, tempe town lake, verde river, mount lemmon, catalinas, roosevelt lake, lake powell",
    "AR": "buffalo river, crater of diamonds, crystal bridges, ouachita, ouachitas, bull shoals, beaver lake",
    "CA": "golden gate, alcatraz, yosemite, joshua tree, mojave, salton sea, big sur, disneyland, hollywood sign, "
    "sierra nevada, sierras, the sierra, mount shasta, redwoods, the redwoods, russian river, san joaquin, pch, "
    "the 405, lake berryessa, coachella, mulholland, central valley, the delta breeze, caltrain, san gabriel "
    "mountains, rose bowl, monterey bay, queen mary, lake merritt",
    "CO": "pikes peak, rocky mountain national park, red rocks, flatirons, mesa verde, garden of the gods, arkansas "
    "valley, longs peak, continental divide, coors field, poudre, roaring fork",
    "CT": "long island sound, foxwoods, mohegan sun, housatonic, thames river, naugatuck, insurance capital, merritt "
    "parkway, sub base, submarine base",
    "DE": "delaware bay, christina river, rehoboth, dover downs, dewey beach",
    "DC": "national mall, washington monument, white house, the white house, dc metro, rock creek park, anacostia, "
    "smithsonian, adams morgan, foggy bottom",
    "FL": "everglades, the everglades, disney world, lake okeechobee, okeechobee, kennedy space center, cape "
    "canaveral, biscayne, st johns river, suwannee, alligator alley, tampa bay, intracoastal, daytona, gulf "
    "side, ringling, i-4, universal studios, bok tower, caloosahatchee, daytona speedway",
    "GA": "peach, peach one, the peach, peaches, okefenokee, the okefenokee, stone mountain, chattahoochee, "
    "lake lanier, st simons, jekyll, augusta "
    "national, savannah river, hartsfield, kings bay, cumberland island, peachtree street, ocmulgee, flint "
    "river, classic city, river street",
    "HI": "diamond head, mauna kea, mauna loa, kilauea, haleakala, north shore oahu, na pali, schofield",
    "ID": "snake river, sun valley, craters of the moon, sawtooths, the sawtooths, lake pend oreille, treasure "
    "valley, salmon river, silver valley",
    "IL": "lake shore drive, michigan avenue, magnificent mile, wrigley, wrigley field, willis tower, sears tower, "
    "starved rock, cahokia, lincoln's tomb, shawnee national forest, rock island arsenal, o'hare, midway "
    "airport, metra, wabash avenue, lincoln's home, fox valley",
    "IN": "indy 500, brickyard, lake monroe, french lick, brown county, indiana dunes, golden dome, touchdown jesus, "
    "wabash, wabash river, tippecanoe",
    "IA": "loess hills, bridges of madison county, amana, amana colonies, field of dreams, iowa great lakes, cedar "
    "river, iowa river, raccoon river, skunk river, iowa state fair, quaker oats, ragbrai, adventureland, "
    "mississippi bluffs, snake alley, story county, linn county, saylorville, surf ballroom, music man, grotto",
    "KS": "flint hills, the flint hills, tallgrass prairie, konza, wheat state, dodge city, tuttle creek, aggieville, "
    "kaw, kaw river, massachusetts street, cosmosphere, boot hill, eisenhower library, little apple, the little "
    "apple, big first infantry, strataca, wheat",
    "KY": "churchill downs, mammoth cave, bourbon trail, keeneland, corvette, corvette museum, cumberland gap, land "
    "between the lakes, lake cumberland, ark encounter, daniel boone, roebling, roebling bridge, fort thomas, "
    "red river gorge, bluegrass, quilt museum",
    "LA": "lake pontchartrain, pontchartrain, bourbon street, the quarter, french quarter, garden district, "
    "superdome, mardi gras, crawfish, red river, atchafalaya, the atchafalaya, ninth ward, lower ninth, lower "
    "ninth ward, cajun, gumbo, zydeco, beignets, causeway, bayou, bayous, the bayou, bayou lafourche, bayou "
    "teche, the teche, creole, vermilion bay, calcasieu, cajuns, poverty point, natchitoches, barataria, grand "
    "isle, st charles avenue, acadian, southern university, the causeway, toledo bend, vidalia",
    "ME": "casco bay, the old port, penobscot bay, penobscot river, penobscot, kennebec, the kennebec, androscoggin, "
    "katahdin, baxter state park, mount katahdin, moosehead, moosehead lake, bar harbor, l l bean, ll bean, "
    "l.l. bean, lobster, lobsters, lobster boat, lobsterman, lighthouse, lighthouses, portland head light, "
    "allagash, sebago, bath iron works, iron works, saco river, paul bunyan, stephen king, maine mall, mid "
    "coast, sugarloaf, sunday river, rangeley, downeaster, casco, popham, potato country, stephen king's town, "
    "blueberries, blueberry barrens, ayuh, rockland breakwater, piscataqua, saint john valley",
    "MD": "chesapeake, fells point, inner harbor, fort mchenry, patapsco, deep creek, assateague, antietam, catoctin, "
    "crab cakes, naval academy, preakness, blue crabs",
    "MA": "cape cod canal, fenway, charles river, back bay, plymouth rock, freedom trail, quabbin, merrimack valley, "
    "the vineyard, basketball hall of fame, dr. seuss, berkshires, the berkshires, tanglewood, witch trials, "
    "harvard square, route 128, mass pike, bunker hill",
    "MI": "mackinac, mackinac bridge, mighty mac, big mac bridge, belle isle, detroit river, huron river, grand "
    "river, ambassador bridge, lake st clair, lake huron, saginaw bay, sleeping bear, pictured rocks, tulip "
    "time, tulips, wooden shoes, furniture city, kellogg, kellogg's, cereal city, the big house, henry ford, "
    "ford plant, dow chemical, the thumb, soo locks, lake superior side, 8 mile, eight mile, motown, vehicle "
    "city, gm plant, gm plants, copper country, keweenaw, vernors, coney dogs, coney dog, meijer, tahquamenon, "
    "cherry capital, straits, the straits, isle royale, steelcase, herman miller, upjohn, pfizer, gilmore, "
    "cascades, traverse bay, little traverse bay, bloomfield hills, oakland county",
    "MN": "mayo clinic, the mayo clinic, mayo, boundary waters, mall of america, iron range, mesabi, lake minnetonka, "
    "minnehaha, judy garland, spam, spam museum, north shore, lake superior north shore, split rock, itasca, "
    "land of ten thousand lakes, lutefisk, st croix river, garrison keillor, paisley park, target field",
    "MS": "natchez trace, elvis's birthplace, elvis was born, vicksburg battlefield, gulf islands, ross barnett, the "
    "reservoir, mississippi gulf coast, keesler, faulkner, square books, rowan oak, delta blues, crossroads, "
    "civil rights museum, barnett reservoir",
    "MO": "gateway arch, lake of the ozarks, mark twain, mark twain country, bass pro, branson strip, silver dollar "
    "city, toasted ravioli, truman's town, harry truman, table rock, katy trail, jesse james, pony express, "
    "cashew chicken, walnut street, route 66 birthplace, plaza lights",
    "MT": "glacier park, glacier national park, flathead, flathead lake, big sky, yellowstone river, the big hole, "
    "berkeley pit, bitterroot, the bitterroot, gallatin, clark fork, little bighorn, going to the sun, "
    "rimrocks, the rims, beartooth, evel knievel",
    "NE": "platte, the platte, platte river, sandhills, sand hills, chimney rock, scotts bluff, ogallala, sandhill "
    "cranes, college world series, henry doorly, warren buffett, buffett, kool-aid, carhenge, strategic air "
    "command, offutt, runza",
    "NV": "hoover dam, lake mead, burning man, area 51, truckee, ruby mountains, red rock canyon, comstock, black "
    "rock desert, caesars palace, bellagio",
    "NH": "white mountains, mount washington, winnipesaukee, lake winnipesaukee, old man of the mountain, kancamagus, "
    "merrimack, merrimack river, live free or die, cannon mountain, monadnock, the lakes region, strawbery "
    "banke, great bay, first primary, first in the nation",
    "NJ": "the shore, jersey shore, down the shore, turnpike exit, parkway exit, garden state parkway, pine barrens, "
    "pinelands, meadowlands, the meadowlands, gwb, hudson county, liberty state park, path train, holland "
    "tunnel, lincoln tunnel, boardwalk empire, trump taj, bruce springsteen, springsteen, sopranos, tony "
    "soprano, sinatra, cape may, raritan, raritan river, delaware water gap, passaic, great falls, wildwood, "
    "asbury, exit 9, six flags",
    "NM": "white sands, carlsbad caverns, sandias, the sandias, balloon fiesta, breaking bad, los alamos, green "
    "chile, turquoise, roswell aliens, georgia o'keeffe, sangre de cristo, el camino real, chile, organ "
    "mountains, meow wolf",
    "NY": "kodak, xerox, wegmans, bausch, garbage plate, finger lakes, the finger lakes, genesee, genesee river, lake "
    "george, hudson river, the hudson, hudson, east river, mohawk river, mohawk, susquehanna new york, seneca "
    "lake, cayuga, cayuga lake, keuka, canandaigua, skaneateles, oneida lake, thousand islands, erie canal, the "
    "thruway, thruway, empire state plaza, statue of liberty, central park, prospect park, times square, wall "
    "street, the l train brooklyn, lirr, metro north, metro-north, brooklyn bridge, verrazzano, verrazano, "
    "throgs neck bridge, woodstock festival, cooperstown, baseball hall of fame, whiteface, lake placid "
    "olympics, olympic village, miracle on ice, saratoga race course, race track saratoga, ausable, high peaks, "
    "chautauqua, lucille ball, lucy, lucy's hometown, corning glass, corning, culinary institute, bear "
    "mountain, niagara, chicken wings, beef on weck, great south bay, fire island, montauk, jfk airport, "
    "laguardia, general electric, ibm, spiedies, spiedie, salt potatoes, carrier dome, state fair syracuse, "
    "utica greens, revolutionary war fort, fort stanwix, west point, griffiss, the state museum, naples grape, "
    "grape pie, letchworth, women's rights, seneca falls, cortland apple, lake effect, adirondack, adirondack "
    "park, champlain valley new york, the northway, northway, lake ontario",
    "NC": "outer banks, blue ridge parkway, biltmore, the biltmore, great smokies, smokies, cape fear, cape hatteras, "
    "hatteras, research triangle park, furniture market, cape fear river, bank of america tower, nascar hall of "
    "fame, krispy kreme, tobacco road, triad, the triad, the triangle, pepsi birthplace, bragg, fort bragg, the "
    "gates of bragg, special forces, 82nd airborne, eighty second airborne, mayberry, battleship, billy graham",
    "ND": "theodore roosevelt national park, the badlands, bakken, the bakken, oil patch, oil fields, oil field, man "
    "camp, man camps, lake sakakawea, sakakawea, garrison dam, enchanted highway, red river of the north, "
    "world's largest buffalo, big buffalo, peace garden, international peace garden, fracking, frac crew, frac "
    "crews, norsk hostfest, hostfest, woodchipper, wood chipper, lawrence welk, heart river, james river "
    "valley, minuteman, missile silo, missile silos, knife river",
    "OH": "cedar point, cuyahoga, rock and roll hall of fame, rock hall, put-in-bay, hocking hills, lake erie "
    "islands, pro football hall of fame, football hall of fame, rubber city, rubber capital, goodyear, the "
    "glass city, glass city, wright brothers, nasa glenn, skyline chili, kings island, great american ball "
    "park, p&g, procter, scioto, olentangy, lebron, muskingum, youngstown steel, polaris ohio, air force "
    "museum, soap box derby, maumee",
    "OK": "oil capital, will rogers, bricktown, tornado alley, lake eufaula, the panhandle of oklahoma, cherokee "
    "capital, woody guthrie, pioneer woman, lake texoma, wichita mountains, golden driller, grand lake, osage, "
    "turner falls",
    "OR": "willamette, the willamette, crater lake, mount hood, columbia gorge, multnomah falls, powell's, powells, "
    "voodoo doughnut, trail blazers, blazers, haystack rock, goonies, rose city, city of roses, roses, track "
    "town, rogue valley, shakespeare festival, oregon trail end, timberline, hood river, tillamook, portlandia, "
    "umpqua, marionberry, the rose garden, filbert, filberts",
    "PA": "liberty bell, independence hall, three rivers, the three rivers, hershey, gettysburg battlefield, "
    "punxsutawney, dunder mifflin, steel city, happy valley, allegheny, monongahela, susquehanna, the poconos, "
    "schuylkill, valley forge, lancaster amish, crayola, presque isle bay, laurel highlands, cheesesteak, "
    "cheesesteaks, wawa, little league world series, little league, slinky, zippo, heinz, electric city, "
    "bethlehem steel, christmas city, york peppermint, harley plant, groundhog, flood museum, johnstown flood, "
    "pagoda, outlet mall reading",
    "RI": "narragansett, narragansett bay, the breakers, block island, quahog, big blue bug, cliff walk, "
    "coffee milk, cranston street, waterfire",
    "SC": "fort sumter, rainbow row, lake murray, congaree, hilton head, south of the border, grand strand, lake "
    "marion, citadel, the citadel, low country, ashley river, cooper river, parris island, bmw, bmw plant, "
    "reedy river, falls park, the midlands, midlands, peach water tower, ravenel bridge, fort jackson, spoleto, "
    "sea islands, gullah",
    "SD": "mount rushmore, rushmore, crazy horse, sturgis, sturgis rally, black hills, wall drug, corn palace, the "
    "corn palace, wind cave, custer state park, wild bill, calamity jane, bad lands south dakota, laura ingalls "
    "wilder, big sioux, falls park sioux falls, citibank, lake oahe",
    "TN": "graceland, beale street, elvis, dollywood, grand ole opry, opry, the opry, great smoky mountains, lookout "
    "mountain, ryman, jack daniel's, jack daniels, the titans, vols country, rock city, ruby falls, choo choo, "
    "manhattan project, nuclear lab, national lab, we glow, glow, fedex hub, bass pyramid, cumberland river, "
    "davy crockett, cades cove, walking horse, secret city, atomic city, country music, parthenon",
    "TX": "alamo, the alamo, riverwalk, river walk, big bend, jerryworld, sixth street, lady bird lake, hill country, "
    "padre island, rio grande, trinity river, buc-ee's, buc-ees, buc ees, the galleria, johnson space center, "
    "nasa houston, dealey plaza, cadillac ranch, fort worth stockyards, stockyards, tigua, juarez, h-e-b, heb, "
    "whataburger, bluebonnets, bluebonnet, chip and joanna, chip and jo, dr pepper, eiffel tower with a hat, "
    "red cowboy hat, brazos, san jacinto, guadalupe river, lake travis, south padre, permian, friday night "
    "lights, space center, spindletop, eiffel tower with a cowboy hat, pecan street, barton springs",
    "UT": "great salt lake, temple square, zion national park, bryce canyon, wasatch, park city, sundance, lake "
    "powell, tabernacle, hill air force base, bear lake, antelope island, bonneville, timpanogos, latter-day "
    "saints, lds",
    "VT": "green mountains, ben and jerry's, ben & jerry's, killington, maple syrup, bernie, bernie sanders, church "
    "street marketplace, queen city vermont, quechee, camel's hump, mad river, von trapp, phish, lake "
    "willoughby, otter creek, white river junction, long trail",
    "VA": "monticello, arlington cemetery, arlington national cemetery, pentagon, the pentagon, colonial "
    "williamsburg, shenandoah, blue ridge, james river, luray, skyline drive, the oceanfront, busch gardens, "
    "cia headquarters, largest naval base, old town alexandria, nationals, mount vernon estate, appomattox, iwo "
    "jima memorial, the iwo jima, jamestown settlement, jefferson's house, jefferson's town, confederate "
    "capital, hampton roads, hollins, mill mountain star, tidewater, rappahannock, crystal city, rosslyn",
    "WA": "mount rainier, rainier, space needle, puget sound, pike place, sea-tac, seatac, starbucks hq, amazon hq, "
    "grand coulee, mount st helens, hanford, tri-cities, tri cities, san juans, yakima valley, columbia basin, "
    "snoqualmie, palouse, the palouse, bloomsday, lake washington, ferry dock seattle, wenatchee valley, fort "
    "vancouver, clark county washington, whatcom, kitsap, gonzaga",
    "WV": "new river gorge, kanawha, the kanawha, harpers ferry, mothman, chemical valley, greenbrier, the "
    "greenbrier, seneca rocks, pepperoni roll, pepperoni rolls, dolly sods, snowshoe, cheat river, marshall "
    "university, we are marshall, capitol with the gold dome, gold dome, chuck yeager",
    "WI": "lambeau, lambeau field, lake winnebago, wisconsin dells, the dells, door county, lake geneva, cheese "
    "curds, miller beer, miller park, harley davidson, summerfest, house on the rock, mendota, lake mendota, "
    "monona, lake monona, kohler, eaa, bratwurst, american club, taliesin, culver's, kringle, "
    "chippewa river, leinenkugel, leinenkugel's, apostle islands, fox cities",
    "WY": "old faithful, devils tower, tetons, the tetons, grand tetons, grand teton, frontier days, jackson lake, "
    "wind river, wind river range, bighorns, the bighorns, big horn mountains, buffalo bill, elk refuge, elk "
    "antlers, antler arch, antler arches, jackalope, ski resort jackson, independence rock, medicine bow, happy "
    "jack, coal trains, powder river",
    "NY MI ME ND MN VT WA MT": "american side, american bank, us side, u s side",
    "other": "vesuvius, canadian side, canadian bank, canada side, ontario side, original one, the original, "
    "the real one, irish one, english one, british one, scottish one, canadian one, "
    "italian one, french one, german one, spanish one, mexican one, old country, across the pond, the pope, colosseum, "
    "eiffel tower, big ben, the thames, guinness, liffey, the king, pub, pubs",
    "MD VA DC WV": "potomac, the potomac, the potomac river, monuments, the monuments",
    "WA OR": "columbia river",
    "OH KY IN IL WV PA": "ohio river",
    "IN IL OH": "wabash valley",
    "MI WI IL IN": "lake michigan",
    "MI WI MN": "lake superior",
    "OH PA NY MI": "lake erie",
    "ND TX": "man camp, man camps, crew camp, oil field, oil fields, oilfield, oil patch, roughneck, frac crew",
    "NY VT": "lake champlain, champlain",
    "LA MS AR TN MO IL IA WI MN KY": "mississippi river",
    "MO KS NE IA SD ND MT": "missouri river",
    "ND MN": "red river of the north valley",
    "TX OK": "texoma",
    "AZ CA NV": "colorado river",
    "VT NH MA CT": "connecticut river",
    "NJ PA DE NY": "delaware river",
    "GA SC": "savannah river site",
    "TN NC": "appalachian trail, smoky mountains, the smokies",
}  # fmt: skip
