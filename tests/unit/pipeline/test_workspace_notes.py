"""A dataset that got no item is named with the reasons of its own clauses and the setting to change."""

from __future__ import annotations

from types import SimpleNamespace

import polars as pl
import pytest
from curation.generation.skip_reasons import REASONS
from curation.pipeline.reports import workspace_notes


def run(reasons, made=("house",), kind="question", forms_off=("last-day", "who-must")):
    skipped = [
        {"dataset": "safety", "clause": f"c{n}", "reason": code, "message": REASONS[code]}
        for n, code in enumerate(reasons)
    ]
    skipped += [
        {"dataset": "house", "clause": "c0", "reason": "definition", "message": REASONS["definition"]}
    ]
    held = {
        None: pl.DataFrame({"dataset": list(made)}, schema={"dataset": pl.String}),
        "skipped": pl.DataFrame(skipped),
    }
    datasets = [SimpleNamespace(name=name, kind=kind) for name in ("house", "safety")]
    settings = SimpleNamespace(dataset=datasets, generate=SimpleNamespace(forms_off=forms_off))
    return SimpleNamespace(made={"generate": 1}, settings=settings, table=lambda step, name=None: held[name])


def test_its_own_reasons_are_counted_and_no_other_datasets():
    (told,) = workspace_notes.without_items(run(["no-rule", "no-rule", "unread"]))
    assert told.startswith("dataset safety got no item of 3 clauses")
    assert f"2 clauses ({REASONS['no-rule']}); 1 clause ({REASONS['unread']})" in told
    assert REASONS["definition"] not in told
    assert "forms_off" not in told


def test_a_form_that_is_off_is_named_with_its_setting_for_questions_alone():
    (told,) = workspace_notes.without_items(run(["form-off", "no-rule"]))
    assert "generate.forms_off in curation.toml turns these forms off: last-day, who-must" in told
    (other,) = workspace_notes.without_items(run(["form-off", "no-rule"], kind="prompt"))
    assert "turns these forms off" not in other


@pytest.mark.parametrize("made", [("house", "safety")])
def test_a_dataset_with_items_is_not_spoken_of(made):
    assert workspace_notes.without_items(run(["no-rule"], made)) == []


@pytest.mark.parametrize(
    ("mapped", "taxonomy", "told"),
    [(5, "shop", True), (5, "shop@1.0", True), (6, "shop", False), (0, "other", True)],
)
def test_few_clauses_with_a_category_are_told_with_the_command_that_shows_the_others(mapped, taxonomy, told):
    rules = pl.DataFrame({"document": ["act"] * 30, "clauses": [[f"c{n}"] for n in range(30)]})
    codes = [f"shop@1.0:{'1.1' if n < mapped else 'none'}" for n in range(30)]
    held = {
        "rules": rules,
        "map": pl.DataFrame({"clause": [f"c{n}" for n in range(30)], "category": codes}),
    }
    dataset = SimpleNamespace(name="safety", documents=["act"], taxonomy=taxonomy)
    made = SimpleNamespace(
        made={"map": 1}, settings=SimpleNamespace(dataset=[dataset]), table=lambda step, name=None: held[step]
    )
    lines = workspace_notes.without_categories(made)
    assert bool(lines) is told
    assert all(f"curation taxonomy gaps {taxonomy}" in line for line in lines)
