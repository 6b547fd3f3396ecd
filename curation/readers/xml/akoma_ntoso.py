"""Akoma Ntoso 2 and 3 and its national profiles (LegalDocML.de, Fedlex, AKN4EU): acts, bills, documents and collections of them.

The hierarchy is the format's own; identifiers are made anew so that every document has the same sort.
"""

from __future__ import annotations

import re

from curation.core.errors import InputError
from curation.readers import markup
from curation.readers.eurlex import part_names
from curation.readers.markup import Element, name, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, listed, root, squeeze
from curation.readers.xml import attached_acts, printed_points
from curation.readers.xml.hierarchy import MadePart, Tree, Vocabulary, iso
from curation.text.document_words import part_names as part_names_wording

_SEGMENT = {
    "book": "book", "tome": "tome", "part": "part", "subpart": "subpart", "title": "title", "subtitle": "subtitle", "chapter": "chp",
    "subchapter": "subchp", "division": "div", "section": "sec", "subsection": "subsec", "article": "art", "paragraph": "para",
    "subparagraph": "subpara", "clause": "clause", "subclause": "subclause", "rule": "rule", "subrule": "subrule", "point": "point",
    "indent": "indent", "alinea": "al", "item": "item", "recital": "rec", "hcontainer": "hcontainer", "proviso": "proviso",
    "attachment": "att", "crossHeading": "crosshead", "level": "level", "transitional": "transitional", "preamble": "pream", "list": "list",
    "subdivision": "div", "tblock": "hcontainer",
}  # fmt: skip
_NUMBER = 8
"""Most characters of the number of a division in figures."""
_DIVISIONS = frozenset(
    listed("book tome part subpart title subtitle chapter subchapter division subdivision")
)
_ABSOLUTE = frozenset(listed("part chapter section article recital attachment preamble"))
_LANGUAGES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "nld": "nl", "dut": "nl", "ita": "it", "spa": "es", "por": "pt", "pol": "pl",
    "swe": "sv", "zho": "zh", "chi": "zh", "roh": "rm", "fin": "fi", "ron": "ro", "swa": "sw", "afr": "af",
}  # fmt: skip
_LEADING_WORD = re.compile(r"^[^\W\d_]{2,}\.?\s+(?=\(?[\dIVXLC]+[A-Za-zºª]{0,8}\b|\(?[A-Z]\b)")
"""The word before a number: `Chapter 2`, `Art. 5`, `Titolo IV`."""
_NAMED = {"schedule": "sch", "annex": "annex", "appendix": "app", "regulation": "reg"}
_UNNUMBERED = {"subsection": "al", "point": "def", "paragraph": "al", "alinea": "al"}
_DEBATES = frozenset({"debate", "debateReport"})
_ROLES = {
    **dict.fromkeys((*(set(_SEGMENT) - {"list"}),), "part"),
    **dict.fromkeys(
        listed(
            "list blockList intro content body mainBody collectionBody wrapUp wrap recitals act bill doc listWrapUp block container components attachments "
            "component statement p listIntroduction listConclusion blockContainer formula li ul ol table thead tbody caption citations citation "
            "docTitleBlock heading subheading num judgment judgmentBody header introduction background motivation decision portion portionBody amendment "
            "amendmentBody amendmentHeading amendmentContent amendmentReference amendmentJustification officialGazette documentCollection amendmentList akomaNtoso "
            "quotedBlock foreign div interstitial"
        ),
        "block",
    ),
    **dict.fromkeys(
        listed(
            "b i u sup sub a ref mref rref mod mmod rmod ins inline span em strong term def date time person organization location role quantity docTitle docType "
            "docNumber docDate docStage docStatus docPurpose docAuthority docCommittee docIntroducer docketNumber entity event object concept "
            "process quotedText remarkText placeholder omissis math mrow mi mn mo msup msub mfrac msqrt abbr shortTitle longTitle session legislature "
            "affectedDocument relatedDocument fillIn decoration opinion argument judge lawyer party neutralCitation courtType change textualMod eop affected "
            "img embeddedText extractText q"
        ),
        "inline",
    ),
    **dict.fromkeys(("meta", "colgroup", "col"), "metadata"),
    **dict.fromkeys(("preface", "coverPage", "longTitle"), "title"),
    **dict.fromkeys(("toc", "tocItem"), "contents"),
    **dict.fromkeys(("conclusions",), "closing"),
    **dict.fromkeys(("remark", "editorialNote", "debateBody", "debate", "debateReport", "rollCall"), "editorial"),
    **dict.fromkeys(("noteRef",), "note-mark"),
    **dict.fromkeys(("del",), "deleted"),
    **dict.fromkeys(("docProponent", "signature"), "break"),
    "quotedStructure": "quote", "embeddedStructure": "quote", "authorialNote": "note", "tr": "row", "br": "break", "eol": "break",
}  # fmt: skip


