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
from curation.adapters import label_studio_server as server


def program(name: str) -> str:
    """The path of a PostgreSQL program; skips where it is not installed, unless CURATION_REQUIRE_SERVER=1."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(places[-1]) if places else shutil.which(name)
    if found is None:
        if os.environ.get("CURATION_REQUIRE_SERVER") == "1":
            raise AssertionError("CURATION_REQUIRE_SERVER=1, but there is no PostgreSQL")
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql)")
    return found


@contextmanager
def cluster() -> Iterator[server.Postgres]:
    """A running cluster with an empty database. PostgreSQL refuses root, so root starts it as the user postgres."""
    initdb, control, create = program("initdb"), program("pg_ctl"), program("createdb")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        if shutil.which("runuser") is None:
            pytest.skip("root cannot start PostgreSQL and there is no runuser")
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    store = server.Postgres("labels", "keeper", "a-private-word", port=server.free_port())
    secret = folder / "secret"
    secret.write_text(store.password)
    if as_user:
        shutil.chown(secret, "postgres", "postgres")

    def call(*words: str) -> None:
        done = subprocess.run(
            [*as_user, *words], cwd=folder, capture_output=True, text=True, env=os.environ | {"PGPASSWORD": store.password}
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    call(initdb, "-D", data, "-U", store.user, "--pwfile", str(secret), "-A", "scram-sha-256", "-E", "UTF8")
    options = f"-p {store.port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    call(control, "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        call(create, "-h", "127.0.0.1", "-p", str(store.port), "-U", store.user, store.name)
        yield store
    finally:
        call(control, "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
