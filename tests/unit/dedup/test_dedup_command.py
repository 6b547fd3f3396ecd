"""`curation dedup` on files, pipes, folders and releases."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import Result
from curation.cli.main import app
from typer.testing import CliRunner

pytestmark = pytest.mark.slow  # each starts a process

SHED = "How does a keeper open the red shed by the lake at noon"
SLIP = "How does a keeper open the red shed by the lkae at noon"
LONG = SHED + " when the warden of the northern gate has gone home early"
ROWS = [
    {"id": "a", "text": SHED, "note": 1},
    {"id": "b", "text": SLIP, "note": 2},
    {"id": "c", "text": SHED.upper() + "?", "note": 3},
    {"id": "d", "text": "Which boats may leave the harbour before dawn", "note": 4},
]


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def run(*words: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["dedup", *map(str, words)], input=stdin)


def test_a_wrong_threshold_is_told_by_the_name_of_its_option(tmp_path: Path) -> None:
    error = run(lines(tmp_path / "a.jsonl", ROWS), "--near-threshold", 2).exception
    assert str(error).startswith("--near-threshold: error[config-value]")


def test_every_function_that_the_engine_maps_is_named_on_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    from curation.dedup import deduplicate
    from curation.dedup.contrast import edges as judging
    from curation.dedup.methods import near, overlap
    from curation.dedup.settings import Settings
    from curation.library.items import ReportingEngine
    from curation.services.local_engine import LocalEngine

    for module, size in (
        (near, "TASK"),
        (near, "PAIRS"),
        (judging, "PAIRS"),
        (judging, "TEXTS"),
        (overlap, "TEXTS"),
    ):
        monkeypatch.setattr(module, size, 2)
    named: list[str] = []
    items = pl.DataFrame(
        {"id": list("abcdefgh"), "text": [f"{row['text']} {k}" for k in (1, 1) for row in ROWS]}
    )
    engine = ReportingEngine(LocalEngine(2), lambda stage, _done, _all: named.append(stage))
    deduplicate(items, Settings(methods=("exact", "near", "overlap"), ngram=2), engine=engine)
    assert {"hashing texts", "proposing pairs", "counting words", "reading runs of words"} <= set(named)
    assert "working" not in named


def summary(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout.strip().split("\n")[-1])["summary"]
    return found


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_every_kind_of_file_gives_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    data = pl.DataFrame(ROWS)
    {".jsonl": data.write_ndjson, ".csv": data.write_csv, ".parquet": data.write_parquet}[suffix](path)
    found = summary(run(path, "--out", tmp_path / "out", "--json"))
    assert (found["rows"], found["kept"], found["dropped"]) == (4, 2, 2)
    assert found["by_method"] == {"exact": 1, "near": 1}
    kept = pl.read_parquet(tmp_path / "out" / "kept.parquet")
    assert kept.columns == ["id", "text", "note"]
    dropped = pl.read_parquet(tmp_path / "out" / "dropped.parquet")
    assert set(dropped.columns) >= {"id", "kept_id", "method", "score"}
    assert sorted([*kept["id"], *dropped["id"]]) == ["a", "b", "c", "d"]
    assert set(dropped["kept_id"]) <= set(kept["id"])


def test_rows_without_an_id_are_numbered(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", [{"text": row["text"]} for row in ROWS])
    summary(run(path, "--out", tmp_path / "out", "--json"))
    kept = pl.read_parquet(tmp_path / "out" / "kept.parquet")
    assert kept.columns == ["id", "text"]
    for row in kept.iter_rows(named=True):
        assert ROWS[int(row["id"])]["text"] == row["text"]


def test_stdin_is_read_and_only_json_is_written_to_stdout() -> None:
    result = run("-", "--json", stdin="".join(json.dumps(row) + "\n" for row in ROWS))
    found = [json.loads(line) for line in result.stdout.strip().split("\n")]
    assert {row["kept_id"] for row in found[:-1]} <= {"a", "b", "c"}
    assert found[-1]["summary"]["dropped"] == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["rows", "rows.csv"])
def test_a_pipe_is_read_like_a_file(tmp_path: Path, name: str) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    data = pl.DataFrame(ROWS)
    content = (data.write_csv() if name.endswith("csv") else data.write_ndjson()).encode()
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    found = summary(run(pipe, "--out", tmp_path / "out", "--json"))
    writer.join()
    assert (found["rows"], found["dropped"]) == (4, 2)
    assert pl.read_parquet(tmp_path / "out" / "kept.parquet").height == 2


def test_wrong_lines_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "x"}\nnot json\n{"text": "y"}\n[1]\n', "utf-8")
    result = run(path)
    assert result.exit_code != 0
    assert [(i.where, i.code) for i in result.exception.issues] == [
        ("rows.jsonl > line 2", "json-invalid"),
        ("rows.jsonl > line 4", "json-object"),
    ]


@pytest.mark.parametrize(("content", "rows"), [("", 0), ('{"text": "x", "id": 7}\n', 1)])
def test_small_files_are_fine(tmp_path: Path, content: str, rows: int) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, "utf-8")
    assert summary(run(path, "--out", tmp_path / "out", "--json"))["kept"] == rows


def test_a_column_of_mixed_types_is_taken_as_text(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", [{"id": 1, "text": SHED}, {"id": "x", "text": SLIP}])
    assert summary(run(path, "--json"))["dropped"] == 1


def test_label_conflicts_are_told_and_not_merged(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "rows.jsonl",
        [{"id": "a", "text": SHED, "kind": "safe"}, {"id": "b", "text": SHED, "kind": "unsafe"}],
    )
    result = run(path, "--label", "kind", "--json")
    assert summary(result)["conflict_pairs"] == 1
    assert summary(result)["dropped"] == 0
    assert "a: warn[label-conflict]" in result.stderr
    assert "safe | unsafe" in result.stderr


def test_the_evidence_of_a_conflict_reads_in_the_order_of_its_ends(tmp_path: Path) -> None:
    rows = [
        {"id": name, "text": SHED, "label": label}
        for name, label in (("z", "safe"), ("a", "unsafe"), ("m", "other"))
    ]
    run(lines(tmp_path / "in.jsonl", rows), "--label", "label", "--out", tmp_path / "out")
    labels = {row["id"]: row["label"] for row in rows}
    edges = pl.read_parquet(tmp_path / "out" / "edges.parquet")
    assert edges["relation"].to_list() == ["conflict", "conflict"]
    for a, b, evidence in edges.select("a", "b", "evidence").iter_rows():
        assert a < b and evidence == f"label: {labels[a]} | {labels[b]}"


def test_a_missing_method_is_said(tmp_path: Path) -> None:
    done = run(lines(tmp_path / "in.jsonl", ROWS), "--methods", " , ")
    assert "names no method" in str(done.exception)


def test_what_another_file_or_a_folder_has_is_dropped(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", [ROWS[0], ROWS[3]])
    bench = tmp_path / "bench"
    (bench / "sub").mkdir(parents=True)
    pl.DataFrame({"question": [SLIP]}).write_parquet(bench / "sub" / "one.parquet")
    lines(bench / "two.jsonl", [{"prompt": "nothing of the sort"}])
    for place, kept in ((bench, "sub/one.parquet#0"), (bench / "sub" / "one.parquet", "one.parquet#0")):
        result = run(path, "--against", place, "--json")
        first = json.loads(result.stdout.split("\n")[0])
        assert (first["id"], first["kept_id"], first["method"]) == ("a", kept, "near")
        assert summary(result)["kept"] == 1


def test_of_a_release_only_its_items_count(tmp_path: Path) -> None:
    release = tmp_path / "release"
    for name, column in (("items-one", "stem"), ("clauses", "text")):
        (release / name).mkdir(parents=True)
        rows = {"id": ["x"], "text": [None if column == "stem" else ROWS[3]["text"]], "stem": [SLIP]}
        pl.DataFrame(rows, {"id": pl.String, "text": pl.String, "stem": pl.String}).write_parquet(
            release / name / "part.parquet"
        )
    (release / "release.json").write_text("{}", "utf-8")
    path = lines(tmp_path / "rows.jsonl", [ROWS[0], ROWS[3]])
    result = run(path, "--against", release, "--json")
    assert json.loads(result.stdout.split("\n")[0])["kept_id"] == "items-one/part.parquet#x"
    assert summary(result)["dropped"] == 1


def test_a_question_copied_into_a_longer_text_is_found_with_its_words(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", [{"id": "a", "text": LONG}])
    bench = lines(tmp_path / "bench.jsonl", [{"id": "q", "text": SHED}])
    found = summary(
        run(path, "--against", bench, "--methods", "exact,overlap", "--out", tmp_path / "out", "--json")
    )
    assert found["by_method"] == {"overlap": 1}
    edge = pl.read_parquet(tmp_path / "out" / "edges.parquet").row(0, named=True)
    assert edge["score"] == 1.0
    assert edge["evidence"] == "shared: how does a keeper open the red shed by the lake at noon"


def test_an_earlier_run_is_cut_again_without_the_file(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", ROWS)
    summary(run(path, "--out", tmp_path / "low", "--json"))
    again = summary(run(tmp_path / "low", "--near-threshold", 0.95, "--out", tmp_path / "high", "--json"))
    direct = summary(run(path, "--near-threshold", 0.95, "--out", tmp_path / "direct", "--json"))
    assert again["by_method"] == direct["by_method"] == {"exact": 1}
    ids = [sorted(pl.read_parquet(tmp_path / name / "kept.parquet")["id"]) for name in ("high", "direct")]
    assert ids[0] == ids[1]


def test_a_threshold_below_that_of_the_earlier_run_is_refused(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", ROWS)
    summary(run(path, "--out", tmp_path / "out", "--json"))
    result = run(tmp_path / "out", "--near-threshold", 0.2)
    assert "threshold-lower" in str(result.exception)
    assert "is not the --out folder" in str(run(tmp_path, "--near-threshold", 0.6).exception)


def test_the_pairs_nearest_to_the_threshold_come_with_their_texts(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", ROWS)
    result = run(path, "--borderline", 5, "--json")
    rows = [json.loads(line) for line in result.stdout.split("\n") if "borderline" in line]
    assert len(rows) == 1
    assert SLIP in (rows[0]["borderline"]["a_text"], rows[0]["borderline"]["b_text"])
    assert "nearest to the threshold" in run(path, "--borderline", 5).stdout


def test_the_pairs_kept_apart_come_with_their_texts_and_the_reason(tmp_path: Path) -> None:
    rows = [
        ROWS[0],
        {"id": "n", "text": SHED.replace("does", "does not")},
        {"id": "k", "text": SHED.replace("red", "blue")},
    ]
    path = lines(tmp_path / "in.jsonl", rows)
    found = run(path, "--contrasts", 2, "--json").stdout.strip().split("\n")
    pairs = [json.loads(line)["contrast"] for line in found[:-1]]
    assert [pair["score"] for pair in pairs] == sorted((pair["score"] for pair in pairs), reverse=True)
    assert pairs[0]["evidence"].split(":")[0] in {"negation", "swap"}
    assert {pairs[0]["a_text"], pairs[0]["b_text"]} < {row["text"] for row in rows}
    assert "kept apart, most alike" in run(path, "--contrasts", 5).stdout


def test_columns_that_are_absent_are_named(tmp_path: Path) -> None:
    result = run(lines(tmp_path / "rows.jsonl", ROWS), "--text", "prompt", "--label", "kind")
    assert str(result.exception).count("column-missing") == 2
