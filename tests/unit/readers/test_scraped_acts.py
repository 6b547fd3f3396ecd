"""Acts that a converter made from web pages to Markdown: links, list marks before printed numbers, notes of the publisher, what stands behind the signatures."""

import pytest
from curation.core.records import Clause, Document
from curation.readers import Reading, parse
from curation.readers.markdown_marks import numbered
from curation.readers.reference_links import resolved

ACT = """# Kites Act 2030Public Act2030 No 4

## Contents

[Title][1]

[1][2][][2][Short title][2]

[2][3][][3][Duty of owners][3]

[2A][4] [Duty of pilots][4]

[3][5] [Council][5]

---

##### 1 Short title

*   This Act is the Kites Act 2030.

    Compare: 1949 No 42 s 1

##### 2 Duty of owners

*   (1) An owner of a kite must obey [section 3][5].

    (1A) An owner must keep a log.

    (2) A log must show---

        *   (a) each flight; and

        *   (b) each fall.

    provided that no fall on sand counts.

    Section 2(1A): inserted, on 1 July 2031, by [section 4][6] of the Kites Amendment Act 2031 (2031 No 9).

#### Pilots

##### 2A Duty of pilots

*   *   (1) A pilot must look up.

    *   (2) A pilot must not fly at night.

##### 3 Council

*   Heading: replaced, on 1 July 2031, pursuant to section 5 of the Kites Amendment Act 2031.

[1]: https://example.org/a
[2]: https://example.org/b
[3]: https://example.org/c
[4]: https://example.org/d
[5]: https://example.org/e
"""


def read(text: str) -> Reading:
    return parse(Document(slug="kites", title="Kites Act 2030"), text.encode())


def clauses(text: str) -> dict[str, Clause]:
    return {clause.eid: clause for clause in read(text).clauses}


def test_subsections_behind_list_marks_are_cited_as_they_are_printed():
    cited = {eid: clause.citation for eid, clause in clauses(ACT).items()}
    assert cited["sec_2__para_1"] == "Kites Act 2030, Section 2(1)"
    assert cited["sec_2__para_1A"] == "Kites Act 2030, Section 2(1A)"
    assert cited["sec_2__para_2__point_b"] == "Kites Act 2030, Section 2(2)(b)"
    assert cited["sec_2A__para_1"] == "Kites Act 2030, Section 2A(1)"
    assert cited["sec_2A__para_2"] == "Kites Act 2030, Section 2A(2)"


def test_a_mark_before_a_section_without_subsections_makes_no_item():
    assert clauses(ACT)["sec_1__para_1"].text == "This Act is the Kites Act 2030."


def test_links_are_their_words_and_the_list_of_contents_is_one():
    found = clauses(ACT)
    assert found["sec_2__para_1"].text == "An owner of a kite must obey section 3."
    assert not any("[" in clause.text for clause in found.values())
    assert [clause.text for clause in found.values() if clause.kind == "contents"][2:4] == [
        "1 Short title",
        "2 Duty of owners",
    ]


def test_the_path_of_a_section_is_its_act_and_its_title():
    assert clauses(ACT)["sec_2__para_1"].path == ["Kites Act 2030", "2 Duty of owners"]


def test_notes_on_the_history_of_provisions_are_listed_and_make_no_clauses():
    reading = read(ACT)
    notes = [piece.text.split(":")[0] for piece in reading.dropped if piece.reason == "editorial"]
    assert notes == ["Compare", "Section 2(1A)", "Heading"]
    assert not any("2031" in clause.text for clause in reading.clauses)
    assert not any(piece.reason == "unaccounted" for piece in reading.dropped)


@pytest.mark.parametrize(
    "provision",
    [
        "Section 5: an owner must keep a log, on paper or by other means.",
        "Compare: the price of each kite must be shown.",
        "Schedule 2: amended forms must be sent by post.",
    ],
)
def test_a_provision_with_a_colon_is_no_note_of_the_publisher(provision: str):
    found = [clause.text for clause in clauses(f"# Kites\n\n{provision}\n\nKites fly.\n").values()]
    assert provision in found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("see [section 24][33] of it", "see section 24 of it"),
        ("see [the log][log]\n\n[log]: https://example.org", "see the log\n\n[log]: https://example.org"),
        ("see [Log][]\n\n[log]: https://example.org", "see Log\n\n[log]: https://example.org"),
        ("shown in [1][2]", "shown in [1][2]"),
        ("the value of grid[row][2]", "the value of grid[row][2]"),
        ("[one][two] is unknown", "[one][two] is unknown"),
        ("a note [here][^1]", "a note [here][^1]"),
    ],
)
def test_a_link_to_an_address_elsewhere_is_its_words(written: str, shown: str):
    assert resolved(written) == shown


def test_marks_of_a_list_whose_numbers_do_not_go_on_below_it_stay():
    lines = ["* (1) Fly low.", "", "* (2) Fly slow.", "", "* Land soon."]
    assert numbered(lines) == lines


def test_a_table_written_as_a_list_stays_one():
    lines = ["* * (a) kite", "  * red", "* * (b) glider", "  * blue"]
    assert numbered(lines) == lines


def test_a_number_with_a_letter_that_follows_no_section_is_no_later_section():
    found = clauses("# Kites\n\n## 3 Tools\n\nUse glue.\n\n## 3D Printing\n\nAsk first.\n")
    assert "sec_3D" not in found


def test_a_section_of_three_digits_follows_the_one_before():
    text = "".join(f"##### {n} Rule of day {n}\n\nFly {n} kites.\n\n" for n in range(97, 103))
    assert {"sec_99", "sec_100", "sec_101", "sec_102"} <= set(clauses(f"# Kites\n\n{text}"))


def test_a_word_in_bold_behind_a_line_break_goes_on_with_its_sentence():
    text = "# Rules\n\nOwners must land  \n**before** dark, and they must  \n**never** fly over roads.\n"
    assert [c.text for c in clauses(text).values()][1:] == [
        "Owners must land before dark, and they must never fly over roads."
    ]


def test_what_is_attached_behind_the_signatures_of_an_act_is_read():
    articles = "".join(
        f"Article {n}\n\nOwners shall fly {n} kites. They shall report each year.\n\n" for n in (1, 2, 3)
    )
    text = f"# KITES ORDER\n\n{articles}Done at Oslo, 1 May 2030.\n\nThe Minister\n\nSCHEDULE\n\nRed kites\n\nBlue kites\n"
    found = [c.text for c in clauses(text).values()]
    assert "Red kites" in found
    assert "Blue kites" in found
    assert "The Minister" not in found


def test_a_link_that_is_called_as_its_address_is_loses_its_brackets_and_other_brackets_stay():
    text = "# Kites\n\nAsk the [Kite Board], as [amended] [1].\n\n[Kite Board]: https://kite.example\n"
    assert (
        parse(Document(slug="doc", title=""), text.encode()).clauses[-1].text
        == "Ask the Kite Board, as [amended] [1]."
    )
