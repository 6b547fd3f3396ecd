"""The whole life of one item: everything that leads to and from an id, and nothing else."""

import json
import shutil

import polars as pl
import pytest
from curation.core.errors import InputError
from curation.pipeline import lineage, open_run, running

from kite_world import LICENCE, SETTINGS, call

PARTS = (
    "id", "clauses", "rules", "mappings", "candidates", "findings", "clusters", "edges", "items", "judgements", "releases",
)  # fmt: skip


def standing(folder):
    run = open_run(folder)
    running.look(run)
    return run


@pytest.fixture(scope="module")
def _questions(tmp_path_factory):
    """A workspace of questions with a preview release and a frozen batch."""
    from curation.pipeline import scaffold

    folder = tmp_path_factory.mktemp("lab") / "w"
    scaffold.make(folder, "lab-safety")
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[models]\nembedder = "none"\n', "utf-8")
    running.execute(open_run(folder))
    done = call(folder, "release", "cut", "lab-safety", "0.1.0", "--preview")
    assert done.exit_code == 0, done.output
    return folder


def test_a_clause_leads_to_its_mappings_and_candidates_and_to_no_other(folder):
    run = standing(folder)
    candidate = run.table("generate").row(0, named=True)
    clause = candidate["clauses"][0]
    found = lineage.of(run, clause)
    assert tuple(found) == PARTS
    resting = run.table("generate").filter(pl.col("clauses").list.contains(clause))
    assert [c["id"] for c in found["candidates"]] == sorted(resting["id"])
    cited = {clause, *(c for clauses in resting["clauses"] for c in clauses)}
    assert {c["id"] for c in found["clauses"]} == cited
    wanted = run.table("map").filter(pl.col("clause").is_in(sorted(cited)))
    assert sorted(m["category"] for m in found["mappings"]) == sorted(wanted["category"])
    assert wanted.height > 0


def test_a_candidate_leads_to_its_family_its_clauses_and_its_findings(folder):
    run = standing(folder)
    for candidate in run.table("generate").to_dicts():
        found = lineage.of(run, candidate["id"])
        assert [c["id"] for c in found["candidates"]] == [candidate["id"]]
        assert {c["id"] for c in found["clauses"]} == set(candidate["clauses"])
        assert {m["clause"] for m in found["mappings"]} == set(candidate["clauses"])
        wanted = run.table("lint").filter(candidate=candidate["id"]).height
        assert len(found["findings"]) == wanted


def test_a_pair_of_duplicates_is_told_from_both_of_its_ends(folder):
    text = (folder / "kites.md").read_text("utf-8") + "\n1.4 A pilot must not fly a kite near a road.\n"
    (folder / "kites.md").write_text(text, "utf-8")
    assert (
        call(folder, "source", "add", "again", folder / "kites.md", "--title", "Again", *LICENCE).exit_code
        == 0
    )
    toml = SETTINGS.replace('["kites"]', '["kites", "again"]')
    (folder / "curation.toml").write_text(toml, "utf-8")
    run = running.execute(open_run(folder))
    clusters, edges = run.table("dedup").to_dicts(), run.table("dedup", "edges").to_dicts()
    assert clusters and edges
    first = clusters[0]
    for end in (first["kept"], first["member"]):
        assert first in lineage.of(run, end)["clusters"]
    for end in (edges[0]["a"], edges[0]["b"]):
        assert edges[0] in lineage.of(run, end)["edges"]
    dropped = lineage.dropped(run, "dedup")
    assert [row["member"] for row in dropped] == [c["member"] for c in clusters]


def test_an_id_that_nothing_has_is_one_error_that_names_it(folder):
    with pytest.raises(InputError, match=r"no-such-id: error\[id-unknown\]"):
        lineage.of(standing(folder), "no-such-id")


@pytest.mark.slow
def test_a_released_row_leads_back_to_its_clause_and_forward_to_every_version(_questions, tmp_path):
    folder = shutil.copytree(_questions, tmp_path / "w")
    run = standing(folder)
    rows = pl.read_parquet(sorted((folder / "releases").glob("*/*/items/*.parquet")))
    row = rows.row(0, named=True)
    found = lineage.of(run, row["id"])
    assert [(r["dataset"], r["version"], r["id"]) for r in found["releases"]] == [
        ("lab-safety", "0.1.0-preview", row["id"])
    ]
    assert set(row["clauses"]) <= {c["id"] for c in found["clauses"]}
    lines = list(lineage.lines(found))
    assert [line.split()[0] for line in lines if line.startswith("release")] == ["release"]
    # A row is found also when no step has run: the release itself is in git.
    shutil.rmtree(folder / ".curation")
    alone = lineage.of(open_run(folder), row["id"])
    assert len(alone["releases"]) == 1 and alone["candidates"] == []


@pytest.mark.slow
def test_an_item_of_a_batch_leads_to_its_candidate_and_a_kept_candidate_to_its_batch(_questions, tmp_path):
    folder = shutil.copytree(_questions, tmp_path / "w")
    from curation.cli.main import app
    from curation.review.judgements import batches
    from typer.testing import CliRunner

    CliRunner(env={"CURATION_OFFLINE": "1"}).invoke(
        app, ["review", "push", "--batch", "one", "-w", str(folder)]
    )
    items = batches.items(folder)
    assert items
    run = running.execute(open_run(folder))
    subject = next(i for i in items if i.gold is None)
    by_item, by_subject = lineage.of(run, subject.id), lineage.of(run, subject.subject)
    assert [c["id"] for c in by_item["candidates"]] == [c["id"] for c in by_subject["candidates"]]
    assert subject.id in {i["id"] for i in by_item["items"]} & {i["id"] for i in by_subject["items"]}
    assert all("gold" not in item for item in by_item["items"])
    assert by_item["judgements"] == []
    lost = lineage.dropped(run, "route")
    assert {row["reason"] for row in lost if row["id"] == subject.subject} == {"already in batch one"}
    assert json.dumps(lost) and len(lost) == sum(run.made["route"].loss.lost.values())


def test_the_lines_name_each_part_once_and_cut_long_texts(folder):
    run = standing(folder)
    found = lineage.of(run, run.table("generate")["id"][0])
    lines = list(lineage.lines(found))
    heads = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert heads.count("clause") == len(found["clauses"])
    assert heads.count("mapping") == len(found["mappings"])
    assert heads.count("candidate") == len(found["candidates"])
    found["clauses"][0]["text"] = "x" * 400
    text = next(line for line in lineage.lines(found) if "xxx" in line)
    assert len(text.strip()) == 110 and text.endswith("…")


def test_a_step_without_losses_has_no_rows_and_an_unknown_step_none(folder):
    run = standing(folder)
    assert lineage.dropped(run, "lint") == []
    assert lineage.dropped(run, "rules") == []
