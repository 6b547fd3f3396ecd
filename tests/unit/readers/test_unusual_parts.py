"""Parts that are printed in an unusual way: letters behind bullets, tables as lists, Roman numbers, labels over rows, notes to titles."""

from curation.core.records import Document
from curation.readers import parse
from pdf_maker import pdf

DOC = Document(slug="doc", title="")


def clauses(text: str) -> dict[str, str]:
    return {clause.eid: clause.text for clause in parse(DOC, text.encode()).clauses}


def cited(text: str) -> dict[str, str]:
    return {clause.eid: clause.citation for clause in parse(DOC, text.encode()).clauses}


def test_headings_that_are_nothing_but_a_number_are_sections_and_letters_behind_bullets_their_points():
    found = clauses(
        "# Kite Regulations\n\n## Permits\n\n### 1\n\nA pilot shall state:\n\n- a) the string;\n\n- b) the tail.\n\n### 2\n\n"
        "The permit lasts a year.\n\n### 3\n\nNobody flies at night.\n"
    )
    assert [eid for eid in found if eid.startswith("sec")] == [
        "sec_1__para_1", "sec_1__point_a", "sec_1__point_b", "sec_2__para_1", "sec_3__para_1",
    ]  # fmt: skip


def test_a_letter_behind_a_bullet_stays_in_the_text_of_an_item_that_is_named_by_its_place():
    found = clauses("# Kites\n\nWhat to bring:\n\n- a) string\n\n- b) tail\n")
    assert {"a) string", "b) tail"} <= set(found.values())


def test_a_law_that_is_named_in_brackets_at_the_start_of_a_line_is_no_marker():
    text = "# Drachenverordnung\n\n## § 1 Zweck\n\n(1) Es gilt die Verordnung\n(EU) 2031/745 über Drachen.\n\n(2) Mehr gilt nicht.\n\n## § 2 Ende\n\nEs endet.\n\n## § 3 Schluss\n\nEs schließt.\n"
    assert list(clauses(text)) == ["sec_1", "sec_1__para_1", "sec_1__para_2", "sec_2", "sec_3"]


def test_a_reference_to_a_section_in_a_list_is_no_article():
    text = "# Drachenverordnung\n\n## § 1 Ausnahmen\n\n(1) Nicht anzuwenden sind\n\n1.  § 4 Absatz 1,\n\n2.  § 5 Absatz 2,\n\n3.  § 6.\n\n## § 2 Ende\n\nEs endet.\n\n## § 3 Schluss\n\nEs schließt.\n"
    assert [eid for eid in clauses(text) if "point" in eid] == [
        "sec_1__para_1__point_1",
        "sec_1__para_1__point_2",
        "sec_1__para_1__point_3",
    ]


def test_a_list_goes_on_behind_a_paragraph_inside_one_of_its_items():
    text = (
        "# Drachenverordnung\n\n## § 1 Wer fliegt\n\n(1) Fliegen dürfen\n\n1.  Kinder;\n\n2.  Erwachsene, und zwar\n\n    a)  Schüler\n\n        - am Tag,\n\n"
        "        mit Ausnahme der Ferien;\n\n    b)  Lehrer.\n\n## § 2 Ende\n\nEs endet.\n\n## § 3 Schluss\n\nEs schließt.\n"
    )
    found = clauses(text)
    assert "mit Ausnahme der Ferien;" in found["sec_1__para_1__point_2__letter_a"]
    assert found["sec_1__para_1__point_2__letter_b"] == "b) Lehrer."


def test_a_call_of_a_note_that_says_nothing_does_not_hide_the_number_of_a_paragraph():
    text = "# Drachenverordnung\n\n## § 1 Zweck\n\n(1) Eins gilt.\n\n[^F1_01]\n(2) Zwei gilt.\n\n[^F1_01]: \n\n## § 2 Ende\n\nEs endet.\n\n## § 3 Schluss\n\nEs schließt.\n"
    assert "sec_1__para_2" in clauses(text)


def test_a_table_written_as_a_list_of_lists_is_rows_and_an_annex_is_called_as_it_is_printed():
    text = (
        "# Drachenverordnung\n\n## § 1 Zweck\n\nEs gilt die Anlage.\n\n## § 2 Ende\n\nEs endet.\n\n## § 3 Schluss\n\nEs schließt.\n\n## Anlage Maße\n\n"
        "*    *   Teil\n\n    *   Länge\n\n\n*    *   Vor- und Nachlauf\n\n    *   1 m\n"
    )
    found = clauses(text)
    assert [found[eid] for eid in ("annex_1__row_1", "annex_1__row_2")] == [
        "Teil | Länge",
        "Vor- und Nachlauf | 1 m",
    ]
    assert cited(text)["annex_1__row_2"].startswith("Anlage 1 Zeile 2")


