"""`curation review …`: batches out to the experts, their judgements in, decisions from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from curation.cli import review_freeze, review_serve, review_standing
from curation.cli.review_board import BatchOption, UrlOption, board, tell, words
from curation.cli.review_material import queue_of
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, progress, say, show, workspace
from curation.core.errors import StateError


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
    group.command("people")(review_standing.people)
    group.command("gold")(review_standing.gold)
    app.add_typer(group, name="review")


def push(
    batch: BatchOption = None,
    to: UrlOption = None,
    kind: Annotated[str | None, typer.Option(help="prompt, question or mapping.")] = None,
    dataset: Annotated[str | None, typer.Option(help="Only this dataset.")] = None,
    size: Annotated[int | None, typer.Option(min=1, help="Most items of a new batch.")] = None,
    audit: Annotated[
        bool, typer.Option("--audit", help="Draw the registered random sample of what is accepted.")
    ] = False,
    only_freeze: Annotated[
        bool, typer.Option("--freeze-only", help="Write the batch, do not push it.")
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Freeze a batch and bring it to Label Studio; again with the same name brings only what is missing."""
    place = workspace(where)
    named = [] if batch is None else review_freeze.existing(place, batch)
    if not named and audit:
        named = review_freeze.audit(place, batch, dataset)
    elif not named:
        named = review_freeze.replacements(place, kind, dataset) if batch is None else []
        try:
            named += review_freeze.work(place, queue_of(place), batch, kind, dataset, size)
        except StateError as error:
            if not named:
                raise
            say(f"only what waited for people who left: {error}")
    if not named:
        raise StateError("everything queued is in a batch already; see: curation review status")
    _told(place, named, to, only_freeze, as_json)


def adjudicate(
    to: UrlOption = None,
    only_freeze: Annotated[
        bool, typer.Option("--freeze-only", help="Write the batch, do not push it.")
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a batch of the disagreements for an adjudicator who was neither annotator."""
    place = workspace(where)
    made = review_freeze.disputes(place)
    if made:
        _told(place, made, to, only_freeze, as_json)
        return
    say("no disagreement waits for an adjudicator")
    if as_json:
        emit_json([])


def _told(place: Path, named: list[str], to: str | None, only_freeze: bool, as_json: bool) -> None:
    """Brings batches to the board, or only says which were frozen."""
    if only_freeze:
        emit_json(named) if as_json else show("\n".join(named))
        return
    say(f"frozen: {', '.join(named)}")
    told = _push_all(place, named, to)
    if as_json:
        emit_json(told)
        return
    for line in told:
        people = f"  for {', '.join(line['reviewers'])}" if line["reviewers"] else ""
        show(f"{line['batch']}: {line['added']} added, {line['present']} were there  {line['url']}{people}")
        if line["foreign"]:
            say(f"{len(line['foreign'])} tasks of the project are none of ours; they are left alone")


def _push_all(place: Path, named: list[str], to: str | None) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from curation import taxonomy
    from curation.review.board import push
    from curation.review.judgements import batches

    told = []
    with board(place, to) as opened, progress() as bar:
        for name in named:
            head, items = batches.load(place, name), batches.items(place, name)
            tree = taxonomy.load(head.taxonomy.partition("@")[0], place)
            job = bar.add_task(name, total=None)
            with batches.locked(place, name):
                done = push.push(
                    opened, head, items, batches.layout_of(place, name),
                    lambda code, tree=tree: [c.code for c in tree.path(code)],  # type: ignore[misc]
                    lambda n, of, job=job: bar.update(job, completed=n, total=of),  # type: ignore[misc]
                )  # fmt: skip
            who = sorted({r for i in items for r in i.reviewers})
            url = f"{opened.url}/projects/{done.project}"
            told.append({"batch": name, "url": url, "reviewers": who, **asdict(done)})
    return told


def pull(
    batch: BatchOption = None,
    to: UrlOption = None,
    watch: Annotated[float | None, typer.Option(min=1, help="Again every so many seconds.")] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Append new judgements; safe at any moment and any number of times."""
    import time

    place = workspace(where)
    while True:
        told = _pull_all(place, batch, to)
        if as_json:
            emit_json(told)
        else:
            for line in told:
                show(
                    f"{line['batch']}: {line['new']} new judgements, {line['seen']} annotations on the server"
                )
        if watch is None:
            return
        time.sleep(watch)


def _pull_all(place: Path, batch: str | None, to: str | None) -> list[dict[str, Any]]:
    from curation.core import tables
    from curation.review.board import pull
    from curation.review.judgements import batches, people

    told = []
    taken = {j.reviewer for n in batches.names(place) for j in batches.log(place, n)}
    known = people.pseudonyms(place, taken)
    with board(place, to) as opened:
        for name in (
            batches.names(place) if batch is None else review_freeze.existing(place, batch) or [batch]
        ):
            head = batches.load(place, name)
            project = opened.find_project(head.marker)
            if project is None:
                say(
                    f"{name}: is not on {opened.url}; bring it there with: curation review push --batch {name}"
                )
                continue
            reasons, leaves = words(place, head.taxonomy)
            with batches.locked(place, name):
                found = pull.pull(
                    opened, project, head, batches.items(place, name), batches.log(place, name), known, reasons, leaves
                )  # fmt: skip
                tables.append_jsonl(batches.folder(place, name) / "judgements.jsonl", found.new)
            tell(found.issues)
            told.append(
                {"batch": name, "new": len(found.new), "seen": found.seen, "issues": len(found.issues)}
            )
    return told


def status(
    batch: BatchOption = None,
    watch: Annotated[
        float | None, typer.Option(min=1, help="Pull and show again every so many seconds.")
    ] = None,
    to: UrlOption = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Per batch and annotator: done, waiting, disagreements, gold score with its power, pace, time left."""
    import time

    place = workspace(where)
    while True:
        if watch is not None:
            _pull_all(place, batch, to)
        review_standing.status(place, batch, as_json)
        if watch is None:
            return
        time.sleep(watch)
