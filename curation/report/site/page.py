"""The page of a site: facts, gates and losses as plain HTML, and the items as data that the page's script shows."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from importlib.resources import files
from typing import Any

from curation.core.files import disk
from curation.report.html import Child, Html, document, note, table, tag
from curation.report.site.content import ITEM_COLUMNS, Site

VIEWS = (
    ("overview", "Overview"),
    ("items", "Items"),
    ("provisions", "Provisions"),
    ("categories", "Categories"),
    ("results", "Results"),
)
"""Address after `#` and title of each view."""
MOST_PLAIN = 4_000_000
"""Most characters of data that stand in the page as they are. More are compressed, and what only the page of one item shows stands apart
until it is asked for: the time in which a large site opens is that of reading and parsing, which grows with the length."""
_DETAILS = [ITEM_COLUMNS.index(name) for name in ("explanation", "why", "quotes")]
_PICTURES = ITEM_COLUMNS.index("pictures")


def render(site: Site) -> str:
    """One page of HTML that loads nothing. Texts are escaped or enter it as text; its policy lets only its own script run."""
    return document(
        site.title, _packaged("site.css"), _packaged("site.js"), _banner(site), _main(site), _data(site)
    )


def space_card(site: Site) -> str:
    """The README that lets the folder be a static Space of the Hugging Face Hub as it is."""
    return f"---\ntitle: {json.dumps(site.title)}\nsdk: static\napp_file: index.html\npinned: false\n---\n\n# {site.title}\n\n{site.state}\n"


def _packaged(name: str) -> str:
    return disk.text(files("curation.report.site") / name)


def _banner(site: Site) -> Html:
    shown = [v for v in VIEWS if v[0] != "results" or site.results]
    links = [tag("li", tag("a", title, href=f"#{anchor}", id=f"to-{anchor}")) for anchor, title in shown]
    return tag(
        "header",
        tag("a", "Skip to the content", href="#content", class_="skip"),
        tag("p", site.title, class_="name"),
        tag("nav", tag("ul", links), aria_label="Views"),
        tag("button", "Light / dark", type="button", id="theme"),
    )


def _main(site: Site) -> Html:
    script = tag(
        "noscript", note("Items, provisions and categories need JavaScript; this overview does not.")
    )
    overview = tag("section", *_overview(site), id="overview", aria_labelledby="overview-title")
    return tag("main", script, overview, tag("div", "", id="view", hidden=True), id="content", tabindex=-1)


def _overview(site: Site) -> Iterable[Child]:
    yield tag("h1", site.title, id="overview-title", tabindex=-1)
    yield tag("p", site.state, class_="state")
    yield from (tag("p", text) for text in site.paragraphs)
    facts = [(tag("dt", label), tag("dd", value)) for label, value in site.facts]
    yield tag("dl", facts, class_="facts")
    yield tag("div", "", id="matrix")
    if site.gates:
        yield tag("h2", "What the release had to satisfy")
        yield table("Gates", ("gate", "needed", "found", "outcome"), site.gates)
    if site.losses:
        yield tag("h2", "What was left out on the way, and why")
        rows = [
            (step, taken, given, "; ".join(f"{reason}: {n:,}" for reason, n in lost.items()) or "nothing")
            for step, taken, given, lost in site.losses
        ]
        yield table("Steps", ("step", "in", "out", "left out"), rows, numeric=(1, 2))
    if site.withdrawn:
        yield tag("h2", "Withdrawn rows")
        yield table("Withdrawn", ("row", "reason"), site.withdrawn)


def _with_numbered_images(item: Sequence[Any], images: dict[str, int]) -> Sequence[Any]:
    """The cells of an item, each picture with its place in `images` (None without bytes): items that share one hold it once."""
    shown = item[_PICTURES]
    if not shown:
        return item
    numbered = [[images.setdefault(one[0], len(images)) if one[0] else None, *one[1:]] for one in shown]
    return [*item[:_PICTURES], numbered, *item[_PICTURES + 1 :]]


def _packed(name: str, value: object) -> str:
    """A block of JSON, compressed; base64 has no sign that a page could take for markup."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    packed = base64.b64encode(zlib.compress(written.encode())).decode()
    return f'<script type="application/json" id="{name}" data-packed="deflate">{packed}</script>'


def _data(site: Site) -> Html:
    """The tables as a JSON block that no text in it can break out of."""
    images: dict[str, int] = {}
    items = [_with_numbered_images(item, images) for item in site.items]
    content: dict[str, Any] = {
        "kind": site.kind,
        "report": site.report,
        "documents": [dict(d) for d in site.documents],
        "provisions": [astuple(p) for p in site.provisions],
        "categories": [astuple(c) for c in site.categories],
        "columns": ITEM_COLUMNS,
        "images": list(images),
        "items": items,
        "results": [{"title": r.title, "measures": r.measures, "rows": r.rows} for r in site.results],
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(written) > MOST_PLAIN:
        details = [[item[place] for place in _DETAILS] for item in items]
        content["items"] = [
            [None if place in _DETAILS else value for place, value in enumerate(item)] for item in items
        ]
        content["details"] = _DETAILS
        return Html(_packed("data", content) + _packed("details", details))
    safe = written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Html(f'<script type="application/json" id="data">{safe}</script>')
