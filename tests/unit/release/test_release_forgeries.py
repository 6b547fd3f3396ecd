"""Nine forgeries, each with every digest done again by the product's own functions: `verify` names the file and the field.

What is no contradiction (a flipped key with all that hangs on it) is the business of a signature: see test_release_signing.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from curation import release
from curation.release.contents import evidence
from curation.release.files import manifest, parquet

from release_world import world

ITEMS = "items/test-00000-of-00001.parquet"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    root = tmp_path_factory.mktemp("shelf")
    return {
        "final": release.cut(world(30), "1.0.0", root, validate=False),
        "preview": release.cut(world(30, judged=False), "0.1.0", root, preview=True, validate=False),
    }


@pytest.fixture
def final(shelf, tmp_path):
    return shutil.copytree(shelf["final"], tmp_path / "1.0.0")


@pytest.fixture
def preview(shelf, tmp_path):
    return shutil.copytree(shelf["preview"], tmp_path / "0.1.0-preview")


def reseal(folder: Path, change: Callable[[dict], None] = lambda body: None) -> None:
    """Seals the manifest anew over the files as they are now: every digest in it holds."""
    body = {k: v for k, v in json.loads((folder / "release.json").read_text()).items() if k != "digest"}
    change(body)
    body["files"] = manifest.files(folder)
    (folder / "release.json").write_text(manifest.seal(body))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def wheres(folder: Path) -> set[str]:
    return {issue.where.partition(" > ")[2] for issue in release.verify(folder)}


@pytest.mark.slow
def test_the_releases_themselves_have_no_differences(final, preview):
    assert release.verify(final) == []
    assert release.verify(preview) == []


@pytest.mark.slow
def test_1_a_preview_relabelled_as_final_with_its_gates_edited(preview):
    def relabel(body):
        body.update(version="9.0.0", preview=False, comparability="9")
        for gate in body["gates"]:
            gate["state"], gate["short"] = "passed", 0

    folder = preview.rename(preview.parent / "9.0.0")
    edit(folder, "README.md", "0.1.0-preview", "9.0.0")
    edit(folder, "lm_eval/toy_set.yaml", "0.1.0-preview", "9.0.0")
    reseal(folder, relabel)
    found = wheres(folder)
    assert "release.json > gates[decided].state" in found
    assert "release.json > gates[judgements].short" in found
    assert any(where.startswith("README.md > ") for where in found)
    codes = {issue.code for issue in release.verify(folder)}
    assert {"gate-decided", "gate-judgements", "gate-agreement"} <= codes  # the gates themselves forbid it


@pytest.mark.slow
def test_2_judgements_multiplied_on_the_card(final):
    edit(final, "README.md", "60 judgements by 2 reviewers on 30", "6000 judgements by 2 reviewers on 30")
    reseal(final)
    assert any(w.startswith("README.md > line ") and "How it was audited" in w for w in wheres(final))


@pytest.mark.slow
def test_2_judgements_multiplied_in_the_manifest_and_on_the_card(final):
    edit(final, "README.md", "60 judgements", "6000 judgements")
    reseal(
        final,
        lambda body: (
            body["counts"].update(judgements=6000),
            body["figures"]["derived"].update(judgements=6000),
        ),
    )
    found = wheres(final)
    assert {"release.json > counts.judgements", "release.json > figures.derived.judgements"} <= found


@pytest.mark.slow
def test_3_a_certified_error_rate_that_nobody_measured(final):
    def certify(body):
        body["figures"]["derived"]["error"] = {"k": 0, "n": 600}
        next(g for g in body["gates"] if g["name"] == "error")["is"] = "at most 0.0050 (0 of 600 at 0.95)"

    edit(final, "README.md", "no error rate is certified", "at most 0.50% with confidence 95%")
    reseal(final, certify)
    assert {"release.json > figures.derived.error", "release.json > gates[error].is"} <= wheres(final)


@pytest.mark.slow
def test_3_an_agreement_that_nobody_measured(final):
    reseal(
        final,
        lambda body: body["figures"]["derived"]["agreement"]["krippendorff_alpha"]["nominal"].update(
            value=0.95
        ),
    )
    assert "release.json > figures.derived.agreement.krippendorff_alpha.nominal.value" in wheres(final)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["croissant.json", "README.md", "CITATION.cff", "release.json"])
def test_4_another_licence_in_one_place(final, where):
    if where == "croissant.json":
        edit(final, where, "CC-BY-4.0", "MIT")
    elif where == "README.md":
        edit(final, where, "license: cc-by-4.0", "license: mit")
    elif where == "CITATION.cff":
        edit(final, where, "CC-BY-4.0", "MIT")
    reseal(final, (lambda body: body.update(licence="MIT")) if where == "release.json" else lambda body: None)
    field = "licence" if where == "release.json" else "license"
    assert f"{where} > {field}" in wheres(final)


@pytest.mark.slow
def test_5_a_replaced_lm_eval_task(final):
    edit(final, "lm_eval/toy_set.yaml", "doc_to_target: answer", "doc_to_target: 0")
    reseal(final)
    assert wheres(final) == {"lm_eval/toy_set.yaml > doc_to_target"}


@pytest.mark.slow
def test_5_a_replaced_inspect_task_and_an_added_one(final):
    edit(final, "eval.yaml", "name: choice", "name: match")
    (final / "lm_eval" / "toy_set_easy.yaml").write_text("task: toy_set_easy\n")
    reseal(final)
    assert {"eval.yaml > tasks[0].scorers[choice].name", "lm_eval/toy_set_easy.yaml"} & wheres(final)
    assert "lm_eval/toy_set_easy.yaml" in wheres(final)
    assert any(w.startswith("eval.yaml > tasks") for w in wheres(final))


@pytest.mark.slow
def test_6_a_planted_erratum_beside_the_release_and_inside_it(final):
    (final / "ERRATUM.md").write_text("# Erratum\n\n- `q-000001`: not right\n")
    assert wheres(final) == {"ERRATUM.md"}
    (final / "ERRATUM.md").unlink()
    (final / "ERRATA.md").write_text("# Errata\n")
    reseal(final)
    assert wheres(final) == {"ERRATA.md"}


@pytest.mark.slow
def test_7_a_junk_signature(final):
    (final / "release.json.minisig").write_bytes(b"\x00junk")
    assert wheres(final) == {"release.json.minisig"}


@pytest.mark.slow
def test_8_a_parquet_file_replaced_by_a_link_to_the_same_bytes(final, tmp_path):
    shutil.move(final / ITEMS, tmp_path / "elsewhere.parquet")
    (final / ITEMS).symlink_to(tmp_path / "elsewhere.parquet")
    assert [(i.where, i.code) for i in release.verify(final)] == [(f"1.0.0 > {ITEMS}", "file-strange")]


@pytest.mark.slow
def test_8_a_folder_and_hidden_files_in_the_place_of_nothing(final):
    for name in (".git/config", ".cache/x", "items/.hidden"):
        (final / name).parent.mkdir(exist_ok=True)
        (final / name).write_text("x")
    (final / "empty").mkdir()
    assert {".git/config", ".cache/x", "items/.hidden", "empty"} == wheres(final)


@pytest.mark.slow
def test_8_a_pipe_is_not_read_and_the_hubs_own_attributes_are_let_be(final):
    os.mkfifo(final / "pipe")
    (final / ".gitattributes").write_text("*.parquet filter=lfs diff=lfs merge=lfs -text\n")
    assert wheres(final) == {"pipe"}
    (final / ".gitattributes").write_text("*.md text eol=crlf\n")
    assert wheres(final) == {"pipe", ".gitattributes"}


@pytest.mark.slow
def test_9_rows_moved_to_another_split_or_another_key(final):
    rows = parquet.read(final / ITEMS)
    parquet.write(rows.with_columns(answer=rows["answer"] + 1), final / ITEMS, {})
    reseal(final)
    found = wheres(final)
    assert "items > q-000003 > fingerprint" in found
    assert "release.json > content_sha256" in found
    assert "rows.sha256 > items/test/q-000003" in found


@pytest.mark.slow
def test_9_what_every_row_says_alike_cannot_be_said_otherwise(final):
    reseal(final, lambda body: body["constant"].update(rule="adjudicated"))
    assert any("rule" in where for where in wheres(final))


def test_judgements_taken_from_another_row_are_seen(final):
    def swap(text):
        audit = json.loads(text)
        audit["behind"][0]["judgements"], audit["behind"][1]["judgements"] = (
            audit["behind"][1]["judgements"],
            audit["behind"][0]["judgements"],
        )
        return audit

    path = final / "audit.json"
    audit = swap(path.read_text("utf-8"))
    path.write_text(evidence.text(audit, audit["canary"]), "utf-8")
    reseal(final)
    assert any(where.startswith("audit.json > behind") for where in wheres(final))


@pytest.mark.slow
def test_a_version_that_the_changes_do_not_allow_is_seen_where_the_earlier_release_stands_beside_it(tmp_path):
    first = release.cut(world(6), "1.0.0", tmp_path, validate=False)
    second = release.cut(world(8, previous=first), "1.1.0", tmp_path, validate=False)
    assert release.verify(second) == []
    folder = second.rename(second.parent / "1.0.1")
    for name in (
        "README.md",
        "CHANGELOG.md",
        "CITATION.cff",
        "eval.yaml",
        "lm_eval/toy_set.yaml",
        "croissant.json",
    ):
        edit(folder, name, "1.1.0", "1.0.1")
    reseal(folder, lambda body: body.update(version="1.0.1"))
    codes = {(i.where.partition(" > ")[2], i.code) for i in release.verify(folder)}
    assert ("1.0.1", "gate-version") in codes


@pytest.mark.slow
def test_a_diff_that_hides_a_row_is_seen_where_the_earlier_release_stands_beside_it(tmp_path):
    first = release.cut(world(6), "1.0.0", tmp_path, validate=False)
    second = release.cut(world(8, previous=first), "1.1.0", tmp_path, validate=False)
    rows = parquet.read(second / "diff.parquet")
    parquet.write(rows.head(1), second / "diff.parquet", {})
    reseal(second)
    assert "diff.parquet" in wheres(second)
    alone = shutil.copytree(second, tmp_path / "alone")
    assert "release.json > changes.added" in wheres(alone)


HOSTILE = [
    lambda body: body.update(settings={}),
    lambda body: body.update(version="../../x"),
    lambda body: body["configs"].update({"../../etc": body["configs"]["items"]}),
    lambda body: body.update(gates=[]),
    lambda body: body.update(gates="none"),
    lambda body: body.update(counts={}),
    lambda body: body.update(constant={}),
    lambda body: body.update(constant={"answer": {"a": [1]}}),
    lambda body: body.pop("inputs"),
    lambda body: body.update(parent={"version": "0.9.0", "content_sha256": "0" * 64}),
    lambda body: body["settings"].update(splits={"test": 0.5, "dev": 0.5}),
    lambda body: body.update(withdrawn=[{"id": "q-000001", "reason": "r", "since": "x"}]),
    lambda body: body.update(briefs=["nobody"]),
    lambda body: body.update(date="2031-99-99"),
    lambda body: body.update(extra=1),
    lambda body: body.update(format=1),
]


@pytest.mark.parametrize(
    "number", [pytest.param(n, marks=pytest.mark.slow) if n % 4 else n for n in range(len(HOSTILE))]
)
def test_a_sealed_manifest_of_any_shape_is_listed_and_never_a_traceback(final, number):
    reseal(final, HOSTILE[number])
    assert release.verify(final) != []
    assert all(issue.where.startswith("1.0.0 > ") for issue in release.verify(final))


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "nonsense",
        '{"judgements": [1], "decisions": [], "behind": [], "error": null, "canary": ""}',
        "[" * 100_000,
    ],
)
def test_an_audit_of_any_shape_is_listed_and_never_a_traceback(final, text):
    (final / "audit.json").write_text(text)
    reseal(final)
    assert any(where.startswith("audit.json") for where in wheres(final))


@pytest.mark.slow
def test_a_table_beside_the_items_with_a_column_put_in(final):
    path = "clauses/train-00000-of-00001.parquet"
    import polars as pl

    pl.read_parquet(final / path).with_columns(page=pl.lit(3, dtype=pl.Int64)).write_parquet(final / path)
    reseal(final)
    assert {path, "README.md > dataset_info[3].features"} <= wheres(final)


@pytest.mark.slow
def test_a_manifest_that_says_that_tables_are_whole(final):
    reseal(final, lambda body: body.pop("bare_tables"))
    assert "clauses/train-00000-of-00001.parquet" in wheres(final)


@pytest.mark.slow
def test_rows_said_to_be_covered_by_an_audit_that_are_no_rows(final):
    audit = json.loads((final / "audit.json").read_text())
    audit["error"] = {
        "claim": {"outcomes": [False] * 400, "lot": 1000, "p": 0.01, "confidence": 0.95, "allowed": 0, "method": "fixed"},
        "beside": {}, "uncovered": {"outside": ["q-none"], "mended": []},
    }  # fmt: skip
    (final / "audit.json").write_text(evidence.text(audit, audit["canary"]))
    reseal(final)
    found = wheres(final)
    assert {"audit.json > error > uncovered > outside", "release.json > figures.derived.error"} <= found
