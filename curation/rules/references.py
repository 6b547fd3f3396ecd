"""References of a text to other provisions of its document, resolved to clause ids by the numbers in their identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from curation.core.records import Clause
from curation.text.rule_words import references as wording


@dataclass
class Index:
    """The clauses of one document by the numbers in their identifiers."""

    by_path: dict[tuple[str, ...], str] = field(default_factory=dict)
    """`("5", "1", "a")` to the clause id; the first part of the tuple is the article's or section's."""
    kinds: dict[str, set[str]] = field(default_factory=dict)

    def add(self, clause: Clause) -> None:
        """Adds a clause."""
        path = numeric_path(clause.eid)
        if path:
            self.by_path.setdefault(path, clause.id)


def numeric_path(eid: str) -> tuple[str, ...]:
    """The numbers of an identifier from its article or section down: `chp_2__art_5__para_1` is `("art", "5", "1")`."""
    parts = [segment.partition("_") for segment in eid.split("__")]
    start = 0
    for place, (name, _, _) in enumerate(parts):
        if name in ("art", "sec", "annex", "reg", "rule"):
            start = place
    head = parts[start][0]
    return (head, *(number.lower().split("_")[0] for _, _, number in parts[start:]))


def build(clauses: Iterable[Clause]) -> Index:
    """The index of the clauses of one document."""
    index = Index()
    for clause in clauses:
        index.add(clause)
    return index


def resolve(folded: str, clause: Clause, index: Index) -> list[tuple[int, int, str]]:
    """The references in a folded text that name a clause of the same document: start, end, clause id, in order."""
    found: list[tuple[int, int, str]] = []
    if wording.ANY.search(folded) is None:
        return found
    for match in wording.REFERENCE.finditer(folded):
        if wording.OUTSIDE.match(folded, match.end()) and not wording.SAME.match(folded, match.end() + 1):
            continue
        unit = next(name for name in wording.UNITS if match.group(name))
        numbers = re.findall(r"[\da-z]+(?:[.\-]\d+)*", match.group("number"))
        if match.group("below"):
            numbers += re.findall(r"[\da-z]+", match.group("below"))
        target = _target(unit, numbers, match, clause, index)
        if target is not None and target != clause.id:
            found.append((match.start(), match.end(), target))
    return found


def _target(
    unit: str, numbers: Sequence[str], match: re.Match[str], clause: Clause, index: Index
) -> str | None:
    path = numeric_path(clause.eid)
    if match.group("outer"):
        outer = re.findall(r"[\da-z]+", match.group("outernumber"))
        if match.group("outer").startswith(("article", "section")):
            head = "art" if match.group("outer").startswith("article") else "sec"
            return index.by_path.get((head, *outer, *numbers))
        numbers = [*outer, *numbers]
        unit = "para"
    if unit in ("art", "sec", "annex"):
        dashed = [numbers[0].replace(".", "-"), *numbers[1:]]
        return index.by_path.get((unit, *dashed)) or index.by_path.get((unit, *numbers))
    if unit == "chp" or not path:
        return None
    top = 2 if path[0] in ("art", "sec", "annex") else 1
    # "Paragraph 1" counts from its article down, "point (a)" from the nearest list up.
    depths = range(top, len(path) + 1) if unit == "para" else range(len(path), top - 1, -1)
    for depth in depths:
        if (target := index.by_path.get((*path[:depth], *numbers))) is not None:
            return target
    return None
