"""A real Label Studio for tests: started once a session from a copied database, with accounts made on the fly."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import httpx
import pytest
from curation import resources
from curation.adapters import label_studio_server as server


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
    if not server.executable().is_file() and os.environ.get("CURATION_REQUIRE_SERVER") != "1":
        pytest.skip(f"Label Studio {server.VERSION} is not installed; CURATION_REQUIRE_SERVER=1 installs it")
    shutil.copytree(template(), folder, ignore=shutil.ignore_patterns("ready", "server.log"))
    return server.start(folder)


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
