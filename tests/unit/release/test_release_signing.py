"""A signature covers the whole release, and says which key and which manifest it holds for; a workspace can demand one."""

from __future__ import annotations

import shutil

import pytest
from curation import release
from curation.core.errors import InputError, ServiceError, StateError
from curation.release.verification import signing
from curation.release.verification.signing import Identity, Trust

from release_world import world

pytest.importorskip("minisign", reason='needs the "signing" extra')


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    return release.cut(world(3), "1.0.0", tmp_path_factory.mktemp("signed"), validate=False)


@pytest.fixture
def folder(cut, tmp_path):
    return shutil.copytree(cut, tmp_path / "1.0.0")


@pytest.fixture
def keys(tmp_path):
    return {name: (tmp_path / name, signing.new_key(tmp_path / name)) for name in ("ours", "theirs")}


def codes(folder, *keys, **more):
    return [i.code for i in signing.check(folder, Trust(keys, **more))]


@pytest.mark.slow
def test_a_signed_release_holds_for_one_key_and_one_manifest(folder, keys):
    path, public = keys["ours"]
    assert signing.sign(folder, path).name == "release.json.minisig"
    assert release.verify(folder) == []
    assert codes(folder, public) == []
    assert codes(folder, str(path) + ".pub") == []
    assert codes(folder, keys["theirs"][1]) == ["signature-wrong"]
    assert codes(folder, keys["theirs"][1], public) == []  # any one of those trusted is enough
    (folder / "release.json").write_text((folder / "release.json").read_text() + " ")
    assert codes(folder, public) == ["signature-wrong"]


@pytest.mark.slow
def test_signing_twice_writes_the_same_bytes_since_a_signature_holds_no_time(folder, keys):
    first = signing.sign(folder, keys["ours"][0]).read_bytes()
    assert signing.sign(folder, keys["ours"][0]).read_bytes() == first


@pytest.mark.slow
def test_a_forgery_with_every_digest_done_again_is_seen_by_the_signature_alone(folder, keys):
    """A flipped key is a wrong answer, not a contradiction: nothing in the release speaks against it, the signature does."""
    path, public = keys["ours"]
    signing.sign(folder, path)
    forged = release.cut(
        world(3, dataset=world(3).dataset.model_copy(update={"licence": "MIT"})),
        "1.0.0",
        folder.parent / "x",
        validate=False,
    )
    shutil.copy(folder / "release.json.minisig", forged)
    assert release.verify(forged) == []
    assert codes(forged, public) == ["signature-wrong"]


def test_a_secret_key_is_readable_by_its_owner_only_and_never_overwritten(keys, tmp_path):
    assert (keys["ours"][0].stat().st_mode & 0o777) == 0o600
    with pytest.raises(StateError, match="never overwritten"):
        signing.new_key(keys["ours"][0])


@pytest.mark.slow
def test_a_key_with_a_password_signs_with_that_password_only(folder, tmp_path, monkeypatch):
    public = signing.new_key(tmp_path / "locked", "open sesame")
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    with pytest.raises(StateError, match=signing.PASSWORD):
        signing.sign(folder, tmp_path / "locked")
    with pytest.raises(StateError, match="wrong"):
        signing.sign(folder, tmp_path / "locked", "shut sesame")
    monkeypatch.setenv(signing.PASSWORD, "open sesame")
    signing.sign(folder, tmp_path / "locked")
    assert codes(folder, public) == []


def test_a_key_that_is_none_and_a_release_that_is_none_are_refused(folder, tmp_path):
    (tmp_path / "no.key").write_text("nothing")
    with pytest.raises(InputError, match="key-unreadable"):
        signing.sign(folder, tmp_path / "no.key")
    for key in ("RWkey", "\0", "x" * 5000, str(tmp_path / "no.key")):
        with pytest.raises(InputError, match="key-unreadable"):
            codes(folder, key)
    with pytest.raises(InputError, match="release-absent"):
        signing.sign(tmp_path / "empty", tmp_path / "k")


def test_without_a_signature_the_missing_file_is_named(folder, keys):
    assert codes(folder, keys["ours"][1]) == ["signature-missing"]


def test_a_digest_that_was_asked_for_is_the_one_of_the_rows_or_of_the_manifest(folder):
    body = release.manifest.load(folder)
    for digest in (body["digest"], body["content_sha256"], "sha256:" + body["content_sha256"].upper()):
        assert codes(folder, digests=(digest,)) == []
    for digest in ("0" * 64, body["digest"][:12], ""):
        assert codes(folder, digests=(digest,)) == ["digest-differs"]


@pytest.mark.slow
def test_an_identity_needs_a_bundle_and_a_bundle_that_is_none_does_not_hold(folder):
    pytest.importorskip("sigstore", reason='needs the "signing" extra')
    who = (Identity("me@example.org", "https://issuer.example.org"),)
    assert codes(folder, identities=who) == ["signature-missing"]
    (folder / "release.json.sigstore.json").write_text("{}")
    assert codes(folder, identities=who) == ["signature-wrong"]
    assert [i.code for i in release.verify(folder)] == ["signature-malformed"]


@pytest.mark.slow
def test_a_machine_without_an_identity_of_its_own_is_told_so(folder, monkeypatch):
    pytest.importorskip("sigstore", reason='needs the "signing" extra')
    for name in (
        "ACTIONS_ID_TOKEN_REQUEST_URL",
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "CIRCLECI",
        "BUILDKITE",
        "GOOGLE_SERVICE_ACCOUNT_NAME",
    ):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(StateError, match="--key"):
        signing.sign_as_workflow(folder)


@pytest.mark.slow
def test_a_trust_root_that_cannot_be_fetched_is_no_verdict_on_the_signature(monkeypatch):
    pytest.importorskip("sigstore")
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nobody listens there
    for name in ("HF_HUB_OFFLINE", "CURATION_OFFLINE", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ServiceError, match=r"was not checked.*--offline"):
        signing._verifier()
    monkeypatch.setenv("CURATION_OFFLINE", "1")
    assert signing._verifier() is not None
