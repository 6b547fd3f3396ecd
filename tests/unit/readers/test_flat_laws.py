"""Laws without markup as people print them: Latin articles, wrapped lists, titles that end with a year."""

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.text import packs
from curation.text.document_words.part_words import WORDS

DOC = Document(slug="doc", title="")

LEI = """# Lei das pipas

Art. 1º Esta Lei dispõe sobre o uso de pipas.

Art. 2º O uso de pipas tem como fundamentos:

I – a segurança das pessoas;

II – o respeito ao vento, nos termos do:

a) regulamento;

b) costume.

§ 1º O piloto deve manter um registro.

§ 2º O registro é público.

Art. 3º O piloto não pode voar de noite.

Parágrafo único. A multa é de dez moedas.

Art. 3º-A A cauda tem um metro.

Artigo 12 da lei anterior fica mantido.

Art. 4º Esta Lei entra em vigor em maio.
"""


def read(text: str):
    return parse(DOC, text.encode())


def test_articles_whose_words_follow_on_their_line_are_articles_with_paragraphs_and_roman_items():
    clauses = {clause.eid: clause.text for clause in read(LEI).clauses}
    assert list(clauses) == [
        "art_1", "art_2", "art_2__point_I", "art_2__point_II", "art_2__point_II__point_a", "art_2__point_II__point_b",
        "art_2__para_1", "art_2__para_2", "art_3", "art_3__para_1", "art_3-A", "art_4",
    ]  # fmt: skip
    assert clauses["art_2__para_1"] == "§ 1º O piloto deve manter um registro."
    assert "Artigo 12 da lei anterior" in clauses["art_3-A"]


def test_a_law_may_be_called_by_a_line_that_ends_with_its_year_and_never_by_its_first_chapter():
    text = "LEI Nº 5, DE 2031\n\nCAPÍTULO I Regras\n\n" + LEI.split("\n\n", 1)[1]
    assert {clause.citation.split(",")[0] for clause in read(text).clauses} == {"LEI Nº 5"}


WRAPPED = """## § 1 Meldung

(1) Die Person meldet:

1.  den Namen nach Anhang I der Verordnung (EU)
    Nr. 7/2031 und nach dem Blatt (Bl. 1 vom 1.1.2031,
    S. 34), in der Fassung,
2.  die Anschrift:
    a. Straße
    b. Ort

## § 2 Frist

Am Montag.

## § 3 Ende

Keins.
"""


def test_an_abbreviation_at_the_beginning_of_a_wrapped_line_numbers_no_item():
    clauses = {clause.eid: clause.text for clause in read(WRAPPED).clauses}
    assert clauses["sec_1__para_1__point_1"].endswith(
        "(EU) Nr. 7/2031 und nach dem Blatt (Bl. 1 vom 1.1.2031, S. 34), in der Fassung,"
    )
    assert [eid for eid in clauses if "letter" in eid] == [
        "sec_1__para_1__point_2__letter_a",
        "sec_1__para_1__point_2__letter_b",
    ]


@pytest.mark.parametrize("sign", [">-", "|", ">"])
def test_the_title_of_front_matter_may_be_folded_over_lines(sign):
    text = (
        f"---\ntitle: {sign}\n  Rules of the store\n  and its keepers\nslug: x\n---\n\nKeep the door shut.\n"
    )
    assert read(text).clauses[0].citation.startswith("Rules of the store and its keepers,")


def test_the_way_back_from_a_note_is_no_call_of_the_paragraph_that_calls_it():
    page = """<html><body><h1>Rules</h1><p>The keeper shall keep a register<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>
    and show it.</p><p>Nobody may lose a sample.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>
    Cap. 11 of the laws</p></div></body></html>"""
    reading = parse(DOC, page.encode())
    texts = {clause.kind: clause.text for clause in reading.clauses}
    assert not reading.faults
    assert texts["note"] == "Cap. 11 of the laws"
    assert any(clause.text.startswith("The keeper shall keep a register") for clause in reading.clauses)