def test_a_row_of_a_table_in_an_article_is_a_clause():
    text = "Article 1\n\nA kite has:\n\n| part | size |\n|---|---|\n| tail | 1 m |\n\nArticle 2\n\nIt flies.\n\nArticle 3\n\nIt lands.\n"
    assert clauses(text)["art_1__row_2"] == "tail | 1 m"


def test_the_articles_of_an_amending_act_may_have_roman_numbers():
    text = "# Besluit vliegers\n\n### Artikel I\n\nWijzigt het Vliegerbesluit.\n\n### Artikel II\n\nOvergangsrecht\n\n1. Een vlieger blijft.\n\n2. Een staart niet.\n\n### Artikel III\n\nDit besluit treedt in werking.\n"
    assert list(clauses(text)) == ["art_I", "art_II", "art_II__para_1", "art_II__para_2", "art_III"]


def test_a_vowel_behind_the_number_of_an_article_is_the_first_word_of_its_text():
    text = "Lei das pipas\n\nArt. 1º A pipa voa.\n\nArt. 2º A linha segura a pipa.\n\nEsta Lei acaba aqui.\n"
    assert not any(eid.endswith("-a") for eid in clauses(text))


def test_a_rule_of_signs_is_no_clause():
    assert list(clauses("# Kites\n\n_\n\nA kite flies.\n")) == ["hcontainer_1", "para_1"]


def test_a_numbered_list_of_contents_names_headings_without_numbers():
    text = "# Kites\n\n## Table of Contents\n\n1. [String](#s)\n2. [Tail](#t)\n3. [Wind](#w)\n\n## String\n\nIt is thin.\n\n## Tail\n\nIt is long.\n\n## Wind\n\nIt blows.\n"
    kinds = {clause.text: clause.kind for clause in parse(DOC, text.encode()).clauses}
    assert [text for text, kind in kinds.items() if kind == "item"] == []


GII = """<?xml version="1.0" encoding="UTF-8"?><dokumente builddate="20310101" doknr="BJNR1"><norm doknr="BJNR1"><metadaten><jurabk>DrachV</jurabk>
<langue>Verordnung über Drachen<FnR ID="F1"/></langue></metadaten><textdaten><text format="XML"><Footnotes><Footnote FnZ="*" ID="F1">Beschlossen vom
Rat der Piloten.</Footnote></Footnotes></text></textdaten></norm><norm doknr="BJNR2"><metadaten><jurabk>DrachV</jurabk><enbez>§ 1</enbez></metadaten>
<textdaten><text format="XML"><Content><P>Es gilt die Tafel.</P><table><tgroup cols="3"><thead><row><entry colname="col1" morerows="1">Teil<BR/>des Drachens</entry>
<entry namest="col2" nameend="col3">Maß</entry></row><row><entry colname="col2">kurz</entry><entry colname="col3">lang</entry></row><row><entry colname="col1">1</entry>
<entry colname="col2">2</entry><entry colname="col3">3</entry></row></thead><tbody><row><entry colname="col1" morerows="1">Schwanz</entry><entry colname="col2">1</entry>
<entry colname="col3">2</entry></row><row><entry colname="col2">3</entry><entry colname="col3">4</entry></row></tbody></tgroup></table></Content></text></textdaten></norm></dokumente>"""


def test_a_note_to_the_title_is_a_clause_and_a_label_stands_beside_each_row_that_it_reaches():
    found = parse(DOC, GII.encode())
    assert not found.faults
    texts = {clause.eid: clause.text for clause in found.clauses}
    assert texts["note_1"] == "* Beschlossen vom Rat der Piloten."
    rows = [clause for clause in found.clauses if clause.kind == "row"]
    assert [row.text for row in rows[-2:]] == ["Schwanz | 1 | 2", "Schwanz | 3 | 4"]
    assert rows[-1].path[-1] == "Teil des Drachens | Maß | kurz | lang"


def lines(
    texts: list[str], x: float = 72, y: float = 700, size: float = 11
) -> list[tuple[str, float, float, float]]:
    return [(text, x, y - 14 * number, size) for number, text in enumerate(texts)]


def test_items_with_roman_numbers_are_told_apart_in_a_pdf():
    found = parse(
        DOC,
        pdf(
            [
                lines(
                    [
                        "A pilot may not:",
                        "i. fly at night",
                        "ii. fly in rain",
                        "iii. fly alone",
                        "iv. cut the string",
                        "v. lose the tail",
                    ]
                )
            ]
        ),
    )
    assert [clause.marker for clause in found.clauses if clause.kind == "item"] == [
        "i.",
        "ii.",
        "iii.",
        "iv.",
        "v.",
    ]
    capitals = parse(
        DOC,
        pdf(
            [
                lines(
                    [
                        "A pilot may not:",
                        "I. Fly the kite at night;",
                        "II. Fly the kite in rain;",
                        "III. Fly the kite alone.",
                    ]
                )
            ]
        ),
    )
    assert [clause.marker for clause in capitals.clauses if clause.kind == "item"] == ["I.", "II.", "III."]


