"""Text that came out of paged files, pages that set provisions without elements for them, and articles whose numbers are words."""

import pytest
from curation.core.records import Document
from curation.readers import front_matter, parse
from curation.readers.citations import identifiers
from curation.text.language import detect

from growth import is_linear

DOC = Document(slug="doc", title="")


def read(text: str):
    return parse(DOC, text.encode())


def eids(text: str) -> dict[str, str]:
    return {clause.eid: clause.text for clause in read(text).clauses}


def reasons(text: str) -> set[str]:
    return {piece.reason for piece in read(text).dropped}


PAGES = [
    "Harbour office\n\nThe keeper of a light keeps a book of all ships that\n",
    "Harbour office\n\npass by night. The book is kept for two years.\n",
    "Harbour office\n\nThe office may see the book at any time.\n",
]


@pytest.mark.parametrize("mark", ["\f", "\n=== PAGE BREAK ===\n", "\n--- Page 7 ---\n"])
def test_a_sentence_over_two_pages_is_one_clause_and_what_stands_beside_it_is_listed(mark):
    text = mark.join(f"{page}\n{number}\n" for number, page in enumerate(PAGES, 1))
    assert list(eids(text).values()) == [
        "The keeper of a light keeps a book of all ships that pass by night. The book is kept for two years.",
        "The office may see the book at any time.",
    ]
    assert {"running-head", "page-number"} == reasons(text)


def test_a_first_line_of_a_page_that_stands_on_one_page_only_is_kept():
    text = "\f".join(page.replace("Harbour office", f"Part {'ABC'[n]}") for n, page in enumerate(PAGES))
    assert {"Part A", "Part B", "Part C"} <= set(eids(text).values())


def test_names_of_parts_and_sentences_at_the_edges_of_pages_are_no_running_heads():
    words = "The keeper of a light keeps a book of all ships that pass by night"
    text = "HARBOUR STATUTES\n\n" + "\f".join(f"Article {n}\n\n{words} on pier {n}.\n" for n in range(1, 5))
    assert [f"art_{n}" in eids(text) for n in range(1, 5)] == [True] * 4
    assert "running-head" not in reasons(text)


def test_empty_lines_in_the_words_of_an_element_part_provisions():
    body = "§5-1  Boats.  (1)  A boat has a lamp\nand an oar.\n\n     (a)  The lamp is white.\n\n     (b)  The oar is red.\n\n(2)  A boat has a name."
    found = eids(f"<html><body><h1>Boats</h1><div class='body'>{body}</div></body></html>")
    assert {"The lamp is white.", "The oar is red.", "A boat has a name."} <= set(found.values())


def test_empty_lines_that_part_no_paragraphs_are_white_space():
    page = "<html><body><h1>Boats</h1><p>A boat has\n\na lamp and\n\nan oar for each\n\nperson aboard.</p></body></html>"
    assert "A boat has a lamp and an oar for each person aboard." in eids(page).values()


PROVISIONS = (
    "<html><body><h1>Boats Bill</h1><h5>4 Fees</h5><ul><li><div><p>(1) A fee is paid for a boat.</p></div>"
    "<div><p>(2) No fee is paid for—</p><ul><li><p>(a) an oar; or</p></li><li><p>(b) a lamp.</p></li></ul></div></li></ul>"
    "<h5>5 New section 9 inserted</h5><ul><li><p>After section 8 insert:</p><blockquote><h5>“9 Lamps</h5><ul><li><p>“(1) A lamp is white.</p>"
    "<p>“(2) A lamp is lit.”</p></li></ul></blockquote></li></ul></body></html>"
)


def test_items_that_hold_numbered_provisions_are_no_points():
    found = eids(PROVISIONS)
    assert found["sec_4__para_1"].endswith("A fee is paid for a boat.")
    assert found["sec_4__para_2"].endswith("No fee is paid for—")
    assert "“(2) A lamp is lit.”" in found.values()
    assert not any("Lamps" in text and "insert:" in text for text in found.values())


def test_the_link_of_a_heading_to_itself_is_no_word_of_it():
    page = "<html><body><h1>Rules</h1><h2>Lamps<a href='#s'>¶</a></h2><p>A keeper keeps a light.</p></body></html>"
    assert eids(page)["hcontainer_lamps"] == "Lamps"
    assert "navigation" in reasons(page)


