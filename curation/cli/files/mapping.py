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


def embedder_called(name: str) -> Embedder | None:
    """The embedder of that name; None for `none`, and said so where its extra is not installed."""
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
    top: Annotated[
        int,
        typer.Option(
            min=1,
            help="Most categories for each text. The row `none` comes in addition where no category fits as well.",
        ),
    ] = 10,
    method: Annotated[str, typer.Option(help="combined, lexical or nearest.")] = "combined",
    embedder: Annotated[
        str,
        typer.Option(
            help="`minilm` (with a multilingual model for other languages), `use` (that multilingual model alone), `none`, or the name of a model."
        ),
    ] = "minilm",
    judge: Annotated[
        str | None,
        typer.Option(
            help="An OpenAI-compatible endpoint whose model picks from these categories, each with a quote from the text."
        ),
    ] = None,
    judge_model: Annotated[str, typer.Option(help="The model asked at --judge.")] = "",
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Print the categories that each text is about, as JSON Lines: id, candidates (code, name, score), the best first."""
    from curation import mapping
    from curation.cli.files.items import read
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
        ids.append(_named(row, number))
        texts.append(row[text])
    model = None if method == "lexical" else embedder_called(embedder)
    settings = Settings.model_validate({"method": method})
    mapped = mapping.map_texts(texts, tax, settings, model, top)
    rows: list[dict[str, Any]] = [{"id": i, "candidates": c} for i, c in zip(ids, mapped, strict=True)]
    if judge is not None:
        from curation.pipeline.models import text_judging
        from curation.services import completions

        completer = completions.connect(judge, judge_model, cache=resources.cache_folder() / "completions")
        for row, verdict in zip(rows, text_judging.judged(texts, mapped, tax, completer), strict=True):
            row["judge"] = verdict
    shell.emit_jsonl(rows)


def _named(row: dict[str, Any], number: int) -> Any:
    """What a row is called: its `id`, of a clause without one its document and `eid`, else its number."""
    if row.get("id") not in (None, ""):
        return row["id"]
    return f"{row['document']}#{row['eid']}" if row.get("eid") and row.get("document") else number


def coverage(
    taxonomy: Annotated[str, typer.Option(help="The taxonomy's name.")] = "air-2024",
    level: Annotated[int, typer.Option(min=1, help="Tier of the categories, 1 at the top.")] = 2,
    by: Annotated[
        str,
        typer.Option("--by", help="category: documents against categories. rule: which rules have an item."),
    ] = "category",
    workspace: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Count the clauses of each document in each category; list the categories that one jurisdiction alone regulates, and those that none does.

    With `--by rule`: which rules of the documents have an item, which have none, and why.
    """
    if by not in ("category", "rule"):
        raise typer.BadParameter("must be category or rule", param_hint="--by")
    own = shell.workspace(workspace)
    if by == "rule":
        _rule_coverage(own, as_json)
        return
    from curation.pipeline.reports import category_coverage

    tax = open_taxonomy(taxonomy, own)
    covered = category_coverage.of_workspace(own, tax, level)
    if as_json:
        shell.emit_json(covered.as_json())
        return
    rows = [(f"{c.code} {c.name}", *(count or "" for count in counts)) for c, counts in covered.rows()]
    shell.table("clauses", ("category", *covered.documents), rows)
    for code, place in covered.matrix.only.items():
        shell.say(f"only {place}: {code} {tax[code].name}")
    nobody = len(covered.matrix.nobody)
    shell.say(f"{nobody} of {len(tax.at(level))} categories are regulated by none of the documents")


def _rule_coverage(own: Path, as_json: bool) -> None:
    """Prints which rules have an item; the steps up to `generate` must be up to date."""
    from curation.pipeline.reports import rule_coverage
    from curation.pipeline.running import fresh

    covered = rule_coverage.of_run(fresh(own, "generate"))
    if as_json:
        shell.emit_json(covered)
        return
    shell.table(
        "rules",
        ("modality", "rules", "with an item"),
        [(count["modality"], count["rules"], count["with_items"]) for count in covered["by_modality"]],
    )
    for reason, count in rule_coverage.reasons(covered["rows"]):
        shell.say(f"{count} without an item: {reason}")


def register(app: typer.Typer) -> None:
    """Adds `map` and `coverage`."""
    app.command("map")(map_)
    app.command("coverage")(coverage)
