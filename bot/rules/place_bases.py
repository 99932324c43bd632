"""Military bases, reservations and large prisons: people live there. Tables only; codes as in `place_regions`."""

from __future__ import annotations

BASES: dict[str, str] = {
    "AL": "fort rucker, fort novosel, maxwell afb, maxwell air force base, redstone arsenal, anniston army depot",
    "AK": "elmendorf, fort wainwright, jber, fort richardson, eielson, eielson afb, fort greely, "
    "clear space force station, "
    "joint base elmendorf richardson, kodiak coast guard base",
    "AZ": "luke afb, luke air force base, davis monthan, davis monthan afb, fort huachuca, yuma proving ground, mcas "
    "yuma",
    "AR": "little rock afb, little rock air force base, pine bluff arsenal, fort chaffee",
    "CA": "camp pendleton, twentynine palms, twenty nine palms, travis afb, travis air force base, beale afb, "
    "edwards afb, edwards air force base, vandenberg, vandenberg afb, fort irwin, china lake, mcas miramar, "
    "nas lemoore, naval base san diego, coronado naval base, march air reserve base, port hueneme, fort ord, "
    "presidio of monterey, barstow marine base",
    "CO": "fort carson, peterson afb, peterson space force base, buckley afb, buckley space force base, us air force "
    "academy, cheyenne mountain",
    "CT": "naval submarine base new london, groton sub base",
    "DE": "dover afb, dover air force base",
    "DC": "fort mcnair, bolling afb, joint base anacostia bolling, washington navy yard, walter reed housing",
    "FL": "eglin, eglin afb, nas jacksonville, nas pensacola, tyndall afb, macdill, macdill afb, macdill air force "
    "base, hurlburt, hurlburt field, patrick space force base, patrick afb, homestead arb, naval station "
    "mayport, nas key west, corry station",
    "GA": "fort stewart, fort benning, fort moore, fort gordon, fort eisenhower, robins afb, robins air force base, "
    "moody afb, hunter army airfield, kings bay",
    "HI": "schofield barracks, hickam, joint base pearl harbor hickam, pearl harbor, kaneohe marine base, mcbh, fort "
    "shafter, tripler, barking sands",
    "ID": "mountain home afb, mountain home air force base, gowen field",
    "IL": "scott afb, scott air force base, great lakes naval base, naval station great lakes, rock island arsenal",
    "IN": "crane naval base, camp atterbury, grissom",
    "IA": "camp dodge, iowa army ammunition plant",
    "KS": "fort riley, fort leavenworth, mcconnell afb, mcconnell air force base, the big red one",
    "KY": "fort knox, blue grass army depot",
    "KY TN": "fort campbell, 101st airborne",
    "LA": "barksdale, fort johnson, fort polk, barksdale afb, barksdale air force base, nas jrb new orleans, "
    "belle chasse naval air station, "
    "camp beauregard, nsa new orleans, jackson barracks",
    "ME": "portsmouth naval shipyard housing, bath naval housing, brunswick naval air station, bangor air national "
    "guard base, loring afb, loring air force base, cutler naval station",
    "MD": "fort meade, andrews afb, joint base andrews, andrews air force base, fort detrick, "
    "aberdeen proving ground, pax "
    "river, patuxent river, nas pax river, naval academy, us naval academy, indian head navy base",
    "MA": "hanscom, hanscom afb, otis air base, joint base cape cod, natick labs, fort devens",
    "MI": "selfridge, selfridge angb, selfridge air national guard base, camp grayling, detroit arsenal, "
    "battle creek air "
    "guard, k i sawyer, ki sawyer, k i sawyer afb, wurtsmith, wurtsmith afb, alpena crtc",
    "MN": "camp ripley, minneapolis st paul air reserve",
    "MS": "keesler, keesler afb, keesler air force base, columbus afb, camp shelby, nas meridian, seabee base "
    "gulfport",
    "MO": "fort leonard wood, whiteman afb, whiteman air force base",
    "MT": "malmstrom, malmstrom afb, malmstrom air force base",
    "NE": "offutt, offutt afb, offutt air force base",
    "NV": "nellis, nellis afb, nellis air force base, creech, creech afb, nas fallon",
    "NH": "pease air national guard base, new boston space force station",
    "NJ": "fort dix, joint base mcguire dix lakehurst, mcguire afb, mcguire air force base, jb mdl, lakehurst, "
    "picatinny, picatinny arsenal, earle naval weapons station, cape may coast guard base",
    "NM": "kirtland, kirtland afb, kirtland air force base, holloman, holloman afb, holloman air force base, "
    "cannon afb, "
    "cannon air force base, white sands missile range",
    "NY": "west point, fort drum, fort hamilton, west point military academy, usma, us military academy, "
    "fort wadsworth, "
    "watervliet arsenal, stewart air national guard base, niagara falls air reserve station, saratoga springs "
    "navy base, kings point merchant marine academy, fort totten queens, tenth mountain division, 10th "
    "mountain division, the 10th mountain, 10th mountain, tenth mountain, rome lab, griffiss, griffiss afb, "
    "plattsburgh air force base, governors island",
    "NC": "fort bragg, fort liberty, camp lejeune, lejeune, cherry point, mcas cherry point, new river air station, "
    "pope field, pope afb, seymour johnson, seymour johnson afb, camp mackall",
    "ND": "minot afb, minot air force base, grand forks afb, grand forks air force base, cavalier space force "
    "station, camp grafton",
    "OH": "wright patterson, wright patt, wright patterson afb, wpafb, wright pat, camp perry, rickenbacker",
    "OK": "fort sill, tinker afb, tinker air force base, altus afb, altus air force base, vance afb, vance air force "
    "base, mcalester army ammunition",
    "OR": "camp rilea, kingsley field",
    "PA": "carlisle barracks, fort indiantown gap, letterkenny, tobyhanna, tobyhanna army depot, army war college",
    "RI": "naval station newport, newport naval station",
    "SC": "fort jackson, shaw afb, shaw air force base, joint base charleston, parris island, mcas beaufort, "
    "charleston afb",
    "SD": "ellsworth afb, ellsworth air force base",
    "TN": "nsa mid south, arnold afb, millington navy base",
    "TX": "dyess, fort hood, fort cavazos, fort bliss, lackland, lackland afb, joint base san antonio, jbsa, fort sam "
    "houston, fort sam, randolph afb, dyess afb, dyess air force base, goodfellow, goodfellow afb, laughlin "
    "afb, sheppard afb, sheppard air force base, nas corpus christi, nas kingsville, red river army depot, "
    "camp bullis",
    "UT": "hill afb, hill air force base, dugway, dugway proving ground, camp williams, tooele army depot",
    "VT": "camp johnson, ethan allen firing range, vermont air national guard base",
    "VA": "quantico, marine corps base quantico, naval station norfolk, langley afb, langley air force base, "
    "joint base "
    "langley eustis, fort eustis, fort belvoir, fort lee va, fort gregg adams, fort barfoot, fort pickett, "
    "fort myer, joint base myer henderson hall, naval air station oceana, nas oceana, fort story, dam neck, "
    "wallops island, fort a p hill",
    "WA": "jblm, joint base lewis mcchord, fort lewis, mcchord afb, fairchild afb, fairchild air force base, nas "
    "whidbey, nas whidbey island, naval base kitsap, bangor sub base, bremerton navy base, bangor submarine "
    "base, naval station everett, yakima training center",
    "WI": "fort mccoy, volk field",
    "WY": "f e warren, fe warren, f e warren afb, fe warren air force base, warren afb, camp guernsey",
}  # fmt: skip

