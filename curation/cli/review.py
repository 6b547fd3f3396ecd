"""`curation review …`: batches out to the experts, their judgements in, decisions from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, progress, say, show, table, workspace
from curation.errors import InputError, StateError

if TYPE_CHECKING:
    from curation.adapters.label_studio import LabelStudio
    from curation.records import Candidate, Judgement, ReviewItem
    from curation.taxonomy import Taxonomy

UrlOption = Annotated[
    str | None,
    typer.Option("--to", envvar="LABEL_STUDIO_URL", help="Address of a Label Studio; else the one `serve` started."),
]  # fmt: skip
BatchOption = Annotated[str | None, typer.Option("--batch", help="Name of the batch (default: all).")]


def register(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(help="Put items before experts and take their judgements in.", no_args_is_help=True)
    for command in (serve, push, pull, status, agreement, adjudicate, decide):
        group.command(command.__name__)(command)
    app.add_typer(group, name="review")


def _local(place: Path) -> Path:
    return place / ".curation" / "label-studio"


@contextmanager
def _board(place: Path, url: str | None) -> Iterator[LabelStudio]:
    """The board at `url`, or the one that `serve` runs here, whose token only the owner can read."""
    import json
    import os

    from curation.adapters import label_studio

    running = _local(place) / "server.json"
    if url is None:
        if not running.is_file():
            raise StateError(
                "no Label Studio is known; start one with: curation review serve, or give --to URL"
            )
        url = str(json.loads(running.read_text("utf-8"))["url"])
        own = (_local(place) / "credentials").read_text("utf-8").split()[1]
        token = os.environ.get(label_studio.TOKEN_VARIABLE) or own
    else:
        token = label_studio.token_from_environment()
    board = label_studio.LabelStudio(url, token)
    try:
        yield board
    finally:
        board.close()


def serve(
    port: Annotated[int | None, typer.Option(help="Port on this machine (default: a free one).")] = None,
    install_only: Annotated[
        bool, typer.Option("--install-only", help="Install Label Studio if it is not there, and stop.")
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a Label Studio on this machine until it is interrupted: loopback only, no telemetry, SQLite."""
    import json
    import signal

    from curation.adapters import label_studio_server as server
    from curation.tables import write_atomic

    if not server.executable().is_file():
        say(f"installing Label Studio {server.VERSION} in its own environment (once, about 800 MB)")
    if install_only:
        show(f"Label Studio {server.VERSION}: {server.install()}")
        return
    place = workspace(where)
    running = server.start(_local(place), port)
    note = _local(place) / "server.json"
    write_atomic(note, json.dumps({"url": running.url}))
    facts = {
        "url": running.url,
        "username": running.username,
        "credentials": str(_local(place) / "credentials"),
    }
    if as_json:
        emit_json(facts)
    else:
        show(f"Label Studio is at {running.url}")
        show(f"user {running.username}; password and token are the two lines of {facts['credentials']}")
        say("Ctrl-C ends it; everything entered stays")

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    try:
        running.process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        running.stop()
        note.unlink(missing_ok=True)


def _queue(place: Path) -> list[ReviewItem]:
    """What the route step queued.

    Raises: StateError when it has not run.
    """
    from curation import pipeline, stage, tables
    from curation.records import ReviewItem

    found = stage.latest(place / ".curation" / "steps", pipeline.ROUTE)
    if found is None:
        raise StateError("nothing is queued for review yet; run: curation run route")
    return list(tables.rows(found.table("items", ReviewItem), ReviewItem))


