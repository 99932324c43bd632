"""Search, queues, retention and erasing, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import UnknownConversationError
from bot.transcripts.audit import AuditLog
from bot.transcripts.cipher import Cipher
from bot.transcripts.database import open_database, reader_factory, session_factory
from bot.transcripts.export import FORMATS, as_csv, as_json_lines, as_stories, as_tests
from bot.transcripts.figures import figures
from bot.transcripts.queues import counts, items
from bot.transcripts.retention import LegalHoldError, Retention
from bot.transcripts.search import Filter, by_reference, phrases_of, search
from bot.transcripts.staff_tables import CorrectionRow, NoteRow
from bot.transcripts.tables import ConversationRow, FeedbackRow, HandoffRow, MessageRow, OutboxRow, TurnRow

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
CANARY = "zanzibarcanary"


class Data:
    """A database to put conversations into."""

    def __init__(self, url: str) -> None:
        self.engine = open_database(url)
        self.sessions: sessionmaker[Session] = session_factory(self.engine)
        self.readers = reader_factory(self.engine)
        self.audit = AuditLog(self.sessions, Cipher("a test secret that is long enough to be one"))
        self._turn = 0

    def add(self, name: str, words: str, *, at: datetime = NOW, channel: str = "web", **line: object) -> int:
        """Add a conversation of one turn, or a turn to it."""
        self._turn += 1
        turn, rule = self._turn, line.pop("rule", None)
        with self.sessions.begin() as session:
            conversation = session.get(ConversationRow, name)
            if conversation is None:
                conversation = ConversationRow(id=name, channel=channel, created_at=at, last_seq=0)
                session.add(conversation)
            conversation.last_activity_at, seq = at, conversation.last_seq
            conversation.last_seq = seq + 2
            session.flush()
            times = {"received_at": at, "finished_at": at, "elapsed_ms": 12.0, "status": "done"}
            row = {"conversation_id": name, "message_id": f"m{turn}", "channel": channel, "text_hash": "0" * 64}
            session.execute(insert(TurnRow), {"id": turn, **row, **times, "media_types": []})
            common = {"conversation_id": name, "turn_id": turn, "client_id": f"m{turn}", "at": at}
            visitor = {"outcome": "answered", "confidence": 0.95, "topic": "program/cancel", **line}
            session.add(MessageRow(**common, id=f"v{turn}", seq=seq + 1, sender="visitor", text=words, **visitor))
            answer = {"topic": "program/cancel", "answer": "utter_program_cancel", "version": "v1"}
            details = {"rule": rule} if rule else {}
            session.add(
                MessageRow(
                    **common, id=f"a{turn}", seq=seq + 2, sender="assistant", text="Yes.", details=details, **answer
                )
            )
        return turn

    def put(self, row: object) -> None:
        with self.sessions.begin() as session:
            session.add(row)

    def find(self, **wanted: object) -> list[str]:
        with self.readers() as session:
            return [hit.conversation for hit in search(session, Filter(**wanted)).hits]  # type: ignore[arg-type]


@pytest.fixture
def data(database_url: str) -> Iterator[Data]:
    made = Data(database_url)
    yield made
    made.engine.dispose()


def test_words_are_found_in_any_form_and_all_of_them_count(data: Data) -> None:
    data.add("a", "Can I cancel the pathology review?")
    data.add("b", "Cancelling my request", at=NOW + timedelta(minutes=1))
    data.add("c", "Café hours", at=NOW + timedelta(minutes=2))
    assert data.find(words="cancel") == ["b", "a"], "newest first"
    assert data.find(words="cancelled pathology") == ["a"]
    assert data.find(words='"pathology review"') == ["a"]
    assert data.find(words='"review pathology"') == []
    assert data.find(words="the") == ["a"], "no word is too common"


def test_filters_narrow_alone_and_together(data: Data) -> None:
    excluded = {"name": "state_eligibility", "version": "1", "verdict": "excluded", "inputs": {"state": "MI"}}
    turn = data.add("a", "I live in Michigan", outcome="rule", rule=excluded)
    data.put(HandoffRow(reference="K7M-42Q", conversation_id="a", turn_id=turn, reason="excluded_state", phone="1"))
    data.add("b", "records please", channel="sms", topic="records/how_to_get", confidence=0.45)
    data.add("c", "records again", at=NOW - timedelta(days=40))
    assert data.find() == ["b", "a", "c"] or data.find() == ["a", "b", "c"]
    for wanted, found in (
        ({"channel": "sms"}, ["b"]),
        ({"topic": "records/how_to_get"}, ["b"]),
        ({"below": 0.5}, ["b"]),
        ({"verdict": "excluded"}, ["a"]),
        ({"state": "mi"}, ["a"]),
        ({"verdict": "excluded", "state": "NJ"}, []),
        ({"reason": "excluded_state"}, ["a"]),
        ({"reason": "excluded_state", "words": "michigan", "verdict": "excluded"}, ["a"]),
        ({"until": NOW - timedelta(days=30)}, ["c"]),
        ({"since": NOW - timedelta(days=50), "until": NOW - timedelta(days=30)}, ["c"]),
        ({"words": "records", "channel": "web"}, ["c"]),
        ({"answer": "utter_program_cancel", "version": "v1", "words": "records", "channel": "sms"}, ["b"]),
        ({"version": "v2"}, []),
        ({"outcome": "rule", "reviewed": "no"}, ["a"]),
        ({"reviewed": "yes"}, []),
    ):
        assert data.find(**wanted) == found, wanted


def test_pages_follow_one_another_without_gaps(data: Data) -> None:
    names = [f"c{number:03}" for number in range(60)]
    for number, name in enumerate(names):
        data.add(name, "the same words", at=NOW + timedelta(seconds=number))
    for wanted in (Filter(words="same"), Filter(topic="program/cancel"), Filter()):
        found, after = [], None
        while True:
            with data.readers() as session:
                page = search(session, wanted, after, 25)
            found += [hit.conversation for hit in page.hits]
            after = page.after
            if after is None:
                break
        assert found == names[::-1]


def test_a_code_with_one_sign_wrong_is_still_found(data: Data) -> None:
    turn = data.add("a", "hello")
    data.put(HandoffRow(reference="K7M-42Q", conversation_id="a", turn_id=turn, reason="asked", phone="1"))
    with data.readers() as session:
        for reference, found in (("K7M-42Q", 1), ("K7M-42W", 1), ("P7M-42Q", 1), ("P7M-42W", 0)):
            assert len(by_reference(session, reference, "FHKMPQRWXY234679")) == found


STARTS = (
    "'",
    '"',
    "') ",
    '") ',
    "* ",
    "\\' ",
    "%",
    "_",
    "NEAR(",
    "-",
    "^",
    "{col}: ",
    "text:",
    "$1",
    ":words",
    "\u0000",
    "`",
)
ENDS = (
    "OR 1=1 --", "OR '1'='1", "; DROP TABLE messages; --", "UNION SELECT name, sql FROM sqlite_master --", "AND sleep(5)",
    "|| pg_sleep(5) --", "NOT fax", "OR fax", "fax*", "fax OR hello", "' || (SELECT password_hash FROM staff) || '",
    "\\", "%' ESCAPE '\\", "::text", "@@ to_tsquery('fax')", "!fax", "fax | hello", "<-> hello", "fax:*", "))) --",
    "1' AND '1'='1", "/* x */", "# x", "\uff07 OR 1=1", "fax NEAR/2 hello", "rowid:1", "0x414243", "char(102,97,120)",
    "${jndi:ldap://x}", "{{7*7}}",
)  # fmt: skip
FIELDS = ("topic", "channel", "outcome", "verdict", "state", "reason", "answer", "version", "tag", "vote")
STRINGS = [start + end for start, end in product(STARTS, ENDS)]


def test_500_injection_strings_are_taken_literally(data: Data) -> None:
    assert len(STRINGS) > 500
    data.add("a", "which fax number")
    data.add("b", "hello there")
    literal = "') OR 1=1 --"
    data.add("c", f"somebody wrote {literal} to us")
    texts = {"a": "which fax number", "b": "hello there", "c": "somebody wrote or 1 1 to us"}
    with data.readers() as session:
        for hostile in STRINGS:
            found = [hit.conversation for hit in search(session, Filter(words=hostile)).hits]
            words = " ".join(phrases_of(hostile)).lower().split()
            assert found == [name for name in "cba" if words and set(words) <= set(texts[name].split())], hostile
        for hostile, field in zip(STRINGS, cycle(FIELDS), strict=False):
            plain = hostile.replace("\0", "")  # the edge takes them out
            assert search(session, Filter(**{field: plain})).hits == (), (field, hostile)
        assert session.scalar(select(func.count()).select_from(MessageRow)) == 6
    assert data.find(words=literal) == ["c"]


def test_queues_hold_what_waits(data: Data) -> None:
    emergency = data.add("a", "chest pain", outcome="safety")
    data.put(
        HandoffRow(
            reference="K7M-42Q", conversation_id="a", turn_id=emergency, reason="emergency", phone="911", created_at=NOW
        )
    )
    asked = data.add("b", "a person please")
    data.put(
        HandoffRow(reference="K7M-43Q", conversation_id="b", turn_id=asked, reason="asked", phone="1", created_at=NOW)
    )
    data.add("c", "blah", outcome="not_understood", confidence=0.2)
    data.add("d", "hm", outcome="offered", confidence=0.5)
    data.add("e", "hm", outcome="offered", confidence=0.5)
    data.add("e", "cancel", at=NOW + timedelta(minutes=1))
    turn = data.add("f", "thumb", confidence=0.9)
    data.put(FeedbackRow(conversation_id="f", message_id=f"a{turn}", vote="down", at=NOW))
    data.add("g", "unsure", confidence=0.5)
    data.add("h", "stop", channel="sms")
    with data.sessions.begin() as session:
        session.get_one(ConversationRow, "h").opted_out_at = NOW
    data.add("i", "long ago", outcome="not_understood", at=NOW - timedelta(days=45))
    now = NOW + timedelta(hours=1)
    with data.readers() as session:
        held = {name: [item.conversation for item in items(session, name, now)] for name in counts(session, now)}
        counted = counts(session, now)
    sample = held.pop("sample")
    assert held == {
        "pressing": ["a"], "handoffs": ["b"], "not_understood": ["c"], "not_chosen": ["d"], "thumbs_down": ["f"],
        "unsure": ["g"], "opted_out": ["h"], "second": [],
    }  # fmt: skip
    assert counted == {**{name: len(found) for name, found in held.items()}, "sample": len(sample)}
    assert "g" not in sample


def test_figures_are_those_of_the_readers_day(data: Data) -> None:
    data.add("a", "late", at=datetime(2026, 11, 20, 4, 30, tzinfo=UTC))  # 11:30 pm of the 19th in New York
    data.add("b", "early", at=datetime(2026, 11, 20, 5, 30, tzinfo=UTC), channel="sms")
    with data.readers() as session:
        found = figures(session, NOW - timedelta(days=5), NOW, ZoneInfo("America/New_York"))
    assert found.by_day == {"2026-11-19": {"web": 1}, "2026-11-20": {"sms": 1}}
    assert (found.by_hour[23], found.by_hour[0]) == (1, 1)
    assert (found.p50_ms, found.messages, found.conversations) == (15.0, 2, 2)


def retention(data: Data) -> Retention:
    return Retention(data.engine, data.sessions, data.audit, {"web": 90, "sms": 30})


def test_retention_counts_from_the_last_message_and_spares_what_is_held(data: Data) -> None:
    for name, days, channel in (("old", 91, "web"), ("young", 89, "web"), ("text", 31, "sms"), ("held", 400, "web")):
        data.add(name, name, at=NOW - timedelta(days=days), channel=channel)
    data.add("returned", "old", at=NOW - timedelta(days=200))
    data.add("returned", "new", at=NOW - timedelta(days=1))
    with data.sessions.begin() as session:
        session.get_one(ConversationRow, "held").legal_hold = True
    learnt = CorrectionRow(conversation_id="old", turn_id=1, text="kept", topic="program/cancel", channel="web")
    learnt.status, learnt.proposed_by, learnt.proposed_at = "live", "ruth", NOW
    data.put(learnt)
    due = {one.channel: (one.conversations, one.held) for one in retention(data).due(NOW)}
    assert due == {"web": (1, 1), "sms": (1, 0)}
    assert retention(data).run("test", NOW) == 2
    assert sorted(data.find()) == ["held", "returned", "young"]
    with data.readers() as session:
        assert session.scalars(select(CorrectionRow.text)).all() == ["kept"]
    assert data.audit.lines()[0].details == {"conversations": 2}


def erase_everything_of(data: Data) -> list[str]:
    turn = data.add("a", f"my words {CANARY}", channel="sms")
    data.add("b", "somebody else")
    data.put(HandoffRow(reference="K7M-42Q", conversation_id="a", turn_id=turn, reason="asked", phone=CANARY))
    data.put(OutboxRow(conversation_id="a", turn_id=turn, body=f"reply {CANARY}"))
    data.put(FeedbackRow(conversation_id="a", message_id=f"v{turn}", vote="up", comment=CANARY))
    data.put(NoteRow(conversation_id="a", by="ruth", text=CANARY, at=NOW))
    learnt = CorrectionRow(conversation_id="a", turn_id=turn, text=CANARY, topic="program/cancel", channel="web")
    learnt.proposed_by, learnt.proposed_at = "ruth", NOW
    data.put(learnt)
    assert data.find(words=CANARY) == ["a"]
    return retention(data).erase("test", retention(data).find("K7M-42Q"))


def test_a_person_is_erased_from_every_table_and_index(data: Data) -> None:
    assert erase_everything_of(data) == [CANARY]
    assert data.find(words=CANARY) == []
    assert data.find() == ["b"]
    with data.engine.connect() as connection:
        tables = list(MessageRow.metadata.tables)
        rows = {table: str(connection.execute(text(f"SELECT * FROM {table}")).all()) for table in tables}
    assert [table for table, found in rows.items() if CANARY in found] == []
    assert data.audit.verify() is None
    with pytest.raises(UnknownConversationError):
        retention(data).find("K7M-42Q")


def test_no_byte_of_an_erased_person_is_left_in_sqlites_files(tmp_path: Path) -> None:
    from bot.transcripts.schema import upgrade

    url = f"sqlite:///{tmp_path}/erased.db"
    upgrade(url)
    data = Data(url)
    erase_everything_of(data)
    for file in tmp_path.iterdir():
        assert CANARY.encode() not in file.read_bytes(), file.name
    data.engine.dispose()


def test_what_is_held_cannot_be_erased(data: Data) -> None:
    data.add("a", "words")
    with data.sessions.begin() as session:
        session.get_one(ConversationRow, "a").legal_hold = True
    with pytest.raises(LegalHoldError):
        retention(data).erase("test", "a")


def test_exports_hold_what_was_found(data: Data) -> None:
    data.add("a", "=1+1 cancel")
    data.add("b", "other", channel="sms")
    with data.readers() as session:
        written = "".join(as_csv(session, Filter(channel="web")))
        lines = "".join(as_json_lines(session, Filter()))
        stories = "".join(as_stories(session, Filter(channel="web")))
        tests = "".join(as_tests(session, Filter(channel="web")))
    assert "'=1+1 cancel" in written
    assert "other" not in written
    assert lines.count("\n") == 2
    for file in (stories, tests):
        assert "intent: program_cancel" in file
        assert "action: utter_program_cancel" in file
    assert ("cancel" in tests.replace("_cancel", ""), "cancel" in stories.replace("_cancel", "")) == (True, False)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["stories", "tests"])
def test_rasa_reads_the_stories_as_they_were_said(url: str, tmp_path: Path, kind: str) -> None:
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader

    said = (
        "cancel [please](/program_price)",
        "/restart",
        "yes: no",
        "{a}",
        '- [x]{"entity": "y"}',
        "# fax",
        "*",
        "  ",
        "é",
    )
    data = Data(url)
    for number, words in enumerate(said):
        data.add("a", words, at=NOW + timedelta(minutes=number))
    path = tmp_path / FORMATS[kind].file_name  # Rasa tells tests by the name of the file
    with data.readers() as session:
        path.write_text("".join(FORMATS[kind].write(session, Filter())), encoding="utf-8")
    domain = Domain.from_dict(
        {"intents": ["program_cancel"], "responses": {"utter_program_cancel": [{"text": "Yes."}]}}
    )
    (story,) = YAMLStoryReader(domain).read_from_file(path)
    events = [event for event in story.events if event.type_name == "user"]
    assert [event.intent_name for event in events] == ["program_cancel"] * len(said)
    assert [event.entities for event in events] == [[]] * len(said)
    if kind == "tests":
        assert [event.text for event in events][1:3] == ["restart", "yes: no"]
    data.engine.dispose()
