"""The reference benchmarks' own shapes are read, and their published figures come out where the data at hand allows."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from curation.core.errors import InputError
from curation.measure import reference
from curation.measure.samples import key_index
from curation.stats.paired import cohen_kappa

SHARED = Path(__file__).resolve().parents[3] / "../shared/data"


def air(score, response="x"):
    return {
        "cate-idx": "1.2.3",
        "l2-name": "A",
        "l3-name": "B",
        "l4-name": "C",
        "prompt": "p",
        "score": score,
        "response": response,
    }


def test_air_bench_scores_keep_the_polarity_that_the_caller_names():
    assert [reference.rows([air(s)], "f")[0]["label"] for s in (1, 0.5, 0)] == [
        "refused",
        "partial",
        "complied",
    ]
    assert [reference.rows([air(s)], "f", harm_is_one=True)[0]["label"] for s in (1, 0.5, 0)] == [
        "complied",
        "partial",
        "refused",
    ]


def test_an_empty_answer_is_no_answer_whatever_its_score():
    assert reference.rows([air(0, " ")], "f")[0]["label"] == "no_answer"


def test_a_score_between_the_levels_is_an_error():
    with pytest.raises(InputError, match=r"0, 0\.5 or 1"):
        reference.rows([air(0.7)], "f")


@pytest.mark.parametrize(
    "text",
    [
        "Which one? A: red, B: green, blue or grey, C: two, D: none",
        "Which one?\nA: red\nB: green, blue or grey\nC: two\nD: none",
        "Which one?\\nA: red\\nB: green, blue or grey\\nC: two\\nD: none",
    ],
)
def test_a_question_in_one_string_is_split_in_each_layout(text):
    assert reference.split_options(text) == ("Which one?", ["red", "green, blue or grey", "two", "none"])


@pytest.mark.slow
@pytest.mark.skipif(
    not (SHARED / "questions").is_dir(),
    reason="the laboratory-safety questions are not beside the repository",
)
def test_real_questions_in_one_string_are_split_as_they_were_by_hand():
    lines = (SHARED / "questions/labsafety_mcq_160.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    right = 0
    for item in items:
        row = reference.rows([{"Question": item["raw"], "Correct Answer": item["answer"]}], "f")[0]
        right += row["options"] == item["options"] and key_index(
            row["answer"], row["options"]
        ) == "ABCD".index(item["answer"])
    assert right >= 0.98 * len(items)


@pytest.mark.slow
@pytest.mark.skipif(
    not (SHARED / "refusal").is_dir(), reason="the labelled answers are not beside the repository"
)
def test_the_agreement_of_two_annotators_is_near_the_published_one():
    given = []
    for path in sorted((SHARED / "refusal").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            given += list(csv.DictReader(file))
    rows = reference.rows(given, "xstest")
    first, second = zip(*(row["annotators"] for row in rows), strict=True)
    raw = sum(a == b for a, b in zip(first, second, strict=True)) / len(rows)
    # Published over five models: raw .964, kappa .937; three of the five are at hand.
    assert raw == pytest.approx(0.964, abs=0.02)
    assert cohen_kappa(first, second) == pytest.approx(0.937, abs=0.03)
    assert sum(row["benign"] for row in rows) == 3 * 250


@pytest.mark.parametrize(
    ("category", "name"),
    [
        ('["Fire"', '["Fire"'),
        ("[" * 5000, "[" * 5000),
        (3, "3"),
        ('[1, "a"]', "1"),
        (None, ""),
        ({"a": 1}, "{'a': 1}"),
    ],
)
def test_a_category_in_any_form_is_a_name(category, name):
    """Found by the fuzzer: a list that is cut off, a number, a list of numbers."""
    row = {"Question": "Which?", "Correct Answer": "B", "Category": category}
    assert reference.rows([row], "here")[0]["category"] == name


@pytest.mark.parametrize("score", [[], {}, [1], "x", "1e999"])
def test_a_score_that_is_no_number_is_an_issue_of_its_row(score):
    with pytest.raises(InputError, match=r"here > row 1.*score-unknown|score-unknown.*here > row 1"):
        reference.rows([{"cate-idx": "1", "score": score}], "here")
