"""Crown Legislation Markup Language, the XML of legislation.gov.uk: acts, instruments and assimilated law of the United Kingdom."""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.citations.national import TRADITIONS
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, listed, root, squeeze
from curation.readers.xml.hierarchy import MadePart, Tree, Vocabulary, iso
from curation.text.document_words import clml as wording

_DIVISIONS = {
    "Group": ("part", "group"), "Part": ("part", "part"), "Chapter": ("chapter", "chp"), "Pblock": ("heading", "crosshead"),
    "PsubBlock": ("heading", "crosshead"), "EUTitle": ("title", "title"), "EUPart": ("part", "part"), "EUChapter": ("chapter", "chp"),
    "EUSection": ("division", "div"), "EUSubsection": ("division", "div"), "Division": ("division", "div"),
}  # fmt: skip
_LEVELS = {f"P{level}": level for level in range(1, 8)}
_ROLES = {
    **dict.fromkeys((*_DIVISIONS, *_LEVELS, "P1group", "P2group", "P3group", "Schedule", "Appendix", "Form", "ListItem"), "part"),
    **dict.fromkeys(
        listed(
            "Primary Secondary EURetained Body EUBody Schedules ScheduleBody Text Para P OrderedList UnorderedList KeyList KeyListItem Tabular table thead tbody "
            "tfoot caption BlockText Abstract AbstractBody Formula Where Title Subtitle Number TitleBlock Reference Figure Appendices Legislation "
            "SchedulesExtract Attachments Attachment Figures"
        )
        + [f"{level}para" for level in _LEVELS] + ["Pnumber"],
        "block",
    ),
    **dict.fromkeys(
        listed(
            "Emphasis Strong Underline SmallCaps Superior Inferior Uppercase Underline Expanded Strike Definition Proviso Abbreviation Acronym Term Span Citation "
            "CitationSubRef InternalLink ExternalLink InlineAmendment Addition Substitution Repeal Acronym Character Image math CitationListRef Key"
        ),
        "inline",
    ),
    **dict.fromkeys(("BlockAmendment", "BlockExtract", "AppendText"), "quote"),
    **dict.fromkeys(("Metadata", "Resources", "Correction", "col", "colgroup"), "metadata"),
    **dict.fromkeys(("Versions",), "hidden"),
    **dict.fromkeys(("Contents", "ContentsItem"), "contents"),
    **dict.fromkeys(("Commentaries", "Commentary", "CommentaryRef", "MarginNotes", "MarginNoteRef", "ExplanatoryNotes", "EarlierOrders"), "editorial"),
    **dict.fromkeys(("PrimaryPrelims", "SecondaryPrelims", "EUPrelims"), "title"),
    **dict.fromkeys(("PrimaryPreamble", "SecondaryPreamble", "EnactingText", "IntroductoryText"), "preamble"),
    **dict.fromkeys(("SignedSection", "Signature"), "closing"),
    "FootnoteRef": "note", "tr": "row",
}  # fmt: skip
_SIGNS = {
    **dict.fromkeys(("NonBreakingSpace", "EmSpace", "EnSpace", "ThinSpace", "DotPadding", "LinePadding", "BoxPadding"), " "),
    "Minus": "\u2212",
}  # fmt: skip
"""What a `Character` element prints; leaders of dots and lines are blanks."""
_UNITS = {"section": "sec", "regulation": "reg", "rule": "rule", "article": "art", "paragraph": "para"}
_TYPES = (("regulations", "reg"), ("rules", "rule"), ("order", "art"))
_KINDS = {
    "subsec": "paragraph",
    "para": "paragraph",
    "sec": "section",
    "reg": "section",
    "rule": "section",
    "art": "article",
}


def read(data: bytes) -> Parsed:
    """The parts of an act or an instrument."""
    page = markup.parse_xml(data)
    _write_signs(page)
    _include(page)
    title, number = _field(page, "title"), _number(page)
    reader = _Reader(page, title)
    tree = Tree(reader.vocabulary())
    top = root()
    tree.walk(page, top)
    tree.flush(top)
    tree.settle(top)
    language = page.get("{http://www.w3.org/XML/1998/namespace}lang") or _field(page, "language") or "en"
    act = f"{title} ({number})" if title and number else title or number
    return Parsed(top, "uk", act, language[:2], title, tree.left_out, published=_day(page))


def _include(page: Element) -> None:
    """Puts the text of an included document, a treaty in a schedule, where it is included: the file holds it among its resources."""
    resources = {e.get("id") or "": e for e in page.iter("{*}Resource")}
    for place in list(page.iter("{*}IncludedDocument")):
        resource = resources.pop(place.get("ResourceRef") or "", None)
        content = None if resource is None else resource.find(".//{*}XMLcontent")
        if content is not None and not any(above is resource for above in place.iterancestors()):
            place.extend(list(content))


