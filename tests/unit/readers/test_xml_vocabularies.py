"""XML is read by its root and namespace: each vocabulary with its own identifiers and citations, no word lost, unknown ones refused by name."""

import re
from collections import Counter
from pathlib import Path

import pytest
from curation.core.errors import InputError
from curation.core.records import Document
from curation.readers import detection, parse
from lxml import etree

SAMPLES = Path(__file__).with_name("samples") / "xml"
DOC = Document(slug="doc", title="")


def reading(name):
    return parse(DOC, (SAMPLES / f"{name}.xml").read_bytes())


def cited(name):
    return {clause.eid: clause.citation for clause in reading(name).clauses}


def letters(texts):
    """The letters and digits of some texts, counted: what a space or a bar between words does not change."""
    return Counter(char for text in texts for char in text if char.isalnum())


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.stem)
def test_every_letter_is_in_the_text_or_left_out_with_a_reason(path):
    found = parse(DOC, path.read_bytes())
    tree = etree.fromstring(path.read_bytes())
    shown = letters([found.canonical_text, *(piece.text for piece in found.dropped)])
    assert not letters(tree.itertext()) - shown
    extra = shown - letters(tree.itertext())
    assert sum(extra.values()) <= 1  # the mark of a note that stands in an attribute
    assert not [piece for piece in found.dropped if piece.reason in ("unreadable", "unaccounted")]
    assert all(found.canonical_text[c.start : c.end] == c.text for c in found.clauses)


@pytest.mark.parametrize(
    ("name", "eid", "citation"),
    [
        ("bill", "sec_1__al_1", "119 HR 9999 RH, sec. 1, unnumbered para. 1"),
        ("bill", "sec_2__para_a__para_1", "119 HR 9999 RH, sec. 2(a)(1)"),
        ("bill", "div_B__sec_101", "119 HR 9999 RH, div. B, sec. 101"),
        ("resolution", "rec_1", "119 HRES 7, recital 1"),
        ("house", "sec_1__al_1", "118 HR 77, sec. 1, unnumbered para. 1"),
        ("house", "sec_101__para_a__para_2", "118 HR 77, sec. 101(a)(2)"),
        ("usc", "sec_12a__para_a", "99 U.S.C. 12a(a)"),
        ("register", "doc_2030-11__sec_1__al_1", "95 FR (2030-01-02), Doc. 2030-11, sec. 1, unnumbered para. 1"),
        ("clml", "reg_2__para_2__subpara_a", "The Sample Regulations 2030 (SI 2030/7), regulation 2(2)(a)"),
        ("clml", "sch_1__para_1__subpara_1", "The Sample Regulations 2030 (SI 2030/7), Schedule 1, paragraph 1(1)"),
        ("gii", "sec_2a__para_1__point_1__letter_b", "§ 2a Abs. 1 Nr. 1 Buchst. b MusterG"),
        ("gii", "annex_1", "Anlage 1 MusterG"),
        ("canada", "sec_2-1__subsec_2__para_a__subpara_i", "Sample Act, RSC 1985, c S-9, s 2.1(2)(a)(i)"),
        ("canada", "sec_2-1__subsec_1__def_head-of-a-laboratory", "Sample Act, RSC 1985, c S-9, s 2.1(1), definition head-of-a-laboratory"),
        ("canada_bill", "sec_2__subsec_1__para_a", "Sample Keepers Act, Bill C-99, s 2(1)(a)"),
        ("dc_section", "sec_9-101-02__para_1__para_A", "D.C. Code § 9-101.02(1)(A)"),
        ("dc_law", "sec_2__para_1", "D.C. Law 99-1, sec. 2(1)"),
        ("bc_act", "sec_2__subsec_1__para_a__subpara_i", "Kites Act, SBC 2030, c 7, s 2(1)(a)(i)"),
        ("bc_act", "sec_1__def_big-kite", "Kites Act, SBC 2030, c 7, s 1, definition big-kite"),
        ("canada_bill", "sec_4__act_1__sec_1__subsec_1", "Sample Keepers Act, Bill C-99, s 4, act 1, s 1(1)"),
        ("bc_act", "part_1", "Kites Act, SBC 2030, c 7, Part 1"),
        ("proposed_rule", "sec_70-1__para_a__para_2", "Proposed 9 CFR 70.1(a)(2)"),
        ("proposed_rule", "hcontainer_2__hcontainer_2__al_1__note_1", "Proposed 9 CFR heading 2 heading 2 unnumbered paragraph 1 note 1"),
        ("lexml", "art_1__point_I__point_a", "LEI Nº 99, DE 6 DE MAIO DE 2031, artigo 1(I)(a)"),
        ("lexml", "art_2__para_unico", "LEI Nº 99, DE 6 DE MAIO DE 2031, artigo 2, parágrafo unico"),
        ("egov", "art_1__item_1__subitem_イ", "見本保管法第一条第一号イ"),
        ("egov", "art_2-2__para_2", "見本保管法第二条の二第二項"),
        ("egov", "suppl_1__para_1", "見本保管法附則第一項"),
        ("fedlex", "art_5__para_1__letter_b__point_1", "Art. 5 Abs. 1 Bst. b Ziff. 1 MuG"),
        ("fedlex", "art_5__para_1bis", "Art. 5 Abs. 1bis MuG"),
        ("regelungstext", "sec_1__para_1__point_1__letter_a", "§ 1 Abs. 1 Nr. 1 Buchst. a MusterG"),
    ],
)  # fmt: skip
def test_parts_are_cited_as_a_lawyer_of_the_country_writes_them(name, eid, citation):
    assert cited(name).get(eid) == citation


