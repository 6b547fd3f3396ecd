"""Withdrawn rows reach those who use earlier versions; the canary is in every file that holds text."""

from __future__ import annotations

import shutil

import pytest
from curation import release
from curation.release import Withdrawal
from curation.release.files import errata

from release_world import CANARY, world

REASON = "two options <b>are</b> right"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Releases 1.0.0, 1.1.0 (four rows more) and 2.0.0, which withdrew one row of each."""
    root = tmp_path_factory.mktemp("shelf")
    first = release.cut(world(6), "1.0.0", root, validate=False)
    second = release.cut(world(10, previous=first), "1.1.0", root, validate=False)
    out = [Withdrawal(dataset="toy-set", id=f"q-00000{i}", reason=REASON) for i in (4, 8)]
    release.cut(
        world(10, previous=second, withdrawals=out),
        "2.0.0",
        root,
        validate=False,
    )
    return root / "toy-set"


@pytest.mark.slow
def test_an_earlier_version_is_told_of_its_own_rows_only(shelf):
    assert [w["id"] for w in errata.beside(shelf / "1.0.0")] == ["q-000004"]
    assert [w["id"] for w in errata.beside(shelf / "1.1.0")] == ["q-000004", "q-000008"]
    assert errata.beside(shelf / "2.0.0") == []


@pytest.mark.slow
def test_the_erratum_stands_beside_the_release_which_stays_whole(shelf, tmp_path):
    place = shutil.copytree(shelf, tmp_path / "toy-set")
    assert errata.spread(place / "2.0.0") == ["1.0.0", "1.1.0"]
    assert errata.spread(place / "2.0.0") == []  # once is enough
    text = (place / "1.1.0" / "ERRATUM.md").read_text("utf-8")
    assert "`q-000008`, not in 2.0.0 and later: two options &lt;b&gt;are&lt;/b&gt; right" in text
    assert not (place / "2.0.0" / "ERRATUM.md").exists()
    assert release.verify(place / "1.1.0") == []


@pytest.mark.slow
def test_the_newest_card_and_the_errata_at_the_head_name_the_rows(shelf):
    card = (shelf / "2.0.0" / "README.md").read_text("utf-8")
    assert "errata of earlier versions" in card
    assert "| q-000004 | 2.0.0 |" in card
    assert "q-000008" in (shelf / "2.0.0" / "ERRATA.md").read_text("utf-8")


@pytest.mark.slow
def test_the_canary_is_in_every_file_but_the_list_of_digests(shelf):
    folder = shelf / "2.0.0"
    without = {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and CANARY.encode() not in p.read_bytes()
    }
    assert without == {"rows.sha256"}


@pytest.mark.slow
def test_the_manifest_says_with_which_versions_scores_compare(shelf, tmp_path):
    said = {v: release.manifest.load(shelf / v)["comparability"] for v in ("1.0.0", "1.1.0", "2.0.0")}
    assert said == {"1.0.0": "1", "1.1.0": "1", "2.0.0": "2"}
    assert "other versions 2.x, row by row" in (shelf / "2.0.0" / "README.md").read_text("utf-8")
    preview = release.cut(world(3, judged=False), "1.0.0", tmp_path, preview=True, validate=False)
    assert release.manifest.load(preview)["comparability"] == "1.0.0-preview"


@pytest.mark.slow
def test_an_erratum_that_follows_from_no_later_version_is_a_difference(shelf, tmp_path):
    alone = shutil.copytree(shelf / "1.0.0", tmp_path / "1.0.0")
    (alone / "ERRATUM.md").write_text("# Erratum\n\n- `q-000001`, not in 2.0.0 and later: a lie\n")
    assert [i.code for i in release.verify(alone)] == ["erratum-unfounded"]


@pytest.mark.slow
def test_an_erratum_carries_the_manifest_it_follows_from_so_that_a_copy_alone_verifies(shelf, tmp_path):
    place = shutil.copytree(shelf, tmp_path / "toy-set")
    errata.spread(place / "2.0.0")
    alone = shutil.copytree(place / "1.0.0", tmp_path / "alone")
    assert release.verify(alone) == []
    text = (alone / "ERRATUM.md").read_text("utf-8")
    (alone / "ERRATUM.md").write_text(text.replace("q-000004", "q-000003"))
    assert [i.code for i in release.verify(alone)] == ["erratum-unfounded"]
