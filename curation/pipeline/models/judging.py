"""The map and rules steps ask a model about what they are unsure of, as the generate step does: in one batch, answers kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from curation.core.ports import Completer
from curation.core.records import Clause, Rule
from curation.core.remote.asking import Asker, Watch
from curation.taxonomy import Taxonomy

if TYPE_CHECKING:
    import polars as pl


def asker(workspace: Path, step: str, completer: Completer, watch: Watch, keep: bool) -> Asker:
    """What asks for a step. `keep` says whether answers are kept here; not where the completer records them.

    Args:
        workspace: The folder of the workspace, in which answers are kept.
        step: The name of the step, under which answers are kept.
        completer: The language model.
        watch: Is told how many requests are answered.
        keep: Whether answers are kept in the journal of the step.
    """
    journal = workspace / ".curation" / "journal" / f"{step}.answers.jsonl"
    return Asker(completer, journal if keep else None, watch=watch)


def rules_read(
    rules: Sequence[Rule], clauses: Sequence[Clause], asks: Asker, below: float, model: str
) -> list[Rule]:
    """The rules, those below a certainty as the model reads them.

    Args:
        rules: As they were read without a model.
        clauses: Those that the rules rest on.
        asks: Sends the requests.
        below: The certainty, 0 to 1, below which a rule is read again.
        model: The name of the model.
    """
    from curation.rules import by_model

    return by_model.read_again(rules, clauses, asks, below, model)


def judged(
    mappings: pl.DataFrame, clauses: pl.DataFrame, taxonomy: Taxonomy, asks: Asker, below: float, model: str
) -> pl.DataFrame:
    """The mappings to a taxonomy, where the model chose among the proposals of clauses whose best one is less probable.

    What people judged stays as they said.

    Args:
        mappings: Rows of `Mapping`.
        clauses: Rows of `Clause`.
        taxonomy: The taxonomy that is mapped to; mappings to others stay.
        asks: Sends the requests.
        below: The probability, 0 to 1, below which the best proposal is put to the model.
        model: The name of the model.
    """
    import polars as pl

    from curation.mapping import judge

    real = mappings.filter(~pl.col("category").str.ends_with(":none") & (pl.col("method") != "judged"))
    best = real.group_by("clause").agg(pl.col("score").max())
    unsure = best.filter(pl.col("score") < below)["clause"].to_list()
    proposed: Mapping[str, Sequence[str]] = {
        row["clause"]: row["category"]
        for row in real.filter(pl.col("clause").is_in(unsure))
        .sort("clause", "rank")
        .group_by("clause", maintain_order=True)
        .agg("category")
        .iter_rows(named=True)
    }
    texts = dict(clauses.filter(pl.col("id").is_in(unsure)).select("id", "text").iter_rows())
    return judge.apply(mappings, judge.judge(texts, dict(proposed), taxonomy, asks, model))
