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

try:
    import brotli
except ImportError:  # gzip alone then, a fifth larger
    brotli = None

from bot.errors import KnowledgeError

SOURCES = Path(__file__).parent / "src"
PARTS = ("strings", "dom", "store", "peers", "core", "messages", "panel", "theme", "element")
FACT_NAMES = ("program", "toll_free", "phone")
FIXED_FACTS = {"emergency": "911", "crisis": "988"}  # national numbers, the same for every program


@dataclass(frozen=True)
class Script:
    """The finished script, as it leaves the server."""

    plain: bytes
    gzipped: bytes
    brotlied: bytes | None
    version: str
    integrity: str

    def encoded(self, accepted: str) -> tuple[bytes, str | None]:
        """Choose the smallest body a browser takes, with its Content-Encoding."""
        if self.brotlied is not None and re.search(r"\bbr\b", accepted):
            return self.brotlied, "br"
        return (self.gzipped, "gzip") if "gzip" in accepted else (self.plain, None)


def build_script(facts: Mapping[str, str], release: str) -> Script:
    """Join, shorten and compress the sources, with the program's facts filled in.

    Args:
        facts: `program` (its name), `toll_free` and `phone`, from data/knowledge/program.yml.
        release: Version of the project; a hash of the content is added, so that an address never changes its content.

    Raises:
        KnowledgeError: A fact is missing.
    """
    missing = [name for name in FACT_NAMES if not facts.get(name)]
    if missing:
        raise KnowledgeError("data/knowledge/program.yml", None, f"the widget lacks {', '.join(missing)}", "fill it in")
    known = FIXED_FACTS | {name: facts[name] for name in facts if facts[name]}
    values = {"FACTS": known, "CSS": shorten_css((SOURCES / "styles.css").read_text("utf-8"))}
    lines = [f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in values.items()]
    sources = [shorten_js((SOURCES / f"{part}.js").read_text("utf-8")) for part in PARTS]
    plain = "\n".join(["(() => {", '"use strict";', *lines, *sources, "})();", ""]).encode()
    digest = hashlib.sha384(plain).digest()
    return Script(
        plain=plain,
        gzipped=gzip.compress(plain, 9, mtime=0),
        brotlied=brotli.compress(plain, quality=11) if brotli else None,
        version=f"{release}-{digest.hex()[:8]}",
        integrity="sha384-" + base64.b64encode(digest).decode(),
    )


def shorten_js(source: str) -> str:
    """Drop comment lines, indentation and blank lines; the sources keep every comment on lines of its own or after two spaces."""
    source = re.sub(r"^\s*/\*\*.*?\*/\s*$", "", source, flags=re.DOTALL | re.MULTILINE)
    lines = (re.sub(r"\s+// .*$", "", line).strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def shorten_css(source: str) -> str:
    """Drop comments and the blanks that CSS does not need."""
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    source = re.sub(r"\s+", " ", source)
    return re.sub(r" ?([{};,>]) ?", r"\1", source).replace(": ", ":").replace(";}", "}").strip()
