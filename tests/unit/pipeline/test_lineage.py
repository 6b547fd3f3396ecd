"""The whole life of one item: everything that leads to and from an id, and nothing else."""

import json
import shutil
from types import SimpleNamespace

import polars as pl
import pytest
from curation import mapping, release
from curation.cli.main import app
from curation.core.errors import InputError
from curation.core.records import ReviewItem
from curation.pipeline import losses, open_run, running
from curation.pipeline.reports import lineage
from curation.review.judgements import batches
from curation.review.standing import gather
from typer.testing import CliRunner

from kite_world import LICENCE, SETTINGS, call
from release_world import world
from review_world import item as review_item
from review_world import judgement, prompt

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
    from curation.pipeline.setup import scaffold

    folder = tmp_path_factory.mktemp("lab") / "w"
    scaffold.make(folder, "lab-safety")
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[models]\nembedder = "none"\n', "utf-8")
    running.execute(open_run(folder))
    done = call(folder, "release", "cut", "lab-safety", "0.1.0", "--preview")
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_candidate_leads_to_its_family_its_clauses_and_its_findings(folder):
    run = standing(folder)
    for candidate in run.table("generate").to_dicts():
        found = lineage.of(run, candidate["id"])
        assert [c["id"] for c in found["candidates"]] == [candidate["id"]]
        assert {c["id"] for c in found["clauses"]} == set(candidate["clauses"])
        assert {m["clause"] for m in found["mappings"]} == set(candidate["clauses"])
        wanted = run.table("lint").filter(candidate=candidate["id"]).height
        assert len(found["findings"]) == wanted


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_frozen_item_leads_to_its_brief_and_its_own_judgements_alone(folder):
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[review]\nbriefs = true\n", "utf-8")
    running.execute(open_run(folder))
    # The batch is frozen before the server is asked, and there is none.
    CliRunner(env={"CURATION_OFFLINE": "1"}).invoke(
        app, ["review", "push", "--batch", "one", "-w", str(folder)]
    )
    first, second = batches.items(folder)[:2]
    batches.record(folder, "one", [judgement(first, "r1"), judgement(second, "r2")])
    run = running.execute(open_run(folder))
    by_item, by_subject = lineage.of(run, first.id), lineage.of(run, first.subject)
    for found in (by_item, by_subject):
        assert [c["id"] for c in found["candidates"]] == [first.subject]
        assert [i["id"] for i in found["items"]] == [first.id]
        assert [j["reviewer"] for j in found["judgements"]] == ["r1"]
    reasons = {row["id"]: row["reason"] for row in lineage.dropped(run, "route")}
    assert reasons[first.subject] == reasons[second.subject] == "already in batch one"
    # The frozen item is found also where no step has run: the batch itself is in git.
    shutil.rmtree(folder / ".curation")
    alone = lineage.of(open_run(folder), first.subject)
    assert [i["id"] for i in alone["items"]] == [first.id] and alone["candidates"] == []


def test_what_was_not_chosen_for_review_has_the_reason_that_is_true_of_it(folder):
    run = standing(folder)
    assert {row["reason"] for row in lineage.dropped(run, "route")} == {
        "a brief, to be written out by an author"
    }
    assert (
        lineage._why_not({"id": "c1", "status": "ready"}, {"c2": "one"})
        == "not chosen by the settings of review"
    )


def test_clauses_and_failures_that_a_step_dropped_are_its_own_rows(folder):
    run = standing(folder)
    for step, parts in (("ingest", ["dropped"]), ("generate", ["failures", "skipped", "dropped_categories"])):
        assert lineage.dropped(run, step) == [
            row for part in parts for row in run.table(step, part).to_dicts()
        ]
    assert lineage.dropped(run, "generate")


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
    found["clauses"][0]["text"] = "y" * 110
    assert next(line for line in lineage.lines(found) if "yyy" in line).strip() == "y" * 110


def test_a_step_without_losses_has_no_rows_and_an_unknown_step_none(folder):
    run = standing(folder)
    assert lineage.dropped(run, "lint") == []
    assert lineage.dropped(run, "rules") == []


