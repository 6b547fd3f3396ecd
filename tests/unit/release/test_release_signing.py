"""A signature covers the whole release, and says which key and which manifest it holds for."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from curation import release
from curation.core.errors import InputError, StateError
from curation.release import signing

from release_world import world

TOOL = shutil.which("minisign")
needs_tool = pytest.mark.skipif(TOOL is None, reason="minisign is not installed")


@pytest.fixture
def folder(tmp_path):
    return release.cut(world(3), "1.0.0", tmp_path / "releases", validate=False)


def keys(place, name):
    public, secret = place / f"{name}.pub", place / f"{name}.key"
    subprocess.run([TOOL, "-G", "-W", "-f", "-p", public, "-s", secret], check=True, capture_output=True)
    return public, secret


@needs_tool
def test_a_signed_release_is_whole_and_holds_for_one_key_and_one_manifest(folder, tmp_path):
    public, secret = keys(tmp_path, "ours")
    other, _ = keys(tmp_path, "theirs")
    assert signing.sign(folder, secret).name == "release.json.minisig"
    assert release.verify(folder) == []
    assert signing.check(folder, str(public)) == []
    assert signing.check(folder, public.read_text().split()[-1]) == []
    assert [i.code for i in signing.check(folder, str(other))] == ["signature-wrong"]
    (folder / "release.json").write_text((folder / "release.json").read_text() + " ")
    assert [i.code for i in signing.check(folder, str(public))] == ["signature-wrong"]


@needs_tool
def test_a_key_that_is_none_is_refused_with_the_tools_own_words(folder, tmp_path):
    (tmp_path / "no.key").write_text("nothing")
    with pytest.raises(StateError, match="minisign did not sign"):
        signing.sign(folder, tmp_path / "no.key")


def test_without_a_signature_without_the_tool_and_without_a_release(folder, tmp_path, monkeypatch):
    assert [i.code for i in signing.check(folder, "RWkey")] == ["signature-missing"]
    with pytest.raises(InputError, match="release-absent"):
        signing.sign(tmp_path, tmp_path / "k")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StateError, match="not installed"):
        signing.sign(folder, tmp_path / "k")
