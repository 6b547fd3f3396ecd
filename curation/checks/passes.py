"""What the passes of the model path said of an item, as findings: they tell a reviewer what to look at and decide the order of review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings

_WORDS = {
    "solve": "nobody solved it with the provision open",
    "check": "nobody checked each part of it against the provision",
    "read": "nobody read it as the last reader before print",
    "trim": "nobody took out the details on which nothing depends",
    "options-only": "nobody tried to find the key from the options alone",
    "twins": "nobody wrote a twin that shows the same options",
    "complete": "nobody wrote the points that its rubric may lack",
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


def idle_details(item: Item, settings: Settings) -> Iterator[Hit]:
    """Details of a question on which, as the model that checked it says, neither an option nor a rule depends."""
    found = _of(item, "check").get("idle")
    if item.kind != "question" or not isinstance(found, list) or not found:
        return
    why = _of(item, "trim").get("why_not")
    told = "; ".join(f"\u201c{words}\u201d" for words in found)
    yield Hit(
        "stem",
        f"nothing depends on these words, as the model that checked it says: {told}"
        + (f"; why they stayed: {why}" if why else ""),
        value=len(found),
    )


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


def points_unmet(item: Item, settings: Settings) -> Iterator[Hit]:
    """Required points that no answer makes with the provision open, and mistakes that most of these answers make."""
    marks = _of(item, "solve")
    if item.kind != "task" or item.passes.get("solve") != "failed":
        return
    n = marks.get("of", "?")
    for name in marks.get("unmet") or ():
        yield Hit(
            f"rubric[{name}]",
            f"none of {n} answers with the provision open makes it: the task does not call for it, or it is not in the provision",
        )
    for name in marks.get("wrong") or ():
        yield Hit(
            f"rubric[{name}]",
            f"most of {n} answers with the provision open do it: it may be no mistake, or the task leads to it",
        )


def all_easy(item: Item, settings: Settings) -> Iterator[Hit]:
    """A task of whose rubric every required point is made by all answers without the provision."""
    marks = _of(item, "closed-book")
    required = [point.id for point in item.rubric if point.role == "required"]
    if item.kind == "task" and required and set(required) <= set(marks.get("easy") or ()):
        yield Hit(
            "rubric",
            f"all of {marks.get('of', '?')} answers without the provision make every required point: it needs common sense alone",
        )


def rubric_lacks(item: Item, settings: Settings) -> Iterator[Hit]:
    """What the check of a task missed in its rubric."""
    if item.kind == "task" and (missing := _of(item, "check").get("missing")):
        yield Hit("rubric", f"may lack a point, as the model that checked it says: {missing}")


def _of(item: Item, name: str) -> Mapping[str, Any]:
    found = item.marks.get(name)
    return found if isinstance(found, Mapping) else {}


def _field(item: Item) -> str:
    return "stem" if item.kind == "question" else "text"


def _percent(value: object) -> str:
    return f"{value:.0%}" if isinstance(value, int | float) else "most"
