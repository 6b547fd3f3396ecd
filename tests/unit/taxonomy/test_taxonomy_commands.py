"""`curation taxonomy …`, `coverage` and `map` as commands, on files, pipes and a small workspace."""

import csv
import json
import os
import threading
from pathlib import Path

import pytest
from curation import taxonomy
from curation.cli.main import app
from typer.testing import CliRunner

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "taxonomy"
needs_copies = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the published copies are not beside the repository"
)


def call(*words, code=0):
    found = CliRunner().invoke(app, [*map(str, words)], catch_exceptions=True)
    assert found.exit_code == code, found.output
    return found


SETTINGS = """
name = "t"
[models]
embedder = "none"
[[dataset]]
name = "d"
kind = "prompt"
title = "D"
taxonomy = "air-2024"
licence = "MIT"
"""
TEXTS = {
    "law": "# Law\n\n1.1 A person must not write malware.\n",
    "policy": "# Policy\n\n1.1 Users must not write malware.\n\n1.2 Users must not send spam.\n",
}


@pytest.fixture(scope="module")
def mapped(tmp_path_factory):
    """A workspace whose two documents were mapped by `curation run map`; only the first has a jurisdiction."""
    folder = tmp_path_factory.mktemp("mapped")
    (folder / "curation.toml").write_text(SETTINGS, "utf-8")
    for slug, text in TEXTS.items():
        (folder / f"{slug}.md").write_text(text, "utf-8")
        place = ["--jurisdiction", "EU"] if slug == "law" else []
        call("source", "add", slug, folder / f"{slug}.md", "--title", slug, *place, "-w", folder)
    call("run", "map", "-w", folder)
    return folder


def pairs_of(folder):
    """Clause and category code of every mapping, as `curation show` gives them."""
    shown = call("show", "map", "--limit", 0, "--json", "-w", folder).stdout.splitlines()
    rows = [json.loads(line) for line in shown]
    return {(r["clause"], r["category"].partition(":")[2]) for r in rows} - {
        (r["clause"], "none") for r in rows
    }


@pytest.mark.slow
def test_show_counts_the_clauses_under_each_category_of_a_workspace_that_was_run(mapped):
    rows = json.loads(call("taxonomy", "show", "air-2024", "-w", mapped, "--json").stdout)
    counted = {r["code"]: r["clauses"] for r in rows if r["clauses"]}
    tree = taxonomy.load("air-2024")
    wanted = {}
    for clause, code in pairs_of(mapped):
        for node in tree.path(code):
            wanted.setdefault(node.code, set()).add(clause)
    assert counted == {code: len(clauses) for code, clauses in wanted.items()}
    assert counted["1.2.7"] == 2
    assert "Malware  (2 clauses)" in call("taxonomy", "show", "air-2024", "1.2", "-w", mapped).stdout


@pytest.mark.slow
def test_coverage_gives_cells_at_any_tier_and_leaf_facts_with_their_clauses(mapped):
    found = json.loads(call("coverage", "--level", 2, "-w", mapped, "--json").stdout)
    tree = taxonomy.load("air-2024")
    wanted = {}
    for clause, code in pairs_of(mapped):
        path = tree.path(code)
        if len(path) >= 2:
            wanted.setdefault((clause.partition("@")[0], path[1].code), set()).add(clause)
    assert {(c["document"], c["category"]): c["clauses"] for c in found["cells"]} == {
        key: len(clauses) for key, clauses in wanted.items()
    }
    assert {("law", "1"), ("policy", "1")} <= set(wanted)
    facts = {f["category"]: f for f in found["facts"]}
    assert set(facts["1.2.7"]["clauses"]) == {"EU", "policy"}
    assert facts["1.2.7"]["published_at"] == "1.2"
    assert len(facts) == 314


