"""What the passes of the model path said of an item, as findings: they point a reviewer's eye and set the order of review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings

_WORDS = {
    "solve": "nobody solved it with the provision open",
    "check": "nobody checked each part of it against the provision",
    "options-only": "nobody tried to find the key from the options alone",
    "twins": "nobody wrote a twin that shows the same options",
    "closed-book": "no model answered it without the provision",
    "repeats": "nobody looked whether another item asks for the same",
}


def not_through(item: Item, settings: Settings) -> Iterator[Hit]:
    """Passes that the item did not go through because no answer could be used."""
    for name, words in _WORDS.items():
        if item.passes.get(name) == "skipped" and (why := _of(item, name).get("not_done")):
            yield Hit(_field(item), f"{words}: the pass {name} got no answer that could be used ({why})")


def switched_off(item: Item, settings: Settings) -> Iterator[Hit]:
    """Passes that the settings leave out."""
    for name, words in _WORDS.items():
        if item.passes.get(name) == "skipped" and not _of(item, name).get("not_done"):
            yield Hit(_field(item), f"{words}: the pass {name} is switched off")


def guessable(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question whose key models found from the options alone."""
    if item.passes.get("options-only") != "failed":
        return
    marks = _of(item, "options-only")
    given = "; ".join(map(str, marks.get("given_away") or ())) or "nothing was said"
    share = marks.get("found")
    twin = _of(item, "twins").get("why_not")
    yield Hit(
        "options",
        f"the key was found from the options alone in {_percent(share)} of {marks.get('of', '?')} rankings; what gave it away: {given}"
        + (f"; why it has no twin: {twin}" if twin else ""),
        value=share if isinstance(share, float) else None,
    )


def all_wrong(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question that no model answers right without the provision, although it was solved with the provision open."""
    marks = _of(item, "closed-book")
    if item.kind == "question" and marks.get("right") == 0 and item.passes.get("solve") == "passed":
        yield Hit(
            "stem",
            f"none of {marks.get('of', '?')} models answers it right without the provision: it needs knowledge that they lack, or its key is wrong",
        )


def told_apart(item: Item, settings: Settings) -> Iterator[Hit]:
    """A pair of prompts that every model treats as it should: it measures nothing between them."""
    marks = _of(item, "closed-book")
    if item.kind == "prompt" and marks.get("discriminates") is False:
        yield Hit("text", f"all of {marks.get('of', '?')} models decline the one side and answer the other")


def _of(item: Item, name: str) -> Mapping[str, Any]:
    found = item.marks.get(name)
    return found if isinstance(found, Mapping) else {}


def _field(item: Item) -> str:
    return "stem" if item.kind == "question" else "text"


def _percent(value: object) -> str:
    return f"{value:.0%}" if isinstance(value, int | float) else "most"
