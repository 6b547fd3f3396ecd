"""Annotations in from the board: only ever appended, each counted once, whatever happened on the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from curation.core.digests import digest
from curation.core.errors import Issue
from curation.core.ports import Annotation, Board
from curation.core.records import Judgement, JudgementStatus, ReviewItem
from curation.review.board.annotations import Asked, parse
from curation.review.board.layout import digest_of
from curation.review.board.layout_check import own_controls
from curation.review.decisions import content
from curation.review.judgements.batches import Batch, order


@dataclass(frozen=True)
class Pulled:
    """What a pull found: lines to append, and what a maintainer should look at."""

    new: tuple[Judgement, ...]
    issues: tuple[Issue, ...]
    seen: int
    """Annotations on the server."""


def pull(
    board: Board,
    project: str,
    batch: Batch,
    items: Sequence[ReviewItem],
    log: Sequence[Judgement],
    pseudonym: Callable[[str], str],
    reasons: Mapping[str, str],
    leaves: Mapping[str, str],
    asked: Asked | None = None,
    shown_at: Mapping[str, str] | None = None,
    shown_to: Collection[tuple[str, str]] | None = None,
) -> Pulled:
    """The lines to append to a batch's log, from one project.

    `asked` says what its screen asked for; without it what the batch is for tells. `shown_at` gives, by item, when the key
    was put on the board: an answer that is
    given or changed after that is not a blind one, and the one that was recorded before stays.

    New or changed annotations become judgements (a change supersedes); one that is gone while its task is still there
    is marked deleted; a task that somebody removed leaves its judgements as they are. A judgement made under another
    layout or wording is kept as `stale`, one that cannot be trusted or read as `invalid`. An annotation nobody has
    touched since it was recorded keeps the layout it was recorded under, whatever the project shows by now; one that carries
    its layout is of that layout, whenever and wherever it is pulled.

    Args:
        board: The board that is read; nothing on it changes.
        project: The id of the project on the board.
        batch: The batch that was frozen.
        items: The items of the batch.
        log: The judgements of the batch that are recorded already.
        pseudonym: Gives the pseudonym of an account.
        reasons: Code or shown name to the code.
        leaves: Code or shown name to the code.
        asked: What the screen asked for; None takes it from the batch.
        shown_at: Item to the time when its key was put on the board, ISO 8601; None where every task shows it.
        shown_to: Pairs of item and pseudonym whose file held the key; None where everybody sees all that is on the board.
            Somebody who was never shown a key gives a blind answer, also after others were shown it.
    """
    asking: Asked = asked or _asked(batch)
    known = {i.id: i for i in items}
    screen = board.layout(project)
    found_layout, own = digest_of(screen), own_controls(screen)
    last: dict[str, Judgement] = {}
    for line in sorted(log, key=order):
        if (line.stage == "verdict") == (asking != "blind"):
            last[line.source] = line
    issues: list[Issue] = []
    wanted = batch.blind_layout if asking == "blind" else batch.layout
    if found_layout != wanted:
        issues.append(
            Issue(batch.name, "layout-changed", f"somebody changed the project's layout; annotations made since then are kept and do not count; restore the layout with: curation review push --batch {batch.name}")
        )  # fmt: skip
    new: list[Judgement] = []
    sources: set[str] = set()
    # The task's own words are ours already: dropped here, a page is let go before the next one comes.
    given = (replace(a, data={}) for a in board.annotations(project))
    for annotation in sorted(given, key=lambda a: (a.updated, a.source)):
        sources.add(annotation.source)
        item = known.get(annotation.item)
        place = f"{batch.name} > {annotation.item or 'task without item'} > annotation {annotation.source}"
        if item is None:
            issues.append(
                Issue(
                    place, "annotation-foreign", "belongs to no item of the batch, so it is left out", "warn"
                )
            )
            continue
        earlier = last.get(annotation.source)
        if annotation.cancelled:
            skip = _skipped(annotation, item, batch, earlier, pseudonym, asking)
            if skip is not None:
                new.append(skip)
            continue
        who = earlier.reviewer if earlier is not None else pseudonym(annotation.reviewer)
        told = (
            shown_to is None
            or (item.id, who) in shown_to
            or (earlier is not None and earlier.status == "active")
        )
        late = (
            told and bool(shown_at) and annotation.updated > (shown_at or {}).get(item.id, annotation.updated)
        )
        if late and earlier is not None:
            if earlier.made != annotation.updated:
                issues.append(
                    Issue(place, "answer-late", "was changed after the key was shown; the first answer stays")
                )
            continue
        judgement = _judgement(
            annotation,
            item,
            batch,
            who,
            found_layout,
            reasons,
            leaves,
            earlier,
            issues,
            place,
            asking,
            late,
            own,
        )
        if earlier is None or _content(earlier) != _content(judgement):
            new.append(judgement)
    if lost := [e for e in last.values() if e.status != "deleted" and e.source not in sources]:
        new += [gone(e, e.made) for e in _withdrawn(board, project, lost)]
    came = {j.item for j in new}
    issues += crowded(
        [j for j in (*log, *new) if j.item in came], known
    )  # what was told of the others is not told again
    return Pulled(tuple(new), tuple(issues), len(sources))


def _asked(batch: Batch) -> Asked:
    """What the screens of a batch asked for where the key is shown."""
    if batch.role == "adjudicator":
        return "dispute"
    return "verdict" if batch.stages == "separate" else "whole"


NO_REASON = "no-reason"
"""The reason of a skip by the server's own button, which asks for none."""


