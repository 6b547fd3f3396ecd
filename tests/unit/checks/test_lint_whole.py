"""What only a whole set shows."""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path

import pytest
from curation.checks import lint, lint_records
from curation.checks.sets.dataset_checks import SET_CHECKS, chi_square_p, key_positions
from curation.checks.sets.option_baseline import option_only
from curation.checks.settings import Settings
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Candidate, Clause, Evidence, Origin

WORDS = [
    "apron",
    "bottle",
    "cabinet",
    "drain",
    "eyewash",
    "flask",
    "glove",
    "hood",
    "inlet",
    "jar",
    "kettle",
    "lamp",
    "mask",
    "nozzle",
    "oven",
    "pump",
    "rack",
]


def item(i, answer, key_extra=""):
    rng = random.Random(i)
    options = [" ".join(rng.sample(WORDS, 4)) + f" {i}-{k}" for k in range(4)]
    options[answer] += key_extra
    return {
        "id": str(i),
        "language": "en",
        "stem": f"Which of the things in room {i} is meant?",
        "options": options,
        "answer": answer,
    }


def whole(records):
    return {f.check: f for f in lint_records(records) if f.candidate == ""}


def test_the_chi_square_tail_agrees_with_known_values():
    # Critical values of the 5 % level: 3.841 (1), 5.991 (2), 7.815 (3), 9.488 (4), 18.307 (10 degrees of freedom).
    for df, value in ((1, 3.8415), (2, 5.9915), (3, 7.8147), (4, 9.4877), (10, 18.307)):
        assert math.isclose(chi_square_p(value, df), 0.05, abs_tol=1e-4)


def test_the_published_key_counts_of_a_large_set_are_unbalanced():
    # 1298, 1398, 1458 and 1546 keys of four options: expected 1425 each; chi-square 22.9 with 3 degrees, p = 4e-5.
    observed, p = key_positions(Counter({(4, 0): 1298, (4, 1): 1398, (4, 2): 1458, (4, 3): 1546}))
    assert observed == [1298, 1398, 1458, 1546]
    assert p == pytest.approx(4e-5, rel=0.2)


def test_even_key_positions_are_no_warning_and_uneven_ones_are():
    assert whole([item(i, i % 4) for i in range(40)])["key-position"].severity == "info"
    assert whole([item(i, 0) for i in range(40)])["key-position"].severity == "warn"


def test_the_longest_option_as_key_is_told():
    assert (
        whole([item(i, i % 4, " and a good deal more of it") for i in range(40)])["longest-is-right"].severity
        == "warn"
    )
    assert whole([item(i, i % 4) for i in range(40)])["longest-is-right"].severity == "info"


@pytest.mark.slow
def test_a_word_that_gives_the_key_away_is_found_by_the_baseline_and_noise_is_not():
    telling = whole([item(i, i % 4, " safely") for i in range(200)])["option-only"]
    silent = whole([item(i, i % 4) for i in range(200)])["option-only"]
    assert telling.severity == "warn"
    assert telling.value > 0.9
    assert silent.severity == "info"


@pytest.mark.slow
def test_the_baseline_does_not_depend_on_the_order_of_the_file():
    records = [item(i, i % 4, " safely" if i % 3 else "") for i in range(100)]
    assert whole(records)["option-only"].value == whole(records[::-1])["option-only"].value


def test_a_baseline_that_learns_nothing_scores_at_chance():
    same = option_only([["x", "x", "x", "x"]] * 80, [i % 4 for i in range(80)])
    assert (same.rate.value, same.chance) == (0.25, 0.25)


def test_the_same_stem_with_another_key_is_a_conflict_and_the_same_prompt_an_error():
    one, two = item(1, 0), {**item(2, 1), "stem": item(1, 0)["stem"]}
    prompt = {"language": "en", "text": "How do I read the label?"}
    found = [
        (f.candidate, f.check, f.severity)
        for f in lint_records([one, two, {**prompt, "id": "a"}, {**prompt, "id": "b"}])
    ]
    assert ("2", "stem-conflict", "warn") in found
    assert ("b", "item-duplicate", "error") in found