def _taxonomy(place: Path, items: list[ReviewItem]) -> Taxonomy:
    """The taxonomy whose codes the items carry.

    Raises: InputError when they carry none or several.
    """
    from curation import taxonomy

    found = sorted(
        {str(c).partition(":")[0] for i in items for c in _list(i.shown.get("categories"))}
        | {str(i.shown["taxonomy"]) for i in items if i.shown.get("taxonomy")}
    )
    if len(found) != 1:
        raise InputError.one("batch", "batch-taxonomy", f"one batch shows one taxonomy, not {found}")
    return taxonomy.load(found[0].partition("@")[0], place)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _freeze(
    place: Path, name: str | None, kind: str | None, dataset: str | None, size: int | None
) -> list[str]:
    """The batches to push: those named that exist, else new ones from the queue."""
    from curation import config, tables
    from curation.records import ReviewItem
    from curation.review import assign, batches, layout, select

    if name is not None and name in batches.names(place):
        return [name]
    settings = config.load(place).review
    done = batches.items(place)
    gold = tables.read_jsonl(batches.root(place) / "gold.jsonl", ReviewItem)
    queue = [i for i in _queue(place) if kind in (None, i.kind) and dataset in (None, i.dataset)]
    if kind is None and any(i.kind != "mapping" for i in queue):
        queue = [i for i in queue if i.kind != "mapping"]
    groups = sorted({(i.dataset, i.kind) for i in queue})
    if name is not None and len(groups) > 1:
        raise StateError(f"the queue holds {groups}; say which with --dataset and --kind")
    made = []
    for group in groups:
        own = [i for i in queue if (i.dataset, i.kind) == group]
        chosen, issues = assign.assign(
            select.select(own, done, gold, settings, size), settings, _authors(place)
        )
        for issue in issues:
            say(str(issue))
        if not chosen:
            continue
        tree = _taxonomy(place, chosen)
        label = name or _next(f"{group[0].partition('@')[0]}-{group[1]}", batches.names(place))
        batches.freeze(
            place,
            label,
            chosen,
            layout.build(chosen[0].kind, tree, place),
            tree.id,
            hints=settings.hints,
            candidates=_candidates(place, {i.subject for i in chosen}),
        )
        made.append(label)
    return made


def _candidates(place: Path, ids: set[str]) -> list[Candidate]:
    """The candidates behind a batch, from the last generation."""
    from curation import pipeline, stage, tables
    from curation.records import Candidate

    found = stage.latest(place / ".curation" / "steps", pipeline.STAGES["generate"])
    if found is None:
        return []
    data = found.table("candidates", Candidate)
    return list(tables.rows(data.filter(data["id"].is_in(sorted(ids))), Candidate))


def _authors(place: Path) -> dict[str, list[str]]:
    """Who wrote which revision, from the last generation."""
    from curation import pipeline, stage
    from curation.records import Candidate
    from curation.review import batches, select

    found = stage.latest(place / ".curation" / "steps", pipeline.STAGES["generate"])
    if found is None:
        return {}
    data = found.table("candidates", Candidate)
    rows = (
        data.filter((data["variant"] == "revision") & data["parent"].is_not_null())
        .select("id", "parent")
        .rows()
    )
    return select.authors(batches.judgements(place), dict(rows))


