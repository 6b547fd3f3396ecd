"""XML and HTML parsed safely: no entities, no network, no unbounded depth, and parser errors as issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from curation.core.errors import InputError, MissingExtra
from curation.readers import encodings
from curation.readers.structure.blocks import squeeze

Element = Any


class ByteSource(Protocol):
    """Bytes to read, from any place on."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`."""

    def seek(self, place: int, /) -> object:
        """Goes to a place."""


_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
MAX_DEPTH = 200


def _etree() -> Any:
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtra("documents", "reading HTML and XML") from error
    return etree


_SAFE: dict[str, bool] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How XML of unknown origin is parsed, whole or streamed: nothing is fetched, expanded or without a limit."""


def parse_xml(data: bytes) -> Element:
    """The root element of an XML document, comments and processing instructions dropped.

    Raises: InputError for XML that is not well-formed, declares entities, or nests deeper than 256 elements.
    """
    etree = _etree()
    _refuse_entities(data[: 1 << 16])
    parser = etree.XMLParser(
        **_SAFE,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_xml(error) from error
    if root is None:
        raise InputError.one("xml", "xml-broken", "there is no element in the document")
    raise_powers(root)
    return root


_RAISED = ("{*}sup", "{*}Sup", "{*}SUP", "{*}Superior", "{*}superscript")
_POWER = re.compile(r"\s*([+−–-]?\d{1,3})\s*")


def raise_powers(root: Element) -> None:
    """Writes a raised number that follows a digit with its sign, `10^15`, in place: without it, it would be read as 1015."""
    for element in root.iter(*_RAISED):
        power = _POWER.fullmatch(element.text or "") if len(element) == 0 else None
        if power is not None and _before(element)[-1:].isdigit():
            element.text = f"^{power[1]}"


def _before(element: Element) -> str:
    """The words right before an element, within the element around it."""
    beside = element.getprevious()
    if beside is not None:
        return str(beside.tail or "")
    parent = element.getparent()
    return "" if parent is None else str(parent.text or "")


def events(source: ByteSource) -> Iterator[tuple[str, Element]]:
    """`start` and `end` of the elements, read from `source` as they come.

    Raises: InputError as `parse_xml` does.
    """
    etree = _etree()
    _refuse_entities(source.read(1 << 16))
    source.seek(0)
    stream = etree.iterparse(
        source,
        events=("start", "end"),
        **_SAFE,
    )
    try:
        yield from stream
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_xml(error) from error


def _refuse_entities(head: bytes) -> None:
    if _ENTITY.search(head):
        raise InputError.one(
            "xml", "xml-entities", "the document declares entities; give it with the entities written out"
        )


def broken_xml(error: Exception) -> InputError:
    """What the XML parser complains of, with the line, without any words of the document."""
    line = getattr(error, "lineno", None)
    kind = (
        "nested too deeply or too large"
        if "huge" in str(error).lower() or "depth" in str(error).lower()
        else "not well-formed XML"
    )
    return InputError.one(
        f"line {line or 1}", "xml-broken", f"{kind}; take the file from its source again or repair it there"
    )


def parse_html(data: bytes) -> Element:
    """The root element of an HTML page, decoded as its own declaration or its bytes say.

    Raises: InputError for a page without any element or nested deeper than 200 elements.
    """
    etree = _etree()
    text = decode(data)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as error:
        raise InputError.one(
            "html", "html-broken", "no HTML element could be read; is this a web page?"
        ) from error
    if root is None:
        raise InputError.one("html", "html-broken", "no HTML element could be read; is this a web page?")
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError.one(
            "html", "html-deep", "elements nest deeper than 256 levels; save the page in a simpler form"
        )
    raise_powers(root)
    return root


def decode(data: bytes) -> str:
    """The text of `data`: by its byte-order mark, else UTF-8, else as it declares, else by a guess (`encodings`).

    UTF-8 that decodes is taken even where the declaration names another encoding. NULs are dropped.
    """
    return encodings.decode(data)


def without_comments(text: str, instead: str = "") -> str:
    """`text` with `instead` for each closed `<!-- -->`, in time linear in its length: a pattern would be quadratic."""
    out: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        out += [text[place:start], instead]
        place = end + 3
    return "".join([*out, text[place:]])


def name(element: Element) -> str:
    """The tag without its namespace, empty for anything that is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words(element: Element, skip: Callable[[Element], bool] | None = None) -> str:
    """The text of an element and everything in it, white space squeezed; `skip` leaves out an element, not its tail."""
    if skip is None:
        return squeeze("".join(element.itertext()))
    return squeeze("".join(_pieces(element, skip)))


def _pieces(element: Element, skip: Callable[[Element], bool]) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and not skip(child):
            yield from _pieces(child, skip)
        if child.tail:
            yield child.tail
