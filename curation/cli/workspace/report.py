"""`curation report`: the page about a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curation.cli.shell import JsonOption, WorkspaceOption, busy, emit_json, say, show, workspace

if TYPE_CHECKING:
    from curation.pipeline.running import Run


def register(app: typer.Typer) -> None:
    """Adds `report`."""
    app.command("report")(report)


def report(
    where: WorkspaceOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Where to write the page (default: report.html in the workspace).",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write one self-contained page with plots about the workspace; it opens without a network."""
    from curation.pipeline import composition
    from curation.pipeline.running import documents, look

    place = workspace(where)
    run = composition.open_run(place)
    stale = [s.step for s in look(run) if s.state != "fresh"]
    if stale:
        say(f"not run on what is here now, so not on the page: {', '.join(stale)}; cure: curation run")
    with busy("drawing the page"):
        path = write_report(place, out or place / "report.html", run)
    if any(not document.redistribute for document in documents(run)):
        say(
            "it holds words of documents that may not be passed on: do not publish it; curation site leaves them out"
        )
    if as_json:
        emit_json({"path": str(path), "bytes": path.stat().st_size, "stale": stale})
    else:
        show(f"report: {path}")


def write_report(place: Path, out: Path, run: Run) -> Path:
    """Writes the page about `run` to `out`, whole or not at all; gives its path."""
    from curation.core.files.io import write_output
    from curation.pipeline.reports import workspace_report
    from curation.report.page import render

    write_output(out, render(workspace_report.report_data(run)))
    return out.resolve()
