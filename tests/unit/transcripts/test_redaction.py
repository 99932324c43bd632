"""Redaction: no identifier survives, no clinical word is lost."""

from __future__ import annotations

import time

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transcripts.redaction import SMALL_ZIP_PREFIXES, redact

PHONES = [
    *("410-555-1234", "(410) 555-1234", "(410)555-1234", "410.555.1234", "410 555 1234", "4105551234", "410/555-1234"),
    *("1-410-555-1234", "1 (410) 555-1234", "14105551234", "+1 410 555 1234", "+14105551234", "+1-410-555-1234"),
    *(
        "410-555-1234 ext. 22",
        "410-555-1234 x22",
        "555-1234",
        "410 - 555 - 1234",
        "\uff14\uff11\uff10-\uff15\uff15\uff15-\uff11\uff12\uff13\uff14",
        "1.410.555.1234",
    ),
    *(
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "+49 30 901820",
        "011 44 20 7946 0958",
        "00442079460958",
        "020 7946 0958",
    ),
]
E_MAILS = [
    *("jane@example.org", "jane.doe+sms@mail.example.co.uk", "JANE_DOE@EXAMPLE.COM", "j-d@x.io", "o'neil@example.com"),
    *(
        "jane@gmail",
        "jane at gmail dot com",
        "jane dot doe at yahoo dot com",
        "jane @ hotmail.com",
        "jane(at)gmail.com",
    ),
]
SSNS = ["123-45-6789", "123 45 6789", "123.45.6789", "xxx-xx-6789", "***-**-6789"]
SSNS_BY_CONTEXT = ["ssn {}", "SSN: {}", "my social security number is {}", "social {}", "SS# {}", "soc sec no. {}"]
DATES = [
    *("04/12/1961", "4/12/1961", "4/12/61", "04-12-1961", "4-12-61", "04.12.1961", "1961-04-12", "1961/04/12"),
    *("April 12, 1961", "april 12 1961", "Apr 12 1961", "Apr. 12, 1961", "12 April 1961", "12th of April 1961"),
    *("April 12th, 1961", "12-Apr-1961", "12apr1961", "sept 3 2025", "3 Sep 2025", "12/31/2025", "13/04/1961"),
]
BIRTHS = [
    *("dob {}", "DOB: {}", "D.O.B. {}", "date of birth is {}", "my birthday is {}", "born {}", "she was born on {}"),
    *("birthdate: {}", "birth date {}", "bday {}"),
]
BIRTH_DATES = ["4/12/61", "April 12", "12 april", "04121961", "041261", "4/12", "4 12 61", "april 12th '61", "4.12.61"]
RECORDS = [
    *("MRN {}", "mrn: {}", "MRN#{}", "my mrn is {}", "medical record number {}", "record no. {}", "chart # {}"),
    *("account number {}", "acct {}", "account #: {}", "member id {}", "Member ID is {}", "subscriber id: {}"),
    *("policy number {}", "group number {}", "group # {}", "claim number {}", "claim no {}", "case number: {}"),
    *("patient id {}", "plan id {}", "driver's license {}", "passport number {}", "confirmation number is {}"),
    *("prescription number {}", "rx # {}", "medicare number {}", "insurance id {}", "auth number {}"),
]
RECORD_NUMBERS = ["12345678", "A-44512", "XYZ123456789", "00-123-4567", "44512", "1EG4-TE5-MK73", "123 456 789"]
CARDS = [
    *("4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005", "3782 822463 10005"),
    *("6011111111111117", "5555555555554444", "30569309025904"),
]
LINKS = [
    "https://portal.example.org/r?token=abc",
    "www.example.org/p/12345678",
    "http://example.org/#access=zz",
    "example.org/patients/998877",
    "https://jane:secret@example.org/",
]
ADDRESSES = [
    *("12 Oak Street", "12 oak st", "4500 N Charles Street", "1 Elm Ave Apt 4", "77 Sunset Blvd.", "900 W 42nd Street"),
    *(
        "305 Maple Drive",
        "8 Kings Court",
        "1600 Pennsylvania Avenue",
        "22 Old Mill Road, unit 5",
        "P.O. Box 123",
        "po box 77",
    ),
    *("4410 Martin Luther King Blvd", "19 st johns lane", "210 E. Main St., Suite 3"),
]
ADDRESSES_OF_NETWORKS = ["192.168.1.17", "8.8.8.8", "2001:db8::ff00:42:8329", "fe80::1"]

