"""Lists that begin again at 1 below each heading, and titles of sections that a file has as items of a list."""

from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="Kite Policy")


def cited(text: str) -> dict[str, str]:
    return {clause.eid: clause.citation for clause in parse(DOC, text.encode()).clauses}


def items(text: str) -> list[str]:
    return [eid for eid in cited(text) if "item" in eid]


def test_items_of_lists_that_begin_again_keep_their_numbers_below_their_headings():
    text = "# Kites\n\n## I\n\n1. Fly low.\n\n2. Fly slow.\n\n## II\n\n1. Land soon.\n\n2. Land soft:\n\n    a) on grass;\n\n    b) on sand.\n"
    found = cited(text)
    assert items(text) == [
        "hcontainer_i__item_1", "hcontainer_i__item_2", "hcontainer_ii__item_1", "hcontainer_ii__item_2",
        "hcontainer_ii__item_2__item_1", "hcontainer_ii__item_2__item_2",
    ]  # fmt: skip
    assert found["hcontainer_ii__item_2"] == "Kite Policy, heading ii, item 2"


def test_one_numbered_list_and_lists_of_dashes_are_counted_through():
    text = "# Kites\n\n## Do\n\n1. Fly low.\n\n2. Fly slow.\n\n## Never\n\n- harm\n\n- spy\n"
    assert items(text) == ["item_1", "item_2", "item_3", "item_4"]


def test_lists_that_begin_again_below_headings_of_words_keep_their_numbers():
    text = "# Kites\n\n## Do\n\n1. Fly low.\n\n2. Fly slow.\n\n## Never\n\n1. Harm.\n\n2. Spy.\n"
    assert items(text) == [f"hcontainer_{name}__item_{n}" for name in ("do", "never") for n in (1, 2)]


def test_a_list_that_goes_on_below_the_next_heading_goes_on_with_its_numbers():
    text = "# Kites\n\n## Do\n\n- look\n\n1. Fly low.\n\n2. Fly slow.\n\n## Never\n\n3. Harm.\n\n4. Spy.\n"
    assert items(text)[1:] == ["hcontainer_do__item_1", "hcontainer_do__item_2", "hcontainer_never__item_3", "hcontainer_never__item_4"]  # fmt: skip


def test_the_second_list_below_a_heading_stands_below_the_paragraph_above_it():
    lists = "1. Fly low.\n\n2. Fly slow.\n\nAnd further:\n\n1. Land soon.\n\n2. Land soft.\n\n"
    wanted = [f"hcontainer_do__{where}item_{n}" for where in ("", "para_1__") for n in (1, 2)]
    assert items(f"# Kites\n\n## Do\n\n{lists}") == wanted


def test_letters_below_a_heading_of_words_name_the_items():
    found = cited("# Kites\n\n## Do\n\na) Fly low.\n\nb) Fly slow.\n")
    assert found["hcontainer_do__point_b"] == "Kite Policy, heading do, point b"


def test_lists_of_a_document_without_headings_keep_their_numbers():
    text = "Do:\n\n1. Fly low.\n\n2. Fly slow.\n\nNever:\n\n1. Harm.\n\n2. Spy.\n"
    assert items(text) == ["item_1", "item_2", "para_2__item_1", "para_2__item_2"]


def test_a_web_page_counts_the_items_of_its_lists_and_cites_them_by_their_numbers():
    page = "<html><body><main><h1>Kites</h1><h2>Do</h2><ul><li>Look up.</li></ul><ol><li>Fly low.</li><li>Fly:<ol type='a'><li>slow</li><li>soft</li></ol></li></ol><h2>Never</h2><ol><li>Harm.</li><li>Spy.</li></ol><p>Nor:</p><ol><li>Run.</li><li>Hide.</li></ol></main></body></html>"
    assert {eid: name.removeprefix("Kite Policy, ") for eid, name in cited(page).items() if "item" in eid} == {
        "item_1": "item 1", "item_2": "heading do, item 1", "item_3": "heading do, item 2", "item_3__item_1": "heading do, item 2(a)",
        "item_3__item_2": "heading do, item 2(b)", "item_4": "heading never, item 1", "item_5": "heading never, item 2",
        "item_6": "heading never, para. 1, item 1", "item_7": "heading never, para. 1, item 2",
    }  # fmt: skip


def test_a_list_that_prints_1_at_each_item_is_counted():
    found = cited("# Kites\n\n## 1 Do\n\n1. Fly low.\n1. Fly slow.\n1. Land soft.\n\n## 2 Never\n\n- harm\n")
    assert [found[f"sec_1__item_{n}"] for n in (1, 2, 3)] == [
        f"Kite Policy, Section 1, item {n}" for n in (1, 2, 3)
    ]


