"""What a measurement relies on: rows taken back since are left out, and a release shows what was asked for."""

from __future__ import annotations

import json
import shutil

import pytest
from curation import release
from curation.cli import trust
from curation.core.errors import InputError
from curation.measure import accuracy, logs
from curation.measure import release as measured
from curation.measure.settings import Settings
from curation.release import Withdrawal
from curation.release.files import errata

from release_world import world


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    root = tmp_path_factory.mktemp("shelf")
    first = release.cut(world(6), "1.0.0", root, validate=False)
    out = [Withdrawal(dataset="toy-set", id="q-000004", reason="two options are right")]
    release.cut(world(6, previous=first, withdrawals=out), "2.0.0", root, validate=False)
    return root / "toy-set"


def answers(folder, place):
    lines = [{"id": row["id"], "response": "A"} for row in release.read_items(folder).iter_rows(named=True)]
    place.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return place


@pytest.mark.slow
def test_a_row_withdrawn_since_is_not_measured(shelf, tmp_path):
    loaded = measured.load(shelf / "1.0.0")
    run = logs.load(answers(shelf / "1.0.0", tmp_path / "a.jsonl"), loaded)
    assert len(run.samples) == 5
    assert accuracy.summary(run, Settings())["overall"]["n"] == 5


@pytest.mark.slow
def test_a_pulled_copy_knows_by_its_erratum_what_was_withdrawn(shelf, tmp_path):
    place = shutil.copytree(shelf, tmp_path / "toy-set")
    errata.spread(place / "2.0.0")
    alone = shutil.copytree(place / "1.0.0", tmp_path / "alone" / "x")
    assert measured.load(alone).withdrawn == {"q-000004"}


@pytest.mark.slow
def test_a_release_shows_its_digest_or_nothing_is_measured_with_it(shelf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = shelf / "1.0.0"
    trust.insist(folder, digest=release.manifest.load(folder)["content_sha256"])
    with pytest.raises(InputError, match="digest-differs"):
        trust.insist(folder, digest="0" * 64)


@pytest.mark.slow
def test_a_workspace_can_demand_a_signature_of_every_release(shelf, tmp_path, monkeypatch):
    pytest.importorskip("minisign", reason='needs the "signing" extra')
    public = release.signing.new_key(tmp_path / "key")
    (tmp_path / "curation.toml").write_text(f'name = "strict"\n[trust]\nkeys = ["{public}"]\n')
    monkeypatch.chdir(tmp_path)
    folder = shutil.copytree(shelf / "1.0.0", tmp_path / "releases/toy-set/1.0.0")
    with pytest.raises(InputError, match="signature-missing"):
        trust.insist(folder)
    release.signing.sign(folder, tmp_path / "key")
    trust.insist(folder)
    (tmp_path / "curation.toml").write_text('name = "strict"\n[trust]\nkeys = ["key.pub"]\n')
    trust.insist(folder)
