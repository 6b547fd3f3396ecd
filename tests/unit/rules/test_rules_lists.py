"""Rules over several clauses: items inherit from the last operator of the words above them."""

from __future__ import annotations

import pytest
from curation import rules
from curation.rules import composition, sentence_drafts
from rules_fixtures import clauses_of, rules_of, texts

BANNED_UNLESS = """# Act

## Article 4

1. The use of face recognition in public places shall be prohibited, unless a court has authorised it in order to:
    (a) find a missing child;
    (b) prevent an imminent threat to life.
"""


def kinds(text: str) -> dict[str, str]:
    """What each clause of a document does, by its first words."""
    clauses = clauses_of(text)
    known = rules.modalities(rules.extract(clauses))
    return {clause.text.split(") ")[-1][:24]: known.get(clause.id, "other") for clause in clauses}


def test_items_below_unless_are_exempt_and_are_the_exceptions_of_the_ban():
    found = rules_of(BANNED_UNLESS)
    ban, *exempt = found
    assert ban.modality == "prohibition"
    assert [rule.modality for rule in exempt] == ["exemption", "exemption"]
    assert "find a missing child" in texts(ban.exceptions)
    assert all(rule.lifts == [ban.clauses[0]] for rule in exempt)


def test_items_below_does_not_apply_where_lift_the_ban_that_is_named():
    text = """# Use policy

## 1 Prohibited uses

1. You must not use face recognition in public places.

## 2 Exceptions

1. Section 1 does not apply where the use is necessary to:
    (a) find a missing child;
    (b) prevent an imminent threat to life.
"""
    found = rules_of(text)
    assert [rule.modality for rule in found] == ["prohibition", "exemption", "exemption", "exemption"]
    assert found[1].lifts == [
        clause.id for clause in clauses_of(text) if clause.text.startswith("1 Prohibited")
    ]


def test_duties_of_a_list_have_the_bearer_and_the_condition_of_the_words_above():
    found = rules_of("""# Act

## 1 Duties

1. Before work begins, the employer shall:
    (a) test the air; and
    (b) not admit visitors, except inspectors.
""")
    assert [(rule.modality, rule.bearer and rule.bearer.text) for rule in found[-2:]] == [
        ("obligation", "the employer"),
        ("prohibition", "the employer"),
    ]
    assert texts(found[-2].conditions) == ["Before work begins"]
    assert texts(found[-1].exceptions) == ["except inspectors"]
    assert len(found[-1].clauses) == 2


def test_elements_of_a_noun_list_are_elements_of_one_rule():
    (rule,) = rules_of("""# Act

## 1 Notices

1. The notice of the owner shall contain the following:
    (a) the name of the firm;
    (b) the date; or
    (c) the place.
""")
    assert texts(rule.elements) == ["the name of the firm", "the date; or", "the place"]
    assert rule.conjunction == "or"
    assert len(rule.clauses) == 4


def test_conditions_of_a_list_are_conditions_of_one_rule():
    (rule,) = rules_of("""# Act

## 1 Leave

1. The owner must close the hall if:
    (a) the alarm sounds;
    (b) smoke is seen.
""")
    assert texts(rule.conditions) == ["the alarm sounds", "smoke is seen"]


def test_a_heading_that_forbids_gives_its_word_to_lists_of_any_form():
    text = """# Use policy

## Prohibited uses

- Facilitates self-harm.
- Hatred or hate speech.
- Threaten, harass, or stalk people.
- Generating spam.
- You may write about these subjects as a reporter.
- We review every appeal.
"""
    assert list(kinds(text).values())[-6:] == ["prohibition"] * 4 + ["permission", "other"]


def test_a_list_below_words_that_forbid_is_a_list_of_bans():
    text = """# Use policy

You may not:

- Generate malware.
- Deceive voters.
"""
    found = rules_of(text)
    assert [rule.modality for rule in found][-2:] == ["prohibition", "prohibition"]
    assert found[-1].bearer is not None
    assert found[-1].bearer.text == "You"


