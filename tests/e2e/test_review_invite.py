"""People arrive: an invitation's links work, an account is made with them, and the stream is where they land."""

from __future__ import annotations

import json

import httpx
import pytest
from curation.review.judgements import batches

import live_label_studio as live
from offline_world import TREE, call, item, layout, question


@pytest.mark.parametrize(
    "address", ["ann", "ann@", "a b@example.org", "ann@example.org, bob@example.org", "x@y\n.org"]
)
def test_what_is_no_address_is_refused_before_anything_is_asked(tmp_path, address):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    done = call("review", "invite", address, "eve@example.org", "-w", tmp_path)
    assert done.exit_code == 1 and "address" in done.output and "eve" not in done.output


@pytest.mark.server
@pytest.mark.slow
def test_an_invitation_holds_links_that_work_and_says_what_an_account_may_do(tmp_path, monkeypatch):
    server = live.shared()
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", server.token)
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    screens = {s: layout.build("question", TREE, screen=s) for s in ("verdict", "blind")}
    batches.freeze(
        tmp_path,
        "invited",
        [item(question(), "invited")],
        screens["verdict"],
        TREE.id,
        blind=screens["blind"],
    )
    assert call("review", "push", "--batch", "invited", "--to", server.url, "-w", tmp_path).exit_code == 0
    done = call("review", "invite", "zoe@example.org", "--to", server.url, "-w", tmp_path, "--json")
    (told,) = json.loads(done.stdout)
    assert "has no roles" in done.output and "zoe" not in told["pseudonym"]
    assert [link["stage"] for link in told["links"]] == ["answer", "verdict"]
    assert all(
        link["url"].endswith("/data?labeling=1") and link["url"] in told["text"] for link in told["links"]
    )
    page = httpx.get(told["signup"], trust_env=False, follow_redirects=True)
    assert page.status_code == 200 and 'name="password"' in page.text
    live.join(server, "zoe@example.org", "a-long-Pass-phrase-1")
    for link in told["links"]:
        assert httpx.get(link["url"], trust_env=False).status_code in (200, 302)
    out = tmp_path / "mails"
    assert (
        call(
            "review", "invite", "zoe@example.org", "--to", server.url, "--out", out, "-w", tmp_path
        ).exit_code
        == 0
    )
    (file,) = out.iterdir()
    assert file.read_text("utf-8") == told["text"] and file.stat().st_mode & 0o077 == 0
