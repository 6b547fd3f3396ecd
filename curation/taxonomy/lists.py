"""Taxonomies from what a team has at hand: an indented list of names, a table with its own column names, SKOS in Turtle."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from curation.core.errors import InputError, Issue, MissingExtra
from curation.taxonomy.files import COLUMNS

TAB = 4
"""Spaces that a tab stands for."""
SYNONYMS: Mapping[str, str] = {
    "id": "code", "identifier": "code", "number": "code", "no": "code", "notation": "code", "key": "code",
    "label": "name", "title": "name", "category": "name", "preflabel": "name", "risk": "name", "term": "name",
    "description": "definition", "desc": "definition", "explanation": "definition", "scope": "definition",
    "synonyms": "aliases", "altlabel": "aliases", "alias": "aliases", "also": "aliases",
    "keywords": "cues", "examples": "cues", "terms": "cues", "phrases": "cues", "cue": "cues",
    "parent_id": "parent", "parentid": "parent", "broader": "parent", "group": "parent", "tier": "level", "depth": "level",
}  # fmt: skip
"""Names of columns that people use, and ours."""
_LISTS = ("aliases", "cues", "replaced_by", "regions")
_MARK = re.compile(r"^(?:[-*+•]\s+|\d+[.)]\s+(?!\d))")
_CODE = re.compile(r"^([A-Za-z]{0,3}\d+(?:\.\d+)*[a-z]?)[.)]?\s+(?=\S)")


def table(text: str, where: str) -> str:
    """A CSV table in our columns, from one with commas, semicolons or tabs and with names of columns that people use.

    Rows without a code are numbered below their parent, or in their order. Lists may be split by ` | `, `;` or a line break.

    Raises: InputError when it has no names of categories, or columns that nothing is known of.
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    try:
        reader = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark))
    except csv.Error as error:
        raise InputError.one(where, "taxonomy-unreadable", f"is no table: {error}") from error
    if not reader:
        raise InputError.one(where, "taxonomy-empty", "has no categories")
    given = [" ".join(c.split()).casefold().replace(" ", "_") for c in reader[0]]
    names = [c if c in COLUMNS else SYNONYMS.get(c, c) for c in given]
    unknown = [c for c in names if c not in COLUMNS]
    doubled = sorted({c for c in names if names.count(c) > 1})
    issues = [
        Issue(where, "column-unknown", f"column {c!r} is not one of {', '.join(COLUMNS)}") for c in unknown
    ]
    issues += [Issue(where, "column-double", f"two columns stand for {c!r}") for c in doubled]
    if "name" not in names:
        issues.append(
            Issue(where, "column-missing", f"column 'name' is missing; there may be {', '.join(COLUMNS)}")
        )
    if issues:
        raise InputError(issues)
    rows = [dict(zip(names, row, strict=False)) for row in reader[1:] if any(cell.strip() for cell in row)]
    return _written(_numbered(rows), [*names, *(["code"] if "code" not in names else [])])


def _numbered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with a code each: that given, else a number below the parent's."""
    counts: dict[str, int] = {}
    for row in rows:
        if not row.get("code", "").strip():
            parent = row.get("parent", "").strip()
            counts[parent] = counts.get(parent, 0) + 1
            row["code"] = f"{parent}.{counts[parent]}" if parent else str(counts[parent])
        for column in _LISTS:
            if column in row and " | " not in row[column]:
                row[column] = " | ".join(part.strip() for part in re.split(r"[;\n]", row[column]))
    return rows


def indented(text: str, where: str) -> str:
    """A CSV table in our columns, from a list whose indentation is the tree.

    A line is a name, or `name: definition`, with cues behind ` | `; a code may stand in front (`2.1 Arson`). Marks of lists (`-`,
    `*`) are left out, empty lines and lines that begin with `#` are not read. Lines without a code are numbered by their place.

    Raises: InputError with every line whose indentation fits no line above.
    """
    rows: list[dict[str, str]] = []
    issues: list[Issue] = []
    open_: list[tuple[int, str]] = []
    counts: dict[str, int] = {}
    indents: dict[str, int] = {}
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        plain = line.expandtabs(TAB)
        if not plain.strip() or plain.lstrip().startswith("#"):
            continue
        indent = len(plain) - len(plain.lstrip())
        while open_ and open_[-1][0] >= indent:
            open_.pop()
        parent = open_[-1][1] if open_ else ""
        if indents.setdefault(parent, indent) != indent:
            where_line = f"{where} > line {number}"
            issues.append(
                Issue(
                    where_line,
                    "indent-unknown",
                    f"is indented by {indent}; the lines beside it by {indents[parent]}",
                )
            )
        body = _MARK.sub("", plain.strip())
        code = ""
        if (match := _CODE.match(body)) is not None:
            code, body = match[1], body[match.end() :]
        if not code:
            counts[parent] = counts.get(parent, 0) + 1
            code = f"{parent}.{counts[parent]}" if parent else str(counts[parent])
        said, *cues = [part.strip() for part in body.split(" | ")]
        name, _, definition = said.partition(": ")
        rows.append(
            {
                "code": code,
                "name": name.strip(),
                "definition": definition.strip(),
                "parent": parent,
                "cues": " | ".join(cues),
            }
        )
        open_.append((indent, code))
    if issues:
        raise InputError(issues)
    if not rows:
        raise InputError.one(where, "taxonomy-empty", "has no categories")
    return _written(rows, ["code", "name", "definition", "parent", "cues"])


