"""What `status` and `run` say of datasets without an item, and of items whose clause was deleted."""

from __future__ import annotations

from curation.core.counting import counted
from curation.pipeline import workspace_run
from curation.pipeline.running import Run


def without_items(run: Run) -> list[str]:
    """A line for each dataset that got no candidate: the most frequent reasons of its own clauses, and what to change."""
    import polars as pl

    if "generate" not in run.made:
        return []
    made, skipped = set(run.table("generate")["dataset"].unique()), run.table("generate", "skipped")
    lines = []
    for dataset in run.settings.dataset:
        of_it = skipped.filter(pl.col("dataset") == dataset.name)
        own = of_it.unique("clause", keep="first", maintain_order=True)
        if dataset.name in made or own.is_empty():
            continue
        found = own.group_by("reason", "message").len().sort("len", "reason", descending=[True, False])
        why = "; ".join(f"{counted(n, 'clause')} ({message})" for _, message, n in found.head(3).iter_rows())
        told = f"dataset {dataset.name} got no item of {counted(own.height, 'clause')} with a category, most often for these reasons: {why}"
        off = own.filter(pl.col("reason") == "form-off").height
        if off and dataset.kind == "question":
            forms = ", ".join(run.settings.generate.forms_off)
            told += (
                f"; generate.forms_off in curation.toml turns these forms off: {forms}; without one of them {counted(off, 'clause')} "
                "may give a question, which people have to read with care"
            )
        lines.append(f"{told}; each clause with its reason: curation show generate --dropped")
    return lines


FEW_MAPPED, ENOUGH_RULES = 0.2, 30
"""Least share of the clauses with a rule that have a category, and how many such clauses a dataset needs before a smaller share is told."""


def without_categories(run: Run) -> list[str]:
    """A line for each dataset of whose clauses with a rule few have a category: items are made of clauses with one."""
    import polars as pl

    if "map" not in run.made:
        return []
    told = (
        run.table("rules")
        .explode("clauses", empty_as_null=False, keep_nulls=False)
        .select("document", clause="clauses")
        .unique()
    )
    lines = []
    for dataset in run.settings.dataset:
        own = told.filter(pl.col("document").is_in(dataset.documents)) if dataset.documents else told
        # A taxonomy is named with its version or without; the codes of mappings hold both.
        start = f"{dataset.taxonomy}{':' if '@' in dataset.taxonomy else '@'}"
        real = run.table("map").filter(
            pl.col("category").str.starts_with(start) & ~pl.col("category").str.ends_with(":none")
        )
        mapped = own.filter(pl.col("clause").is_in(real["clause"].to_list())).height
        if own.height >= ENOUGH_RULES and mapped < FEW_MAPPED * own.height:
            lines.append(
                f"dataset {dataset.name}: {mapped} of {counted(own.height, 'clause')} with a rule have a category of {dataset.taxonomy}, and "
                f"items are made of these alone; what the others are about: curation taxonomy gaps {dataset.taxonomy}; then give categories "
                "more words (cues), or add some"
            )
    return lines


def on_deleted_clauses(run: Run) -> str:
    """How many items of batches rest on a clause that is gone and are not decided, and what becomes of them; empty where none does."""
    from curation import review
    from curation.editions import migration

    if "ingest" not in run.made:
        return ""
    resting = migration.resting_on_deleted(workspace_run.migrated(run))
    if not resting:
        return ""
    decided = review.decisions(workspace_run.review_evidence(run))
    open_ = sorted(resting - {d.subject for d in decided if d.outcome != "pending"})
    if not open_:
        return ""
    n = len(open_)
    return (
        f"{counted(n, 'item')} in a batch {'rests' if n == 1 else 'rest'} on a clause that the edition in force no longer has: "
        f"no release takes {'it' if n == 1 else 'them'} up, unless people accept {'it' if n == 1 else 'them'} once more in a later batch; "
        f"which clause: curation show generate {open_[0]}"
    )