@pytest.mark.parametrize(
    ("name", "quoted", "home"),
    [
        ("bill", "No person shall remove a label", "sec_2__para_b"),
        ("house", "Every kite shall have a tail", "sec_101__para_b"),
        ("register", "Label each sample", "doc_2030-11__sec_1__al_1"),
        ("clml", "A person must not remove a label", "reg_3"),
        ("canada", "No person shall remove a label", "sec_3"),
        ("regelungstext", "Niemand darf Muster vernichten", "art_2"),
    ],
)
def test_a_provision_quoted_from_another_act_stays_in_the_provision_that_quotes_it(name, quoted, home):
    assert [clause.eid for clause in reading(name).clauses if quoted in clause.text] == [home]


def test_a_bill_leaves_out_the_words_that_a_committee_struck():
    dropped = [(piece.reason, piece.text) for piece in reading("bill").dropped]
    assert ("deleted", "SECTION 1. OLD. Struck words.") in dropped


@pytest.mark.parametrize(
    ("name", "eid", "text"),
    [
        ("bill", "sec_2__para_a__para_1__note_1", "1 On paper."),
        ("gii", "sec_1__note_1", "*) Dieses Gesetz dient der Umsetzung."),
        ("clml", "reg_2__para_1__note_1", "See section 1."),
        ("canada", "sec_2-1__subsec_2__para_a__note_1", "* In force in 2030."),
        ("fedlex", "art_5__para_1__letter_a__note_2", "2 SR 101"),
    ],
)
def test_a_note_is_a_clause_below_the_one_that_calls_it(name, eid, text):
    assert {clause.eid: clause.text for clause in reading(name).clauses}.get(eid) == text


@pytest.mark.parametrize(("name", "row", "heads"), [("bill", "Pens | $1", "Item | Sum"), ("gii", "Säure | 5 l", "Stoff | Menge"), ("canada", "Nitric | 5", "Acid | Litres"), ("egov", "硝酸 | 五", "酸 | 量")])  # fmt: skip
def test_a_row_of_a_table_is_a_clause_below_the_heads_of_its_columns(name, row, heads):
    found = next(clause for clause in reading(name).clauses if clause.text == row)
    assert found.kind == "row"
    assert found.path[-1] == heads