def test_the_schedule_is_an_attachment_of_its_own():
    text = "# Boats Act\n\n## 1 Fees\n\nA fee is paid.\n\n## 2 Lamps\n\nA lamp is lit.\n\nTHE SCHEDULE\n\nList of harbours\n"
    assert eids(text)["sch__para_1"] == "List of harbours"


def test_points_that_an_annex_prints_again_are_no_list_of_contents():
    points = "1.  Der Hafen:\n\n1.1 Aufbau und Rechtsform,\n\n1.2 Sicherheit bei der Arbeit;\n\n2.  Hygiene an Bord;\n\n3.  Kommunikation.\n"
    again = "1.  Der Hafen\n\n1.1 Aufbau und Rechtsform\n\nDen Aufbau erläutern.\n\n1.2 Sicherheit bei der Arbeit\n\nGefahren feststellen.\n\n2.  Hygiene an Bord\n\nHygiene wahren.\n"
    text = f"# Hafenverordnung\n\n## § 1 Dauer\n\nDrei Jahre.\n\n## § 2 Inhalt der Ausbildung\n\nGegenstand sind:\n\n{points}\n## § 3 Prüfung\n\nMündlich.\n\n## Anlage\n\n{again}"
    found = read(text)
    cited = {clause.eid: clause.citation for clause in found.clauses}
    assert cited["sec_2__point_1-2"].startswith("§ 2 Nr. 1.2")
    assert identifiers.parse("§ 2 Nr. 1.2 HafV") == identifiers.Reference("HafV", "sec_2__point_1-2")
    assert not [piece for piece in found.dropped if piece.reason == "contents"]


def test_articles_are_numbered_by_words_as_well_as_by_figures():
    text = (
        "# Ordenanza Municipal N.° 5\n\nQue es necesario, conforme a la ley y al\n\nartículo 29° de la Ley 1234, regular los mercados.\n\n"
        "**Artículo Primero.-** APROBAR el reglamento de los mercados.\n\nArtículo Segundo.- ENCARGAR a la Gerencia el cumplimiento.\n\n"
        "Artículo Tercero.- PUBLICAR esta ordenanza.\n"
    )
    found = eids(text)
    assert found["art_2"].endswith("ENCARGAR a la Gerencia el cumplimiento.")
    assert "art_29" not in found


def test_an_article_whose_line_is_too_long_for_a_heading_runs_on():
    long = (
        "Se extiende el reconocimiento a los títulos de las escuelas de náutica de los puertos del sur y de las islas"
        * 2
        + "."
    )
    text = f"# Decreto 5\n\nSe dispone:\n\n##### Art. 1º — Se reconocen los títulos.\n\n##### Art. 2º — Son títulos:\n\na) Piloto\n\nb) Práctico\n\n##### Art. 3º — {long}\n\n##### Art. 4º — Archívese.\n"
    found = eids(f"{text}\nArt. 5º — Los puertos llevan un registro.\n")
    assert found["art_2__point_b"].endswith("Práctico")
    assert "art_3" in found


def test_a_law_of_two_articles_is_one():
    text = "**第一条（適用）**　船を持つ者は、毎年一回、船を点検しなければならない。\n\n**第二条（報告）**　点検の結果は、市長に報告しなければならない。\n"
    assert {"art_1", "art_2"} <= set(eids(text))


def test_attributes_for_print_are_no_words():
    text = 'Table 2\n{:latex-table="2" latex-caption="Threats, and more" latex-columns="p@0.25,p@0.35"}\n\nA keeper keeps a light.\n'
    assert "unaccounted" not in reasons(text)


def test_a_letter_whose_bracket_is_written_as_a_reference_is_one():
    text = "1. A fee is paid by each keeper of the harbour who has one of the things named below, as the office says:\n\n2. A fee is due for:\n\n    (a) a boat;\n\n    (b) an oar; and\n\n    &#40;c) a lamp;\n\n    (d) a rope.\n"
    assert list(eids(text))[2:] == [f"item_2__item_{n}" for n in range(1, 5)]


def test_marks_without_a_space_behind_them_begin_items():
    text = "§9.01  Boats. \n(a) A boat is kept clean by its keeper, who may ask the office for\na brush. \n(B)The brush is given back. \n§9.02  Lamps. \nA lamp is lit. \n"
    found = list(eids(text).values())
    assert "The brush is given back." in found
    assert {"§9.01 Boats.", "§9.02 Lamps."} <= set(found)


