"""Leaves that nobody maps to, and clauses that no leaf wants."""

from curation import mapping
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Clause
from curation.mapping import gaps
from curation.mapping.settings import Settings
from curation.taxonomy.files import build

OWN = build(
    "own", {"name": "own", "version": "1"},
    "code,name,definition,cues\n1,Arson,Setting fire on purpose,fire | burning\n2,Flooding,Letting water in,flood | water damage\n",
    "own.csv",
)  # fmt: skip
TEXTS = [
    "Dogs must be kept on a leash in the park.", "Every dog must wear a leash near the park.",
    "A leash for the dog is required in each park.", "Nobody may set fire to the hall.",
    "The chair must sign minutes.",
]  # fmt: skip


def frame(modality="obligation"):
    return tables.frame(
        [
            Clause(
                id=f"p@1#item_{i}", document="p", edition="1", eid=f"item_{i}", kind="item", citation="", path=[], marker="",
                text=text, start=0, end=len(text), modality=modality, language="en", sha256=text_digest(text),
            )
            for i, text in enumerate(TEXTS)
        ],
        Clause,
    )  # fmt: skip


def found(modality="obligation"):
    clauses = frame(modality)
    mapped = mapping.map_clauses(clauses, [OWN], Settings(method="lexical"), None)
    return gaps.gaps(clauses, mapped, OWN, None)


def test_a_leaf_without_a_clause_is_named():
    assert (found().unused, found().leaves) == (("2",), 2)


def test_rules_that_no_leaf_wants_are_grouped_and_named_by_what_they_share():
    (cluster,) = found().clusters
    assert sorted(cluster.clauses) == ["p@1#item_0", "p@1#item_1", "p@1#item_2"]
    assert {"leash", "park"} <= set(cluster.words)
    assert (found().unwanted, found().normative) == (4, 5)


def test_clauses_that_demand_nothing_are_left_out():
    assert found("other") == gaps.Gaps(("2",), 2, 0, 0, ())
