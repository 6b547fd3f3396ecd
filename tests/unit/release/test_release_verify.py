"""Verifying: whatever byte is changed, the file is named, and in Parquet the row."""

from __future__ import annotations

import json
import random
import shutil

import pytest
from curation import release
from curation.core.errors import InputError
from curation.release import Gates
from curation.release.files import manifest, parquet, shapes
from curation.release.verification import derivation, reading

from growth import is_linear
from release_world import settings, world


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return release.cut(world(40), "1.0.0", tmp_path_factory.mktemp("whole"), validate=False)


@pytest.fixture
def copy(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "1.0.0")


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.slow
def test_one_flipped_byte_anywhere_names_the_file(whole, tmp_path):
    rng = random.Random(3)
    for path in sorted(p for p in whole.rglob("*") if p.is_file()):
        copy = shutil.copytree(whole, tmp_path / "c")
        name = path.relative_to(whole).as_posix()
        flip(copy / name, rng.randrange(path.stat().st_size))
        assert any(f"> {name}" in issue.where for issue in release.verify(copy)), name
        shutil.rmtree(copy)


@pytest.mark.slow
def test_a_flipped_letter_in_parquet_names_the_row_and_only_that_row(copy):
    path = copy / "items" / "test-00000-of-00001.parquet"
    flip(path, path.read_bytes().index(b"shelf 17 hold"))
    issues = release.verify(copy)
    assert [i.where for i in issues] == [
        "1.0.0 > items/test-00000-of-00001.parquet",
        "1.0.0 > items/test-00000-of-00001.parquet > row 18",
    ]
    assert "q-000017" in issues[1].message


@pytest.mark.slow
def test_every_flipped_byte_of_a_parquet_file_says_which_rows_or_that_it_is_beside_the_rows(whole, tmp_path):
    """400 places: most are in values; lengths take their row group with them, the footer says that it is the footer."""
    copy = shutil.copytree(whole, tmp_path / "1.0.0")
    path = copy / "items" / "test-00000-of-00001.parquet"
    data, rng = path.read_bytes(), random.Random(5)
    said = {"row": 0, "rows": 0, "footer": 0, "file": 0}
    for place in rng.sample(range(len(data)), 400):
        flip(path, place)
        wheres = " ".join(f"{i.where} {i.code}" for i in release.verify(copy))
        path.write_bytes(data)
        kind = (
            "row"
            if "> row " in wheres
            else "rows"
            if "> rows " in wheres
            else "footer"
            if "footer" in wheres
            else "file"
        )
        assert "test-00000-of-00001.parquet" in wheres
        said[kind] += 1
    footer = int.from_bytes(data[-8:-4], "little") / len(data)  # 40 rows: the footer is a large share
    assert said["row"] + said["rows"] >= 400 * (1 - footer) * 0.6, (said, footer)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code"), [("CHANGELOG.md", "file-missing"), ("extra.txt", "file-unknown")])
def test_a_missing_and_an_unknown_file_are_listed(copy, name, code):
    if code == "file-missing":
        (copy / name).unlink()
    else:
        (copy / name).write_text("x")
    assert [i.code for i in release.verify(copy)] == [code]


@pytest.mark.slow
def test_junk_in_the_place_of_a_signature_is_a_difference(copy):
    for name in ("release.json.minisig", "release.json.sigstore.json"):
        (copy / name).write_text("untrusted comment: x")
    assert [i.code for i in release.verify(copy)] == ["signature-malformed", "signature-malformed"]


@pytest.mark.slow
def test_a_manifest_changed_in_white_space_alone_is_noticed(copy):
    path = copy / "release.json"
    path.write_text(path.read_text() + "\n")
    assert [i.code for i in release.verify(copy)] == ["release-manifest"]


def test_a_folder_without_a_manifest_is_no_release(tmp_path):
    assert [i.code for i in release.verify(tmp_path)] == ["release-absent"]


def reseal(folder, change):
    """Forges a manifest whose own digests hold."""
    body = {k: v for k, v in json.loads((folder / "release.json").read_text()).items() if k != "digest"}
    change(body)
    body["files"] = manifest.files(folder)
    (folder / "release.json").write_text(manifest.seal(body))


def test_counts_that_do_not_follow_from_the_rows_are_noticed_in_a_sealed_manifest(copy):
    reseal(copy, lambda body: body["counts"].update(judgements=1000))
    assert [i.code for i in release.verify(copy)] == ["count-wrong"]


def test_audit_figures_that_do_not_follow_from_the_audit_are_noticed(copy):
    reseal(copy, lambda body: body["figures"]["derived"].update(reviewers=20))
    assert [i.code for i in release.verify(copy)] == ["figure-wrong"]


@pytest.mark.slow
def test_a_forged_row_is_noticed_even_when_every_file_is_sealed_anew(copy):
    path = copy / "items" / "test-00000-of-00001.parquet"
    rows = parquet.read(path)
    forged = rows.with_columns(answer=(rows["answer"] + 1))
    parquet.write(forged, path, {})
    reseal(copy, lambda body: None)
    found = {i.code for i in release.verify(copy)}
    assert {"row-changed", "digest-wrong", "fingerprint-wrong", "view-differs"} <= found


def test_a_manifest_that_cannot_be_read_is_an_input_error(tmp_path):
    (tmp_path / "release.json").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="release-manifest"):
        manifest.load(tmp_path)


@pytest.mark.slow
def test_the_judgements_of_a_release_are_looked_at_once(tmp_path):
    """100,000 rows with two judgements each took more than five minutes: every row was held against every judgement."""
    same_words = Gates(judgements=2, agreement=-1, self_bleu=1, distinct_2=0, first_words=0)
    drafts = {}
    for n in (1, 300, 2400):
        folder = release.cut(
            world(n, dataset=settings(gates=same_words)), "1.0.0", tmp_path / str(n), validate=False
        )
        body = manifest.load(folder)
        audit, _ = shapes.audit_of(folder)
        read, _ = reading.read_tables(folder, body)
        drafts[n] = reading.draft_of(folder, body, read, audit, None)
    assert is_linear(lambda n: list(derivation._judgements("1.0.0", drafts[n])), 300)
