"""The XML of the Department of Justice of Canada: consolidated and annual statutes, regulations and bills, in English and French."""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, listed, root, squeeze
from curation.readers.xml.hierarchy import MadePart, Tree, Vocabulary, iso
from curation.text.document_words import justice_canada as wording

_BELOW = {
    "Subsection": "subsec", "Paragraph": "para", "Subparagraph": "subpara", "Clause": "clause", "Subclause": "subclause", "Subsubclause": "point",
    "FormulaParagraph": "para", "FormulaSubparagraph": "subpara",
}  # fmt: skip
_CONTINUED = listed(
    "ContinuedSectionSubsection ContinuedParagraph ContinuedSubparagraph ContinuedClause ContinuedDefinition ContinuedFormulaParagraph"
)
_ROLES = {
    **dict.fromkeys((*_BELOW, "Section", "Definition", "Heading", "Schedule", "Item", "Provision", "Order", "FormulaDefinition", "Group", "FormGroup",
                     "BilingualItemEn", "BilingualItemFr"), "part"),
    **dict.fromkeys(
        listed(
            "Text MarginalNote Body Label TitleText List TableGroup table tgroup thead tbody tfoot title Caption FormulaGroup Formula FormulaConnector Introduction "
            "ScheduleFormHeading GroupHeading OriginatingRef DocumentInternal SectionPiece BilingualGroup Oath Note "
            "ConventionAgreementTreaty RegulationPiece Group1-Part Group2-Division Group3-Subdivision Group4 ImageGroup AlternateText Order Reserved FormHeading "
            "ReadAsText Statute Regulation Bill SignatureLine"
        )
        + _CONTINUED,
        "block",
    ),
    **dict.fromkeys(
        listed(
            "XRefExternal XRefInternal DefinedTermEn DefinedTermFr DefinitionEnOnly DefinitionFrOnly DefinitionRef Emphasis Sup Sub Language Repealed FormBlank Leader "
            "LeaderRightJustified FormulaText FormulaTerm Fraction Numerator Denominator Ins Del Separator LineBreak PageBreak Insertion Ruling MathML math Date YYYY "
            "MM DD Superscript Base AmendingText"
        ),
        "inline",
    ),
    **dict.fromkeys(("AmendedText", "QuotedText"), "quote"),
    **dict.fromkeys(("Preamble",), "part"),
    **dict.fromkeys(("Enacts",), "preamble"),
    **dict.fromkeys(("LongTitle", "ShortTitle", "RunningHead"), "title"),
    **dict.fromkeys(("Identification", "colspec", "Image", "Recommendation", "Notice", "Cover"), "metadata"),
    **dict.fromkeys(("HistoricalNote", "RecentAmendments"), "page-history"),
    **dict.fromkeys(("BillPiece", "RelatedOrNotInForce", "ReaderNote", "Summary", "Abstract", "ExplanatoryNote"), "editorial"),
    "BillInternal": "part",
    **dict.fromkeys(("TableOfProvisions", "BillTOC"), "contents"),
    **dict.fromkeys(("SignatureBlock", "RegulationMakerOrder"), "closing"),
    "FootnoteRef": "note", "Footnote": "note", "row": "row",
}  # fmt: skip
_SEGMENTS = ("part", "div", "subdiv", "chp")


def read(data: bytes) -> Parsed:
    """The sections, schedules and headings of a statute or a regulation."""
    page = markup.parse_xml(data)
    language = (page.get("{http://www.w3.org/XML/1998/namespace}lang") or "en").lower()[:2]
    reader = CanadaReader(page, language)
    tree = Tree(reader.vocabulary())
    top = root()
    tree.walk(page, top)
    tree.flush(top)
    tree.settle(top)
    title = _title(page)
    number = _number(page, language)
    return Parsed(
        top,
        "ca",
        ", ".join(filter(None, (title, number))),
        language,
        title,
        tree.left_out,
        published=_day(page),
    )


