"""The state of a board compared with what counts: told by `review status` and `review push`, mended by `review reconcile`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.review import exchange as review_exchange
from curation.cli.review.board import SHOWN, BatchOption, UrlOption, board, local, tell
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, say, show, workspace
from curation.core.errors import ServiceError, StateError
from curation.core.files.io import locked

if TYPE_CHECKING:
    from curation.core.ports import Board
    from curation.review.standing.evidence import ReviewEvidence
    from curation.review.standing.reconcile import Mismatch

SHORT = "mend with: curation review reconcile"


def differences(
    place: Path, opened: Board, name: str, seen: ReviewEvidence, mend: bool = False
) -> list[Mismatch]:
    """Where a board and the evidence of one batch differ; with `mend`, after a pull, the board is put right."""
    from curation.review.judgements import batches
    from curation.review.standing import reconcile as comparison

    head = batches.load(place, name)
    blind = opened.find_project(head.blind_marker) if head.stages == "separate" else None
    project = opened.find_project(head.marker)
    if project is None and blind is None:
        return []
    projects = {"answer": blind, "verdict": project}
    states = {stage: opened.states(p) if p is not None else [] for stage, p in projects.items()}
    mismatches = comparison.compare(
        seen, name, states["verdict"], None if blind is None else states["answer"], mend
    )
    for stage, at in projects.items() if mend else ():
        plan = comparison.mend(seen, [m for m in mismatches if m.stage == stage], states[stage])
        if at is not None:
            opened.withdraw(at, plan.withdraw)
            opened.requeue(at, plan.requeue)
    return mismatches


def as_json(found: Sequence[Mismatch]) -> list[dict[str, Any]]:
    """The differences with the cure of each, for machine output."""
    return [asdict(m) | {"cure": m.cure} for m in found]


def asked(place: Path, names: Sequence[str], url: str | None) -> dict[str, list[dict[str, Any]]] | None:
    """What differs by batch, where a board is known and answers; None where none is, after saying why if one was expected."""
    if url is None and not (local(place) / "server.json").is_file():
        return None
    from curation.pipeline.people import review_work

    try:
        with board(place, url) as opened:
            seen = review_work.evidence(place)
            return {name: as_json(differences(place, opened, name, seen)) for name in names}
    except (ServiceError, StateError) as error:
        say(f"the board was not asked, what is shown is from the evidence alone: {error}")
        return None


def lines(found: Sequence[dict[str, Any]]) -> list[str]:
    """The differences as lines, the first few of each sort and how many more there are."""
    told: list[str] = []
    for sort in dict.fromkeys(m["sort"] for m in found):
        alike = [m for m in found if m["sort"] == sort]
        for m in alike[:SHOWN]:
            who = f" {m['reviewer']}" if m["reviewer"] else ""
            told.append(f"{m['batch']} {m['item']}: {sort}{who} ({m['why']}); {m['cure']}")
        if len(alike) > SHOWN:
            told.append(f"and {len(alike) - SHOWN} more that are {sort}")
    return told


def _pull(place: Path, opened: Board, names: Sequence[str]) -> None:
    known = review_exchange.pseudonym_of(place)
    for name in names:
        if (taken := review_exchange.take(place, opened, name, known)) is not None:
            tell(taken["issues"])


def reconcile(
    batch: BatchOption = None,
    to: UrlOption = None,
    dry: Annotated[bool, typer.Option("--dry", help="List what differs and change nothing.")] = False,
    where: WorkspaceOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Pull, then correct Label Studio where it differs from the judgements that count: offer tasks again, and remove there the annotations that do not count (the log keeps them)."""
    from curation.pipeline.people import review_work
    from curation.review.planning import making

    place = workspace(where)
    names = review_exchange.chosen(place, batch)
    with board(place, to) as opened:
        _pull(place, opened, [] if dry else names)
        seen = review_work.evidence(place)
        by_batch = {name: differences(place, opened, name, seen, mend=not dry) for name in names}
        # What was taken back is gone from the board now; the log has to say so too.
        _pull(place, opened, [name for name in names if not dry and by_batch[name]])
        told = [line for name in names for line in as_json(by_batch[name])]
    again: list[str] = []
    if not dry:
        with locked(place):
            planned = making.replacements(review_work.material(place))
        tell(planned.issues)
        again = planned.names
    if as_json_:
        emit_json({"differs": told, "batches": again})
        return
    for line in lines(told):
        show(line)
    if not told:
        show("the board and the evidence agree")
    if again:
        say(f"given to others: {', '.join(again)}; bring them up with: curation review push")
