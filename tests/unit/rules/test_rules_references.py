"""Which provision of a document a reference names: by the numbers that are printed, and never one of another law."""

from __future__ import annotations

import pytest
from curation.rules.parts import references
from curation.text.phrases import fold
from rules_fixtures import clauses_of

LETTERED = """# Act

## 4 Kilns

(a) The firer shall keep a log.

(b) The firer shall lock the gate as paragraph (a) and section 5(c) say.

## 5 Glazes

(a) Lead shall not be used.

(b) Glazes shall be labelled.

(c) Dust shall be wiped off.
"""
TITLED = """# Act

## Duties

### 4 Kilns

(1) The firer shall keep a log.

#### Open days

(2) On an open day subsection (1) applies to each guest.

### 5 Glazes

(1) A glaze with lead shall be labelled.

#### Guests

(2) A guest who breaks subsection (1) shall leave.
"""
NAMED = """# Act

## 3 Fees

The keeper shall pay the fee.

## 7 Records

The keeper shall keep records {words}.

## 8 Notices

The keeper shall post notices.
"""


def named(text: str, saying: str) -> list[str]:
    """The words of the provisions that the clause which says `saying` names."""
    clauses = clauses_of(text)
    index = references.build(clauses)
    home = next(clause for clause in clauses if saying in clause.text)
    by_id = {clause.id: clause for clause in clauses}
    return [by_id[target].text for _, _, target in references.resolve(fold(home.text), home, index)]


def test_a_printed_letter_names_its_paragraph_and_not_the_one_in_that_place():
    assert named(LETTERED, "lock the gate") == ["The firer shall keep a log.", "Dust shall be wiped off."]


def test_a_subsection_is_looked_for_in_its_own_section_across_the_titles_between():
    assert named(TITLED, "On an open day") == ["The firer shall keep a log."]
    assert named(TITLED, "A guest who breaks") == ["A glaze with lead shall be labelled."]


def test_a_number_in_no_section_names_nothing_far_away():
    text = "# Club\n\n## Boats\n\n1. Boats are tied up.\n\n## Guests\n\n- Guests follow paragraph 1 of the club.\n"
    assert named(text, "Guests follow") == []


@pytest.mark.parametrize(
    "words",
    [
        "as section 3 of the Kiln Firing and Glazes Act says",
        "under section 3 of the Act",
        "under section 3 of the Workers' Protection Act",
        "under sections 3 and 8 of the Boilers Act",
        "that 2004, c. 9, s. 3 calls for",
    ],
)
def test_a_section_of_another_law_is_none_of_this_one(words):
    assert named(NAMED.format(words=words), "keep records") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("as section 3 of this Act says", ["3 Fees"]),
        ("under sections 3 and 8", ["3 Fees", "8 Notices"]),
        ("under section 3, 7 or 8", ["3 Fees", "7 Records", "8 Notices"]),
        ("as section 3 says, for 8 days", ["3 Fees"]),
    ],
)
def test_every_section_of_this_act_that_is_named_is_found(words, found):
    assert named(NAMED.format(words=words), "keep records") == found


def test_a_section_of_a_law_of_another_tongue_is_none_of_this_one():
    text = "# Gesetz\n\n## § 3 Gebühr\n\nDer Halter zahlt die Gebühr.\n\n## § 7 Akten\n\nDer Halter führt Akten nach § 3 des {law}.\n"
    assert named(text.format(law="Kesselbetriebsgesetzes"), "führt Akten") == []
    assert named(text.replace("des {law}", "dieses Gesetzes"), "führt Akten") != []
