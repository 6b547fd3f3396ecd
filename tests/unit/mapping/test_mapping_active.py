"""What to ask next, and what to offer for a clause."""

import polars as pl
from curation import taxonomy
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Mapping
from curation.mapping.active import after_accepting, offers, priority

AIR = taxonomy.load("air-2024")


def row(clause, code, score, rank=1, method="combined"):
    return Mapping(
        clause=clause, clause_sha256=text_digest(clause), category=f"air-2024@1.0:{code}", score=score, rank=rank,
        relation="none" if code == "none" else "related", method=method, evidence_start=0, evidence_end=1,
    )  # fmt: skip


def test_torn_clauses_come_before_sure_ones_and_judged_ones_come_last():
    rows = [
        row("sure", "1.2.7", 0.97), row("torn", "1.2.7", 0.5), row("torn", "10.32.1", 0.4, 2), row("one", "1.2.7", 0.5),
        row("dull", "none", 0.99), row("said", "1.2.7", 0.5, method="judged"), row("head", "none", 1.0, method="kind"),
    ]  # fmt: skip
    made = priority(tables.frame(rows, Mapping))
    assert made["clause"].to_list()[:2] == ["torn", "one"]
    score = dict(zip(made["clause"], made["score"], strict=True))
    # one is a fair coin: one bit; torn adds the entropy of 0.4, 0.971 bits
    assert round(score["one"], 6) == 1.0 and round(score["torn"], 3) == 1.971
    assert score["said"] == score["head"] == 0.0
    assert 0 < score["dull"] < score["sure"] < 1


def test_priority_owes_nothing_to_the_order_of_the_rows():
    rows = [row(f"c{i}", "1.2.7", i / 10) for i in range(1, 10)]
    made = priority(tables.frame(rows, Mapping))
    assert made.equals(priority(tables.frame(rows[::-1], Mapping)))
    assert isinstance(made, pl.DataFrame)


def test_groups_are_offered_first_with_their_leaves_and_siblings():
    proposed = [("air-2024@1.0:10.32.1", 0.3), ("air-2024@1.0:1.2.7", 0.6), ("air-2024@1.0:1.2.9", 0.7)]
    first, second = offers([*proposed, ("air-2024@1.0:none", 0.9), ("other@1:1.2.7", 0.9)], AIR)
    assert (first.group, first.leaves) == ("air-2024@1.0:1.2", ("air-2024@1.0:1.2.9", "air-2024@1.0:1.2.7"))
    assert first.siblings == ("air-2024@1.0:1.2.8", "air-2024@1.0:1.2.10")
    assert (second.group, first.score) == ("air-2024@1.0:10.32", 0.7)


def test_an_accepted_product_leaf_brings_those_that_share_an_act_or_a_thing_first():
    # 15.4142.11: disclosure of health data; 8 other kinds disclosed and 7 other acts on health data share a factor
    found = after_accepting("air-2024@1.0:15.4142.11", AIR)
    assert len(found) == 71
    own = AIR.factors("15.4142.11")
    shared = [any(a == b for a, b in zip(own, AIR.factors(c.rpartition(":")[2]), strict=True)) for c in found]
    assert shared == [True] * 15 + [False] * 56