def test_definitions_and_scope_go_down_to_the_items():
    text = """# Act

## 1 Terms

1. This Act does not apply to:
    (a) farms;
    (b) ships.
"""
    assert {rule.modality for rule in rules_of(text)} == {"scope"}


def test_a_sentence_behind_a_semicolon_states_a_rule_of_its_own():
    text = """# Act

## 1 Bans

1. The following shall be prohibited:
    (a) the use of devices that sort pupils by faith; this prohibition does not cover lists kept by the pupils.
"""
    found = rules_of(text)
    assert [rule.modality for rule in found] == ["prohibition", "prohibition", "exemption"]


def test_references_resolve_to_clauses_of_the_same_document():
    text = """# Act

## 1 Register

1. The owner shall keep a register.

2. Item 1 shall not apply to farms.

## 2 Inspection

1. The register named in section 1 shall be open to the inspector, without prejudice to Article 5 of Regulation (EU) 2016/679.
"""
    clauses = clauses_of(text)
    first = next(clause.id for clause in clauses if "The owner shall keep" in clause.text)
    found = rules.extract(clauses)
    assert found[1].lifts == [first]
    section = next(clause.id for clause in clauses if clause.text.startswith("1 Register"))
    assert found[2].refers == [section]


def test_relabelled_clauses_say_what_their_rules_say():
    clauses = clauses_of(BANNED_UNLESS)
    labelled = rules.relabel(clauses, rules.extract(clauses))
    assert [clause.modality for clause in labelled][-3:] == ["prohibition", "exemption", "exemption"]


def test_an_item_that_does_not_apply_exempts_and_forbids_nothing():
    found = rules_of(
        "# X\n\n## 1 Y\n\nThis section:\n\n(a) is subject to section 2, and\n\n(b) does not apply to kites of clubs.\n",
        "en",
    )
    assert [rule.modality for rule in found] == ["exemption"]


def test_a_condition_that_a_comma_closes_leaves_the_items_rules_of_their_own():
    found = rules_of(
        "# X\n\n## 1 Y\n\n1. If fumes are likely to form in the shed,\n\n    (a) the shed shall be aired; and\n\n    (b) each worker shall wear a mask.\n",
        "en",
    )
    assert [rule.modality for rule in found] == ["obligation", "obligation"]


def test_a_provision_behind_a_list_is_no_part_of_the_list_above_it():
    found = rules_of(
        "# X\n\n## 1 Y\n\n1. A worker shall be examined when:\n\n    (a) the worker falls ill; or\n\n    (b) a spill makes it likely.\n\n2. The quantity shall not exceed one litre. The officer may allow more.\n",
        "en",
    )
    assert [rule.modality for rule in found] == ["obligation", "prohibition", "permission"]


def test_a_paragraph_that_names_a_conduct_right_below_a_heading_that_forbids_is_forbidden():
    found = rules_of(
        "# X\n\n## Not permitted\n\nDeception. Images of a real person shown as photographs.\n", "en"
    )
    assert [rule.modality for rule in found] == ["prohibition"]


def test_what_the_issuer_cannot_do_is_no_ban():
    assert not rules_of(
        "# X\n\n## Limits\n\nWe cannot watch everything:\n\n- Kites fly unseen\n- You fly at your own risk\n",
        "en",
    )


@pytest.mark.slow
def test_what_is_read_of_a_chain_of_semicolons_grows_with_its_length_and_no_faster(monkeypatch):
    plain, read = sentence_drafts.read, []

    def counted(clause, start, end):
        read.append(end - start)
        return plain(clause, start, end)

    monkeypatch.setattr(composition, "read", counted)
    monkeypatch.setattr(sentence_drafts, "read", counted)
    letters = []
    for parts in (40, 80):
        read.clear()
        chain = "; ".join(["The keeper shall close the valve"] + ["the keeper shall test it"] * parts)
        assert len(rules_of(f"# Act\n\n## Article 4\n\n{chain}.\n")) == parts + 1
        letters.append(sum(read))
    assert letters[1] < 2.5 * letters[0]
