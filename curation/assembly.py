"""What people's commands need, put together from the steps and the evidence: waiting work, releases, reports, impact."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from curation.pipeline import Standing

Waiting = dict[str, Any]


def waiting(workspace: Path) -> list[Waiting]:
    """The batches that still want judgements: batch, kind, items, judgements made, judgements wanted."""
    from curation.review import batches

    found: list[Waiting] = []
    judgements = [j for j in batches.judgements(workspace) if j.status == "active"]
    items = batches.items(workspace)
    for batch in sorted({i.batch for i in items}):
        mine = [i for i in items if i.batch == batch]
        done = sum(1 for j in judgements if j.batch == batch)
        wanted = sum(i.overlap for i in mine)
        if done < wanted:
            kinds = "/".join(sorted({i.kind for i in mine}))
            found.append(
                {"batch": batch, "kind": kinds, "items": len(mine), "judgements": done, "wanted": wanted}
            )
    return found


def advice(standings: Sequence[Standing], pending: Sequence[Waiting]) -> str:
    """The one command to run next."""
    for standing in standings:
        if standing.state != "fresh":
            return f"curation run   (step {standing.step} is {standing.state})"
    if pending:
        return f"curation review serve, then curation review pull   (batch {pending[0]['batch']} wants {pending[0]['wanted'] - pending[0]['judgements']} more judgements)"
    return "curation review push, or curation release cut DATASET VERSION --preview"
