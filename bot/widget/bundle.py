"""Join the widget's sources into the one script that pages load. No build step: it happens when the server starts."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli
import minify

from bot.errors import KnowledgeError

SOURCES = Path(__file__).parent / "src"
PARTS = ("strings", "dom", "store", "transport", "conversation", "messages", "panel", "theme", "view", "element")
FACT_NAMES = ("program_name", "toll_free", "emergency_number", "crisis_line")


@dataclass(frozen=True)
class Script:
    """The finished script, as it leaves the server."""

    plain: bytes
    gzipped: bytes
    brotlied: bytes
    version: str
    integrity: str

    def encoded(self, accepted: str) -> tuple[bytes, str | None]:
        """Choose the smallest body that a browser takes, with its Content-Encoding."""
        if re.search(r"\bbr\b", accepted):
            return self.brotlied, "br"
        return (self.gzipped, "gzip") if "gzip" in accepted else (self.plain, None)


def build_script(facts: Mapping[str, str], release: str) -> Script:
    """Join, shorten and compress the sources, with the program's facts filled in.

    Args:
        facts: What the widget says of the program (FACT_NAMES), from data/knowledge/program.yml.
        release: Version of the project; a hash of the content is added, so that an address never changes its content.

    Raises:
        KnowledgeError: A fact is missing.
    """
    plain = minify.string("application/javascript", join_sources(facts)).encode()
    digest = hashlib.sha384(plain).digest()
    return Script(
        plain=plain,
        gzipped=gzip.compress(plain, 9, mtime=0),
        brotlied=brotli.compress(plain, quality=11),
        version=f"{release}-{digest.hex()[:8]}",
        integrity="sha384-" + base64.b64encode(digest).decode(),
    )


def join_sources(facts: Mapping[str, str]) -> str:
    """Put facts, style and sources into one function, so that no name of ours reaches the host page."""
    missing = [name for name in FACT_NAMES if not facts.get(name)]
    if missing:
        raise KnowledgeError("data/knowledge/program.yml", None, f"the widget lacks {', '.join(missing)}", "fill it in")
    known = {name: facts[name] for name in FACT_NAMES}
    css = minify.string("text/css", (SOURCES / "styles.css").read_text("utf-8"))
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)  # it leaves @container as it is
    constants = [f"const {name} = {json.dumps(value)};" for name, value in (("FACTS", known), ("CSS", css))]
    sources = [(SOURCES / f"{part}.js").read_text("utf-8") for part in PARTS]
    return "\n".join(["(() => {", '"use strict";', *constants, *sources, "})();"])
