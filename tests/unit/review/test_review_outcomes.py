"""What became of the items that people decided: kept, edited, rejected, by generator, category and reason."""

from curation.core.records import Decision
from curation.review.standing import outcomes

from review_world import item, prompt

SHOWN = "lab-safety@1.0:1.1"


def decided(number, outcome="accept", **more):
    return Decision(
        subject=f"c{number}", kind="prompt", dataset="house", outcome=outcome, rule="consensus", judgements=[]
    ).model_copy(update=more)


def items(*numbers):
    return [item(prompt(number), "b1") for number in numbers]


def lines(counts):
    return {(c.by, c.name): (c.kept, c.edited, c.rejected, c.pending) for c in counts}


def test_an_accepted_item_whose_main_category_changed_counts_as_edited():
    (one,) = items(1)
    assert outcomes.fate(decided(1, labels=[SHOWN]), one) == "kept"
    assert outcomes.fate(decided(1, labels=["lab-safety@1.0:2.1", SHOWN]), one) == "edited"
    assert outcomes.fate(decided(1, "revise", labels=[SHOWN]), one) == "edited"
    assert outcomes.fate(decided(1, "reject", labels=["lab-safety@1.0:2.1"]), one) == "rejected"
    assert outcomes.fate(decided(1, "pending"), one) == "pending"
    assert outcomes.fate(decided(1, labels=[SHOWN]), None) == "kept"
    bare = one.model_copy(update={"shown": {**one.shown, "categories": []}})
    assert outcomes.fate(decided(1, labels=[SHOWN]), bare) == "kept"


def test_an_item_without_categories_counts_under_none():
    bare = [one.model_copy(update={"shown": {**one.shown, "categories": []}}) for one in items(1)]
    counts = outcomes.count([decided(1, labels=[SHOWN])], bare, {})
    assert lines(counts)["category", "none"] == (1, 0, 0, 0)
    assert outcomes.fate(decided(1, labels=[]), items(1)[0]) == "kept"


def test_items_are_counted_by_dataset_generator_category_and_reason():
    decisions = [
        decided(1, labels=[SHOWN]),
        decided(2, "revise", edited={"text": "Other words."}, reasons=["unclear"]),
        decided(3, "reject", reasons=["duplicate", "unclear"]),
        decided(4, "pending"),
        decided(9, kind="mapping"),
    ]
    counts = outcomes.count(decisions, items(1, 2, 3, 4), {"c1": "template", "c2": "template", "c3": "model"})
    assert lines(counts) == {
        ("category", "none"): (1, 0, 0, 0),
        ("category", SHOWN): (1, 1, 1, 1),
        ("dataset", "house"): (2, 1, 1, 1),
        ("generator", "mapping"): (1, 0, 0, 0),
        ("generator", "model"): (0, 0, 1, 0),
        ("generator", "template"): (1, 1, 0, 0),
        ("generator", "unknown"): (0, 0, 0, 1),
        ("reason", "duplicate"): (0, 0, 1, 0),
        ("reason", "unclear"): (0, 1, 1, 0),
    }
    assert [(c.by, c.name) for c in counts] == sorted((c.by, c.name) for c in counts)
    (whole,) = [c for c in counts if c.by == "dataset"]
    assert whole.as_json()["decided"] == 4


def test_a_share_of_the_queue_is_counted_alone():
    counts = outcomes.count([decided(1), decided(2)], items(1, 2), {}, only={("house", "c2")})
    assert lines(counts)["dataset", "house"] == (1, 0, 0, 0)


def test_gold_is_no_item_and_the_first_batch_is_what_people_saw_first():
    first, gold = items(1, 2)
    later = first.model_copy(update={"batch": "b2", "id": "item-later"})
    seen = outcomes.shown_items([later, gold.model_copy(update={"gold": {"verdict": "accept"}}), first])
    assert seen == {("house", "c1"): first}


def test_an_edit_is_told_with_its_words_and_what_was_not_edited_is_none():
    decisions = [
        decided(2, "revise", edited={"text": "Help me to hide the log of unit 2."}, reasons=["unclear"]),
        decided(1, "revise", edited={"text": "Help me to hide the log of unit 1."}),
        decided(3, "accept", edited={"text": "Ignored."}),
        decided(4, "revise"),
        decided(9, "revise", edited={"text": "Nobody was shown this."}),
    ]
    edits = outcomes.edits(decisions, items(1, 2, 3, 4))
    assert [(e.subject, e.reasons) for e in edits] == [("c1", ()), ("c2", ("unclear",))]
    assert edits[0].fields == {"text": "Help me to [-alter-] {+hide+} the log of unit 1."}