@pytest.mark.parametrize(
    ("name", "title", "language"),
    [
        ("usc", "Title 99", "en"), ("clml", "The Sample Regulations 2030", "en"), ("gii", "Gesetz über Muster", "de"), ("canada", "Sample Act", "en"),
        ("egov", "見本保管法", "ja"), ("fedlex", "Bundesgesetz über Muster (Mustergesetz, MuG)", "de"),
    ],
)  # fmt: skip
def test_a_document_says_its_title_and_language(name, title, language):
    document = reading(name).document
    assert (document.title, document.language) == (title, language)


@pytest.mark.parametrize(("name", "day"), [("gii", "2030-01-02"), ("register", "2030-01-02"), ("canada", "2030-05-06"), ("egov", "2030-03-04")])  # fmt: skip
def test_a_document_says_its_date(name, day):
    assert reading(name).document.published == day


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><p>x</p></feed>', "root <feed>, namespace http://www.w3.org/2005/Atom"),
        ('<article article-type="standard" dtd-version="1.3"><front><article-meta/></front><body><sec><p>x</p></sec></body></article>', "root <article>, no namespace"),
        ('<Regeling><Artikel><p>Lid 1</p></Artikel></Regeling>', "root <Regeling>, no namespace"),
        ('<?xml version="1.0"?><x:law xmlns:x="urn:law"><div>1</div></x:law>', "root <law>, namespace urn:law"),
    ],
)  # fmt: skip
def test_an_unknown_vocabulary_is_refused_by_the_name_of_its_root_and_namespace(data, named):
    with pytest.raises(InputError) as refused:
        parse(DOC, data.encode())
    assert refused.value.issues[0].code == "format-unknown"
    assert named in refused.value.issues[0].message


def test_a_debate_is_refused_with_the_reason():
    data = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><debateBody><p>Hear.</p></debateBody></debate></akomaNtoso>'
    with pytest.raises(InputError, match="a debate, which has no provisions"):
        parse(DOC, data)


@pytest.mark.slow
def test_words_of_neighbouring_blocks_are_never_joined():
    data = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body><section><num>1.</num><content><p>Keep it.</p><p>Label it.</p></content></section></body></act></akomaNtoso>'
    text = parse(DOC, data).canonical_text
    assert re.findall(r"\w+", text) == ["1", "Keep", "it", "Label", "it"]


def test_a_sign_that_is_an_empty_element_is_printed_between_the_words_beside_it():
    act = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Secondary><Body><P1group><Title>Kites</Title>
    <P1><Pnumber>1</Pnumber><P1para><Text>See Schedule<Character Name="NonBreakingSpace"/>2, part<Character Name="EmSpace"/>I.</Text></P1para></P1>
    </P1group></Body></Secondary></Legislation>"""
    assert any("See Schedule 2, part I." in clause.text for clause in parse(DOC, act.encode()).clauses)


def test_a_note_without_a_blank_beside_it_does_not_join_two_words():
    act = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body><article><num>Artículo 1º</num><content>
    <p>In 2012<authorialNote marker="1"><p>The year of wind.</p></authorialNote>and later kites flew.</p></content></article></body></act></akomaNtoso>"""
    clauses = {clause.eid: clause.text for clause in parse(DOC, act.encode()).clauses}
    assert "In 2012 and later kites flew." in clauses["art_1"]


AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification><FRBRWork><FRBRalias value="#varName"/></FRBRWork><FRBRExpression><FRBRlanguage language="fr"/></FRBRExpression></identification></meta>'


def akn(inside):
    document = parse(DOC, f"{AKN}{inside}</act></akomaNtoso>".encode())
    return document, {clause.eid: clause for clause in document.clauses}


