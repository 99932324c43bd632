"""Universities and colleges by state, with the names people use. Tables only.

A student lives there for the term, but the name alone may be a hospital's or a team's: a place only after "at", "in"
or "live", else a hint which namesake of a town is meant.
"""

from __future__ import annotations

CAMPUSES: dict[str, str] = {
    "AK": "uaf, uaa, university of alaska",
    "AL": "uab, auburn university, samford, tuskegee, troy university, alabama a and m, jacksonville state",
    "AR": "u of arkansas, uark, hendrix college, harding university, uca conway",
    "AZ": "asu, nau, u of a tucson, thunderbird, grand canyon university, embry riddle prescott",
    "CA": "ucla, uc berkeley, berkeley, stanford, usc, ucsd, uc davis, ucsb, uci, uc irvine, uc riverside, ucsc, uc "
    "santa cruz, uc merced, sdsu, sjsu, csun, cal poly, cal state, caltech, pomona college, pepperdine, chico "
    "state, fresno state, loyola marymount, humboldt state, ucsf, claremont mckenna, sacramento state",
    "CO": "cu boulder, csu, colorado state, colorado school of mines, air force academy, colorado college, unc "
    "greeley, naropa, fort lewis college, western slope university",
    "CT": "yale, uconn, wesleyan, trinity college hartford, quinnipiac, fairfield university, coast guard academy, "
    "sacred heart university, ccsu",
    "DC": "georgetown university, gw, gwu, george washington university, american university, howard, howard "
    "university, gallaudet, catholic university",
    "DE": "university of delaware, udel, delaware state",
    "FL": "uf, fsu, ucf, usf, fiu, fau, university of miami, um coral gables, famu, rollins, stetson, embry riddle, "
    "unf, eckerd, florida state, florida tech",
    "GA": "uga, georgia tech, emory, georgia state, kennesaw state, georgia southern, morehouse, spelman, mercer, "
    "scad, valdosta state, berry college",
    "HI": "uh manoa, byu hawaii, chaminade",
    "IA": "iowa state, iowa state university, university of iowa, u of iowa, uiowa, uni, northern iowa, drake, drake "
    "university, grinnell college, cornell college, coe college, luther college, wartburg, loras, simpson "
    "college, buena vista university, central college, dordt, morningside, st ambrose, palmer chiropractic",
    "ID": "boise state, university of idaho, idaho state, byu idaho, nnu, lewis clark state",
    "IL": "northwestern, u of i urbana, uiuc, siu, niu, illinois state, bradley, depaul, loyola chicago, university "
    "of chicago, u chicago, uic, eiu, wiu, illinois wesleyan, knox college, augustana, wheaton college, "
    "millikin",
    "IN": "purdue, notre dame, indiana university, iu, ball state, depauw, indiana state, butler university, rose "
    "hulman, valpo, valparaiso university, earlham, wabash college, taylor university, ivy tech",
    "KS": "ku, k state, kstate, k-state, kansas state, kansas state university, wichita state, emporia state, "
    "washburn, fort hays state, haskell, pitt state",
    "KY": "u of l, uofl, western kentucky, wku, eku, murray state, morehead state, berea, centre college, "
    "transylvania, nku, bellarmine, bluegrass college",
    "LA": "lsu, tulane, louisiana tech, la tech, ull, ul lafayette, ul monroe, ulm, southeastern, southeastern "
    "louisiana, nicholls, nicholls state, mcneese, mcneese state, grambling, grambling state, northwestern "
    "state, xavier new orleans, loyola new orleans, uno, dillard, centenary, southern university",
    "MA": "harvard, mit, umass, umass amherst, boston college, bu, northeastern, tufts, brandeis, amherst college, "
    "williams college, smith college, mount holyoke, wellesley college, holy cross, wpi, clark university, "
    "bridgewater state, salem state, berklee, emerson, babson, bentley, framingham state, hampshire college, "
    "umass lowell",
    "MD": "umd, college park, towson university, umbc, goucher, mcdaniel, annapolis academy, salisbury state, st "
    "marys college of maryland, frostburg, morgan state, loyola maryland",
    "ME": "bowdoin, colby, colby college, bates, bates college, umaine, u maine, university of maine, usm, "
    "university of southern maine, husson, unity college, maine maritime, college of the atlantic, une, umf",
    "MI": "michigan state, michigan state university, u mich, umich, wayne state, western michigan, wmu, central "
    "michigan, eastern michigan, emu, grand valley, gvsu, ferris state, michigan tech, northern michigan, nmu, "
    "lake superior state, hope college, calvin university, hillsdale college, kettering, oakland university, "
    "saginaw valley, alma college, albion college, adrian college, olivet, kalamazoo college, u of d mercy, "
    "lssu, svsu",
    "MN": "st olaf, carleton, macalester, winona state, mankato state, bemidji state, st cloud state, gustavus, "
    "concordia moorhead, msum, university of minnesota, hamline, st thomas mn",
    "MO": "mizzou, slu, wash u, washu, missouri state, truman state, missouri s and t, rolla school of mines, umkc, "
    "stephens college, college of the ozarks, drury, lindenwood, westminster fulton, semo",
    "MS": "ole miss, mississippi state, southern miss, jackson state, alcorn, millsaps, delta state",
    "MT": "montana state, university of montana, montana tech, carroll college",
    "NC": "duke, unc, unc chapel hill, nc state, wake forest, app state, appalachian state, davidson college, elon, "
    "ecu, east carolina, unc charlotte, uncc, uncg, uncw, unc wilmington, western carolina, ncat, nc a and t, "
    "high point university",
    "ND": "ndsu, und, university of north dakota, minot state, dickinson state, valley city state, mayville state, "
    "university of mary, bismarck state, jamestown college, university of jamestown, sitting bull college",
    "NE": "unl, creighton, unk, wayne state nebraska, doane, chadron state",
    "NH": "dartmouth, unh, keene state, plymouth state, snhu, st anselm, colby sawyer",
    "NJ": "rutgers, princeton university, stevens, stevens institute, seton hall, montclair state, rowan, rowan "
    "university, njit, tcnj, kean, stockton university, rider university, fdu, monmouth university",
    "NM": "unm, nmsu, new mexico state, new mexico tech, enmu, st johns santa fe",
    "NV": "unlv, unr",
    "NY": "cornell, suny, nyu, vassar, colgate university, colgate, columbia university, barnard, "
    "fordham, cuny, syracuse university, rit, u of r rochester, rpi, union college, skidmore, hamilton "
    "college, ithaca college, binghamton university, stony brook, ub, university at buffalo, university at "
    "albany, ualbany, st lawrence university, clarkson, alfred university, hobart, hofstra, adelphi, pace "
    "university, iona, marist, bard college, sarah lawrence, pratt, juilliard, hunter college, city college of "
    "new york, st bonaventure, canisius, siena, le moyne, houghton college, st johns queens, the new school, "
    "wells college, merchant marine academy",
    "OH": "ohio state, the ohio state university, ohio state university, miami of ohio, miami university, miami u, "
    "ohio university, bgsu, kent state, case western, xavier cincinnati, oberlin, kenyon, denison, wooster "
    "college, college of wooster, wright state, cleveland state, youngstown state, ysu, antioch, otterbein",
    "OK": "ou, oklahoma state, ok state, oral roberts, oru, university of oklahoma",
    "OR": "oregon state, university of oregon, reed college, lewis and clark, willamette university, portland state, "
    "linfield, southern oregon university",
    "PA": "penn state, psu, pitt, temple university, drexel, villanova, upenn, carnegie mellon, cmu, lehigh, lehigh "
    "university, lafayette college, bucknell, swarthmore, haverford, bryn mawr, dickinson college, gettysburg "
    "college, franklin and marshall, iup, slippery rock, bloomsburg, west chester university, kutztown, "
    "millersville, shippensburg, duquesne, juniata, allegheny college, mercyhurst, behrend, muhlenberg, "
    "susquehanna university",
    "RI": "brown university, uri, risd, bryant university, providence college, johnson and wales, salve regina, "
    "naval war college",
    "SC": "clemson, furman, college of charleston, coastal carolina, wofford, south carolina state, winthrop, bob "
    "jones",
    "SD": "augustana sioux falls, south dakota mines, black hills state, dakota state",
    "TN": "vanderbilt, vandy, ut knoxville, etsu, mtsu, austin peay, fisk, belmont university, sewanee, tennessee "
    "tech, utc, ut martin, university of memphis, rhodes college, lipscomb, meharry",
    "TX": "ut austin, texas a and m, tamu, a and m, baylor, tcu, smu, rice university, texas tech, utep, utsa, ut "
    "dallas, unt, sam houston state, texas state, stephen f austin, sfa, abilene christian, trinity "
    "university, angelo state, lamar university, prairie view, ut tyler, midwestern state",
    "UT": "byu, brigham young, university of utah, utah state, weber state, uvu, utah tech, southern utah",
    "VA": "uva, u va, virginia tech, jmu, james madison, william and mary, vmi, vcu, odu, old dominion university, "
    "george mason, gmu, washington and lee, liberty university, radford university, hampton university, "
    "university of richmond, hampden sydney, sweet briar, roanoke college",
    "VT": "uvm, middlebury college, norwich university, bennington college, champlain college, castleton, st "
    "michaels",
    "WA": "wsu, wazzu, western washington, gonzaga, whitman college, central washington, eastern washington, "
    "evergreen state college, puget sound university, seattle u",
    "WI": "uw madison, university of wisconsin, marquette university, uw milwaukee, lawrence university, beloit "
    "college, ripon college, uw eau claire, uw la crosse, uw oshkosh, uw stout, uw green bay, uw whitewater, "
    "uw superior, st norbert",
    "WV": "wvu, marshall university, west virginia university, shepherd university",
    "WY": "university of wyoming, uwyo",
}  # fmt: skip

