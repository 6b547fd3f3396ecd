"""What an amendment quotes of another act: a quotation that is opened once and closed paragraphs later."""

from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="Kite Act")
QUOTED = "# Kite Act\n\n## 1 Short title\n\nThis is the Kite Act.\n\n## 2 Amendment\n\nThe Boat Act is amended by the insertion of the following section:\n\n{}\n\n## 3 Fines\n\n(1) A fine is ten coins.\n\n(2) It goes to the fund.\n"


def cited(text: str) -> dict[str, str]:
    return {clause.eid: clause.text for clause in parse(DOC, text.encode()).clauses}


def test_numbers_inside_a_quotation_opened_once_name_no_part_of_the_act():
    found = cited(
        QUOTED.format(
            "“24A.—(1) A keeper shall—\n\n(a) keep a list, and\n\n(b) show it.\n\n(2) A boat shall have a name.”."
        )
    )
    assert [eid for eid in found if eid.startswith("sec_2__")] == [f"sec_2__para_{n}" for n in range(1, 6)]
    assert found["sec_2__para_5"] == "(2) A boat shall have a name.”."
    assert {"sec_3", "sec_3__para_1", "sec_3__para_2"} <= set(found)


def test_a_quotation_that_is_never_closed_takes_no_section_with_it():
    found = cited(QUOTED.format("“24A. A keeper shall keep a list.\n\nIt shall be short."))
    assert {"sec_3", "sec_3__para_1", "sec_3__para_2"} <= set(found)


def test_a_line_that_begins_with_a_term_in_quotes_is_no_quotation():
    found = cited(QUOTED.format("“boat” means a boat;\n\n(a) Fly low.\n\n(b) Fly slow."))
    assert "Fly slow." in found.values()


def test_the_title_block_of_a_pandoc_document_is_its_title():
    text = "% Gesetz über die Drachen  (Drachengesetz - DrG)\n% Ausfertigungsdatum: 01.02.2003\n\n# Eingangsformel\n\nDer Rat beschließt:\n\n# § 1 – Zweck\n\nEs gilt.\n\n# § 2 – Ziel\n\nEs ist so.\n\n# § 3 – Ende\n\nEs gilt.\n"
    read = parse(Document(slug="doc", title=""), text.encode())
    assert read.document.title == "Gesetz über die Drachen (Drachengesetz - DrG)"
    assert read.clauses[-1].citation.endswith("DrG")


def test_numbers_below_the_heading_of_the_notes_behind_an_act_name_no_section():
    text = (
        QUOTED.format("a fine.")
        + "\n##### Notes\n\n###### 1 General\n\nThis is a reprint.\n\n###### 2 Status\n\nIt is presumed right.\n"
    )
    found = cited(text)
    assert "hcontainer_1-general" in found and "sec_1_2" not in found


def test_a_heading_of_notes_before_any_section_is_one_of_the_document():
    found = cited("# Kite Act\n\n## Notes\n\n### 1 General\n\nKites fly.\n\n### 2 Status\n\nThey land.\n")
    assert {"sec_1", "sec_2"} <= set(found)