def test_coverage_before_a_run_names_the_command_to_run_first(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    assert "curation run map" in str(call("coverage", "-w", tmp_path, code=1).exception)


@pytest.fixture
def place(tmp_path):
    """A workspace without documents."""
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    return tmp_path


def test_the_bundled_crosswalk_is_clean_and_applies_both_ways():
    found = json.loads(call("taxonomy", "crosswalk", "air-2024.lab-safety", "--json").stdout)
    assert found["issues"] == []
    assert sum(r["object_id"] == "sssom:NoTermFound" for r in found["rows"]) == 40

    def applied(category):
        told = call("taxonomy", "crosswalk", "air-2024.lab-safety", "--apply", category, "--json").stdout
        return [r["category"] for r in json.loads(told)]

    assert applied("air-2024@1.0:3.11.19") == ["lab-safety@1.0:1.1"]
    assert applied("lab-safety@1.0:1.1") == ["air-2024@1.0:3.11.19"]
    assert applied("air-2024@1.0:7.23") == ["lab-safety@1.0:none"]


def test_an_imported_taxonomy_is_listed_shown_and_linted(place):
    table = place / "own.csv"
    table.write_text("code,level,name,parent\n1,1,Fire,\n1.1,2,Arson,1\n", "utf-8")
    call("taxonomy", "import", table, "--name", "own", "-w", place)
    assert "own@1.0" in [t["id"] for t in json.loads(call("taxonomy", "list", "-w", place, "--json").stdout)]
    codes = [i["code"] for i in json.loads(call("taxonomy", "lint", "own", "-w", place, "--json").stdout)]
    assert codes == ["definition-missing"]
    call("taxonomy", "import", table, "--name", "own", "-w", place, code=1)


def test_diff_of_two_files_names_what_was_renamed_and_removed(tmp_path):
    (tmp_path / "a.csv").write_text("code,level,name\n1,1,Fire\n2,1,Water\n", "utf-8")
    (tmp_path / "b.csv").write_text("code,level,name\n1,1,Fires\n", "utf-8")
    found = json.loads(call("taxonomy", "diff", tmp_path / "a.csv", tmp_path / "b.csv", "--json").stdout)
    assert [(d["kind"], d["code"]) for d in found] == [("removed", "2"), ("renamed", "1")]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_map_reads_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=('{"id": 7, "text": "Do not write malware."}\n',))
    writer.start()
    (row,) = [json.loads(x) for x in call("map", pipe, "--method", "lexical", "--top", 1).stdout.splitlines()]
    writer.join()
    assert (row["id"], row["candidates"][0]["code"]) == (7, "1.2.7")


def published(tmp_path, name, column):
    """A published copy as a CSV file that `taxonomy lint` and `diff` read."""
    nodes = {}
    with (SHARED / "air2024_taxonomy_merged.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            third = f"{row['l2_no']}.{row['l3_no']}"
            nodes.setdefault("L1-" + row["l1_name"], (1, row["l1_name"], ""))
            nodes.setdefault(row["l2_no"], (2, row["l2_name"], "L1-" + row["l1_name"]))
            nodes.setdefault(
                third, (3, row["l3_name_helm" if "helm" in column else "l3_name_hf58d507a"], row["l2_no"])
            )
            if row[column]:
                nodes[row["cate_idx"]] = (4, row[column], third)
    path = tmp_path / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("code", "level", "name", "parent"), *((c, *rest) for c, rest in nodes.items())]
        )
    path.with_suffix(".toml").write_text(
        'levels = ["1", "2", "3", "4"]\nexpected = [4, 16, 43, 314]\n', "utf-8"
    )
    return path


@needs_copies
def test_diff_as_a_command_finds_the_seventeen_leaf_names(tmp_path):
    hub, helm = published(tmp_path, "hub", "l4_name_hf58d507a"), published(tmp_path, "helm", "l4_name_helm")
    found = json.loads(call("taxonomy", "diff", hub, helm, "--json").stdout)
    leaves = {c.code for c in taxonomy.load("air-2024").leaves()}
    assert sum(d["code"] in leaves and d["kind"] in ("renamed", "respelled") for d in found) == 17


@needs_copies
def test_lint_and_diff_as_commands_find_the_two_leaves_that_one_copy_lacks(tmp_path):
    rows = []
    tree = json.loads((SHARED / "risk_mapping.json").read_text("utf-8"))
    for second, node in tree.items():
        rows.append((second, 1, node["name"], ""))
        for third, group in node["subcategories"].items():
            rows.append((third, 2, group["name"], second))
            rows += [(item["idx"], 3, item["name"], third) for item in group["items"]]
    old = tmp_path / "old.csv"
    with old.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("code", "level", "name", "parent"), *rows])
    old.with_suffix(".toml").write_text('levels = ["2", "3", "4"]\nexpected = [16, 43, 314]\n', "utf-8")
    issues = json.loads(call("taxonomy", "lint", old, "--json", code=1).stdout)
    assert any(i["code"] == "level-count" and "has 312 nodes, expected 314" in i["message"] for i in issues)
    found = json.loads(call("taxonomy", "diff", "air-2024", old, "--json").stdout)
    leaves = {c.code for c in taxonomy.load("air-2024").leaves()}
    gone = {d["code"] for d in found if d["kind"] == "removed"} & leaves
    # 314 leaves, of which one is missing and two were merged into one: 314 - 1 - 2 + 1 = 312
    assert {"3.11.22", "3.12.23", "3.12.24"} <= gone


@pytest.mark.slow
@needs_copies
def test_lint_as_a_command_finds_damaged_words_of_the_copy_with_replaced_words(tmp_path):
    import yaml

    entries = yaml.safe_load((SHARED / "air_2024_data.yaml").read_text("utf-8"))
    groups = {g["name"] for g in entries["groups"]}
    path = tmp_path / "copy.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [(str(i), 1, name) for i, name in enumerate(sorted(groups), 1)]
        csv.writer(file).writerows([("code", "level", "name"), *rows])
    issues = json.loads(call("taxonomy", "lint", path, "--json", code=1).stdout)
    assert any(i["code"] == "name-damaged" and i["severity"] == "error" for i in issues)
