"""`curation dedup`: the duplicates of any file, with the reason of each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli import shell
from curation.core import resources, value_faults
from curation.core.counting import counted
from curation.core.errors import ConfigError, Issue

if TYPE_CHECKING:
    import polars as pl
    from rich.progress import Progress, TaskID

    from curation.core.ports import Embedder
    from curation.dedup import Result
    from curation.dedup.settings import Settings

SHOWN = 20
"""Label conflicts told on stderr; all are in edges.parquet."""


def _embedder(methods: list[str], bar: Progress) -> Embedder | None:
    if "semantic" not in methods:
        return None
    from curation.pipeline.composition import watched
    from curation.services import embeddings

    return watched(embeddings.load("minilm", cache=resources.cache_folder() / "vectors"), shell.watcher(bar))


def _settings(methods: list[str], given: Mapping[str, float | None], contrast: bool) -> Settings:
    from pydantic import ValidationError

    from curation.dedup.settings import Settings

    try:
        named = {k: v for k, v in given.items() if v is not None}
        return Settings.model_validate({"methods": tuple(methods), "contrast": contrast, **named})
    except ValidationError as error:
        raise ConfigError(
            [
                Issue(f"--{str(e['loc'][0]).replace('_', '-')}", "config-value", value_faults.told(e))
                for e in error.errors()
            ]
        ) from error


def _told(bar: Progress) -> Callable[[str, int, int], None]:
    """What shows the stages of a comparison as tasks of the bar, each taken away at its end."""
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done)
        if done == total:
            bar.remove_task(tasks.pop(stage))

    return tell


def _peak_mb() -> float:
    import resource

    # Kilobytes on Linux, bytes on macOS.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )


def dedup(
    file: Annotated[
        Path,
        typer.Argument(
            help="A .jsonl, .csv or .parquet file or pipe; - for JSON Lines on stdin; an earlier --out."
        ),
    ],
    text: Annotated[str, typer.Option(help="The column to compare.")] = "text",
    methods: Annotated[
        str, typer.Option(help="exact, near, semantic, overlap or module:attribute, with commas.")
    ] = "exact,near",
    against: Annotated[
        Path | None, typer.Option(help="Drop what is already in this release, file or folder.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for kept.parquet, dropped.parquet and edges.parquet.")
    ] = None,
    label: Annotated[
        str | None, typer.Option(help="Column of a label: items of different labels never merge.")
    ] = None,
    family: Annotated[
        str | None, typer.Option(help="Column of a family: its members never merge with each other.")
    ] = None,
    rank: Annotated[
        str | None,
        typer.Option(help="Column of a number: of two duplicates, the row with the lower number is kept."),
    ] = None,
    near_threshold: Annotated[
        float | None,
        typer.Option(
            help="Least similarity of a near pair, from 0 to 1: the share of their runs of five characters that both texts have (Jaccard index); 0.5 if not given."
        ),
    ] = None,
    semantic_threshold: Annotated[
        float | None,
        typer.Option(help="Least similarity (cosine of the vectors) of a semantic pair; 0.9 if not given."),
    ] = None,
    contrast: Annotated[
        bool, typer.Option(help="Keep apart what differs in a number, a negation, a name, …")
    ] = True,
    borderline: Annotated[
        int, typer.Option(min=0, help="Show this many merged pairs, those closest to the threshold.")
    ] = 0,
    contrasts: Annotated[
        int,
        typer.Option(
            min=0,
            help="Show this many pairs that are alike and were kept apart, with the reason, the most alike first.",
        ),
    ] = 0,
    engine: Annotated[
        str,
        typer.Option(help="Where the work runs: local, ray or module:attribute; never changes the result."),
    ] = "local",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Threads or tasks at a time (default: all cores).")
    ] = None,
    address: Annotated[str | None, typer.Option(help="Address of a running Ray cluster, HOST:PORT.")] = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Find the duplicates in a file: which items are kept, which are dropped, and for which other item.

    In place of a file it takes the --out folder of an earlier run, and applies higher thresholds without comparing again.
    """
    import time

    from curation.dedup import deduplicate, saved_runs, table_rows
    from curation.library.items import ReportingEngine
    from curation.pipeline import composition

    started = time.perf_counter()
    asked = [name.strip() for name in methods.split(",") if name.strip()]
    if not asked:
        raise ConfigError([Issue("--methods", "config-value", "names no method; exact,near is the default")])
    thresholds = {"near_threshold": near_threshold, "semantic_threshold": semantic_threshold}
    settings = _settings(asked, thresholds, contrast)
    data: pl.LazyFrame | None = None
    texts: pl.DataFrame | None = None
    with shell.progress() as bar:
        steps = bar.add_task("reading", total=3)
        if file.is_dir():
            result = saved_runs.again(file, thresholds)
            ids = result.order.filter(~result.order["other"])["id"] if result.order is not None else None
            settings = _settings(
                asked,
                saved_runs.thresholds(file) | {k: v for k, v in thresholds.items() if v is not None},
                contrast,
            )
        else:
            data = table_rows.scan(file)
            where = table_rows.name_of(file)
            items = table_rows.items(data, where, text, {"label": label, "family": family, "rank": rank})
            others = None if against is None else table_rows.others(against, text)
            bar.update(steps, advance=1, description="comparing")
            told = ReportingEngine(composition.engine(engine, workers, address), _told(bar))
            result = deduplicate(items, settings, _embedder(asked, bar), told, others)
            ids = items["id"]
            texts = items.select("id", "text") if others is None else saved_runs.both(items, others)
        bar.update(steps, advance=1, description="writing")
        if out is not None and ids is not None:
            saved_runs.write(out, data, ids, result, settings)
        bar.update(steps, advance=1)
    summary = result.summary(0 if ids is None else len(ids)) | {
        "seconds": round(time.perf_counter() - started, 3),
        "peak_mb": round(_peak_mb(), 1),
    }
    shown: dict[str, pl.DataFrame] = {}
    if borderline:
        close = result.borderline(1.0, settings).head(borderline).drop("relation", "evidence")
        shown["borderline"] = saved_runs.with_texts(close, texts)
    if contrasts:
        shown["contrast"] = saved_runs.with_texts(result.most_alike_contrasts(contrasts), texts)
    _report(result, summary, shown, as_json, out)


