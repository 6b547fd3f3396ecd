"""The review commands on a workspace with a frozen batch, and `agreement` on files."""

import json

import pytest
from curation import taxonomy
from curation.cli.main import app
from curation.core import tables
from curation.review.board import layout
from curation.review.judgements import batches, people
from typer.testing import CliRunner

from review_world import item, judgement, prompt

TREE = taxonomy.load("lab-safety")


def call(*words):
    return CliRunner().invoke(app, [*map(str, words)], catch_exceptions=True)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    made = [item(prompt(n), "b1") for n in range(1, 5)]
    batches.freeze(tmp_path, "b1", made, layout.build("prompt", TREE), TREE.id)
    given = [judgement(i, r) for i in made[:3] for r in "ab"]
    given[1] = judgement(made[0], "b", "reject", reasons=["duplicate"])
    tables.append_jsonl(batches.folder(tmp_path, "b1") / "judgements.jsonl", given)
    return tmp_path


@pytest.mark.slow
def test_status_counts_done_waiting_and_disputed(place):
    (found,) = json.loads(call("review", "status", "-w", place, "--json").stdout)
    assert (found["items"], found["complete"], found["judgements"], found["planned"]) == (4, 3, 6, 8)
    assert found["disagreements"] == 1
    assert [p["done"] for p in found["people"]] == [3, 3]


@pytest.mark.slow
def test_decide_and_agreement_speak_json(place):
    outcomes = [d["outcome"] for d in json.loads(call("review", "decide", "-w", place, "--json").stdout)]
    assert sorted(outcomes) == ["accept", "accept", "pending", "pending"]
    found = json.loads(call("review", "agreement", "-w", place, "--json").stdout)
    assert found["prompt verdict"]["raw"]["value"] == pytest.approx(2 / 3)


@pytest.mark.slow
def test_adjudicate_freezes_the_disputes_once(place):
    assert json.loads(call("review", "adjudicate", "--freeze-only", "-w", place, "--json").stdout) == [
        "house-prompt-adjudication-1"
    ]
    assert json.loads(call("review", "adjudicate", "--freeze-only", "-w", place, "--json").stdout) == []
    assert batches.load(place, "house-prompt-adjudication-1").role == "adjudicator"


def test_agreement_of_a_file_has_the_promised_shape(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text("item,reviewer,label\n1,a,1\n1,b,1\n2,a,2\n2,b,3\n3,a,\n3,b,2\n", "utf-8")
    found = json.loads(call("agreement", file, "--json").stdout)
    assert set(found["raw"]) == {"value", "low", "high", "n_items", "n_pairs"}
    assert set(found["krippendorff_alpha"]) == {"nominal", "ordinal", "interval", "ratio"}
    assert (found["raw"]["n_items"], found["raw"]["value"]) == (2, 0.5)
    assert set(found["fleiss_kappa"]) == {"value", "why"}
    assert found["cohen_kappa"]["n_items"] == 2


def test_pseudonyms_are_kept_out_of_git_and_never_given_twice(tmp_path):
    of = people.pseudonyms(tmp_path)
    ann, bob = of("a@x"), of("b@x")
    assert ann != bob and of("a@x") == ann
    assert people.path(tmp_path).parent.name == ".curation"
    assert people.pseudonyms(tmp_path, taken=[ann, bob])("b@x") == bob
