"""Batches to a board and judgements from it, whichever board it is: a server, or files for people without one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.cli.review.board import words

if TYPE_CHECKING:
    from curation.core.errors import Issue
    from curation.core.ports import Board
    from curation.review.board.annotations import Asked
    from curation.review.judgements.batches import Batch

Pseudonym = Callable[[str], str]


def bring(
    place: Path, board: Board, name: str, tell: Callable[[int, int], None] = lambda *_: None
) -> dict[str, Any]:
    """Brings a batch to a board; what it did, with the projects to work in by stage.

    A batch in two stages has a project for the answers and one for the verdicts, which holds the items whose answers are
    all recorded.
    """
    from curation.pipeline.people import review_work
    from curation.review.board import push
    from curation.review.judgements import batches

    head, items = batches.load(place, name), batches.items(place, name)
    paths, names = _paths(place, head), review_work.names(place)
    images = review_work.images_of(place, items)
    with batches.talking(place, name):
        if head.stages == "separate":
            layout = batches.blind_layout_of(place, name)
            done = push.push(board, head, items, layout, paths, tell, "blind", images=images)
            opened = _open_verdicts(place, board, head)
            projects = {"answer": done.project, "verdict": opened.project}
        else:
            layout = batches.layout_of(place, name)
            done = push.push(board, head, items, layout, paths, tell, words=names, images=images)
            projects = {"verdict": done.project}
    who = sorted({r for i in items for r in i.reviewers})
    return {"batch": name, "reviewers": who, "projects": projects, **asdict(done)}


def take(
    place: Path,
    board: Board,
    name: str,
    pseudonym: Pseudonym,
    shown_to: Callable[[str], Collection[tuple[str, str]]] | None = None,
) -> dict[str, Any] | None:
    """Appends what a board holds of a batch to its log, and makes the verdict tasks whose answers are all in.

    `shown_to` gives, by project of the verdicts, the pairs of item and person who were sent its key; without it everybody sees
    what is on the board. None when the batch is not on the board. The issues come back as they are.
    """
    from curation.review.board import pull, stages
    from curation.review.judgements import batches

    head = batches.load(place, name)
    items = batches.items(place, name)
    reasons, leaves = words(place, head.taxonomy)
    new, seen, opened = 0, 0, 0
    issues: list[Issue] = []

    def collect(
        at: str,
        asked: Asked | None,
        shown_at: dict[str, str] | None = None,
        sent: Collection[tuple[str, str]] | None = None,
    ) -> None:
        nonlocal new, seen
        log = batches.log(place, name)
        pulled = pull.pull(board, at, head, items, log, pseudonym, reasons, leaves, asked, shown_at, sent)
        batches.record(place, name, pulled.new)
        new, seen = new + len(pulled.new), seen + pulled.seen
        issues.extend(pulled.issues)

    with batches.talking(place, name):
        project = board.find_project(head.marker)
        if head.stages == "separate":
            blind = board.find_project(head.blind_marker)
            if blind is None:
                return None
            sent = None if shown_to is None else shown_to(project or "")
            collect(blind, "blind", stages.shown_at(board, project), sent)
            done = _open_verdicts(place, board, head)
            project, opened = done.project, done.added
        elif project is None:
            return None
        collect(project, None)
    return {"batch": name, "new": new, "seen": seen, "opened": opened, "issues": issues}


def _open_verdicts(place: Path, board: Board, head: Batch) -> Any:
    """Makes the verdict tasks of a batch whose answers are all recorded."""
    from curation.pipeline import config
    from curation.pipeline.people import review_work
    from curation.review.board import stages
    from curation.review.judgements import batches
    from curation.review.standing import gather

    items = batches.items(place, head.name)
    left = config.load(place).review.left
    ready = stages.answered(items, gather.record(place, head.name), left)
    return stages.open_verdicts(
        board,
        head,
        items,
        ready,
        batches.layout_of(place, head.name),
        _paths(place, head),
        review_work.names(place),
        review_work.images_of(place, [item for item in items if item.id in set(ready)]),
    )


def _paths(place: Path, head: Batch) -> Callable[[str], list[str]]:
    from curation import taxonomy

    tree = taxonomy.load(head.taxonomy.partition("@")[0], place)
    return lambda code: [c.code for c in tree.path(code)]


def project_of(place: Path, board: Any, name: str) -> str | None:
    """The project in which verdicts of a batch are given; None when it is not on the board."""
    from curation.review.judgements import batches

    found: str | None = board.find_project(batches.load(place, name).marker)
    return found


def pseudonym_of(place: Path) -> Pseudonym:
    """A function from an account to its pseudonym, for all batches of a workspace."""
    from curation.review.judgements import people
    from curation.review.standing import gather

    taken = {j.reviewer for j in gather.record(place)}
    return people.pseudonyms(place, taken)


def chosen(place: Path, batch: str | None) -> Sequence[str]:
    """The batches that a name stands for; all without one."""
    from curation.review.judgements import batches
    from curation.review.planning.making import existing

    return batches.names(place) if batch is None else existing(place, batch) or [batch]
