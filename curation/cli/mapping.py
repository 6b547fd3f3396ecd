"""`curation map` and `coverage`: what a text speaks of, and what the documents regulate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli import shell
from curation.cli.workspace_option import open_taxonomy, own_workspace
from curation.core import resources
from curation.core.errors import InputError, StateError

if TYPE_CHECKING:
    from curation.core.ports import Embedder
    from curation.taxonomy import Taxonomy


def _embedder(name: str) -> Embedder | None:
    if name == "none":
        return None
    from curation.services import embeddings

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
    embedder: Annotated[
        str,
        typer.Option(
            help="minilm (with a multilingual model for other languages), use (the latter alone), none, or a model's name."
        ),
    ] = "minilm",
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
    tax = open_taxonomy(taxonomy, own_workspace(workspace))
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
    from curation.mapping import judge
    from curation.services import completions
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
    by: Annotated[
        str,
        typer.Option("--by", help="category: documents against categories. rule: which rules have an item."),
    ] = "category",
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Documents against categories: clauses, the strongest one, what one jurisdiction alone regulates, what nobody does.

    With `--by rule`: which rules of the documents have an item, which have none, and why.
    """
    from dataclasses import asdict

    from curation.mapping import coverage as matrix
    from curation.pipeline.running import last_table
    from curation.sources import manifest

    if by not in ("category", "rule"):
        raise typer.BadParameter("category or rule", param_hint="--by")
    own = shell.workspace(workspace)
    if by == "rule":
        _rule_coverage(own, as_json)
        return
    tax = open_taxonomy(taxonomy, own)
    clauses, mappings = last_table(own, "ingest"), last_table(own, "map")
    if clauses is None or mappings is None:
        raise StateError("nothing is mapped yet; run: curation run map")
    places = {d.slug: d.jurisdiction for d in manifest.load(own)}
    found = matrix.coverage(clauses, mappings, tax, level, places, min_score)
    if as_json:
        leaves = matrix.coverage(clauses, mappings, tax, len(tax.levels), places, min_score)
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


def _rule_coverage(own: Path, as_json: bool) -> None:
    """Prints which rules have an item; the steps up to `generate` must be up to date."""
    from curation.pipeline import rule_coverage
    from curation.pipeline.running import fresh

    found = rule_coverage.of_run(fresh(own, "generate"))
    if as_json:
        shell.emit_json(found)
        return
    shell.table(
        "rules",
        ("modality", "rules", "with an item"),
        [(count["modality"], count["rules"], count["with_items"]) for count in found["by_modality"]],
    )
    for reason, count in rule_coverage.reasons(found["rows"]):
        shell.say(f"{count} without an item: {reason}")


def register(app: typer.Typer) -> None:
    """Adds `map` and `coverage`."""
    app.command("map")(map_)
    app.command("coverage")(coverage)
