"""`curation review serve`: a Label Studio on this machine, for people on it or, through a reverse proxy, elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from curation.cli.review.board import local
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, say, show, workspace
from curation.core.errors import InputError
from curation.core.files import disk

LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN = (
    "warning: everybody who can reach {host}:{port} can open the sign-in page, and passwords and items travel unencrypted. "
    "Put a reverse proxy with TLS in front and give its address with --public https://…: see docs/guides/invite-people.md"
)


def serve(
    port: Annotated[
        int | None, typer.Option(help="Port (default: that of the first start, 8080 where it is free).")
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address of this machine to listen on; 0.0.0.0 for all, with a warning.")
    ] = "127.0.0.1",
    public: Annotated[
        str,
        typer.Option(
            help="Address at which people reach it, where a reverse proxy with TLS stands before it: https://…"
        ),
    ] = "",
    install_only: Annotated[
        bool, typer.Option("--install-only", help="Install Label Studio if it is not there, and stop.")
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a Label Studio on this machine until Ctrl+C: without telemetry, with a SQLite database, reachable from this machine only unless you give --host."""
    import json
    import signal

    from curation.core.tables import write_atomic
    from curation.services import label_studio_server as server

    if not server.executable().is_file():
        say(f"installing Label Studio {server.VERSION} in its own environment (once, about 800 MB)")
    if install_only:
        show(f"Label Studio {server.VERSION}: {server.install()}")
        return
    place = workspace(where)
    folder = local(place)
    public = _address(public)
    server.private(folder)
    chosen = port if port is not None else server.fixed_port(folder, host)
    running = server.start(folder, chosen, host=host, public=public)
    if not (folder / "port").is_file() or port is not None:
        write_atomic(folder / "port", f"{chosen}\n")
    note = folder / "server.json"
    write_atomic(note, json.dumps({"url": running.url, "public": public}))
    facts = {
        "url": running.url,
        "public": public or running.url,
        "username": running.username,
        "credentials": str(folder / "credentials"),
    }
    if as_json:
        emit_json(facts)
    else:
        show(f"Label Studio is at {public or running.url}")
        show(f"user {running.username}; password and token are the two lines of {facts['credentials']}")
        say("invite people with: curation review invite; Ctrl-C ends it; everything entered stays")
    if host not in LOOPBACK:
        say(OPEN.format(host=host, port=chosen))

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    try:
        running.process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        running.stop()
        disk.removed(note)


def _address(public: str) -> str:
    """A public address as it is written into links.

    Raises: InputError when it is no whole web address.
    """
    if not public:
        return ""
    try:
        url = urlsplit(public)
        host = url.hostname
    except ValueError:
        host = None
    if not host or url.scheme not in ("http", "https") or url.query or url.fragment or " " in public:
        raise InputError.one(
            "--public", "address", "give a whole address without a query: https://review.example.org"
        )
    return public.rstrip("/")


def reached_at(place: Path) -> str:
    """The address at which people reach the server of this workspace; empty when none runs here."""
    import json

    note = local(place) / "server.json"
    if not note.is_file():
        return ""
    told = json.loads(disk.text(note))
    return str(told.get("public") or told["url"])


def only_here(url: str) -> bool:
    """Whether an address is one of this machine that others cannot reach."""
    from urllib.parse import urlsplit

    return urlsplit(url).hostname in LOOPBACK
