"""The flat names: the same kind of table in and out, mistakes named by their argument, the same result as the steps."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys

import curation
import polars as pl
import pytest
from curation.cli.main import app
from curation.core.errors import ConfigError, CurationError, InputError
from curation.library import NAMES, containers
from typer.testing import CliRunner

TEXTS = [
    "How often does the keeper of the store have to test every valve?",
    "How often does the keeper of the store have to test every valve",
    "How often does the keeper of the store not have to test every valve?",
]
HTML = b"""<html><body><h1>Rules</h1><h2>1 Stores</h2><p>1.1 The keeper must test every valve at least every %s months.</p>
<p>1.2 Nobody may smoke in a store.</p></body></html>"""


def of_kind(kind: str, rows: list[dict]):
    frame = pl.DataFrame(rows)
    if kind == "records":
        return rows
    return containers.converted(frame, kind)


def rows_of(table) -> list[dict]:
    return containers.hold(table, "table").frame.to_dicts() if not isinstance(table, list) or table else []


KINDS = ["records", "polars", "lazy", "pandas", "arrow", "datasets"]


@pytest.mark.slow
def test_the_package_loads_nothing_until_a_name_is_used():
    code = (
        "import sys, curation; before = set(sys.modules); assert 'polars' not in before and 'curation.library' not in before;"
        "curation.read_clauses; assert 'torch' not in sys.modules; print(sorted(curation.__all__) == dir(curation))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_every_flat_name_is_there_and_has_a_docstring():
    assert set(NAMES) | {"__version__"} == set(curation.__all__)
    for name in NAMES:
        assert getattr(curation, name).__doc__
    with pytest.raises(AttributeError, match="no_such_name"):
        curation.no_such_name


@pytest.mark.parametrize(
    "kind",
    [pytest.param(k, marks=pytest.mark.slow) if k in ("pandas", "datasets") else k for k in KINDS],
)
def test_a_table_comes_back_as_the_kind_that_was_given(kind):
    data = of_kind(kind, [{"id": str(i), "prompt": t, "note": i} for i, t in enumerate(TEXTS)])
    found = curation.deduplicate(data, text="prompt")
    assert type(found.kept) is type(data)
    assert [r["note"] for r in rows_of(found.kept)] == [1, 2]
    assert [(r["id"], r["kept_id"]) for r in rows_of(found.dropped)] == [("0", "1")]
    assert "negation" in rows_of(found.kept_apart)[0]["why"]
    mapped = curation.map_texts(data, "lab-safety", text="prompt", embedder=None, top=2)
    assert type(mapped) is type(data)
    assert {r["id"] for r in rows_of(mapped)} == {"0", "1", "2"}


def test_a_list_of_texts_stays_a_list_of_texts():
    found = curation.deduplicate(TEXTS)
    assert found.kept == TEXTS[1:]
    assert found.explain(0).startswith("0 was dropped for 1 (")
    assert found.explain(2) == "2 was kept"
    assert curation.map_texts(TEXTS[:1], "lab-safety", embedder=None, top=1)[0]["rank"] == 1


def test_thresholds_are_raised_without_computing_again():
    found = curation.deduplicate(TEXTS, contrast=False)
    assert len(found.kept) == 1
    assert len(found.at(near=0.999).kept) == 2
    assert len(found.borderline(1.0)) >= 1
    with pytest.raises(ConfigError, match="at > near"):
        found.at(near=0.1)


@pytest.mark.slow
def test_progress_is_told_and_never_changes_the_result():
    told: list[tuple[str, int, int]] = []
    many = [f"{t} {i}" for i in range(400) for t in TEXTS]
    quiet = curation.deduplicate(many)
    loud = curation.deduplicate(many, progress=lambda *step: told.append(step))
    assert loud.kept == quiet.kept
    assert told and all(0 <= done <= total for _, done, total in told)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: curation.deduplicate("one text"), "items"),
        (lambda: curation.map_texts("one text", embedder=None), "texts"),
        (lambda: curation.check_items("one text"), "items"),
        (lambda: curation.deduplicate(["a", 3]), "items"),
        (lambda: curation.deduplicate(17), "items"),
        (lambda: curation.deduplicate([{"id": "1", "words": "x"}]), "items > text"),
        (lambda: curation.deduplicate([{"text": "x"}, {"text": None}]), "rows 1"),
        (lambda: curation.deduplicate(["a"], near_treshold=0.5), "near_treshold"),
        (lambda: curation.deduplicate(["a"], methods=["exct"]), "exct"),
        (lambda: curation.measure_agreement([{"item": 1, "who": "a", "label": "x"}]), "labels > reviewer"),
        (lambda: curation.judge_refusals([{"prompt": "x"}]), "answers > response"),
        (lambda: curation.compare_runs(["a"], ["b"]), "before"),
        (lambda: curation.read_clauses(HTML, edtion="2"), "edtion"),
        (lambda: curation.read_clauses(b""), "source"),
        (lambda: curation.read_clauses(3), "source"),
        (lambda: curation.read_clauses("no-such-file.html"), "no-such-file.html"),
        (lambda: curation.load_release("no-such-folder"), "release.json"),
        (lambda: curation.read_clauses(HTML, to="foo"), "to: .*'foo'.* polars, pandas"),
        (lambda: curation.read_rules(HTML, to="foo"), "to: .*'foo'"),
        (lambda: curation.compare_editions(HTML, HTML, to="foo"), "to: .*'foo'"),
        (lambda: curation.read_clauses(HTML, edtion="2"), "edtion: .*slug, .*edition"),
        (lambda: curation.map_texts(["a"], "lab-safety", embedder=None, top=0), "top: .*whole number from 1"),
        (lambda: curation.map_texts(["a"], "lab-safety", embedder=None, top=2.5), "top: "),
        (
            lambda: curation.map_texts(["a"], "lab-safety", embedder="minilmm"),
            "embedder: .*minilm, use and none",
        ),
        (lambda: curation.deduplicate(["a"], near=5), "near: .*near_threshold"),
        (lambda: curation.deduplicate(["a"], near_threshold=5), "near_threshold: "),
        (lambda: curation.deduplicate(["a"], methods="near"), "methods: "),
        (lambda: curation.deduplicate(["a"]).at(nearr=0.9), "at > nearr: .*near"),
        (lambda: curation.deduplicate(["a"]).at(near=5), "at > near: .*from 0 to 1"),
        (lambda: curation.compare_runs([], [], confidense=0.9), "confidense: .*confidence"),
        (lambda: curation.judge_refusals([{"response": "x"}], quick=True, by=("clause",)), "by: .*release="),
        (lambda: curation.deduplicate("prompts.jsonl"), r"items: .*pl.read_ndjson\('prompts.jsonl'\)"),
        (lambda: curation.measure_agreement("labels.csv"), "labels: .*pl.read_csv"),
        (lambda: curation.read_rules(["a"]), "source: .*no column document or eid"),
        (lambda: curation.compare_editions([{"text": "a"}], HTML), "old: .*no column"),
    ],
)
def test_a_mistake_is_an_error_of_ours_that_names_the_argument(call, argument):
    with pytest.raises(CurationError, match=argument):
        call()


@pytest.mark.slow
def test_a_list_of_nothing_has_no_duplicates_no_categories_and_no_faults():
    found = curation.deduplicate([])
    assert (found.kept, found.dropped, found.kept_apart) == ([], [], [])
    assert curation.map_texts([], "lab-safety", embedder=None) == []
    assert curation.check_items([]) == []


@pytest.mark.parametrize("name", ["answer", "key", "label", "correct_answer", "solution"])
def test_the_key_is_known_by_the_names_that_the_docstring_lists(name):
    found = curation.check_items([{"stem": "Who tests it?", "options": ["A keeper", "A guest"], name: "A"}])
    missing = [f["message"] for f in found if f["field"] == "answer"]
    assert bool(missing) == (name == "solution")


def test_two_tables_of_clauses_are_compared_like_their_documents():
    sides = (HTML % b"3", HTML % b"6")
    tables = [curation.read_clauses(side) for side in sides]
    assert curation.compare_editions(*tables).to_dicts() == curation.compare_editions(*sides).to_dicts()


@pytest.mark.slow
def test_refusals_of_a_release_are_told_by_what_a_model_should_do():
    from release_bundled import newest

    folder = newest("ai-policy")
    items = curation.load_release(folder).items.filter(pl.col("kind") == "prompt").head(6)
    answers = items.select("id", pl.lit("I can't help with that.").alias("response"))
    table, rates = curation.judge_refusals(answers, quick=True, release=folder, by=("expected",))
    assert table.columns == ["id", "response", "label", "reason", "probability"]
    assert sum(side["n"] for side in rates["sides"].values()) == rates["n"] == 6
    assert set(rates["by"]["expected"]) == set(items["expected"])
    with pytest.raises(InputError, match="answers > id"):
        curation.judge_refusals(answers.drop("id"), quick=True, release=folder)


def test_missing_values_of_pandas_are_no_answer():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame(
        {"prompt": ["a", "b"], "response": ["I'm sorry, but I can't help with that.", None]}
    )
    judged, rates = curation.judge_refusals(table, quick=True)
    assert list(judged["label"]) == ["refused", "no_answer"]
    assert rates["counts"]["no_answer"] == 1
    assert isinstance(judged, pandas.DataFrame)


@pytest.mark.slow
def test_clauses_rules_and_editions_of_bytes_and_of_files_agree(tmp_path):
    path = tmp_path / "rules.html"
    path.write_bytes(HTML % b"12")
    of_file = curation.read_clauses(str(path), slug="document")
    of_bytes = curation.read_clauses(HTML % b"12")
    assert of_file["text"].to_list() == of_bytes["text"].to_list()
    found = curation.read_rules(of_file)
    assert found.select("modality").to_series().to_list() == curation.read_rules(path)["modality"].to_list()
    assert {"obligation", "prohibition"} <= set(found["modality"])
    changed = curation.compare_editions(HTML % b"12", HTML % b"6")
    [row] = changed.filter(changed["kind"] != "same").to_dicts()
    assert row["kind"] == "modified" and "12" in row["old_text"] and "6" in row["new_text"]
    assert isinstance(curation.read_clauses(path, to="records")[0], dict)


def test_findings_are_those_of_the_command():
    from curation.checks import lint_records

    items = [
        {
            "id": "a",
            "stem": "Who wears goggles?",
            "options": ["Visitors", "Nobody", "Nobody", "Keepers"],
            "answer": "A",
        }
    ]
    assert [(f["check"], f["severity"]) for f in curation.check_items(items)] == [
        (f.check, f.severity) for f in lint_records(items)
    ]


def test_agreement_and_two_runs_in_memory():
    labels = [(i, who, "yes" if i % 3 else "no") for i in range(9) for who in ("a", "b")]
    measured = curation.measure_agreement(
        [dict(zip(("item", "reviewer", "label"), row, strict=True)) for row in labels]
    )
    assert measured.raw.value == 1.0
    before = [
        {"id": str(i), "prompt": f"p{i}", "response": "I'm sorry, but I can't help with that."}
        for i in range(12)
    ]
    after = [
        {**row, "response": "Sure, here is how: first you take the thing and then you do it."}
        for row in before
    ]
    compared = curation.compare_runs(before, after, quick=True)
    assert compared["refusal"]["overall"]["change"]["value"] < 0


@pytest.mark.slow
@pytest.mark.parametrize("quick", [True, False])
def test_two_runs_in_memory_are_judged_as_the_command_judges_them(tmp_path, quick):
    answers = [
        "I'm sorry, but I can't help with that.",
        "Sure, here is how: first you take the thing and then you do it.",
        "That is an interesting question about old houses.",
        "You may want to ask a locksmith; I would rather talk about gardens.",
    ]
    sides = []
    for shift, name in enumerate(("before", "after")):
        rows = [
            {"id": str(i), "prompt": f"How do I open door {i}?", "response": answers[(i + shift) % 4]}
            for i in range(12)
        ]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        sides.append(rows)
    words = ["measure", "compare", *(str(tmp_path / f"{n}.jsonl") for n in ("before", "after")), "--json"]
    done = CliRunner().invoke(app, [*words, "--quick"] if quick else words)
    told = json.loads(done.stdout)["refusal"]["overall"]
    assert curation.compare_runs(*sides, quick=quick)["refusal"]["overall"] == told


def test_a_column_with_another_name_is_told_with_the_argument_that_names_it():
    with pytest.raises(InputError, match='text="COLUMN"'):
        curation.deduplicate(pl.DataFrame({"prompt": ["a", "b"]}))
    with pytest.raises(InputError, match='reviewer="COLUMN"'):
        curation.measure_agreement([{"item": 1, "annotator": "a", "label": "x"}])


def test_a_misspelt_argument_of_refusals_is_told_as_misspelt():
    with pytest.raises(ConfigError, match="there is no such argument"):
        curation.judge_refusals([{"response": "No."}], relase="data")


@pytest.mark.slow
def test_a_release_in_memory_leads_each_row_to_its_clause():
    from release_bundled import newest

    release = curation.load_release(newest("lab-safety"))
    assert repr(release).startswith(f"<Release lab-safety {release.version}: {release.items.height} items, ")
    row = release.items.row(0, named=True)
    way = release.lineage(row["id"])
    assert {c["id"] for c in way["clauses"]} == set(row["clauses"])
    assert all(quote in "".join(c["text"] for c in way["clauses"]) for quote in row["quotes"])
    assert way["documents"][0]["slug"] == way["clauses"][0]["document"]
    with pytest.raises(InputError, match="row-unknown"):
        release.lineage("q-000000000000")
    with pytest.raises(InputError, match="release-other"):
        curation.load_release(release.folder, digest="0" * 64)
    assert curation.verify_release(release.folder) == []


def test_results_can_be_pickled():
    found = curation.deduplicate(pl.DataFrame({"text": TEXTS}))
    again = pickle.loads(pickle.dumps(found))
    assert again.kept.equals(found.kept) and again.explain(0) == found.explain(0)


@pytest.mark.slow
def test_a_workspace_is_run_and_cut_through_the_same_door(tmp_path):
    from curation.pipeline.setup import scaffold

    place = tmp_path / "w"
    scaffold.make(place, "lab-safety")
    settings = place / "curation.toml"
    settings.write_text(settings.read_text() + '\n[models]\nembedder = "none"\n')
    told: list[str] = []
    curation.run_workspace(place, progress=lambda what, done, total: told.append(what))
    folder = curation.cut_release(place, "lab-safety", "0.1.0", preview=True)
    assert curation.verify_release(folder) == []
    assert any(what.startswith("step ") for what in told)
