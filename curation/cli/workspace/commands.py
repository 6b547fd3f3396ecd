"""The commands on a workspace: init, check, run, status, show, schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from curation.cli.shell import (
    LINE,
    JsonOption,
    WorkspaceOption,
    emit_json,
    emit_jsonl,
    progress,
    say,
    show,
    show_next,
    table,
    watcher,
    workspace,
    wrapped,
)
from curation.core.counting import counted

if TYPE_CHECKING:
    from curation.core.stage import Artifact

schema_app = typer.Typer(help="JSON Schemas of the records and of the settings.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds this area's commands."""
    app.command()(init)
    app.command()(check)
    app.command()(run)
    app.command()(status)
    app.command("show")(show_rows)
    app.add_typer(schema_app, name="schema")


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to make; it must be empty or absent.")
    ],
    example: Annotated[
        Literal["ai-policy", "lab-safety", "by-hand"] | None,
        typer.Option(
            help="Start from a bundled example: lab-safety (questions), ai-policy (prompts) or by-hand (items that you write). Without it: an empty workspace with a settings file to fill in."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace that runs at once."""
    from curation.pipeline.setup import scaffold

    made = scaffold.make(folder, example)
    if as_json:
        emit_json({"folder": str(folder), "files": [str(path) for path in made]})
        return
    say(f"made {len(made)} files in {folder}")
    first = "run" if example else "source add SLUG FILE --title TITLE"
    show(f"next: curation {first} -w {folder}")


def check(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Check all files without running a step: settings, hashes of the sources, taxonomies, labelling layouts, releases."""
    from curation.pipeline.setup import workspace_checks

    issues = workspace_checks.check(workspace(where))
    if as_json:
        emit_json(
            [{"where": i.where, "code": i.code, "severity": i.severity, "message": i.message} for i in issues]
        )
    else:
        for issue in issues:
            show(str(issue))
    errors = [i for i in issues if i.severity == "error"]
    say(f"{counted(len(issues), 'finding')}, {counted(len(errors), 'error')}")
    if errors:
        raise typer.Exit(1)


def run(
    step: Annotated[str, typer.Argument(help="Run up to and including this step.")] = "report",
    where: WorkspaceOption = None,
    engine: Annotated[
        str,
        typer.Option(
            help="Where large steps run: local (threads of this process), processes, ray, or module:attribute. The result is the same."
        ),
    ] = "local",
    workers: Annotated[
        int | None,
        typer.Option(
            help="How many workers; all cores if not given. The result is the same.", show_default=False
        ),
    ] = None,
    address: Annotated[
        str | None, typer.Option(help="Address of a running Ray cluster, HOST:PORT.", show_default=False)
    ] = None,
    plan: Annotated[
        bool,
        typer.Option(
            "--plan",
            help="Show how many requests the language models would get and what they cost; send nothing.",
        ),
    ] = False,
    pilot: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Let a model make at most this many items as a trial, and show how many its checks accept.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Run the steps that have not run or are out of date, up to STEP (ingest, rules, map, generate, lint, dedup, route, report)."""
    from curation.core import pending
    from curation.pipeline import composition, running

    place = workspace(where)
    if plan or pilot is not None:
        from curation.cli.workspace import model_run

        if plan:
            model_run.show_plan(place, pilot, as_json)
        elif pilot is not None:
            model_run.run_pilot(place, pilot, as_json)
        return
    until = "route" if step == "report" else step
    told: list[dict[str, Any]] = []

    with progress() as bar:
        look = composition.open_run(place, engine, workers, address, watcher(bar))

        def tell(name: str, artifact: Artifact, reused: bool) -> None:
            loss = artifact.loss
            told.append(
                {
                    "step": name,
                    "taken": loss.taken,
                    "given": loss.given,
                    "lost": dict(loss.lost),
                    "seconds": artifact.seconds,
                    "reused": reused,
                    **({"pending": dict(artifact.pending)} if artifact.pending else {}),
                }
            )
            say(
                f"{name:<9} {loss.taken:>7,} → {loss.given:>7,}  "
                + ("up to date" if reused else f"{artifact.seconds:.1f} s")
                + (", not complete" if artifact.pending else "")
            )

        running.execute(look, until, tell)
    if spent := composition.usage(look):
        say(f"model: {spent}")
    if step == "report":
        from curation.cli.workspace.report import write_report

        page = write_report(place, place / "report.html", look)
        told.append({"step": "report", "path": str(page)})
    unfinished = pending.error(
        {f"step {name}": made.pending for name, made in look.made.items() if made.pending}
    )
    if as_json:
        emit_json(told)
        if unfinished is not None:
            raise unfinished
        return
    _funnel(told)
    if "generate" in look.made:
        _wording(look.made["generate"].figures)
    if unfinished is not None:
        raise unfinished
    if step == "report":
        show(f"report: {page}")
        from curation.pipeline.reports import workspace_report

        for note in workspace_report.notes(look):
            wrapped(note, "  ")
        advice = workspace_report.advice(look, (), workspace_report.waiting(look))
        show_next(advice.what, advice.why, where)


def _funnel(told: list[dict[str, Any]]) -> None:
    lines = [
        (entry["step"], f"{entry['taken']:,}", f"{entry['given']:,}", _reasons(entry["lost"]))
        for entry in told
        if "taken" in entry
    ]
    table("funnel", ("step", "in", "out", "lost, and why"), lines, LINE)


def _wording(figures: Mapping[str, Any]) -> None:
    """How varied the wording of what was made is, one line a dataset and kind; nothing where nothing was made."""
    found: dict[str, dict[str, dict[str, Any]]] = dict(figures.get("diversity", {}))
    lines = [
        (name, kind, one["n"], *("" if one[k] is None else f"{one[k]:.3f}" for k in _WORDING))
        for name, kinds in found.items()
        for kind, one in kinds.items()
    ]
    if lines:
        columns = ("dataset", "kind", "texts", "self-BLEU", "distinct-2", "different first words")
        table("wording (one text a pair; lower self-BLEU is more varied)", columns, lines, LINE)


_WORDING = ("self_bleu", "distinct_2", "first_words")


def _reasons(lost: dict[str, int]) -> str:
    """The reasons of a step's losses, one a line, the most frequent first."""
    ordered = sorted(lost.items(), key=lambda pair: (-pair[1], pair[0]))
    return "\n".join(
        f"{n:,} {why.replace('clauses:', 'clause:', 1) if n == 1 else why}" for why, n in ordered
    )


def status(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show what came out of each step and why the rest was lost, which steps are out of date, and what waits for people."""
    from curation.pipeline import composition, running
    from curation.pipeline.reports import workspace_report

    place = workspace(where)
    look = composition.open_run(place)
    standings = running.look(look)
    waiting = workspace_report.waiting(look)
    steps: list[dict[str, Any]] = [
        {
            "step": s.step,
            "state": s.state,
            "why": list(s.why),
            **(
                {}
                if s.artifact is None
                else {
                    "taken": s.artifact.loss.taken,
                    "given": s.artifact.loss.given,
                    "lost": dict(s.artifact.loss.lost),
                }
            ),
        }
        for s in standings
    ]
    advice = workspace_report.advice(look, standings, waiting)
    notes = workspace_report.notes(look)
    ingest = next((s.artifact for s in standings if s.step == "ingest"), None)
    made = next((s.artifact for s in standings if s.step == "generate"), None)
    words: dict[str, Any] = dict(ingest.figures.get("words", {})) if ingest is not None else {}
    if as_json:
        emit_json(
            {
                "steps": steps,
                "documents": words,
                "diversity": dict(made.figures.get("diversity", {})) if made is not None else {},
                "waiting": waiting,
                "notes": notes,
                "next": str(advice),
            }
        )
        return
    columns = ["step", "state", "in", "out", "lost, and why"]
    lines = [
        [
            s["step"],
            "up to date" if s["state"] == "fresh" else s["state"],
            f"{s['taken']:,}" if "taken" in s else "",
            f"{s['given']:,}" if "given" in s else "",
            _reasons(s.get("lost", {})),
            "\n".join(running.reasons(s["why"])),
        ]
        for s in steps
    ]
    if any(s["why"] for s in steps):
        columns.append("because of")
    table("steps", columns, (line[: len(columns)] for line in lines), LINE)
    if words:
        table(
            "words of the documents (see: curation show ingest --dropped)",
            ("document", "in clauses", "left out"),
            ((name, f"{found['kept']:,}", found["line"]) for name, found in words.items()),
            LINE,
        )
    if made is not None:
        _wording(made.figures)
    if waiting:
        table(
            "waiting for people",
            ("batch", "kind", "items", "judgements", "wanted"),
            ((w["batch"], w["kind"], w["items"], w["judgements"], w["wanted"]) for w in waiting),
            LINE,
        )
    for note in notes:
        wrapped(note, "  ")
    show_next(advice.what, advice.why, where)


def show_rows(
    step: Annotated[str, typer.Argument(help="A step: ingest, rules, map, generate, lint, dedup or route.")],
    id: Annotated[
        str | None, typer.Argument(help="An id: show its whole lineage.", show_default=False)
    ] = None,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="Show what the step dropped, with the reason.")
    ] = False,
    limit: Annotated[int, typer.Option(help="How many rows; 0 for all.")] = 20,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the rows of a step; with an ID everything that is known of that item, from its clause to the releases that hold it."""
    from curation.core import tables
    from curation.pipeline import composition, running
    from curation.pipeline.reports import lineage

    look = composition.open_run(workspace(where))
    running.look(look)
    if id is not None:
        history = lineage.of(look, id)
        if as_json:
            emit_json(history)
        else:
            for line in lineage.lines(history):
                show(line)
        return
    if dropped:
        lost = lineage.dropped(look, step)
        total, rows = len(lost), lost[:limit] if limit else lost
        rows = lineage.nearest(look, rows) if step == "map" else rows
    else:
        data = look.table(step)
        record = running.STAGES[step].records[running.MAIN_TABLE[step]]
        part = data.head(limit) if limit else data
        total, rows = data.height, [r.model_dump(mode="json") for r in tables.rows(part, record)]
    if as_json:
        emit_jsonl(rows)
        return
    columns = shown_columns(rows)
    if dropped and step == "map":
        columns = ["citation", "text", "nearest", "probability", "reason"]
    table(f"{step}: {len(rows)} of {total}", columns, ((_short(r.get(c)) for c in columns) for r in rows))
    if step == "generate" and "generate" in look.made:
        _wording(look.made["generate"].figures)


def shown_columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The columns of rows that a table shows: the first eight that hold something and no list or table of their own."""
    names = dict.fromkeys(name for row in rows for name in row)
    filled = [c for c in names if any(r.get(c) not in (None, "") for r in rows)]
    return [c for c in filled if not any(isinstance(r.get(c), list | dict) for r in rows)][:8]


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


@schema_app.command("export")
def schema_export(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Write the JSON Schemas of the records (schemas/records) and of the settings (schemas/curation.schema.json)."""
    from curation.core import tables
    from curation.core.files.io import locked
    from curation.core.records import RECORDS
    from curation.pipeline import config

    place = workspace(where)
    folder = place / "schemas" / "records"
    with locked(place):
        for record in RECORDS:
            tables.write_atomic(folder / f"{record.__name__.lower()}.schema.json", tables.json_schema(record))
        tables.write_atomic(place / config.SCHEMA_FILE, config.settings_schema())
    if as_json:
        emit_json({"folder": str(folder), "schemas": sorted(record.__name__.lower() for record in RECORDS)})
        return
    show(f"{len(RECORDS)} schemas in {folder}")