RESERVATIONS: dict[str, str] = {
    "AL": "poarch creek, poarch band",
    "AK": "metlakatla, annette island",
    "AZ": "hopi, hopi reservation, gila river reservation, gila river, gila river indian community, tohono o'odham, "
    "tohono oodham, tohono o'odham nation, fort apache reservation, white mountain apache, san carlos apache, "
    "salt river reservation, salt river pima, pascua yaqui, hualapai, havasupai, supai, window rock, tuba "
    "city, chinle, kayenta, ak chin, yavapai apache, cocopah",
    "CA": "hoopa, hoopa valley, yurok, pechanga, morongo, rincon reservation, pala reservation, round valley "
    "reservation, agua caliente, soboba, chemehuevi, barona, viejas, sycuan, tule river reservation, bishop "
    "paiute, robinson rancheria, karuk",
    "CO": "southern ute, southern ute reservation, ute mountain, ute mountain ute",
    "CT": "mashantucket, mashantucket pequot, mohegan reservation",
    "FL": "big cypress reservation, brighton reservation, miccosukee, hollywood seminole reservation",
    "ID": "coeur d'alene reservation, nez perce, nez perce reservation, fort hall, fort hall reservation",
    "ID NV": "duck valley",
    "IA": "meskwaki settlement, meskwaki, sac and fox of the mississippi",
    "IA NE": "winnebago reservation, omaha reservation",
    "KS": "prairie band potawatomi, kickapoo reservation kansas",
    "LA": "chitimacha reservation, chitimacha, tunica biloxi, coushatta, coushatta reservation, jena band, isle de "
    "jean charles, houma nation, united houma nation",
    "ME": "passamaquoddy reservation, passamaquoddy, pleasant point reservation, sipayik, indian township, penobscot "
    "nation, penobscot indian island, indian island, houlton band, maliseet, mi'kmaq nation, micmac "
    "reservation, aroostook micmac",
    "MA": "aquinnah, mashpee wampanoag",
    "MI": "bay mills, bay mills reservation, saginaw chippewa reservation, isabella reservation, keweenaw bay, "
    "keweenaw bay indian community, l'anse reservation, hannahville, pokagon band, little traverse bay bands, "
    "grand traverse band, lac vieux desert, gun lake tribe, sault tribe, sault tribe of chippewa, nottawaseppi "
    "huron",
    "MN": "red lake, red lake reservation, red lake nation, white earth reservation, leech lake, leech lake "
    "reservation, mille lacs reservation, fond du lac reservation, bois forte, grand portage, prairie island, "
    "shakopee mdewakanton, lower sioux, upper sioux",
    "MS": "choctaw reservation mississippi, mississippi choctaw, pearl river reservation",
    "MT": "crow agency, crow reservation, crow nation, blackfeet, blackfeet reservation, blackfeet nation, flathead "
    "reservation, fort peck, fort peck reservation, fort belknap, fort belknap reservation, rocky boy, rocky "
    "boy's, rocky boys, rocky boy's reservation, northern cheyenne, northern cheyenne reservation, lame deer",
    "NE": "santee sioux reservation, ponca reservation nebraska",
    "NV": "pyramid lake, pyramid lake reservation, walker river, walker river reservation, moapa, duckwater, washoe "
    "tribe",
    "NM": "acoma, acoma pueblo, laguna pueblo, zuni pueblo, taos pueblo, isleta, isleta pueblo, sandia pueblo, santo "
    "domingo pueblo, kewa, cochiti, jemez, jemez pueblo, san ildefonso, santa clara pueblo, ohkay owingeh, "
    "mescalero, mescalero apache, jicarilla, jicarilla apache, tohajiilee, alamo navajo, ramah navajo, "
    "shiprock, san felipe pueblo",
    "NY": "seneca nation, onondaga nation, oneida indian nation, allegany reservation, cattaraugus reservation, "
    "cattaraugus territory, allegany territory, seneca nation of indians, tuscarora reservation, tuscarora "
    "nation, tonawanda reservation, tonawanda seneca, st regis mohawk, st regis reservation, st regis mohawk "
    "reservation, shinnecock, shinnecock reservation, shinnecock nation, poospatuck, unkechaug, cayuga nation, "
    "ganienkeh, oil springs reservation",
    "NC": "qualla boundary, eastern band of cherokee, the qualla boundary, cherokee north carolina, lumbee",
    "ND": "fort berthold, fort berthold reservation, mha nation, three affiliated tribes, spirit lake reservation, "
    "spirit lake nation, spirit lake tribe, turtle mountain, turtle mountain reservation, turtle mountain "
    "band, turtle mountain chippewa, mandan hidatsa arikara",
    "ND SD": "standing rock, standing rock reservation, lake traverse, lake traverse reservation, sisseton wahpeton, "
    "standing rock sioux",
    "OK": "cherokee nation, choctaw nation, chickasaw nation, muscogee nation, creek nation, seminole nation, osage "
    "nation, osage reservation, tahlequah, comanche nation, quapaw nation, citizen potawatomi, pawnee nation",
    "OR": "warm springs reservation, umatilla reservation, klamath tribes, grand ronde, siletz",
    "RI": "narragansett reservation",
    "SC": "catawba reservation, catawba nation",
    "SD": "pine ridge, pine ridge reservation, pine ridge rez, rosebud reservation, rosebud rez, rosebud sioux, "
    "cheyenne river, cheyenne river reservation, crow creek, crow creek reservation, lower brule, yankton "
    "reservation, yankton sioux, flandreau santee, eagle butte, oglala, oglala lakota",
    "TX": "alabama coushatta, tigua reservation, kickapoo reservation eagle pass, ysleta del sur",
    "UT": "uintah and ouray, uintah ouray, goshute, white mesa, ute reservation",
    "WA": "yakama, yakama nation, yakama reservation, colville reservation, colville tribes, lummi, lummi nation, "
    "quinault, quinault reservation, makah, neah bay, tulalip, puyallup reservation, muckleshoot, spokane "
    "reservation, swinomish, suquamish, port madison reservation, quileute, la push, skokomish, nisqually",
    "WI": "menominee reservation, lac du flambeau, bad river, bad river reservation, red cliff reservation, lac "
    "courte oreilles, stockbridge munsee, oneida reservation, oneida nation of wisconsin, ho chunk nation, "
    "potawatomi reservation wisconsin, st croix chippewa",
    "WY": "wind river, wind river reservation, wind river rez, wind river indian reservation, ethete, fort washakie",
    "NY other": "akwesasne",
    "NY WI": "oneida nation",
    "AZ NM UT CO": "navajo nation, navajo reservation, the navajo, dinetah, big rez, the big rez, navajo rez, "
    "the navajo "
    "nation",
    "NE KS": "iowa reservation, sac and fox reservation",
    "AZ NV CA": "fort mojave, colorado river reservation, colorado river indian tribes",
}  # fmt: skip