def test_a_copyright_sign_in_letters_is_no_mark_of_an_item():
    text = "# Boat Policy\n\n(c)Copyright 2031 Harbour Office\n\n## Lamps\n\nA lamp is lit.\n"
    assert "(c)Copyright 2031 Harbour Office" in eids(text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("## 1 Purpose\n\nA rule.\n\n## 2 Scope\n\nAnother rule.\n", ""),
        ("Hello,\n\nthe notice that you have sent to the office of this harbour on Monday is not complete.\n\nYou have not given us:\n\nREMOVE PARTS THAT WERE GIVEN\n\n- a name;\n- a date.\n", ""),
        ("HARBOUR RECORDS LAW OF THE COAST\nLast updated: May 2031\n\nSUMMARY:\n\nRecords are open.\n", "HARBOUR RECORDS LAW OF THE COAST"),
        ("1. AIMS\n\nThis part says what the harbour wants of its keepers in the coming years.\n\nLamp Policy of Topic 2\n\n2. LAMPS\n\nA lamp is lit.\n", ""),
        ("BOATS ACT 5 OF 2031\n\nBE IT ENACTED by the Council of the Coast, as follows:—\n\n1. A boat has a lamp.\n\n2. A lamp is lit.\n", "BOATS ACT 5 OF 2031"),
        ("Yearly sheet 2031\n\n" + "A keeper says here of each boat what the harbour asks of it, in full.\n\n" * 6 + "Kind of boat and mooring Procedures\n\nDone.\n", ""),
        ("LEY DE BARCAS TEXTO VIGENTE Última reforma publicada 04-02-2031\n\n" + "".join(f"Artículo {n}.- Una barca lleva {n} lámparas.\n\n" for n in range(1, 5)), "LEY DE BARCAS"),
        ("PART: 11\n\nREGULATION: boat_act\n\nDOMAIN: lamps\n\nA boat has a lamp.\n", ""),
        ("Version: 2\n\nTitle: Lamps of boats\n\nDomain: lamps\n\nA boat has a lamp.\n", "Title: Lamps of boats"),
        (
            "[Draft]\n\nThis text was made for those who cannot read the text in its own language, and it may change.\n\nGuidelines on Lights at Sea\n\n"
            "1. Lamps\n\nA lamp is lit.\n\n2. Oars\n\nAn oar is red.\n",
            "Guidelines on Lights at Sea",
        ),
    ],
)  # fmt: skip
def test_a_document_is_called_by_its_title_and_by_no_other_line(text, name):
    assert read(text).document.citation == name


def test_a_page_of_eur_lex_is_called_by_its_number():
    page = "<html><head><title>Consolidated TEXT: 31997F0301</title></head><body><p>Joint action on boats</p><p>A boat has a lamp, and the lamp is lit.</p></body></html>"
    assert read(page).document.citation == "CELEX 31997F0301"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "Този кодекс се прилага за всички участници в общността, които работят в пристанището и пазят светлината на фара; той е задължителен. "),
        ("ru", "Этот кодекс применяется ко всем участникам сообщества, которые работают в порту и хранят свет маяка. "),
        ("kk", "Бұл кодекс айлақта жұмыс істейтін және шамшырақтың жарығын күзететін қауымдастықтың барлық қатысушыларына қолданылады. "),
        ("be", "Гэты кодэкс прымяняецца да ўсіх удзельнікаў супольнасці, якія працуюць у порце і берагуць святло маяка. "),
        ("uz", "Ушбу кодекс портда ишлайдиган ва маёқ ёруғлигини сақлайдиган ҳамжамиятнинг барча иштирокчиларига қўлланилади ҳамда ўтади. "),
        ("uk", "Цей кодекс застосовується до всіх учасників спільноти, які працюють у порту і бережуть світло маяка. "),
    ],
)  # fmt: skip
def test_languages_in_cyrillic_are_told_apart_by_their_letters(language, text):
    assert detect(3 * text).language == language


def test_a_german_act_of_articles_prints_no_stop_behind_their_word():
    text = "# Gesetz zu dem Abkommen über Boote\n\n## Art 1\n\nDem Abkommen wird zugestimmt.\n\n## Art 2\n\n(1) Die Länder führen es aus.\n\n(2) Ausgenommen sind Kähne.\n\n## Art 3\n\nEs gilt ab morgen.\n"
    assert {"art_1", "art_2__para_2", "art_3"} <= set(eids(text))