def test_headings_with_three_digits_or_a_letter_are_sections_when_they_come_next():
    text = "# Rules\n\n" + "".join(
        f"## {n}. Kites of kind {n}\n\nKeep it.\n\n" for n in (*range(1, 101), "100A")
    )
    eids = [clause.eid for clause in read(text).clauses]
    assert "sec_100" in eids and "sec_100A" in eids
    assert "sec_365" not in [c.eid for c in read(text + "## 365. day plans\n\nKeep it.\n").clauses]


def test_a_german_law_has_the_same_parts_from_a_page_that_prints_its_numbers_as_words():
    lines = [
        "§ 1 Meldung", "(1) Zu melden sind:", "1. der Name,", "2. die Anschrift mit", "a) Straße,", "b) Ort.", "(2) Die Meldung ist frei.",
        "§ 2 Frist", "Am Montag.", "§ 3 Ende", "Keins.",
    ]  # fmt: skip
    page = "".join(f"<h2>{line}</h2>" if line[0] == "§" else f"<p>{line}</p>" for line in lines)
    eids = [clause.eid for clause in parse(DOC, f"<html><body>{page}</body></html>".encode()).clauses]
    assert eids == [
        "sec_1", "sec_1__para_1", "sec_1__para_1__point_1", "sec_1__para_1__point_2", "sec_1__para_1__point_2__letter_a",
        "sec_1__para_1__point_2__letter_b", "sec_1__para_2", "sec_2", "sec_3",
    ]  # fmt: skip


@pytest.mark.parametrize("caption", ["Table 2: Limits", "Figure 3", "Tabelle A.1 – Werte"])
def test_a_caption_in_bold_is_no_heading_of_what_follows(caption):
    text = f"# Rules\n\n## Duties\n\nKeep a log.\n\n**{caption}**\n\n| Kind | Limit |\n|---|---|\n| Tin | 5 g |\n\nNobody may lose a sample.\n"
    last = read(text).clauses[-1]
    assert last.text == "Nobody may lose a sample." and last.eid.startswith("hcontainer_duties")


def test_a_provision_in_a_cell_over_several_rows_stands_once_and_a_label_in_each():
    long = "The keeper shall keep a register of all samples, and shall show it on demand to an inspector in writing."
    page = f"<table><tr><th>Part</th><th>Rule</th><th>Who</th></tr><tr><td rowspan=2>Tins</td><td rowspan=2>{long}</td><td>Ann</td></tr><tr><td>Bob</td></tr></table>"
    rows = [
        clause.text
        for clause in parse(DOC, f"<html><body>{page}</body></html>".encode()).clauses
        if clause.kind == "row"
    ]
    assert rows[1:] == [f"Tins | {long} | Ann", "Tins |  | Bob"]


def test_a_quotation_that_one_paragraph_opens_and_closes_quotes_nothing_after_it():
    quoted = "‘3. When a kite is lent to another person, the log goes with it and the lender keeps a copy of the log, for a year at least.’;"
    lines = [
        "Article 1", "Scope", "This act is about kites.", "Article 2", "Amendment", "The kite act is amended as follows:",
        "(1) in Article 7, the following paragraph is added:", quoted, "(2) in Article 8, the following paragraph is added:", quoted,
        "Article 3", "Entry", "This act enters into force in May.", "Article 4", "End", "It ends in June.",
    ]  # fmt: skip
    clauses = {clause.eid: clause.text for clause in read("\n\n".join(lines)).clauses}
    assert {"art_1", "art_2", "art_2__point_1", "art_2__point_2", "art_3", "art_4"} <= set(clauses)
    assert quoted in clauses["art_2__point_1"] and quoted in clauses["art_2__point_2"]


