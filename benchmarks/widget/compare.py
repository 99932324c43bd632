"""Compare the widget with three others in one run: bytes, requests, axe findings, time until it can be used.

    make benchmark-widget, or python -m benchmarks.widget.compare [--folder FOLDER] [--runs 5] [--write]

Needs Chromium and npm, and a network for the first run (the packages go to FOLDER, their install scripts are not run).
Prints a table; --write puts it into docs/widget.md. A slow phone: processor 4 times slower, 1.6 Mbit/s, 150 ms away.
"""

from __future__ import annotations

import argparse
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks.widget.candidates import CANDIDATES, Candidate
from benchmarks.widget.serving import Server, bundle, install

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/widget.md"
SLOW_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
PATIENCE_MS = 180_000  # the first load waits for brotli at its best
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MARKS = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)
HEAD = """
{day}, Chromium {browser}; times are the median of {runs}.

| widget | own brotli kB | requests | of them to others | usable after, slow phone | axe: rules violated, chat open |
|---|---|---|---|---|---|
"""
USABLE = """() => new Promise((done) => {
  const look = () => {
    const found = %s;
    if (found && found.getBoundingClientRect().width) done(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})"""


def measure(candidate: Candidate, browser: Browser, address: str, runs: int) -> str:
    """Measure one candidate: sizes and findings once, times several times; return its row of the table."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - playwright cannot wrap a bound method
    page.goto(address)
    page.evaluate(USABLE % candidate.usable)
    page.wait_for_timeout(2000)
    wanted = [one for one in requests if one.resource_type != "document" and one.url.startswith("http")]
    others = [one for one in wanted if "//localhost" not in one.url]
    kilobytes = sum(one.sizes()["responseBodySize"] for one in wanted if one not in others) / 1000
    found = axe_violations(page, candidate)
    context.close()
    after_s = median(usable_after_s(candidate, browser, address) for _ in range(runs))
    name = f"{candidate.name} {candidate.version}".strip()
    return f"| {name} | {kilobytes:.1f} | {len(wanted)} | {len(others)} | {after_s:.2f} s | {found} |\n"


def axe_violations(page: Page, candidate: Candidate) -> str:
    """Run axe with the chat open; return the rules that are violated, with the number of places."""
    page.evaluate(f"async () => {{ await {candidate.open_chat or 'null'} }}")
    page.wait_for_timeout(2500)
    options: Any = {"runOnly": AXE_TAGS, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    rules = ", ".join(f"{rule['id']} ({len(rule['nodes'])})" for rule in found)
    return f"{len(found)}: {rules}" if found else "0"


def usable_after_s(candidate: Candidate, browser: Browser, address: str) -> float:
    """Load the page as on a slow phone; return when the widget could be used."""
    context = browser.new_context(viewport={"width": 390, "height": 760}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="commit")
    after_ms = float(page.evaluate(USABLE % candidate.usable))
    context.close()
    return after_ms / 1000


def compare(folder: Path, runs: int) -> str:
    """Measure all candidates; return the table with its date."""
    install(folder)
    for candidate in CANDIDATES:
        if candidate.bundled:
            bundle(candidate, folder)
    server = Server(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        text = HEAD.format(day=f"{datetime.now(UTC):%Y-%m-%d}", browser=browser.version, runs=runs)
        for candidate in CANDIDATES:
            text += measure(candidate, browser, server.address(candidate), runs)
        browser.close()
    return text + "\n"


def main() -> None:
    """Run the comparison from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "build/widget-benchmark")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="put the table into docs/widget.md")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    table = compare(folder, arguments.runs)
    print(table)
    if arguments.write:
        DOCUMENT.write_text(MARKS.sub(lambda _: table, DOCUMENT.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
