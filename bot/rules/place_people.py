"""People of towns that GeoNames lists under no city: in New England a town is no "city". A table only.

Without it a town of 20,000 would weigh as little as a hamlet beside its namesakes.
"""

from __future__ import annotations

# Thousands of people, by state.
PEOPLE: dict[str, dict[str, int]] = {
    "ME": {
        "scarborough": 22, "gorham": 18, "windham": 18, "york": 14, "falmouth": 12, "wells": 11, "kennebunk": 11,
        "standish": 10, "topsham": 9, "lisbon": 9, "kittery": 10, "cape elizabeth": 9, "yarmouth": 9, "freeport": 9,
        "skowhegan": 8, "berwick": 8, "south berwick": 7, "hampden": 8, "winslow": 8, "gray": 8, "cumberland": 8,
        "farmington": 8, "bar harbor": 5, "eliot": 7, "lebanon": 6, "hermon": 6, "winthrop": 6, "poland": 6,
        "turner": 6, "fairfield": 6, "oakland": 6, "waldoboro": 5, "bridgton": 5, "camden": 5, "bucksport": 5,
        "harpswell": 5, "norway": 5, "lincoln": 5, "hollis": 5, "warren": 5, "naples": 4, "rumford": 6, "jay": 5,
        "oxford": 4, "pittsfield": 4, "fort kent": 4, "madawaska": 4, "dexter": 4, "newport": 3, "paris": 5,
        "durham": 4, "raymond": 4, "casco": 4, "monmouth": 4, "vassalboro": 4, "china": 4, "belgrade": 3,
        "dover-foxcroft": 4, "millinocket": 4, "madison": 5, "bethel": 3, "orono": 11, "old town": 7,
    },
    "NY": {
        "clarkstown": 86, "ramapo": 148, "brookhaven": 485, "islip": 340, "oyster bay": 300, "southold": 23,
        "southampton": 69, "east hampton": 28, "riverhead": 35, "greenburgh": 95, "cortlandt": 42, "yorktown": 36,
        "colonie": 85, "guilderland": 36, "bethlehem": 35, "clifton park": 38, "halfmoon": 25, "queensbury": 29,
        "greece": 96, "penfield": 39, "perinton": 47, "henrietta": 47, "pittsford": 30, "clarence": 32, "clay": 60,
        "cicero": 31, "camillus": 25, "manlius": 33, "salina": 33, "dewitt": 26, "vestal": 29, "union": 56,
        "new hartford": 22, "whitestown": 18, "milan": 3, "lagrange": 16, "wappinger": 28, "poughkeepsie": 45,
        "warwick": 32, "monroe": 21, "goshen": 14, "wallkill": 30, "new windsor": 28, "ulster": 12, "saugerties": 19,
        "chester": 12, "amherst": 129, "bedford": 17, "harrison": 28, "rye": 16, "somers": 21, "carmel": 33,
        "southeast": 18, "patterson": 11, "hyde park": 21, "red hook": 9, "rhinebeck": 7, "beekman": 14,
    },
    "MI": {
        "clinton township": 100, "canton": 98, "macomb": 91, "shelby township": 79, "waterford": 70,
        "west bloomfield": 65, "redford": 49, "commerce": 38, "independence township": 36, "orion": 38,
        "bloomfield township": 44, "meridian": 43, "delta township": 33, "pittsfield": 39, "plymouth": 27,
        "northville": 31, "brighton": 19, "chesterfield": 45, "grand blanc": 39, "georgetown township": 54,
        "white lake": 30, "highland": 19, "milford": 17, "van buren": 30, "brownstown": 33,
        "harrison township": 24, "davison": 20, "hartland": 15, "oxford": 22, "rockford": 6, "howell": 10,
        "norton shores": 25, "caledonia": 15, "byron center": 8, "cascade": 19,
    },
}  # fmt: skip
