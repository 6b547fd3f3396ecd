"""`curation mcp`: the commands that read and compute, for agents."""

from __future__ import annotations

import typer

from curation.cli.shell import WorkspaceOption, say, workspace


def register(app: typer.Typer) -> None:
    """Adds `mcp`."""
    app.command("mcp")(serve)


def serve(where: WorkspaceOption = None) -> None:
    """Serve the commands that read and compute to an agent (Model Context Protocol, stdin and stdout).

    Nothing that judges, decides, cuts or publishes is served.
    """
    from curation.services import agent_tools

    place = workspace(where)
    made = agent_tools.server(place)
    say(f"serving {place} on stdin and stdout; stop with Ctrl-C")
    made.run("stdio")
