"""`curation review …`: batches out to the experts, their judgements in, decisions from them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.review import (
    exchange as review_exchange,
)
from curation.cli.review import (
    invite as review_invite,
)
from curation.cli.review import (
    offline as review_offline,
)
from curation.cli.review import (
    reconcile as review_reconcile,
)
from curation.cli.review import (
    serve as review_serve,
)
from curation.cli.review import (
    standing as review_standing,
)
from curation.cli.review.board import BatchOption, UrlOption, board, tell
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, progress, say, show, workspace
from curation.core.errors import CurationError, StateError
from curation.core.files.io import locked

if TYPE_CHECKING:
    from curation.review.planning.making import PlannedBatches

STAGES = {"answer": "first, answers", "verdict": "then, verdicts (an item appears when its answers are in)"}


def register(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(help="Put items before experts and take their judgements in.", no_args_is_help=True)
    for command in (
        review_serve.serve,
        push,
        pull,
        status,
        review_standing.agreement,
        adjudicate,
        review_standing.decide,
    ):
        group.command(command.__name__)(command)
    group.command("yield")(review_standing.yields)
    group.command("audit")(review_standing.audit)
    group.command("attention")(review_standing.attention)
    group.command("people")(review_standing.people)
    group.command("gold")(review_standing.gold)
    group.command("reconcile")(review_reconcile.reconcile)
    group.command("invite")(review_invite.invite)
    group.command("export")(review_offline.export)
    group.command("import")(review_offline.take_in)
    app.add_typer(group, name="review")


def push(
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            help="A new name: the batch is made of the items that wait. The name of a batch that exists: its upload is completed, and it gets no further item. Without a name: new batches, each named after its dataset and kind.",
        ),
    ] = None,
    to: UrlOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help="Only items of this kind: prompt, question, task, or mapping (a clause and its categories)."
        ),
    ] = None,
    dataset: Annotated[str | None, typer.Option(help="Only this dataset.")] = None,
    size: Annotated[int | None, typer.Option(min=1, help="Most items of a new batch.")] = None,
    audit: Annotated[
        bool,
        typer.Option(
            "--audit",
            help="Instead of the items that wait, take the random sample of accepted items that `[review.audit]` plans.",
        ),
    ] = False,
    only_freeze: Annotated[
        bool, typer.Option("--freeze-only", help="Write the batch to raw/review and upload nothing.")
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a batch of the items that wait for review and upload it to Label Studio. After a failed upload, `--batch NAME` completes it."""
    place = workspace(where)
    with locked(place):
        named = _frozen(place, batch, kind, dataset, size, audit)
    if not named:
        raise StateError(
            "everything queued is in a batch already; see: curation review status; "
            "a batch whose upload failed is completed by: curation review push --batch NAME"
        )
    _told(place, named, to, only_freeze, as_json)


def _frozen(
    place: Path, batch: str | None, kind: str | None, dataset: str | None, size: int | None, audit: bool
) -> list[str]:
    """The batches to bring up: those that the name stands for, else new ones of what waits."""
    from curation.pipeline.people import review_work
    from curation.review.planning import making

    named = [] if batch is None else making.existing(place, batch)
    if named:
        say(
            f"{batch} exists: only what is missing of it is uploaded, and it gets no further item; give another name for a new batch"
        )
        return named
    material = review_work.material(place)
    if audit:
        return _planned(making.audit(material, batch, review_work.dataset_of(place, dataset)))
    if batch is None:
        named = _planned(making.replacements(material, kind, dataset))
    if named:
        material = review_work.material(place)
    try:
        named += _planned(making.work(material, review_work.queue(place), batch, kind, dataset, size))
    except StateError as error:
        if not named:
            raise
        say(f"only what waited for people who left or skipped it: {error}")
    return named