# Teams, their fans and calls; no campus, so never a place.
TEAMS: dict[str, str] = {
    "AL": "roll tide, crimson tide, bama football, war eagle, war damn eagle, trash pandas, barons",
    "AR": "razorbacks, razorback, hogs, woo pig, woo pig sooie, razorback campus",
    "AZ": "diamondbacks, dbacks, arizona cardinals, phoenix suns, coyotes hockey, bear down, sun devils",
    "CA": "dodgers, lakers, warriors, 49ers, niners, padres, san diego padres, chargers, clippers, oakland a's, "
    "raiders of oakland, golden state warriors, sacramento kings, sj sharks, sharks hockey, anaheim ducks, "
    "trojans, bruins ucla, rams",
    "CO": "denver broncos, rockies baseball, nuggets, avalanche, avs, buffs, rapids soccer",
    "CT": "hartford whalers, whalers, uconn huskies, connecticut sun",
    "DC": "nationals, nats, commanders, redskins, wizards, capitals hockey, caps hockey, hoyas",
    "DE": "blue hens, fightin blue hens",
    "FL": "gators, go gators, seminoles, noles, go noles, buccaneers, bucs, dolphins, miami heat, marlins, rays, "
    "tampa bay rays, jaguars, jags, orlando magic, florida panthers, lightning hockey, miami hurricanes, the u "
    "miami",
    "GA": "dawgs, go dawgs, bulldogs athens, atlanta braves, falcons, atlanta hawks, between the hedges, yellow "
    "jackets tech, hedges",
    "IA": "hawkeye, hawkeyes, go hawks, iowa cubs, cyclone, cyclones, isu cyclones, hawks, herky, uni panthers",
    "ID": "vandal, vandals",
    "IL": "cubs, cubbies, white sox, chisox, bears football, da bears, blackhawks, chicago bulls, bulls, fire "
    "soccer, quad cities river bandits illinois, illini, fighting illini, saluki, salukis, isu redbirds",
    "IN": "colts, pacers, indianapolis colts, fever, tincaps, fort wayne komets, komets, boilermaker, boilermakers, "
    "fighting irish, iu hoosiers, hoosier, hoosiers",
    "KS": "jayhawks basketball, sporting kc, rock chalk, jayhawk, jayhawks, shockers, powercats",
    "KY": "big blue nation, bbn, go big blue, louisville cardinals, l's up, cards fan louisville, uk wildcats, "
    "hilltoppers",
    "LA": "saints, who dat, pelicans, pels, lsu tigers, jazz fest, ragin cajuns, geaux tigers, geaux",
    "MA": "red sox, sox nation, celtics, patriots, pats, boston bruins, woosox, minutemen, revs",
    "MD": "o's, ravens, baltimore orioles, birdland, terps, terrapins",
    "ME": "sea dogs, portland sea dogs, red claws, mariners hockey maine, black bears",
    "MI": "tigers detroit, detroit tigers, red wings, wings hockey, pistons, detroit lions, lugnuts, whitecaps, "
    "loons, hockeytown, griffins, msu spartans, spartan, spartans, sparty, wolverine, wolverines, go blue, "
    "broncos kalamazoo, cmu chippewas, chippewas",
    "MN": "vikings, skol, twins, minnesota twins, timberwolves, wolves basketball, minnesota wild, lynx, honkers, "
    "golden gophers, gophers, umd bulldogs, cobber, cobbers",
    "MO": "chiefs, chiefs kingdom, royals, kc royals, st louis cardinals, blues hockey, cardinal nation, battlehawks",
    "MS": "hotty toddy rebels, shuckers, biloxi shuckers, usm golden eagles, hotty toddy, hail state, cowbell, "
    "cowbells, rebels oxford",
    "MT": "griz, grizzlies, bobcats bozeman",
    "NC": "panthers football, carolina panthers, hornets, canes, carolina hurricanes, durham bulls, tar heels, "
    "heels, go heels, wolfpack, blue devils",
    "ND": "bison, fighting hawks, fighting sioux, thundering herd bison",
    "NE": "omaha storm chasers, storm chasers, blackshirts, huskers, husker, cornhuskers, cornhusker, go big red, "
    "lopers",
    "NH": "fisher cats, monarchs, big green",
    "NJ": "devils hockey, nj devils, scarlet knights, somerset patriots, trenton thunder, pirates seton hall",
    "NM": "isotopes, lobos, aggies las cruces",
    "NV": "golden knights, raiders las vegas, aces basketball, vgk, wolf pack, runnin rebels",
    "NY": "yankees, yanks, mets, knicks, nets, rangers hockey, islanders, isles, jets, ny jets, ny giants, buffalo "
    "bills, bills, bills mafia, sabres, go bills, liberty basketball, red wings rochester, amerks, mud hens "
    "buffalo, bisons, mets syracuse, bonnies, red bulls ny, stripers, cyclones brooklyn, orangemen, ub bulls, "
    "big red cornell",
    "OH": "browns, bengals, cavs, cavaliers cleveland, guardians, cincinnati reds, blue jackets, mud hens, dawg "
    "pound, who dey, o-h, clippers columbus, osu buckeyes, buckeyes, buckeye nation, ou bobcats, dayton "
    "flyers, buckeye",
    "OK": "okc thunder, thunder up, drillers, boomer sooner, sooners, cowboys stillwater, tulsa golden hurricane, "
    "boomer, go pokes",
    "OR": "ducks football, timbers, thorns, rip city, hops, ducks, go ducks, beavers corvallis, go beavs, beavs, psu "
    "vikings",
    "PA": "steelers, eagles football, philadelphia eagles, phillies, flyers, sixers, 76ers, penguins, pens, pirates "
    "baseball, bucco, buccos, iron pigs, ironpigs, terrible towel, e-a-g-l-e-s, fly eagles, seawolves, "
    "steeler, senators harrisburg, nittany, nittany lions, we are penn state, pitt panthers",
    "RI": "pawsox, friars, ocean state waves",
    "SC": "riverdogs, gamecock football, tigers clemson, death valley clemson, swamp rabbits, usc gamecocks, "
    "gamecock, gamecocks",
    "SD": "sdsu jackrabbits, jackrabbits, usd coyotes",
    "TN": "titans, predators, preds, memphis grizzlies, lookouts, smokies baseball, redbirds, sounds baseball, vols, "
    "volunteers, rocky top, go vols",
    "TX": "cowboys, dallas cowboys, how bout them cowboys, texans, astros, rockets, spurs, go spurs go, mavericks, "
    "mavs, texas rangers, dallas stars, missions, chihuahuas, longhorn, longhorns, hook em, aggie, aggies, gig "
    "em, red raiders, wreck em",
    "UT": "utah jazz, real salt lake, utes, cougars provo",
    "VA": "tides baseball, norfolk tides, cavaliers uva, flying squirrels, vt hokies, hokie, hokies, cavaliers, "
    "wahoos",
    "VT": "lake monsters, vermont lake monsters, catamounts",
    "WA": "seahawks, mariners baseball, sounders, kraken, seattle mariners, 12th man, uw huskies, cougs, go cougs, "
    "zags, dawgs seattle",
    "WI": "packers, pack fan, cheesehead, cheeseheads, brewers, milwaukee bucks, bucks basketball, go pack go, "
    "timber rattlers, badgers, bucky, on wisconsin",
    "WV": "mountaineer, mountaineers, thundering herd, country roads",
    "WY": "cowboy joe, cowboys laramie, poke nation",
}  # fmt: skip
