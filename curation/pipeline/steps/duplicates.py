"""The step that finds repeated candidates: `dedup`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from curation.core.errors import Issue
from curation.core.stage import Loss, Output
from curation.pipeline.run_tables import passed, pictures_of
from curation.pipeline.workspace_run import Run, items

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Embedder, Engine
    from curation.dedup import Result as DedupResult
    from curation.dedup.settings import Settings as DedupSettings


def _families(candidates: pl.DataFrame) -> dict[str, str]:
    """The first ancestor of every candidate: revisions and variants of one base are one family."""
    parents = dict(zip(candidates["id"], candidates["parent"], strict=True))
    first: dict[str, str] = {}
    for name in parents:
        path = [name]
        while (above := parents.get(path[-1])) is not None and above not in path:
            path.append(above)
        first[name] = path[-1]
    return first


def picture_groups(workspace: Path, candidates: pl.DataFrame) -> dict[str, str]:
    """By candidate with pictures the name of the group of those whose pictures look alike; empty where none shows one."""
    from curation.dedup import pictures
    from curation.pictures import files

    looks = files.looks(workspace, pictures_of(candidates))
    shown = {
        name: [one["sha256"] for one in images]
        for name, images in candidates.select("id", "pictures").iter_rows()
        if images
    }
    return pictures.groups(shown, {d: s.look for d, s in looks.items() if not isinstance(s, Issue)})


def deduplicated(
    items: pl.DataFrame, group: Mapping[str, str], settings: DedupSettings, embedder: Embedder | None = None, engine: Engine | None = None
) -> DedupResult:  # fmt: skip
    """The clusters and edges of items (`dedup_items`): two with pictures merge only where these look alike as well.

    Args:
        items: Rows as `dedup_items` gives them.
        group: The digest of each picture to that of the group of those which look alike.
        settings: The methods and their thresholds.
        embedder: Needed by the method `semantic` alone.
        engine: Where the work runs; None runs it here.
    """
    import polars as pl

    from curation import dedup
    from curation.dedup import pictures

    mark = pl.col("id").replace_strict(dict(group), default=None, return_dtype=pl.String)
    label = pl.concat_str("label", (pl.lit(pictures.MARK) + mark).fill_null(""))
    result = dedup.deduplicate(
        items.with_columns(label=label) if group else items, settings, embedder, engine
    )
    return replace(result, edges=pictures.told(result.edges, group, result.kept))


def dedup_items(candidates: pl.DataFrame, frozen: Sequence[str]) -> pl.DataFrame:
    """Candidates in the form the dedup step takes: id, text, label, family, pair, rank. A conversation counts by what the user says.

    Human-written comes before machine-made, then what was put before people (the ids `frozen`) before what was not,
    then more evidence before less.
    """
    import polars as pl

    evidence = pl.col("evidence").list.len().clip(0, 9)
    human = (
        pl.when(pl.col("origin").struct.field("generator").is_in(["author", "review"])).then(0).otherwise(20)
    )
    unseen = pl.when(pl.col("id").is_in(list(frozen))).then(0).otherwise(10)
    return candidates.select(
        "id",
        text=pl.when(pl.col("kind") == "question")
        .then(
            pl.concat_str(
                [
                    pl.col("stem"),
                    pl.col("options").list.get(pl.col("answer"), null_on_oob=True).fill_null(""),
                ],
                separator="\n",
            )
        )
        .when(pl.col("kind") == "task")
        .then(pl.concat_str("text", "instruction", separator="\n"))
        .otherwise("text"),
        label=pl.concat_str(
            [
                pl.col("dataset"),
                pl.col("kind"),
                pl.when("benign").then(pl.lit("benign")).otherwise(pl.lit("unsafe")),
                pl.col("categories").list.first().fill_null(""),
            ],
            separator="|",
        ),
        family=pl.col("id").replace_strict(_families(candidates), return_dtype=pl.String),
        pair="pair",
        rank=(human + unseen - evidence).cast(pl.Int64),
    )


def deduplicate(run: Run) -> Output:
    """The clusters of candidates that say the same."""
    candidates = passed(run)
    embedder = run.adapters.embedder() if run.adapters.embedder else None
    frozen = sorted({i.subject for i in items(run)})
    group = picture_groups(run.workspace, candidates)
    settings = run.settings.dedup
    result = deduplicated(dedup_items(candidates, frozen), group, settings, embedder, run.adapters.engine)
    reasons = {
        "the other side of its pair goes" if method == "pair" else method: n
        for method, n in result.clusters.group_by("method").len().sort("method").iter_rows()
    }
    contrasts = result.edges.filter(result.edges["relation"] == "contrast").height
    return Output(
        {"clusters": result.clusters, "edges": result.edges},
        Loss(candidates.height, candidates.height - result.clusters.height, reasons),
        {"contrast_pairs": contrasts},
    )
