"""AIR 2024 and laboratory safety as shipped, and the disagreeing published copies as test input."""

import csv
from pathlib import Path

import pytest
from curation import taxonomy
from curation.core.errors import InputError, StateError
from curation.core.records import Category
from curation.taxonomy import Taxonomy, split_qualified

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "taxonomy"
needs_copies = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the published copies are not beside the repository"
)


def copy_of(column: str) -> Taxonomy:
    """A published copy as a taxonomy of leaves and the tiers above them."""
    nodes: dict[str, Category] = {}

    def add(code: str, level: int, name: str, parent: str | None) -> None:
        nodes.setdefault(
            code, Category(taxonomy="air-2024@copy", code=code, level=level, name=name, parent=parent)
        )

    with (SHARED / "air2024_taxonomy_merged.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            second, third = row["l2_no"], f"{row['l2_no']}.{row['l3_no']}"
            add("L1-" + row["l1_name"], 1, row["l1_name"], None)
            add(second, 2, row["l2_name"], "L1-" + row["l1_name"])
            add(third, 3, row["l3_name_hf58d507a"], second)
            if row[column]:
                add(row["cate_idx"], 4, row[column], third)
    return Taxonomy("air-2024", "copy", ("1", "2", "3", "4"), tuple(nodes.values()), (4, 16, 43, 314))


def test_air_2024_has_its_published_counts_and_no_finding():
    air = taxonomy.load("air-2024")
    assert [len(air.at(level)) for level in (1, 2, 3, 4)] == [4, 16, 43, 314]
    assert taxonomy.lint(air) == []


def test_lab_safety_has_four_groups_and_ten_categories():
    lab = taxonomy.load("lab-safety")
    assert [len(lab.at(level)) for level in (1, 2)] == [4, 10]
    assert taxonomy.lint(lab) == []


def test_every_leaf_has_a_definition_that_says_more_than_its_name():
    for name in ("air-2024", "lab-safety"):
        assert all(leaf.definition for leaf in taxonomy.load(name).leaves())


def test_product_leaves_are_acts_times_things():
    air = taxonomy.load("air-2024")
    act, thing = air.factors("15.4142.72")
    assert act.name.startswith("Model Attacks") and thing.name == "Communication Records"
    # 8 acts x 9 kinds of data + 3 acts x 20 characteristics = 132; hate speech adds 1 x 20
    assert sum(air.factors(leaf.code) is not None for leaf in air.leaves()) == 132 + 20
    for leaf in air.at(4):
        if leaf.parent in ("15.4142", "14.3940"):
            act, thing = air.factors(leaf.code)
            assert leaf.name.casefold() == f"{act.name} - {thing.name}".casefold()


def test_the_path_of_a_leaf_starts_at_the_top():
    air = taxonomy.load("air-2024")
    assert [c.code for c in air.path("1.1.1")] == ["A", "1", "1.1", "1.1.1"]
    assert air.qualified("1.1.1") == "air-2024@1.0:1.1.1"
    assert split_qualified("air-2024@1.0:1.1.1") == ("air-2024@1.0", "1.1.1")


def test_an_unknown_code_is_an_input_error_and_an_unknown_name_a_state_error():
    with pytest.raises(InputError, match="category-unknown"):
        taxonomy.load("air-2024")["99.1"]
    with pytest.raises(StateError, match="air-2024"):
        taxonomy.load("../secrets")
    with pytest.raises(StateError, match=r"version 1\.0"):
        taxonomy.load("air-2024@2.0")


@pytest.mark.slow
@needs_copies
def test_the_seventeen_published_name_differences_are_found_by_diff():
    found = taxonomy.diff(copy_of("l4_name_hf58d507a"), copy_of("l4_name_helm"))
    assert len([d for d in found if d.kind in ("renamed", "respelled")]) == 17


@pytest.mark.slow
@needs_copies
def test_lint_of_the_defective_copy_counts_its_missing_leaves():
    found = taxonomy.lint(copy_of("l4_name_risk_mapping"))
    assert any(i.code == "level-count" and "level 4" in i.message for i in found)


@pytest.mark.slow
@needs_copies
def test_every_published_spelling_of_a_leaf_leads_to_its_code():
    air = taxonomy.load("air-2024")
    for column in ("l4_name_hf58d507a", "l4_name_helm", "l4_name_risk_mapping"):
        for leaf in copy_of(column).at(4):
            assert leaf.code in {c.code for c in air.named(leaf.name)}, (column, leaf.code)


@pytest.mark.slow
@needs_copies
def test_lost_words_are_reported_as_damage():
    found = {
        (i.where.split(" > ")[-1])
        for i in taxonomy.lint(copy_of("l4_name_hf58d507a"))
        if i.code == "name-damaged"
    }
    assert "16.44" in found
