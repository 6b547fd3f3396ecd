"""`curation taxonomy …`, `map` and `coverage`: categories as data, and what a text speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation import resources
from curation.cli import shell
from curation.errors import InputError, StateError

if TYPE_CHECKING:
    from curation.ports import Embedder
    from curation.taxonomy import Taxonomy

taxonomy_app = typer.Typer(
    no_args_is_help=True, help="Categories as versioned data: list, show, lint, diff, crosswalk, import."
)

NameArgument = Annotated[str, typer.Argument(help="A taxonomy's name, or the path of its CSV file.")]


def _workspace(given: Path | None) -> Path | None:
    """The workspace when there is one: these commands work without."""
    try:
        return shell.workspace(given)
    except StateError:
        if given is not None:
            raise
        return None


def _open(name: str, workspace: Path | None) -> Taxonomy:
    from curation import taxonomy

    return taxonomy.load_file(Path(name)) if name.endswith(".csv") else taxonomy.load(name, workspace)


@taxonomy_app.command("list")
def list_(workspace: shell.WorkspaceOption = None, as_json: shell.JsonOption = False) -> None:
    """The taxonomies there are: id, title, nodes a level."""
    from curation import taxonomy

    own = _workspace(workspace)
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
    clauses: dict[str, set[str]] = {}
    items: dict[str, set[str]] = {}
    if workspace is not None:
        import json

        import polars as pl

        for step, table, key, column, into in (
            ("map", "mappings", "clause", "category", clauses),
            ("generate", "candidates", "root", "categories", items),
        ):
            pointer = workspace / ".curation" / step / "latest"
            folder = (
                workspace
                / ".curation"
                / step
                / (pointer.read_text("utf-8").strip()[:24] if pointer.is_file() else "-")
            )
            if not (folder / "report.json").is_file() or not json.loads(
                (folder / "report.json").read_text("utf-8")
            ):
                continue
            data = pl.read_parquet(folder / f"{table}.parquet", columns=[key, column])
            data = data.explode(column) if data.schema[column] == pl.List(pl.String) else data
            for subject, category in data.drop_nulls().iter_rows():
                owner, _, code = category.rpartition(":")
                if owner == tax.id and code in tax:
                    for node in tax.path(code):
                        into.setdefault(node.code, set()).add(subject)
    return {c: len(v) for c, v in clauses.items()}, {c: len(v) for c, v in items.items()}


@taxonomy_app.command()
def show(
    name: NameArgument,
    code: Annotated[str | None, typer.Argument(help="Only this category and what is under it.")] = None,
    depth: Annotated[int, typer.Option(min=1, help="Deepest level shown.")] = 99,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """A taxonomy as a tree, with the clauses and items of the workspace under each category."""
    own = _workspace(workspace)
    tax = _open(name, own)
    clauses, items = _counts(own, tax)
    wanted = [
        c
        for c in tax.categories
        if c.level <= depth and (code is None or code in [p.code for p in tax.path(c.code)])
    ]
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
    """Counts, orphans, duplicates, near-duplicate names, alias clashes, damaged words, empty definitions."""
    from dataclasses import asdict

    from curation import taxonomy

    found = taxonomy.lint(_open(name, _workspace(workspace)))
    if as_json:
        shell.emit_json([asdict(issue) for issue in found])
    else:
        for issue in found:
            shell.show(str(issue))
        shell.say(
            f"{sum(i.severity == 'error' for i in found)} errors, {sum(i.severity == 'warn' for i in found)} warnings"
        )
    if any(issue.severity == "error" for issue in found):
        raise typer.Exit(1)


@taxonomy_app.command("diff")
def diff_(
    a: NameArgument,
    b: NameArgument,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """What changed from A to B, by code: added, removed, renamed, respelled, moved, redefined, deprecated."""
    from dataclasses import asdict

    from curation import taxonomy

    own = _workspace(workspace)
    found = taxonomy.diff(_open(a, own), _open(b, own))
    if as_json:
        shell.emit_json([asdict(each) for each in found])
        return
    shell.table("", ("change", "code", "before", "after"), ((d.kind, d.code, d.old, d.new) for d in found))


@taxonomy_app.command("crosswalk")
def crosswalk_(
    file: Annotated[
        str, typer.Argument(help="A crosswalk in SSSOM (TSV): its path, or its name in schemas/crosswalks.")
    ],
    category: Annotated[
        str | None,
        typer.Option(
            "--apply", help="Say only what this category (air-2024@1.0:3.11.18) becomes, either way."
        ),
    ] = None,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Read and lint a crosswalk between two taxonomies, or apply it to a category."""
    from curation.taxonomy import crosswalk

    walk = crosswalk.load(file, _workspace(workspace))
    if category is not None:
        found = crosswalk.apply(walk, category)
        if as_json:
            shell.emit_json([{"category": c, "relation": r, "confidence": s} for c, r, s in found])
        else:
            shell.table("", ("category", "relation", "confidence"), found)
        return
    issues = crosswalk.lint(walk, lambda name: _open(name, _workspace(workspace)))
    if as_json:
        shell.emit_json({"rows": [row.model_dump() for row in walk], "issues": [str(i) for i in issues]})
    else:
        columns = ("subject", "predicate", "object", "confidence")
        shell.table("", columns, ((r.subject, r.predicate, r.object, r.confidence) for r in walk))
        for issue in issues:
            shell.show(str(issue))
    if any(issue.severity == "error" for issue in issues):
        raise typer.Exit(1)