def test_recycled_options_and_mixed_formats_are_told():
    first, second = item(1, 0), item(2, 1)
    second["options"][0] = first["options"][0]
    assert whole([first, second])["options-recycled"].value == 0.5
    inline = {"id": "x", "language": "en", "stem": "Which one? A: left, B: right, C: none", "answer": "A"}
    assert whole([first, inline])["option-formats"].severity == "warn"


CLAUSE = Clause(
    id="a@1#1", document="a", edition="1", eid="1", kind="p", citation="A 1", path=[], marker="", text="The owner shall pay.",
    start=0, end=20, language="en", sha256=text_digest("The owner shall pay."),
)  # fmt: skip


def candidate(quote, start):
    evidence = Evidence(
        clause=CLAUSE.id, clause_sha256=CLAUSE.sha256, start=start, end=start + len(quote), quote=quote
    )
    return Candidate(
        id=f"p-{start}", root="r", dataset="d", kind="prompt", text="How do I make the owner pay?", clauses=[CLAUSE.id],
        evidence=[evidence], origin=Origin(generator="t", version="1"), fingerprint="0" * 64,
    )  # fmt: skip


def test_a_quote_must_stand_in_its_clause_where_it_says():
    data = tables.frame([candidate("owner", 4), candidate("owner", 5)], Candidate)
    found = lint(data, tables.frame([CLAUSE], Clause))
    errors = [(r["candidate"], r["check"]) for r in found.iter_rows(named=True) if r["severity"] == "error"]
    assert ("p-5", "evidence-verbatim") in errors
    assert ("p-4", "evidence-verbatim") not in errors


@pytest.mark.slow
def test_the_known_defects_of_a_published_set_are_found_and_few_sound_items_are_stopped():
    path = (
        Path(__file__).resolve().parents[3].parent
        / "shared"
        / "data"
        / "questions"
        / "labsafety_mcq_160.jsonl"
    )
    if not path.exists():
        pytest.skip("the published questions are not beside the repository")
    import json

    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = list(lint_records(records))
    sets = {f.check: f for f in found if f.candidate == ""}
    assert sets["key-position"].severity == "warn"
    assert sets["longest-is-right"].severity == "warn"
    assert sets["option-formats"].value == 3
    assert any(f.check == "literal-newline" and f.field == "raw" for f in found)
    assert len({f.candidate for f in found if f.severity == "error" and f.candidate}) / len(records) < 0.01


def test_questions_of_the_same_content_words_with_different_keys_conflict():
    options = ["a lid", "a tag", "a lock"]
    records = [
        {
            "id": "1",
            "stem": "What must the worker put on the open vessel?",
            "options": options,
            "answer": "A",
        },
        {"id": "2", "stem": "What should a worker put on an open vessel?", "options": options, "answer": "B"},
        {
            "id": "3",
            "stem": "What should a worker put on an empty vessel?",
            "options": options,
            "answer": "C",
        },
    ]
    found = [f for f in lint_records(records) if f.check == "stem-conflict"]
    assert [(f.candidate, "nearly the same as 1" in f.message) for f in found] == [("2", True)]


def test_wanted_categories_without_items_are_told():
    records = [
        {"id": str(i), "text": f"Please help me with thing number {i}.", "category": "1.1"} for i in range(3)
    ]
    settings = Settings(categories=("1.1", "1.2"))
    (found,) = [f for f in lint_records(records, settings) if f.check == "category-coverage"]
    assert (found.severity, "1 of 2 wanted ones have none: 1.2" in found.message) == ("warn", True)
    (hint,) = [f for f in lint_records(records) if f.check == "category-coverage"]
    assert hint.severity == "info"


def test_every_check_of_a_set_is_described():
    for name, check in SET_CHECKS.items():
        assert name == name.lower()
        assert check.version >= 1
        assert 0 <= check.base_rate <= 0.05
