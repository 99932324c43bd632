"""Names that tell the kind of insurance: government plans and what states call them, private insurers, misspellings.

Only names stand here. What people say without a name ("the government card for seniors") is the language model's part.
"""

from __future__ import annotations

from typing import Final, Literal

Insurer = Literal["medicare", "medicaid", "tricare", "va", "private", "program", "none", "unknown"]

# Phrases are compared word by word in lower case without punctuation, "&" as "and".
NAMES: Final[dict[Insurer, tuple[str, ...]]] = {
    "medicare": ("medicare", "medi care", "part b", "medigap", "medicare advantage", "medicare part b", "mcare",
                 "mcr", "red white and blue card", "red white blue card", "medicare supplement"),
    "medicaid": (
        "medicaid", "medi caid", "medi cal", "title 19", "title xix", "medical assistance", "caid", "community plan",
        "state medical card", "medical card from the state",
        # what states call their Medicaid
        "masshealth", "mass health", "tenncare", "ahcccs", "soonercare", "badgercare", "badger care", "mainecare",
        "kancare", "mo healthnet", "denalicare", "peachcare", "husky health", "hoosier healthwise", "nj familycare",
        "healthy indiana plan", "apple health", "oregon health plan", "health first colorado", "dr dynasaur",
        "green mountain care", "cardinal care", "healthy louisiana", "bayou health", "diamond state health plan",
        "turquoise care", "centennial care", "med quest", "medquest", "healthy connections", "healthy michigan plan",
    ),
    "tricare": ("tricare", "tri care", "champus", "triwest", "humana military", "military", "active duty",
                "army", "navy", "marines", "air force", "coast guard", "space force", "milspouse", "service member"),
    "va": ("champva", "va insurance", "va benefits", "va coverage", "va health", "va healthcare", "veterans affairs",
           "the va", "my va"),
    "private": (
        # kinds
        "private insurance", "private ins", "private plan", "private insurer", "private health", "commercial insurance",
        "commercial plan", "employer", "employers", "through my job", "from my job", "through work", "through my work",
        "from work", "job insurance", "work insurance", "teamsters", "the exchange", "bought myself",
        "bought ourselves", "private policy", "company insurance", "company plan", "group plan", "cobra", "marketplace",
        "market place", "obamacare", "obama care", "affordable care act", "aca", "aca plan", "exchange plan",
        "healthcare gov", "covered california", "hmo", "ppo", "epo", "hdhp", "short term plan", "individual plan",
        "union plan",
        # insurers
        "aetna", "cigna", "humana", "kaiser", "kaiser permanente", "anthem", "blue cross", "bluecross", "blue shield",
        "blueshield", "blue cross blue shield", "bcbs", "bc bs", "the blues", "unitedhealthcare", "united healthcare",
        "united health care", "united health", "unitedhealth", "uhc", "umr", "oxford health", "oscar health", "united",
        "ambetter", "centene", "molina", "carefirst", "care first", "highmark", "florida blue", "premera", "regence",
        "wellmark", "health net", "healthnet", "healthfirst", "emblemhealth", "geisinger", "upmc", "tufts health",
        "harvard pilgrim", "point32health", "priority health", "healthpartners", "selecthealth", "moda health",
        "independence blue cross", "horizon blue cross", "excellus", "fepblue", "fehb", "geha", "wellcare", "wellpoint",
        "optima health", "sentara", "medical mutual", "johns hopkins ehp", "meritain", "surest", "friday health",
    ),
    "none": (
        "uninsured", "no insurance", "no health insurance", "no coverage", "not insured", "without insurance",
        "without health insurance", "dont have insurance", "dont have any insurance", "dont have health insurance",
        "do not have insurance", "do not have any insurance", "lost my insurance", "lost insurance",
        "havent got insurance", "have no insurance", "between jobs with no insurance",
    ),
    "unknown": ("lost my insurance card", "united states", "private doctor", "private office"),  # no kind at all
    "program": (
        "johns hopkins program", "hopkins program", "your program", "this program", "your service",
        "johns hopkins", "hopkins", "john hopkins",
    ),
}  # fmt: skip

# Said only in answer to "what kind of insurance?": as a whole message they name a kind, in a sentence they may not.
ANSWERS: Final[dict[str, Insurer]] = {
    **dict.fromkeys(("private", "job", "work", "employer", "commercial", "company", "exchange", "union"), "private"),
    **dict.fromkeys(("oscar", "medica", "moda", "horizon", "optima"), "private"),
    **dict.fromkeys(("none", "nothing", "cash", "nobody"), "none"),
    **dict.fromkeys(("va", "veterans"), "va"),
}
ANSWER_FRAME: Final = frozenset(
    {
        "i",
        "have",
        "a",
        "an",
        "the",
        "my",
        "its",
        "it's",
        "it",
        "is",
        "just",
        "through",
        "from",
        "by",
        "plan",
        "insurance",
    }
)

# Where the right spelling is nearer to another name than to its own.
MISSPELLINGS: Final[dict[str, Insurer]] = {
    **dict.fromkeys(("medicade", "medicaide", "medacaid", "medicad", "medicaed", "mediciad", "medcaid"), "medicaid"),
    **dict.fromkeys(("medicair", "medicar", "medacare", "medcare", "medicaire", "medecare", "midicare"), "medicare"),
    **dict.fromkeys(("etna", "atena", "aenta", "signa", "cigma", "humanna", "keiser", "kiaser"), "private"),
}

# Single names long and rare enough to be recognised with one wrong letter.
FUZZY: Final[tuple[str, ...]] = (
    "medicare", "medicaid", "tricare", "aetna", "cigna", "kaiser", "anthem", "humana", "obamacare", "marketplace",
    "unitedhealthcare", "unitedhealth", "bluecross", "blueshield", "carefirst", "ambetter", "highmark", "masshealth",
    "tenncare", "soonercare", "badgercare", "ahcccs", "champva", "employer", "uninsured",
)  # fmt: skip

# Ordinary words one letter away from a name.
ORDINARY: Final = frozenset(
    {"medical", "medically", "human", "humane", "humans", "anthems", "employee", "employed", "employ", "insured"}
)