def test_the_words_of_an_alinea_come_before_the_alineas_in_it_and_its_number_stands_once():
    found, by_eid = akn(
        "<preface><longTitle><p>Loi sur les cerfs-volants</p></longTitle></preface><body><article><num>Article unique</num><alinea><num>I. –</num>"
        "<alinea><num>1°</num><content><p>1° Le pilote paie ;</p></content></alinea><content><p>I. – La loi change :</p></content></alinea></article></body>"
        "<conclusions><p><signature><shortTitle>Le Ministre</shortTitle></signature></p></conclusions>"
    )
    assert (
        found.document.title == "Loi sur les cerfs-volants"
    )  # neither a variable nor the minister who signs
    assert list(by_eid) == ["art_1__point_I", "art_1__point_I__point_1"]
    assert by_eid["art_1__point_I"].text == "I. – La loi change :"
    assert sorted(piece.text for piece in found.dropped if piece.reason == "repeated") == ["1°", "I. –"]
    assert not found.faults


def test_the_only_paragraph_of_an_article_and_the_words_that_introduce_its_list_have_no_place_of_their_own():
    _, by_eid = akn(
        '<body><article><num>Article 2</num><paragraph><list><subparagraph refersTo="~INP"><content><p>A pilot must:</p></content></subparagraph>'
        "<point><num>(a)</num><content><p>hold the line.</p></content></point></list></paragraph></article></body>"
    )
    assert list(by_eid) == ["art_2", "art_2__point_a"]


def test_names_that_only_elements_part_are_not_joined():
    _, by_eid = akn(
        "<body><article><num>Article 2</num><content><p><docProponent>Ann Lee</docProponent><docProponent>Bo Ray</docProponent></p></content></article></body>"
    )
    assert by_eid["art_2"].text.endswith("Ann Lee Bo Ray")


def test_a_raised_number_after_a_digit_is_a_power_and_not_a_digit_of_the_number():
    _, by_eid = akn(
        "<body><article><num>Article 2</num><content><p>More than 10<sup>15</sup> Bq in 5 m<sup>2</sup>.</p></content></article></body>"
    )
    assert by_eid["art_2"].text.endswith("More than 10^15 Bq in 5 m2.")
    page = parse(
        DOC, b"<h1>Rules</h1><p>Nobody may exceed 10<sup>25</sup> steps or 10<sup>\xe2\x88\x923</sup> m.</p>"
    )
    assert page.clauses[-1].text == "Nobody may exceed 10^25 steps or 10^−3 m."
    assert not page.faults


def test_a_document_that_a_british_schedule_includes_is_read_where_it_stands():
    data = (
        '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Secondary><Schedules><Schedule id="schedule-1"><Number>SCHEDULE 1</Number>'
        '<ScheduleBody><IncludedDocument ResourceRef="r1"/></ScheduleBody></Schedule></Schedules></Secondary><Resources><Resource id="r1"><InternalVersion>'
        "<XMLcontent><Body><Part><Number>PART 1</Number><P><Text>No kite may cross the border.</Text></P></Part></Body></XMLcontent></InternalVersion></Resource></Resources></Legislation>"
    )
    found = parse(DOC, data.encode())
    assert "No kite may cross the border." in [c.text for c in found.clauses if c.eid.startswith("sch_1")][-1]
    assert not [piece for piece in found.dropped if "kite" in piece.text]
    assert not found.faults


def test_a_sole_paragraph_is_named_in_capitals_too():
    page = (SAMPLES / "lexml.xml").read_text("utf-8").replace("Parágrafo único", "PARÁGRAFO ÚNICO")
    assert "art_2__para_unico" in [clause.eid for clause in parse(DOC, page.encode()).clauses]


@pytest.mark.parametrize(
    "namespace",
    ["http://www.w3.org/1999/xhtml", "http://www.w3.org/TR/REC-html40", "https://www.w3.org/TR/html4/strict"],
)
def test_a_web_page_that_a_word_processor_wrote_is_a_web_page(namespace):
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    page = f'<html {office} xmlns="{namespace}">\n<body><p>Art. 1. Boats carry a lamp.</p></body></html>'
    assert detection.reader_of(page.encode()) == "html"


