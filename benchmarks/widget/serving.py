"""Fetch the packages, and serve the host pages with them."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import threading
from pathlib import Path

import brotli
from aiohttp import web

from benchmarks.widget.candidates import CANDIDATES, Candidate
from bot.widget.routes import setup

HOSTS = Path(__file__).parent / "hosts"
TOOLS = ("esbuild@0.25", "react@18", "react-dom@18")
FACTS = {
    "program_name": "Johns Hopkins Surgical Second Opinion Program",
    "toll_free": "1-855-695-4872",
    "phone": "410-464-6555",
    "emergency_number": "911",
    "crisis_line": "988",
}
HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Host</h1></main>{tag}</body></html>"""


def install(folder: Path) -> None:
    """Put the packages into the folder, once, without running their install scripts."""
    done = folder / "node_modules/.done"
    wanted = "\n".join([*(candidate.package for candidate in CANDIDATES if candidate.package), *TOOLS])
    if done.exists() and done.read_text() == wanted:
        return
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--legacy-peer-deps"]
    (folder / "package.json").write_text("{}")
    subprocess.run(["npm", "install", *quiet, *wanted.split()], cwd=folder, check=True)
    done.write_text(wanted)


def bundle(candidate: Candidate, folder: Path) -> None:
    """Bundle a candidate for the browser, minified, split where its makers split it."""
    sources = folder / "sources"
    shutil.copytree(HOSTS, sources, dirs_exist_ok=True)
    options = ["--bundle", "--minify", "--splitting", "--format=esm", "--log-level=error", "--loader:.css=text"]
    options += ['--define:process.env.NODE_ENV="production"', f"--outdir={folder / 'out'}"]
    program = folder / "node_modules/.bin/esbuild"
    subprocess.run([program, sources / f"{candidate.name}.js", *options], cwd=folder, check=True)


class Server:
    """Serves pages and scripts, compressed with brotli once, on a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self._places = {"packages": folder / "node_modules", "out": folder / "out", "hosts": HOSTS}
        self._packed: dict[Path, bytes] = {}
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.port = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(30)

    def address(self, candidate: Candidate) -> str:
        """Return the address of a candidate's host page."""
        return f"http://localhost:{self.port}/host/{candidate.name}"

    async def _start(self) -> int:
        app = web.Application()
        app.router.add_get("/host/{name}", self._page)
        app.router.add_get("/{place:packages|out|hosts}/{path:.*}", self._file)
        setup(app, FACTS)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "localhost", 0).start()
        return int(runner.addresses[0][1])

    async def _page(self, request: web.Request) -> web.Response:
        candidate = next(one for one in CANDIDATES if one.name == request.match_info["name"])
        place = "out" if candidate.bundled else "hosts"
        tag = f'<script type="module" src="/{place}/{candidate.name}.js"></script>'
        if not candidate.package:
            tag = '<script src="/widget.js" defer></script>'
        return web.Response(text=HOST.format(tag=tag), content_type="text/html")

    async def _file(self, request: web.Request) -> web.Response:
        path = self._places[request.match_info["place"]] / request.match_info["path"]
        if path not in self._packed:
            self._packed[path] = brotli.compress(path.read_bytes(), quality=11)
        headers = {"Content-Encoding": "br"}
        return web.Response(body=self._packed[path], content_type="text/javascript", headers=headers)
