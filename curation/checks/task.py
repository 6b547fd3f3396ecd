"""Checks of an open task: its situation, its instruction, and the rubric by which an answer is judged."""

from __future__ import annotations

from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.core.digests import fold
from curation.core.items import rubric
from curation.text import point_words
from curation.text.packs import pack
from curation.text.sentences import sentences
from curation.text.stems import content_stems

_FEWEST = 3
"""Points below which the parts of an answer are hardly told apart."""
_GIVEN = 4
"""Content words that a point has at the least before it can be said that the situation gives it away."""
_SAME = 0.85
"""Share of common words from which on two points of one role ask for the same."""


def parts_empty(item: Item, settings: Settings) -> Iterator[Hit]:
    """A task without a situation or without an instruction."""
    for name, text, what in (
        ("text", item.text, "situation"),
        ("instruction", item.instruction, "instruction"),
    ):
        if not any(c.isalnum() for c in text):
            yield Hit(name, f"the {what} is empty; write it or remove the line")


def rubric_unsound(item: Item, settings: Settings) -> Iterator[Hit]:
    """A rubric without a required point, with an id twice, an empty point, or a weight that is none."""
    for name, message in rubric.problems(item.rubric):
        yield Hit(f"rubric[{name}]" if name else "rubric", message)


def point_clause(item: Item, settings: Settings) -> Iterator[Hit]:
    """A point that rests on a clause which the task does not name, or on no clause at all."""
    for point in item.rubric:
        field = f"rubric[{point.id}]"
        if wrong := [name for name in point.clauses if name not in item.cited]:
            yield Hit(
                field, f"rests on {wrong[0]}, which is none of the task's clauses; name it for the task too"
            )
        elif not point.clauses and not point.rules:
            yield Hit(field, "rests on no clause; name the clause that asks for it", severity="warn")


def points_few(item: Item, settings: Settings) -> Iterator[Hit]:
    """A rubric of so few points that it says little of an answer."""
    if 0 < len(item.rubric) < _FEWEST:
        yield Hit(
            "rubric",
            f"has {len(item.rubric)} points; with {_FEWEST} or more the parts of an answer can be told apart",
        )


def no_mistake(item: Item, settings: Settings) -> Iterator[Hit]:
    """A rubric that names no mistake, so that a long answer which says everything gets full marks."""
    if item.rubric and all(point.role != "mistake" for point in item.rubric):
        yield Hit(
            "rubric", "names no mistake; an answer that says everything, right and wrong, gets full marks"
        )


def point_given(item: Item, settings: Settings) -> Iterator[Hit]:
    """A point whose words stand in the situation or the instruction: an answer may only repeat them."""
    language = item.language or "en"
    shown, denying = content_stems(f"{item.text} {item.instruction}", language), pack(language).negations
    for point in item.rubric:
        said = point_words.words(point.text)
        own = content_stems(
            " ".join(said[1:]), language
        )  # the first word tells what an answer does: says, asks, names
        if point.role == "mistake" or denying & set(said):
            continue
        if len(own) >= _GIVEN and own <= shown:
            yield Hit(
                f"rubric[{point.id}]",
                "its words stand in the task itself; an answer that repeats them makes the point",
            )


def point_twice(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two points of one role that ask for the same, so that one thing counts twice."""
    language = item.language or "en"
    held = [(point, content_stems(point.text, language)) for point in item.rubric]
    for place, (point, own) in enumerate(held):
        for other, words in held[:place]:
            alike = len(own & words) >= _SAME * max(1, len(own | words))
            if point.role == other.role and (fold(point.text) == fold(other.text) or (alike and own)):
                yield Hit(f"rubric[{point.id}]", f"asks for the same as {other.id}; join them")
                break


def point_several(item: Item, settings: Settings) -> Iterator[Hit]:
    """A point of several sentences: a judge cannot say yes or no to it."""
    for point in item.rubric:
        if sum(1 for _ in sentences(point.text)) > 1:
            yield Hit(
                f"rubric[{point.id}]",
                "says several things; make a point of each, so that a judge can say yes or no",
            )


def match_misses(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words to match that do not even find the point's own words, or are no words."""
    for point in item.rubric:
        for entry in point.match:
            if not point_words.parts(entry):
                yield Hit(
                    f"rubric[{point.id}]",
                    "an entry to match holds no words; write words, alternatives with | between them",
                )
        sound = point.match and all(map(point_words.parts, point.match))
        if sound and point_words.makes(point.text, point.match, item.language or "en") is False:
            yield Hit(
                f"rubric[{point.id}]",
                "the words to match do not find the point itself; see that they fit its words",
                severity="warn",
            )