@taxonomy_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or YAML file of categories.")],
    name: Annotated[str, typer.Option(help="Name of the taxonomy.")],
    version: Annotated[str, typer.Option(help="Its version.")] = "1.0",
    workspace: shell.WorkspaceOption = None,
) -> None:
    """Take a team's own taxonomy into the workspace's schemas/taxonomies."""
    from curation import taxonomy
    from curation.taxonomy import importing

    target = shell.workspace(workspace) / "schemas" / "taxonomies"
    made = importing.import_file(file, name, version, target)
    shell.say(f"wrote {made.id}: {_levels(made)}")
    for issue in taxonomy.lint(made):
        shell.show(str(issue))


def _embedder(name: str) -> Embedder | None:
    if name == "none":
        return None
    from curation.adapters import embeddings

    try:
        return embeddings.load(name, cache=resources.cache_folder() / "vectors")
    except StateError as error:
        shell.say(f"{error}; going on with words only")
        return None


def map_(
    file: Annotated[Path, typer.Argument(help="JSON Lines, CSV or Parquet; - for stdin.")],
    taxonomy: Annotated[str, typer.Option(help="The taxonomy's name.")] = "air-2024",
    text: Annotated[str, typer.Option(help="The column that holds the text.")] = "text",
    top: Annotated[int, typer.Option(min=1, help="Candidates for each text.")] = 10,
    method: Annotated[str, typer.Option(help="combined, lexical or nearest.")] = "combined",
    embedder: Annotated[str, typer.Option(help="minilm, none, or a model's name.")] = "minilm",
    judge: Annotated[
        str | None,
        typer.Option(help="An OpenAI-compatible endpoint whose model picks from the candidates and quotes."),
    ] = None,
    judge_model: Annotated[str, typer.Option(help="The model asked at --judge.")] = "",
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """The categories each text speaks of, as JSON Lines: id, candidates (code, name, score), best first."""
    from curation import mapping
    from curation.cli.items import read
    from curation.mapping.settings import Settings

    if method not in ("combined", "lexical", "nearest"):
        raise typer.BadParameter("must be combined, lexical or nearest", param_hint="--method")
    tax = _open(taxonomy, _workspace(workspace))
    ids: list[Any] = []
    texts: list[str] = []
    for number, row in enumerate(read(file), 1):
        if not isinstance(row.get(text), str):
            raise InputError.one(
                f"{file.name} > row {number}",
                "column-missing",
                f"has no text in {text!r}; name the column with --text",
            )
        ids.append(row.get("id", number))
        texts.append(row[text])
    model = None if method == "lexical" else _embedder(embedder)
    settings = Settings(method=method)
    found = mapping.map_texts(texts, tax, settings, model, top)
    rows: list[dict[str, Any]] = [{"id": i, "candidates": c} for i, c in zip(ids, found, strict=True)]
    if judge is not None:
        for row, verdict in zip(rows, _judged(texts, found, tax, judge, judge_model), strict=True):
            row["judge"] = verdict
    shell.emit_jsonl(rows)


def _judged(
    texts: list[str], found: list[list[dict[str, object]]], tax: Taxonomy, url: str, model: str
) -> list[dict[str, Any]]:
    """What a model picked of each text's candidates: status, and code, quote and reason of each pick."""
    from curation.adapters import completions
    from curation.mapping import judge
    from curation.taxonomy import NONE

    ids = [f"{number:09}" for number in range(len(texts))]
    lists = [[tax.qualified(str(c["code"])) for c in each if c["code"] != NONE] for each in found]
    completer = completions.connect(url, model, cache=resources.cache_folder() / "completions")
    verdicts = judge.judge(
        dict(zip(ids, texts, strict=True)), dict(zip(ids, lists, strict=True)), tax, completer
    )
    said = {v.clause: v for v in verdicts}
    told = []
    for id, text in zip(ids, texts, strict=True):
        verdict = said.get(id)
        picks = [
            {"code": p.category.rpartition(":")[2], "quote": text[p.start : p.end], "reason": p.reason}
            for p in (verdict.picks if verdict else ())
        ]
        status, error = (verdict.status, verdict.error) if verdict else ("empty", "no candidates")
        told.append({"status": status, "picks": picks} | ({"error": error} if error else {}))
    return told


def coverage(
    taxonomy: Annotated[str, typer.Option(help="The taxonomy's name.")] = "air-2024",
    level: Annotated[int, typer.Option(min=1, help="Tier of the categories, 1 at the top.")] = 2,
    min_score: Annotated[float, typer.Option(min=0, max=1, help="Mappings below count nothing.")] = 0.0,
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Documents against categories: clauses, the strongest one, what one jurisdiction alone regulates, what nobody does."""
    from dataclasses import asdict

    import polars as pl

    from curation.ingest import sources
    from curation.mapping import coverage as matrix

    own = shell.workspace(workspace)
    tax = _open(taxonomy, own)
    frames = []
    for step, table in (("ingest", "clauses"), ("map", "mappings")):
        pointer = own / ".curation" / step / "latest"
        if not pointer.is_file():
            raise StateError("nothing is mapped yet; run: curation run map")
        folder = own / ".curation" / step / pointer.read_text("utf-8").strip()[:24]
        frames.append(pl.read_parquet(folder / f"{table}.parquet"))
    places = {d.slug: d.jurisdiction for d in sources.load(own)}
    found = matrix.coverage(frames[0], frames[1], tax, level, places, min_score)
    if as_json:
        leaves = matrix.coverage(frames[0], frames[1], tax, len(tax.levels), places, min_score)
        facts = [asdict(fact) for fact in matrix.region_facts(leaves, tax, places)]
        shell.emit_json(asdict(found) | {"level": level, "facts": facts})
        return
    documents = sorted({cell.document for cell in found.cells})
    by_place = {(cell.category, cell.document): cell for cell in found.cells}
    rows = []
    for category in tax.at(level):
        cells = [by_place.get((category.code, document)) for document in documents]
        if any(cells):
            rows.append(
                (f"{category.code} {category.name}", *(cell.clauses if cell else "" for cell in cells))
            )
    shell.table("clauses", ("category", *documents), rows)
    for code, place in found.only.items():
        shell.say(f"only {place}: {code} {tax[code].name}")
    shell.say(
        f"{len(found.nobody)} of {len(tax.at(level))} categories are regulated by none of the documents"
    )


def register(app: typer.Typer) -> None:
    """Adds `taxonomy`, `map` and `coverage`."""
    app.add_typer(taxonomy_app, name="taxonomy")
    app.command("map")(map_)
    app.command("coverage")(coverage)
