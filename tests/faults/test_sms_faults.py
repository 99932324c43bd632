"""SMS under attack, under load and with processes that die: nothing forged, nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import base64
import random
import statistics
import string
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.sms.sender import Sender
from bot.channels.sms.twilio_client import ListedSms, NotSent, Outcome, Taken, Unknown
from bot.transcripts import outbox
from bot.transcripts.cipher import Cipher
from bot.transcripts.schema import upgrade
from bot.transcripts.tables import ConversationRow, OutboxRow
from tests.counts import count
from tests.fakes.fork_server import ForkServer, ServerProcess
from tests.fakes.sms import PUBLIC_URL, SECRET, Database, World, eventually, phone, sms_world
from tests.fakes.twilio import FakeTwilio

pytestmark = pytest.mark.slow

WEBHOOK = f"{PUBLIC_URL}/sms/twilio"
SECOND = timedelta(seconds=1)


# -- A2: malformed webhooks


@pytest.fixture
def attack(url: str) -> Iterator[tuple[asyncio.Runner, World]]:
    """A running server and the loop to call it from: Hypothesis knows no coroutines."""
    with asyncio.Runner() as runner:
        context = sms_world(url)
        world = runner.run(context.__aenter__())
        yield runner, world
        runner.run(context.__aexit__(None, None, None))


FORM = FakeTwilio().inbound("hi")
SIGNATURE = FakeTwilio.headers(WEBHOOK, FORM)["X-Twilio-Signature"]
header_values = st.text(string.printable.strip() + " ", max_size=40).map(str.strip)
base64_text = st.binary(min_size=20, max_size=20).map(lambda raw: base64.b64encode(raw).decode())
changed_forms = st.dictionaries(st.sampled_from([*FORM, "Extra"]), st.text(max_size=10), min_size=1, max_size=3).map(
    lambda change: urlencode({**FORM, **change}, errors="replace").encode()
)
content_types = st.sampled_from(
    [
        *("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "text/plain"),
        *("application/json", "multipart/form-data; boundary=x", "", "x"),
    ]
)
paths = st.sampled_from(
    ["/sms/twilio", "/sms/twilio/status", "/sms/twilio?x=%27", f"/sms/twilio?bodySHA256={'0' * 64}", "/sms/twilio?%ff"]
)
malformed_webhooks = st.tuples(
    paths,
    st.binary(max_size=60) | changed_forms | st.just(urlencode(FORM).encode()),
    st.none() | header_values | base64_text | st.just(SIGNATURE),
    content_types,
).filter(lambda call: call[2] != SIGNATURE or call[1] != urlencode(FORM).encode())
BATCH = 20


def test_malformed_webhooks_are_refused(attack: tuple[asyncio.Runner, World]) -> None:
    runner, world = attack
    counts: Counter[int] = Counter()

    async def post(path: str, body: bytes, signature: str | None, content_type: str) -> int:
        headers = {"Content-Type": content_type} | ({} if signature is None else {"X-Twilio-Signature": signature})
        async with world.client.post(path, data=body, headers=headers) as response:
            return response.status

    async def post_all(calls: list[tuple[str, bytes, str | None, str]]) -> list[int]:
        return await asyncio.gather(*(post(*call) for call in calls))

    @settings(
        max_examples=count(500, 10_000) // BATCH, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(malformed_webhooks, min_size=BATCH, max_size=BATCH))
    def refused(calls: list[tuple[str, bytes, str | None, str]]) -> None:
        statuses = runner.run(post_all(calls))
        counts.update(statuses)
        assert set(statuses) == {403}

    refused()
    assert counts[403] >= count(500, 10_000)
    assert (world.database.turns(), world.twilio.taken) == ([], [])


# -- A4: every message once, whatever is repeated, wherever it comes in, whoever dies


@pytest.mark.parametrize(
    ("kind", "messages"),
    [("sqlite", count(100, 1000)), pytest.param("postgres", count(40, 1000), marks=pytest.mark.postgres)],
)
async def test_messages_repeated_at_two_processes_that_die_are_answered_once_each(
    kind: str, messages: int, forks: ForkServer, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "postgres_url")
    upgrade(url)
    twilio, chance = FakeTwilio(), random.Random(5)
    senders = messages // 4
    forms = [twilio.inbound(f"n{number}", sender=phone(number % senders)) for number in range(messages)]
    calls = [form for form in forms for _ in range(chance.randint(1, 5))]
    chance.shuffle(calls)
    async with twilio.serving() as api_base:
        servers = [await forks.start(url=url, api_base=api_base) for _ in range(2)]

        async def restart(number: int) -> None:
            await servers[number].kill()
            servers[number] = await forks.start(url=url, api_base=api_base)

        acknowledged = await call_all(servers, calls, chance, restart)
        assert acknowledged == {form["MessageSid"] for form in forms}
        await all_sent(url)
    asked_by = Counter(form["From"] for form in forms)
    assert Counter(item.to for item in twilio.taken) == asked_by
    database = Database.open(url)
    assert len({row.turn_id for row in database.rows()}) == len(twilio.taken) == messages
    assert Counter(turn.message_id for turn in database.turns()) == Counter(form["MessageSid"] for form in forms)
    assert {turn.status for turn in database.turns()} == {"done"}
    database.engine.dispose()


async def call_all(
    servers: list[ServerProcess],
    calls: list[dict[str, str]],
    chance: random.Random,
    restart: Callable[[int], Awaitable[None]],
) -> set[str]:
    """Make every call until it is acknowledged, while the servers are killed and started again in turn."""
    acknowledged: set[str] = set()
    limit, done = asyncio.Semaphore(12), 0

    async def call(session: aiohttp.ClientSession, form: dict[str, str]) -> None:
        nonlocal done
        headers = FakeTwilio.headers(WEBHOOK, form)
        async with limit:
            for _ in range(200):
                server = f"http://127.0.0.1:{chance.choice(servers).port}"
                try:
                    async with session.post(f"{server}/sms/twilio", data=form, headers=headers) as response:
                        if response.status == 200:
                            acknowledged.add(form["MessageSid"])
                            done += 1
                            return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
        raise AssertionError("never acknowledged")

    async def killer() -> None:
        for number in range(2):
            await eventually(lambda number=number: done > (number + 1) * len(calls) / 3, within_s=count(60, 600))
            await restart(number)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(killer(), *(call(session, form) for form in calls))
    return acknowledged


async def all_sent(url: str) -> None:
    """Wait until nothing is left to do."""
    database = Database.open(url)
    async with asyncio.timeout(count(240, 900)):
        while database.store.conversations_with_open_turns() or not database.outbox.is_empty():  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    database.engine.dispose()


# -- S3 and S4: with a clock of our own, so that an hour passes in seconds


class Clock:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


UNLISTED = 0.1  # share of look-ups that fail


class UnreliableTwilio:
    """Takes messages, or does not, and does not always say which."""

    def __init__(self, clock: Clock, seed: int, share_of_faults: float) -> None:
        self._seed = seed
        self.texts: list[tuple[datetime, str, str]] = []
        self.listed: list[tuple[str, ListedSms]] = []
        self.in_doubt = 0
        self._clock = clock
        self._chance = random.Random(seed)
        self._share = share_of_faults

    async def send(self, to: str, body: str, validity_s: float) -> Outcome:
        fails, taken = self._chance.random() < self._share, self._chance.random() < 0.5
        if not fails or taken:
            self.texts.append((self._clock(), to, body))
            self.listed.append((to, ListedSms(self._sid(), body, "queued", self._clock())))
        if not fails:
            return Taken(self._sid(), "queued")
        if not taken and self._chance.random() < 0.3:
            return NotSent("429", 5)
        self.in_doubt += 1
        return Unknown("timeout")

    def _sid(self) -> str:
        return f"SM{self._seed}x{len(self.texts)}"

    async def list_sent(self, to: str) -> list[ListedSms] | None:
        if self._chance.random() < UNLISTED:
            return None
        return [item for number, item in reversed(self.listed) if number == to]


def people(database: Database, count: int) -> None:
    """Open a conversation with each of so many numbers."""
    cipher = Cipher(SECRET)
    with database.sessions.begin() as session:
        session.add_all(
            ConversationRow(
                id=f"sms-{number}",
                channel="sms",
                contact_hash=cipher.keyed_hash(phone(number)),
                contact_encrypted=cipher.encrypt(phone(number)),
            )
            for number in range(count)
        )


def write(database: Database, recipients: int, bodies: list[tuple[str, int]], at: datetime) -> None:
    """Write each body, with its segments, for each recipient."""
    with database.sessions.begin() as session:
        for body, segments in bodies:
            session.add_all(
                OutboxRow(
                    conversation_id=f"sms-{number}", body=body, segments=segments, created_at=at, next_attempt_at=at
                )
                for number in range(recipients)
            )


async def work_off(database: Database, sender: Sender, clock: Clock, *, dies: random.Random | None = None) -> None:
    """Run the sender until nothing is left, moving the clock on to whatever comes next; now and then a worker dies."""
    while not database.outbox.is_empty():
        if dies and dies.random() < 0.02:
            database.outbox.claim(clock())  # claimed, and the process is gone
        again_at = await sender.step()
        if again_at is None or again_at > clock.now:
            await sender.settle()
            clock.now = max(clock.now, again_at or clock.now + SECOND)


async def test_results_in_doubt_never_text_twice(url: str) -> None:
    """Two days of as many messages each, the same words on both: the second is not taken for the first."""
    database, clock, persons = Database.open(url), Clock(), count(34, 340)
    people(database, persons)
    in_doubt = 0
    for seed in range(2):
        twilio = UnreliableTwilio(clock, seed, share_of_faults=0.95)
        write(database, persons, [("hello", 1)], clock())
        await work_off(database, Sender(database.outbox, twilio, clock), clock, dies=random.Random(seed))
        assert Counter(to for _, to, _ in twilio.texts) == Counter(phone(number) for number in range(persons))
        in_doubt += twilio.in_doubt
        clock.now += timedelta(days=1)
    assert in_doubt >= count(100, 1000)
    assert {row.status for row in database.rows()} == {"sent"}


async def test_a_burst_keeps_order_and_pace(url: str) -> None:
    database, clock, persons = Database.open(url), Clock(), count(50, 500)
    people(database, persons)
    write(database, persons, [("first", 2), ("second", 1)], clock())
    twilio = UnreliableTwilio(clock, 1, share_of_faults=0)
    await work_off(database, Sender(database.outbox, twilio, clock), clock)
    segments = {"first": 2, "second": 1}
    for (at, _, body), (later, _, _) in zip(twilio.texts, twilio.texts[1:], strict=False):
        assert later - at >= segments[body] * SECOND
    for number in range(persons):
        got = [body for _, to, body in twilio.texts if to == phone(number)]
        assert got == ["first", "second"]


async def test_what_a_burst_delays_beyond_its_validity_is_dropped_and_flagged(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "STALE_AFTER", 60 * SECOND)
    database, clock = Database.open(url), Clock()
    started = clock()
    people(database, 12)
    write(database, 12, [(f"answer {n}", 2) for n in range(5)], started)
    twilio = UnreliableTwilio(clock, 1, share_of_faults=0)
    await work_off(database, Sender(database.outbox, twilio, clock), clock)
    assert len(twilio.texts) == 31  # one each two seconds, the last at the very end
    assert max(at for at, _, _ in twilio.texts) == started + 60 * SECOND
    statuses = Counter((row.status, row.error_code) for row in database.rows())
    assert statuses == {("sent", None): 31, ("dropped", "stale"): 29}


# -- S5: how soon a message is acknowledged


async def test_messages_are_acknowledged_within_a_second_while_two_hundred_turns_wait(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transcripts.outbox._free_at", lambda _session, now: now)
    async with sms_world(url) as world:
        released = asyncio.Event()
        world.engine.hold = released.wait
        for number in range(200):
            await world.text("wait", sender=f"+1500558{number:04d}")
        assert len(world.database.store.conversations_with_open_turns()) == 200
        took_s, texts = [], count(20, 100)
        for number in range(texts):
            started = time.perf_counter()
            await world.text("hi", sender=f"+1500559{number:04d}")
            took_s.append(time.perf_counter() - started)
        assert statistics.quantiles(took_s, n=100)[98] <= 1
        print(f"acknowledged within {max(took_s):.3f} s, {statistics.median(took_s):.3f} s in the middle")
        released.set()
        await world.quiet(60)
        assert len(world.twilio.taken) == 200 + texts


async def test_a_turn_longer_than_twilio_waits_is_still_delivered(url: str) -> None:
    """The webhook's 15 seconds are over before the answer is there; nobody waits for it on the line."""
    async with sms_world(url) as world:
        world.engine.delay_s = count(3, 16)
        started = time.perf_counter()
        await world.text("a hard question")
        assert time.perf_counter() - started < 1
        await world.quiet(40)
        assert len(world.twilio.taken) == 1