def test_the_first_of_a_month_is_no_item():
    text = "# Decreto 4\n\nLos créditos de las provincias se pagan desde el\n\n1° de abril de 2031 y con intereses.\n\n2° de mayo es fiesta.\n"
    assert not any("item" in eid for eid in eids(text))


def test_a_numbered_line_with_a_line_below_it_is_a_heading_unless_it_ends_a_list():
    text = "# Boats\n\n1.\u00a0Lamps\n--------\n\nA lamp is lit.\n\n2.\u00a0Oars\n-------\n\nAn oar is red, and it is:\n\n1. dry\n2. long\n---\n\nIt floats.\n"
    assert [c.eid for c in read(text).clauses if c.kind in ("section", "item")] == [
        "sec_1",
        "sec_2",
        "sec_2__item_1",
        "sec_2__item_2",
    ]


def test_a_title_with_a_number_holds_the_section_that_seems_to_follow_it():
    text = "# 02.03 — Lamps of boats\n\n" + "".join(
        f"## {n}. Kind {n}\n\nA lamp is lit.\n\n" for n in range(1, 5)
    )
    paths = {clause.eid: clause.path for clause in read(text).clauses}
    assert list(paths["sec_3"]) == ["02.03 — Lamps of boats", "3. Kind 3"]


def test_a_first_paragraph_that_is_too_long_for_a_name_is_one_of_the_act():
    said = "Al margen un sello del puerto. El Consejo de la Costa, a sus habitantes sabed: que las barcas de noche llevan una lámpara, y que nadie las ha contado desde hace muchos años, "
    text = f"{said}{said}y decreta:\n\n" + "".join(
        f"Artículo {n}.- Una barca lleva {n} lámparas.\n\n" for n in range(1, 5)
    )
    found = read(text)
    assert found.document.title == "" and found.clauses[0].text.startswith("Al margen")


def test_a_number_on_a_line_of_its_own_is_that_of_the_line_below_it():
    said = "The keeper of a harbour keeps a book of all boats that lie in it over night, and of what each of them has on board, and shows it to the office of the coast, which reads it and keeps it."
    text = "\n\n1 AIMS\n\n" + "".join(
        f"\n1.{n}.\nLAMPS OF KIND {n}\n\n{said}\n{said}\n{said}\n" for n in range(1, 4)
    )
    assert eids(text)["sec_1-2"] == "1.2. LAMPS OF KIND 2"


def test_a_paragraph_set_in_below_a_bullet_of_a_german_law_stands_in_it():
    text = "# Bootsverordnung\n\n## § 1 Lampen\n\n(1) Ein Boot führt:\n\n*   eine Lampe am Bug,\n\n    die weiß ist, und\n\n*   eine Lampe am Heck.\n\nBoote im Hafen sind frei.\n\n## § 2 Ruder\n\nEin Ruder ist rot.\n\n## § 3 Zeit\n\nSie gilt ab morgen.\n"
    found = eids(text)
    assert found["sec_1__para_1__item_1"] == "eine Lampe am Bug,\ndie weiß ist, und"
    assert found["sec_1__para_1__item_2"] == "eine Lampe am Heck."


def test_a_point_whose_number_has_a_stop_may_begin_with_de():
    text = "# Regeling boten\n\n## Artikel 1\n\nDe haven vraagt dat:\n\n1°. de kapitein de lamp aansteekt; en\n\n2°. de boot droog is.\n\n## Artikel 2\n\nDe regeling geldt vanaf morgen.\n"
    assert sum("point" in eid for eid in eids(text)) == 2


def test_definitions_on_lines_of_their_own_are_paragraphs():
    text = "# Boats Act\n\n**2.** (1) In this Act, unless the context otherwise requires —\n  “boat” means a vessel;\n  “keeper” means a person who —\n    (a) keeps a light; or\n    (b) keeps a boat;\n  “oar” means a pole.\n"
    found = list(eids(text).values())
    assert "“keeper” means a person who —" in found
    assert "“oar” means a pole." in found


def test_an_article_that_says_only_what_closes_other_acts_has_words():
    text = "<html><body><p class='Titrearticle'>Article 1</p><p class='Normal'>The position is set out below.</p><p class='Titrearticle'>Article 2</p><p class='Normal'>This Decision is addressed to the Commission.</p></body></html>"
    found = parse(Document(slug="doc", title="", reader="eurlex-proposal"), text.encode())
    assert "This Decision is addressed to the Commission." in {c.eid: c.text for c in found.clauses}["art_2"]


