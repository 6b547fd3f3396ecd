"""What an item is about is what the heading over its clause names."""

from __future__ import annotations

import pytest
from curation.generation import topics
from generate_fixtures import clause


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Kite rules", "kite rules"),
        ("Gas cylinders", "gas cylinders"),
        ("1.4 Gas cylinders", "gas cylinders"),
        ("16. Tents", "tents"),
        ("35A. Firebreaks", "firebreaks"),
        ("Article 7 Pressure vessels", "pressure vessels"),
        ("CHAPTER IV Records", "records"),
        ("Part B: Visitors", "visitors"),
        ("II. Duties of the operator", "duties of the operator"),
        ("A laboratory", "a laboratory"),
        ("LPG containers", "LPG containers"),
        ("12.", ""),
        ("", ""),
        ("What everybody who works here should know before the first day begins", ""),
    ],
)
def test_the_topic_is_the_heading_without_its_number(heading, topic):
    assert topics.of(clause("a", "Words.", path=[heading])) == topic


def test_a_clause_below_no_heading_has_no_topic():
    assert topics.of(clause("a", "Words.")) == ""