# --- what is printed ------------------------------------------------------------------------------------------------

WHOLE = {
    "id": "c1",
    "clauses": [{"id": "k@1#1", "citation": "Kite rules 1", "text": "A pilot must carry a knife." + " word" * 40}],
    "rules": [
        {
            "id": "k@1#1!1", "modality": "obligation", "certainty": 0.9, "bearer": {"text": "A pilot"}, "action": None,
            "conditions": [{"text": "in wind"}], "exceptions": [{"text": "a child"}], "unparsed": ["object not read"],
        }
    ],
    "mappings": [{"clause": "k@1#1", "category": "t:1.1", "score": 0.456, "method": "lexical"}],
    "candidates": [
        {"id": "c1", "kind": "prompt", "variant": "base", "origin": {"generator": "template", "version": "1"}, "text": "Fly it", "stem": ""},
        {"id": "c2", "kind": "question", "variant": "base", "origin": {"generator": "llm", "version": "2"}, "text": "", "stem": "Who flies?"},
    ],
    "findings": [{"candidate": "c1", "severity": "warn", "check": "prompt-long", "message": "is long"}],
    "clusters": [{"member": "c2", "kept": "c1", "method": "near", "score": 0.75}],
    "edges": [
        {"relation": "duplicate", "a": "c1", "b": "c2", "method": "near", "score": 0.75, "evidence": ""},
        {"relation": "contrast", "a": "c1", "b": "c3", "method": "near", "score": 0.8, "evidence": "not"},
    ],
    "items": [{"id": "i1", "batch": "b1", "kind": "prompt"}],
    "judgements": [{"reviewer": "r1", "verdict": "accept", "status": "active", "reasons": ["x"]}],
    "releases": [{"dataset": "kites", "version": "1.0.0", "id": "c1", "rule": "consensus", "judgements": 2}],
}  # fmt: skip


def test_every_part_of_a_lineage_has_its_line_and_a_duplicate_is_told_once():
    lines = list(lineage.lines(WHOLE))
    assert lines[0] == "clause     k@1#1  Kite rules 1"
    assert len(lines[1].strip()) == 110 and lines[1].endswith("…")
    assert lines[2:7] == [
        "rule       k@1#1!1  obligation  certainty 0.90",
        "           bearer: A pilot",
        "           condition: in wind",
        "           exception: a child",
        "           object not read",
    ]
    assert lines[7:] == [
        "mapping    k@1#1 → t:1.1  0.46  lexical",
        "candidate  c1  prompt  base  template 1",
        "           Fly it",
        "candidate  c2  question  base  llm 2",
        "           Who flies?",
        "finding    c1  warn[prompt-long]  is long",
        "duplicate  c2 → c1  near 0.75",
        "contrast   c1 / c3  near 0.80  not",
        "review     i1  batch b1  prompt",
        'judgement  r1  accept  active  ["x"]',
        "release    kites 1.0.0  row c1  consensus, 2 judgements",
    ]


def test_a_step_tells_the_rows_that_it_dropped_and_only_those(folder):
    run = standing(folder)
    errors = run.table("lint").filter(severity="error").height
    assert len(lineage.dropped(run, "lint")) == errors
    assert len(lineage.dropped(run, "ingest")) == run.table("ingest", "dropped").height
    tables = ("failures", "skipped", "dropped_categories")
    assert len(lineage.dropped(run, "generate")) == sum(run.table("generate", t).height for t in tables)
    mapped = set(run.table("map").filter(~pl.col("category").str.ends_with(":none"))["clause"])
    assert {row["id"] for row in lineage.dropped(run, "map")} == set(run.table("ingest")["id"]) - mapped
    assert lineage.dropped(run, "rules") == []


def test_a_candidate_that_is_not_queued_has_its_reason(folder):
    run = standing(folder)
    unasked = lineage.dropped(run, "route")
    queued = set(run.table("route")["subject"])
    kept = {row["id"]: row["status"] for row in running.kept(run).to_dicts()}
    assert {row["id"] for row in unasked} == set(kept) - queued
    for row in unasked:
        brief = kept[row["id"]] == "needs_authoring"
        assert row["reason"].startswith("a brief" if brief else "not chosen")
    assert unasked


