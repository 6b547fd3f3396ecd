"""What `curation taxonomy lint` finds: one small fault at a time in a sound tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from curation import taxonomy
from curation.core.records import Category
from curation.taxonomy.model import Factor, Product, Taxonomy

NODES = {
    "1": Category(
        taxonomy="house@1.0",
        code="1",
        level=1,
        name="Fire",
        parent=None,
        definition="Whatever burns and must not.",
    ),
    "1.1": Category(
        taxonomy="house@1.0",
        code="1.1",
        level=2,
        name="Open flames",
        parent="1",
        definition="Burners, candles and torches in use.",
    ),
    "1.2": Category(
        taxonomy="house@1.0",
        code="1.2",
        level=2,
        name="Hot surfaces",
        parent="1",
        definition="Plates and ovens that were heated.",
    ),
    "2": Category(
        taxonomy="house@1.0",
        code="2",
        level=1,
        name="Water",
        parent=None,
        definition="Whatever leaks and must not.",
    ),
    "2.1": Category(
        taxonomy="house@1.0",
        code="2.1",
        level=2,
        name="Broken hoses",
        parent="2",
        definition="Hoses that lost their seal.",
    ),
}
Nodes = dict[str, Category]


def tree(nodes: Nodes, **more: object) -> Taxonomy:
    return Taxonomy("house", "1.0", ("area", "risk"), tuple(nodes.values()), **more)


def changed(code: str, **fields: object) -> Callable[[Nodes], Nodes]:
    return lambda nodes: {**nodes, code: nodes[code].model_copy(update=fields)}


def without(code: str) -> Callable[[Nodes], Nodes]:
    return lambda nodes: {name: node for name, node in nodes.items() if name != code}


def found(made: Taxonomy) -> list[tuple[str, str, str]]:
    return [
        (issue.code, issue.where.removeprefix("house@1.0 > "), issue.severity)
        for issue in taxonomy.lint(made)
    ]


def test_a_sound_tree_has_no_findings():
    assert found(tree(NODES, expected=(2, 3))) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (changed("1.2", level=3), [("level-unknown", "1.2", "error"), ("level-jump", "1.2", "error")]),
        (changed("1.2", level=1), [("level-jump", "1.2", "error"), ("branch-empty", "1.2", "warn")]),
        (changed("1.2", parent=None), [("orphan", "1.2", "error")]),
        (changed("1.2", parent="3"), [("orphan", "1.2", "error")]),
        (without("2.1"), [("branch-empty", "2", "warn")]),
        (changed("1.2", replaced_by=["9"], status="deprecated"), [("replacement-unknown", "1.2", "error")]),
        (changed("1.2", replaced_by=["1.1"]), [("replacement-active", "1.2", "error")]),
        (changed("1.2", name="  "), [("name-empty", "1.2", "error"), ("name-damaged", "1.2", "error")]),
        (
            changed("1.2", name="Open  Flames!"),
            [("name-duplicate", "1.2", "error"), ("name-damaged", "1.2", "error")],
        ),
        (changed("1.2", name="Open flame"), [("name-near", "1.2", "warn")]),
        (changed("1.2", name="hot surfaces"), [("name-damaged", "1.2", "warn")]),
        (changed("1.2", name="Hot surfaces."), [("name-sentence", "1.2", "warn")]),
        (changed("1.2", aliases=["open flames"]), [("alias-clash", "1.2", "error")]),
        (changed("1.2", cues=["oven; plate"]), [("list-joined", "1.2", "warn")]),
        (changed("1.2", definition=""), [("definition-missing", "1.2", "warn")]),
        (changed("1.2", definition="Hot surfaces of any kind."), [("definition-tautology", "1.2", "warn")]),
        (changed("1", definition=""), []),
        (
            changed("1.2", name="hot surfaces", status="deprecated", definition=""),
            [("name-damaged", "1.2", "warn")],
        ),
    ],
)
def test_one_fault_is_found_at_its_place(change, expected):
    assert found(tree(change(NODES))) == expected


@pytest.mark.parametrize(
    ("expected", "words"),
    [((2, 4), "level 2 (risk) has 3 nodes, expected 4"), ((2,), "one number for each level")],
)
def test_counts_that_do_not_fit_are_told_with_both_numbers(expected, words):
    (issue,) = taxonomy.lint(tree(NODES, expected=expected))
    assert issue.code == "level-count" and words in issue.message


ACTS = tuple(Factor("acts", name, "…", ()) for name in ("storing", "selling"))
THINGS = tuple(Factor("things", name, "…", ()) for name in ("fuel", "gas"))


def test_a_product_needs_its_parent_and_all_its_leaves():
    whole = Product("1", 1, ACTS[:1], THINGS)
    assert found(tree(NODES, products=(whole,))) == []
    assert found(tree(NODES, products=(replace(whole, parent="7"),))) == [
        ("product-parent", "house@1.0", "error")
    ]
    (issue,) = taxonomy.lint(tree(NODES, products=(replace(whole, acts=ACTS),)))
    assert issue.code == "product-leaf" and "2 product leaves are missing: 1.3" in issue.message


def test_leaves_of_a_product_may_have_names_that_are_near_each_other():
    near = changed("1.2", name="Open flame")(NODES)
    assert found(tree(near, products=(Product("1", 1, ACTS[:1], THINGS),))) == []


def test_every_error_says_what_to_do():
    """A message that only names the fault leaves its reader alone: each has a second half."""
    changes = [
        changed("1.2", level=3), changed("1.2", parent="3"), changed("1.2", parent=None), without("2.1"),
        changed("1.2", replaced_by=["9"]), changed("1.2", name=""), changed("1.2", aliases=["open flames"]),
    ]  # fmt: skip
    for change in changes:
        for issue in taxonomy.lint(tree(change(NODES))):
            assert ";" in issue.message, issue