def read(data: bytes) -> Parsed:
    """The parts of an Akoma Ntoso document (versions 2 and 3).

    Raises: InputError for a debate, which has no provisions.
    """
    page = markup.parse_xml(data)
    _introductions_first(page)
    attached_acts.gather(page)
    printed_points.part(page)
    kinds = {name(child) for child in page}
    if kinds & _DEBATES and not kinds - _DEBATES:
        raise InputError.one(
            "akomaNtoso",
            "document-no-clauses",
            "this is a debate, which has no provisions; give the act or the bill that was debated",
        )
    title, family, act, language = _about(page)
    reader = _Reader(family, attached_acts.annexes(page))
    tree = Tree(reader.vocabulary())
    top = root()
    tree.walk(page, top)
    tree.flush(top)
    tree.settle(top)
    return Parsed(top, family, act, language, title, tree.left_out, published=_day(page))


def _introductions_first(page: Element) -> None:
    """Puts the words of a French alinea before the alineas in it, where they are printed: the Senate writes them after these."""
    for alinea in page.iter("{*}alinea"):
        inner = next((child for child in alinea if name(child) == "alinea"), None)
        own = [child for child in alinea if name(child) == "content"]
        if (
            inner is not None
            and len(own) == 1
            and own[0].getprevious() is not None
            and own[0].getnext() is None
        ):
            own[0].tail = None
            inner.addprevious(own[0])


# --- what a document says of itself --------------------------------------------------------------------------------


def _about(page: Element) -> tuple[str, str, str, str]:
    """The title, the family of citations, the name that the act is cited by, and the language."""
    title = _title(page)
    said = next((e.get("language") or "" for e in page.iter("{*}FRBRlanguage")), "")
    language = _LANGUAGES.get(said, said[:2])
    address = next((e.get("value") or "" for e in page.iter("{*}FRBRuri", "{*}FRBRthis")), "")
    country = next((e.get("value") or "" for e in page.iter("{*}FRBRcountry")), "").lower()
    match = re.search(r"^/?(?:akn/)?([a-z]{2})(?:/|-)", address)
    country = country or (match[1] if match else "")
    space = str(page.tag).lower()
    if "legaldocml.de" in space or country == "de" or address.startswith("eli/bund"):
        return title, "de", _german(page) or title, language or "de"
    if country == "ch" or "fedlex" in address:
        return title, "ch", _swiss(page, language) or title, language or "de"
    return title, "akn", title, language


def _day(page: Element) -> str:
    """The date of the version of the document, else of the work."""
    for path in (".//{*}FRBRExpression/{*}FRBRdate", ".//{*}FRBRWork/{*}FRBRdate"):
        found = page.find(path)
        if found is not None and (day := iso(found.get("date") or "")):
            return day
    return ""


def _title(page: Element) -> str:
    """What the document is called: its alias, short title or title, else the words of its preface."""
    alias = next((e.get("value") or "" for e in page.iter("{*}FRBRalias") if _titled(e)), "")
    for tags in (("{*}shortTitle", "{*}docTitle"), ("{*}longTitle",), ("{*}preface",)):
        if alias:
            break
        alias = next((title for e in page.iter(*tags) if not _signed(e) and (title := words(e, _skip))), "")
    return alias[:200]


