"""The widget's routes: what is served, how it is cached and compressed, and what the pages may do."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re

import brotli
import pytest
from aiohttp import web

from bot.errors import KnowledgeError
from bot.widget.bundle import FACT_NAMES, PARTS, SOURCES, build_script, join_sources
from bot.widget.routes import setup

FACTS = {
    "program_name": "Johns Hopkins Surgical Second Opinion Program",
    "toll_free": "1-855-695-4872",
    "phone": "410-464-6555",
    "emergency_number": "911",
    "crisis_line": "988",
    "excluded_states": "Iowa and Maine",
    "in_person_area": "Baltimore metropolitan area",
}
PAGES = ["/", "/chat", "/embed"]


@pytest.fixture
async def client(aiohttp_client):
    app = web.Application()
    setup(app, FACTS, public_url="https://help.example")
    return await aiohttp_client(app, auto_decompress=False)


@pytest.mark.parametrize("missing", FACT_NAMES)
def test_a_missing_fact_stops_the_start_and_is_named(missing):
    with pytest.raises(KnowledgeError, match=missing):
        build_script(FACTS | {missing: ""}, "1.0.0")


def test_the_same_facts_give_the_same_version_and_others_another():
    same, again, other = (
        build_script(facts, "1.0.0") for facts in (FACTS, dict(FACTS), FACTS | {"toll_free": "1-800-555-0100"})
    )
    assert same == again
    assert same.version.startswith("1.0.0-")
    assert same.version != other.version


def test_facts_come_from_outside_and_cannot_break_out_of_the_script():
    nasty = FACTS | {"program_name": '"; alert(1); "</script>\u2028'}
    script = join_sources(nasty)
    assert 'alert(1); \\"' in script
    assert "\u2028" not in script
    assert "855-695" not in "".join((SOURCES / f"{part}.js").read_text("utf-8") for part in PARTS)


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip, deflate", "gzip"), ("identity", None)])
async def test_the_script_is_compressed_as_the_browser_likes(client, accepted, encoding):
    response = await client.get("/widget.js", headers={"Accept-Encoding": accepted})
    body = await response.read()
    assert response.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(body) == build_script(FACTS, "0").plain
    assert response.headers["Vary"] == "Accept-Encoding"


async def test_the_stable_address_is_cached_shortly_and_checked_by_tag(client):
    response = await client.get("/widget.js")
    assert response.headers["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.content_type == "text/javascript"
    again = await client.get("/widget.js", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")


async def test_the_versioned_address_is_immutable_and_matches_the_published_hash(client):
    page = await (await client.get("/embed", headers={"Accept-Encoding": "identity"})).text()
    address = re.search(r"https://help\.example(/widget/[^/]+/chat\.js)", page)
    published = re.search(r"sha384-[A-Za-z0-9+/=]+", page)
    assert address
    assert published
    response = await client.get(address[1], headers={"Accept-Encoding": "identity"})
    digest = base64.b64encode(hashlib.sha384(await response.read()).digest()).decode()
    assert published[0] == "sha384-" + digest
    assert "immutable" in response.headers["Cache-Control"]


async def test_another_version_is_not_found_and_not_cached(client):
    response = await client.get("/widget/0.0.1-abcdef00/chat.js")
    assert (response.status, response.headers["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize(
    "path", ["/widget/site/../routes.py", "/widget/site/%2e%2e/bundle.py", "/widget/site/other.css"]
)
async def test_only_the_two_assets_are_served(client, path):
    assert (await client.get(path)).status == 404


@pytest.mark.parametrize("path", PAGES)
async def test_pages_have_a_strict_policy_and_no_inline_code(client, path):
    response = await client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = await response.text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style(?![^<]*&)", page)


@pytest.mark.parametrize("path", PAGES)
async def test_pages_name_the_facts_and_no_official_site(client, path):
    page = await (await client.get(path)).text()
    assert FACTS["emergency_number"] in page or path == "/embed"
    assert "not an official site" in page or path == "/chat"


async def test_embed_shows_addresses_of_this_server(client):
    page = await (await client.get("/embed")).text()
    assert "script-src https://help.example; connect-src https://help.example wss://help.example;" in page
    assert "localhost" not in page


async def test_without_a_public_address_the_asked_one_is_shown(aiohttp_client):
    app = web.Application()
    setup(app, FACTS)
    client = await aiohttp_client(app)
    page = await (await client.get("/embed")).text()
    assert f"http://127.0.0.1:{client.port}/widget.js" in page