@pytest.mark.parametrize(
    "markup",
    ["<ol type='i'>", "<ol style='list-style-type: lower-roman'>", "<ol class='wide lower-roman'>"],
)
def test_a_list_is_numbered_as_its_page_says(markup):
    page = f"<html><body><h1>Rules</h1><p>A boat has:</p>{markup}<li>an oar;</li><li>a lamp.</li></ol></body></html>"
    assert [clause.marker for clause in read(page).clauses if clause.kind == "item"] == ["i.", "ii."]


def test_numbers_that_go_on_behind_list_marks_and_anchors_are_those_of_sections():
    text = "# Standard\n\n1. **Name.** The standard of lamps.\n\n<span id='p2'></span>2. **Use.** A lamp is lit.\n\nA paragraph.\n\n- <span id='p3'></span>3. **Oars.** An oar is red.\n- 4. **Ropes.** A rope is long.\n\nA paragraph.\n\n5. **End.** All is said.\n"
    assert {"sec_1", "sec_2", "sec_3", "sec_4", "sec_5"} <= set(eids(text))


def test_three_lines_above_a_rule_are_no_heading():
    text = f"BOAT RECORDS ACT\nCode of the Coast, Part 5\n\n{'=' * 60}\nCITATION: C.C. 5\nDATE: May 2031\nSOURCE: Code\n{'=' * 60}\n\nRecords are open to all who ask.\n"
    found = read(text)
    assert found.document.citation == "BOAT RECORDS ACT"
    assert not [clause for clause in found.clauses if clause.kind == "heading"]


SPANISH = (
    "LEY DEL PUERTO DE LA COSTA\nSecretaría del Puerto\nNueva Ley publicada el 5 de enero de 2031\nTÍTULO PRIMERO\nDISPOSICIONES GENERALES\n"
    "Artículo 1o.- La presente Ley regula el puerto y\nsus muelles.\nArtículo 2o.- Se entiende por:\nI. Muelle, el lugar donde atracan los barcos, y\n1 de 3\n"
    "LEY DEL PUERTO DE LA COSTA\nSecretaría del Puerto\nII. Faro, la torre con luz.\nFracción reformada en 2030\nIII. Boya, lo que flota.\n2 de 3\n"
    "LEY DEL PUERTO DE LA COSTA\nSecretaría del Puerto\nArtículo 3o.- Los muelles se limpian cada día.\n3 de 3\n"
)


def test_a_text_without_empty_lines_is_parted_by_the_names_of_its_articles_and_its_pages_by_their_numbers():
    found = read(SPANISH)
    texts = {clause.eid: clause.text for clause in found.clauses}
    assert {"title_I", "art_1", "art_2__point_I", "art_2__point_II", "art_2__point_III", "art_3"} <= set(
        texts
    )
    assert texts["art_1"].endswith("regula el puerto y sus muelles.")
    assert sum(piece.reason == "page-number" for piece in found.dropped) == 3


def test_lines_that_are_paragraphs_of_a_plain_text_are_clauses_each():
    sentence = "The keeper of each light of this harbour keeps a book in which every ship that passes by night is written down with its name, its flag and the hour of its passing. "
    text = "".join(f"Duty {number}\n{sentence}\n{sentence}\n" for number in ("one", "two", "three"))
    assert len(read(text).clauses) == 9


def test_front_matter_that_nothing_opens_names_the_document():
    text = "name: Access Policy of the Harbour\nacronym: APH\nsatisfies:\n  - C1\n---\n# Scope\n\nIt is for all keepers.\n\n# Rules\n\nA keeper has one key.\n"
    found = read(text)
    assert found.document.citation == "Access Policy of the Harbour"
    assert not any("acronym" in clause.text for clause in found.clauses)


def test_numbers_on_lines_of_their_own_are_those_of_the_lines_below():
    text = "1.\u00a0\u00a0 The keeper says:\n(a)\nthe name of the ship;\n(b)\nits flag; and\n(c)\nits length.\n2.\u00a0\u00a0 The office keeps the book.\n"
    assert [eid.rpartition("__")[2] for eid in eids(text)] == [
        "item_1",
        "item_1",
        "item_2",
        "item_3",
        "item_2",
    ]


