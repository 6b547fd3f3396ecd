"""Who is kept follows the declared order and never that of the rows."""

from __future__ import annotations

import itertools

import polars as pl
import pytest
from curation.core import tables
from curation.core.records import Candidate, Evidence, Origin
from curation.dedup import deduplicate
from curation.dedup.settings import Settings
from curation.pipeline import running

from review_world import conversation, prompt, task

STEM = "How does a keeper open the red shed by the lake at noon"
SLIPS = [STEM, STEM.replace("keeper", "keepre"), STEM.replace("shed", "shedd"), STEM.replace("noon", "nooon")]


def candidate(name: str, text: str, generator: str, quotes: int) -> Candidate:
    return Candidate(
        id=name,
        root=name,
        fingerprint="0" * 64,
        kind="prompt",
        dataset="d",
        text=text,
        categories=["air-2024@1.0:1.1.1"],
        evidence=[
            Evidence(clause="c", clause_sha256="0" * 64, quote=f"quote {k}", start=k, end=k + 7)
            for k in range(quotes)
        ],
        origin=Origin(generator=generator, version="1"),
    )


def kept(rows: list[Candidate], shown: list[str]) -> set[tuple[str, ...]]:
    """The kept ids, for every order of the rows; `shown` are the ids that people have seen."""
    found = set()
    for order in itertools.permutations(rows):
        items = running.dedup_items(tables.frame(order, Candidate), shown)
        found.add(tuple(deduplicate(items, Settings()).kept))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "want"),
    [
        ([("a", "template", 3), ("b", "author", 1), ("c", "llm", 9)], "b"),  # written by a person
        ([("a", "llm", 9), ("b", "review", 0), ("c", "template", 9)], "b"),  # put right in review
        ([("a", "template", 9), ("seen", "template", 1), ("c", "llm", 9)], "seen"),  # reviewed already
        ([("a", "template", 1), ("b", "template", 3), ("c", "template", 2)], "b"),  # better grounded
    ],
)
def test_people_come_first_and_then_evidence(rows: list[tuple[str, str, int]], want: str) -> None:
    made = [candidate(name, SLIPS[k], by, quotes) for k, (name, by, quotes) in enumerate(rows)]
    assert kept(made, ["seen"]) == {(want,)}


@pytest.mark.slow
def test_among_equals_the_text_decides_and_then_the_id() -> None:
    rows = [(name, text) for name, text in zip("abcd", SLIPS, strict=True)]
    found = set()
    for order in itertools.permutations(rows):
        found.add(tuple(deduplicate(pl.DataFrame(order, ["id", "text"], orient="row"), Settings()).kept))
    assert len(found) == 1
    same = [("z", STEM), ("m", STEM), ("k", STEM)]
    for order in itertools.permutations(same):
        assert deduplicate(pl.DataFrame(order, ["id", "text"], orient="row"), Settings()).kept == ["k"]


@pytest.mark.slow
def test_the_rank_that_is_given_comes_before_everything() -> None:
    for order in itertools.permutations(range(4)):
        data = pl.DataFrame(
            {
                "id": [f"i{k}" for k in order],
                "text": [SLIPS[k] for k in order],
                "rank": [(k + 2) % 4 for k in order],
            }
        )
        assert deduplicate(data, Settings()).kept == ["i2"]


def test_the_other_side_of_a_comparison_always_stays() -> None:
    data = pl.DataFrame({"id": ["a"], "text": [STEM], "rank": [-5]})
    others = pl.DataFrame({"id": ["x"], "text": [SLIPS[1]]})
    assert deduplicate(data, Settings(), against=others).kept == []


def test_tasks_and_conversations_are_compared_by_what_is_asked_and_forms_of_one_prompt_stay():
    bare = prompt(1, "Say how the log is kept.")
    form = conversation(2, turns=[("system", "Be kind."), ("user", bare.text)], parent=bare.id)
    stranger = conversation(3, turns=[("system", "Be brief."), ("user", bare.text)])
    first, other, again = (
        task(4),
        task(5, instruction="Name who keeps the log."),
        task(4).model_copy(update={"id": "t9"}),
    )
    items = running.dedup_items(tables.frame([bare, form, stranger, first, other, again], Candidate), [])
    dropped = dict(
        deduplicate(items, Settings(methods=["exact"])).clusters.select("member", "kept").iter_rows()
    )
    assert set(dropped) == {"c3", "t9"} or set(dropped) == {"c3", "t4"}
