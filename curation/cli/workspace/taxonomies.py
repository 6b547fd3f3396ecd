"""`curation taxonomy …`: categories as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curation.cli import shell
from curation.cli.workspace_option import open_taxonomy, own_workspace

if TYPE_CHECKING:
    from curation.taxonomy import Taxonomy
    from curation.taxonomy.crosswalk import Link

taxonomy_app = typer.Typer(
    no_args_is_help=True, help="Categories as versioned data: list, show, lint, diff, crosswalk, import."
)

NameArgument = Annotated[str, typer.Argument(help="A taxonomy's name, or the path of its CSV file.")]


@taxonomy_app.command("list")
def list_(workspace: shell.WorkspaceOption = None, as_json: shell.JsonOption = False) -> None:
    """List the taxonomies: id, title, number of categories on each level."""
    from curation import taxonomy

    own = own_workspace(workspace)
    found = [taxonomy.load(name, own) for name in taxonomy.names(own)]
    rows = [
        {"id": t.id, "title": t.title, "levels": {n: len(t.at(i)) for i, n in enumerate(t.levels, 1)}}
        for t in found
    ]
    if as_json:
        shell.emit_json(rows)
        return
    shell.table("", ("id", "title", "levels"), ((t.id, t.title, _levels(t)) for t in found))


def _levels(tax: Taxonomy) -> str:
    return ", ".join(f"{len(tax.at(i))} {name}" for i, name in enumerate(tax.levels, 1))


def _counts(workspace: Path | None, tax: Taxonomy) -> tuple[dict[str, int], dict[str, int]]:
    """Clauses and items under each code, from the latest runs of the workspace; empty without one."""
    if workspace is None:
        return {}, {}
    from curation.mapping.coverage import subjects
    from curation.pipeline.running import last_table

    mappings, candidates = last_table(workspace, "map"), last_table(workspace, "generate")
    return (
        {} if mappings is None else subjects(mappings, "clause", "category", tax),
        {} if candidates is None else subjects(candidates, "root", "categories", tax),
    )


@taxonomy_app.command()
def show(
    name: NameArgument,
    code: Annotated[str | None, typer.Argument(help="Only this category and what is under it.")] = None,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Show a taxonomy as a tree, with the number of clauses and items of the workspace under each category."""
    own = own_workspace(workspace)
    tax = open_taxonomy(name, own)
    clauses, items = _counts(own, tax)
    wanted = [c for c in tax.categories if code is None or code in [p.code for p in tax.path(c.code)]]
    if code is not None:
        tax[code]
    if as_json:
        shell.emit_json(
            [
                c.model_dump() | {"clauses": clauses.get(c.code, 0), "items": items.get(c.code, 0)}
                for c in wanted
            ]
        )
        return
    for c in wanted:
        told = [f"{clauses[c.code]} clauses"] if c.code in clauses else []
        told += [f"{items[c.code]} items"] if c.code in items else []
        shell.show("  " * (c.level - 1) + f"{c.code}  {c.name}" + (f"  ({', '.join(told)})" if told else ""))
        if code is not None and c.code == code and c.definition:
            shell.show("  " * c.level + c.definition)


@taxonomy_app.command("lint")
def lint_(
    name: NameArgument, workspace: shell.WorkspaceOption = None, as_json: shell.JsonOption = False
) -> None:
    """Check a taxonomy: categories without a parent, codes or names that occur twice, nearly equal names, damaged words, empty definitions."""
    from dataclasses import asdict

    from curation import taxonomy

    issues = taxonomy.lint(open_taxonomy(name, own_workspace(workspace)))
    if as_json:
        shell.emit_json([asdict(issue) for issue in issues])
    else:
        for issue in issues:
            shell.show(str(issue))
        shell.say(
            f"{sum(i.severity == 'error' for i in issues)} errors, {sum(i.severity == 'warn' for i in issues)} warnings"
        )
    if any(issue.severity == "error" for issue in issues):
        raise typer.Exit(1)


