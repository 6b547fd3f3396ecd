"""`curation models …` and `curation recordings …`: where models may be asked, and their answers in git."""

from __future__ import annotations

from typing import Annotated

import typer

from curation.cli import shell

models_app = typer.Typer(no_args_is_help=True, help="Hosts to which requests of models and keys may go.")
recordings_app = typer.Typer(
    no_args_is_help=True, help="Recorded answers of models in raw/recordings: list, prune."
)


def register(app: typer.Typer) -> None:
    """Adds this area's commands."""
    app.add_typer(models_app, name="models")
    app.add_typer(recordings_app, name="recordings")


HostArgument = Annotated[
    str,
    typer.Argument(help="A host, as https://llm.example.org or gpu-box:8000 (https unless http:// is said)."),
]


@models_app.command("hosts")
def hosts(as_json: shell.JsonOption = False) -> None:
    """Show the hosts that may be asked, why, and the environment variables in which a key for each is looked for."""
    import os

    from curation.core import own_settings
    from curation.services import model_hosts

    rows = [
        *((f"https://{host}", "a known provider", name) for host, name in model_hosts.KNOWN.items()),
        ("this machine", "always", model_hosts.OWN_KEY),
        *((name, "CURATION_ALLOW_HOSTS or the provider's variable", key or model_hosts.OWN_KEY) for name, key in own_settings.allowed_by_environment().items()),
        *((name, str(own_settings.path()), host.key or model_hosts.OWN_KEY) for name, host in own_settings.load().hosts.items()),
    ]  # fmt: skip
    if as_json:
        shell.emit_json(
            [{"host": h, "why": w, "variable": v, "key": bool(os.environ.get(v))} for h, w, v in rows]
        )
        return
    lines = ((h, w, f"{v} ({'set' if os.environ.get(v) else 'not set'})") for h, w, v in rows)
    shell.table("hosts that may be asked", ("host", "allowed by", "key in"), lines)


@models_app.command()
def allow(
    host: HostArgument,
    key_from: Annotated[
        str, typer.Option("--key-from", help="Environment variable with the key for this host.")
    ] = "",
    as_json: shell.JsonOption = False,
) -> None:
    """Allow a host: requests and keys may go there. Written into your own settings, never into a workspace."""
    from curation.core import own_settings

    origin = own_settings.allow(host, key_from)
    if as_json:
        shell.emit_json({"host": origin, "key": key_from, "file": str(own_settings.path())})
        return
    shell.show(f"{origin} may be asked from now on (written to {own_settings.path()})")


@models_app.command()
def forget(host: HostArgument, as_json: shell.JsonOption = False) -> None:
    """Forbid a host that was allowed before."""
    from curation.core import own_settings

    was_there = own_settings.forget(host)
    if as_json:
        shell.emit_json({"host": own_settings.origin(host), "forgotten": was_there})
        return
    shell.show(f"{own_settings.origin(host)}: " + ("no longer allowed" if was_there else "was not allowed"))


@recordings_app.command("list")
def list_(where: shell.WorkspaceOption = None, as_json: shell.JsonOption = False) -> None:
    """Show what is recorded: for each model that was asked, the models that answered, answers and tokens."""
    from curation.services import recordings

    groups: dict[tuple[str, str], list[recordings.Recording]] = {}
    for recording in recordings.load(shell.workspace(where)).values():
        groups.setdefault((recording.asked, recording.reply.model), []).append(recording)
    rows = [
        (asked, answered, len(found), sum(r.reply.input_tokens for r in found), sum(r.reply.output_tokens for r in found))
        for (asked, answered), found in sorted(groups.items())
    ]  # fmt: skip
    names = ("asked", "answered", "answers", "input_tokens", "output_tokens")
    if as_json:
        shell.emit_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    shell.table("recordings", ("asked", "answered", "answers", "tokens in", "tokens out"), ((a, b, f"{n:,}", f"{i:,}", f"{o:,}") for a, b, n, i, o in rows))  # fmt: skip


@recordings_app.command()
def prune(
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Only list the recordings that nothing asks for and the requests without a recording.",
        ),
    ] = False,
    where: shell.WorkspaceOption = None,
    as_json: shell.JsonOption = False,
) -> None:
    """Remove the recordings that no request of the present settings asks for, and list the requests without one.

    The steps are replayed in a copy; nothing is sent.
    """
    from curation.pipeline.models import recordings_use

    place = shell.workspace(where)
    with shell.progress():
        use = recordings_use.use(place)
    if use.stale and not dry_run:
        recordings_use.prune(place, use.stale)
    if as_json:
        shell.emit_json(
            {
                "used": len(use.used),
                "stale": [{"digest": r.digest, "model": r.reply.model} for r in use.stale],
                "missing": [{"digest": key, "purpose": purpose} for key, purpose in use.missing],
                "removed": not dry_run and bool(use.stale),
            }
        )
        return
    for recording in use.stale:
        shell.show(f"stale: {recording.digest[:12]} of {recording.reply.model}")
    for key, purpose in use.missing:
        shell.show(f"missing: {key[:12]}" + (f" ({purpose})" if purpose else ""))
    done = "would be removed" if dry_run else "removed"
    shell.show(f"{len(use.used):,} in use, {len(use.stale):,} stale ({done}), {len(use.missing):,} missing")