def test_items_that_all_print_1_below_a_heading_are_numbered_by_their_place():
    text = "# Rules\n\n## Fees\n\n- A boat pays.\n- An oar is free.\n\n## Steps\n\n1. Moor.\n1. Pay.\n1. Leave.\n"
    assert [eid for eid in eids(text) if "steps__" in eid] == [
        f"hcontainer_steps__item_{n}" for n in (1, 2, 3)
    ]


def test_the_first_article_is_no_title():
    text = "Article premier - Nom\n=====================\n\nLe club s’appelle Phare.\n\nArticle 2 - Objet\n=================\n\nIl garde le phare.\n\nArticle 3 - Fin\n===============\n\nIl finit avec le phare.\n"
    assert read(text).document.citation == ""


def test_points_that_are_lines_of_a_paragraph_of_xml_are_parts_of_their_own():
    space = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
    law = (
        f"<akomaNtoso {space}><act><body><chapter id='c1'><num>CAPÍTULO II De los faros</num></chapter><article id='a4'><num>Artículo 4.</num><paragraph id='p'>"
        "<content><p>Artículo 4.- Se entiende por:\nI.- Faro: la torre con luz;\nII. Boya: lo que\nflota, a saber:\na) roja, y\nb) verde.</p></content></paragraph></article></body></act></akomaNtoso>"
    )
    found = eids(law)
    assert found["art_4__point_I"] == "I.- Faro: la torre con luz;"
    assert found["art_4__point_II__point_b"] == "b) verde."
    assert "chp_II" in found


def test_lines_that_the_list_of_contents_names_are_titles_of_sections():
    titles = ["1. SCOPE", "2. LAMPS", "3. OARS", "8. ROPES", "9. BOATS"]
    body = "".join(
        f"<p>{title}</p><p>What is said of {title[3:].lower()} holds for all.</p>"
        for title in titles
        if title[0] in "1289"
    )
    page = f"<html><body><p><b>By-law of the harbour</b></p><p><b>Table of contents</b></p>{''.join(f'<p>{title}</p>' for title in titles)}{body}</body></html>"
    assert {"sec_1", "sec_2", "sec_8", "sec_9"} <= set(eids(page))


def test_paragraphs_of_html_in_markdown_are_paragraphs():
    text = "---\ntitle: Sharing\n---\n<div>\n  <p class='a'>(1) A keeper shares the book.</p>\n  <p class='b'>(a) with the office;</p>\n  <p>(2) No one else reads it.</p></div>\n"
    assert "No one else reads it." in eids(text).values()


def test_a_row_of_single_dashes_parts_the_head_of_a_table():
    text = "| Post | Fee |\n| :-: | :-: |\n| North | 5 |\n"
    assert list(eids(text).values()) == ["Post | Fee", "North | 5"]


@pytest.mark.parametrize("head", ["CAPITULO I\nDisposiciones Generales", "Capítulo I\nObjeto de la Ley"])
def test_a_title_in_small_letters_below_a_division_ends_before_the_article(head):
    articles = "".join(
        f"Artículo {n}.- La regla {n} del puerto vale\npara todos los barcos.\n" for n in range(1, 5)
    )
    found = eids(f"LEY DE FAROS\n\n{head}\n{articles}")
    assert found["chp_I"] == head.replace("\n", " ")
    assert found["art_1"].startswith("Artículo 1.-")


def test_a_field_for_programs_names_no_document():
    assert (
        read(
            "ARTICLE: 45\nREGULATION: harbour_act\nDOMAIN: lights\n\nThe keeper lights the lamp each night.\n"
        ).document.citation
        == ""
    )


def test_an_item_put_in_with_the_number_of_the_first_leaves_the_list_counted_through():
    text = "# Store rules\n\n1. The keeper must sweep.\n1. The keeper must lock.\n2. The keeper must weigh.\n3. The keeper must test.\n"
    assert [eid for eid in eids(text) if "item" in eid] == ["item_1", "item_2", "item_3", "item_4"]


def test_lines_that_might_be_front_matter_are_read_once():
    """Each line had two readings, and all of them together 2 to the power of their number."""
    assert is_linear(lambda n: front_matter.split("framework:\n" + "  :\n" * n + "# Rules\n"), 3)
    assert front_matter.split("title: Rules\n  of a store\nid: 1\n---\n\n# Rules\n")[0].startswith(
        "title: Rules"
    )
