"""What is sent to the program, and what comes back, by kind of material. Everything goes to one address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

VERSION: Final = "1"


class Material(StrEnum):
    """Kinds that the program's published answers tell apart; OTHER is any they do not name, such as a disc."""

    FILMS = "films"
    PAPER_RECORDS = "paper_records"
    PATHOLOGY = "pathology"
    OTHER = "other"


class ReturnedTo(StrEnum):
    """Who gets the material back."""

    PATIENT = "patient"
    INSTITUTION = "institution"  # the one it came from
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True)
class MaterialDecision:
    """What happens to a material once the opinion is complete; *within_weeks* is None where nothing is published."""

    material: Material
    returned_to: ReturnedTo
    courier: bool
    within_weeks: int | None
    topic: str
    response: str


# Program FAQ, "Will my medical records and radiological (X-ray) films or pathology specimens be returned?"
_BACK_TO_PATIENT = (ReturnedTo.PATIENT, True, 2, "program/records_returned")
_RETURNS: Final = {
    Material.FILMS: (*_BACK_TO_PATIENT, "utter_material_films"),
    Material.PAPER_RECORDS: (*_BACK_TO_PATIENT, "utter_material_paper_records"),
    Material.PATHOLOGY: (
        ReturnedTo.INSTITUTION,
        False,
        None,
        "program/pathology_returned",
        "utter_material_pathology",
    ),
    Material.OTHER: (ReturnedTo.UNPUBLISHED, False, None, "program/where_to_send", "utter_material_other"),
}

_WORDS: Final = {
    Material.PATHOLOGY: re.compile(
        r"\b(path(ology|ological|ologic)?|slides?|tissues?|specimens?|paraffin|(tissue|tumou?r|wax) blocks?|blocks?|"
        r"biops(y|ies)|stains?|cytolog\w*|histolog\w*)\b"
    ),
    Material.FILMS: re.compile(r"\b(x[- ]?rays?|radiographs?|films?|radiolog(y|ical) films?|mammogram films?)\b"),
    Material.OTHER: re.compile(
        r"\b(cds?|dvds?|dis[ck]s?|usb|thumb ?drives?|flash ?drives?|mris?|cts?|cat scans?|pet scans?|scans?|"
        r"ultrasounds?|images?|imaging|mammograms?|photos?|pictures?)\b"
    ),
    Material.PAPER_RECORDS: re.compile(
        r"\b(records?|charts?|paper(s|work)?|documents?|reports?|notes?|files?|letters?|lab results?|results)\b"
    ),
}


def classify_material(text: str) -> frozenset[Material]:
    """Return the kinds of material that *text* names.

    A pathology report is paper, and films on a disc are no films: the more telling word wins.
    """
    lowered = text.lower()
    kinds = {kind for kind, words in _WORDS.items() if words.search(lowered)}
    if re.search(r"\b(pathology|biopsy|path|cytology) (reports?|results?|records?)\b", lowered):
        kinds.add(Material.PAPER_RECORDS)
        kinds -= set() if re.search(r"\b(slides?|tissues?|specimens?|blocks?)\b", lowered) else {Material.PATHOLOGY}
    if re.search(r"\b(on|to|onto) (an? |the )?(cd|dvd|dis[ck]|usb)\b", lowered):
        kinds -= {Material.FILMS}
    return frozenset(kinds)


def decide_material(material: Material) -> MaterialDecision:
    """Decide what comes back of *material*, to whom and when."""
    return MaterialDecision(material, *_RETURNS[material])