def _next(stem: str, taken: list[str]) -> str:
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def push(
    batch: BatchOption = None,
    to: UrlOption = None,
    kind: Annotated[str | None, typer.Option(help="prompt, question or mapping.")] = None,
    dataset: Annotated[str | None, typer.Option(help="Only this dataset.")] = None,
    size: Annotated[int | None, typer.Option(min=1, help="Most items of a new batch.")] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Freeze a batch and bring it to Label Studio; again with the same name brings only what is missing."""
    place = workspace(where)
    named = _freeze(place, batch, kind, dataset, size)
    if not named:
        raise StateError("everything queued is in a batch already; see: curation review status")
    _push_all(place, named, to, as_json)


def _push_all(place: Path, named: list[str], to: str | None, as_json: bool) -> None:
    from dataclasses import asdict

    from curation import taxonomy
    from curation.review import batches, push

    told = []
    with _board(place, to) as board, progress() as bar:
        for name in named:
            head = batches.load(place, name)
            tree = taxonomy.load(head.taxonomy.partition("@")[0], place)
            job = bar.add_task(name, total=None)
            with batches.locked(place, name):
                done = push.push(
                    board, head, batches.items(place, name), batches.layout_of(place, name),
                    lambda code, tree=tree: [c.code for c in tree.path(code)],  # type: ignore[misc]
                    lambda n, of, job=job: bar.update(job, completed=n, total=of),  # type: ignore[misc]
                )  # fmt: skip
            told.append({"batch": name, "url": f"{board.url}/projects/{done.project}", **asdict(done)})
    if as_json:
        emit_json(told)
        return
    for line in told:
        show(f"{line['batch']}: {line['added']} added, {line['present']} were there  {line['url']}")
        if line["foreign"]:
            say(f"{len(line['foreign'])} tasks of the project are none of ours; they are left alone")


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
    from curation import tables
    from curation.review import batches, people, pull

    told = []
    taken = {j.reviewer for n in batches.names(place) for j in batches.log(place, n)}
    known = people.pseudonyms(place, taken)
    with _board(place, to) as board:
        for name in batches.names(place) if batch is None else [batch]:
            head = batches.load(place, name)
            project = board.find_project(head.marker)
            if project is None:
                say(
                    f"{name}: is not on {board.url}; bring it there with: curation review push --batch {name}"
                )
                continue
            reasons, leaves = _words(place, head.taxonomy)
            with batches.locked(place, name):
                found = pull.pull(
                    board, project, head, batches.items(place, name), batches.log(place, name), known, reasons, leaves
                )  # fmt: skip
                tables.append_jsonl(batches.folder(place, name) / "judgements.jsonl", found.new)
            for issue in found.issues:
                say(str(issue))
            told.append(
                {"batch": name, "new": len(found.new), "seen": found.seen, "issues": len(found.issues)}
            )
    return told


def _words(place: Path, taxonomy_id: str) -> tuple[dict[str, str], dict[str, str]]:
    """What may come back for a reason and for a category, code or shown name, to the code."""
    from curation import taxonomy
    from curation.review import reasons

    given = {key: r.code for r in reasons.load(place) for key in (r.label, r.code)}
    leaves = taxonomy.load(taxonomy_id.partition("@")[0], place).leaves()
    counts: dict[str, int] = {}
    for leaf in leaves:
        counts[leaf.name] = counts.get(leaf.name, 0) + 1
    names = {c.name: c.code for c in leaves if counts[c.name] == 1}
    return given, names | {c.code: c.code for c in leaves}


def status(batch: BatchOption = None, where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Per batch and annotator: done, waiting, disagreements, gold score with its power, pace, time left."""
    from dataclasses import asdict

    from curation import config
    from curation.audit import gold
    from curation.review import batches
    from curation.review import status as standing

    place = workspace(where)
    settings = config.load(place).review
    told = []
    for name in batches.names(place) if batch is None else [batch]:
        head, items = batches.load(place, name), batches.items(place, name)
        found = asdict(standing.status(head, items, batches.judgements(place, name), settings))
        for person in found["people"]:
            score = gold.score(person["gold_right"], person["gold"])
            person |= {"flagged": score.flagged, "power": score.power, "cut": score.cut}
        told.append(found)
    if as_json:
        emit_json(told)
        return
    table(
        "", ("batch", "kind", "items", "complete", "judgements", "planned", "disagree", "hours left"),
        [(s["batch"], s["kind"], s["items"], s["complete"], s["judgements"], s["planned"], s["disagreements"],
          "" if s["seconds_left"] is None else f"{s['seconds_left'] / 3600:.1f}") for s in told],
    )  # fmt: skip
    rows = [
        (s["batch"], p["reviewer"], p["done"], "" if p["pace"] is None else f"{p['pace']:.0f} s",
         f"{p['gold_right']} of {p['gold']}" + (" FLAGGED" if p["flagged"] else ""), f"{p['power']:.2f}")
        for s in told for p in s["people"]
    ]  # fmt: skip
    if rows:
        table("", ("batch", "reviewer", "done", "pace", "gold", "power"), rows)


def agreement(
    batch: BatchOption = None,
    resamples: Annotated[int, typer.Option(min=0, help="Draws behind each interval.")] = 2000,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Raw agreement, alpha and AC1 with intervals, per kind of work and field, and of the verdict per category."""
    from curation.audit.agreement import measure
    from curation.audit.ratings import ratings
    from curation.review import batches

    place = workspace(where)
    frozen = {i.id: i for i in batches.items(place, batch)}
    given = [
        j for j in batches.judgements(place, batch)
        if j.status == "active" and j.role == "annotator" and j.item in frozen
    ]  # fmt: skip
    told = {}
    for name, triples in sorted(_fields(given, frozen).items()):
        told[name] = measure(ratings(triples, name), resamples).as_json()
    if as_json:
        emit_json(told)
        return
    rows = []
    for name, found in told.items():
        best = (found["raw"], found["krippendorff_alpha"]["nominal"], found["gwet_ac1"])
        rows.append((name, found["n_items"], found["n_ratings"], *(_cell(f) for f in best)))
    table("", ("field", "items", "judgements", "raw", "alpha", "AC1"), rows)


def _fields(given: list[Judgement], frozen: dict[str, ReviewItem]) -> dict[str, list[tuple[str, str, str]]]:
    """The ratings of every field: verdict, main category, blind answer; and the verdict in each category."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for j in given:
        main = _list(frozen[j.item].shown.get("categories"))
        found.setdefault(f"{j.kind} verdict", []).append((j.item, j.reviewer, j.verdict))
        if main:
            found.setdefault(f"{j.kind} verdict in {main[0]}", []).append((j.item, j.reviewer, j.verdict))
        if j.kind != "mapping" and j.labels:
            found.setdefault(f"{j.kind} category", []).append((j.item, j.reviewer, j.labels[0]))
        if j.answer is not None:
            found.setdefault(f"{j.kind} answer", []).append((j.item, j.reviewer, str(j.answer)))
    return found


def _cell(figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return str(figure["why"]).partition(":")[0]
    low = "" if figure["low"] is None else f" [{figure['low']:.2f}, {figure['high']:.2f}]"
    return f"{figure['value']:.3f}{low}"


def adjudicate(
    to: UrlOption = None,
    only_freeze: Annotated[
        bool, typer.Option("--freeze-only", help="Write the batch, do not push it.")
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a batch of the disagreements for an adjudicator who was neither annotator."""
    from curation import config
    from curation.review import adjudicate as disputes
    from curation.review import batches, layout

    place = workspace(where)
    settings = config.load(place).review
    found, excluded = disputes.disagreements(batches.items(place), batches.judgements(place), settings)
    if not found:
        say("no disagreement waits for an adjudicator")
        if as_json:
            emit_json([])
        return
    made = []
    for group in sorted({(i.dataset, i.kind) for i in found}):
        own = [i for i in found if (i.dataset, i.kind) == group]
        tree = _taxonomy(place, own)
        name = _next(f"{group[0].partition('@')[0]}-{group[1]}-adjudication", batches.names(place))
        screen = layout.build(own[0].kind, tree, place, adjudication=True)
        subjects = {i.subject for i in own}
        barred = [e for e in excluded if e.rpartition(":")[0] in subjects]
        batches.freeze(place, name, own, screen, tree.id, "adjudicator", barred)
        made.append(name)
    if only_freeze:
        emit_json(made) if as_json else show("\n".join(made))
        return
    _push_all(place, made, to, as_json)


def decide(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """What the judgements come to: outcomes with the rule behind each, and what still waits."""
    from collections import Counter

    from curation import config, review
    from curation.review import assign, batches

    place = workspace(where)
    items, judgements = batches.items(place), batches.judgements(place)
    found = review.decide(items, judgements, config.load(place).review)
    for issue in assign.held(items, judgements):
        say(str(issue))
    if as_json:
        emit_json([d.model_dump(mode="json") for d in found])
        return
    counted = Counter((d.dataset, d.kind, d.outcome, d.rule) for d in found)
    table("", ("dataset", "kind", "outcome", "rule", "items"), [(*k, n) for k, n in sorted(counted.items())])
