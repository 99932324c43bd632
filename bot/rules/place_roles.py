"""Towns by what they are: "Albany, the capital" is New York's, "Orono, by the university" Maine's. Tables only."""

from __future__ import annotations

CAPITALS: dict[str, str] = {
    "AL": "montgomery", "AK": "juneau", "AZ": "phoenix", "AR": "little rock", "CA": "sacramento", "CO": "denver",
    "CT": "hartford", "DE": "dover", "FL": "tallahassee", "GA": "atlanta", "HI": "honolulu", "ID": "boise",
    "IL": "springfield", "IN": "indianapolis", "IA": "des moines", "KS": "topeka", "KY": "frankfort",
    "LA": "baton rouge", "ME": "augusta", "MD": "annapolis", "MA": "boston", "MI": "lansing", "MN": "st paul",
    "MS": "jackson", "MO": "jefferson city", "MT": "helena", "NE": "lincoln", "NV": "carson city", "NH": "concord",
    "NJ": "trenton", "NM": "santa fe", "NY": "albany", "NC": "raleigh", "ND": "bismarck", "OH": "columbus",
    "OK": "oklahoma city", "OR": "salem", "PA": "harrisburg", "RI": "providence", "SC": "columbia", "SD": "pierre",
    "TN": "nashville", "TX": "austin", "UT": "salt lake city", "VT": "montpelier", "VA": "richmond", "WA": "olympia",
    "WV": "charleston", "WI": "madison", "WY": "cheyenne",
}  # fmt: skip

COLLEGE_TOWNS: dict[str, str] = {
    "AL": "auburn, tuscaloosa, troy, florence, jacksonville",
    "AZ": "tempe, flagstaff",
    "AR": "fayetteville, conway, jonesboro, arkadelphia",
    "CA": "berkeley, davis, chico, santa cruz, irvine",
    "CO": "boulder, fort collins, greeley",
    "CT": "storrs, new haven, middletown",
    "DE": "newark",
    "FL": "gainesville, tallahassee",
    "GA": "athens, statesboro, valdosta",
    "ID": "moscow, pocatello, rexburg",
    "IL": "champaign, urbana, carbondale, normal, dekalb, macomb, charleston, evanston",
    "IN": "bloomington, west lafayette, muncie, south bend, terre haute",
    "IA": "ames, iowa city, cedar falls, grinnell, decorah, mount vernon",
    "KS": "lawrence, manhattan, emporia, hays",
    "KY": "bowling green, lexington, murray, morehead, richmond",
    "LA": "ruston, hammond, thibodaux, natchitoches, lafayette, monroe, grambling",
    "ME": "orono, brunswick, waterville, lewiston, farmington, machias, fort kent, presque isle",
    "MD": "college park, towson, salisbury, frostburg",
    "MA": "amherst, cambridge, northampton, williamstown, bridgewater",
    "MI": "ann arbor, east lansing, kalamazoo, ypsilanti, mount pleasant, houghton, marquette, big rapids, allendale, "
    "hillsdale, holland, albion, alma, adrian",
    "MN": "northfield, winona, mankato, bemidji, morris",
    "MS": "oxford, starkville, hattiesburg",
    "MO": "columbia, rolla, kirksville, warrensburg, maryville, cape girardeau",
    "MT": "bozeman, missoula",
    "NE": "lincoln, kearney, chadron, wayne",
    "NH": "hanover, durham, keene, plymouth",
    "NJ": "princeton, new brunswick, glassboro",
    "NM": "las cruces, portales",
    "NY": "ithaca, geneva, hamilton, canton, potsdam, oswego, cortland, oneonta, brockport, fredonia, new paltz, "
    "alfred, "
    "geneseo, delhi, plattsburgh, stony brook, binghamton",
    "NC": "chapel hill, durham, boone, greenville, davidson, cullowhee",
    "ND": "grand forks, fargo, valley city, mayville, dickinson",
    "OH": "athens, oxford, bowling green, kent, oberlin, delaware, granville, ada",
    "OK": "norman, stillwater, edmond, tahlequah",
    "OR": "eugene, corvallis, ashland, mcminnville",
    "PA": "state college, bloomsburg, kutztown, indiana, california, west chester, lewisburg, carlisle, huntingdon",
    "RI": "kingston",
    "SC": "clemson, rock hill, columbia",
    "SD": "vermillion, brookings, spearfish",
    "TN": "knoxville, murfreesboro, cookeville, martin, clarksville",
    "TX": "college station, denton, lubbock, huntsville, san marcos, nacogdoches, commerce",
    "UT": "provo, logan, cedar city",
    "VT": "burlington, middlebury, northfield, castleton, bennington",
    "VA": "charlottesville, blacksburg, williamsburg, harrisonburg, lexington, farmville, fredericksburg, radford",
    "WA": "pullman, bellingham, ellensburg, cheney",
    "WV": "morgantown, huntington, fairmont",
    "WI": "madison, la crosse, eau claire, stevens point, oshkosh, menomonie, platteville, whitewater, superior",
    "WY": "laramie",
}  # fmt: skip

# What is said of a town -> the towns of which it is true, by state.
ROLES: dict[str, tuple[str, dict[str, str]]] = {
    "capital": (
        "state capital, the capital, capital city, capital, state capitol, the capitol, capitol, statehouse, "
        "state house",
        CAPITALS,
    ),
    "college town": (
        "the university, college town, university town, the college, the campus, campus, student housing, frat row, "
        "fraternity row, university",
        COLLEGE_TOWNS,
    ),
}
