"""Questions in two tasks: the answer before the key is shown, and the verdict, whose task is made once the answers are in.

Neither key nor explanation is on the board before every answer that is waited for has been recorded, so nobody who is to
answer can find them there, whatever page or request they use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from curation.core.ports import Board
from curation.core.records import Judgement, ReviewItem
from curation.review.board import push
from curation.review.board.layout import Layout
from curation.review.judgements.batches import Batch


def answered(
    items: Sequence[ReviewItem], judgements: Sequence[Judgement], left: Collection[str]
) -> list[str]:
    """The ids of the items whose answers are all in, in the order of `items`.

    Waited for are those to whom an item is assigned, less those who left or skipped it; where anybody may take it, as many
    people as are planned. An item that nobody has answered is never among them. `judgements` are resolved.
    """
    answers: dict[str, set[str]] = defaultdict(set)
    skips: dict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        if judgement.stage == "verdict":
            continue
        if judgement.status == "active":
            answers[judgement.item].add(judgement.reviewer)
        elif judgement.status == "skipped":
            skips[judgement.item].add(judgement.reviewer)
    ready = []
    for item in items:
        given = answers[item.id]
        waited = set(item.reviewers) - set(left) - skips[item.id]
        enough = waited <= given if item.reviewers else len(given) >= item.overlap
        if given and enough:
            ready.append(item.id)
    return ready


def open_verdicts(
    board: Board,
    batch: Batch,
    items: Sequence[ReviewItem],
    ready: Collection[str],
    layout: Layout,
    paths: Callable[[str], list[str]] = lambda code: [code],
    words: Callable[[str], str] = str,
    images: Mapping[str, bytes] | None = None,
) -> push.Pushed:
    """Makes the verdict tasks of the items in `ready`; those that are there stay. Safe to run at any moment.

    Args:
        board: The board that the tasks go to.
        batch: The batch that was frozen.
        items: The items of the batch.
        ready: Ids of items whose answers without the key are all given.
        layout: The layout of the verdict tasks.
        paths: Gives the codes from the top of the taxonomy down to a category.
        words: Gives the name of the category or reason of a code.
        images: Bytes of pictures by digest; None for a batch without pictures.
    """
    wanted = set(ready)
    chosen = [i for i in items if i.id in wanted]
    return push.push(
        board, batch, chosen, layout, paths, words=words, more=[i.id for i in items], images=images
    )


def shown_at(board: Board, project: str | None) -> dict[str, str]:
    """When the verdict task of each item was made, by item id; empty while there is no project for them."""
    if project is None:
        return {}
    return {
        item: min(task.partition("@")[2] for task in tasks)
        for item, tasks in board.tasks(project).items()
        if item
    }