def test_a_line_that_looks_larger_goes_on_with_its_sentence():
    text = lines(
        [
            "The pilot keeps a record of each flight and shows the",
            "record to the keeper, who reads it with",
            "care and gives it back.",
        ],
        size=9.3,
    )
    text[1] = (*text[1][:3], 11.3)
    found = parse(DOC, pdf([text]))
    assert len(found.clauses) == 1


def test_a_running_head_that_most_pages_have_may_stand_above_an_item_with_a_small_letter():
    body = [f"{letter}. the pilot keeps part {letter}" for letter in "abcdefgh"]
    pages = [
        [("Kite Rules", 400, 790, 11), *lines([body[number], "and shows it"], y=720)] for number in range(8)
    ]
    found = parse(DOC, pdf(pages))
    assert sum("Kite Rules" in clause.text for clause in found.clauses) == 0
    assert {piece.reason for piece in found.dropped} == {"running-head"}


def test_a_reference_in_the_front_matter_counts_as_the_sign_it_stands_for():
    found = parse(DOC, b"---\ntitle: Kites\nname: Resoluci&oacute;n\n---\n\n# Kites\n\nA kite flies.\n")
    assert not found.faults


def test_words_set_far_apart_to_fill_a_line_are_no_table_and_none_is_lost():
    def spread(words: str, y: float) -> list[tuple[str, float, float, float]]:
        parts = words.split()
        return [(part, 72 + 90 * place, y, 11) for place, part in enumerate(parts)]

    page = [
        *spread("the tail of kites needs", 700),
        *spread("a vote at some meeting", 680),
        *spread("the whole club and more", 660),
    ]
    found = parse(DOC, pdf([page]))
    assert not found.faults
    assert not [clause for clause in found.clauses if clause.kind == "row"]


ENGLISH = "The keeper of kites shall keep a register of all kites and shall show it to each person who asks for it within ten days unless the owner of the kite has told the keeper in writing that nobody may see what the register says of it".split()
FRENCH = "Le gardien des cerfs volants tient un registre de tous les cerfs volants et le montre à toute personne qui le demande dans les dix jours sauf si le propriétaire a dit par écrit au gardien que personne ne peut voir ce que dit le registre".split()


def test_pages_in_two_columns_of_two_languages_are_read_in_one_language_and_then_in_the_other():
    def column(words: list[str], x: float) -> list[tuple[str, float, float, float]]:
        rows = [" ".join(words[place : place + 5]) for place in range(0, len(words), 5)]
        return [(row, x, 700 - 14 * number, 10) for number, row in enumerate(rows)]

    pages = [
        [
            *column([f"Page{page}", *ENGLISH[7 * page :], *ENGLISH[: 7 * page]], 72),
            *column([f"Feuille{page}", *FRENCH[7 * page :], *FRENCH[: 7 * page]], 320),
        ]
        for page in (1, 2, 3)
    ]
    text = parse(DOC, pdf(pages)).canonical_text
    places = [text.index(word) for word in ("Page1", "Page2", "Page3", "Feuille1", "Feuille2", "Feuille3")]
    assert places == sorted(places)


def test_parts_of_an_annex_number_their_points_anew():
    listed = "<DL Type='arabic'><DT>1.</DT><DD><LA>Name,</LA></DD><DT>2.</DT><DD><LA>Datum.</LA></DD></DL>"
    law = (
        "<dokumente builddate='20310101' doknr='BJNR1'><norm doknr='BJNR1'><metadaten><jurabk>DrachV</jurabk><langue>Verordnung über Drachen</langue></metadaten></norm>"
        "<norm doknr='BJNR2'><metadaten><jurabk>DrachV</jurabk><enbez>Anlage</enbez><titel>Zeugnisse</titel></metadaten><textdaten><text format='XML'><Content>"
        f"<P><SP>Teil A – Zeugnis:</SP>{listed}</P><P><SP>Teil B – Beiblatt</SP></P><P>Dazu kommen: {listed}</P></Content></text></textdaten></norm></dokumente>"
    )
    found = parse(DOC, law.encode())
    assert not found.faults
    assert [clause.eid for clause in found.clauses] == [
        "annex_1", "annex_1__part_A", "annex_1__part_A__point_1", "annex_1__part_A__point_2",
        "annex_1__part_B", "annex_1__part_B__point_1", "annex_1__part_B__point_2",
    ]  # fmt: skip
    assert found.clauses[-1].citation == "Anlage 1 Teil B Nr. 2 DrachV"