def _write_signs(page: Element) -> None:
    """Writes the signs that are empty elements as text: `Schedule<Character Name="NonBreakingSpace"/>2` is two words."""
    for element in page.iter():
        if isinstance(element.tag, str) and name(element) == "Character" and not element.text:
            element.text = _SIGNS.get(element.get("Name") or "", "")


def _field(page: Element, field: str) -> str:
    """A field of the metadata, else the title that is printed."""
    for element in page.iter(f"{{http://purl.org/dc/elements/1.1/}}{field}"):
        if text := squeeze("".join(element.itertext())):
            return text
    printed = page.find(".//{*}PrimaryPrelims/{*}Title" if field == "title" else ".//{*}none")
    printed = (
        page.find(".//{*}SecondaryPrelims/{*}Title") if printed is None and field == "title" else printed
    )
    return "" if printed is None else squeeze("".join(printed.itertext()))


def _day(page: Element) -> str:
    """The date of this version, else of the enactment or the making."""
    for element in page.iter("{http://purl.org/dc/terms/}valid"):
        if day := iso("".join(element.itertext())):
            return day
    named = (e.get("Date") or "" for e in page.iter("{*}EnactmentDate", "{*}Made"))
    return next(filter(None, map(iso, named)), "")


_SERIES = {
    "uksi": "SI", "ssi": "SSI", "wsi": "WSI", "nisr": "SR", "nisi": "SI", "ukci": "SI", "ukpga": "c.", "asp": "asp", "anaw": "anaw", "asc": "asc", "nia": "c.",
    "ukla": "c.",
}  # fmt: skip


def _number(page: Element) -> str:
    """The series and number of an instrument or chapter: `SI 2030/1`, `2030 c. 5`; empty when the document does not say."""
    address = page.get("DocumentURI") or page.get("IdURI") or ""
    match = re.search(r"/(?:id/)?([a-z]+)/(\d{4})/(\d+)", address)
    if match is None or match[1] not in _SERIES:
        return ""
    series = _SERIES[match[1]]
    return f"{series} {match[2]}/{match[3]}" if series.isupper() else f"{match[2]} {series} {match[3]}"