@taxonomy_app.command("diff")
def diff_(
    a: NameArgument,
    b: NameArgument,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """List what changed from taxonomy A to taxonomy B, by code: added, removed, renamed, respelled, moved, redefined, deprecated."""
    from dataclasses import asdict

    from curation import taxonomy

    own = own_workspace(workspace)
    changes = taxonomy.diff(open_taxonomy(a, own), open_taxonomy(b, own))
    if as_json:
        shell.emit_json([asdict(each) for each in changes])
        return
    shell.table("", ("change", "code", "before", "after"), ((d.kind, d.code, d.old, d.new) for d in changes))


@taxonomy_app.command("crosswalk")
def crosswalk_(
    file: Annotated[
        str, typer.Argument(help="A crosswalk in SSSOM (TSV): its path, or its name in schemas/crosswalks.")
    ],
    category: Annotated[
        str | None,
        typer.Option(
            "--apply",
            help="Show only what this category (air-2024@1.0:3.11.18) becomes, whichever of the two taxonomies it is of.",
        ),
    ] = None,
    release: Annotated[
        Path | None,
        typer.Option(
            "--release", help="Count the rows of this release by the categories of the other taxonomy."
        ),
    ] = None,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Read and lint a crosswalk between two taxonomies, apply it to a category, or count a release's rows by it."""
    from curation.taxonomy import crosswalk

    own = own_workspace(workspace)
    walk = crosswalk.load(file, own)
    if release is not None:
        _rows_by(walk, release, own, as_json)
        return
    if category is not None:
        applied = crosswalk.apply(walk, category, _taxonomy_of(category, own))
        if as_json:
            shell.emit_json([{"category": c, "relation": r, "confidence": s} for c, r, s in applied])
        else:
            shell.table("", ("category", "relation", "confidence"), applied)
        return
    issues = crosswalk.lint(walk, lambda name: open_taxonomy(name, own))
    if as_json:
        shell.emit_json({"rows": [row.model_dump() for row in walk], "issues": [str(i) for i in issues]})
    else:
        columns = ("subject", "predicate", "object", "confidence")
        shell.table("", columns, ((r.subject, r.predicate, r.object, r.confidence) for r in walk))
        for issue in issues:
            shell.show(str(issue))
    if any(issue.severity == "error" for issue in issues):
        raise typer.Exit(1)


def _taxonomy_of(category: str, own: Path | None) -> Taxonomy | None:
    """The taxonomy of a qualified code where it is here: a category without a statement takes that of its group."""
    from curation import taxonomy
    from curation.core.errors import StateError

    try:
        return taxonomy.load(category.rpartition(":")[0].partition("@")[0], own)
    except StateError:
        return None


def _rows_by(walk: list[Link], release: Path, own: Path | None, as_json: bool) -> None:
    """Prints how many rows of a release fall to each category of the other taxonomy; a row may fall to several."""
    from collections import Counter

    from curation.measure import release as releases
    from curation.taxonomy import crosswalk

    loaded = releases.load(release)
    names = {link.subject: link.subject_label for link in walk} | {
        link.object: link.object_label for link in walk
    }
    counts: Counter[str] = Counter()
    rows = loaded.rows()
    for row in rows:
        tax = _taxonomy_of(row.category, own)
        counts.update(crosswalk.translate(walk, [row.category], tax) or ["(not in the crosswalk)"])
    counted = [
        {"category": code, "name": names.get(code, ""), "rows": n, "of": len(rows)}
        for code, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    if as_json:
        shell.emit_json({"release": str(loaded.bound), "rows": counted})
        return
    shell.table(
        str(loaded.bound),
        ("category", "name", "rows"),
        ((f["category"], f["name"], f["rows"]) for f in counted),
    )


@taxonomy_app.command()
def gaps(
    name: NameArgument,
    embedder: Annotated[
        str, typer.Option(help="The model that groups rules by meaning; `none` groups them by their words.")
    ] = "minilm",
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """List the categories that no clause of the workspace is about, and groups of rules that fit no category: these may need a new one."""
    from dataclasses import asdict

    from curation.cli.files.mapping import embedder_called
    from curation.core.errors import StateError
    from curation.mapping import gaps as mapping_gaps
    from curation.pipeline.running import last_table

    own = shell.workspace(workspace)
    tax = open_taxonomy(name, own)
    clauses, mappings = last_table(own, "ingest"), last_table(own, "map")
    if clauses is None or mappings is None:
        raise StateError("nothing is mapped yet; run: curation run map")
    missing = mapping_gaps.gaps(clauses, mappings, tax, embedder_called(embedder))
    if as_json:
        shell.emit_json({"taxonomy": tax.id, **asdict(missing)})
        return
    texts = dict(clauses.select("id", "text").iter_rows())
    shell.table(
        "rules that no leaf wants",
        ("clauses", "shared words", "the most central one"),
        ((len(c.clauses), ", ".join(c.words), texts[c.clauses[0]][:120]) for c in missing.clusters),
    )
    shell.show(
        f"{len(missing.unused)} of {missing.leaves} leaves without a clause: {', '.join(missing.unused)}"
    )
    grouped = sum(len(c.clauses) for c in missing.clusters)
    shell.say(
        f"{missing.unwanted} of {missing.normative} rules are mapped to no leaf; {grouped} of them are in a group"
    )


@taxonomy_app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="Categories: a table (.csv, .tsv), SKOS (.ttl, .nt), an indented list (.txt, .md) or YAML."
        ),
    ],
    name: Annotated[str, typer.Option(help="Name of the taxonomy.")],
    version: Annotated[str, typer.Option(help="Its version.")] = "1.0",
    language: Annotated[
        str,
        typer.Option(
            help="Language code (en, de) of the names and definitions to take where a SKOS file gives several; what has no text in this language is taken in another."
        ),
    ] = "en",
    workspace: shell.WorkspaceOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Take a team's own taxonomy into the workspace's schemas/taxonomies."""
    from curation import taxonomy
    from curation.taxonomy import importing

    target = shell.workspace(workspace) / "schemas" / "taxonomies"
    made = importing.import_file(file, name, version, target, language)
    shell.say(f"wrote {made.id}: {_levels(made)}")
    shell.say(f'next: write taxonomy = "{made.name}" in the [[dataset]] of curation.toml, then: curation run')
    issues = taxonomy.lint(made)
    if json:
        problems = [
            {"where": i.where, "code": i.code, "severity": i.severity, "message": i.message} for i in issues
        ]
        shell.emit_json({"taxonomy": made.id, "issues": problems})
        return
    for issue in issues:
        shell.show(str(issue))


def register(app: typer.Typer) -> None:
    """Adds `taxonomy`, `map` and `coverage`."""
    from curation.cli.files import mapping

    app.add_typer(taxonomy_app, name="taxonomy")
    mapping.register(app)
