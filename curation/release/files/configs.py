"""The configurations of a release: the rows, their views by jurisdiction, and the tables they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.items import released
from curation.core.records import Category, Clause, Document, Record
from curation.release.contents.rows import CONFIG

if TYPE_CHECKING:
    import polars as pl

    from curation.release.draft import ReleaseDraft
    from curation.release.inputs import Inputs

WHOLE = "train"
"""The split of tables that have none: the name `datasets` gives by default."""


@dataclass(frozen=True)
class RowConfig:
    """A configuration: its tables by split, and which configuration it is a view of."""

    name: str
    splits: dict[str, pl.DataFrame]
    """The tables as the files hold them: of items, without the columns that say the same of every row."""
    what: str
    view_of: str = ""
    key: str = "id"
    """Column that names a row."""

    def path(self, split: str) -> str:
        """Path of the split's file, as the Hub's conventions have it."""
        return f"{self.name}/{split}-00000-of-00001.parquet"


def all_of(draft: ReleaseDraft) -> list[RowConfig]:
    """Every configuration of a release, the rows first. Empty ones are left out."""
    whole = RowConfig(CONFIG, _by_split(draft.rows, draft.constant), "every item")
    found = [whole, *_chat(draft), *_views(draft.rows, draft.constant)]
    records: dict[str, type[Record]] = {"taxonomy": Category, "clauses": Clause, "documents": Document}
    for name, table, what, key in _tables(draft):
        if table.height:
            shown = released.bare(table, records[name]) if draft.bare and name in records else table
            found.append(RowConfig(name, {WHOLE: shown}, what, key=key))
    return _with_images(found, draft)


def _with_images(every: list[RowConfig], draft: ReleaseDraft) -> list[RowConfig]:
    """The configurations, those of items with the bytes of their pictures; as they are where no item shows one."""
    shown = {row: pictures for row, pictures in draft.rows.select("id", "pictures").iter_rows() if pictures}
    if not shown:
        return every
    whole = {row: shown.get(row, []) for row in draft.rows["id"]}
    held = draft.inputs.pictures
    return [
        replace(c, splits={s: released.with_images(data, whole, held) for s, data in c.splits.items()})
        if CONFIG in (c.name, c.view_of)
        else c
        for c in every
    ]


def _by_split(rows: pl.DataFrame, constant: Mapping[str, Any]) -> dict[str, pl.DataFrame]:
    names = sorted(rows["split"].unique())
    left_out = [*constant, *released.unsaid(rows)]
    return {name: released.slim(rows.filter(rows["split"] == name), left_out) for name in names}


CHAT = "chat"
"""The configuration in which every item is a list of turns."""


def _chat(draft: ReleaseDraft) -> Iterator[RowConfig]:
    """Of a set with conversations, every item as turns: what evaluators of chat models take. An item of one text is one turn."""
    import polars as pl

    if not draft.rows["messages"].list.len().sum():
        return
    turns = [
        messages or [{"role": "user", "content": text}]
        for text, messages in draft.rows.select("text", "messages").iter_rows()
    ]
    rows = draft.rows.with_columns(messages=pl.Series(turns, dtype=draft.rows.schema["messages"]))
    yield RowConfig(
        CHAT,
        _by_split(rows, draft.constant),
        "every item as turns; one of a single text is a turn of the user",
        view_of=CONFIG,
    )


def _views(rows: pl.DataFrame, constant: Mapping[str, Any]) -> Iterator[RowConfig]:
    for jurisdiction in sorted({j for found in rows["jurisdictions"].to_list() for j in found}):
        name = f"{CONFIG}-" + (re.sub(r"[^a-z0-9]+", "-", jurisdiction.lower()).strip("-") or "other")
        part = rows.filter(rows["jurisdictions"].list.contains(jurisdiction))
        yield RowConfig(
            name,
            _by_split(part, constant),
            f"the items that rest on a document of {jurisdiction}",
            view_of=CONFIG,
        )


def _tables(draft: ReleaseDraft) -> Iterator[tuple[str, pl.DataFrame, str, str]]:
    import polars as pl

    inputs = draft.inputs
    categories = [c for t in sorted(inputs.taxonomies, key=lambda t: t.id) for c in t.categories]
    taxonomy = tables.frame(categories, Category).with_columns(
        id=pl.concat_str("taxonomy", pl.lit(":"), "code")
    )
    yield (
        "taxonomy",
        taxonomy.select("id", *Category.model_fields),
        "the categories, with the regions that regulate them",
        "id",
    )
    yield (
        "clauses",
        clauses(inputs, draft.rows),
        "the clauses that items cite; the text only where it may be passed on",
        "id",
    )
    yield "documents", documents(inputs, draft.rows), "the documents behind the clauses", "id"
    judging = pl.DataFrame(
        sorted(inputs.judging.items()), schema={"id": pl.String, "text": pl.String}, orient="row"
    )
    yield "judging", judging, "the scales by which answers are judged", "id"


def clauses(inputs: Inputs, rows: pl.DataFrame) -> pl.DataFrame:
    """The cited clauses, sorted by id. Of a document that may not be passed on, text and headings are emptied."""
    import polars as pl

    cited = sorted({c for shown in rows["clauses"].to_list() for c in shown})
    open_ = inputs.documents.filter(pl.col("redistribute")).select(
        document="slug", edition="edition", open=pl.lit(True)
    )
    shown = inputs.clauses.filter(pl.col("id").is_in(cited)).join(
        open_, on=["document", "edition"], how="left"
    )
    shut = pl.col("open").is_null()
    return (
        shown.with_columns(
            text=pl.when(shut).then(pl.lit("")).otherwise("text"),
            path=pl.when(shut).then(pl.lit([], dtype=pl.List(pl.String))).otherwise("path"),
        )
        .select(list(Clause.model_fields))
        .unique("id", keep="first", maintain_order=True)
        .sort("id")
    )


def documents(inputs: Inputs, rows: pl.DataFrame) -> pl.DataFrame:
    """The documents that rows cite, sorted, with an id `slug@edition`."""
    import polars as pl

    cited = sorted({c.partition("#")[0] for found in rows["clauses"].to_list() for c in found})
    named = inputs.documents.with_columns(id=pl.concat_str("slug", pl.lit("@"), "edition"))
    return named.filter(pl.col("id").is_in(cited)).select("id", *Document.model_fields).sort("id")