def adjudicate(
    to: UrlOption = None,
    only_freeze: Annotated[
        bool, typer.Option("--freeze-only", help="Write the batch to raw/review and upload nothing.")
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a batch of the items on which two annotators disagree, for a third person who judged none of them."""
    place = workspace(where)
    from curation.pipeline.people import review_work
    from curation.review.planning import making

    with locked(place):
        made = _planned(making.disputes(review_work.material(place)))
    if made:
        _told(place, made, to, only_freeze, as_json)
        return
    say("no disagreement waits for an adjudicator")
    if as_json:
        emit_json([])


def _planned(planned: PlannedBatches) -> list[str]:
    """The names of new batches, after saying what a maintainer should know of them."""
    tell(planned.issues)
    return planned.names


def _told(place: Path, named: list[str], to: str | None, only_freeze: bool, as_json: bool) -> None:
    """Brings batches to the board, or only says which were frozen."""
    if only_freeze:
        emit_json(named) if as_json else show("\n".join(_described(place, named)))
        say(
            "frozen, and on no server; a page for each reviewer: curation review export --reviewer ADDRESS (say --reviewer once for each person)"
        )
        return
    say(f"frozen: {', '.join(named)}")
    try:
        told = _push_all(place, named, to)
    except (CurationError, KeyboardInterrupt):
        # Without a name the next push makes new batches: what completes these is to be told.
        server = f" --to {shlex.quote(to)}" if to else ""
        for name in named:
            say(
                f"the upload of {name} is completed by: curation review push --batch {shlex.quote(name)}{server}"
            )
        raise
    if as_json:
        emit_json(told)
        return
    for line in told:
        people = f"  for {', '.join(line['reviewers'])}" if line["reviewers"] else ""
        show(f"{line['batch']}: {line['added']} added, {line['present']} were there{people}")
        for stage, link in line["links"].items():
            show(f"  {STAGES[stage] if len(line['links']) > 1 else 'work here'}: {link}")
        if line["foreign"]:
            say(f"{len(line['foreign'])} tasks of the project are none of ours; they are left alone")
        for difference in review_reconcile.lines(line["differs"]):
            say(difference)
    if any(line["differs"] for line in told):
        say(f"the board and the evidence differ; {review_reconcile.SHORT}")


def _described(place: Path, named: list[str]) -> list[str]:
    """Each batch with what it is of and how many items it holds."""
    from curation.core.counting import counted
    from curation.review.judgements import batches

    told = []
    for name in named:
        head = batches.load(place, name)
        what = f"{head.dataset.partition('@')[0]}, {head.kind} {head.purpose}".strip()
        told.append(f"{name}: {counted(len(batches.items(place, name)), 'item')} ({what})")
    return told


def _push_all(place: Path, named: list[str], to: str | None) -> list[dict[str, Any]]:
    from curation.pipeline.people import review_work

    told = []
    seen = review_work.evidence(place)
    with board(place, to) as opened, progress() as bar:
        for name in named:
            job = bar.add_task(name, total=None)
            done = review_exchange.bring(
                place,
                opened,
                name,
                lambda n, of, job=job: bar.update(job, completed=n, total=of),  # type: ignore[misc]
            )
            base = (review_serve.reached_at(place) if to is None else "") or opened.url
            done["links"] = {
                stage: f"{base}/projects/{project}/data?labeling=1"
                for stage, project in done["projects"].items()
            }
            differs = review_reconcile.as_json(review_reconcile.differences(place, opened, name, seen))
            told.append(done | {"url": f"{opened.url}/projects/{done['project']}", "differs": differs})
    return told


def pull(
    batch: BatchOption = None,
    to: UrlOption = None,
    watch: Annotated[
        float | None, typer.Option(min=1, help="Pull again every N seconds, until Ctrl+C.")
    ] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch new judgements from Label Studio and append them; it can be run at any time and as often as you like."""
    import time

    place = workspace(where)
    while True:
        told = _pull_all(place, batch, to)
        if as_json:
            emit_json(told)
        else:
            for line in told:
                more = f", {line['opened']} verdict tasks opened" if line["opened"] else ""
                show(
                    f"{line['batch']}: {line['new']} new judgements, {line['seen']} annotations on the server{more}"
                )
        if watch is None:
            return
        time.sleep(watch)


def _pull_all(place: Path, batch: str | None, to: str | None) -> list[dict[str, Any]]:
    told = []
    known = review_exchange.pseudonym_of(place)
    with board(place, to) as opened:
        for name in review_exchange.chosen(place, batch):
            found = review_exchange.take(place, opened, name, known)
            if found is None:
                say(
                    f"{name}: is not on {opened.url}; bring it there with: curation review push --batch {name}"
                )
                continue
            tell(found["issues"])
            told.append(found | {"issues": len(found["issues"])})
    return told


def status(
    batch: BatchOption = None,
    watch: Annotated[
        float | None, typer.Option(min=1, help="Pull and show again every N seconds, until Ctrl+C.")
    ] = None,
    to: UrlOption = None,
    ask_board: Annotated[
        bool,
        typer.Option(
            "--board/--no-board",
            help="Ask Label Studio too, and list where it differs from the judgements that count.",
        ),
    ] = True,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show for each batch and annotator what is done, what waits, disagreements, the score on gold items, pace and time left."""
    import time

    place = workspace(where)
    while True:
        if watch is not None:
            _pull_all(place, batch, to)
        names = review_exchange.chosen(place, batch)
        differs = review_reconcile.asked(place, names, to) if ask_board else None
        review_standing.status(place, batch, as_json, differs)
        if watch is None:
            return
        time.sleep(watch)
