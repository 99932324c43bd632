"""Who may open what: every route of the console for every role, and the ways in that must stay shut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa

from bot.app import Parts
from bot.console import routes
from bot.console.parts import Console
from bot.console.routes import ROUTES
from bot.transcripts.accounts import Accounts, ThrottledError
from bot.transcripts.cipher import Cipher
from tests.fakes.console import PASSWORD, Browser, app_for, console_for

ROLES = ("nobody", "reviewer", "manager", "administrator")

# The documented table (docs/console.md). A route that is not in it fails the test.
ANYBODY = {("GET", "/static/{asset}"), ("GET", "/sign-in"), ("POST", "/sign-in")}
MANAGER = {
    ("POST", "/c/{name}/hold"),
    ("POST", "/c/{name}/reveal"),
    ("POST", "/corrections/{number:[0-9]{1,9}}"),
    ("GET", "/export"),
    ("POST", "/export"),
    ("GET", "/privacy"),
}
ADMINISTRATOR = {
    ("POST", "/privacy/erase"),
    ("GET", "/audit"),
    ("GET", "/people"),
    ("POST", "/people"),
    ("POST", "/people/change"),
}
REVIEWER = {
    ("POST", "/sign-out"),
    ("POST", "/sign-out-everywhere"),
    ("GET", "/account"),
    ("POST", "/account/password"),
    ("POST", "/account/code"),
    ("POST", "/account/zone"),
    ("GET", ""),
    ("GET", "/live"),
    ("GET", "/find"),
    ("POST", "/filters"),
    ("POST", "/filters/{number:[0-9]{1,9}}/remove"),
    ("GET", "/answers"),
    ("GET", "/c/{name}"),
    ("POST", "/turns/{turn:[0-9]{1,9}}/judge"),
    ("POST", "/c/{name}/tags"),
    ("POST", "/c/{name}/tags/remove"),
    ("POST", "/c/{name}/notes"),
    ("POST", "/c/{name}/mark"),
    ("POST", "/handoffs/{number:[0-9]{1,9}}/take"),
    ("GET", "/improve"),
    ("GET", "/understand"),
    ("GET", "/understand.json"),
    ("GET", "/understand.csv"),
}
NEEDED = {**dict.fromkeys(ANYBODY, 0), **dict.fromkeys(REVIEWER, 1), **dict.fromkeys(MANAGER, 2)}
NEEDED |= dict.fromkeys(ADMINISTRATOR, 3)


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def console(parts: Parts, clock: Clock) -> Console:
    made = console_for(parts, now=clock)
    for role in ROLES[1:]:
        made.accounts.add("test", role, role, PASSWORD)
    return made


@pytest.fixture
async def browser(console: Console, aiohttp_client: Any) -> Browser:
    return Browser(await aiohttp_client(app_for(console)))


def address(path: str) -> str:
    for pattern, value in (("{asset}", "console.css"), ("{name}", "none"), (":[0-9]{1,9}", "")):
        path = path.replace(pattern, value)
    return "/console" + path.replace("{number}", "7").replace("{turn}", "7")


REFUSED = "This page is for the role"


async def try_route(browser: Browser, method: str, path: str) -> str:
    """Open a route as whoever is signed in; return "open", "refused" or "sign in first"."""
    if path == "/live":
        status, location, body = await browser.peek(address(path)), "", ""
    else:
        await browser.get("/console/account")  # for the form's token
        send = browser.get(address(path)) if method == "GET" else browser.send(address(path), {})
        response = await send
        status, location, body = response.status, response.headers.get("Location", ""), await response.text()
    sent_away = location.startswith("/console/sign-in") and not path.startswith("/sign-out")
    if sent_away or (status == 401 and path != "/sign-in"):
        return "sign in first"
    return "refused" if status == 403 and REFUSED in body else "open"


@pytest.mark.parametrize("role", ROLES)
async def test_every_route_is_open_to_the_roles_of_the_table_alone(
    browser: Browser, console: Console, role: str
) -> None:
    found, expected, refused = {}, {}, 0
    for route, needed in NEEDED.items():
        if role != "nobody" and (route[1].startswith("/sign-") or not await browser.is_signed_in()):
            await browser.sign_in(role)
        found[route] = await try_route(browser, *route)
        closed = "sign in first" if role == "nobody" else "refused"
        expected[route] = "open" if ROLES.index(role) >= needed else closed
        refused += expected[route] == "refused"
    assert found == expected
    denied = [line for line in console.audit.lines() if line.action == "denied"]
    assert len(denied) == refused, "each refused page is a line of the audit log"


def test_the_table_has_every_route_of_the_console(console: Console) -> None:
    router = app_for(console).router
    served = {
        (route.method, route.resource.canonical.removeprefix("/console") if route.resource else "")
        for resource in router.resources()
        for route in resource
        if route.method != "HEAD"
    }
    known = {(method, path.replace(":[0-9]{1,9}", "")) for method, path in NEEDED}
    assert served == known
    assert {(route.method, route.path) for route in ROUTES} == set(NEEDED)
    assert len(ROUTES) == len(NEEDED)
    assert {route.role for route in ROUTES if NEEDED[route.method, route.path] == 0} == {""}


def test_a_route_without_a_line_in_the_table_is_noticed(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    added = (*routes.ROUTES, routes.Route("GET", "/new", "", routes.send_asset))
    monkeypatch.setattr(routes, "ROUTES", added)
    with pytest.raises(AssertionError):
        test_the_table_has_every_route_of_the_console(console)


async def test_nothing_changes_by_get(console: Console) -> None:
    assert {route.method for route in ROUTES} == {"GET", "POST"}


async def test_pages_are_private_and_run_only_our_script(browser: Browser) -> None:
    for path in ("/console/sign-in", "/console", "/console/nowhere"):
        response = await browser.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Frame-Options"] == "DENY"


async def test_signing_in_makes_a_new_session_and_signing_out_ends_it(browser: Browser, console: Console) -> None:
    response = await browser.sign_in("reviewer")
    cookie = response.cookies["console"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert len(cookie.value) >= 43, "256 bits"
    assert (await browser.get("/console")).status == 200
    await browser.send("/console/sign-out", {})
    assert (await browser.get("/console")).status == 303
    assert console.accounts.whose(cookie.value) is None


async def test_the_cookie_is_bound_to_the_host_on_https(parts: Parts, aiohttp_client: Any) -> None:
    console = console_for(parts, public_url="https://chat.example.org")
    browser = Browser(await aiohttp_client(app_for(console)))
    response = await browser.get("/console/sign-in")
    cookie = response.cookies["__Host-console_form"]
    assert cookie["secure"]
    assert not cookie["domain"]
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")


async def test_a_session_ends_when_idle_when_old_and_when_the_account_changes(console: Console, clock: Clock) -> None:
    def signed_in() -> str:
        token = console.accounts.sign_in("reviewer", PASSWORD, "", "192.0.2.1")
        assert token
        return token

    token = signed_in()
    clock.now += timedelta(minutes=29)
    assert console.accounts.whose(token)
    clock.now += timedelta(minutes=30)
    assert console.accounts.whose(token) is None, "30 minutes idle"
    token = signed_in()
    for _ in range(28):
        clock.now += timedelta(minutes=25)
        assert console.accounts.whose(token)
    clock.now += timedelta(minutes=25)
    assert console.accounts.whose(token) is None, "12 hours old"
    for change in (
        lambda: console.accounts.disable("test", "reviewer"),
        lambda: console.accounts.change_role("test", "reviewer", "manager"),
        lambda: console.accounts.sign_out_everywhere("test", "reviewer"),
        lambda: console.accounts.change_password(console.accounts.named("reviewer"), PASSWORD, PASSWORD),
    ):
        console.accounts.enable("test", "reviewer")
        token = signed_in()
        change()
        assert console.accounts.whose(token) is None


async def test_at_most_ten_sessions_each(console: Console, clock: Clock) -> None:
    tokens = []
    for _ in range(12):
        tokens.append(console.accounts.sign_in("reviewer", PASSWORD, "", "192.0.2.1") or "")
        clock.now += timedelta(seconds=1)
    assert [console.accounts.whose(token) is not None for token in tokens] == [False] * 2 + [True] * 10


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        pytest.param({}, "", id="no token"),
        pytest.param({}, "0" * 64, id="wrong token"),
        pytest.param({"Origin": "https://evil.example"}, None, id="foreign origin"),
        pytest.param({"Origin": "null"}, None, id="null origin"),
        pytest.param({"Origin": "http://localhost:8080.evil.example"}, None, id="look-alike origin"),
    ],
)
async def test_a_form_from_elsewhere_is_refused(browser: Browser, headers: dict[str, str], token: str | None) -> None:
    await browser.sign_in("manager")
    form = {"zone": "UTC"}
    assert (await browser.send("/console/account/zone", form, token=token, headers=headers)).status == 403
    await browser.get("/console/account")
    assert (await browser.send("/console/account/zone", form)).status == 303


async def test_sign_in_leads_nowhere_else(browser: Browser) -> None:
    for there in ("https://evil.example", "//evil.example", "/console/../../x//y", "/console/\\evil", "/api"):
        await browser.get("/console/sign-in")
        form = {"name": "reviewer", "password": PASSWORD, "next": there}
        assert (await browser.send("/console/sign-in", form)).headers["Location"] == "/console"
        await browser.get("/console/account")
        await browser.send("/console/sign-out", {})


def refused(accounts: Accounts, name: str, address: str, times: int) -> Iterator[str]:
    for _ in range(times):
        try:
            yield "wrong" if accounts.sign_in(name, "not the password", "", address) is None else "in"
        except ThrottledError:
            yield "throttled"


@pytest.mark.parametrize("name", ["reviewer", "nobody of this name"])
def test_guessing_is_slowed_by_address_and_by_account_alike_for_names_that_exist_and_not(
    console: Console, clock: Clock, name: str
) -> None:
    assert list(refused(console.accounts, name, "192.0.2.9", 6)) == ["wrong"] * 5 + ["throttled"]
    clock.now += timedelta(minutes=5, seconds=1)
    assert list(refused(console.accounts, name, "192.0.2.9", 1)) == ["wrong"]
    spread = [word for number in range(6) for word in refused(console.accounts, name, f"198.51.100.{number}", 1)]
    assert spread == ["wrong"] * 4 + ["throttled"] * 2, "10 for one account"
    assert console.accounts.sign_in("manager", PASSWORD, "", "203.0.113.5"), "others still get in"
    clock.now += timedelta(minutes=15, seconds=1)
    assert list(refused(console.accounts, name, "192.0.2.10", 1)) == ["wrong"]


async def test_wrong_name_password_and_code_read_the_same(browser: Browser, console: Console) -> None:
    secret = pyotp.random_base32()
    console.accounts.use_code(console.accounts.named("manager"), secret, pyotp.TOTP(secret).now())
    pages = []
    for name, password in (("nobody", PASSWORD), ("reviewer", "wrong"), ("manager", PASSWORD)):
        assert (await browser.sign_in(name, password)).status == 401
        pages.append(browser.page)
    assert len(set(pages)) == 1


def test_a_code_works_once(console: Console, clock: Clock) -> None:
    secret = pyotp.random_base32()
    totp = pyotp.TOTP(secret)
    console.accounts.use_code(console.accounts.named("manager"), secret, totp.at(clock.now))
    clock.now += timedelta(seconds=60)
    code = totp.at(clock.now)
    assert console.accounts.sign_in("manager", PASSWORD, code, "192.0.2.1")
    assert console.accounts.sign_in("manager", PASSWORD, code, "192.0.2.1") is None
    assert console.accounts.sign_in("manager", PASSWORD, "", "192.0.2.1") is None


async def test_a_given_password_must_be_changed_first(browser: Browser, console: Console) -> None:
    made = console.accounts.add("test", "newcomer", "reviewer")
    assert made
    await browser.sign_in("newcomer", made)
    assert (await browser.get("/console/find")).headers["Location"] == "/console/account"
    await browser.get("/console/account")
    new = "seven quiet green rivers"
    response = await browser.send("/console/account/password", {"old": made, "new": new, "again": new})
    assert response.headers["Location"].startswith("/console/sign-in")
    await browser.sign_in("newcomer", new)
    assert (await browser.get("/console/find")).status == 200


def test_the_last_administrator_stays(console: Console) -> None:
    for change in (
        lambda: console.accounts.disable("test", "administrator"),
        lambda: console.accounts.change_role("test", "administrator", "reviewer"),
    ):
        with pytest.raises(Exception, match="only administrator"):
            change()


def test_the_audit_log_notices_every_kind_of_tampering(console: Console, parts: Parts) -> None:
    for number in range(5):
        console.audit.record("test", "viewed", f"conversation-{number}")
    assert console.audit.verify() is None
    last = len(console.audit.lines())
    with pytest.raises(sa.exc.IntegrityError, match="only grows"), parts.database.begin() as connection:
        connection.execute(sa.text("DELETE FROM audit WHERE id = 3"))
    for change, wrong in (
        ("UPDATE audit SET actor = 'somebody else' WHERE id = 3", "line 3 was changed"),
        ("DELETE FROM audit WHERE id = 3", "line 3 is missing"),
        (f"DELETE FROM audit WHERE id = {last}", "the log ends at line"),
        ("DELETE FROM audit", "the log ends at line 0"),
    ):
        with parts.database.connect() as connection:
            for trigger in ("audit_no_update", "audit_no_delete"):
                connection.execute(sa.text(f"DROP TRIGGER {trigger}"))
            connection.execute(sa.text(change))
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(console.audit, "_sessions", lambda bound=connection: sa.orm.Session(bound))
                assert (console.audit.verify() or "").startswith(wrong)
            connection.rollback()
    assert console.audit.verify() is None


def test_a_log_written_under_another_key_does_not_verify(console: Console) -> None:
    console.audit._cipher = Cipher("another secret key that is long enough")
    assert "another SECRET_KEY" in (console.audit.verify() or "")
