"""`curation author`: hand-written items into the workspace, where they go through the same review as all others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curation.cli import shell
from curation.core.errors import InputError, Issue

if TYPE_CHECKING:
    from curation.core.records import Clause

author = typer.Typer(no_args_is_help=True, help="Import items that people wrote, and list them.")


def columns_from(given: list[str]) -> dict[str, str]:
    """Field to column, from `field=column` words.

    Raises: BadParameter for a word without `=`.
    """
    pairs = [word.partition("=") for word in given]
    if bad := [word for word, (_, mark, column) in zip(given, pairs, strict=True) if not (mark and column)]:
        raise typer.BadParameter(f"{bad[0]!r} is not of the form field=column", param_hint="--map")
    return {field.strip(): column.strip() for field, _, column in pairs}


@author.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="A .jsonl, .json, .csv, .tsv, .xlsx or .parquet file, or a dataset's folder of them."
        ),
    ],
    dataset: Annotated[str, typer.Option(help="The dataset of curation.toml that the items are for.")],
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            help="field=column; several columns of options with commas: options=A,B,C,D. May be repeated.",
        ),
    ] = None,
    category: Annotated[str, typer.Option(help="Category of the lines that name none.")] = "",
    language: Annotated[str, typer.Option(help="Language of the lines that name none.")] = "",
    zero_based: Annotated[
        bool, typer.Option("--zero-based", help="A number as the answer counts from 0.")
    ] = False,
    name: Annotated[
        str, typer.Option(help="Name of the file in raw/authored (default: that of the file).")
    ] = "",
    pictures: Annotated[
        Path | None,
        typer.Option(help="Folder of the pictures that the items name (default: that of the file)."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")] = False,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Check prompts or questions that people wrote and copy them to raw/authored, where every run reads them."""
    import re

    from curation import taxonomy
    from curation.core.files.io import writing
    from curation.generation.authored import files, items
    from curation.generation.authored.pictures import gather
    from curation.pictures.files import FOLDER, keep
    from curation.pipeline import config

    place = shell.workspace(workspace)
    chosen = config.load(place).find(dataset)
    tax = taxonomy.load(chosen.taxonomy, place)
    read = list(files.placed(file))
    records = items.normalised((line for _, line in read), columns_from(mapped or []), zero_based)
    root = pictures or (file if file.is_dir() else file.parent)
    if not root.is_dir():
        raise InputError.one(str(pictures), "file-missing", "there is no such folder of pictures")
    bytes_of = gather(records, [base for base, _ in read], root, file.name)
    for line in records:
        for field, value in (("category", category), ("language", language)):
            if value:
                line.setdefault(field, value)
    leaves = [tax.qualified(leaf.code) for leaf in tax.leaves()]
    made = items.bring_in(records, dataset, clauses=_clauses(place, records), leaves=leaves, where=file.name)
    if wrong := [i for i, one in enumerate(made, 1) if one.kind != chosen.kind]:
        message = f"is no {chosen.kind}, and the dataset {dataset} holds nothing else"
        raise InputError([Issue(f"{file.name} > line {i}", "item-kind", message) for i in wrong])
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", name or file.stem).strip("-.") or "items"
    target = items.folder_of(place, dataset) / f"{stem}.jsonl"
    if not dry_run:
        with writing(target):
            new = keep(place, bytes_of)
            items.keep(target, records)
    without = sum(not one.categories for one in made)
    if as_json:
        summary = {
            "items": len(made),
            "without_category": without,
            "pictures": len(bytes_of),
            "file": "" if dry_run else str(target.relative_to(place)),
        }
        shell.emit_json(summary)
        return
    shell.show(f"{len(made)} items{' would be' if dry_run else ''} kept in {target.relative_to(place)}")
    if bytes_of:
        shell.show(f"{len(bytes_of)} pictures, {0 if dry_run else new} of them new in {FOLDER}")
    if without:
        shell.say(f"{without} of them name no category; give one with --category, or map a column to it")
    shell.say("next: curation run")


def _clauses(place: Path, records: list[dict[str, object]]) -> dict[str, Clause] | None:
    """The clauses of the workspace's documents by id, where a line cites one; None where none does."""
    if not any(line.get("clause") or line.get("rubric") for line in records):
        return None
    from curation import readers
    from curation.pipeline import config
    from curation.sources import manifest

    settings = config.load(place)
    found = (
        c for d in manifest.load(place) for c in readers.read(d, manifest.bytes_of(place, d), settings.ingest)
    )
    return {clause.id: clause for clause in found}


@author.command("list")
def list_(
    dataset: Annotated[str, typer.Option(help="The dataset of curation.toml.")],
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """List the files of items that people wrote for a dataset, and how many items each holds."""
    from curation.generation.authored import files, items
    from curation.pipeline import config

    place = shell.workspace(workspace)
    config.load(place).find(dataset)
    folder = items.folder_of(place, dataset)
    rows = [{"file": p.name, "items": sum(1 for _ in files.lines(p))} for p in sorted(folder.glob("*.jsonl"))]
    if as_json:
        shell.emit_jsonl(rows)
        return
    shell.table(
        f"hand-written items of {dataset}", ("file", "items"), ((r["file"], r["items"]) for r in rows)
    )


def register(app: typer.Typer) -> None:
    """Adds the commands of this area."""
    app.add_typer(author, name="author")
