"""Each reader on a small document of its kind, written for this test."""

import io
import zipfile

import pytest
from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="")

OJ = """<html lang="en"><body>
<p class="oj-doc-ti">Regulation (EU) 2031/77 of the Council on kites</p>
<p class="oj-normal">Whereas:</p>
<table><tr><td><p class="oj-normal">(1)</p></td><td><p class="oj-normal">Kites fly.<a href="#ntr1">(1)</a></p></td></tr></table>
<p class="oj-ti-section-1">CHAPTER I</p><p class="oj-ti-section-2">GENERAL</p>
<p class="oj-ti-art">Article 1</p><p class="oj-sti-art">Scope</p>
<p class="oj-normal">1.   The following shall be prohibited:</p>
<table><tr><td><p class="oj-normal">(a)</p></td><td><p class="oj-normal">kites of lead;</p>
<table><tr><td><p class="oj-normal">(i)</p></td><td><p class="oj-normal">painted ones;</p></td></tr></table></td></tr></table>
<p class="oj-normal">Point (a) does not apply to museums.</p>
<p class="oj-normal">2.   Owners shall keep a log.</p>
<p class="oj-ti-art">Article 2</p><p class="oj-sti-art">Amendment</p>
<p class="oj-normal">In Regulation (EU) 2030/1 the following paragraph is added:</p>
<p class="oj-normal">‘3. When a kite is lent to another person, the log goes with it and the lender keeps a copy of the log.’</p>
<p class="oj-normal">This Regulation shall be binding in its entirety.</p>
<p class="oj-doc-ti">ANNEX I</p><p class="oj-doc-ti">Colours</p>
<table><tr><td><p class="oj-normal">—</p></td><td><p class="oj-normal">red,</p></td></tr></table>
</body></html>"""

FORMEX = """<?xml version="1.0"?><ACT><BIB.INSTANCE><LG.DOC>EN</LG.DOC></BIB.INSTANCE><TITLE><TI><P>Regulation (EU) 2031/77 on kites</P></TI></TITLE>
<PREAMBLE><GR.CONSID><CONSID><NP><NO.P>(1)</NO.P><TXT>Kites fly.<NOTE><P>note</P></NOTE></TXT></NP></CONSID></GR.CONSID></PREAMBLE>
<ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>GENERAL</P></STI></TITLE>
<ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART><P>Scope</P></STI.ART>
<PARAG IDENTIFIER="001.001"><NO.PARAG>1.</NO.PARAG><ALINEA><P>The following shall be prohibited:</P><LIST TYPE="alpha"><ITEM><NP>
<NO.P>(a)</NO.P><TXT>kites of lead;</TXT><P><LIST TYPE="roman"><ITEM><NP><NO.P>(i)</NO.P><TXT>painted ones;</TXT></NP></ITEM></LIST></P></NP></ITEM></LIST></ALINEA>
<ALINEA>Point (a) does not apply to museums.</ALINEA></PARAG>
<PARAG IDENTIFIER="001.002"><NO.PARAG>2.</NO.PARAG><ALINEA>Owners shall keep a log.</ALINEA></PARAG></ARTICLE></DIVISION></ENACTING.TERMS></ACT>"""

SECTION = """<DIV8 N="{mark}1.2" TYPE="SECTION"><HEAD>§ 1.2   Logs.</HEAD><P>(a) <I>General.</I> (1) Each owner must keep a log—
</P><P>(i) In ink; and</P><P>(ii) In English.</P><P>(2) No owner may lend the log.</P><P>(b) The log is open to all.</P><CITA>[1 FR 1]</CITA></DIV8>"""
BULK = '<?xml version="1.0"?><DLPSTEXTCLASS><TEXT><BODY><ECFRBRWS><DIV1 N="9" TYPE="TITLE"><DIV5 N="1" TYPE="PART"><HEAD>PART 1—KITES</HEAD>{}</DIV5></DIV1></ECFRBRWS></BODY></TEXT></DLPSTEXTCLASS>'
API = '<?xml version="1.0"?><ECFR><DIV1 N="9" TYPE="TITLE"><DIV5 N="1" TYPE="PART"><HEAD>PART 1—KITES</HEAD>{}</DIV5></DIV1></ECFR>'


def eids(text: str | bytes, scope="whole", **fields) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    found = parse(DOC.model_copy(update=fields), data, scope)
    assert all(found.canonical_text[c.start : c.end] == c.text for c in found.clauses)
    return [c.eid for c in found.clauses]