def _day(page: Element) -> str:
    """The day as of which the text is current, else that of its registration."""
    for key, value in page.attrib.items():
        if key.endswith(("pit-date", "current-date")) and (day := iso(value)):
            return day
    date = page.find("Identification/RegistrationDate/Date")
    if date is None:
        return ""
    return iso("-".join(_words(date, part).zfill(2) for part in ("YYYY", "MM", "DD")))


def _words(page: Element, path: str) -> str:
    found = page.find(path)
    return "" if found is None else squeeze("".join(found.itertext()))


def _title(page: Element) -> str:
    """The short title, else the long one."""
    return _words(page, "Identification/ShortTitle") or _words(page, "Identification/LongTitle")


def _number(page: Element, language: str) -> str:
    """The chapter of a statute, the registration of a regulation, the number of a bill: `RSC 1985, c A-1`, `SOR/2001-296`, `Bill C-99`."""
    french = language == "fr"
    enacted = _words(page, "Identification/Chapter/AnnualStatuteId/AnnualStatuteNumber")
    if not enacted and (bill := _words(page, "Identification/BillNumber")):
        return f"{'Projet de loi' if french else 'Bill'} {bill}"
    if instrument := _words(page, "Identification/InstrumentNumber"):
        return instrument.replace("C.R.C., ch.", "CRC, ch").replace("C.R.C., c.", "CRC, c")
    chapter = page.find("Identification/Chapter")
    if chapter is None:
        return ""
    revised = chapter.find("ConsolidatedNumber")
    year, number = (
        _words(chapter, "AnnualStatuteId/YYYY"),
        _words(chapter, "AnnualStatuteId/AnnualStatuteNumber"),
    )
    short = "c"
    if revised is not None and (revised.get("official") == "yes" or not year):
        return f"{'LRC' if french else 'RSC'} 1985, {short} {squeeze(''.join(revised.itertext()))}"
    return f"{'LC' if french else 'SC'} {year}, {short} {number}" if year else ""