def skos(text: str, where: str, language: str = "en") -> str:
    """A CSV table in our columns, from SKOS concepts in Turtle or N-Triples.

    The code is the notation, else the last part of the address; names and definitions are those in `language`, else any.
    Of several broader concepts the first by code is the parent. Nothing is fetched.

    Raises: MissingExtra without rdflib; InputError when it cannot be read or holds no concepts.
    """
    try:
        from rdflib import OWL, RDF, SKOS, Graph, Literal
    except ImportError as error:
        raise MissingExtra("taxonomies", "reading SKOS") from error
    graph = Graph()
    try:
        graph.parse(data=text, format="turtle")
    except (SyntaxError, ValueError, LookupError, TypeError, AssertionError, RecursionError) as error:
        # The parser's own error is a SyntaxError; a file that is no Turtle at all trips its code in these ways.
        why = (str(error).splitlines() or [type(error).__name__])[0]
        raise InputError.one(where, "taxonomy-unreadable", f"is not Turtle: {why}") from error
    concepts = sorted(set(graph.subjects(RDF.type, SKOS.Concept)), key=str)
    if not concepts:
        raise InputError.one(where, "taxonomy-empty", "has no skos:Concept")

    def said(concept: Any, *predicates: Any) -> list[str]:
        """What is said of a concept, in the language first asked for that there is."""
        values = [v for p in predicates for v in graph.objects(concept, p) if isinstance(v, Literal)]
        mine = [v for v in values if (v.language or language).split("-")[0] == language]
        return sorted({" ".join(str(v).split()) for v in (mine or values)})

    codes: dict[Any, str] = {}
    for concept in concepts:
        local = re.split(r"[/#:]", str(concept).rstrip("/#"))[-1]
        codes[concept] = next(iter(said(concept, SKOS.notation)), local)
    several = sorted(code for code, n in Counter(codes.values()).items() if n > 1)
    if several:
        message = f"{', '.join(several[:5])}: more than one concept has this code; give each concept a notation of its own"
        raise InputError.one(where, "code-duplicate", message)
    above: dict[Any, list[Any]] = {c: [o for o in graph.objects(c, SKOS.broader) if o in codes] for c in concepts}  # fmt: skip
    for concept in concepts:
        for child in graph.objects(concept, SKOS.narrower):
            if child in above and concept not in above[child]:
                above[child].append(concept)
    rows = []
    for concept in concepts:
        parents = sorted((codes[parent] for parent in above[concept]), key=_in_order)
        names = said(concept, SKOS.prefLabel)
        rows.append(
            {
                "code": codes[concept],
                "name": names[0] if names else codes[concept],
                "definition": next(iter(said(concept, SKOS.definition, SKOS.scopeNote)), ""),
                "aliases": " | ".join(said(concept, SKOS.altLabel)),
                "cues": " | ".join(said(concept, SKOS.hiddenLabel, SKOS.example)),
                "parent": parents[0] if parents else "",
                "status": "deprecated" if any(str(v) == "true" for v in graph.objects(concept, OWL.deprecated)) else "active",
            }
        )  # fmt: skip
    ordered = list(_from_the_top(rows))
    if len(ordered) < len(rows):
        lost = sorted({row["code"] for row in rows} - {row["code"] for row in ordered})
        raise InputError.one(
            where,
            "category-ring",
            f"{', '.join(lost[:5])}: their broader concepts lead back to themselves; correct `broader` at one of them",
        )
    return _written(ordered, ["code", "name", "definition", "aliases", "cues", "parent", "status"])


def _in_order(code: str) -> list[tuple[int, str]]:
    """Numbers of a code in order of size, other parts in that of letters."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in code.split(".")]


def _from_the_top(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The rows, each behind its parent and all of a parent's other children in order; rows in a ring are left out."""
    below: dict[str, list[dict[str, str]]] = {}
    for row in sorted(rows, key=lambda row: [(0 if n else 1, n, s) for n, s in _in_order(row["code"])]):
        below.setdefault(row["parent"], []).append(row)
    stack = list(reversed(below.get("", [])))
    while stack:
        row = stack.pop()
        yield row
        stack += reversed(below.get(row["code"], []))


def _written(rows: list[dict[str, str]], columns: list[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