EU_IDS = [
    "rec_1", "chp_I", "art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_a__point_i", "art_1__para_2",
]  # fmt: skip


def test_the_same_act_has_the_same_ids_from_the_journal_page_and_from_formex():
    assert eids(FORMEX) == [*EU_IDS, "rec_1__note_1"]  # the page has no footnote
    assert eids(OJ) == [*EU_IDS, "art_2", "annex_I", "annex_I__item_1"]


def test_words_quoted_from_another_act_and_the_final_formula_are_no_clauses():
    found = {c.eid: c.text for c in parse(DOC, OJ.encode(), "whole").clauses}
    assert "art_2__para_3" not in found
    assert "binding" not in found["art_2"]


def test_a_whole_paragraph_ends_with_the_words_after_its_points_and_its_own_words_do_not():
    whole = {c.eid: c.text for c in parse(DOC, OJ.encode(), "whole").clauses}
    own = {c.eid: c.text for c in parse(DOC, OJ.encode(), "own").clauses}
    assert whole["art_1__para_1"].endswith("Point (a) does not apply to museums.")
    assert own["art_1__para_1"] == "1. The following shall be prohibited:"
    assert own["art_1__para_1__wrapup_1"] == "Point (a) does not apply to museums."


def test_a_point_prohibits_what_its_chapeau_prohibits():
    found = {c.eid: c for c in parse(DOC, OJ.encode()).clauses}
    assert found["art_1__para_1__point_a"].modality == "prohibition"
    assert found["art_1__para_2"].modality == "obligation"
    assert found["art_1__para_1__point_a"].citation == "Regulation (EU) 2031/77, Art. 1(1)(a)"


def test_both_dialects_of_the_ecfr_give_the_same_clauses():
    bulk = parse(DOC, BULK.format(SECTION.format(mark="§ ")).encode()).clauses
    api = parse(DOC, API.format(SECTION.format(mark="")).encode()).clauses
    assert [(c.eid, c.sha256, c.citation) for c in bulk] == [(c.eid, c.sha256, c.citation) for c in api]
    assert [c.eid.removeprefix("sec_1-2__") for c in bulk[2:]] == [
        "para_a", "para_a__para_1", "para_a__para_1__para_i", "para_a__para_1__para_ii", "para_a__para_2", "para_b",
    ]  # fmt: skip
    assert bulk[4].citation == "9 CFR 1.2(a)(1)(i)"


def test_a_chinese_law_has_articles_paragraphs_and_items():
    law = "# 风筝法\n\n## 第一章 总则\n\n第一条 为了规范风筝，制定本法。\n\n第二条 有下列情形之一的，不得放飞：\n\n（一）下雨的；\n\n（二）刮风的。\n\n前款规定不适用于博物馆。\n\n第十二条 本法自公布之日起施行。\n"
    found = parse(DOC, law.encode(), "whole")
    assert [c.eid for c in found.clauses] == [
        "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_1__item_1", "art_2__para_1__item_2", "art_2__para_2",
        "art_12", "art_12__para_1",
    ]  # fmt: skip
    assert found.clauses[6].citation == "《风筝法》第二条第一款第（二）项"
    assert found.clauses[4].modality == "prohibition"


def test_a_german_regulation_has_sections_and_absaetze():
    law = "# Drachenverordnung (DrachV)\n\n## Abschnitt 1 - Allgemeines\n\n### § 1 Ziel\n\n(1) Ziel ist der Schutz durch\n\n1.  Regeln,\n\n2.  Verbote.\n\n(2) Wer Drachen hat, muss sie pflegen.\n\n### § 2 Begriffe\n\nDrachen fliegen.\n\n### § 3a Verbot\n\n(1) Bleierne Drachen sind verboten.\n"
    found = {c.eid: c for c in parse(DOC, law.encode(), "whole").clauses}
    assert list(found) == [
        "chp_1", "sec_1", "sec_1__para_1", "sec_1__para_1__point_1", "sec_1__para_1__point_2", "sec_1__para_2", "sec_2", "sec_3a", "sec_3a__para_1",
    ]  # fmt: skip
    assert found["sec_1__para_2"].citation == "§ 1 Abs. 2 DrachV"
    assert found["sec_3a__para_1"].modality == "prohibition"


def test_a_policy_list_is_read_by_place_whatever_its_printed_numbers():
    policy = "# Kite Policy\n\nYou agree not to use kites to:\n\n1. Harm others:\n    1. by line\n    1. by lead\n2. Deceive\n    8. by colour\n"
    found = parse(DOC, policy.encode()).clauses
    items = {c.eid: c for c in found if c.kind == "item"}
    assert list(items) == ["item_1", "item_1__item_1", "item_1__item_2", "item_2", "item_2__item_1"]
    assert items["item_2__item_1"].marker == "8."
    assert {c.modality for c in items.values()} == {"prohibition"}


