"""Ordinary documents that look like a late kind and are none: what they say is kept, cited and called as a reader of them would."""

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.structure.blocks import Block
from curation.readers.structure.flat_lists import relist
from pdf_maker import pdf

from growth import is_linear

DOC = Document(slug="doc", title="")


def read(text: str):
    return parse(DOC, text.encode())


def texts(text: str) -> list[str]:
    return [clause.text for clause in read(text).clauses]


def eids(text: str) -> list[str]:
    return [clause.eid for clause in read(text).clauses]


@pytest.mark.parametrize(
    "shown",
    [
        "<ul class='hidden md:block'><li>Lamps</li><li>Buoys</li></ul>",
        "<div class='d-none d-lg-flex'>Lamps</div>",
        "<p class='sr-only focus:not-sr-only'>Lamps</p>",
        "<ul class='is-hidden'><li>Lamps</li><li>Oars</li></ul>",
        "<table><tr><th>Use</th><th class='hidden'>Lamps</th></tr><tr><td>Dusk</td><td class='hidden'>Needed</td></tr></table>",
    ],
)
def test_words_that_a_class_hides_on_some_screens_and_items_and_cells_are_kept(shown):
    page = f"<html><body><main><h1>Harbour Rules</h1><p>A keeper needs these things.</p>{shown}</main></body></html>"
    assert "Lamps" in " ".join(texts(page))


def test_a_ban_in_a_paragraph_with_the_class_of_a_heading_is_kept_at_the_end():
    page = "<html><body><h1>Rules</h1><p>A keeper stays.</p><p class='heading'>Nobody may smoke in the hall</p></body></html>"
    assert "Nobody may smoke in the hall" in texts(page)


def test_a_table_with_a_head_or_an_empty_cell_is_no_list():
    row = "<tr><td>{}</td><td>{}</td></tr>"
    for first, second in ((("No.", "Rule"), ("1.", "Stay")), (("(a)", ""), ("(b)", "Stay"))):
        page = f"<html><body><h1>A</h1><table>{row.format(*first)}{row.format(*second)}</table></body></html>"
        found = read(page)
        assert [clause.kind for clause in found.clauses][-2:] == ["row", "row"]
        assert not found.faults


def test_a_point_that_an_amendment_put_in_stays_in_its_list():
    rows = "".join(
        f"<tr><td>({letter})</td><td>keep lamp {letter};</td></tr>" for letter in ("a", "b", "ba", "c")
    )
    found = read(f"<html><body><h1>A</h1><p>A keeper must</p><table>{rows}</table></body></html>")
    assert [clause.kind for clause in found.clauses][-4:] == ["item"] * 4


def test_bold_numbers_that_begin_again_below_each_heading_number_no_sections():
    rows = "".join(f"<p><b>{n}.</b> You must keep rule {n}.</p>" for n in range(1, 13))
    found = eids(f"<html><body><h1>Staff</h1><h2>Scope</h2>{rows}<h2>Duties</h2>{rows}</body></html>")
    assert not [eid for eid in found if eid.startswith("sec_")]


def test_bold_numbers_that_begin_again_in_a_schedule_number_sections():
    rows = "".join(f"<p><b>{n}</b> (1) A keeper keeps rule {n}.</p>" for n in range(1, 13))
    found = eids(f"<html><body><h1>Harbour Act</h1>{rows}<h2>Schedule 1</h2>{rows}</body></html>")
    assert {"sec_12", "sch_1__sec_12"} <= set(found)


def test_places_to_fill_in_are_words():
    text = "# <company> Rules\n\n<company-name> names a <light-keeper>.\n\nThe <x-note>lamp</x-note> burns, {:ok, x}.\n"
    assert texts(text) == [
        "<company> Rules",
        "<company-name> names a <light-keeper>.",
        "The lamp burns, {:ok, x}.",
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Acme Corp\n\n**Boat Policy**\n\nA keeper stays.\n", "Boat Policy"),
        ("Presidency of the Harbour\n\n**LAW No. 9**\n\nA keeper stays.\n", "LAW No. 9"),
        ("Boat Policy\n\n**Policy statement**\n\nA keeper stays.\n", "Boat Policy"),
        ("# Kind boats in government\n\n## Policy principles\n\nA keeper stays.\n", "Kind boats in government"),
        ("# Boats at the University\n\nTerms and definitions\n\nA keeper stays.\n", "Boats at the University"),
        ("# Harbour City\n\n## Policy statement\n\nA lamp.\n\n## Duties\n\nA buoy.\n", "Harbour City"),
        ("# Harbour City\n\n## Boat Policy\n\nA lamp.\n\n### Duties\n\nA buoy.\n", "Boat Policy"),
        ("# Chapter I Lights\n\n## Article 1 Lamps\n\nA lamp.\n\n## Article 2 Oars\n\nAn oar.\n", ""),
    ],
)  # fmt: skip
def test_a_subject_is_a_title_and_an_organisation_or_a_chapter_is_none(text, title):
    assert read(text).document.title == title


def test_a_sentence_that_begins_with_an_article_opens_none_though_articles_number_their_sections_anew():
    text = (
        "# By-laws\n\n## Article I Name\n\nSection 1. The name is Kite.\n\n## Article II Boats\n\nSection 1. A boat has a name.\n\n"
        "Article 5 of the Code holds for boats.\n\nSection 2. An oar is dry.\n"
    )
    found = {clause.text: clause.eid for clause in read(text).clauses}
    assert found["Article 5 of the Code holds for boats."] == "art_II__sec_1__para_1"
    assert found["Section 2. An oar is dry."] == "art_II__sec_2"