QUOTING = """# Lei das pipas

Art. 1º A ementa da Lei 7 passa a vigorar com nova redação.

Art. 2º A Lei 7 passa a vigorar com as seguintes alterações:

"CAPÍTULO I

Art. 9º O piloto que voa perto de um aeroporto deve manter um registro de cada voo feito.

§ 1º O registro é público." (NR)

Art. 3º (VETADO).

Art. 6º Esta Lei entra em vigor em maio.
"""


def test_an_amending_act_goes_on_with_its_own_articles_after_the_sign_that_ends_new_wording():
    found = {clause.eid: clause for clause in read(QUOTING).clauses}
    assert [eid.split("__")[0] for eid, clause in found.items() if clause.text.endswith("(NR)")] == ["art_2"]
    assert found["art_3"].text == "Art. 3º (VETADO)."
    assert found["art_6"].citation == "Lei das pipas, artigo 6"


@pytest.mark.parametrize(
    ("language", "citation"),
    [
        ("pt", "Regras, parágrafo 1"),
        ("pl", "Regras, akapit 1"),
        ("ru", "Regras, абзац 1"),
        ("sv", "Regras, stycke 1"),
        ("ja", "Regras, 段落 1"),
        ("ko", "Regras, 문단 1"),
    ],
)
def test_every_language_with_a_pack_has_its_own_words_for_citations(language, citation):
    document = DOC.model_copy(update={"title": "Regras", "language": language})
    assert parse(document, b"# Regras\n\nQuem voa paga.\n").clauses[-1].citation == citation


def test_every_language_pack_has_words_for_citations():
    assert set(packs.languages()) - {"zh"} <= set(WORDS)


HOREI = """凧取扱規則

目次

第一章 総則

第二章 雑則

第一章 総則

（目的）

第一条 この規則は、凧の取扱いについて定めることを目的とする。

（記録）

第二条 操縦者は、次に掲げる事項を記録しなければならない。

一 日時

二 場所であつて次に掲げるもの

イ 公園

ロ 河川敷

２ 前項の記録は、三年間保存しなければならない。

第二条の二 操縦者は、夜間に凧を揚げてはならない。

第二章 雑則

第三条 この規則に定めるもののほか、必要な事項は別に定める。

附 則

この規則は、公布の日から施行する。
"""


def test_a_japanese_law_in_flat_text_has_the_identifiers_and_citations_of_its_official_xml():
    found = parse(DOC.model_copy(update={"language": "ja"}), HOREI.encode())
    cited = {clause.eid: clause.citation for clause in found.clauses}
    assert cited["art_2__para_1__item_2__subitem_イ"] == "凧取扱規則第二条第一項第二号イ"
    assert cited["art_2__para_2"] == "凧取扱規則第二条第二項"
    assert cited["art_2-2"] == "凧取扱規則第二条の二"
    assert cited["suppl_1__al_1"] == "凧取扱規則附則段落1"
    assert [c.text for c in found.clauses if c.eid == "art_1"] == [
        "第一条 （目的）\nこの規則は、凧の取扱いについて定めることを目的とする。"
    ]
    assert not found.faults


def test_how_characters_are_read_aloud_does_not_part_their_line():
    page = "<html lang='ja'><body><h1>規則</h1><p>一 <ruby>砒<rt>ひ</rt></ruby>素及びその化合物</p></body></html>"
    found = parse(DOC, page.encode())
    assert found.clauses[-1].text.endswith("砒素及びその化合物")
    assert [(piece.text, piece.reason) for piece in found.dropped] == [("ひ", "repeated")]


BARE = """Kite agreement

1 DEFINITIONS

In this agreement a kite flies on a line.

1.1 The pilot shall hold the line.

2 SERVICES

The supplier shall deliver kites.

3 Termination for cause

Either party may end it.
"""


def test_titles_with_a_number_and_no_sign_behind_it_are_sections():
    cited = {clause.eid: clause.citation for clause in read(BARE).clauses}
    assert list(cited) == ["para_1", "sec_1", "sec_1__para_1", "sec_1-1", "sec_2", "sec_2__para_1", "sec_3", "sec_3__para_1"]  # fmt: skip
    assert cited["sec_1-1"] == "Kite agreement, Section 1.1"


