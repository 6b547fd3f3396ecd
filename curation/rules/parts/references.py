"""References of a text to other provisions of its document, resolved to clause ids by the numbers in their identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from curation.core.records import Clause
from curation.text.rule_words import references as wording

_HOMES = ("art", "sec", "annex", "reg", "rule")


@dataclass
class Index:
    """The clauses of one document by the numbers that are printed before them, else by those in their identifiers."""

    by_path: dict[tuple[str, ...], str] = field(default_factory=dict)
    """`("art", "5", "1", "a")` to the clause id: the article or section, then the numbers below it."""
    counted: dict[tuple[str, ...], str] = field(default_factory=dict)
    """The same for clauses without a printed number, by their place."""
    paths: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The numbers of each clause by its identifier; a heading has those of what it stands in."""

    def add(self, clause: Clause) -> None:
        """Adds a clause; what it stands in was added before."""
        own = numeric_path(clause.eid)
        above = self.paths.get(clause.parent or "")
        if clause.eid.rpartition("__")[2].partition("_")[0] in _HOMES:
            self.paths[clause.eid] = own
            self.by_path.setdefault(own, clause.id)
            return
        if above is None:
            # No article or section holds it: its number counts only among what stands beside it.
            above = own[:-1] if own[0] in _HOMES else (f"@{clause.parent or ''}",)
        number = printed(clause)
        if clause.kind == "heading" and not number:
            self.paths[clause.eid] = above if above[0] in _HOMES else (f"@{clause.eid}",)
            return
        self.paths[clause.eid] = path = (*above, number or own[-1])
        if number:
            self.by_path.setdefault(path, clause.id)
        elif above[0] in _HOMES:
            self.counted.setdefault(path, clause.id)

    def find(self, path: tuple[str, ...]) -> str | None:
        """The id of the clause with these numbers."""
        return self.by_path.get(path) or self.counted.get(path)


def printed(clause: Clause) -> str:
    """The number that is printed before a clause, without its brackets; empty for none."""
    found = wording.PRINTED.fullmatch(clause.marker.strip()) or wording.OPENING.match(clause.text)
    return found["number"].lower() if found else ""


def numeric_path(eid: str) -> tuple[str, ...]:
    """The numbers of an identifier from its article or section down: `chp_2__art_5__para_1` is `("art", "5", "1")`."""
    parts = [segment.partition("_") for segment in eid.split("__")]
    start = 0
    for place, (name, _, _) in enumerate(parts):
        if name in _HOMES:
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
        more = None if match.group("outer") else wording.MORE.match(folded, match.end())
        end = more.end() if more else match.end()
        if wording.OUTSIDE.match(folded, end) and not wording.SAME.match(folded, end + 1):
            continue
        if wording.STATUTE.search(folded, max(0, match.start() - 15), match.start()):
            continue
        unit = next(name for name in wording.UNITS if match.group(name))
        numbers = _split(match.group("number"))
        if match.group("below"):
            numbers += re.findall(r"[\da-z]+", match.group("below"))
        targets = [_target(unit, numbers, match, clause, index)]
        for other in wording.NUMBERS.findall(more.group()) if more else ():
            # "paragraphs (1)(c) and (d)": the (d) stands beside the (c), a number without brackets stands for itself.
            beside = [*numbers[:-1], *_split(other)] if other.startswith("(") else _split(other)
            targets.append(_target(unit, beside, match, clause, index))
        found += [(match.start(), end, each) for each in targets if each is not None and each != clause.id]
    return found


def _split(number: str) -> list[str]:
    """The parts of a printed number: `5(1)(a)` is 5, 1 and a."""
    return re.findall(r"[\da-z]+(?:[.\-]\d+)*", number)


def _target(
    unit: str, numbers: Sequence[str], match: re.Match[str], clause: Clause, index: Index
) -> str | None:
    path = index.paths.get(clause.eid, ())
    if match.group("outer"):
        outer = re.findall(r"[\da-z]+", match.group("outernumber"))
        if match.group("outer").startswith(("article", "section")):
            head = "art" if match.group("outer").startswith("article") else "sec"
            return index.find((head, *outer, *numbers))
        numbers = [*outer, *numbers]
        unit = "para"
    if unit in ("art", "sec", "annex"):
        dashed = [numbers[0].replace(".", "-"), *numbers[1:]]
        return index.find((unit, *dashed)) or index.find((unit, *numbers))
    if unit == "chp" or not path:
        return None
    top = 2 if path[0] in _HOMES else 1
    # "Paragraph 1" counts from its article down, "point (a)" from the nearest list up.
    depths = range(top, len(path) + 1) if unit == "para" else range(len(path), top - 1, -1)
    for depth in depths:
        if (target := index.find((*path[:depth], *numbers))) is not None:
            return target
    return None
