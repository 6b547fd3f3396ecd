"""A real Label Studio for tests: started once a session from a copied database, with accounts made on the fly."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from curation.core import resources
from curation.services import label_studio_server as server


def template() -> Path:
    """A data folder that has been started once: copying it saves the half minute of the first start."""
    made = resources.cache_folder() / f"label-studio-{server.VERSION}-template"
    if not (made / "ready").exists():
        shutil.rmtree(made, ignore_errors=True)
        server.start(made).stop()
        (made / "ready").write_text("")
    return made


def start(folder: Path) -> server.Server:
    """A server on a copy of the template; skips where Label Studio is not installed and may not be."""
    installed()
    shutil.copytree(template(), folder, ignore=shutil.ignore_patterns("ready", "server.log"))
    return server.start(folder)


def installed() -> None:
    """Skips where Label Studio is not installed, unless CURATION_REQUIRE_SERVER=1 asks for it."""
    if not server.executable().is_file() and os.environ.get("CURATION_REQUIRE_SERVER") != "1":
        pytest.skip(f"Label Studio {server.VERSION} is not installed; CURATION_REQUIRE_SERVER=1 installs it")


_running: list[server.Server] = []


def shared() -> server.Server:
    """The one server that the tests of this process share, started when first asked for."""
    if not _running:
        folder = Path(tempfile.mkdtemp(prefix="label-studio-"))
        _running.append(start(folder / "data"))
        atexit.register(_end, folder)
    return _running[0]


def _end(folder: Path) -> None:
    _running.pop().stop()
    shutil.rmtree(folder, ignore_errors=True)


def answer(
    running: server.Server, token: str, project: str, given: Mapping[str, Sequence[Any]], who: str
) -> None:
    """Judgements of one account in bulk: `given` is the parts of an annotation by the server's task id.

    Each goes in as a prediction named after its maker and is made an annotation under the maker's own account, as the
    Data Manager does it: two requests in place of hundreds.
    """
    with httpx.Client(
        base_url=running.url, headers={"Authorization": f"Token {token}"}, trust_env=False, timeout=120
    ) as client:
        body = [
            {"task": int(task.partition("@")[0]), "result": list(parts), "model_version": who}
            for task, parts in given.items()
        ]
        client.post(f"/api/projects/{project}/import/predictions", json=body).raise_for_status()
        chosen = {"selectedItems": {"all": True, "excluded": []}, "model_version": who, "ordering": []}
        path = f"/api/dm/actions/?id=predictions_to_annotations&project={project}"
        client.post(path, json=chosen).raise_for_status()


def join(running: server.Server, email: str, password: str) -> str:
    """Makes an account in the server's organisation and gives its token."""
    admin = {"Authorization": f"Token {running.token}"}
    link = httpx.get(f"{running.url}/api/invite", headers=admin, trust_env=False).json()["invite_url"]
    with httpx.Client(base_url=running.url, follow_redirects=True, trust_env=False) as client:
        page = client.get(link)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert found is not None
        form = {"csrfmiddlewaretoken": found[1], "email": email, "password": password,
                "allow_newsletters": "false", "how_find_us": "other"}  # fmt: skip
        answer = client.post(link, data=form, headers={"Referer": f"{running.url}{link}"})
        assert answer.status_code == 200, answer.status_code
        return str(client.get("/api/current-user/token").json()["token"])


def chromium() -> str:
    """The browser's path; skips where there is none, unless CURATION_REQUIRE_BROWSER=1."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CURATION_REQUIRE_BROWSER") == "1":
            raise AssertionError("CURATION_REQUIRE_BROWSER=1, but there is no chromium")
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    return found


def personal_token(running: server.Server, email: str, password: str) -> str:
    """Makes an account and gives a personal access token of it, as its owner would make one on the page."""
    join(running, email, password)
    with httpx.Client(base_url=running.url, follow_redirects=True, trust_env=False) as client:
        page = client.get("/user/login/")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert found is not None
        form = {"csrfmiddlewaretoken": found[1], "email": email, "password": password}
        client.post("/user/login/", data=form, headers={"Referer": f"{running.url}/user/login/"})
        headers = {"X-CSRFToken": client.cookies["csrftoken"], "Referer": running.url}
        return str(client.post("/api/token/", headers=headers).json()["token"])