def test_titles_in_capitals_that_are_numbered_through_are_sections():
    text = "".join(
        f"{number}. {title}\n\nKites need care.\n\n##### General\n\nThey fly.\n\n- low\n\n- slow\n\n"
        for number, title in enumerate(("PURPOSE", "KITES", "PILOTS"), 1)
    )
    found = {clause.eid: clause for clause in parse(DOC, text.encode()).clauses}
    assert {"sec_1", "sec_2", "sec_3", "sec_3__para_1"} <= set(found)
    assert found["sec_2"].path == ["2. KITES"]


def test_a_list_of_words_in_capitals_is_a_list():
    assert items("# Kites\n\n## Colours\n\n1. RED\n\n2. BLUE\n\n3. GREEN\n\nNo other.\n") == [
        "item_1",
        "item_2",
        "item_3",
    ]


def test_a_first_line_that_names_the_document_with_its_number_among_others_is_the_title():
    found = parse(
        Document(slug="doc", title=""), b"23.    Kite Handling Policy\n\nKites need care.\n\n- low\n"
    )
    assert found.document.title == "Kite Handling Policy"
    assert [clause.eid for clause in found.clauses] == ["sec_23", "sec_23__para_1", "sec_23__item_1"]


def test_a_first_line_that_is_one_of_several_numbers_is_no_title():
    found = parse(
        Document(slug="doc", title=""),
        b"2. Kite policy\n\nKites need care.\n\n3. Drone policy\n\nDrones too.\n",
    )
    assert found.document.title != "Kite policy"


def test_a_compound_whose_hyphen_ends_a_line_is_one_word():
    found = parse(DOC, b"# Kites\n\nDie UV-C-\nStrahlung und die Wind-\nund Wetterlage sind zu beachten.\n")
    assert found.clauses[-1].text == "Die UV-C-Strahlung und die Wind- und Wetterlage sind zu beachten."


def test_an_item_with_a_printed_letter_is_cited_by_it_and_a_dash_by_its_place():
    text = "# Kites\n\n## 1 Flying\n\n(a) Fly low.\n\n(b) Land soft:\n\n    (1) on grass;\n\n    (2) on sand.\n\n## 2 Never\n\n- harm\n\n- spy\n"
    assert {name.removeprefix("Kite Policy, ") for eid, name in cited(text).items() if "item" in eid} == {
        "Section 1(a)", "Section 1(b)", "Section 1(b)(1)", "Section 1(b)(2)", "Section 2, item 1", "Section 2, item 2",
    }  # fmt: skip


def test_no_two_items_of_a_section_are_cited_alike_where_letters_begin_again():
    text = "# Kites\n\n## 1 Flying\n\nBy day:\n\n(a) fly low;\n\n(b) fly slow.\n\nBy night:\n\n(a) stay down;\n\n(b) pack up.\n"
    found = list(cited(text).values())
    assert len(found) == len(set(found)) > 5


def test_letters_that_begin_again_in_a_section_stand_below_the_paragraph_above_them():
    text = "# Kites\n\n## 1 Flying\n\nBy day:\n\n(a) fly low;\n\n(b) fly slow.\n\nBy night:\n\n(a) stay down;\n\n(b) pack up.\n\n## 2 Never\n\nDo not harm.\n"
    assert cited(text)["sec_1__para_2__point_a"] == "Kite Policy, Section 1, para. 2(a)"


def test_a_letter_behind_dashes_is_cited_by_itself_and_not_by_its_place():
    found = cited(
        "# Kites\n\n## 1 Flying\n\n- look up\n\n(a) fly low;\n\n(b) fly slow.\n\n## 2 Never\n\nDo not harm.\n"
    )
    assert [name.removeprefix("Kite Policy, Section ") for eid, name in found.items() if "item" in eid] == [
        "1, item 1",
        "1(a)",
        "1(b)",
    ]


def test_a_section_without_paragraphs_between_sections_with_them_is_a_section():
    page = "<html><body><main><h1>Kite Act</h1>" + "".join(
        f"<p>{title}</p><p><strong>{n}.</strong>{words}</p>"
        for n, title, words in (
            (1, "Name", " This is the Kite Act."),
            (2, "Pilots", "—(1) A pilot must be here."),
            (3, "Purpose", " The purpose is flight."),
            (4, "Fines", "—(1) A fine is due."),
        )
    )
    assert {"sec_1", "sec_3"} <= set(cited(page + "</main></body></html>"))


def test_the_only_section_of_a_bill_is_one():
    found = cited(
        "# A bill\n\nBe it enacted:\n\nSECTION 1. Kite office.\n\n(a) The office is named.\n\n(b) It is open.\n"
    )
    assert found["sec_1__para_b"] == "Kite Policy, Section 1(b)"


def test_items_that_all_print_the_same_number_are_cited_by_their_places():
    text = "# Kites\n\n## 1 Flying\n\n1. Fly:\n\n    1. low;\n\n    1. slow;\n\n    2. soft.\n\n## 2 Never\n\nDo not harm.\n"
    found = [name for eid, name in cited(text).items() if "item" in eid]
    assert len(set(found)) == len(found) == 4 and "_" not in "".join(found)
