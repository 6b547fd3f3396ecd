"""What a reader of a clause needs beside it: its lead-in, the entries below it, its neighbours, the terms it uses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from curation.core.records import Clause

NEIGHBOURS = 40
"""Most neighbours that are put on a screen; how many more there are is said."""
TERMS = 12
"""Most definitions that are put on a screen."""
_QUOTED = re.compile(
    r"[\u201c\u201e\u00ab\u2018\u300c\"'](?P<term>[^\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u300c\u300d\"]{2,60}?)[\u201d\u201c\u00bb\u2019\u300d\"']"
)
_OPENS_A_LIST = (":", "\u2014", "\uff1a")
_Place = tuple[str, str, str]


@dataclass(frozen=True)
class Surroundings:
    """The clauses of all documents by where they stand, and the definitions of each edition."""

    by_id: Mapping[str, Clause] = field(default_factory=dict)
    below: Mapping[_Place, Sequence[Clause]] = field(default_factory=dict)
    """The direct children of a clause in order, by document, edition and eid."""
    definitions: Mapping[tuple[str, str], Sequence[tuple[str, Clause]]] = field(default_factory=dict)
    """The terms that an edition defines, each with the clause that does."""


def surroundings(clauses: Iterable[Clause]) -> Surroundings:
    """The index of `clauses`, which come in the order of their documents."""
    by_id: dict[str, Clause] = {}
    below: dict[_Place, list[Clause]] = defaultdict(list)
    definitions: dict[tuple[str, str], list[tuple[str, Clause]]] = defaultdict(list)
    for clause in clauses:
        by_id[clause.id] = clause
        below[clause.document, clause.edition, clause.parent or ""].append(clause)
        if clause.modality == "definition" and (term := _QUOTED.search(clause.text)):
            definitions[clause.document, clause.edition].append((term["term"].strip(" ,;"), clause))
    return Surroundings(by_id, dict(below), dict(definitions))


def around(shown: Sequence[Clause], index: Surroundings) -> dict[str, JsonValue]:
    """What is shown around the clauses of an item; nothing for fields that would be empty.

    `lead_in` is the words that open the list a clause stands in, from the outside in; `entries` what stands below a
    clause that opens a list; `neighbours` the other clauses of the same provision, in order; `terms` the definitions,
    in the same edition, of terms that the clauses use.
    """
    used = {clause.id for clause in shown}
    before = _unique(c for clause in shown for c in _lead_in(clause, index) if c.id not in used)
    entries = _unique(c for clause in shown for c in _entries(clause, index) if c.id not in used)
    taken = used | {c.id for c in (*before, *entries)}
    beside = _unique(c for clause in shown for c in _beside(clause, index) if c.id not in taken)
    fields: dict[str, JsonValue] = {
        "lead_in": "\n".join(_line(c) for c in before),
        "entries": _listed(entries),
        "neighbours": _listed(beside),
        "terms": _terms([*shown, *before, *entries], index),
    }
    return {name: value for name, value in fields.items() if value}


def _unique(clauses: Iterable[Clause]) -> list[Clause]:
    return list({clause.id: clause for clause in clauses}.values())


def _listed(clauses: Sequence[Clause]) -> list[JsonValue]:
    lines: list[JsonValue] = [_line(c) for c in clauses[:NEIGHBOURS]]
    return [*lines, f"and {len(clauses) - NEIGHBOURS} more"] if len(clauses) > NEIGHBOURS else lines


def _line(clause: Clause) -> str:
    """A clause with its printed number, once."""
    text = clause.text.strip()
    return text if not clause.marker or text.startswith(clause.marker) else f"{clause.marker} {text}"


def _is_heading(clause: Clause) -> bool:
    """Whether the words of a clause are only its heading, which the path shows already."""
    return bool(clause.path) and clause.text.strip() in (clause.path[-1], *clause.path)


def _siblings(clause: Clause, index: Surroundings) -> Sequence[Clause]:
    return index.below.get((clause.document, clause.edition, clause.parent or ""), ())


def _above(clause: Clause, index: Surroundings) -> Clause | None:
    parent = f"{clause.document}@{clause.edition}#{clause.parent}" if clause.parent else ""
    return index.by_id.get(parent)


def _opens(clause: Clause) -> bool:
    return clause.text.rstrip().endswith(_OPENS_A_LIST)


def _lead_in(clause: Clause, index: Surroundings) -> list[Clause]:
    """The clauses whose words a clause continues, from the outside in."""
    clauses: list[Clause] = []
    at: Clause | None = clause
    while at is not None:
        if at.marker and (head := _head_beside(at, index)) is not None:
            clauses.append(head)
        at = _above(at, index)
        if at is not None and not _is_heading(at):
            clauses.append(at)
    return clauses[::-1]


def _head_beside(clause: Clause, index: Surroundings) -> Clause | None:
    """The unnumbered clause before the numbered ones beside it, where it opens their list."""
    head = None
    for other in _siblings(clause, index):
        if other.id == clause.id:
            break
        if not other.marker:
            head = other
    return head if head is not None and _opens(head) else None


def _entries(clause: Clause, index: Surroundings) -> list[Clause]:
    """What stands in the list that a clause opens: the clauses below it, else the numbered ones that follow it."""
    inside = [
        c for c in index.below.get((clause.document, clause.edition, clause.eid), ()) if not _is_heading(c)
    ]
    if inside or not _opens(clause):
        return inside
    clauses: list[Clause] = []
    follows = False
    for other in _siblings(clause, index):
        if follows and not other.marker:
            break
        if follows:
            clauses.append(other)
        follows = follows or other.id == clause.id
    return clauses


def _beside(clause: Clause, index: Surroundings) -> list[Clause]:
    """The other clauses of the same provision, without headings."""
    return [c for c in _siblings(clause, index) if not _is_heading(c)] if clause.parent else []


def _terms(clauses: Sequence[Clause], index: Surroundings) -> list[JsonValue]:
    """The definitions of the terms that `clauses` use, as `citation: words`; a clause does not define itself."""
    own = {clause.id for clause in clauses}
    found: dict[str, JsonValue] = {}
    for clause in clauses:
        words = clause.text.casefold()
        for term, definition in index.definitions.get((clause.document, clause.edition), ()):
            if definition.id not in own and _occurs(term.casefold(), words):
                found.setdefault(definition.id, f"{definition.citation}: {definition.text.strip()}")
    return [*found.values()][:TERMS]


def _occurs(term: str, words: str) -> bool:
    """Whether a term stands in a text as words of its own; in scripts without spaces anywhere."""
    at = words.find(term)
    while at >= 0:
        before, after = words[at - 1 : at], words[at + len(term) : at + len(term) + 1]
        spaced = ord(term[0]) < 0x2E80
        if not spaced or not (before.isalnum() or (after.isalnum() and after != "s")):
            return True
        at = words.find(term, at + 1)
    return False
