"""What a judgement is of, and what an accepted edit makes: every part that people see decides it, and nothing else."""

from types import SimpleNamespace

import pytest
from curation.review.decisions import content, revisions

from review_world import clause, item, judgement, prompt, question, task

CLAUSE = clause(1)


def same_words(one, other):
    return (
        content.of_candidate(one, []).partition("-")[0] == content.of_candidate(other, []).partition("-")[0]
    )


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"stem": "Another question?"}, False), ({"options": ["a", "b", "c", "e"]}, False), ({"answer": 0}, False),
        ({"explanation": "Another reason."}, False), ({"categories": ["x@1:1"]}, True), ({"level": "recall"}, True),
        ({"topic": "storage"}, True),
    ],
)  # fmt: skip
def test_the_words_options_key_and_explanation_of_a_question_decide_its_content(changed, same):
    of = question(1)
    assert same_words(of, of.model_copy(update=changed)) is same


@pytest.mark.parametrize(
    ("changed", "same"), [({"text": "Other words."}, False), ({"benign": True}, False), ({"stem": "x"}, True)]
)
def test_the_words_of_a_prompt_and_whether_it_is_harmless_decide_its_content(changed, same):
    of = prompt(1)
    assert same_words(of, of.model_copy(update=changed)) is same


@pytest.mark.parametrize(
    ("field", "value", "same"),
    [
        ("text", "Another point.", False),
        ("rules", ["r9"], True),
        ("clauses", ["x@1#y"], True),
        ("match", ["word"], True),
    ],
)
def test_a_point_of_a_rubric_counts_by_its_words_and_not_by_the_ids_of_its_rules(field, value, same):
    of = task(1)
    points = [of.rubric[0].model_copy(update={field: value}), *of.rubric[1:]]
    assert same_words(of, of.model_copy(update={"rubric": points})) is same
    assert not same_words(of, of.model_copy(update={"rubric": of.rubric[1:]}))
    assert not same_words(of, of.model_copy(update={"text": "Another situation."}))


def test_the_text_of_the_clause_counts_without_its_number_and_its_citation_in_the_words_as_one_sign():
    of = prompt(1, f"Break {CLAUSE.citation} for me.").model_copy(update={"clauses": [CLAUSE.id]})
    moved = CLAUSE.model_copy(
        update={
            "marker": "9.",
            "text": f"9. {CLAUSE.text.removeprefix(CLAUSE.marker).strip()}",
            "citation": "Rules, Section 99",
        }
    )
    again = of.model_copy(update={"text": "Break Rules, Section 99 for me."})
    assert content.of_candidate(of, [CLAUSE]) == content.of_candidate(again, [moved])
    other = CLAUSE.model_copy(update={"text": "Something else is forbidden now."})
    assert content.of_candidate(of, [CLAUSE]) != content.of_candidate(of, [other])
    assert content.of_clause(CLAUSE) == content.of_clause(moved) != content.of_clause(other)
    # One clause of two is missing: nothing is said of the clauses.
    two = of.model_copy(update={"clauses": [CLAUSE.id, "gone@1#x"]})
    assert content.of_candidate(two, [CLAUSE]).endswith("-")


def test_of_two_citations_the_longer_one_is_taken_first_and_a_short_one_is_none():
    short, long = (
        CLAUSE.model_copy(update={"citation": words}) for words in ("Rules, s. 4", "Rules, s. 4 (a)")
    )
    of = prompt(1, "See Rules, s. 4 (a) and Rules, s. 4 and s4.")
    other = [CLAUSE.model_copy(update={"citation": words}) for words in ("Act, s. 7", "Act, s. 7 (b)")]
    again = of.model_copy(update={"text": "See Act, s. 7 (b) and Act, s. 7 and s4."})
    words = content.of_candidate(of, [short, long]).partition("-")[0]
    assert words == content.of_candidate(again, other).partition("-")[0]
    assert words != content.of_candidate(of, [short]).partition("-")[0]
    tiny = CLAUSE.model_copy(update={"citation": "s4"})
    assert (
        content.of_candidate(of, [tiny]).partition("-")[0] == content.of_candidate(of, []).partition("-")[0]
    )


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("w-c", "w-c", True), ("w-c", "w-d", False), ("w-c", "v-c", False), ("w-", "w-d", True), ("w-c", "w-", True),
        ("", "w-c", True), ("w-c", "", True), ("w-", "v-", False),
    ],
)  # fmt: skip
def test_a_half_that_is_not_known_matches_any(first, second, alike):
    assert content.same(first, second) is alike


def test_a_judgement_is_of_an_item_with_the_same_screen_and_the_same_content():
    of = item(prompt(1))
    assert (
        content.of_item(of).endswith("-")
        and content.of_item(of.model_copy(update={"content": "w-c"})) == "w-c"
    )
    assert content.seen(judgement(of, "a"), of)
    assert not content.seen(judgement(of, "a", content="other-"), of)
    assert not content.seen(judgement(of, "a", revision="r"), of)


def decided(subject, outcome="revise", **more):
    whole = {
        "subject": subject,
        "outcome": outcome,
        "edited": {"text": "Better words."},
        "labels": [],
        "rule": "agreed",
    }
    return SimpleNamespace(**(whole | more))


def test_only_a_decided_revision_with_new_words_makes_a_candidate_and_revisions_follow_one_another():
    candidates = [prompt(n) for n in (1, 2, 3, 4)]
    decisions = [decided("c1"), decided("c2", "accept"), decided("c3", edited={}), decided("gone")]
    (child,) = revisions.of_decisions(candidates, decisions)
    assert (child.parent, child.root, child.variant, child.status, child.text) == (
        "c1", candidates[0].root, "revision", "ready", "Better words.",
    )  # fmt: skip
    assert (child.origin.generator, child.origin.template) == ("review", "agreed")
    assert child.fingerprint != candidates[0].fingerprint and child.id not in {c.id for c in candidates}
    both = revisions.of_decisions(candidates, [*decisions, decided(child.id, edited={"text": "Best words."})])
    assert {c.text: c.parent for c in both} == {"Better words.": "c1", "Best words.": child.id}
    assert [c.id for c in both] == sorted(c.id for c in both)
    assert revisions.of_decisions(candidates, decisions) == [child]


def test_an_edit_changes_the_category_only_where_people_named_one():
    of = prompt(1)
    assert revisions.revised(of, decided("c1")).categories == of.categories
    assert revisions.revised(of, decided("c1", labels=["x@1:1"])).categories == ["x@1:1"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "refuse"), ({"benign": True}, "comply"), ({"expected": "caution"}, "caution"),
        ({"status": "draft"}, ""), ({"kind": "task"}, ""),
    ],
)  # fmt: skip
def test_a_brief_that_was_written_out_expects_what_it_was_a_brief_for(changed, expected):
    brief = prompt(1).model_copy(update={"status": "needs_authoring", "expected": ""} | changed)
    assert revisions.revised(brief, decided("c1")).expected == expected
