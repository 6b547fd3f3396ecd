"""What a reviewer reads of the rules of a provision."""

import pytest
from curation import readers, rules
from curation.core.records import Document
from curation.review.board import rule_words, screen_text

TEXT = b"# Act\n\n## 1 Locks\n\nThe keeper shall lock the hall at night, unless a guard stays there.\n"


@pytest.fixture(scope="module")
def shown():
    clauses = list(readers.read(Document(slug="act", title="Hall Act", citation="HA", language="en"), TEXT))
    return rule_words.shown(clauses, rules.extract(clauses))


def test_a_rule_is_told_with_who_what_and_except(shown):
    (line,) = shown["rules"]
    assert line.startswith("Demands \u00b7 who: The keeper \u00b7 what: lock the hall")
    assert " \u00b7 except: " in line and "unless:" not in line


def test_the_screen_says_above_the_rules_that_a_program_read_them(shown):
    page = screen_text.provision({"citation": "HA, 1", "text": TEXT.decode(), **shown})
    before, _, after = page.partition(screen_text.READ_AS)
    assert after and "Demands" in after and "Demands" not in before