def _signed(element: Element) -> bool:
    """Whether an element stands in the signatures: a minister's office may be marked as a short title there."""
    return any(name(above) in ("signature", "conclusions") for above in element.iterancestors())


def _titled(alias: Element) -> bool:
    """Whether an alias is a title, not another number of the document."""
    kind = (alias.get("name") or "").lower()
    value = alias.get("value") or ""
    return (
        kind not in ("eli", "celex", "uuid", "ppl", "pjl")
        and not value.startswith("#")
        and "id" not in re.split(r"[-_ ]", kind)
        and not re.fullmatch(r"[\w./:-]+[\d/]\S*", value)
    )


def _skip(element: Element) -> bool:
    return name(element) in ("authorialNote", "noteRef", "remark")


def _german(page: Element) -> str:
    """The official abbreviation of a German act, else its short title without brackets."""
    for element in page.iter("{*}inline"):
        if "abkuerzung" in (element.get("refersTo") or "").lower():
            return words(element, _skip).strip(" –-—()")
    short = next((words(e, _skip) for e in page.iter("{*}shortTitle")), "").strip(" –-—()")
    return re.split(r"\s[–—-]\s", short)[-1] if short else ""


def _swiss(page: Element, language: str) -> str:
    """The abbreviation of a Swiss act in its language: in the metadata, else at the end of its title in brackets."""
    for element in page.iter("{*}FRBRname"):
        tongue = element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        if element.get("shortForm") and tongue[:2] in ("", language):
            return element.get("shortForm") or ""
    title = next((words(e, _skip) for e in page.iter("{*}docTitle")), "")
    match = re.search(r"\(([^()]*)\)\s*$", title)
    return squeeze(match[1].rpartition(",")[2]) if match else ""


# --- parts ---------------------------------------------------------------------------------------------------------


