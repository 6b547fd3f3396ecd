"""Every loss of a step has one true reason, and the reasons add up."""

import json
from collections import Counter

import polars as pl
import pytest
from curation.pipeline import losses, open_run, running
from curation.pipeline.reports import lineage
from hypothesis import given
from hypothesis import strategies as st

from kite_world import call


def standing(folder):
    run = open_run(folder)
    running.look(run)
    return run


def clauses_of(run, document):
    return run.table("ingest").filter(pl.col("document") == document).height


@pytest.mark.slow
def test_clauses_of_a_document_that_no_dataset_names_are_counted_as_such(folder):
    run = standing(folder)
    lost = run.made["map"].loss.lost
    assert lost[losses.NO_DATASET] == clauses_of(run, "wind")
    assert lost.get(losses.NO_CATEGORY, 0) < clauses_of(run, "kites")


@pytest.mark.slow
def test_a_document_that_is_then_named_is_mapped_like_the_others(folder):
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text().replace('["kites"]', '["kites", "wind"]'))
    run = running.execute(open_run(folder), "map")
    assert losses.NO_DATASET not in run.made["map"].loss.lost


@pytest.mark.slow
def test_clauses_of_an_earlier_edition_are_counted_as_such_whether_a_dataset_names_it_or_not(folder):
    for slug in ("kites", "wind"):
        text = (folder / f"{slug}.md").read_text().replace("1.1", "1.1 From now on").encode()
        (folder / "next.md").write_bytes(text)
        assert call(folder, "source", "add", slug, folder / "next.md", "--edition", "2").exit_code == 0
    run = running.execute(open_run(folder), "map")
    lost = run.made["map"].loss.lost
    known = run.table("ingest")
    assert lost[losses.EARLIER] == known.filter(pl.col("edition") == "1").height
    assert lost[losses.NO_DATASET] == known.filter(edition="2", document="wind").height


@pytest.mark.parametrize("step", ["map", "lint", "dedup", "route"])
def test_what_went_in_is_what_came_out_and_what_was_lost(folder, step):
    loss = standing(folder).made[step].loss
    assert loss.taken - loss.given == sum(loss.lost.values())


def test_every_mapped_clause_gave_a_candidate_or_has_one_reason(folder):
    run = standing(folder)
    loss = run.made["generate"].loss
    used = set(run.table("generate")["clauses"].explode().to_list())
    real = run.table("map").filter(~pl.col("category").str.ends_with(":none"))
    assert loss.taken == len(set(real["clause"]) & used) + sum(loss.lost.values())
    assert all(reason.removeprefix("clauses: ") for reason in loss.lost)


@pytest.mark.slow
@pytest.mark.parametrize("step", ["map", "route"])
def test_the_rows_that_were_dropped_have_the_reasons_that_were_counted(folder, step):
    run = standing(folder)
    rows = lineage.dropped(run, step)
    assert Counter(row["reason"] for row in rows) == run.made[step].loss.lost
    assert sum(run.made[step].loss.lost.values()) > 0
    shown = call(folder, "show", step, "--dropped", "--limit", "0", "--json").stdout.splitlines()
    assert [json.loads(line)["reason"] for line in shown] == [row["reason"] for row in rows]


@pytest.mark.slow
def test_a_clause_without_a_category_names_the_nearest_one_and_how_likely_it_is(folder):
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text().replace('"lexical"', '"lexical"\nthreshold = 0.9'))
    running.execute(open_run(folder), "map")
    shown = call(folder, "show", "map", "--dropped", "--limit", "0", "--json").stdout.splitlines()
    rows = [json.loads(line) for line in shown]
    near = [row for row in rows if row["reason"] == losses.NO_CATEGORY]
    assert near and all(row["nearest"] and 0 <= row["probability"] < 0.9 for row in near)
    assert all(row["nearest"] == "" and row["probability"] is None for row in rows if row not in near)


CLAUSES = st.lists(
    st.tuples(st.sampled_from("ab"), st.booleans(), st.booleans()), min_size=1, max_size=20
)  # document, in force, mapped


@pytest.mark.slow
@given(CLAUSES, st.sets(st.sampled_from("ab")))
def test_each_clause_is_mapped_or_has_the_first_reason_that_is_true(rows, named):
    data = pl.DataFrame(
        {
            "id": [str(i) for i in range(len(rows))],
            "document": [r[0] for r in rows],
            "kind": ["heading" if i % 2 else "item" for i in range(len(rows))],
        }
    )
    in_force = [str(i) for i, row in enumerate(rows) if row[1]]
    mapped = [str(i) for i, row in enumerate(rows) if row[2]]
    lost = dict(losses.unmapped(data, in_force, named, mapped, ["heading"]).iter_rows())
    for i, (document, current, is_mapped) in enumerate(rows):
        if is_mapped:
            assert str(i) not in lost
        elif not current:
            assert lost[str(i)] == losses.EARLIER
        elif document not in named:
            assert lost[str(i)] == losses.NO_DATASET
        else:
            assert lost[str(i)] == (losses.NEVER_MAPPED if i % 2 else losses.NO_CATEGORY)
    assert sum(losses.counts(lost.values()).values()) == len(rows) - len(mapped)


class Named:
    def __init__(self, name, *documents):
        self.name, self.documents = name, documents


def test_a_dataset_without_documents_is_made_from_all_and_one_with_some_from_these():
    assert losses.named_documents([Named("d")], ["a", "b"]) == {"a", "b"}
    assert losses.named_documents([Named("d", "a", "c")], ["a", "b"]) == {"a"}
    assert losses.named_documents([Named("d", "a"), Named("e", "b")], ["a", "b"]) == {"a", "b"}
    assert losses.named_documents([], ["a"]) == set()


def test_the_advice_names_the_line_to_write_and_the_documents_that_are_there_already():
    assert losses.dataset_advice([], [Named("d")]) == ""
    assert losses.dataset_advice(["b"], [Named("d", "a")]) == (
        'document b is in no dataset: under the [[dataset]] d in curation.toml write documents = ["a", "b"]'
    )
    assert losses.dataset_advice(["b", "c"], []) == (
        "documents b, c are in no dataset: declare a [[dataset]] in curation.toml"
    )
    many = losses.dataset_advice(list("abcdefg"), [Named("d", "z")])
    assert "a, b, c, d, e and 2 more are in no dataset" in many