def test_a_list_of_counts_is_no_run_of_sections():
    lines = ["1 January", "2 February", "3 March", "Nobody may fly in these months."]
    found = read("Closed months\n\n" + "\n\n".join(lines) + "\n")
    assert not [clause for clause in found.clauses if clause.kind == "section"]


def test_a_heading_that_any_document_may_have_is_not_its_title():
    found = read("Kite policy\n\n# 1. Overview\n\nKites fly.\n\n# 2. Scope\n\nAll pilots.\n")
    assert found.document.title == "Kite policy"
    assert read("# Overview\n\nKites fly.\n").document.title == "Overview"
    assert read("## General\n\nKites fly.\n\n## Pilots\n\nAll pilots.\n").document.title == ""


def test_a_number_goes_on_with_an_outer_list_and_the_inner_one_may_number_on_behind_it():
    page = "".join(f"<p>{n}. Rule {order}.</p>" for order, n in enumerate((1, 1, 2, 3, 2, 4, 5, 3)))
    found = parse(DOC, f"<h1>Rules</h1>{page}".encode()).clauses
    assert [clause.marker for clause in found if clause.kind == "item"] == [f"{n}." for n in (1, 1, 2, 3, 2, 4, 5, 3)]  # fmt: skip


def test_a_bullet_that_stands_alone_is_an_item_where_words_announce_a_list_and_others_have_it():
    page = "<h1>Rules</h1><p>Nobody may carry:</p><p>• a knife</p><p>Nobody may sell:</p><p>• kites</p><p>It is so.</p><p>• signed in May</p>"
    found = parse(DOC, page.encode()).clauses
    assert [clause.text for clause in found if clause.kind == "item"] == ["a knife", "kites"]


def test_a_gazette_that_prints_a_law_is_not_its_name():
    found = read("Drachengesetz\n\n# Bundesgesetzblatt\n\nDer Halter führt Buch.\n")
    assert found.document.title == "Drachengesetz"


def test_sections_of_a_code_with_numbers_of_several_parts_go_up_by_their_last_part():
    page = "".join(f"<h2>§ 59.1-57{n}. Rule {n}.</h2><p>Nobody may fly at night.</p>" for n in (5, 6, 7))
    found = parse(DOC, f"<h1>Kite code</h1>{page}".encode())
    assert [c.eid for c in found.clauses if c.kind == "section"] == ["sec_59-1-575", "sec_59-1-576", "sec_59-1-577"]  # fmt: skip


def test_a_sentence_below_the_number_of_a_section_is_no_title_of_it():
    lines = [
        "Verordnung über Boote", "§ 1", "Verbot", "Niemand darf nachts segeln.", "§ 2", "Die Behörde kann Ausnahmen zulassen, wenn",
        "1. das Boot ein Licht hat,", "2. der Halter zustimmt.", "§ 3", "Im Sinne dieser Verordnung", "1. ist ein Boot ein Ding,",
        "2. ist ein Halter ein Mensch.", "§ 4", "Begriffe", "1. Ein Boot ist ein Ding.", "2. Ein Halter ist ein Mensch.",
        "§ 5", "Dieses Gesetz tritt am Tag nach seiner Verkündung in Kraft",
    ]  # fmt: skip
    headings = {c.eid: c.path[-1] for c in read("\n\n".join(lines)).clauses if c.kind == "section"}
    assert headings == {
        "sec_1": "§ 1 Verbot",
        "sec_2": "§ 2",
        "sec_3": "§ 3",
        "sec_4": "§ 4 Begriffe",
        "sec_5": "§ 5",
    }


