"""Items out to the board: run it as often as you like, every item is there once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from curation.core.errors import ServiceError
from curation.core.ports import Board, Task
from curation.core.records import ReviewItem
from curation.review.board.layout import Layout
from curation.review.board.tasks import Stage, task_of
from curation.review.judgements.batches import Batch

SIZE = 250
PICTURE_SIZE = 20
"""Tasks an import where they hold pictures: with the largest that are let through, 110 MB."""
ATTEMPTS = 5


@dataclass(frozen=True)
class Pushed:
    """What a push did."""

    project: str
    added: int
    present: int
    """Items that were there before."""
    mended: int
    """Copies removed that an interrupted import had left."""
    foreign: tuple[str, ...]
    """Tasks of the project that are none of ours (added by hand)."""


def push(
    board: Board,
    batch: Batch,
    items: Sequence[ReviewItem],
    layout: Layout,
    paths: Callable[[str], list[str]] = lambda code: [code],
    tell: Callable[[int, int], None] = lambda *_: None,
    stage: Stage = "whole",
    words: Callable[[str], str] = str,
    more: Collection[str] = (),
    images: Mapping[str, bytes] | None = None,
) -> Pushed:
    """Brings every item of a batch to the board exactly once; `paths(code)` gives a category's codes from the top.

    With the stage `blind` into the project in which questions are answered before their key is shown. `words` turns the code
    of a category or reason into its name. `more` are ids of items that may be there without being brought now. `images` are the
    bytes of the items' pictures by digest, None for a batch without pictures.

    An import whose answer is lost is never repeated blindly: the board is listed again and only what is missing goes
    out. Where every import was answered and the board counts as many tasks as were there and were sent, that count is
    the proof and no listing is needed. Copies that a killed import left are removed unless somebody has worked on them.

    Args:
        board: The board that the tasks go to.
        batch: The batch that was frozen.
        items: The items of the batch.
        layout: The layout of the project, made where it is absent.
        paths: Gives the codes from the top of the taxonomy down to a category.
        tell: Is told how many tasks are sent, and of how many.
        stage: `blind` for answers before the key is shown.
        words: Gives the name of the category or reason of a code.
        more: Ids of items that may be there already.
        images: Bytes of pictures by digest; None for a batch without pictures.

    Raises: ServiceError when the board stays unreachable; what is there stays, run it again.
    """
    marker, title = batch.marker, f"{batch.name} ({batch.kind})"
    if batch.stages == "separate":
        marker = batch.blind_marker if stage == "blind" else batch.marker
        title = f"{batch.name} {'1 answer' if stage == 'blind' else '2 verdict'}"
    most = max((i.overlap for i in items), default=1)
    project = board.ensure_project(marker, title, layout.xml, most, layout.guidelines)
    order = sorted(items, key=lambda i: (-i.priority, i.id))
    before = board.tasks(project) if board.count(project) else {}
    after = before
    failed = 0
    while missing := [i for i in order if i.id not in after]:
        try:
            size = SIZE if images is None else PICTURE_SIZE
            for start in range(0, len(missing), size):
                part = missing[start : start + size]
                board.add(
                    project,
                    [
                        _with_paths(task_of(i, batch.hints, stage, words, layout.digest, images), paths)
                        for i in part
                    ],
                )
                tell(start + len(part), len(missing))
        except ServiceError:
            failed += 1
            if failed >= ATTEMPTS:
                raise
        else:
            if not failed and board.count(project) == sum(map(len, after.values())) + len(missing):
                break
        after = board.tasks(project)
    mended = board.remove(project, _copies(after))
    known = {i.id for i in items}
    ours = known | set(more)
    foreign = tuple(sorted(t for id, tasks in after.items() if id not in ours for t in tasks))
    return Pushed(project, len(known - before.keys()), len(known & before.keys()), len(mended), foreign)


def _copies(tasks: dict[str, list[str]]) -> list[str]:
    """All copies of items that are there more than once, newest first; the board keeps those with work on them, and
    one of each item is never offered for removal."""
    return [copy for copies in tasks.values() for copy in sorted(copies, key=_age)[:0:-1]]


def _age(task: str) -> tuple[int, str]:
    number = task.partition("@")[0]
    return (int(number) if number.isdigit() else 0, task)


def _with_paths(task: Task, paths: Callable[[str], list[str]]) -> Task:
    predictions = [
        {
            **p,
            "result": [
                {**r, "value": {"taxonomy": [paths(path[-1]) for path in r["value"]["taxonomy"]]}}
                for r in p["result"]
            ],
        }
        for p in task.predictions
    ]
    return Task(task.item, task.data, predictions, task.overlap)