def _report(
    result: Result, summary: dict[str, Any], shown: dict[str, pl.DataFrame], as_json: bool, out: Path | None
) -> None:
    conflicts = result.edges.filter(result.edges["relation"] == "conflict")
    for a, b, why in conflicts.head(SHOWN).select("a", "b", "evidence").iter_rows():
        shell.say(
            str(
                Issue(
                    a,
                    "label-conflict",
                    f"has the words of {b} and another label ({why}); decide which label is right and correct the other",
                    "warn",
                )
            )
        )
    if as_json:
        if out is None:
            dropped = result.clusters.rename({"member": "id", "kept": "kept_id"})
            shell.emit_jsonl(dropped.select("id", "kept_id", "method", "score").iter_rows(named=True))
        for name, pairs in shown.items():
            shell.emit_jsonl({name: row} for row in pairs.iter_rows(named=True))
        shell.emit_json({"summary": summary})
        return
    by = ", ".join(f"{n} {name}" for name, n in summary["by_method"].items()) or "none"
    shell.show(f"{summary['rows']} rows: {summary['kept']} kept, {summary['dropped']} dropped ({by})")
    shell.show(
        f"{counted(summary['contrast_pairs'], 'contrast pair')} kept apart,"
        f" {counted(summary['conflict_pairs'], 'label conflict')}"
    )
    if summary["large_buckets"]:
        shell.say(
            f"{summary['large_buckets']} buckets were too large to compare pair by pair; their items met only their neighbours"
        )
    titles = {"borderline": "merged, nearest to the threshold", "contrast": "kept apart, most alike"}
    if summary["common_ngrams"]:
        shell.say(
            f"{summary['common_ngrams']} runs of words stand in too many texts to be a sign of copying and were not used"
        )
    for name, pairs in shown.items():
        shell.table(titles[name], pairs.columns, pairs.iter_rows())


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(dedup)
