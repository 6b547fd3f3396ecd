"""The seeded shuffle: even key positions, the same content, the same answer."""

from __future__ import annotations

from collections import Counter

from curation.checks.items import from_record
from curation.checks.sets.dataset_checks import key_positions
from curation.checks.sets.key_positions import rebalanced


def skewed(n=80):
    """Questions whose key always stands first."""
    return [
        {"id": str(i), "stem": f"What comes after step {i}?", "options": [f"right {i}", f"wrong a{i}", f"odd b{i}", f"bad c{i}"], "answer": "A"}
        for i in range(n)
    ]  # fmt: skip


def keyed(record):
    item = from_record(record, 0)
    return item.options[item.answer]


def test_the_key_stands_everywhere_equally_often_and_is_the_same():
    records = skewed()
    made, moved = rebalanced(records, 1)
    counts = Counter((4, from_record(r, 0).answer) for r in made)
    assert sorted(counts.values()) == [20, 20, 20, 20]
    assert key_positions(counts)[1] == 1.0
    assert moved >= 60
    assert [keyed(r) for r in made] == [keyed(r) for r in records]
    assert [sorted(r["options"]) for r in made] == [sorted(r["options"]) for r in records]


def test_the_order_of_the_file_decides_nothing_and_the_seed_does():
    records = skewed(20)
    assert rebalanced(records, 1)[0] == rebalanced(records[::-1], 1)[0][::-1]
    assert rebalanced(records, 1)[0] != rebalanced(records, 2)[0]


def test_the_answer_keeps_its_form():
    options = ["yes indeed", "not at all", "only then"]
    for given in ("b", 1, "1", "not at all"):
        made, _ = rebalanced([{"stem": f"When, says {given}?", "options": options, "answer": given}], 3)
        assert isinstance(made[0]["answer"], type(given))
        assert keyed(made[0]) == "not at all"


def test_what_has_an_order_of_its_own_stays():
    records = [
        {"stem": "How long?", "options": ["1 day", "2 days", "3 days"], "answer": "A"},
        {"stem": "Which?", "options": ["This one", "That one", "All of the above"], "answer": "C"},
        {
            "stem": "Which?",
            "options": ["This one", "That one", "No one"],
            "answer": "B",
            "explanation": "Option B is right.",
        },
        {"text": "Help me."},
    ]
    assert rebalanced(records) == (records, 0)
