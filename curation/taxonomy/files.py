"""Taxonomies as files: `<name>.csv` holds the nodes, `<name>.toml` the head, the expected counts and the factors."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from curation.core import resources
from curation.core.errors import InputError, Issue, StateError
from curation.core.files import disk
from curation.core.records import Category
from curation.taxonomy.model import Factor, Product, Taxonomy

COLUMNS = (
    "code", "level", "name", "parent", "definition", "aliases", "cues", "status", "replaced_by", "regions",
)  # fmt: skip
_LISTS = ("aliases", "cues", "replaced_by", "regions")
_NEEDED = ("code", "name")


def names(workspace: Path | None = None) -> list[str]:
    """The names of the taxonomies there are, the workspace's own and the packaged ones."""
    return resources.names("taxonomies", ".csv", workspace)


def load(name: str, workspace: Path | None = None) -> Taxonomy:
    """The taxonomy called `name` (a version may follow: `air-2024@1.0`).

    Raises: StateError when there is none or its version is another; InputError with every faulty line.
    """
    plain, _, version = name.partition("@")
    if not plain or "/" in plain or "\\" in plain or plain.startswith("."):
        raise StateError(f"{name!r} is not the name of a taxonomy; there are {', '.join(names(workspace))}")
    try:
        table = resources.find(f"taxonomies/{plain}.csv", workspace)
    except StateError as error:
        raise StateError(f"no taxonomy called {plain!r}; there are {', '.join(names(workspace))}") from error
    head: dict[str, Any] = {}
    beside = f"taxonomies/{plain}.toml"
    try:
        head = parse_head(disk.text(resources.find(beside, workspace)), beside)
    except StateError:
        head = {}  # A table alone is a taxonomy too: version 1, levels unnamed.
    taxonomy = build(plain, head, disk.text(table), f"taxonomies/{plain}.csv")
    if version and taxonomy.version != version:
        raise StateError(f"taxonomy {plain} is at version {taxonomy.version}, not {version}")
    return taxonomy


def load_file(path: Path) -> Taxonomy:
    """The taxonomy in a CSV file, with the `.toml` beside it when there is one.

    Raises: InputError with every faulty line.
    """
    try:
        text = disk.text(path, "utf-8-sig")
        beside = path.with_suffix(".toml")
        head = parse_head(disk.text(beside), beside.name) if beside.is_file() else {}
    except (OSError, disk.Unusable) as error:
        raise InputError.one(path.name, "taxonomy-unreadable", f"cannot be read as text: {error}") from error
    return build(path.stem, head, text, path.name)


def parse_head(text: str, where: str) -> dict[str, Any]:
    """The head of a taxonomy.

    Raises: InputError when it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError.one(where, "taxonomy-head", f"is not TOML: {error}") from error


def build(name: str, head: Mapping[str, Any], text: str, where: str) -> Taxonomy:
    """The taxonomy of a head and the text of its CSV table.

    Raises: InputError with every faulty line; what `lint` finds is not refused here, except a code given twice.
    """
    title = str(head.get("name", name))
    version = str(head.get("version", "1"))
    categories = read_rows(text, f"{title}@{version}", where)
    depth = max((c.level for c in categories), default=0)
    levels = tuple(map(str, head.get("levels", ()))) or tuple(f"level {i}" for i in range(1, depth + 1))
    expected = tuple(int(n) for n in head.get("expected", ()))
    merged = {str(k): tuple(map(str, v)) for k, v in head.get("merged", {}).items()}
    return Taxonomy(
        title, version, levels, tuple(categories), expected, _products(head, where),
        str(head.get("title", "")), str(head.get("note", "")), merged,
    )  # fmt: skip


def read_rows(text: str, taxonomy: str, where: str) -> list[Category]:
    """The nodes of a CSV table, lists split at ` | `. Without a column of levels, parents or dots in the codes tell them.

    Raises: InputError with every missing column, faulty line and code given twice.
    """
    reader = csv.DictReader(io.StringIO(text))
    columns = [c.strip() for c in reader.fieldnames or ()]
    issues = [
        Issue(where, "column-missing", f"column {c!r} is missing; there may be {', '.join(COLUMNS)}")
        for c in _NEEDED
        if c not in columns
    ]
    issues += [
        Issue(where, "column-unknown", f"column {c!r} is not one of {', '.join(COLUMNS)}")
        for c in columns
        if c not in COLUMNS
    ]
    if issues:
        raise InputError(issues)
    categories: list[Category] = []
    lines: dict[str, int] = {}
    rows = [(reader.line_num, row) for row in reader]
    if "level" not in columns:
        _place([row for _, row in rows])
    for line, row in rows:
        try:
            category = _category(row, taxonomy)
        except ValidationError as error:
            problem = error.errors()[0]
            field = ".".join(map(str, problem["loc"]))
            issues.append(Issue(f"{where} > line {line}", "category-invalid", f"{field}: {problem['msg']}"))
            continue
        if category.code in lines:
            issues.append(
                Issue(
                    f"{where} > line {line}",
                    "code-duplicate",
                    f"code {category.code} was given in line {lines[category.code]} already",
                )
            )
        lines.setdefault(category.code, line)
        categories.append(category)
    if not categories and not issues:
        issues.append(Issue(where, "taxonomy-empty", "has no categories"))
    if issues:
        raise InputError(issues)
    return categories


def _place(rows: list[dict[str, Any]]) -> None:
    """Fills in parent and level: the parent is the one named, else the code up to its last dot where there is one."""
    codes = {row["code"] for row in rows}
    parents: dict[str, str] = {}
    for row in rows:
        above = str(row["code"]).rpartition(".")[0]
        row["parent"] = row.get("parent") or (above if above in codes else "")
        parents[row["code"]] = row["parent"]
    for row in rows:
        chain, code = set[str](), row["code"]
        while code and code not in chain:
            chain.add(code)
            code = parents.get(code, "")
        row["level"] = str(len(chain))


def _category(row: Mapping[str | None, Any], taxonomy: str) -> Category:
    values: dict[str, Any] = {"taxonomy": taxonomy}
    for column in COLUMNS:
        value = (row.get(column) or "").strip()
        if column in _LISTS:
            values[column] = [part.strip() for part in value.split(" | ") if part.strip()]
        elif column == "parent":
            values[column] = value or None
        elif column == "status":
            values[column] = value or "active"
        else:
            values[column] = value
    if None in row:
        values["surplus cells"] = row[None]  # refused by the record type, which names the line's fault
    return Category.model_validate(values)


def _products(head: Mapping[str, Any], where: str) -> tuple[Product, ...]:
    sets: dict[str, list[Factor]] = {}
    try:
        for entry in head.get("factor", ()):
            factor = Factor(entry["set"], entry["name"], entry.get("definition", ""), tuple(entry["cues"]))
            sets.setdefault(factor.set, []).append(factor)
        return tuple(
            Product(p["parent"], int(p["first"]), tuple(sets[p["acts"]]), tuple(sets[p["things"]]))
            for p in head.get("product", ())
        )
    except KeyError as error:
        raise InputError.one(
            where, "taxonomy-factors", f"a product or a factor has no {error}; write it"
        ) from error


def to_csv(categories: Iterable[Category]) -> str:
    """The CSV table of `categories`, as `read_rows` reads it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for c in categories:
        row = c.model_dump()
        writer.writerow(
            " | ".join(row[n]) if n in _LISTS else ("" if row[n] is None else row[n]) for n in COLUMNS
        )
    return out.getvalue()