IRISH = """# Harbour Lights Act

##### 1 Interpretation.

**1.**—(1) In this Act light includes a buoy.

(2) A buoy is a light.

##### 2 Keepers.

**2.**—A keeper shall keep a light.

##### 3 Amendment of the Buoys Act.

**3.**—The Buoys Act is amended by putting in:

“91A.—(1) A buoy shall be red.

## SCHEDULE Harbours of the first class

1. (1) A harbour has two lights.

(2) Each burns at night.

2. A light is white.

3. (1) A mole is a harbour.

(2) A pier is none.
"""


def test_a_provision_that_repeats_the_number_of_its_heading_is_one_section_with_it():
    reading = read(IRISH)
    assert [clause.eid for clause in reading.clauses if clause.kind in ("section", "annex")] == [
        "sec_1", "sec_2", "sec_3", "sch", "sch__sec_2",
    ]  # fmt: skip
    by_eid = {clause.eid: clause.text for clause in reading.clauses}
    assert by_eid["sec_1__para_1"] == "In this Act light includes a buoy."
    assert by_eid["sec_1__para_2"] == "A buoy is a light."
    assert by_eid["sec_2__para_1"] == "A keeper shall keep a light."
    assert by_eid["sch__sec_1__para_1"] == "A harbour has two lights."
    assert by_eid["sch__sec_3__para_1"] == "A mole is a harbour."
    assert [piece.reason for piece in reading.dropped].count("repeated") == 3


def test_a_number_before_a_dash_opens_a_section_unless_another_act_is_quoted():
    reading = read(
        "Harbour Lights Act\n\n1.—(1) A keeper shall keep a light.\n\n(2) It burns at night.\n\n2. — The Minister may make rules.\n\n"
        "3.—In the Buoys Act the following is put in:\n\n91A.—(1) A buoy shall be red.\n\n4.—This Act is the Harbour Lights Act.\n"
    )
    assert [clause.eid for clause in reading.clauses if clause.kind == "section"] == [
        "sec_2",
        "sec_3",
        "sec_4",
    ]
    assert "sec_1__para_1" in {clause.eid for clause in reading.clauses}


def test_a_list_that_begins_at_one_below_the_first_heading_is_a_list():
    reading = read(
        "# Rules\n\n## 1. Purpose\n\n1. To keep lights.\n2. To keep buoys.\n\n## 2. Scope\n\nAll harbours.\n"
    )
    assert not [piece for piece in reading.dropped if piece.reason == "repeated"]


def test_a_law_that_speaks_of_a_directive_keeps_its_name_and_every_word_before_its_first_article():
    reading = read(
        "# Decreto de las cometas\n\n## Exposición de motivos\n\n"
        "Este decreto ordena el uso de las cometas en las playas y atiende a lo que sobre ellas dice la Directiva (UE) 2015/849.\n\n"
        "## Disposición final\n\nEste decreto entra en vigor mañana.\n\n"
        "### Artículo primero.\n\nEl piloto debe llevar un registro.\n\n### Artículo segundo.\n\nEl registro es público.\n\n"
        "### Artículo tercero.\n\nLa multa es de diez monedas.\n"
    )
    assert [clause.eid for clause in reading.clauses if clause.kind == "article"] == [
        "art_1",
        "art_2",
        "art_3",
    ]
    assert reading.document.citation == "Decreto de las cometas"
    assert "Este decreto entra en vigor mañana." in [clause.text for clause in reading.clauses]
    assert {piece.reason for piece in reading.dropped} <= {"title"}


def test_a_portuguese_article_has_its_ordinal_in_its_number():
    reading = read(
        "# Regulamento das pipas\n\nArtigo 1.º\n\nO piloto deve manter um registo.\n\nArtigo 2.º - Registo\n\nO registo é público.\n\n"
        "Artigo 3.º — Multas\n\nA multa é de dez moedas.\n"
    )
    articles = [clause for clause in reading.clauses if clause.kind == "article"]
    assert [clause.eid for clause in articles] == ["art_1", "art_2", "art_3"]
    assert articles[1].text.startswith("Artigo 2.º")
    assert not [piece for piece in reading.dropped if piece.reason == "closing"]


