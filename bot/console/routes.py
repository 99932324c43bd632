"""Every route of the console with the role it needs; a test walks this table."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.console import conversation, finding, improving, inbox, keeping, people, sign_in, understanding
from bot.console.guards import ANYBODY, Handler, errors, for_role, headers
from bot.console.pages import set_up_templates
from bot.console.parts import CLOSING, CONSOLE, PROXIES, Console

STATIC = Path(__file__).parent / "static"
ASSETS = {"console.css": "text/css", "console.js": "text/javascript"}
REVIEWER, MANAGER, ADMINISTRATOR = "reviewer", "manager", "administrator"


@dataclass(frozen=True, slots=True)
class Route:
    """One page or form; `path` stands after /console."""

    method: str
    path: str
    role: str
    handler: Handler


async def send_asset(request: web.Request) -> web.StreamResponse:
    """Send the style or the script; they hold nothing private."""
    name = request.match_info["asset"]
    if name not in ASSETS:
        raise web.HTTPNotFound
    cache = "public, max-age=300, must-revalidate"
    return web.FileResponse(STATIC / name, headers={"Content-Type": ASSETS[name], "Cache-Control": cache})


ROUTES = (
    Route("GET", "/static/{asset}", ANYBODY, send_asset),
    Route("GET", "/sign-in", ANYBODY, sign_in.show_sign_in),
    Route("POST", "/sign-in", ANYBODY, sign_in.sign_in),
    Route("POST", "/sign-out", REVIEWER, sign_in.sign_out),
    Route("POST", "/sign-out-everywhere", REVIEWER, sign_in.sign_out_everywhere),
    Route("GET", "/account", REVIEWER, sign_in.show_account),
    Route("POST", "/account/password", REVIEWER, sign_in.change_password),
    Route("POST", "/account/code", REVIEWER, sign_in.add_code),
    Route("POST", "/account/zone", REVIEWER, sign_in.set_time_zone),
    Route("GET", "", REVIEWER, inbox.show_inbox),
    Route("GET", "/live", REVIEWER, inbox.live),
    Route("GET", "/find", REVIEWER, finding.show_find),
    Route("POST", "/filters", REVIEWER, finding.save_filter),
    Route("POST", "/filters/{number:[0-9]{1,9}}/remove", REVIEWER, finding.remove_filter),
    Route("GET", "/answers", REVIEWER, finding.show_answers),
    Route("GET", "/c/{name}", REVIEWER, conversation.show),
    Route("POST", "/turns/{turn:[0-9]{1,9}}/judge", REVIEWER, conversation.judge),
    Route("POST", "/c/{name}/tags", REVIEWER, conversation.add_tag),
    Route("POST", "/c/{name}/tags/remove", REVIEWER, conversation.remove_tag),
    Route("POST", "/c/{name}/notes", REVIEWER, conversation.add_note),
    Route("POST", "/c/{name}/mark", REVIEWER, conversation.mark),
    Route("POST", "/handoffs/{number:[0-9]{1,9}}/take", REVIEWER, conversation.take_handoff),
    Route("POST", "/c/{name}/hold", MANAGER, conversation.hold),
    Route("POST", "/c/{name}/reveal", MANAGER, conversation.reveal),
    Route("GET", "/improve", REVIEWER, improving.show),
    Route("POST", "/corrections/{number:[0-9]{1,9}}", MANAGER, improving.decide),
    Route("GET", "/understand", REVIEWER, understanding.show),
    Route("GET", "/understand.json", REVIEWER, understanding.send_json),
    Route("GET", "/understand.csv", REVIEWER, understanding.send_csv),
    Route("GET", "/export", MANAGER, keeping.show_export),
    Route("POST", "/export", MANAGER, keeping.export),
    Route("GET", "/privacy", MANAGER, keeping.show_privacy),
    Route("POST", "/privacy/erase", ADMINISTRATOR, keeping.erase),
    Route("GET", "/audit", ADMINISTRATOR, keeping.show_audit),
    Route("GET", "/people", ADMINISTRATOR, people.show),
    Route("POST", "/people", ADMINISTRATOR, people.add),
    Route("POST", "/people/change", ADMINISTRATOR, people.change),
)


def setup(app: web.Application, console: Console, trusted_proxies: int = 0) -> None:
    """Add the console to an application, under /console."""
    pages = web.Application(middlewares=[headers, errors])
    pages[CONSOLE] = console
    pages[PROXIES] = trusted_proxies
    pages[CLOSING] = asyncio.Event()
    pages.on_shutdown.append(_close)
    set_up_templates(pages)
    for route in ROUTES:
        pages.router.add_route(route.method, route.path, for_role(route.role, route.handler))
    app.add_subapp("/console", pages)


async def _close(pages: web.Application) -> None:
    """End what streams, so that a stop does not wait for pages left open."""
    pages[CLOSING].set()