CASES = (
    [f"call me at {phone} please" for phone in PHONES]
    + [f"write to {mail}, thanks" for mail in E_MAILS]
    + [f"here it is: {ssn}." for ssn in SSNS]
    + [context.format("123456789") for context in SSNS_BY_CONTEXT]
    + [context.format("123 45 6789") for context in SSNS_BY_CONTEXT]
    + [f"it was on {date} in the morning" for date in DATES]
    + [context.format(date) for context in BIRTHS for date in BIRTH_DATES]
    + [context.format(number) for context in RECORDS for number in RECORD_NUMBERS]
    + [f"charge {card} now" for card in CARDS]
    + [f"see {link}" for link in LINKS]
    + [f"I live at {address}" for address in ADDRESSES]
    + [f"from {address} today" for address in ADDRESSES_OF_NETWORKS]
    + ["last four of my social are 6789", "last 4 of my card: 6789", "my number 900123456 ok"]
)

CLINICAL = [
    "My BP is 120/80 and my A1c is 7.2, down from 8.15 in 2019.",
    "Biopsy showed Gleason 3+4=7, PSA 12.4, stage T2bN0M0, grade group 2.",
    "I take metoprolol 25 mg twice a day and insulin 10-12 units.",
    "The tumor is 2.3 x 1.8 x 4.5 cm at L4-L5, C5/C6 and T12.",
    "Platelets 250000, viral load 12000000 copies/mL, WBC 4,500.",
    "They quoted 12500 dollars, then $15000, and then $1,234,567.89.",
    "I had 3 surgeries in 2015 and 1 in 2021; she is 92 years old.",
    "I saw 2 doctors and Dr. Lee, then 4 other surgeons at St. Mary's.",
    "It is a 3 hour drive, 30 minutes by train, in 2 to 3 weeks.",
    "My son was born 4 weeks early and born in 2019 with HLHS.",
    "He was stillborn; my newborn has a birth defect of the heart.",
    "Is a 10 year survival of 85% good for stage IIIB?",
    "HER2-positive, BRCA1 mutation, CD20, p53, Ki-67 35%.",
    "I need it by March, or in May 2026, at 10:30 or 16:45:00.",
    "COVID-19, H1N1, B12, vitamin D3 5000 IU, T4 and TSH 2.5.",
    "Call 911. Text 988. 1-800 numbers cost nothing.",
    "My blood sugar was 110 125 140 98 105 this week.",
    "Pain 7/10 for 24/7, vision 20/20, 50/50 odds, 1/2 tablet.",
    "200-1000 mg of ibuprofen, 500-1000 calories, 150-2000 steps.",
    "Medicare pays 80% and social security pays me 1500 a month since 2022.",
    "no record of it, case closed, on account of my plan, group of 12 people",
    "I have no policy number, and the claim number is not on my card.",
    "The 2 of us have 1 place to go, 2 blocks from court, 5 miles from the way in.",
    "radiation 50.4 Gy in 28 fractions; 5-FU; 6 cycles q21d; 3rd line",
    "My cousin paid 10000, and 20 doctors said 5 different things about 12345 things.",
    "See www.hopkinsmedicine.org/second-opinion or TriageCancer.org/HealthInsurance.",
    "My case number was lost. My reference is K7M-42Q.",
    "ICD C50.911, CPT 19301, ratio 1:2:3, version 1.2.3",
    "I was 45 when they found it 10/2019 and 3 days later I was fine.",
    "STOP texting at 5, reply 1, 2 or 3",
    "I may 10 times ask; on the 3rd of the month; mar 10",
    "Is there a charge of 150 per hour in Maryland, Michigan or New York?",
]


