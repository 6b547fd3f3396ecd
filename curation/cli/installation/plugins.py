"""`curation plugins`: what there is to read, check, generate, compare and review with, from this package and from others."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from curation._version import __version__
from curation.cli import shell
from curation.cli.workspace_option import own_workspace

if TYPE_CHECKING:
    from curation.pipeline.setup.plugin_list import Entry


def plugins(
    all_: Annotated[
        bool, typer.Option("--all", help="List the parts of this package too; --json always lists them.")
    ] = False,
    where: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """List plugins: kind, name, version, digest of the source, and whether the settings of the workspace use them."""
    from curation.core.plugins import LOGS
    from curation.pipeline import config
    from curation.pipeline.setup import plugin_list
    from curation.sources import manifest

    place = own_workspace(where)
    if place is not None:
        LOGS.set(place / ".curation" / "logs")
    settings = None if place is None else config.load(place)
    documents = [] if place is None else manifest.load(place)
    entries = plugin_list.listed(settings, documents, __version__)
    if as_json:
        shell.emit_json([asdict(entry) for entry in entries])
    else:
        _show(entries, all_)
    if any(entry.state == "broken" for entry in entries):
        raise typer.Exit(1)


def _show(entries: list[Entry], with_shipped: bool) -> None:
    shown = [entry for entry in entries if with_shipped or entry.state != "shipped"]
    columns = ("kind", "name", "version", "digest", "state", "target")
    if shown:
        lines = ((e.kind, e.name, e.version, e.digest[:12], e.problem or e.state, e.target) for e in shown)
        shell.table("plugins", columns, lines)
    else:
        shell.show("no plugin is named in the settings, and no installed package offers one")
    if not with_shipped:
        count = sum(entry.state == "shipped" for entry in entries)
        shell.show(f"{count} parts of this package are left out; see: curation plugins --all")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(plugins)