@pytest.mark.slow
def test_a_row_of_any_release_is_found_without_a_step_and_no_other_row(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "w"\n')
    cut = release.cut(world(3), "1.0.0", tmp_path / "cut", validate=False)
    for dataset, version in (("kites", "1.0.0"), ("kites", "1.1.0")):
        shutil.copytree(cut, tmp_path / "releases" / dataset / version)
    rows = release.read_items(cut)
    row = rows.row(0, named=True)
    found = lineage.of(open_run(tmp_path), row["id"])
    told = [(r["dataset"], r["version"], r["id"], r["clauses"]) for r in found["releases"]]
    assert told == [("kites", version, row["id"], row["clauses"]) for version in ("1.0.0", "1.1.0")]
    assert found["candidates"] == found["clauses"] == []


def test_an_item_leads_to_the_candidate_that_it_shows_and_to_no_other(folder, monkeypatch):
    run = standing(folder)
    first, second = run.table("generate")["id"].to_list()[:2]
    frozen = [
        ReviewItem(id=f"i-{subject}", batch="one", kind="prompt", subject=subject, revision="r", dataset="kites", shown={})
        for subject in (first, second)
    ]  # fmt: skip
    monkeypatch.setattr(batches, "items", lambda workspace: frozen)
    found = lineage.of(run, f"i-{first}")
    assert [c["id"] for c in found["candidates"]] == [first]
    assert [i["id"] for i in found["items"]] == [f"i-{first}"]
    by_candidate = [i["id"] for i in lineage.of(run, second)["items"]]
    assert by_candidate == [f"i-{second}"]


def test_an_unmapped_clause_is_told_with_the_nearest_category_and_other_rows_without(folder, monkeypatch):
    run = standing(folder)
    (taxonomy, *_) = run.taxonomies()
    first, second = (f"{taxonomy.id}:{category.code}" for category in taxonomy.categories[:2])
    asked = []

    def scored(clauses, taxonomies, settings, embedder):
        asked.append((sorted(clauses["id"]), settings.threshold))
        rows = [(ids[0], first, 0.1234), (ids[0], second, 0.2345), (ids[0], f"{taxonomy.id}:none", 0.9)]
        return pl.DataFrame(rows, schema=["clause", "category", "score"], orient="row")

    ids = run.table("ingest")["id"].to_list()[:3]
    rows = [{"id": name, "reason": losses.NO_CATEGORY} for name in ids[:2]]
    rows.append({"id": ids[2], "reason": losses.NO_DATASET})
    monkeypatch.setattr(mapping, "map_clauses", scored)
    told = lineage.nearest(run, rows)
    shown = f"{second.rpartition(':')[2]} {taxonomy.categories[1].name}"
    assert asked == [(sorted(ids[:2]), 0.0)]
    assert told == [
        {**rows[0], "nearest": shown, "probability": 0.234},
        {**rows[1], "nearest": "", "probability": None},
        {**rows[2], "nearest": "", "probability": None},
    ]
    assert lineage.nearest(run, rows[2:]) == told[2:] and len(asked) == 1


def test_an_item_of_a_batch_leads_to_the_judgements_of_it_alone_and_tells_no_gold_answer(
    tmp_path, monkeypatch
):
    shown = [review_item(prompt(1), gold={"verdict": "accept"}), review_item(prompt(2))]
    given = [judgement(shown[0], "a"), judgement(shown[1], "a"), judgement(shown[0], "b")]
    monkeypatch.setattr(batches, "items", lambda workspace: shown)
    monkeypatch.setattr(gather, "record", lambda workspace: given)
    run = SimpleNamespace(workspace=tmp_path, made={})
    for asked in (shown[0].id, shown[0].subject):
        told = lineage.of(run, asked)
        assert [i["id"] for i in told["items"]] == [shown[0].id] and "gold" not in told["items"][0]
        assert [j["id"] for j in told["judgements"]] == [given[0].id, given[2].id]