def test_a_root_called_html_in_a_namespace_of_its_own_is_no_web_page():
    with pytest.raises(InputError, match="format-unknown"):
        detection.reader_of(b'<html xmlns="urn:boats"><p>Lamps.</p></html>')


def test_a_part_of_british_columbia_gets_the_word_before_its_bare_number():
    data = (SAMPLES / "bc_act.xml").read_bytes().replace(b">Part 1<", b">1<")
    assert "Part 1 Flying" in [clause.text for clause in parse(DOC, data).clauses]


def test_a_list_of_contents_in_the_federal_register_is_left_out_and_its_notice_is_named_by_its_subject():
    found = reading("proposed_rule")
    assert "I. Background" in [piece.text for piece in found.dropped if piece.reason == "contents"]
    assert found.document.title == "Lines of Big Kites"


def test_the_existing_law_that_a_bill_explains_is_no_provision_of_it():
    found = reading("canada_bill")
    assert not [clause for clause in found.clauses if "Any person may remove" in clause.text]
    assert [piece.reason for piece in found.dropped if "Any person may remove" in piece.text] == ["editorial"]


def test_subparts_that_a_rule_lays_down_hold_their_sections_and_stand_where_they_are_printed():
    section = (
        "<SECTION><SECTNO>§ 70.{0}</SECTNO><SUBJECT>Lines.</SUBJECT><P>(a) A line {0} is dry.</P></SECTION>"
    )
    data = (
        "<RULE><PREAMB><CFR>9 CFR Part 70</CFR><SUBJECT>Lines</SUBJECT></PREAMB><SUPLINF><LSTSUB><HD SOURCE='HED'>Subjects</HD><P>Kites.</P></LSTSUB>"
        f"<REGTEXT><AMDPAR>1. Add:</AMDPAR><PART><HD SOURCE='HED'>PART 70—LINES</HD><SUBPART><HD SOURCE='HED'>Subpart A—Reels</HD>{section.format(1)}</SUBPART>"
        f"</PART></REGTEXT><REGTEXT><AMDPAR>2. Amend:</AMDPAR>{section.format(9)}</REGTEXT></SUPLINF></RULE>"
    )
    found = parse(DOC, data.encode()).clauses
    assert [clause.eid for clause in found][-8:] == [
        "al_3", "part_70", "part_70__subpart_A", "sec_70-1", "sec_70-1__para_a", "al_4", "sec_70-9", "sec_70-9__para_a",
    ]  # fmt: skip
    assert [c.text for c in found if c.eid in ("al_3", "al_4")] == ["1. Add:", "2. Amend:"]


def test_a_law_of_the_district_has_its_title_its_day_and_the_words_that_it_puts_into_another_act():
    found = reading("dc_law")
    assert (found.document.title, found.document.published) == ("Kites Amendment Act of 2030", "2030-01-02")
    parts = {clause.eid: clause.text for clause in found.clauses}
    assert parts["title_I"] == "Title I Kites."
    assert parts["sec_3__al_1"].endswith("(3B) A boat carries no kite.")
    assert "To regulate kites over the river." in [p.text for p in found.dropped if p.reason == "title"]


def test_the_history_of_a_section_of_the_district_is_left_out_and_its_closing_words_are_not():
    found = reading("dc_section")
    assert [piece.reason for piece in found.dropped] == ["editorial"]
    assert any("within 2 days" in clause.text and "para_2" in clause.eid for clause in found.clauses)


def test_the_only_provision_of_a_resolution_has_no_number_that_nobody_printed():
    resolution = b'<resolution xmlns="http://schemas.gpo.gov/xml/uslm"><main><section><content>That the two harbours shall meet.</content></section></main></resolution>'
    assert [clause.eid for clause in parse(Document(slug="doc", title=""), resolution).clauses] == ["al_1"]
