"""Whether an item speaks of a second category in words of its own.

An item takes over the categories of the clause it was made from, best first. The first stands: it is what the clause is about
most. Any other stays only where the item itself, its text or its question with the keyed option, holds a cue, name or alias of that
category of which a word is no cue of a better one; for an item in another language the terms that a glossary knows count. A
category that loses its evidence to a better one, or never had any in the item, is dropped with that reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from curation.core.records import CategoryDrop
from curation.mapping.features import cues_of
from curation.mapping.languages import tokens_of
from curation.mapping.terms import term_stems, terms
from curation.taxonomy import Taxonomy
from curation.text.packs import primary

if TYPE_CHECKING:
    import polars as pl

PEOPLE = frozenset(["author", "authored"])
"""Generators whose categories people gave: these are kept as they are."""
REASONS: Mapping[str, str] = {
    "no-words": "the item holds no words that speak for it",
    "shared-words": "the words that speak for it speak for a better category already",
}


@dataclass(frozen=True)
class Drop:
    """A category that an item lost."""

    category: str
    reason: str
    """A key of `REASONS`."""


def confirmed(
    text: str, language: str, categories: Sequence[str], taxonomy: Taxonomy
) -> tuple[list[str], list[Drop]]:
    """The categories that an item keeps, in their order, and those it loses.

    Args:
        text: What the item says.
        language: Its language, a BCP 47 tag.
        categories: Qualified codes, the best first; codes that are not of `taxonomy` stay as they are.
        taxonomy: Whose cues are looked for.
    """
    kept: list[str] = []
    drops: list[Drop] = []
    stems = [token.word for token in (terms(text) if primary(language) in ("", "en") else tokens_of(text, language))]  # fmt: skip
    claimed: set[int] = set()
    for place, category in enumerate(categories):
        owner, _, code = category.rpartition(":")
        if owner != taxonomy.id or code not in taxonomy:
            kept.append(category)
            continue
        cues = _cues_in(stems, taxonomy, code)
        own = [cue for cue in cues if not claimed.issuperset(cue)]
        if place and not own:
            drops.append(Drop(category, "shared-words" if cues else "no-words"))
            continue
        kept.append(category)
        claimed.update(index for cue in cues for index in cue)
    return kept, drops


def _cues_in(stems: Sequence[str], taxonomy: Taxonomy, code: str) -> list[tuple[int, ...]]:
    """The places of each cue of a category that stands whole in a text given as stems."""
    found = []
    for phrase in _phrases(taxonomy.id, tuple(cues_of(taxonomy, taxonomy[code]))):
        size = len(phrase)
        for start in range(len(stems) - size + 1):
            if tuple(stems[start : start + size]) == phrase:
                found.append(tuple(range(start, start + size)))
    return found


@lru_cache(maxsize=4096)
def _phrases(owner: str, cues: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The cues of a category of taxonomy `owner` as stems, each once."""
    return tuple(sorted({phrase for cue in cues if (phrase := tuple(term_stems(cue)))}))


def second_categories(
    candidates: pl.DataFrame, taxonomies: Sequence[Taxonomy]
) -> tuple[pl.DataFrame, list[CategoryDrop]]:
    """A frame of `Candidate` whose further categories each have evidence of their own, and what was dropped.

    Variants follow their base: what a base loses its variants lose, so that a family has one set of categories.
    """
    import polars as pl

    if candidates.is_empty():
        return candidates, []
    columns = (
        "id",
        "root",
        "parent",
        "text",
        "stem",
        "options",
        "answer",
        "language",
        "categories",
        "origin",
    )
    rows = list(candidates.select(columns).iter_rows(named=True))
    lost: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["parent"] is None and len(row["categories"]) > 1 and row["origin"]["generator"] not in PEOPLE:
            lost[row["id"]] = _lost(row, taxonomies)
    drops = [
        CategoryDrop(candidate=row["id"], category=category, reason=reason, message=REASONS[reason])
        for row in rows
        for category, reason in _of(row, lost).items()
        if category in row["categories"]
    ]
    kept = [[c for c in row["categories"] if c not in _of(row, lost)] for row in rows]
    return candidates.with_columns(categories=pl.Series(kept, dtype=candidates.schema["categories"])), drops


def _of(row: Mapping[str, object], lost: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """What an item loses: that of itself, or of the item it is a variant of."""
    return lost.get(str(row["id"]), lost.get(str(row["parent"]), lost.get(str(row["root"]), {})))


def _lost(row: Mapping[str, object], taxonomies: Sequence[Taxonomy]) -> dict[str, str]:
    options, answer = row["options"], row["answer"]
    key = options[answer] if isinstance(options, list) and isinstance(answer, int) and 0 <= answer < len(options) else ""  # fmt: skip
    text = "\n".join(str(part) for part in (row["text"], row["stem"], key) if part)
    categories = [str(c) for c in row["categories"]]  # type: ignore[attr-defined]
    found: dict[str, str] = {}
    for taxonomy in taxonomies:
        _, drops = confirmed(text, str(row["language"]), categories, taxonomy)
        found |= {drop.category: drop.reason for drop in drops}
    return found
