"""A team's own taxonomy from a table, SKOS, an indented list or YAML into `schemas/taxonomies`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from curation.core.digests import canonical_json
from curation.core.errors import InputError, StateError
from curation.core.files import disk
from curation.core.files.io import safe_name, write_atomic, writing
from curation.core.records import Category
from curation.taxonomy import lists
from curation.taxonomy.files import build, read_rows, to_csv
from curation.taxonomy.model import Taxonomy


def import_file(path: Path, name: str, version: str, folder: Path, language: str = "en") -> Taxonomy:
    """The taxonomy of a file, written to `folder` as `<name>.csv` and `<name>.toml`.

    Args:
        path: YAML (`.yaml`), SKOS (`.ttl`, `.nt`), an indented list (`.txt`, `.md`, `.list`), else a table.
        name: A safe name of a file: letters, figures, dots and hyphens.
        version: A safe name of a file, as `name` is: `2024.1`.
        folder: Where the taxonomies of the workspace stand.
        language: The BCP 47 tag of the labels that are taken from SKOS.

    Raises: InputError with every faulty row, or for a name that is no safe name of a file; StateError when `folder` has one of that name already.
    """
    safe_name(name, "taxonomy name")
    safe_name(version, "taxonomy version")
    categories = list(_read(path, f"{name}@{version}", language))
    depth = max((c.level for c in categories), default=0)
    counts = [sum(c.level == level for c in categories) for level in range(1, depth + 1)]
    head = {
        "name": name,
        "version": version,
        "levels": [f"level {level}" for level in range(1, depth + 1)],
        "expected": counts,
    }
    table = to_csv(categories)
    if any("\ud800" <= sign <= "\udfff" for sign in table):
        message = "holds half a character (a lone \\ud8…); write the whole character, or remove it"
        raise InputError.one(path.name, "text-surrogate", message)
    made = build(name, head, table, path.name)
    target = folder / f"{name}.csv"
    with writing(folder):
        if target.exists():
            raise StateError(
                f"{target.name} is there already; codes are never renumbered, so edit it by hand"
            )
        write_atomic(
            folder / f"{name}.toml", "".join(f"{k} = {canonical_json(v)}\n" for k, v in head.items())
        )
        write_atomic(target, table)
    return made


def _read(path: Path, taxonomy: str, language: str) -> Sequence[Category]:
    """The categories of a file, by its ending: YAML, Turtle, an indented list, else a table.

    Raises: InputError with every faulty row.
    """
    ending = path.suffix.lower()
    if ending in (".yaml", ".yml"):
        return list(from_yaml(path, taxonomy))
    if ending in (".jsonl", ".json", ".xlsx", ".pdf", ".docx"):
        cure = "give a table (.csv, .tsv), SKOS (.ttl, .nt), an indented list (.txt, .md) or YAML"
        raise InputError.one(
            path.name, "taxonomy-unreadable", f"is no form of a taxonomy that is read; {cure}"
        )
    try:
        text = disk.text(path, "utf-8-sig")
    except (OSError, disk.Unusable) as error:
        raise InputError.one(path.name, "taxonomy-unreadable", f"cannot be read as text: {error}") from error
    if ending in (".ttl", ".nt"):
        table = lists.skos(text, path.name, language)
    elif ending in (".txt", ".md", ".list"):
        table = lists.indented(text, path.name)
    else:
        table = lists.table(text, path.name)
    return read_rows(table, taxonomy, path.name)


def from_yaml(path: Path, taxonomy: str) -> Iterator[Category]:
    """The categories of a YAML file: nested mappings with `children`, or a flat list with `parent`.

    Raises: InputError when it is not such a file.
    """
    import yaml

    try:
        data = yaml.safe_load(disk.text(path, "utf-8-sig"))
    except (OSError, disk.Unusable, yaml.YAMLError) as error:
        raise InputError.one(path.name, "taxonomy-unreadable", f"is not YAML: {error}") from error
    nodes = data.get("categories") if isinstance(data, Mapping) else data
    if not isinstance(nodes, Sequence) or isinstance(nodes, str) or not nodes:
        raise InputError.one(path.name, "taxonomy-empty", "needs a list of categories")
    yield from _nodes(nodes, taxonomy, None, 1, "", path.name)


def _nodes(
    nodes: Sequence[Any], taxonomy: str, parent: str | None, level: int, prefix: str, where: str
) -> Iterator[Category]:
    levels: dict[str, int] = {}
    for number, node in enumerate(nodes, 1):
        if not isinstance(node, Mapping) or not node.get("name"):
            raise InputError.one(f"{where} > {prefix}{number}", "category-invalid", "has no name; write one")
        code = str(node.get("code", f"{prefix}{number}"))
        own = str(node["parent"]) if node.get("parent") is not None else parent
        depth = (
            int(node["level"])
            if "level" in node
            else (levels.get(own or "", level - 1) + 1 if own else level)
        )
        levels[code] = depth
        yield Category(
            taxonomy=taxonomy, code=code, level=depth, name=str(node["name"]), parent=own,
            definition=str(node.get("definition", "")), aliases=list(map(str, node.get("aliases", ()))),
            cues=list(map(str, node.get("cues", ()))),
        )  # fmt: skip
        if node.get("children"):
            yield from _nodes(node["children"], taxonomy, code, depth + 1, f"{code}.", where)
