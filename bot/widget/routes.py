"""Serve the widget's script and the pages around it: the demo at `/`, `/chat`, `/embed`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.widget.bundle import Script, build_script

HERE = Path(__file__).parent
PAGES = {"/": "demo.html", "/chat": "chat.html", "/embed": "embed.html"}
ASSETS = {"site.css": "text/css", "site.js": "text/javascript"}
SHORT_CACHE = "public, max-age=300, must-revalidate"
FOREVER = "public, max-age=31536000, immutable"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)

SCRIPT = web.AppKey("SCRIPT", Script)
TEMPLATES = web.AppKey("TEMPLATES", Environment)
FACTS = web.AppKey[Mapping[str, str]]("FACTS")
PUBLIC_URL = web.AppKey("PUBLIC_URL", str)

routes = web.RouteTableDef()


def setup(app: web.Application, facts: Mapping[str, str], *, public_url: str = "") -> None:
    """Add the widget to an application.

    Args:
        app: The application that also has `/api/conversations` and `/api/ws`.
        facts: What the widget and its pages say of the program, by the names of data/knowledge/program.yml:
            `program_name`, `toll_free`, `phone`, `emergency_number`, `crisis_line`, `excluded_states` and
            `in_person_area`.
        public_url: Where visitors reach this server, for the lines that site owners copy; empty: as asked for.
    """
    app[SCRIPT] = build_script(facts, release())
    app[FACTS] = dict(facts)
    app[PUBLIC_URL] = public_url.rstrip("/")
    app[TEMPLATES] = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    app.add_routes(routes)


def release() -> str:
    """Name the installed release of the project."""
    try:
        return version("second-opinion-assistant")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0.0.0"


@routes.get("/")
@routes.get("/chat")
@routes.get("/embed")
async def show_page(request: web.Request) -> web.Response:
    """Show one of the pages around the widget."""
    script = request.app[SCRIPT]
    origin = request.app[PUBLIC_URL] or str(request.url.origin())
    body = (
        request.app[TEMPLATES]
        .get_template(PAGES[request.path])
        .render(
            facts=request.app[FACTS],
            origin=origin,
            socket_origin=origin.replace("http", "ws", 1),
            version=script.version,
            integrity=script.integrity,
            kilobytes=round(len(script.brotlied) / 1000, 1),
        )
    )
    headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache", "Referrer-Policy": "no-referrer"}
    return web.Response(text=body, content_type="text/html", headers=headers)


@routes.get("/widget.js")
async def send_script(request: web.Request) -> web.Response:
    """Send the script that a page names without a version."""
    return script_response(request, SHORT_CACHE)


@routes.get("/widget/{version}/chat.js")
async def send_versioned_script(request: web.Request) -> web.Response:
    """Send the script under an address whose content never changes; other versions are not kept."""
    if request.match_info["version"] != request.app[SCRIPT].version:
        raise web.HTTPNotFound(headers={"Cache-Control": "no-store"})
    return script_response(request, FOREVER)


@routes.get("/widget/site/{name}")
async def send_asset(request: web.Request) -> web.StreamResponse:
    """Send the style and script of the pages around the widget."""
    name = request.match_info["name"]
    if name not in ASSETS:
        raise web.HTTPNotFound
    headers = {"Content-Type": ASSETS[name], "Cache-Control": SHORT_CACHE}
    return web.FileResponse(HERE / "static" / name, headers=headers)


def script_response(request: web.Request, cache: str) -> web.Response:
    """Answer with the script, compressed as the browser likes, readable by every site."""
    script = request.app[SCRIPT]
    etag = f'"{script.version}"'
    headers = {
        "Cache-Control": cache,
        "ETag": etag,
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if etag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    body, encoding = script.encoded(request.headers.get("Accept-Encoding", ""))
    if encoding:
        headers["Content-Encoding"] = encoding
    return web.Response(body=body, content_type="text/javascript", charset="utf-8", headers=headers)