def test_a_licence_has_numbered_sections_and_an_attachment():
    licence = "Kite License\n\n1. Definitions\n\nA kite is a toy.\n\n2. Grant. You may fly.\n\n3. Term. Forever.\n\nEND\n\nAttachment A\n\nYou agree not to use it:\n- to harm;\n- to spy.\n"
    found = [e for e in eids(licence) if not e.rpartition("__")[2].startswith("para_")]
    assert found == ["sec_1", "sec_2", "sec_3", "att_A", "att_A__item_1", "att_A__item_2"]


def test_a_web_page_is_read_without_the_site_around_it():
    page = """<html><body><nav><ul><li><a href=/>Home</a></li></ul></nav><div class="cookie-banner"><p>We use cookies</p></div><main>
    <h1>Kite rules</h1><p>Do not:</p><ul><li>fly at night<ul><li>near towns</li></ul></li><li>lend a kite</li></ul>
    <div><h3><button aria-expanded="false"><p>Museums</p></button></h3><div><ul><li>ask first</li></ul></div></div>
    <h2>Changelog</h2><ul><li>2031-01-01: first</li></ul></main><footer><ul><li>Imprint</li></ul></footer></body></html>"""
    found = parse(DOC, page.encode()).clauses
    assert [(c.eid, c.text) for c in found if c.kind == "item"] == [
        ("item_1", "fly at night"), ("item_1__item_1", "near towns"), ("item_2", "lend a kite"), ("item_3", "ask first"),
    ]  # fmt: skip
    assert found[-1].path == ["Kite rules", "Museums"]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, numbering: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if numbering:
            archive.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
    return out.getvalue()


def test_a_word_document_reads_as_if_every_change_were_accepted():
    body = (
        "<w:p><w:r><w:t>Kites </w:t></w:r><w:ins><w:r><w:t>must </w:t></w:r></w:ins><w:del><w:r><w:delText>may </w:delText></w:r></w:del>"
        "<w:r><w:t>fly.</w:t></w:r></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>Inside a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert [c.text for c in parse(DOC, docx(body)).clauses] == [
        "Kites must fly.",
        "Inside a control.",
        "cell",
    ]


def test_the_numbers_that_word_makes_are_computed():
    levels = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    found = parse(DOC, docx(item.format("one") + item.format("two"), levels)).clauses
    assert [(c.marker, c.text) for c in found] == [("(i)", "one"), ("(ii)", "two")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<akomaNtoso><act><body><section id="s"><num>1.</num><heading>Logs</heading><subsection><num>(1)</num><content><p>Keep it.</p></content></subsection></section></body></act></akomaNtoso>', ["sec_1", "sec_1__subsec_1"]),
        ('<cfrDoc><docNumber>9</docNumber><section identifier="/us/cfr/t9/s1.2"><num value="1.2">§ 1.2</num><heading>Logs</heading><paragraph><num value="a">(a)</num><content>Keep it.</content></paragraph></section></cfrDoc>', ["sec_1-2", "sec_1-2__para_a"]),
        ("urn: x\nrequirement_nodes:\n- urn: a\n  ref_id: GOVERN\n  description: Govern it.\n- urn: b\n  parent_urn: a\n  ref_id: GOVERN 1.1\n  description: Write it.\n", ["item_GOVERN", "item_GOVERN1-1"]),
    ],
)  # fmt: skip
def test_formats_with_their_own_structure_keep_it(text, expected):
    assert eids(text) == expected


def test_comments_and_a_head_of_metadata_are_no_text():
    text = "---\ntitle: x\n---\n# Kites\n\n<!-- hidden -->\n\nFly <!-- a\nb --> low.\n"
    assert [c.text for c in parse(DOC, text.encode()).clauses] == ["Kites", "Fly low."]


def test_items_below_a_head_that_prohibits_are_prohibitions():
    text = "# Kites\n\n## 1. Terms\n\nA kite flies.\n\n## 2. Prohibited uses\n\n### 2.1 Weapons\n\n1. Dropping stones:\n   1. large ones.\n"
    found = {c.eid: c.modality for c in parse(DOC, text.encode()).clauses}
    assert found["sec_2-1__item_1"] == found["sec_2-1__item_1__item_1"] == "prohibition"