def _skipped(
    annotation: Annotation,
    item: ReviewItem,
    batch: Batch,
    earlier: Judgement | None,
    pseudonym: Callable[[str], str],
    asked: Asked,
) -> Judgement | None:
    """The note that somebody skipped an item by the server's own button; None where that is known already."""
    if not annotation.reviewer or (earlier is not None and earlier.status in ("skipped", "deleted")):
        return None
    who = earlier.reviewer if earlier is not None else pseudonym(annotation.reviewer)
    return Judgement(
        id=f"j-{digest(annotation.source, annotation.updated, 'skipped')[:20]}", item=item.id, batch=batch.name,
        kind=item.kind, subject=item.subject, revision=item.revision, reviewer=who,
        role=batch.role,
        stage="open" if asked == "blind" else "verdict", verdict="none", skip=NO_REASON,
        made=annotation.updated, layout=batch.blind_layout if asked == "blind" else batch.layout,
        source=annotation.source, status="skipped", supersedes=earlier.id if earlier is not None else None,
    )  # fmt: skip


def _withdrawn(board: Board, project: str, lost: Sequence[Judgement]) -> list[Judgement]:
    """Those of `lost` whose task is still there without them.

    A listing that was changed under our hands can skip an entry: what is gone must be gone twice.
    """
    tasks = {task for copies in board.tasks(project).values() for task in copies}
    bare = [e for e in lost if e.source.partition("/")[0] in tasks]
    again = {a.source for a in board.annotations(project)} if bare else set()
    return [e for e in bare if e.source not in again]


def gone(earlier: Judgement, when: str) -> Judgement:
    """The note that a judgement was withdrawn by its maker."""
    id = f"j-{digest(earlier.id, 'deleted')[:20]}"
    return earlier.model_copy(update={"id": id, "status": "deleted", "supersedes": earlier.id, "made": when})


def _content(judgement: Judgement) -> object:
    return judgement.model_dump(
        mode="json", exclude={"id", "made", "seconds", "supersedes", "layout", "content"}
    )


