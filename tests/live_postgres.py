"""A PostgreSQL cluster of its own for a test: made, started on the loopback and thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from curation.core import resources
from curation.services import label_studio_server as server

NAME, USER, PASSWORD = "labels", "keeper", "a-private-word"


def program(name: str) -> str:
    """The path of a PostgreSQL program; skips where it is not installed, unless CURATION_REQUIRE_SERVER=1."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(places[-1]) if places else shutil.which(name)
    if found is None:
        if os.environ.get("CURATION_REQUIRE_SERVER") == "1":
            raise AssertionError("CURATION_REQUIRE_SERVER=1, but there is no PostgreSQL")
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql)")
    return found


def as_user() -> list[str]:
    """The words before a command: PostgreSQL refuses root, so root runs it as the user postgres."""
    if os.geteuid() != 0:
        return []
    if shutil.which("runuser") is None:
        pytest.skip("root cannot start PostgreSQL and there is no runuser")
    return ["runuser", "-u", "postgres", "--"]


def call(folder: Path, *words: str) -> None:
    """Runs a PostgreSQL program on a folder that its user owns."""
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "postgres:postgres", str(folder)], check=True)
    given = os.environ | {"PGPASSWORD": PASSWORD}
    done = subprocess.run([*as_user(), *words], cwd=folder, capture_output=True, text=True, env=given)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def cluster(made: Path | None = None) -> Iterator[tuple[server.Postgres, Path]]:
    """A running cluster and its folder: a copy of one made before, or a new one with an empty database."""
    initdb, control, create = program("initdb"), program("pg_ctl"), program("createdb")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    data, port = folder / "data", server.free_port()
    if made is not None:
        shutil.copytree(made, data)
    else:
        (folder / "secret").write_text(PASSWORD)
        words = (
            "-D",
            str(data),
            "-U",
            USER,
            "--pwfile",
            str(folder / "secret"),
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
        )
        call(folder, initdb, *words)
    data.chmod(0o700)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    call(folder, control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        if made is None:
            call(folder, create, "-h", "127.0.0.1", "-p", str(port), "-U", USER, NAME)
        yield server.Postgres(NAME, USER, PASSWORD, port=port), data
    finally:
        subprocess.run(
            [*as_user(), control, "-D", str(data), "-m", "fast", "-w", "stop"], check=True, cwd=folder
        )
        if made is not None:
            shutil.rmtree(folder, ignore_errors=True)


def template() -> Path:
    """A folder with `server` and `data` of a Label Studio that has been started on PostgreSQL once: its first start
    takes a minute of migrations."""
    home = resources.cache_folder() / f"label-studio-{server.VERSION}-postgres-template"
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        with cluster() as (store, data):
            server.start(home / "server", postgres=store).stop()
        shutil.copytree(data, home / "data")
        shutil.rmtree(data.parent, ignore_errors=True)
        (home / "ready").write_text("")
    return home
