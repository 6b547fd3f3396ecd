"""The families of documents: each format, and each vocabulary of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from fuzzing.loop import Family, Run
from fuzzing.mutations import mutated, mutated_archive

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
SAMPLES = TESTS / "unit" / "readers" / "samples"
SEED = 30_000
"""Bytes of a document that mutations begin with."""


def _reader(_: Path) -> Run:
    from curation.core.errors import InputError
    from curation.core.records import Document
    from curation.readers import reading
    from curation.readers.settings import Settings

    document, settings = Document(slug="fuzz", title=""), Settings()

    def run(data: bytes) -> str:
        try:
            found = reading._parse(document, data, "own", settings)
        except InputError:
            return "refused"
        assert all(found.canonical_text[c.start : c.end] == c.text for c in found.clauses), (
            "a clause is no slice"
        )
        assert len({c.eid for c in found.clauses}) == len(found.clauses), "an identifier stands twice"
        return "read"

    return run


def _samples(*patterns: str) -> Callable[[], list[bytes]]:
    """The sample documents of the tests and the bundled ones whose names fit, their beginnings."""

    def seeds() -> list[bytes]:
        places = [path for folder in (SAMPLES, SAMPLES / "xml", ROOT / "raw" / "documents") for pattern in patterns for path in sorted(folder.glob(pattern))]  # fmt: skip
        found = [path.read_bytes()[:SEED] for path in places]
        assert found, patterns
        return found

    return seeds


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file() -> bytes:
    """A Word file with what its reader knows: styles, numbers, notes, text boxes, tables, tracked changes, fields."""
    number = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = "".join(
        f"<w:p>{number.format(n % 3)}{run.format(f'The keeper shall keep record {n}.')}</w:p>"
        for n in range(6)
    )
    body += f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run.format("Duties")}</w:p>'
    body += f'<w:p>{run.format("A note")}<w:r><w:footnoteReference w:id="1"/></w:r><w:ins w:id="1">{run.format("added")}</w:ins><w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    body += f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>{run.format("Data")}</w:p></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{run.format("No")}</w:p></w:tc></w:tr></w:tbl>'
    body += f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run.format('In a box.')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
    body += f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run.format("Part 2")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%{n + 1}."/></w:lvl>'
        for n, form in enumerate(("decimal", "lowerLetter", "lowerRoman"))
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride></w:num></w:numbering>',
        "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style></w:styles>',
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{run.format("It is kept.")}</w:p></w:footnote></w:footnotes>',
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of the parts, not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def word_seeds() -> list[bytes]:
    from test_ingest_docx import docx, item, level, numbered

    forms = (
        "decimalZero",
        "upperRoman",
        "ordinal",
        "chineseCountingThousand",
        "decimalEnclosedCircle",
        "bullet",
        "lowerLetter",
    )
    return [
        word_file(),
        *(
            docx(
                item("Keep a log.") + item("Pay.", 1),
                numbered(level(0, form, "(%1)"), level(1, "decimal", "%1.%2")),
            )
            for form in forms
        ),
    ]


def pdf_seeds() -> list[bytes]:
    from pdf_maker import drawn, paragraphs, pdf

    lines = ["Rules for samples", "", "1. The keeper shall keep a regis-", "ter.", "", "(a) A sample is labelled.", "", "Article 2", "No sample may be lost."]  # fmt: skip
    return [
        pdf([paragraphs(lines)]),
        pdf(
            [
                paragraphs([*lines, "Contents", "1 Scope ........ 3"], size=9),
                paragraphs(["- a", "- b", "2.1 The keeper shall."], x=300),
            ]
        ),
        pdf([[("Name", 72, 700, 11), ("Limit", 300, 700, 11), ("Tin", 72, 680, 11), ("5 g", 300, 680, 11)]]),
        pdf(
            [
                drawn(
                    [
                        ("Name", 72, 700, 11),
                        ("Limit", 130, 700, 11),
                        ("Tin", 72, 680, 11),
                        ("5 g", 130, 680, 11),
                    ],
                    [(66, y, 200, y) for y in (712, 694, 674)] + [(x, 674, x, 712) for x in (66, 120, 200)],
                )
            ]
        ),
    ]


def xml_mutated(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """Mostly an XML document that is still well formed: elements gone, repeated, moved, renamed, with other attributes and words."""
    return reshaped(random, data, others) if random.random() < 0.7 else mutated(random, data, others)


def word_mutated(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """A Word file whose parts are mostly still well formed, so that most of them are read and not refused."""
    return mutated_archive(random, data, others, xml_mutated)


_VALUES = (
    "",
    "9",
    "1_2",
    "-",
    "99999999999999999999",
    "deleted",
    "x" * 300,
    "true",
    "#a",
    "a b",
    "½",
    "2024-13-01",
)
_WORDS = (
    "",
    "(1) ",
    "§ 1",
    "第一条",
    "Artikel 7 bis",
    "x" * 300,
    "PART I",
    "1.1.1.1",
    "\xad",
    "(a) (i) (A)",
    "3½",
    "IV",
    "[…]",
    "\u2028",
)


def reshaped(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """A document that is still well formed, where `data` was."""
    from lxml import etree

    def tree(source: bytes) -> Any:
        try:
            return etree.fromstring(
                source, etree.XMLParser(recover=True, resolve_entities=False, huge_tree=False)
            )
        except etree.XMLSyntaxError:
            return None

    root = tree(data)
    if root is None:
        return mutated(random, data, others)
    for _ in range(random.randrange(1, 10)):
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        if len(elements) > 2000:
            break
        one, other = random.choice(elements), random.choice(elements)
        parent, change = one.getparent(), random.randrange(9)
        if change == 0 and parent is not None:
            parent.remove(one)
        elif change == 1 and parent is not None:
            for _ in range(random.choice((1, 1, 20))):
                parent.append(etree.fromstring(etree.tostring(one, with_tail=False)))
        elif change == 2 and one is not root and one is not other and one not in other.iterancestors():
            other.append(one)
        elif change == 3 and one is not root:
            one.tag = other.tag
        elif change == 4 and one.attrib:
            one.set(random.choice(sorted(one.attrib)), random.choice(_VALUES))
        elif change == 5:
            one.text = random.choice(_WORDS)
        elif change == 6 and one.attrib:
            del one.attrib[random.choice(sorted(one.attrib))]
        elif change == 7 and (more := tree(random.choice(others))) is not None:
            other.append(random.choice([e for e in more.iter() if isinstance(e.tag, str)]))
        else:
            one.tail = random.choice(("", "loose words", "(a)", "1."))
    return bytes(etree.tostring(root, xml_declaration=random.random() < 0.5, encoding="utf-8"))


_AS_CFR = b"""<?xml version="1.0"?><CFRDOC><TITLE><CHAPTER><PART><EAR>Pt. 3</EAR><HD SOURCE="HED">PART 3-KITES</HD><AUTH><HD SOURCE="HED">Authority:</HD><P>1 U.S.C. 2.</P></AUTH>
<SUBPART><HD SOURCE="HED">Subpart A-General</HD><SECTION><SECTNO>\xc2\xa7 3.1</SECTNO><SUBJECT>Kites.</SUBJECT><P>(a) A pilot must hold the line.</P><P>(1) In wind.</P><FP>It is so.</FP>
<GPOTABLE COLS="2"><BOXHD><CHED H="1">Kite</CHED><CHED H="1">Line</CHED></BOXHD><ROW><ENT I="01">Red</ENT><ENT>5 m</ENT></ROW></GPOTABLE><CITA>[1 FR 2]</CITA></SECTION></SUBPART></PART></CHAPTER></TITLE></CFRDOC>"""
_AS_ECFR = b"""<?xml version="1.0"?><ECFR><DIV1 N="1" TYPE="TITLE"><HEAD>Title 1</HEAD><DIV5 N="3" TYPE="PART"><HEAD>PART 3-KITES</HEAD><AUTH><HED>Authority:</HED><PSPACE>1 U.S.C. 2</PSPACE></AUTH>
<DIV6 N="A" TYPE="SUBPART"><HEAD>Subpart A</HEAD><DIV8 N="3.1" TYPE="SECTION"><HEAD>\xc2\xa7 3.1 Kites.</HEAD><P>(a) <I>Line.</I> A pilot must hold it.</P><P>(1) In wind.</P><P>(i) At noon.</P>
<DIV><TABLE><TR><TH>Kite</TH><TD>5 m</TD></TR></TABLE></DIV><CITA>[1 FR 2]</CITA></DIV8></DIV6><DIV9 N="" TYPE="APPENDIX"><HEAD>Appendix A to Part 3</HEAD><P>1. A form.</P></DIV9></DIV5></DIV1></ECFR>"""
_AS_FORMEX = b"""<?xml version="1.0"?><ACT xmlns:xsi="x"><BIB.INSTANCE><DOCUMENT.REF><COLL>L</COLL></DOCUMENT.REF></BIB.INSTANCE><TITLE><TI><P>Regulation (EU) 2030/1 on kites</P></TI></TITLE>
<PREAMBLE><PREAMBLE.INIT>THE COUNCIL</PREAMBLE.INIT><GR.CONSID><CONSID><NP><NO.P>(1)</NO.P><TXT>Kites fly.</TXT></NP></CONSID></GR.CONSID></PREAMBLE><ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>GENERAL</P></STI></TITLE>
<ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART><P>Scope</P></STI.ART><PARAG IDENTIFIER="001.001"><NO.PARAG>1.</NO.PARAG><ALINEA><P>A pilot shall:</P><LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>hold the line;</TXT></NP></ITEM></LIST></ALINEA></PARAG></ARTICLE></DIVISION></ENACTING.TERMS>
<FINAL><P>Done.</P></FINAL></ACT>"""


def _xml(name: str, *files: str, more: tuple[bytes, ...] = ()) -> Family:
    def seeds() -> list[bytes]:
        return [*(_samples(*files)() if files else []), *more]

    return Family(f"xml-{name}", seeds, _reader, xml_mutated)


DOCUMENTS = [
    Family("docx", word_seeds, _reader, word_mutated),
    Family("pdf", pdf_seeds, _reader),
    Family("html", _samples("*.html"), _reader),
    Family("markdown", _samples("*.md", "*.txt"), _reader),
    Family("yaml", _samples("*.yaml"), _reader),
    _xml("akoma-ntoso", "act.xml", "legge.xml", "fedlex.xml", "regelungstext.xml"),
    _xml("uslm", "bill.xml", "usc.xml", "resolution.xml", "register.xml"),
    _xml("justice-canada", "canada.xml"),
    _xml("clml", "clml.xml"),
    _xml("bc-laws", "bc_act.xml"),
    _xml("dc-law", "dc_section.xml", "dc_law.xml"),
    _xml("federal-register", "proposed_rule.xml"),
    _xml("egov", "egov.xml"),
    _xml("gii", "gii.xml"),
    _xml("cfr", more=(_AS_CFR,)),
    _xml("ecfr", more=(_AS_ECFR,)),
    _xml("formex", more=(_AS_FORMEX,)),
]