MENU = """<html><body><div><p><a href="/a">Home</a></p><p><a href="/b">About us</a></p><p><a href="/c">Offices</a></p><p><a href="/d">News</a></p></div>
<h1>Kite rules</h1><p>A pilot holds a permit, and shows it to the keeper.</p><p><a href="/e">Form</a> <a href="/f">Map</a> <a href="/g">Fees</a> <a href="/h">Dates</a></p>
<p>Nobody flies at night, and nobody flies alone.</p><div><a href="/i">Imprint</a> | <a href="/j">Privacy</a> | <a href="/k">Press</a> | <a href="/l">Jobs</a></div></body></html>"""


def test_links_before_the_title_and_behind_the_last_sentence_are_a_menu_and_links_between_are_not():
    found = parse(DOC, MENU.encode())
    assert [piece.reason for piece in found.dropped] == ["navigation", "navigation"]
    assert any(clause.text == "Form Map Fees Dates" for clause in found.clauses)


def test_links_below_a_heading_at_the_end_of_a_page_are_what_the_page_lists():
    found = parse(DOC, MENU.replace('<div><a href="/i">', '<h2>Registers</h2><div><a href="/i">').encode())
    assert [piece.reason for piece in found.dropped] == ["navigation"]
    assert any("Imprint" in clause.text for clause in found.clauses)


def test_paragraphs_without_a_break_and_items_put_in_later_are_parts_of_their_own():
    text = """# Lov om drager

### § 1. Formål
(1) Staten svarar ikkje for draga.(2) Staten eig draga.(3) Lova gjeld òg i strid, jf.(4) her.

### § 2. Straff
(1) Den blir straffa, som

1.  flyg om natta,

1a. flyg åleine,

2.  flyg utan løyve.

### § 3. Ikraft
Lova gjeld frå i dag.
"""
    found = {clause.eid: clause.text for clause in parse(DOC, text.encode()).clauses}
    assert found["sec_1__para_2"] == "Staten eig draga."
    assert found["sec_1__para_3"].endswith("jf.(4) her.")
    assert found["sec_2__para_1__item_2"] == "flyg åleine,"


def test_a_number_put_in_later_stands_beside_the_others_of_a_german_section():
    text = """# Verordnung über Drachen (DrachV)

## § 1 Ahndung

(1) Ordnungswidrig handelt, wer

5.  entgegen § 5 nichts zeigt,

5a. entgegen § 5 einen Drachen bestellt,

6.  entgegen § 7 nichts kennzeichnet.

## § 2 Übergang

Es gilt.

## § 3 Inkrafttreten

Es gilt.
"""
    found = [clause.eid for clause in parse(DOC, text.encode()).clauses]
    assert found[2:5] == ["sec_1__para_1__point_5", "sec_1__para_1__point_5a", "sec_1__para_1__point_6"]


def test_a_blank_to_fill_in_is_no_title():
    found = parse(
        DOC,
        b"# [NAME OF COMPANY]\n\n# Kite policy\n\nA pilot holds a permit.\n\n## Use\n\nNobody flies at night.\n",
    )
    assert found.document.title == "Kite policy"


def test_a_row_of_a_table_with_a_break_in_a_cell_is_one_row():
    found = clauses(
        "# Kites\n\n| Kite | String |\n|---|---|\n| red | hemp |\n| blue, long\ntail | nylon |\n| green | silk |\n\nNo other.\n"
    )
    assert [text for text in found.values() if "|" in text] == [
        "Kite | String", "red | hemp", "blue, long tail | nylon", "green | silk",
    ]  # fmt: skip


def test_words_behind_an_open_row_are_not_put_into_it():
    found = clauses(
        "# Kites\n\n| Kite | String |\n|---|---|\n| red | hemp |\n| blue | nylon\n\nNo other. |\n"
    )
    assert {"blue | nylon"} <= set(found.values())


def test_a_further_paragraph_of_a_numbered_point_stays_in_it():
    articles = "".join(f"Artículo {n}. Vuelo.\n\nLas cometas vuelan.\n\n" for n in (1, 2))
    found = clauses(
        f"# Ley de cometas\n\n{articles}Artículo 3. Definiciones.\n\nPara esta ley, se entiende por:\n\nI. Cometa, lo que vuela.\n\n"
        "También lo que planea.\n\nII. Cuerda, lo que la sujeta.\n\nLo demás se rige por la costumbre.\n"
    )
    assert [eid for eid in found if eid.startswith("art_3") and "point" in eid] == [
        "art_3__para_1__point_I", "art_3__para_1__point_II",
    ]  # fmt: skip
    assert found["art_3__para_1__point_I"].endswith("También lo que planea.")
    assert found["art_3__para_2"] == "Lo demás se rige por la costumbre."