def test_an_article_whose_heading_is_printed_again_is_opened_once():
    text = (
        "# By-laws\n\n## Article I Name\n\nSection 1. The name is Kite.\n\n## Article II Boats\n\nSection 1. A boat has a name.\n\n"
        "## ARTICLE II BOATS\n\nSection 2. An oar is dry.\n"
    )
    found = {clause.text: clause.eid for clause in read(text).clauses}
    assert found["Section 2. An oar is dry."] == "art_II__sec_2"
    assert "ARTICLE II BOATS" in found


def test_the_only_section_of_a_file_keeps_the_letter_behind_its_hyphen():
    text = "SECTION 201-A\n\nLights of keepers\n\n§ 201-a. Lights of keepers. A keeper lights a lamp.\n"
    assert "sec_201-A" in eids(text)
    assert "Section 201-A" in " ".join(clause.citation for clause in read(text).clauses)


def test_a_section_with_a_letter_is_no_roman_number():
    text = "# Book\n\n" + "".join(f"SECTION {letter}. LIGHTS {letter}\n\nA lamp.\n\n" for letter in "ABCD")
    assert not [eid for eid in eids(text) if eid.startswith("sec_")]
    numbered = "# Book\n\n## Article 1: Lights\n\nA lamp.\n\n## Article 2: Oars\n\nAn oar.\n\n## Article C: Cats\n\nA cat.\n"
    assert [eid for eid in eids(numbered) if eid.startswith("art_")][-2:] == ["art_2", "art_2__para_1"]


def test_the_parts_of_a_licence_with_roman_sections_are_sections():
    text = "# Licence\n\nSection I: LIGHTS\n\nA lamp.\n\nSection II: OARS\n\nAn oar.\n"
    assert [eid for eid in eids(text) if eid.startswith("sec_") and "__" not in eid] == ["sec_I", "sec_II"]


@pytest.mark.parametrize("date", ["2030年5月1日", "二〇三〇年五月十一日"])
def test_the_name_of_a_chinese_law_stands_below_the_order_that_puts_it_in_force(date):
    order = "第 1 号，经 2030 年 3 月 14 日第 5 次会议通过，现予公布，自 2030 年 4 月 15 日起施行，特此公告。"
    lines = [order, f"部长：王一{date}港口灯光管理办法", *(f"第{n}条 守护人应当点灯。" for n in "一二三四")]
    assert read("\n\n".join(lines)).document.title == "港口灯光管理办法"


def test_a_table_below_a_list_of_contents_is_no_part_of_it():
    def row(y, *cells):
        return [(cell, 72 + 180 * place, y, 10) for place, cell in enumerate(cells)]

    lines = [
        ("Contents", 72, 780, 12), *row(760, "Lamps", "2"), *row(745, "Oars", "3"),
        ("Every keeper of the harbour who leaves a lamp unlit at night pays a fine, which the table lists in euros.", 72, 700, 10),
        *row(660, "Offence", "Fine"), *row(645, "No lamp", "10"), *row(630, "No oar", "20"), *row(615, "No buoy", "35"),
    ]  # fmt: skip
    kinds = {clause.text: clause.kind for clause in parse(DOC, pdf([lines])).clauses}
    assert kinds["No lamp | 10"] == "row"
    assert kinds["Lamps | 2"] == "contents"


@pytest.mark.parametrize("markers", [["(1)"], ["(2)"], ["(1)", "(a)", "(i)"]])
def test_many_items_of_one_style_are_nested_in_linear_time(markers):
    def items(count):
        return [Block("item", "x", 1, marker) for _ in range(count) for marker in markers]

    assert is_linear(lambda count: relist(items(count)), 400)


def test_sections_of_the_second_level_without_one_of_the_first_stand_beside_each_other():
    text = "# Kites\n\n## Flying\n\n### 9.1 By day\n\nFly low.\n\n### 9.2 By night\n\nStay down.\n\n## Ends\n\n### 9.3 Landing\n\nLand soft.\n"
    paths = {
        clause.eid: clause.path for clause in parse(Document(slug="doc", title=""), text.encode()).clauses
    }
    assert paths["sec_9-2"] == ["Kites", "Flying", "9.2 By night"]


def test_two_headings_that_are_the_numbers_one_and_two_are_sections():
    text = "# Kite Order\n\n## Short Title\n\n### 1\n\nThis is the Kite Order.\n\n## Kites\n\n### 2\n\nKites are:\n\n- (i) low, and\n\n- (viii) slow.\n"
    assert {"sec_1__para_1", "sec_2__para_1"} <= {
        clause.eid for clause in parse(Document(slug="doc", title=""), text.encode()).clauses
    }


def test_points_before_a_word_with_an_apostrophe_stand_beside_the_others():
    text = "# Loi sur les cerfs-volants\n\nArticle 1\n\nLa déclaration indique :\n\n1° Les noms ;\n\n2° L'heure du vol ;\n\n3° La date.\n\nArticle 2\n\nElle est gratuite.\n\nArticle 3\n\nElle est brève.\n"
    eids = [clause.eid for clause in parse(Document(slug="doc", title=""), text.encode()).clauses]
    assert [eid.rpartition("__")[2] for eid in eids if "point" in eid] == ["point_1", "point_2", "point_3"]


def test_a_page_of_one_section_is_named_with_the_section_and_its_code():
    page = "<html><head><title>§5-1 Appeals. — Kite Statutes</title></head><body><main><h1>Appeals.</h1><p>The harbour courts hear all appeals that the law of kites allows to them in any year.</p></main></body></html>"
    assert (
        parse(Document(slug="doc", title=""), page.encode()).document.title == "§5-1 Appeals. — Kite Statutes"
    )
