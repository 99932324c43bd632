"""Quarters, suburbs and pet names of towns that the lists of towns lack. Tables only; codes as in `place_regions`."""

from __future__ import annotations

NEIGHBOURHOODS: dict[str, str] = {
    "AL": "b'ham, the ham, rocket city, magic city, five points south, hsv",
    "AK": "nome, utqiagvik, mat su, spenard",
    "AZ": "phx, the valley of the sun, ahwatukee, old pueblo, the old pueblo",
    "AR": "nlr",
    "CA": "la la land, lala land, frisco bay, the mission district, haight ashbury, pacific heights, potrero hill, "
    "bernal heights, tenderloin, outer sunset, the sunset district, venice beach, noho, weho, sac town, sacto, "
    "san jo, slo, slo town, bako, fresburg, the i e, santa clarita valley, gold country, high desert, antelope "
    "valley, coachella valley, lost coast, emerald triangle, redwood coast",
    "CO": "durango, mile high, mile high city, the mile high city, cap hill, lodo, foco, fort fun, vail valley, "
    "san luis "
    "valley",
    "CT": "the quiet corner, quiet corner, litchfield hills, bpt, the naugatuck valley",
    "DE": "slower lower, lower slower",
    "DC": "nw dc, ne dc, se dc, sw dc, northwest dc, northeast dc, southeast dc, southwest dc, u street, "
    "h street corridor, ward 7, ward 8, chocolate city, the nations capital, nations capital, our "
    "nations capital, ledroit park, kalorama",
    "FL": "magic city, calle ocho, brickell, overtown, fort liquordale, ft laud, boca, west palm, wpb, ybor, duval, "
    "jax, jville, "
    "nature coast, forgotten coast, psl, tally, pcola, first coast, the conch republic, conch republic, "
    "century village, del boca vista, pbc",
    "GA": "the atl, little five points, otp, itp, golden isles, the classic city, macon bibb, north georgia "
    "mountains",
    "HI": "kona, hnl, the north shore oahu, windward side, leeward side, upcountry maui, the garden isle, garden isle, "
    "valley isle, the valley isle, hilo side, kona side, puna, the big island",
    "ID": "cda, treasure valley, wood river valley",
    "IL": "little egypt, cicero, the windy city, wicker park, bronzeville, humboldt park, back of the yards, "
    "metro east, the metro east, "
    "chambana, chicagoland area",
    "IN": "naptown, nap town, the circle city, the region, da region, nwi, kentuckiana, terre hole",
    "IA": "the amanas, the bluffs, dsm, d s m, cedar rapids metro, the iowa great lakes, amana colonies, "
    "iowa great lakes, crapids, the "
    "cedar valley, sherman hill, sux city, little hawkeye, lake okoboji",
    "KS": "ict, doo dah, tka, joco, the little apple, little apple, lfk, flint hills, united states disciplinary "
    "barracks",
    "KY": "derby city, looavul, loovul, louavul, lou a vul, nulu, lexvegas, horse capital, nky, jackson purchase",
    "LA": "the boot, st francisville, gentilly, terrebonne, no la, new orleans east, norlins, n orleans, the nola, "
    "the crescent city, treme, the treme, marigny, the "
    "marigny, faubourg marigny, garden district, the garden district, lower ninth, lower ninth ward, the lower "
    "nine, lower nine, the ninth ward, ninth ward, 9th ward, the 9th ward, lower 9th ward, algiers point, "
    "westbank, the westbank, the northshore, the north shore of pontchartrain, lake pontchartrain, metry, "
    "irish channel, the french quarter, vieux carre, hollygrove, pigeon town, the red stick, baton rouge "
    "metro, cenla, swla, nwla, nela, the ratchet city, ratchet city, down the bayou, up the bayou, bayou "
    "lafourche, bayou teche, cajun land, cancer alley, the felicianas, angola prison, angola penitentiary, "
    "louisiana state penitentiary, lake chuck, port fourchon, pontchartrain, tchoupitoulas, the atchafalaya "
    "basin, atchafalaya basin",
    "ME": "hallowell, blue hill, bucksport, orono, calais, munjoy hill, the maine coast, midcoast, the midcoast, "
    "way down east, the saint john valley, st john "
    "valley, chebeague, great cranberry, the kennebunks, kennebunk beach, oob, old orchard, bangah, pahtland, "
    "moosehead lake, moosehead, rangeley lakes, the rangeley lakes, acadia national park, blue hill peninsula, "
    "katahdin region, moosehead region, the allagash, sopo",
    "MD": "deep creek lake, b more, baltimore city, bawlmer, bal'mer, balmer, federal hill, moco, druid hill",
    "MA": "p town, the cape and islands, eastie, slummerville, ptown, the vineyard, new beige, the whaling city, "
    "spindle "
    "city, woostah, wormtown, the woo, western mass, central mass, metrowest, merrimack valley, outer cape, "
    "lower cape, upper cape, cape ann",
    "MI": "grayling, south haven, l'anse, leland, gaylord, ypsilanti, the motor city, detroit metro, corktown, "
    "boston edison, brightmoor, rosedale park, the pointes, a2, ace "
    "deuce, a squared, tree town, ypsi, ypsitucky, depot town, kzoo, k zoo, furniture city, heritage hill, "
    "flint town, flintown, flinttown, vehicle city, sagnasty, lansing area, jxn, leelanau peninsula, old "
    "mission peninsula, northern lower, the northern lower peninsula, the thumb, da up, the u p, da u p, the "
    "yooper land, yooperland, western u p, western up, eastern up, eastern u p, the keweenaw, the copper "
    "country, copper country, bois blanc, the irish hills, irish hills, canton township, redford township, "
    "delta township, meridian township, pittsfield township, georgia township, plainfield township, white lake "
    "township, van buren township, genesee township, flint township, kalamazoo township, ann arbour, blue "
    "water area, the blue water area, thumbcoast, michigan's upper peninsula, the soo locks, isle royale",
    "MN": "msp, the twin cities, mpls, minneap, nordeast, the iron range, da range, med city, the arrowhead, "
    "arrowhead region, brainerd lakes",
    "MS": "jacktown, the pine belt",
    "MO": "hannibal, stl, s t l, st lou, st louie, saint louie, soulard, central west end, tower grove, comotown, "
    "springpatch, "
    "the bootheel, lake of the ozarks, the lake of the ozarks",
    "MT": "magic city, the bitterroot, bitterroot valley, zootown, bozangeles, the flathead, flathead valley, "
    "the hi line, hi "
    "line, butte america, mining city, gallatin valley",
    "NE": "big o, husker nation, husker country, husker land, huskerland, south o, north o, sandhills, the sandhills",
    "NV": "lost wages, las vegas strip, summerlin, biggest little city, the biggest little city",
    "NH": "manch, manch vegas, manchvegas, the monadnock region, monadnock region, the gate city, great north woods",
    "NJ": "brick city, chilltown, down the shore, dirty jerz, the dirty jerz, dirty jersey, jerz, jerzee, lbi, long "
    "beach island, the ironbound, silk city, central jersey, south jersey, the oranges, the wildwoods",
    "NM": "silver city, burque, duke city, the duke city, abq, a b q, land of enchantment, cruces, "
    "the city different, city "
    "different, east mountains",
    "NY": "lawng island, lawnguyland, cooperstown, lake george, larchmont, saratoga springs, corning, lake placid, "
    "breezy point, nueva yol, nuyorico, noo yawk, noo yok, nu yawk, new yawk, n y c, the 5 boroughs, "
    "the five boroughs, the "
    "boroughs, the boogie down, boogie down, fordham road, co op city, coop city, pelham parkway, pelham bay, "
    "kingsbridge, soundview, arthur avenue, crooklyn, bay ridge, boro park, carroll gardens, cobble hill, "
    "dumbo, fort greene, crown heights, marine park, mill basin, gerritsen beach, midwood, gowanus, ditmas "
    "park, prospect lefferts, l i c, lic, lefrak, the rockaways, rockaways, far rock, shaolin, tottenville, "
    "todt hill, the forgotten borough, forgotten borough, soho, nolita, alphabet city, l e s, kips bay, stuy "
    "town, stuyvesant town, peter cooper village, turtle bay, u w s, uws, u e s, ues, el barrio, hamilton "
    "heights, fidi, the meatpacking, lawn guyland, lawn guiland, strong island, long guyland, nassau suffolk, "
    "the north fork, the south fork, east end of long island, the hudson valley, capital district, the capital "
    "district, capital region, smalbany, collar city, the collar city, spa city, the spa city, the dacks, "
    "daks, the daks, the mohawk valley, leatherstocking, leatherstocking country, salt city, the salt city, "
    "cuse, the cuse, 'cuse, cny, c n y, roc city, flower city, the flower city, flour city, queen city of the "
    "lakes, nickel city, the nickel city, city of good neighbors, city of no illusions, buffalo niagara, w n "
    "y, the southtowns, southtowns, the northtowns, northtowns, cheektavegas, the finger lakes, the southern "
    "tier, the triple cities, triple cities, parlor city, carousel city, borscht belt, the borscht belt, "
    "attica prison, attica correctional, sing sing, rikers, rikers island, clinton correctional, fishkill "
    "correctional, the gunks",
    "NC": "clt, r d u, the bull city, bull city, piedmont triad, camel city, gboro, g boro, fayettenam, cape fear "
    "region, wnc, ashevegas, crystal coast, the crystal coast, plaza midwood, ballantyne, okracoke",
    "ND": "medora, rugby, nodak, north dakota badlands, f m area, the magic city, magic city, the bakken, bakken oil "
    "field, bakken oil patch, williston basin, bismarck mandan, bis man, queen city of the prairies, gafb, "
    "theodore roosevelt country, turtle mountains, peace garden state",
    "OH": "cbus, c bus, arch city, short north, german village, the cle, mistake on the lake, the nasty nati, over "
    "the rhine, frog town, glass city, the glass city, the rubber city, rubber city, gem city, the gem city, y "
    "town, ytown, mahoning valley, hall of fame city, the western reserve, firelands, hocking hills",
    "OK": "tulsey town, stilly, oil capital of the world, oklahoma panhandle",
    "OR": "rip city, city of roses, puddletown, the pearl district, the rogue valley, rogue valley, the oregon "
    "coast, oregon coast",
    "PA": "illadelph, city of brotherly love, the city of brotherly love, killadelphia, south philly, north philly, "
    "west philly, northeast philly, main line, the main line, montco, the steel city, da burgh, the 'burgh, "
    "polish hill, mon valley, the mon valley, picksburgh, pixburgh, scranton wilkes barre, nepa, n e p a, coal "
    "region, the coal region, pennsyltucky, the lehigh valley, the flood city, flood city, dutch country, "
    "pennsylvania dutch country, laurel highlands, penns woods",
    "RI": "lil rhody, lil' rhody, little rhody, the ocean state, pvd, aquidneck",
    "SC": "chuck town, chucktown, the holy city, famously hot, soda city, cola town, the upstate, g vegas, pee dee, "
    "the grand strand, dirty myrtle, the lowcountry, sea islands, daufuskie",
    "SD": "the black hills, the lower dakota, lower dakota, the other dakota, the good dakota, the southern dakota, "
    "sodak, glacial lakes",
    "TN": "music city usa, the bluff city, m town, mphs, orange mound, cooper young, grind city, ktown, scruffy "
    "city, the scruffy city, knoxvegas, chattavegas, scenic city, gig city, nooga, choo choo city, "
    "clarksvegas, the secret city, secret city, the upper cumberland",
    "TX": "brownsville, third ward, big d, dtx, deep ellum, oak cliff, the big d, funkytown, funky town, cowtown, "
    "where the west "
    "begins, foat wuth, the metroplex, dfw metroplex, san antone, san anton, alamo city, the alamo city, "
    "military city, saytown, live music capital, live music capital of the world, chuco, el chuco, chuco town, "
    "the rgv, texas panhandle, lbk, amarilla, the hill country, texas hill country, the permian basin, "
    "galveston island, south padre, the coastal bend, coastal bend",
    "UT": "salt lake valley, the wasatch front, utah's dixie, cache valley, silicon slopes, color country, sugar "
    "house",
    "VT": "montpelier, rutland, b town, btown, btv, the n e k, nek, the northeast kingdom, mad river valley, "
    "the mad river valley, "
    "brattleburg, champlain islands, the champlain islands, old north end",
    "VA": "seven cities, the seven cities, nawfuk, bad newz, the fan district, star city of the south, the star "
    "city, c ville, hoo ville, the new river valley, new river valley, the tidewater, northern neck, the "
    "northern neck, the shenandoah valley, ballston, pentagon city",
    "WA": "sea town, emerald city, the emerald city, rainier valley, city of subdued excitement, lilac city, the "
    "lilac city, spokompton, spokaloo, inland northwest, kitsap peninsula, skagit valley, the "
    "couv, vantucky, 'couv, the 'couv, whidbey, yakima valley, orcas island",
    "WV": "harpers ferry, martinsburg, eastern panhandle, the eastern panhandle, northern panhandle, "
    "the northern panhandle, touchdown city, "
    "chemical valley, charlie west, charly west, jewel city, new river gorge, kanawha valley",
    "WI": "mke, m k e, the cream city, brew city, brewtown, riverwest, the third ward, tosa, titletown, title town, "
    "the titletown, the northwoods, fox cities, the fox cities, driftless, the dells, chippewa valley, the "
    "chippewa valley, cheeseland, cheesehead country, packerland, door peninsula, bayfield peninsula, soup "
    "town, coulee region, the coulee region",
    "WY": "j hole, gem city of the plains, magic city of the plains, the bighorn basin, bighorn basin, big horn "
    "basin, wind river, wind river rez, the wind river, the tetons",
    "WA ID": "the palouse, palouse",
    "GA AL": "wiregrass",
    "GA SC": "csra",
    "IA IL": "quad cities area, the qc, illowa",
    "CA NV": "north shore of tahoe",
}  # fmt: skip

# Of the names above, those that are ordinary words or letters too: a place only after "in" or "from", or as the answer.
LOOSE = frozenset(
    phrase.strip()
    for phrase in """
    the boot; a2; arrowhead; b town; big d; big o; boca; bpt; brick city; btown; capital region; cda; clt; cny;
    cruces; cuse;
    d s m; da region; driftless; dsm; dumbo; duval; fidi; first coast; high desert; hsv; ict; itp; jax; jxn; l e s;
    l i c; lic; m town; main line; manch; mile high; military city; mining city; nek; no la; noho; north o; old
    orchard; otp; p town; puna; r d u; slo; soho; south o; tally; the arrowhead; the bluffs; the cape and islands;
    the dells; the ham; the main line; the northshore; the oranges; the region; the third ward; the thumb; the
    vineyard; the woo; third ward; tosa; ues; uws; wnc; y town
    """.split(";")
)