@pytest.mark.parametrize("text", CASES)
def test_redact_leaves_no_digit_or_mail_of_an_identifier(text: str) -> None:
    redacted = redact(text)
    assert "[" in redacted
    assert sum(char.isdecimal() for char in redacted) <= 1  # "last 4 of": the context stays
    assert "@" not in redacted
    assert "jane" not in redacted.casefold()


def test_the_table_of_identifiers_is_long_enough() -> None:
    assert len(set(CASES)) >= 150


@pytest.mark.parametrize("text", CLINICAL)
def test_redact_changes_no_clinical_words(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Mail jane@example.org or call (410) 555-1234.", "Mail [e-mail] or call [phone]."),
        ("dob 4/12/61, MRN 00123456", "dob [date of birth], MRN [record number]"),
        ("card 4111 1111 1111 1111", "card [card number]"),
        ("card 4111 1111 1111 1112", "card [number]"),
        ("ssn 123-45-6789", "ssn [SSN]"),
        ("surgery on 12/03/2026", "surgery on [date]"),
        ("12 Oak Street, Apt 4, Towson MD 21204", "[address], Towson MD 212**"),
    ],
)
def test_redact_names_the_kind(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("21287", "212**"),
        ("zip 21287", "212**"),
        ("my zip code is 21287.", "my zip code is 212**."),
        ("Towson, MD 21204", "Towson, MD 212**"),
        ("I live in 48104", "I live in 481**"),
        ("48104-1234", "481**"),
        ("zip: 82101", "zip: 000**"),
        ("zip 03601", "zip 000**"),
    ],
)
def test_redact_keeps_three_digits_of_a_zip_code(text: str, redacted: str) -> None:
    assert redact(text).removeprefix("zip ") == redacted.removeprefix("zip ")


def test_seventeen_zip_prefixes_are_small() -> None:
    assert len(SMALL_ZIP_PREFIXES) == 17


@pytest.mark.parametrize(
    "text",
    [
        "Call 855-695-4872, 1-855-695-4872, (855) 695-4872, 18556954872 or +1 855 695 4872.",
        "410-464-6555, fax 410.464.6600, 911, 988",
        "Send it to 1300 Thames Street, Suite 200, Baltimore, MD 21231.",
    ],
)
def test_redact_keeps_what_the_program_publishes(text: str) -> None:
    assert redact(text) == text


def test_redact_keeps_what_it_is_told_to() -> None:
    assert redact("410-555-1234 or 410-555-9999", frozenset({"(410) 555-1234"})) == "410-555-1234 or [phone]"


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_redact_finds_the_example_number_of_every_country(region: str) -> None:
    number = phonenumbers.example_number(region)
    assert number is not None
    for form in (phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.E164):
        assert redact(f"it is {phonenumbers.format_number(number, form)}.") == "it is [phone]."


PIECES = st.sampled_from(
    [
        "410",
        "555",
        "1234",
        "21287",
        "4111",
        "1",
        "4",
        "12",
        "1961",
        "-",
        ".",
        "(",
        ")",
        "+",
        "@",
        "#",
        "/",
        ":",
        "[",
        "]",
    ]
) | st.sampled_from(
    ["x.org", "www.", "born", "dob", "mrn", "ssn", "zip", "last", "Oak", "St", "April", "MD", "[phone]"]
)


@given(st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map(" ".join) | st.text())
def test_redact_twice_is_redact_once(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@given(st.text(alphabet=st.characters(categories=["L", "Zs"], exclude_characters="@"), max_size=200))
def test_redact_leaves_text_without_digits_alone(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "a@",
        "a.",
        "410-555-1234 ",
        "1 oak a ",
        "12 oak st ",
        "mrn ",
        "born ",
        "a:",
        "last 4 ",
        "0 0 ",
        "1",
        "x-",
        "Jan 1 ",
    ],
)
def test_redact_takes_time_in_proportion_to_the_length(unit: str) -> None:
    """Ten times the text takes about ten times as long: a quadratic pattern would take a hundred times."""

    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        times = []
        for _ in range(3):
            started = time.process_time()
            redact(text)
            times.append(time.process_time() - started)
        return min(times)

    assert seconds(100_000) < 25 * max(seconds(10_000), 0.004)