def _judgement(
    annotation: Annotation,
    item: ReviewItem,
    batch: Batch,
    who: str,
    layout: str,
    reasons: Mapping[str, str],
    leaves: Mapping[str, str],
    earlier: Judgement | None,
    issues: list[Issue],
    place: str,
    asked: Asked,
    late: bool,
    own: frozenset[str],
) -> Judgement:
    parsed = parse(annotation, item, reasons, leaves, batch.taxonomy, asked, own)
    if parsed.layout:
        layout = parsed.layout
    elif earlier is not None and earlier.made == annotation.updated:
        layout = earlier.layout
    status: JudgementStatus = "skipped" if parsed.skip else "active"
    if late:
        status = "invalid"
        issues.append(
            Issue(place, "answer-late", "was given after the key was shown; it is not a blind answer")
        )
    elif parsed.problems:
        status = "invalid"
        issues.append(Issue(place, "annotation-invalid", "; ".join(dict.fromkeys(parsed.problems))))
    elif not annotation.reviewer:
        status = "invalid"
        issues.append(
            Issue(
                place,
                "annotation-nobody",
                "the annotator's account no longer exists, so the annotation has no author and is not counted",
            )
        )
    elif annotation.edited_by and annotation.edited_by != annotation.reviewer:
        status = "invalid"
        issues.append(
            Issue(
                place,
                "annotation-edited",
                "somebody else changed it, so it is no longer one person's judgement and is not counted",
            )
        )
    elif parsed.seen != item.revision:
        status = "stale"
        issues.append(
            Issue(
                place,
                "annotation-stale",
                "was made on other words than the item has now, so it does not count",
                "warn",
            )
        )
    elif layout != (batch.blind_layout if asked == "blind" else batch.layout):
        status = "stale"
        if earlier is None or earlier.made != annotation.updated:
            issues.append(
                Issue(
                    place, "annotation-stale", "was made under another layout, so it does not count", "warn"
                )
            )
    body: dict[str, Any] = {
        "verdict": parsed.verdict, "labels": parsed.labels, "answer": parsed.answer, "edited": parsed.edited,
        "reasons": parsed.reasons, "comment": parsed.comment,
    }  # fmt: skip
    # Fields that a judgement of version 0.1 did not have are added where they say something, so that its id stays.
    more = {
        "answers": parsed.answers, "authored": parsed.authored, "choice": parsed.choice, "also_right": parsed.also_right,
        "explanation": parsed.explanation, "difficulty": parsed.difficulty, "skip": parsed.skip,
        "points": parsed.points, "extra": parsed.extra, "stage": "open" if asked == "blind" else "",
    }  # fmt: skip
    body |= {name: value for name, value in more.items() if value}
    id = f"j-{digest(annotation.source, annotation.updated, body, status)[:20]}"
    return Judgement.model_validate(
        body
        | {
            "id": id, "item": item.id, "batch": batch.name, "kind": item.kind, "subject": item.subject,
            "revision": parsed.seen, "content": content.of_item(item) if parsed.seen == item.revision else "", "reviewer": who or "nobody", "role": batch.role, "seconds": annotation.seconds,
            "made": annotation.updated, "layout": layout, "source": annotation.source, "status": status,
            "supersedes": earlier.id if earlier is not None else None,
        }
    )  # fmt: skip


def crowded(log: Sequence[Judgement], known: Mapping[str, ReviewItem]) -> list[Issue]:
    """What broke the plan: more judgements than planned, or by people it was not assigned to."""
    people: dict[str, set[str]] = {}
    for line in log:
        if line.status == "active":
            people.setdefault(line.item, set()).add(line.reviewer)
    issues = []
    for id, who in sorted(people.items()):
        item = known.get(id)
        if item is None:
            continue
        if len(who) > item.overlap:
            issues.append(
                Issue(
                    id,
                    "overlap-exceeded",
                    f"has {len(who)} judgements, and {item.overlap} were planned",
                    "info",
                )
            )
        strangers = sorted(who - set(item.reviewers)) if item.reviewers else []
        if strangers:
            issues.append(
                Issue(
                    id,
                    "not-assigned",
                    f"was judged by {', '.join(strangers)}, to whom it was not assigned",
                    "warn",
                )
            )
    return issues


def doubles(log: Sequence[Judgement]) -> dict[tuple[str, str], int]:
    """How many active judgements each reviewer has on each item, where it is more than one (there should be none)."""
    found = Counter((j.item, j.reviewer) for j in log if j.status == "active")
    return {pair: n for pair, n in found.items() if n > 1}
