"""Results in the forms of leaderboards: the Hub reads them back, every number has its interval, and the release's digest is in them."""

from __future__ import annotations

import json

import pytest
import typer
import yaml
from curation import release
from curation.cli.measure import commands as measure
from curation.cli.measure import export as measure_export
from curation.core.errors import InputError
from typer.testing import CliRunner

from release_world import world

APP = typer.Typer()
measure.register(APP)
measure_export.register(APP)


@APP.callback()
def _root():
    """Keeps `measure` a group of its own."""


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    return release.cut(world(6), "1.0.0", tmp_path_factory.mktemp("releases"), validate=False)


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(
        "id,response\n" + "".join(f"q-{n:06d},{'A' if n % 2 else 'hard to say'}\n" for n in range(6))
    )
    return path


def export(cut, answers, out, to, *more):
    words = [
        "measure",
        "export",
        cut,
        answers,
        "--to",
        to,
        "--model",
        "acme/tiny",
        "--out",
        out,
        "--quick",
        *more,
    ]
    result = CliRunner().invoke(APP, [*map(str, words), "--date", "2026-01-02"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_hub_reads_the_entry_and_it_names_the_task_of_the_release(cut, answers, tmp_path):
    from huggingface_hub import parse_eval_result_entries

    files = export(cut, answers, tmp_path / "out", "hub", "--dataset", "acme/set", "--revision", "a" * 40)
    assert list(files) == [".eval_results/set.yaml"]
    (entry,) = parse_eval_result_entries(yaml.safe_load(files[".eval_results/set.yaml"].read_text()))
    task = yaml.safe_load((cut / "eval.yaml").read_text())["tasks"][0]["id"]
    assert (entry.dataset_id, entry.task_id, entry.dataset_revision) == ("acme/set", task, "a" * 40)
    right = json.loads(
        CliRunner().invoke(APP, ["measure", "accuracy", str(answers), "--release", str(cut), "--json"]).stdout
    )
    assert entry.value == round(100 * right["overall"]["strict"]["value"], 2)
    sealed = json.loads((cut / "release.json").read_text())
    assert sealed["content_sha256"] in entry.notes
    assert "n=6" in entry.notes
    assert "right answers, unread ones counted as wrong" in entry.notes
    assert "items answered" not in entry.notes


@pytest.mark.slow
def test_a_record_of_every_eval_ever_has_what_its_schema_requires(cut, answers, tmp_path):
    files = export(cut, answers, tmp_path / "out", "every-eval-ever", "--relation", "third_party")
    (name,) = files
    assert name.startswith("data/") and "/acme/tiny/" in name
    record = json.loads(files[name].read_text())
    assert {
        "schema_version",
        "evaluation_id",
        "retrieved_timestamp",
        "source_metadata",
        "model_info",
        "eval_library",
    } <= record.keys()
    assert record["source_metadata"]["evaluator_relationship"] == "third_party"
    (result,) = record["evaluation_results"]
    assert {"evaluation_name", "source_data", "metric_config", "score_details"} <= result.keys()
    # A dataset that is not on the Hub is of the third kind of source, which has no place for a repository.
    assert result["source_data"]["source_type"] == "other"
    assert "hf_repo" not in result["source_data"]
    config, score = result["metric_config"], result["score_details"]
    assert config["min_score"] <= score["score"] <= config["max_score"]
    interval = score["uncertainty"]["confidence_interval"]
    assert interval["lower"] < score["score"] < interval["upper"]
    assert all(isinstance(v, str) for v in result["source_data"]["additional_details"].values())


@pytest.mark.slow
def test_the_same_answers_make_the_same_record_again(cut, answers, tmp_path):
    first = export(cut, answers, tmp_path / "a", "every-eval-ever")
    again = export(cut, answers, tmp_path / "b", "every-eval-ever")
    assert {name: path.read_text() for name, path in first.items()} == {
        name: path.read_text() for name, path in again.items()
    }


@pytest.mark.slow
def test_every_part_that_a_form_would_refuse_is_named_at_once(cut, answers, tmp_path):
    with pytest.raises(InputError) as refused:
        export(cut, answers, tmp_path / "out", "hub", "--dataset", "no name", "--revision", "v1.0.0")
    assert {issue.where for issue in refused.value.issues} == {"--dataset", "--revision"}
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_an_entry_of_a_part_of_the_items_says_so(cut, answers, tmp_path):
    part = tmp_path / "part.csv"
    part.write_text("".join(answers.read_text().splitlines(keepends=True)[:5]))
    files = export(cut, part, tmp_path / "out", "hub", "--dataset", "acme/set")
    (entry,) = yaml.safe_load(files[".eval_results/set.yaml"].read_text())
    assert "4 of 6 items answered" in entry["notes"]
    records = export(cut, part, tmp_path / "eee", "every-eval-ever")
    (record,) = [json.loads(path.read_text()) for path in records.values()]
    first = record["evaluation_results"][0]
    assert first["source_data"]["additional_details"]["answered"] == "4 of 6 items"
