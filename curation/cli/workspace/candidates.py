"""`curation diff`: what changes among the candidates, for a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.shell import JsonOption, WorkspaceOption, busy, emit_json, say, show, workspace

if TYPE_CHECKING:
    from curation.pipeline.reports.candidate_diff import CandidateDifference, Side


def register(app: typer.Typer) -> None:
    """Adds `diff`."""
    app.command("diff")(diff)


def diff(
    before: Annotated[
        str, typer.Argument(help="A workspace, or a git revision of this one: main, v1.2, HEAD~1.")
    ],
    after: Annotated[
        str,
        typer.Argument(
            help="The same, for the other side (default: the workspace as it is now).", show_default=False
        ),
    ] = "",
    where: WorkspaceOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the Markdown to this file.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option("--most", min=0, help="Most items shown of each kind of change.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """List what changed between two workspaces or git revisions: their candidates, as Markdown for a pull request.

    Steps that are missing are run; no model is asked anew. Ends with 0 whether or not there are differences.
    """
    from curation.core.files.io import write_output
    from curation.pipeline import config
    from curation.pipeline.reports import candidate_diff

    # Two folders need no workspace around them.
    apart = after and all((Path(side) / config.FILE).is_file() for side in (before, after))
    place = Path(before) if apart and where is None else workspace(where)
    difference = candidate_diff.compare(_side(before, place), _side(after or str(place), place))
    names = (before, after or "this workspace")
    if out is not None:
        write_output(out, candidate_diff.markdown(difference, names, most))
        say(f"written: {out}")
    if as_json:
        emit_json(_value(difference))
    elif out is None:
        show(candidate_diff.markdown(difference, names, most))


def _side(name: str, place: Path) -> Side:
    from curation.pipeline.reports import candidate_diff

    with candidate_diff.opened(name, place) as folder, busy(f"steps of {name}"):
        return candidate_diff.side(folder)


def _value(difference: CandidateDifference) -> dict[str, Any]:
    return {
        "counts": difference.counts(),
        "categories": difference.categories(),
        "new_findings": [{"id": i, "check": check} for i, check in difference.new_findings()],
        "lost": {"before": dict(difference.before.lost), "after": dict(difference.after.lost)},
        "changes": [
            {
                "change": change.kind,
                "dataset": change.shown.dataset,
                "before": change.before.id if change.before else None,
                "after": change.after.id if change.after else None,
                "clauses": list(change.shown.clauses),
            }
            for change in difference.changes
        ],
    }
