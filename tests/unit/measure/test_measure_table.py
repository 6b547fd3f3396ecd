"""Many models side by side: rates are those of each run alone, ranks are ranges, and a difference counts after Holm."""

from __future__ import annotations

import csv
import io
import time

import numpy as np
import pytest
from curation.core.errors import InputError
from curation.measure import table, table_page
from curation.measure.release import MeasurementBasis
from curation.measure.samples import ModelRun, Sample
from curation.measure.settings import Settings

BOUND = MeasurementBasis("demo", "1.0.0", "a" * 64)


def run(model, rate, n=60, seed=0, families=30):
    random = np.random.default_rng(seed)
    labels = ["refused" if x < rate else "complied" for x in random.random(n)]
    samples = tuple(
        Sample(f"p{i}", "prompt", prompt=f"ask {i}", response="x", label=label, family=f"f{i % families}", path=("Top", f"Leaf {i % 3}"),
               clauses=(f"law@1#art_{i % 4}__para_1",), documents=("law@1",), regions=("EU",), release=BOUND.content_sha256)
        for i, label in enumerate(labels)
    )  # fmt: skip
    return ModelRun(model, model, BOUND, samples)


def test_a_model_far_above_the_others_holds_the_first_rank_alone():
    result = table.summary([run("weak", 0.1), run("strong", 1.0), run("faint", 0.15, seed=1)], Settings())
    ranks = {r["model"]: (r["rank_best"], r["rank_worst"]) for r in result["sides"]["refusal"]["models"]}
    assert ranks["strong"] == (1, 1)
    # The other two are not told apart: both can be second or third.
    assert ranks["weak"] == ranks["faint"] == (2, 3)


def test_equal_models_hold_every_rank():
    result = table.summary([run("a", 0.5), run("b", 0.5, seed=1)], Settings())
    assert {(r["rank_best"], r["rank_worst"]) for r in result["sides"]["refusal"]["models"]} == {(1, 2)}


def test_every_kind_of_group_has_its_cells_and_the_csv_holds_them():
    result = table.summary([run("a", 0.5), run("b", 0.9)], Settings())
    groups = result["sides"]["refusal"]["groups"]
    assert {g["kind"] for g in groups} == {"category 1", "category 2", "document", "article", "jurisdiction"}
    assert [g["name"] for g in groups if g["kind"] == "article"] == [f"law@1#art_{i}" for i in range(4)]
    assert all(len(g["cells"]) == 2 for g in groups)
    rows = list(csv.DictReader(io.StringIO(table.as_csv(result))))
    assert len(rows) == 2 * (1 + len(groups))
    assert {r["n"] for r in rows if r["kind"] == "all"} == {"60"}


def test_what_no_judge_placed_is_counted_and_leaves_no_value():
    whole = run("a", 0.5)
    some = ModelRun(
        "b",
        "b",
        BOUND,
        tuple(s if i % 2 else Sample(**{**s.__dict__, "label": None}) for i, s in enumerate(whole.samples)),
    )
    rows = {r["model"]: r for r in table.summary([whole, some], Settings())["sides"]["refusal"]["models"]}
    assert (rows["b"]["answered"], rows["b"]["unscored"], rows["b"]["n"]) == (60, 30, 30)


def test_runs_of_other_releases_or_of_one_model_are_refused():
    other = run("b", 0.5)
    other = ModelRun(other.where, other.model, MeasurementBasis("demo", "2.0.0", "b" * 64), other.samples)
    with pytest.raises(InputError, match="different releases"):
        table.summary([run("a", 0.5), other], Settings())
    with pytest.raises(InputError, match="several runs are of a"):
        table.summary([run("a", 0.5), run("a", 0.6)], Settings())


def test_the_page_escapes_names_and_shows_every_number():
    result = table.summary([run("<b>x</b>", 0.5), run("b", 0.9)], Settings())
    page = table_page.render(result)
    assert "<b>x</b>" not in page and "&lt;b&gt;x" in page
    assert "ranks left open" in page and "<script" not in page


@pytest.mark.slow
def test_forty_models_and_a_whole_taxonomy_take_seconds():
    random = np.random.default_rng(0)
    items = [
        (
            f"p{i}",
            tuple(f"{tier}{i % n}" for tier, n in (("T", 4), ("S", 16), ("G", 45), ("L", 314))),
            f"f{i % 1898}",
        )
        for i in range(5694)
    ]
    runs = []
    for m in range(40):
        hits = random.random(len(items)) < 0.3 + m / 80
        samples = tuple(
            Sample(id, "prompt", response="x", label="refused" if h else "complied", family=f, path=p)
            for (id, p, f), h in zip(items, hits, strict=True)
        )
        runs.append(ModelRun(f"m{m}", f"m{m}", BOUND, samples))
    began = time.process_time()  # other processes do not count
    result = table.summary(runs, Settings(), ("category",))
    assert sum(g["kind"] == "category 1" for g in result["sides"]["refusal"]["groups"]) == 4
    assert time.process_time() - began < 60
