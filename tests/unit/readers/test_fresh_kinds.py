"""Kinds of document that were met late: laws with struck wordings, pages without a title, marks of site builders, tables that are lists."""

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.visible import plain

DOC = Document(slug="doc", title="")


def read(text: str):
    return parse(DOC, text.encode())


def texts(text: str) -> list[str]:
    return [clause.text for clause in read(text).clauses]


def dropped(text: str) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in read(text).dropped]


LAW = (
    "<html><body><h1>LEI Nº 9</h1><p>Art. 1º São deveres:</p><p>I - manter a luz;</p><p>{}II - manter a boia, à noite;{}</p>"
    "<p>II - manter a boia;</p><p>(Vigência)</p><p>III - manter o cais.</p><p>Art. 2º Vale já.</p><p>Art. 3º Fim.</p></body></html>"
)


@pytest.mark.parametrize("tag", ["s", "strike", "del", 'span style="text-decoration: line-through"'])
def test_a_wording_that_the_page_strikes_through_is_left_out_as_deleted(tag):
    page = LAW.format(f"<{tag}>", f"</{tag.split()[0]}>")
    assert ("deleted", "II - manter a boia, à noite;") in dropped(page)
    assert "II - manter a boia, à noite;" not in texts(page)
    assert {"art_1__point_II", "art_1__point_III"} <= {clause.eid for clause in read(page).clauses}


def test_an_earlier_wording_that_is_not_struck_and_a_note_do_not_end_a_roman_list():
    eids = [clause.eid for clause in read(LAW.format("", "")).clauses]
    assert [eid for eid in eids if "point" in eid] == [
        "art_1__point_I", "art_1__point_II", "art_1__point_II_2", "art_1__point_III",
    ]  # fmt: skip


def test_a_strike_that_nobody_closed_takes_no_words_away():
    page = "<html><body><h1>Rules</h1><p>One.</p><s><p>A keeper keeps a light.</p><p>A keeper keeps a boat.</p></s></body></html>"
    assert "A keeper keeps a light." in texts(page)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("## Lights {#lights}", "Lights"),
        ("## Lights {.no_toc .wide}", "Lights"),
        ("A keeper pays.{: .note}", "A keeper pays."),
        ("| Post | Anna Bell<br>anna@kite.org |", "Post | Anna Bell anna@kite.org"),
    ],
)  # fmt: skip
def test_marks_for_the_browser_are_no_words(line, shown):
    text = f"{line}\n{{: .class #name}}\n\nA line of text.\n"
    assert shown in texts(text)
    assert not [piece for piece in dropped(text) if piece[0] == "unaccounted"]
    assert "class" not in plain.document(text.encode())


def test_tags_that_name_the_headings_of_a_document_are_no_words():
    text = "# <kite-title>Rules of the harbour\n\n## <contents> Lights\n\nA lamp.\n\n## <article-2><oars> Oars\n\nAn oar.\n"
    assert {"Rules of the harbour", "Lights", "Oars"} <= set(texts(text))


def test_braces_in_a_sentence_and_placeholders_in_headings_stay():
    text = "# Form {a} of <Insert name>\n\nThe set {b} is `{c}`.\n"
    assert any("{a}" in one for one in texts(text))
    assert any("{b}" in one for one in texts(text))