def test_lines_with_cells_parted_by_tabs_are_rows():
    reading = read("Fees of the harbour\n\nkite\tday\t2 coins\nkite\tnight\t3 coins\nbuoy\tday\t1 coin\n")
    assert [clause.text for clause in reading.clauses if clause.kind == "row"] == [
        "kite | day | 2 coins", "kite | night | 3 coins", "buoy | day | 1 coin",
    ]  # fmt: skip


def test_an_item_that_is_a_heading_opens_a_section_with_its_number():
    reading = read(
        "# Rules\n\n1. #### Keepers\n\n   A keeper keeps a light.\n\n2. #### Lights\n\n   A light burns at night.\n"
    )
    assert [(clause.eid, clause.text) for clause in reading.clauses if clause.kind == "section"] == [
        ("sec_1", "1. Keepers"), ("sec_2", "2. Lights"),
    ]  # fmt: skip


def test_the_vowel_signs_of_a_word_are_in_the_name_of_its_heading():
    reading = read("# Rules\n\n## आचार संहिता\n\nA keeper keeps a light.\n")
    assert "hcontainer_आचार-संहिता" in {clause.eid for clause in reading.clauses}


def test_supplementary_provisions_that_say_the_same_again_are_no_list_of_contents():
    again = "（施行期日）\n\n第一条　この省令は、公布の日から施行する。\n\n（経過措置）\n\n第二条　この省令の施行の際現にある{}は、なお従前の例による。\n\n"
    reading = read(
        "# 凧の灯に関する規則\n\n第一条　飼い主は、灯を点さなければならない。\n\n第二条　灯は、夜に点す。\n\n第三条　灯は、白とする。\n\n"
        "附　則　（平成一九年二月二日）\n\n"
        + again.format("灯")
        + "附　則　（令和二年一二月二一日）\n\n"
        + again.format("凧")
    )
    assert not [piece for piece in reading.dropped if piece.reason in ("contents", "closing", "unaccounted")]


def test_a_page_of_an_office_program_with_a_namespace_of_its_own_is_a_web_page():
    page = '<html xmlns:o="urn:x" xmlns="http://www.w3.org/TR/REC-html40"><head><title>L77</title></head><body><p>LEI Nº 77, DE 1 DE MAIO DE 2020</p><p>O piloto deve manter um registro.</p></body></html>'
    reading = read(page)
    assert [clause.text for clause in reading.clauses][-1] == "O piloto deve manter um registro."
    assert "L77" not in reading.document.title


ARTICLES = (
    "Article 1\n\nKites shall fly.\n\nArticle 2\n\nKites shall land.\n\nArticle 3\n\nThis act is in force.\n"
)


@pytest.mark.parametrize(
    "front",
    [
        "Whereas kites are fair to see;\n\nWhereas many people fly them;\n\nHAVE ADOPTED THIS ACT:\n\n",
        "HAVING REGARD to the Treaty of the Kites and WHEREAS:\n\nThat kites are fair to see;\n\nThat many people fly them;\n\n",
    ],
)
def test_recitals_without_numbers_are_clauses_in_their_order(front):
    found = {
        clause.eid: clause
        for clause in parse(
            Document(slug="doc", title="Kite Act"), f"Kite Act\n\n{front}{ARTICLES}".encode()
        ).clauses
    }
    assert [eid for eid, clause in found.items() if clause.kind == "recital"] == ["rec_1", "rec_2"]
    assert found["rec_2"].text.endswith("many people fly them;")


def test_the_date_of_publication_behind_a_letter_is_no_point():
    text = f"Kite Act\n\n{ARTICLES}\n\ne. 17/07/2025 N° 5 v. 17/07/2025\n"
    assert all(
        "point" not in clause.eid
        for clause in parse(Document(slug="doc", title="Kite Act"), text.encode()).clauses
    )