class CanadaReader:
    """A statute or regulation being read: the headings that are open, and its footnotes by their identifier."""

    def __init__(self, page: Element, language: str) -> None:
        self.french = language == "fr"
        self.headings: list[tuple[int, Node]] = []
        self.footnotes = {e.get("id") or "": e for e in page.iter("Footnote")}
        self.labels = {squeeze("".join(e.itertext())) for e in page.iterfind(".//Footnote/Label")}
        """The marks of the footnotes: a raised one in a sentence calls its note."""

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the Department of Justice."""
        joined = frozenset({"paragraph", "point", "item", "definition"})
        texts = frozenset({"preamble"})
        return Vocabulary(_ROLES, self.part, self.special, self.note, texts, joined)

    def special(self, tree: Tree, element: Element, where: Node) -> str:
        """What the children of some elements are that have another role elsewhere."""
        tag = name(element)
        above = element.getparent()
        parent = "" if above is None else name(above)
        if tag in ("Footnote", "FootnoteRef"):
            known = (element.get("idref") or element.get("id") or "") in self.footnotes
            return "note" if known else "note-mark" if tag == "FootnoteRef" else "read"
        if tag == "Sup" and (element.text or "").strip() in self.labels and not len(element):
            return "note-mark"
        if parent == "Identification" or (tag in ("Label", "HistoricalNote") and parent == "Footnote"):
            return "inline" if parent == "Footnote" else "title" if "Title" in tag else "metadata"
        if tag == "Identification" or (tag == "AmendedText" and _child(element, "BillInternal") is not None):
            return "block"
        return ""

    def note(self, tree: Tree, element: Element) -> tuple[str, str]:
        """The mark and the words of a footnote."""
        found = self.footnotes.pop(element.get("idref") or element.get("id") or "", None)
        if found is None:
            return "", ""
        if element is not found:
            tree.leave(element, "note-mark")
        label = found.find("Label")
        mark = "" if label is None else squeeze("".join(label.itertext()))
        texts = [tree.line(child) for child in found if child is not label and isinstance(child.tag, str)]
        return mark, squeeze(" ".join(texts))

    def part(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """The part that an element opens."""
        tag = name(element)
        if tag == "Heading":
            return self._heading(tree, element, where)
        if tag == "Section":
            return self._section(tree, element, where)
        if tag == "BillInternal":
            return self._enacted(tree, element, where)
        if tag in ("Schedule", "FormGroup"):
            return self._schedule(tree, element, where)
        if tag == "Definition":
            return self._definition(tree, element, where)
        if tag == "Preamble":
            return tree.add(where, Node("preamble", tree.next(where, "pream"), absolute=True)), ()
        if tag in ("BilingualItemEn", "BilingualItemFr"):
            return tree.add(where, Node("item", tree.next(where, "item"))), ()
        if tag in ("Provision", "Group", "Order"):
            return self._provision(tree, element, where)
        return self._below(tree, element, where)

    def _heading(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A heading opens a division in the body; the sections after it belong to it until the next of its level."""
        level = int(element.get("level") or 1) if (element.get("level") or "1").isdigit() else 1
        heads = [child for child in element if name(child) in ("Label", "TitleText")]
        label = next((tree.line(child) for child in heads if name(child) == "Label"), "")
        title = " ".join(tree.line(child) for child in heads if name(child) == "TitleText")
        text = squeeze(f"{label} {title}")
        around = next(element.iterancestors("AmendedText", "QuotedText", "BillInternal"), None)
        quoted = around is not None and name(around) != "BillInternal"
        if not quoted:
            self._close(where, level)
        parent = where if quoted else self._open(where)
        segment = self._division(label) or tree.next(parent, "hcontainer")
        kind = "part" if segment.startswith("part_") else "heading"
        node = Node(
            kind,
            segment,
            label,
            text,
            absolute=kind == "part" and parent is where and where.unlisted,
            parts=[text] if text else [],
        )
        tree.add(parent, node)
        if not quoted:
            self.headings.append((level, node))
        tree.walk(element, node, heads)
        tree.flush(node)
        tree.settle(node)
        return None, None

    def _division(self, label: str) -> str:
        """The identifier of a part, a division or a subdivision that a label names."""
        words_ = wording.FRENCH if self.french else wording.ENGLISH
        for word, segment in zip(words_, _SEGMENTS, strict=True):
            if match := re.match(rf"{word}\s+([\w.-]+)", label, re.IGNORECASE):
                return f"{segment}_{numbering.clean(match[1])[:20]}"
        return ""

    def _close(self, where: Node, level: int) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()

    def _open(self, where: Node) -> Node:
        """The part that things belong to: the last heading that is open in `where`, else `where` itself."""
        return self.headings[-1][1] if self.headings and where.kind in ("document", "annex") else where

    def _section(self, tree: Tree, element: Element, where: Node) -> MadePart:
        note, label = _child(element, "MarginalNote"), _child(element, "Label")
        shown, title = tree.line(label), tree.line(note)
        cleaned = numbering.clean(shown)[:40]
        text = squeeze(f"{shown} {title}")
        scoped = where.kind == "annex"
        node = Node(
            "section",
            f"sec_{cleaned}" if cleaned else tree.next(where, "sec"),
            shown,
            text if title else "",
            absolute=not scoped,
            parts=[text] if text else [],
            scope=where if where.segment.startswith("act_") else None,
        )
        tree.add(self._open(where), node)
        if text and not title:
            tree.fresh.add(id(node))
        tree.walk(element, node, [head for head in (note, label) if head is not None])
        tree.flush(node)
        tree.settle(node)
        tree.fresh.discard(id(node))
        return None, None

    def _below(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A subsection, a paragraph, an item: its number, its marginal note and its words."""
        tag = name(element)
        label, note = _child(element, "Label"), _child(element, "MarginalNote")
        shown, title = tree.line(label), tree.line(note)
        segment = _BELOW.get(tag, "item")
        cleaned = numbering.clean(shown)[:40]
        heads = [head for head in (label, note) if head is not None]
        first = squeeze(f"{shown} {title}")
        if not cleaned and tag == "FormulaDefinition":
            term = _child(element, "FormulaTerm")
            shown = first = tree.line(term)
            cleaned = numbering.clean(shown)[:40]
            heads = [term] if term is not None else []
            segment = "def"
        kind = (
            "item"
            if segment == "item"
            else "point"
            if segment in ("subpara", "clause", "subclause", "point", "def")
            else "paragraph"
        )
        node = Node(
            kind,
            f"{segment}_{cleaned}" if cleaned else tree.next(where, segment),
            shown,
            first if title else "",
            parts=[first] if first else [],
        )
        return tree.add(where, node), heads

    def _definition(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A definition, named by the term that it defines."""
        text = _child(element, "Text")
        term = (
            ""
            if text is None
            else next(
                (
                    squeeze("".join(e.itertext()))
                    for e in text.iter("DefinedTermFr" if self.french else "DefinedTermEn")
                ),
                "",
            )
        )
        slug = re.sub(r"[\W_]+", "-", term.lower()).strip("-")[:40]
        note = _child(element, "MarginalNote")
        title = tree.line(note)
        node = Node(
            "definition",
            f"def_{slug}" if slug else tree.next(where, "def"),
            "",
            parts=[title] if title else [],
        )
        return tree.add(where, node), [note] if note is not None else ()

    def _provision(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A provision of a schedule, a form, an order or a preamble: numbered, or a paragraph of its text."""
        label = _child(element, "Label")
        heading = _child(element, "GroupHeading")
        shown = tree.line(label)
        cleaned = numbering.clean(shown)[:40]
        if heading is not None:
            text = tree.line(heading)
            node = Node("heading", tree.next(where, "hcontainer"), heading=text, parts=[text] if text else [])
            return tree.add(where, node), (heading,)
        if not cleaned:
            return None, ()
        segment = "sec" if where.kind == "annex" and cleaned[0].isdigit() else "item"
        node = Node("section" if segment == "sec" else "item", f"{segment}_{cleaned}", shown, parts=[shown])
        return tree.add(self._open(where) if where.kind == "annex" else where, node), (label,)

    def _enacted(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """An act that a bill enacts whole: its provisions are parts of the section that enacts it, below its own headings."""
        outer, self.headings = self.headings, []
        title = tree.line(_child(element, "LongTitle"))
        node = tree.add(where, Node("annex", tree.next(where, "act"), heading=title))
        tree.walk(element, node)
        tree.flush(node)
        tree.settle(node)
        self.headings = outer
        return None, None

    def _schedule(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A schedule or a form in one; provisions that are not in force, and related ones, are no part of the law."""
        head = _child(element, "ScheduleFormHeading")
        if element.get("id") in ("RelatedProvs", "NifProvs") or any(
            name(child) == "BillPiece" for child in element
        ):
            tree.leave(element, "editorial")
            return None, None
        label = (
            "" if head is None else next((tree.line(child) for child in head if name(child) == "Label"), "")
        )
        text = (
            ""
            if head is None
            else squeeze(" ".join(tree.line(child) for child in head if isinstance(child.tag, str)))
        )
        match = wording.SCHEDULE_NUMBER.match(label)
        number = numbering.clean(match[1])[:20] if match else ""
        segment = (
            f"sch_{number}"
            if number and name(element) == "Schedule"
            else tree.next(where, "sch" if name(element) == "Schedule" else "form")
        )
        self.headings = []
        node = Node(
            "annex", segment, label, text, absolute=name(element) == "Schedule", parts=[text] if text else []
        )
        tree.add(where, node)
        tree.walk(element, node, [head] if head is not None else ())
        tree.flush(node)
        tree.settle(node)
        self.headings = []
        return None, None


def _child(element: Element, tag: str) -> Element | None:
    return next((child for child in element if name(child) == tag), None)