def test_a_row_without_its_last_bar_is_a_row():
    text = "# Posts\n\n| Post | Name |\n|---|---|\n| Clerk | Anna |\n| Guard | Bo\n| Cook | Cy |\n"
    assert [c.text for c in read(text).clauses if c.kind == "row"][-2:] == ["Guard | Bo", "Cook | Cy"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El propietari de la barca ha de tenir una llum encesa durant la nit i no pot deixar el port sense el permís del vigilant, que "
         "s’ha de demanar per escrit amb deu dies d’antelació. Les persones que no compleixin aquesta obligació han de pagar una multa.", "ca"),
        ("Vlastník lodi musí mít v noci rozsvícené světlo a nesmí opustit přístav bez povolení správce, o které je třeba požádat písemně "
         "deset dní předem. Osoby, které tuto povinnost nesplní, musí zaplatit pokutu, kterou stanoví ředitel přístavu podle zákona.", "cs"),
        ("Eieren av båten skal ha lyset tent om natten og kan ikke forlate havnen uten tillatelse fra vakten, som det må søkes om skriftlig "
         "ti dager i forveien. Personer som ikke oppfyller denne plikten, skal betale en bot som havnesjefen fastsetter etter loven.", "no"),
        ("El propietario del barco debe tener una luz encendida durante la noche y no puede dejar el puerto sin el permiso del guardia, que "
         "se pide por escrito con diez días de antelación. Las personas que no cumplan esta obligación deben pagar una multa.", "es"),
        ("Ägaren till båten ska ha ljuset tänt om natten och får inte lämna hamnen utan tillstånd av vakten, som man måste söka skriftligen "
         "tio dagar i förväg. Personer som inte uppfyller denna skyldighet ska betala böter som hamnchefen fastställer enligt lagen.", "sv"),
    ],
)  # fmt: skip
def test_a_language_without_a_pack_is_not_taken_for_its_relative(text, language):
    assert read(f"# A\n\n{text}\n").document.language == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# University of the Harbour\n\nBylaws of the Rowing Club\n\nA keeper keeps a light.\n", "Bylaws of the Rowing Club"),
        ("# University of the Harbour\n\n## Who we are\n\nA keeper keeps a light.\n", "University of the Harbour"),
        ("# City Charter\n\n## Rules on lights\n\nA keeper keeps a light.\n", "City Charter"),
        ("Terms of Use\n\nLast updated: May 2, 2030\n\n**Welcome to the harbour!**\n\nA keeper keeps a light.\n", "Terms of Use"),
        ("Unofficial machine translation\n\nHarbour Rules\n\nA keeper keeps a light, whatever the weather is.\n", "Harbour Rules"),
        ("Last updated: May 2, 2030\n\nThis policy says what a keeper of the harbour does by day and by night in all weathers.\n\nLights and buoys\n\nA keeper keeps a light.\n", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_name_of_the_document_and_no_letterhead_notice_or_greeting(text, title):
    assert read(text).document.title == title


def eids(text: str) -> list[str]:
    return [clause.eid for clause in read(text).clauses]


ACT = (
    "<html><body><h1>Harbour Act</h1><table><tr><td>Lights</td></tr></table>"
    "<table><tr><td><strong>1.</strong>&nbsp;<span>—(1) A keeper must<table><tr><td>(<em>a</em>)</td><td>light the lamp; and"
    "<table><tr><td>(i)</td><td>at dusk; or</td></tr><tr><td>(ii)</td><td>in fog;</td></tr></table></td></tr>"
    "<tr><td>(<em>b</em>)</td><td>keep the wick.</td></tr></table></span></td></tr></table>"
    "<table><tr><td>(2) A guest must<table><tr><td>(<em>a</em>)</td><td>stay away.</td></tr></table></td></tr></table>"
    "<table><tr><td><strong>2.</strong>&nbsp;<span>—(1) Nobody may swim.</span></td></tr></table>"
    "<table><tr><td>(2) Nobody may fish.</td></tr></table></body></html>"
)


def test_tables_that_place_the_points_of_a_law_are_its_points():
    assert [eid for eid in eids(ACT) if "__" in eid] == [
        "sec_1__para_1", "sec_1__para_1__point_a", "sec_1__para_1__point_a__point_i", "sec_1__para_1__point_a__point_ii",
        "sec_1__para_1__point_b", "sec_1__para_2", "sec_1__para_2__point_a", "sec_2__para_1", "sec_2__para_2",
    ]  # fmt: skip


def test_a_number_in_bold_that_nothing_follows_keeps_its_words():
    page = "<html><body><h1>A</h1><p><b>1.</b></p><ul><li>a lamp</li><li>a wick</li></ul><p><b>2.</b></p></body></html>"
    assert {"1.", "2."} <= set(texts(page))


def test_a_table_of_two_columns_with_other_words_stays_a_table():
    page = "<html><body><h1>A</h1><table><tr><td>Lamp</td><td>red</td></tr><tr><td>Buoy</td><td>green</td></tr></table></body></html>"
    assert [clause.kind for clause in read(page).clauses][-2:] == ["row", "row"]


ARTICLES = (
    "# By-laws of the Harbour\n\nARTICLE I\n\n## LIGHTS\n\nSection 1: A keeper lights the lamp.\n\nSection 2: A guest stays away.\n\n"
    "ARTICLE II\n\n## BOATS\n\nSection 1: A boat has a name.\n\n## OARS\n\nSection 2: An oar is dry.\n"
)


def test_sections_that_begin_again_in_each_article_are_cited_with_it():
    found = {clause.text: clause.citation for clause in read(ARTICLES).clauses}
    assert found["Section 2: An oar is dry."].endswith("Article II, Section 2")
    assert found["Section 1: A keeper lights the lamp."].endswith("Article I, Section 1")


def test_sections_that_go_through_all_articles_are_cited_alone():
    text = ARTICLES.replace("Section 1: A boat", "Section 3: A boat").replace(
        "Section 2: An oar", "Section 4: An oar"
    )
    assert {"sec_3", "sec_4"} <= set(eids(text))


@pytest.mark.parametrize(
    ("number", "eid", "shown"),
    [
        ("59.1-575", "sec_59-1-575", "Section 59.1-575"),
        ("1-1 a", "sec_1-1a", "Section 1-1 a"),
        ("3.1", "sec_3-1", "Section 3.1"),
    ],
)
def test_a_section_is_cited_by_its_number_as_printed(number, eid, shown):
    text = f"# Code\n\n## § {number}. Lights\n\nA keeper lights the lamp.\n\nA guest stays away.\n\n## § 99-9. End\n\nAll.\n"
    found = {clause.eid: clause.citation for clause in read(text).clauses}
    assert found[eid] == f"Code, {shown}"
    assert found[f"{eid}__para_1"] == f"Code, {shown}, para. 1"


def test_sections_whose_numbers_a_page_prints_in_bold_are_sections():
    law = "".join(
        f"<p class=x><a name=b></a><b>{n}</b><b> </b>(1) A keeper keeps light {n}.</p><p>(2) Nobody puts it out.</p>"
        for n in range(1, 5)
    )
    found = eids(f"<html><body><h1>Harbour Act</h1>{law}</body></html>")
    assert [eid for eid in found if "__" in eid] == [
        f"sec_{n}__para_{m}" for n in range(1, 5) for m in (1, 2)
    ]


def test_numbers_in_bold_that_do_not_follow_each_other_are_words():
    rows = "".join(f"<p><b>{n}</b> Keepers stay.</p>" for n in (40, 12, 700, 3))
    assert "700 Keepers stay." in texts(f"<html><body><h1>Figures</h1>{rows}</body></html>")


def test_a_heading_inside_an_article_stands_where_it_is_printed():
    kinds = [clause.eid for clause in read(ARTICLES).clauses]
    assert kinds.index("art_I") < kinds.index("hcontainer_lights") < kinds.index("art_I__sec_1")


def test_sections_that_begin_again_in_each_chapter_are_cited_with_it():
    text = ARTICLES.replace("ARTICLE I", "CHAPTER I")
    found = {clause.text: clause.citation for clause in read(text).clauses}
    assert found["Section 2: An oar is dry."].endswith("Chapter II, Section 2")


def test_the_first_section_of_an_order_is_cited_as_the_others():
    text = "# Order on lights\n\nSection 1. Policy. (a) Lights burn.\n\n(b) Buoys float.\n\nSec. 2. Duties. (a) A keeper stays.\n\n(b) A guest goes.\n"
    assert {"sec_1__para_a", "sec_1__para_b", "sec_2__para_a", "sec_2__para_b"} <= set(eids(text))


def test_a_numbered_policy_of_a_handbook_is_called_by_its_only_title():
    assert (
        read("# 7. Lights Policy\n\n## 7.1 Lamps\n\nA keeper lights the lamp.\n").document.title
        == "Lights Policy"
    )
    assert read("# 7. Lights\n\nA lamp.\n\n# 8. Buoys\n\nA buoy.\n").document.title == ""


def test_a_letterhead_that_ends_the_title_is_a_part_of_it():
    from curation.text.heading_words import titled

    assert titled(["BY-LAWS OF", "THE TOWN OF HARBOUR", "Last revised May 2030"]) == [
        "BY-LAWS OF",
        "THE TOWN OF HARBOUR",
    ]
    assert titled(["LIGHTS POLICY", "UNIVERSITY OF HARBOUR"]) == ["LIGHTS POLICY"]
    assert titled(["UNIVERSITY OF HARBOUR"]) == ["UNIVERSITY OF HARBOUR"]


def test_words_that_a_class_hides_are_left_out_unless_they_are_a_sentence():
    page = (
        "<html><body><main><h1>Harbour Act</h1><p>Light <span class='Hidden'>99</span>burns.</p><p class='sr-only'>Select harbour</p>"
        "<div class='hidden'>A keeper may never leave the light alone.</div></main></body></html>"
    )
    assert {("hidden", "99"), ("hidden", "Select harbour")} <= set(dropped(page))
    assert {"Light burns.", "A keeper may never leave the light alone."} <= set(texts(page))


def test_a_paragraph_with_the_class_of_a_heading_is_one_and_degrees_number_points():
    page = (
        "<html><body><h1>Harbour Act</h1><p class='heading1'>DIVISION I</p><p><b>1.</b> A keeper keeps</p><p>1° a lamp;</p><p>2° a wick.</p>"
        "<p class='MsoHeading2'>A keeper must stay, whatever comes.</p><p><b>2.</b> A guest goes</p><p>at 20 ° C.</p><p><b>3.</b> End</p></body></html>"
    )
    found = {clause.text: (clause.kind, clause.eid) for clause in read(page).clauses}
    assert found["DIVISION I"][0] == "heading"
    assert found["A keeper must stay, whatever comes."][0] != "heading"
    assert found["a wick."][1] == "sec_1__point_2"


def test_a_link_whose_words_stand_in_brackets_is_its_words():
    text = "# Lights\n\nSee [[HC 800-9]](#HC800-9) and [the [old] guide](https://kite.org/a-b).\n"
    assert (
        "See [HC 800-9] and [the [old] guide](https://kite.org/a-b)." in texts(text)
        or "See [HC 800-9]" in texts(text)[-1]
    )
    assert "HC800-9" not in " ".join(texts(text))
    assert not [piece for piece in dropped(text) if piece[0] == "unaccounted"]


def test_the_signature_of_an_order_is_no_part_of_the_name_of_a_chinese_law():
    lines = ["部长 王一 2030年5月1日港口灯光管理办法", *(f"第{n}条 守护人应当点灯。" for n in "一二三四")]
    assert read("\n\n".join(lines)).document.title == "港口灯光管理办法"


def test_an_acronym_above_the_line_that_names_the_document_is_no_title():
    page = "<html><body><h1>KHC</h1><h2>Guidelines of the KHC on kites</h2><p>A pilot holds the line.</p><h2>Lines</h2><p>They are long.</p></body></html>"
    assert read(page.replace("<h2>Lines</h2>", "")).document.title == "Guidelines of the KHC on kites"
