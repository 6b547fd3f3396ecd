"""Slips in the content of a question that its own words show: each check finds one, without knowledge of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.bearers import is_thing
from curation.checks.questions.measures import quantities
from curation.checks.questions.reading import words_of
from curation.checks.settings import Settings
from curation.text.item_words.options import STARTS_WITH_VERDICT
from curation.text.item_words.slips import (
    ANY_OF_KIND,
    COMPOUND,
    LEFT_OPEN,
    NO_COMPOUND,
    OUT_OF_PLACE,
    POWER_LOST,
    RECOURSE,
    REPORTS_IT,
    THING_ACTS,
    TWO_PARTS,
)
from curation.text.stems import content_stems


def out_of_place(item: Item, settings: Settings) -> Iterator[Hit]:
    """A wrong option of another world than the question: nobody takes it for the answer."""
    for i, option in enumerate(item.options):
        match = OUT_OF_PLACE.search(option)
        if match is None or i == item.answer:
            continue
        others = " ".join([item.stem, item.provision, *(o for j, o in enumerate(item.options) if j != i)])
        if not content_stems(match[0], "en") & content_stems(others, "en"):
            yield Hit(
                f"options[{i}]",
                "nobody would choose this; write a wrong answer that somebody could give",
                *match.span(),
            )
            return


def kind_and_one_of_it(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option for any thing of a kind beside an option for one of it: who ticks the first is right with the second too."""
    for i, option in enumerate(item.options):
        match = ANY_OF_KIND.search(option)
        if match is None or STARTS_WITH_VERDICT.match(option):
            continue
        rest = content_stems(f"{option[: match.start()]} {option[match.end() :]}", "en")
        for j, other in enumerate(item.options):
            alone = rest & content_stems(other, "en")
            for k, third in enumerate(item.options):
                if k not in (i, j):
                    alone -= content_stems(third, "en")
            if i != j and alone and item.answer in (i, j) and not ANY_OF_KIND.search(other):
                yield Hit(f"options[{i}]", f"takes in option {LETTERS[j]}; make them exclude each other")
                return


def name_changed(item: Item, settings: Settings) -> Iterator[Hit]:
    """A compound of the stem that the explanation calls by another ending: `cyanate` there, `cyanide` here."""
    if not item.explanation:
        return
    shown = " ".join([item.stem, *item.options]).lower()
    explained = item.explanation.lower()
    mine, theirs = _compounds(item.stem.lower()), _compounds(explained)
    for root, ends in mine.items():
        others = theirs.get(root, {})
        for end, name in ends.items():
            if end in others or name in explained:
                continue
            changed = next((other for other in others.values() if other not in shown), None)
            if changed is not None:
                at = item.stem.lower().find(name)
                yield Hit(
                    "stem",
                    f"speaks of {name}, and the explanation of {changed}; see which of them is meant",
                    at,
                    at + len(name),
                )
                return


def _compounds(text: str) -> dict[str, dict[str, str]]:
    """The names of compounds in a text: by root and ending, without the plural."""
    found: dict[str, dict[str, str]] = {}
    for match in COMPOUND.finditer(text):
        if match[0].removesuffix("s") not in NO_COMPOUND and match[0] not in NO_COMPOUND:
            end = match["end"] if match["end"] == "ous" else match["end"].removesuffix("s")
            found.setdefault(match["root"], {})[end] = match[0]
    return found


def pair_in_the_middle(item: Item, settings: Settings) -> Iterator[Hit]:
    """Options of two things each, where only the key has both of its things from other options: it can be found by counting."""
    if item.answer is None or len(item.options) < 4:
        return
    pairs = [TWO_PARTS.match(option.strip()) for option in item.options]
    if not all(pairs):
        return
    parts = [
        [" ".join(words_of(match[name])) for name in ("first", "second")]
        for match in pairs
        if match is not None
    ]
    shared = [
        sum(any(part in other for k, other in enumerate(parts) if k != i) for part in own)
        for i, own in enumerate(parts)
    ]
    if shared[item.answer] == 2 and sum(n == 2 for n in shared) == 1:
        yield Hit(
            f"options[{item.answer}]",
            "only the key has both of its parts from other options; let each part come as often",
        )


def recourse_unsaid(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question for the time of an appeal, an objection or the like of which the provision does not speak."""
    match = RECOURSE.search(item.stem)
    if match is None or len(item.provision.split()) < 12:
        return
    verb = match["verb"].split()[-1].lower()
    if re.search(rf"\b{re.escape(verb[:5])}", item.provision, re.I) is None:
        yield Hit(
            "stem",
            f"the provision does not speak of this ({match['verb']}); see whether it says what is asked",
            *match.span("verb"),
        )


def power_lost(item: Item, settings: Settings) -> Iterator[Hit]:
    """A power of ten whose exponent stands on the line, so that it is read as another number: `3 \u00d7 106`."""
    for field, text in item.fields():
        if field in ("stem", "text") or field.startswith("options"):
            for match in POWER_LOST.finditer(text):
                yield Hit(
                    field, "prints an exponent on the line; raise it or write the number out", *match.span()
                )
                return


def it_unnamed(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that begins with its question and speaks of `it` without a thing: `by when must the holder report it`."""
    if not item.context and (match := REPORTS_IT.search(item.stem)):
        yield Hit("stem", "says `it` of a thing that the stem does not name; name it", *match.span())


def thing_acts(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option in which a thing does what only somebody can: `the certificate sends a report`."""
    acting = [THING_ACTS.match(option.strip()) for option in item.options]
    named = [match["thing"].lower() for match in acting if match is not None]
    for i, match in enumerate(acting):
        # What acts in several options is a subject of the question: an algorithm that decides or proposes.
        if match is not None and named.count(match["thing"].lower()) == 1 and is_thing(match["thing"]):
            yield Hit(f"options[{i}]", "lets a thing act; name who does it", *match.span("thing"))
            return


def left_open(item: Item, settings: Settings) -> Iterator[Hit]:
    """A key with a figure where the provision leaves the figure to others: `within the prescribed period`."""
    if item.key is None or len(item.provision.split()) < 12 or not LEFT_OPEN.search(item.provision):
        return
    figures = re.findall(r"\d[\d,.]*\d|\d", item.key)
    said = quantities(item.provision)
    if (
        figures
        and not any(re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", item.provision) for figure in figures)
        and not any(measured in said for measured in quantities(item.key))
    ):
        yield Hit("answer", "the provision leaves this figure to others; see whether it says what is asked")