class _Reader:
    """A document being read, in the tradition of its country."""

    def __init__(self, family: str, attached: dict[Element, str]) -> None:
        self.family = family
        self.attached = attached
        """The attachments that are annexes with articles of their own, and what each is called."""
        self.annexes: dict[Element, Node] = {}

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of Akoma Ntoso."""
        return Vocabulary(_ROLES, self.part, self.special, self.note)

    def special(self, tree: Tree, element: Element, where: Node) -> str:
        """A short or a long title is one in the preface, and a word of a sentence elsewhere; what is struck out is deleted."""
        tag = name(element)
        if tag == "longTitle":
            return "block" if where.kind != "document" else ""
        if element.get("status") == "removed":
            return "deleted"
        if tag == "paragraph" and self.family == "ch" and where.kind == "paragraph":
            return ""
        return ""

    def note(self, tree: Tree, element: Element) -> tuple[str, str]:
        """The mark and the words of a note."""
        return element.get("marker") or "", tree.line(element)

    def part(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """The part that an element opens."""
        tag = name(element)
        number, heading = element.find("{*}num"), element.find("{*}heading")
        below = element.find("{*}subheading")
        heads = [head for head in (number, heading, below) if head is not None]
        if tag == "attachment" and number is None and (not heads or element.find(".//{*}num") is not None):
            for head in heads:  # the schedule inside has the number and a heading of its own
                tree.leave(head, "title")
            return self._annex(tree, element, where), heads
        if tag == "preamble":
            return tree.add(where, Node("preamble", tree.next(where, "pream"), absolute=True)), ()
        marker, title = tree.line(number), squeeze(f"{tree.line(heading)} {tree.line(below)}")
        if not marker and not title and (where.segment.startswith("def_") or tag == "attachment"):
            return None, heads
        if not marker and not title and self._unnumbered(tag, element):
            return None, heads
        kind, segment = self._named(tree, element, tag, marker, where)
        node = Node(
            kind,
            segment,
            marker,
            squeeze(f"{marker} {title}") if title else "",
            absolute=self._absolute(element, kind, segment, where),
        )
        if node.absolute and (annex := self._around(element)) is not None:
            node.absolute, node.scope = False, annex
        tree.add(where, node)
        if line := squeeze(f"{marker} {title}"):
            node.parts.append(line)
        if marker and not title:
            tree.fresh.add(id(node))
        return node, heads

    def _annex(self, tree: Tree, element: Element, where: Node) -> Node | None:
        """The annex that an attachment with no number is, None where its parts are those of the act."""
        if element not in self.attached:
            return None
        node = Node("annex", tree.next(where, "annex"), heading=self.attached[element], absolute=True)
        self.annexes[element] = tree.add(where, node)
        return node

    def _around(self, element: Element) -> Node | None:
        """The annex that an element stands in."""
        if not self.annexes:
            return None
        around = element.iterancestors("{*}attachment")
        return next((self.annexes[one] for one in around if one in self.annexes), None)

    def _unnumbered(self, tag: str, element: Element) -> bool:
        """Whether a part without a number is the text of what it stands in: the only paragraph of an article, words that introduce a list."""
        if tag in ("paragraph", "list") and self.family in ("de", "ch"):
            return True
        if tag == "subparagraph":
            return (element.get("refersTo") or "").endswith("INP")
        parent = element.getparent()
        return (
            tag == "paragraph"
            and parent is not None
            and name(parent) == "article"
            and sum(name(child) == "paragraph" for child in parent) == 1
        )

    def _named(self, tree: Tree, element: Element, tag: str, marker: str, where: Node) -> tuple[str, str]:
        """The kind of a part and its own part of the identifier."""
        sole = tag == "article" and part_names_wording.SOLE.match(marker.rstrip(".")) is not None
        bare = "1" if sole else numbering.clean(_LEADING_WORD.sub("", marker))[:40]
        if tag in _DIVISIONS and len(bare) > _NUMBER and (found := part_names.division(marker)):
            bare = found[1]  # a number in words, or one with the title behind it
        segment = _SEGMENT[tag] if tag != "alinea" or not bare else "point"
        if tag == "hcontainer" and (element.get("name") or "") in _NAMED:
            segment = _NAMED[element.get("name") or ""]
            tag = "section" if segment == "reg" else "attachment"
        if self.family in ("de", "ch") and bare:
            segment = self._continental(tag, segment, marker, bare)
        if not bare or segment.endswith("_"):
            segment = segment.rstrip("_") if marker and bare else _UNNUMBERED.get(tag, segment)
            return self._kind(tag), tree.next(where, segment)
        return self._kind(tag), f"{segment}_{bare}"

    def _continental(self, tag: str, segment: str, marker: str, bare: str) -> str:
        """What German and Swiss laws call a part: a section sign is a section; below a paragraph come numbers, letters and dashes."""
        if tag == "article" and marker.lstrip().startswith("§"):
            return "sec"
        if tag in ("section", "subsection") and self.family == "de":
            return "chp" if tag == "section" else "subchp"
        if (tag in ("point", "item", "indent", "subparagraph", "level") and self.family == "ch") or tag in (
            "point",
            "item",
            "indent",
        ):
            return "point" if bare[0].isdigit() else "letter" if bare.isalpha() else "item_"
        return segment

    def _kind(self, tag: str) -> str:
        if tag in _DIVISIONS:
            return "chapter"
        return {
            "subsection": "paragraph",
            "item": "point",
            "level": "point",
            "attachment": "annex",
            "list": "point",
        }.get(tag, tag)

    def _absolute(self, element: Element, kind: str, segment: str, where: Node) -> bool:
        if segment.startswith("chp_") and self.family == "de" and kind == "section":
            return where.unlisted
        return name(element) in _ABSOLUTE or (name(element) == "hcontainer" and kind == "annex")
