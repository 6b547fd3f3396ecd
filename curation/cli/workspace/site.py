"""`curation site`: a release or a workspace as one page that anybody can host."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from curation.cli.shell import JsonOption, busy, emit_json, say, show
from curation.core.errors import StateError
from curation.core.files import disk


def register(app: typer.Typer) -> None:
    """Adds `site`."""
    app.command("site")(site)


def site(
    source: Annotated[Path, typer.Argument(help="A release folder, or a workspace.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="The folder to write.", show_default=False)],
    results: Annotated[
        list[Path] | None,
        typer.Option(
            "--results",
            help="An evidence pack (`measure pack`) whose results are shown; repeatable.",
            show_default=False,
        ),
    ] = None,
    private: Annotated[
        bool,
        typer.Option(
            "--private", help="Show the words of documents that may not be passed on (workspace only)."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a site of a release or a workspace: items, provisions, categories and results, with search and permanent links.

    The folder opens without a server and can be hosted on any static host; its README makes it a static Space of the Hub.
    """
    from curation.core.files.io import write_output
    from curation.pipeline import composition
    from curation.pipeline.reports import site_content
    from curation.report.site.page import render, space_card

    if (source / "release.json").is_file():
        with busy("checking the release and drawing its site"):
            content = site_content.of_release(source, results or [])
    elif (source / "curation.toml").is_file():
        if results:
            raise StateError("--results belongs to a release; name the release folder that was measured")
        with busy("drawing the site"):
            content = site_content.of_workspace(composition.open_run(source.resolve()), private)
    else:
        raise StateError(
            f"{source} is neither a release (release.json) nor a workspace (curation.toml); the folder of a release is releases/DATASET/VERSION"
        )
    page = render(content)
    disk.folder(out)
    write_output(out / "index.html", page)
    write_output(out / "README.md", space_card(content))
    if as_json:
        emit_json(
            {
                "path": str(out.resolve()),
                "kind": content.kind,
                "items": len(content.items),
                "bytes": len(page.encode("utf-8")),
            }
        )
        return
    show(
        f"site: {out.resolve() / 'index.html'} ({len(content.items):,} items, {len(page.encode('utf-8')) / 1e6:.1f} MB)"
    )
    if content.kind == "workspace":
        say("it shows candidates that nobody has judged: for a site to publish, name a release folder")
