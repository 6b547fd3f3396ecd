"""`curation agreement` reads whatever file of ratings it is given."""

import json
import os
import threading
from pathlib import Path

import polars as pl
import pytest
from curation.cli.main import app
from curation.core.errors import InputError
from typer.testing import CliRunner

ROWS = [(i, r, x) for i, pair in enumerate(("aa", "ab", "bb", "aa")) for r, x in zip("pq", pair, strict=True)]
CSV = "item,reviewer,label\n" + "".join(f"{i},{r},{x}\n" for i, r, x in ROWS)
JSONL = "".join(json.dumps({"item": i, "reviewer": r, "label": x}) + "\n" for i, r, x in ROWS)


def call(*words, given=None):
    return CliRunner().invoke(app, ["agreement", *map(str, words)], input=given)


def expected(tmp_path):
    file = tmp_path / "known.csv"
    file.write_text(CSV, "utf-8")
    return json.loads(call(file, "--json").stdout)


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.txt", CSV), ("x", JSONL), ("x.tsv", CSV.replace(",", "\t")), ("x.csv", "\ufeff" + CSV),
     ("x.csv", CSV.replace("\n", "\r\n")), ("x.csv", CSV.replace(",", ";")), ("x.ndjson", "\ufeff\n" + JSONL)],
)  # fmt: skip
def test_what_a_file_holds_decides_not_its_name(tmp_path, name, text):
    file = tmp_path / name
    file.write_bytes(text.encode())
    assert json.loads(call(file, "--json").stdout) == expected(tmp_path)


def test_parquet_and_stdin_give_the_same(tmp_path):
    file = tmp_path / "ratings"
    pl.DataFrame(ROWS, schema=["item", "reviewer", "label"], orient="row").write_parquet(file)
    assert json.loads(call(file, "--json").stdout) == expected(tmp_path)
    assert json.loads(call("-", "--json", given=JSONL).stdout) == expected(tmp_path)


def test_a_pipe_is_read_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(JSONL,))
    writer.start()
    found = call(pipe, "--json")
    writer.join()
    assert json.loads(found.stdout) == expected(tmp_path)


def test_columns_may_have_other_names(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text(CSV.replace("item,reviewer,label", "id,who,verdict"), "utf-8")
    found = call(file, "--json", "--item", "id", "--reviewer", "who", "--label", "verdict")
    assert json.loads(found.stdout) == expected(tmp_path)


def test_a_missing_column_is_told_with_the_option_that_names_it(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text(CSV.replace("item,reviewer,label", "item,who,verdict"), "utf-8")
    found = call(file, "--label", "verdict").exception
    assert isinstance(found, InputError)
    (issue,) = found.issues
    assert "item, who, verdict" in issue.message and issue.message.endswith("--reviewer")


def test_reviewers_are_told_apart_by_how_often_they_err(tmp_path):
    # Three who agree and one who is contrary on every third item.
    file = tmp_path / "x.csv"
    rows = [(i, r, "yes" if i % 2 else "no") for i in range(60) for r in "abc"]
    rows += [
        (i, "d", ("no" if i % 2 else "yes") if i % 3 == 0 else ("yes" if i % 2 else "no")) for i in range(60)
    ]
    file.write_text("item,reviewer,label\n" + "".join(f"{i},{r},{x}\n" for i, r, x in rows))
    found = json.loads(call(file, "--json", "--reviewers").stdout)["reviewers"]
    assert set(found) == set("abcd")
    assert found["a"]["accuracy"] > 0.95 and found["d"]["accuracy"] == pytest.approx(2 / 3, abs=0.03)
    assert (found["d"]["ratings"], found["d"]["pairs"], found["d"]["agreeing"]) == (60, 180, 120)
    assert sum(found["d"]["errors"]["yes"].values()) == pytest.approx(1, abs=1e-3)
    assert "reviewers" not in json.loads(call(file, "--json").stdout)


def test_numbers_and_words_mixed_in_json_are_labels_all_the_same(tmp_path):
    file = tmp_path / "x.jsonl"
    rows = [(1, "p", 1), (1, "q", 1), (2, "p", "two"), (2, "q", None), (3, "p", "two"), (3, "q", "two")]
    file.write_text(
        "\n".join(json.dumps(dict(zip(("item", "reviewer", "label"), r, strict=True))) for r in rows)
    )
    found = json.loads(call(file, "--json").stdout)
    assert (found["raw"]["value"], found["raw"]["n_items"], found["n_ratings"]) == (1.0, 2, 5)


@pytest.mark.parametrize("text", ['{"item": 1}\n[2]\nx\n', "item,reviewer\n1,a\n", ""])
def test_what_cannot_be_read_is_said_and_exits_with_1(tmp_path, text):
    file = tmp_path / "x"
    file.write_text(text)
    found = call(file, "--json")
    assert isinstance(found.exception, InputError) and found.stdout == ""


def test_real_double_annotations_give_the_agreement_that_their_makers_counted(tmp_path):
    folder = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "refusal"
    if not folder.is_dir():
        pytest.skip("the labelled completions are not beside the repository")
    frames = [pl.read_csv(f, infer_schema=False) for f in sorted(folder.glob("*.csv"))]
    rows, agreeing, n = [], 0, 0
    for number, data in enumerate(frames):
        for line in data.iter_rows(named=True):
            rows += [(f"{number}-{line['id']}", who, line[f"annotation_{who}"]) for who in "12"]
            agreeing, n = agreeing + (line["agreement"] == "TRUE"), n + 1
    file = tmp_path / "x.parquet"
    pl.DataFrame(rows, schema=["item", "reviewer", "label"], orient="row").write_parquet(file)
    found = json.loads(call(file, "--json").stdout)
    assert found["raw"]["value"] == pytest.approx(agreeing / n) and found["raw"]["n_items"] == n
    # Two reviewers: alpha is Cohen's kappa but for the small sample.
    assert found["cohen_kappa"]["value"] == pytest.approx(
        found["krippendorff_alpha"]["nominal"]["value"], abs=0.002
    )
    assert found["cohen_kappa"]["low"] < found["cohen_kappa"]["value"] < found["gwet_ac1"]["value"]