class _Reader:
    """An act being read: what its first-level provisions are called, and its footnotes by their identifier."""

    def __init__(self, page: Element, title: str) -> None:
        primary = page.find(".//{*}Secondary") is None and name(page) != "Secondary"
        named = next((unit for word, unit in _TYPES if word in title.lower()), "reg")
        self.unit = "sec" if primary else named
        self.schedule = ""
        """The identifier of the schedule being read."""
        self.footnotes = {e.get("id") or "": e for e in page.iter("{*}Footnote")}

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of CLML."""
        return Vocabulary(
            _ROLES, self.part, self.special, self.note, joined=frozenset({"paragraph", "point", "item"})
        )

    def special(self, tree: Tree, element: Element, where: Node) -> str:
        """A footnote is read where it is called, one that is not called at its own place; lists at their end are left to that."""
        tag = name(element)
        if tag == "Footnotes":
            return "block"
        if tag == "Footnote":
            return "note" if element.get("id") in self.footnotes else "read"
        if tag == "Number" and name(element.getparent()) == "Footnote":
            return "inline"
        return ""

    def note(self, tree: Tree, element: Element) -> tuple[str, str]:
        """The mark and the words of a footnote."""
        found = self.footnotes.pop(element.get("Ref") or element.get("id") or "", None)
        if found is None:
            return "", ""
        element = found
        number = element.find("{*}Number")
        mark = "" if number is None else squeeze("".join(number.itertext()))
        texts = [tree.line(child) for child in element if child is not number and isinstance(child.tag, str)]
        return mark, squeeze(" ".join(texts))

    def part(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """The part that an element opens."""
        tag = name(element)
        if tag in _LEVELS:
            return self._provision(tree, element, where)
        if tag in ("P1group", "P2group", "P3group"):
            return self._group(tree, element, where)
        if tag == "ListItem":
            shown = element.get("NumberOverride") or ""
            node = Node("item", tree.next(where, "item"), shown, parts=[shown] if shown else [])
            return tree.add(where, node), ()
        if tag in ("Schedule", "Appendix", "Form"):
            return self._schedule(tree, element, where)
        value, text, heads = _heads(tree, element)
        if not text:
            return None, heads
        kind, segment = _DIVISIONS[tag]
        cleaned = numbering.clean(wording.DIVISION_NAME.sub("", value))[:40]
        segment = f"{segment}_{cleaned}" if cleaned else tree.next(where, segment)
        node = Node(
            kind,
            segment,
            value,
            text,
            absolute=segment.startswith("part_") and where.kind != "annex",
            parts=[text],
        )
        return tree.add(where, node), heads

    def _group(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A title above a provision is the heading of that provision; above several it is a heading of its own."""
        below = [child for child in element if name(child) in _LEVELS]
        title = element.find("{*}Title")
        if len(below) <= 1 or title is None:
            return None, () if len(below) != 1 or title is None else (title,)
        text = tree.line(title)
        node = Node("heading", tree.next(where, "crosshead"), heading=text, parts=[text])
        return tree.add(where, node), (title,)

    def _provision(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A numbered provision: a section, a subsection, a paragraph."""
        number = element.find("{*}Pnumber")
        level = _LEVELS[name(element)]
        shown = _printed(tree.line(number), number, level)
        unit = self._unit(element, where, level)
        title = element.find("{*}Title")
        group = element.getparent()
        alone = group is not None and name(group).endswith("group")
        if alone and sum(name(child) in _LEVELS for child in group) == 1:
            title = group.find("{*}Title")
        cleaned = numbering.clean(shown)[:40]
        if not cleaned and title is None:
            return None, () if number is None else (number,)
        heading = tree.line(title)
        text = squeeze(f"{shown} {heading}")
        segment = f"{unit}_{cleaned}" if cleaned else tree.next(where, unit)
        through = re.match(r"schedule(-\w+)?-paragraph-", element.get("id") or "") is not None and bool(
            cleaned
        )
        if level == 1 and through and self.schedule:
            segment = f"{self.schedule}__{segment}"  # numbered through the schedule, whatever its parts
        kind = _KINDS.get(unit, "point")
        node = Node(
            kind,
            segment,
            shown,
            text if heading else "",
            absolute=level == 1 and (not _scheduled(element) or "__" in segment),
            parts=[text] if text else [],
        )
        return tree.add(where, node), [head for head in (number, title) if head is not None]

    def _unit(self, element: Element, where: Node, level: int) -> str:
        """What a provision is called: by its identifier, by the kind of instrument, by its depth."""
        if level == 1:
            if _scheduled(element):
                return "para"
            match = re.match(r"(?:.*-)?(section|regulation|rule|article)-[^-]+$", element.get("id") or "")
            return _UNITS[match[1]] if match else self.unit
        root_unit = next((s.partition("_")[0] for s in (_top(element, self),)), self.unit)
        chain = TRADITIONS["uk"].chains[root_unit]
        return chain[min(level - 2, len(chain) - 1)]

    def _schedule(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A schedule, an appendix or a form."""
        value, text, heads = _heads(tree, element)
        segment = {"Schedule": "sch", "Appendix": "app", "Form": "form"}[name(element)]
        cleaned = numbering.clean(wording.SCHEDULE_NAME.sub("", value))[:40]
        segment = f"{segment}_{cleaned}" if cleaned else tree.next(where, segment)
        self.schedule = segment if where.kind != "annex" else ""
        node = Node(
            "annex", segment, value, text, absolute=where.kind != "annex", parts=[text] if text else []
        )
        return tree.add(where, node), heads


def _printed(shown: str, number: Element | None, level: int) -> str:
    """A number with the signs that are printed around it: `(1)`, `2.`; what the document does not say is usual."""
    if not shown or number is None or not shown[-1].isalnum():
        return shown
    before, after = number.get("PuncBefore"), number.get("PuncAfter")
    if before is None and after is None:
        return f"({shown})" if level > 1 else shown
    return f"{before or ''}{shown}{after or ''}"


def _top(element: Element, reader: _Reader) -> str:
    """What the first-level provision around an element is called."""
    for above in element.iterancestors("{*}P1"):
        return reader._unit(above, Node("", ""), 1)
    return "para" if _scheduled(element) else reader.unit


def _scheduled(element: Element) -> bool:
    """Whether an element stands in a schedule, an appendix or a form."""
    return next(element.iterancestors("{*}Schedule", "{*}Appendix", "{*}Form"), None) is not None


def _heads(tree: Tree, element: Element) -> tuple[str, str, list[Element]]:
    """The number as printed, the whole heading line, and the elements that these are."""
    heads = [
        child
        for child in element
        if name(child) in ("Number", "Title", "TitleBlock", "Subtitle", "Reference")
    ]
    value = next((tree.line(head) for head in heads if name(head) == "Number"), "")
    rest = [tree.line(head) for head in heads if name(head) not in ("Number", "Reference")]
    rest += [tree.line(head) for head in heads if name(head) == "Reference"]
    return value, squeeze(" ".join(filter(None, (value, *rest)))), heads