# Large prisons, by the names that families use.
PRISONS: dict[str, str] = {
    "AZ": "florence prison, perryville prison",
    "CA": "san quentin, folsom prison, corcoran prison, soledad prison",
    "CO": "supermax, adx florence, florence adx",
    "CT": "danbury fci, fci danbury",
    "IL": "stateville, menard prison, pontiac prison",
    "IN": "terre haute penitentiary, usp terre haute",
    "IA": "anamosa prison, fort madison prison, anamosa state penitentiary, newton correctional",
    "KS": "leavenworth penitentiary",
    "LA": "angola prison, the farm angola, hunt correctional, oakdale fci, pollock prison, raymond laborde",
    "ME": "warren prison, maine state prison, thomaston prison",
    "MI": "jackson prison, jackson state prison, marquette branch prison, ionia prison, milan fci, fci milan, "
    "kinross correctional",
    "MS": "parchman, parchman farm",
    "NY": "sing sing, rikers, rikers island, dannemora, fci otisville, auburn correctional, bedford hills "
    "correctional, great meadow, elmira correctional, clinton dannemora, ray brook, fci ray brook, mdc "
    "brooklyn",
    "ND": "james river correctional",
    "PA": "lewisburg penitentiary, graterford, sci phoenix, sci huntingdon",
    "TN": "riverbend prison, brushy mountain",
    "TX": "huntsville unit, the walls unit, polunsky unit",
}  # fmt: skip
